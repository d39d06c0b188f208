"""Sector files: what ships is whole and sourced, one's own rows stand in place, mistakes are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.sectors.quick_scan import category_for
from drentsportal.domain.sectors.sector import SECTOR_GROUPS, SectorScheme, SourceCertainty, hints_for
from drentsportal.domain.vocabulary import CATEGORIES
from drentsportal.errors import DataSourceError
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.reference.sectors import TomlSectors

if TYPE_CHECKING:
    from pathlib import Path

DIR = resources_dir() / "sectors"
SHIPPED = TomlSectors(DIR)
SCAN_ROW = "id = 'eigen_rij', codes_2008 = ['2016'], activity = 'Proef', source = 'eigen'"
RULE = "id = 'x', region = 'x', kind = 'accent', accent = 'x', sector_groups = ['food'], source = 'eigen'"
FOUR_OF_1_M = "odour_m = 1, dust_m = 1, noise_m = 1, danger_m = 1"
SOURCE_TABLE = """
[source.eigen]
text = "Eigen bron"
as_of = "2026"
certainty = "found"
"""


def own(folder: Path, name: str, text: str) -> TomlSectors:
    """Put one file into a folder of one's own."""
    (folder / name).write_text(text + SOURCE_TABLE, encoding="utf-8")
    return TomlSectors(DIR, folder)


def test_both_editions_have_all_sections_and_divisions() -> None:
    """21 letters and 86 divisions in SBI 2008, 22 letters and 87 divisions in SBI 2025."""
    for scheme, letters, divisions in ((SectorScheme.SBI_2008, 21, 86), (SectorScheme.SBI_2025, 22, 87)):
        codes = [each.code for each in SHIPPED.codes() if each.scheme is scheme]
        assert len([each for each in codes if each.isalpha()]) == letters
        assert len([each for each in codes if len(each) == 2]) == divisions


def test_every_code_lies_under_a_division_of_its_section() -> None:
    """A deeper code has the letter of its division."""
    letter_of = {(each.scheme, each.code): each.section for each in SHIPPED.codes() if len(each.code) == 2}
    wrong = [
        each
        for each in SHIPPED.codes()
        if each.code.isdigit() and letter_of[each.scheme, each.code[:2]] != each.section
    ]
    assert wrong == []


def test_every_row_has_a_source() -> None:
    """With words, a date and how far it rests on it."""
    sources = [each.source for each in SHIPPED.codes()]
    sources += [each.source for each in SHIPPED.bridge()]
    sources += [each.source for each in SHIPPED.quick_scan()]
    sources += [each.quiet_source for each in SHIPPED.distances()]
    sources += [each.mixed_source for each in SHIPPED.distances()]
    sources += [each.source for each in SHIPPED.demand_profiles()]
    sources += [each.source for each in SHIPPED.segment_hints()]
    sources += [each.source for each in SHIPPED.regional_profile().rules]
    sources += [each.source for each in SHIPPED.spatial_needs()]
    sources += [each.source for each in SHIPPED.search_terms()]
    assert len(sources) > 1000
    assert all(each.text and each.as_of.year >= 2009 for each in sources)


def test_every_search_term_names_codes_of_our_lists_and_stands_in_one_row() -> None:
    """A code that is in no list would never be offered; a word in two rows would hide what it means."""
    known = {(each.scheme, each.code) for each in SHIPPED.codes()}
    for each in SHIPPED.search_terms():
        named = [(SectorScheme.SBI_2008, code) for code in each.codes_2008]
        named += [(SectorScheme.SBI_2025, code) for code in each.codes_2025]
        assert set(named) <= known, each.term
        assert len(set(named)) == len(named), each.term
        assert each.source.certainty is SourceCertainty.OWN_CHOICE
    words = [word for each in SHIPPED.search_terms() for word in (each.term, *each.also)]
    assert sorted(words) == sorted(set(words))


def test_the_quick_scan_agrees_with_its_own_table() -> None:
    """The category of every row with a distance is the one that the distances give."""
    rows = [each for each in SHIPPED.quick_scan() if each.largest_m is not None]
    assert len(rows) > 40
    wrong = [
        each.id for each in rows if category_for((each.largest_m or 0,), SHIPPED.distances()) != each.category
    ]
    assert wrong == []
    assert tuple(each.category for each in SHIPPED.distances()) == CATEGORIES


