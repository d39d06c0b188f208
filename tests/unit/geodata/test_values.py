"""Design section 8, rows 4 to 6: values that do not fit are listed with the reading proposed, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, InputError, QuestionError
from tests.unit.geodata.conftest import (
    apart,
    column,
    geojson,
    issues_of,
    park,
    parks_file,
    refused_rows,
    square,
)

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language
    from tests.unit.geodata.conftest import ReadFile

PARKS = {"kind": "parks", "source": "Gemeente", "as_of": "2026-11-01"}
PLOTS = {"kind": "plots", "source": "Gemeente", "as_of": "2026-11-01"}


def _native_park(**values: object) -> dict[str, object]:
    return {"id": "p1", "name": "Park", "municipality_code": "GM0114"} | values


def _native_plot(**values: object) -> dict[str, object]:
    return {"id": "k1", "name": "Kavel", "park_id": "p1", "area_m2": 10000, "status": "available"} | values


# --- gemeente and codes -------------------------------------------------------------


def test_gemeente_gm0000_is_flagged_and_unknown(read: ReadFile, tmp_path: Path) -> None:
    """Gemeente GM0000 is flagged and unknown."""
    delivery, report = read(parks_file(tmp_path / "a.geojson", park(1, GEM_CODES="GM0000")))
    assert column(delivery, "municipality_code") == [None]
    assert issues_of(report, "issue.municipality_unknown") == [(1, "flagged", "GEM_CODES")]
    assert report.municipality_count == 0


def test_gemeente_outside_drenthe_is_flagged_and_kept(read: ReadFile, tmp_path: Path) -> None:
    """Gemeente outside Drenthe is flagged and kept."""
    delivery, report = read(parks_file(tmp_path / "a.geojson", park(1, GEM_CODES="GM1742")))
    assert column(delivery, "municipality_code") == ["GM1742"]
    assert issues_of(report, "issue.municipality_unknown") == [(1, "flagged", "GEM_CODES")]


@pytest.mark.parametrize(
    ("text", "code"), [("114", "GM0114"), ("Emmen", "GM0114"), ("AA EN HUNZE", "GM1680")]
)
def test_gemeente_in_another_form_is_proposed(read: ReadFile, tmp_path: Path, text: str, code: str) -> None:
    """Gemeente in another form is proposed."""
    path = parks_file(tmp_path / "a.geojson", park(1, GEM_CODES=text))
    delivery, report = read(path)
    assert column(delivery, "municipality_code") == [None]
    assert issues_of(report, "issue.municipality_code.proposed") == [(1, "flagged", "GEM_CODES")]
    delivery, report = read(path, accepted=["proposed_reading:GEM_CODES"])
    assert column(delivery, "municipality_code") == [code]
    assert issues_of(report, "issue.reading_accepted") == [(1, "taken", "GEM_CODES")]


def test_unknown_type_code_is_flagged_and_kept(read: ReadFile, tmp_path: Path) -> None:
    """Unknown type code is flagged and kept."""
    rows = [park(1, WLOC_TYPE="X"), park(2, WLOC_TYPE="ONBEKEND"), park(3, WLOC_TYPE=None), park(4)]
    delivery, report = read(parks_file(tmp_path / "a.geojson", *rows))
    assert column(delivery, "location_type") == ["X", None, None, "B"]
    assert issues_of(report, "issue.code_unknown") == [(1, "flagged", "WLOC_TYPE")]


def test_unknown_status_is_listed_and_left_unknown(read: ReadFile, tmp_path: Path) -> None:
    """Unknown status is listed and left unknown."""
    rows = [(_native_plot(status="vrij"), square()), (_native_plot(id="k2", status="Available"), apart(2))]
    delivery, report = read(geojson(tmp_path / "a.geojson", rows, drentsportal=PLOTS))
    assert column(delivery, "status") == [None, None]
    assert issues_of(report, "issue.code_not_listed") == [(1, "flagged", "status")]
    assert issues_of(report, "issue.code_not_listed.proposed") == [(2, "flagged", "status")]


def test_categories_dates_sets_and_yes_no(read: ReadFile, tmp_path: Path) -> None:
    """Categories dates sets and yes no."""
    row = _native_plot(
        category_min=2, category_max="3,2", available_from="1-3-2027", segments=["logistics", "agro"]
    )
    path = geojson(tmp_path / "a.geojson", [(row, square())], drentsportal=PLOTS)
    delivery, report = read(path)
    assert column(delivery, "category_min") == ["2"]
    assert column(delivery, "category_max") == ["3.2"]
    assert column(delivery, "segments") == ["agro;logistics"]
    assert column(delivery, "available_from") == [None]
    assert issues_of(report, "issue.not_a_date.proposed") == [(1, "flagged", "available_from")]
    delivery, _ = read(path, accepted=["proposed_reading:available_from"])
    assert column(delivery, "available_from") == ["2027-03-01"]


@pytest.mark.parametrize(
    ("value", "expected", "listed"),
    [
        (True, True, 0),
        (False, False, 0),
        ("ja", True, 0),
        ("Nee", False, 0),
        ("onbekend", None, 0),
        ("soms", None, 1),
    ],
)
def test_yes_no_and_unknown_are_three_things(
    read: ReadFile, tmp_path: Path, value: object, expected: object, listed: int
) -> None:
    """Yes no and unknown are three things."""
    row = _native_park(park_management=value)
    delivery, report = read(geojson(tmp_path / "a.geojson", [(row, square())], drentsportal=PARKS))
    assert column(delivery, "park_management") == [expected]
    assert len(issues_of(report, "issue.not_yes_or_no")) == listed


# --- names --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '=HYPERLINK("x")',
        "@SUM(1)",
        "../../etc/passwd",
        "C:\\map\\x",
        "{name:ha}",
        "Skûlenboarch",
        "'T KLEINE VELD II",
    ],
)
def test_a_name_stays_text_unchanged(read: ReadFile, tmp_path: Path, name: str) -> None:
    """A name stays text unchanged."""
    delivery, report = read(parks_file(tmp_path / "a.geojson", park(1, PLAN_NAAM=name)))
    assert column(delivery, "name") == [name]
    assert report.issues == ()


def test_damaged_characters_are_listed_and_kept(read: ReadFile, tmp_path: Path) -> None:
    """Damaged characters are listed and kept."""
    rows = [park(1, PLAN_NAAM="Sk\ufffdlenboarch"), park(2, PLAN_NAAM="BrÃªgeleane"), park(3)]
    path = parks_file(tmp_path / "a.geojson", *rows)
    delivery, report = read(path)
    assert column(delivery, "name")[:2] == ["Sk\ufffdlenboarch", "BrÃªgeleane"]
    assert issues_of(report, "issue.text_damaged") == [(1, "flagged", "PLAN_NAAM")]
    assert issues_of(report, "issue.text_damaged.proposed") == [(2, "flagged", "PLAN_NAAM")]
    delivery, _ = read(path, accepted=["proposed_reading:PLAN_NAAM"])
    assert column(delivery, "name")[:2] == ["Sk\ufffdlenboarch", "Brêgeleane"]


def test_bytes_that_are_not_utf8_are_told_and_listed(read: ReadFile, tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are told and listed."""
    path = parks_file(tmp_path / "a.geojson", park(1, PLAN_NAAM="Skulenboarch"))
    path.write_bytes(path.read_bytes().replace(b"Skulenboarch", "Skûlenboarch".encode("cp1252")))
    delivery, report = read(path)
    assert column(delivery, "name") == ["Sk\ufffdlenboarch"]
    assert "note.damaged_encoding" in {each.id for each in report.notes}
    assert issues_of(report, "issue.text_damaged") == [(1, "flagged", "PLAN_NAAM")]


