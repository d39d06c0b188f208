"""Acts on a path, for its laws: what people do, in whatever order."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from drentsportal.domain.path import path_rules
from drentsportal.domain.path.height_check import HeightCheck, PermitNeeded, StatedPermit
from drentsportal.domain.path.path import EstablishmentPath, ItemPlan
from drentsportal.domain.path.path_steps import OPENING, PATH_ITEM_BY_ID, PATH_STEPS, fixed_parts_of
from drentsportal.errors import DrentsPortalError

if TYPE_CHECKING:
    from collections.abc import Callable

    Act = Callable[[EstablishmentPath], EstablishmentPath]

NOW_UTC = datetime(2026, 11, 20, 9, 40, tzinfo=UTC)
TODAY = date(2026, 11, 20)
ITEMS = (*PATH_ITEM_BY_ID, "v7.1", "v7.2")
DATES = st.dates(date(2026, 10, 1), date(2027, 3, 1))
NEEDED = HeightCheck(NOW_UTC, 120, stated=StatedPermit(PermitNeeded.YES, "omgevingsplan", "Anna", NOW_UTC))


def planned(item_id: str, on: date | None, contact: str) -> Act:
    """Plan an item."""
    return lambda path: path_rules.plan_item(path, item_id, ItemPlan("Anna", on, contact=contact))


def done(item_id: str) -> Act:
    """Call an item done."""
    return lambda path: path_rules.call_done(path, item_id, NOW_UTC)


def aside(item_id: str) -> Act:
    """Set an item aside."""
    return lambda path: path_rules.set_aside(path, item_id, "geen belangstelling")


def opened(item_id: str) -> Act:
    """Open an item again."""
    return lambda path: path_rules.reopen(path, item_id)


def agreed(on: date) -> Act:
    """Add an agreement."""
    return lambda path: path_rules.add_agreement(path, "riool klaar", ItemPlan(on=on))


def settled(item_id: str, *, is_kept: bool) -> Act:
    """Settle an agreement."""
    return lambda path: path_rules.settle_agreement(
        path, item_id, is_kept=is_kept, at_utc=NOW_UTC, note="weer"
    )


ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(planned, st.sampled_from(ITEMS), st.none() | DATES, st.sampled_from(["", "loket"])),
    # Mostly done, so that whole steps come to an end.
    *[st.builds(done, st.sampled_from(ITEMS))] * 3,
    st.builds(aside, st.sampled_from(ITEMS)),
    st.builds(opened, st.sampled_from(ITEMS)),
    st.builds(agreed, DATES),
    st.builds(settled, st.sampled_from(["v7.1", "v7.2"]), is_kept=st.booleans()),
    st.just(lambda path: path_rules.keep_check(path, NEEDED)),
)


def whole() -> EstablishmentPath:
    """Do everything that a path asks for."""
    path = EstablishmentPath()
    acts = [planned(each, TODAY, "loket") for each in (*fixed_parts_of("v6"), OPENING)]
    acts += [lambda now: path_rules.keep_check(now, NEEDED), agreed(TODAY), settled("v7.1", is_kept=True)]
    for step in PATH_STEPS[1:]:
        acts += [*(done(each) for each in fixed_parts_of(step)), done(step)]
    for act in (*acts, done("v0")):
        path = act(path)
    return path


def applied(path: EstablishmentPath, acts: list[Act]) -> EstablishmentPath:
    """Do what is allowed; a refused act leaves the path as it was."""
    for act in acts:
        try:
            path = act(path)
        except DrentsPortalError:
            continue
    return path


PATHS = st.builds(applied, st.sampled_from([EstablishmentPath(), whole()]), st.lists(ACTS, max_size=25))
