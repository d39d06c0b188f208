"""Companies, contacts and looks: sealed, by relation, gone for good once erased."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.domain.relations.company import Company, ContactPerson
from drentsportal.domain.relations.contact_log import Party, PartyKind, RelationMoment
from drentsportal.errors import ConflictError, NotFoundError
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.storage_contract.deliveries import ANNA, BERT, NOON_UTC, minutes_after_noon

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.ports.workspace import Workspace

DAIRY = Company(
    "B-0001",
    "Zuivel Ruinen B.V.",
    "12345678",
    "Ruinen",
    (ContactPerson("Jo Ï", "directeur", "jo@x.nl", "06"),),
)
COMPANY = Party(PartyKind.COMPANY, "B-0001")
EMMEN = Party(PartyKind.MUNICIPALITY, "GM0114")


def spoken(party: Party, minute: int) -> RelationMoment:
    """Return a talk with a relation."""
    return RelationMoment(
        minutes_after_noon(minute),
        ANNA,
        party,
        "Economie",
        "Jo Ï",
        "phone",
        f"gesprek {minute}",
        "terugbellen",
    )


def test_what_is_kept_of_relations_comes_back(workspace: Workspace) -> None:
    """Companies by key, contacts by relation and by moment, letter by letter."""
    with workspace.unit_of_work() as unit:
        assert unit.relations.next_key() == "B-0001"
        unit.relations.add_company(DAIRY)
        assert unit.relations.next_key() == "B-0002"
        for moment in (spoken(COMPANY, 5), spoken(EMMEN, 3), spoken(COMPANY, 1)):
            unit.relations.add_moment(moment)
        unit.commit()
    with workspace.reading() as unit:
        assert unit.relations.companies() == (DAIRY,)
        assert unit.relations.company("B-0001") == DAIRY
        assert unit.relations.moments(COMPANY) == (spoken(COMPANY, 1), spoken(COMPANY, 5))
        assert unit.relations.moments(EMMEN) == (spoken(EMMEN, 3),)
        told = [(each.party, each.at_utc) for each in unit.relations.moments()]
        assert sorted(unit.relations.moment_times(), key=lambda each: each[1]) == told
        assert [each.subject for each in unit.relations.moments()] == ["gesprek 1", "gesprek 3", "gesprek 5"]


def test_a_company_is_changed_and_never_kept_twice(workspace: Workspace) -> None:
    """A change replaces it; a second one of the key is refused, and so is one that is not there."""
    moved = replace(DAIRY, place="Beilen", persons=())
    with workspace.unit_of_work() as unit:
        with pytest.raises(NotFoundError):
            unit.relations.save_company(moved)
        with pytest.raises(NotFoundError):
            unit.relations.add_moment(spoken(COMPANY, 1))
        unit.relations.add_company(DAIRY)
        with pytest.raises(ConflictError):
            unit.relations.add_company(moved)
        unit.relations.save_company(moved)
        unit.commit()
    with workspace.reading() as unit:
        assert unit.relations.companies() == (moved,)


def test_an_erased_company_leaves_its_number_only(workspace: Workspace) -> None:
    """Its contacts go, those of others stay, its key is never given out again."""
    with workspace.unit_of_work() as unit:
        unit.relations.add_company(DAIRY)
        unit.relations.add_moment(spoken(COMPANY, 1))
        unit.relations.add_moment(spoken(EMMEN, 2))
        unit.relations.erase_company("B-0001")
        unit.relations.add_access(AccessEntry(NOON_UTC, BERT, AccessKind.ERASED, "B-0001"))
        assert unit.relations.next_key() == "B-0002"
        with pytest.raises(NotFoundError):
            unit.relations.erase_company("B-0001")
        unit.commit()
    with workspace.reading() as unit:
        assert unit.relations.companies() == ()
        assert unit.relations.moments() == (spoken(EMMEN, 2),)


def test_looks_are_listed_by_what_was_looked_at(workspace: Workspace) -> None:
    """Oldest first; without a subject all of them."""
    first = AccessEntry(NOON_UTC, ANNA, AccessKind.OPENED, "D-2026-0001")
    second = AccessEntry(minutes_after_noon(1), BERT, AccessKind.EXPORTED, "D-2026-0002")
    with workspace.unit_of_work() as unit:
        unit.relations.add_access(second)
        unit.relations.add_access(first)
        unit.commit()
    with workspace.reading() as unit:
        assert unit.relations.accesses("D-2026-0002") == (second,)
        assert unit.relations.accesses() == (first, second)


def test_many_looks_are_logged_at_once(workspace: Workspace) -> None:
    """Behind those that are there, in their order; none at all is no fault."""
    first = AccessEntry(NOON_UTC, ANNA, AccessKind.OPENED, "D-2026-0001")
    more = tuple(AccessEntry(NOON_UTC, BERT, AccessKind.EXPORTED, f"D-2026-000{each}") for each in (3, 2))
    with workspace.unit_of_work() as unit:
        unit.relations.add_access(first)
        unit.relations.add_accesses(more)
        unit.relations.add_accesses(())
        unit.commit()
    with workspace.reading() as unit:
        assert unit.relations.accesses() == (first, *more)


def test_nothing_of_a_relation_is_readable_in_the_file(tmp_path: Path) -> None:
    """Neither before nor after a passphrase is set; with it everything comes back."""
    path = tmp_path / "work.drents"
    workspace = open_workspace(path, create=True, passphrase="een lang wachtwoord")  # noqa: S106 - of this test
    with workspace.unit_of_work() as unit:
        unit.relations.add_company(DAIRY)
        unit.relations.add_moment(spoken(COMPANY, 1))
        unit.relations.add_moment(spoken(EMMEN, 2))
        unit.commit()
    workspace.set_passphrase("een ander wachtwoord")
    workspace.close()
    content = path.read_bytes()
    for word in ("Zuivel", "Ruinen", "12345678", "jo@x.nl", "gesprek", "terugbellen"):
        assert word.encode() not in content
    again = open_workspace(path, passphrase="een ander wachtwoord")  # noqa: S106 - of this test
    with again.reading() as unit:
        assert unit.relations.company("B-0001") == DAIRY
        assert unit.relations.moments() == (spoken(COMPANY, 1), spoken(EMMEN, 2))
    again.close()


def test_looks_of_somebody_are_found_whatever_the_capitals(workspace: Workspace) -> None:
    """And whatever blanks stand around the name; oldest first."""
    names = ("Élise Bos", "élise  bos", "Piet")
    looks = [
        AccessEntry(minutes_after_noon(9 - at), replace(ANNA, name=name), AccessKind.OPENED, "D-2026-0001")
        for at, name in enumerate(names)
    ]
    with workspace.unit_of_work() as work:
        for each in looks:
            work.relations.add_access(each)
        work.commit()
    with workspace.reading() as unit:
        assert unit.relations.accesses_of(" ÉLISE BOS ") == (looks[1], looks[0])
        assert unit.relations.accesses_of("niemand") == ()
        assert unit.relations.accesses() == tuple(reversed(looks))
