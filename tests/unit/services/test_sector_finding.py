"""From a company's words to what follows: candidates with sources, never a silent choice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.sectors.regional_profile import RegionalAccent
from drentsportal.domain.sectors.sector import SectorScheme
from drentsportal.errors import NotFoundError
from drentsportal.paths import resources_dir
from drentsportal.reference.sectors import TomlSectors
from drentsportal.services.sector_finding import SectorFinding
from drentsportal.services.sector_statements import answer_to, bridge_statement, category_statements

OLD, NEW = SectorScheme.SBI_2008, SectorScheme.SBI_2025
REFERENCE = TomlSectors(resources_dir() / "sectors")
FINDING = SectorFinding(REFERENCE)


@given(st.sampled_from([each.code for each in REFERENCE.codes()]) | st.text(max_size=12))
def test_a_profile_follows_from_one_candidate_only(text: str) -> None:
    """Whatever is typed: with several candidates nothing is chosen."""
    found = FINDING.look_up(text)
    assert (found.profile is not None) == (len(found.candidates) == 1)


def test_every_code_leads_to_a_profile() -> None:
    """No code of ours breaks what follows."""
    for each in REFERENCE.codes():
        profile = FINDING.profile(each)
        assert profile.code == each
        assert category_statements(profile)


def test_a_chemical_company_is_led_to_zuidoost() -> None:
    """The question of the Ondernemersbril: the accent holds in Emmen and Coevorden, Emmtec is told."""
    profile = FINDING.chosen(OLD, "20")
    assert profile.groups == ("chemistry",)
    rule = next(each for each in profile.rules if each.id == "zuidoost_accent")
    assert rule.municipality_codes == ("GM0114", "GM0109")
    assert "Emmtec" in rule.context
    assert "paragraaf 1.4" in rule.source.text
    regional = FINDING.regional_profile()
    assert regional.accent(profile.groups, "GM0114") is RegionalAccent.ACCENT
    assert regional.accent(profile.groups, "GM0109") is RegionalAccent.ACCENT
    assert regional.accent(profile.groups, "GM0118") is RegionalAccent.NONE
    assert regional.accent(profile.groups, "GM1701") is None
    assert "heavy_industry" in profile.segments


def test_chemistry_has_no_sourced_row_and_says_so() -> None:
    """Not a category from memory; the plan is named beside it."""
    said = [each.id for each in category_statements(FINDING.chosen(OLD, "20"))]
    assert said == ["sector.quick_scan.none", "sector.quick_scan.plan"]


def test_size_keeps_categories_apart() -> None:
    """Ice cream is 2 or 3.2 by its floor area; both stand, with the label and what decides."""
    profile = FINDING.chosen(OLD, "1052")
    assert {(each.row.threshold, each.row.category) for each in profile.categories} == {
        ("p.o. > 200 m²", "3.2"),
        ("p.o. <= 200 m²", "2"),
    }
    assert [each.id for each in category_statements(profile)] == [
        "sector.quick_scan.label",
        "sector.quick_scan.decides",
        "sector.quick_scan.plan",
    ]


def test_a_new_code_reaches_the_quick_scan_over_the_bridge() -> None:
    """The list is keyed on SBI 2008; dietary food may have become bread."""
    profile = FINDING.chosen(NEW, "1071")
    assert profile.bridge.codes == ("1071", "1086")
    assert bridge_statement(profile).id == "sector.bridge.several"
    assert {each.row.id for each in profile.categories} >= {"brood_groot", "brood_klein"}


def test_a_code_without_a_bridge_is_asked_about() -> None:
    """Agriculture of SBI 2008 does not follow the European classes."""
    assert bridge_statement(FINDING.chosen(OLD, "0141")).id == "sector.bridge.unknown"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("zzzz", "sector.none_found"),
        ("10821", "sector.one_found"),
        ("logistiek", "sector.several_found"),
    ],
)
def test_the_answer_is_worded_by_count(text: str, said: str) -> None:
    """None, one or several."""
    assert answer_to(FINDING.look_up(text)).id == said


def test_a_code_goes_into_a_request_and_comes_back() -> None:
    """Every code by its key, with its edition; a key without edition or of no code is told."""
    for each in REFERENCE.codes():
        assert FINDING.of_key(each.key).code == each
    assert FINDING.chosen(OLD, "2016").code.key == "sbi2008:20.16"
    (only,) = FINDING.look_up("SBI2025:20.16").candidates
    assert only.code.scheme is NEW
    for key in ("20.16", "", "sbi2008:99.99", "sbi1993:15.84"):
        with pytest.raises(NotFoundError):
            FINDING.of_key(key)


def test_what_a_sector_lacks_in_space_is_told_with_its_place_in_the_documents() -> None:
    """Web shops that are not let on a business park."""
    (need,) = FINDING.chosen(OLD, "4791").needs
    assert "bedrijventerrein" in need.need
    assert "bijlage 2" in need.source.text


def test_words_of_the_quick_scan_are_found() -> None:
    """What a title does not say, the name of an activity may."""
    found = FINDING.look_up("likeurstokerij").candidates
    assert [(each.code.scheme, each.code.code) for each in found] == [(OLD, "1101")]


def test_a_section_gathers_the_groups_of_its_codes() -> None:
    """Industry holds food and chemistry; it has no category of its own."""
    profile = FINDING.chosen(OLD, "C")
    assert {"food", "chemistry", "machine_building"} <= set(profile.groups)
    assert profile.categories == ()


def test_a_code_that_is_not_there_is_told() -> None:
    """A code that no list has is no profile without groups."""
    with pytest.raises(NotFoundError):
        FINDING.chosen(OLD, "9999")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("zonnepanelen", {(OLD, "2611"), (OLD, "4321"), (NEW, "2611"), (NEW, "4321")}),
        ("vrachtwagens", {(OLD, "4519"), (OLD, "4941"), (NEW, "4671"), (NEW, "4941")}),
        ("datacentrum", {(OLD, "6311"), (NEW, "6310")}),
        ("hondenkapper", {(OLD, "96"), (NEW, "96")}),
        ("Web-shop", {(OLD, "47"), (OLD, "4791"), (NEW, "47"), (NEW, "4791")}),
        ("web shop", {(OLD, "47"), (OLD, "4791"), (NEW, "47"), (NEW, "4791")}),
        ("webshop", {(OLD, "47"), (OLD, "4791"), (NEW, "47"), (NEW, "4791")}),
        ("groot datacentrum bouwen", {(OLD, "6311"), (NEW, "6310")}),
    ],
)
def test_what_companies_call_themselves_is_found(words: str, codes: set[tuple[SectorScheme, str]]) -> None:
    """Every code that may be meant, once; with several none is chosen."""
    found = FINDING.look_up(words)
    keys = [(each.code.scheme, each.code.code) for each in found.candidates]
    assert codes <= set(keys)
    assert len(keys) == len(set(keys))
    assert keys == sorted(keys)
    assert found.profile is None


@given(st.sampled_from([w for e in REFERENCE.search_terms() for w in (e.term, *e.also)]))
def test_every_search_term_asks_and_never_picks(words: str) -> None:
    """Both editions answer, each code once."""
    found = FINDING.look_up(words)
    keys = [(each.code.scheme, each.code.code) for each in found.candidates]
    assert len(keys) == len(set(keys))
    assert {scheme for scheme, _ in keys} == {OLD, NEW}
    assert found.profile is None
