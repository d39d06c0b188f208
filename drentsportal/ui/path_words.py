"""What the window says of an item of the path: its date, who, and what the permit check found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.path.path_steps import PERMIT_CHECK

if TYPE_CHECKING:
    from drentsportal.domain.path.height_check import SiteHeights
    from drentsportal.language import Language
    from drentsportal.services.establishment import PathStanding

_DM_PER_M = 10


def item_detail(language: Language, standing: PathStanding, item_id: str) -> str:
    """Say when and by whom an item is done or was, why it does not apply, and what the permit check says."""
    say = language.text
    path = standing.path
    entry, plan = path.entry(item_id), path.entry(item_id).plan
    parts = []
    if entry.not_applicable:
        parts.append(say("ui.path.because", reason=entry.not_applicable))
    on = standing.date(item_id)
    if entry.done_at_utc is not None:
        parts.append(say("ui.path.done_at", at_utc=entry.done_at_utc))
    if on is not None:
        parts.append(_day(language, standing, item_id))
    parts += [plan.owner, plan.contact, plan.note]
    told = " · ".join(part for part in parts if part)
    if item_id != PERMIT_CHECK:
        return told
    return "\n".join(part for part in (told, check_words(language, standing)) if part)


def check_words(language: Language, standing: PathStanding) -> str:
    """Say in full what the permit check rests on: the asked height, and per site what each source allows."""
    say = language.text
    check = standing.path.height_check
    if check is None:
        return say("ui.path.check.none")
    lines = [say(f"path_permit.{check.permit_needed.value}")]
    if check.stated is not None:
        lines.append(say("ui.path.check.stated", by=check.stated.actor, source=check.stated.source))
    if check.asked_dm is None:
        lines.append(say("ui.path.check.not_asked"))
    else:
        lines.append(say("ui.path.check.asked", height_m=check.asked_dm / _DM_PER_M))
    lines += [_site_words(language, each) for each in check.sites]
    if standing.is_check_current is False:
        lines.append(say("ui.path.check.outdated"))
    return "\n".join(lines)


def _day(language: Language, standing: PathStanding, item_id: str) -> str:
    plan = standing.path.entry(item_id).plan
    on = standing.date(item_id)
    if plan.on != on:
        # Only the visit has a date that nobody planned.
        return language.text("ui.path.half_year", on=on)
    if plan.starts_at is not None:
        return language.text("ui.path.on_at", on=on, time=plan.starts_at.isoformat("minutes"))
    return language.text("ui.path.on", on=on)


def _site_words(language: Language, site: SiteHeights) -> str:
    say = language.text
    answer = say(f"path_permit.short.{site.permit_needed.value}")
    told = []
    for each in site.heights:
        if each.allowed_m is None:
            told.append(say("ui.path.check.height_unknown"))
        else:
            told.append(
                say(
                    "ui.path.check.height",
                    height_m=each.allowed_m,
                    source=each.source,
                    as_of="-".join(reversed(each.as_of.split("-"))),
                )
            )
    return say("ui.path.check.site", site=site.name, answer=answer, heights="; ".join(dict.fromkeys(told)))
