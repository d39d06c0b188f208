"""How a site answers what a company asks: each requirement and wish of the request, with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.values import Known
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from drentsportal.domain.match.match_result import Contribution, RequirementOutcome
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.documents import FactsheetSubject


def answer_tables(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> tuple[Table, ...]:
    """Return the requirements and the wishes of the request; nothing where the sheet is made for none.

    No score stands here: it says nothing without the other sites, which the advice sets beside it.
    """
    card = subject.answer
    if card is None:
        return ()
    asked = tuple(_row(each, words, sources) for each in card.outcomes)
    wished = tuple(_row(each, words, sources) for each in card.contributions)
    number = subject.case_number or ""
    if card.candidate.id != subject.site.id:
        number = words.language.text("doc.answer.part_of", number=number, park=card.candidate.name)
    named = (("doc.answer.requirements", asked), ("doc.answer.wishes", wished))
    return tuple(_table(title, number, rows, words) for title, rows in named if rows)


def _table(title: str, number: str, rows: tuple[tuple[Cell, ...], ...], words: ValueWords) -> Table:
    language = words.language
    columns = (
        Column(language.text("doc.answer.asked"), 0.55),
        Column(language.text("doc.answer.answer"), 1.6),
        Column(language.text("doc.facts.source"), 10, right=True),
    )
    return Table(language.text(title, number=number), columns, rows)


def _row(
    part: RequirementOutcome | Contribution, words: ValueWords, sources: SourceNumbers
) -> tuple[Cell, ...]:
    label = words.language.text(f"criterion.{part.criterion_id}")
    number = NOT_APPLICABLE
    if isinstance(part.value, Known):
        number = str(sources.number(part.value.source, part.value.as_of))
    return cell(label), Cell((_told(part, words),)), cell(number, style="quiet")


def _told(part: RequirementOutcome | Contribution, words: ValueWords) -> Words:
    told = words.language.text(part.statement)
    verdict = getattr(part, "verdict", None)
    is_known = isinstance(part.value, Known)
    if verdict is None:
        return Words(told, "" if is_known else Mark.UNKNOWN)
    said = words.language.text(f"doc.verdict.{verdict.name.lower()}")
    open_mark = Mark.CHECK if is_known else Mark.UNKNOWN
    return Words(f"{said}: {told}", "fits" if verdict is Verdict.FITS else open_mark)
