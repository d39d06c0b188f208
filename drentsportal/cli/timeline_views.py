"""The merged timeline of a case, as a table and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.services.event_words import event_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.cli.session import Session
    from drentsportal.domain.cases.case_timeline import TimelineRow


def timeline_content(rows: Sequence[TimelineRow], session: Session) -> list[dict[str, object]]:
    """Write the rows as data, worded."""
    return [
        {
            "at": each.at_utc.isoformat(),
            "kind": each.kind.value,
            "text": session.say(each.message),
            "actor": each.actor.name,
            "is_internal": each.is_internal,
        }
        for each in rows
    ]


def print_timeline(rows: Sequence[TimelineRow], session: Session) -> None:
    """Print the rows as a table; what is internal is marked."""
    names = ("at", "event", "details", "actor", "internal")
    told = [
        (
            session.language.value(each.at_utc, "moment"),
            session.say(event_title(each.kind, each.message)),
            session.say(each.message),
            each.actor.name,
            session.say("cli.case.timeline.internal") if each.is_internal else "",
        )
        for each in rows
    ]
    session.terminal.table([session.say(f"cli.case.column.{name}") for name in names], told)
