"""Story 11: one owner of a case, and one contact of each gemeente."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.case import EventKind, RequestChannel
from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport
from drentsportal.domain.relations.contact_log import PartyKind
from drentsportal.domain.sites.site import ContactPoint
from drentsportal.domain.sites.surroundings import ParkManagementOrganisation
from drentsportal.domain.values import PartialDate
from drentsportal.errors import InputError
from drentsportal.services.account_managers import AccountManagers
from drentsportal.services.case_timeline import CaseTimeline
from drentsportal.services.contact_log import party_of
from tests.fakes import OFFICER
from tests.unit.services.desk_harness import FRIDAY, REQUEST, Desk, in_memory

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.account_managers import AccountManager

scenarios("features/een_aanspreekpunt.feature")


class Story:
    """The desk, the case that is spoken of, and the contacts that were delivered."""

    def __init__(self, folder: Path) -> None:
        """Open a workspace."""
        self.desk = Desk(in_memory(folder), FRIDAY)
        self.number = ""
        self.contacts: tuple[ContactPoint, ...] = ()
        self.organisations: tuple[ParkManagementOrganisation, ...] = ()

    def managers(self) -> dict[str, AccountManager]:
        """Deliver the contacts and list whom to call, by name."""
        delivery = Delivery(
            "test",
            "c.json",
            "1" * 64,
            "test",
            (),
            contact_points=self.contacts,
            park_management_organisations=self.organisations,
        )
        report = ImportReport("c.json", "t", "t", 0, 0, "contacts", 0, AreaTotals(None, None, None))
        with self.desk.workspace.unit_of_work() as work:
            work.sites.add_delivery(delivery, report, OFFICER, FRIDAY)
            work.commit()
        return {each.name: each for each in AccountManagers(self.desk.workspace.catalogue).all()}


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """Give the story."""
    return Story(tmp_path)


@given(parsers.parse("een aanvraag van {name}"))
def _case(story: Story, name: str) -> None:
    story.number = story.desk.intake.open_case(REQUEST, RequestChannel.NOM, FRIDAY)[0].number
    assert story.desk.desk.case(story.number).owner.name == name


@given(parsers.re("een accountmanager (?P<phone>met|zonder) telefoon in (?P<name>.+)"))
def _manager(story: Story, phone: str, name: str) -> None:
    number = "+31 000 000 001" if phone == "met" else ""
    code, as_of = party_of(name).id, PartialDate(2026)
    point = ContactPoint(f"c-{name}", code, "Accountmanager", f"Gemeente {name}", number, "", "t", as_of)
    story.contacts = (*story.contacts, point)


@given(parsers.parse("{name} met een parkmanager {phone} telefoon"))
def _park_manager(story: Story, name: str, phone: str) -> None:
    number = "+31 000 000 002" if phone == "met" else ""
    made = _organisation(story, name)
    point = ContactPoint(f"c-{made.id}", f"pmo:{made.id}", "Parkmanager", name, number, "", "t", made.as_of)
    story.contacts = (*story.contacts, point)


@given(parsers.parse("{name} waarvan niemand bekend is"))
def _without_manager(story: Story, name: str) -> None:
    _organisation(story, name)


def _organisation(story: Story, name: str) -> ParkManagementOrganisation:
    key = f"p{len(story.organisations) + 1}"
    made = ParkManagementOrganisation(key, name, (), (), (), "", "t", PartialDate(2026))
    story.organisations = (*story.organisations, made)
    return made


@when(parsers.parse("de aanvraag wordt overgedragen aan {name}"))
def _hand_over(story: Story, name: str) -> None:
    story.desk.desk.hand_over(story.number, Actor(name, "NOM", Role.ACQUISITION))


@when("de aanvraag aan niemand wordt overgedragen")
def _hand_to_nobody(story: Story) -> None:
    with pytest.raises(InputError, match="owner_missing"):
        story.desk.desk.hand_over(story.number, Actor(" ", "", Role.SCHAKELPUNT))


@then(parsers.parse("is {name} de enige behandelaar"))
def _owner(story: Story, name: str) -> None:
    owners = [line.case.owner.name for line in story.desk.desk.cases() if line.case.number == story.number]
    assert owners == [name]


@then(parsers.parse("staat in de tijdlijn dat {before} de aanvraag overdroeg aan {to}"))
def _told(story: Story, before: str, to: str) -> None:
    row = CaseTimeline(story.desk.workspace, story.desk.clock, story.desk.actors).rows(story.number)[-1]
    assert row.kind is EventKind.HANDED_OVER
    assert row.message.named == {"before": before, "to": f"{to}, NOM"}


@then(parsers.parse("toont de lijst {count:d} gemeenten"))
def _all(story: Story, count: int) -> None:
    of_gemeenten = [each for each in story.managers().values() if each.party.kind is PartyKind.MUNICIPALITY]
    assert len(of_gemeenten) == count


@then(parsers.parse("staan daarna de parkmanagementorganisaties {first} en {second}"))
def _organisations(story: Story, first: str, second: str) -> None:
    found = [each for each in story.managers().values() if each.party.kind is PartyKind.PARTNER]
    assert [each.name for each in found] == [first, second]
    assert list(story.managers().values())[-2:] == found


@then(parsers.parse("is bij {name} de parkmanager te bellen"))
def _manager_known(story: Story, name: str) -> None:
    found = story.managers()[name]
    assert found.contact is not None
    assert (found.contact.function, found.is_missing) == ("Parkmanager", False)


@then(parsers.parse("ontbreekt bij {name} wie te bellen is"))
def _manager_missing(story: Story, name: str) -> None:
    assert story.managers()[name].is_missing


@then(parsers.parse("is in {name} iemand te bellen"))
def _known(story: Story, name: str) -> None:
    found = story.managers()[name]
    assert found.contact is not None
    assert not found.is_missing


@then(parsers.parse("ontbreekt in {name} wie te bellen is"))
def _missing(story: Story, name: str) -> None:
    assert story.managers()[name].is_missing
