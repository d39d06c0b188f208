"""What of an instrument is still to be asked, in words that every document shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.instruments.instrument_match import amount_range
from drentsportal.domain.message import message
from drentsportal.domain.source_names import without_line_references
from drentsportal.language.speaker import FIRST_LANGUAGE
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Words, cell
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.domain.instruments.advisable import AdvisableInstrument
    from drentsportal.domain.instruments.instrument import Instrument
    from drentsportal.language import Language

_NOT_STATED: Final = "niet vermeld"
"""How the list of instruments says that the source names no period."""


def sources_of(instruments: Iterable[AdvisableInstrument]) -> str:
    """Name the sources of instruments with their dates, each once: many rest on the same paper."""
    told = [
        f"{part} ({each.instrument.as_of.iso})"
        for each in instruments
        for part in without_line_references(each.instrument.source).split("; ")
    ]
    return "; ".join(dict.fromkeys(told))


def to_ask(found: AdvisableInstrument, language: Language) -> Cell:
    """Tell what of an instrument is still to be asked, of whom; a dash where nothing is."""
    text, lines = language.text, []
    if found.asked:
        lines.append(Words(text("doc.advice.instrument_asked", asked=found.asked), Mark.CHECK))
    if found.unstated:
        aspects = tuple(message(f"instrument.aspect.{each.value}") for each in found.unstated)
        lines.append(Words(text("doc.advice.instrument_unstated", aspects=aspects), Mark.UNKNOWN))
    return Cell(tuple(lines)) if lines else cell(NOT_APPLICABLE)


def amount_and_period(instrument: Instrument, language: Language) -> Cell:
    """Tell how much an instrument gives, and below it for how long."""
    period = language.text("doc.advice.instrument_period", period=period_words(instrument, language))
    return Cell((Words(language.text(amount_range(instrument))), Words(period)))


def period_words(instrument: Instrument, language: Language) -> str:
    """Tell the period of an instrument: in Dutch as the source words it, elsewhere by its two dates.

    What no date says is quoted, and said to be Dutch.
    """
    text, said = language.text, instrument.period_text.strip()
    if language.code == FIRST_LANGUAGE:
        return said
    start, end = instrument.starts_on, instrument.ends_on
    if start is not None and end is not None:
        return text("doc.instrument.period.from_to", starts_on=start, ends_on=end)
    if start is not None:
        return text("doc.instrument.period.from", starts_on=start)
    if end is not None:
        return text("doc.instrument.period.to", ends_on=end)
    if said in {"", _NOT_STATED}:
        return text("doc.instrument.period.not_stated")
    return text("doc.instrument.period.quoted", said=said)
