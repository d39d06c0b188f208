"""The cells of a quarter report: each figure in words and as a number, with what kind of number it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import ANSWER_WITHIN

if TYPE_CHECKING:
    from drentsportal.domain.desk_figures.known_sum import KnownSum
    from drentsportal.language import Language

_M2_PER_HA: Final = 10_000
_S_PER_MINUTE: Final = 60


class NumberKind(StrEnum):
    """What a number is: a ``SHARE`` of one, a ``TIME`` in s, areas in ha and m², whole euros, or a count."""

    COUNT = "count"
    SHARE = "share"
    TIME_S = "time"
    AREA_HA = "ha"
    AREA_M2 = "m2"
    AMOUNT_EUR = "eur"


_SPECS: Final = {
    NumberKind.COUNT: "int",
    NumberKind.AREA_HA: "hectare",
    NumberKind.AREA_M2: "m2",
    NumberKind.AMOUNT_EUR: "eur",
}


@dataclass(frozen=True, slots=True)
class SectionCell:
    """A cell as people read it, and its number where it is one; unknown has words and no number."""

    text: str
    number: float | None = None
    kind: NumberKind = NumberKind.COUNT


class QuarterCells:
    """Makes cells in one language."""

    def __init__(self, language: Language) -> None:
        """Keep the words."""
        self._language, self._say = language, language.text

    def share(self, share: float | None) -> SectionCell:
        """Word a share; without answers there is none."""
        if share is None:
            return SectionCell(self._say("quarter.no_answers"))
        return SectionCell(self._language.value(share, "percent"), share, NumberKind.SHARE)

    def hours(self, seconds: float | None) -> SectionCell:
        """Word a time; one that is over the term by less than a minute never reads as the term itself."""
        if seconds is None:
            return SectionCell(self._say("quarter.no_answers"))
        told = self._language.value(timedelta(seconds=seconds), "duration")
        if 0 < seconds - ANSWER_WITHIN.total_seconds() < _S_PER_MINUTE:
            told = self._say("quarter.just_over", span=told)
        return SectionCell(told, seconds, NumberKind.TIME_S)

    def number(self, value: float | None, kind: NumberKind) -> SectionCell:
        """Word a number, or that it is not known."""
        text = self._language.value(value, _SPECS[kind])
        return SectionCell(text, None if value is None else float(value), kind)

    def sum(self, found: KnownSum, kind: NumberKind) -> SectionCell:
        """Word a sum of what is known; where nothing is, that is said."""
        if found.total is None:
            return SectionCell(self._language.value(None))
        if kind is NumberKind.AREA_HA:
            return SectionCell(self._language.value(found.total, "ha"), found.total / _M2_PER_HA, kind)
        return self.number(found.total, kind)

    def asked(self, found: KnownSum, kind: NumberKind) -> SectionCell:
        """Word an area; empty where nobody in a line asked one of that kind."""
        return self.sum(found, kind) if found.known_count + found.unknown_count else SectionCell("")


def text_cell(text: str) -> SectionCell:
    """Return words as a cell."""
    return SectionCell(text)


def count_cell(number: int) -> SectionCell:
    """Return a count as a cell."""
    return SectionCell(str(number), float(number))
