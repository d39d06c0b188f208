"""What is destroyed is gone from every byte on disk: file, journal, copies and temporary files."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.domain.cases.case import Attachment, CaseEvent, EventKind
from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.domain.relations.company import Company, ContactPerson
from drentsportal.domain.retention.anonymising import (
    AnonymisedCase,
    anonymised_case,
    anonymised_events,
)
from drentsportal.errors import NotFoundError, StorageError
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.new_files import new_workspace
from tests.storage_contract.deliveries import ANNA, NOON_UTC, new_case
from tests.unit.storage.marked_case import MARK, NUMBER, files_with_mark, store_marked_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.storage.sqlite_workspace import SqliteWorkspace

SENTENCE = "een lange zin over veen"
OTHER = "D-2026-0002"
SEALED = (
    ("case_file", "company_name", "number"),
    ("case_file", "requester", "number"),
    ("case_file", "request", "number"),
    ("case_event", "details", "case_number"),
    ("contact_moment", "content", "case_number"),
    ("case_outline", "content", "case_number"),
    ("case_words", "content", "case_number"),
    ("attachment", "name", "case_number"),
    ("attachment", "content", "case_number"),
    ("match_result", "replay", "case_number"),
    ("sent_document", "file_name", "case_number"),
)


@pytest.fixture(params=[SENTENCE, None], ids=["protected", "open"])
def workspace(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SqliteWorkspace]:
    """Open a workspace with a marked case, another one, a company, and two copies that hold them all."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    opened = new_workspace(tmp_path / "werk.drents", request.param)
    store_marked_case(opened)
    with opened.unit_of_work() as unit:
        unit.cases.add(new_case(OTHER))
        unit.relations.add_company(Company("B-0001", MARK, persons=(ContactPerson(MARK),)))
        unit.commit()
    for what in ("import", "nog een"):
        opened.copy_before(what)
    yield opened
    opened.close()


def secrets(path: Path, scope: str = f"case:{NUMBER}") -> dict[str, bytes]:
    """Read what must go: the key of the case as it is wrapped, and every value that it sealed."""
    connection = sqlite3.connect(path)
    try:
        found = {}
        wrapped = connection.execute("SELECT wrapped_key FROM sealing_key WHERE scope = ?", (scope,))
        found["key"] = wrapped.fetchone()[0]
        for table, column, by in SEALED:
            rows = connection.execute(f"SELECT {column} FROM {table} WHERE {by} = ?", (NUMBER,))  # noqa: S608 - names above
            # Long ones lie on several pages: their first bytes tell as well.
            found |= {f"{table}.{column}.{at}": row[0][:200] for at, row in enumerate(rows)}
        return found
    finally:
        connection.close()


def places_of(folder: Path, wanted: dict[str, bytes]) -> list[tuple[str, str]]:
    """Find what of it stands in any file of the folder, journal and copies included."""
    return [
        (path.name, name)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for name, content in wanted.items()
        if content in path.read_bytes()
    ]


