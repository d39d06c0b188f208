"""The capacity map of the grid: the official files, codes that a person explains, and large files."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import GridState
from drentsportal.errors import DataSourceError, DrentsPortalError, QuestionError
from tests.unit.geodata.conftest import issues_of, refused_rows

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.geodata.conftest import ReadFile

HEADER = "postcode;afname;opwek;voedingsgebied_id;voedingsgebied_naam;tennet_id;RNB;Gemeente"
DATE = PartialDate(2026, 11)
CODES = ("grid_transparent:0", "grid_yellow:1", "grid_amber:2", "grid_red:3", "grid_unknown:-1")


def postcodes_file(path: Path, *lines: str) -> Path:
    """Write a file as the source gives it: semicolons, decimal comma, UTF-8 with a mark."""
    path.write_text("\n".join((HEADER, *lines, "")), encoding="utf-8-sig")
    return path


def line(postcode: str, demand: str, generation: str) -> str:
    """One row of ``congestie_pc6.csv``."""
    return f"{postcode};{demand};{generation};BEI 10-1;Beilen;BEI;Enexis;Midden-Drenthe"


def test_codes_are_asked_one_by_one(tmp_path: Path, read: ReadFile) -> None:
    """The file does not say what 3 means, so nobody guesses: the question names the answers."""
    path = postcodes_file(tmp_path / "congestie_pc6.csv", line("9411AB", "3", "0"))
    with pytest.raises(QuestionError) as question:
        read(path, as_of=DATE)
    assert question.value.option == "--accept"
    assert "grid_red:3" in question.value.choices
    with pytest.raises(QuestionError) as question:
        read(path, as_of=DATE, accepted=["grid_red:3"])
    assert "grid_transparent:0" in question.value.choices


def test_the_official_postcodes(tmp_path: Path, read: ReadFile) -> None:
    """With every code answered all comes in; -1 stays unknown, "1,0" is 1, and afname is not opwek."""
    path = postcodes_file(
        tmp_path / "congestie_pc6.csv", line("9411 ab", "3", "0"), line("9412AB", "-1", "1,0")
    )
    delivery, report = read(path, as_of=DATE, accepted=CODES)
    batch = delivery.grid_postcodes
    assert batch is not None
    assert list(batch.postcodes) == ["9411AB", "9412AB"]
    assert list(batch.demand) == ["red", None]
    assert list(batch.generation) == ["transparent", "yellow"]
    assert list(batch.area_ids) == ["BEI 10-1", "BEI 10-1"]
    assert delivery.as_of == DATE
    assert report.mapping_id.startswith("capaciteitskaart_postcodes+grid_")
    assert "note.grid_indicative" in [note.id for note in report.notes]


def test_codes_in_a_mapping_of_ones_own(tmp_path: Path, read: ReadFile) -> None:
    """The answers can stand in a mapping, so that the next file asks nothing."""
    mapping = tmp_path / "eigen.toml"
    mapping.write_text(
        'id = "eigen"\nkind = "grid_postcodes"\nsource = "Kaart"\nrow_id = "{postcode}"\n'
        '[as_of]\nvalue = "2026-11"\n'
        '[attributes.postcode]\ncolumn = "postcode"\n'
        '[attributes.demand]\ncolumn = "afname"\ncodes = { "0" = "transparent", "3" = "red" }\n'
        '[attributes.generation]\ncolumn = "opwek"\ncodes = { "0" = "transparent" }\n'
        'unknown_codes = ["-1"]\n',
        encoding="utf-8",
    )
    path = postcodes_file(tmp_path / "x.csv", line("9411AB", "3", "-1"))
    delivery, _ = read(path, mapping=str(mapping))
    batch = delivery.grid_postcodes
    assert batch is not None
    assert (list(batch.demand), list(batch.generation)) == (["red"], [None])
    assert delivery.as_of == DATE


def test_bad_rows_are_listed(tmp_path: Path, read: ReadFile) -> None:
    """No postcode, a postcode twice, and a row of another length are refused, each by its row."""
    path = postcodes_file(
        tmp_path / "congestie_pc6.csv",
        line("9411AB", "0", "0"),
        line("0411AB", "0", "0"),
        line("", "0", "0"),
        line("9411AB", "3", "0"),
        "9413AB;0",
    )
    delivery, report = read(path, as_of=DATE, accepted=CODES)
    assert delivery.grid_postcodes is not None
    assert list(delivery.grid_postcodes.demand) == ["transparent"]
    assert refused_rows(report) == [2, 3, 4, 5]
    assert issues_of(report, "issue.duplicate_code") == [(4, "refused", "")]


def test_the_date_is_asked(tmp_path: Path, read: ReadFile) -> None:
    """The file does not say of when it is."""
    with pytest.raises(QuestionError) as question:
        read(postcodes_file(tmp_path / "congestie_pc6.csv", line("9411AB", "0", "0")))
    assert question.value.option == "--as-of"


def test_a_missing_column_is_named(tmp_path: Path, read: ReadFile) -> None:
    """With the mapping named, a file without opwek is refused, not read with everything unknown."""
    path = tmp_path / "x.csv"
    path.write_text("postcode;afname\n9411AB;0\n", encoding="utf-8")
    with pytest.raises(DataSourceError) as error:
        read(path, as_of=DATE, mapping="capaciteitskaart_postcodes")
    assert error.value.params["missing"] == ("opwek",)


@pytest.mark.unmeasured
def test_the_whole_country_in_bounded_memory(tmp_path: Path, read: ReadFile) -> None:
    """460,000 rows (36 MB of text) take less than 150 MB at their peak, and no object per row stays."""
    letters = "ABCDEGHJKLMNPRSTVWXZ"
    postcodes = (
        f"{1000 + number // 52}{letters[number % 20]}{letters[number // 20 % 20]}"
        for number in range(460_000)
    )
    path = postcodes_file(
        tmp_path / "congestie_pc6.csv",
        *(line(postcode, str(row % 4), "-1") for row, postcode in enumerate(postcodes)),
    )
    tracemalloc.start()
    delivery, report = read(path, as_of=DATE, accepted=CODES)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report.feature_count == 460_000
    assert delivery.grid_postcodes is not None
    assert len(delivery.grid_postcodes) + len(refused_rows(report)) == 460_000
    assert peak_bytes < 150_000_000


def test_supply_areas(tmp_path: Path, read: ReadFile) -> None:
    """Decimal comma, a year in which the shortage ends, and no state, since the file has none."""
    path = tmp_path / "voedingsgebieden.csv"
    path.write_text(
        "voedingsgebied_id;RNB;jaar;aanwezige_transportcapaciteit_afname;unieke_verzoeken_afname;wachtrij_afname;"
        "jaartal_opgelost_afname;unieke_verzoeken_invoeding;wachtrij_invoeding;jaartal_opgelost_invoeding\n"
        "BEI 10-1;Enexis;2026;40,5;12;7,25;2029;0;0;0\n",
        encoding="utf-8-sig",
    )
    delivery, report = read(path, as_of=DATE, mapping="capaciteitskaart_voedingsgebieden")
    (area,) = delivery.grid_areas
    assert (area.id, area.operator, area.year) == ("BEI 10-1", "Enexis", 2026)
    assert (area.demand.requests_in_queue, area.demand.capacity_in_queue_mw) == (12, 7.25)
    assert (area.demand.alleviation_year, area.demand.available_capacity_mw, area.demand.state) == (
        2029,
        None,
        None,
    )
    assert area.generation.alleviation_year is None
    assert issues_of(report, "issue.year_outside") == [(1, "flagged", "generation_alleviation_year")]


def model_file(path: Path, **changed: object) -> Path:
    """Write a file of the official model: one area with two postcodes."""
    area = {
        "short_code": "BEI",
        "type": "energy_area",
        "demand_constraint": "red",
        "demand_requests_in_queue": 12,
        "demand_capacity_in_queue": 7.25,
        "demand_available_capacity": 0,
        "demand_alleviation_year": 2029,
        "generation_constraint": "transparant",
        "works": [{"name": "Verzwaring"}],
        "postcode_areas": [
            {"postcode": "9411AB", "demand_constraint": "amber", "generation_constraint": "yellow"},
            {
                "postcode": "9412AB",
                "substation_short_code": "ASN",
                "demand_constraint": "transparant",
                "generation_constraint": None,
            },
        ],
    }
    path.write_text(json.dumps({"energy_areas": [{**area, **changed}]}), encoding="utf-8")
    return path


def test_the_official_model(tmp_path: Path, read: ReadFile) -> None:
    """Areas and postcodes come in together; the four states are those of the model."""
    delivery, report = read(model_file(tmp_path / "kaart.json"), as_of=DATE)
    (area,) = delivery.grid_areas
    assert (area.demand.state, area.generation.state) == (GridState.RED, GridState.TRANSPARENT)
    assert (area.demand.available_capacity_mw, area.demand.alleviation_year, area.year) == (0.0, 2029, 2026)
    batch = delivery.grid_postcodes
    assert batch is not None
    assert list(batch.demand) == ["amber", "transparent"]
    assert list(batch.generation) == ["yellow", None]
    assert list(batch.area_ids) == ["BEI", "ASN"]
    assert report.site_count == 3


def test_a_state_that_the_model_does_not_have_is_asked(tmp_path: Path, read: ReadFile) -> None:
    """A word of another version is no reason to guess."""
    with pytest.raises(QuestionError) as question:
        read(model_file(tmp_path / "kaart.json", demand_constraint="purple"), as_of=DATE)
    assert "grid_red:purple" in question.value.choices


def test_damaged_json(tmp_path: Path, read: ReadFile) -> None:
    """A file that was cut off is refused as a whole."""
    path = model_file(tmp_path / "kaart.json")
    path.write_text(path.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    with pytest.raises(DataSourceError):
        read(path, as_of=DATE)


CELL = st.text(st.characters(codec="utf-8", exclude_characters='\n\r"'), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.one_of(CELL, st.sampled_from(["9411AB", "3", "-1"])), max_size=9), max_size=6))
def test_any_rows_end_in_a_delivery_or_an_error_of_ours(
    tmp_path: Path, read: ReadFile, rows: list[list[str]]
) -> None:
    """Whatever the cells hold: every row is taken, or listed, or the file is refused as a whole."""
    path = postcodes_file(tmp_path / "congestie_pc6.csv", *(";".join(row) for row in rows))
    try:
        delivery, report = read(path, as_of=DATE, accepted=CODES)
    except DrentsPortalError:
        return
    taken = 0 if delivery.grid_postcodes is None else len(delivery.grid_postcodes)
    assert taken + len(refused_rows(report)) == report.feature_count


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(st.none() | st.booleans() | st.integers() | CELL, lambda inner: st.lists(inner, max_size=3))
)
def test_any_value_in_the_official_model(tmp_path: Path, read: ReadFile, value: object) -> None:
    """A value of any type in the place of another ends in a delivery or an error of ours."""
    for name in ("demand_constraint", "demand_capacity_in_queue", "postcode_areas", "short_code", "type"):
        try:
            delivery, report = read(model_file(tmp_path / "kaart.json", **{name: value}), as_of=DATE)
        except DrentsPortalError:
            continue
        taken = len(delivery.grid_areas)
        taken += 0 if delivery.grid_postcodes is None else len(delivery.grid_postcodes)
        assert taken + len(refused_rows(report)) == report.feature_count, name