def test_double_spaces_are_flagged_and_kept(read: ReadFile, tmp_path: Path) -> None:
    """Double spaces are flagged and kept."""
    delivery, report = read(parks_file(tmp_path / "a.geojson", park(1, PLAN_NAAM="BEDR  TERR")))
    assert column(delivery, "name") == ["BEDR  TERR"]
    assert issues_of(report, "issue.text_spacing.proposed") == [(1, "flagged", "PLAN_NAAM")]


def test_a_row_without_name_or_id_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """A row without name or id is refused."""
    rows = [park(1), park(2, PLAN_NAAM=None), park(3, RIN_NUMMER=None)]
    delivery, report = read(parks_file(tmp_path / "a.geojson", *rows))
    assert refused_rows(report) == [2, 3]
    assert delivery.batches[0].site_ids == ["rin-1"]
    assert issues_of(report, "issue.id_missing") == [(3, "refused", "RIN_NUMMER")]


# --- units and figures --------------------------------------------------------------


def test_m2_in_a_column_of_ha_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """M2 in a column of ha is asked."""
    rows = [park(number, HA_BRUTO=10000, HA_NETTO=8000, HA_TOTTUIT=0) for number in (1, 2, 3)]
    path = parks_file(tmp_path / "a.geojson", *rows)
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert (caught.value.option, caught.value.choices) == (
        "--accept",
        ("m2_to_ha:HA_BRUTO", "unit_as_stated:HA_BRUTO"),
    )
    delivery, report = read(path, accepted=["m2_to_ha"])
    assert column(delivery, "gross_ha") == [1.0, 1.0, 1.0]
    assert column(delivery, "net_ha") == [0.8, 0.8, 0.8]
    assert report.totals.gross_ha == 3.0


