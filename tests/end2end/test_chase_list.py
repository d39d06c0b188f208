"""The filled-in chase list of one gemeente comes back and changes exactly what was filled in."""

from __future__ import annotations

from dataclasses import replace
from email import policy
from email.parser import BytesParser
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from drentsportal.bootstrap import open_services
from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.services.chase_returns import ReturnDecisions
from drentsportal.services.progress import NoProgress
from tests.ui.workspaces import SETTINGS, sample_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.values import Attribute

EMMEN = "GM0114"
NOTHING = ReturnDecisions()


@pytest.fixture
def services(tmp_path: Path) -> Iterator[AppServices]:
    """Give a workspace with the sample data."""
    made = sample_services(tmp_path / "proef.drents")
    yield made
    made.workspace.close()


class Sheet:
    """A chase list as somebody at a gemeente has it open."""

    def __init__(self, path: Path) -> None:
        """Open the file."""
        self.book = openpyxl.load_workbook(path)
        self.sheet: Worksheet = self.book["Vragen"]

    @property
    def columns(self) -> dict[str, int]:
        """Key to column, as they stand now."""
        return {str(cell.value).removeprefix("drents:"): cell.column for cell in self.sheet[1] if cell.value}

    def rows(self) -> list[dict[str, Any]]:
        """All questions with their row."""
        columns = self.columns
        return [
            {"row": row, **{key: self.sheet.cell(row, column).value for key, column in columns.items()}}
            for row in range(3, self.sheet.max_row + 1)
        ]

    def fill(self, row: int, **cells: str | float) -> None:
        """Fill in cells of a row."""
        for key, value in cells.items():
            self.sheet.cell(row, self.columns[key]).value = value

    def save(self, path: Path) -> Path:
        """Save it under a name."""
        self.book.save(path)
        return path


def everything(services: AppServices) -> dict[tuple[str, str], Attribute[object]]:
    """Return every value in use with source and date."""
    table = services.catalogue.site_table()
    ids = [str(each) for rows in (table.parks, table.plots, table.premises) for each in rows.ids]
    sites = [services.catalogue.site(each) for each in ids]
    return {(site.id, name): value for site in sites for name, value in site.attributes.items()}


def made_list(services: AppServices, folder: Path) -> Sheet:
    """Make the list of Emmen and open it."""
    return Sheet(services.chase_lists.make(EMMEN, folder, NoProgress()).workbook.path)


def fill_five(sheet: Sheet) -> dict[tuple[str, str], tuple[object, PartialDate]]:
    """Confirm two values and give three; return what must differ afterwards."""
    rows = sheet.rows()
    known = [each for each in rows if each["sent"]][:2]
    height = next(each for each in rows if each["attribute_id"] == "max_height_m")
    grid = next(each for each in rows if each["attribute_id"] == "scarcity_grid")
    price = next(each for each in rows if each["attribute_id"] == "price_eur_m2")
    expected: dict[tuple[str, str], tuple[object, PartialDate]] = {}
    for each, day in zip(known, ("16-11-2026", "2026-11-17"), strict=True):
        sheet.fill(each["row"], confirmed="ja", as_of=day, filled_by="Accountmanager")
        text = str(each["sent"])
        value: object = float(text.replace(",", ".")) if each["attribute_id"].endswith("_ha") else text
        expected[each["site_id"], each["attribute_id"]] = (
            value,
            PartialDate(2026, 11, 16 if day.startswith("16") else 17),
        )
    sheet.fill(height["row"], value="12,5", as_of="17-11-2026")
    sheet.fill(grid["row"], value="Beperkt", as_of="2026")
    sheet.fill(price["row"], value=62.5, as_of="17-11-2026")
    expected[height["site_id"], "max_height_m"] = (12.5, PartialDate(2026, 11, 17))
    expected[grid["site_id"], "scarcity_grid"] = ("limited", PartialDate(2026))
    expected[price["site_id"], "price_eur_m2"] = (62.5, PartialDate(2026, 11, 17))
    return expected


