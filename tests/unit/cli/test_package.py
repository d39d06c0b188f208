"""``drentsportal package``: what is missing is said first, then PDF and ZIP hold what was said."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pyogrio
import pytest
import shapely
from ezdxf.entities.lwpolyline import LWPolyline
from ezdxf.filemanagement import readfile
from pypdf import PdfReader

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir
from tests.unit.cli.conftest import CommandLine
from tests.unit.reports.package.packages import acting_pdf, blank_pdf, locked_pdf

if TYPE_CHECKING:
    from pathlib import Path

CASE = "D-2026-0001"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make, once, a workspace with a case that has two sites on its shortlist."""
    folder = tmp_path_factory.mktemp("pakket")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
            patch.setenv(name, str(folder))
        line = CommandLine(folder)
        line.import_samples()
        request = sample_data_dir() / "requests" / "2-logistiek.json"
        assert line("case", "new", "--file", request).code == ExitCode.OK
        assert line("match", CASE).code == ExitCode.OK
        for each in line("replay", CASE, "--json").data["ranked"][:2]:
            assert line("shortlist", CASE, "--add", each["id"]).code == ExitCode.OK
    return line.workspace


@pytest.fixture
def desk(cli: CommandLine, prepared: Path) -> CommandLine:
    """Give a copy of that workspace."""
    shutil.copyfile(prepared, cli.workspace)
    return cli


def test_the_first_package_is_told_made_recorded_and_ticked_off(desk: CommandLine, tmp_path: Path) -> None:
    """A brochure is added; the hand-out is missing and stays open on the path."""
    brochure = tmp_path / "Ondernemen in Drenthe.pdf"
    brochure.write_bytes(blank_pdf())
    out = tmp_path / "uit"
    made = desk("package", CASE, "--add", f"brochure={brochure}", "--out", out)
    assert made.code == ExitCode.OK, made.err
    assert "2 Hand-out van de presentatie: ontbreekt" in made.out
    assert made.out.index("ontbreekt") < made.out.index("Gemaakt:")
    assert sorted(each.name for each in out.iterdir()) == [
        "informatiepakket-d-2026-0001.pdf",
        "informatiepakket-d-2026-0001.zip",
    ]
    with zipfile.ZipFile(out / "informatiepakket-d-2026-0001.zip") as packed:
        folders = {each.partition("/")[0] for each in packed.namelist()}
    assert folders == {
        "0-inhoud.pdf",
        "0-inhoud.txt",
        "1-algemene-brochure",
        "3-relevante-factsheets",
        "4-visitekaartje",
    }
    states = {
        each["item"]: each["state"] for each in desk("case", "path", "show", CASE, "--json").data["items"]
    }
    assert [states[f"v3.{part}"] for part in ("brochure", "handout", "factsheets", "business_card")] == [
        "done",
        "open",
        "done",
        "done",
    ]
    kinds = [each["kind"] for each in desk("case", "show", CASE, "--json").data["documents"]]
    assert kinds.count("informatiepakket") == 2


def test_each_gemeente_of_the_sites_has_its_card_in_the_package(desk: CommandLine, tmp_path: Path) -> None:
    """Told before, and in the ZIP: as many cards as gemeenten, in the order of the sites."""
    shown = desk("case", "show", CASE, "--json").data
    assert len(shown["shortlist"]) == 2
    made = desk("package", CASE, "--out", tmp_path / "uit", "--json")
    assert made.code == ExitCode.OK, made.err
    card = next(each for each in made.data["parts"] if each["part"] == "business_card")
    assert len(card["holds"]) == len(set(card["holds"])) == 2
    with zipfile.ZipFile(tmp_path / "uit" / "informatiepakket-d-2026-0001.zip") as packed:
        assert sum(each.endswith(".vcf") for each in packed.namelist()) == 2