def test_one_value_in_m2_is_listed_with_its_reading_and_kept(
    read: ReadFile, dutch: Language, tmp_path: Path
) -> None:
    """One value that looks like m2 is flagged with that reading, and kept as delivered until accepted."""
    rows = [park(1), park(2, HA_BRUTO=10000.0), park(3)]
    path = parks_file(tmp_path / "a.geojson", *rows)
    delivery, report = read(path)
    assert column(delivery, "gross_ha") == [1.0, 10000.0, 1.0]
    assert issues_of(report, "issue.unit_looks_wrong") == [(2, "flagged", "HA_BRUTO")]
    words = next(each for each in report.issues if each.message.id == "issue.unit_looks_wrong").message
    assert dutch.text(words).startswith("10.000,00 ha past niet bij de oppervlakte op de kaart (1 ha)")
    assert "zou het 1,00 ha zijn. Overgenomen zoals geleverd." in dutch.text(words)
    delivery, report = read(path, accepted=["m2_to_ha:HA_BRUTO"])
    assert column(delivery, "gross_ha") == [1.0, 1.0, 1.0]
    assert issues_of(report, "issue.unit_accepted") == [(2, "taken", "HA_BRUTO")]


def test_the_question_of_the_unit_says_what_it_was_computed_from_and_takes_no_for_an_answer(
    read: ReadFile, dutch: Language, tmp_path: Path
) -> None:
    """The rows that count, one of them in figures; "the unit is right" keeps what was delivered."""
    rows = [park(1), *(park(number, HA_BRUTO=10000) for number in (2, 3))]
    path = parks_file(tmp_path / "a.geojson", *rows)
    with pytest.raises(QuestionError) as caught:
        read(path)
    asked = dutch.text(caught.value)
    assert "2 van de 3 waarden" in asked
    assert "Rij 2 is gelezen als 10.000,00 ha; de ligging meet 1 ha." in asked
    for rule in ("unit_as_stated:HA_BRUTO", "unit_as_stated"):
        delivery, report = read(path, accepted=[rule])
        assert column(delivery, "gross_ha") == [1.0, 10000.0, 10000.0]
        assert issues_of(report, "issue.area_differs") == [
            (2, "flagged", "HA_BRUTO"),
            (3, "flagged", "HA_BRUTO"),
        ]
        assert delivery.mapping_id == f"ibis_national+{rule}"


def test_the_answer_for_one_column_goes_before_the_answer_for_all(read: ReadFile, tmp_path: Path) -> None:
    """Converted everywhere, but not where the unit is said to be right; and the other way round."""
    rows = [park(number, HA_BRUTO=10000, HA_NETTO=8000) for number in (1, 2)]
    path = parks_file(tmp_path / "a.geojson", *rows)
    delivery, _ = read(path, accepted=["m2_to_ha", "unit_as_stated:HA_NETTO"])
    assert (column(delivery, "gross_ha"), column(delivery, "net_ha")) == ([1.0, 1.0], [8000.0, 8000.0])
    delivery, _ = read(path, accepted=["m2_to_ha:HA_NETTO", "unit_as_stated"])
    assert (column(delivery, "gross_ha"), column(delivery, "net_ha")) == ([10000.0, 10000.0], [0.8, 0.8])


