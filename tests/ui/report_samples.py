"""Cases of the third and fourth quarter of 2026, as a report counts them, put into a workspace."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from drentsportal.domain.cases.case import CaseStatus, RequestChannel
from drentsportal.domain.cases.case_papers import outcome_to_data, referral_to_data, task_to_data
from drentsportal.domain.cases.outcome import CaseOutcome, LostReason, OutcomeKind, Referral
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.cases.task import CaseTask
from drentsportal.domain.relations.contact_log import Party, PartyKind
from tests.fakes import MOMENT_UTC, OFFICER
from tests.storage_contract.deliveries import new_case

if TYPE_CHECKING:
    from drentsportal.bootstrap import AppServices

EMMEN, ASSEN = "GM0114", "GM0106"
ANSWER_HOURS = (3, 6, 6, 11, 20, 30)
"""After how many hours the cases of the third quarter were answered: five of six within the term."""

_AUGUST_UTC = datetime(2026, 8, 4, 8, tzinfo=UTC)
_PLACED = CaseOutcome(OutcomeKind.PLACED, date(2026, 8, 20), EMMEN, jobs=60)
_LOST = CaseOutcome(OutcomeKind.LOST, date(2026, 9, 3), lost_reason=LostReason.NEIGHBOURS)


def add_reported_cases(services: AppServices) -> None:
    """Add answered cases with outcome and referral, and one of now with a task that is late."""
    with services.workspace.unit_of_work() as unit:
        for place, hours in enumerate(ANSWER_HOURS, start=1):
            received = _AUGUST_UTC + timedelta(days=place)
            case = replace(
                new_case(f"D-2026-{place:04}"),
                received_at_utc=received,
                asked_at_utc=None,
                channel=RequestChannel.NOM,
                status=CaseStatus.ANSWERED,
                answered_at_utc=received + timedelta(hours=hours),
            )
            unit.cases.add(case)
        for number, kind, content in _papers():
            paper = CasePaper(kind, 1, _AUGUST_UTC, OFFICER, json.dumps(content))
            unit.cases.add_paper(number, paper)
        running = replace(new_case("D-2026-0007"), received_at_utc=MOMENT_UTC, asked_at_utc=None)
        unit.cases.add(running)
        task = CaseTask("t1", "bel de melder", "Anna", date(2026, 11, 2), "vergunningen")
        unit.cases.add_paper(
            running.number,
            CasePaper(PaperKind.TASKS, 1, MOMENT_UTC, OFFICER, json.dumps([task_to_data(task)])),
        )
        unit.cases.add_paper(
            running.number,
            CasePaper(PaperKind.REFERRALS, 1, MOMENT_UTC, OFFICER, json.dumps([_referral(ASSEN, "")])),
        )
        unit.commit()


def _papers() -> tuple[tuple[str, PaperKind, object], ...]:
    return (
        ("D-2026-0001", PaperKind.OUTCOME, outcome_to_data(_PLACED)),
        ("D-2026-0001", PaperKind.REFERRALS, [_referral(EMMEN, ASSEN)]),
        ("D-2026-0002", PaperKind.OUTCOME, outcome_to_data(_LOST)),
    )


def _referral(to_code: str, from_code: str) -> object:
    to = Party(PartyKind.MUNICIPALITY, to_code)
    return referral_to_data(Referral(_AUGUST_UTC + timedelta(days=2), to, "past beter", from_code))
