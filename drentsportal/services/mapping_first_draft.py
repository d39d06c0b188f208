"""The draft that a proposal amounts to: which column is linked to what, and what is asked of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType
from drentsportal.domain.sites.reference_fields import (
    PLACED_KINDS,
    REFERENCE_FIELDS,
    SITE_KINDS,
    UNNUMBERED_KINDS,
    field_of,
    fields_of,
)
from drentsportal.domain.vocabulary import CATEGORIES, MUNICIPALITIES
from drentsportal.services.mapping_draft import OPEN, UNKNOWN, ColumnDecision, MappingDraft
from drentsportal.services.mapping_proposal import Candidate, Certainty, folded
from drentsportal.services.place_decision import first_place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from drentsportal.domain.sites.attributes import AttributeSpec
    from drentsportal.services.mapping_proposal import CodeWords, ColumnEvidence, IdProposal, MappingProposal

_NUMBERS: Final = frozenset({ValueType.REAL, ValueType.INTEGER})
_CERTAINTIES: Final = (Certainty.NAME, Certainty.CONTENT)
_GM_LENGTH: Final = 6


def first_draft(proposal: MappingProposal, kind: str | None = None) -> MappingDraft:
    """Make the draft that a proposal amounts to: nothing in it is confirmed."""
    chosen = kind or proposal.kind
    place = first_place(proposal.place) if proposal.asks_place else None
    taken = _best_candidates(proposal, chosen, place.columns if place and chosen in PLACED_KINDS else ())
    columns = tuple(
        decision_for(each, taken.get(each.name, ""), proposal.words, chosen) for each in proposal.columns
    )
    row_id = None if chosen in UNNUMBERED_KINDS else next(iter(ids_for(proposal, chosen)), None)
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
        encoding=OPEN if proposal.asks_encoding else proposal.encoding,
        parts=OPEN if row_id and row_id.repeated else "",
        place=place,
    )


def ids_for(proposal: MappingProposal, kind: str) -> tuple[IdProposal, ...]:
    """Return the columns that may tell rows of a kind apart, those that hold for this kind alone first."""
    own = [each for each in proposal.ids if each.kind == kind]
    return (*own, *(each for each in proposal.ids if not each.kind))


def _best_candidates(proposal: MappingProposal, kind: str, used: Collection[str]) -> dict[str, str]:
    """Link every attribute to at most one column: by name before content, the best known name first."""
    found = [
        (
            _CERTAINTIES.index(each.certainty),
            not each.kind,
            each.rank,
            position,
            evidence.name,
            each.attribute_id,
        )
        for position, evidence in enumerate(proposal.columns)
        for each in evidence.candidates
        if evidence.name not in used and each.certainty in _CERTAINTIES and holds_for(each, kind)
    ]
    taken: dict[str, str] = {}
    for *_, column, attribute_id in sorted(found):
        if column not in taken and attribute_id not in taken.values():
            taken[column] = attribute_id
    return taken


def holds_for(candidate: Candidate, kind: str) -> bool:
    """Whether a candidate speaks for a field of a kind of file.

    What is known of sites holds for another kind where that has a field of the same name and type.
    """
    if candidate.kind:
        return candidate.kind == kind
    own = {spec.id: spec for spec in fields_of(kind)} if kind else ATTRIBUTE_BY_ID
    spec = own.get(candidate.attribute_id)
    return spec is not None and (kind in SITE_KINDS or _is_like(spec))


def _is_like(spec: AttributeSpec) -> bool:
    of_sites = ATTRIBUTE_BY_ID.get(spec.id)
    return of_sites is not None and of_sites.type is spec.type


def decision_for(
    evidence: ColumnEvidence, attribute_id: str, words: CodeWords, kind: str = ""
) -> ColumnDecision:
    """Make the first decision about a column as ``attribute_id``: what is shown, and what is asked.

    ``kind`` is the kind of file, "" for any kind of sites.
    """
    if not attribute_id:
        return ColumnDecision(evidence.name)
    spec = field_of(kind, attribute_id)
    is_number = spec.type in _NUMBERS
    return ColumnDecision(
        column=evidence.name,
        attribute_id=attribute_id,
        unit=(evidence.unit or OPEN) if is_area(attribute_id) else "",
        decimal=evidence.decimal if is_number else "",
        dates=evidence.dates if spec.type is ValueType.DATE else "",
        codes=tuple(_codes(evidence, spec, words, kind)),
    )


def is_area(attribute_id: str) -> bool:
    """Whether an attribute is an area, so that its unit must be known."""
    return attribute_id.endswith("_ha") or (attribute_id.endswith("_area_m2") or attribute_id == "area_m2")


def candidate_of(evidence: ColumnEvidence, attribute_id: str, kind: str = "") -> Candidate | None:
    """Return why a column may hold an attribute; ``None`` where nothing speaks for it."""
    found = [each for each in evidence.candidates if each.attribute_id == attribute_id]
    return next((each for each in found if each.kind == kind or holds_for(each, kind)), None)


def choices_of(attribute_id: str, words: CodeWords, kind: str = "") -> tuple[str, ...]:
    """Return our own values among which a code is translated; none for an attribute of free text."""
    spec = field_of(kind, attribute_id)
    if spec.id == "municipality_code":
        return tuple(MUNICIPALITIES)
    if spec.type is ValueType.BOOLEAN:
        return ("true", "false")
    if spec.type is ValueType.CATEGORY:
        return CATEGORIES
    return spec.choices or (() if kind in REFERENCE_FIELDS else words.listed.get(attribute_id, ()))


def _codes(
    evidence: ColumnEvidence, spec: AttributeSpec, words: CodeWords, kind: str
) -> Iterator[tuple[str, str]]:
    """Say of each code what it is read as; a code that reads as it stands and is ours needs no line."""
    choices = choices_of(spec.id, words, kind)
    known = words.choices.get(spec.id, {}) if choices else {}
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
