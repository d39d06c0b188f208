"""Setting weights in the window: reads the votes, opens the dialog, keeps votes and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from drentsportal.domain.match.preferences import effective_preferences
from drentsportal.errors import DrentsPortalError
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.messages import tell
from drentsportal.ui.dialogs.weights_dialog import WeightsDialog, WeightsStart
from drentsportal.ui.dialogs.weights_page import PageParts
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.weighing.weight_proposal import GroupWeights
    from drentsportal.domain.weighing.weight_vote import WeightInput
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.session import Session
    from drentsportal.ui.theme import Theme


class WeightsScreen(Screen):
    """Opens the dialog of the open case.

    Signals: ``decided(request, told)`` with the request and how its weights came about, after the dialog was
    accepted; ``voted(number)`` after somebody's weights were kept.
    """

    decided = Signal(object, object)
    voted = Signal(str)

    def __init__(self, window: QWidget, session: Session, runner: ServiceRunner, theme: Theme) -> None:
        """Keep the parts."""
        super().__init__(window, session, runner)
        self._theme = theme

    def ask(self) -> None:
        """Read the votes of the open case and open the dialog."""
        case = self._session.case
        if case is None:
            return
        weighing = self._services.weighing
        self._runner.run(
            ServiceCall(
                "ui.busy.case", lambda _: weighing.group(case.number), lambda group: self._open(case, group)
            )
        )

    def _open(self, case: Case, group: GroupWeights) -> None:
        profile = self._services.reference.profile(case.request.profile_id)
        weights = {each.criterion_id: each.weight for each in effective_preferences(case.request, profile)}
        language = self._services.language
        if not weights:
            tell(self._window, language.text("ui.weights.title"), language.text("ui.weights.no_wishes"))
            return
        parts = PageParts(self._theme, language, weights)
        start = WeightsStart(case.request, self._session.outcome, group, self._services.actors.current())
        dialog = WeightsDialog(self._window, parts, start, self._services.weighing)
        dialog.vote_asked.connect(
            lambda given, name, organisation: self._keep(dialog, case.number, given, (name, organisation))
        )
        dialog.accepted.connect(lambda: self.decided.emit(dialog.request(), dialog.told()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, dialog: WeightsDialog, number: str, given: WeightInput, whose: tuple[str, str]) -> None:
        weighing = self._services.weighing

        def work(_: CallProgress) -> GroupWeights:
            weighing.vote(number, given, weighing.person(*whose))
            return weighing.group(number)

        def done(group: GroupWeights) -> None:
            dialog.show_group(group)
            self.voted.emit(number)

        def failed(error: BaseException) -> None:
            if isinstance(error, DrentsPortalError):
                dialog.group_page.tell_fault(self._say(error))
            else:
                self._runner.failed.emit(error)

        self._runner.run(ServiceCall("ui.busy.save", work, done, failed))
