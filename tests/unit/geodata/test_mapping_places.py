"""Columns that hold coordinates, encodings of shapefiles and kinds of surroundings, from look to delivery."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.errors import DataSourceError
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.services.import_mapping import ColumnLinking
from drentsportal.services.mapping_draft import OPEN
from drentsportal.services.mapping_first_draft import first_draft
from drentsportal.services.place_decision import PlaceDecision, PlaceForm
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from tests.fakes import FixedActor, FixedClock
from tests.unit.geodata.conftest import MAPPINGS, column, geopackage, square
from tests.unit.geodata.small_files import zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.domain.merge.delivery import Delivery
    from drentsportal.language import Language
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import PlaceTrial

RD, LONLAT = "EPSG:28992", "EPSG:4326"
HALLS = "1;Hal A;GM0114;255100;533200\n2;Hal B;GM0114;256400;534100\n3;C;GM0114;;\n"
PANDEN = "pandnr;naam;gemeente;oost;noord\n" + HALLS


class Linked:
    """Looks at a file, keeps what a test decides, and reads the file with what was kept."""

    def __init__(self, folder: Path, dutch: Language) -> None:
        """Start without own mappings."""
        self.reader = GeoSiteReader(MAPPINGS, own_mappings=folder / "own")
        self.linking = ColumnLinking(self.reader, FixedClock(), FixedActor())
        self._say = dutch.text

    def look(self, path: Path, encoding: str = "") -> MappingProposal:
        """Look at a file."""
        return self.linking.propose(path, ImportOptions(), NoProgress(), encoding)

    def place(self, path: Path, draft: MappingDraft) -> PlaceTrial:
        """Try where the rows lie, and word what is said about it."""
        tried = self.linking.try_draft(path, ImportOptions(), draft, NoProgress()).place
        assert tried is not None
        if tried.problem is not None:
            self._say(tried.problem)
        return tried

    def keep(self, proposal: MappingProposal, draft: MappingDraft) -> Path:
        """Confirm every column, and keep it."""
        columns = tuple(replace(each, is_confirmed=True) for each in draft.columns)
        source = "Proef" if draft.source == OPEN else draft.source
        as_of = draft.as_of if draft.as_of_column else "2026"
        settled = replace(draft, columns=columns, title="Proef", source=source, as_of=as_of)
        return self.linking.keep(proposal, settled, self._say)

    def read(self, path: Path, *accepted: str) -> Delivery:
        """Import a file by what was kept: it is found by its columns."""
        return self.reader.read(path, ImportOptions(accepted=frozenset(accepted)), NoProgress())[0]


@pytest.fixture
def linked(tmp_path: Path, dutch: Language) -> Linked:
    """Give hands without own mappings."""
    return Linked(tmp_path, dutch)


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Give what writes a table."""

    def write(text: str, name: str = "panden.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return path

    return write


def test_columns_are_proposed_by_their_values_and_the_system_is_asked(
    linked: Linked, table: Callable[..., Path]
) -> None:
    """Columns of other names are proposed by their values; which system they are in is still asked."""
    path = table(PANDEN)
    proposal = linked.look(path)
    draft = first_draft(proposal, "premises")
    assert draft.place == PlaceDecision(PlaceForm.POINTS, "oost", "noord", crs=OPEN)
    assert draft.open_place == ("crs",)
    assert "place" in draft.open_settings
    tried = linked.place(path, replace(draft, place=replace(draft.place, crs=RD)))
    assert (tried.placed, tried.missing, tried.unreadable, tried.problem) == (2, 1, 0, None)
    assert tried.examples_rd[0] == (255100, 533200)


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        (PlaceDecision(PlaceForm.POINTS, "noord", "oost", crs=RD), "error.import.swapped_axes"),
        (PlaceDecision(PlaceForm.POINTS, "oost", "noord", crs=LONLAT), "error.import.crs_contradicted"),
        (PlaceDecision(PlaceForm.POINTS, "pandnr", "oost", crs=RD), "error.import.outside_netherlands"),
        (PlaceDecision(PlaceForm.POINTS, "oost", "oost", crs=RD), "mapping.place.open"),
        (PlaceDecision(PlaceForm.WKT, wkt="naam", crs=RD), "mapping.place.nowhere"),
    ],
)
def test_what_the_import_would_ask_is_said_at_once(
    linked: Linked, table: Callable[..., Path], place: PlaceDecision, problem: str
) -> None:
    """Swapped axes, RD in degrees, a place outside the country and no shapes at all are said at once."""
    path = table(PANDEN)
    draft = replace(first_draft(linked.look(path), "premises"), place=place)
    tried = linked.place(path, draft)
    assert tried.problem is not None
    assert tried.problem.id == problem
    assert tried.can_swap == (problem == "error.import.swapped_axes")


