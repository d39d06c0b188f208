"""What a message or a form proposes, as rows to confirm: in words that people type, and back again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.intake.recognised import Certainty
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.language.typed_figures import check_figures
from drentsportal.services.contact_intake import CONTACT_KEYS
from drentsportal.services.intake_answers import COMPANY_KEY, FIGURE_KEYS, NEEDED
from drentsportal.services.intake_proposal import KEY_BY_FIELD
from drentsportal.ui.dialogs.moments import day_as_typed, read_day, read_moment, write_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.domain.intake.company_likeness import CompanyLikeness
    from drentsportal.language import Language
    from drentsportal.services.form_intake import ReceivedForm
    from drentsportal.services.intake_proposal import IntakeProposal, ProposedField


class RowKind(StrEnum):
    """How the value of a row is typed or chosen."""

    TEXT = "text"
    NUMBER = "number"
    BUILDING = "building"
    MOMENT = "moment"
    DAY = "day"
    PLACES = "places"
    CHANNEL = "channel"
    COMPANY = "company"


_WITH_FIGURES: Final = frozenset({RowKind.NUMBER, RowKind.BUILDING})


class RowMark(StrEnum):
    """What the value of a row rests on: the words, what follows from them, a choice to make, or nothing."""

    LITERAL = "literal"
    DERIVED = "derived"
    CHOOSE = "choose"
    UNKNOWN = "unknown"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class RowSpec:
    """A row by its key of a request file; ``is_lasting`` shows it also when nothing is known."""

    key: str
    kind: RowKind
    is_lasting: bool = True

    @property
    def label_id(self) -> str:
        """The message that words the row."""
        return f"ui.mail.field.{self.key}"


ROW_SPECS: Final = (
    RowSpec("received_at", RowKind.MOMENT),
    RowSpec("asked_at", RowKind.MOMENT),
    RowSpec("channel", RowKind.CHANNEL),
    RowSpec("title", RowKind.TEXT),
    RowSpec("requester", RowKind.TEXT, is_lasting=False),
    RowSpec("company_name", RowKind.TEXT),
    RowSpec(COMPANY_KEY, RowKind.COMPANY, is_lasting=False),
    *(RowSpec(key, RowKind.TEXT, is_lasting=False) for key in CONTACT_KEYS),
    RowSpec("sector", RowKind.TEXT),
    RowSpec("plot_area_ha", RowKind.NUMBER),
    RowSpec("floor_area_m2", RowKind.NUMBER, is_lasting=False),
    RowSpec("building", RowKind.BUILDING, is_lasting=False),
    RowSpec("height_m", RowKind.NUMBER),
    RowSpec("municipality", RowKind.PLACES),
    RowSpec("category", RowKind.TEXT),
    RowSpec("staff_count", RowKind.NUMBER, is_lasting=False),
    RowSpec("available_by", RowKind.DAY),
    RowSpec("grid_demand_kw", RowKind.NUMBER),
    RowSpec("grid_feed_kw", RowKind.NUMBER, is_lasting=False),
    RowSpec("junction_distance_km", RowKind.NUMBER, is_lasting=False),
)
"""Every row, in the order of the panel: the clock first, then who asks, then what is asked."""

_FORM_KEYS: Final = frozenset(
    {
        *("received_at", "asked_at", "channel", "title", "requester", "company_name", COMPANY_KEY),
        *CONTACT_KEYS,
    }
)
_BY_KEY: Final = {each.key: each for each in ROW_SPECS}
_FIELDS_BY_KEY: Final = {key: field for field, (key, _) in KEY_BY_FIELD.items()}


@dataclass(frozen=True, slots=True)
class RowOption:
    """A value that can be chosen: what is shown, and what answers to it."""

    shown: str
    answer: str


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One row: ``shown`` is the proposal as people type it, empty where nothing stands or one must choose.

    ``exact`` is the proposal as a request file has it. ``options`` are all values to choose from. ``spans``
    are the words in the message, from and to. ``starts_ticked`` for what was read literally; the moment of
    receipt, from which the clock may run, waits for a person.
    """

    spec: RowSpec
    mark: RowMark
    shown: str = ""
    exact: str = ""
    options: tuple[RowOption, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def key(self) -> str:
        """The key of a request file."""
        return self.spec.key

    @property
    def is_needed(self) -> bool:
        """Whether no case opens without it."""
        return self.key in NEEDED

    @property
    def is_beyond_doubt(self) -> bool:
        """Whether the words say it literally: neither derived nor to be chosen."""
        return self.mark is RowMark.LITERAL and bool(self.shown)

    @property
    def starts_ticked(self) -> bool:
        """Whether it is confirmed unless a person says otherwise."""
        return self.is_beyond_doubt and self.key != "received_at"

    def answer(self, text: str, language_code: str) -> str:
        """Return what a service is told for a confirmed text; empty takes what is proposed.

        Raises ``InputError`` naming the key for a day or moment that cannot be read, and for a figure that
        has two readings in the language in which it is typed.
        """
        typed = text.strip()
        if typed == self.shown and self.shown:
            return "" if self.mark in {RowMark.LITERAL, RowMark.DERIVED} else self.exact or typed
        chosen = next((each.answer for each in self.options if each.shown == typed), None)
        if chosen is not None:
            return chosen
        if self.spec.kind is RowKind.MOMENT:
            return read_moment(typed, self.key).isoformat()
        if self.key in FIGURE_KEYS:
            check_figures(typed, self.key, language_code)
        return read_day(typed, self.key) if self.spec.kind is RowKind.DAY else typed

    def moment(self, text: str, language_code: str) -> datetime | None:
        """Return the moment that a text names, ``None`` for an empty one; raises as ``answer``."""
        if not text.strip():
            return None
        return datetime.fromisoformat(self.answer(text, language_code) or self.exact)


def rows_of_proposal(proposal: IntakeProposal, language: Language) -> tuple[IntakeRow, ...]:
    """Return the rows of a message."""
    rows = []
    for spec in ROW_SPECS:
        proposed = proposal.field(spec.key)
        if spec.kind is RowKind.COMPANY:
            rows += _company_rows(proposal.companies, language)
        elif proposed is not None:
            rows.append(_proposed_row(spec, proposed, _spans(proposal, spec.key), language))
        elif spec.is_lasting:
            rows.append(IntakeRow(spec, RowMark.UNKNOWN, options=_listed(spec, language)))
    return tuple(rows)


def rows_of_form(form: ReceivedForm, language: Language) -> tuple[IntakeRow, ...]:
    """Return the rows of a form that was filled in: how it came in, all of it literal."""
    read = form.read
    said = {
        "received_at": "" if read.received_at_utc is None else read.received_at_utc.isoformat(),
        "asked_at": "" if read.asked_at_utc is None else read.asked_at_utc.isoformat(),
        "channel": "" if read.channel is None else read.channel.value,
        "title": read.request.title,
        "requester": read.requester,
        "company_name": read.company_name,
        **read.contact,
    }
    rows = []
    for spec in ROW_SPECS:
        exact = said.get(spec.key, "")
        if spec.kind is RowKind.COMPANY:
            rows += _company_rows(form.companies, language)
        elif spec.key in _FORM_KEYS and (exact or spec.is_lasting):
            mark = RowMark.LITERAL if exact else RowMark.UNKNOWN
            shown = as_typed(spec.kind, exact, language)
            rows.append(IntakeRow(spec, mark, shown, exact, _listed(spec, language)))
    return tuple(rows)


def as_typed(kind: RowKind, exact: str, language: Language) -> str:
    """Write a value of a request file as people type it; an empty one stays empty."""
    if not exact:
        return ""
    writers: dict[RowKind, Callable[[str], str]] = {
        RowKind.MOMENT: lambda text: write_moment(datetime.fromisoformat(text), language.code),
        RowKind.DAY: lambda text: day_as_typed(text, language.code),
        RowKind.CHANNEL: lambda text: language.text(f"channel.{text}"),
        RowKind.PLACES: lambda text: ", ".join(MUNICIPALITIES.get(each, each) for each in text.split(",")),
    }
    if kind in writers:
        return writers[kind](exact)
    if kind not in _WITH_FIGURES:
        return exact
    plain = exact.replace("x", " × ")
    return plain if language.code == "en" else plain.replace(".", ",")


def _proposed_row(
    spec: RowSpec, proposed: ProposedField, spans: tuple[tuple[int, int], ...], language: Language
) -> IntakeRow:
    shown = as_typed(spec.kind, proposed.value, language)
    if proposed.is_doubtful:
        found = (RowOption(as_typed(spec.kind, each, language), each) for each in proposed.options)
        return IntakeRow(spec, RowMark.CHOOSE, options=tuple(found), spans=spans)
    mark = RowMark.LITERAL if proposed.certainty is Certainty.LITERAL else RowMark.DERIVED
    return IntakeRow(spec, mark, shown, proposed.value, _listed(spec, language), spans)


def _listed(spec: RowSpec, language: Language) -> tuple[RowOption, ...]:
    if spec.kind is not RowKind.CHANNEL:
        return ()
    return tuple(RowOption(language.text(f"channel.{each.value}"), each.value) for each in RequestChannel)


def _company_rows(companies: Sequence[CompanyLikeness], language: Language) -> list[IntakeRow]:
    """Return the row that offers known companies; none is chosen, also where there is one."""
    if not companies:
        return []
    options = []
    for each in companies:
        reasons = tuple(language.text(f"company_likeness.{reason.value}") for reason in each.reasons)
        which = "ui.mail.company_other" if each.contradicts else "ui.mail.company"
        shown = language.text(which, name=each.company.name, key=each.company.key, reasons=reasons)
        options.append(RowOption(shown, each.company.key))
    return [IntakeRow(_BY_KEY[COMPANY_KEY], RowMark.CHOOSE, options=tuple(options))]


def _spans(proposal: IntakeProposal, key: str) -> tuple[tuple[int, int], ...]:
    field = _FIELDS_BY_KEY.get(key)
    return tuple(
        (each.start, each.end)
        for reading in proposal.readings
        if reading.field is field
        for each in reading.found
    )
