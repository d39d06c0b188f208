"""A mapping while a person decides about it: what is proposed, what is answered and what is still open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.attributes import ATTRIBUTE_BY_ID, ValueType, attributes_of
from drentsportal.domain.vocabulary import CATEGORIES, MUNICIPALITIES, SiteKind
from drentsportal.services.mapping_proposal import Candidate, Certainty, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drentsportal.domain.attributes import AttributeSpec
    from drentsportal.services.mapping_proposal import CodeWords, ColumnEvidence, MappingProposal

OPEN: Final = "?"
"""Stands where an answer is still missing, in a draft and in a mapping file alike."""

DAY_FIRST: Final = "day_first"
"""Dates are written as 17-11-2026."""

UNKNOWN: Final = ""
"""Our side of a code by which the source says that it does not know."""

REFUSE: Final = "refuse"
SAME_TOTAL: Final = "same_total"

SITE_KIND_OF: Final = {"parks": SiteKind.PARK, "plots": SiteKind.PLOT, "premises": SiteKind.PREMISES}
"""The kinds of files for which columns can be linked, and the kind of site that each holds."""

_NUMBERS: Final = frozenset({ValueType.REAL, ValueType.INTEGER})
_CERTAINTIES: Final = (Certainty.NAME, Certainty.CONTENT)
_GM_LENGTH: Final = 6


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
    empty where no id occurs twice, else ``refuse`` or ``same_total``.
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

    def column(self, name: str) -> ColumnDecision:
        """Return the decision about a column; raises ``StopIteration`` for an unknown one."""
        return next(each for each in self.columns if each.column == name)

    def with_column(self, decision: ColumnDecision) -> MappingDraft:
        """Return the same draft with another decision about one column."""
        columns = (decision if each.column == decision.column else each for each in self.columns)
        return replace(self, columns=tuple(columns))

    def role_of(self, name: str) -> str:
        """Return what a column is for besides an attribute: ``id``, ``as_of`` or nothing."""
        if name in self.id_columns:
            return "id"
        return "as_of" if name and name == self.as_of_column else ""

    @property
    def linked(self) -> tuple[ColumnDecision, ...]:
        """The columns that are read."""
        return tuple(each for each in self.columns if each.attribute_id)

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
    def open_settings(self) -> tuple[str, ...]:
        """What about the file as a whole is open, by the name of the field."""
        found = [] if self.id_columns else ["id_columns"]
        if not self.as_of_column and self.as_of in {OPEN, ""}:
            found.append("as_of")
        if self.as_of_column and self.as_of_dates == OPEN:
            found.append("as_of_dates")
        found += [name for name in ("kind", "source", "parts") if getattr(self, name) == OPEN]
        return (*found, *(() if self.source.strip() else ("source",)))


def first_draft(proposal: MappingProposal, kind: str | None = None) -> MappingDraft:
    """Make the draft that a proposal amounts to: nothing in it is confirmed."""
    chosen = kind or proposal.kind
    taken = _best_candidates(proposal, SITE_KIND_OF[chosen])
    columns = tuple(decision_for(each, taken.get(each.name, ""), proposal.words) for each in proposal.columns)
    row_id = next(iter(proposal.ids), None)
    dated = next(iter(proposal.dates), None)
    return MappingDraft(
        kind=chosen,
        columns=columns,
        id_columns=(row_id.column,) if row_id else (),
        id_prefix=row_id.prefix if row_id else "",
        as_of_column=dated.column if dated else "",
        as_of="" if dated else OPEN,
        as_of_dates=dated.dates if dated else "",
        source=proposal.source or OPEN,
        encoding=proposal.encoding,
        parts=OPEN if row_id and row_id.repeated else "",
    )


def _best_candidates(proposal: MappingProposal, kind: SiteKind) -> dict[str, str]:
    """Link every attribute to at most one column: by name before content, the best known name first."""
    own = {spec.id for spec in attributes_of(kind)}
    found = [
        (_CERTAINTIES.index(each.certainty), each.rank, position, evidence.name, each.attribute_id)
        for position, evidence in enumerate(proposal.columns)
        for each in evidence.candidates
        if each.attribute_id in own and each.certainty in _CERTAINTIES
    ]
    taken: dict[str, str] = {}
    for _, _, _, column, attribute_id in sorted(found):
        if column not in taken and attribute_id not in taken.values():
            taken[column] = attribute_id
    return taken


def decision_for(evidence: ColumnEvidence, attribute_id: str, words: CodeWords) -> ColumnDecision:
    """Make the first decision about a column as ``attribute_id``: what is shown, and what is asked."""
    if not attribute_id:
        return ColumnDecision(evidence.name)
    spec = ATTRIBUTE_BY_ID[attribute_id]
    is_number = spec.type in _NUMBERS
    return ColumnDecision(
        column=evidence.name,
        attribute_id=attribute_id,
        unit=(evidence.unit or OPEN) if is_area(attribute_id) else "",
        decimal=evidence.decimal if is_number else "",
        dates=evidence.dates if spec.type is ValueType.DATE else "",
        codes=tuple(_codes(evidence, spec, words)),
    )


def is_area(attribute_id: str) -> bool:
    """Whether an attribute is an area, so that its unit must be known."""
    return attribute_id.endswith("_ha") or (attribute_id.endswith("_area_m2") or attribute_id == "area_m2")


def candidate_of(evidence: ColumnEvidence, attribute_id: str) -> Candidate | None:
    """Return why a column may hold an attribute; ``None`` where nothing speaks for it."""
    return next((each for each in evidence.candidates if each.attribute_id == attribute_id), None)


def choices_of(attribute_id: str, words: CodeWords) -> tuple[str, ...]:
    """Return our own values among which a code is translated; none for an attribute of free text."""
    spec = ATTRIBUTE_BY_ID[attribute_id]
    if spec.id == "municipality_code":
        return tuple(MUNICIPALITIES)
    if spec.type is ValueType.BOOLEAN:
        return ("true", "false")
    if spec.type is ValueType.CATEGORY:
        return CATEGORIES
    return spec.choices or words.listed.get(attribute_id, ())


def _codes(evidence: ColumnEvidence, spec: AttributeSpec, words: CodeWords) -> Iterator[tuple[str, str]]:
    """Say of each code what it is read as; a code that reads as it stands and is ours needs no line."""
    choices = choices_of(spec.id, words)
    known = words.choices.get(spec.id, {})
    for code, _ in evidence.codes:
        word = folded(code)
        if word in known:
            ours = known[word]
            if ours != code or spec.id in words.listed:
                yield code, ours
        elif word in words.unknown or not word:
            yield code, UNKNOWN
        elif choices and not _reads_as_it_stands(code, spec, choices):
            yield code, OPEN


def _reads_as_it_stands(code: str, spec: AttributeSpec, choices: Iterable[str]) -> bool:
    if spec.id == "municipality_code":
        return len(code) == _GM_LENGTH and code.startswith("GM") and code[2:].isdigit()
    return code in choices
