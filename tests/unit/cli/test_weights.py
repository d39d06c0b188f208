"""``case weights``: three ways of weighing, several people, and what reaches the request."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from drentsportal.paths import sample_data_dir
from tests.unit.reports.conftest import pdf_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine

CASE = "D-2026-0001"
WISHES = ("segment", "available_by", "park_management", "junction_distance", "reuse")
ANSWERS = sample_data_dir() / "assessments" / "2-logistiek.json"
RARE = "Zwaantje Vrijwilligster"


def request_file(cli: CommandLine) -> Path:
    """Write the request of the chemical company with five wishes."""
    content = json.loads((sample_data_dir() / "requests" / "1-chemie.json").read_text(encoding="utf-8"))
    content["request"]["preferences"] = {
        each: {"weight": 20, "target": ["heavy_industry"]} if each == "segment" else 20 for each in WISHES
    }
    path = cli.folder / "aanvraag.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    """Open a case with five wishes."""
    cli.make_workspace()
    assert cli("case", "new", "--file", request_file(cli)).code == 0
    return cli


def weights(cli: CommandLine, *more: object) -> object:
    """Run the command for its data."""
    return cli("case", "weights", CASE, *map(str, more), "--json").data


def test_three_ways_by_three_people_side_by_side(filled: CommandLine) -> None:
    """Numbers, a ranking with a tie, comparisons that contradict each other, and their mean."""
    sliders = [part for each in WISHES for part in ("--set", f"{each}=20")]
    assert filled("case", "weights", CASE, *sliders).code == 0
    ranking = "reuse,segment=park_management,junction_distance,available_by"
    assert filled("case", "weights", CASE, "--rank", ranking, "--person", "Bert").code == 0
    pairs = [
        {"first": first, "second": second, "times": 9 if (place, other) == (0, 4) else 1}
        for place, first in enumerate(WISHES)
        for other, second in enumerate(WISHES)
        if place < other
    ]
    pairs[0] = {"first": "available_by", "second": "segment", "times": 9}
    path = filled.folder / "paren.json"
    path.write_text(json.dumps(pairs), encoding="utf-8")
    told = filled("case", "weights", CASE, "--pairs", path, "--person", "Carla", "--organisation", "NOM")
    assert "spreken elkaar te veel tegen" in told.out
    data = weights(filled)
    assert isinstance(data, dict)
    assert [each["person"] for each in data["votes"][:2]] == ["Bert", "Carla"]
    assert all(sum(each["weights"].values()) == 10_000 for each in data["votes"])
    assert data["votes"][1]["consistency_ratio"] > 0.1
    assert sum(data["combined"]["weights"].values()) == 10_000
    assert data["combined_pairs"] is None
    table = filled("case", "weights", CASE, "--show").out
    assert "Bert" in table
    assert "Carla" in table
    assert "Het meest loopt uiteen" in table
    assert "Bekijk deze vergelijkingen opnieuw" in table
    applied = filled("case", "weights", CASE, "--apply", "combined")
    assert "nieuwe gewichten" in applied.out
    assert sum(weights(filled)["request"].values()) == 100  # type: ignore[index] # any JSON
    assert filled("case", "weights", CASE, "--apply", "combined-pairs").code == 1


def test_combined_pairs_say_that_they_need_two_persons(filled: CommandLine) -> None:
    """One person's comparisons are kept, so that nobody may say that there are none."""
    assert "geen gewichten van personen" in filled("case", "weights", CASE, "--apply", "combined-pairs").err
    pairs = [
        {"first": one, "second": two, "times": 1} for at, one in enumerate(WISHES) for two in WISHES[at + 1 :]
    ]
    path = filled.folder / "paren.json"
    path.write_text(json.dumps(pairs), encoding="utf-8")
    assert filled("case", "weights", CASE, "--pairs", path, "--person", "Carla").code == 0
    outcome = filled("case", "weights", CASE, "--apply", "combined-pairs")
    assert outcome.code == 1
    assert "ten minste twee personen" in outcome.err
    assert "telt 1 persoon mee; in paren vergeleken: 1" in outcome.err


