"""A message becomes proposals, and what a person confirms becomes a case with the message attached."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.intake.channel_rules import propose_channel
from drentsportal.domain.intake.forwarded import forwarded_origin
from drentsportal.domain.intake.incoming import MessageDoubt
from drentsportal.domain.intake.message_parts import PartKind, is_forward_subject, is_reply_subject, parts_of
from drentsportal.domain.intake.recognised import IntakeField
from drentsportal.domain.relations.company import CompanyTraces
from drentsportal.errors import InputError
from drentsportal.services.case_files import NewFile, keep_file, kept_event
from drentsportal.services.contact_intake import keep_contact
from drentsportal.services.intake import NewCase
from drentsportal.services.intake_answers import COMPANY_KEY, confirmed_values, entry_of
from drentsportal.services.intake_paper import intake_paper
from drentsportal.services.intake_proposal import IntakeProposal, proposed_fields
from drentsportal.services.kept_papers import paper_text
from drentsportal.services.source_file import SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.intake.forwarded import ForwardedOrigin
    from drentsportal.domain.intake.incoming import IncomingMessage
    from drentsportal.domain.intake.message_parts import TextPart
    from drentsportal.domain.intake.recognised import FieldReading
    from drentsportal.domain.intake.recognition import Recognition
    from drentsportal.services.changes import ChangeSet
    from drentsportal.services.company_matching import CompanyMatching
    from drentsportal.services.intake import Intake
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import UnitOfWork
    from drentsportal.services.request_exchange import RequestFile
    from drentsportal.services.request_files import RequestFiles

SKEW: Final = timedelta(minutes=5)
"""What the clocks of servers may differ."""


class MailIntake:
    """Proposes, and opens a case with what was confirmed; in between it keeps nothing."""

    def __init__(
        self,
        intake: Intake,
        files: RequestFiles,
        recognition: Callable[[], Recognition],
        companies: CompanyMatching,
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep what opens cases, what judges requests, what recognises, and who is at the desk."""
        self._intake = intake
        self._files = files
        self._recognition = recognition
        self._companies = companies
        self._clock = clock
        self._actors = actors

    def propose(self, message: IncomingMessage) -> IntakeProposal:
        """Recognise what a message asks; nothing is stored. Raises ``DataSourceError`` for damaged lists."""
        parts = parts_of(message.text, message.subject, message.sender_name)
        origin = forwarded_origin(message.text, parts)
        doubts = dict.fromkeys((*message.doubts, *self._doubts(message, origin, parts)))
        message = replace(message, doubts=tuple(doubts))
        found = self._recognition().read(message)
        channel, traces = propose_channel(message.sender_address), traces_of(message, origin, found)
        return IntakeProposal(
            message=message,
            origin=origin,
            readings=found,
            channel=channel,
            fields=proposed_fields(message, origin, found, channel, self._clock.now_utc() + SKEW),
            companies=self._companies.like(traces),
            cases=self._companies.cases_named(traces.name),
        )

    def _doubts(
        self, message: IncomingMessage, origin: ForwardedOrigin | None, parts: tuple[TextPart, ...]
    ) -> Iterator[MessageDoubt]:
        """Tell what is doubtful beside the clock of the desk, what was left unread, and what came before."""
        sent = (message.sent_at_utc, None if origin is None else origin.sent_at_utc)
        latest_utc = self._clock.now_utc() + SKEW
        if any(each is not None and each > latest_utc for each in sent):
            yield MessageDoubt.SENT_IN_FUTURE
        if origin is not None and origin.is_name_other:
            yield MessageDoubt.SENDER_NAME_DIFFERS
        if {PartKind.FORWARDED, PartKind.QUOTED} <= {each.kind for each in parts}:
            yield MessageDoubt.INNER_UNREAD
        if _goes_on(message.subject, {each.kind for each in parts}):
            yield MessageDoubt.ASKED_EARLIER

    def check(self, proposal: IntakeProposal, answers: Mapping[str, str]) -> RequestFile:
        """Read what a person confirmed, without storing it.

        ``answers`` is by key of the request file; an empty answer accepts what is proposed, any other stands
        in its place. Raises ``InputError`` as ``confirmed_values``, ``entry_of`` and ``RequestFiles.check``.
        """
        return self._files.check(entry_of(confirmed_values(proposal, answers)))

    def open_case(
        self, proposal: IntakeProposal, answers: Mapping[str, str], *, is_another: bool = False
    ) -> tuple[Case, ChangeSet]:
        """Open a case with what was confirmed, the message, its files and what was read, all or nothing.

        ``answers`` as for ``check``; ``company`` names a known company by its key, to which the confirmed
        contact goes. Pictures within the text are kept with the message only. Raises as ``check`` and
        ``Intake.open_new``, and ``NotFoundError`` for an unknown company; ``QuestionError`` for a message
        of which there is a case, unless ``is_another``.
        """
        confirmed = confirmed_values(proposal, answers)
        read = self._files.check(entry_of(confirmed))
        if read.received_at_utc is None:
            raise InputError("error.request.received_missing", field="received_at")
        new = NewCase(
            request=read.request,
            channel=read.through(),
            received_at_utc=read.received_at_utc,
            asked_at_utc=read.asked_at_utc,
            requester=read.requester,
            company_name=read.company_name,
            company_key=confirmed.get(COMPANY_KEY, ""),
            source=SourceFile.of(proposal.message.original.name, proposal.message.original.content),
            is_another=is_another,
        )
        paper = paper_text(intake_paper(proposal, confirmed, answers))

        def also(work: UnitOfWork, case: Case) -> None:
            if case.company_key:
                keep_contact(work.relations, case.company_key, confirmed)
            self._attach(work, case.number, proposal.message)
            now_utc, actor = self._clock.now_utc(), self._actors.current()
            work.cases.add_paper(case.number, CasePaper(PaperKind.INTAKE, 1, now_utc, actor, paper))

        return self._intake.open_new(new, also)

    def _attach(self, work: UnitOfWork, number: str, message: IncomingMessage) -> None:
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        files = (each for each in message.attachments if each.content and not each.is_inline)
        for each in (message.original, *files):
            file = NewFile(each.name, each.content, each.media_type)
            keep_file(work.cases, number, file, now_utc)
            work.cases.add_event(number, kept_event(file, now_utc, actor))


def _goes_on(subject: str, kinds: set[PartKind]) -> bool:
    """Whether a message answers or quotes earlier ones, in which the company may have asked already."""
    is_lost_forward = is_forward_subject(subject) and PartKind.FORWARD_HEAD not in kinds
    return is_reply_subject(subject) or is_lost_forward or PartKind.QUOTED in kinds


def traces_of(
    message: IncomingMessage, origin: ForwardedOrigin | None, found: tuple[FieldReading, ...]
) -> CompanyTraces:
    """Return what a message tells of the company behind it; of several values none.

    The address is that of whoever asks: of the original sender where the message was forwarded.
    """
    said = {each.field: str(each.settled.value) for each in found if each.settled is not None}
    address = message.sender_address if origin is None else origin.sender_address
    return CompanyTraces(
        name=said.get(IntakeField.COMPANY_NAME, ""),
        kvk_number=said.get(IntakeField.KVK_NUMBER, ""),
        email=address or said.get(IntakeField.EMAIL, ""),
        phone=said.get(IntakeField.PHONE, ""),
    )
