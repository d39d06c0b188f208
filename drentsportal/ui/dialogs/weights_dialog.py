"""Setting the weights of a request: sliders, ranking, pairs or several people; what comes of it beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QWidget

from drentsportal.domain.weighing.weight_vote import WeightMethod
from drentsportal.errors import InputError
from drentsportal.services.weighing import told_of
from drentsportal.ui.dialogs.messages import may_lose
from drentsportal.ui.dialogs.weights_group import GroupPage
from drentsportal.ui.dialogs.weights_pairs import PairsPage
from drentsportal.ui.dialogs.weights_preview import WeightsPreview
from drentsportal.ui.dialogs.weights_ranking import RankingPage
from drentsportal.ui.dialogs.weights_sliders import SlidersPage
from drentsportal.ui.widgets.parts import button, column, label, name_tabs, row

if TYPE_CHECKING:
    from drentsportal.domain.actor import Actor
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.weighing.weight_proposal import GroupWeights
    from drentsportal.services.weighing import Weighing
    from drentsportal.ui.dialogs.weights_page import PageParts, WeightsPage

_SIZE: Final = (1120, 740)
_ROOM: Final = (48, 40)
"""What is left of the window around the dialog."""


@dataclass(frozen=True, slots=True)
class WeightsStart:
    """What the dialog starts from: the request, the outcome on screen, the votes and who is at the desk."""

    request: LocationRequest
    result: MatchResult | None
    group: GroupWeights
    own: Actor


class WeightsDialog(QDialog):
    """Lets a person set weights and see what they do; nothing is stored before it is accepted.

    ``request()`` and ``told()`` after it was accepted. Signals: ``vote_asked(given, name, organisation)``
    when somebody's weights are to be kept with the case.
    """

    vote_asked = Signal(object, str, str)

    def __init__(self, parent: QWidget, parts: PageParts, start: WeightsStart, weighing: Weighing) -> None:
        """Build the pages around what there is."""
        super().__init__(parent)
        self.setObjectName("weights_dialog")
        self._language = parts.language
        self._say = parts.language.text
        self._start = start
        self._weighing = weighing
        self._small = ""
        self._request: LocationRequest | None = None
        self.setWindowTitle(self._say("ui.weights.title"))
        self.setModal(True)
        room = parent.window().size()
        self.resize(min(_SIZE[0], room.width() - _ROOM[0]), min(_SIZE[1], room.height() - _ROOM[1]))
        single: dict[WeightMethod, WeightsPage] = {
            WeightMethod.SLIDERS: SlidersPage(parts),
            WeightMethod.RANKING: RankingPage(parts),
            WeightMethod.PAIRS: PairsPage(parts),
        }
        self.group_page = GroupPage(parts, start.own, single)
        self.pages: dict[WeightMethod, WeightsPage] = {**single, WeightMethod.GROUP: self.group_page}
        self.preview = WeightsPreview(parts, start.result)
        self.tabs = self._build_tabs()
        self._lay_out()
        self._restore(start)
        self._connect()
        self.show_group(start.group)

    def request(self) -> LocationRequest:
        """Return the request with the weights that were set."""
        return self._start.request if self._request is None else self._request

    def told(self) -> dict[str, str]:
        """Return how the weights came about, for the timeline."""
        proposal = self._page.proposal()
        return {} if proposal is None else told_of(proposal)

    def show_group(self, group: GroupWeights) -> None:
        """Show the votes as they are kept now."""
        self.group_page.show_group(group)
        self._begun = self._given()
        self._refresh()

    @property
    def is_changed(self) -> bool:
        """Whether something was set that was neither used nor kept as somebody's weights."""
        return self._given() != self._begun

    def reject(self) -> None:
        """Close, after asking about what was set."""
        title, text = self._say("ui.weights.leave.title"), self._say("ui.weights.leave")
        if not self.is_changed or may_lose(self, self._language, title, text):
            super().reject()

    def _given(self) -> list[object]:
        return [page.work() for method, page in self.pages.items() if method is not WeightMethod.GROUP]

    @property
    def _page(self) -> WeightsPage:
        return list(self.pages.values())[self.tabs.currentIndex()]

    def _build_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setObjectName("weights_tabs")
        tabs.setDocumentMode(True)
        name_tabs(tabs, self._say("ui.weights.title"))
        for method, page in self.pages.items():
            tabs.addTab(page, self._say(f"ui.weights.tab.{method.value}"))
        return tabs

    def _lay_out(self) -> None:
        self._fault = label("", "error", wrap=True)
        self.cancel_button = button(self._say("ui.cancel"), name="cancel")
        self.accept_button = button(self._say("ui.weights.use"), "main", name="accept")
        foot = row(spacing=8)
        foot.setContentsMargins(20, 10, 20, 10)
        foot.addWidget(self._fault, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.accept_button)
        footer = QWidget()
        footer.setObjectName("panel_footer")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        footer.setLayout(foot)
        both = QHBoxLayout()
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(1)
        both.addWidget(self.tabs, 1)
        both.addWidget(self.preview)
        body = column(spacing=0)
        body.addLayout(both, 1)
        body.addWidget(footer)
        self.setLayout(body)

    def _connect(self) -> None:
        for method, page in self.pages.items():
            page.changed.connect(lambda chosen=method: self._on_changed(chosen))
        self.tabs.currentChanged.connect(lambda _: self._on_other_page())
        self.preview.small_chosen.connect(self._choose_small)
        self.group_page.vote_asked.connect(self.vote_asked)
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)

    def _restore(self, start: WeightsStart) -> None:
        """Show what the person at the desk gave before, on its page."""
        for vote in start.group.counted:
            if (vote.person.name, vote.person.organisation) == (start.own.name, start.own.organisation):
                # The sliders show what the request has now, which is what they would change.
                if vote.method is not WeightMethod.SLIDERS:
                    self.pages[vote.method].fill(vote.given)
                self.group_page.offer(vote.method)

    def _on_changed(self, method: WeightMethod) -> None:
        if method is not WeightMethod.GROUP:
            self.group_page.offer(method)
        if self.pages[method] is self._page:
            self._small = ""
            self._refresh()

    def _on_other_page(self) -> None:
        self._small = ""
        self._refresh()

    def _choose_small(self, choice: str) -> None:
        self._small = choice
        self._refresh()

    def _refresh(self) -> None:
        """Work out what the page in front comes to, and show it."""
        proposal = self._page.proposal()
        self._request = None
        fault, lacks = "", "incomplete"
        if proposal is not None:
            lacks = "small" if proposal.vanishing and not self._small else ""
            try:
                self._request = self._weighing.changed_request(
                    self._start.request, proposal, self._small or "drop"
                )
            except InputError as error:
                fault, lacks = self._say(error), "incomplete"
        self.preview.show_proposal(proposal, self._small)
        self.preview.show_request(self._request)
        if self._request == self._start.request and not lacks:
            lacks = "same"
        self._fault.setText(fault)
        self.accept_button.setEnabled(not lacks)
        self.accept_button.setToolTip(self._say(f"ui.weights.lacks.{lacks}") if lacks else "")