def test_own_weights_are_kept_and_used_in_one_go(filled: CommandLine) -> None:
    """As they were set; without a vote of that person there is nothing to use."""
    assert filled("case", "weights", CASE, "--apply", "mine").code == 1
    sliders = [part for each in WISHES for part in ("--set", f"{each}=7")]
    data = weights(filled, *sliders, "--apply", "mine")
    assert isinstance(data, dict)
    assert data["request"] == dict.fromkeys(WISHES, 7)
    assert filled("case", "weights", CASE).code == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--set", "price=30"),
        ("--set", "reuse"),
        ("--set", "reuse=101"),
        ("--set", "reuse=²"),
        ("--rank", "reuse,,segment"),
        ("--rank", ""),
        ("--rank", "reuse,reuse"),
        ("--rank", "reuse", "--set", "reuse=3"),
    ],
)
def test_what_cannot_be_weighed_is_refused_and_nothing_is_kept(
    filled: CommandLine, options: tuple[str, ...]
) -> None:
    """A wish that is not asked, no number, an empty rank, two ways at once."""
    assert filled("case", "weights", CASE, *options).code == 1
    assert weights(filled)["votes"] == []  # type: ignore[index] # any JSON


def test_a_wish_that_does_not_exist_is_named_before_those_that_are_missing(filled: CommandLine) -> None:
    """Whoever mistypes a name learns that, not that all others lack a weight."""
    outcome = filled("case", "weights", CASE, "--set", "bla=10")
    assert "geen wensen van de aanvraag: bla" in outcome.err


def test_a_vote_is_in_no_export(cli: CommandLine) -> None:
    """Neither in what is shown of a case, nor in a kept match, nor in any file that is made."""
    cli.import_samples()
    assert cli("case", "new", "--file", request_file(cli)).code == 0
    sliders = [part for each in WISHES for part in ("--set", f"{each}=7")]
    vote = ("case", "weights", CASE, *sliders, "--person", RARE, "--organisation", "Werkgroep")
    assert cli(*vote, "--apply", "mine").code == 0
    out = cli.folder / "uit"
    out.mkdir()
    shown = [cli("case", "show", CASE, "--json").out, cli("case", "show", CASE).out]
    assert cli("match", CASE, "--out", out / "match.json").code == 0
    best = cli("match", CASE, "--json").data["ranked"][0]["id"]
    assert cli("shortlist", CASE, "--add", best).code == 0
    assert cli("case", "assess", CASE, "--answers", ANSWERS, "--pdf", out / "afweging.pdf").code == 0
    assert cli("advise", CASE, "--out", out).code == 0
    assert cli("factsheet", best, "--case", CASE, "--out", out).code == 0
    made = [path for path in out.rglob("*") if path.is_file()]
    assert len(made) > 3
    assert all(RARE not in each for each in shown)
    assert all(RARE.encode() not in _unpacked(path) for path in made)
    assert RARE in cli("case", "show", CASE, "--json", "--internal").out


def _unpacked(path: Path) -> bytes:
    """Return what stands in a file: of a document or workbook the parts, of a PDF its text."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return b"".join(packed.read(each) for each in packed.namelist())
    if path.suffix == ".pdf":
        return pdf_text(path).encode()
    return path.read_bytes()


def test_a_name_with_a_line_end_is_kept_as_one_line(filled: CommandLine) -> None:
    """Nothing in a name begins a line of its own."""
    sliders = [part for each in WISHES for part in ("--set", f"{each}=20")]
    kept = filled("case", "weights", CASE, *sliders, "--person", "Jan\nBcc: a@b", "--show")
    assert "Jan Bcc: a@b" in kept.out, kept.err
    assert "\nBcc" not in kept.out
