"""The charts of a quarter report with their words: one source for the page and for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from drentsportal.figures.quarter_charts import AnswerColumn, DotWords, answer_columns, answer_dots
from drentsportal.figures.symbology import Look, Theme

if TYPE_CHECKING:
    from drentsportal.figures.marks import Picture
    from drentsportal.language import Language
    from drentsportal.services.quarter_report import QuarterSubject

_S_PER_HOUR: Final = 3_600


class DrawChart(Protocol):
    """Draws a chart for a size in millimetres, by default as on paper."""

    def __call__(self, width_mm: float, height_mm: float, theme: Look = Theme.PRINT) -> Picture:
        """Draw it."""
        ...


@dataclass(frozen=True, slots=True)
class QuarterPicture:
    """One chart: ``spoken`` says it without the picture, ``defined`` names the figure of its definition."""

    title: str
    draw: DrawChart
    spoken: str
    note: str
    defined: str


def quarter_pictures(subject: QuarterSubject, language: Language) -> tuple[QuarterPicture, ...]:
    """Word the charts of a quarter: answers per quarter, and the time of each answer."""
    return (_answers(subject, language), _times(subject, language))


def _answers(subject: QuarterSubject, language: Language) -> QuarterPicture:
    say = language.text
    columns = [
        AnswerColumn(
            say("quarter.chart.label", number=quarter.number, year=str(quarter.year)[2:]),
            answered,
            within,
            language.value(round(within / answered, 2), "percent") if answered else "",
        )
        for quarter, answered, within in subject.history
    ]
    told = "; ".join(f"{quarter}: {within}/{answered}" for quarter, answered, within in subject.history)
    return QuarterPicture(
        title=say("quarter.chart.answers"),
        draw=partial(answer_columns, columns),
        spoken=say("quarter.chart.answers_alt", told=told),
        note=say("quarter.chart.answers_note"),
        defined="within_term",
    )


def _times(subject: QuarterSubject, language: Language) -> QuarterPicture:
    figures, say = subject.figures, language.text
    later = figures.answered_count - figures.within_term_count
    words = DotWords(
        say("quarter.chart.within", count=figures.within_term_count),
        say("quarter.chart.later", count=later),
        say("quarter.chart.axis"),
        say("quarter.chart.beyond"),
    )
    hours = [each.net_s / _S_PER_HOUR for each in figures.answers]
    note = "quarter.chart.times_note" + (".working_hours" if subject.in_working_hours else "")
    return QuarterPicture(
        title=say("quarter.chart.times"),
        draw=partial(answer_dots, hours, words),
        spoken=say("quarter.chart.times_alt", within=figures.within_term_count, later=later),
        note=say(note),
        defined="times",
    )
