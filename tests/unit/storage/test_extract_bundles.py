"""Bundles say what the rows say, or nothing; and no bundle outlives a word of any case in it."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.domain.asking.request import LocationRequest, Origin, Preference, Requirement
from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.domain.cases.case import CaseEvent, CaseStatus, ClockStop, ContactMoment, EventKind
from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.retention.anonymising import AnonymisedCase, anonymised_case
from drentsportal.errors import InputError, StorageError
from drentsportal.storage.extract_bundles import drop_all
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.new_files import new_workspace
from tests.storage_contract.deliveries import ANNA, NOON_UTC, minutes_after_noon, new_case
from tests.unit.storage.old_workspace import written_by
from tests.unit.storage.test_case_extracts import SENTENCE, change, recounted
from tests.unit.storage.test_forgetting import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.storage.sqlite_workspace import SqliteWorkspace

OTHER_SENTENCE = "een andere zin over zand"
NUMBERS = [f"D-2026-{each:04d}" for each in range(1, 10)]


@pytest.fixture(autouse=True)
def small_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundle a few cases already, and read a few of them from bundles too."""
    for name, value in (("_USUAL", 4), ("_LEAST", 2), ("_WORTH_MAKING", 2)):
        monkeypatch.setattr(f"drentsportal.storage.extract_bundles.{name}", value)
    for module in ("bulk_rows", "extract_bulk"):
        monkeypatch.setattr(f"drentsportal.storage.{module}.NAMED_AT_ONCE", 0)


