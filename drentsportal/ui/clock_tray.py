"""Where notices of the clocks appear outside the windows, and what was told already: once for all windows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from drentsportal.ui.icons import icon

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.ui.theme import Theme

_SEEN: Final = "last_seen_utc"
_SHOWN_MS: Final = 15_000


class Tray(Protocol):
    """Where a notice appears outside the window."""

    def notify(self, title: str, text: str) -> bool:
        """Show a notice; ``False`` where there is no place for it."""
        ...

    def tell(self, text: str) -> None:
        """Say how things stand while nobody asks."""
        ...


class SystemTray(QObject):
    """The tray of the system, where it has one. Signal: ``clicked()`` on a notice or on the icon."""

    clicked = Signal()

    def __init__(self, owner: QObject, theme: Theme) -> None:
        """Keep the parts; the icon appears with the first thing that it says."""
        super().__init__(owner)
        self._theme = theme
        self._icon: QSystemTrayIcon | None = None

    def notify(self, title: str, text: str) -> bool:
        """Show a notice that goes away by itself."""
        shown = self._shown()
        if shown is None:
            return False
        shown.showMessage(title, text, QSystemTrayIcon.MessageIcon.Information, _SHOWN_MS)
        return True

    def tell(self, text: str) -> None:
        """Say in the tooltip of the icon how many cases wait."""
        shown = self._shown()
        if shown is not None:
            shown.setToolTip(text)

    def end(self) -> None:
        """Take the icon away with the last window."""
        if self._icon is not None:
            self._icon.hide()
        self.deleteLater()

    def _shown(self) -> QSystemTrayIcon | None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return None
        if self._icon is None:
            self._icon = QSystemTrayIcon(icon("cases", self._theme, "accent"), self)
            self._icon.messageClicked.connect(self.clicked)
            self._icon.activated.connect(lambda _: self.clicked.emit())
            self._icon.show()
        return self._icon


class NoticeMemory:
    """The moment of the last look for notices, kept over a restart; every window goes on from it."""

    def __init__(self) -> None:
        """Know of no look yet."""
        self._path: Path | None = None
        self.last_seen_utc: datetime | None = None
        self.looking_for: object = None
        """The window that asked and waits for an answer; one that is gone waits no more."""

    def remember(self, path: Path) -> None:
        """Go on from the last look that an earlier start kept in ``path``, and keep it there from now on."""
        if self._path == path:
            return
        self._path = path
        kept = QSettings(str(path), QSettings.Format.IniFormat).value(_SEEN, "")
        try:
            moment = datetime.fromisoformat(str(kept))
        except ValueError:
            return
        if moment.tzinfo is not None:
            self.last_seen_utc = moment

    def keep(self, now_utc: datetime) -> None:
        """Keep the moment of this look; one that cannot be written costs a notice told twice."""
        self.last_seen_utc = now_utc
        if self._path is not None:
            settings = QSettings(str(self._path), QSettings.Format.IniFormat)
            settings.setValue(_SEEN, now_utc.isoformat())
            settings.sync()
