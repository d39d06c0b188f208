"""Inzage of one person and a Woo selection: read first, confirmed by its code, written, and logged."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.cases.case import CaseEvent, EventKind, RequestChannel
from drentsportal.domain.relations.company import Company, ContactPerson
from drentsportal.domain.relations.contact_log import Party, PartyKind, RelationMoment
from drentsportal.domain.retention.passages import PASSAGE_ACTS
from drentsportal.domain.retention.persons import SoughtPerson
from drentsportal.domain.retention.woo import PUBLIC, WithheldPart, WooMark
from drentsportal.errors import InputError, NotFoundError, QuestionError, ReportError
from drentsportal.language import Language
from drentsportal.language.passage_words import passage_label, passage_value
from drentsportal.paths import resources_dir
from drentsportal.reference.privacy_lists import read_woo_grounds
from drentsportal.reports.disclosure_page import DisclosurePages
from drentsportal.services.case_desk import Talk
from drentsportal.services.case_tasks import CaseTasks
from drentsportal.services.disclosure import Disclosure
from drentsportal.services.passages import case_passages
from drentsportal.services.path_words import PATH_ACTIONS, TASK_ACTIONS
from tests.fakes import OFFICER
from tests.unit.services.desk_harness import FRIDAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.services.desk_harness import Desk

JAN = SoughtPerson("Jan Jansen")
HOSTILE = "<script>alert('Jan Jansen')</script>"


@pytest.fixture
def disclosure(desk: Desk) -> Disclosure:
    """Give the exports over a case, a company and a contact that name Jan and Marieke."""
    pages = DisclosurePages(Language("nl", resources_dir(), strict=True))
    with desk.workspace.unit_of_work() as unit:
        people = (
            ContactPerson("Jan Jansen", "directeur", "jan@zuivel.example"),
            ContactPerson("Marieke Bos"),
        )
        unit.relations.add_company(Company("B-0001", "Zuivel Ruinen", persons=people))
        party = Party(PartyKind.MUNICIPALITY, "GM0118")
        said = RelationMoment(FRIDAY, OFFICER, party, "EZ", "Marieke Bos", "", "Jan Jansen en Marieke Bos")
        unit.relations.add_moment(said)
        unit.commit()
    for number in range(2):
        desk.intake.open_case(
            LocationRequest(f"Verwerker {number}"), RequestChannel.NOM, FRIDAY - timedelta(hours=1)
        )
    one, other = "D-2026-0001", "D-2026-0002"
    desk.desk.log_contact(one, Talk("Met Marieke Bos gebeld", person="Jan Jansen"))
    desk.desk.add_note(one, HOSTILE)
    desk.desk.attach(one, "brief Jan Jansen aan Marieke Bos.pdf", b"x")
    desk.desk.log_contact(other, Talk("Alleen met haar", person="Marieke Bos"))
    desk.desk.add_note(other, "Jansen belt terug")
    return Disclosure(
        desk.workspace, pages, lambda: read_woo_grounds(resources_dir()), desk.clock, desk.actors
    )


def test_an_inzage_gathers_one_person_from_everywhere(disclosure: Disclosure) -> None:
    """Cases, company, contacts and names of attachments; nobody else is in it; doubt is told apart."""
    draft = disclosure.inzage(JAN)
    assert {each.subject for each in draft.passages} == {"D-2026-0001", "B-0001", "GM0118"}
    assert {each.kind.value for each in draft.passages} >= {"contact", "event", "attachment", "person"}
    told = "\n".join(piece.text for each in draft.passages for field in each.fields for piece in field.pieces)
    assert "Jan Jansen" in told
    for other in ("Marieke", "Bos", "Anna", "Vries"):
        assert other not in told
    assert {each.subject for each in draft.doubtful} == {"D-2026-0002"}


def test_nothing_is_written_before_what_was_read_is_confirmed(
    desk: Desk, disclosure: Disclosure, tmp_path: Path
) -> None:
    """The code belongs to every word: what changed meanwhile has to be read again."""
    path = tmp_path / "inzage.html"
    code = disclosure.inzage(JAN).code
    with pytest.raises(QuestionError):
        disclosure.give_inzage(JAN, "", path)
    with pytest.raises(QuestionError):
        disclosure.give_inzage(JAN, code, path, hide=("directeur",))
    desk.desk.add_note("D-2026-0001", "Jan Jansen was er weer")
    with pytest.raises(QuestionError):
        disclosure.give_inzage(JAN, code, path)
    assert not path.exists()
    with desk.workspace.reading() as unit:
        assert AccessKind.INZAGE not in {each.kind for each in unit.relations.accesses()}


def test_a_confirmed_inzage_is_a_page_without_script_and_is_logged(
    desk: Desk, disclosure: Disclosure, tmp_path: Path
) -> None:
    """Markup in a note is text; every subject has its line, every case its event with the checksum."""
    path = tmp_path / "inzage.html"
    made = disclosure.give_inzage(JAN, disclosure.inzage(JAN).code, path)
    page = path.read_text(encoding="utf-8")
    assert "[andere persoon]" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "Marieke" not in page
    with desk.workspace.reading() as unit:
        looks = [each for each in unit.relations.accesses() if each.kind is AccessKind.INZAGE]
        events = [each for each in unit.cases.events("D-2026-0001") if each.kind is EventKind.DISCLOSED]
        assert EventKind.DISCLOSED not in {each.kind for each in unit.cases.events("D-2026-0002")}
    assert sorted(each.subject for each in looks) == ["B-0001", "D-2026-0001", "GM0118"]
    assert [each.details["sha256"] for each in events] == [made.sha256]


def test_who_is_not_there_is_told_and_a_file_that_cannot_be_written_is_not_logged(
    desk: Desk, disclosure: Disclosure, tmp_path: Path
) -> None:
    """No empty page, no line for what never left."""
    with pytest.raises(NotFoundError):
        disclosure.inzage(SoughtPerson("Klaas Vaak"))
    with pytest.raises(InputError):
        disclosure.inzage(SoughtPerson("J"))
    (tmp_path / "map").write_text("in de weg", encoding="utf-8")
    with pytest.raises(ReportError):
        disclosure.give_inzage(JAN, disclosure.inzage(JAN).code, tmp_path / "map" / "inzage.html")
    with desk.workspace.reading() as unit:
        assert AccessKind.INZAGE not in {each.kind for each in unit.relations.accesses()}


def test_a_woo_selection_shows_grounds_and_warns_of_names(
    desk: Desk, disclosure: Disclosure, tmp_path: Path
) -> None:
    """What a person marked, and nothing else of the case; a name that is still in it is told."""
    number = "D-2026-0001"
    ids = {each.id for each in disclosure.woo_passages(number)}
    assert {"case", "contact-1", "attachment-b1"} <= ids
    part = WithheldPart("Marieke Bos", "5.1.2.e")
    marks = (WooMark("contact-1", PUBLIC, (part,)), WooMark("case", "5.1.1.c"))
    draft = disclosure.woo(number, marks)
    assert draft.named == ("Anna de Vries", "Jan Jansen")
    assert [each.id for each in draft.grounds] == ["5.1.1.c", "5.1.2.e"]
    path = tmp_path / "woo.html"
    disclosure.give_woo(number, marks, draft.code, path)
    page = path.read_text(encoding="utf-8")
    assert "[5.1.2.e]" in page
    assert "Verwerker" not in page
    assert "Marieke Bos" not in page
    assert "levenssfeer" in page
    with desk.workspace.reading() as unit:
        assert [each.subject for each in unit.relations.accesses() if each.kind is AccessKind.WOO] == [number]


def test_an_act_is_told_in_words(desk: Desk, disclosure: Disclosure, tmp_path: Path) -> None:
    """A reader outside sees what was done with a task, and neither its key nor a word of the program."""
    number, tasks = "D-2026-0001", CaseTasks(desk.workspace, desk.clock, desk.actors)
    tasks.add(number, "Kade navragen", "Anna de Vries")
    told = disclosure.woo_passages(number)
    event = next(each for each in told if ("act", "added") in {(one.name, one.text) for one in each.fields})
    assert [(each.name, each.text) for each in event.fields][2:] == [
        ("act", "added"),
        ("text", "Kade navragen"),
        ("owner", "Anna de Vries"),
    ]
    path = tmp_path / "woo.html"
    marks = (WooMark(event.id, PUBLIC),)
    disclosure.give_woo(number, marks, disclosure.woo(number, marks).code, path)
    assert "<dt>handeling</dt><dd>toegevoegd</dd>" in path.read_text(encoding="utf-8")


def test_every_act_of_path_and_task_has_a_word() -> None:
    """A new act is told in words too."""
    assert {*PATH_ACTIONS, *TASK_ACTIONS, "removed"} == set(PASSAGE_ACTS)


def test_a_woo_selection_warns_of_lone_names_and_a_new_one_needs_a_new_look(
    desk: Desk, disclosure: Disclosure, tmp_path: Path
) -> None:
    """Of requester, contact or author; who confirms has seen them all, also those known since."""
    number = "D-2026-0001"
    desk.desk.add_note(number, "Marieke belt Jansen over het bos; Klaas komt mee")
    note = next(each.id for each in disclosure.woo_passages(number) if "belt" in each.text)
    marks = (WooMark(note, PUBLIC, (WithheldPart("Anna de Vries", "5.1.2.e"),)),)
    draft = disclosure.woo(number, marks)
    assert [(each.word, each.may_be_word) for each in draft.lone] == [("Marieke", False), ("Jansen", False)]
    desk.desk.log_contact("D-2026-0002", Talk("Bos", person="Klaas Vaak"))
    with pytest.raises(QuestionError):
        disclosure.give_woo(number, marks, draft.code, tmp_path / "woo.html")
    again = disclosure.woo(number, marks)
    assert "Klaas" in {each.word for each in again.lone}
    assert disclosure.give_woo(number, marks, again.code, tmp_path / "woo.html").path.exists()


def test_a_woo_selection_names_sites_and_tells_what_is_asked(desk: Desk, disclosure: Disclosure) -> None:
    """Sites by their name where they are still there; amounts with unit and direction."""
    words = Language("nl", resources_dir(), strict=True)
    asked = LocationRequest("Hal", staff_count=12, requirements=(Requirement("plot_area", 15_000),))
    case, _ = desk.intake.open_case(asked, RequestChannel.NOM, FRIDAY - timedelta(hours=1))
    for chosen in ("park-1", "weg-1"):
        details = {"action": "added", "candidate_id": chosen}
        with desk.workspace.unit_of_work() as work:
            event = CaseEvent(FRIDAY, EventKind.SHORTLISTED, OFFICER, details)
            work.cases.add_event(case.number, event)
            work.commit()
    with desk.workspace.reading() as unit:
        found = case_passages(unit, case.number, lambda each: {"park-1": "De Wieken"}.get(each, each))
    told = {passage_label(words, f.name): passage_value(words, f.name, f.text) for f in found[0].fields}
    assert told["Oppervlakte kavel"] == "ten minste 1,5 ha"
    assert told["Medewerkers"] == "12"
    sites = [f.text for each in found for f in each.fields if f.name == "site"]
    assert sites == ["De Wieken", "weg-1"]
    assert disclosure.woo_passages(case.number)
