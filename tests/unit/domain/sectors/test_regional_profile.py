"""Regional rules: an accent fires, none needs a document, unknown is all else."""

from __future__ import annotations

from drentsportal.domain.sectors.regional_profile import (
    RegionalAccent,
    RegionalProfile,
    RegionalRule,
    RegionalRuleKind,
)
from tests.unit.domain.sector_rows import SOURCE

EMMEN, MEPPEL, ASSEN, WESTERVELD = "GM0114", "GM0119", "GM0106", "GM1701"


def rule(rule_id: str, group: str, *codes: str, accent: bool = True, inference: bool = False) -> RegionalRule:
    """Make a rule on one sector group."""
    kind = RegionalRuleKind.ACCENT if accent else RegionalRuleKind.ORIENTATION
    return RegionalRule(rule_id, "Regio", kind, "Accent", (group,), codes, SOURCE, inference)


PROFILE = RegionalProfile(
    [
        rule("zo", "chemistry", EMMEN, inference=True),
        rule("zuid", "chemistry", EMMEN, MEPPEL, accent=False),
        rule("noord", "electronics", ASSEN, inference=True),
        rule("zw", "leisure"),
    ]
)


def test_an_accent_fires_where_it_holds() -> None:
    """Also when its gemeenten were inferred; the rule says so."""
    assert PROFILE.accent(["chemistry"], EMMEN) is RegionalAccent.ACCENT
    assert [each.id for each in PROFILE.rules_for(["chemistry"], EMMEN)] == ["zo", "zuid"]


def test_an_orientation_explains_and_gives_no_accent() -> None:
    """Meppel lies in a region that a document names, and no accent fires."""
    assert [each.id for each in PROFILE.rules_for(["chemistry"], MEPPEL)] == ["zuid"]
    assert PROFILE.accent(["chemistry"], MEPPEL) is RegionalAccent.NONE


def test_a_gemeente_without_a_document_is_unknown() -> None:
    """By inference alone (Assen), or not named at all (Westerveld)."""
    assert PROFILE.accent(["chemistry"], ASSEN) is None
    assert PROFILE.accent(["chemistry"], WESTERVELD) is None


def test_an_accent_whose_gemeenten_nobody_knows_leaves_all_unknown() -> None:
    """Meppel may lie in Zuidwest-Drenthe, so it is not said that it does not."""
    assert PROFILE.accent(["leisure"], MEPPEL) is None


def test_without_a_sector_there_is_nothing_to_say() -> None:
    """A request without a sector is no mark against a gemeente."""
    assert PROFILE.accent([], EMMEN) is None
    assert PROFILE.about([]) == ()