@pytest.fixture(params=[SENTENCE, None], ids=["protected", "open"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteWorkspace]:
    """Open a workspace with nine cases in two bundles, and a copy of it."""
    opened = new_workspace(tmp_path / "werk.drents", request.param)
    with opened.unit_of_work() as work:
        for number in NUMBERS:
            work.cases.add(new_case(number, f"Bedrijf {number}"))
        fill(work.cases)
        work.commit()
    opened.make_bundles()
    opened.copy_before("import")
    yield opened
    opened.close()


def fill(cases: Any) -> None:  # noqa: ANN401 - the store of a unit of work
    """Give one case everything that an extract can tell, so that every column has something in it."""
    request = LocationRequest(
        title="Café Noord",
        requirements=(
            Requirement("plot_area", 12_000),
            Requirement("floor_area", 900),
            Requirement("segment", ("logistics",)),
        ),
        preferences=(Preference("municipality", 2, ("GM0114", "GM0106")),),
        origin=Origin("Zwolle", 203_000, 503_000),
    )
    stops = (ClockStop(NOON_UTC, "wacht", minutes_after_noon(5)), ClockStop(minutes_after_noon(9), "weer"))
    answered = NOON_UTC + timedelta(hours=3, microseconds=7)
    case = replace(
        cases.get(NUMBERS[1]),
        request=request,
        stops=stops,
        status=CaseStatus.CLOSED,
        asked_at_utc=NOON_UTC - timedelta(hours=30),
        answered_at_utc=answered,
        company_key="B-0001",
    )
    cases.save(case)
    cases.add_event(case.number, CaseEvent(answered, EventKind.CLOSED, ANNA, {"text": "klaar\x00\x1f"}))
    for name in ("", "gemeente Emmen"):
        cases.add_contact(
            case.number, ContactMoment(minutes_after_noon(1), ANNA, "", name, "Piet", "", "hal \x00 noord")
        )
    papers = {
        PaperKind.OUTCOME: '{"kind":"placed","decided_on":"2026-11-20","note":"\\u0000"}',
        PaperKind.REFERRALS: '[{"made_at_utc":"2026-11-20T10:00:00+00:00"}]',
    }
    for kind, content in papers.items():
        cases.add_paper(case.number, CasePaper(kind, 1, NOON_UTC, ANNA, content))


def bundles(path: Path) -> list[dict[str, Any]]:
    """Return the bundles of a file, with their keys as they are wrapped."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        rows = database.execute(
            "SELECT extract_bundle.*, wrapped_key FROM extract_bundle"
            " LEFT JOIN sealing_key ON scope = 'bundle:' || id ORDER BY first_number"
        )
        found = [dict(row) for row in rows]
        keys = database.execute("SELECT count(*) FROM sealing_key WHERE scope LIKE 'bundle:%'").fetchone()[0]
    assert keys == len(found)
    return found


def ranges(path: Path) -> list[tuple[str, str]]:
    """Return the first and the last case of each bundle."""
    return [(each["first_number"], each["last_number"]) for each in bundles(path)]


def told(workspace: SqliteWorkspace, numbers: list[str] | None = None) -> tuple[Any, ...]:
    """Return what is read of cases at once."""
    with workspace.reading() as unit:
        bulk = unit.cases.bulk
        entries = {
            number: (each.outline, each.outcome, each.referrals, each.tasks, each.last_message_utc)
            for number, each in bulk.entries(numbers).items()
        }
        return entries, bulk.kept_words(numbers), sorted(bulk.contact_names(numbers))


def told_one_by_one(workspace: SqliteWorkspace) -> tuple[Any, ...]:
    """Return the same without any bundle."""
    with workspace._database.writing() as connection:  # noqa: SLF001 - there is no other way without them
        drop_all(connection)
        connection.commit()
    assert bundles(workspace.path) == []
    return told(workspace)


def read_of_bundles(workspace: SqliteWorkspace, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the cases that are read from bundles now."""
    seen: set[str] = set()
    from drentsportal.storage import bundle_contents  # noqa: PLC0415 - looked through for this one reading

    read = bundle_contents.read_entries

    def watched(content: bytes) -> Any:  # noqa: ANN401 - as the function itself
        found = list(read(content))
        seen.update(number for number, _ in found)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(bundle_contents, "read_entries", watched)
        told(workspace)
    return seen


def test_bundles_say_what_extracts_say(workspace: SqliteWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all cases and of some of them, every field of each."""
    assert ranges(workspace.path) == [(NUMBERS[0], NUMBERS[3]), (NUMBERS[4], NUMBERS[8])]
    assert read_of_bundles(workspace, monkeypatch) == set(NUMBERS)
    some = told(workspace, [NUMBERS[1], NUMBERS[6], "D-1999-0001"])
    before = told(workspace)
    assert [*some[0]] == [each.number for each in some[1]] == [NUMBERS[1], NUMBERS[6]]
    assert {name for _, _, name in some[2]} == {"", "gemeente Emmen"}
    after = told_one_by_one(workspace)
    assert before == after
    assert some == told(workspace, [NUMBERS[1], NUMBERS[6], "D-1999-0001"])


def test_after_every_change_bundles_say_what_the_rows_say(workspace: SqliteWorkspace) -> None:
    """Whatever is changed or taken back, and whether bundles were made again before or not."""
    chance = random.Random(5)  # noqa: S311 - sample data
    for step in range(25):
        change(workspace, chance, step)
        entries, words, _ = told(workspace)
        assert (entries, words) == recounted(workspace)
        if chance.random() < 0.5:
            workspace.make_bundles()
            assert told(workspace)[:2] == (entries, words)
            assert len(bundles(workspace.path)) >= 2


def test_a_change_destroys_the_bundle_of_its_case_alone(
    workspace: SqliteWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Key and content are gone; the cases beside it are read one by one, until it is made again."""
    with workspace.unit_of_work() as work:
        work.cases.save(work.cases.get(NUMBERS[2]))
    assert len(bundles(workspace.path)) == 2
    with workspace.unit_of_work() as work:
        work.cases.save(work.cases.get(NUMBERS[2]))
        work.commit()
    assert ranges(workspace.path) == [(NUMBERS[4], NUMBERS[8])]
    assert read_of_bundles(workspace, monkeypatch) == set(NUMBERS[4:])
    assert sorted(told(workspace)[0]) == NUMBERS
    workspace.make_bundles()
    assert ranges(workspace.path) == [(NUMBERS[0], NUMBERS[3]), (NUMBERS[4], NUMBERS[8])]
    workspace.close()
    again = open_workspace(tmp_path / "werk.drents", passphrase=SENTENCE if workspace.is_protected else None)
    assert read_of_bundles(again, monkeypatch) == set(NUMBERS)
    again.close()


def secrets(path: Path) -> dict[str, bytes]:
    """Return key and content of each bundle: what must be nowhere once a case of it is gone."""
    return {
        f"{each['id']}.{name}": each[name][:200]
        for each in bundles(path)
        for name in ("wrapped_key", "outlines", "words", "contacts")
    }


def forget(workspace: SqliteWorkspace, how: str) -> None:
    """Erase or anonymise a case."""
    if how == "erase":
        workspace.erase_case(ErasedCase(NUMBERS[1], NOON_UTC, ANNA, "B1", "termijn om"))
        return
    with workspace.reading() as unit:
        left = AnonymisedCase(anonymised_case(unit.cases.get(NUMBERS[1]), "Verwerker"))
    workspace.anonymise_case(left, AccessEntry(NOON_UTC, ANNA, AccessKind.ANONYMISED, NUMBERS[1]))


@pytest.mark.parametrize("how", ["erase", "anonymise"])
def test_a_case_that_goes_takes_its_bundle_along_in_every_copy(
    workspace: SqliteWorkspace, tmp_path: Path, how: str
) -> None:
    """No byte of its bundle is left anywhere; a copy has none at all, reads the same and makes them anew."""
    wanted = {name: each for name, each in secrets(workspace.path).items() if name.startswith("1.")}
    assert len(wanted) == 4
    (copy,) = (tmp_path / "werk.drents.copies").iterdir()
    for name, content in wanted.items():
        assert len(places_of(tmp_path, {name: content})) >= 2, name
    forget(workspace, how)
    assert places_of(tmp_path, wanted) == []
    assert bundles(copy) == []
    assert ranges(workspace.path) == [(NUMBERS[4], NUMBERS[8])]
    assert (NUMBERS[1] in told(workspace)[0]) == (how == "anonymise")
    workspace.close()
    assert places_of(tmp_path, wanted) == []
    opened = open_workspace(copy, passphrase=SENTENCE if workspace.is_protected else None)
    assert [*told(opened)[0]] == [each for each in NUMBERS if each != NUMBERS[1]]
    opened.close()
    assert len(bundles(copy)) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE case_file SET row_version = row_version + 1, status = 'closed' WHERE number = :number",
        "UPDATE extract_bundle SET last_number = 'D-2026-0008' WHERE last_number = 'D-2026-0009'",
        "UPDATE extract_bundle SET members = '' WHERE last_number = 'D-2026-0009'",
    ],
)
def test_a_bundle_of_other_cases_or_of_before_does_not_count(
    workspace: SqliteWorkspace, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    """Where rows were changed without it, they are read themselves, and it is made again."""
    with closing(sqlite3.connect(workspace.path)) as database:
        database.execute(statement, {"number": NUMBERS[6]} if ":number" in statement else {})
        database.commit()
    assert read_of_bundles(workspace, monkeypatch) == set(NUMBERS[:4])
    entries, words, _ = told(workspace)
    assert (entries, words) == recounted(workspace)
    assert len(entries) == len(NUMBERS)


def test_a_bundle_opens_in_its_own_place_only(workspace: SqliteWorkspace) -> None:
    """What stands in another one is no answer, and is told."""
    with closing(sqlite3.connect(workspace.path)) as database:
        database.execute("UPDATE extract_bundle SET outlines = (SELECT max(outlines) FROM extract_bundle)")
        database.commit()
    with pytest.raises(StorageError, match="seal_broken"):
        told(workspace)


def test_another_passphrase_leaves_no_bundle_of_before(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """They are made again as the file is closed."""
    before, wanted = told(workspace), secrets(workspace.path)
    workspace.set_passphrase(OTHER_SENTENCE)
    assert bundles(workspace.path) == []
    assert places_of(tmp_path, wanted) == []
    assert told(workspace) == before
    workspace.close()
    assert len(bundles(tmp_path / "werk.drents")) == 2
    assert places_of(tmp_path, wanted) == []
    again = open_workspace(tmp_path / "werk.drents", passphrase=OTHER_SENTENCE)
    assert told(again) == before
    again.close()


def test_a_case_that_cannot_be_read_is_in_no_bundle(workspace: SqliteWorkspace) -> None:
    """Opening goes on, the others are read, and whoever reads that one is told."""
    with workspace.unit_of_work() as work:
        work.cases.add_paper(NUMBERS[0], CasePaper(PaperKind.TASKS, 1, NOON_UTC, ANNA, "geen json"))
        work.commit()
    workspace.make_bundles()
    assert ranges(workspace.path) == [(NUMBERS[4], NUMBERS[8])]
    assert sorted(told(workspace, NUMBERS[1:])[0]) == NUMBERS[1:]
    with pytest.raises(InputError):
        told(workspace)


def test_a_file_of_before_bundles_gets_them_as_it_is_closed(
    workspace: SqliteWorkspace, tmp_path: Path
) -> None:
    """Everything reads the same; a key that was left behind is in nobody's way."""
    before, passphrase = told(workspace), SENTENCE if workspace.is_protected else None
    workspace.close()
    written_by(9, tmp_path / "old.drents", tmp_path / "werk.drents")
    for held in ([], [(NUMBERS[0], NUMBERS[3]), (NUMBERS[4], NUMBERS[8])]):
        again = open_workspace(tmp_path / "old.drents", passphrase=passphrase)
        assert told(again) == before
        with closing(sqlite3.connect(again.path)) as database:
            found = database.execute("SELECT first_number, last_number FROM extract_bundle ORDER BY id")
            assert found.fetchall() == held
        again.close()
        again.close()


def test_a_locked_workspace_closes_without_making_any(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """The keys are put away; without a passphrase nothing is locked, and they are made."""
    with workspace.unit_of_work() as work:
        for number in NUMBERS:
            work.cases.save(work.cases.get(number))
        work.commit()
    workspace.lock()
    workspace.close()
    assert len(bundles(tmp_path / "werk.drents")) == (0 if workspace.is_protected else 2)


def test_few_cases_make_no_bundle(workspace: SqliteWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading them one by one takes no time, and opening then writes nothing."""
    monkeypatch.setattr("drentsportal.storage.extract_bundles._WORTH_MAKING", 5)
    with workspace.unit_of_work() as work:
        work.cases.save(work.cases.get(NUMBERS[0]))
        work.commit()
    workspace.make_bundles()
    assert ranges(workspace.path) == [(NUMBERS[4], NUMBERS[8])]
    with workspace.unit_of_work() as work:
        work.cases.save(work.cases.get(NUMBERS[8]))
        work.commit()
    workspace.make_bundles()
    assert ranges(workspace.path) == [(NUMBERS[0], NUMBERS[3]), (NUMBERS[4], NUMBERS[8])]
