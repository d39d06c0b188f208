"""The data folders are found in every kind of run."""

import sys
from pathlib import Path

import pytest

from drentsportal import paths
from tests.repo.places import ROOT


def test_a_checkout_uses_its_own_folders() -> None:
    """Both lie beside the package."""
    assert paths.resources_dir() == ROOT / "resources"
    assert paths.sample_data_dir() == ROOT / "sample_data"


def test_a_wheel_carries_them_inside(tmp_path: Path) -> None:
    """`_data` in the package wins over what lies beside it."""
    package = tmp_path / "drentsportal"
    (package / "_data").mkdir(parents=True)
    assert paths.find_data_root(package, bundle=None) == package / "_data"


def test_a_frozen_program_uses_its_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyInstaller names the folder in `sys._MEIPASS`."""
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources_dir() == tmp_path / "drentsportal" / "_data" / "resources"


HOME = Path("/home/els").absolute()
OTHER = Path("/data").absolute()


@pytest.mark.parametrize(
    ("platform", "environment", "data", "cache"),
    [
        ("linux", {}, HOME / ".local/share/drentsportal", HOME / ".cache/drentsportal"),
        (
            "linux",
            {"XDG_DATA_HOME": str(OTHER), "XDG_CACHE_HOME": str(OTHER / "c")},
            OTHER / "drentsportal",
            OTHER / "c/drentsportal",
        ),
        (
            "linux",
            {"XDG_DATA_HOME": "relative", "XDG_CACHE_HOME": ""},
            HOME / ".local/share/drentsportal",
            HOME / ".cache/drentsportal",
        ),
        (
            "win32",
            {"LOCALAPPDATA": str(OTHER)},
            OTHER / "drentsportal",
            OTHER / "drentsportal/Cache",
        ),
        (
            "win32",
            {},
            HOME / "AppData/Local/drentsportal",
            HOME / "AppData/Local/drentsportal/Cache",
        ),
        (
            "darwin",
            {},
            HOME / "Library/Application Support/drentsportal",
            HOME / "Library/Caches/drentsportal",
        ),
    ],
)
def test_the_users_folders_follow_the_system(
    platform: str, environment: dict[str, str], data: Path, cache: Path
) -> None:
    """As each system's programs do."""
    assert paths.find_user_folders(platform, environment, HOME) == paths.UserFolders(data, cache)


def test_the_users_folders_are_absolute() -> None:
    """Whatever this system is."""
    assert paths.user_data_dir().is_absolute()
    assert paths.user_cache_dir().is_absolute()
    assert paths.user_data_dir() != paths.user_cache_dir()
