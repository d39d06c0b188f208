"""Stories 29, 33 and 34: the weekly list, the quarter report and the lost case; through the services."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from drentsportal.bootstrap.desk_figure_services import LateDeskReports
from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.domain.cases.case import CaseStatus, ContactMoment
from drentsportal.domain.cases.case_papers import referral_to_data, task_to_data
from drentsportal.domain.cases.outcome import CaseOutcome, LostReason, OutcomeKind, Referral
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.cases.task import CaseTask
from drentsportal.domain.desk_figures.quarter import read_quarter
from drentsportal.domain.desk_figures.quarter_figures import QuarterFigures, quarter_figures
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import InputError, NotFoundError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reference.privacy_lists import read_selection_list
from drentsportal.services.case_outcome import OutcomeRecording
from drentsportal.services.case_register import CaseRegister
from drentsportal.services.destruction import Destruction
from drentsportal.services.ports.documents import DocumentStyle
from drentsportal.services.retention import Retention, category_label
from drentsportal.services.weekly_list import WeeklyList
from tests.fakes import OFFICER, FixedActor, FixedClock
from tests.new_files import new_workspace
from tests.storage_contract.deliveries import new_case
from tests.unit.reports.written_files import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.domain.desk_figures.weekly import WeeklyCase
    from drentsportal.services.ports.workspace import Workspace
    from drentsportal.services.weekly_list import WeeklySubject

scenarios(
    "features/serviceteam_weeklijst.feature",
    "features/kwartaaloverzicht.feature",
    "features/niet_geplaatst.feature",
)

MONTHS: Final = ("juli", "augustus", "september", "oktober", "november")
REFUSALS: Final = {
    "de reden ontbreekt": "error.outcome.reason",
    "er is nog geen antwoord": "error.outcome.not_answered",
}
CODES: Final = {name: code for code, name in MUNICIPALITIES.items()}


def read_day(text: str) -> date:
    """Read a date as people write it."""
    day, month, year = text.split()
    return date(int(year), MONTHS.index(month) + 7, int(day))


def noon(text: str) -> datetime:
    """Return noon, UTC, of a day as people write it."""
    return datetime.combine(read_day(text), time(12), UTC)


@dataclass
class Story:
    """What a scenario works with."""

    workspace: Workspace
    clock: FixedClock = field(default_factory=FixedClock)
    number: str = ""
    tasks: list[CaseTask] = field(default_factory=list)
    list_made: WeeklySubject | None = None
    figures: QuarterFigures | None = None
    words: str = ""
    refused: InputError | None = None
    category: str = ""

    def __post_init__(self) -> None:
        """Wire the services."""
        self.language = Language("nl", resources_dir(), strict=True)
        self.register = CaseRegister(self.workspace, self.clock)
        writer = LateDeskReports(DocumentStyles(), DocumentStyle())
        self.weekly = WeeklyList(self.workspace, self.register, writer, self.clock, FixedActor())
        self.outcomes = OutcomeRecording(self.workspace, self.clock, FixedActor())

    def keep(self, kind: PaperKind, content: object) -> None:
        """Keep a paper with the case, as the next version."""
        with self.workspace.unit_of_work() as unit:
            version = len(unit.cases.papers(self.number, kind)) + 1
            paper = CasePaper(kind, version, self.clock.now_utc(), OFFICER, json.dumps(content))
            unit.cases.add_paper(self.number, paper)
            unit.commit()

    def listed(self) -> WeeklyCase:
        """Return the only case of the list."""
        assert self.list_made is not None
        (case,) = self.list_made.teams[0].cases
        return case

    def counted(self) -> QuarterFigures:
        """Return what was counted."""
        assert self.figures is not None
        return self.figures

    def count(self, quarter: str) -> QuarterFigures:
        """Count a quarter."""
        return quarter_figures(self.register.digests(), read_quarter(quarter))

    def close_lost(self, number: str, day: str, reason: LostReason | None) -> None:
        """Try to close a case as not placed."""
        outcome = CaseOutcome(OutcomeKind.LOST, read_day(day), lost_reason=reason)
        try:
            self.outcomes.record(number, outcome, close=True)
        except InputError as error:
            self.refused = error


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """Begin a scenario over a workspace file, and close it."""
    opened = Story(new_workspace(tmp_path / "bureau.drents"))
    yield opened
    opened.workspace.close()


@given(parsers.parse("vandaag is het {day}"))
def _today(story: Story, day: str) -> None:
    story.clock.at_utc = noon(day)


@given(parsers.parse('een aanvraag "{number}" die naar "{name}" is doorverwezen'))
def _referred(story: Story, number: str, name: str) -> None:
    _add(story, number, noon("10 november 2026"), CaseStatus.REFERRED)
    to = Party(PartyKind.MUNICIPALITY, CODES[name])
    story.keep(PaperKind.REFERRALS, [referral_to_data(Referral(noon("11 november 2026"), to, "past beter"))])


@given(parsers.parse('zij heeft een open taak "{text}" voor "{discipline}" op {day}'))
def _task(story: Story, text: str, discipline: str, day: str) -> None:
    _keep_task(story, CaseTask(f"t{len(story.tasks) + 1}", text, "Anna", read_day(day), discipline))


@given(parsers.parse('zij heeft een taak "{text}" die klaar is'))
def _task_done(story: Story, text: str) -> None:
    _keep_task(story, CaseTask("t1", text, "Anna", done_at_utc=story.clock.now_utc()))


@given(parsers.parse('op {day} is er contact geweest over "{subject}"'))
def _contact(story: Story, day: str, subject: str) -> None:
    _contact_with(story, day, "Voorbeeld BV", subject)


@given(parsers.parse('op {day} is er contact geweest met "{name}"'))
def _contact_with(story: Story, day: str, name: str, subject: str = "de aanvraag") -> None:
    with story.workspace.unit_of_work() as unit:
        said = ContactMoment(noon(day), OFFICER, "EZ", name, "Piet", "telefoon", subject)
        unit.cases.add_contact(story.number, said)
        unit.commit()


@given(parsers.parse('een aanvraag "{number}" van {day} die na {hours:d} uur is beantwoord'))
def _answered(story: Story, number: str, day: str, hours: int) -> None:
    _add(story, number, noon(day), CaseStatus.ANSWERED, noon(day) + timedelta(hours=hours))


@given(parsers.parse('een aanvraag "{number}" van {day} die nog open is'))
def _open(story: Story, number: str, day: str) -> None:
    _add(story, number, noon(day), CaseStatus.IN_PROGRESS)


@given(
    parsers.re(
        r'"(?P<number>[^"]+)" is op (?P<day>.+) in "(?P<name>\w+)" geplaatst'
        r"(?: met (?P<jobs>\d+) arbeidsplaatsen)?"
    )
)
def _placed(story: Story, number: str, day: str, name: str, jobs: str | None) -> None:
    outcome = CaseOutcome(
        OutcomeKind.PLACED, read_day(day), CODES[name], jobs=None if jobs is None else int(jobs)
    )
    story.outcomes.record(number, outcome)


@when("de weeklijst wordt gemaakt")
def _make_list(story: Story) -> None:
    story.list_made = story.weekly.subject()


@when("de weeklijst als bestand wordt gemaakt")
def _make_file(story: Story, tmp_path: Path) -> None:
    subject = story.weekly.subject()
    for suffix in (".pdf", ".xlsx"):
        story.words += words_of(story.weekly.export(subject, tmp_path / f"weeklijst{suffix}").path)


@when(parsers.parse('het kwartaal "{quarter}" wordt geteld'))
def _count_quarter(story: Story, quarter: str) -> None:
    story.figures = story.count(quarter)


@when(parsers.parse('"{number}" wordt gewist'))
def _erase(story: Story, number: str) -> None:
    lists = partial(read_selection_list, resources_dir())
    retention = Retention(story.workspace, lists, story.clock, FixedActor())
    standing, _ = retention.choose(number, "answered")
    assert standing.choice is not None
    story.category = category_label(standing.choice.category)
    destruction = Destruction(story.workspace, retention, story.clock, FixedActor())
    destruction.erase(number, "verzoek om te wissen", before_term=True)


@when(parsers.parse('"{number}" op {day} als niet geplaatst wordt gesloten om "{reason}"'))
def _close(story: Story, number: str, day: str, reason: str) -> None:
    words = {story.language.text(f"lost_reason.{each.value}"): each for each in LostReason}
    story.close_lost(number, day, words[reason])


@when(parsers.parse('"{number}" zonder reden als niet geplaatst wordt gesloten'))
def _close_without(story: Story, number: str) -> None:
    story.close_lost(number, "1 september 2026", None)


@then(parsers.parse('staat "{number}" in de lijst van "{name}"'))
def _in_list(story: Story, number: str, name: str) -> None:
    assert story.list_made is not None
    assert [each.municipality_code for each in story.list_made.teams] == [CODES[name]]
    assert story.listed().number == number


@then(parsers.parse('zijn daarbij de disciplines "{names}"'))
def _disciplines(story: Story, names: str) -> None:
    assert ", ".join(story.listed().disciplines) == names


@then(parsers.parse('is de volgende stap voor "{discipline}" op {day}'))
def _next_step(story: Story, discipline: str, day: str) -> None:
    step = story.listed().next_step
    assert (step.discipline, step.due_on) == (discipline, read_day(day))


@then(parsers.parse("was het laatste bericht op {day}"))
def _last_message(story: Story, day: str) -> None:
    assert story.listed().last_message_on == read_day(day)


@then("was er nog geen laatste bericht")
def _no_message(story: Story) -> None:
    assert story.listed().last_message_on is None


@then("is de weeklijst leeg")
def _empty(story: Story) -> None:
    assert story.list_made is not None
    assert story.list_made.teams == ()


@then(parsers.parse("telt zij {count:d} aanvraag zonder open taak"))
def _idle(story: Story, count: int) -> None:
    assert story.list_made is not None
    assert story.list_made.idle_count == count


@then(parsers.parse('staat er "{text}" in het bestand'))
def _in_file(story: Story, text: str) -> None:
    assert text in story.words


@then(parsers.parse('staat "{text}" niet in het bestand'))
def _not_in_file(story: Story, text: str) -> None:
    assert text.casefold() not in story.words.casefold()


@then(parsers.parse("zijn er {requests:d} aanvragen en {answers:d} antwoorden"))
def _requests(story: Story, requests: int, answers: int) -> None:
    assert (story.counted().request_count, story.counted().answered_count) == (requests, answers)


@then(parsers.parse("is {percent:d} procent binnen 24 uur beantwoord"))
def _share(story: Story, percent: int) -> None:
    assert story.counted().within_term_share == percent / 100


@then(parsers.parse("is er {count:d} aanvraag nog open"))
def _still_open(story: Story, count: int) -> None:
    assert story.counted().open_count == count


@then(parsers.parse("is de mediaan {hours:d} uur"))
def _median(story: Story, hours: int) -> None:
    assert story.counted().median_net_s == hours * 3_600


@then(parsers.parse("zijn er {count:d} plaatsingen met samen {jobs:d} arbeidsplaatsen"))
def _placements(story: Story, count: int, jobs: int) -> None:
    assert (len(story.counted().placements), story.counted().jobs.total) == (count, jobs)


@then(parsers.parse("is het aantal arbeidsplaatsen van {count:d} plaatsing onbekend"))
def _jobs_unknown(story: Story, count: int) -> None:
    assert story.counted().jobs.unknown_count == count


@then("is de investering van alle plaatsingen onbekend")
def _investment_unknown(story: Story) -> None:
    found = story.counted().investment_eur
    assert (found.total, found.unknown_count) == (None, len(story.counted().placements))


@then(parsers.parse('is "{number}" zelf niet meer te vinden'))
def _gone(story: Story, number: str) -> None:
    with story.workspace.reading() as unit:
        with pytest.raises(NotFoundError):
            unit.cases.get(number)
        (left,) = unit.cases.erased()
    assert (left.number, left.statement, left.category) == (number, "verzoek om te wissen", story.category)


@then(parsers.parse('geeft het kwartaal "{quarter}" opnieuw dezelfde cijfers'))
def _same_figures(story: Story, quarter: str) -> None:
    assert story.count(quarter) == story.counted()


@then(parsers.parse('telt het kwartaal "{quarter}" {count:d} aanvraag die niet geplaatst is om "{reason}"'))
def _lost(story: Story, quarter: str, count: int, reason: str) -> None:
    told = {story.language.text(f"lost_reason.{each}"): number for each, number in story.count(quarter).lost}
    assert told == {reason: count}


@then(parsers.re(r'staat "(?P<number>[^"]+)" op (?P<word>\w+)'))
def _status(story: Story, number: str, word: str) -> None:
    status = story.register.entries()[number].outline.status
    assert story.language.text(f"case_status.{status.value}") == word


@then(parsers.parse("wordt dat geweigerd, want {why}"))
def _was_refused(story: Story, why: str) -> None:
    assert story.refused is not None
    assert story.refused.message_id == REFUSALS[why]
    assert story.count("2026-3").lost == ()


def _add(
    story: Story, number: str, received: datetime, status: CaseStatus, answered: datetime | None = None
) -> None:
    story.number = number
    case = replace(new_case(number), received_at_utc=received, asked_at_utc=None, stops=())
    with story.workspace.unit_of_work() as unit:
        unit.cases.add(replace(case, status=status, answered_at_utc=answered))
        unit.commit()


def _keep_task(story: Story, task: CaseTask) -> None:
    story.tasks.append(task)
    story.keep(PaperKind.TASKS, [task_to_data(each) for each in story.tasks])
