"""Referrals: kept version by version, followed up, counted, and refused where they cannot be true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import CaseStatus, EventKind, RequestChannel
from drentsportal.domain.cases.digesting import digest_of
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.errors import InputError, NotFoundError, QuestionError
from drentsportal.services.referral_log import ReferralFollowUp, ReferralLog, ReferralTerms
from tests.unit.services.desk_harness import FRIDAY, REQUEST, Desk

if TYPE_CHECKING:
    from collections.abc import Callable

TERMS = ReferralTerms("gemeente Emmen", "segment past daar", "Coevorden", date(2026, 11, 20))


@pytest.fixture
def log(desk: Desk) -> ReferralLog:
    """Give the referrals of the desk."""
    return ReferralLog(desk.workspace, desk.clock, desk.actors)


def opened(desk: Desk) -> str:
    """Open a case and return its number."""
    return desk.intake.open_case(REQUEST, RequestChannel.NOM, FRIDAY)[0].number


def test_a_referral_is_kept_followed_and_counted(desk: Desk, log: ReferralLog) -> None:
    """From, to, reason, NOM informed, accepted, result; each step a version and a line in the timeline."""
    number = opened(desk)
    case, changes = log.refer(number, TERMS)
    assert (case.status, changes.cases) == (CaseStatus.REFERRED, frozenset({number}))
    (made,) = log.referrals(number)
    assert (made.to, made.from_municipality_code) == (Party(PartyKind.MUNICIPALITY, "GM0114"), "GM0109")
    assert (made.nom_informed_on, made.is_accepted) == (date(2026, 11, 20), None)

    desk.clock.advance(timedelta(days=3))
    log.follow(number, 1, ReferralFollowUp(is_accepted=True))
    log.follow(number, 1, ReferralFollowUp(result="kavel op optie"))
    desk.restart()
    again = ReferralLog(desk.workspace, desk.clock, desk.actors)
    (known,) = again.referrals(number)
    assert (known.is_accepted, known.decided_on, known.result) == (True, date(2026, 11, 23), "kavel op optie")
    assert (known.reason, known.nom_informed_on) == (made.reason, made.nom_informed_on)
    kinds = [each.kind for each in desk.desk.timeline(number)]
    assert kinds[1:] == [EventKind.REFERRED, EventKind.REFERRAL_FOLLOWED, EventKind.REFERRAL_FOLLOWED]
    with desk.workspace.reading() as unit:
        assert [each.version for each in unit.cases.papers(number, PaperKind.REFERRALS)] == [1, 2, 3]
    digest = digest_of(desk.desk.case(number), again.all()[number], None, desk.clock.now_utc())
    assert [(each.to_kind, each.to_id, each.is_accepted) for each in digest.referrals] == [
        ("municipality", "GM0114", True)
    ]


def test_a_case_can_be_referred_more_than_once(desk: Desk, log: ReferralLog) -> None:
    """To a partner after a gemeente said no, and after the answer too; the clock runs until the answer."""
    number = opened(desk)
    log.refer(number, TERMS)
    log.follow(number, 1, ReferralFollowUp(is_accepted=False))
    log.refer(number, ReferralTerms("NOM", "past buiten Drenthe"))
    assert desk.desk.clock(desk.desk.case(number)).remaining == timedelta(hours=24)
    assert [each.to.id for each in log.referrals(number)] == ["GM0114", "NOM"]
    assert [each.is_accepted for each in log.referrals(number)] == [False, None]


def test_a_receiver_that_nobody_knows_is_asked_about(desk: Desk, log: ReferralLog) -> None:
    """What is known is told; said to be new it is kept, and is known from then on, however it is written."""
    number = opened(desk)
    unknown = ReferralTerms("Atlantis", "daar is ruimte")
    with pytest.raises(QuestionError, match="unknown_party") as told:
        log.refer(number, unknown)
    assert told.value.option == "--new-partner"
    assert log.referrals(number) == ()
    assert desk.desk.case(number).status is CaseStatus.RECEIVED
    log.refer(number, replace(unknown, is_new_partner=True))
    log.refer(number, replace(unknown, to=" ATLANTIS "))
    log.refer(number, ReferralTerms("nom", "landelijk"))
    assert [each.to.id for each in log.referrals(number)] == ["Atlantis", "Atlantis", "NOM"]


def test_a_referral_can_be_taken_back(desk: Desk, log: ReferralLog) -> None:
    """It stays in its place, counts nowhere, its reason in the timeline; the case is worked on again."""
    number = opened(desk)
    log.refer(number, TERMS)
    log.refer(number, ReferralTerms("NOM", "past buiten Drenthe"))
    with pytest.raises(InputError, match="take_back_reason"):
        log.take_back(number, 1, " ")
    log.take_back(number, 1, "verkeerde gemeente")
    assert desk.desk.case(number).status is CaseStatus.REFERRED
    assert desk.desk.timeline(number)[-1].details["taken_back"] == "verkeerde gemeente"
    with pytest.raises(InputError, match=r"referral\.taken_back"):
        log.take_back(number, 1, "nog eens")
    with pytest.raises(InputError, match=r"referral\.taken_back"):
        log.follow(number, 1, ReferralFollowUp(result="x"))
    digest = digest_of(desk.desk.case(number), log.referrals(number), None, desk.clock.now_utc())
    assert [each.to_id for each in digest.referrals] == ["NOM"]
    log.take_back(number, 2, "vergissing")
    desk.restart()
    assert desk.desk.case(number).status is CaseStatus.IN_PROGRESS
    again = ReferralLog(desk.workspace, desk.clock, desk.actors)
    assert [each.is_taken_back for each in again.all()[number]] == [True, True]
    with pytest.raises(NotFoundError):
        again.take_back(number, 3, "x")


def test_the_desk_keeps_referrals_in_the_same_way(desk: Desk, log: ReferralLog) -> None:
    """The shorter way of the desk is the same way."""
    number = opened(desk)
    desk.desk.refer(number, "gemeente Coevorden", "segment past daar")
    assert [each.to.id for each in log.referrals(number)] == ["GM0109"]
    assert desk.desk.timeline(number)[-1].details["to"] == "gemeente Coevorden"


def test_what_cannot_be_true_is_refused_and_leaves_no_trace(desk: Desk, log: ReferralLog) -> None:
    """What cannot be true is refused and leaves no trace."""
    number = opened(desk)
    log.refer(number, TERMS)
    before = log.referrals(number)
    refused: list[Callable[[], object]] = [
        lambda: log.refer(number, replace(TERMS, to=" ")),
        lambda: log.refer(number, replace(TERMS, reason="")),
        lambda: log.refer(number, replace(TERMS, to="Coevorden")),
        lambda: log.refer(number, replace(TERMS, from_municipality="Groningen")),
        lambda: log.refer(number, replace(TERMS, nom_informed_on=date(2026, 11, 21))),
        lambda: log.follow(number, 1, ReferralFollowUp()),
        lambda: log.follow(number, 1, ReferralFollowUp(decided_on=date(2026, 11, 20))),
        lambda: log.follow(number, 1, ReferralFollowUp(is_accepted=True, decided_on=date(2026, 11, 19))),
        lambda: log.follow(number, 1, ReferralFollowUp(is_accepted=True, decided_on=date(2026, 11, 21))),
    ]
    for act in refused:
        with pytest.raises(InputError):
            act()
    for position in (0, 2):
        with pytest.raises(NotFoundError):
            log.follow(number, position, ReferralFollowUp(result="x"))
    assert log.referrals(number) == before
    assert len(desk.desk.timeline(number)) == 2