def test_exactly_what_was_filled_in_changes_and_undo_restores_it(
    services: AppServices, tmp_path: Path
) -> None:
    """Two confirmations and three values differ afterwards, in value and date; undo gives back the rest."""
    sheet = made_list(services, tmp_path)
    expected = fill_five(sheet)
    before = everything(services)
    report = services.chase_returns.take(sheet.save(tmp_path / "terug.xlsx"), NOTHING, NoProgress())
    after = everything(services)
    changed = {cell: value for cell, value in after.items() if value != before[cell]}
    assert set(changed) == set(expected)
    for cell, (value, as_of) in expected.items():
        found = changed[cell]
        assert isinstance(found, Known)
        assert (found.value, found.as_of) == (value, as_of)
        assert found.source.startswith("Gemeente Emmen, opvraaglijst 2026-11-20-")
    assert report.data_version is not None
    services.imports.undo(report.data_version)
    assert everything(services) == before


def test_rows_and_columns_may_stand_anywhere(services: AppServices, tmp_path: Path) -> None:
    """Rows shuffled and deleted, columns moved, hidden and dropped, the sheet renamed: the same five."""
    sheet = made_list(services, tmp_path)
    expected = fill_five(sheet)
    filled = [[cell.value for cell in row] for row in sheet.sheet.iter_rows()]
    head, questions = filled[:2], filled[2:]
    questions = [*questions[1::3], *reversed(questions[0::3]), *questions[2::3]]
    columns = [*range(1, len(head[0]), 2), *range(0, len(head[0]), 2)]
    columns.remove(sheet.columns["remark"] - 1)
    blank = [each for each in questions if not any(each[9:14])]
    kept = [each for each in questions if each not in blank[:20]]
    sheet.book.remove(sheet.sheet)
    moved = sheet.book.create_sheet("Ingevuld", 0)
    for row in (*kept, *reversed(head)):
        moved.append([row[column] for column in columns])
    moved.column_dimensions["B"].hidden = True
    path = tmp_path / "door elkaar.xlsx"
    sheet.book.save(path)
    before = everything(services)
    services.chase_returns.take(path, NOTHING, NoProgress())
    after = everything(services)
    assert {cell for cell in after if after[cell] != before[cell]} == set(expected)


def test_what_cannot_be_read_is_listed_and_left(services: AppServices, tmp_path: Path) -> None:
    """Each unreadable answer is named by its row, and the others are taken."""
    sheet = made_list(services, tmp_path)
    heights = [each for each in sheet.rows() if each["attribute_id"] == "max_height_m"][:7]
    answers: list[dict[str, Any]] = [
        {"value": "hoog", "as_of": "2026"},
        {"value": "1.234", "as_of": "2026"},
        {"value": 10, "as_of": "31-12-2031"},
        {"value": "-3", "as_of": "2026"},
        {"confirmed": "ja", "as_of": "2026"},
        {"value": "12 ha", "as_of": "2026"},
        {"value": "12 m", "as_of": "2026"},
    ]
    for each, cells in zip(heights, answers, strict=True):
        sheet.fill(each["row"], **cells)
    sheet.fill(sheet.rows()[-1]["row"], remark="Bel ons hierover.")
    path = sheet.save(tmp_path / "terug.xlsx")
    came_back = services.chase_returns.read(path)
    assert {each.row: each.message.id for each in came_back.left} == {
        heights[0]["row"]: "error.entry.number",
        heights[1]["row"]: "error.chase.two_readings",
        heights[2]["row"]: "error.chase.date_ahead",
        heights[3]["row"]: "error.entry.negative",
        heights[4]["row"]: "error.chase.nothing_to_confirm",
        heights[5]["row"]: "error.entry.number",
    }
    assert [each.value for each in came_back.answers] == [12.0]
    assert [each.message.named["text"] for each in came_back.remarks] == ["Bel ons hierover."]
    before = everything(services)
    report = services.chase_returns.take(path, NOTHING, NoProgress())
    after = everything(services)
    assert {cell for cell in after if after[cell] != before[cell]} == {
        (heights[6]["site_id"], "max_height_m")
    }
    assert {each.row for each in report.issues} >= {each.row for each in came_back.left}


