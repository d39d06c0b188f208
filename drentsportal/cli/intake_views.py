"""What a message proposes, as lines to read: what is proposed, what is doubtful, what a person must say."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.recognised import NOT_ASKED
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.form_proposal import form_fields
from drentsportal.services.intake_answers import NEEDED
from drentsportal.services.intake_proposal import in_people_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.cli.session import Session
    from drentsportal.domain.intake.company_likeness import CompanyLikeness
    from drentsportal.domain.intake.recognised import FieldReading, Recognised
    from drentsportal.services.form_intake import ReceivedForm
    from drentsportal.services.intake_proposal import IntakeProposal, ProposedField

_SHOWN_QUOTE = 60
_SHOWN_SUBJECT = 200
_SHOWN_VALUES = 8
_YES_OR_NO: Final = {"true": "word.yes", "false": "word.no"}


def print_proposal(proposal: IntakeProposal, session: Session) -> None:
    """Print who wrote, what is proposed with the words that it rests on, and what is left to a person."""
    _print_message(proposal, session)
    names = ("field", "value", "certainty", "quote")
    heads = [session.say(f"cli.case.intake.column.{name}") for name in names]
    session.terminal.table(heads, [_row(each, session) for each in proposal.fields])
    told = [each for each in proposal.readings if each.field in NOT_ASKED]
    for reading in told:
        session.print(
            "cli.case.intake.told", field=_field(reading, session), values=_values(reading, session)
        )
    print_companies(proposal.companies, session)
    _print_cases(proposal.cases, session)
    missing = tuple(key for key in NEEDED if (field := proposal.field(key)) is None or field.is_doubtful)
    if missing:
        session.print("cli.case.intake.missing", keys=missing)
    session.print("cli.case.intake.nothing_stored")


def print_form(form: ReceivedForm, session: Session) -> None:
    """Print what a form says, which known company may be meant, and what is left to a person."""
    fields = form_fields(form)
    session.print("cli.case.intake.form", name=form.name)
    heads = [session.say(f"cli.case.intake.column.{name}") for name in ("field", "value")]
    session.terminal.table(heads, [_row(each, session)[:2] for each in fields])
    print_companies(form.companies, session)
    _print_cases(form.cases, session)
    stated = {each.key for each in fields}
    missing = tuple(key for key in NEEDED if key not in stated)
    if missing:
        session.print("cli.case.intake.missing", keys=missing)
    session.print("cli.case.intake.form_nothing_stored")


def print_companies(companies: Sequence[CompanyLikeness], session: Session) -> None:
    """Print known companies that may be meant, with why."""
    for each in companies:
        reasons = tuple(session.say(f"company_likeness.{reason.value}") for reason in each.reasons)
        which = "cli.case.intake.company_other" if each.contradicts else "cli.case.intake.company"
        session.print(which, key=each.company.key, name=each.company.name, reasons=reasons)


def _print_cases(numbers: Sequence[str], session: Session) -> None:
    if numbers:
        session.print("intake.same_name", count=len(numbers), numbers=tuple(numbers))


def _print_message(proposal: IntakeProposal, session: Session) -> None:
    message, origin = proposal.message, proposal.origin
    session.print(
        "cli.case.intake.from", name=message.sender_name or "-", address=message.sender_address or "-"
    )
    session.print("cli.case.intake.subject", subject=_subject(message.subject) or "-")
    unknown = session.language.value(None)
    sent, received = message.sent_at_utc, message.received_at_utc
    session.print(
        "cli.case.intake.moments",
        sent=unknown if sent is None else session.language.value(sent, "moment"),
        received=unknown if received is None else session.language.value(received, "moment"),
    )
    if origin is not None:
        when = unknown if origin.sent_at_utc is None else session.language.value(origin.sent_at_utc, "moment")
        name, address = origin.sender_name or "-", origin.sender_address or "-"
        if origin.sender_name or origin.sender_address:
            session.print("cli.case.intake.forwarded", name=name, address=address, when=when)
        else:
            session.print("cli.case.intake.forwarded_unknown", when=when)
    for attachment in message.attachments:
        if not attachment.is_inline:
            session.print("cli.case.intake.attachment", name=attachment.name)
    for doubt in message.doubts:
        session.print(f"message_doubt.{doubt.value}")


def _row(proposed: ProposedField, session: Session) -> tuple[str, str, str, str]:
    certainty = "doubt" if proposed.is_doubtful else proposed.certainty.value
    shown = _SHOWN.get(proposed.key, _as_it_is)
    value = shown(proposed.value, session) or _some(
        [shown(each, session) for each in proposed.options], session, " | "
    )
    quotes = [" ".join(shown(each, session).split())[:_SHOWN_QUOTE] for each in proposed.quotes]
    quote = _some(quotes, session, " … ")
    return proposed.key, value, session.say(f"cli.case.intake.certainty.{certainty}"), quote


def _subject(text: str) -> str:
    return text if len(text) <= _SHOWN_SUBJECT else f"{text[:_SHOWN_SUBJECT]}…"


def _as_it_is(text: str, session: Session) -> str:
    return session.say(_YES_OR_NO[text]) if text in _YES_OR_NO else text


def _places(text: str, _: Session) -> str:
    """Name gemeenten: a code tells nobody anything."""
    return ", ".join(MUNICIPALITIES.get(each.strip(), each.strip()) for each in text.split(","))


def _moments(text: str, session: Session) -> str:
    """Write a moment on Dutch clocks, as everywhere else."""
    return session.language.value(datetime.fromisoformat(text), "moment") if text else ""


_SHOWN: Final = {"received_at": _moments, "asked_at": _moments, "municipality": _places}


def _some(texts: Sequence[str], session: Session, between: str) -> str:
    """Write the first of many, and how many more there are."""
    kept, more = texts[:_SHOWN_VALUES], len(texts) - _SHOWN_VALUES
    left = [session.say("cli.case.intake.more", count=more)] if more > 0 else []
    return between.join([*kept, *left])


def _field(reading: FieldReading, session: Session) -> str:
    return session.say(f"intake_field.{reading.field.value}")


def _values(reading: FieldReading, session: Session) -> tuple[str, ...]:
    told = tuple(dict.fromkeys(_told(each, session) for each in reading.found))
    more = len(told) - _SHOWN_VALUES
    left = (session.say("cli.case.intake.more", count=more),) if more > 0 else ()
    return (*told[:_SHOWN_VALUES], *left)


def _told(found: Recognised, session: Session) -> str:
    """Write a value that is not asked with how sure it is: what a message tells may be read wrongly too."""
    certainty = session.say(f"cli.case.intake.certainty.{found.certainty.value}")
    return f"{in_people_units(found.value, 1)} (“{found.quote}”, {certainty})"
