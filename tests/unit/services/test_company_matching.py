"""Which cases and companies bear a name, in a real store: open, and locked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.services.company_matching import CompanyMatching
from tests.storage_contract.deliveries import new_case
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.bootstrap import AppServices

FIRST, SECOND = "D-2026-0001", "D-2026-0002"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[AppServices]:
    """Open a workspace with a case of a company and one of nobody yet."""
    made = sample_services(tmp_path / "werk.drents")
    with made.workspace.unit_of_work() as unit:
        unit.cases.add(replace(new_case(FIRST), company_name="Blikwerk B.V."))
        unit.cases.add(replace(new_case(FIRST), number=SECOND, company_name=""))
        unit.commit()
    yield made
    made.workspace.close()


@pytest.mark.parametrize("name", ["BLIKWERK BV", "Blikwerk", "blikwerk b.v."])
def test_a_case_is_found_by_its_company_however_that_is_written(services: AppServices, name: str) -> None:
    """Without a company that bears the name: nobody made one yet."""
    assert CompanyMatching(services.workspace).cases_named(name) == (FIRST,)


@pytest.mark.parametrize("name", ["", "  ", "Blik"])
def test_no_name_and_a_part_of_one_find_nothing(services: AppServices, name: str) -> None:
    """A case without a name is like no other."""
    assert CompanyMatching(services.workspace).cases_named(name) == ()


def test_while_locked_nobody_learns_whether_a_name_stands_there(services: AppServices) -> None:
    """What is sealed stays so, and the message can be read all the same."""
    services.protection.protect("een goede wachtzin", "een goede wachtzin")
    matching = CompanyMatching(services.workspace)
    assert matching.cases_named("Blikwerk") == (FIRST,)
    services.protection.lock()
    assert matching.cases_named("Blikwerk") == ()
