"""Mail drafts in answer to a case: to whom, with what, in three languages, and nothing internal in them."""

from __future__ import annotations

import json
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import EventKind, RequestChannel
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.relations.company import ContactPerson
from drentsportal.errors import InputError, NotFoundError, ReportError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.reply_writer import ReplyFiles
from drentsportal.services.answering import Answering, DraftWishes, ReplySources
from drentsportal.services.companies import Companies
from drentsportal.services.match_analysis import MatchAnalysis
from drentsportal.services.ports.documents import DocumentStyle
from drentsportal.services.ports.replies import Recipient, ReplyLanguage
from drentsportal.services.progress import NoProgress
from tests.fakes import FixedActor
from tests.unit.services.document_fakes import NUMBER, Desk

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

    from drentsportal.services.answering import MailDraft

PERSON = ContactPerson("J. Klomp", "directeur", "j.klomp@geheim.example")


class Office:
    """A desk with a case of which two sites are on the shortlist, and what answers it."""

    def __init__(self, folder: Path, channel: RequestChannel = RequestChannel.COMPANY) -> None:
        """Wire it; own templates lie in a folder that may be empty."""
        self.desk = Desk()
        self.desk.add_case("near", "nearer")
        self.folder = folder / "uit"
        self.own = folder / "sjablonen"
        actors = FixedActor()
        workspace = self.desk.workspace
        self.companies = Companies(workspace, self.desk.clock, actors)
        words = {each: Language(each.value, resources_dir(), strict=True) for each in ReplyLanguage}
        writer = ReplyFiles(words, resources_dir() / "reply_templates", self.own)
        sources = ReplySources(
            advising=self.desk.advising,
            factsheets=self.desk.factsheets,
            matching=self.desk.matching,
            analysis=MatchAnalysis(workspace.catalogue.contact_points),
            writer=writer,
            theme_id="gemeente",
        )
        self.answering = Answering(workspace, sources, self.desk.clock, actors)
        self.change(channel=channel)

    def change(self, **values: object) -> None:
        """Change the case."""
        with self.desk.workspace.unit_of_work() as work:
            work.cases.save(replace(work.cases.get(NUMBER), **values))  # type: ignore[arg-type] # fields of a case
            work.commit()

    def advice(self, language: ReplyLanguage = ReplyLanguage.DUTCH, to: str = "") -> MailDraft:
        """Draft the advice."""
        return self.answering.draft_advice(NUMBER, DraftWishes(self.folder, language, to), NoProgress())

    def kinds(self) -> list[EventKind]:
        """Return the kinds of what happened in the case."""
        with self.desk.workspace.reading() as unit:
            return [each.kind for each in unit.cases.events(NUMBER)]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Give the office."""
    return Office(tmp_path)


def mail_of(draft: MailDraft) -> EmailMessage:
    """Read the mail as a mail program does."""
    return message_from_bytes(draft.mail.path.read_bytes(), policy=default)


def text_of(mail: EmailMessage) -> str:
    """Return the text of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_the_advice_goes_to_who_asked_with_its_factsheets(office: Office) -> None:
    """As an unsent draft with PDF and factsheets, and without the letter that is for editing."""
    key = office.companies.add("Geheim BV", persons=[ContactPerson("Balie"), PERSON])[0].key
    office.change(company_key=key)
    draft = office.advice()
    mail = mail_of(draft)
    assert (mail["X-Unsent"], mail["To"]) == ("1", PERSON.email)
    assert NUMBER in str(mail["Subject"])
    names = [str(each.get_filename()) for each in mail.iter_attachments()]
    assert len(names) == 3
    assert not any(name.endswith(".docx") for name in names)
    for each in draft.attached:
        sent = next(part for part in mail.iter_attachments() if part.get_filename() == each.path.name)
        assert sent.get_payload(decode=True) == each.path.read_bytes()
    text = text_of(mail)
    assert "Geachte J. Klomp" in text
    assert all(name in text for name in names)
    assert office.kinds()[-1] is EventKind.MAIL_DRAFTED


def _confirm(office: Office, **told: str) -> None:
    """Keep what an intake confirmed of who asked."""
    rows = [{"key": key, "value": value, "is_typed": False} for key, value in told.items()]
    now_utc, actor = office.desk.clock.now_utc(), FixedActor().current()
    paper = CasePaper(PaperKind.INTAKE, 1, now_utc, actor, json.dumps({"confirmed": rows}))
    with office.desk.workspace.unit_of_work() as work:
        work.cases.add_paper(NUMBER, paper)
        work.commit()


WIERSMA = Recipient("Marjolein Wiersma", "m.wiersma@vraagt.example")


