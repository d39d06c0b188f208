"""What is proposed for the columns of a file, on what grounds, and what is asked instead of guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import InputError, QuestionError
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.services.mapping_draft import DAY_FIRST, OPEN, UNKNOWN, Topic
from drentsportal.services.mapping_first_draft import candidate_of, first_draft
from drentsportal.services.mapping_proposal import Certainty, ValueShape
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from tests.unit.geodata.conftest import MAPPINGS, geojson, park, parks_file, shared, square

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal

PLOTS = """Kavelnummer;Naam;Gemeente;Oppervlakte;Prijs per m2;Status;Categorie;Beschikbaar vanaf;Opmerking
K1;Kavel één;Emmen;12.500;65,00;Uitgeefbaar;3.2;01-03-2027;mooi
K2;Kavel twee;Emmen;3.400;67,50;Optie;3.1;01-04-2027;
K3;Kavel drie;Assen;8.000;n.v.t.;Verkocht o.v.;4.2;;hoek
K4;Kavel vier;Emmen;950;1.070,00;Reservering;3.2;15-12-2026;
"""


def plots_file(folder: Path, text: str = PLOTS, encoding: str = "utf-8") -> Path:
    """Write an awkward table of plots as a gemeente makes it by hand."""
    path = folder / "kavels_emmen.csv"
    path.write_bytes(text.encode(encoding))
    return path


def proposed(path: Path, encoding: str = "", **options: str) -> MappingProposal:
    """Propose a mapping for a file."""
    return GeoSiteReader(MAPPINGS).propose(path, ImportOptions(**options), NoProgress(), encoding)  # type: ignore[arg-type]  # options by name


def links(draft: MappingDraft) -> dict[str, str]:
    """Return the attribute of every column that is read."""
    return {each.column: each.attribute_id for each in draft.linked}


def test_national_layer_is_recognised_with_units_from_names_and_polygons() -> None:
    """The national layer is recognised, with units from names and polygons."""
    proposal = proposed(shared("ibis_drenthe_2022.gpkg"))
    draft = first_draft(proposal)
    assert links(draft) == {
        "RIN_NUMMER": "rin",
        "PLAN_NAAM": "name",
        "GEM_CODES": "municipality_code",
        "HA_BRUTO": "gross_ha",
        "HA_NETTO": "net_ha",
        "HA_TOTTUIT": "available_now_ha",
        "WLOC_TYPE": "location_type",
    }
    assert (draft.kind, draft.id_columns, draft.id_prefix, draft.as_of_column) == (
        "parks",
        ("RIN_NUMMER",),
        "rin-",
        "JAAR",
    )
    assert [draft.column(name).unit for name in ("HA_BRUTO", "HA_NETTO", "HA_TOTTUIT")] == ["ha"] * 3
    reasons = {each.id for each in proposal.column("HA_BRUTO").unit_reasons}
    assert reasons == {"mapping.reason.unit_name", "mapping.reason.unit_geometry"}
    codes = dict(draft.column("WLOC_TYPE").codes)
    assert codes.pop("X") == OPEN
    assert all(code == ours for code, ours in codes.items())


def test_table_of_the_layer_takes_the_code_of_the_gemeente_and_leaves_its_name() -> None:
    """The table of the layer takes the code of the gemeente and leaves its name."""
    draft = first_draft(proposed(shared("ibis_drenthe_2022.csv")))
    assert draft.column("gem_code").attribute_id == "municipality_code"
    assert draft.column("gemeente").attribute_id == ""
    assert draft.column("ha_bruto").decimal == "."


def test_older_schema_is_in_square_metres_by_its_polygons_and_its_parts_are_asked() -> None:
    """The older schema is in square metres by its polygons, and its parts are asked."""
    proposal = proposed(shared("ibis_rijssen_holten.json"))
    draft = first_draft(proposal)
    assert draft.column("OPPBRUTO").attribute_id == "gross_ha"
    assert [draft.column(name).unit for name in ("OPPBRUTO", "OPPNETTO")] == ["m2", "m2"]
    assert draft.column("JAAR").attribute_id == "start_year"
    assert (draft.as_of, draft.as_of_column, draft.parts) == (OPEN, "", OPEN)
    assert (proposal.ids[0].repeated, proposal.ids[0].same_total) == (2, True)
    assert set(draft.open_settings) == {"as_of", "parts"}


def test_nothing_of_a_proposal_is_confirmed() -> None:
    """Nothing of a proposal is confirmed."""
    draft = first_draft(proposed(shared("ibis_drenthe_2022.gpkg")))
    assert len(draft.open_columns) == len(draft.columns)


def test_hand_made_table_of_plots(tmp_path: Path) -> None:
    """Of a table of plots made by hand, what is plain is proposed and the rest is asked."""
    proposal = proposed(plots_file(tmp_path))
    draft = first_draft(proposal)
    assert draft.kind == "plots"
    assert links(draft) == {
        "Naam": "name",
        "Gemeente": "municipality_code",
        "Oppervlakte": "area_m2",
        "Prijs per m2": "price_eur_m2",
        "Status": "status",
        "Categorie": "category_max",
        "Beschikbaar vanaf": "available_from",
    }
    assert draft.column("Oppervlakte").open_topics == (Topic.UNIT, Topic.DECIMAL)
    assert (draft.column("Prijs per m2").decimal, draft.column("Prijs per m2").codes) == (
        ",",
        (("n.v.t.", UNKNOWN),),
    )
    assert draft.column("Beschikbaar vanaf").dates == DAY_FIRST
    assert dict(draft.column("Status").codes) == {
        "Uitgeefbaar": "available",
        "Optie": "option",
        "Verkocht o.v.": OPEN,
        "Reservering": "reserved",
    }
    assert dict(draft.column("Gemeente").codes) == {"Emmen": "GM0114", "Assen": "GM0106"}
    assert draft.id_columns == ("Kavelnummer",)


def test_column_of_which_only_the_values_are_known_says_so(tmp_path: Path) -> None:
    """A column of which only the values are known is proposed by content, with the reason."""
    text = "a;b;c;d\nx1;Uitgeefbaar;7811 AB;Emmen\nx2;Optie;7812CD;Hoogeveen\nx3;Verkocht;7813 EF;Assen\n"
    proposal = proposed(plots_file(tmp_path, text))
    found = {name: candidate_of(proposal.column(name), kind) for name, kind in
             (("b", "status"), ("c", "postcode"), ("d", "municipality_code"))}  # fmt: skip
    assert {each.certainty for each in found.values() if each} == {Certainty.CONTENT}
    assert all(found.values())
    assert proposal.column("a").candidates == ()
    assert proposal.ids[0].column == "a"


def test_ja_and_nee_are_asked_where_they_stand_for_a_status(tmp_path: Path) -> None:
    """JA and NEE are asked where they stand for the status of a plot: layers differ in what they mean."""
    draft = first_draft(proposed(plots_file(tmp_path, "kavelnr;kavels;opp_m2\n1;JA;900\n2;NEE;1200\n")))
    assert dict(draft.column("kavels").codes) == {"JA": OPEN, "NEE": OPEN}


def test_unit_of_the_name_against_the_polygons_is_asked(tmp_path: Path) -> None:
    """A unit that the name says and the polygons deny is asked."""
    rows = [{"nr": n, "bruto_ha": 10_000} for n in range(3)]
    path = geojson(
        tmp_path / "a.geojson", [(row, square(x_m=240_000 + 300 * n)) for n, row in enumerate(rows)]
    )
    proposal = proposed(path)
    assert proposal.column("bruto_ha").unit == OPEN
    assert len(proposal.column("bruto_ha").unit_reasons) == 2


def test_size_alone_never_decides_a_unit(tmp_path: Path) -> None:
    """The size of numbers is a hint; without name or polygon the unit stays open."""
    evidence = proposed(plots_file(tmp_path, "nr;bruto\n1;0,3\n2;180\n3;12,5\n")).column("bruto")
    assert evidence.unit == OPEN
    assert [each.id for each in evidence.unit_reasons] == ["mapping.reason.unit_size"]


@pytest.mark.parametrize(
    ("values", "decimal"),
    [
        (("1.234,5", "12"), ","),
        (("68,500", "1,25"), ","),
        (("68,500", "70,250"), OPEN),
        (("12.500", "950"), OPEN),
        (("1.5", "2,5"), OPEN),
        (("1.234.567", "1.5"), OPEN),
        (("0.5", "12"), "."),
    ],
)
def test_decimal_sign_is_read_from_values_that_leave_no_doubt(
    tmp_path: Path, values: tuple[str, ...], decimal: str
) -> None:
    """The decimal sign is read from values that leave no doubt, else it is asked."""
    rows = "".join(f"{number};{value}\n" for number, value in enumerate(values))
    evidence = proposed(plots_file(tmp_path, f"nr;bruto\n{rows}")).column("bruto")
    assert (evidence.shape, evidence.decimal) == (ValueShape.NUMBER, decimal)


@pytest.mark.parametrize(
    ("name", "attribute_id", "unit"),
    [
        ("Netto oppervlakte (ha)", "net_ha", "ha"),
        ("Opp. bruto [m²]", "gross_ha", "m2"),
        ("brutoHa", "gross_ha", "ha"),
        ("NETTO", "net_ha", OPEN),
    ],
)
def test_unit_in_a_name_is_told_apart_from_the_name(
    tmp_path: Path, name: str, attribute_id: str, unit: str
) -> None:
    """The unit in a name is told apart from the name, however it is written."""
    evidence = proposed(plots_file(tmp_path, f"terreincode;{name}\na;1,5\nb;2,25\n")).column(name)
    assert (evidence.unit, candidate_of(evidence, attribute_id) is not None) == (unit, True)


def test_a_number_beyond_all_measure_shows_no_sign_and_no_size(tmp_path: Path) -> None:
    """A figure such as 1.5e400 beside commas is a fault of its row and makes no contradiction."""
    table = plots_file(tmp_path, "nr;bruto\n1;1.5e400\n2;1,5\n3;2,5\n4;1e400\n")
    evidence = proposed(table).column("bruto")
    assert (evidence.shape, evidence.decimal) == (ValueShape.NUMBER, ",")
    assert [each.named["example"] for each in evidence.decimal_reasons] == ["1,5"]
    assert [(each.named["low"], each.named["high"]) for each in evidence.unit_reasons] == [(1.5, 2.5)]


def test_typed_numbers_say_nothing_about_the_sign_of_written_ones(tmp_path: Path) -> None:
    """Where numbers and texts are mixed, the typed numbers say nothing about the sign of the texts."""
    rows = [{"nr": n, "bruto": value} for n, value in enumerate((65.5, 12.25, "1.234", 7))]
    path = geojson(tmp_path / "a.geojson", [(row, None) for row in rows])
    assert proposed(path).column("bruto").decimal == OPEN


def test_order_of_a_date_is_asked_where_both_occur(tmp_path: Path) -> None:
    """The order of a date is asked where both orders occur."""
    text = "nr;beschikbaar vanaf\n1;01-03-2027\n2;2027-04-01\n"
    assert proposed(plots_file(tmp_path, text)).column("beschikbaar vanaf").dates == OPEN


def test_encoding_is_asked_only_where_bytes_differ(tmp_path: Path) -> None:
    """The encoding is asked only where the bytes can be read in more than one way."""
    assert proposed(plots_file(tmp_path, "nr;naam\n1;plat\n")).encodings == ()
    assert proposed(plots_file(tmp_path)).encodings[0] == "utf-8"
    path = plots_file(tmp_path, encoding="cp850")
    assert proposed(path).encodings[0] == "cp1252"
    assert "Kavel één" in proposed(path, "cp850").column("Naam").samples


def test_evidence_holds_few_samples_however_many_rows(tmp_path: Path) -> None:
    """Evidence holds few samples however many rows there are, and no code list of a free text."""
    rows = "".join(f"{number};Terrein {number}\n" for number in range(500))
    evidence = proposed(plots_file(tmp_path, f"nr;naam\n{rows}")).column("naam")
    assert (len(evidence.samples), evidence.distinct, evidence.codes) == (12, 500, ())


def test_number_of_a_program_is_proposed_last_and_said_to_be_unstable(tmp_path: Path) -> None:
    """The row number that a program gives is proposed last, and said to be unstable."""
    proposal = proposed(plots_file(tmp_path, "OBJECTID;kavelcode;naam\n1;A1;een\n2;A2;twee\n"))
    assert [each.column for each in proposal.ids][-1] == "OBJECTID"
    assert proposal.ids[-1].reasons[0].id == "mapping.reason.id_unstable"


def test_file_in_our_own_format_needs_no_mapping(tmp_path: Path) -> None:
    """A file in our own format needs no mapping, and says so."""
    header = {"kind": "parks", "source": "s", "as_of": "2026"}
    path = parks_file(tmp_path / "p.geojson", park(), drentsportal=header)
    with pytest.raises(InputError) as told:
        proposed(path)
    assert told.value.message_id == "error.mapping.not_needed"
    assert not isinstance(told.value, QuestionError)