def test_a_wrong_outline_takes_no_figure_away(read: ReadFile, tmp_path: Path) -> None:
    """One park drawn 2 x 2 m among good ones: its figures are flagged and kept, also in the totals."""
    rows = [
        (park(number, HA_BRUTO=21.0, HA_NETTO=17.7), square(240_000 + 600 * number, side_m=458))
        for number in range(8)
    ]
    rows[3] = (rows[3][0], square(240_000 + 1800, side_m=2))
    delivery, report = read(geojson(tmp_path / "a.geojson", rows))
    assert column(delivery, "gross_ha") == [21.0] * 8
    assert column(delivery, "net_ha") == [17.7] * 8
    assert report.totals.gross_ha == 168.0
    assert issues_of(report, "issue.far_from_geometry") == [
        (4, "flagged", name) for name in ("HA_BRUTO", "HA_NETTO", "HA_TOTTUIT")
    ]
    assert issues_of(report, "issue.area_differs") == []


def test_slivers_and_one_slip_ask_for_no_unit(read: ReadFile, tmp_path: Path) -> None:
    """Outlines that are nothing and one slip of the keys say nothing about the unit of a column."""
    slivers = [(park(number, HA_BRUTO=20.0), square(240_000 + 99 * number, side_m=2)) for number in (1, 2)]
    delivery, report = read(geojson(tmp_path / "a.geojson", [*slivers, (park(3), apart(30))]))
    assert column(delivery, "gross_ha") == [20.0, 20.0, 1.0]
    slip = parks_file(tmp_path / "b.geojson", park(1), park(2, HA_NETTO=9999), park(3, HA_NETTO=None))
    delivery, report = read(slip)
    assert column(delivery, "net_ha") == [0.8, 9999.0, None]
    assert issues_of(report, "issue.unit_looks_wrong") == [(2, "flagged", "HA_NETTO")]


def test_a_name_without_end_is_shown_by_its_beginning(read: ReadFile, tmp_path: Path) -> None:
    """The name itself is kept whole; what a report shows of it is bounded."""
    path = parks_file(tmp_path / "a.geojson", park(1, PLAN_NAAM="L" * 100_000, HA_NETTO=2.0))
    delivery, report = read(path)
    assert column(delivery, "name") == ["L" * 100_000]
    (shown,) = {each.site_name for each in report.issues}
    assert (len(shown), shown[-1]) == (80, "…")


def test_ha_in_a_column_of_m2_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """Ha in a column of m2 is asked."""
    rows = [(_native_plot(id=f"k{each}", area_m2=1), apart(each)) for each in range(3)]
    path = geojson(tmp_path / "a.geojson", rows, drentsportal=PLOTS)
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert caught.value.choices == ("ha_to_m2:area_m2", "unit_as_stated:area_m2")
    delivery, _ = read(path, accepted=["ha_to_m2:area_m2"])
    assert column(delivery, "area_m2") == [10000, 10000, 10000]


def test_available_over_net_over_gross_is_flagged_and_kept(read: ReadFile, tmp_path: Path) -> None:
    """Available over net over gross is flagged and kept."""
    rows = [park(1, HA_NETTO=0.0, HA_TOTTUIT=0.5), park(2, HA_NETTO=1.2), park(3, HA_TOTTUIT=1.1)]
    delivery, report = read(parks_file(tmp_path / "a.geojson", *rows))
    assert column(delivery, "available_now_ha") == [0.5, 0.2, 1.1]
    assert issues_of(report, "issue.available_over_net") == [
        (1, "flagged", "HA_TOTTUIT"),
        (3, "flagged", "HA_TOTTUIT"),
    ]
    assert issues_of(report, "issue.net_over_gross") == [(2, "flagged", "HA_NETTO")]
    assert issues_of(report, "issue.available_over_gross") == [(3, "flagged", "HA_TOTTUIT")]


@pytest.mark.parametrize(("gross_ha", "flagged"), [(1.0, False), (1.04, False), (1.06, True), (0.9, True)])
def test_area_that_differs_more_than_five_percent_is_flagged_and_kept(
    read: ReadFile, tmp_path: Path, *, gross_ha: float, flagged: bool
) -> None:
    """Area that differs more than five percent is flagged and kept."""
    delivery, report = read(parks_file(tmp_path / "a.geojson", park(1, HA_BRUTO=gross_ha)))
    assert column(delivery, "gross_ha") == [gross_ha]
    assert bool(issues_of(report, "issue.area_differs")) is flagged


