"""The folders that window tests read and write, and a watch over those of the person who runs them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE_EVENTS = frozenset(
    {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.utime", "os.truncate", "sqlite3.connect"}
)


def folder_variables(data: Path, cache: Path) -> Mapping[str, str]:
    """Name the variables that decide where the program keeps what, each with the folder it names."""
    return {"XDG_DATA_HOME": str(data), "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(data)}


class FolderWatch:
    """Notes which files below some folders are opened, made or taken away, as Python tells it.

    What is looked for without being opened is not noted, nor what the web engine does by itself.
    """

    def __init__(self, *folders: Path) -> None:
        """Begin; a watch lasts as long as the process."""
        self._folders = tuple(os.path.join(folder, "") for folder in folders)  # noqa: PTH118 - with its slash
        self._is_noting = False
        self.touched: list[str] = []
        sys.addaudithook(self._on_event)

    def begin(self) -> None:
        """Note from now on."""
        self.touched = []
        self._is_noting = True

    def end(self) -> list[str]:
        """Return what was touched since ``begin``, and note no more."""
        self._is_noting = False
        return self.touched

    def _on_event(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._is_noting or event not in _FILE_EVENTS:
            return
        for each in arguments[:2]:
            if isinstance(each, (str, Path)) and f"{each}".startswith(self._folders):
                self.touched.append(f"{event} {each}")
