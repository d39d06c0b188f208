"""What services keep of cases in memory: made ready after opening, let go of when the window locks."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.ui.background import ServiceCall

if TYPE_CHECKING:
    from drentsportal.ui.portal import Portal

_log = logging.getLogger(__name__)


class DeskMemory(QObject):
    """Keeps the words of cases in memory only while the window may show them."""

    def __init__(self, portal: Portal) -> None:
        """Follow the passphrase and the lock of a window."""
        super().__init__(portal.window)
        self._runner = portal.runner
        self._register, self._search = portal.services.register, portal.services.search
        self._contacts, self._finding = portal.services.contacts, portal.services.finding
        portal.commands.protection.protected.connect(self._start_anew)
        portal.away.locked.connect(self._forget)
        portal.away.unlocked.connect(self.refresh)

    def refresh(self) -> None:
        """Bring search up to date on the worker, behind what the window itself still reads."""
        search = self._search
        self._runner.run(ServiceCall("ui.busy.desk_index", lambda _: search.refresh(), _nothing, _tell_log))

    def _start_anew(self) -> None:
        """Read everything again under the new passphrase."""
        self._forget()
        self.refresh()

    def _forget(self) -> None:
        """Let go of all of it; on the worker, since what it reads at this moment must not come after."""
        self._runner.run(ServiceCall("ui.busy.desk_forget", lambda _: self._let_go(), _nothing))

    def _let_go(self) -> None:
        self._register.forget()
        self._search.forget()
        self._finding.forget()
        self._contacts.forget()


def _nothing(_: None) -> None:
    """Show nothing: what was done is seen when somebody searches."""


def _tell_log(error: BaseException) -> None:
    """Leave it at the log: nobody asked for this, and a search tries again and tells its own faults."""
    _log.warning("search was not brought up to date: %s", type(error).__name__)