def test_the_second_package_draws_each_plot_on_offer(desk: CommandLine, tmp_path: Path) -> None:
    """The DXF opens, in metres of RD New, with the area of the plot in the workspace."""
    out = tmp_path / "uit"
    made = desk("package", CASE, "--second", "--out", out, "--json")
    assert made.code == ExitCode.OK, made.err
    drawn = next(each for each in made.data["parts"] if each["part"] == "drawing")
    assert drawn["state"] == "present"
    shapes = _plots(desk, tmp_path)
    with zipfile.ZipFile(out / "informatiepakket-d-2026-0001-2.zip") as packed:
        names = [each for each in packed.namelist() if each.endswith(".dxf")]
        assert len(names) == len(drawn["holds"]) > 0
        for name in names:
            path = tmp_path / "plot.dxf"
            path.write_bytes(packed.read(name))
            document = readfile(path)
            assert document.header["$INSUNITS"] == 6
            (line,) = document.modelspace().query('LWPOLYLINE[layer=="KAVELGRENS"]')
            assert isinstance(line, LWPolyline)
            ring = shapely.Polygon([(x, y) for x, y, *_ in line.get_points()])
            best = min(shapes, key=lambda each: each.symmetric_difference(ring).area)
            assert best.symmetric_difference(ring).area < 0.01
            assert ring.area == pytest.approx(best.area, abs=0.01)
            west, south, east, north = ring.bounds
            assert 200_000 < west < east < 280_000
            assert 500_000 < south < north < 600_000


def _plots(cli: CommandLine, folder: Path) -> list[shapely.Polygon]:
    assert cli("export", "--kind", "plot", "--out", folder / "kavels.gpkg").code == ExitCode.OK
    _, _, shapes, _ = pyogrio.raw.read(str(folder / "kavels.gpkg"), layer="kavels")
    return [shapely.get_parts(each)[0] for each in shapely.from_wkb(shapes)]


