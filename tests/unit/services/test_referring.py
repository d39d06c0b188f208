"""Referral proposals as a use case: from the newest match, and into the timeline when asked."""

from __future__ import annotations

import pytest

from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.fairness.referral import OwnStanding
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.referring import Referring
from tests.fakes import FixedActor
from tests.unit.services.document_fakes import NUMBER, Desk

ASSEN, EMMEN = "GM0106", "GM0114"


def referring(desk: Desk) -> Referring:
    """Wire the service."""
    return Referring(desk.workspace, desk.matching, desk.clock, FixedActor())


def test_the_proposal_follows_the_newest_match() -> None:
    """A gemeente without sites is sent to those that qualify; one with a qualifier is not."""
    desk = Desk()
    desk.add_case()
    service = referring(desk)
    away = service.proposal(NUMBER, ASSEN)
    result = desk.matching.latest(NUMBER)
    assert result is not None
    assert away.standing is OwnStanding.NONE
    assert tuple(each.candidate.id for each in away.options) == result.ranking()
    assert not service.proposal(NUMBER, EMMEN).is_needed


def test_a_proposal_can_be_put_in_the_timeline() -> None:
    """With the gemeente and the sites; showing it leaves no trace."""
    desk = Desk()
    desk.add_case()
    service = referring(desk)
    proposal = service.proposal(NUMBER, ASSEN)
    with desk.workspace.reading() as unit:
        before = unit.cases.events(NUMBER)
    service.note(NUMBER, proposal)
    with desk.workspace.reading() as unit:
        (event,) = unit.cases.events(NUMBER)[len(before) :]
    assert event.kind is EventKind.REFERRAL_PROPOSED
    assert event.details["municipality"] == ASSEN
    assert event.details["count"] == str(len(proposal.options))


def test_without_a_match_or_case_there_is_none() -> None:
    """Each is told as it is."""
    desk = Desk()
    desk.add_case(matched=False)
    with pytest.raises(InputError) as caught:
        referring(desk).proposal(NUMBER, ASSEN)
    assert caught.value.message_id == "error.advise.no_match"
    with pytest.raises(NotFoundError):
        referring(desk).proposal("D-2026-9999", ASSEN)
