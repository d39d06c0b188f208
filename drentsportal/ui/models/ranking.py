"""The ranked list: candidates in the order of the rule, made into objects only for rows that are shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from drentsportal.domain.match.rejection_words import changes_told
from drentsportal.ui.models.offer_words import OfferWords
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.match.match_result import Rejection, ScoreCard
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.language import Language
    from drentsportal.ui.models.firmness import Firmness

Index = QModelIndex | QPersistentModelIndex

_DOT: Final = " · "

CARD_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The ``ScoreCard`` or ``Rejection`` of a row, for delegates."""

SHARE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""The ``ShareText`` of a row of the ranking."""


LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 3
"""The ``RankedLine`` of a row of the ranking."""


@dataclass(frozen=True, slots=True)
class RankedLine:
    """The second line of a row: ``what`` gives way to ``short`` and to nothing, what is asked never does."""

    what: str
    short: str
    figures: tuple[str, ...]
    asked: str

    @property
    def texts(self) -> tuple[str, ...]:
        """The whole line, and what stands there where that is too long, the shortest last."""
        shortened = (
            (self.what, *self.figures),
            (self.short, *self.figures),
            self.figures,
            self.figures[:1],
            (),
        )
        return tuple(_DOT.join(part for part in (*parts, self.asked) if part) for parts in shortened)


@dataclass(frozen=True, slots=True)
class ShareText:
    """The share of draws in the top three as people read it, whether it is of this outcome, and in full."""

    text: str
    is_current: bool
    spoken: str


class RankingModel(QAbstractListModel):
    """The candidates that fit or may fit, best first."""

    def __init__(self, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._language = language
        self._result: MatchResult | None = None
        self._firmness: Firmness | None = None
        self._offers = OfferWords(language)
        self._card = lru_cache(maxsize=256)(self._make_card)

    def show_result(self, result: MatchResult | None) -> None:
        """Show another result."""
        self.beginResetModel()
        self._result = result
        self._card.cache_clear()
        self.endResetModel()

    def follow(self, result: MatchResult) -> None:
        """Show another outcome in place, so that a list keeps its place and its selection."""
        before, after = self.rowCount(), result.qualifier_count
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
        self._result = result
        self._card.cache_clear()
        if after > before:
            self.endInsertRows()
        elif after < before:
            self.endRemoveRows()
        if after:
            self.dataChanged.emit(self.index(0), self.index(after - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of candidates."""
        return 0 if parent.isValid() or self._result is None else self._result.qualifier_count

    def card(self, row: int) -> ScoreCard:
        """Return the score card of a row."""
        return self._card(row)

    def show_firmness(self, firmness: Firmness | None) -> None:
        """Show shares of draws; ``None`` takes them away. Those of an earlier outcome are told apart."""
        self._firmness = firmness
        if count := self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(count - 1))

    def share(self, row: int) -> ShareText:
        """Return the share of a row; a dash while there is none, with why."""
        say, firmness = self._language.text, self._firmness
        dash = say("ui.ranking.share.unknown")
        if firmness is None:
            return ShareText(dash, is_current=False, spoken=say("ui.ranking.share.busy"))
        is_current = firmness.result is self._result
        short, told = (get(self.id_of(row)) for get in (firmness.share_text, firmness.trials_text))
        if short is None or told is None:
            reason = "none" if is_current else "busy"
            return ShareText(dash, is_current, say(f"ui.ranking.share.{reason}"))
        spoken = say(told) if is_current else say("ui.ranking.share.outdated")
        return ShareText(say(short), is_current, spoken)

    def id_of(self, row: int) -> str:
        """Return the candidate of a row, without explaining it."""
        if self._result is None:
            raise IndexError(row)
        return self._result.id_at(row)

    def names(self, most: int) -> tuple[str, ...]:
        """Return the names of the first candidates, without explaining them."""
        result = self._result
        if result is None:
            return ()
        return tuple(result.candidate(self.id_of(row)).name for row in range(min(most, self.rowCount())))

    def row_of(self, candidate_id: str) -> int:
        """Return the row of a candidate, -1 when it does not qualify."""
        if self._result is None or not self._result.is_qualified(candidate_id):
            return -1
        return self._result.rank_of(candidate_id) - 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, the card or the words for a screen reader."""
        card = self._card(index.row())
        if role == SHARE_ROLE:
            return self.share(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{card.candidate.name}\n{self.subtitle(card)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), card)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._spoken(index.row(), card))
        if role in {CARD_ROLE, LINE_ROLE}:
            return card if role == CARD_ROLE else self.line(card)
        return None

    def _spoken(self, row: int, card: ScoreCard) -> str:
        told = self._language.text(
            "ui.ranking.accessible",
            rank=card.rank,
            name=card.candidate.name,
            point=card.point,
            low=card.low,
            high=card.high,
            questions=len(card.questions),
        )
        line = self.line(card)
        return ", ".join((told, line.what, *line.figures, self.share(row).spoken))

    def name_plots(self, names: Mapping[str, str]) -> None:
        """Take the names of plots by id, to say which ones are offered."""
        self._offers.name_plots(names)
        if count := self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(count - 1))

    def line(self, card: ScoreCard) -> RankedLine:
        """Return what stands under the name."""
        questions = len(card.questions)
        asked = self._language.text("ui.ranking.questions", count=questions) if questions else ""
        figures = () if self._result is None else self._offers.figures(self._result, card)
        return RankedLine(self._offers.what(card), self._offers.what_in_short(card), figures, asked)

    def subtitle(self, card: ScoreCard) -> str:
        """Return what is offered, how much, how far away, and how many questions are open."""
        return self.line(card).texts[0]

    def _make_card(self, row: int) -> ScoreCard:
        if self._result is None:
            raise IndexError(row)
        return self._result.card(row)


class RejectionModel(QAbstractListModel):
    """The excluded candidates with what fails and what would let them in."""

    def __init__(self, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._language = language
        self._result: MatchResult | None = None
        self._positions: tuple[int, ...] | None = None
        self._rejection = lru_cache(maxsize=256)(self._make_rejection)

    def show_result(self, result: MatchResult | None, criterion_id: str = "") -> None:
        """Show another result, all of it or only the candidates that fail one requirement."""
        self.beginResetModel()
        self._result = result
        self._positions = None
        if result is not None and criterion_id:
            self._positions = result.failing_positions(criterion_id)
        self._rejection.cache_clear()
        self.endResetModel()

    def show_only(self, criterion_id: str) -> None:
        """Show only the candidates that fail one requirement; empty shows all."""
        self.beginResetModel()
        self._positions = None
        if self._result is not None and criterion_id:
            self._positions = self._result.failing_positions(criterion_id)
        self._rejection.cache_clear()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of excluded candidates."""
        if parent.isValid() or self._result is None:
            return 0
        return self._result.rejection_count if self._positions is None else len(self._positions)

    def rejection(self, row: int) -> Rejection:
        """Return the rejection of a row."""
        return self._rejection(row)

    def row_of(self, candidate_id: str) -> int:
        """Return the row of a candidate, -1 when it is not excluded."""
        excluded = self._result.rejected() if self._result is not None else ()
        if candidate_id not in excluded:
            return -1
        position = excluded.index(candidate_id)
        if self._positions is None:
            return position
        return self._positions.index(position) if position in self._positions else -1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the reasons and the smallest changes as lines of text."""
        rejection = self._rejection(index.row())
        if role == CARD_ROLE:
            return rejection
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(self.lines(rejection))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(str(self.data(index, Qt.ItemDataRole.AccessibleTextRole)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(self.lines(rejection))
        return None

    def lines(self, rejection: Rejection) -> tuple[str, ...]:
        """Return the name, each failing requirement, and each smallest change."""
        say = self._language.text
        return (
            rejection.candidate.name,
            *(say(outcome.statement) for outcome in rejection.failing),
            *(say(change) for change in changes_told(rejection)),
        )

    def _make_rejection(self, row: int) -> Rejection:
        if self._result is None:
            raise IndexError(row)
        return self._result.rejection(row if self._positions is None else self._positions[row])
