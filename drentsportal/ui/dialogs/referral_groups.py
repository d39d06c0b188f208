"""A referral proposal put together for the eye: per site what it needs or offers, per requirement one row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.rejection_words import change_told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.domain.fairness.referral import ReferralOption, ReferralProposal
    from drentsportal.domain.match.match_result import Rejection


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement by name and what is told of it; ``to_ask`` where it must still be asked about."""

    name: str
    text: str
    to_ask: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together: a site with one line that sums it up, and its rows."""

    title: str
    summary: str
    rows: tuple[Row, ...]


def failing_group(say: Callable[..., str], proposal: ReferralProposal) -> Group | None:
    """Tell per requirement how many own sites fail it, the one that fails most first."""
    count = proposal.own_rejection_count
    if not count:
        return None
    most_first = sorted(proposal.failing, key=lambda each: -each[1])
    rows = tuple(
        Row(
            say(f"criterion.{criterion_id}"),
            say("ui.refer.failing_of", site_count=failing, count=count),
        )
        for criterion_id, failing in most_first
    )
    return Group(say("ui.refer.own_rejected", count=count), "", rows)


def changes_group(say: Callable[..., str], rejection: Rejection) -> Group:
    """Tell which changes together let an own site in."""
    rows = tuple(
        Row(say(f"criterion.{each.criterion_id}"), say(change_told(rejection, each)))
        for each in rejection.relaxations
    )
    summary = say("ui.refer.changes", count=len(rows)) if len(rows) > 1 else ""
    return Group(say("ui.refer.keeping", name=rejection.candidate.name), summary, rows)


def other_changes_group(say: Callable[..., str], proposal: ReferralProposal) -> Group | None:
    """Tell in one row per own site which requirements stand in its way, the nearest first."""
    others = [each for each in proposal.own_rejections if each is not proposal.keeping]
    if not others:
        return None
    rows = tuple(Row(each.candidate.name, _in_the_way(say, each)) for each in others)
    told = len(proposal.own_rejections)
    is_part = told < proposal.own_rejection_count
    summary = say("ui.refer.others_part", told=told, count=proposal.own_rejection_count) if is_part else ""
    return Group(say("ui.refer.others"), summary, rows)


def _in_the_way(say: Callable[..., str], rejection: Rejection) -> str:
    names = [say(f"criterion.{each.criterion_id}") for each in rejection.relaxations]
    can_be = all(each.needed is not None for each in rejection.relaxations)
    text_id = "ui.refer.in_the_way" if can_be else "ui.refer.in_the_way_for_good"
    return say(text_id, count=len(names), names=names)


def option_group(say: Callable[..., str], option: ReferralOption) -> Group:
    """Tell of a site elsewhere what must be asked first, then what fits, one row per requirement."""
    asks = [each for each in option.outcomes if each.verdict is Verdict.CHECK]
    fits = [each for each in option.outcomes if each.verdict is Verdict.FITS]
    names = [say(f"criterion.{each.criterion_id}") for each in asks]
    text_id = "ui.refer.sum_asks" if asks else "ui.refer.sum_fits"
    summary = say(text_id, fits=len(fits), count=len(option.outcomes), names=names)
    title = say(
        "ui.refer.option",
        rank=option.rank,
        name=option.candidate.name,
        municipality=option.candidate.municipality_code or None,
    )
    rows = tuple(
        Row(say(f"criterion.{each.criterion_id}"), say(each.statement), each.verdict is Verdict.CHECK)
        for each in (*asks, *fits)
    )
    return Group(title, summary if option.outcomes else "", rows)


def as_lines(group: Group, ask_word: str) -> Sequence[str]:
    """Return a group as plain text."""
    marks = {True: f" ({ask_word.lower()})", False: ""}
    rows = [f"- {each.name}{marks[each.to_ask]}: {each.text}" for each in group.rows]
    return [group.title, *([group.summary] if group.summary else []), *rows]
