"""A window at the desk that is closed and opened again, over one workspace file and a clock that is set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.domain.cases.deadline import DUTCH_TIME
from tests.ui.portals import click, open_portal, settle
from tests.ui.workspaces import SETTINGS, sample_services

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.bootstrap import AppServices


def dutch(text: str) -> datetime:
    """Read a Dutch wall-clock moment, such as ``2026-11-13 16:20:10``, as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=DUTCH_TIME).astimezone(UTC)


class DeskWindow:
    """What a story needs: the window, the file behind it, the time, and the case that is spoken of."""

    def __init__(
        self, qtbot: QtBot, app: QApplication, folder: Path, services: AppServices, clock: FixedClock
    ) -> None:
        """Open the window."""
        self.qtbot = qtbot
        self.folder = folder
        self.clock = clock
        self.services = services
        self.number = ""
        self._app = app
        self.portal = open_portal(qtbot, app, services, folder)

    @classmethod
    def on_samples(cls, qtbot: QtBot, app: QApplication, folder: Path, at_utc: datetime) -> Self:
        """Open a window on the sample data."""
        path = folder / "werk.drents"
        sample_services(path).workspace.close()
        clock = FixedClock(at_utc)
        return cls(qtbot, app, folder, open_services(SETTINGS, path, clock=clock), clock)

    def settle(self) -> None:
        """Wait until the window has done what was asked of it."""
        settle(self.qtbot, self.portal)

    def close(self) -> None:
        """Close window and file."""
        self.portal.put_away()
        self.services.workspace.close()

    def reopen(self) -> None:
        """Close the window and open it again on the same file, as the next morning."""
        path = self.folder / "werk.drents"
        self.close()
        self.services = open_services(SETTINGS, path, clock=self.clock)
        self.portal = open_portal(self.qtbot, self._app, self.services, self.folder)

    def stand_at(self, at_utc: datetime) -> None:
        """Let it be another moment; the window looks at the clock, as it does each minute."""
        self.clock.stand_at(at_utc)
        minute = self.portal.cases.findChild(QTimer)
        assert isinstance(minute, QTimer)
        minute.timeout.emit()
        self.settle()

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.stand_at(self.clock.now_utc() + by)

    def show_inbox(self) -> None:
        """Go to the list of cases by its button at the edge."""
        click(self.portal.window.activities.button("cases"))
        self.settle()
