"""The wheel carries the data folders."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.repo.places import ROOT

DUTCH = 'msgid "site"\nmsgstr "terrein"\n'


def test_the_wheel_is_complete(tmp_path: Path) -> None:
    """Built from a small copy of the project, by the real configuration."""
    source = tmp_path / "source"
    translation = source / "resources/translations/nl/core.po"
    translation.parent.mkdir(parents=True)
    translation.write_text(DUTCH, "utf-8")
    (source / "sample_data" / "__pycache__").mkdir(parents=True)
    (source / "sample_data" / "__pycache__" / "build.pyc").write_bytes(b"")
    (source / "sample_data" / "README.md").write_text("invented", "utf-8")
    (source / "drentsportal").mkdir()
    for name in ("drentsportal/__init__.py", "drentsportal/paths.py"):
        shutil.copy(ROOT / name, source / name)
    for name in ("pyproject.toml", "hatch_build.py", "LICENSE", "README.md", ".gitignore"):
        shutil.copy(ROOT / name, source / name)

    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel"],
        cwd=source,
        check=True,
        capture_output=True,
    )

    (wheel,) = (source / "dist").glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    data = installed / "drentsportal" / "_data"
    assert (data / "sample_data" / "README.md").read_text("utf-8") == "invented"
    assert (data / "resources/translations/nl/core.po").read_text("utf-8") == DUTCH
    assert not list(data.rglob("__pycache__"))
    found = subprocess.run(
        [sys.executable, "-c", "from drentsportal.paths import *; print(resources_dir())"],
        cwd=installed,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert Path(found.stdout.strip()) == data / "resources"
