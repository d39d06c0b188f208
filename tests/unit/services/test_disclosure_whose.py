"""Whose an address, a number or a short name is; and that papers and events are told in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.asking.request_form import request_to_data
from drentsportal.domain.cases.case import CaseEvent, EventKind, RequestChannel
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.relations.company import Company, ContactPerson
from drentsportal.domain.retention.passages import OTHER_PERSON, UNCLEAR_PERSON
from drentsportal.domain.retention.persons import SoughtPerson
from drentsportal.domain.retention.woo import PUBLIC, WithheldPart, WooMark
from drentsportal.language import Language
from drentsportal.language.passage_words import passage_gap, passage_label, passage_value
from drentsportal.paths import resources_dir
from drentsportal.reference.privacy_lists import read_woo_grounds
from drentsportal.reports.disclosure_page import DisclosurePages
from drentsportal.services.case_desk import Talk
from drentsportal.services.disclosure import Disclosure, InzageDraft
from drentsportal.services.paper_passages import event_fields, paper_fields, request_fields
from tests.fakes import OFFICER
from tests.unit.services.desk_harness import FRIDAY

if TYPE_CHECKING:
    from tests.unit.services.desk_harness import Desk

NUMBER = "D-2026-0001"
PETRA = SoughtPerson("Petra Jansen")
WORDS = Language("nl", resources_dir(), strict=True)
MAIL = {
    "message": {
        "file_name": "vraag.eml",
        "sha256": "0" * 64,
        "sender_name": "Jan Pietersen",
        "sender_address": "jan@veenbouw.example",
        "subject": "Vraag om locatie",
        "sent_at": "2026-11-20T15:00:00+00:00",
        "received_at": None,
        "attachments": [{"name": "kaart.pdf", "media_type": "application/pdf", "size_bytes": 3}],
        "doubts": [],
    },
    "forwarded": None,
    "found": [
        {"field": "plot_area_m2", "value": 25000, "quote": "2,5 ha", "certainty": "literal"},
        {"field": "phone", "value": "+31612345678", "quote": "06-12345678", "certainty": "derived"},
    ],
    "proposed": [
        {"key": "plot_area_ha", "value": "2.5", "options": [], "certainty": "literal", "quotes": ["2,5 ha"]}
    ],
    "companies": [],
    "confirmed": [
        {"key": "requester", "value": "Jan", "is_typed": False},
        {"key": "channel", "value": "company", "is_typed": False},
        {"key": "plot_area_ha", "value": "2.5", "is_typed": False},
        {"key": "received_at", "value": "2026-11-20T16:05:00+01:00", "is_typed": True},
    ],
}


@pytest.fixture
def disclosure(desk: Desk) -> Disclosure:
    """Give the exports over Petra's record, a contact with her, and a mail that Jan sent."""
    people = (
        ContactPerson("Petra Jansen", "directeur", "petra@ruinen.example", "0622222222"),
        ContactPerson("Kees Bos", "", "kees@ruinen.example", "0633333333"),
    )
    with desk.workspace.unit_of_work() as unit:
        unit.relations.add_company(Company("B-0001", "Ruinen BV", persons=people))
        unit.commit()
    desk.intake.open_case(
        LocationRequest("Verwerker"), RequestChannel.COMPANY, FRIDAY, requester="Jan", company_name="Veenbouw"
    )
    with desk.workspace.unit_of_work() as unit:
        paper = CasePaper(PaperKind.INTAKE, 1, FRIDAY, OFFICER, json.dumps(MAIL))
        unit.cases.add_paper(NUMBER, paper)
        unit.commit()
    for name in ("vraag.eml", "kaart.pdf", "los.pdf"):
        desk.desk.attach(NUMBER, name, b"x")
    subject = "Petra Jansen op 06 22222222, Kees op 06 33333333, centrale 0592 365555"
    desk.desk.log_contact(NUMBER, Talk(subject, person="Petra Jansen"))
    desk.desk.add_note(NUMBER, "Bel 06-22222222 terug")
    pages = DisclosurePages(WORDS)
    return Disclosure(
        desk.workspace, pages, lambda: read_woo_grounds(resources_dir()), desk.clock, desk.actors
    )


def told(draft: InzageDraft) -> str:
    """Write a draft as it is read, a line per value."""
    return "\n".join(
        f"{passage_label(WORDS, field.name)}: "
        + "".join(
            passage_gap(WORDS, piece.reason) if piece.reason else passage_value(WORDS, field.name, piece.text)
            for piece in field.pieces
        )
        for each in draft.passages
        for field in each.fields
    )


