"""How instruments are printed: a list by group with why, one instrument with its versions, and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.instruments.instrument_data import instrument_to_data
from drentsportal.domain.instruments.instrument_match import amount_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.cli.session import Session
    from drentsportal.domain.instruments.instrument_match import AspectOutcome
    from drentsportal.domain.instruments.instrument_version import InstrumentVersion
    from drentsportal.services.instrument_finding import FoundInstrument, FoundInstruments


def print_found(found: FoundInstruments, session: Session) -> None:
    """Print every group under its heading; what runs comes first, what is not running last."""
    say = session.say
    session.print("cli.instruments.day", on=found.request.on)
    columns = [
        say(f"cli.instruments.column.{each}") for each in ("name", "provider", "range", "state", "why")
    ]
    for group, members in found.by_group():
        rows = [_row(each, session) for each in members]
        session.terminal.line()
        session.print("cli.instruments.group", group=say(f"instrument.group.{group}"), count=len(rows))
        session.terminal.table(columns, rows)
    session.terminal.line()
    credit = found.only_credit
    if credit is not None:
        session.print("instrument.only_credit", name=credit.name, amount_eur=found.request.amount_eur)
    session.print("instrument.note")


def print_history(versions: Sequence[InstrumentVersion], session: Session) -> None:
    """Print the version that counts, and who kept which version when."""
    newest, say = versions[-1].instrument, session.say
    for key in ("name", "provider", "audience", "conditions", "period_text", "source", "source_lines"):
        told = str(getattr(newest, key)) or say("instrument.not_stated")
        session.print("cli.instruments.line", key=say(f"instrument.field.{key}"), value=told)
    session.print("cli.instruments.line", key=say("instrument.field.range"), value=say(amount_range(newest)))
    contact = newest.terms.contact or say("instrument.not_stated")
    session.print("cli.instruments.line", key=say("instrument.field.contact"), value=contact)
    columns = [say(f"cli.instruments.column.{each}") for each in ("version", "change", "actor", "at", "note")]
    session.terminal.line()
    session.terminal.table(columns, [_version_row(each, session) for each in versions])


def finding_content(each: FoundInstrument, session: Session) -> dict[str, object]:
    """Write one finding as data."""
    finding, instrument = each.finding, each.finding.instrument
    return {
        "id": instrument.id,
        "name": instrument.name,
        "provider": instrument.provider,
        "contact": instrument.terms.contact or None,
        "group": each.group,
        "fit": finding.fit.value,
        "state": finding.state.value,
        "minimum_eur": instrument.least_eur,
        "maximum_eur": instrument.most_eur,
        "own_eur": instrument.terms.own_eur,
        "support_percent": instrument.terms.support_percent,
        "conditions": instrument.conditions,
        "starts_on": instrument.starts_on.iso if instrument.starts_on else None,
        "ends_on": instrument.ends_on.iso if instrument.ends_on else None,
        "confirmed_on": instrument.confirmed_on.isoformat() if instrument.confirmed_on else None,
        "source": instrument.source,
        "source_lines": instrument.source_lines or None,
        "as_of": instrument.as_of.iso,
        "version": each.version.version,
        "outcomes": [_outcome_content(outcome, session) for outcome in finding.outcomes],
    }


def version_content(version: InstrumentVersion) -> dict[str, object]:
    """Write one version as data; ``instrument`` is what ``add`` and ``change`` read."""
    return {
        "version": version.version,
        "change": version.change.value,
        "actor": None if version.actor is None else version.actor.name,
        "at": None if version.at_utc is None else version.at_utc.isoformat(),
        "note": version.note or None,
        "instrument": instrument_to_data(version.instrument),
    }


def _outcome_content(outcome: AspectOutcome, session: Session) -> dict[str, object]:
    return {
        "aspect": outcome.aspect.value,
        "verdict": outcome.verdict.name.casefold(),
        "difference_eur": outcome.difference_eur,
        "derived": outcome.is_derived,
        "text": session.say(outcome.reason),
    }


def _row(each: FoundInstrument, session: Session) -> tuple[str, ...]:
    finding, say = each.finding, session.say
    return (
        finding.instrument.name,
        finding.instrument.provider,
        say(amount_range(finding.instrument)),
        say(f"instrument.state.{finding.state.value}"),
        "; ".join(say(each) for each in finding.told),
    )


def _version_row(version: InstrumentVersion, session: Session) -> tuple[str, ...]:
    return (
        str(version.version),
        session.say(f"instrument.change.{version.change.value}"),
        "" if version.actor is None else version.actor.name,
        "" if version.at_utc is None else session.language.value(version.at_utc, "moment"),
        version.note,
    )
