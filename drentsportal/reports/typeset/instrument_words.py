"""What of an instrument is still to be asked, in words that every document shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.message import message
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Words, cell
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from drentsportal.domain.instruments.advisable import AdvisableInstrument
    from drentsportal.language import Language


def to_ask(found: AdvisableInstrument, language: Language) -> Cell:
    """Tell what of an instrument is still to be asked, of whom; a dash where nothing is."""
    text, lines = language.text, []
    if found.asked:
        lines.append(Words(text("doc.advice.instrument_asked", asked=found.asked), Mark.CHECK))
    if found.unstated:
        aspects = tuple(message(f"instrument.aspect.{each.value}") for each in found.unstated)
        lines.append(Words(text("doc.advice.instrument_unstated", aspects=aspects), Mark.UNKNOWN))
    return Cell(tuple(lines)) if lines else cell(NOT_APPLICABLE)
