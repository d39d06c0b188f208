"""What remains of a case that is anonymised, and that nothing else does.

Kept: number, status, owner, channel, moments of receipt, asking and answer, the moments at which the clock
stood still; of the request title, kind, housing, sector by code, number of staff, requirements, wishes with
their weights, building, and how plots may be combined; ids on the shortlist; of each event moment, kind and
who did it; of documents kind, checksum and moment; referrals without reason and result, the outcome without
its note, the retention of the case; attachments that a person found to be free of personal data.

Gone: company name and key, requester, summary, sector in words, softer wishes, present location and where
staff live, every reason, note and particular of an event, the contact log, tasks, the path, what was read
from a mail, weighing and assessments, file names, kept matches (they hold the request in full) and all other
attachments.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drentsportal.domain.cases.case_papers import (
    outcome_from_data,
    outcome_to_data,
    referral_from_data,
    referral_to_data,
)
from drentsportal.domain.cases.papers import PaperKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.cases.case import Case, CaseEvent, SentDocument
    from drentsportal.domain.cases.papers import CasePaper


@dataclass(frozen=True, slots=True)
class AnonymisedCase:
    """All that a store keeps of an anonymised case; ``attachment_ids`` names the files that stay."""

    case: Case
    events: tuple[CaseEvent, ...] = ()
    documents: tuple[SentDocument, ...] = ()
    papers: tuple[CasePaper, ...] = ()
    attachment_ids: frozenset[str] = frozenset()


def anonymised_request(request: LocationRequest, title: str) -> LocationRequest:
    """Return a request under another title, without words of its own and without places."""
    return replace(request, title=title, summary="", sector="", origin=None, staff_points=(), soft_factors=())


def anonymised_case(case: Case, title: str) -> Case:
    """Return a case that names nobody but its owner; its clock reads as before."""
    return replace(
        case,
        request=anonymised_request(case.request, title),
        company_name="",
        company_key="",
        requester="",
        stops=tuple(replace(each, reason="") for each in case.stops),
        shortlist=tuple(replace(each, reason="") for each in case.shortlist),
    )


def anonymised_events(events: Iterable[CaseEvent]) -> tuple[CaseEvent, ...]:
    """Return events without their particulars."""
    return tuple(replace(each, details={}) for each in events)


def anonymised_documents(documents: Iterable[SentDocument]) -> tuple[SentDocument, ...]:
    """Return documents named by their kind alone."""
    return tuple(replace(each, file_name=each.kind) for each in documents)


def anonymised_papers(papers: Iterable[CasePaper]) -> tuple[CasePaper, ...]:
    """Return the papers whose figures stay, without the words in them; others are left out.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` for a paper that cannot be read: what is not
    understood cannot be said to be free of names.
    """
    return tuple(
        replace(each, content=_dump(_stripped(each)))
        for each in papers
        if each.kind in {PaperKind.REFERRALS, PaperKind.OUTCOME}
    )


def _stripped(paper: CasePaper) -> object:
    data = json.loads(paper.content)
    if paper.kind is PaperKind.OUTCOME:
        return outcome_to_data(replace(outcome_from_data(data), note=""))
    read = (referral_from_data(each) for each in data)
    return [referral_to_data(replace(each, reason="", result="")) for each in read]


def _dump(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)