def test_what_stands_in_the_own_record_is_the_persons(disclosure: Disclosure) -> None:
    """Her address and number are hers, wherever they stand; a colleague's are his, any other is doubtful."""
    draft = disclosure.inzage(PETRA)
    text = told(draft)
    assert "e-mail: petra@ruinen.example" in text
    assert "telefoon: 0622222222" in text
    assert (
        "onderwerp: Petra Jansen op 06 22222222, [andere persoon] op [andere persoon], "
        "centrale [van wie, staat niet vast]" in text
    )
    assert draft.unclear == ((NUMBER, "0592 365555"),)
    assert [each.kind.value for each in draft.doubtful] == ["event"], "her number alone: somebody must look"


def test_what_is_unclear_is_settled_by_a_person(disclosure: Disclosure) -> None:
    """Named as the person's it is shown, named as somebody else's it is told so."""
    own = disclosure.inzage(SoughtPerson(PETRA.name, ("0592 365555",)))
    assert own.unclear == ()
    assert "centrale 0592 365555" in told(own)
    other = disclosure.inzage(PETRA, hide=("0592 365555", "0622222222"))
    assert other.unclear == ()
    reasons = {piece.reason for each in other.passages for field in each.fields for piece in field.pieces}
    assert reasons == {"", OTHER_PERSON}
    assert "22222222" not in told(other)


def test_a_mail_is_its_senders(disclosure: Disclosure) -> None:
    """Address, short name, the message and what came with it; a number in its words is to be looked at."""
    draft = disclosure.inzage(SoughtPerson("Jan Pietersen"))
    text = told(draft)
    assert "e-mail: jan@veenbouw.example" in text
    assert "Aanvrager: Jan" in text
    assert "aanvrager: Jan" in text
    assert "Telefoon: [van wie, staat niet vast]" in text
    assert draft.unclear == ((NUMBER, "06-12345678"),)
    files = {
        field.pieces[0].text
        for each in draft.passages
        for field in each.fields
        if each.kind.value == "attachment" and field.name == "file_name"
    }
    assert files == {"vraag.eml", "kaart.pdf"}


def test_a_namesake_is_not_taken_for_the_person(disclosure: Disclosure, desk: Desk) -> None:
    """A short name in a case of somebody else may be the person: it is left out and to be looked at."""
    desk.intake.open_case(LocationRequest("Ander"), RequestChannel.NOM, FRIDAY, requester="Petra")
    desk.desk.log_contact("D-2026-0002", Talk("Petra Jansen belt, zegt Petra", person="Petra Jansen"))
    draft = disclosure.inzage(PETRA)
    assert ("D-2026-0002", "Petra") in draft.unclear
    assert UNCLEAR_PERSON in {
        piece.reason for each in draft.passages for field in each.fields for piece in field.pieces
    }


def test_a_message_is_told_in_words_and_once() -> None:
    """No code, key, checksum or UTC; each value under the name of what it is."""
    paper = CasePaper(PaperKind.INTAKE, 1, FRIDAY, OFFICER, json.dumps(MAIL))
    lines = [
        f"{passage_label(WORDS, name)}: {passage_value(WORDS, name, text)}"
        for name, text in paper_fields(paper)
        if text
    ]
    assert lines == [
        "afzender: Jan Pietersen",
        "e-mail: jan@veenbouw.example",
        "onderwerp: Vraag om locatie",
        "verzonden op: vr 20 nov. 2026, 16.00 uur",
        "bestandsnaam: vraag.eml",
        "bestandsnaam: kaart.pdf",
        "Kavel, m²: 2,5 ha",
        "Telefoon: 06-12345678",
        "Aanvrager: Jan",
        "via: bedrijf",
        "Kavel (ha): 2.5",
        "ontvangen op: vr 20 nov. 2026, 16.05 uur",
    ]


def test_a_confirmed_contact_is_told_as_a_record() -> None:
    """Name, address and number in a row, so that it is known whose they are."""
    rows = [("phone", "0612345678"), ("title", "Hal"), ("contact_name", "Jan"), ("email", "j@x.example")]
    content = {"message": {}, "confirmed": [{"key": key, "value": value} for key, value in rows]}
    found = paper_fields(CasePaper(PaperKind.INTAKE, 1, FRIDAY, OFFICER, json.dumps(content)))
    assert found[:3] == (("name", "Jan"), ("email", "j@x.example"), ("phone", "0612345678"))
    assert found[3:] == (("confirmed.title", "Hal"),)


