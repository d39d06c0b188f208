"""Exactly four parts and four later ones; what is missing is told; what is there ticks off the path."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from drentsportal.domain.message import message
from drentsportal.domain.package.parts import (
    PARTS_OF,
    PackagePart,
    PackageRound,
    PartState,
    missing,
    part_number,
    path_item,
    standings,
    to_tick,
)
from drentsportal.domain.path.path import EstablishmentPath
from drentsportal.domain.path.path_rules import call_done, set_aside
from drentsportal.domain.path.path_steps import PATH_ITEM_BY_ID, fixed_parts_of

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LACK = {PackagePart.HANDOUT: message("package.lack.handout")}


@pytest.mark.parametrize("package_round", list(PackageRound))
def test_the_parts_are_those_of_the_step_in_their_order(package_round: PackageRound) -> None:
    """The list of the package and the checklist of the path are one."""
    items = tuple(path_item(each) for each in PARTS_OF[package_round])
    assert items == fixed_parts_of(package_round.value)
    assert len(items) == 4


def test_all_eight_are_numbered_and_stand_on_the_path() -> None:
    """1 to 8, without a gap."""
    assert [part_number(each) for each in PackagePart] == list(range(1, 9))
    assert all(path_item(each) in PATH_ITEM_BY_ID for each in PackagePart)


def test_what_lacks_is_missing_with_its_reason() -> None:
    """The others are there."""
    found = standings(PackageRound.FIRST, LACK, EstablishmentPath())
    assert [each.state for each in found].count(PartState.PRESENT) == 3
    (gone,) = missing(found)
    assert (gone.part, gone.reason) == (PackagePart.HANDOUT, LACK[PackagePart.HANDOUT])


def test_what_the_path_sets_aside_does_not_apply() -> None:
    """Itself or with its whole step; the reason is the one that somebody wrote."""
    path = set_aside(EstablishmentPath(), "v3.handout", "geen presentatie")
    found = standings(PackageRound.FIRST, LACK, path)
    assert found[1].state is PartState.NOT_APPLICABLE
    assert found[1].reason == message("package.set_aside", reason="geen presentatie")
    assert missing(found) == ()
    whole = set_aside(EstablishmentPath(), "v4", "niet verder")
    assert {each.state for each in standings(PackageRound.SECOND, {}, whole)} == {PartState.NOT_APPLICABLE}


def test_only_what_is_present_and_open_is_ticked_off() -> None:
    """What is missing stays open, what was done keeps its date."""
    path = call_done(EstablishmentPath(), "v3.brochure", NOW)
    found = standings(PackageRound.FIRST, LACK, path)
    assert to_tick(found, path) == ("v3.factsheets", "v3.business_card")
