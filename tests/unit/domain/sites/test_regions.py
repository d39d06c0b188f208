"""Regions are data: what a workspace says is matched, and kept with the match."""

from __future__ import annotations

import hashlib
import json

import pytest

from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.domain.match.match_facts import MatchFacts
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.sites.regions import SHIPPED_MEMBERS, askable, members_of, regions_in_use
from drentsportal.domain.sites.surroundings import RegionMembership
from drentsportal.domain.values import PartialDate
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

PARKS = [
    {"id": name, "name": name, "available_now_ha": 2.0, "municipality_code": code}
    for name, code in (("emmen", "GM0114"), ("meppel", "GM0119"), ("assen", "GM0106"))
]


def region(region_id: str, *codes: str) -> RegionMembership:
    """Make a region of a workspace."""
    return RegionMembership(region_id, region_id.title(), codes, "Raadsbesluit", PartialDate(2026))


def matched(region_id: str, members: dict[str, tuple[str, ...]] | None = None) -> MatchResult:
    """Match a request for one region."""
    request = LocationRequest("test", requirements=(Requirement("municipality", (region_id,)),))
    return match(request, site_table(PARKS), (), PLAIN_PROFILE, None, MatchFacts(members))


def test_the_workspace_adds_and_replaces_by_id() -> None:
    """The shipped regions stay the default; one without members cannot be asked for."""
    used = regions_in_use([region("techzone", "GM0114"), region("zuid_drenthe", "GM0119"), region("leeg")])
    assert [each.id for each in used] == ["leeg", "groningen_assen", "techzone", "zuid_drenthe"]
    assert members_of(used)["zuid_drenthe"] == ("GM0119",)
    assert "leeg" not in {each.id for each in askable(used)}


@pytest.mark.parametrize(("region_id", "expected"), [("techzone", ("emmen",)), ("zuid_drenthe", ("meppel",))])
def test_a_match_goes_by_the_members_of_the_workspace(region_id: str, expected: tuple[str, ...]) -> None:
    """A region of its own, and a shipped one that the workspace knows better."""
    members = members_of(regions_in_use([region("techzone", "GM0114"), region("zuid_drenthe", "GM0119")]))
    result = matched(region_id, members)
    assert result.ranking() == expected
    outcome = result.card(0).outcomes[-1]
    assert outcome.limit == (region_id,)
    assert dict(outcome.statement.params)["wanted"] == members[region_id]


def test_a_kept_match_gives_the_same_when_the_region_changes() -> None:
    """The members stand in the kept match, so that a replay years later asks nobody."""
    kept = to_replay(matched("techzone", {"techzone": ("GM0114", "GM0119")}))
    assert json.loads(kept)["regions"] == {"techzone": ["GM0114", "GM0119"]}
    again = replay(kept)
    assert sorted(again.ranking()) == ["emmen", "meppel"]
    assert to_replay(again) == kept


def test_a_match_of_the_first_format_still_replays() -> None:
    """Before regions were data those that shipped were meant; such a text comes back to the last digit."""
    data = json.loads(to_replay(matched("zuid_drenthe")))
    later = {"regions", "grid", "rule_texts", "inputs_sha256", "outcome_sha256"}
    old = {key: value for key, value in data.items() if key not in later}
    old["format_version"] = 1
    text = json.dumps(old, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digests = {
        "inputs_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "outcome_sha256": data["outcome_sha256"],
    }
    again = replay(json.dumps(old | digests))
    assert sorted(again.ranking()) == ["emmen", "meppel"]
    assert again.inputs.offers.region_members == SHIPPED_MEMBERS
