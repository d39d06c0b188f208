"""Whom contacts name is kept in memory, and never told as it was before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import ContactMoment
from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.services.contact_names import ContactNames
from drentsportal.storage.sqlite_workspace import SqliteWorkspace, open_workspace
from tests.fakes import MOMENT_UTC, OFFICER
from tests.new_files import new_workspace
from tests.storage_contract.deliveries import new_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST, SECOND = "D-2026-0001", "D-2026-0002"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[SqliteWorkspace]:
    """Make two cases, the first with a contact."""
    made = new_workspace(tmp_path / "werk.drents")
    with made.unit_of_work() as work:
        for number in (FIRST, SECOND):
            work.cases.add(new_case(number))
        work.commit()
    _speak(made, FIRST, "Zuivel BV", 1)
    yield made
    made.close()


def _speak(workspace: SqliteWorkspace, number: str, company: str, hour: int) -> None:
    at_utc = MOMENT_UTC + timedelta(hours=hour)
    with workspace.unit_of_work() as work:
        work.cases.add_contact(number, ContactMoment(at_utc, OFFICER, "", company, "", "", "bezoek"))
        work.commit()


def _told(names: ContactNames, workspace: SqliteWorkspace) -> set[tuple[str, int, str]]:
    with workspace.reading() as unit:
        return {
            (number, (at - MOMENT_UTC) // timedelta(hours=1), who) for number, at, who in names.read(unit)
        }


def test_what_is_logged_since_is_told(tmp_path: Path, workspace: SqliteWorkspace) -> None:
    """The newest of each name in each case, whoever logged it."""
    names = ContactNames()
    assert _told(names, workspace) == {(FIRST, 1, "Zuivel BV")}
    other = open_workspace(tmp_path / "werk.drents")
    _speak(other, FIRST, "Zuivel BV", 3)
    _speak(other, FIRST, "Zuivel BV", 2)
    _speak(other, SECOND, "", 4)
    other.close()
    assert _told(names, workspace) == {(FIRST, 3, "Zuivel BV"), (SECOND, 4, "")}


def test_an_erased_case_names_nobody(workspace: SqliteWorkspace) -> None:
    """Its names go from memory with it."""
    names = ContactNames()
    _told(names, workspace)
    workspace.erase_case(ErasedCase(FIRST, MOMENT_UTC, OFFICER))
    assert _told(names, workspace) == set()
    assert names._named == {}  # noqa: SLF001 - what lies in memory has no other door


def test_forgetting_lets_go_of_every_name(workspace: SqliteWorkspace) -> None:
    """As when the window locks; they are read again when somebody asks."""
    names = ContactNames()
    _told(names, workspace)
    names.forget()
    assert names._named == {}  # noqa: SLF001 - as above
    assert _told(names, workspace) == {(FIRST, 1, "Zuivel BV")}
