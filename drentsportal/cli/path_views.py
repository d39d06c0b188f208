"""The establishment path as a table and as data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from drentsportal.domain.path.path_data import check_to_data
from drentsportal.domain.path.path_rules import is_doubled
from drentsportal.domain.path.path_steps import AGREEMENTS, PATH_ITEM_BY_ID, item_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.cli.session import Session
    from drentsportal.domain.path.height_check import AllowedHeight, HeightCheck
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.establishment import PathStanding

_COLUMNS = ("item", "name", "state", "date", "owner")


def path_content(standing: PathStanding) -> dict[str, object]:
    """Write a path as data; internal."""
    check = standing.path.height_check
    return {
        "number": standing.number,
        "version": standing.version,
        "today": standing.today.isoformat(),
        "items": [_item_content(standing, each) for each in standing.path.item_ids],
        "height_check": None
        if check is None
        else {**check_to_data(check), "is_current": standing.is_check_current},
    }


def _item_content(standing: PathStanding, item_id: str) -> dict[str, object]:
    entry, path = standing.path.entry(item_id), standing.path
    plan, on = entry.plan, standing.date(item_id)
    content: dict[str, object] = {
        "item": item_id,
        "state": standing.state(item_id).value,
        "date": None if on is None else on.isoformat(),
        "date_is_derived": on is not None and on != plan.on,
        "time": None if plan.starts_at is None else plan.starts_at.isoformat("minutes"),
        "owner": plan.owner,
        "contact": plan.contact,
        "note": plan.note,
        "done_at": None if entry.done_at_utc is None else entry.done_at_utc.isoformat(),
        "not_applicable": entry.not_applicable,
    }
    if item_id not in PATH_ITEM_BY_ID:
        agreement = path.agreement(item_id)
        content |= {"text": agreement.text, "kept": agreement.is_kept}
    return content


def print_path(standing: PathStanding, session: Session) -> None:
    """Print every step with its parts below it, and the permit check."""
    columns = [session.say(f"cli.case.path.column.{each}") for each in _COLUMNS]
    session.terminal.table(columns, [_row(standing, each, session) for each in standing.path.item_ids])
    for item_id in standing.path.item_ids:
        entry = standing.path.entry(item_id)
        plan = entry.plan
        if plan.on is not None and plan.starts_at is not None and is_doubled(plan.on, plan.starts_at):
            session.print("cli.case.path.doubled", item=item_id, time=plan.starts_at.isoformat("minutes"))
        if entry.plan.contact or entry.plan.note or entry.not_applicable:
            texts = (entry.plan.contact, entry.plan.note, entry.not_applicable)
            session.print(
                "cli.case.path.remark", item=item_id, text="; ".join(each for each in texts if each)
            )
    check = standing.path.height_check
    if check is not None:
        _print_check(check, session, is_current=standing.is_check_current is not False)


def _row(standing: PathStanding, item_id: str, session: Session) -> tuple[str, ...]:
    entry, on = standing.path.entry(item_id), standing.date(item_id)
    day = "" if on is None else session.language.value(on, "date")
    if entry.plan.starts_at is not None:
        day = f"{day} {entry.plan.starts_at.isoformat('minutes')}"
    elif on is not None and entry.plan.on != on:
        day = session.say("cli.case.path.derived", day=day)
    return (
        item_id,
        _name(standing, item_id, session),
        _state(standing, item_id, session),
        day,
        entry.plan.owner,
    )


def _name(standing: PathStanding, item_id: str, session: Session) -> str:
    if item_id in PATH_ITEM_BY_ID:
        name = session.say(item_name(item_id))
        return name if "." not in item_id else f"  {name}"
    return f"  {session.say(item_name(item_id))}: {standing.path.agreement(item_id).text}"


def _state(standing: PathStanding, item_id: str, session: Session) -> str:
    state = session.say(f"path_state.{standing.state(item_id).value}")
    parts = standing.path.parts_of(item_id)
    if item_id not in PATH_ITEM_BY_ID and standing.path.agreement(item_id).is_kept is not None:
        kept = standing.path.agreement(item_id).is_kept
        return session.say("path_state.kept" if kept else "path_state.not_kept")
    if not parts and item_id != AGREEMENTS:
        return state
    done = sum(standing.path.entry(each).done_at_utc is not None for each in parts)
    return session.say("cli.case.path.counted", state=state, done_count=done, part_count=len(parts))


def _print_check(check: HeightCheck, session: Session, *, is_current: bool) -> None:
    session.terminal.line()
    session.print(f"path_permit.{check.permit_needed.value}")
    if check.asked_dm is None:
        session.print("cli.case.path.no_height")
    else:
        session.print("cli.case.path.asked", asked_dm=check.asked_dm)
    for site in check.sites:
        answer = session.say(f"path_permit.short.{site.permit_needed.value}")
        session.print("cli.case.path.site_answer", name=site.name, answer=answer)
        _print_heights(site.heights, session)
    if check.stated is not None:
        stated = check.stated
        session.print("cli.case.path.stated", actor=stated.actor, source=stated.source, at_utc=stated.at_utc)
    if not is_current:
        session.print("cli.case.path.outdated")


def _print_heights(heights: Sequence[AllowedHeight], session: Session) -> None:
    """Print each value once, with its source and at how many sites it holds; a park may have many plots."""
    counts = Counter((each.allowed_m, each.source, each.as_of) for each in heights)
    for (allowed_m, source, as_of), count in counts.items():
        if allowed_m is None:
            session.print("cli.case.path.allowed_unknown")
        else:
            params = {"allowed_m": allowed_m, "source": source, "as_of": as_of, "site_count": count}
            session.print("cli.case.path.allowed", **params)


def print_contacts(found: Mapping[str, tuple[ContactPoint, ...]], session: Session) -> None:
    """Print, per start-up talk, whom the sites name."""
    for talk, points in found.items():
        session.print(item_name(talk))
        for each in points:
            session.print(
                "cli.case.path.contact_point",
                organisation=each.organisation,
                function=each.function,
                telephone=each.telephone,
                mail=each.mail,
            )
        if not points:
            session.print("cli.case.path.no_contact")
