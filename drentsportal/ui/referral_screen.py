"""Referral proposals: worked out on the worker from the newest match that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from drentsportal.domain.fairness.referral import municipality_at
from drentsportal.ui.closed_dialogs import delete_when_closed
from drentsportal.ui.dialogs.referral_dialog import ReferralDialog, ReferralStart
from drentsportal.ui.screen import DialogScreen

if TYPE_CHECKING:
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.fairness.referral import ReferralProposal


class ReferralScreen(DialogScreen[ReferralDialog]):
    """Shows where else a company may fit.

    Signals: ``noted(number)`` after a proposal was put in the timeline of a case.
    """

    busy_id = "ui.refer.busy"
    noted = Signal(str)

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
        delete_when_closed(dialog, self._runner)
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
                dialog.tell(self._say("ui.refer.noted", number=number))
                dialog.note_button.setEnabled(False)
            self.noted.emit(number)

        self._run(lambda: referring.note(number, proposal), done)
