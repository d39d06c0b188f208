"""Extracts say what the rows say, or nothing; and they go wherever their case goes."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.domain.cases.case import CaseEvent, CaseStatus, ContactMoment, EventKind
from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.retention.anonymising import AnonymisedCase, anonymised_case
from drentsportal.errors import InputError
from drentsportal.services.case_search import CaseSearch
from drentsportal.services.word_folding import kept_words
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.fakes import FixedActor, FixedClock
from tests.new_files import new_workspace
from tests.storage_contract.deliveries import ANNA, NOON_UTC, minutes_after_noon, new_case
from tests.unit.storage.old_workspace import written_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.storage.sqlite_workspace import SqliteWorkspace

SENTENCE = "een lange zin over veen"
NUMBERS = [f"D-2026-000{each}" for each in range(1, 5)]
TABLES = ("case_outline", "case_words")


@pytest.fixture(params=[SENTENCE, None], ids=["protected", "open"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteWorkspace]:
    """Open a workspace with a few cases."""
    opened = new_workspace(tmp_path / "werk.drents", request.param)
    with opened.unit_of_work() as work:
        for number in NUMBERS:
            work.cases.add(new_case(number, f"Bedrijf {number}"))
        work.commit()
    yield opened
    opened.close()


def rows(workspace: SqliteWorkspace) -> dict[str, list[tuple[Any, ...]]]:
    """Return what is kept of each case in both tables."""
    with closing(sqlite3.connect(workspace.path)) as database:
        return {
            table: database.execute(
                f"SELECT case_number, revision, content FROM {table} ORDER BY case_number"  # noqa: S608 - names of ours
            ).fetchall()
            for table in TABLES
        }


def told(workspace: SqliteWorkspace) -> tuple[Any, ...]:
    """Return what is read of all cases at once."""
    with workspace.reading() as unit:
        bulk = unit.cases.bulk
        return bulk.entries(), bulk.kept_words(), bulk.unsettled_since(NOON_UTC), bulk.numbers_with_tasks()


def recounted(workspace: SqliteWorkspace) -> tuple[Any, ...]:
    """Return what the rows themselves say of entries and words."""
    with workspace.reading() as unit:
        bulk = unit.cases.bulk
        outlines, messages, words = bulk.outlines(), bulk.last_messages(), bulk.words()
        papers = bulk.newest_papers((PaperKind.OUTCOME, PaperKind.REFERRALS, PaperKind.TASKS))
    data = {key: json.loads(paper.content) for key, paper in papers.items()}
    entries = {
        number: (
            outline,
            data.get((number, PaperKind.OUTCOME)),
            data.get((number, PaperKind.REFERRALS)),
            data.get((number, PaperKind.TASKS)),
            messages.get(number),
        )
        for number, outline in outlines.items()
    }
    return entries, [kept_words(each) for each in words.values()]


def change(workspace: SqliteWorkspace, chance: random.Random, step: int) -> None:
    """Change something of a case, or of two in one go; sometimes it is taken back."""
    with workspace.unit_of_work() as work:
        for number in chance.sample(NUMBERS, chance.randint(1, 2)):
            kind = chance.randrange(5)
            if kind == 0:
                status = chance.choice([CaseStatus.CLOSED, CaseStatus.IN_PROGRESS])
                title = chance.choice(["Hal", "Café Noord", ""])
                case = work.cases.get(number)
                work.cases.save(replace(case, status=status, request=replace(case.request, title=title)))
            elif kind == 1:
                event = chance.choice([EventKind.NOTE, EventKind.CLOSED])
                work.cases.add_event(
                    number, CaseEvent(minutes_after_noon(step), event, ANNA, {"text": f"r {step}"})
                )
            elif kind == 2:
                said = ContactMoment(minutes_after_noon(step), ANNA, "", "", "Piet", "", f"hal {step}")
                work.cases.add_contact(number, said)
            else:
                task = {"id": "t1", "done_at_utc": None if kind == 3 else "2026-11-20T09:00:00+00:00"}
                version = len(work.cases.papers(number, PaperKind.TASKS)) + 1
                work.cases.add_paper(
                    number, CasePaper(PaperKind.TASKS, version, NOON_UTC, ANNA, json.dumps([task]))
                )
        if chance.random() < 0.8:
            work.commit()


def test_extracts_say_what_the_rows_say_after_every_change(workspace: SqliteWorkspace) -> None:
    """Whatever is changed, and whatever of it is taken back."""
    chance = random.Random(11)  # noqa: S311 - sample data
    for step in range(40):
        change(workspace, chance, step)
        entries, words, _, with_tasks = told(workspace)
        rows_entries, rows_words = recounted(workspace)
        assert {number: tuple(each) for number, each in entries.items()} == rows_entries
        assert words == rows_words
        open_tasks = {
            number
            for number, each in entries.items()
            if any(task["done_at_utc"] is None for task in each.tasks or ())
        }
        assert set(with_tasks) == open_tasks
        assert {each[0] for each in rows(workspace)["case_words"]} == set(NUMBERS)


def test_an_extract_of_before_does_not_count(workspace: SqliteWorkspace) -> None:
    """Where rows were changed without it, the rows are read."""
    with closing(sqlite3.connect(workspace.path)) as database:
        database.execute("UPDATE case_outline SET content = x'00' WHERE case_number = ?", NUMBERS[:1])
        database.execute("UPDATE case_file SET row_version = row_version + 1, status = 'closed'")
        database.commit()
    entries, words, since, with_tasks = told(workspace)
    assert {each.outline.status for each in entries.values()} == {CaseStatus.CLOSED}
    assert len(words) == len(NUMBERS)
    assert since == with_tasks == NUMBERS


def test_without_extracts_everything_reads_the_same_and_opening_makes_them_again(
    workspace: SqliteWorkspace, tmp_path: Path
) -> None:
    """As after a migration from a file that had none."""
    before, passphrase = told(workspace), SENTENCE if workspace.is_protected else None
    workspace.close()
    path = tmp_path / "old.drents"
    written_by(5, path, tmp_path / "werk.drents")
    again = open_workspace(path, passphrase=passphrase)
    assert {table: [each[0] for each in found] for table, found in rows(again).items()} == dict.fromkeys(
        TABLES, NUMBERS
    )
    assert told(again) == before
    with closing(sqlite3.connect(path)) as database:
        for table in TABLES:
            database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        database.commit()
    assert told(again)[:2] == before[:2]
    again.close()


def test_a_damaged_paper_hinders_no_change_and_is_told_when_it_is_read(workspace: SqliteWorkspace) -> None:
    """Of that case there is no extract; the others keep theirs."""
    number = NUMBERS[0]
    with workspace.unit_of_work() as work:
        work.cases.add_paper(number, CasePaper(PaperKind.TASKS, 1, NOON_UTC, ANNA, "geen json"))
        work.cases.save(work.cases.get(NUMBERS[1]))
        work.commit()
    assert [each[0] for each in rows(workspace)["case_outline"]] == NUMBERS[1:]
    with workspace.reading() as unit:
        assert set(unit.cases.bulk.entries(NUMBERS[1:])) == set(NUMBERS[1:])
        with pytest.raises(InputError):
            unit.cases.bulk.entries()


def test_an_erased_case_takes_its_extracts_along(workspace: SqliteWorkspace) -> None:
    """Rows and key are gone; the words are found no more."""
    search = CaseSearch(workspace, FixedClock(), FixedActor())
    assert [each.id for each in search.find(NUMBERS[0])] == [NUMBERS[0]]
    workspace.erase_case(ErasedCase(NUMBERS[0], NOON_UTC, ANNA))
    assert all(NUMBERS[0] not in {each[0] for each in found} for found in rows(workspace).values())
    assert search.find(NUMBERS[0]) == ()


def test_an_anonymised_case_has_an_extract_of_what_is_left(workspace: SqliteWorkspace) -> None:
    """Under its new key."""
    with workspace.reading() as unit:
        case = unit.cases.get(NUMBERS[0])
    left = AnonymisedCase(anonymised_case(case, "Verwerker"))
    workspace.anonymise_case(left, AccessEntry(NOON_UTC, ANNA, AccessKind.ANONYMISED, NUMBERS[0]))
    assert [each[0] for each in rows(workspace)["case_words"]] == NUMBERS
    assert told(workspace)[0][NUMBERS[0]].outline.title == "Verwerker"
    assert [each.id for each in CaseSearch(workspace, FixedClock(), FixedActor()).find("verwerker")] == [
        NUMBERS[0]
    ]


def test_another_passphrase_seals_extracts_anew(workspace: SqliteWorkspace) -> None:
    """None of what was sealed before remains, and everything reads the same."""
    before, kept = told(workspace), rows(workspace)
    workspace.set_passphrase("een andere zin over zand")
    assert told(workspace) == before
    assert not {each[2] for found in kept.values() for each in found} & {
        each[2] for found in rows(workspace).values() for each in found
    }