def test_fraction_of_a_square_metre_is_told(read: ReadFile, tmp_path: Path) -> None:
    """Fraction of a square metre is told."""
    path = geojson(tmp_path / "a.geojson", [(_native_plot(area_m2=10000.4), square())], drentsportal=PLOTS)
    delivery, report = read(path)
    assert column(delivery, "area_m2") == [10000]
    assert issues_of(report, "issue.rounded") == [(1, "flagged", "area_m2")]


# --- duplicates, parts and dates ----------------------------------------------------


def test_duplicate_id_takes_the_first_and_names_it(read: ReadFile, tmp_path: Path) -> None:
    """Duplicate id takes the first and names it."""
    delivery, report = read(parks_file(tmp_path / "a.geojson", park(1), park(1, PLAN_NAAM="Anders"), park(2)))
    assert column(delivery, "name") == ["Terrein 1", "Terrein 2"]
    assert issues_of(report, "issue.duplicate_id") == [(2, "refused", "")]
    assert issues_of(report, "issue.id_used_again") == [(1, "flagged", "")]


def test_older_reference_year_of_the_same_park_gives_way(read: ReadFile, tmp_path: Path) -> None:
    """Older reference year of the same park gives way."""
    rows = [park(1, JAAR=2022, HA_TOTTUIT=0.3), park(1, JAAR=2024, HA_TOTTUIT=0.1)]
    delivery, report = read(parks_file(tmp_path / "a.geojson", *rows))
    assert column(delivery, "available_now_ha") == [0.1]
    assert issues_of(report, "issue.older_row") == [(1, "refused", "")]


def test_same_name_or_geometry_is_flagged(read: ReadFile, tmp_path: Path) -> None:
    """Same name or geometry is flagged."""
    rows = [(park(1, PLAN_NAAM="De Wieken"), square()), (park(2, PLAN_NAAM="DE WIEKEN"), square())]
    _, report = read(geojson(tmp_path / "a.geojson", rows))
    assert issues_of(report, "issue.duplicate_name") == [(2, "flagged", "PLAN_NAAM")]
    assert issues_of(report, "issue.duplicate_geometry") == [(2, "flagged", "")]


def test_same_name_in_another_gemeente_is_another_park(read: ReadFile, tmp_path: Path) -> None:
    """Same name in another gemeente is another park."""
    rows = [park(1, PLAN_NAAM="De Wieken"), park(2, PLAN_NAAM="De Wieken", GEM_CODES="GM0118")]
    _, report = read(parks_file(tmp_path / "a.geojson", *rows))
    assert report.issues == ()


def test_parts_that_state_different_totals_are_flagged(read: ReadFile, tmp_path: Path) -> None:
    """Parts that state different totals are flagged."""
    base = {
        "RINNUMMER": "1",
        "BEDRIJVENT": "A",
        "KERN": "Emmen",
        "OPPBRUTO": "20000",
        "OPPNETTO": "9000",
        "JAAR": "1990",
    }
    rows = [(base, apart(1)), (base | {"OPPNETTO": "9999"}, apart(2))]
    delivery, report = read(geojson(tmp_path / "a.geojson", rows))
    assert column(delivery, "net_ha") == [0.9]
    assert issues_of(report, "issue.parts_differ") == [(2, "flagged", "")]


def test_mixed_reference_years_are_kept_by_row_and_told(read: ReadFile, tmp_path: Path) -> None:
    """Mixed reference years are kept by row and told."""
    delivery, report = read(parks_file(tmp_path / "a.geojson", park(1), park(2, JAAR=2024)))
    assert list(delivery.batches[0].as_of) == [PartialDate(2022), PartialDate(2024)]
    assert [each.named["dates"] for each in report.notes if each.id == "note.mixed_dates"] == [
        ("2022", "2024")
    ]


