"""``case intake`` and ``case form``: proposals in words and as data, and a case from what is confirmed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

from drentsportal.cli.case_intake import read_answers
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.errors import InputError
from drentsportal.services.request_form import ANSWER_MARK, KEY_MARK
from tests.unit.mail.mails import MAILS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine

NEEDED = ("--confirm", "title", "--confirm", "channel", "--confirm", "received_at")


def _saved(cli: CommandLine, name: str) -> Path:
    mail = next(each for each in MAILS if each.name == name)
    path = cli.folder / mail.file_name
    path.write_bytes(mail.content)
    return path


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_every_mail_is_shown_in_words(cli: CommandLine, mail: object) -> None:
    """No text is missing, and nothing is stored."""
    shown = cli("case", "intake", _saved(cli, mail.name))  # type: ignore[attr-defined] # a Mail
    assert shown.code == ExitCode.OK, shown.err
    assert "Er is niets bewaard" in shown.out
    assert cli("case", "list", "--json").data == []


def test_what_is_proposed_is_printed_as_data(cli: CommandLine) -> None:
    """With the words that it rests on."""
    data = cli("case", "intake", _saved(cli, "values that contradict each other"), "--json").data
    area = next(each for each in data["proposed"] if each["key"] == "plot_area_ha")
    assert (area["value"], area["options"], area["quotes"]) == (None, ["2", "3"], ["2 ha", "3 ha"])
    assert data["message"]["received_at"] == "2026-11-20T08:13:10+00:00"


def test_what_is_told_and_not_asked_bears_how_sure_it_is(cli: CommandLine) -> None:
    """A present area is as much a reading of words as a wished one."""
    path = cli.folder / "vraag.txt"
    path.write_text("Wij huren nu 1.200 m² en zoeken een kavel van 2.500 m².", encoding="utf-8")
    told = cli("case", "intake", path).out
    assert "Huidige oppervlakte, m²: 1200 (“1.200 m²”, afgeleid)." in told


def test_a_second_request_of_a_company_names_the_first(cli: CommandLine) -> None:
    """Before anything is stored, and whatever the legal form is written like."""
    path = cli.folder / "vraag.txt"
    path.write_text("Wij van Blikwerk B.V. zoeken een kavel van 2 ha.", encoding="utf-8")
    given = (
        "--confirm",
        "title=Vraag",
        "--confirm",
        "channel=company",
        "--confirm",
        "company_name=BLIKWERK BV",
    )
    received = ("--received", "2026-11-20T09:40:00+01:00", "--json")
    number = cli("case", "intake", path, *given, *received).data["number"]
    told = cli("case", "intake", path).out
    assert f"Mogelijk bekend: dossier {number} heeft een bedrijf met dezelfde naam." in told
    assert cli("case", "intake", path, "--json").data["cases"] == [number]


def test_a_case_opens_with_what_is_confirmed(cli: CommandLine) -> None:
    """And keeps the message with its attachment."""
    mail = _saved(cli, "outlook file")
    opened = cli("case", "intake", mail, *NEEDED, "--confirm", "plot_area_ha=4,5", "--json")
    assert opened.code == ExitCode.OK, opened.err
    assert opened.data["attachments"] == ["bericht.msg", "tekening.pdf"]
    shown = cli("case", "show", opened.data["number"], "--json").data
    assert shown["request"]["requirements"] == {"plot_area_ha": 4.5}


def test_the_clock_is_told_as_with_a_case_that_is_typed(cli: CommandLine) -> None:
    """A mail that lay for two days must not look as if there were a day left."""
    mail = _saved(cli, "outlook file")
    told = cli("case", "intake", mail, *NEEDED).out
    (number,) = set(re.findall(r"D-\d{4}-\d{4}", told))
    clock = next(line for line in told.splitlines() if line.startswith("Klok"))
    _, due, _ = clock.split("; ")
    assert due == "uiterlijk za 21 nov. 2026, 09.13 uur"
    assert due in cli("case", "show", number).out


def test_what_is_not_confirmed_is_refused(cli: CommandLine) -> None:
    """In words, without a case."""
    refused = cli("case", "intake", _saved(cli, "outlook file"), "--confirm", "title")
    assert refused.code == ExitCode.ERROR
    assert "received_at" in refused.err
    assert cli("case", "list", "--json").data == []


def test_a_figure_with_two_readings_is_refused_before_anything_is_kept(cli: CommandLine) -> None:
    """1.500 kW would be taken as one and a half; without a point it is plain."""
    mail = _saved(cli, "values that contradict each other")
    refused = cli("case", "intake", mail, *NEEDED, "--confirm", "grid_demand_kw=1.500")
    assert refused.code == ExitCode.ERROR
    assert "op twee manieren" in refused.err
    assert cli("case", "list", "--json").data == []
    assert cli("case", "intake", mail, *NEEDED, "--confirm", "grid_demand_kw=1500").code == ExitCode.OK


def test_a_text_file_reads_as_pasted_text(cli: CommandLine) -> None:
    """It tells no moment, so that the receipt must be given."""
    path = cli.folder / "vraag.txt"
    path.write_text("Wij zoeken 2 ha in de gemeente Emmen.", encoding="utf-8")
    opened = cli(
        *("case", "intake", path, "--confirm", "title=Vraag", "--confirm", "channel=company"),
        *("--received", "2026-11-20T09:40:00+01:00", "--json"),
    )
    assert opened.data["received_at"] == "2026-11-20T08:40:00+00:00"


def test_a_filled_in_form_opens_a_case_once_received(cli: CommandLine) -> None:
    """Until then it shows what it says, and nothing is stored; neither receipt nor channel is guessed."""
    path = cli.folder / "aanvraag.json"
    path.write_text(json.dumps({"request": {"title": "Webwinkel"}}), encoding="utf-8")
    shown = cli("case", "intake", path)
    assert shown.code == ExitCode.OK
    assert "Webwinkel" in shown.out
    assert "Zelf in te vullen: channel en received_at" in shown.out
    assert cli("case", "intake", path, "--confirm", "title").code == ExitCode.ERROR
    received = ("--received", "2026-11-20T09:40:00+01:00", "--json")
    refused = cli("case", "intake", path, *received)
    assert refused.code == ExitCode.ERROR
    assert "via wie de aanvraag kwam" in refused.err
    assert cli("case", "list", "--json").data == []
    opened = cli("case", "intake", path, *received, "--confirm", "channel=partner")
    assert opened.data["title"] == "Webwinkel"
    assert opened.data["channel"] == "partner"


def test_through_whom_a_request_file_came_is_told_by_the_file_or_the_command(cli: CommandLine) -> None:
    """It is never taken to be NOM in silence; what the command says goes before."""
    path = cli.folder / "aanvraag.json"
    path.write_text(json.dumps({"request": {"title": "Webwinkel"}}), encoding="utf-8")
    new = ("case", "new", "--file", path, "--received", "2026-11-20T09:40:00+01:00")
    refused = cli(*new)
    assert refused.code == ExitCode.ERROR
    assert "via wie de aanvraag kwam" in refused.err
    assert cli("case", "list", "--json").data == []
    assert cli(*new, "--channel", "municipality", "--json").data["channel"] == "municipality"


def test_the_form_is_written_and_an_empty_one_refused(cli: CommandLine) -> None:
    """With the cell that must be filled in."""
    form, schema = cli.folder / "formulier.xlsx", cli.folder / "schema.json"
    assert cli("case", "form", "--out", form).code == ExitCode.OK
    assert cli("case", "form", "--out", schema, "--json").data["kind"] == "request_schema"
    refused = cli("case", "intake", form, "--received", "2026-11-20T09:40:00+01:00")
    assert refused.code == ExitCode.ERROR
    assert "Aanvraag!B13" in refused.err


@pytest.mark.parametrize("name", ["leeg.eml", "weg.msg"])
def test_what_is_no_message_is_refused(cli: CommandLine, name: str) -> None:
    """Without a traceback."""
    (cli.folder / "leeg.eml").write_bytes(b"")
    refused = cli("case", "intake", cli.folder / name)
    assert refused.code == ExitCode.ERROR
    assert name in refused.err


@pytest.mark.parametrize("given", [("title", "title=x"), ("title=",)])
def test_an_answer_is_given_once_and_whole(given: tuple[str, ...]) -> None:
    """Twice, or empty, it is refused."""
    with pytest.raises(InputError):
        read_answers(given)


def test_the_same_file_opens_a_second_case_only_when_it_is_said(cli: CommandLine) -> None:
    """A mail, and a request file; the question names the case."""
    mail = _saved(cli, "outlook file")
    request = cli.folder / "aanvraag.json"
    said = {"case": {"channel": "company"}, "request": {"title": "Webwinkel"}}
    request.write_text(json.dumps(said), encoding="utf-8")
    received = ("--received", "2026-11-20T09:40:00+01:00")
    for command in (
        ("case", "intake", mail, *NEEDED),
        ("case", "new", "--file", request, *received),
        ("case", "intake", request, *received),
    ):
        first = cli(*command, "--another")
        assert first.code == ExitCode.OK, first.err
        second = cli(*command)
        assert second.code == ExitCode.QUESTION
        assert "D-2026-" in second.err
        assert "--another" in second.err


def test_many_values_long_titles_and_moments_are_told_short(cli: CommandLine) -> None:
    """A row stays a row, and a moment is that of Dutch clocks."""
    path = cli.folder / "veel.eml"
    text = " ".join(f"{each} ha in Emmen." for each in range(1, 200))
    path.write_text(
        f"From: Jan <jan@veenbouw.example>\nSubject: Vraag {'x' * 5000}\n"
        f"Date: Fri, 20 Nov 2026 16:00:00 +0100\n\nWij zoeken {text}\n",
        encoding="utf-8",
    )
    shown = cli("case", "intake", path)
    assert shown.code == ExitCode.OK
    assert "en nog 191" in shown.out
    assert max(len(each) for each in shown.out.splitlines()) < 1000
    assert "+00:00" not in shown.out
    title = next(
        each for each in cli("case", "intake", path, "--json").data["proposed"] if each["key"] == "title"
    )
    assert len(title["value"]) == 120


def test_a_form_is_written_under_a_name_that_says_what_it_is(cli: CommandLine) -> None:
    """No workbook under the name of a document."""
    refused = cli("case", "form", "--out", cli.folder / "formulier.doc")
    assert refused.code == ExitCode.ERROR
    assert not (cli.folder / "formulier.doc").exists()


def test_a_stray_null_in_a_head_is_no_reason_to_refuse_a_mail(cli: CommandLine) -> None:
    """It is left out of what is shown; a file full of them is none."""
    path = cli.folder / "nul.eml"
    path.write_bytes(b"From: Jan <jan@veenbouw.example>\nSubject: Vraag\x00 1\n\nWij zoeken 2 ha.\n")
    shown = cli("case", "intake", path, "--json")
    assert shown.code == ExitCode.OK, shown.err
    assert "\x00" not in shown.data["message"]["subject"]
    path.write_bytes(b"From: " + b"\x00" * 5000)
    assert cli("case", "intake", path).code == ExitCode.ERROR


def test_a_form_takes_thousands_with_a_point_and_tells_faults_one_by_one(cli: CommandLine) -> None:
    """Square metres are whole, so that 1.500 is no decimal."""
    form = cli.folder / "formulier.xlsx"
    assert cli("case", "form", "--out", form).code == ExitCode.OK
    _fill(form, {"title": "Webwinkel", "floor_area_m2": "1.500 m²", "channel": "Bedrijf"})
    received = ("--received", "2026-11-20T09:40:00+01:00")
    opened = cli("case", "intake", form, *received, "--json")
    assert opened.code == ExitCode.OK, opened.err
    asked = cli("case", "show", opened.data["number"], "--json").data["request"]["requirements"]
    assert asked == {"floor_area_m2": 1500}
    _fill(form, {"floor_area_m2": "veel", "height_m": "hoog", "staff_count": "druk"})
    refused = cli("case", "intake", form, *received)
    assert refused.code == ExitCode.ERROR
    assert ". ," not in refused.err
    assert ".," not in refused.err


def _fill(form: Path, answers: dict[str, str]) -> None:
    """Fill in answers beside their hidden keys."""
    book = openpyxl.load_workbook(form)
    for sheet in book.worksheets:
        marks = {cell.value: cell.column for row in sheet.iter_rows(max_row=20) for cell in row if cell.value}
        if KEY_MARK in marks and ANSWER_MARK in marks:
            for at in range(1, sheet.max_row + 1):
                key = str(sheet.cell(at, marks[KEY_MARK]).value or "").rpartition(".")[2]
                if key in answers:
                    sheet.cell(at, marks[ANSWER_MARK]).value = answers[key]
    book.save(form)


def test_a_form_shows_what_it_says_like_a_mail(cli: CommandLine) -> None:
    """In people's words and as data, the contact too, and which known company it may be."""
    company = cli("company", "add", "Wiersma Staalbouw B.V.", "--json").data["key"]
    form = cli.folder / "formulier.xlsx"
    assert cli("case", "form", "--out", form).code == ExitCode.OK
    said = {
        "title": "Staalbouwer",
        "channel": "Bedrijf",
        "company_name": "Wiersma Staalbouw BV",
        "contact_name": "Jan Wiersma",
        "phone": "0592 - 12 34 56",
        "email": "jan@wiersma.example",
        "kvk_number": "05063322",
        "plot_area_ha": "2,5",
        "municipality": "Hoogeveen",
        "web_shop": "ja",
    }
    _fill(form, said)
    shown = cli("case", "intake", form)
    assert shown.code == ExitCode.OK, shown.err
    for text in ("Staalbouwer", "Jan Wiersma", "05063322", "2.5", "Hoogeveen", "Er is niets bewaard"):
        assert text in shown.out
    assert "GM0118" not in shown.out
    assert f"Mogelijk bekend bedrijf: {company}" in shown.out
    data = cli("case", "intake", form, "--json").data
    proposed = {each["key"]: each["value"] for each in data["proposed"]}
    assert (proposed["plot_area_ha"], proposed["phone"]) == ("2.5", "0592 - 12 34 56")
    assert [each["key"] for each in data["companies"]] == [company]
    assert cli("case", "list", "--json").data == []