def test_coordinates_are_written_and_read_again(linked: Linked, table: Callable[..., Path]) -> None:
    """What was decided stands under [geometry], and the next delivery is placed by it."""
    path = table(PANDEN)
    proposal = linked.look(path)
    draft = first_draft(proposal, "premises")
    assert draft.place is not None
    kept = linked.keep(proposal, replace(draft, place=replace(draft.place, crs=RD)))
    assert '[geometry]\nx = "oost"\ny = "noord"\ncrs = "EPSG:28992"\n' in kept.read_text(encoding="utf-8")
    delivery = linked.read(path)
    first, _, third = delivery.batches[0].geometries_wkb
    assert shapely.get_coordinates(shapely.from_wkb(first)).tolist() == [[255100, 533200]]
    assert third is None


def test_coordinates_with_thousands_points_ask_for_the_sign(
    linked: Linked, table: Callable[..., Path]
) -> None:
    """A value as 255.100 can be 255 or 255,100: the sign is asked, and kept with the mapping."""
    path = table("pandnr;naam;gemeente;x;y\n1;A;GM0114;255.100;533.200\n2;B;GM0114;256.400;534.100\n")
    proposal = linked.look(path)
    draft = first_draft(proposal, "premises")
    assert draft.place is not None
    assert draft.open_place == ("crs", "decimal")
    assert linked.place(path, draft).problem is not None
    settled = replace(draft, place=replace(draft.place, crs=RD, decimal=","))
    assert linked.place(path, settled).placed == 2
    kept = linked.keep(proposal, settled).read_text(encoding="utf-8")
    assert 'accepted = ["decimal_comma:x", "decimal_comma:y"]' in kept
    geometry = shapely.from_wkb(linked.read(path).batches[0].geometries_wkb[0])
    assert shapely.get_coordinates(geometry).tolist() == [[255100, 533200]]


def test_shapes_with_the_axes_the_other_way_round_are_turned_on_request(
    linked: Linked, table: Callable[..., Path]
) -> None:
    """WKT in latitude and longitude is said to be swapped; turned, it is imported so."""
    rows = "".join(f"{at};Kavel {at};{52.78 + at / 100:.2f} {6.9 + at / 100:.2f}\n" for at in range(3))
    path = table("pandnr;naam;vorm\n" + rows.replace(";5", ";POINT(5").replace("\n", ")\n"))
    proposal = linked.look(path)
    draft = first_draft(proposal, "premises")
    assert draft.place is not None
    assert (draft.place.form, draft.place.wkt) == (PlaceForm.WKT, "vorm")
    draft = replace(draft, place=replace(draft.place, crs=LONLAT))
    assert linked.place(path, draft).can_swap
    assert draft.place is not None
    turned = replace(draft, place=replace(draft.place, swaps_axes=True))
    assert linked.place(path, turned).placed == 3
    assert 'accepted = ["swap_axes"]' in linked.keep(proposal, turned).read_text(encoding="utf-8")
    x_m, y_m = shapely.get_coordinates(shapely.from_wkb(linked.read(path).batches[0].geometries_wkb[0]))[0]
    assert 250_000 < x_m < 260_000
    assert 520_000 < y_m < 540_000