def test_a_date_that_is_given_but_not_needed_is_told(read: ReadFile, tmp_path: Path) -> None:
    """The file's own years hold; that the date given was not used is said, unless it is the same."""
    path = parks_file(tmp_path / "a.geojson", park(1), park(2))
    delivery, report = read(path, as_of=PartialDate(2026))
    assert list(delivery.batches[0].as_of) == [PartialDate(2022)] * 2
    assert [each.named for each in report.notes if each.id == "note.as_of_not_used"] == [
        {"as_of": PartialDate(2026)}
    ]
    _, report = read(path, as_of=PartialDate(2022))
    assert "note.as_of_not_used" not in {each.id for each in report.notes}


@pytest.mark.parametrize("year", [None, "v1900", 22, 20222])
def test_a_row_without_a_usable_date_is_refused(read: ReadFile, tmp_path: Path, year: object) -> None:
    """A row without a usable date is refused."""
    _, report = read(parks_file(tmp_path / "a.geojson", park(1, JAAR=year), park(2)))
    assert refused_rows(report) == [1]


def test_no_date_at_all_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """No date at all is asked."""
    header = {"kind": "plots", "source": "Gemeente"}
    path = geojson(tmp_path / "a.geojson", [(_native_plot(), square())], drentsportal=header)
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert caught.value.option == "--as-of"
    delivery, _ = read(path, as_of=PartialDate(2026, 11))
    assert delivery.batches[0].as_of == [PartialDate(2026, 11)]


# --- the file as a whole ------------------------------------------------------------


def test_unknown_columns_ask_for_a_mapping_and_say_what_was_found(read: ReadFile, tmp_path: Path) -> None:
    """Unknown columns ask for a mapping and say what was found."""
    row = {key: value for key, value in park(1).items() if key != "WLOC_TYPE"} | {"SOORT": "B"}
    with pytest.raises(QuestionError) as caught:
        read(parks_file(tmp_path / "a.geojson", row))
    assert caught.value.option == "--mapping"
    assert "SOORT" in str(caught.value.params["columns"])
    assert caught.value.params["nearest"] == "ibis_national"
    assert caught.value.params["missing"] == ("WLOC_TYPE",)
    assert caught.value.params["extra"] == ("SOORT",)


def test_a_named_mapping_says_which_columns_it_misses_and_leaves(read: ReadFile, tmp_path: Path) -> None:
    """A named mapping says which columns it misses and leaves."""
    row = {key: value for key, value in park(1).items() if key != "WLOC_TYPE"} | {"SOORT": "B"}
    delivery, report = read(parks_file(tmp_path / "a.geojson", row), mapping="ibis_national")
    notes = {each.id: each.named for each in report.notes}
    assert notes["note.columns_absent"] == {"columns": ("WLOC_TYPE",)}
    assert notes["note.columns_unread"] == {"columns": ("SOORT",)}
    assert "location_type" not in delivery.batches[0].columns


def test_a_mapping_without_its_key_column_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """A mapping without its key column is refused."""
    with pytest.raises(DataSourceError) as caught:
        read(parks_file(tmp_path / "a.geojson", {"PLAN_NAAM": "A"}), mapping="ibis_national")
    assert caught.value.message_id == "error.import.columns_missing"


def test_a_misspelt_rule_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """A misspelt rule is refused."""
    with pytest.raises(InputError) as caught:
        read(parks_file(tmp_path / "a.geojson", park(1)), accepted=["repair_geometri"])
    assert (caught.value.message_id, caught.value.field) == ("error.import.unknown_rule", "--accept")


def test_a_file_without_rows_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """A file without rows is refused."""
    with pytest.raises(DataSourceError) as caught:
        read(geojson(tmp_path / "leeg.geojson", [], drentsportal=PARKS))
    assert caught.value.message_id == "error.import.no_rows"


def test_the_names_of_rows_stand_with_their_issues(read: ReadFile, tmp_path: Path) -> None:
    """The names of rows stand with their issues."""
    _, report = read(parks_file(tmp_path / "a.geojson", park(1), park(2, WLOC_TYPE="X")))
    issue = report.issues[0]
    assert (issue.row, issue.site_id, issue.site_name) == (2, "rin-2", "Terrein 2")


def test_areas_are_those_of_the_geometry(read: ReadFile, tmp_path: Path) -> None:
    """Areas are those of the geometry."""
    delivery, _ = read(parks_file(tmp_path / "a.geojson", park(1)))
    assert shapely.from_wkb(delivery.batches[0].geometries_wkb[0] or b"").area == 10000
