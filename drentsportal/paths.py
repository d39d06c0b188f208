"""Finds the data folders that travel with the program, and the user's own folders.

The program runs in three ways, and the data lies in another place for each:

- from a source checkout: `resources/` and `sample_data/` beside the package;
- from an installed wheel: `_data/` inside the package;
- frozen by PyInstaller: `drentsportal/_data/` below the unpacked bundle.

The user's folders follow the custom of each system (XDG on Linux, `AppData` on
Windows, `Library` on macOS). Nothing here creates a folder.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

APP_NAME = "drentsportal"

EDITED_ENCODING = "utf-8-sig"
"""How a text file that a person may edit is read: UTF-8, also with the mark that Notepad puts before it."""

_PACKAGE = Path(__file__).resolve().parent


def resources_dir() -> Path:
    """Folder with templates, translations, instruments and criteria profiles."""
    return data_root() / "resources"


def sample_data_dir() -> Path:
    """Folder with the invented parks and requests of the demonstration."""
    return data_root() / "sample_data"


def user_data_dir() -> Path:
    """Folder for the user's workspace, where no other was chosen."""
    return _current_user_folders().data


def user_cache_dir() -> Path:
    """Folder for what can be made again, such as the prepared map page."""
    return _current_user_folders().cache


def data_root() -> Path:
    """Folder that holds `resources` and `sample_data` in this kind of run."""
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    return find_data_root(_PACKAGE, bundle)


def find_data_root(package: Path, bundle: str | None) -> Path:
    """Choose the data folder for a package and, when frozen, its bundle folder."""
    if bundle is not None:
        return Path(bundle) / APP_NAME / "_data"
    inside_wheel = package / "_data"
    return inside_wheel if inside_wheel.is_dir() else package.parent


@dataclass(frozen=True)
class UserFolders:
    """The two folders of one user on one system."""

    data: Path
    cache: Path


def find_user_folders(platform: str, environment: Mapping[str, str], home: Path) -> UserFolders:
    """Choose the user's folders by the custom of `platform` (as `sys.platform`)."""
    if platform == "win32":
        local = _absolute(environment.get("LOCALAPPDATA"), home / "AppData" / "Local")
        return UserFolders(local / APP_NAME, local / APP_NAME / "Cache")
    if platform == "darwin":
        library = home / "Library"
        return UserFolders(
            library / "Application Support" / APP_NAME,
            library / "Caches" / APP_NAME,
        )
    data = _absolute(environment.get("XDG_DATA_HOME"), home / ".local" / "share")
    cache = _absolute(environment.get("XDG_CACHE_HOME"), home / ".cache")
    return UserFolders(data / APP_NAME, cache / APP_NAME)


def _current_user_folders() -> UserFolders:
    return find_user_folders(sys.platform, os.environ, Path.home())


def _absolute(value: str | None, default: Path) -> Path:
    """Ignore a variable that is unset, empty or relative, as XDG prescribes."""
    if value and Path(value).is_absolute():
        return Path(value)
    return default