@pytest.mark.parametrize("persons", [None, [PERSON], [PERSON, ContactPerson("Marjolein WIERSMA")]])
def test_the_answer_goes_to_who_asked_and_to_nobody_else(
    office: Office, persons: list[ContactPerson] | None
) -> None:
    """Whoever else of the company is known, and also where no company is linked."""
    if persons is not None:
        office.change(company_key=office.companies.add("Geheim BV", persons=persons)[0].key)
    _confirm(office, contact_name=WIERSMA.name, email=WIERSMA.mail)
    assert office.answering.recipient(NUMBER) == WIERSMA
    mail = mail_of(office.advice())
    assert mail["To"] == WIERSMA.mail
    assert "Geachte Marjolein Wiersma" in text_of(mail)


def test_who_asked_without_an_address_gets_none_of_another(office: Office) -> None:
    """A name alone is greeted; the address is the one that the company is known to have of that person."""
    office.change(company_key=office.companies.add("Geheim BV", persons=[PERSON])[0].key)
    _confirm(office, contact_name=WIERSMA.name)
    assert office.answering.recipient(NUMBER) == Recipient(WIERSMA.name)
    other = Office(office.folder.parent)
    newer = ContactPerson(WIERSMA.name, email="nieuw@vraagt.example")
    other.change(company_key=other.companies.add("Geheim BV", persons=[PERSON, newer])[0].key)
    _confirm(other, contact_name=WIERSMA.name, email=WIERSMA.mail)
    assert other.answering.recipient(NUMBER) == Recipient(WIERSMA.name, newer.email)


def test_what_an_intake_says_of_a_person_changes_no_other_channel(tmp_path: Path) -> None:
    """A request that NOM passed on is answered to NOM."""
    office = Office(tmp_path, RequestChannel.NOM)
    before = office.answering.recipient(NUMBER)
    _confirm(office, contact_name=WIERSMA.name, email=WIERSMA.mail)
    assert office.answering.recipient(NUMBER) == before


@pytest.mark.parametrize("language", list(ReplyLanguage))
def test_no_mail_tells_what_is_internal(office: Office, language: ReplyLanguage) -> None:
    """Neither the name of the company, nor the reason beside the shortlist; every field is filled."""
    wishes = DraftWishes(office.folder, language)
    drafts = (
        office.advice(language),
        office.answering.draft_shortlist(NUMBER, wishes, NoProgress()),
        *office.answering.draft_questions(NUMBER, wishes),
    )
    assert len(drafts) > 2
    for draft in drafts:
        raw, mail = draft.mail.path.read_bytes(), mail_of(draft)
        told = f"{mail['Subject']}\n{text_of(mail)}"
        assert "Geheim" not in told
        assert "intern" not in told
        assert b"Geheim" not in raw
        assert "{" not in told
        assert "Anna de Vries" in told


def test_the_words_are_those_of_the_language(office: Office) -> None:
    """Salutation and form of the moment; where nobody is known a general salutation."""
    texts = {each: text_of(mail_of(office.advice(each))) for each in ReplyLanguage}
    assert "Geachte heer of mevrouw," in texts[ReplyLanguage.DUTCH]
    assert "Dear Sir or Madam," in texts[ReplyLanguage.ENGLISH]
    assert "Guten Tag, Damen und Herren," in texts[ReplyLanguage.GERMAN]
    assert "20 nov. 2026" in texts[ReplyLanguage.DUTCH]
    assert "20.11.2026" in texts[ReplyLanguage.GERMAN]


@pytest.mark.parametrize("language", list(ReplyLanguage))
def test_what_is_attached_speaks_the_language_of_the_mail(office: Office, language: ReplyLanguage) -> None:
    """Advice and factsheets, in the house style of the desk; no mail says that they are in another."""
    style, written = DocumentStyle(language.value, "gemeente"), office.desk.writer.styles
    advice = office.advice(language)
    assert written
    assert set(written) == {style}
    written.clear()
    wishes = DraftWishes(office.folder, language)
    shortlist = office.answering.draft_shortlist(NUMBER, wishes, NoProgress())
    assert written == [style]
    for draft in (advice, shortlist):
        assert not any(word in text_of(mail_of(draft)) for word in ("Dutch", "Niederländisch"))


def test_questions_are_asked_in_the_language_of_the_mail(office: Office) -> None:
    """Each mail of a language asks as many, in other words."""
    asked = {}
    for language in ReplyLanguage:
        drafts = office.answering.draft_questions(NUMBER, DraftWishes(office.folder, language))
        asked[language] = [
            [line for line in text_of(mail_of(draft)).splitlines() if line[:1].isdigit()] for draft in drafts
        ]
    shapes = {language: [len(each) for each in lists] for language, lists in asked.items()}
    assert shapes[ReplyLanguage.DUTCH]
    assert all(shape == shapes[ReplyLanguage.DUTCH] for shape in shapes.values())
    words = [{line for lines in lists for line in lines} for lists in asked.values()]
    assert len(set.union(*words)) == sum(len(each) for each in words)