def test_a_selection_warns_of_everybody_known_and_of_what_was_withheld_elsewhere(
    disclosure: Disclosure, desk: Desk
) -> None:
    """People of any company, addresses and numbers; a word that is withheld here and stands there."""
    desk.intake.open_case(LocationRequest("Ander"), RequestChannel.NOM, FRIDAY)
    desk.desk.log_contact("D-2026-0002", Talk("Koffie", person="Saskia Aa"))
    desk.desk.add_note(NUMBER, "Saskia Aa, Kees Bos en Ruinen BV: kees@elders.example, 0592-111111, Zwaluw")
    desk.desk.add_note(NUMBER, "Zwaluw zei niets")
    notes = [
        each.id
        for each in disclosure.woo_passages(NUMBER)
        if any("Zwaluw" in field.text for field in each.fields)
    ]
    marks = (
        WooMark(notes[0], PUBLIC),
        WooMark(notes[1], PUBLIC, (WithheldPart("Zwaluw", "5.1.2.e"),)),
    )
    named = disclosure.woo(NUMBER, marks).named
    hidden = ("Saskia Aa", "Kees Bos", "Ruinen BV", "kees@elders.example", "0592-111111", "Zwaluw")
    assert set(hidden) <= set(named)
    assert "Petra Jansen" not in named
    parts = tuple(WithheldPart(each, "5.1.2.e") for each in hidden)
    rest = disclosure.woo(NUMBER, (WooMark(notes[0], PUBLIC, parts), marks[1])).named
    assert set(rest).isdisjoint(hidden)


def test_a_request_of_before_is_told_by_its_words() -> None:
    """No code of ours; gemeenten by name; what somebody wrote is all there."""
    asked = LocationRequest("ZQ1", summary="ZQ2", sector="ZQ3", soft_factors=("ZQ4",))
    data = request_to_data(asked) | {"requirements": [{"criterion": "municipality", "limit": ["GM0114"]}]}
    assert sorted(request_fields(data)) == [
        ("sector", "ZQ3"),
        ("summary", "ZQ2"),
        ("text", "Emmen"),
        ("text", "ZQ4"),
        ("title", "ZQ1"),
    ]


def test_what_a_value_belongs_to_comes_first() -> None:
    """A step stands before its dates, a task before its owner: kept papers go by the alphabet."""
    entry = {"done_at_utc": "2026-11-20T15:00:00+00:00", "item": "v8.opening", "on": "2026-11-20"}
    content = {"agreements": [], "entries": [entry], "height_check": None}
    found = paper_fields(CasePaper(PaperKind.PATH, 1, FRIDAY, OFFICER, json.dumps(content)))
    assert [name for name, _ in found] == ["item", "planned_on", "done_at"]


MARKED = {
    PaperKind.TASKS: ([{"id": "t1", "text": "ZQ1", "owner": "ZQ2", "discipline": "ZQ3"}], 3),
    PaperKind.REFERRALS: (
        [{"to": {"kind": "partner", "id": "ZQ1"}, "reason": "ZQ2", "result": "ZQ3", "made_at_utc": "x"}],
        3,
    ),
    PaperKind.OUTCOME: ({"kind": "placed", "note": "ZQ1", "municipality_code": "GM0114"}, 1),
    PaperKind.PATH: (
        {
            "entries": [
                {"item": "v7.1", "owner": "ZQ1", "contact": "ZQ2", "note": "ZQ3", "on": "2026-11-20"},
            ],
            "agreements": [{"id": "v7.1", "text": "ZQ4", "is_kept": None}],
            "height_check": {
                "at_utc": "2026-11-20T15:00:00+00:00",
                "sites": [{"site_id": "vb-016", "name": "ZQ5", "permit_needed": "no"}],
                "stated": {"permit_needed": "yes", "source": "ZQ6", "actor": "ZQ7"},
            },
        },
        7,
    ),
    PaperKind.RETENTION: ({"category": {"id": "a", "title": "ZQ1", "source": "ZQ2"}, "reason": "ZQ3"}, 3),
    PaperKind.ASSESSMENT: (
        {
            "frame": {
                "title": "ZQ1",
                "source": "ZQ2",
                "criteria": [{"id": "a", "question": "ZQ3", "levels": ["ZQ4", "ZQ5"]}],
            },
            "answers": [{"criterion": "a", "level": 1, "reason": "ZQ6"}],
            "conclusion": "ZQ7",
        },
        6,
    ),
    PaperKind.WEIGHT_VOTE: (
        {
            "person": {"name": "ZQ1", "organisation": "ZQ2", "role": "gemeente"},
            "given": {"method": "ranking"},
        },
        2,
    ),
    PaperKind.INTAKE: (
        {
            "message": {"subject": "ZQ1", "sender_name": "ZQ2", "sender_address": "ZQ3", "file_name": "ZQ4"},
            "forwarded": {"subject": "ZQ5", "sender_name": "ZQ6", "sender_address": "ZQ7"},
            "found": [{"field": "place", "quote": "ZQ8"}],
            "proposed": [{"quotes": ["ZQ9"]}],
            "confirmed": [{"key": "summary", "value": "ZQ10"}, {"key": "received_at", "value": "ZQ11"}],
        },
        11,
    ),
}


