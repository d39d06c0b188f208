"""What the answers on a chase list mean: taken, to be decided, or left with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.entry.entry_check import warnings_by_entry
from drentsportal.domain.entry.number_text import Notation, read_number
from drentsportal.domain.entry.value_entry import read_date, read_entry
from drentsportal.domain.merge.delivery import SiteBatch
from drentsportal.domain.message import message
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.attributes import AttributeSpec
    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.values import Attribute, PartialDate

_YES: Final = frozenset({"ja", "j", "yes", "x", "1", "true", "waar"})
_UNITS: Final = {"ha": ("ha", "hectare"), "m2": ("m2", "m²"), "m": ("m", "meter")}
_THOUSANDS: Final = 3
_EURO: Final = ("€", "euro", "eur")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, read: the value that the gemeente states, for a date.

    ``before`` is what is in use now; ``is_confirmation`` when the gemeente said that the sent value still
    holds. ``changed_since`` when what is in use is no longer what was sent, so that a person decides.
    ``odd`` says what does not go together when the answer is in use; a person decides on a new value that is.
    """

    row: int
    site_id: str
    kind: SiteKind
    site_name: str
    attribute_id: str
    value: object
    as_of: PartialDate
    before: Attribute[object]
    is_confirmation: bool
    changed_since: bool
    filled_by: str = ""
    remark: str = ""
    odd: tuple[Message, ...] = ()

    @property
    def cell(self) -> tuple[str, str]:
        """Site and attribute."""
        return self.site_id, self.attribute_id

    @property
    def is_odd_change(self) -> bool:
        """Whether it brings a value that looks odd; what is confirmed was asked about already."""
        return bool(self.odd) and not self.is_confirmation

    @property
    def needs_decision(self) -> bool:
        """Whether a person says if it counts."""
        return self.changed_since or self.is_odd_change

    def is_in_use(self, source: str) -> bool:
        """Whether this very value, of this source and date, is in use already."""
        used = self.before
        return isinstance(used, Known) and (used.value, used.source, used.as_of) == (
            self.value,
            source,
            self.as_of,
        )


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that is not taken over, and why."""

    row: int
    site_id: str
    site_name: str
    attribute_id: str
    message: Message


@dataclass(frozen=True, slots=True)
class StatedRow:
    """One filled-in row with what the workspace knows of its value.

    ``sent_was`` is the value in use at the version at which the list was made, ``now`` the one in use.
    """

    row: int
    site_id: str
    kind: SiteKind
    site_name: str
    attribute_id: str
    sent: str
    confirmed: str
    value: str
    as_of: str
    filled_by: str
    remark: str
    sent_was: Attribute[object]
    now: Attribute[object]


def value_as_typed(value: object | None) -> str:
    """Write a value as a person would type it in Dutch, the inverse of reading it; "" where unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value.is_integer():
            return str(int(value))
        whole, _, decimals = f"{value!r}".partition(".")
        # Three decimals could be thousands; a fourth leaves no doubt.
        return f"{whole},{decimals}{'0' if len(decimals) == _THOUSANDS else ''}"
    return str(value)


def read_answer(stated: StatedRow, today: date, day_without: PartialDate | None) -> Answer | LeftRow:
    """Read one row; ``day_without`` is the date of answers that give none, as a person decided."""
    try:
        value = _value(stated)
        as_of = _date(stated, today, day_without)
    except InputError as error:
        return left(stated, message(error.message_id, **error.params))
    now_value = stated.now.value if isinstance(stated.now, Known) else None
    sent_value = stated.sent_was.value if isinstance(stated.sent_was, Known) else None
    return Answer(
        row=stated.row,
        site_id=stated.site_id,
        kind=stated.kind,
        site_name=stated.site_name,
        attribute_id=stated.attribute_id,
        value=value,
        as_of=as_of,
        before=stated.now,
        is_confirmation=not stated.value,
        changed_since=now_value not in {sent_value, value},
        filled_by=stated.filled_by,
        remark=stated.remark,
    )


def left(stated: StatedRow, what: Message) -> LeftRow:
    """Leave a row, with the reason."""
    return LeftRow(stated.row, stated.site_id, stated.site_name, stated.attribute_id, what)


def _value(stated: StatedRow) -> object:
    """Return the value that a row states. Raises ``InputError``."""
    sent_value = stated.sent_was.value if isinstance(stated.sent_was, Known) else None
    if value_as_typed(sent_value) != stated.sent:
        raise InputError("error.chase.sent_differs", text=stated.sent)
    if stated.value:
        value = entered_value(ATTRIBUTE_BY_ID[stated.attribute_id], stated.value)
        if stated.confirmed and value != sent_value:
            raise InputError("error.chase.both", text=stated.value)
        return value
    if stated.confirmed.strip().casefold() not in _YES:
        raise InputError("error.chase.confirmation", text=stated.confirmed)
    if sent_value is None:
        raise InputError("error.chase.nothing_to_confirm")
    return sent_value


