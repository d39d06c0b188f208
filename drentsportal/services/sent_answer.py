"""What was sent as the answer to a case: an advice or letter made for it, or a file that somebody names."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.cases.case import SentDocument
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.documents import DocumentKind
from drentsportal.services.kept_papers import read_newest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from drentsportal.domain.cases.case import Attachment
    from drentsportal.services.case_files import NewFile
    from drentsportal.services.ports.cases import CaseReader

ANSWERING: Final = frozenset({DocumentKind.ADVICE.value, DocumentKind.LETTER.value})
"""The kinds of documents that answer a case; a factsheet alone does not."""

_NAMED: Final = "named"


def what_was_sent(
    cases: CaseReader, number: str, until_utc: datetime, attachment_id: str = ""
) -> SentDocument:
    """Return the document that can have been sent by a moment.

    A file of the case counts only when it is named by its id, since the message that came in is one as well.

    Raises ``InputError`` when there is none, which says what to do; ``NotFoundError`` for an unknown file.
    """
    if attachment_id:
        return _attached(cases, number, attachment_id)
    made = [each for each in cases.documents(number) if each.kind in ANSWERING]
    if not made:
        raise InputError("error.case.nothing_sent", field="document", number=number)
    before = [each for each in made if each.made_at_utc <= until_utc]
    if not before:
        raise InputError(
            "error.case.made_after_answer",
            field="at",
            number=number,
            at_utc=until_utc,
            made_at_utc=min(each.made_at_utc for each in made),
        )
    newest = max(before, key=lambda each: each.made_at_utc)
    same = [each for each in before if each.made_at_utc == newest.made_at_utc]
    # Advice and letter are made together; the advice is named.
    return next((each for each in same if each.kind == DocumentKind.ADVICE.value), newest)


def check_not_received(cases: CaseReader, number: str, sent: SentDocument) -> None:
    """Raise ``InputError`` for a file that holds what came in with the request: that was not sent by us."""
    whole_sha256, _, within = _received(cases, number)
    checksums = (hashlib.sha256(cases.attachment_content(number, each)).hexdigest() for each in within)
    if sent.sha256 == whole_sha256 or sent.sha256 in checksums:
        raise InputError("error.case.sent_was_received", field="file", number=number, file=sent.file_name)


def sendable(cases: CaseReader, number: str) -> tuple[Attachment, ...]:
    """Return the files of a case that can have been sent as its answer: all but what came in with it."""
    _, whole_id, within = _received(cases, number)
    return tuple(each for each in cases.attachments(number) if each.id not in {whole_id, *within})


def _received(cases: CaseReader, number: str) -> tuple[str, str, tuple[str, ...]]:
    """Return checksum and id of the file that a case comes from, and the ids of those within it.

    The id is empty where the file was not kept, the checksum too where the case comes from no file.
    """
    message = read_newest(cases.papers(number, PaperKind.INTAKE), _message)
    if message is None:
        return "", "", ()
    whole_id, found = "", []
    within = {(each["name"], each["size_bytes"]) for each in message.get("attachments", ())}
    for kept in cases.attachments(number):
        # Kept at the intake, so the first of a name and size; a later one may be ours.
        if kept.name == message["file_name"] and not whole_id:
            whole_id = kept.id
        elif (kept.name, kept.size_bytes) in within:
            within.remove((kept.name, kept.size_bytes))
            found.append(kept.id)
    return str(message["sha256"]), whole_id, tuple(found)


def _message(paper: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the paper of an intake says of the file that a case comes from."""
    message: Mapping[str, Any] = paper["message"]
    return message


def sent_file(file: NewFile, at_utc: datetime) -> SentDocument:
    """Return a file that is kept with the answer as what was sent."""
    return SentDocument(file.name, _NAMED, hashlib.sha256(file.content).hexdigest(), at_utc)


def _attached(cases: CaseReader, number: str, attachment_id: str) -> SentDocument:
    kept = next((each for each in cases.attachments(number) if each.id == attachment_id), None)
    if kept is None:
        raise NotFoundError("error.case.no_such_file", field="file", number=number, file=attachment_id)
    checksum = hashlib.sha256(cases.attachment_content(number, attachment_id)).hexdigest()
    return SentDocument(kept.name, _NAMED, checksum, kept.added_at_utc)