def test_columns_called_x_and_y_that_are_no_coordinates(linked: Linked, table: Callable[..., Path]) -> None:
    """Where a person says that the table has no place, columns called x and y stay what they are."""
    path = table("pandnr;naam;gemeente;x;y\n1;A;GM0114;3;4\n2;B;GM0114;5;6\n")
    proposal = linked.look(path)
    draft = replace(first_draft(proposal, "premises"), place=PlaceDecision(PlaceForm.NONE))
    linked.keep(proposal, draft)
    assert column(linked.read(path, "without_geometry"), "name") == ["A", "B"]


def test_question_about_the_place_is_written_and_refused(
    linked: Linked, table: Callable[..., Path], tmp_path: Path, dutch: Language
) -> None:
    """A proposal on file asks for the columns, and is refused by the line of the question."""
    path = table("pandnr;naam\n1;A\n2;B\n")
    proposal = linked.look(path)
    draft = replace(first_draft(proposal, "premises"), source="Proef", as_of="2026")
    out = linked.linking.keep_proposal(proposal, draft, dutch.text, tmp_path / "v.toml")
    with pytest.raises(DataSourceError) as told:
        linked.reader.read(path, ImportOptions(mapping=str(out)), NoProgress())
    assert told.value.params["key"] == "geometry.x"
    assert out.read_text(encoding="utf-8").split("\n")[int(str(told.value.params["line"])) - 1] == 'x = "?"'


def _shapefile(folder: Path, encoding: str, *, as_zip: bool = False) -> Path:
    names = ["Café één", "Reünie"]
    columns = {"KAVELNR": ["1", "2"], "NAAM": names}
    folder.mkdir(exist_ok=True)
    path = geopackage(
        folder / "kavels.shp",
        columns,
        [shapely.to_wkb(square()), shapely.to_wkb(square(x_m=256_000))],
        layer="kavels",
        driver="ESRI Shapefile",
    )
    table = path.with_suffix(".dbf")
    raw = bytearray(table.read_bytes())
    raw[29] = 0
    content = bytes(raw)
    for name in names:
        old, new = name.encode(), name.encode(encoding)
        assert old in content
        content = content.replace(old + b" " * (len(new) - len(old)), new + b" " * (len(old) - len(new)))
    table.write_bytes(content)
    path.with_suffix(".cpg").unlink()
    return zipped(folder / "kavels.zip", path, "map/") if as_zip else path


@pytest.mark.parametrize("as_zip", [False, True])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp850"])
def test_table_of_a_shapefile_without_cpg_asks_for_its_encoding(
    linked: Linked, tmp_path: Path, encoding: str, *, as_zip: bool
) -> None:
    """The same values are shown in each encoding; the one that is chosen is kept, and read by."""
    path = _shapefile(tmp_path / "in", encoding, as_zip=as_zip)
    proposal = linked.look(path)
    shown = dict(zip(proposal.encodings, proposal.encoding_samples, strict=True))
    assert shown[encoding] == ("Café één", "Reünie")
    others = [each for each, samples in shown.items() if samples != shown[encoding]]
    assert others
    assert ("utf-8" in shown) == (encoding == "utf-8")
    assert first_draft(proposal).encoding == OPEN
    again = linked.look(path, encoding)
    draft = first_draft(again, "plots")
    assert draft.encoding == encoding
    assert again.column("NAAM").samples[0] == "Café één"
    kept = linked.keep(again, draft)
    assert f'encoding = "{encoding}"' in kept.read_text(encoding="utf-8")
    assert column(linked.read(path), "name") == ["Café één", "Reünie"]


