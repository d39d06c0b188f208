"""The setup for Windows is whole as far as that can be seen elsewhere, and its check finds what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from installer import project, windows
from tests.installer.conftest import SCRIPT

if TYPE_CHECKING:
    from pathlib import Path


def test_the_setup_is_whole(files: Path) -> None:
    """Nothing left open, versions of the project, every text in three languages."""
    assert files.is_dir()
    assert windows.check() == []
    text = windows.SCRIPT.read_text("utf-8-sig")
    assert f"AppVersion={project.version()}" in text
    assert windows.ICON.read_bytes().startswith(b"\0\0\1\0")


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("AppVersion=@VERSION@", "AppVersion=9.9", "versions differ"),
        ("LicenseFile=@ROOT@\\LICENSE", "LicenseFile=@ROOT@\\LICENCE.txt", "not there"),
        ("de.DesktopIcon=Symbol auf dem Desktop\n", "", "no text: de.DesktopIcon"),
        ("@TITLE@", "@TITEL@", "not filled in: @TITEL@"),
        ("PrivilegesRequired=lowest", "PrivilegesRequired=admin", "administrator"),
        ("Root: HKCU", "Root: HKLM", "administrator"),
        ("{userdesktop}", "{commondesktop}", "unknown folder: commondesktop"),
        ('Name: "de"; Mess', 'Name: "fr"; Mess', "languages"),
        (' ""%1"""', ' %1"', "nothing opens .drents"),
        ('"drentsportal.workspace"; Flags', '"drentsportal.space"; Flags', "nothing opens .drents"),
        ("ChangesAssociations=yes", "ChangesAssociations=no", "not told of the file type"),
        ("; Flags: uninsdeletekey\n", "\n", "left in the registry: drentsportal.workspace"),
        ("WizardStyle=modern", "Uninstallable=no", "no uninstaller"),
        (" skipifsilent", "", "not silent: Filename"),
        ("PrivilegesRequired=lowest", "PrivilegesRequiredOverridesAllowed=dialog", "not silent: it asks"),
    ],
)
def test_a_fault_in_the_script_is_found(files: Path, right: str, wrong: str, fault: str) -> None:
    """Each that the check looks for."""
    text = (files / SCRIPT).read_text("utf-8")
    assert right in text
    (files / SCRIPT).write_text(text.replace(right, wrong), "utf-8")
    assert any(fault in each for each in windows.check())


def test_a_recipe_that_is_no_python_is_found(files: Path) -> None:
    """PyInstaller would only say so on Windows."""
    (files / "version_info.txt").write_text("VSVersionInfo(", "utf-8")
    assert any("version_info.txt" in each for each in windows.check())


@pytest.mark.parametrize(
    ("of", "debian", "on_windows"),
    [
        ("0.1.0.dev0", "0.1.0~dev0", "0.1.0.0"),
        ("1.2.0rc1", "1.2.0~rc1", "1.2.0.0"),
        ("1.2.3", "1.2.3", "1.2.3.0"),
        ("2026.11.4.5", "2026.11.4.5", "2026.11.4.5"),
    ],
)
def test_a_version_in_the_words_of_each_system(of: str, debian: str, on_windows: str) -> None:
    """What comes before a release is older than it, also for dpkg."""
    assert (project.debian_version(of), project.windows_version(of)) == (debian, on_windows)
