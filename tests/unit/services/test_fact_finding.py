"""A fact-finding day as a use case: what is gathered, told, made and recorded, and what never goes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.asking.request import Origin
from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.day_route.legs import LegBasis
from drentsportal.domain.roads.drive_time import UNKNOWN_S
from drentsportal.domain.roads.road_network import NetworkFacts
from drentsportal.domain.values import PartialDate
from drentsportal.errors import InputError, NotFoundError, ReportError
from drentsportal.services.day_subject import DayGround, DayRole, DayTarget, DayWish, MadeDay
from drentsportal.services.fact_finding import DayQuestions, FactFinding, day_notices
from drentsportal.services.match_analysis import MatchAnalysis
from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
from drentsportal.services.progress import NoProgress
from tests.fakes import FixedActor
from tests.unit.services.document_fakes import NUMBER, Desk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from drentsportal.services.day_subject import DaySubject
    from drentsportal.services.ports.desk import Progress

QUIET = NoProgress()
EMMEN = Origin("Emmen", 257_000, 533_000)
DAY = DayWish(date(2026, 12, 3))
TODAY = date(2026, 11, 20)
FACTS = NetworkFacts("wegen.osm.pbf", "00", PartialDate(2026, 11), True, 1, 2, 2, (0, 0, 1, 1))  # noqa: FBT003 - the date is stated


@dataclass
class Roads:
    """Every way takes ``seconds``; ``None`` is no network at all."""

    seconds: int | None = None

    def facts(self, progress: Progress | None = None) -> NetworkFacts | None:
        """Tell the network."""
        del progress
        return None if self.seconds is None else FACTS

    def between(self, places: Sequence[BaseGeometry]) -> tuple[tuple[int, ...], ...] | None:
        """Take equally long everywhere; the way back to the start is not on the map."""
        if self.seconds is None:
            return None
        last = len(places) - 1
        return tuple(
            tuple(UNKNOWN_S if there == last else self.seconds for there in range(len(places)))
            for _ in places
        )


@dataclass
class DayLines:
    """Writes a line for each paper; the calendar fails where told so."""

    is_failing: bool = False
    subjects: list[DaySubject] = field(default_factory=list)
    styles: list[DocumentStyle] = field(default_factory=list)

    def styled(self, style: DocumentStyle) -> DayLines:
        """Remember the style."""
        self.styles.append(style)
        return self

    def day_programme(self, subject: DaySubject, path: Path) -> MadeDocument:
        """Write one line."""
        self.subjects.append(subject)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("programme", encoding="utf-8")
        return MadeDocument(path, "dagprogramma", "1" * 64)

    def day_calendar(self, subject: DaySubject, path: Path) -> MadeDocument:
        """Write one line, or fail."""
        del subject
        if self.is_failing:
            raise ReportError("error.document.not_written", file_name=path.name)
        path.write_text("calendar", encoding="utf-8")
        return MadeDocument(path, "dagprogramma", "2" * 64)


@dataclass
class Trip:
    """The service over a workspace in memory."""

    desk: Desk = field(default_factory=Desk)
    roads: Roads = field(default_factory=Roads)
    writer: DayLines = field(default_factory=DayLines)

    def __post_init__(self) -> None:
        """Wire it."""
        analysis = MatchAnalysis(self.desk.workspace.catalogue.contact_points)
        self.service = FactFinding(
            self.desk.workspace,
            self.desk.reference,
            self.roads,
            DayQuestions(self.desk.matching, analysis),
            self.writer,
            (self.desk.clock, FixedActor()),
        )

    def ground(self, *site_ids: str) -> DayGround:
        """Read sites from Emmen."""
        return self.service.ground(site_ids, EMMEN, None, QUIET)

    def make(self, folder: Path, *site_ids: str, number: str | None = None, wish: DayWish = DAY) -> MadeDay:
        """Make the papers in the order of the sites."""
        ground = self.ground(*site_ids)
        order = tuple(each.id for each in ground.sites)
        return self.service.make(ground, order, wish, DayTarget(folder, number), QUIET)


def test_the_order_of_the_least_travel_and_one_by_hand() -> None:
    """The parks lie in a row from west to east; the times follow the order that is asked."""
    ground = Trip().ground("near", "same", "nearer")
    best = ground.best()
    assert best in {("same", "nearer", "near"), ("near", "nearer", "same")}
    assert ground.best(first="nearer")[0] == "nearer"
    by_hand = ground.plan(("same", "near", "nearer"), DAY)
    assert by_hand.travel_minutes >= ground.plan(best, DAY).travel_minutes
    with pytest.raises(InputError):
        ground.best(first="elders")


def test_without_a_network_times_are_estimates_and_with_one_only_where_it_does_not_reach() -> None:
    """Each says so, in the ways and in the notices."""
    ground = Trip().ground("near", "far")
    assert ground.roads is None
    assert {each.basis for row in ground.legs.legs for each in row} == {LegBasis.ESTIMATE}
    assert [each.id for each in day_notices(ground, ground.plan(("near",), DAY), TODAY)] == [
        "day.notice.estimate"
    ]
    driven = Trip(roads=Roads(900)).ground("near", "far")
    assert (driven.legs.leg(0, 1).seconds, driven.legs.leg(1, 3).basis) == (900, LegBasis.ESTIMATE)
    notices = day_notices(driven, driven.plan(("near",), DAY), TODAY)
    assert [each.id for each in notices] == ["day.notice.part_estimate"]


def test_what_has_no_place_in_the_day_is_told(tmp_path: Path) -> None:
    """A stop after the end is left over by name, in the subject and in the notices."""
    wish = DayWish(date(2026, 12, 3), ends_by=time(10, 30), pause=None)
    made = Trip().make(tmp_path, "near", "far", wish=wish)
    assert [each.name for each in made.subject.left_over] == ["Verweg"]
    assert made.notices[0].named["sites"] == ("Verweg",)
    with pytest.raises(InputError) as nothing:
        Trip().make(tmp_path / "leeg", "far", wish=wish)
    assert nothing.value.message_id == "error.day.nothing_fits"
    assert not (tmp_path / "leeg").exists()


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2020, 1, 1), ["day.notice.past", "day.notice.holiday"]),
        (date(2026, 12, 26), ["day.notice.holiday"]),
        (date(2026, 12, 5), ["day.notice.weekend"]),
        (date(2026, 12, 3), []),
    ],
)
def test_a_day_on_which_nobody_is_there_is_told(on: date, told: list[str], tmp_path: Path) -> None:
    """A day that has passed, a holiday and the weekend: the papers are made, and say so first."""
    made = Trip().make(tmp_path, "near", wish=DayWish(on))
    assert [each.id for each in made.notices] == [*told, "day.notice.estimate"]
    assert all(each.named == {"on": on} for each in made.notices[:-1])


def test_a_plot_without_a_drawing_lies_in_its_park_and_sites_are_read_once() -> None:
    """Nobody knows less of a plot than where its park is; a site that is named twice is one stop."""
    ground = Trip().ground("plot-1", "near", "plot-1")
    assert [each.id for each in ground.sites] == ["plot-1", "near"]
    with pytest.raises(NotFoundError):
        Trip().ground("bestaat-niet")
    with pytest.raises(InputError):
        Trip().ground()


def test_whom_one_meets_and_who_is_missing(tmp_path: Path) -> None:
    """The function of the gemeente; a park without known management, the NOM and the grid are missing."""
    subject = Trip().make(tmp_path, "near").subject
    gemeente, manager = subject.visits[0].people
    assert (gemeente.role, gemeente.contact and gemeente.contact.function) == (
        DayRole.MUNICIPALITY,
        "Accountmanager",
    )
    assert (manager.role, manager.contact, manager.is_absent) == (DayRole.PARK_MANAGER, None, False)
    assert {each.role: each.contact for each in subject.partners} == {
        DayRole.PROVINCE: None,
        DayRole.NOM: None,
        DayRole.GRID: None,
    }


def test_without_a_case_one_asks_what_is_unknown_or_old(tmp_path: Path) -> None:
    """Values that are not known, then those past their age, all of them."""
    (visit,) = Trip().make(tmp_path, "near").subject.visits
    asked = [each.named["attribute"].id for each in visit.asked]  # type: ignore[attr-defined] # a message
    assert asked[:2] == ["attribute.price_min_eur_m2", "attribute.category_main_max"]
    assert len(visit.asked) > 5
    assert not visit.is_of_case


def test_a_case_brings_its_questions_and_records_what_was_made(tmp_path: Path) -> None:
    """Both papers with checksum, an event each, a line in the log; no company and no title in the subject."""
    trip = Trip()
    trip.desk.add_case("near", company="Geheim BV")
    made = trip.make(tmp_path, "near", "small", number=NUMBER)
    assert [each.path.name for each in made.documents] == [
        "dagprogramma-d-2026-0041-2026-12-03.pdf",
        "dagprogramma-d-2026-0041-2026-12-03.ics",
    ]
    with trip.desk.workspace.reading() as unit:
        assert {each.sha256 for each in unit.cases.documents(NUMBER)} == {"1" * 64, "2" * 64}
        kinds = [each.kind for each in unit.relations.accesses(NUMBER)]
    assert kinds.count(AccessKind.EXPORTED) == 1
    assert "Geheim" not in repr(made.subject)
    first, second = made.subject.visits
    assert any(each.id.startswith("question") for each in first.asked)
    assert (first.is_of_case, second.is_of_case) == (True, False)
    assert {each.id for each in second.asked} <= {"day.asked.attribute", "day.asked.old"}
    assert made.subject.case_number == NUMBER
    assert {each.id for each in made.notices} == {"day.notice.estimate"}


def test_a_case_without_a_match_of_now_says_that_its_questions_are_missing(tmp_path: Path) -> None:
    """Questions of an older request or of other data would mislead; what is unknown is asked instead."""
    trip = Trip()
    trip.desk.add_case("near", matched=False)
    made = trip.make(tmp_path, "near", number=NUMBER)
    assert made.notices[-1].id == "day.notice.no_questions"
    assert made.subject.visits[0].asked


def test_one_paper_that_fails_leaves_none(tmp_path: Path) -> None:
    """The programme goes again, and the case knows of nothing."""
    trip = Trip(writer=DayLines(is_failing=True))
    trip.desk.add_case("near", matched=False)
    with pytest.raises(ReportError):
        trip.make(tmp_path, "near", number=NUMBER)
    assert list(tmp_path.iterdir()) == []
    with trip.desk.workspace.reading() as unit:
        assert unit.cases.documents(NUMBER) == ()


def test_a_style_is_passed_on_and_an_unknown_case_stops_all(tmp_path: Path) -> None:
    """The writer is asked for the style; nothing is written for a case that does not exist."""
    trip = Trip()
    ground = trip.ground("near")
    english = DocumentStyle("en", "gemeente")
    trip.service.make(ground, ("near",), DAY, DayTarget(tmp_path, None, english), QUIET)
    assert trip.writer.styles == [english]
    with pytest.raises(NotFoundError):
        trip.make(tmp_path / "geen", "near", number="D-2026-9999")
    assert not (tmp_path / "geen").exists()
