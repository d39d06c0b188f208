"""Everything that the dossier of one case shows, read in one go on the worker."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.errors import NotFoundError
from drentsportal.services.question_log import standings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.cases.case import Attachment, Case, SentDocument
    from drentsportal.domain.cases.case_timeline import TimelineRow
    from drentsportal.domain.cases.deadline import ClockReading
    from drentsportal.domain.cases.outcome import CaseOutcome, Referral
    from drentsportal.domain.cases.task import CaseTask
    from drentsportal.domain.relations.company import ContactPerson
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.establishment import PathStanding
    from drentsportal.services.ports.case_bulk import CaseRevision


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A dossier; internal.

    ``questions`` counts those without and with an answer. ``company`` is the name behind the case, empty
    where none is known; ``asking_person`` who the intake confirmed to have asked. ``site_names`` names
    the sites of the shortlist; ``talk_contacts`` the functions that the start-up talks of the path may be
    held with. ``revision`` is that of the case before it was read: another one means that it is to be
    read again.
    """

    case: Case
    clock: ClockReading
    rows: tuple[TimelineRow, ...]
    documents: tuple[SentDocument, ...]
    attachments: tuple[Attachment, ...]
    questions: tuple[int, int]
    company: str
    asking_person: ContactPerson
    site_names: Mapping[str, str]
    path: PathStanding
    talk_contacts: Mapping[str, tuple[ContactPoint, ...]]
    tasks: tuple[CaseTask, ...]
    today: date
    outcome: CaseOutcome | None
    referrals: tuple[Referral, ...]
    revision: CaseRevision | None = None


def read_case_file(services: AppServices, number: str) -> CaseFile:
    """Read the dossier of a case, which is logged; raises ``NotFoundError``."""
    desk = services.desk
    # Read first: what changes meanwhile is seen at the next look.
    revision = services.register.revision(number)
    case = desk.case(number)
    answered = [each.is_answered for each in standings(desk.timeline(number)).values()]
    return CaseFile(
        case=case,
        clock=desk.clock(case),
        rows=services.timeline.rows(number),
        documents=desk.documents(number),
        attachments=desk.attachments(number),
        questions=(answered.count(False), answered.count(True)),
        company=_company(services, case),
        asking_person=services.companies.asking_person(number),
        site_names=_site_names(services, case),
        path=services.establishment.standing(number),
        talk_contacts=_contacts(services, number),
        tasks=services.tasks.tasks(number),
        today=services.tasks.today(),
        outcome=services.outcomes.outcome(number),
        referrals=services.referrals.referrals(number),
        revision=revision,
    )


def _company(services: AppServices, case: Case) -> str:
    if case.company_key:
        # Of an erased company nothing is known any more but its key.
        with suppress(NotFoundError):
            return f"{services.companies.company(case.company_key).name} ({case.company_key})"
        return case.company_key
    return case.company_name


def _site_names(services: AppServices, case: Case) -> dict[str, str]:
    names = {}
    for each in case.shortlist:
        names[each.candidate_id] = each.candidate_id
        with suppress(NotFoundError):
            names[each.candidate_id] = services.catalogue.site(each.candidate_id).name
    return names


def _contacts(services: AppServices, number: str) -> Mapping[str, tuple[ContactPoint, ...]]:
    """Return whom talks may be held with; nobody where a site of the shortlist is gone since."""
    with suppress(NotFoundError):
        return services.establishment.contacts(number)
    return {}
