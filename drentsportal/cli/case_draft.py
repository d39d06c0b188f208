"""``drentsportal case draft``: mails in answer to a case, as drafts with attachments; nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import CaseArgument, OutOption, PrintOptions, add_command
from drentsportal.services.answering import DraftWishes
from drentsportal.services.ports.replies import ReplyKind, ReplyLanguage

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.services.answering import MailDraft


@dataclass(frozen=True, kw_only=True)
class DraftOptions(PrintOptions):
    """What the mail brings, in which language, to whom, and where it goes."""

    kind: Annotated[ReplyKind, typer.Argument(help="cli.case.draft.kind", show_default=False)]
    case: CaseArgument
    out: OutOption = Path("out")
    reply_language: Annotated[
        ReplyLanguage | None,
        typer.Option("--lang", "--in", help="cli.case.draft.language", show_default=False),
    ] = None
    to: Annotated[str, typer.Option("--to", metavar="MAIL", help="cli.case.draft.to")] = ""


def register(group: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command to the group of cases."""
    add_command(group, "case draft", DraftOptions, run, open_session)


def run(session: Session, options: DraftOptions) -> None:
    """Write the drafts and tell what is in them."""
    drafts = _drafts(session, options, session.open(options))
    if options.as_json:
        session.terminal.json([_content(each) for each in drafts])
        return
    if not drafts:
        session.print("cli.case.draft.no_questions")
    for each in drafts:
        session.print("cli.case.draft.made", path=str(each.mail.path), count=len(each.attached))
        known = "cli.case.draft.for" if each.recipient.mail else "cli.case.draft.no_address"
        session.print(known, mail=each.recipient.mail)


def _drafts(session: Session, options: DraftOptions, services: AppServices) -> tuple[MailDraft, ...]:
    usual = ReplyLanguage(session.settings.document_style.language_code)
    wishes = DraftWishes(options.out, options.reply_language or usual, options.to)
    answering = services.answering
    if options.kind is ReplyKind.QUESTIONS:
        return answering.draft_questions(options.case, wishes)
    make = answering.draft_advice if options.kind is ReplyKind.ADVICE else answering.draft_shortlist
    with session.progress() as progress:
        return (make(options.case, wishes, progress),)


def _content(draft: MailDraft) -> dict[str, object]:
    return {
        "file": str(draft.mail.path),
        "sha256": draft.mail.sha256,
        "to": draft.recipient.mail or None,
        "attached": [each.path.name for each in draft.attached],
    }
