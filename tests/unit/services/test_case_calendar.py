"""Calendars as a use case: which dates, under which names, and what never goes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.relations.company import Company
from drentsportal.domain.retention.giveaways import gives_away
from drentsportal.errors import InputError, NotFoundError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.services.case_calendar import CaseCalendar
from drentsportal.services.case_tasks import CaseTasks
from drentsportal.services.establishment import Establishment
from drentsportal.services.ports.documents import MadeDocument
from tests.fakes import OFFICER, FixedActor
from tests.unit.services.document_fakes import NUMBER, Desk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.services.case_calendar import CalendarDate

OUT = Path("agenda.ics")
OPENING = date(2027, 8, 31)


class CalendarDesk(Desk):
    """A case with a path and tasks, and a writer that keeps what it was given."""

    def __post_init__(self) -> None:
        """Wire the services."""
        super().__post_init__()
        actors = FixedActor()
        self.establishment = Establishment(self.workspace, self.clock, actors)
        self.tasks = CaseTasks(self.workspace, self.clock, actors)
        self.exporting = CaseCalendar(self.workspace, self, self.clock, actors)
        self.given: list[CalendarDate] = []

    def calendar(self, dates: Sequence[CalendarDate], path: Path) -> MadeDocument:
        """Write nothing."""
        self.given = list(dates)
        return MadeDocument(path, "agenda", "0" * 64)

    def summaries(self) -> list[str]:
        """Export the case and word what was given."""
        self.exporting.export(NUMBER, OUT)
        language = Language("nl", resources_dir(), strict=True)
        return [language.text(each.summary) for each in self.given]


@pytest.fixture
def desk() -> CalendarDesk:
    """Open a case with a talk, an opening and a task, full of words that stay inside."""
    made = CalendarDesk()
    made.add_case("near", company="Geheim BV", matched=False)
    plan = made.establishment.plan
    plan(
        NUMBER,
        "v6.permits",
        lambda before: replace(
            before,
            on=date(2026, 12, 1),
            starts_at=time(14, 30),
            owner="Eigenaarwoord",
            contact="Contactwoord",
            note="Notitiewoord",
        ),
    )
    plan(NUMBER, "v8.opening", lambda before: replace(before, on=OPENING))
    made.establishment.agree(NUMBER, "Afspraakwoord", date(2026, 12, 2))
    made.tasks.add(NUMBER, "Taakwoord", due_on=date(2026, 11, 25), discipline="milieu")
    made.tasks.add(NUMBER, "Taakwoord zonder datum")
    return made


def test_dated_items_go_out_under_the_code_name(desk: CalendarDesk) -> None:
    """In the order of the path, the visit with them; what people typed stays inside."""
    end = f" \N{EN DASH} Composietverwerker ({NUMBER})"
    assert desk.summaries() == [
        "Startgesprek vergunningen" + end,
        "Afspraak 1" + end,
        "Opening" + end,
        "Werkbezoek een half jaar na de opening" + end,
        "Taak t1" + end,
    ]
    talk, _, _, visit, _ = desk.given
    assert (talk.on, talk.starts_at) == (date(2026, 12, 1), time(14, 30))
    assert (visit.on, visit.starts_at) == (date(2028, 2, 29), None)
    assert "woord" not in repr(desk.given)


@pytest.mark.parametrize("title", ["Geheim zoekt grond", "Nieuwbouw GEHEIM B.V.", "Geheim"])
def test_a_code_name_that_tells_the_company_stays_inside(desk: CalendarDesk, title: str) -> None:
    """Only the number is left."""
    with desk.workspace.unit_of_work() as work:
        case = work.cases.get(NUMBER)
        work.cases.save(replace(case, request=replace(case.request, title=title)))
        work.commit()
    assert desk.summaries()[0] == f"Startgesprek vergunningen ({NUMBER})"


@pytest.mark.parametrize(
    ("company", "title", "is_told"),
    [
        ("Kuipers Beton B.V.", "Betonfabriek naar Emmen", True),
        ("Kuipers Beton B.V.", "Beton uit Emmen", True),
        ("Wadtechniek", "Wadtechniekhal", False),
        ("Müller Kunststofftechnik GmbH", "MULLER sucht 2 ha", False),
        ("Jo & Pi B.V.", "Jo wil naar Assen", False),
    ],
)
def test_what_gives_a_name_away_is_one_rule_for_all(
    desk: CalendarDesk, company: str, title: str, *, is_told: bool
) -> None:
    """A title that may be given to a case may stand in the calendar, and no other."""
    with desk.workspace.unit_of_work() as work:
        case = work.cases.get(NUMBER)
        work.cases.save(replace(case, company_name=company, request=replace(case.request, title=title)))
        work.commit()
    assert is_told is not gives_away(title, company)
    assert (title in desk.summaries()[0]) is is_told


def test_the_name_of_a_known_company_counts_too(desk: CalendarDesk) -> None:
    """The case knows it by its key alone."""
    with desk.workspace.unit_of_work() as work:
        work.relations.add_company(Company("B-0001", "Composietverwerker Nederland BV"))
        work.cases.save(replace(work.cases.get(NUMBER), company_key="B-0001", company_name=""))
        work.commit()
    assert desk.summaries()[0] == f"Startgesprek vergunningen ({NUMBER})"


def test_a_second_export_changes_the_first(desk: CalendarDesk) -> None:
    """The same ids, a higher revision where something changed, and not another byte elsewhere."""
    desk.summaries()
    first = desk.given
    desk.clock.advance(timedelta(days=3))
    desk.summaries()
    assert desk.given == first, "when it is written does not matter"
    desk.establishment.plan(NUMBER, "v8.opening", lambda plan: replace(plan, on=date(2027, 9, 1)))
    desk.summaries()
    assert [each.uid for each in desk.given] == [each.uid for each in first]
    assert len({each.uid for each in first}) == len(first)
    opening, visit, task = desk.given[2:]
    assert (opening.on, visit.on) == (date(2027, 9, 1), date(2028, 3, 1))
    assert opening.revision > first[2].revision
    assert opening.revised_at_utc == desk.clock.now_utc()
    assert task == first[4]


def test_a_date_that_was_taken_back_is_cancelled(desk: CalendarDesk) -> None:
    """Else it would stand in calendars for ever."""
    desk.establishment.plan(NUMBER, "v8.opening", lambda plan: replace(plan, on=None))
    desk.establishment.set_aside(NUMBER, "v6.permits", "geen vergunning nodig")
    desk.tasks.change(NUMBER, "t1", lambda task: replace(task, due_on=None))
    desk.summaries()
    assert [(each.on, each.is_cancelled) for each in desk.given] == [
        (date(2026, 12, 1), True),
        (date(2026, 12, 2), False),
        (OPENING, True),
        (date(2028, 2, 29), True),
        (date(2026, 11, 25), True),
    ]


def test_what_is_done_says_so(desk: CalendarDesk) -> None:
    """And stays where it was."""
    desk.tasks.finish(NUMBER, "t1")
    desk.establishment.call_done(NUMBER, "v6.permits")
    told = desk.summaries()
    assert told[0].startswith("Gedaan: Startgesprek vergunningen")
    assert told[-1].startswith("Gedaan: Taak t1")


def test_all_cases_of_an_owner_go_in_one_file(desk: CalendarDesk) -> None:
    """Not those of others, and none for a name that owns nothing."""
    with desk.workspace.unit_of_work() as work:
        case = work.cases.get(NUMBER)
        work.cases.add(replace(case, number="D-2026-0042"))
        work.cases.add(replace(case, number="D-2026-0043", owner=replace(OFFICER, name="Bert")))
        work.commit()
    for number in ("D-2026-0042", "D-2026-0043"):
        desk.tasks.add(number, "Bel", "Bert", due_on=date(2026, 12, 1))
    made = desk.exporting.export_of_owner("anna de vries ", OUT)
    assert (made.numbers, made.date_count) == ((NUMBER, "D-2026-0042"), 6)
    assert len({each.uid for each in desk.given}) == 6
    with pytest.raises(NotFoundError):
        desk.exporting.export_of_owner("Niemand", OUT)


def test_who_took_it_out_is_logged(desk: CalendarDesk) -> None:
    """One line per case."""
    desk.exporting.export(NUMBER, OUT)
    with desk.workspace.reading() as unit:
        (entry,) = unit.relations.accesses(NUMBER)
    assert (entry.kind, entry.actor) == (AccessKind.EXPORTED, OFFICER)


def test_nothing_dated_makes_no_file() -> None:
    """A calendar without dates is none."""
    desk = CalendarDesk()
    desk.add_case(matched=False)
    with pytest.raises(InputError):
        desk.exporting.export(NUMBER, OUT)
    with pytest.raises(NotFoundError):
        desk.exporting.export("D-2026-9999", OUT)
    assert desk.given == []


def test_two_workspaces_do_not_share_ids(desk: CalendarDesk) -> None:
    """Each counts its cases from one; another receipt is another case."""
    desk.summaries()
    first = {each.uid for each in desk.given}
    with desk.workspace.unit_of_work() as work:
        received = datetime(2026, 11, 19, 8, tzinfo=UTC)
        work.cases.save(replace(work.cases.get(NUMBER), received_at_utc=received))
        work.commit()
    desk.summaries()
    assert first.isdisjoint(each.uid for each in desk.given)


def test_what_somebody_does_in_the_case_of_another_comes_too(desk: CalendarDesk) -> None:
    """Only that; what went to somebody else since is taken back, and nobody else's date is told."""
    desk.tasks.add(NUMBER, "Bel", "Bea  Post", due_on=date(2026, 12, 3))
    desk.establishment.plan(NUMBER, "v6.permits", lambda plan: replace(plan, owner="bea post"))
    made = desk.exporting.export_of_owner("Bea Post", OUT)
    assert (made.numbers, made.date_count) == ((NUMBER,), 2)
    assert [(each.on, each.is_cancelled) for each in desk.given] == [
        (date(2026, 12, 1), False),
        (date(2026, 12, 3), False),
    ]
    desk.tasks.hand_over(NUMBER, "t3", "Kees")
    desk.exporting.export_of_owner("Bea Post", OUT)
    assert [each.is_cancelled for each in desk.given] == [False, True]
    desk.exporting.export_of_owner("Kees", OUT)
    assert [each.on for each in desk.given] == [date(2026, 12, 3)]
    with pytest.raises(NotFoundError):
        desk.exporting.export_of_owner(" ", OUT)
