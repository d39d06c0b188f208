"""From a message to a case: proposals, what a person confirms, and what is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import box

from drentsportal.domain.cases.case import EventKind, RequestChannel
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.intake.incoming import IncomingAttachment, IncomingMessage, MessageDoubt
from drentsportal.domain.intake.place_finders import PlaceFinder
from drentsportal.domain.intake.recognised import Certainty
from drentsportal.domain.intake.recognition import Recognition
from drentsportal.domain.intake.sector_finders import SectorFinder
from drentsportal.domain.relations.company import Company, ContactPerson
from drentsportal.domain.sites.site import Landmark, Municipality
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.errors import InputError, NotFoundError, QuestionError
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.services.companies import Companies
from drentsportal.services.company_matching import CompanyMatching
from drentsportal.services.intake_paper import proposal_content
from drentsportal.services.mail_intake import MailIntake
from drentsportal.services.mail_recognition import _municipality_of
from drentsportal.services.request_admission import RequestAdmission
from drentsportal.services.request_files import RequestFiles
from tests.unit.services.desk_harness import sector_admission

if TYPE_CHECKING:
    from tests.unit.services.desk_harness import Desk

SENT = datetime(2026, 11, 20, 8, 12, tzinfo=UTC)
RECEIVED = datetime(2026, 11, 20, 8, 13, tzinfo=UTC)
TEXT = (
    "Wij zoeken een kavel van 2,5 ha in de gemeente Emmen of de gemeente Coevorden. Nu zitten wij op 1 "
    "ha.\n\n"
    "Met vriendelijke groet,\nJan Jansma\nWadtechniek B.V.\nKvK 12345678\n"
)
NEEDED = {"title": "", "channel": "", "received_at": ""}


def _message(
    text: str = TEXT, sender: str = "jan@wadtechniek.example", subject: str = "Zoekvraag"
) -> IncomingMessage:
    return IncomingMessage(
        original=IncomingAttachment("bericht.eml", "message/rfc822", b"Van: Jan"),
        text=text,
        sender_name="Jan Jansma",
        sender_address=sender,
        subject=subject,
        sent_at_utc=SENT,
        received_at_utc=RECEIVED,
        attachments=(
            IncomingAttachment("plan.pdf", "application/pdf", b"%PDF"),
            IncomingAttachment("logo.png", "image/png", b"png", is_inline=True),
        ),
    )


@pytest.fixture
def mail(desk: Desk) -> MailIntake:
    """Wire the intake of mails over both stores."""
    admission = RequestAdmission(TomlReference(resources_dir()), desk.workspace.catalogue)
    recognition = Recognition(PlaceFinder({"Emmen": ""}), SectorFinder([]))
    files, companies = (
        RequestFiles(desk.intake, admission, sector_admission()),
        CompanyMatching(desk.workspace),
    )
    return MailIntake(desk.intake, files, lambda: recognition, companies, desk.clock, desk.actors)


def _know_company(desk: Desk) -> None:
    with desk.workspace.unit_of_work() as work:
        person = ContactPerson("Jan", email="info@wadtechniek.example")
        work.relations.add_company(Company("B-0001", "Wadtechniek", persons=(person,)))
        work.commit()


def test_proposing_stores_nothing(desk: Desk, mail: MailIntake) -> None:
    """Whatever is proposed."""
    proposal = mail.propose(_message())
    proposed = {each.key: each.value for each in proposal.fields}
    assert proposed == {
        "title": "Zoekvraag",
        "channel": "company",
        "received_at": RECEIVED.isoformat(),
        "asked_at": SENT.isoformat(),
        "plot_area_ha": "2.5",
        "municipality": "",
        "contact_name": "Jan Jansma",
        "company_name": "Wadtechniek B.V.",
        "kvk_number": "12345678",
        "email": "jan@wadtechniek.example",
    }
    assert desk.desk.cases() == ()


def test_only_what_is_confirmed_enters_the_case(desk: Desk, mail: MailIntake) -> None:
    """The message and its files are attached, and what was read is kept."""
    proposal = mail.propose(_message())
    answers = {**NEEDED, "plot_area_ha": "", "municipality": "Coevorden", "company_name": ""}
    case, changes = mail.open_case(proposal, answers)
    assert changes.cases == {case.number}
    assert (case.channel, case.received_at_utc, case.asked_at_utc) == (RequestChannel.COMPANY, RECEIVED, None)
    limits = {each.criterion_id: each.limit for each in case.request.requirements}
    assert limits == {"plot_area": 25_000, "municipality": ("GM0109",)}
    assert (case.company_name, case.requester) == ("Wadtechniek B.V.", "")
    assert [each.name for each in desk.desk.attachments(case.number)] == ["bericht.eml", "plan.pdf"]
    assert desk.desk.attachment_content(case.number, "b2") == b"%PDF"
    kinds = [each.kind for each in desk.desk.timeline(case.number)]
    assert kinds == [EventKind.RECEIVED, EventKind.ATTACHMENT, EventKind.ATTACHMENT]
    with desk.workspace.reading() as unit:
        (paper,) = unit.cases.papers(case.number, PaperKind.INTAKE)
    kept = json.loads(paper.content)
    assert {each["key"]: each["is_typed"] for each in kept["confirmed"]}["municipality"] is True
    assert {each["quote"] for each in kept["found"] if each["field"] == "plot_area_m2"} == {"2,5 ha"}


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"title": "", "channel": ""}, "error.intake.unconfirmed"),
        ({**NEEDED, "municipality": ""}, "error.intake.several_proposed"),
        ({**NEEDED, "height_m": ""}, "error.intake.nothing_proposed"),
        ({**NEEDED, "kleur": "rood"}, "error.intake.key_unknown"),
        ({**NEEDED, "building": "groot"}, "error.intake.building"),
        ({**NEEDED, "plot_area_ha": "veel"}, "error.request.number_unreadable"),
        (
            {**NEEDED, "title": "Wadtechniek B.V. zoekt", "company_name": ""},
            "error.intake.title_names_company",
        ),
        (
            {**NEEDED, "title": "Müller nach Emmen", "company_name": "Müller Kunststofftechnik GmbH"},
            "error.intake.title_names_company",
        ),
        ({**NEEDED, "received_at": "2026-12-24T10:00:00+01:00"}, "error.intake.received_in_future"),
    ],
)
def test_what_is_not_confirmed_opens_nothing(
    desk: Desk, mail: MailIntake, answers: dict[str, str], reason: str
) -> None:
    """The reason is told and nothing is stored."""
    with pytest.raises(InputError) as refused:
        mail.open_case(mail.propose(_message()), answers)
    assert refused.value.message_id == reason
    assert desk.desk.cases() == ()


def test_an_unknown_company_leaves_nothing_behind(desk: Desk, mail: MailIntake) -> None:
    """All or nothing."""
    with pytest.raises(NotFoundError):
        mail.open_case(mail.propose(_message()), {**NEEDED, "company": "B-0099"})
    assert desk.desk.cases() == ()


def test_a_known_company_is_shown_and_named_only_when_confirmed(desk: Desk, mail: MailIntake) -> None:
    """By its key; its name stands in no paper of the case."""
    _know_company(desk)
    proposal = mail.propose(_message())
    assert [each.company.key for each in proposal.companies] == ["B-0001"]
    without, _ = mail.open_case(proposal, NEEDED)
    named, _ = mail.open_case(proposal, {**NEEDED, "company": "B-0001"}, is_another=True)
    assert (without.company_key, named.company_key) == ("", "B-0001")
    with desk.workspace.reading() as unit:
        (paper,) = unit.cases.papers(named.number, PaperKind.INTAKE)
    assert json.loads(paper.content)["companies"] == [
        {"key": "B-0001", "reasons": ["name", "email_domain"], "contradicts": False}
    ]


FORWARDED = (
    "Zie hieronder.\n\nVan: Sanne <sanne@{domain}>\nVerzonden: donderdag 19 november 2026 14:05\n"
    "Aan: Bos\n\nWij zoeken 3 ha.\n"
)


@pytest.mark.parametrize(
    ("text", "sender", "asked", "option"),
    [
        (TEXT, "jan@wadtechniek.example", SENT.isoformat(), SENT.isoformat()),
        (TEXT, "jan@gmail.com", "", SENT.isoformat()),
        (TEXT, "bos@nom.nl", None, None),
        (TEXT, "ineke@emmen.nl", None, None),
        (
            FORWARDED.format(domain="veen.example"),
            "bos@nom.nl",
            "2026-11-19T13:05:00+00:00",
            "2026-11-19T13:05:00+00:00",
        ),
        (FORWARDED.format(domain="gmail.com"), "bos@nom.nl", "", "2026-11-19T13:05:00+00:00"),
        (FORWARDED.format(domain="assen.nl"), "bos@nom.nl", None, None),
    ],
)
def test_sent_is_asked_only_where_the_company_wrote(
    mail: MailIntake, text: str, sender: str, asked: str | None, option: str | None
) -> None:
    """Of a gemeente or NOM it is not; of an open provider a person must say."""
    proposed = mail.propose(_message(text, sender, "FW: Vraag")).field("asked_at")
    assert (None if proposed is None else proposed.value) == asked
    assert (None if proposed is None else proposed.options[0]) == option


@pytest.mark.parametrize("subject", ["Vraag Wadtechniek", "Jansma zoekt ruimte", "RE: "])
def test_a_subject_that_tells_who_asks_is_no_title(mail: MailIntake, subject: str) -> None:
    """Nor is an empty one."""
    assert mail.propose(_message(subject=subject)).field("title") is None


def test_a_requester_is_proposed_where_it_is_not_the_company(mail: MailIntake) -> None:
    """The name of who passes a request on."""
    proposed = mail.propose(_message(sender="bos@nom.nl")).field("requester")
    assert proposed is not None
    assert proposed.value == "Jan Jansma"


def test_a_place_lies_in_the_gemeente_around_it() -> None:
    """And in none where the workspace has no boundary."""
    area = box(0, 0, 10, 10)
    emmen = Municipality("GM0114", "Emmen", area, "test", PartialDate(2026))
    place = Landmark("p", LandmarkKind.PLACE, "Klazienaveen", area.centroid, "test", PartialDate(2026))
    assert _municipality_of(place, [emmen]) == "GM0114"
    assert _municipality_of(place, []) == ""


def test_the_same_message_makes_no_second_case_without_asking(desk: Desk, mail: MailIntake) -> None:
    """Whatever its file is called; whoever means it gets one."""
    first, _ = mail.open_case(mail.propose(_message()), NEEDED)
    with pytest.raises(QuestionError) as asked:
        mail.open_case(mail.propose(_message()), NEEDED)
    assert (asked.value.message_id, asked.value.params["numbers"]) == (
        "error.intake.known_source",
        (first.number,),
    )
    assert len(desk.desk.cases()) == 1
    mail.open_case(mail.propose(_message()), NEEDED, is_another=True)
    assert len(desk.desk.cases()) == 2


def test_a_moment_in_the_future_is_told_and_not_offered(mail: MailIntake) -> None:
    """A clock that is wrong decides nothing, and nobody can choose it by mistake."""
    future = datetime(2099, 11, 20, 8, 12, tzinfo=UTC)
    proposal = mail.propose(replace(_message(), sent_at_utc=future, received_at_utc=future))
    assert MessageDoubt.SENT_IN_FUTURE in proposal.message.doubts
    assert proposal.field("asked_at") is None
    assert proposal.field("received_at") is None


def test_a_forwarded_moment_in_the_future_is_told_and_not_offered(mail: MailIntake) -> None:
    """What a mail program wrote above the original is the clock of its sender too."""
    text = (
        "Ter info.\n\n-----Oorspronkelijk bericht-----\nVan: Jan <jan@wadtechniek.example>\n"
        "Verzonden: donderdag 19 november 2099 09:30\nAan: NOM\nOnderwerp: kavel\n\nWij zoeken 3 ha.\n"
    )
    proposal = mail.propose(_message(text, subject="FW: kavel"))
    assert proposal.origin is not None
    assert MessageDoubt.SENT_IN_FUTURE in proposal.message.doubts
    assert proposal.field("asked_at") is None


def test_a_forged_sender_of_what_was_forwarded_gets_no_answer_in_silence(mail: MailIntake) -> None:
    """The address in the brackets is who wrote, and the doubt is told."""
    text = "Van: anna@p.example <boef@x.example>\nVerzonden: 20-11-2026 09:12\nOnderwerp: kavel\n\n2 ha\n"
    proposal = mail.propose(_message(text, subject="FW: kavel"))
    told = proposal.field("email")
    assert told is not None
    assert told.value == "boef@x.example"
    assert MessageDoubt.SENDER_NAME_DIFFERS in proposal.message.doubts


def test_of_quoted_moments_only_the_past_ones_are_offered(mail: MailIntake) -> None:
    """The one that the mail itself bears lies ahead of the clock: what is quoted stands alone."""
    text = (
        "Wij zoeken nog steeds 3 ha.\n\n"
        "Op vr 13 nov. 2026 om 09:12 schreef Jan <jan@wadtechniek.example>:\n> Wij zoeken 2 ha.\n"
    )
    late = replace(_message(text), sent_at_utc=datetime(2099, 11, 20, 8, 12, tzinfo=UTC))
    asked = mail.propose(late).field("asked_at")
    assert asked is not None
    assert (asked.value, asked.options) == ("", ("2026-11-13T08:12:00+00:00",))


def test_a_message_below_a_forwarded_one_is_said_to_be_unread(mail: MailIntake) -> None:
    """What it asks is not proposed, and that is no silence."""
    inner = FORWARDED.format(domain="nom.nl") + "\nVan: Klaas <klaas@kip.example>\nAan: NOM\n\nGraag 5 ha.\n"
    assert MessageDoubt.INNER_UNREAD in mail.propose(_message(inner, subject="FW: FW: vraag")).message.doubts
    plain = mail.propose(_message(FORWARDED.format(domain="nom.nl"), subject="FW: vraag"))
    assert MessageDoubt.INNER_UNREAD not in plain.message.doubts


CONTACT = {"contact_name": "", "kvk_number": "", "email": "", "phone": "06-12345678"}


def test_a_confirmed_contact_goes_to_the_company(desk: Desk, mail: MailIntake) -> None:
    """A person known there keeps the rest; one that is new is added, with the KvK number."""
    _know_company(desk)
    mail.open_case(mail.propose(_message()), {**NEEDED, **CONTACT, "company": "B-0001"})
    with desk.workspace.reading() as unit:
        company = unit.relations.company("B-0001")
    assert company.kvk_number == "12345678"
    assert company.persons[1] == ContactPerson("Jan Jansma", "", "jan@wadtechniek.example", "+31612345678")


def test_a_contact_waits_in_the_paper_until_a_company_is_linked(desk: Desk, mail: MailIntake) -> None:
    """And none of it is taken over that was not confirmed."""
    case, _ = mail.open_case(mail.propose(_message()), {**NEEDED, "contact_name": "", "phone": "06-12345678"})
    companies = Companies(desk.workspace, desk.clock, desk.actors)
    company, _ = companies.add("Wadtechniek")
    companies.link(case.number, company.key)
    assert companies.company(company.key).persons == (ContactPerson("Jan Jansma", phone="+31612345678"),)
    assert companies.company(company.key).kvk_number == ""


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"kvk_number": "123"}, "error.company.kvk_number"),
        ({"phone": "bel maar"}, "error.intake.phone"),
        ({"email": "jan"}, "error.intake.email"),
        ({"kvk_number": "87654321", "company": "B-0001"}, "error.intake.kvk_differs"),
        ({"phone": "06-12345678", "company": "B-0001"}, "error.intake.contact_unnamed"),
    ],
)
def test_a_contact_that_cannot_be_is_refused(
    desk: Desk, mail: MailIntake, answers: dict[str, str], reason: str
) -> None:
    """And no case is made."""
    with desk.workspace.unit_of_work() as work:
        work.relations.add_company(Company("B-0001", "Wadtechniek", "12345678"))
        work.commit()
    with pytest.raises(InputError) as refused:
        mail.open_case(mail.propose(_message()), {**NEEDED, **answers})
    assert refused.value.message_id == reason
    assert desk.desk.cases() == ()


def test_a_number_of_who_passes_a_request_on_is_not_proposed_for_the_company(mail: MailIntake) -> None:
    """It can be chosen, where it is the company's all the same."""
    proposed = mail.propose(_message("Zie onder. Wij bellen. Tel. 050-5214444", "bos@nom.nl")).field("phone")
    assert proposed is not None
    assert (proposed.value, proposed.options) == ("", ("+31505214444",))


