"""Sectors: candidates, never one of several; the bridge in both directions; groups of a code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.sectors.sector import SectorBridge, SectorScheme, bridged, hints_for
from drentsportal.domain.sectors.sector_search import FoundBy, as_code, sector_candidates
from tests.unit.domain.sector_rows import SOURCE, bridge, code, hint

OLD, NEW = SectorScheme.SBI_2008, SectorScheme.SBI_2025
KNOWN = (
    code("C", title="Industrie"),
    code("20", title="Chemische producten maken"),
    code("2014", title="Organische basischemicaliën maken"),
    code("2016", title="Kunststof in primaire vorm maken"),
    code("22", title="Producten van rubber en kunststof maken"),
    code("20", NEW, "Chemische producten maken"),
    code("2014", NEW, "Organische basischemicaliën maken"),
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("20.14", "2014"), ("SBI 2014", "2014"), ("sbi-code: 20.14.1", "20141"), ("c", "C"), ("chemie", None)],
)
def test_a_typed_code_is_read_with_and_without_dots(typed: str, read: str | None) -> None:
    """Digits or one letter are a code, all else is words."""
    assert as_code(typed) == read


def test_a_code_of_both_editions_gives_both() -> None:
    """The same digits in SBI 2008 and SBI 2025 are two candidates."""
    found = sector_candidates("20.14", KNOWN)
    assert [(each.code.scheme, each.code.code) for each in found] == [(OLD, "2014"), (NEW, "2014")]
    assert {each.found_by for each in found} == {FoundBy.CODE}


def test_a_longer_code_falls_back_on_the_one_above_and_says_so() -> None:
    """Of 20149 only the class is known."""
    found = sector_candidates("20149", KNOWN)
    assert {each.code.code for each in found} == {"2014"}
    assert {each.found_by for each in found} == {FoundBy.BROADER_CODE}


def test_a_shorter_code_gives_all_that_lies_under_it() -> None:
    """Group 201 is no row; its classes are."""
    found = sector_candidates("201", KNOWN)
    assert [(each.code.scheme, each.code.code) for each in found] == [
        (OLD, "2014"),
        (OLD, "2016"),
        (NEW, "2014"),
    ]
    assert {each.found_by for each in found} == {FoundBy.NARROWER_CODE}


@pytest.mark.parametrize("words", ["chemie", "chemiebedrijf", "chemische producten", "CHEMIE"])
def test_words_find_every_code_that_they_may_mean(words: str) -> None:
    """Endings that only say that it is a company are left out; capitals do not matter."""
    found = {(each.code.scheme, each.code.code) for each in sector_candidates(words, KNOWN)}
    assert {(OLD, "20"), (NEW, "20")} <= found
    assert (OLD, "22") not in found


def test_words_of_a_listed_activity_find_its_code_in_sbi_2008_only() -> None:
    """The list of activities is keyed on SBI 2008; what its titles give comes first."""
    found = sector_candidates("harsfabriek", KNOWN, {"2014": "Fabricage van harsen"})
    assert [(each.code.scheme, each.code.code, each.found_by) for each in found] == [
        (OLD, "2014", FoundBy.ACTIVITY)
    ]


@pytest.mark.parametrize("words", ["", "  ", "zzz", "a b", "!"])
def test_words_that_say_nothing_find_nothing(words: str) -> None:
    """No list of everything."""
    assert sector_candidates(words, KNOWN) == ()


def test_one_code_that_became_several_stays_several() -> None:
    """All successors in the answer, and it is open which one is meant."""
    answer = bridged(code("2014"), [bridge("2014", "2014", "2051"), bridge("2016", "2016")])
    assert answer.codes == ("2014", "2051")
    assert answer.is_open
    assert not bridged(code("2016"), [bridge("2016", "2016")]).is_open


def test_the_way_back_gives_every_predecessor() -> None:
    """2059 of SBI 2025 came from four classes."""
    rows = [bridge(each, "2059") for each in ("2051", "2052", "2053")] + [bridge("2059", "2051", "2059")]
    assert bridged(code("2059", NEW), rows).codes == ("2051", "2052", "2053", "2059")
    assert bridged(code("20590", NEW), rows).codes == ("2051", "2052", "2053", "2059")


def test_a_code_without_a_row_is_not_known_and_open() -> None:
    """No source, no answer: not the same digits in silence."""
    answer = bridged(code("0113"), [bridge("2014", "2014")])
    assert not answer.is_known
    assert answer.is_open
    assert answer.sources == ()


@given(
    st.dictionaries(
        st.sampled_from(["2011", "2012", "2013", "2014"]),
        st.sets(st.sampled_from(["2011", "2014", "2051", "2059"]), min_size=1),
        min_size=1,
    )
)
def test_there_and_back_again_holds_the_code(pairs: dict[str, set[str]]) -> None:
    """Whatever the table: a successor names its predecessor among its own."""
    rows = [SectorBridge(old, tuple(sorted(new)), SOURCE) for old, new in pairs.items()]
    for old in pairs:
        for new in bridged(code(old), rows).codes:
            assert old in bridged(code(new, NEW), rows).codes


def test_the_closest_group_holds_and_a_broad_code_touches_all_below() -> None:
    """266 is medical technology and not electronics as well; 26 may be either."""
    hints = [hint("electronics", "26", "27"), hint("medical_technology", "266", "325"), hint("metal", "25")]
    assert [each.group for each in hints_for(code("2660"), hints)] == ["medical_technology"]
    assert [each.group for each in hints_for(code("2651"), hints)] == ["electronics"]
    assert [each.group for each in hints_for(code("26"), hints)] == ["electronics", "medical_technology"]
    assert hints_for(code("99"), hints) == ()
