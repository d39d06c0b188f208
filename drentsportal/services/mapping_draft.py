"""A mapping while a person decides about it: what is proposed, what is answered and what is still open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.reference_fields import PLACED_KINDS, REQUIRED_FIELDS, UNNUMBERED_KINDS

if TYPE_CHECKING:
    from drentsportal.services.place_decision import PlaceDecision

OPEN: Final = "?"
"""Stands where an answer is still missing, in a draft and in a mapping file alike."""

DAY_FIRST: Final = "day_first"
"""Dates are written as 17-11-2026."""

UNKNOWN: Final = ""
"""Our side of a code by which the source says that it does not know."""

REFUSE: Final = "refuse"
SAME_TOTAL: Final = "same_total"


class Topic(StrEnum):
    """What can be open about a column."""

    UNIT = "unit"
    DECIMAL = "decimal"
    DATES = "dates"
    CODES = "codes"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class ColumnDecision:
    """How one column is read; a question mark stands for what is not answered.

    ``attribute_id`` empty means that the column is not read. ``codes`` gives for codes of the source our own
    value, empty for "the source does not know". ``takes_proposed``: a value that cannot be read as it stands
    is read as proposed. ``is_confirmed``: a person said so.
    """

    column: str
    attribute_id: str = ""
    unit: str = ""
    decimal: str = ""
    dates: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    takes_proposed: bool = False
    is_confirmed: bool = False

    @property
    def open_topics(self) -> tuple[Topic, ...]:
        """What about this column nobody answered yet, without the confirmation."""
        if not self.attribute_id:
            return ()
        asked = ((Topic.UNIT, self.unit), (Topic.DECIMAL, self.decimal), (Topic.DATES, self.dates))
        found = [topic for topic, answer in asked if answer == OPEN]
        if any(ours == OPEN for _, ours in self.codes):
            found.append(Topic.CODES)
        return tuple(found)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open and a person confirmed it."""
        return self.is_confirmed and not self.open_topics

    def with_code(self, code: str, ours: str) -> ColumnDecision:
        """Return the same decision with one code answered."""
        codes = tuple((each, ours if each == code else known) for each, known in self.codes)
        return replace(self, codes=codes, is_confirmed=False)


@dataclass(frozen=True, slots=True)
class MappingDraft:
    """A whole mapping under decision, in the order of the file's columns.

    ``as_of`` is ISO text where one date holds for every row. ``parts`` says what rows with one id are:
    empty where no id occurs twice, else ``refuse`` or ``same_total``. ``place`` says where rows of a
    table lie, ``None`` where the file shows that itself. ``fixed`` gives values for every row, by field.
    """

    kind: str
    columns: tuple[ColumnDecision, ...]
    id_columns: tuple[str, ...] = ()
    id_prefix: str = ""
    as_of_column: str = ""
    as_of: str = OPEN
    as_of_dates: str = ""
    source: str = OPEN
    title: str = ""
    encoding: str = ""
    parts: str = ""
    place: PlaceDecision | None = None
    fixed: tuple[tuple[str, str], ...] = ()

    def column(self, name: str) -> ColumnDecision:
        """Return the decision about a column; raises ``StopIteration`` for an unknown one."""
        return next(each for each in self.columns if each.column == name)

    def with_column(self, decision: ColumnDecision) -> MappingDraft:
        """Return the same draft with another decision about one column."""
        columns = (decision if each.column == decision.column else each for each in self.columns)
        return replace(self, columns=tuple(columns))

    def role_of(self, name: str) -> str:
        """Return what a column is for besides an attribute: ``id``, ``as_of``, ``place`` or nothing."""
        if name in self.place_columns:
            return "place"
        if name in self.id_columns:
            return "id"
        return "as_of" if name and name == self.as_of_column else ""

    @property
    def is_numbered(self) -> bool:
        """Whether a row of this kind has an id of its own."""
        return self.kind not in UNNUMBERED_KINDS

    @property
    def asked_place(self) -> PlaceDecision | None:
        """Where the rows lie, ``None`` for a kind without a place and for a file that shows it itself."""
        return self.place if self.kind in PLACED_KINDS else None

    @property
    def place_columns(self) -> tuple[str, ...]:
        """The columns that are used as coordinates."""
        return () if self.asked_place is None else self.asked_place.columns

    @property
    def fixed_fields(self) -> tuple[str, ...]:
        """The fields without which no row is taken, and to which no column is linked."""
        linked = {each.attribute_id for each in self.linked}
        return tuple(each for each in REQUIRED_FIELDS.get(self.kind, ()) if each not in linked)

    @property
    def fixed_values(self) -> tuple[tuple[str, str], ...]:
        """The values that hold for every row, of the fields that have no column."""
        stated = dict(self.fixed)
        return tuple((each, stated[each]) for each in self.fixed_fields if stated.get(each, "").strip())

    def with_fixed(self, field_id: str, value: str) -> MappingDraft:
        """Return the same draft with a value that holds for every row."""
        others = (each for each in self.fixed if each[0] != field_id)
        return replace(self, fixed=(*others, (field_id, value)))

    @property
    def linked(self) -> tuple[ColumnDecision, ...]:
        """The columns that are read as a field; those that hold the place are used up by it."""
        used = self.place_columns
        return tuple(each for each in self.columns if each.attribute_id and each.column not in used)

    @property
    def repeated_attributes(self) -> frozenset[str]:
        """Attributes to which more than one column is linked."""
        ids = [each.attribute_id for each in self.linked]
        return frozenset(each for each in ids if ids.count(each) > 1)

    @property
    def open_columns(self) -> tuple[ColumnDecision, ...]:
        """The columns about which something is open, in order."""
        twice = self.repeated_attributes
        return tuple(each for each in self.columns if not each.is_settled or each.attribute_id in twice)

    @property
    def open_place(self) -> tuple[str, ...]:
        """What about the place of the rows is open, by the name of the field."""
        return () if self.asked_place is None else self.asked_place.open_topics

    @property
    def open_settings(self) -> tuple[str, ...]:
        """What about the file as a whole is open, by the name of the field."""
        found = [] if self.id_columns or not self.is_numbered else ["id_columns"]
        if len(self.fixed_values) < len(self.fixed_fields):
            found.append("fixed")
        if not self.as_of_column and self.as_of in {OPEN, ""}:
            found.append("as_of")
        if self.as_of_column and self.as_of_dates == OPEN:
            found.append("as_of_dates")
        found += [name for name in ("kind", "source", "parts", "encoding") if getattr(self, name) == OPEN]
        if self.open_place:
            found.append("place")
        return (*found, *(() if self.source.strip() else ("source",)))