def test_a_value_that_changed_since_is_a_person_s_to_decide(services: AppServices, tmp_path: Path) -> None:
    """Two lists about the same value: the second to come back asks, and both answers do what they say."""
    first, second = made_list(services, tmp_path / "een"), made_list(services, tmp_path / "twee")
    cell = next(each for each in first.rows() if each["attribute_id"] == "max_height_m")
    first.fill(cell["row"], value=10, as_of="2026")
    second.fill(cell["row"], value=14, as_of="2025")
    services.chase_returns.take(first.save(tmp_path / "1.xlsx"), NOTHING, NoProgress())
    path = second.save(tmp_path / "2.xlsx")
    with pytest.raises(QuestionError) as asked:
        services.chase_returns.take(path, NOTHING, NoProgress())
    assert asked.value.option == "--changed"
    with pytest.raises(DataSourceError):
        services.chase_returns.take(path, ReturnDecisions(all_changed=False), NoProgress())
    assert services.catalogue.site(cell["site_id"]).value("max_height_m") == 10
    decided = ReturnDecisions(changed={(cell["site_id"], "max_height_m"): True})
    services.chase_returns.take(path, decided, NoProgress())
    assert services.catalogue.site(cell["site_id"]).value("max_height_m") == 14


def test_prices_that_cannot_be_are_left_and_odd_ones_are_a_person_s_to_decide(
    services: AppServices, tmp_path: Path
) -> None:
    """A price that no ground reaches is left with the reason; one of 0 is asked about and told."""
    sheet = made_list(services, tmp_path)
    absurd, free, plain = [each for each in sheet.rows() if each["attribute_id"] == "price_eur_m2"][:3]
    for each, price in ((absurd, 500_000), (free, 0), (plain, 60)):
        sheet.fill(each["row"], value=price, as_of="17-11-2026")
    path = sheet.save(tmp_path / "terug.xlsx")
    came_back = services.chase_returns.read(path)
    assert [(each.row, each.message.id) for each in came_back.left] == [
        (absurd["row"], "error.entry.too_large")
    ]
    assert [each.row for each in came_back.odd] == [free["row"]]
    with pytest.raises(QuestionError) as asked:
        services.chase_returns.take(path, NOTHING, NoProgress())
    assert asked.value.option == "--odd"
    before = everything(services)
    kept = services.chase_returns.take(path, ReturnDecisions(all_odd=False), NoProgress())
    after = everything(services)
    assert {cell for cell in after if after[cell] != before[cell]} == {(plain["site_id"], "price_eur_m2")}
    assert {(each.row, each.outcome) for each in kept.issues} == {
        (absurd["row"], RowOutcome.REFUSED),
        (free["row"], RowOutcome.REFUSED),
    }
    taken = services.chase_returns.take(path, ReturnDecisions(all_odd=True), NoProgress())
    assert services.catalogue.site(free["site_id"]).value("price_eur_m2") == 0
    assert (free["row"], RowOutcome.FLAGGED) in {(each.row, each.outcome) for each in taken.issues}


def test_room_above_the_net_area_is_asked_about(services: AppServices, tmp_path: Path) -> None:
    """An answer that does not go with what is in use says so by name, and is stored with that remark."""
    sheet = made_list(services, tmp_path)
    room = next(
        each
        for each in sheet.rows()
        if each["attribute_id"].startswith("available_now")
        and services.catalogue.site(each["site_id"]).value("net_ha")
    )
    sheet.fill(room["row"], value=9000, as_of="17-11-2026")
    path = sheet.save(tmp_path / "terug.xlsx")
    (answer,) = services.chase_returns.read(path).answers
    assert [each.id for each in answer.odd] == ["warning.entry.available_over_net"]
    decided = ReturnDecisions(changed={answer.cell: True})
    report = services.chase_returns.take(path, decided, NoProgress())
    assert [each.message.id for each in report.issues] == ["chase.odd"]


def test_the_same_list_again_stores_nothing(services: AppServices, tmp_path: Path) -> None:
    """What is in use already makes no step; one answer more makes a step with that answer only."""
    sheet = made_list(services, tmp_path)
    fill_five(sheet)
    path = sheet.save(tmp_path / "terug.xlsx")
    services.chase_returns.take(path, NOTHING, NoProgress())
    version = services.catalogue.data_version()
    again = services.chase_returns.take(path, NOTHING, NoProgress())
    assert again.data_version is None
    assert [each.id for each in again.notes] == ["chase.note.nothing_new"]
    assert services.catalogue.data_version() == version
    heights = (each for each in sheet.rows() if each["attribute_id"] == "max_height_m")
    other = next(each for each in heights if not each["value"])
    sheet.fill(other["row"], value=11, as_of="17-11-2026")
    more = services.chase_returns.take(sheet.save(tmp_path / "meer.xlsx"), NOTHING, NoProgress())
    assert more.data_version == version + 1
    assert more.notes[0].named["values"] == 1


