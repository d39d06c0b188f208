"""Statements of destruction of companies: listed, and kept also where remains linger on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.relations.company import Company
from drentsportal.errors import StorageError
from drentsportal.paths import resources_dir
from drentsportal.reference.privacy_lists import read_selection_list
from drentsportal.services.destruction import CompanyStatement, Destruction
from drentsportal.services.retention import Retention

if TYPE_CHECKING:
    from drentsportal.domain.cases.access import AccessEntry
    from tests.unit.services.desk_harness import Desk

KEY = "B-0001"
GROUND = "Op verzoek"


@pytest.fixture
def destruction(desk: Desk) -> Destruction:
    """Give what ends a company, with one in the workspace."""
    with desk.workspace.unit_of_work() as unit:
        unit.relations.add_company(Company(KEY, "Zuivel Ruinen"))
        unit.commit()
    terms = Retention(desk.workspace, lambda: read_selection_list(resources_dir()), desk.clock, desk.actors)
    return Destruction(desk.workspace, terms, desk.clock, desk.actors)


def test_the_statement_of_a_company_is_listed(desk: Desk, destruction: Destruction) -> None:
    """With key, moment, who and ground; before that there is none."""
    assert destruction.company_statements() == ()
    destruction.erase_company(KEY, GROUND)
    told = CompanyStatement(KEY, desk.clock.now_utc(), desk.actors.current(), GROUND)
    assert destruction.company_statements() == (told,)


def test_it_is_kept_also_where_remains_linger(
    desk: Desk, destruction: Destruction, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The company is gone: the fault is told, after the statement was kept."""
    erase = desk.workspace.erase_company

    def erase_and_fail(key: str, entry: AccessEntry) -> None:
        erase(key, entry)
        raise StorageError("error.storage.log_remains", path="werk.drents")

    monkeypatch.setattr(desk.workspace, "erase_company", erase_and_fail)
    with pytest.raises(StorageError, match="log_remains"):
        destruction.erase_company(KEY, GROUND)
    assert [each.ground for each in destruction.company_statements()] == [GROUND]


def test_a_company_that_stands_has_no_statement(
    desk: Desk, destruction: Destruction, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing was destroyed nothing is stated."""

    def fail(key: str, entry: AccessEntry) -> None:
        raise StorageError("error.storage.fault", path=key, detail=entry.subject)

    monkeypatch.setattr(desk.workspace, "erase_company", fail)
    with pytest.raises(StorageError, match="fault"):
        destruction.erase_company(KEY, GROUND)
    assert destruction.company_statements() == ()
