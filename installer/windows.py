"""The setup for Windows: PyInstaller's folder in an Inno Setup program, installed per user.

PyInstaller makes programs only for the system that it runs on, so the setup is built on Windows. Elsewhere
``check`` renders what Inno Setup and PyInstaller will read and looks for what can be wrong in it.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from drentsportal.__main__ import WORKSPACE_SUFFIX
from installer import bundle, mark
from installer.project import BUILD, BUNDLE, DIST, NAME, ROOT, TITLE, version, windows_version

FILES: Final = ROOT / "installer" / "files"
SCRIPT: Final = BUILD / "windows" / f"{NAME}.iss"
VERSION_INFO: Final = BUILD / "windows" / "version_info.txt"
ICON: Final = BUILD / "icons" / f"{NAME}.ico"
LANGUAGES: Final = ("nl", "en", "de")

_PLACEHOLDER: Final = re.compile(r"@[A-Z_]+@")
_CONSTANTS: Final = {"app", "localappdata", "userprograms", "userdesktop"}
"""Folders of Inno Setup that the script names; each is one of the user, none of the whole computer."""


def render() -> tuple[Path, Path]:
    """Write icon, script and version information; returns the script and the information."""
    mark.write_icon(ICON)
    SCRIPT.parent.mkdir(parents=True, exist_ok=True)
    # Inno Setup knows UTF-8 by its mark.
    SCRIPT.write_text(_filled("drentsportal.iss"), encoding="utf-8-sig", newline="\r\n")
    VERSION_INFO.write_text(_filled("version_info.txt"), encoding="utf-8", newline="\n")
    return SCRIPT, VERSION_INFO


def build() -> Path:
    """Freeze the program and make the setup; on Windows, with Inno Setup 6.3 or later."""
    if sys.platform != "win32":
        raise OSError("windows")
    script, _ = render()
    bundle.freeze()
    subprocess.run([_compiler(), "/Qp", str(script)], check=True)  # noqa: S603 - our own command
    return DIST / f"{NAME}-{version()}-setup.exe"


def check() -> list[str]:
    """Render everything and return what is wrong with it, one line each; empty when nothing is."""
    script, information = render()
    text = script.read_text(encoding="utf-8-sig")
    return [
        *_unfilled(text, information.read_text(encoding="utf-8")),
        *_absent_paths(text),
        *_version_faults(text),
        *_message_faults(text),
        *_constant_faults(text),
        *_file_type_faults(text),
        *_removal_faults(text),
        *_silence_faults(text),
        *_recipe_faults(information),
    ]


def _filled(name: str) -> str:
    values = {
        "NAME": NAME,
        "TITLE": TITLE,
        "VERSION": version(),
        "WINDOWS_VERSION": windows_version(),
        "NUMBERS": windows_version().replace(".", ", "),
        "ROOT": str(ROOT),
        "DIST": str(DIST),
        "BUNDLE": str(BUNDLE),
        "ICON": str(ICON),
    }
    text = (FILES / name).read_text(encoding="utf-8")
    return _PLACEHOLDER.sub(lambda found: values.get(found[0].strip("@"), found[0]), text)


def _compiler() -> str:
    found = shutil.which("ISCC")
    folder = os.environ.get("PROGRAMFILES(X86)", "")
    return found or str(Path(folder) / "Inno Setup 6" / "ISCC.exe")


def _unfilled(*texts: str) -> list[str]:
    return [f"not filled in: {each}" for text in texts for each in _PLACEHOLDER.findall(text)]


def _absent_paths(text: str) -> list[str]:
    """Name what the script reads and is not there; the program itself is made just before it is read."""
    named = re.findall(r"^(?:LicenseFile|SetupIconFile)=(.+)$", text, flags=re.MULTILINE)
    named += re.findall(r'^Source: "([^"]+)\\\*"', text, flags=re.MULTILINE)
    paths = [Path(each.replace("\\", "/")) for each in named]
    faults = [f"not there: {each}" for each in paths if each != BUNDLE and not each.exists()]
    return faults if len(paths) == 3 else [*faults, "licence, icon or program is not named"]  # noqa: PLR2004 - those three


def _version_faults(text: str) -> list[str]:
    told = dict(re.findall(r"^(AppVersion|VersionInfoVersion)=(.+)$", text, flags=re.MULTILINE))
    right = {"AppVersion": version(), "VersionInfoVersion": windows_version()}
    return [] if told == right else [f"versions differ: {told} and {right}"]


def _message_faults(text: str) -> list[str]:
    """Name each message of ours that a language lacks."""
    asked = set(re.findall(r"\{cm:(\w+)\}", text))
    given = set(re.findall(r"^(\w\w)\.(\w+)=\S", text, flags=re.MULTILINE))
    listed = tuple(re.findall(r'^Name: "(\w\w)"; MessagesFile:', text, flags=re.MULTILINE))
    faults = [] if listed == LANGUAGES else [f"languages: {listed}"]
    wanted = {(language, name) for language in LANGUAGES for name in asked}
    return faults + [f"no text: {language}.{name}" for language, name in sorted(wanted - given)]


def _constant_faults(text: str) -> list[str]:
    body = re.sub(r"^AppId=.*$", "", text, flags=re.MULTILINE)
    used = set(re.findall(r"\{(\w+)\}", body))
    faults = [f"unknown folder: {each}" for each in sorted(used - _CONSTANTS)]
    if "PrivilegesRequired=lowest" not in text or re.search(r"^Root: (?!HKCU)", text, flags=re.MULTILINE):
        faults.append("asks for the rights of an administrator")
    return faults


def _registry(text: str) -> dict[str, str]:
    """Return what each key of the registry gets, with all that follows; without the part for all programs."""
    found = re.findall(r'^Root: \w+; Subkey: "Software\\Classes\\([^"]+)"; (.+)$', text, flags=re.MULTILINE)
    return dict(found)


def _file_type_faults(text: str) -> list[str]:
    """Look whether a double click on a workspace leads to the program, also with blanks in its path."""
    keys = _registry(text)
    kind = re.search(r'ValueData: "([^"]+)"', keys.get(WORKSPACE_SUFFIX, ""))
    opens = keys.get(rf"{kind[1]}\shell\open\command", "") if kind else ""
    command = rf'ValueData: """{{app}}\{NAME}-window.exe"" ""%1"""'
    faults = [] if command in opens else [f"nothing opens {WORKSPACE_SUFFIX}"]
    return (
        faults if "ChangesAssociations=yes" in text else [*faults, "the desktop is not told of the file type"]
    )


def _removal_faults(text: str) -> list[str]:
    """Name what the uninstaller would leave behind, or that there is none."""
    keys = _registry(text)
    taken = tuple(each for each, rest in keys.items() if "uninsdeletekey" in rest.split("Flags:")[-1].split())
    taken += tuple(each for each, rest in keys.items() if "uninsdeletevalue" in rest)
    left = [each for each in keys if not any(each == top or each.startswith(f"{top}\\") for top in taken)]
    faults = [f"left in the registry: {each}" for each in left]
    return (
        [*faults, "no uninstaller"] if re.search(r"^Uninstallable=no", text, flags=re.MULTILINE) else faults
    )


def _silence_faults(text: str) -> list[str]:
    """Name what a silent setup would show: a program that starts, or a file that asks."""
    started = re.findall(r"^Filename: .+$", text.partition("[Run]")[2], flags=re.MULTILINE)
    faults = [f"not silent: {each}" for each in started if "skipifsilent" not in each]
    return (
        [*faults, "not silent: it asks"]
        if re.search(r"^PrivilegesRequiredOverrides", text, re.MULTILINE)
        else faults
    )


def _recipe_faults(information: Path) -> list[str]:
    faults = []
    for path in (ROOT / "installer" / f"{NAME}.spec", ROOT / "installer" / "entry.py", information):
        try:
            ast.parse(path.read_text(encoding="utf-8"), filename=path.name)
        except SyntaxError as error:
            faults.append(f"{path.name}: {error}")
    return faults
