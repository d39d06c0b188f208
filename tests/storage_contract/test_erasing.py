"""Destroying a case: everything goes, its figures and the statement stay, its number is never used again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.cases.case_digest import ErasedCase, ReferralDigest
from drentsportal.domain.cases.digesting import digest_of
from drentsportal.domain.cases.outcome import CaseOutcome, LostReason, OutcomeKind, Referral
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.relations.company import Company
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.errors import ConflictError, NotFoundError
from tests.storage_contract.deliveries import ANNA, BERT, NOON_UTC, minutes_after_noon, new_case

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import Workspace

NUMBER = "D-2026-0001"
REFERRAL = Referral(NOON_UTC, Party(PartyKind.MUNICIPALITY, "GM0114"), "segment past daar beter")
LOST = CaseOutcome(OutcomeKind.LOST, NOON_UTC.date(), lost_reason=LostReason.PLAN, jobs=12)


def test_what_is_left_of_an_erased_case(workspace: Workspace) -> None:
    """The statement, who destroyed it and its figures; nothing else, and nobody can take its number."""
    case = new_case()
    erased = ErasedCase(
        NUMBER, minutes_after_noon(9), BERT, "B1", "vernietigd", digest_of(case, [REFERRAL], LOST, NOON_UTC)
    )
    with workspace.unit_of_work() as unit:
        unit.cases.add(case)
        unit.cases.add_paper(NUMBER, CasePaper(PaperKind.OUTCOME, 1, NOON_UTC, ANNA, "{}"))
        unit.commit()
    workspace.erase_case(erased)
    with workspace.reading() as unit:
        assert unit.cases.erased() == (erased,)
        assert unit.cases.all() == ()
        assert unit.cases.latest_papers(PaperKind.OUTCOME) == {}
    with workspace.unit_of_work() as unit:
        assert unit.cases.next_number(2026) == "D-2026-0002"
        with pytest.raises(ConflictError):
            unit.cases.add(case)
    with pytest.raises(NotFoundError):
        workspace.erase_case(erased)


def test_the_newest_paper_of_every_case(workspace: Workspace) -> None:
    """One per case that has one of the kind, whatever order they were kept in."""
    first = CasePaper(PaperKind.OUTCOME, 1, NOON_UTC, ANNA, '{"a": 1}')
    second = replace(first, version=2, content='{"a": 2}')
    with workspace.unit_of_work() as unit:
        for number in (NUMBER, "D-2026-0002", "D-2026-0003"):
            unit.cases.add(new_case(number))
        for paper in (first, second):
            unit.cases.add_paper(NUMBER, paper)
        unit.cases.add_paper("D-2026-0002", first)
        unit.cases.add_paper("D-2026-0003", replace(first, kind=PaperKind.TASKS))
        unit.commit()
    with workspace.reading() as unit:
        assert unit.cases.latest_papers(PaperKind.OUTCOME) == {NUMBER: second, "D-2026-0002": first}


def test_a_case_names_its_company_by_key(workspace: Workspace) -> None:
    """The key comes back with the case; an erased company leaves it dangling and the case readable."""
    with workspace.unit_of_work() as unit:
        unit.relations.add_company(Company("B-0001", "Zuivel Ruinen"))
        unit.cases.add(replace(new_case(), company_key="B-0001"))
        unit.commit()
    workspace.erase_company("B-0001", AccessEntry(NOON_UTC, ANNA, AccessKind.ERASED, "B-0001"))
    with workspace.reading() as unit:
        assert unit.cases.get(NUMBER).company_key == "B-0001"
        assert unit.relations.companies() == ()
        assert [each.subject for each in unit.relations.accesses()] == ["B-0001"]


def test_the_figures_of_a_case_name_nobody() -> None:
    """What is asked, times in whole seconds, and the outcome; an open case within its term says neither."""
    case = replace(new_case(), company_name="Zuivel Ruinen", channel=RequestChannel.PARTNER)
    digest = digest_of(case, [REFERRAL], LOST, minutes_after_noon(60))
    assert "Ruinen" not in str(digest)
    assert digest.referrals == (ReferralDigest(NOON_UTC, "municipality", "GM0114", None),)
    assert (digest.outcome, digest.jobs, digest.lost_reason) == (OutcomeKind.LOST, 12, LostReason.PLAN)
    assert digest.is_within_term is None
    assert digest.gross_s == digest.net_s == (minutes_after_noon(60) - case.received_at_utc).total_seconds()
