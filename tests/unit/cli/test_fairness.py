"""Weighing, referring, exposure, profiles and allocation on the command line, on the sample data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import resources_dir, sample_data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.cli.conftest import CommandLine

CASE = "D-2026-0001"
JSON_PAGE = (Path(__file__).parents[3] / "docs" / "cli-json.md").read_text(encoding="utf-8")
ANSWERS = sample_data_dir() / "assessments" / "2-logistiek.json"
_OPEN_ENDED = {"failing", "scales", "default_weights"}
"""Objects whose keys are ids of the glossary, not of the command line."""


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    """Import the sample data, open the case of 6 ha and match it."""
    cli.import_samples()
    cli("case", "new", "--file", sample_data_dir() / "requests" / "2-logistiek.json")
    assert cli("match", CASE).code == ExitCode.OK
    return cli


def _keys(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            if key not in _OPEN_ENDED:
                yield from _keys(value)
    elif isinstance(data, list):
        for each in data:
            yield from _keys(each)


def undocumented(data: Any) -> list[str]:  # noqa: ANN401 - any JSON
    """Return the keys that stand not in the docs."""
    return sorted({key for key in _keys(data) if f"`{key}`" not in JSON_PAGE})


def test_a_large_request_is_weighed_before_its_advice(filled: CommandLine) -> None:
    """The case says that it is missing, the advice is refused, and made once it is there."""
    top = filled("match", CASE, "--json").data["ranked"][0]["id"]
    filled("shortlist", CASE, "--add", top)
    assert "Afweging ontbreekt" in filled("case", "show", CASE).out
    refused = filled("advise", CASE, "--out", filled.folder / "uit")
    assert (refused.code, "7 ha" in refused.err, "5 ha" in refused.err) == (ExitCode.ERROR, True, True)

    blank = filled("case", "assess", CASE)
    assert "jobs:" in blank.out
    assert filled("case", "assess", CASE, "--json").data["missing"]
    pdf = filled.folder / "afweging.pdf"
    saved = filled("case", "assess", CASE, "--answers", ANSWERS, "--pdf", pdf, "--show")
    assert saved.code == ExitCode.OK, saved.err
    assert "versie 1" in saved.out
    assert "netbeheerder" in saved.out
    assert "Wat betekent het bedrijf voor de werkgelegenheid in Drenthe?" in saved.out
    assert "added_value" not in saved.out
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "Afweging: versie 1" in filled("case", "show", CASE).out
    assert filled("advise", CASE, "--out", filled.folder / "uit").code == ExitCode.OK
    told = filled("case", "show", CASE, "--internal").out
    assert "Aanvraag afgewogen" in told


def test_versions_stay_and_wrong_answers_are_refused(filled: CommandLine) -> None:
    """Each save is a version; what cannot be read or stand stores nothing."""
    for _ in range(2):
        filled("case", "assess", CASE, "--answers", ANSWERS)
    shown = filled("case", "assess", CASE, "--version", "1", "--json").data
    assert (shown["versions"], shown["assessment"]["version"]) == (2, 1)
    assert undocumented(shown) == []
    wrong = filled.folder / "fout.json"
    for content, told in (
        ("geen json", "geen antwoorden"),
        ('[{"criterion": "jobs", "level": 2}]', "ontbreekt de reden"),
        ('[{"criterion": "jobs", "level": 9, "reason": "x"}]', "trede van 0 tot en met 4"),
        ('[{"criterion": "weer", "level": 1, "reason": "x"}]', "Kies uit: jobs,"),
    ):
        wrong.write_text(content, encoding="utf-8")
        outcome = filled("case", "assess", CASE, "--answers", wrong)
        assert (outcome.code, told in outcome.err) == (ExitCode.ERROR, True), outcome.err
    assert filled("case", "assess", CASE, "--version", "3").code == ExitCode.ERROR
    assert filled("case", "assess", CASE, "--pdf", filled.folder / "a.txt").code == ExitCode.ERROR
    assert filled("case", "assess", CASE, "--json").data["versions"] == 2


def test_every_answer_of_the_example_is_about_a_question_that_exists() -> None:
    """The invented answers of the demonstration fit the frame that ships."""
    frame = (resources_dir() / "assessment" / "frame.toml").read_text(encoding="utf-8")
    asked = set(re.findall(r'^id = "(\w+)"', frame, flags=re.MULTILINE)) - {"drenthe"}
    assert {each["criterion"] for each in json.loads(ANSWERS.read_text(encoding="utf-8"))["answers"]} == asked


def test_a_proposal_to_refer_is_shown_and_noted(filled: CommandLine) -> None:
    """Reasons, the smallest change, the others in the order of the ranking, and no promise."""
    shown = filled("case", "refer-proposal", CASE, "--gemeente", "Westerveld")
    assert "Geen locatie in Westerveld voldoet" in shown.out
    assert "geen toezegging" in shown.out
    data = filled("case", "refer-proposal", CASE, "--gemeente", "Westerveld", "--json").data
    assert undocumented(data) == []
    assert len(data["keeping"]["smallest_changes"]) > 1, "the sample needs several changes"
    assert data["keeping"]["needs_all_changes"] is True
    changes = shown.out.partition("wel voldoet:\n")[2].splitlines()
    assert changes[0].startswith("  Alleen samen: ")
    assert " én " in changes[0]
    assert changes[1] == ""
    ranks = [each["rank"] for each in data["options"]]
    assert ranks == sorted(ranks)
    assert {each["neighbour"] for each in data["options"]} <= {True, False}
    assert "Voorstel tot doorverwijzen" not in filled("case", "show", CASE, "--internal").out
    assert filled("case", "refer-proposal", CASE, "--gemeente", "Westerveld", "--note").code == ExitCode.OK
    assert "Voorstel tot doorverwijzen" in filled("case", "show", CASE, "--internal").out
    assert filled("case", "refer-proposal", CASE, "--gemeente", "Utrecht").code == ExitCode.ERROR


def test_exposure_lists_all_gemeenten_with_their_reading(filled: CommandLine) -> None:
    """Figures without a verdict; a period leaves out what lies outside it."""
    shown = filled("exposure")
    assert shown.code == ExitCode.OK
    assert "Hier volgt geen oordeel uit" in shown.out
    data = filled("exposure", "--json").data
    assert undocumented(data) == []
    assert len(data["municipalities"]) == 12
    assert data["cases"] == 1
    assert filled("exposure", "--to", "2001-01-01", "--json").data["cases"] == 0
    assert filled("exposure", "--from", "gisteren").code == ExitCode.ERROR
    assert filled("exposure", "--from", "2026-02-01", "--to", "2026-01-01").code == ExitCode.ERROR


def test_a_profile_is_shown_changed_and_kept(filled: CommandLine) -> None:
    """What ``show --json`` gives, ``save`` takes; the next match names the new version."""
    assert "meegeleverd" in filled("profile", "list").out
    data = filled("profile", "show", "standard", "--json").data
    assert undocumented(data) == []
    shown = filled("profile", "show", "logistics")
    assert shown.code == ExitCode.OK, shown.err
    assert "ja 100, nee 0" in shown.out
    halved = [each for each in shown.out.splitlines() if "telkens de helft" in each]
    assert halved
    assert all("recht tussen de halveringen" in each for each in halved)
    assert not re.search(r"eurocent|match |1000000|\bday\b", shown.out)
    data["default_weights"]["reuse"] += 5
    file = filled.folder / "profiel.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    saved = filled("profile", "save", file, "--json")
    assert saved.data["version"] == data["version"] + 1
    assert undocumented(saved.data) == []
    matched = filled("match", "--area", "1", "--json").data
    assert matched["profile"] == {"id": "standard", "version": data["version"] + 1}
    assert "eigen" in filled("profile", "list").out
    again = filled("profile", "save", file)
    assert (again.code, "intussen" in again.err or "gelijk" in again.err) == (ExitCode.ERROR, True)


def test_allocation_is_told_per_plot(filled: CommandLine) -> None:
    """Only when asked for, so that a match and its replay stay the same."""
    plain = filled("match", CASE, "--json").data
    assert "allocation" not in plain
    data = filled("match", CASE, "--allocation", "--json").data
    assert undocumented(data["allocation"]) == []
    offered = [plot for each in plain["ranked"] for plot in each["offer_ids"]]
    assert [each["plot_id"] for each in data["allocation"]] == offered
    assert "Didam" in filled("match", CASE, "--allocation").out
    nothing = filled("match", "--area", "9999", "--allocation")
    assert "Bij geen van de locaties is een kavel bekend" in nothing.out
