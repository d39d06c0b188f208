"""What was changed in a workspace between two moments is told by the store, whoever changed it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import WorkspaceLockedError
from drentsportal.paths import sample_data_dir
from drentsportal.services.changes import ChangeSet
from drentsportal.services.store_mark import StoreMark, changes_between, store_mark
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.bootstrap import AppServices

SENTENCE = "een lange zin over veen"
SITE = "vb-016"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[AppServices]:
    """Open a workspace on the sample data."""
    made = sample_services(tmp_path / "werk.drents")
    yield made
    made.workspace.close()


class Look:
    """Tells what changed since the last look."""

    def __init__(self, services: AppServices) -> None:
        """Look for the first time."""
        self._workspace = services.workspace
        self._mark: StoreMark = store_mark(self._workspace)

    def changes(self) -> ChangeSet:
        """Look again."""
        before, self._mark = self._mark, store_mark(self._workspace, self._mark)
        return changes_between(before, self._mark)


def _case(services: AppServices) -> str:
    files = services.request_files
    name = sample_data_dir() / "requests" / "2-logistiek.json"
    return files.open_file(files.read(name.read_text(encoding="utf-8"))).number


def test_what_nobody_wrote_is_no_change(services: AppServices) -> None:
    """The same mark is given back, and a case that was only looked at is none either."""
    number = _case(services)
    before = store_mark(services.workspace)
    assert store_mark(services.workspace, before) is before
    look = Look(services)
    services.desk.case(number)
    services.search.find("logistiek", 10)
    assert look.changes().is_empty


def test_each_part_is_told_apart(services: AppServices) -> None:
    """A case that comes, a case that changes, a site, a profile."""
    look = Look(services)
    number = _case(services)
    assert number in look.changes().cases
    case = services.desk.case(number)
    services.desk.add_note(number, "Gebeld.")
    assert look.changes() == ChangeSet(cases=frozenset({number}))
    assert services.desk.case(number).request == case.request
    services.editing.set_values(SITE, {"plan_name": "Plan van morgen"}, services.editing.attribution())
    assert look.changes() == ChangeSet(sites=True)
    services.edits.undo()
    assert look.changes() == ChangeSet(sites=True)
    services.profiles.save(replace(services.reference.profile("standard"), permit_margin_dm=21))
    assert look.changes() == ChangeSet(reference=True)
    assert look.changes().is_empty


def test_under_the_lock_nothing_is_told(services: AppServices) -> None:
    """Nothing can be read then."""
    services.protection.protect(SENTENCE, SENTENCE)
    services.protection.lock()
    with pytest.raises(WorkspaceLockedError):
        store_mark(services.workspace)
