"""The frozen program: what PyInstaller takes in, what stays out, and how large it becomes.

PyInstaller follows imports. What is loaded by name, or read as a file, is named here; what no line of ours
ever asks for is left out, and ``drentsportal doctor --bundle`` shows that nothing is missed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from installer import symbols
from installer.project import BUILD, BUNDLE, DIST, NAME, ROOT, version
from installer.requirements import needed_at_run_time

LEFT_OUT_LIST: Final = BUILD / "left_out.json"
"""What the last build left out: size in bytes by place in the bundle."""

_WITH_FILES: Final = (
    "fontpkg_inter",
    "font_source_sans_pro",
    "xstatic.pkg.leaflet",
    "ezdxf",
    "folium",
    "branca",
)
_LOADED_BY_NAME: Final = ("drentsportal", "pyogrio", "alembic", "icalendar", "tnefparse", "oxmsg")

LEFT_OUT_MODULES: Final = (
    "IPython",
    "PyInstaller",
    "_pytest",
    "hypothesis",
    "matplotlib",
    "mypy",
    "pip",
    "pytest",
    "setuptools",
    "tkinter",
    # Arrow: servers, and stores of files in somebody's cloud.
    "pyarrow.flight",
    "pyarrow._azurefs",
    "pyarrow._flight",
    "pyarrow._gcsfs",
    "pyarrow._hdfs",
    "pyarrow._s3fs",
    "pyarrow.tests",
    # Qt: what qtpy would pass on if somebody asked for it.
    "PySide6.QtDBus",
    "PySide6.QtDataVisualization",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtPositioning",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
)
"""What no line of the program leads to, and libraries would use elsewhere or where somebody works on them."""

_LANGUAGES: Final = ("nl", "en", "de")

_LEFT_OUT_FILES: Final = (
    # Qt: inspecting pages, its declarative language, and plug-ins for devices that the program never opens.
    "*/qtwebengine_devtools_resources.pak",
    "*/Qt/qml/*",
    "*/PySide6/qml/*",
    "*/plugins/designer/*",
    "*/plugins/qmltooling/*",
    "*/plugins/sqldrivers/*",
    "*/plugins/position/*",
    "*/plugins/multimedia/*",
    # Screens without a desktop, and keys and pointers that Qt would read without one.
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/generic/*",
    "*/plugins/platforms/*eglfs*",
    "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*minimalegl*",
    "*/plugins/platforms/*vkkhrdisplay*",
    "*/plugins/platforms/*vnc*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    # Arrow: a protocol between servers, a store of files elsewhere, second names of one library, and headers
    # and sources to build against.
    "pyarrow/libarrow_flight*",
    "pyarrow/libarrow_python_flight*",
    "libarrow_flight*",
    "libarrow_python_flight*",
    "pyarrow/libarrow_s3*",
    "libarrow_s3*",
    "pyarrow/libarrow_python*.so",
    "pyarrow/libarrow_python*.so.*.*",
    "pyarrow/*.px[di]",
    "pyarrow/*.pyx",
    "pyarrow/include/*",
    "pyarrow/includes/*",
    "pyarrow/src/*",
    "pyarrow/tests/*",
    # Tests that libraries bring along.
    "*/tests/data/*",
)


Binary = tuple[str, str, str]
"""A file of PyInstaller's list: place in the bundle, source, kind."""


@dataclass(slots=True)
class Parts:
    """What goes in besides what imports lead to, in PyInstaller's own shapes."""

    datas: list[tuple[str, str]] = field(default_factory=list)
    binaries: list[tuple[str, str]] = field(default_factory=list)
    hidden_imports: list[str] = field(default_factory=list)


def gather() -> Parts:
    """Find what imports do not lead to; called by the recipe, inside PyInstaller."""
    from PyInstaller.utils import hooks  # noqa: PLC0415 - there only where the program is frozen

    parts = Parts()
    for folder in ("resources", "sample_data"):
        parts.datas.append((str(ROOT / folder), f"{NAME}/_data/{folder}"))
    for name in _WITH_FILES:
        parts.datas += hooks.collect_data_files(name, excludes=["**/*.py", "**/__pycache__/**"])
        parts.hidden_imports.append(name)
    for name in _LOADED_BY_NAME:
        parts.hidden_imports += hooks.collect_submodules(name, filter=lambda each: ".testing" not in each)
    datas, binaries, hidden = hooks.collect_all("pyogrio")
    parts.datas += datas
    parts.binaries += binaries
    parts.hidden_imports += hidden
    # Versions are asked for by name: by the map page that is kept, by the diagnostics.
    for name in needed_at_run_time():
        parts.datas += hooks.copy_metadata(name)
    parts.datas.append(_own_metadata())
    return parts