def test_answers_without_a_date_ask_for_one(services: AppServices, tmp_path: Path) -> None:
    """No date is made up: the file is refused until a person names the day, which then holds."""
    sheet = made_list(services, tmp_path)
    cell = next(each for each in sheet.rows() if each["attribute_id"] == "max_height_m")
    sheet.fill(cell["row"], value=10)
    path = sheet.save(tmp_path / "terug.xlsx")
    with pytest.raises(QuestionError) as asked:
        services.chase_returns.take(path, NOTHING, NoProgress())
    assert asked.value.option == "--as-of"
    services.chase_returns.take(path, ReturnDecisions(as_of=PartialDate(2026, 11, 1)), NoProgress())
    found = services.catalogue.site(cell["site_id"]).attribute("max_height_m")
    assert isinstance(found, Known)
    assert found.as_of == PartialDate(2026, 11, 1)


def test_a_list_of_another_workspace_or_a_changed_one_is_not_taken(
    services: AppServices, tmp_path: Path
) -> None:
    """A hidden value that was tampered with leaves its row; a list without its marker is refused."""
    sheet = made_list(services, tmp_path)
    known = next(each for each in sheet.rows() if each["sent"])
    sheet.fill(known["row"], confirmed="ja", as_of="2026", sent="99")
    came_back = services.chase_returns.read(sheet.save(tmp_path / "terug.xlsx"))
    assert [each.message.id for each in came_back.left] == ["error.chase.sent_differs"]
    marker = sheet.book["_drents_opvraaglijst"]
    marker["B4"] = "999"
    with pytest.raises(DataSourceError) as refused:
        services.chase_returns.read(sheet.save(tmp_path / "elders.xlsx"))
    assert refused.value.message_id == "error.chase.other_workspace"
    del sheet.book["_drents_opvraaglijst"]
    with pytest.raises(DataSourceError) as unknown:
        services.chase_returns.read(sheet.save(tmp_path / "kaal.xlsx"))
    assert unknown.value.message_id == "error.chase.no_list"


def test_the_mail_is_a_draft_to_the_contact_point(services: AppServices, tmp_path: Path) -> None:
    """The draft names the function's address, carries the workbook, and is not marked as sent."""
    made = services.chase_lists.make(EMMEN, tmp_path, NoProgress())
    mail = BytesParser(policy=policy.default).parsebytes(made.mail.path.read_bytes())
    assert mail["To"] == "accountmanager.emmen@bedrijvenportal.example"
    assert mail["X-Unsent"] == "1"
    attached = next(iter(mail.iter_attachments()))
    assert attached.get_filename() == made.workbook.path.name
    assert attached.get_payload(decode=True) == made.workbook.path.read_bytes()


def test_the_sheet_locks_everything_but_the_answers(services: AppServices, tmp_path: Path) -> None:
    """Only the five columns to fill in are open, nothing is a formula, and sites with room come first."""
    sheet = made_list(services, tmp_path)
    answers = {"confirmed", "value", "as_of", "filled_by", "remark"}
    open_columns = {
        key for key, column in sheet.columns.items() if not sheet.sheet.cell(3, column).protection.locked
    }
    assert open_columns == answers
    assert sheet.sheet.protection.sheet
    assert not any(cell.data_type == "f" for row in sheet.sheet.iter_rows() for cell in row)
    table = services.catalogue.site_table()
    plots = {
        str(site_id): table.plots.columns["status"].text_at(row)
        for row, site_id in enumerate(table.plots.ids)
    }
    states = [plots[each["site_id"]] == "available" for each in sheet.rows() if each["site_id"] in plots]
    assert states == sorted(states, reverse=True)
    assert SiteKind.PLOT in {services.catalogue.site(each["site_id"]).kind for each in sheet.rows()}


@pytest.mark.usefixtures("services")
def test_without_an_organisation_no_sentence_has_a_hole(tmp_path: Path) -> None:
    """Nobody is named who asks: the explanation asks all the same, and the mail says what to fill in."""
    nobody = open_services(replace(SETTINGS, actor_organisation=""), tmp_path / "proef.drents")
    written = nobody.chase_lists.make(EMMEN, tmp_path, NoProgress())
    nobody.workspace.close()
    explained = openpyxl.load_workbook(written.workbook.path).worksheets[0]["A3"].value
    assert str(explained).startswith("Wilt u de gegevens")
    assert written.mail_text.rstrip().endswith("[naam en organisatie]")