def entered_value(spec: AttributeSpec, text: str) -> object:
    """Read a value as it was typed, with its own unit behind it or not.

    Raises ``InputError`` for another unit, and for a number that can be read in two ways.
    """
    bare = text.strip()
    if spec.type in {ValueType.INTEGER, ValueType.REAL}:
        bare = _without_unit(spec, bare)
        if read_number(bare).notation is Notation.EITHER:
            raise InputError("error.chase.two_readings", text=text)
    value = read_entry(spec, bare)
    if value is None:
        raise InputError("error.chase.empty", text=text)
    return value


def _without_unit(spec: AttributeSpec, text: str) -> str:
    """Take the attribute's own unit off a number; another unit stays and is refused as no number."""
    if "_eur" in spec.id:
        for word in _EURO:
            text = text.removeprefix(word).strip()
            if text.casefold().endswith(word):
                text = text[: -len(word)].strip()
        return text
    words = next((words for unit, words in _UNITS.items() if spec.id.endswith(f"_{unit}")), ())
    for word in words:
        bare = text[: -len(word)].strip()
        if text.casefold().endswith(word) and bare and (bare[-1].isdigit()):
            return bare
    return text


def _date(stated: StatedRow, today: date, day_without: PartialDate | None) -> PartialDate:
    if not stated.as_of:
        if day_without is None:
            raise InputError("error.chase.no_date")
        return day_without
    as_of = read_date(stated.as_of)
    if as_of.earliest > today:
        raise InputError("error.chase.date_ahead", text=stated.as_of)
    return as_of


def without_repeats(answers: Sequence[Answer | LeftRow]) -> tuple[list[Answer], list[LeftRow]]:
    """Take each value once: rows that say the same count as one, rows that differ are all left."""
    by_cell: dict[tuple[str, str], list[Answer]] = {}
    rows_left = [each for each in answers if isinstance(each, LeftRow)]
    for each in answers:
        if isinstance(each, Answer):
            by_cell.setdefault((each.site_id, each.attribute_id), []).append(each)
    taken: list[Answer] = []
    for same in by_cell.values():
        if len({(each.value, each.as_of) for each in same}) == 1:
            taken.append(same[0])
            continue
        what = message("error.chase.repeated", rows=tuple(each.row for each in same))
        rows_left += [
            LeftRow(each.row, each.site_id, each.site_name, each.attribute_id, what) for each in same
        ]
    return sorted(taken, key=lambda each: each.row), sorted(rows_left, key=lambda each: each.row)


def with_oddities(answers: Sequence[Answer], site_of: Mapping[str, Site], today: date) -> tuple[Answer, ...]:
    """Say of each answer what looks odd once all answers about its site are in use."""
    entered: dict[str, dict[str, object | None]] = {}
    for each in answers:
        entered.setdefault(each.site_id, {})[each.attribute_id] = each.value
    odd = {site_id: warnings_by_entry(site_of[site_id], said, today) for site_id, said in entered.items()}
    return tuple(replace(each, odd=odd[each.site_id].get(each.attribute_id, ())) for each in answers)


def answer_batches(answers: Sequence[Answer]) -> tuple[tuple[SiteBatch, ...], tuple[Answer, ...]]:
    """Make sparse batches, and return the answers that have another date than the record of their site.

    A record has one date, so it holds the answers with the date that most answers for its site have (the
    newest of several); the others are stored as values of their own.
    """
    by_site: dict[tuple[SiteKind, str], list[Answer]] = {}
    for each in answers:
        by_site.setdefault((each.kind, each.site_id), []).append(each)
    dates = {site: _most_common(said) for site, said in by_site.items()}
    apart = tuple(each for each in answers if each.as_of != dates[each.kind, each.site_id])
    batches = []
    for kind in SiteKind:
        ids = sorted(site_id for its_kind, site_id in by_site if its_kind is kind)
        if ids:
            said = {
                (each.site_id, each.attribute_id): each.value
                for site_id in ids
                for each in by_site[kind, site_id]
                if each.as_of == dates[kind, site_id]
            }
            batches.append(_batch(kind, ids, said, dates))
    return tuple(batches), apart


def _batch(
    kind: SiteKind,
    ids: Sequence[str],
    said: Mapping[tuple[str, str], object],
    dates: Mapping[tuple[SiteKind, str], PartialDate],
) -> SiteBatch:
    attribute_ids = sorted({attribute_id for _, attribute_id in said})
    columns = {each: [said.get((site_id, each)) for site_id in ids] for each in attribute_ids}
    return SiteBatch(kind, ids, [dates[kind, each] for each in ids], columns, [None] * len(ids))


def _most_common(answers: Sequence[Answer]) -> PartialDate:
    dates = [each.as_of for each in answers]
    return max(set(dates), key=lambda each: (dates.count(each), each))
