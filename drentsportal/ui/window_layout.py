"""Where the docks stand, how large they are and how a person set a table, remembered between starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.ui.main_window import MainWindow

_VERSION: Final = 1
"""A change of docks or bars needs another number, so that an older state is not forced on them."""

_GEOMETRY: Final = "window/geometry"
_FOLDS: Final = "folds"
_COLUMNS: Final = "columns"
_ORDER: Final = "order"
_DESCENDING: Final = "-"
_OPEN, _FOLDED = QByteArray(b"open"), QByteArray(b"folded")
_COMPACT_BELOW: Final = 1366
_TRAY_BELOW: Final = 1280


class WindowLayout(QObject):
    """Keeps the places of the docks per mode; an ini file that cannot be read costs the places only.

    Below 1366 wide the left panel leaves out what the case file says too; below 1280 the tray folds to its
    title. Both come back when the window grows, unless the person folded the tray.

    Signal: ``restored()`` when what was kept holds, or standard again.
    """

    restored = Signal()

    def __init__(self, window: MainWindow) -> None:
        """Keep the places while the window stands; ``remember`` keeps them longer."""
        super().__init__(window)
        self._window = window
        self._path: Path | None = None
        self._kept: dict[str, QByteArray] = {}
        self._folded_by_width = False
        self._left_mode = ""
        self._standard = window.saveState(_VERSION)
        window.installEventFilter(self)
        window.closing.connect(self.save)
        window.mode_left.connect(self._keep_mode)
        window.mode_shown.connect(self._use_mode)
        self._suit()

    def remember(self, path: Path) -> None:
        """Put back what an earlier start kept in ``path``, and keep the places there from now on."""
        self._path = path
        settings = QSettings(str(path), QSettings.Format.IniFormat)
        for name in settings.allKeys():
            value = settings.value(name)
            if isinstance(value, QByteArray):
                self._kept[name] = value
        if _GEOMETRY in self._kept:
            self._window.restoreGeometry(self._kept[_GEOMETRY])
        self._use_mode(self._window.mode)
        self._suit()
        self.restored.emit()

    def begin_like(self, other: WindowLayout) -> None:
        """Begin with the docks, folds and columns of another window; where that stands is its own."""
        self._kept = {name: value for name, value in other._kept.items() if name != _GEOMETRY}
        self._use_mode(self._window.mode)
        self._suit()
        self.restored.emit()

    def save(self) -> None:
        """Keep the places of now; a file that cannot be written is no reason to disturb anybody."""
        self._keep_mode(self._window.mode)
        self._kept[_GEOMETRY] = self._window.saveGeometry()
        if self._path is not None:
            settings = QSettings(str(self._path), QSettings.Format.IniFormat)
            settings.clear()
            for name, value in self._kept.items():
                settings.setValue(name, value)
            settings.sync()

    def fold(self, name: str) -> bool | None:
        """Return whether a section of a form was left open, ``None`` where nobody touched it."""
        kept = self._kept.get(f"{_FOLDS}/{name}")
        return None if kept is None else kept == _OPEN

    def keep_fold(self, name: str, *, is_open: bool) -> None:
        """Keep how a person left a section of a form."""
        self._kept[f"{_FOLDS}/{name}"] = _OPEN if is_open else _FOLDED

    def hidden_columns(self, table: str) -> tuple[str, ...]:
        """Return the ids of the columns that a person left out of a table."""
        kept = self._kept.get(f"{_COLUMNS}/{table}", QByteArray())
        return tuple(each for each in bytes(kept.data()).decode("ascii", "replace").split(",") if each)

    def keep_columns(self, table: str, hidden: Sequence[str]) -> None:
        """Keep which columns a person left out of a table."""
        self._kept[f"{_COLUMNS}/{table}"] = QByteArray(",".join(hidden).encode("ascii"))

    def order(self, table: str) -> tuple[str, bool]:
        """Return the column by which a person sorted a table, "" for none, and if the greatest is first."""
        kept = bytes(self._kept.get(f"{_ORDER}/{table}", QByteArray()).data()).decode("ascii", "replace")
        return kept.removeprefix(_DESCENDING), kept.startswith(_DESCENDING)

    def keep_order(self, table: str, column: str, *, descending: bool) -> None:
        """Keep by which column a person sorted a table."""
        words = f"{_DESCENDING if descending else ''}{column}"
        self._kept[f"{_ORDER}/{table}"] = QByteArray(words.encode("ascii"))

    def standard(self) -> None:
        """Put every dock back to where it stands in a new installation."""
        self._kept.clear()
        window = self._window
        for dock in (window.left, window.right, window.tray):
            dock.setFloating(False)
        window.restoreState(self._standard, _VERSION)
        window.tray.set_folded(folded=False)
        window.show_standard()
        self._suit()
        self.restored.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Suit the panels when the window changes its width."""
        if event.type() is QEvent.Type.Resize:
            self._suit()
        return super().eventFilter(watched, event)

    def _keep_mode(self, mode: str) -> None:
        self._left_mode = mode
        if self._window.isVisible() and self._window.beside is None and not self._window.is_spread:
            self._kept[f"docks/{mode}"] = self._window.saveState(_VERSION)

    def _use_mode(self, mode: str) -> None:
        state = self._kept.get(f"docks/{mode}")
        if state is not None:
            self._window.restoreState(state, _VERSION)
        if mode == self._left_mode:
            # Asked for again while it is on screen: then what was closed is missed.
            self._window.reveal_all()

    def _suit(self) -> None:
        window = self._window
        window.panels.case_panel.set_compact(compact=window.width() < _COMPACT_BELOW)
        is_narrow = window.width() < _TRAY_BELOW
        if is_narrow and not self._folded_by_width:
            self._folded_by_width = True
            window.tray.set_folded(folded=True)
        elif not is_narrow and self._folded_by_width:
            self._folded_by_width = False
            window.tray.set_folded(folded=False)