@pytest.mark.parametrize("kind", ["mail", "form"])
def test_a_case_of_a_known_name_says_which_company_it_may_be(cli: CommandLine, kind: str) -> None:
    """And links none in silence; linked by its key it takes the contact, and says nothing more."""
    company = cli("company", "add", "Wiersma Staalbouw B.V.", "--json").data["key"]
    path = cli.folder / ("vraag.txt" if kind == "mail" else "vraag.json")
    case = {"company_name": "Wiersma Staalbouw BV", "contact_name": "Jan", "phone": "0592-123456"}
    form = {"case": case, "request": {"title": "Hal"}}
    path.write_text("Wij zoeken 2 ha." if kind == "mail" else json.dumps(form), encoding="utf-8")
    confirmed = ["title=Hal", "channel=company", "company_name=Wiersma Staalbouw BV"]
    confirmed += ["contact_name=Jan", "phone=0592-123456"]
    command: list[str | Path] = ["case", "intake", path, "--received", "2026-11-20T09:40:00+01:00"]
    command += [part for each in confirmed for part in ("--confirm", each)]
    opened = cli(*command)
    assert opened.code == ExitCode.OK, opened.err
    assert f"Mogelijk bekend bedrijf: {company} Wiersma Staalbouw B.V." in opened.out
    number = cli("case", "list", "--json").data[0]["number"]
    assert f"drentsportal company link {number} {company}" in opened.out
    assert cli("company", "show", company, "--json").data["cases"] == []
    assert cli("company", "link", number, company).code == ExitCode.OK
    (person,) = cli("company", "show", company, "--json").data["persons"]
    assert (person["name"], person["phone"]) == ("Jan", "+31592123456")
    linked = cli(*command, "--confirm", f"company={company}", "--another", "--json")
    assert linked.data["companies"] == []