def _own_metadata() -> tuple[str, str]:
    """Write what an installation would say of the program itself; it is frozen without being installed."""
    folder = BUILD / f"{NAME}-{version()}.dist-info"
    folder.mkdir(parents=True, exist_ok=True)
    text = f"Metadata-Version: 2.4\nName: {NAME}\nVersion: {version()}\n"
    (folder / "METADATA").write_text(text, encoding="utf-8")
    return str(folder), folder.name


def reached(binaries: list[Binary]) -> list[Binary]:
    """Leave out libraries of Qt that nothing in the bundle loads any more once its plug-ins are chosen.

    A plug-in or module of Python is loaded by name and so always kept; a library is kept where one of those
    asks for it, or a kept library does.
    """
    from PyInstaller.depend.bindepend import get_imports  # noqa: PLC0415 - only where the program is frozen

    libraries = {
        Path(place).name: (place, source, kind) for place, source, kind in binaries if _is_of_qt(place)
    }
    open_ends = [source for place, source, _ in binaries if Path(place).name not in libraries]
    kept: set[str] = set()
    while open_ends:
        wanted = {Path(name).name for name, _ in get_imports(open_ends.pop())}
        fresh = (wanted & libraries.keys()) - kept
        kept |= fresh
        open_ends += [libraries[name][1] for name in fresh]
    return [each for each in binaries if Path(each[0]).name not in libraries.keys() - kept]


def _is_of_qt(place: str) -> bool:
    return re.match(r"(?:lib)?Qt6\w+\.(?:so|dll)", Path(place).name) is not None


def note_left_out(files: list[tuple[str, str]]) -> None:
    """Write down what a build leaves out, given as place and source, to tell what that saves."""
    sizes = {place: Path(source).stat().st_size for place, source in files if Path(source).is_file()}
    LEFT_OUT_LIST.parent.mkdir(parents=True, exist_ok=True)
    LEFT_OUT_LIST.write_text(json.dumps(sizes, indent=1), encoding="utf-8")


def is_needed(path: str) -> bool:
    """Whether a file of the bundle, named by its place in it, is of use to the program."""
    name = path.replace("\\", "/")
    if any(fnmatch(f"/{name}", pattern) or fnmatch(name, pattern) for pattern in _LEFT_OUT_FILES):
        return False
    return _is_in_our_languages(name)


def _is_in_our_languages(name: str) -> bool:
    """Whether a file is in no language at all, or in one that the program speaks."""
    if found := re.search(r"/translations/(?:\w+?)_([a-z]{2}(?:_[A-Z]{2})?)\.qm$", name):
        return name.rpartition("/")[2].startswith("qtbase_") and found[1] in _LANGUAGES
    if found := re.search(r"qtwebengine_locales/([\w-]+)\.pak$", name):
        return found[1] in {"nl", "en-US", "en-GB", "de"}
    if found := re.search(r"babel/locale-data/(\w+)\.dat$", name):
        return found[1].split("_")[0] in {*_LANGUAGES, "root"}
    return True


def windows_files() -> tuple[str | None, str | None]:
    """Return icon and version information for the programs of Windows; elsewhere they have none inside."""
    if sys.platform != "win32":
        return None, None
    return str(BUILD / "icons" / f"{NAME}.ico"), str(BUILD / "windows" / "version_info.txt")


def freeze() -> Path:
    """Run PyInstaller; returns the folder with the program."""
    if BUNDLE.exists():
        shutil.rmtree(BUNDLE)
    command = [
        sys.executable,
        "-m",
        "PyInstaller",
        str(ROOT / "installer" / "drentsportal.spec"),
        "--noconfirm",
    ]
    command += ["--distpath", str(DIST), "--workpath", str(BUILD / "frozen"), "--log-level", "WARN"]
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - our own command
    if sys.platform == "linux":
        # Windows keeps such names in files of their own, which no wheel brings.
        symbols.strip(BUNDLE)
    return BUNDLE


def size_bytes(folder: Path) -> int:
    """Return what a folder takes; a file with several names counts once."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file() and not each.is_symlink())


def sizes_by_part(folder: Path) -> dict[str, int]:
    """Return the size of each part of a bundle in bytes, the largest first."""
    inside = folder / "_internal"
    parts = {
        each.name: size_bytes(each) if each.is_dir() else each.lstat().st_size for each in inside.iterdir()
    }
    return dict(sorted(parts.items(), key=lambda part: -part[1]))
