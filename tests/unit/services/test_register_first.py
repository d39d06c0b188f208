"""What is read first, before the whole register, says the same as the whole register says later."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import CaseEvent, CaseStatus, EventKind
from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.domain.cases.case_papers import outcome_to_data, referral_to_data, task_to_data
from drentsportal.domain.cases.outcome import CaseOutcome, LostReason, OutcomeKind, Referral
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.cases.task import CaseTask
from drentsportal.domain.desk_figures.quarter import Quarter
from drentsportal.domain.desk_figures.quarter_figures import answers_by_quarter, quarter_figures
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.services.case_register import CaseRegister
from drentsportal.services.case_search import CaseSearch
from tests.fakes import MOMENT_UTC, OFFICER, FixedActor, FixedClock
from tests.new_files import new_workspace
from tests.storage_contract.deliveries import new_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from drentsportal.services.ports.cases import CaseStore
    from drentsportal.storage.sqlite_workspace import SqliteWorkspace

CASES = 120
TO = Party(PartyKind.MUNICIPALITY, "GM0114")


@pytest.fixture(params=[None, "een lange zin over veen"], ids=["open", "protected"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteWorkspace]:
    """Make five years of cases, at every stage; some were told of long after, and one is erased."""
    chance = random.Random(5)  # noqa: S311 - sample data
    opened = new_workspace(tmp_path / "werk.drents", request.param)
    with opened.unit_of_work() as work:
        for at in range(CASES):
            _add(work.cases, chance, f"D-2026-{at + 1:04d}", MOMENT_UTC - timedelta(days=15 * at))
        work.commit()
    register = CaseRegister(opened, FixedClock())
    digest = next(each for each in register.digests() if each.answered_at_utc is not None)
    opened.erase_case(ErasedCase(digest.number, MOMENT_UTC, OFFICER, digest=digest))
    yield opened
    opened.close()


def _add(cases: CaseStore, chance: random.Random, number: str, received: datetime) -> None:
    answered = chance.choice([None, received + timedelta(hours=chance.randint(1, 2000))])
    if answered is not None and answered > MOMENT_UTC:
        answered = None
    status = chance.choice([CaseStatus.CLOSED, CaseStatus.ANSWERED if answered else CaseStatus.IN_PROGRESS])
    cases.add(replace(new_case(number), received_at_utc=received, answered_at_utc=answered, status=status))
    if status is CaseStatus.CLOSED and chance.random() < 0.8:
        cases.add_event(number, CaseEvent(received + timedelta(days=90), EventKind.CLOSED, OFFICER))
    told = received + timedelta(days=chance.choice([0, 1, 89, 91, 400, 1000]))
    kind = chance.choice(list(OutcomeKind))
    lost = chance.choice(list(LostReason)) if kind is OutcomeKind.LOST else None
    papers = {
        PaperKind.OUTCOME: outcome_to_data(CaseOutcome(kind, told.date(), lost_reason=lost)),
        PaperKind.REFERRALS: [referral_to_data(Referral(told, TO, "past beter"))],
        PaperKind.TASKS: [
            task_to_data(CaseTask("t1", "bel", "Anna", done_at_utc=chance.choice([None, received])))
        ],
    }
    for each, content in papers.items():
        if chance.random() < 0.5:
            cases.add_paper(number, CasePaper(each, 1, received, OFFICER, json.dumps(content)))


def test_open_cases_stand_first_in_the_whole_list(workspace: SqliteWorkspace) -> None:
    """The same lines in the same order, and the number of those that come after."""
    first = CaseRegister(workspace, FixedClock()).open_cases()
    register = CaseRegister(workspace, FixedClock())
    lines, entries = register.lines(), register.entries()
    assert len(first.cases) > 10
    assert tuple(line for line, _ in first.cases) == lines[: len(first.cases)]
    assert [entry for _, entry in first.cases] == [entries[line.number] for line, _ in first.cases]
    assert first.answered_count == len(lines) - len(first.cases)


def test_figures_of_any_quarter_are_those_of_all_cases(workspace: SqliteWorkspace) -> None:
    """Whether the register was read before or only what counts since then."""
    whole = CaseRegister(workspace, FixedClock()).digests()
    for year in (2021, 2024, 2026):
        for number in range(1, 5):
            quarter = Quarter(year, number)
            back = quarter.previous.back(8)
            part = CaseRegister(workspace, FixedClock()).digests_since(back[0].start_utc)
            assert quarter_figures(part, quarter) == quarter_figures(whole, quarter)
            assert quarter_figures(part, quarter.previous) == quarter_figures(whole, quarter.previous)
            assert answers_by_quarter(part, quarter.back(8)) == answers_by_quarter(whole, quarter.back(8))
    late = CaseRegister(workspace, FixedClock()).digests_since(Quarter(2026, 1).start_utc)
    assert len(late) < len(whole)
    register = CaseRegister(workspace, FixedClock())
    assert register.lines()
    assert register.digests_since(Quarter(2026, 1).start_utc) == late
    assert register.digests() == whole


def test_cases_at_work_are_those_with_open_tasks(workspace: SqliteWorkspace) -> None:
    """And the others that are not closed are counted."""
    register = CaseRegister(workspace, FixedClock())
    at_work, entries = register.with_open_tasks(), register.entries()
    assert register.with_open_tasks() == at_work
    assert at_work.entries == tuple(
        entries[number] for number in sorted(entries) if entries[number].open_tasks
    )
    assert at_work.idle_count == sum(
        not each.open_tasks and each.outline.status is not CaseStatus.CLOSED for each in entries.values()
    )


def test_the_first_search_finds_what_a_later_one_finds(workspace: SqliteWorkspace) -> None:
    """And after the window was locked nothing is left of it."""
    wanted = CaseSearch(workspace, FixedClock(), FixedActor()).find("composiet", 1000)
    again = CaseSearch(workspace, FixedClock(), FixedActor())
    again.refresh()
    assert again.find("composiet", 1000) == wanted
    assert len(wanted) == CASES - 1
    again.forget()
    assert (again._held.words, again._site_version) == ({}, -1)  # noqa: SLF001 - what lies in memory has no other door
