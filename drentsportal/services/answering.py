"""Answering a case by mail: advice, shortlist and questions as drafts with attachments; nothing is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from drentsportal.domain.actor import one_line
from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.cases.case import CaseEvent, EventKind, RequestChannel
from drentsportal.domain.cases.deadline import DUTCH_TIME, clock_start
from drentsportal.domain.relations.contact_log import PartyKind
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.access_log import AccessLog, only_when_logged
from drentsportal.services.asking_person import company_recipient
from drentsportal.services.case_sheets import sheets_for_case
from drentsportal.services.code_names import check_code_name, names_behind
from drentsportal.services.contact_log import party_of
from drentsportal.services.document_names import FileNames
from drentsportal.services.documents import DocumentKind
from drentsportal.services.ports.documents import DocumentStyle
from drentsportal.services.ports.replies import Recipient, ReplyKind, ReplyLanguage, ReplySubject

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.firmness.question_value import QuestionList, QuestionSet
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.factsheets import SheetWish
    from drentsportal.services.ports.desk import ActorSource, Clock, Progress
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.ports.matches import LatestMatch
    from drentsportal.services.ports.replies import ReplyWriter
    from drentsportal.services.ports.workspace import ReadUnit, Workspace

_MAIL: Final = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\"]+")
_FILE_WORD: Final = {
    ReplyKind.ADVICE: "advies",
    ReplyKind.SHORTLIST: "shortlist",
    ReplyKind.QUESTIONS: "vragen",
}


class AdviceMaker(Protocol):
    """What makes an advice with its factsheets and records them in the case."""

    def make(
        self, case_number: str, out_dir: Path, progress: Progress, style: DocumentStyle | None = None
    ) -> tuple[MadeDocument, ...]:
        """Make them."""
        ...


class FactsheetMaker(Protocol):
    """What makes factsheets and records them in the case."""

    def make(
        self, site_ids: Sequence[str], out_dir: Path, progress: Progress, wish: SheetWish | None = None
    ) -> tuple[MadeDocument, ...]:
        """Make them."""
        ...


class QuestionFinder(Protocol):
    """What finds the questions of a match."""

    def questions(self, result: MatchResult) -> QuestionList:
        """Value them, each with whom to ask."""
        ...


@dataclass(frozen=True, slots=True)
class ReplySources:
    """What the content of mails comes from, what writes them, and the house style of what is attached."""

    advising: AdviceMaker
    factsheets: FactsheetMaker
    matching: LatestMatch
    analysis: QuestionFinder
    writer: ReplyWriter
    theme_id: str


@dataclass(frozen=True, slots=True)
class DraftWishes:
    """How a draft is wanted; ``to`` is an address instead of the one that is known.

    The mail and what is attached to it are in one ``language``: who gets it reads that one.
    """

    folder: Path
    language: ReplyLanguage = ReplyLanguage.DUTCH
    to: str = ""


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A draft that was written: for whom (no ``mail`` where none is known), and the files in it."""

    mail: MadeDocument
    recipient: Recipient
    attached: tuple[MadeDocument, ...] = ()