def test_a_cpg_goes_before_an_encoding_that_was_kept(linked: Linked, tmp_path: Path) -> None:
    """A delivery that states its encoding is read by it, whatever was chosen for an earlier one."""
    path = _shapefile(tmp_path / "in", "cp850")
    proposal = linked.look(path, "cp850")
    linked.keep(proposal, first_draft(proposal, "plots"))
    later = _shapefile(tmp_path / "later", "utf-8")
    later.with_suffix(".cpg").write_text("UTF-8", encoding="ascii")
    assert linked.look(later).encodings == ()
    assert column(linked.read(later), "name") == ["Café één", "Reünie"]


def test_layer_of_quays_is_read_with_one_kind_for_all(linked: Linked, tmp_path: Path) -> None:
    """A layer of quays: the kind holds for every row, the class of the waterway is read from its words."""
    path = geopackage(
        tmp_path / "kades.gpkg",
        {"kadenr": ["a", "b", "c"], "naam kade": ["Noord", "Zuid", "Oost"], "CEMT": ["klasse Va", "iv", "?"]},
        [shapely.to_wkb(shapely.Point(255_000 + at, 533_000)) for at in range(3)],
        layer="kades",
        geometry_type="Point",
    )
    proposal = linked.look(path)
    draft = first_draft(proposal)
    assert (draft.kind, draft.place) == ("landmarks", None)
    assert draft.column("CEMT").codes == (("klasse Va", "Va"), ("iv", "IV"), ("?", ""))
    assert draft.fixed_fields == ("kind",)
    assert "fixed" in draft.open_settings
    draft = replace(draft.with_fixed("kind", "quay"), id_columns=("kadenr",), id_prefix="kade-")
    kept = linked.keep(proposal, draft)
    assert '[attributes.kind]\nvalue = "quay"' in kept.read_text(encoding="utf-8")
    made = linked.read(path).landmarks
    assert [(each.id, each.kind, each.name, each.cemt_class) for each in made] == [
        ("kade-a", LandmarkKind.QUAY, "Noord", "Va"),
        ("kade-b", LandmarkKind.QUAY, "Zuid", "IV"),
        ("kade-c", LandmarkKind.QUAY, "Oost", ""),
    ]


def test_gemeenten_with_bare_codes(linked: Linked, tmp_path: Path) -> None:
    """Boundaries of gemeenten are known by their codes, also where these are four digits."""
    path = geopackage(
        tmp_path / "grenzen.gpkg",
        {"gemeentecode": ["0114", "0106"], "gemeentenaam": ["Emmen", "Assen"]},
        [shapely.to_wkb(square(side_m=5000)), shapely.to_wkb(square(x_m=234_000, side_m=5000))],
        layer="gemeenten",
    )
    proposal = linked.look(path)
    draft = first_draft(proposal)
    assert (draft.kind, draft.id_columns, draft.id_prefix) == ("municipalities", ("gemeentecode",), "GM")
    linked.keep(proposal, draft)
    assert [(each.code, each.name) for each in linked.read(path).municipalities] == [
        ("GM0114", "Emmen"),
        ("GM0106", "Assen"),
    ]


def test_zones_of_a_plan(linked: Linked, tmp_path: Path) -> None:
    """Zones of a plan come with their categories, heights in Dutch decimals and codes in words."""
    path = geopackage(
        tmp_path / "planzones.gpkg",
        {
            "id": ["z1", "z2"],
            "bestemmingsplan": ["Zuid", "Zuid"],
            "bestemming": ["Bedrijf", "Bedrijf"],
            "milieucategorie": ["4,2", "3.1"],
            "bouwhoogte": ["12,5", "8"],
            "webwinkel": ["ja", "onbekend"],
            "opslag toegestaan": ["nee", "onbekend"],
            "planstatus": ["onherroepelijk", "vastgesteld"],
        },
        [shapely.to_wkb(square()), shapely.to_wkb(square(x_m=256_000))],
        layer="zones",
    )
    proposal = linked.look(path)
    draft = first_draft(proposal)
    assert draft.kind == "plan_zones"
    linked.keep(proposal, draft)
    first, second = linked.read(path, "decimal_comma:bouwhoogte").plan_zones
    assert (first.plan_name, first.category_max, first.max_height_m) == ("Zuid", "4.2", 12.5)
    assert (first.web_shop_allowed, second.web_shop_allowed) == (True, None)
    assert (first.storage_allowed, second.storage_allowed) == (False, None)
    assert [each.plan_phase for each in (first, second)] == ["irrevocable", "adopted"]