def test_the_search_finds_what_is_there(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """Before anything is destroyed each value stands in the file or its journal, and in both copies."""
    wanted = secrets(workspace.path)
    assert len(wanted) == 1 + len(SEALED)
    found = places_of(tmp_path, wanted)
    for name in wanted:
        assert len([place for place, each in found if each == name]) >= 3, name


def test_an_anonymised_case_leaves_no_byte_of_before(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """Neither its key nor what that sealed is anywhere, while it is open and after it is closed."""
    wanted = secrets(workspace.path)
    with workspace.reading() as unit:
        case, events = unit.cases.get(NUMBER), unit.cases.events(NUMBER)
    left = AnonymisedCase(anonymised_case(case, "Verwerker"), anonymised_events(events))
    workspace.anonymise_case(left, AccessEntry(NOON_UTC, ANNA, AccessKind.ANONYMISED, NUMBER))
    assert places_of(tmp_path, wanted) == []
    with workspace.reading() as unit:
        assert unit.cases.get(NUMBER).request.title == "Verwerker"
        assert unit.cases.contacts(NUMBER) == ()
        assert unit.cases.get(OTHER).company_name == new_case(OTHER).company_name
    workspace.close()
    assert places_of(tmp_path, wanted) == []
    assert files_with_mark(tmp_path) == []


def test_an_erased_case_leaves_no_byte_of_before(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """The same for a case that is destroyed."""
    wanted = secrets(workspace.path)
    workspace.erase_case(ErasedCase(NUMBER, NOON_UTC, ANNA, "B1", "termijn om"))
    assert places_of(tmp_path, wanted) == []
    workspace.close()
    assert places_of(tmp_path, wanted) == []


def test_a_copy_opens_and_lists_what_was_not_destroyed(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """A copy from which a case and a company were taken can still be opened and read."""
    protected = workspace.is_protected
    workspace.erase_case(ErasedCase(NUMBER, NOON_UTC, ANNA, "B1", "termijn om"))
    workspace.erase_company("B-0001", AccessEntry(NOON_UTC, ANNA, AccessKind.ERASED, "B-0001"))
    copies = sorted((tmp_path / "werk.drents.copies").iterdir())
    assert len(copies) == 2
    for path in copies:
        copy = open_workspace(path, passphrase=SENTENCE if protected else None)
        with copy.reading() as unit:
            assert [each.number for each in unit.cases.all()] == [OTHER]
            assert unit.relations.companies() == ()
            with pytest.raises(NotFoundError):
                unit.cases.get(NUMBER)
        copy.close()


def test_kept_attachments_are_sealed_anew(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """A file that stays can be read under the new key; the old sealing of it is gone."""
    with workspace.unit_of_work() as unit:
        file = Attachment("a2", "kaart.txt", "text/plain", 5, NOON_UTC)
        unit.cases.add_attachment(NUMBER, file, b"kaart" * 3000)
        unit.cases.add_event(NUMBER, CaseEvent(NOON_UTC, EventKind.NOTE, ANNA, {"text": MARK}))
        unit.commit()
    wanted = secrets(workspace.path)
    with workspace.reading() as unit:
        case = unit.cases.get(NUMBER)
    left = AnonymisedCase(anonymised_case(case, "Verwerker"), attachment_ids=frozenset({"a2"}))
    workspace.anonymise_case(left, AccessEntry(NOON_UTC, ANNA, AccessKind.ANONYMISED, NUMBER))
    assert places_of(tmp_path, wanted) == []
    with workspace.reading() as unit:
        assert unit.cases.attachments(NUMBER) == (file,)
        assert unit.cases.attachment_content(NUMBER, "a2") == b"kaart" * 3000


def test_somebody_who_saved_meanwhile_is_not_overrun(workspace: SqliteWorkspace) -> None:
    """The case that was read must be the one that is stored; else nothing is changed."""
    with workspace.reading() as unit:
        case = unit.cases.get(NUMBER)
    with workspace.unit_of_work() as unit:
        unit.cases.save(replace(case, requester="mevrouw Bos"))
        unit.commit()
    left = AnonymisedCase(anonymised_case(case, "Verwerker"))
    with pytest.raises(StorageError, match="case_changed"):
        workspace.anonymise_case(left, AccessEntry(NOON_UTC, ANNA, AccessKind.ANONYMISED, NUMBER))
    with workspace.reading() as unit:
        assert unit.cases.get(NUMBER).requester == "mevrouw Bos"
        assert len(unit.cases.contacts(NUMBER)) == 1


def test_who_reads_the_file_elsewhere_is_told_that_the_journal_remains(
    workspace: SqliteWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case is gone; that its journal could not be emptied is said and not passed over."""
    monkeypatch.setattr("drentsportal.storage.sqlite_database._BUSY_S", 0.05)
    other = sqlite3.connect(workspace.path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM case_file").fetchall()
    workspace._database.run("PRAGMA busy_timeout=50")  # noqa: SLF001 - so that the test need not wait
    with pytest.raises(StorageError, match="log_remains"):
        workspace.erase_case(ErasedCase(NUMBER, NOON_UTC, ANNA, "B1", "termijn om"))
    other.close()
    with workspace.reading() as unit, pytest.raises(NotFoundError):
        unit.cases.get(NUMBER)


def test_a_locked_workspace_opens_nothing_until_a_key_fits(workspace: SqliteWorkspace) -> None:
    """With a passphrase the key is put away; without one there is nothing to lock."""
    workspace.lock()
    assert workspace.is_locked == workspace.is_protected
    if not workspace.is_protected:
        return
    for use in (workspace.reading, workspace.unit_of_work):
        with pytest.raises(StorageError, match="passphrase_needed"), use():
            pass
    with pytest.raises(StorageError, match="passphrase_wrong"):
        workspace.unlock("iets anders")
    assert workspace.is_locked
    workspace.unlock(SENTENCE)
    with workspace.reading() as unit:
        assert unit.cases.get(OTHER).number == OTHER
