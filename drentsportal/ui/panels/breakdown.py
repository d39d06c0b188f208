"""Why a candidate stands where it stands: contributions that add up, requirements with source and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from drentsportal.domain.match.distance import DRIVE_TIMES
from drentsportal.domain.match.match_result import CheckKind, Rejection, ScoreCard, Verdict
from drentsportal.domain.match.printed_parts import card_weights, printed_points
from drentsportal.domain.match.rejection_words import changes_told
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.firmness_words import firmest_message
from drentsportal.ui.guide.explanations import explain, explain_criterion
from drentsportal.ui.widgets.allocation_facts import AllocationFacts
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import button, chip, clear, column, label, line, row, scrolled
from drentsportal.ui.widgets.score_bar import FULL_SCORE, Interval, ScoreBar
from drentsportal.ui.widgets.tipping_table import TippingTable
from drentsportal.ui.widgets.word_label import WordLabel
from drentsportal.ui.widgets.wrap_chip import WrapChip
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.match.match_result import Contribution, RequirementOutcome
    from drentsportal.domain.values import Attribute
    from drentsportal.language import Language
    from drentsportal.ui.models.firmness import Firmness
    from drentsportal.ui.theme import Theme

_VERDICT_ROLES = {Verdict.FITS: "chip_fits", Verdict.CHECK: "chip_check", Verdict.FAILS: "chip_fails"}
_FULL_VALUE = 1_000_000
_LONG_TEXT = 60
"""Letters above which a statement stands below its line, not in the column of values."""


class BreakdownPanel(QWidget):
    """The explanation of the selected candidate.

    Signals: ``roads_asked()`` where a drive time was not computed and the person wants a road network;
    ``filled()`` when there is something to explain, or nothing any more.
    """

    roads_asked = Signal()
    filled = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._say = language.text
        self._card: ScoreCard | None = None
        self._is_empty = True
        self._explained = ""
        self._regions: tuple[str, ...] = ()
        self._firmness: Firmness | None = None
        self._body = column(spacing=6, margin=16)
        holder = QWidget()
        self.allocation = AllocationFacts(language)
        holder.setLayout(column(self._body, self.allocation, spacing=0))
        self._area = scrolled(holder)
        self._area.setAccessibleName(self._say("ui.breakdown.title"))
        # The list above may end in the middle of a row: a rule tells where the explanation begins.
        self.setLayout(column(line(), self._area, spacing=0))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that a candidate can be selected."""
        self._card = None
        clear(self._body)
        self._body.addWidget(label(self._say("ui.breakdown.empty"), "secondary", wrap=True))
        self._body.addStretch(1)
        self._tell_filled(is_empty=True)

    def show_card(self, card: ScoreCard, regions: Sequence[str] = ()) -> None:
        """Show a candidate that fits or may fit; ``regions`` is what else is told of its region."""
        self._card, self._regions = card, tuple(regions)
        self._begin(card.candidate.id)
        self._add_head(card)
        self._add_firmness(card)
        self._add_contributions(card)
        self._add_requirements(card.outcomes)
        self._add_tipping(card)
        self._body.addStretch(1)
        self._tell_filled(is_empty=False)

    def show_firmness(self, firmness: Firmness | None) -> None:
        """Tell beside the candidate how firm its place is; ``None`` while that is worked out."""
        if firmness is None and self._firmness is None:
            return
        self._firmness = firmness
        if self._card is not None:
            place = self._area.verticalScrollBar().value()
            self.show_card(self._card, self._regions)
            self._area.verticalScrollBar().setValue(place)

    def show_rejection(self, rejection: Rejection) -> None:
        """Show an excluded candidate: what fails, and what would let it in."""
        self._card = None
        self._begin(rejection.candidate.id)
        self._body.addWidget(label(rejection.candidate.name, "section", wrap=True))
        self._body.addWidget(label(self._place(rejection.candidate.municipality_code), "small"))
        for change in changes_told(rejection):
            self._body.addWidget(label(self._say(change), "small", wrap=True))
        self._add_requirements(rejection.outcomes)
        self._body.addStretch(1)
        self._tell_filled(is_empty=False)

    @property
    def is_empty(self) -> bool:
        """Whether no candidate is explained."""
        return self._is_empty

    def _begin(self, candidate_id: str) -> None:
        """Make room for an explanation; one of another candidate is read from its beginning."""
        clear(self._body)
        if candidate_id != self._explained:
            self._explained = candidate_id
            self._area.verticalScrollBar().setValue(0)

    def _tell_filled(self, *, is_empty: bool) -> None:
        if is_empty != self._is_empty:
            self._is_empty = is_empty
            self.filled.emit()

    def _place(self, code: str) -> str:
        return MUNICIPALITIES.get(code) or code or self._say("ui.unknown")

    def _add_head(self, card: ScoreCard) -> None:
        figure = label(self._say("ui.ranking.points", point=card.point), "figure")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        ranked = "ui.breakdown.ranked_by" if card.low == card.high else "ui.breakdown.interval"
        interval = label(self._say(ranked, low=card.low, high=card.high), "small")
        interval.setAlignment(Qt.AlignmentFlag.AlignRight)
        names = column(
            label(card.candidate.name, "section", wrap=True),
            label(self._place(card.candidate.municipality_code), "small"),
            spacing=2,
        )
        head = row(spacing=12)
        head.addLayout(names, 1)
        head.addLayout(column(figure, interval, spacing=0))
        self._body.addLayout(head)
        count = len(card.questions)
        asked = (
            self._say("ui.ranking.questions", count=count) if count else self._say("ui.ranking.no_questions")
        )
        note = chip(asked, "chip_check" if count else "chip_fits")
        explain(self._language, "value.questions", note)
        chips: list[QWidget] = [note]
        firmness = self._firmness
        trials = None if firmness is None else firmness.trials_text(card.candidate.id)
        if trials is not None:
            chips.insert(0, WrapChip(sentence_case(self._say(trials)), "chip"))
        holder = QWidget()
        holder.setLayout(flow(*chips))
        self._body.addWidget(holder)

    def _add_firmness(self, card: ScoreCard) -> None:
        """Tell what places are possible, and what would put another on top, or this one."""
        firmness = self._firmness
        span = None if firmness is None else firmness.span_text(card.candidate.id)
        if firmness is None or span is None:
            return
        told = [span]
        if card.rank == 1:
            told.append(firmest_message(firmness.result, firmness.analysis.dethroning))
        told += firmness.ways_to_top(card.candidate.id)
        for each in told:
            self._body.addWidget(label(self._say(each), "small", wrap=True))

    def _add_tipping(self, card: ScoreCard) -> None:
        firmness = self._firmness
        if card.rank != 1 or firmness is None or not firmness.has_order:
            return
        table = TippingTable(self._language)
        table.show_firmness(firmness)
        self._body.addSpacing(8)
        self._body.addWidget(label(self._say("ui.firm.tipping_title"), "group", wrap=True))
        self._body.addWidget(table)

    def _add_contributions(self, card: ScoreCard) -> None:
        if not card.contributions:
            self._body.addWidget(label(self._say("ui.breakdown.no_preferences"), "small", wrap=True))
            return
        grid = QGridLayout()
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for place, text_id in enumerate(("criterion", "value", "contribution", "points")):
            heading = label(self._say(f"ui.breakdown.column.{text_id}"), "group", wrap=text_id == "criterion")
            explain(self._language, f"breakdown.{text_id}", heading)
            grid.addWidget(heading, 0, place, _right() if text_id == "points" else Qt.AlignmentFlag(0))
        printed, weights = printed_points(card), card_weights(card)
        for number, contribution in enumerate(card.contributions, start=1):
            criterion_id = contribution.criterion_id
            most = weights[criterion_id] * _FULL_VALUE
            self._add_contribution(grid, 2 * number, contribution, (printed[criterion_id], most))
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        self._body.addLayout(grid)
        self._body.addWidget(line())
        total = label(self._say("ui.breakdown.total", point=card.point), "strong")
        total.setAlignment(_right())
        self._body.addWidget(total)
        for told in self._regions:
            self._body.addWidget(label(self._say("ui.breakdown.region", told=told), "small", wrap=True))
        missing = (each for each in card.contributions if each.statement.id.endswith(".not_computed"))
        if (first := next(missing, None)) is not None:
            self._add_roads_link(first.criterion_id)

    def _add_contribution(
        self, grid: QGridLayout, number: int, contribution: Contribution, told: tuple[int, int]
    ) -> None:
        full = contribution.weight * _FULL_VALUE
        bar = ScoreBar(self._theme)
        if full:
            bar.show_interval(
                Interval.of(contribution.low, contribution.point, contribution.high, full),
                class_low=FULL_SCORE,
            )
        # What is printed adds up to the total, and is never more than the most beside it.
        printed, most = told
        points = label(self._say("ui.breakdown.points", point=printed, weight=max(most, printed)), "strong")
        points.setAlignment(_right())
        name = WordLabel(self._say(f"criterion.{contribution.criterion_id}"), "")
        explain_criterion(self._language, contribution.criterion_id, name)
        explain(self._language, "breakdown.contribution", bar)
        explain(self._language, "breakdown.points", points)
        grid.addWidget(name, number, 0)
        text = self._say(contribution.statement)
        if isinstance(contribution.value, Known) and len(text) > _LONG_TEXT:
            # The rule that fired with its source, for one: it needs the whole width.
            grid.addWidget(WordLabel(text, "small"), number + 1, 0, 1, 4)
        else:
            grid.addWidget(self._value(contribution.value, text), number, 1)
        grid.addWidget(bar, number, 2)
        grid.addWidget(points, number, 3)

    def _value(self, value: Attribute[object], text: str) -> QLabel:
        if isinstance(value, Known):
            return WordLabel(text, "small")
        made = chip(self._say("ui.unknown"), "chip_unknown")
        made.setToolTip(text)
        explain(self._language, "value.unknown", made)
        return made

    def _add_requirements(self, outcomes: tuple[RequirementOutcome, ...]) -> None:
        self._body.addSpacing(8)
        self._body.addWidget(label(self._say("ui.breakdown.requirements"), "group"))
        for outcome in outcomes:
            self._body.addWidget(line())
            verdict = chip(
                self._say(f"verdict.{outcome.verdict.name.lower()}"), _VERDICT_ROLES[outcome.verdict]
            )
            name = label(self._say(f"criterion.{outcome.criterion_id}"), "strong", wrap=True)
            explain(self._language, f"verdict.{outcome.verdict.name.lower()}", verdict)
            explain_criterion(self._language, outcome.criterion_id, name)
            source = label(self._source(outcome.value), "caption", wrap=True)
            source.setAlignment(_right())
            entry = row(verdict)
            entry.addWidget(name, 1)
            entry.addWidget(source, 1)
            self._body.addLayout(entry)
            self._body.addWidget(label(self._say(outcome.statement), "small", wrap=True))
            if outcome.question is not None:
                self._body.addWidget(label(self._say(outcome.question.text), "small", wrap=True))
                if outcome.question.kind is CheckKind.NOT_COMPUTED:
                    self._add_roads_link(outcome.criterion_id)

    def _add_roads_link(self, criterion_id: str) -> None:
        """Lead from a time that was not computed to the choice of a road network."""
        if criterion_id not in DRIVE_TIMES:
            return
        go = button(self._say("ui.roads.link"), "link", name=f"roads_{criterion_id}")
        go.clicked.connect(self.roads_asked)
        self._body.addLayout(row(go, None))

    def _source(self, value: Attribute[object]) -> str:
        if isinstance(value, Known):
            # A computed value names its source by a message id, all others by the name of the source.
            source = self._say(value.source) if value.source in self._language else value.source
            return self._say("ui.breakdown.source", source=source, as_of_on=value.as_of)
        return self._say("ui.breakdown.no_source")


def _right() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
