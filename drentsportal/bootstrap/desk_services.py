"""The services of who is behind a case and who is spoken with: companies, contacts, referrals, answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.bootstrap.document_styles import document_language
from drentsportal.domain.cases.clock_notices import read_notice_hours
from drentsportal.paths import resources_dir, user_data_dir
from drentsportal.services.account_managers import AccountManagers
from drentsportal.services.answering import Answering, ReplySources
from drentsportal.services.case_timeline import CaseTimeline
from drentsportal.services.clock_watch import ClockWatch
from drentsportal.services.companies import Companies
from drentsportal.services.contact_log import ContactLog
from drentsportal.services.ports.replies import ReplyLanguage
from drentsportal.services.referral_log import ReferralLog

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.bootstrap.service_groups import CaseServices, Ground, MatchServices
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.ports.replies import ReplyKind, ReplySubject, ReplyWriter

_TEMPLATES = "reply_templates"


@dataclass(frozen=True)
class DeskServices:
    """Companies and contacts, referrals, mails in answer, the timeline, and the watch on the clocks."""

    companies: Companies
    contacts: ContactLog
    account_managers: AccountManagers
    referrals: ReferralLog
    answering: Answering
    timeline: CaseTimeline
    clock_watch: ClockWatch


class LateReplyFiles:
    """``ReplyWriter`` that loads what writes mails, and their words, when the first draft is made."""

    def __init__(self) -> None:
        """Load nothing yet."""
        self._writer: ReplyWriter | None = None

    def write(self, subject: ReplySubject, path: Path) -> MadeDocument:
        """Write one draft. Raises ``ReportError``."""
        return self._opened().write(subject, path)

    def check(self, kind: ReplyKind, language: ReplyLanguage) -> None:
        """Refuse a template that cannot be used. Raises ``ReportError``."""
        self._opened().check(kind, language)

    def _opened(self) -> ReplyWriter:
        if self._writer is None:
            from drentsportal.reports.reply_writer import ReplyFiles  # noqa: PLC0415 - loads email

            self._writer = ReplyFiles(
                {each: document_language(each.value) for each in ReplyLanguage},
                resources_dir() / _TEMPLATES,
                user_data_dir() / _TEMPLATES,
            )
        return self._writer


def desk_services(ground: Ground, cases: CaseServices, matches: MatchServices) -> DeskServices:
    """Wire the services over an opened workspace."""
    workspace, clock, actors = ground.workspace, ground.clock, ground.actors
    sources = ReplySources(
        advising=cases.advising,
        factsheets=cases.factsheets,
        matching=matches.matching,
        analysis=matches.analysis,
        writer=LateReplyFiles(),
        theme_id=ground.settings.document_style.theme_id,
    )
    return DeskServices(
        companies=Companies(workspace, clock, actors),
        contacts=ContactLog(workspace, clock, actors),
        account_managers=AccountManagers(ground.catalogue),
        referrals=ReferralLog(workspace, clock, actors),
        answering=Answering(workspace, sources, clock, actors),
        timeline=CaseTimeline(workspace, clock, actors),
        clock_watch=ClockWatch(workspace, clock, read_notice_hours(ground.settings.clock_notices)),
    )