REGIOS = "code;regio;gemeenten\nr1;Zuid;Emmen;\nr2;Noord;GM0106\n".replace("Emmen;", '"Emmen;Coevorden"')
CONTACTEN = "code;functie;organisatie;gemeentecode;e-mail\nc1;accountmanager;Emmen;GM0114;b@emmen.nl\n"
CLAIMS = "terreinid;naam lijst;status;periode\np1;A;sold;2020-2026\np1;B;open;2024-2030\n"
PMO = "code;parkmanagement;terreinen;website\nm1;Vereniging;p1;https://v.nl\n"
NET = "postcode;afname;opwek;voedingsgebied\n7811 AA;rood;geel;A\n7811AB;transparant;oranje;B\n"


def test_tables_without_a_place_ask_for_none(linked: Linked, table: Callable[..., Path]) -> None:
    """Regions, functions, claims, park management and postcodes need no place, and are read by mappings."""
    regions = _taken(linked, table(REGIOS, "regios.csv"), "regions").regions
    assert [each.municipality_codes for each in regions] == [("GM0114", "GM0109"), ("GM0106",)]
    (contact,) = _taken(linked, table(CONTACTEN, "contactpunten.csv"), "contact_points").contact_points
    assert (contact.function, contact.scope, contact.mail) == ("accountmanager", "GM0114", "b@emmen.nl")
    (made,) = _taken(
        linked, table(PMO, "pmo.csv"), "park_management_organisations"
    ).park_management_organisations
    assert (made.name, made.park_ids) == ("Vereniging", ("p1",))
    grid = _taken(linked, table(NET, "netcapaciteit.csv"), "grid_postcodes").grid_postcodes
    assert grid is not None
    assert (list(grid.demand), list(grid.generation)) == (["red", "transparent"], ["yellow", "amber"])


def test_claims_carry_a_level_for_all_and_keep_their_own_words(
    linked: Linked, table: Callable[..., Path]
) -> None:
    """PHP claims need no number; a status is kept as the list words it, and not as one of a plot."""
    path = table(CLAIMS, "php.csv")
    proposal = linked.look(path)
    draft = first_draft(proposal, "restructuring_claims")
    assert (draft.id_columns, draft.fixed_fields) == ((), ("level",))
    assert draft.column("status").codes == ()
    kept = linked.keep(proposal, draft.with_fixed("level", "park"))
    claims = linked.reader.read(path, ImportOptions(mapping=str(kept)), NoProgress())[0].restructuring_claims
    assert [(each.level, each.list_name, each.status) for each in claims] == [
        ("park", "A", "sold"),
        ("park", "B", "open"),
    ]


def _taken(linked: Linked, path: Path, kind: str) -> Delivery:
    proposal = linked.look(path)
    draft = first_draft(proposal)
    assert draft.kind == kind
    assert draft.asked_place is None
    columns = tuple(replace(each, is_confirmed=True) for each in draft.columns)
    settled = replace(draft, columns=columns, title=path.stem, source="Proef", as_of="2026", as_of_column="")
    assert settled.open_columns == ()
    assert settled.open_settings == ()
    kept = linked.linking.keep(proposal, settled, lambda *_, **__: "")
    return linked.reader.read(path, ImportOptions(mapping=str(kept)), NoProgress())[0]
