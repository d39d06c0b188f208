"""The instruments of an advice: confirmed within twelve months, may fit, and what of them is still to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.reports.advice.section import Section
from drentsportal.reports.typeset.blocks import Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.instrument_words import amount_and_period, sources_of, to_ask
from drentsportal.reports.typeset.provider_words import provider_words

if TYPE_CHECKING:
    from drentsportal.domain.instruments.advisable import AdvisableInstrument
    from drentsportal.language import Language
    from drentsportal.services.documents import AdviceSubject


def instruments_section(subject: AdviceSubject, language: Language, ask: str, *, is_short: bool) -> Section:
    """Tell which instruments may fit; ``ask`` is whom to ask where none is known.

    The short form says the same in three columns of full lines rather than five narrow ones.
    """
    title = language.text("doc.advice.section.instruments")
    if not subject.instruments:
        why = "no_instrument_fits" if subject.unfit_count else "no_instruments"
        return Section(title, (language.text(f"doc.advice.{why}", ask=ask),))
    row = _short_row if is_short else _row
    rows = tuple(row(each, language) for each in subject.instruments)
    note = sources_of(subject.instruments)
    columns = _short_columns(language) if is_short else _columns(language)
    table = Table("", columns, rows, language.text("doc.advice.instrument_note", sources=note))
    is_open = any(each.asked or each.unstated for each in subject.instruments)
    said = [language.text("doc.advice.instruments_intro")] if is_open else []
    if subject.unfit_count:
        said.append(language.text("doc.advice.instruments_left_out", count=subject.unfit_count))
    return Section(title, tuple(said), table)


def _columns(language: Language) -> tuple[Column, ...]:
    return (
        Column(language.text("doc.advice.column.instrument"), 1),
        Column(language.text("doc.advice.column.provider"), 1),
        Column(language.text("doc.advice.column.amount_and_period"), 1),
        Column(language.text("doc.advice.column.to_ask"), 1.4),
        Column(language.text("doc.advice.column.confirmed"), 26),
    )


def _row(found: AdvisableInstrument, language: Language) -> tuple[Cell, ...]:
    instrument = found.instrument
    return (
        cell(instrument.name, style="bold"),
        cell(provider_words(instrument, language)),
        amount_and_period(instrument, language),
        to_ask(found, language),
        cell(language.value(instrument.confirmed_on, "date")),
    )


def _short_columns(language: Language) -> tuple[Column, ...]:
    return (
        Column(language.text("doc.advice.column.instrument"), 1.1),
        Column(language.text("doc.advice.column.amount_and_period"), 1.1),
        Column(language.text("doc.advice.column.to_ask"), 1.3),
    )


def _short_row(found: AdvisableInstrument, language: Language) -> tuple[Cell, ...]:
    instrument = found.instrument
    confirmed = language.text("doc.advice.confirmed_on", confirmed_on=instrument.confirmed_on)
    lines = (
        Words(instrument.name, style="bold"),
        Words(provider_words(instrument, language)),
        Words(confirmed, style="quiet"),
    )
    return Cell(lines), amount_and_period(instrument, language), to_ask(found, language)