def test_refused_files_are_told_by_name_and_the_others_stay(desk: CommandLine, tmp_path: Path) -> None:
    """The package is made with what could be used; the code says that something went wrong."""
    files = {"goed.pdf": acting_pdf(), "op slot.pdf": locked_pdf(), "stuk.pdf": b"%PDF stuk"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    added = [each for name in files for each in ("--add", f"handout={tmp_path / name}")]
    made = desk("package", CASE, *added, "--out", tmp_path / "uit")
    assert made.code == ExitCode.ERROR
    assert "op slot.pdf" in made.err
    told = " ".join(made.err.split())
    assert "voeg het opnieuw toe. stuk.pdf is niet toegevoegd:" in told, "no enumeration of sentences"
    assert "Uit goed.pdf weggelaten: scripts, acties" in made.out
    with zipfile.ZipFile(tmp_path / "uit" / "informatiepakket-d-2026-0001.zip") as packed:
        assert "2-hand-out-van-de-presentatie/goed.pdf" in packed.namelist()
        for name in packed.namelist():
            assert b"STOORZENDER" not in packed.read(name)
    assert b"STOORZENDER" not in (tmp_path / "uit" / "informatiepakket-d-2026-0001.pdf").read_bytes()


def test_a_second_brochure_of_one_name_is_kept_too(desk: CommandLine, tmp_path: Path) -> None:
    """Under another name, which is told; the same one again changes nothing."""
    paths = []
    for folder, content in (("eerst", blank_pdf()), ("daarna", acting_pdf())):
        path = tmp_path / folder / "brochure.pdf"
        path.parent.mkdir()
        path.write_bytes(content)
        paths.append(path)
    added = [each for path in (*paths, *paths) for each in ("--add", f"brochure={path}")]
    told = desk("package", CASE, *added, "--plan")
    assert told.code == ExitCode.OK
    assert told.out.count("   brochure.pdf\n") == 1
    assert told.out.count("   brochure (2).pdf\n") == 1
    assert "dit heet nu brochure (2).pdf" in told.out
    assert "brochure.pdf stond al bij dit onderdeel" in told.out


def test_a_file_is_removed_again_and_a_part_skipped(desk: CommandLine, tmp_path: Path) -> None:
    """Both are told in the plan; a file that is not there and a part without a reason change nothing."""
    path = tmp_path / "brochure.pdf"
    path.write_bytes(blank_pdf())
    assert desk("package", CASE, "--add", f"brochure={path}", "--plan").code == ExitCode.OK
    refused = desk("package", CASE, "--remove", "brochure=weg.pdf", "--skip", "handout=geen", "--plan")
    assert refused.code == ExitCode.ERROR
    assert "weg.pdf" in refused.err
    assert "brochure.pdf" in refused.err
    empty = desk("package", CASE, "--skip", "handout= ", "--plan")
    assert empty.code == ExitCode.ERROR
    told = desk(
        *("package", CASE, "--remove", "brochure=brochure", "--skip", "handout=geen praatje", "--plan")
    )
    assert told.code == ExitCode.OK, told.err
    assert "1 Algemene brochure: ontbreekt" in told.out
    assert "2 Hand-out van de presentatie: niet van toepassing" in told.out
    assert "geen praatje" in told.out
    shown = desk("case", "show", CASE, "--internal")
    assert "brochure.pdf verwijderd" in shown.out


def test_a_file_that_is_kept_goes_into_the_next_package_too(desk: CommandLine, tmp_path: Path) -> None:
    """Another takes its place where that one is removed in the same run."""
    path = tmp_path / "brochure.pdf"
    for page_count, removed in ((2, ()), (3, ("--remove", "brochure=brochure.pdf"))):
        path.write_bytes(blank_pdf(page_count))
        kept = desk("package", CASE, *removed, "--add", f"brochure={path}", "--plan")
        assert kept.code == ExitCode.OK, kept.err
    assert not (tmp_path / "out").exists()
    assert desk("package", CASE, "--out", tmp_path / "uit").code == ExitCode.OK
    with zipfile.ZipFile(tmp_path / "uit" / "informatiepakket-d-2026-0001.zip") as packed:
        (name,) = [each for each in packed.namelist() if each.startswith("1-")]
        (tmp_path / "b.pdf").write_bytes(packed.read(name))
    assert len(PdfReader(tmp_path / "b.pdf").pages) == 3


def test_a_part_goes_by_the_number_that_the_plan_gives_it(desk: CommandLine, tmp_path: Path) -> None:
    """Adding, removing and setting aside; a number of the other package is told with those of this one."""
    path = tmp_path / "streek.pdf"
    path.write_bytes(blank_pdf())
    kept = desk("package", CASE, "--add", f"1={path}", "--skip", "2=geen praatje", "--plan", "--json")
    assert kept.code == ExitCode.OK, kept.err
    parts = {each["number"]: each for each in kept.data["parts"]}
    assert parts[1]["holds"] == ["streek.pdf"]
    assert parts[2]["state"] == "not_applicable"
    assert desk("package", CASE, "--remove", "1=streek", "--plan").code == ExitCode.OK
    other = desk("package", CASE, "--add", f"6={path}", "--plan")
    assert other.code == ExitCode.ERROR
    assert "1 (brochure), 2 (handout), 3 (factsheets), 4 (business-card)" in other.err
    assert desk("package", CASE, "--second", "--add", f"6={path}", "--plan").code == ExitCode.OK


@pytest.mark.parametrize(
    "arguments",
    [
        ("--add", "brochure"),
        ("--add", "iets=x.pdf"),
        ("--add", "drawing=x.pdf"),
        ("--add", "brochure=weg.pdf"),
        ("--lang", "fr"),
        ("--theme", "weg"),
        ("--site", "bestaat-niet"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_no_half_package(
    desk: CommandLine, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """One code, and words."""
    made = desk("package", CASE, *arguments, "--out", tmp_path / "uit")
    assert made.code == ExitCode.ERROR
    assert made.err.strip()
    assert list(tmp_path.glob("uit/*.part")) == []


def test_a_file_that_names_the_company_is_refused(desk: CommandLine, tmp_path: Path) -> None:
    """Its name would stand in the list of contents."""
    assert desk("company", "add", "Zilverreiger Logistiek").code == ExitCode.OK
    assert desk("company", "link", CASE, "B-0001").code == ExitCode.OK
    path = tmp_path / "Presentatie_zilverreiger-logistiek.pdf"
    path.write_bytes(blank_pdf())
    made = desk("package", CASE, "--add", f"handout={path}", "--out", tmp_path / "uit")
    assert made.code == ExitCode.ERROR
    assert "noemt het bedrijf" in made.err


def test_nothing_at_all_is_refused(desk: CommandLine, tmp_path: Path) -> None:
    """A case without shortlist and files has no package."""
    request = sample_data_dir() / "requests" / "1-chemie.json"
    assert desk("case", "new", "--file", request).code == ExitCode.OK
    made = desk("package", "D-2026-0002", "--out", tmp_path / "uit")
    assert made.code == ExitCode.ERROR
    assert not (tmp_path / "uit").exists()


def test_the_second_package_for_abroad_is_in_that_language_throughout(
    desk: CommandLine, tmp_path: Path
) -> None:
    """The drawing for a draughtsman and the list of permit documents too."""
    made = desk("package", CASE, "--second", "--lang", "en", "--out", tmp_path / "uit", "--json")
    assert made.code == ExitCode.OK, made.err
    with zipfile.ZipFile(next((tmp_path / "uit").glob("*.zip"))) as packed:
        drawings = [packed.read(each).decode() for each in packed.namelist() if each.endswith(".dxf")]
    assert drawings
    for each in drawings:
        assert "PLOT_BOUNDARY" in each
        assert "Source: " in each
        assert not {"KAVELGRENS", "TOELICHTING", "Bron: "} & set(each.splitlines())
    pages = PdfReader(next((tmp_path / "uit").glob("*.pdf"))).pages
    told = " ".join(" ".join(each.extract_text() for each in pages).split())
    assert "Application through the Omgevingsloket" in told
    assert "Wie aanvraagt" not in told


@pytest.mark.parametrize(("code", "title"), [("en", "Information package"), ("de", "Informationspaket")])
def test_a_package_in_another_language_and_theme(
    desk: CommandLine, tmp_path: Path, code: str, title: str
) -> None:
    """The words on paper follow the language; those of the command stay."""
    made = desk("package", CASE, "--lang", code, "--theme", "gemeente", "--out", tmp_path / "uit")
    assert made.code == ExitCode.OK, made.err
    assert "ontbreekt" in made.out
    text = (
        PdfReader(tmp_path / "uit" / f"informatiepakket-d-2026-0001-{code}-gemeente.pdf")
        .pages[0]
        .extract_text()
    )
    assert title in text


def test_a_retired_site_stops_the_package_and_can_be_taken_off_the_shortlist(
    desk: CommandLine, tmp_path: Path
) -> None:
    """It is named before anything is made; by its id or its name it comes off, though in no list any more."""
    first, second = (each["id"] for each in desk("shortlist", CASE, "--json").data)
    for each in (first, second):
        assert desk("site", each, "--retire", "vanished", "--source", "gemeente Emmen").code == ExitCode.OK
    names = [desk("shortlist", CASE).out.splitlines()[at].split(": ", 1)[1] for at in (0, 1)]
    refused = desk("package", CASE, "--plan")
    assert refused.code != ExitCode.OK
    assert all(each.rpartition(" (")[0] in refused.err for each in names), refused.err
    desk("package", CASE, "--out", tmp_path / "uit")
    assert not (tmp_path / "uit").exists()
    assert desk("shortlist", CASE, "--remove", first).code == ExitCode.OK
    assert desk("shortlist", CASE, "--remove", names[1].rpartition(" (")[0]).code == ExitCode.OK
    assert desk("shortlist", CASE, "--json").data == []
