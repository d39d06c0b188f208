"""A referral proposal: why sites of the own gemeente fall off, and what there is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.ui.dialogs.referral_groups import (
    Group,
    as_lines,
    changes_group,
    failing_group,
    option_group,
    other_changes_group,
)
from drentsportal.ui.dialogs.suited import resize_within_screen
from drentsportal.ui.models.quality_rows import name_order
from drentsportal.ui.widgets.group_card import group_card
from drentsportal.ui.widgets.parts import button, chip, clear, column, label, line, panel, row, scrolled
from drentsportal.ui.widgets.steady_combo import SteadyCombo

if TYPE_CHECKING:
    from drentsportal.domain.fairness.referral import ReferralOption, ReferralProposal
    from drentsportal.language import Language

_SIZE = (760, 660)
_NEAR: Final = {True: "neighbour", False: "further", None: "border_unknown"}


@dataclass(frozen=True, slots=True)
class ReferralStart:
    """What the dialog opens with: the gemeente of the present location, "" where that is not known.

    ``is_recorded`` tells whether what is on screen is the match that the proposal rests on.
    """

    number: str
    municipality_code: str
    place: str
    is_recorded: bool


class ReferralDialog(QDialog):
    """Where else a company may fit.

    Signals: ``proposal_asked(code)`` for a gemeente; ``note_asked(proposal)`` to put it in the timeline.
    """

    proposal_asked = Signal(str)
    note_asked = Signal(object)

    def __init__(self, parent: QWidget | None, language: Language, start: ReferralStart) -> None:
        """Build it; the proposal follows with ``show_proposal``."""
        super().__init__(parent)
        self._language = language
        self._say = language.text
        self._start = start
        self._proposal: ReferralProposal | None = None
        self.setObjectName("referral_dialog")
        self.setWindowTitle(self._say("ui.refer.title", number=start.number))
        self.setModal(True)
        resize_within_screen(self, *_SIZE)
        choices: list[tuple[str, object]] = [(self._say("ui.refer.choose"), "")]
        choices += [(MUNICIPALITIES[each], each) for each in sorted(MUNICIPALITIES, key=name_order)]
        self.municipality = SteadyCombo(choices, "own_municipality", self._say("ui.refer.municipality"))
        self.municipality.choose(start.municipality_code)
        self.municipality.currentIndexChanged.connect(lambda _: self._on_chosen())
        self._told = label("", "small", wrap=True)
        self._told.setObjectName("referral_told")
        self._body = column(spacing=8, margin=16)
        self._build()
        self.show_nothing()

    @property
    def code(self) -> str:
        """The gemeente that is chosen."""
        return str(self.municipality.currentData())

    def show_nothing(self) -> None:
        """Say that a gemeente must be chosen."""
        self._proposal = None
        clear(self._body)
        self._body.addWidget(label(self._say("ui.refer.choose_why"), "secondary", wrap=True))
        self._body.addStretch(1)
        self._enable()

    def show_proposal(self, proposal: ReferralProposal) -> None:
        """Show a proposal, unless another gemeente was chosen meanwhile."""
        if proposal.municipality_code != self.code:
            return
        self._proposal = proposal
        clear(self._body)
        self._body.addWidget(label(self._say(proposal.statement), "strong", wrap=True))
        self._add_own(proposal)
        self._add_options(proposal)
        self._body.addStretch(1)
        self._enable()
        self.tell("")

    def tell(self, text: str, *, fault: bool = False) -> None:
        """Say what happened."""
        self._told.setText(text)
        self._told.setProperty("role", "error" if fault else "small")
        self._told.style().polish(self._told)
        self._told.setVisible(bool(text))

    def text(self) -> str:
        """Return the proposal as plain text, to paste into a message."""
        proposal = self._proposal
        if proposal is None:
            return ""
        ask_word = self._say("ui.refer.asks")
        lines = [self._say(proposal.statement), *self._own_fits(proposal)]
        for group in self._own_groups(proposal):
            lines += ["", *as_lines(group, ask_word)]
        for option in proposal.options:
            title, *told = as_lines(option_group(self._say, option), ask_word)
            lines += ["", f"{title} ({self._near(option)})", *told]
        if (left_out := proposal.left_out_statement) is not None:
            lines += ["", self._say(left_out)]
        if proposal.options:
            lines += ["", self._say("referral.no_promise")]
        return "\n".join(lines)

    # -- building -------------------------------------------------------------------------------------

    def _build(self) -> None:
        say = self._say
        chosen = column(label(say("ui.refer.municipality"), "small"), self.municipality, spacing=3)
        self._why = label(say("ui.refer.by_origin", place=self._start.place), "caption", wrap=True)
        self._why.setVisible(bool(self._start.municipality_code))
        chosen.addWidget(self._why)
        if not self._start.is_recorded:
            chosen.addWidget(label(say("ui.refer.unrecorded"), "warning", wrap=True))
        holder = QWidget()
        holder.setLayout(self._body)
        self.copy_button = button(say("ui.refer.copy"), name="copy_referral")
        self.copy_button.clicked.connect(self._on_copy)
        self.note_button = button(say("ui.refer.note"), "main", name="note_referral")
        self.note_button.clicked.connect(lambda: self.note_asked.emit(self._proposal))
        close = button(say("ui.close"), name="close_referral")
        close.clicked.connect(self.reject)
        buttons = row(self.copy_button, None, close, self.note_button)
        body = column(panel(chosen, (16, 12, 16, 12)), spacing=0)
        body.addWidget(scrolled(holder), 1)
        body.addWidget(panel(column(self._told, buttons, spacing=6), (16, 10, 16, 12), "panel_footer"))
        self.setLayout(body)

    def _add_own(self, proposal: ReferralProposal) -> None:
        heading = self._say("ui.refer.own", municipality=proposal.municipality_code)
        self._body.addSpacing(4)
        self._body.addWidget(label(heading, "group"))
        for text in self._own_fits(proposal):
            self._body.addWidget(label(text, "secondary", wrap=True))
        for group in self._own_groups(proposal):
            self._body.addWidget(group_card(group))
        if proposal.own_rejection_count and proposal.keeping is None:
            self._body.addWidget(label(self._say("ui.refer.no_change"), "secondary", wrap=True))

    def _own_fits(self, proposal: ReferralProposal) -> list[str]:
        say = self._say
        if not proposal.own_cards and not proposal.own_rejection_count:
            return [say("ui.refer.own_none")]
        return [
            say("ui.refer.own_fits", name=card.candidate.name, rank=card.rank) for card in proposal.own_cards
        ]

    def _own_groups(self, proposal: ReferralProposal) -> list[Group]:
        """Put together what stands in the way here, the nearest site with its changes, and the others."""
        keeping = proposal.keeping
        found = [
            failing_group(self._say, proposal),
            None if keeping is None else changes_group(self._say, keeping),
            other_changes_group(self._say, proposal),
        ]
        return [each for each in found if each is not None]

    def _add_options(self, proposal: ReferralProposal) -> None:
        if not proposal.is_needed:
            return
        self._body.addSpacing(4)
        self._body.addWidget(label(self._say("ui.refer.elsewhere"), "group"))
        if not proposal.options:
            self._body.addWidget(label(self._say("ui.refer.no_options"), "secondary", wrap=True))
        else:
            self._body.addWidget(label(self._say("referral.no_promise"), "small", wrap=True))
        for option in proposal.options:
            self._add_option(option)
        if (left_out := proposal.left_out_statement) is not None:
            self._body.addWidget(line())
            self._body.addWidget(label(self._say(left_out), "secondary", wrap=True))

    def _add_option(self, option: ReferralOption) -> None:
        role = {True: "chip_info", False: "chip_outline", None: "chip_unknown"}[option.is_neighbour]
        near = chip(self._near(option), role)
        self._body.addWidget(group_card(option_group(self._say, option), near, self._say("ui.refer.asks")))

    def _near(self, option: ReferralOption) -> str:
        return self._say(f"referral.{_NEAR[option.is_neighbour]}")

    # -- reactions ------------------------------------------------------------------------------------

    def _enable(self) -> None:
        self.copy_button.setEnabled(self._proposal is not None)
        self.note_button.setEnabled(self._proposal is not None)

    def _on_chosen(self) -> None:
        self._why.setVisible(bool(self.code) and self.code == self._start.municipality_code)
        self.show_nothing()
        if self.code:
            self.proposal_asked.emit(self.code)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.tell(self._say("ui.refer.copied"))
