"""What a gemeente mails about the category of a park comes back at the park, and the question is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir
from tests.end2end.asked_questions import CASE, questions_on, rematched

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

PARK, OTHER = "vb-027", "vb-028"
BY = ("--by", "Planoloog Emmen", "--as-of", "2026-11-18")


@pytest.fixture
def matched(cli: CommandLine) -> CommandLine:
    """Match the request of the chemical company: of two parks only the main number is known."""
    cli.import_samples()
    request = sample_data_dir() / "requests" / "1-chemie.json"
    assert cli("case", "new", "--file", request).code == ExitCode.OK
    assert cli("match", CASE).code == ExitCode.OK
    return cli


def test_the_answer_of_a_gemeente_is_kept_at_the_park_and_used(matched: CommandLine) -> None:
    """With source and date, in history, on the building rules; undone the question is back."""
    before = questions_on(matched, "category")
    targets = [f"issue_category_{end}" for end in ("min", "max")]
    assert [each["attribute"] for each in before[PARK]["fills"]] == targets
    assert "alle grond die Schoonebeker Diep uitgeeft" in before[PARK]["advice"]
    listed = " ".join(matched("questions", CASE).out.split())
    assert "--answer vb-027:issue_category_max=WAARDE --by NAAM" in listed
    assert "Verschilt het per kavel, leg het dan bij elke kavel vast" in listed
    assert rematched(matched, PARK, "category")[1] == "check"

    given = [
        f"{PARK}:issue_category_min=1",
        f"{PARK}:issue_category_max=5.1",
        f"{OTHER}:issue_category_max=4.2",
    ]
    answers = [part for each in given for part in ("--answer", each)]
    kept = matched("questions", CASE, *answers, *BY, "--json").data
    assert rematched(matched, PARK, "category") == (
        "ranked",
        "fits",
        "Milieucategorie 1 tot en met 5.1, gevraagd 5.1",
    )
    assert rematched(matched, OTHER, "category") == (
        "excluded",
        "fails",
        "Milieucategorie ten hoogste 4.2, gevraagd 5.1",
    )
    assert set(questions_on(matched, "category")) == set(before) - {PARK, OTHER}
    told = matched("sites", PARK, "--json").data["attributes"]["issue_category_max"]
    assert told == {"value": "5.1", "source": "antwoord van Planoloog Emmen", "as_of": "2026-11-18"}
    for each in reversed(kept):
        assert matched("undo", "--version", str(each["data_version"])).code == ExitCode.OK
    assert rematched(matched, PARK, "category")[1] == "check"
    assert set(questions_on(matched, "category")) == set(before)


def test_what_looks_odd_is_kept_and_told(matched: CommandLine) -> None:
    """Above the main number of the park, or the wrong way round: kept as answered, and said."""
    told = matched("questions", CASE, "--answer", f"{PARK}:issue_category_max=6", *BY)
    assert told.code == ExitCode.OK
    assert "Hoger dan het hoofdcijfer van het terrein: 6 tegen hoofdcategorie 5." in told.err
    told = matched("questions", CASE, "--answer", f"{OTHER}:issue_category_min=5.3", *BY)
    told = matched("questions", CASE, "--answer", f"{OTHER}:issue_category_max=5.1", *BY)
    assert "De laagste milieucategorie (5.3) is hoger dan de hoogste (5.1)." in told.err


def test_what_has_no_place_says_what_to_do_instead(matched: CommandLine) -> None:
    """A plot must be drawn; an attribute of a plot is refused at a park, with where to look."""
    questions = matched("questions", CASE, "--json").data["questions"]
    homeless = [each for each in questions if not each["fills"]]
    assert {each["criterion"] for each in homeless} == {"plot_area", "expansion_area"}
    assert all(each["advice"].startswith("Teken of importeer de kavels van ") for each in homeless)
    listed = " ".join(matched("questions", CASE).out.split())
    assert "hiervoor is geen gegeven. Teken of importeer de kavels van Schoonebeker Diep" in listed
    refused = matched("questions", CASE, "--answer", f"{PARK}:category_max=5.1", *BY)
    assert refused.code == ExitCode.ERROR
    assert "“Hoogste milieucategorie” is geen gegeven van deze locatie." in refused.err
    assert "De opdracht questions noemt bij elke vraag waar het antwoord komt" in refused.err
