"""What a person chose in the search over everything, the newest first: kinds and ids only, never a name."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings

if TYPE_CHECKING:
    from pathlib import Path

MOST_RECENT: Final = 8
_PART: Final = ":"
_NEXT: Final = " "


class RecentChoices:
    """The choices in one workspace; a file that cannot be read or written costs the choices only."""

    def __init__(self, workspace: str) -> None:
        """Start empty; ``workspace`` tells it from others and is kept as a sum only."""
        self._group = sha256(workspace.encode()).hexdigest()[:16]
        self._path: Path | None = None
        self._chosen: list[tuple[str, str]] = []

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """Kind and id of each choice, the newest first."""
        return tuple(self._chosen)

    def remember(self, path: Path) -> None:
        """Take in what was kept in ``path``, and keep the choices there from now on."""
        self._path = path
        kept = self._settings(path).value(self._group, "")
        pairs = (each.partition(_PART) for each in str(kept).split(_NEXT))
        self._chosen = [(kind, thing_id) for kind, _, thing_id in pairs if kind and thing_id][:MOST_RECENT]

    def choose(self, kind: str, thing_id: str) -> None:
        """Put a choice first. An id with a space, which no id of ours has, is not kept."""
        if _NEXT in thing_id:
            return
        if self._path is not None:
            # Another window may have chosen something meanwhile.
            self.remember(self._path)
        chosen = (kind, thing_id)
        self._chosen = [chosen, *(each for each in self._chosen if each != chosen)][:MOST_RECENT]
        if self._path is not None:
            settings = self._settings(self._path)
            settings.setValue(self._group, _NEXT.join(f"{kind}{_PART}{each}" for kind, each in self._chosen))
            settings.sync()

    @staticmethod
    def _settings(path: Path) -> QSettings:
        return QSettings(str(path), QSettings.Format.IniFormat)
