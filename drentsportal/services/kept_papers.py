"""What changes in the papers of a case: the newest is read, altered and kept as the next version."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from drentsportal.domain.cases.case_rules import worked_on
from drentsportal.domain.cases.papers import CasePaper
from drentsportal.errors import DrentsPortalError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.cases.case import CaseEvent
    from drentsportal.domain.cases.papers import PaperKind, ReferencePaper
    from drentsportal.services.ports.cases import CaseStore


T = TypeVar("T")


def read_newest(papers: Sequence[CasePaper], read: Callable[[Any], T]) -> T | None:
    """Read the newest of the papers of one kind; ``None`` where there are none. Raises as ``read_paper``."""
    return read_paper(papers[-1], read) if papers else None


def read_paper(
    paper: CasePaper | ReferencePaper,
    read: Callable[[Any], T],
    fault: str = "error.paper.damaged",
    *,
    field: str | None = "case",
    **told: object,
) -> T:
    """Read the content of a paper; raises ``InputError`` with the text ``fault`` when it is damaged.

    Damaged is also what is well written and cannot be true.
    """
    try:
        return read(json.loads(paper.content))
    except (ValueError, KeyError, TypeError, AttributeError, DrentsPortalError) as error:
        raise InputError(fault, field=field, version=paper.version, **told) from error


def paper_text(content: object) -> str:
    """Write the content of a paper."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def next_paper(
    cases: CaseStore, number: str, kind: PaperKind, content: object, stamp: tuple[datetime, Actor]
) -> CasePaper:
    """Keep content as the next version of a kind. Raises ``ConflictError`` when somebody else was first."""
    at_utc, actor = stamp
    version = len(cases.papers(number, kind)) + 1
    paper = CasePaper(kind, version, at_utc, actor, paper_text(content))
    cases.add_paper(number, paper)
    return paper


def note_work(cases: CaseStore, number: str, event: CaseEvent) -> None:
    """Add a line to the timeline; the first piece of work puts a received case in progress."""
    case = cases.get(number)
    worked = worked_on(case)
    if worked != case:
        cases.save(worked)
    cases.add_event(number, event)
