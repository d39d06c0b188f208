"""The remarks of a mapping file: on what grounds, by whom, and what is still to be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from drentsportal.services.mapping_draft import OPEN, Topic
from drentsportal.services.mapping_first_draft import candidate_of, choices_of
from drentsportal.services.place_decision import PlaceForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from typing import TypeAlias

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.message import Message
    from drentsportal.services.mapping_draft import ColumnDecision, MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal

    Remarks: TypeAlias = Iterator[tuple[str, tuple[str, ...]]]


class Say(Protocol):
    """Words a message in the language of the person."""

    def __call__(self, what: Message | str, /, **params: object) -> str:
        """Return the sentence."""
        ...


def mapping_remarks(
    proposal: MappingProposal, draft: MappingDraft, say: Say, *, actor: Actor | None, at_utc: datetime
) -> dict[str, tuple[str, ...]]:
    """Return the lines of comment by the key above which they stand.

    ``actor`` is who confirmed the draft, ``None`` for a proposal that nobody confirmed yet.
    """
    found = {"": _top(proposal, say, actor, at_utc), "kind": _said(say, proposal.kind_reasons)}
    found |= dict(_settings(proposal, draft, say))
    if actor is None:
        found["confirmed"] = (say("mapping.file.confirm"),)
    if any(not each.attribute_id and not draft.role_of(each.column) for each in draft.columns):
        found["ignored"] = (say("mapping.file.ignored"),)
    for decision in draft.linked:
        found |= dict(_column(proposal, draft.kind, decision, say, by_person=actor is not None))
    return found


def _top(proposal: MappingProposal, say: Say, actor: Actor | None, at_utc: datetime) -> tuple[str, ...]:
    about = {"file": proposal.file_name, "rows": proposal.row_count, "at_utc": at_utc}
    if actor is None:
        return (say("mapping.file.proposed", **about), say("mapping.file.how"))
    return (say("mapping.file.decided", who=actor.name, organisation=actor.organisation, **about),)


def _settings(proposal: MappingProposal, draft: MappingDraft, say: Say) -> Remarks:
    """Remark what holds for the file as a whole."""
    if draft.source == OPEN:
        yield "source", (say("mapping.file.answer_source"),)
    elif draft.source == proposal.source and proposal.nearest:
        yield "source", (say("mapping.file.source_of", mapping=proposal.nearest),)
    if draft.encoding:
        yield "encoding", _encoding(proposal, draft, say)
    yield from _place(proposal, draft, say)
    for field_id in draft.fixed_fields:
        yield f"attributes.{field_id}", (say("mapping.file.fixed"),)
    yield from _ids(proposal, draft, say)
    dated = next((each for each in proposal.dates if each.column == draft.as_of_column), None)
    if draft.as_of == OPEN and not draft.as_of_column:
        yield "as_of", (say("mapping.file.answer_as_of"),)
    elif dated is not None:
        yield "as_of", _said(say, dated.reasons)
    if draft.as_of_dates == OPEN:
        yield "as_of.date", (say("mapping.file.answer_dates"),)


def _ids(proposal: MappingProposal, draft: MappingDraft, say: Say) -> Remarks:
    """Remark what tells the rows apart, and what becomes of those with the same id."""
    if not draft.is_numbered:
        yield "row_id", (say("mapping.file.no_row_id"),)
    elif draft.id_columns:
        about = [each for each in proposal.ids if each.column in draft.id_columns]
        yield "row_id", tuple(say(reason) for each in about for reason in each.reasons)
    else:
        yield "row_id", (say("mapping.file.answer_row_id"),)
    if draft.parts:
        repeated = next((each for each in proposal.ids if each.column in draft.id_columns), None)
        same = (say("mapping.reason.same_total"),) if repeated is not None and repeated.same_total else ()
        asked = (say("mapping.file.answer_parts"),) if draft.parts == OPEN else ()
        yield "parts", (*same, *asked)


def _encoding(proposal: MappingProposal, draft: MappingDraft, say: Say) -> tuple[str, ...]:
    asked = (say("mapping.file.answer_encoding"),) if draft.encoding == OPEN else ()
    shown = zip(proposal.encodings, proposal.encoding_samples, strict=False)
    samples = (say("mapping.encoding_sample", encoding=each, samples=texts) for each, texts in shown)
    return (say("mapping.file.encoding", encodings=proposal.encodings), *samples, *asked)


def _place(proposal: MappingProposal, draft: MappingDraft, say: Say) -> Remarks:
    """Remark on what grounds columns hold the coordinates, and what about them is to be answered."""
    place = draft.asked_place
    if place is None or place.form is PlaceForm.NONE:
        return
    found = proposal.place
    same = found is not None and {found.x, found.y, found.wkt} >= {*place.columns}
    reasons = _said(say, found.reasons) if found is not None and same else ()
    asked = (say("mapping.file.answer_place"),) if place.open_topics else ()
    yield "geometry", (*reasons, *asked)


def _column(
    proposal: MappingProposal, kind: str, decision: ColumnDecision, say: Say, *, by_person: bool
) -> Remarks:
    """Remark on what grounds a column is linked, and what about it is to be answered."""
    evidence = proposal.column(decision.column)
    candidate = candidate_of(evidence, decision.attribute_id, kind)
    table = f"attributes.{decision.attribute_id}"
    if candidate is not None:
        yield table, _said(say, candidate.reasons)
    elif by_person:
        yield table, (say("mapping.file.by_person"),)
    answers = {
        "unit": (decision.unit, evidence.unit_reasons, "mapping.file.answer_unit"),
        "decimal": (decision.decimal, evidence.decimal_reasons, "mapping.file.answer_decimal"),
        "date": (decision.dates, (), "mapping.file.answer_dates"),
    }
    for key, (answer, reasons, question) in answers.items():
        if answer:
            asked = (say(question),) if answer == OPEN else ()
            yield f"{table}.{key}", (*_said(say, reasons), *asked)
    yield from _codes(proposal, kind, decision, say)


def _codes(proposal: MappingProposal, kind: str, decision: ColumnDecision, say: Say) -> Remarks:
    if Topic.CODES not in decision.open_topics:
        return
    table = f"attributes.{decision.attribute_id}.codes"
    choices = choices_of(decision.attribute_id, proposal.words, kind)
    yield table, (say("mapping.file.answer_codes", choices=choices),)
    counts = dict(proposal.column(decision.column).codes)
    for code, ours in decision.codes:
        if ours == OPEN:
            yield f"{table}.{code}", (say("mapping.file.answer_code", code=code, rows=counts[code]),)


def _said(say: Say, reasons: Iterable[Message]) -> tuple[str, ...]:
    return tuple(say(each) for each in reasons)