def test_distances_stand_as_published() -> None:
    """As in the explanation of the plan De Tweeling (Emmen): category, quiet and mixed surroundings in m."""
    assert [(each.category, each.quiet_m, each.mixed_m) for each in SHIPPED.distances()] == [
        ("1", 10, 0),
        ("2", 30, 10),
        ("3.1", 50, 30),
        ("3.2", 100, 50),
        ("4.1", 200, 100),
        ("4.2", 300, 200),
        ("5.1", 500, 300),
        ("5.2", 700, 500),
        ("5.3", 1000, 700),
        ("6", 1500, 1000),
    ]
    sources = {each.quiet_source for each in SHIPPED.distances()}
    sources |= {each.mixed_source for each in SHIPPED.distances()}
    assert {each.certainty for each in sources} == {SourceCertainty.FOUND}


def test_sectors_without_a_published_row_have_none() -> None:
    """Chemistry, plastics, metal, wholesale and transport: nothing from memory stands in the list."""
    without = ("20", "21", "22", "24", "25", "28", "46", "49", "52")
    assert [
        each.id
        for each in SHIPPED.quick_scan()
        if any(prefix.startswith(without) for prefix in each.prefixes)
    ] == []


@pytest.mark.parametrize(
    ("row_id", "four", "category"),
    [
        ("akkerbouw", (10, 10, 30, 10), "2"),
        ("paarden", (50, 30, 30, 0), "3.1"),
        ("rundvee", (100, 30, 30, 0), "3.2"),
        ("champignons_mest", (100, 10, 30, 10), "3.2"),
        ("varkens", (200, 30, 50, 0), "4.1"),
    ],
)
def test_published_rows_stand_as_published(
    row_id: str, four: tuple[int, int, int, int], category: str
) -> None:
    """Odour, dust, noise, danger as in the public copy of the list."""
    row = next(each for each in SHIPPED.quick_scan() if each.id == row_id)
    assert (row.distances_m, row.category) == (four, category)


@pytest.mark.parametrize(
    ("row_id", "largest_m", "category"),
    [
        ("banket", 100, "3.2"),
        ("deegwaren", 50, "3.1"),
        ("azijn", 200, "4.1"),
        ("bier", 300, "4.2"),
        ("mout", 300, "4.2"),
        ("frisdrank", 100, "3.2"),
        ("cacao_groot", 500, "5.1"),
        ("chocolade_midden", 100, "3.2"),
        ("chocolade_klein", 30, "2"),
        ("kantoor_informatie", 10, "1"),
    ],
)
def test_rows_of_a_plan_annex_stand_as_published(row_id: str, largest_m: int, category: str) -> None:
    """Only the largest distance is published; the four stay unknown."""
    row = next(each for each in SHIPPED.quick_scan() if each.id == row_id)
    assert (row.largest_m, row.distances_m, row.category) == (largest_m, None, category)


def test_the_bridge_leads_to_codes_that_exist_where_we_have_them() -> None:
    """Divisions lead to divisions of SBI 2025; every listed class of industry is in the bridge."""
    divisions = {each.code for each in SHIPPED.codes() if each.scheme is SectorScheme.SBI_2025}
    rows = {each.code_2008: each.codes_2025 for each in SHIPPED.bridge()}
    assert [old for old, new in rows.items() if len(old) == 2 and not set(new) <= divisions] == []
    listed = {
        each.code
        for each in SHIPPED.codes()
        if each.scheme is SectorScheme.SBI_2008 and each.section == "C" and len(each.code) == 4
    }
    assert listed - set(rows) == set()
    assert rows["45"] == ("46", "47", "95")
    assert rows["4520"] == ("9531", "9540")
    assert rows["2060"] == ("2060",)


def test_every_division_belongs_to_a_group_except_households_and_embassies() -> None:
    """So that a division leads somewhere."""
    without = {
        each.code
        for each in SHIPPED.codes()
        if len(each.code) == 2 and not hints_for(each, SHIPPED.segment_hints())
    }
    assert without == {"97", "98", "99"}


def test_hints_name_what_exists() -> None:
    """Groups, segments, demand profiles and criteria profiles."""
    reference = TomlReference(resources_dir())
    hints = SHIPPED.segment_hints()
    assert {each.group for each in hints} == set(SECTOR_GROUPS)
    assert {segment for each in hints for segment in each.segments} <= set(reference.segments())
    assert {each.criteria_profile for each in hints} - {""} <= set(reference.profile_ids())
    assert {each.demand_profile for each in hints} - {""} == {each.id for each in SHIPPED.demand_profiles()}


def test_what_no_table_could_be_read_for_says_that_it_is_our_own_choice() -> None:
    """Importance of factors and the link to segments."""
    sources = [each.source for each in SHIPPED.demand_profiles()]
    sources += [each.source for each in SHIPPED.segment_hints()]
    assert {each.certainty for each in sources} == {SourceCertainty.OWN_CHOICE}


