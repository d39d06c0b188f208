"""To which service team a case belongs, and in which order a team has its cases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.asking.request import Requirement
from drentsportal.domain.cases.access import WEEKLY_LIST, AccessKind
from drentsportal.domain.cases.case import CaseStatus
from drentsportal.domain.cases.case_papers import outcome_to_data, referral_to_data, task_to_data
from drentsportal.domain.cases.outcome import CaseOutcome, OutcomeKind, Referral
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.cases.task import CaseTask
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.errors import InputError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.quarter_weekly import weekly_row
from drentsportal.services.case_register import CaseRegister
from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
from drentsportal.services.weekly_list import WeeklyList
from tests.fakes import MOMENT_UTC, OFFICER, FixedActor, FixedClock, InMemoryWorkspace
from tests.storage_contract.deliveries import new_case

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.weekly_list import WeeklySubject

EMMEN, ASSEN, MEPPEL = "GM0114", "GM0106", "GM0119"
TASK = CaseTask("t1", "bel", "Anna", date(2026, 11, 19), "vergunningen")


class NoteWriter:
    """Keeps what it was asked to write."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.written: list[str] = []
        self.themes: list[str] = []

    def styled(self, style: DocumentStyle) -> NoteWriter:
        """Note the house style."""
        self.themes.append(style.theme_id)
        return self

    def weekly(self, subject: WeeklySubject, path: Path, progress: Progress | None = None) -> MadeDocument:
        """Write nothing."""
        del progress
        self.written.append(f"pdf {len(subject.teams)}")
        return MadeDocument(path, "weeklijst", "0" * 64)

    def weekly_sheet(
        self, subject: WeeklySubject, path: Path, progress: Progress | None = None
    ) -> MadeDocument:
        """Write nothing."""
        del progress
        self.written.append(f"xlsx {len(subject.teams)}")
        return MadeDocument(path, "weeklijst", "0" * 64)


class Week:
    """A workspace, and the list over it."""

    def __init__(self) -> None:
        """Wire the service."""
        self.workspace, clock = InMemoryWorkspace(), FixedClock()
        self.writer = NoteWriter()
        register = CaseRegister(self.workspace, clock)
        self.weekly = WeeklyList(self.workspace, register, self.writer, clock, FixedActor())

    def add(
        self, number: str, *tasks: CaseTask, status: CaseStatus = CaseStatus.ANSWERED, asked: str = ""
    ) -> None:
        """Add a case with tasks, that asks for a gemeente or for none."""
        case = replace(new_case(number), status=status)
        if asked:
            requirements = (Requirement("municipality", (asked,)),)
            case = replace(case, request=replace(case.request, requirements=requirements))
        with self.workspace.unit_of_work() as unit:
            unit.cases.add(case)
            unit.commit()
        self.keep(number, PaperKind.TASKS, [task_to_data(each) for each in tasks])

    def keep(self, number: str, kind: PaperKind, content: object) -> None:
        """Keep a paper."""
        with self.workspace.unit_of_work() as unit:
            unit.cases.add_paper(number, CasePaper(kind, 1, MOMENT_UTC, OFFICER, json.dumps(content)))
            unit.commit()

    def teams(self, code: str = "") -> dict[str, list[str]]:
        """Return the numbers of each team."""
        return {
            team.municipality_code: [case.number for case in team.cases]
            for team in self.weekly.subject(code).teams
        }


def test_the_place_of_a_company_goes_before_referrals_and_those_before_what_is_asked() -> None:
    """A referral that was refused is none; a case without a gemeente stands last, in a list of its own."""
    week = Week()
    for number in ("1", "2", "3"):
        week.add(number, TASK, asked=MEPPEL)
    week.add("4", TASK)
    to_emmen = Referral(MOMENT_UTC, Party(PartyKind.MUNICIPALITY, EMMEN), "past beter")
    to_assen = replace(to_emmen, to=Party(PartyKind.MUNICIPALITY, ASSEN))
    week.keep("1", PaperKind.REFERRALS, [referral_to_data(to_emmen), referral_to_data(to_assen)])
    week.keep("2", PaperKind.REFERRALS, [referral_to_data(replace(to_emmen, is_accepted=False))])
    week.keep("3", PaperKind.REFERRALS, [referral_to_data(to_emmen)])
    placed = CaseOutcome(OutcomeKind.PLACED, date(2026, 11, 19), ASSEN)
    week.keep("3", PaperKind.OUTCOME, outcome_to_data(placed))
    assert list(week.teams().items()) == [(ASSEN, ["1", "3"]), (EMMEN, ["1"]), (MEPPEL, ["2"]), ("", ["4"])]
    assert week.teams(EMMEN) == {EMMEN: ["1"]}


