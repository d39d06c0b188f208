"""The merged timeline: everything in order and in words, and nothing internal in what is told outside."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import CaseEvent, EventKind, RequestChannel
from drentsportal.domain.cases.case_timeline import TOLD_OUTSIDE
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.services.case_desk import Talk
from drentsportal.services.case_timeline import CaseTimeline
from drentsportal.services.companies import Companies
from drentsportal.services.referral_log import ReferralFollowUp, ReferralLog, ReferralTerms
from drentsportal.services.timeline_words import TimelineWords
from tests.fakes import OFFICER
from tests.unit.services.desk_harness import FRIDAY, PARKS, REQUEST, Desk

if TYPE_CHECKING:
    from collections.abc import Callable

DUTCH = Language("nl", resources_dir(), strict=True)


def filled(desk: Desk) -> str:
    """Let much happen in a case, each a minute apart; the contact was earlier than it was logged."""
    number = desk.intake.open_case(REQUEST, RequestChannel.NOM, FRIDAY)[0].number
    companies = Companies(desk.workspace, desk.clock, desk.actors)
    referrals = ReferralLog(desk.workspace, desk.clock, desk.actors)
    talk = Talk("eisen", "J. Klomp", "Klompenpost", channel="telefoon", agreement="belt terug", at_utc=FRIDAY)
    steps: list[Callable[[], object]] = [
        lambda: companies.link(number, companies.add("Klompenpost BV")[0].key),
        lambda: desk.shortlist.add(number, PARKS[0], "dichtbij"),
        lambda: desk.shortlist.add(number, PARKS[1]),
        lambda: desk.shortlist.remove(number, PARKS[0]),
        lambda: desk.desk.add_note(number, "belt maandag"),
        lambda: desk.desk.stop_clock(number, "wacht op het bedrijf"),
        lambda: desk.desk.resume_clock(number),
        lambda: desk.desk.log_contact(number, talk),
        lambda: referrals.refer(number, ReferralTerms("Emmen", "segment past daar")),
        lambda: referrals.follow(number, 1, ReferralFollowUp(is_accepted=True, result="optie")),
        lambda: desk.make_advice(number),
        lambda: desk.desk.answer(number),
    ]
    for step in steps:
        desk.clock.advance(timedelta(minutes=1))
        step()
    return number


def test_everything_stands_in_one_list_in_words(desk: Desk) -> None:
    """A contact where it was, shortlists with their version, referrals with what came of them."""
    rows = CaseTimeline(desk.workspace, desk.clock, desk.actors).rows(filled(desk))
    assert [each.at_utc for each in rows] == sorted(each.at_utc for each in rows)
    assert [DUTCH.text(each.message) for each in rows] == [
        "Ontvangen via NOM",
        "Contact met J. Klomp, Klompenpost: eisen; via telefoon; afspraak: belt terug",
        "Gekoppeld aan bedrijf B-0001 (Klompenpost BV)",
        "Shortlist versie 1: Terrein park-a erbij; reden: dichtbij",
        "Shortlist versie 2: Terrein park-b erbij",
        "Shortlist versie 3: Terrein park-a eraf",
        "Notitie: belt maandag",
        "Klok stilgezet: wacht op het bedrijf",
        "Klok loopt weer",
        "Doorverwezen naar Emmen; reden: segment past daar",
        "Doorverwijzing 1 naar Emmen; aangenomen; resultaat: optie",
        "Beantwoord op vr 20 nov. 2026, 16.12 uur met advies.pdf",
    ]
    assert {each.actor.name for each in rows} == {OFFICER.name}


def test_outside_nothing_internal_is_told(desk: Desk) -> None:
    """Who spoke with whom, notes, reasons, companies and referrals stay inside."""
    number = filled(desk)
    outside = CaseTimeline(desk.workspace, desk.clock, desk.actors).rows(number, internal=False)
    assert {each.kind for each in outside} <= TOLD_OUTSIDE
    assert not any(each.is_internal for each in outside)
    told = " ".join(DUTCH.text(each.message) for each in outside)
    for internal in ("Klomp", "belt", "dichtbij", "wacht", "segment"):
        assert internal not in told


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_is_worded_also_when_its_details_are_damaged(kind: EventKind) -> None:
    """What cannot be read stands as it is kept; nothing breaks the list."""
    words = TimelineWords(lambda site_id: site_id, {})
    for details in ({}, {"x": "los gegeven"}):
        said = DUTCH.text(words.event(CaseEvent(FRIDAY, kind, OFFICER, details), 1))
        assert said
        assert all(text in said for text in details.values()) or kind is EventKind.CLOCK_RESUMED


def test_a_match_and_a_document_tell_version_and_checksum() -> None:
    """The data version of a match, and the whole checksum of a document."""
    words = TimelineWords(lambda site_id: site_id, {})

    def said(kind: EventKind, /, **details: str) -> str:
        return DUTCH.text(words.event(CaseEvent(FRIDAY, kind, OFFICER, details), 1))

    matched = said(EventKind.MATCHED, data_version="7", qualifiers="1", rejections="12")
    assert matched == "Match op gegevensversie 7: 1 locatie past, 12 vallen af"
    checksum = "ab" * 32
    assert said(EventKind.DOCUMENT, file_name="advies.pdf", kind="advies", sha256=checksum).endswith(checksum)


@pytest.mark.parametrize(
    ("kind", "details", "message_id"),
    [
        (EventKind.WEIGHED, {"name": "Piet", "version": "1"}, "timeline.weighed"),
        (EventKind.DISCLOSED, {"kind": "woo", "file_name": "a.pdf", "sha256": "0"}, "timeline.disclosed.woo"),
        (EventKind.RETENTION, {"category": "5 Antwoord", "reason": ""}, "timeline.retention"),
    ],
)
def test_no_line_stands_as_it_is_kept(kind: EventKind, details: dict[str, str], message_id: str) -> None:
    """What the store keeps of an event is told in words."""
    words = TimelineWords(str, {})
    assert words.event(CaseEvent(FRIDAY, kind, OFFICER, details), 1).id == message_id