@pytest.mark.parametrize("kind", sorted(MARKED))
def test_no_word_that_somebody_wrote_falls_out(kind: PaperKind) -> None:
    """Marked words in every place of every paper come out; a paper of another shape comes out whole."""
    content, count = MARKED[kind]
    found = paper_fields(CasePaper(kind, 1, FRIDAY, OFFICER, json.dumps(content)))
    assert sum(text.startswith("ZQ") for _, text in found) == count
    codes = {"GM0114", "t1", "v7.1", "vb-016", "ranking", "gemeente"}
    assert codes.isdisjoint(text for _, text in found)
    for name, text in found:
        assert passage_label(WORDS, name)
        assert passage_value(WORDS, name, text)
    other = paper_fields(CasePaper(kind, 1, FRIDAY, OFFICER, json.dumps(["ZQ1", {"wat": "ZQ2"}])))
    assert {"ZQ1", "ZQ2"} <= {text for _, text in other}
    assert paper_fields(CasePaper(kind, 1, FRIDAY, OFFICER, "ZQ"))[0][1] == "ZQ"


@pytest.mark.parametrize("kind", sorted(EventKind))
def test_an_event_keeps_its_words_and_loses_its_codes(kind: EventKind) -> None:
    """Whatever the kind: words that nothing here knows are a text, a checksum is not told."""
    details = {"from": "ZQ1", "to": "ZQ2", "text": "ZQ3", "iets": "ZQ4", "sha256": "0" * 64, "reason": "ZQ5"}
    found = tuple(event_fields(CaseEvent(FRIDAY, kind, OFFICER, details)))
    assert [text for _, text in found] == ["ZQ1", "ZQ2", "ZQ3", "ZQ4", "ZQ5"]
    assert all(passage_label(WORDS, name) for name, _ in found)


def test_the_figures_of_an_outcome_and_of_a_match_are_told() -> None:
    """As a reader writes them; what is not known is not told, and a figure is nobody's name."""
    content = {
        "kind": "placed",
        "decided_on": "2026-11-19",
        "jobs": 60,
        "investment_eur": 1_500_000,
        "distance_km": 30.5,
        "comes_from_outside": True,
    }
    paper = CasePaper(PaperKind.OUTCOME, 1, FRIDAY, OFFICER, json.dumps(content))
    told = {
        passage_label(WORDS, name): passage_value(WORDS, name, text).replace("\u00a0", " ")
        for name, text in paper_fields(paper)
    }
    assert told | {"uitkomst": "", "besloten op": ""} == {
        "uitkomst": "",
        "besloten op": "",
        "arbeidsplaatsen": "60",
        "investering": "€ 1.500.000",
        "afstand in km": "30,5",
        "van buiten de provincie": "ja",
    }
    unknown = {**content, "jobs": None, "investment_eur": None, "comes_from_outside": None}
    paper = CasePaper(PaperKind.OUTCOME, 1, FRIDAY, OFFICER, json.dumps(unknown))
    assert {name for name, _ in paper_fields(paper)} == {"outcome", "decided_on", "distance_km"}
    matched = {"data_version": "3", "qualifiers": "1200", "rejections": "7"}
    found = event_fields(CaseEvent(FRIDAY, EventKind.MATCHED, OFFICER, matched))
    assert [passage_value(WORDS, name, text) for name, text in found] == ["3", "1.200", "7"]
