"""Weights by comparing two by two: one question at a time, all answers in a table, what clashes in words."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from drentsportal.domain.decision import CONSISTENT_UP_TO, MOST_COMPARED
from drentsportal.domain.message import Message, message
from drentsportal.domain.weighing.weight_vote import PairJudgement, WishComparisons
from drentsportal.ui.dialogs.weights_page import PageParts, WeightsPage
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.pair_matrix import Pair, PairMatrix
from drentsportal.ui.widgets.pair_question import PairQuestion
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from drentsportal.domain.decision import WorstPair
    from drentsportal.domain.weighing.weight_vote import WeightInput

_FEWEST = 2


class PairsPage(WeightsPage):
    """Asks about each pair of wishes; nothing is proposed until all are answered."""

    def __init__(self, parts: PageParts) -> None:
        """Start with the first question, nothing answered."""
        super().__init__(parts)
        self._pairs: tuple[Pair, ...] = tuple(combinations(range(len(self.ids)), 2))
        self._answers: dict[Pair, int] = {}
        self._current = 0
        self._worst: Pair | None = None
        if not _FEWEST <= len(self.ids) <= MOST_COMPARED:
            words = self.say("ui.weights.pairs.count", least=_FEWEST, most=MOST_COMPARED, count=len(self.ids))
            self.setLayout(column(label(words, "secondary", wrap=True), None, margin=16))
            return
        self._build()
        self._show()

    @property
    def is_possible(self) -> bool:
        """Whether there are wishes to compare, and not too many."""
        return _FEWEST <= len(self.ids) <= MOST_COMPARED

    def given(self) -> WishComparisons | None:
        """Return the answers, ``None`` while one is missing."""
        if not self.is_possible or len(self._answers) < len(self._pairs):
            return None
        return WishComparisons(self.ids, tuple(self._judgement(pair) for pair in self._pairs))

    def work(self) -> object:
        """Return the answers so far."""
        return dict(self._answers)

    def fill(self, given: WeightInput) -> None:
        """Show the answers as they were given."""
        if not isinstance(given, WishComparisons) or not self.is_possible:
            return
        places = {criterion_id: place for place, criterion_id in enumerate(self.ids)}
        for each in given.judgements:
            first, second = places[each.first], places[each.second]
            turned = first > second and each.times > 1
            self._answers[min(first, second), max(first, second)] = -each.times if turned else each.times
        self._after_answer()

    def go_to(self, first: int, second: int) -> None:
        """Ask about a pair, by the places of its wishes."""
        self._current = self._pairs.index((first, second))
        self._show()
        self.question.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next question with Enter."""
        if self.is_possible and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._step(1)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        parts = self.parts
        self._progress = label("", "group")
        self._progress.setObjectName("pairs_progress")
        self.question = PairQuestion(parts.language)
        self.question.answered.connect(self._answer)
        between = CheckBox(parts.theme, self.say("ui.weights.pairs.between"))
        between.setObjectName("pairs_between")
        between.toggled.connect(lambda on: self.question.show_between(between=on))
        self._between = between
        self._previous = button(self.say("ui.weights.pairs.previous"), name="pair_previous")
        self._next = button(self.say("ui.weights.pairs.next"), name="pair_next")
        self._previous.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        self.matrix = PairMatrix(parts.theme, parts.language, [parts.name(each) for each in self.ids])
        self.matrix.pair_chosen.connect(self.go_to)
        self._told = label("", wrap=True)
        self._told.setObjectName("pairs_told")
        self._go = button(self.say("ui.weights.pairs.go"), "link", name="pair_worst")
        self._go.clicked.connect(self._go_to_worst)
        self._notice = QFrame()
        told = column(self._told, row(self._go, None), spacing=4)
        told.setContentsMargins(12, 8, 12, 8)
        self._notice.setLayout(told)
        head = row(label(self.say("ui.weights.pairs.ask"), "section"), None, self._progress)
        buttons = row(between, None, self._previous, self._next)
        body = column(head, self.question, buttons, self._notice, spacing=10, margin=16)
        body.addWidget(self.matrix, 1)
        self.setLayout(body)

    def _judgement(self, pair: Pair) -> PairJudgement:
        answer = self._answers[pair]
        first, second = (self.ids[place] for place in pair)
        if answer < 0:
            return PairJudgement(second, first, -answer)
        return PairJudgement(first, second, answer)

    def _answer(self, answer: int) -> None:
        self._answers[self._pairs[self._current]] = answer
        self._after_answer()

    def _after_answer(self) -> None:
        self._show()
        self.changed.emit()

    def _step(self, step: int) -> None:
        self._current = (self._current + step) % len(self._pairs)
        self._show()
        self.question.focus()

    def _go_to_worst(self) -> None:
        if self._worst is not None:
            self.go_to(*self._worst)

    def _show(self) -> None:
        pair = self._pairs[self._current]
        first, second = (self.parts.name(self.ids[place]) for place in pair)
        self.question.show_pair(first, second, self._answers.get(pair, 0))
        self._between.setChecked(self.question.shows_between)
        self._progress.setText(
            self.say(
                "ui.weights.pairs.progress",
                number=self._current + 1,
                total=len(self._pairs),
                answered=len(self._answers),
            )
        )
        self._tell_consistency()
        self.matrix.show_answers(self._answers, pair, self._worst)

    def _tell_consistency(self) -> None:
        """Say whether the answers agree; where not, which one to look at first."""
        given = self.given()
        self._worst = None
        told = message("ui.weights.pairs.open", left=len(self._pairs) - len(self._answers))
        if given is not None:
            ratio, worst = given.result().consistency_ratio, given.worst()
            told = message("weighing.consistent", ratio=ratio, limit=CONSISTENT_UP_TO)
            if ratio > CONSISTENT_UP_TO and worst is not None:
                self._worst = (worst.row, worst.column)
                told = self._contradiction(ratio, worst)
        self._told.setText(self.say(told))
        self._go.setVisible(self._worst is not None)
        self._notice.setObjectName("notice" if self._worst is not None else "card")
        self._notice.style().unpolish(self._notice)
        self._notice.style().polish(self._notice)

    def _contradiction(self, ratio: float, worst: WorstPair) -> Message:
        return message(
            "ui.weights.pairs.contradict",
            ratio=ratio,
            limit=CONSISTENT_UP_TO,
            said=self._judged(worst, worst.given),
            fits=self._judged(worst, worst.on_scale),
            ratio_then=worst.ratio_then,
        )

    def _judged(self, pair: WorstPair, times: float) -> Message:
        first, second = self.ids[pair.row], self.ids[pair.column]
        if times < 1:
            first, second, times = second, first, 1 / times
        names = {"first": self.parts.name(first), "second": self.parts.name(second)}
        return message(f"weighing.judged.{round(times)}", **names)
