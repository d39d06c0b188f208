"""The timeline of a case as rows: a heading per Dutch day, what happened, by whom, and what proves it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QLocale, QTime

from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.message import Message
from drentsportal.services.event_words import event_title
from drentsportal.ui.widgets.desk_rows import DeskRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from drentsportal.domain.cases.case_timeline import TimelineRow
    from drentsportal.language import Language
    from drentsportal.ui.dossier_reading import CaseFile

SHAPES: Final[Mapping[EventKind, str]] = {
    EventKind.RECEIVED: "mail",
    EventKind.REQUEST_CHANGED: "edit",
    EventKind.CLOCK_STOPPED: "stop",
    EventKind.CLOCK_RESUMED: "resume",
    EventKind.HANDED_OVER: "hand_over",
    EventKind.CONTACT: "phone",
    EventKind.NOTE: "note",
    EventKind.ATTACHMENT: "clip",
    EventKind.MATCHED: "match",
    EventKind.SHORTLISTED: "shortlist",
    EventKind.QUESTION_ASKED: "question",
    EventKind.QUESTION_ANSWERED: "answered",
    EventKind.ASSESSED: "weights",
    EventKind.WEIGHED: "weights",
    EventKind.REFERRAL_PROPOSED: "send",
    EventKind.DOCUMENT: "document",
    EventKind.ANSWERED: "answered",
    EventKind.REFERRED: "send",
    EventKind.CLOSED: "answered",
    EventKind.TASK: "task",
    EventKind.PATH_STEP: "path",
    EventKind.REFERRAL_FOLLOWED: "send",
    EventKind.OUTCOME: "outcome",
    EventKind.MAIL_DRAFTED: "mail",
    EventKind.COMPANY: "company",
    EventKind.RETENTION: "protect",
    EventKind.ANONYMISED: "protect",
    EventKind.DISCLOSED: "protect",
}
"""The icon of each kind of event; a test holds it complete."""

_TONES: Final[Mapping[EventKind, str]] = {
    EventKind.RECEIVED: "info",
    EventKind.CLOCK_STOPPED: "unknown",
    EventKind.QUESTION_ASKED: "check",
    EventKind.QUESTION_ANSWERED: "fits",
    EventKind.ANSWERED: "fits",
}
"""What stands out on the line; the icon says the same."""

_OWN_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "timeline.note": ("event.note", "text"),
    "timeline.attachment": ("event.attachment", "name"),
    "timeline.attachment_removed": ("event.attachment_removed", "name"),
    "timeline.contact": ("event.contact", "subject"),
    "timeline.request_changed": ("event.request_changed", "title"),
    "timeline.clock_stopped": ("event.clock_stopped", "reason"),
    "timeline.document": ("event.document", "file_name"),
    "timeline.mail_drafted": ("event.mail_drafted", "file_name"),
    "timeline.shortlist.added": ("ui.file.event.shortlist_added", "name"),
    "timeline.shortlist.removed": ("ui.file.event.shortlist_removed", "name"),
    "task_event.changed": ("event.task.changed", "text"),
    "task_event.done": ("event.task.done", "text"),
    "task_event.reopened": ("event.task.reopened", "text"),
}
"""Statements that come apart into a title and the words that somebody typed or chose."""

_TASK_OF: Final[Mapping[str, str]] = {
    "task_event.added": "ui.file.event.task_for",
    "task_event.handed_over": "ui.file.event.task_to",
}
"""What tells of a task whose it is now, with how the title leaves it to say."""

_AND: Final = "timeline.and"
_SHORT: Final = 8


def timeline_rows(language: Language, rows: Sequence[TimelineRow]) -> Iterator[DeskRow]:
    """Word the rows, oldest first, with a heading per Dutch calendar day."""
    number = 0
    for day, entries in groupby(rows, key=lambda each: each.at_utc.astimezone(DUTCH_TIME).date()):
        yield DeskRow(f"day-{day.isoformat()}", day_words(language, day), is_heading=True)
        for each in entries:
            number += 1
            yield _row(language, each, number)


def paper_rows(language: Language, file: CaseFile) -> Iterator[DeskRow]:
    """Word what belongs to a case besides: how its questions stand, documents and files."""
    say = language.text
    still_open, answered = file.questions
    if still_open or answered:
        told = say("ui.dossier.questions", open_count=still_open, answered_count=answered)
        yield DeskRow("questions", told, is_heading=True)
    yield DeskRow("documents", say("ui.file.documents"), is_heading=True)
    if not file.documents and not file.attachments:
        yield DeskRow("no_documents", say("ui.dossier.no_documents"), is_strong=False)
    for number, document in enumerate(file.documents):
        made = say("ui.dossier.made", at_utc=document.made_at_utc)
        proof = say("ui.dossier.checksum", start=document.sha256[:_SHORT])
        yield DeskRow(f"document-{number}", document.file_name, caption=f"{made} · {proof}", shape="document")
    for kept in file.attachments:
        told = say("ui.dossier.kept", at_utc=kept.added_at_utc)
        mark = say("ui.file.internal")
        yield DeskRow(
            f"file-{kept.id}", kept.name, caption=told, shape="clip", mark=mark, mark_shape="internal"
        )


def day_words(language: Language, day: date) -> str:
    """Write a day with its weekday."""
    form = language.text("ui.timeline.day_form")
    return QLocale(language.code).toString(QDate(day.year, day.month, day.day), form)


def _row(language: Language, shown: TimelineRow, number: int) -> DeskRow:
    at = shown.at_utc.astimezone(DUTCH_TIME)
    title, detail = _words(language, shown)
    return DeskRow(
        id=f"event-{number}",
        title=title,
        detail=detail,
        caption=" · ".join(part for part in (shown.actor.name, *_proof(language, shown.message)) if part),
        lead=QLocale(language.code).toString(QTime(at.hour, at.minute), "HH:mm"),
        shape=SHAPES[shown.kind],
        shape_tone=_TONES.get(shown.kind, ""),
        mark=language.text("ui.file.internal") if shown.is_internal else "",
        mark_shape="internal" if shown.is_internal else "",
    )


def _words(language: Language, shown: TimelineRow) -> tuple[str, str]:
    """Return the title of what happened, and its particulars."""
    first, *more = _parts(shown.message)
    title, detail = _first(language, shown.kind, first)
    return title, " · ".join(part for part in (detail, *(language.text(each) for each in more)) if part)


def _first(language: Language, kind: EventKind, told: Message) -> tuple[str, str]:
    given = told.named
    own = _OWN_WORDS.get(told.id)
    if own is not None:
        text_id, name = own
        return language.text(text_id), str(given.get(name, ""))
    if told.id == "timeline.contact_with":
        return language.text("ui.dossier.contact_with", names=given["names"]), str(given["subject"])
    if told.id in _TASK_OF:
        task = {name: given[name] for name in ("owner", "text")}
        return language.text(event_title(kind, told)), language.text(_TASK_OF[told.id], **task)
    if told.id == "timeline.matched":
        counts = {name: given[name] for name in ("qualifiers", "rejections")}
        return language.text("event.matched"), language.text("ui.file.event.matched", **counts)
    if told.id == "timeline.answered_with":
        sent = {name: given[name] for name in ("file_name", "at_utc")}
        return language.text("event.answered"), language.text("ui.dossier.sent", **sent)
    title, whole = language.text(f"event.{kind.value}"), language.text(told)
    return (title, whole) if not _says_it(whole, title) else (whole, "")


def _parts(told: Message) -> tuple[Message, ...]:
    """Take a statement apart that was joined of several."""
    if told.id != _AND:
        return (told,)
    joined = (told.named["said"], told.named["more"])
    return tuple(part for each in joined if isinstance(each, Message) for part in _parts(each))


def _says_it(whole: str, title: str) -> bool:
    """Whether the words begin with what the title says already."""
    return whole.casefold().startswith(title.casefold().split(" ")[0][:_SHORT])


def _proof(language: Language, told: Message) -> Iterator[str]:
    """Say on which data it rests and what the file was, as far as the statement tells."""
    for part in _parts(told):
        given = part.named
        if "data_version" in given:
            yield language.text("ui.dossier.data_version", version=given["data_version"])
        if checksum := str(given.get("sha256", "")):
            yield language.text("ui.dossier.checksum", start=checksum[:_SHORT])
