"""What readers remember is never older than the file, and opens nothing whose key is gone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.errors import WorkspaceLockedError
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.storage_contract.deliveries import ANNA, NOON_UTC, new_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.services.ports.case_bulk import CaseRevision
    from drentsportal.storage.sqlite_workspace import SqliteWorkspace

FIRST, SECOND = "D-2026-0001", "D-2026-0002"
WORDS = "een lange zin over veen"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a protected file with two cases."""
    made = tmp_path / "work.drents"
    workspace = open_workspace(made, create=True, passphrase=WORDS)
    with workspace.unit_of_work() as work:
        work.cases.add(new_case(FIRST))
        work.cases.add(new_case(SECOND))
        work.commit()
    workspace.close()
    return made


@pytest.fixture
def workspace(path: Path) -> Iterator[SqliteWorkspace]:
    """Open it, everything read once."""
    opened = open_workspace(path, passphrase=WORDS)
    _read(opened)
    yield opened
    opened.close()


def _read(workspace: SqliteWorkspace) -> tuple[dict[str, CaseRevision], list[str]]:
    with workspace.reading() as unit:
        bulk = unit.cases.bulk
        return bulk.revisions(), [each.title for each in bulk.names(list(bulk.revisions())).values()]


def _note(workspace: SqliteWorkspace, number: str) -> None:
    with workspace.unit_of_work() as work:
        work.cases.add_event(number, CaseEvent(NOON_UTC, EventKind.NOTE, ANNA, {"text": "x"}))
        work.commit()


def test_what_another_process_changed_is_seen(path: Path, workspace: SqliteWorkspace) -> None:
    """Its line makes another revision of that case alone."""
    before, _ = _read(workspace)
    other = open_workspace(path, passphrase=WORDS)
    _note(other, SECOND)
    other.close()
    after, _ = _read(workspace)
    assert (after[FIRST] == before[FIRST], after[SECOND] == before[SECOND]) == (True, False)


def test_what_was_rolled_back_is_not_remembered(workspace: SqliteWorkspace) -> None:
    """The next line gets the same id, at another case."""
    before, _ = _read(workspace)
    with workspace.unit_of_work() as work:
        work.cases.add_event(FIRST, CaseEvent(NOON_UTC, EventKind.NOTE, ANNA, {"text": "x"}))
        with workspace.reading() as unit:
            assert unit.cases.bulk.revisions()[FIRST] != before[FIRST]
    _note(workspace, SECOND)
    after, _ = _read(workspace)
    assert (after[FIRST] == before[FIRST], after[SECOND] == before[SECOND]) == (True, False)


def test_a_look_that_is_logged_changes_no_case(workspace: SqliteWorkspace) -> None:
    """Else every look would have all cases read again."""
    before = workspace._memory.cases_mark  # noqa: SLF001 - nothing else tells whether it was read again
    with workspace.unit_of_work() as work:
        work.relations.add_access(AccessEntry(NOON_UTC, ANNA, AccessKind.OPENED, FIRST))
        work.commit()
    _read(workspace)
    assert before
    assert workspace._memory.cases_mark == before  # noqa: SLF001 - as above


def test_an_erased_case_is_gone_and_its_key_with_it(path: Path, workspace: SqliteWorkspace) -> None:
    """Here, and in a process that had its key ready before."""
    other = open_workspace(path, passphrase=WORDS)
    _read(other)
    workspace.erase_case(ErasedCase(FIRST, NOON_UTC, ANNA))
    assert not workspace._memory.ciphers  # noqa: SLF001 - it must not lie in memory
    assert list(_read(workspace)[0]) == [SECOND]
    assert list(_read(other)[0]) == [SECOND]
    other.close()


def test_a_lock_lets_go_of_keys_and_a_new_passphrase_makes_others(workspace: SqliteWorkspace) -> None:
    """Nothing opens while it is locked; after a change everything opens with the new keys."""
    before = _read(workspace)
    assert workspace._memory.ciphers  # noqa: SLF001 - what is let go of
    workspace.lock()
    assert not workspace._memory.ciphers  # noqa: SLF001 - it must not lie in memory
    with pytest.raises(WorkspaceLockedError):
        _read(workspace)
    workspace.unlock(WORDS)
    workspace.set_passphrase("een andere zin over veen")
    assert _read(workspace) == before


def test_a_case_that_is_saved_tells_its_new_words(workspace: SqliteWorkspace) -> None:
    """The key that was ready opens what was sealed with it since."""
    with workspace.unit_of_work() as work:
        case = work.cases.get(FIRST)
        work.cases.save(replace(case, request=replace(case.request, title="Nieuw")))
        work.commit()
    assert "Nieuw" in _read(workspace)[1]
