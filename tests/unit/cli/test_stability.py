"""``stability`` and ``questions`` on the command line."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

CASE = "D-2026-0001"


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    """Open a case on the sample data and match it."""
    cli.import_samples()
    assert cli("case", "new", "--file", sample_data_dir() / "requests" / "4-webwinkel.json").code == 0
    return cli


def test_stability_of_a_case_and_of_a_file_are_the_same(filled: CommandLine) -> None:
    """Kept match, case and another run give the same shares; a picture comes with it where asked for."""
    assert filled("stability", CASE).code == 1
    kept, drawn = filled.folder / "match.json", filled.folder / "beeld.svg"
    ranked = filled("match", CASE, "--out", kept, "--json").data["ranked"]
    data = filled("stability", CASE, "--json", "--out", drawn).data
    assert filled("stability", kept, "--json").data == data
    assert [each["id"] for each in data["rank_intervals"]] == [each["id"] for each in ranked]
    assert sum(each["top_three_count"] for each in data["shares"]) == 3 * data["draws"]["count"]
    assert {each["criterion"] for each in data["dethroning"]} == {
        each["criterion"] for each in ranked[0]["preferences"]
    }
    assert drawn.read_text(encoding="utf-8").startswith("<svg")
    printed = filled("stability", CASE).out
    assert "Bij “Rang mogelijk” bewegen alleen de onbekende waarden" in " ".join(printed.split())
    told = filled("stability", CASE, "--top", "2").out
    assert ranked[1]["name"] in told
    least = 0.05 * data["draws"]["count"]
    names = {each["id"]: each["name"] for each in ranked}
    often = [names[each["id"]] for each in data["shares"] if each["top_three_count"] >= least]
    assert len(often) > 2
    table = told.split("Gewicht")[0]
    assert all(name in table for name in often), told
    assert "Buiten deze tabel: " in told
    assert "10.000 trekkingen" in told
    assert filled("stability", CASE, "--out", filled.folder / "beeld.pdf").code == 1


@pytest.mark.parametrize(
    "refused", ["{}:geen_kenmerk=1", "nergens:price_max_eur_m2=90", "{}:price_max_eur_m2=veel"]
)
def test_answers_are_kept_all_or_none(filled: CommandLine, refused: str) -> None:
    """An unknown attribute, an unknown site, what cannot be read: the good answer before it is not kept."""
    filled("match", CASE)
    site = filled("match", CASE, "--json").data["ranked"][0]["id"]
    before = filled("site", "show", site, "--json").out
    good = f"{site}:price_min_eur_m2=55"
    outcome = filled("questions", CASE, "--answer", good, "--answer", refused.format(site), "--by", "Emmen")
    assert outcome.code != ExitCode.OK
    assert filled("site", "show", site, "--json").out == before
    told = filled(
        "questions", CASE, "--answer", good, "--answer", f"{site}:price_max_eur_m2=40", "--by", "Emmen"
    )
    assert "De laagste prijs is hoger dan de hoogste." in told.err
    assert filled("site", "show", site, "--json").out == before


def test_an_answer_is_kept_with_who_gave_it(filled: CommandLine) -> None:
    """Where the question says that it goes; asked for who says so, and seen in the next match."""
    filled("match", CASE)
    asked = next(each for each in filled("questions", CASE, "--json").data["questions"] if each["fills"])
    prices = [
        fill["site_id"]
        for each in filled("questions", CASE, "--json").data["questions"]
        for fill in each["fills"]
        if fill["attribute"] == "price_min_eur_m2"
    ]
    given = f"{prices[0]}:price_min_eur_m2=55"
    assert filled("questions", CASE, "--answer", given).code == 3
    kept = filled("questions", CASE, "--answer", given, "--by", "Accountmanager Emmen", "--json")
    assert [each["site_id"] for each in kept.data] == [prices[0]]
    shown = filled("sites", prices[0], "--json").data["attributes"]["price_min_eur_m2"]
    assert (shown["value"], shown["source"]) == (55, "antwoord van Accountmanager Emmen")
    again = filled("questions", CASE, "--answer", given, "--by", "Accountmanager Emmen")
    assert "Al in gebruik" in again.out
    assert filled("questions", CASE, "--answer", "niets", "--by", "X").code == 1
    assert asked["changing"] >= 0
    given = f"{prices[0]}:price_min_eur_m2=56"
    told = filled("questions", CASE, "--answer", given, "--by", "Jan\nBcc: a@b")
    assert "antwoord van Jan Bcc: a@b" in told.out
    assert filled("questions", CASE, "--answer", given, "--by", " \n ").code == 3


def test_an_answer_is_typed_in_the_words_that_the_program_shows(filled: CommandLine) -> None:
    """Each question says what to type; the words count beside the codes, and a wrong one is told them."""
    filled("match", CASE)
    site_id = next(
        each["site_id"]
        for question in filled("questions", CASE, "--json").data["questions"]
        for each in question["fills"]
        if each["attribute"] == "web_shop_allowed"
    )
    listed = filled("questions", CASE).out
    assert f"--answer {site_id}:web_shop_allowed=WAARDE --by NAAM; WAARDE is een van: ja en nee" in listed
    wrong = filled("questions", CASE, "--answer", f"{site_id}:scarcity_water=matig", "--by", "X")
    assert wrong.code == ExitCode.ERROR
    assert "voldoende, beperkt en geen" in wrong.err
    told = filled("questions", CASE, "--answer", f"{site_id}:scarcity_water=Beperkt", "--by", "X")
    assert "“beperkt”" in told.out
    assert filled("sites", site_id, "--json").data["attributes"]["scarcity_water"]["value"] == "limited"
    told = filled("questions", CASE, "--answer", f"{site_id}:scarcity_water=good", "--by", "X")
    assert "“voldoende”" in told.out
    told = filled("questions", CASE, "--answer", f"{site_id}:park_management=ja", "--by", "X")
    assert "“ja”" in told.out


def test_a_value_of_a_site_is_typed_in_words_too(filled: CommandLine) -> None:
    """As the answer to a question is."""
    site_id = filled("sites", "--json").data["sites"][0]["id"]
    done = filled("site", site_id, "--set", "scarcity_grid=Geen ruimte", "--source", "Test")
    assert done.code == ExitCode.OK, done.err
    assert filled("sites", site_id, "--json").data["attributes"]["scarcity_grid"]["value"] == "none"


def test_questions_are_listed_and_drafted(filled: CommandLine) -> None:
    """Most telling question first, one draft per function, without the ranking that hangs on it."""
    assert filled("questions", CASE).code == 1
    filled("match", CASE)
    folder = filled.folder / "mails"
    data = filled("questions", CASE, "--mail", folder, "--json").data
    shares = [each["changing"] / each["answers"] for each in data["questions"]]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0
    deciding = {each["scope"] for each in data["questions"] if each["changing"]}
    assert {each["scope"] for each in data["mails"]} == deciding
    for each in data["mails"]:
        path = Path(each["mail"])
        assert CASE in path.name
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        text = mail.get_content()
        assert mail["X-Unsent"] == "1"
        assert (mail["To"] is not None) == each["has_contact"]
        asked = [one for one in data["questions"] if one["scope"] == each["scope"] and one["changing"]]
        assert all(one["text"] in text for one in asked)
        assert not any(one["why"] in text for one in asked)
        assert "klompenpost" not in text.casefold()
    told = filled("questions", CASE)
    assert told.code == 0
    assert data["questions"][0]["why"] in told.out
    assert any(each["fills"] for each in data["questions"])


def test_other_methods_stand_beside_the_own_order(filled: CommandLine) -> None:
    """Each method ranks every candidate once, and it is told where they differ."""
    ranked = filled("match", CASE, "--json").data["ranked"]
    opinions = filled("stability", CASE, "--json").data["second_opinion"]
    assert [each["method"] for each in opinions] == ["topsis", "promethee_ii", "spotis"]
    for each in opinions:
        assert set(each["ranks"]) == {card["id"] for card in ranked}
        assert sorted(each["ranks"].values()) == list(range(1, len(ranked) + 1))
    told = filled("stability", CASE).out
    assert "PROMETHEE II" in told
    assert "Tweede mening" in told