_OURS = (
    "Bedankt, wij denken aan 5 ha.\n\nMet vriendelijke groet,\nJan\n\n"
    "Op di 17 nov 2026 om 10:12 schreef Schakelpunt <schakelpunt@drenthe.example>:\n> U vroeg om 5 hectare.\n"
)


@pytest.mark.parametrize(
    ("text", "subject", "certainty"),
    [
        (_OURS, "RE: uw vraag", Certainty.DERIVED),
        (_OURS, "uw vraag", Certainty.DERIVED),
        (TEXT, "Antw: ruimte", Certainty.DERIVED),
        (TEXT, "AW: Fläche", Certainty.DERIVED),
        (TEXT, "FW: RE: ruimte", Certainty.DERIVED),
        (TEXT, "FW: ruimte", Certainty.DERIVED),
        (TEXT, "Ruimte gezocht", Certainty.LITERAL),
    ],
)
def test_an_answer_does_not_set_the_clock_by_itself(
    mail: MailIntake, text: str, subject: str, certainty: Certainty
) -> None:
    """The company may have asked before: the moment is derived, and the message says why."""
    proposal = mail.propose(_message(text, subject=subject))
    asked = proposal.field("asked_at")
    assert asked is not None
    assert (asked.value, asked.certainty) == (SENT.isoformat(), certainty)
    is_doubted = MessageDoubt.ASKED_EARLIER in proposal.message.doubts
    assert is_doubted is (certainty is Certainty.DERIVED)


def test_an_earlier_case_of_the_same_company_is_found(desk: Desk, mail: MailIntake) -> None:
    """Also where no company is known by that name yet, and whatever its legal form is written like."""
    first, _ = mail.open_case(mail.propose(_message()), {**NEEDED, "company_name": "WADTECHNIEK BV"})
    other, _ = mail.open_case(
        mail.propose(_message()), {**NEEDED, "company_name": "Andere B.V."}, is_another=True
    )
    proposal = mail.propose(_message())
    assert proposal.cases == (first.number,)
    assert proposal_content(proposal)["cases"] == [first.number]
    third, _ = mail.open_case(proposal, NEEDED, is_another=True)
    with desk.workspace.reading() as unit:
        (paper,) = unit.cases.papers(third.number, PaperKind.INTAKE)
    assert first.number not in paper.content
    assert other.number not in proposal.cases
