"""The letter before an advice: what was asked, what lies before the reader, until when, and who answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.cases.advice_days import answers_wanted_by
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.reports.typeset.contacts import function_name

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.language import Language
    from drentsportal.reports.typeset.document_theme import SenderBlock
    from drentsportal.services.documents import AdviceClock, AdviceSubject


@dataclass(frozen=True, slots=True)
class Cover:
    """Everything around the content of an advice that makes it a letter.

    ``sender`` is two lines that name it, then how to reach it. ``paragraphs`` stand under the heading,
    ``closing`` is the greeting, who signs, and how to reach whom.
    """

    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    closing: tuple[str, ...]


def cover_of(
    subject: AdviceSubject, language: Language, own: SenderBlock, question_count: int, *, is_short: bool
) -> Cover:
    """Word the letter; the company is never named, whoever asked."""
    sender = _sender(language, subject.surroundings.contact("province"), own)
    said = language.text("doc.advice.intro", site_count=len(subject.shortlist))
    paragraphs = (said,) if is_short else _paragraphs(subject, language, sender, question_count)
    return Cover(
        sender,
        _addressee(subject, language),
        _facts(subject, language),
        paragraphs,
        _closing(language, sender),
    )


def _paragraphs(
    subject: AdviceSubject, language: Language, sender: tuple[str, ...], question_count: int
) -> tuple[str, ...]:
    text, clock, sites = language.text, subject.clock, subject.shortlist
    asked_at_utc = clock.asked_at_utc or clock.received_at_utc
    answers_on = answers_wanted_by(clock.made_at_utc.astimezone(DUTCH_TIME).date())
    before = text(
        "doc.advice.cover.before", site_count=len(sites), names=tuple(each.site.name for each in sites)
    )
    behind = "behind_compared" if subject.comparison is not None else "behind"
    is_open = "open" if question_count else "nothing_open"
    return (
        text("doc.advice.cover.salutation"),
        _asked(subject, language, asked_at_utc),
        f"{before} {text(f'doc.advice.cover.{behind}')}",
        text(f"doc.advice.cover.{is_open}", question_count=question_count, answers_on=answers_on),
        _until(clock, language),
        text("doc.advice.cover.no_offer"),
        text("doc.advice.cover.who", who=_who(sender)),
    )


def _asked(subject: AdviceSubject, language: Language, asked_at_utc: datetime) -> str:
    """Return what is sought, as a sentence; the activity follows in the words of the request."""
    request = subject.request
    place = language.text(f"doc.advice.cover.place.{request.housing.value}")
    what = language.text(f"doc.advice.cover.what.{request.request_type.value}", place=place)
    said = language.text(
        f"doc.advice.cover.asked.{subject.channel.value}", asked_at_utc=asked_at_utc, what=what
    )
    if not request.sector:
        return said
    return f"{said} {language.text('doc.advice.cover.activity', activity=request.sector)}"


def _until(clock: AdviceClock, language: Language) -> str:
    """Tell until when an answer was asked, and when it went out if that was before this advice."""
    if clock.answered_at_utc is None or clock.answered_at_utc >= clock.made_at_utc:
        return language.text(
            "doc.advice.cover.until", due_at_utc=clock.due_at_utc, made_at_utc=clock.made_at_utc
        )
    return language.text(
        "doc.advice.cover.answered",
        due_at_utc=clock.due_at_utc,
        answered_at_utc=clock.answered_at_utc,
        made_at_utc=clock.made_at_utc,
    )


def _who(sender: tuple[str, ...]) -> str:
    """Return who answers, with the first way to reach it; the others stand under the greeting."""
    first, second, *reach = sender
    return ", ".join(filter(None, (second or first, next(iter(reach), ""))))


def _sender(language: Language, desk: ContactPoint | None, own: SenderBlock) -> tuple[str, ...]:
    """Return two lines that name the sender, then how to reach it."""
    if own.name:
        return (own.name, *own.rows) if own.rows else (own.name, "")
    if desk is None:
        return (language.text("doc.advice.sender"), language.text("doc.advice.desk"), "", "")
    return (desk.organisation, function_name(desk, language), desk.telephone, desk.mail)


def _addressee(subject: AdviceSubject, language: Language) -> tuple[str, ...]:
    channel = subject.channel
    known = subject.surroundings.contact("nom") if channel is RequestChannel.NOM else None
    lines: tuple[str, ...] = (language.text(f"doc.advice.to.{channel.value}"),)
    if known is not None:
        lines = (function_name(known, language), known.organisation)
    return (*lines, language.text(f"doc.advice.on_behalf.{channel.value}"))


def _facts(subject: AdviceSubject, language: Language) -> tuple[tuple[str, str], ...]:
    clock = subject.clock
    moments = [("received", clock.received_at_utc), ("due", clock.due_at_utc)]
    if clock.asked_at_utc is not None:
        moments.insert(0, ("asked", clock.asked_at_utc))
    if clock.answered_at_utc is not None:
        moments.append(("answered", clock.answered_at_utc))
    moments.append(("made", clock.made_at_utc))
    return (
        (language.text("doc.advice.fact.number"), subject.number),
        *(
            (language.text(f"doc.advice.fact.{key}"), language.value(at_utc, "moment"))
            for key, at_utc in moments
        ),
        (language.text("doc.advice.fact.elapsed"), language.value(clock.elapsed, "duration")),
    )


def _closing(language: Language, lines: tuple[str, ...]) -> tuple[str, ...]:
    reach = " · ".join(each for each in (lines[0], *lines[2:]) if each)
    return (language.text("doc.advice.greeting"), lines[1], reach)
