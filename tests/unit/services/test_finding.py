"""One field over everything: kinds and their order, what is logged, what is gone, and what names nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.access import SEARCH
from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.domain.relations.company import Company, ContactPerson
from drentsportal.errors import WorkspaceLockedError
from drentsportal.services.finding import FindingKind, FoundGroup
from drentsportal.services.finding_index import Nearness
from tests.fakes import MOMENT_UTC, OFFICER
from tests.storage_contract.deliveries import new_case
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.bootstrap import AppServices

FIRST, SECOND = "D-2026-0001", "D-2026-0002"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[AppServices]:
    """Open the sample sites with two cases and a company."""
    made = sample_services(tmp_path / "werk.drents")
    case = new_case(FIRST)
    with made.workspace.unit_of_work() as unit:
        person = ContactPerson("Zoë van Dijk", "directeur")
        unit.relations.add_company(Company("B-0001", "Kaasmakerij De Brink", "", "Coevorden", (person,)))
        titled = replace(case, request=replace(case.request, title="Assen of Emmen, zuivel"), company_name="")
        unit.cases.add(replace(titled, company_key="B-0001"))
        unit.cases.add(replace(titled, number=SECOND, company_name="Café Élan BV"))
        unit.commit()
    yield made
    made.workspace.close()


def _ids(groups: tuple[FoundGroup, ...], kind: FindingKind) -> list[str]:
    return [each.id for group in groups if group.kind is kind for each in group.things]


def _looks(services: AppServices) -> list[str]:
    with services.workspace.reading() as unit:
        return [each.subject for each in unit.relations.accesses()]


def test_what_is_nearest_brings_its_kind_to_the_top(services: AppServices) -> None:
    """A number leads to its case; a gemeente to its sites and functions, with how many there are."""
    numbered = services.finding.find("d-2026-0002")
    assert [(each.kind, each.count) for each in numbered] == [(FindingKind.CASE, 1)]
    assert numbered[0].things[0].nearness is Nearness.EXACT
    groups = services.finding.find("assen", 2)
    assert groups[0].kind is FindingKind.CASE
    assert {each.kind for each in groups} == set(FindingKind) - {FindingKind.COMPANY}
    nearest = [each.things[0].nearness for each in groups]
    assert nearest == sorted(nearest)
    assert all(len(each.things) == min(2, each.count) for each in groups)


@pytest.mark.parametrize("typed", ["2", "0002", "D20260002", "d-2026-2"])
def test_a_case_is_found_by_its_number_however_it_is_typed(services: AppServices, typed: str) -> None:
    """With and without zeros and dashes."""
    assert SECOND in _ids(services.finding.find(typed, 50), FindingKind.CASE)


def test_a_case_is_found_by_number_and_title_alone(services: AppServices) -> None:
    """Neither its company nor anything said in it leads here: that is what the search of the inbox is for."""
    for words in ("elan", "kaasmakerij", "brink"):
        assert _ids(services.finding.find(words), FindingKind.CASE) == []


def test_listing_is_no_look_but_names_of_companies_are_logged_as_a_search(services: AppServices) -> None:
    """One line however many letters, never what was typed; of cases none at all."""
    services.finding.find(FIRST)
    services.finding.find("zuivel")
    assert _looks(services) == []
    for typed in ("kaas", "kaasm", "kaasmakerij"):
        assert _ids(services.finding.find(typed), FindingKind.COMPANY) == ["B-0001"]
    assert _looks(services) == [SEARCH]


def test_without_companies_none_is_named_and_nothing_is_logged(services: AppServices) -> None:
    """What a command shows unasked."""
    assert services.finding.find("kaasmakerij", with_companies=False) == ()
    assert _looks(services) == []


def test_a_person_at_a_company_is_not_found(services: AppServices) -> None:
    """Functions of organisations are; people are not."""
    assert services.finding.find("zoe dijk") == ()
    assert _ids(services.finding.find("accountmanager emmen"), FindingKind.CONTACT) != []


def test_what_was_kept_by_id_comes_back_without_the_name_of_a_company(services: AppServices) -> None:
    """In the order asked, and what is gone is left out."""
    found = services.finding.named(
        [
            (FindingKind.COMPANY, "B-0001"),
            (FindingKind.CASE, FIRST),
            (FindingKind.CASE, "D-2026-0099"),
            (FindingKind.PARK, "weg"),
        ]
    )
    assert [(each.id, each.name, each.beside) for each in found] == [
        ("B-0001", "B-0001", ()),
        (FIRST, "Assen of Emmen, zuivel", (FIRST,)),
    ]
    assert _looks(services) == []


def test_what_changes_is_found_and_what_is_gone_is_not(services: AppServices) -> None:
    """A new title, an erased case, and another name of a company."""
    finding = services.finding
    finding.refresh()
    with services.workspace.unit_of_work() as unit:
        kept = unit.cases.get(FIRST)
        unit.cases.save(replace(kept, request=replace(kept.request, title="Touwslager")))
        unit.relations.save_company(Company("B-0001", "Zeilmakerij"))
        unit.commit()
    assert _ids(finding.find("touw"), FindingKind.CASE) == [FIRST]
    assert _ids(finding.find("zeilmakerij"), FindingKind.COMPANY) == ["B-0001"]
    assert finding.find("kaasmakerij") == ()
    assert finding.has(FindingKind.CASE, SECOND)
    services.workspace.erase_case(ErasedCase(SECOND, MOMENT_UTC, OFFICER))
    assert not finding.has(FindingKind.CASE, SECOND)
    assert _ids(finding.find(SECOND), FindingKind.CASE) == []


def test_a_locked_workspace_gives_nothing(services: AppServices) -> None:
    """What was held is let go of, and reading anew is refused."""
    services.protection.protect("een goede wachtzin", "een goede wachtzin")
    assert services.finding.find("kaas")
    services.protection.lock()
    services.finding.forget()
    with pytest.raises(WorkspaceLockedError):
        services.finding.find("kaas")