def test_without_a_known_address_there_is_none(office: Office) -> None:
    """It is never guessed; one that is given is used, and one that is none is refused before all else."""
    assert mail_of(office.advice())["To"] is None
    assert mail_of(office.advice(to="vraag@bedrijf.example"))["To"] == "vraag@bedrijf.example"
    before = office.kinds()
    with pytest.raises(InputError, match=r"reply\.address"):
        office.advice(to="geen adres")
    assert office.kinds() == before


def test_who_asked_is_found_by_the_channel(tmp_path: Path) -> None:
    """NOM and gemeenten by the functions of the data, companies by their people."""
    office = Office(tmp_path)
    points = {each.scope: each for each in office.desk.workspace.catalogue.contact_points()}
    for channel, requester, scope in (
        (RequestChannel.NOM, "", "nom"),
        (RequestChannel.MUNICIPALITY, "gemeente Emmen", "GM0114"),
    ):
        office.change(channel=channel, requester=requester)
        known = points.get(scope)
        expected = Recipient() if known is None else Recipient(known.function, known.mail)
        assert office.answering.recipient(NUMBER) == expected
    office.change(channel=RequestChannel.PARTNER, requester="")
    assert office.answering.recipient(NUMBER) == Recipient()


def test_a_title_that_names_the_linked_company_goes_nowhere(office: Office) -> None:
    """Also where only the link tells who it is; nothing is made."""
    key = office.companies.add("Composiet Noord BV")[0].key
    office.change(company_key=key, company_name="")
    with office.desk.workspace.reading() as unit:
        request = unit.cases.get(NUMBER).request
    office.change(request=replace(request, title="Uitbreiding composiet noord"))
    wishes = DraftWishes(office.folder)
    with pytest.raises(InputError, match="names_company"):
        office.advice()
    with pytest.raises(InputError, match="names_company"):
        office.answering.draft_shortlist(NUMBER, wishes, NoProgress())
    with pytest.raises(InputError, match="names_company"):
        office.answering.draft_questions(NUMBER, wishes)
    assert not office.folder.exists()


@pytest.mark.parametrize("name", ["Kuipers Beton B.V.", "Beton Kuipers Emmen"])
def test_a_title_with_one_telling_word_goes_nowhere(office: Office, name: str) -> None:
    """Also a title from before the rule: it stands in the subject to other gemeenten."""
    with office.desk.workspace.reading() as unit:
        request = unit.cases.get(NUMBER).request
    office.change(request=replace(request, title="Kuipers verplaatst"), company_name=name)
    with pytest.raises(InputError, match="names_company"):
        office.advice()
    with pytest.raises(InputError, match="names_company"):
        office.answering.draft_questions(NUMBER, DraftWishes(office.folder))
    assert not office.folder.exists()


def test_a_template_of_ones_own_goes_before_and_its_fault_stops_all(office: Office) -> None:
    """The fault is told with file and line before a document is made."""
    own = office.own / "nl" / "advice.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Onderwerp: Eigen {kenmerk}\nAanhef: u\n\nDag {aanhef}\n", encoding="utf-8")
    mail = mail_of(office.advice())
    assert (str(mail["Subject"]), text_of(mail).strip()) == (f"Eigen {NUMBER}", "Dag u")
    own.write_text("Onderwerp: x\nAanhef: u\n\nDag {bedrijf}\n", encoding="utf-8")
    before = office.kinds()
    with pytest.raises(ReportError) as caught:
        office.advice()
    assert caught.value.message_id == "error.reply_template.field"
    assert (caught.value.params["line"], caught.value.params["name"]) == (4, "bedrijf")
    assert office.kinds() == before


def test_the_same_draft_has_the_same_bytes(office: Office) -> None:
    """So that its checksum tells something."""
    assert office.advice().mail.sha256 == office.advice().mail.sha256


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    """No shortlist, and no match."""
    office = Office(tmp_path)
    office.change(shortlist=())
    with pytest.raises(InputError, match="no_shortlist"):
        office.answering.draft_shortlist(NUMBER, DraftWishes(office.folder), NoProgress())
    other = Office(tmp_path)
    other.desk.workspace.case_files[NUMBER].matches.clear()
    with pytest.raises(NotFoundError):
        other.answering.draft_questions(NUMBER, DraftWishes(other.folder))
