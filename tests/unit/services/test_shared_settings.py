"""The settings of a workspace: a source with each, versions, and who kept them when."""

from __future__ import annotations

import pytest

from drentsportal.domain.cases.papers import ReferenceKind, ReferencePaper
from drentsportal.domain.cases.working_time import ClockRuleKind
from drentsportal.domain.fairness.grip_area import USUAL_AREA_M2
from drentsportal.errors import InputError
from drentsportal.services.grip_areas import GripAreas
from drentsportal.services.shared_settings import CLOCK_RULE, GRIP_AREA, SHARED_SETTINGS, SharedSettings
from tests.fakes import OFFICER
from tests.unit.services.test_assessing import AssessingDesk

WORKING = ClockRuleKind.WORKING.value


@pytest.fixture
def desk() -> AssessingDesk:
    """Give a desk without cases."""
    return AssessingDesk()


@pytest.fixture
def shared(desk: AssessingDesk) -> SharedSettings:
    """Give the settings of its workspace, of which none is kept yet."""
    areas = GripAreas(desk.workspace, USUAL_AREA_M2, desk.clock, desk.actor)
    return SharedSettings(desk.workspace, areas, desk.clock, desk.actor)


def test_without_a_choice_the_usual_counts(shared: SharedSettings) -> None:
    """And says that nobody kept it."""
    current = shared.current()
    assert tuple(current) == SHARED_SETTINGS
    assert (current[GRIP_AREA].value, current[CLOCK_RULE].value) == (5.0, ClockRuleKind.ELAPSED.value)
    assert [(each.version, each.actor) for each in current.values()] == [(0, None), (0, None)]
    assert shared.clock_rule() is ClockRuleKind.ELAPSED


def test_what_is_kept_counts_with_its_source_and_its_keeper(
    shared: SharedSettings, desk: AssessingDesk
) -> None:
    """Version by version; earlier ones stay."""
    first = shared.keep(CLOCK_RULE, WORKING, " Afspraak schakelpunt ")
    assert (first.version, first.actor, first.source) == (1, OFFICER, "Afspraak schakelpunt")
    assert first.at_utc == desk.clock.now_utc()
    assert shared.clock_rule() is ClockRuleKind.WORKING
    second = shared.keep(CLOCK_RULE, ClockRuleKind.ELAPSED.value, "Besluit GS")
    assert shared.history(CLOCK_RULE) == (first, second)
    assert shared.current()[CLOCK_RULE] == second


def test_the_area_is_the_one_that_cases_are_held_by(shared: SharedSettings) -> None:
    """In hectares here, in m² there; it is kept once."""
    kept = shared.keep(GRIP_AREA, 7.5, "Besluit GS 2026-12")
    assert (kept.value, kept.version) == (7.5, 1)
    assert shared.grip_areas.current().area_m2 == 75_000
    assert shared.history(GRIP_AREA) == (kept,)


@pytest.mark.parametrize(("name", "value"), [(CLOCK_RULE, WORKING), (GRIP_AREA, 8.0)])
@pytest.mark.parametrize(
    ("source", "fault"),
    [("  ", "error.shared_setting.source_missing"), ("x" * 301, "error.shared_setting.source_long")],
)
def test_a_change_has_a_source(
    shared: SharedSettings, name: str, value: str | float, source: str, fault: str
) -> None:
    """Without one, or with a whole paper as one, nothing is kept."""
    with pytest.raises(InputError) as caught:
        shared.keep(name, value, source)
    assert caught.value.message_id == fault
    assert shared.history(name) == ()


def test_the_same_again_is_no_version(shared: SharedSettings) -> None:
    """Nothing would change."""
    shared.keep(CLOCK_RULE, WORKING, "Afspraak")
    with pytest.raises(InputError):
        shared.keep(CLOCK_RULE, WORKING, "Afspraak")
    assert len(shared.history(CLOCK_RULE)) == 1


@pytest.mark.parametrize("content", ["{half", '{"value": "sometimes", "source": "x", "as_of": "2026-01-01"}'])
def test_a_damaged_one_is_told_and_can_be_set_again(
    shared: SharedSettings, desk: AssessingDesk, content: str
) -> None:
    """The clock counts as it does by default, and the reason stands beside it."""
    with desk.workspace.unit_of_work() as work:
        stamp = (desk.clock.now_utc(), desk.actor.current())
        work.shelf.add(ReferencePaper(ReferenceKind.SHARED_SETTING, CLOCK_RULE, 1, *stamp, content))
        work.commit()
    now = shared.current()[CLOCK_RULE]
    assert (now.value, shared.clock_rule()) == ("elapsed", ClockRuleKind.ELAPSED)
    assert now.fault is not None
    assert now.fault.id == "error.shared_setting.damaged"
    assert shared.keep(CLOCK_RULE, "elapsed", "Opnieuw").version == 2
    assert shared.current()[CLOCK_RULE].fault is None
