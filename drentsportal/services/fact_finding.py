"""The fact-finding day: chosen sites in an order with times, as a programme, a calendar and factsheets.

An ondernemer is shown around for a day (``sources`` 000:1778-1779, 000:3095-3105): sites, subsidies, permits
and partners. What goes out names functions and never the company; what does not fit in the day and what
cannot be routed is told.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.day_route.legs import leg_table
from drentsportal.domain.day_route.odd_date import odd_dates
from drentsportal.domain.instruments.advisable import advisable, known_of
from drentsportal.domain.instruments.instrument import outgoing
from drentsportal.domain.message import message
from drentsportal.errors import DrentsPortalError, InputError
from drentsportal.services.day_people import met_at, municipality_of, partners, unknown_at
from drentsportal.services.day_subject import DayGround, DaySubject, DayVisit, MadeDay, clock_words
from drentsportal.services.document_names import file_stem, style_ending
from drentsportal.services.documents import DocumentKind
from drentsportal.services.drafts import Draft
from drentsportal.services.factsheets import factsheet_subject, record_draft, surroundings_of
from drentsportal.services.retired_sites import refuse_retired
from drentsportal.services.stated_park import stated_park

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.asking.request import Origin
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.day_route.day_plan import DayPlan
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import Site
    from drentsportal.services.day_subject import DayTarget, DayWish
    from drentsportal.services.documents import FactsheetSubject
    from drentsportal.services.match_analysis import MatchAnalysis
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.day_trips import DayWriter, DriveTimes
    from drentsportal.services.ports.desk import ActorSource, Clock, Progress
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.ports.matches import LatestMatch
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.workspace import Workspace

_STEP: Final = "progress.day"
_STEPS: Final = 3


class DayQuestions:
    """The open questions of a case by site, as its newest match has them."""

    def __init__(self, matching: LatestMatch, analysis: MatchAnalysis) -> None:
        """Keep where matches are found and what values their questions."""
        self._matching = matching
        self._analysis = analysis

    def of(self, case: Case, data_version: int) -> Mapping[str, tuple[Message, ...]] | None:
        """Return the questions by candidate id, those that decide most first.

        ``None`` where the newest match is of another request or other data, or there is none.
        """
        result = self._matching.latest(case.number)
        if result is None or result.request != case.request or result.data_version != data_version:
            return None
        asked = self._analysis.questions(result)
        found: dict[str, list[Message]] = {}
        for each in (*asked.deciding, *asked.others):
            found.setdefault(each.candidate_id, []).append(each.text)
        return {site_id: tuple(dict.fromkeys(texts)) for site_id, texts in found.items()}


class FactFinding:
    """Plans days along sites and makes their papers, all from one data version."""

    def __init__(
        self,
        workspace: Workspace,
        reference: ReferenceData,
        drives: DriveTimes,
        questions: DayQuestions,
        writer: DayWriter,
        desk: tuple[Clock, ActorSource],
    ) -> None:
        """Keep what days are made from and with; ``desk`` is the time and the person at it."""
        self._workspace = workspace
        self._reference = reference
        self._drives = drives
        self._questions = questions
        self._writer = writer
        self._clock, self._actors = desk

    def ground(
        self, site_ids: Sequence[str], start: Origin, end: Origin | None, progress: Progress
    ) -> DayGround:
        """Read the sites and the way between them; ``end`` is where the day ends, else its start.

        Raises ``InputError`` without sites and for a retired one, ``NotFoundError`` for an unknown one.
        """
        wanted = tuple(dict.fromkeys(site_ids))
        if not wanted:
            raise InputError("error.day.no_sites", field="site")
        catalogue = self._workspace.catalogue
        refuse_retired(catalogue, wanted)
        version = catalogue.data_version()
        back = end or start
        shapes = [(site, _shape(catalogue, site, version)) for site in _sites(catalogue, wanted, version)]
        placed = [(site, shape) for site, shape in shapes if shape is not None]
        ends = [shapely.Point(each.x_rd, each.y_rd) for each in (start, back)]
        places = [ends[0], *(shape for _, shape in placed), ends[1]]
        roads = self._drives.facts(progress)
        points = [each.representative_point() for each in places]
        road_s = None if roads is None else self._drives.between(places)
        return DayGround(
            start,
            back,
            tuple(site for site, _ in placed),
            tuple(site for site, shape in shapes if shape is None),
            leg_table([(each.x, each.y) for each in points], road_s),
            roads,
            version,
            tuple(shape for _, shape in placed),
        )

    def make(
        self,
        ground: DayGround,
        order: Sequence[str],
        wish: DayWish,
        target: DayTarget,
        progress: Progress,
    ) -> MadeDay:
        """Make the programme and the calendar of a day along sites in an order; a case records them.

        Raises ``InputError`` for a day in which nothing fits, ``NotFoundError`` for an unknown case and
        ``ReportError`` when a paper cannot be made; then none is left behind.
        """
        made = self._make(ground, order, wish, target, progress)
        record_draft(self._workspace, _draft(made, target), self._actors)
        return made

    def draft(
        self,
        ground: DayGround,
        order: Sequence[str],
        wish: DayWish,
        target: DayTarget,
        progress: Progress,
    ) -> Draft:
        """Make the same without recording it, to be looked at; errors as ``make``."""
        return _draft(self._make(ground, order, wish, target, progress), target)

    def _make(
        self,
        ground: DayGround,
        order: Sequence[str],
        wish: DayWish,
        target: DayTarget,
        progress: Progress,
    ) -> MadeDay:
        plan = ground.plan(order, wish)
        if not plan.visits:
            raise InputError("error.day.nothing_fits", field="end")
        progress.step(0, _STEPS, _STEP)
        subject, notices = self._subject(ground, plan, target.case_number)
        writer = self._writer if target.style is None else self._writer.styled(target.style)
        stem = target.folder / _stem(wish.on, target)
        progress.step(1, _STEPS, _STEP)
        programme = writer.day_programme(subject, stem.with_suffix(".pdf"))
        progress.step(2, _STEPS, _STEP)
        with _both_or_none(programme):
            documents = (programme, writer.day_calendar(subject, stem.with_suffix(".ics")))
        progress.step(_STEPS, _STEPS, _STEP)
        return MadeDay(documents, subject, notices)

    def _subject(
        self, ground: DayGround, plan: DayPlan, case_number: str | None
    ) -> tuple[DaySubject, tuple[Message, ...]]:
        now_utc = self._clock.now_utc()
        today = now_utc.astimezone(DUTCH_TIME).date()
        around = surroundings_of(self._workspace.catalogue, self._reference, ground.data_version)
        case = self._case(case_number)
        asked = None if case is None else self._questions.of(case, ground.data_version)
        sheets = tuple(
            factsheet_subject(
                self._workspace.catalogue, ground.sites[part.place - 1].id, around, now_utc, case_number
            )
            for part in plan.visits
        )
        codes = tuple(dict.fromkeys(filter(None, map(municipality_of, sheets))))
        known = known_of(LocationRequest("") if case is None else case.request, codes)
        subject = DaySubject(
            ground=ground,
            plan=plan,
            visits=self._visits(sheets, asked, today),
            left_over=tuple(ground.sites[place - 1] for place in plan.left_over),
            partners=partners(around, codes),
            instruments=advisable(outgoing(self._reference.instruments(), today), known, today),
            surroundings=around,
            made_at_utc=now_utc,
            case_number=case_number,
        )
        told = day_notices(ground, plan, today)
        is_stale = case is not None and asked is None
        return subject, (*told, message("day.notice.no_questions")) if is_stale else told

    def _case(self, case_number: str | None) -> Case | None:
        if case_number is None:
            return None
        with self._workspace.reading() as unit:
            return unit.cases.get(case_number)

    def _visits(
        self,
        sheets: Sequence[FactsheetSubject],
        asked: Mapping[str, tuple[Message, ...]] | None,
        today: date,
    ) -> tuple[DayVisit, ...]:
        visits = []
        for sheet in sheets:
            version = sheet.surroundings.data_version
            managers = self._workspace.catalogue.park_management_organisations(version)
            of_case = _of_case(sheet, asked)
            told = of_case or unknown_at(sheet.site, today)
            visits.append(DayVisit(sheet, met_at(sheet, managers), told, is_of_case=bool(of_case)))
        return tuple(visits)


def day_notices(ground: DayGround, plan: DayPlan, today: date) -> tuple[Message, ...]:
    """Tell what a person must know of a day: its date, what is left over or unplaced, what is an estimate."""
    left = tuple(ground.name_at(place) for place in plan.left_over)
    told = [message(f"day.notice.{each.value}", on=plan.terms.on) for each in odd_dates(plan.terms.on, today)]
    if left:
        told.append(message("day.notice.left_over", sites=left, ends_by=clock_words(plan.terms.ends_by)))
    if ground.unplaced:
        names = tuple(each.name for each in ground.unplaced)
        told.append(message("day.notice.unplaced", sites=names))
    if ground.legs.is_estimated:
        told.append(message("day.notice.estimate" if ground.roads is None else "day.notice.part_estimate"))
    return tuple(told)


def _sites(catalogue: SiteCatalogue, site_ids: Sequence[str], version: int) -> tuple[Site, ...]:
    return tuple(catalogue.site(each, version) for each in site_ids)


def _shape(catalogue: SiteCatalogue, site: Site, version: int) -> BaseGeometry | None:
    """Return where a site lies; a plot or premises that tells no place lies in its park."""
    if site.geometry_rd is not None and not site.geometry_rd.is_empty:
        return site.geometry_rd
    park = stated_park(catalogue, site, version)
    ground = None if park is None else park.geometry_rd
    return None if ground is None or ground.is_empty else ground


def _of_case(sheet: FactsheetSubject, asked: Mapping[str, tuple[Message, ...]] | None) -> tuple[Message, ...]:
    """Return what the case still asks of a stop, of its park where it asks nothing of the stop itself."""
    park_id = sheet.park.id if sheet.park is not None else ""
    return () if asked is None else asked.get(sheet.site.id, asked.get(park_id, ()))


def _draft(made: MadeDay, target: DayTarget) -> Draft:
    return Draft((made.documents,), (), target.case_number, made.subject.made_at_utc)


def _stem(on: date, target: DayTarget) -> str:
    words = (*filter(None, (target.case_number,)), on.isoformat())
    return file_stem(DocumentKind.FACT_FINDING, *words, ending=style_ending(target.style))


@contextmanager
def _both_or_none(first: MadeDocument) -> Iterator[None]:
    """Take the first paper away again where the second cannot be made."""
    try:
        yield
    except DrentsPortalError:
        first.path.unlink(missing_ok=True)
        raise