def test_a_title_without_the_legal_form_names_the_company_too(cli: CommandLine) -> None:
    """As an advice would refuse it later."""
    path = cli.folder / "vraag.txt"
    path.write_text("Wij zoeken 2 ha.", encoding="utf-8")
    confirmed = ["title=Wiersma Staalbouw naar Hoogeveen", "channel=company"]
    confirmed.append("company_name=Wiersma Staalbouw B.V.")
    command: list[str | Path] = ["case", "intake", path, "--received", "2026-11-20T09:40:00+01:00"]
    refused = cli(*command, *(part for each in confirmed for part in ("--confirm", each)))
    assert refused.code == ExitCode.ERROR
    assert "noemt de naam van het bedrijf" in refused.err
    key = cli("company", "add", "Wiersma Staalbouw B.V.", "--json").data["key"]
    confirmed[2] = f"company={key}"
    refused = cli(*command, *(part for each in confirmed for part in ("--confirm", each)))
    assert refused.code == ExitCode.ERROR
    assert cli("case", "list", "--json").data == []


def test_gemeenten_are_named_and_not_coded(cli: CommandLine) -> None:
    """In the proposals, and where one must be chosen."""
    path = cli.folder / "vraag.txt"
    path.write_text("Wij zoeken 2 ha in de gemeente Hoogeveen of de gemeente Emmen.", encoding="utf-8")
    shown = cli("case", "intake", path)
    assert "Hoogeveen | Emmen" in shown.out
    assert "GM0" not in shown.out
    refused = cli("case", "intake", path, "--confirm", "municipality")
    assert "Hoogeveen, Emmen" in refused.err
    assert "GM0" not in refused.err
