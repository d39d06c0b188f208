"""Referral proposals: worked out on the worker from the newest match that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from drentsportal.domain.fairness.referral import municipality_at
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.messages import error_text
from drentsportal.ui.dialogs.referral_dialog import ReferralDialog, ReferralStart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.fairness.referral import ReferralProposal
    from drentsportal.ui.background import ServiceRunner
    from drentsportal.ui.session import Session


class ReferralScreen(QObject):
    """Shows where else a company may fit.

    Signals: ``noted(number)`` after a proposal was put in the timeline of a case.
    """

    noted = Signal(str)

    def __init__(self, window: QWidget, session: Session, runner: ServiceRunner, log_path: Path) -> None:
        """Keep the parts."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._services = session.services
        self._runner = runner
        self._log_path = log_path
        self.dialog: ReferralDialog | None = None

    def open(self) -> None:
        """Open the dialog of the open case, for the gemeente that it lies in now."""
        case = self._session.case
        if case is not None:
            is_recorded = self._session.is_recorded
            self._run(lambda: self._start(case, is_recorded=is_recorded), self._show)

    def _start(self, case: Case, *, is_recorded: bool) -> ReferralStart:
        origin = case.request.origin
        if origin is None:
            return ReferralStart(case.number, "", "", is_recorded)
        boundaries = self._services.catalogue.municipalities()
        code = municipality_at(boundaries, origin.x_rd, origin.y_rd)
        return ReferralStart(case.number, code or "", origin.label, is_recorded)

    def _show(self, start: ReferralStart) -> None:
        dialog = ReferralDialog(self._window, self._services.language, start)
        dialog.proposal_asked.connect(lambda code: self._ask(start.number, code))
        dialog.note_asked.connect(lambda proposal: self._note(start.number, proposal))
        self.dialog = dialog
        dialog.open()
        if dialog.code:
            self._ask(start.number, dialog.code)

    def _ask(self, number: str, code: str) -> None:
        referring = self._services.referring
        if self.dialog is not None:
            self._run(lambda: referring.proposal(number, code), self.dialog.show_proposal)

    def _note(self, number: str, proposal: ReferralProposal) -> None:
        referring, dialog = self._services.referring, self.dialog

        def done(_: object) -> None:
            if dialog is not None:
                dialog.tell(self._services.language.text("ui.refer.noted", number=number))
                dialog.note_button.setEnabled(False)
            self.noted.emit(number)

        self._run(lambda: referring.note(number, proposal), done)

    def _on_failed(self, error: BaseException) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            text = error_text(self._services.language, error, self._log_path)
            self.dialog.tell(text, fault=True)
        else:
            self._runner.failed.emit(error)

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._runner.run(ServiceCall("ui.refer.busy", lambda _: work(), done, self._on_failed))