def test_inferred_members_are_marked() -> None:
    """Zuidoost and Noord are inferred; Emmen-Coevorden and Meppel stand in the document."""
    inferred = {each.id for each in SHIPPED.regional_profile().rules if each.is_inference}
    assert {"noord_accent", "zuidoost_accent"} <= inferred
    assert "logistiek_accent" not in inferred


def test_a_row_of_ones_own_stands_in_place_or_beside(tmp_path: Path) -> None:
    """By its key; the others stay."""
    sectors = own(
        tmp_path,
        "sbi_bridge.toml",
        'bridge = [{ code_2008 = "2016", codes_2025 = ["2016", "2229"], source = "eigen" },'
        ' { code_2008 = "0141", codes_2025 = ["0141"], source = "eigen" }]\n',
    )
    rows = {each.code_2008: each for each in sectors.bridge()}
    assert rows["2016"].codes_2025 == ("2016", "2229")
    assert rows["0141"].source.text == "Eigen bron"
    assert len(rows) == len(SHIPPED.bridge()) + 1
    assert sectors.quick_scan() == SHIPPED.quick_scan()


def test_own_rows_of_one_kind_leave_the_other_kind(tmp_path: Path) -> None:
    """A file with quick scan rows alone keeps the shipped distances."""
    sectors = own(
        tmp_path,
        "quick_scan_2009.toml",
        f"row = [{{ {SCAN_ROW}, category = '4.1' }}]\n",
    )
    assert sectors.distances() == SHIPPED.distances()
    assert sectors.quick_scan()[-1].id == "eigen_rij"


@pytest.mark.parametrize(
    "row",
    [
        '{ code_2008 = "2016", codes_2025 = ["2016"] }',
        '{ code_2008 = "2016", codes_2025 = ["2016"], source = "geen" }',
        '{ code_2008 = "2016", codes_2025 = ["2016"], source = "" }',
        '{ code_2008 = "2016", codes_2025 = ["2016"], source = 3 }',
    ],
)
def test_a_row_without_a_source_is_refused(tmp_path: Path, row: str) -> None:
    """Told with file and row."""
    with pytest.raises(DataSourceError) as caught:
        own(tmp_path, "sbi_bridge.toml", f"bridge = [{row}]\n").bridge()
    assert caught.value.message_id == "error.sectors.no_source"
    assert caught.value.params == {"file_name": "sbi_bridge.toml", "entry": "2016"}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("sbi_bridge.toml", 'bridge = [{ code_2008 = "2016", codes_2025 = [], source = "eigen" }]'),
        ("sbi_bridge.toml", 'bridge = [{ codes_2025 = ["2016"], source = "eigen" }]'),
        ("sbi_bridge.toml", "bridge = [3]"),
        ("sbi_bridge.toml", "bridge = 3"),
        ("sbi_bridge.toml", "bridge = [ "),
        ("quick_scan_2009.toml", f"row = [{{ {SCAN_ROW}, category = '7' }}]"),
        ("quick_scan_2009.toml", f"row = [{{ {SCAN_ROW}, category = '2', {FOUR_OF_1_M}, largest_m = 30 }}]"),
        ("quick_scan_2009.toml", f"row = [{{ {SCAN_ROW}, category = '2', odour_m = -1 }}]"),
        ("segment_hints.toml", 'hint = [{ group = "nieuw", title = "Nieuw", source = "eigen" }]'),
        ("regional_profiles.toml", f"rule = [{{ {RULE}, municipality_codes = ['GM9999'] }}]"),
    ],
)
def test_a_mistake_is_told_with_the_file(tmp_path: Path, name: str, rows: str) -> None:
    """Nothing of the file is used, and nothing is guessed."""
    sectors = own(tmp_path, name, rows + "\n")
    readers = (sectors.bridge, sectors.quick_scan, sectors.segment_hints, sectors.regional_profile)
    with pytest.raises(DataSourceError) as caught:
        [read() for read in readers]
    assert caught.value.params["file_name"] == name


def test_the_same_key_twice_in_one_file_is_told(tmp_path: Path) -> None:
    """Which of the two would count is not guessed."""
    row = '{ code_2008 = "2016", codes_2025 = ["2016"], source = "eigen" }'
    with pytest.raises(DataSourceError) as caught:
        own(tmp_path, "sbi_bridge.toml", f"bridge = [{row}, {row}]\n").bridge()
    assert caught.value.message_id == "error.sectors.twice"