class Answering:
    """Writes mail drafts of a case and notes them in its timeline; the company's name is in none."""

    def __init__(
        self, workspace: Workspace, sources: ReplySources, clock: Clock, actors: ActorSource
    ) -> None:
        """Keep where cases are and what drafts are made of."""
        self._workspace = workspace
        self._sources = sources
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    def draft_advice(self, number: str, wishes: DraftWishes, progress: Progress) -> MailDraft:
        """Make the advice with its factsheets, and a mail to who asked with them in it.

        Raises as ``Advising.make``, ``InputError`` for an address that is none, and ``ReportError``, for a
        template that cannot be used before anything is made.
        """
        case, names = self._begin(number, ReplyKind.ADVICE, wishes)
        check_code_name(case, names)
        made = self._sources.advising.make(number, wishes.folder, progress, self._style(wishes))
        # The letter is for who edits it first; what the advice says goes out once.
        files = tuple(each for each in made if each.kind != DocumentKind.LETTER.value)
        subject = self._subject(case, ReplyKind.ADVICE, wishes, self.recipient(number, wishes.to))
        ordered = _in_order(case, self._sources.matching.latest(number))
        return self._write(replace(subject, places=self._places(ordered)), wishes, files)

    def draft_shortlist(self, number: str, wishes: DraftWishes, progress: Progress) -> MailDraft:
        """Make the factsheets of the shortlist, and a mail to who asked with them in it.

        Raises ``InputError`` without a shortlist, when the title names the company, and for an address that
        is none; ``IncompleteBatchError`` when a factsheet failed, and ``ReportError``.
        """
        case, names = self._begin(number, ReplyKind.SHORTLIST, wishes)
        if not case.shortlist:
            raise InputError("error.advise.no_shortlist", field="shortlist", number=number)
        check_code_name(case, names)
        outcome = self._sources.matching.latest(number)
        ordered = _in_order(case, outcome)
        sheets = sheets_for_case(case, outcome, ordered, self._workspace.catalogue, self._style(wishes))
        made = self._sources.factsheets.make(ordered, wishes.folder, progress, sheets)
        subject = self._subject(case, ReplyKind.SHORTLIST, wishes, self.recipient(number, wishes.to))
        return self._write(replace(subject, places=self._places(ordered)), wishes, made)

    def draft_questions(self, number: str, wishes: DraftWishes) -> tuple[MailDraft, ...]:
        """Write a mail to each function that can answer a question that matters; none where none does.

        Raises ``NotFoundError`` without a match, ``InputError`` when the title names the company, and
        ``ReportError``.
        """
        case, names = self._begin(number, ReplyKind.QUESTIONS, wishes)
        check_code_name(case, names)
        result = self._sources.matching.latest(number)
        if result is None:
            raise NotFoundError("error.cli.no_match_yet", field="case", number=number)
        sets = self._sources.analysis.questions(result).sets()
        names_taken = FileNames()
        return tuple(self._questions(case, each, wishes, names_taken) for each in sets)

    def recipient(self, number: str, to: str = "") -> Recipient:
        """Tell who asked, as far as it is known; ``to`` is an address that goes before.

        A look at the case, which is logged. Raises ``InputError`` for an address that is none.
        """
        with self._workspace.reading() as unit:
            case = unit.cases.get(number)
            found = self._asker(unit, case)
        self._access.opened(number)
        if not to.strip():
            return found
        if not _MAIL.fullmatch(to.strip()):
            raise InputError("error.reply.address", field="to", text=to)
        return Recipient(found.name if found.mail.casefold() == to.strip().casefold() else "", to.strip())

    def _begin(self, number: str, kind: ReplyKind, wishes: DraftWishes) -> tuple[Case, tuple[str, ...]]:
        """Read a case and the names behind it; what cannot succeed is refused before anything is made."""
        self._sources.writer.check(kind, wishes.language)
        self.recipient(number, wishes.to)
        with self._workspace.reading() as unit:
            case = unit.cases.get(number)
            return case, names_behind(unit, case)

    def _style(self, wishes: DraftWishes) -> DocumentStyle:
        return DocumentStyle(wishes.language.value, self._sources.theme_id)

    def _questions(self, case: Case, asked: QuestionSet, wishes: DraftWishes, names: FileNames) -> MailDraft:
        contact = self._contact(asked.scope)
        recipient = _of_contact(contact)
        subject = self._subject(case, ReplyKind.QUESTIONS, wishes, recipient)
        kind, _, code = asked.scope.rpartition(":")
        made_on = subject.made_on.isoformat()
        scope = f"{kind} {MUNICIPALITIES.get(code, code)}"
        name = names.take("eml", "mail", _FILE_WORD[ReplyKind.QUESTIONS], case.number, scope, made_on)
        asking = replace(subject, questions=tuple(each.text for each in asked.questions))
        written = self._sources.writer.write(asking, wishes.folder / name)
        self._note(case.number, written, recipient)
        return MailDraft(written, recipient)

    def _subject(
        self, case: Case, kind: ReplyKind, wishes: DraftWishes, recipient: Recipient
    ) -> ReplySubject:
        actor = self._actors.current()
        return ReplySubject(
            kind=kind,
            language=wishes.language,
            number=case.number,
            title=one_line(case.request.title),
            recipient=recipient,
            sender_name=actor.name,
            sender_organisation=actor.organisation,
            made_on=self._clock.now_utc().astimezone(DUTCH_TIME).date(),
            asked_at_utc=clock_start(case.asked_at_utc, case.received_at_utc),
        )

    def _places(self, site_ids: Sequence[str]) -> tuple[str, ...]:
        sites = (self._workspace.catalogue.site(site_id) for site_id in site_ids)
        return tuple(_place(each.name, each.municipality_code) for each in sites)

    def _write(
        self, subject: ReplySubject, wishes: DraftWishes, files: tuple[MadeDocument, ...]
    ) -> MailDraft:
        full = replace(subject, attached=tuple(each.path for each in files))
        name = FileNames().take("eml", "mail", _FILE_WORD[subject.kind], subject.number)
        written = self._sources.writer.write(full, wishes.folder / name)
        self._note(subject.number, written, subject.recipient)
        return MailDraft(written, subject.recipient, files)

    def _note(self, number: str, made: MadeDocument, recipient: Recipient) -> None:
        details = {"file_name": made.path.name, "sha256": made.sha256, "to": recipient.mail}
        told = {name: text for name, text in details.items() if text}
        entry = self._access.entry(AccessKind.EXPORTED, number)
        with only_when_logged(made.path), self._workspace.unit_of_work() as work:
            work.cases.add_event(number, CaseEvent(entry.at_utc, EventKind.MAIL_DRAFTED, entry.actor, told))
            work.relations.add_access(entry)
            work.commit()

    def _asker(self, unit: ReadUnit, case: Case) -> Recipient:
        if case.channel is RequestChannel.NOM:
            return _of_contact(self._contact("nom"))
        if case.channel is RequestChannel.COMPANY:
            return company_recipient(unit, case)
        if not case.requester.strip():
            return Recipient()
        party = party_of(case.requester)
        if party.kind is PartyKind.MUNICIPALITY:
            return _of_contact(self._contact(party.id))
        named = [
            each
            for each in self._workspace.catalogue.contact_points()
            if each.organisation.casefold() == party.id.casefold()
        ]
        return _of_contact(min(named, key=lambda each: not each.mail, default=None))

    def _contact(self, scope: str) -> ContactPoint | None:
        """Return the function that answers for a scope, the one with a mail address first."""
        known = [each for each in self._workspace.catalogue.contact_points() if each.scope == scope]
        return min(known, key=lambda each: not each.mail, default=None)


def _in_order(case: Case, newest: MatchResult | None) -> list[str]:
    """Return the shortlist in the order of the newest match; without one, as it was chosen."""
    chosen = [each.candidate_id for each in case.shortlist]
    if newest is None:
        return chosen
    ranks = {site_id: rank for rank, site_id in enumerate(newest.ranking())}
    return sorted(chosen, key=lambda site_id: ranks.get(site_id, len(ranks)))


def _of_contact(contact: ContactPoint | None) -> Recipient:
    return Recipient() if contact is None else Recipient(contact.function, contact.mail)


def _place(name: str, municipality_code: str | None) -> str:
    code = municipality_code or ""
    return f"{name} ({MUNICIPALITIES.get(code, code)})" if code else name