def test_the_list_of_a_gemeente_has_what_its_regions_are_asked() -> None:
    """Under the name of the region, and only of those that the gemeente is a member of."""
    week = Week()
    week.add("1", TASK, asked="zuid_drenthe")
    week.add("2", TASK, asked=EMMEN)
    week.add("3", TASK, asked="groningen_assen")
    assert week.teams(EMMEN) == {EMMEN: ["2"], "zuid_drenthe": ["1"]}
    assert week.teams(ASSEN) == {"groningen_assen": ["3"]}
    assert [each.region_name for each in week.weekly.subject(MEPPEL).teams] == ["Zuid-Drenthe"]


def test_the_list_of_a_gemeente_counts_its_own_cases_without_a_task() -> None:
    """Those that it or its region is asked for; of the whole province all."""
    week = Week()
    for number, asked in (("1", EMMEN), ("2", "zuid_drenthe"), ("3", ASSEN), ("4", "")):
        week.add(number, status=CaseStatus.IN_PROGRESS, asked=asked)
    week.add("5", status=CaseStatus.CLOSED, asked=EMMEN)
    week.add("6", TASK, asked=EMMEN)
    subject = week.weekly.subject(EMMEN)
    assert subject.idle_count == 2
    assert [each.number for each in subject.idle] == ["1", "2"]
    assert week.weekly.subject().idle_count == 4
    assert week.weekly.subject("GM1699").idle_count == 0


def test_the_earliest_date_comes_first_and_none_at_all_last() -> None:
    """Within a team; what is past its date is counted."""
    week = Week()
    week.add("1", replace(TASK, due_on=None))
    week.add("2", replace(TASK, due_on=date(2026, 12, 1)), TASK)
    week.add("3", replace(TASK, due_on=date(2026, 11, 20)))
    subject = week.weekly.subject()
    (team,) = subject.teams
    assert [case.number for case in team.cases] == ["2", "3", "1"]
    assert team.overdue_count(subject.today) == 1


def test_a_closed_case_stays_while_something_is_to_be_done_and_is_not_missed_after() -> None:
    """After-care goes on after closing, where it has a date; an open case without a task is counted."""
    week = Week()
    week.add("1", TASK, status=CaseStatus.CLOSED)
    week.add("2", replace(TASK, done_at_utc=MOMENT_UTC), status=CaseStatus.CLOSED)
    week.add("3")
    week.add("4", replace(TASK, due_on=None), status=CaseStatus.CLOSED)
    assert week.teams() == {"": ["1"]}
    subject = week.weekly.subject()
    assert subject.idle_count == 1
    words = weekly_row(subject.teams[0].cases[0], Language("nl", resources_dir(), strict=True))
    assert "afgesloten, traject loopt" in words


@pytest.mark.parametrize(
    ("code", "named", "upcoming"),
    [
        ("nl", "milieu, vergunningen", "vergunningen, 19 nov. 2026"),
        ("en", "environment, permits", "permits, 19 Nov 2026"),
        ("de", "Genehmigungen, Umwelt", "Genehmigungen, 19.11.2026"),
    ],
)
def test_disciplines_are_told_in_the_language_of_the_list(code: str, named: str, upcoming: str) -> None:
    """Each once, in the order of their words there."""
    week = Week()
    week.add("1", TASK, replace(TASK, id="t2", discipline="milieu", due_on=None))
    words = weekly_row(week.weekly.subject().teams[0].cases[0], Language(code, resources_dir(), strict=True))
    assert (words[2], words[4]) == (named, upcoming)


def test_a_draft_of_a_workbook_is_shown_as_its_pages_and_says_what_leaves(tmp_path: Path) -> None:
    """Nothing is logged before it is kept; a PDF is what is shown."""
    week = Week()
    subject = week.weekly.subject()
    draft = week.weekly.draft(subject, tmp_path / "w.xlsx", style=DocumentStyle("nl", "gemeente"))
    assert [each.path.name for each in draft.documents] == ["w.xlsx"]
    assert [each.path.name for each in draft.pages] == ["w.pdf"]
    assert draft.leaves == WEEKLY_LIST
    assert week.writer.themes == ["gemeente"]
    plain = week.weekly.draft(subject, tmp_path / "w.pdf")
    assert plain.pages == plain.documents
    with week.workspace.reading() as unit:
        kinds = {each.kind for each in unit.relations.accesses(WEEKLY_LIST)}
    assert AccessKind.EXPORTED not in kinds


def test_the_suffix_says_what_is_written(tmp_path: Path) -> None:
    """PDF or XLSX, and nothing else."""
    week = Week()
    week.add("1", TASK)
    subject = week.weekly.subject()
    for name in ("a.pdf", "a.XLSX"):
        week.weekly.export(subject, tmp_path / name)
    assert week.writer.written == ["pdf 1", "xlsx 1"]
    with pytest.raises(InputError):
        week.weekly.export(subject, tmp_path / "a.txt")
