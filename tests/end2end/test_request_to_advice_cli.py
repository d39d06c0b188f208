"""The main job on the command line: from a request to an advice, on sample data and on the real parks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir
from drentsportal.services.samples import SAMPLE_FILES
from tests.unit.reports.conftest import pdf_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.cli.conftest import CommandLine

ROOT = Path(__file__).parents[2]
REAL_DATA = ROOT.parent / "shared" / "data"
JSON_PAGE = (ROOT / "docs" / "cli-json.md").read_text(encoding="utf-8")
CASE = "D-2026-0001"

needs_real_data = pytest.mark.skipif(
    not REAL_DATA.is_dir(), reason="the real IBIS data lies beside the repository and is not here"
)


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    """Import all sample data and open the case of the web shop."""
    cli.import_samples()
    request = sample_data_dir() / "requests" / "4-webwinkel.json"
    assert cli("case", "new", "--file", request).code == ExitCode.OK
    return cli


def test_a_request_becomes_a_sent_advice(filled: CommandLine) -> None:
    """A request becomes a sent advice."""
    matched = filled("match", CASE, "--json").data
    assert matched["ranked"]
    assert matched["excluded"]
    top = [each["id"] for each in matched["ranked"][:2]]
    assert filled("shortlist", CASE, "--add", top[0], "--add", top[1]).code == ExitCode.OK
    compared = filled("compare", "--case", CASE, "--json").data
    assert [each["id"] for each in compared["sites"]] == top

    out = filled.folder / "uit"
    made = filled("advise", CASE, "--out", out, "--json").data
    kinds = [each["kind"] for each in made]
    assert kinds.count("factsheet") == 2
    for each in made:
        assert Path(each["file"]).stat().st_size > 1000
        assert "klompenpost" not in Path(each["file"]).name
    shown = filled("case", "show", CASE, "--json").data
    assert {each["sha256"] for each in shown["documents"]} == {each["sha256"] for each in made}

    assert filled("case", "answer", CASE).code == ExitCode.OK
    answered = filled("case", "show", CASE, "--json").data
    assert (answered["status"], answered["clock"]["state"]) == ("answered", "answered")
    assert filled("case", "answer", CASE).code == ExitCode.ERROR


def test_the_same_match_gives_the_same_bytes_and_replays(filled: CommandLine) -> None:
    """The same match gives the same bytes and replays."""
    kept = filled.folder / "uitkomst.json"
    first = filled("match", CASE, "--out", kept)
    second = filled("match", CASE)
    assert first.out == second.out
    from_file = filled.bare("replay", kept)
    from_case = filled("replay", CASE)
    assert from_file.out == from_case.out
    assert from_file.out.startswith(first.out)
    assert not re.search(r"(?<!\d)\d{2}:\d{2}(?!\d)", first.out), "a clock time in the output"


def test_a_case_that_is_replayed_proves_its_changes_as_the_match_did(filled: CommandLine) -> None:
    """The sites are as they were, so that nothing is left unproven; a file stands by itself."""
    asked = json.loads((sample_data_dir() / "requests" / "4-webwinkel.json").read_text(encoding="utf-8"))
    asked["request"]["building"] = {"width_m": 150, "depth_m": 90, "setback_m": 5}
    path, kept = filled.folder / "hal.json", filled.folder / "hal-uitkomst.json"
    path.write_text(json.dumps(asked), encoding="utf-8")
    made = filled("case", "new", "--file", path)
    assert made.code == ExitCode.OK, made.err
    number = "D-2026-0002"
    first = filled("match", number, "--out", kept)
    from_case, from_file = filled("replay", number), filled.bare("replay", kept)
    assert from_case.out.startswith(first.out)
    assert "de vormen van de kavels van toen" in from_file.out
    assert "de vormen van de kavels van toen" not in from_case.out


def test_a_replay_says_what_differs_from_now(filled: CommandLine) -> None:
    """Nothing yet, for the newest match of a case; as JSON too."""
    assert filled("match", CASE).code == ExitCode.OK
    said = filled("replay", CASE, "--against-now")
    assert "er is niets veranderd" in said.out
    found = filled("replay", CASE, "--against-now", "--json").data["against_now"]
    assert found == {"same_ranking": True, "differences": []}


def test_a_damaged_replay_is_refused(filled: CommandLine) -> None:
    """A damaged replay is refused."""
    kept = filled.folder / "uitkomst.json"
    filled("match", CASE, "--out", kept)
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace('"staff_count":18', '"staff_count":19'), encoding="utf-8")
    changed = filled.bare("replay", kept)
    kept.write_text(text[:-50], encoding="utf-8")
    assert filled.bare("replay", kept).code == ExitCode.ERROR
    assert changed.code in {ExitCode.OK, ExitCode.ERROR}


def test_the_clock_of_a_case_is_kept(filled: CommandLine) -> None:
    """The clock of a case is kept."""
    stopped = filled("case", "stop", CASE, "--reason", "wacht op het bedrijf", "--json").data
    assert stopped["status"] == "stopped"
    assert filled("case", "resume", CASE).code == ExitCode.OK
    handed = filled("case", "hand-over", CASE, "--to", "M. Jansen", "--organisation", "NOM", "--json").data
    assert handed["owner"]["name"] == "M. Jansen"
    assert filled("case", "contact", CASE, "eisen doorgenomen", "--person", "inkoper").code == ExitCode.OK
    assert filled("case", "note", CASE, "belt terug").code == ExitCode.OK
    attachment = filled.folder / "eisen.txt"
    attachment.write_text("1,5 ha", encoding="utf-8")
    assert filled("case", "attach", CASE, attachment).code == ExitCode.OK
    assert (
        filled("case", "refer", CASE, "--to", "gemeente Emmen", "--reason", "past daar").code == ExitCode.OK
    )
    listed = filled("case", "list", "--json").data
    assert [each["number"] for each in listed] == [CASE]
    outside, inside = filled("case", "show", CASE).out, filled("case", "show", CASE, "--internal").out
    for internal in ("belt terug", "eisen doorgenomen", "Klompenpost"):
        assert internal not in outside
        assert internal in inside


def test_an_import_can_be_taken_back(filled: CommandLine) -> None:
    """An import can be taken back."""
    before = filled("sites", "--json").data
    assert filled("undo", "--list").code == ExitCode.OK
    undone = filled("undo", "--json").data
    assert undone["file"] == SAMPLE_FILES[-1]
    assert filled("undo", "--version", "3").code == ExitCode.OK
    assert filled("sites", "--json").data["sites"] == []
    assert len(before["sites"]) > 50


def test_sites_are_listed_shown_and_exported(filled: CommandLine) -> None:
    """Sites are listed shown and exported."""
    emmen = filled("sites", "--municipality", "Emmen", "--has-space", "--json").data["sites"]
    assert emmen
    assert {each["municipality_code"] for each in emmen} == {"GM0114"}
    by_name = filled("sites", emmen[0]["name"])
    assert emmen[0]["id"] in by_name.out
    assert "Voorbeeldgegevens" in by_name.out
    for kind in ("plot", "premises"):
        assert filled("sites", "--kind", kind).code == ExitCode.OK
    for name in ("terreinen.xlsx", "terreinen.csv"):
        assert filled("export", "--out", filled.folder / name).code == ExitCode.OK
        assert (filled.folder / name).stat().st_size > 1000


def test_a_comparison_takes_the_form_of_its_name_or_the_one_asked(filled: CommandLine) -> None:
    """In another language and house style too; a form without a file, or with another name, is refused."""
    out = filled.folder / "vormen"
    out.mkdir()
    pair = ("vb-016", "vb-018")
    made = filled("compare", *pair, "--out", out / "a.pdf", "--lang", "de", "--theme", "gemeente")
    assert made.code == ExitCode.OK
    assert (out / "a.pdf").read_bytes().startswith(b"%PDF")
    filled("compare", *pair, "--form", "html", "--out", out / "a.html", "--lang", "en")
    assert '<html lang="en">' in (out / "a.html").read_text(encoding="utf-8")
    refused = filled("compare", *pair, "--form", "pdf")
    assert (refused.code, "--out" in refused.err) == (ExitCode.ERROR, True)
    assert filled("compare", *pair, "--form", "pdf", "--out", out / "b.html").code == ExitCode.ERROR
    assert not (out / "b.html").exists()


def test_factsheets_and_comparisons_are_made_for_named_sites(filled: CommandLine) -> None:
    """Factsheets and comparisons are made for named sites."""
    names = [each["name"] for each in filled("sites", "--municipality", "Meppel", "--json").data["sites"][:2]]
    out = filled.folder / "uit"
    made = filled("factsheet", *names, "--out", out, "--case", CASE)
    assert made.code == ExitCode.OK
    assert len(list(out.glob("factsheet-*.pdf"))) == 2
    assert f"Zonder antwoord op aanvraag {CASE}: 2 van de 2 factsheets" in made.out
    assert filled("factsheet", "--out", out).code == ExitCode.ERROR
    assert filled("factsheet", names[0], "--all", "--out", out).code == ExitCode.ERROR
    compared = filled("compare", *names, "--out", out / "vergelijking.xlsx")
    assert all(name in compared.out for name in names)
    assert (out / "vergelijking.xlsx").stat().st_size > 1000
    assert filled("compare", names[0]).code == ExitCode.ERROR
    assert filled("compare").code == ExitCode.ERROR


def test_a_picture_needs_the_window(filled: CommandLine) -> None:
    """A picture needs the window, which this run does not have."""
    assert filled("picture", CASE).code == ExitCode.ERROR


def test_every_json_key_stands_in_the_docs(filled: CommandLine) -> None:
    """Every JSON key stands in the docs."""
    filled("match", CASE)
    first = filled("sites", "--json").data["sites"][0]["id"]
    filled("shortlist", CASE, "--add", first)
    outcomes = [
        filled("import", sample_data_dir() / SAMPLE_FILES[0], "--dry-run", "--json"),
        filled("sites", "--json"),
        filled("sites", "--kind", "premises", "--json"),
        filled("sites", first, "--json"),
        filled("case", "list", "--json"),
        filled("case", "show", CASE, "--internal", "--json"),
        filled("match", CASE, "--json"),
        filled("replay", CASE, "--json"),
        filled("shortlist", CASE, "--json"),
        filled("undo", "--list", "--json"),
        filled("doctor", "--json"),
    ]
    keys = {key for outcome in outcomes for key in _keys(outcome.data)}
    assert sorted(key for key in keys if f"`{key}`" not in JSON_PAGE) == []


_OPEN_ENDED = {"attributes", "exposure", "weights", "details", "preferences", "requirements"}
"""Objects whose keys are ids of the glossary, not of the command line."""


def _keys(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            inner = list(value.values()) if key in _OPEN_ENDED and isinstance(value, dict) else value
            yield from _keys(inner)
    elif isinstance(data, list):
        for each in data:
            yield from _keys(each)


@needs_real_data
def test_the_real_parks_of_drenthe(cli: CommandLine) -> None:
    """The real parks of drenthe."""
    report = cli("import", REAL_DATA / "ibis_drenthe_2022.gpkg", "--json").data
    assert (report["sites"], report["municipalities"]) == (120, 12)
    assert (report["gross_ha"], report["net_ha"], report["available_now_ha"]) == pytest.approx(
        (3523.60, 2740.79, 283.31), abs=0.005
    )
    asked = ("match", "--area", "1.5", "--category", "3.2", "--from", "plaats:Emmen", "--within", "15")
    first, second = cli(*asked), cli(*asked)
    assert first.code == ExitCode.OK
    assert first.out == second.out
    result = cli(*asked, "--json").data
    assert len(result["ranked"]) + len(result["excluded"]) == 120
    for each in result["ranked"]:
        verdicts = {outcome["criterion"]: outcome["verdict"] for outcome in each["requirements"]}
        assert verdicts["category"] == verdicts["plot_area"] == "check", "IBIS knows totals only"
        assert {question["criterion"] for question in each["questions"]} >= {"category", "plot_area"}
    for each in result["excluded"]:
        assert "fails" in {outcome["verdict"] for outcome in each["requirements"]}
        assert each["smallest_changes"]


@needs_real_data
def test_the_older_schema_of_overijssel(cli: CommandLine) -> None:
    """The older schema of overijssel."""
    report = cli("import", REAL_DATA / "ibis_rijssen_holten.json", "--json").data
    assert (report["features"], report["sites"]) == (22, 20)
    sites = cli("sites", "rin-130060", "--json").data
    assert sites["attributes"]["rin"]["value"] == "130060"


def test_the_demonstration_does_the_whole_job_twice_the_same(cli: CommandLine) -> None:
    """The demonstration does the whole job twice the same."""
    first = cli.bare("demo", "--out", cli.folder / "een", "--no-window")
    second = cli.bare("demo", "--out", cli.folder / "twee", "--no-window")
    assert first.code == second.code == ExitCode.OK, first.err
    assert first.out.replace("/een/", "/twee/") == second.out
    made = [Path(line.strip()) for line in first.out.splitlines() if line.startswith("  ")]
    assert {path.suffix for path in made} == {".drents", ".pdf", ".docx", ".html"}
    for path in made:
        other = cli.folder / "twee" / path.relative_to(cli.folder / "een")
        if path.suffix == ".pdf":
            assert path.read_bytes() == other.read_bytes(), path.name
    lines = cli.bare("case", "list", "--workspace", made[0], "--json").data
    assert sorted(each["status"] for each in lines) == ["answered"] * 3 + ["in_progress", "received"]


def test_a_factsheet_for_a_matched_case_answers_its_request(filled: CommandLine) -> None:
    """As the sheet that comes with the advice does."""
    best = filled("match", CASE, "--json").data["ranked"][0]["id"]
    out = filled.folder / "uit"
    made = filled("factsheet", best, "--case", CASE, "--out", out)
    assert made.code == ExitCode.OK
    assert "Zonder antwoord" not in made.out
    assert f"Eisen van aanvraag {CASE}" in pdf_text(next(out.glob("factsheet-*.pdf")))


@pytest.fixture(params=["six parks", pytest.param("all samples", marks=pytest.mark.full)])
def six_or_all(cli: CommandLine, request: pytest.FixtureRequest) -> CommandLine:
    """Import six parks, of which some answer the web shop, or all sample data; and open its case."""
    samples = sample_data_dir()
    if request.param == "six parks":
        parks = json.loads((samples / "business_parks.geojson").read_text(encoding="utf-8"))
        parks["features"] = parks["features"][8:14]
        few = cli.folder / "zes.geojson"
        few.write_text(json.dumps(parks), encoding="utf-8")
        assert cli("import", few).code == ExitCode.OK
    else:
        cli.import_samples()
    assert cli("case", "new", "--file", samples / "requests" / "4-webwinkel.json").code == ExitCode.OK
    return cli


def test_factsheets_of_all_sites_for_a_case_answer_its_request(six_or_all: CommandLine) -> None:
    """Of each that the match ranks; the others are made for the case all the same."""
    cli = six_or_all
    ranked = {each["name"] for each in cli("match", CASE, "--json").data["ranked"]}
    out = cli.folder / "alle"
    made = cli("factsheet", "--all", "--case", CASE, "--out", out, "--json")
    assert made.code == ExitCode.OK, made.err
    texts = [pdf_text(Path(each["file"])) for each in made.data]
    answering = [each for each in texts if f"aanvraag {CASE}" in each]
    assert len(texts) > len(answering) > 0
    for name in ranked:
        assert any(name in each for each in answering), name
