"""The path as a use case: versions, timeline, what is refused, and the permit check over real sites."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.asking.request import Requirement
from drentsportal.domain.cases.case import CaseStatus, EventKind
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.path.height_check import PermitNeeded
from drentsportal.domain.path.path import ItemPlan
from drentsportal.domain.path.path_state import ItemState
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.establishment import Establishment
from tests.fakes import OFFICER, FixedActor
from tests.unit.services.document_fakes import NUMBER, REQUEST, Desk

if TYPE_CHECKING:
    from collections.abc import Callable

TALL = replace(REQUEST, requirements=(Requirement("height", 120),))


class PathDesk(Desk):
    """The desk that makes documents, with the path."""

    def __post_init__(self) -> None:
        """Wire the service."""
        super().__post_init__()
        self.establishment = Establishment(self.workspace, self.clock, FixedActor())

    def papers(self) -> tuple[CasePaper, ...]:
        """Return the kept versions."""
        with self.workspace.reading() as unit:
            return unit.cases.papers(NUMBER, PaperKind.PATH)

    def events(self) -> list[dict[str, str]]:
        """Return what the timeline tells of the path."""
        with self.workspace.reading() as unit:
            found = unit.cases.events(NUMBER)
        return [each.details for each in found if each.kind is EventKind.PATH_STEP]


@pytest.fixture
def desk() -> PathDesk:
    """Open a case of a building of 12 m, with a park on its shortlist."""
    made = PathDesk()
    made.add_case("near", request=TALL, matched=False)
    return made


def test_a_new_case_has_an_untouched_path(desk: PathDesk) -> None:
    """Nothing is kept before somebody does something."""
    standing = desk.establishment.standing(NUMBER)
    assert (standing.version, standing.is_check_current) == (0, None)
    assert {standing.state(each) for each in standing.path.item_ids} == {ItemState.OPEN}
    with pytest.raises(NotFoundError):
        desk.establishment.standing("D-2026-9999")


def test_each_change_is_a_version_and_a_line_of_the_timeline(desk: PathDesk) -> None:
    """With who and when; earlier versions stay."""
    standing, changes = desk.establishment.plan(
        NUMBER, "v1", lambda plan: replace(plan, owner="Anna\nde Vries", on=date(2026, 12, 1))
    )
    assert changes.cases == {NUMBER}
    assert standing.path.entry("v1").plan.owner == "Anna de Vries"
    assert standing.state("v1") is ItemState.PLANNED
    desk.clock.advance(timedelta(hours=1))
    desk.establishment.call_done(NUMBER, "v1.wishes")
    first, second = desk.papers()
    assert (first.version, second.version, second.actor) == (1, 2, OFFICER)
    assert "done_at_utc" in second.content
    assert desk.events() == [{"item": "v1", "action": "planned"}, {"item": "v1.wishes", "action": "done"}]


def test_a_change_that_changes_nothing_keeps_nothing(desk: PathDesk) -> None:
    """No version and no line for pressing a button twice."""
    _, changes = desk.establishment.plan(NUMBER, "v1", lambda _: ItemPlan())
    assert changes.cases == frozenset()
    assert desk.papers() == ()
    assert desk.events() == []


def test_what_is_refused_leaves_nothing(desk: PathDesk) -> None:
    """A step with open parts, and a moment that has not come."""
    with pytest.raises(InputError):
        desk.establishment.call_done(NUMBER, "v3")
    with pytest.raises(InputError) as refused:
        desk.establishment.call_done(NUMBER, "v2", desk.clock.now_utc() + timedelta(seconds=1))
    assert refused.value.message_id == "error.case.moment_in_future"
    assert desk.papers() == ()


def test_the_first_work_puts_a_received_case_in_progress(desk: PathDesk) -> None:
    """And a closed case keeps its status, because the visit comes long after."""
    for status, after in ((CaseStatus.RECEIVED, CaseStatus.IN_PROGRESS), (CaseStatus.CLOSED,) * 2):
        with desk.workspace.unit_of_work() as work:
            work.cases.save(replace(work.cases.get(NUMBER), status=status))
            work.commit()
        desk.establishment.call_done(NUMBER, "v2" if status is CaseStatus.CLOSED else "v1.wishes")
        with desk.workspace.reading() as unit:
            assert unit.cases.get(NUMBER).status is after


def test_the_day_is_that_of_the_netherlands(desk: PathDesk) -> None:
    """Due on the 20th is late at half past midnight on the 21st, when it is still the 20th in UTC."""
    desk.establishment.agree(NUMBER, "riool klaar", date(2026, 11, 20), "Bert")
    assert desk.establishment.standing(NUMBER).state("v7.1") is ItemState.PLANNED
    desk.clock.at_utc = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert desk.establishment.standing(NUMBER).state("v7.1") is ItemState.LATE


def test_agreements_are_told_by_their_own_number(desk: PathDesk) -> None:
    """Made, kept or not, and opened again."""
    desk.establishment.agree(NUMBER, "riool klaar", date(2026, 12, 1))
    desk.establishment.agree(NUMBER, "aansluiting stroom", date(2026, 12, 1))
    standing, _ = desk.establishment.settle(NUMBER, "v7.2", is_kept=False, note="wachtrij")
    assert standing.path.agreement("v7.2").is_kept is False
    standing, _ = desk.establishment.reopen(NUMBER, "v7.2")
    assert standing.path.agreement("v7.2").is_kept is None
    assert [tuple(each.values()) for each in desk.events()] == [
        ("v7.1", "agreed"),
        ("v7.2", "agreed"),
        ("v7.2", "not_kept"),
        ("v7.2", "reopened"),
    ]


def test_an_unknown_height_is_no_answer(desk: PathDesk) -> None:
    """The sample park tells no height: unknown, so the step cannot be done until somebody answers."""
    standing, _ = desk.establishment.check_heights(NUMBER)
    check = standing.path.height_check
    assert check is not None
    assert (check.asked_dm, check.permit_needed) == (120, PermitNeeded.UNKNOWN)
    with pytest.raises(InputError):
        desk.establishment.call_done(NUMBER, "v5")
    with pytest.raises(InputError):
        desk.establishment.state_permit(NUMBER, PermitNeeded.NO, " ")
    with pytest.raises(InputError):
        desk.establishment.state_permit(NUMBER, PermitNeeded.UNKNOWN, "omgevingsplan")
    standing, _ = desk.establishment.state_permit(NUMBER, PermitNeeded.YES, "omgevingsplan, artikel 4")
    stated = standing.path.height_check
    assert stated is not None
    assert stated.stated is not None
    assert (stated.permit_needed, stated.stated.actor) == (PermitNeeded.YES, OFFICER.name)
    assert stated.sites == check.sites
    standing, _ = desk.establishment.call_done(NUMBER, "v5")
    assert standing.state("v5") is ItemState.DONE


def test_a_check_of_another_height_no_longer_holds(desk: PathDesk) -> None:
    """A change of the request shows, and the step cannot be called done on an old check."""
    desk.establishment.check_heights(NUMBER)
    desk.establishment.state_permit(NUMBER, PermitNeeded.NO, "omgevingsplan")
    assert desk.establishment.standing(NUMBER).is_check_current is True
    with desk.workspace.unit_of_work() as work:
        case = work.cases.get(NUMBER)
        work.cases.save(replace(case, request=REQUEST))
        work.commit()
    assert desk.establishment.standing(NUMBER).is_check_current is False
    with pytest.raises(InputError) as refused:
        desk.establishment.call_done(NUMBER, "v5")
    assert refused.value.message_id == "error.path.check_outdated"


def test_sites_to_check_are_those_named_or_the_shortlist() -> None:
    """Without either there is nothing to compare."""
    desk = PathDesk()
    desk.add_case(request=TALL, matched=False)
    with pytest.raises(InputError) as refused:
        desk.establishment.check_heights(NUMBER)
    assert refused.value.message_id == "error.path.no_sites"
    standing, _ = desk.establishment.check_heights(NUMBER, ("plot-1", "hall", "plot-1"))
    assert standing.path.height_check is not None
    assert [each.site_id for each in standing.path.height_check.sites] == ["plot-1", "hall"]
    with pytest.raises(NotFoundError):
        desk.establishment.check_heights(NUMBER, ("nergens",))


def test_contacts_for_the_talks_come_from_the_sites(desk: PathDesk) -> None:
    """The gemeente for permits; where nobody is named, nobody is offered."""
    found = desk.establishment.contacts(NUMBER)
    assert [each.organisation for each in found["v6.permits"]] == ["Gemeente Emmen"]
    assert found["v6.park_management"] == found["v6.utilities"] == ()


def test_a_damaged_paper_is_told(desk: PathDesk) -> None:
    """And nothing is written over it."""
    with desk.workspace.unit_of_work() as work:
        work.cases.add_paper(NUMBER, CasePaper(PaperKind.PATH, 1, desk.clock.now_utc(), OFFICER, "{"))
        work.commit()
    with pytest.raises(InputError) as refused:
        desk.establishment.call_done(NUMBER, "v2")
    assert refused.value.message_id == "error.paper.damaged"
    assert len(desk.papers()) == 1


def test_nothing_happens_before_the_request_came_in(desk: PathDesk) -> None:
    """Neither done nor planned nor agreed; a day of its own is the first that can be."""
    with desk.workspace.reading() as unit:
        received_at_utc = unit.cases.get(NUMBER).received_at_utc
    early = received_at_utc - timedelta(days=2)
    acts: tuple[Callable[[], object], ...] = (
        lambda: desk.establishment.call_done(NUMBER, "v3.brochure", early),
        lambda: desk.establishment.plan(NUMBER, "v8.visit", lambda _: ItemPlan(on=early.date())),
        lambda: desk.establishment.agree(NUMBER, "riool klaar", early.date()),
    )
    for act in acts:
        with pytest.raises(InputError) as refused:
            act()
        assert refused.value.message_id == "error.path.before_case"
    assert desk.papers() == ()
    desk.establishment.call_done(NUMBER, "v3.brochure", received_at_utc)
