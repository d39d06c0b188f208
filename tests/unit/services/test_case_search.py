"""What is found, where, in which order, and that nothing is found of what is gone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import Attachment, CaseEvent, ContactMoment, EventKind
from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.domain.relations.company import Company, ContactPerson
from drentsportal.errors import InputError
from drentsportal.mail.file_words import file_words
from drentsportal.services.case_search import CaseSearch, FoundKind, shortened
from drentsportal.services.ports.text_index import TextField
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.fakes import MOMENT_UTC, OFFICER, FixedActor, FixedClock
from tests.new_files import new_workspace
from tests.storage_contract.deliveries import new_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.services.ports.workspace import Workspace

SENTENCE = "een zin over veen"
FIRST, SECOND = "D-2026-0001", "D-2026-0002"


class Finder:
    """A workspace file with two cases and a company, and the search over them."""

    def __init__(self, workspace: Workspace) -> None:
        """Fill it."""
        self.workspace = workspace
        case = new_case(FIRST)
        with workspace.unit_of_work() as unit:
            person = ContactPerson("Zoë van Dijk", "directeur")
            unit.relations.add_company(
                Company("B-0001", "Kaasmakerij De Brink", place="Coevorden", persons=(person,))
            )
            titled = replace(case, request=replace(case.request, title="Composietverwerker"), company_name="")
            unit.cases.add(replace(titled, company_key="B-0001"))
            unit.cases.add(replace(titled, number=SECOND, company_name="Café Élan BV"))
            note = {"text": "Vraagt naar composiet en een hoge hal. " + "vulling " * 40 + "slotwoord"}
            unit.cases.add_event(SECOND, CaseEvent(MOMENT_UTC, EventKind.NOTE, OFFICER, note))
            said = ContactMoment(
                MOMENT_UTC, OFFICER, "EZ", "", "Piet Jansen", "telefoon", "milieucategorie 4.2"
            )
            unit.cases.add_contact(FIRST, said)
            unit.commit()
        self.search = CaseSearch(workspace, FixedClock(), FixedActor())

    def found(self, words: str) -> list[str]:
        """Return the ids of what is found."""
        return [each.id for each in self.search.find(words)]


@pytest.fixture
def finder(tmp_path: Path) -> Iterator[Finder]:
    """Open the workspace."""
    workspace = new_workspace(tmp_path / "werk.drents")
    yield Finder(workspace)
    workspace.close()


def test_words_are_found_by_their_beginnings_without_accents_and_capitals(finder: Finder) -> None:
    """In any order; each of them must be there."""
    assert finder.found("elan CAFE") == [SECOND]
    assert finder.found("jans telef") == [FIRST]
    assert finder.found("jans elan") == []
    assert finder.found("posiet") == []


def test_a_hit_tells_where_it_was_found_with_the_line(finder: Finder) -> None:
    """The weightiest place first; a long line is shortened around the word."""
    hit = finder.search.find("slotwoord")[0]
    assert (hit.kind, hit.found_in, hit.title) == (FoundKind.CASE, (TextField.NOTES,), "Composietverwerker")
    assert hit.excerpt.startswith("… ")
    assert hit.excerpt.endswith("slotwoord")
    both = finder.search.find("composiet hal")[0]
    assert both.found_in == (TextField.TITLE, TextField.NOTES)
    assert finder.search.find("milieucat")[0].found_in == (TextField.CONTACTS,)


@pytest.mark.parametrize("words", ["advies", "d2485ce74c38", "d2485ce7"])
def test_a_document_is_told_by_its_name_and_the_beginning_of_its_checksum(finder: Finder, words: str) -> None:
    """Whatever of it was sought; the whole checksum is still found."""
    checksum = "d2485ce74c3863c0d502866f9e80e390a01fc21eb210df965fa317eee051bfce"
    told = {"file_name": "advies-een-lange-naam-van-een-bestand.pdf", "kind": "advies", "sha256": checksum}
    with finder.workspace.unit_of_work() as unit:
        unit.cases.add_event(FIRST, CaseEvent(MOMENT_UTC, EventKind.DOCUMENT, OFFICER, told))
        unit.commit()
    assert finder.found(checksum) == [FIRST]
    hit = finder.search.find(words)[0]
    assert hit.excerpt == "advies-een-lange-naam-van-een-bestand.pdf · advies · d2485ce7…"


def test_a_number_is_found_whole_and_begun(finder: Finder) -> None:
    """As one word, and not as the figures in it."""
    assert finder.found("d-2026-0002") == [SECOND]
    assert sorted(finder.found("D-2026-00")) == [FIRST, SECOND]


def test_a_title_weighs_more_than_a_note(finder: Finder) -> None:
    """The case that is about it comes before the one that mentions it."""
    with finder.workspace.unit_of_work() as unit:
        case = unit.cases.get(FIRST)
        unit.cases.save(replace(case, request=replace(case.request, title="Hal gezocht")))
        unit.commit()
    assert finder.found("hal") == [FIRST, SECOND]


def test_a_company_is_found_and_the_cases_that_name_its_key(finder: Finder) -> None:
    """By name, person and place; renamed, it is found by its new name only."""
    assert set(finder.found("kaasmakerij")) == {"B-0001", FIRST}
    assert finder.found("zoe dijk") == ["B-0001"]
    with finder.workspace.unit_of_work() as unit:
        unit.relations.save_company(Company("B-0001", "Zuivelfabriek"))
        unit.commit()
    assert finder.found("kaasmakerij") == []
    assert set(finder.found("zuivelfabriek")) == {"B-0001", FIRST}


def test_what_was_added_is_found_at_once_and_what_was_erased_no_more(finder: Finder) -> None:
    """Without starting again."""
    assert finder.found("nieuwtje") == []
    with finder.workspace.unit_of_work() as unit:
        unit.cases.add_event(FIRST, CaseEvent(MOMENT_UTC, EventKind.NOTE, OFFICER, {"text": "nieuwtje"}))
        unit.commit()
    assert finder.found("nieuwtje") == [FIRST]
    finder.workspace.erase_case(ErasedCase(FIRST, MOMENT_UTC, OFFICER))
    assert finder.found("nieuwtje") == []
    finder.search.forget()
    assert finder.found("composiet") == [SECOND]


@pytest.mark.parametrize("words", ["", "  ", "- *", '"'])
def test_without_a_word_nothing_is_looked_for(finder: Finder, words: str) -> None:
    """That is told."""
    with pytest.raises(InputError):
        finder.search.find(words)


@pytest.mark.parametrize("words", ['hal"', "hal OR", "NOT hal", "title:hal", "(hal", "hal*", "-hal", "^hal"])
def test_signs_of_the_search_language_are_words_or_nothing(finder: Finder, words: str) -> None:
    """Nobody types them for their meaning there, and none of them is a fault."""
    assert finder.search.find(words) in {(), finder.search.find("hal")}


@pytest.mark.parametrize("length", range(60, 140, 7))
def test_an_excerpt_begins_and_ends_with_a_whole_word(length: int) -> None:
    """Wherever the cut falls: "zoekt circa", never "oekt circa"."""
    line = " ".join(["onderneming zoekt circa"] * 20)
    at = line.index("circa", length)
    begin, *_, end = shortened(line, at).removeprefix("… ").removesuffix(" …").split(" ")
    assert {begin, end} <= {"onderneming", "zoekt", "circa"}
    assert "circa" in shortened(line, at)


def test_an_excerpt_of_one_long_word_is_cut_all_the_same() -> None:
    """A line without spaces has no word to begin at."""
    assert 100 < len(shortened("x" * 400, 200)) < 130


MAIL = (
    b"From: Piet <piet@wadtechniek.example>\r\nSubject: Kavelvraag\r\nContent-Type: text/plain\r\n"
    b"\r\nWij zoeken ruimte.\r\nOnze palletwrapper heeft krachtstroom nodig.\r\n"
)


def _keep(workspace: Workspace, name: str, content: bytes) -> None:
    kept = Attachment("b1", name, "application/octet-stream", len(content), MOMENT_UTC)
    with workspace.unit_of_work() as unit:
        unit.cases.add_attachment(FIRST, kept, content)
        unit.cases.add_event(FIRST, CaseEvent(MOMENT_UTC, EventKind.ATTACHMENT, OFFICER, {"name": name}))
        unit.commit()


@pytest.fixture
def reading_finder(tmp_path: Path) -> Iterator[Finder]:
    """Open a protected workspace that reads what is kept with a case."""
    path = tmp_path / "werk.drents"
    workspace = open_workspace(path, create=True, passphrase=SENTENCE, words=file_words)
    yield Finder(workspace)
    workspace.close()


@pytest.mark.parametrize(
    ("name", "content"), [("bericht.eml", MAIL), ("notitie.TXT", b"eerst dit\nde palletwrapper")]
)
def test_words_of_a_mail_and_of_a_text_are_found_with_their_line(
    reading_finder: Finder, tmp_path: Path, name: str, content: bytes
) -> None:
    """Also after a new start; gone with the file; in the workspace file they are sealed."""
    workspace = reading_finder.workspace
    assert reading_finder.found("palletwrap") == []
    _keep(workspace, name, content)
    (hit,) = reading_finder.search.find("palletwrap")
    assert (hit.id, hit.found_in) == (FIRST, (TextField.FILES,))
    assert "palletwrapper" in hit.excerpt
    assert "ruimte" not in hit.excerpt
    again = CaseSearch(workspace, FixedClock(), FixedActor())
    assert [each.id for each in again.find("palletwrapper")] == [FIRST]
    for each in tmp_path.iterdir():
        if each.is_file():
            assert b"palletwrapper" not in each.read_bytes(), each.name
    with workspace.unit_of_work() as unit:
        unit.cases.remove_attachment(FIRST, "b1")
        unit.cases.add_event(FIRST, CaseEvent(MOMENT_UTC, EventKind.ATTACHMENT, OFFICER, {"name": name}))
        unit.commit()
    assert reading_finder.found("palletwrapper") == []


def test_files_that_were_kept_before_are_read_when_the_workspace_is_opened(tmp_path: Path) -> None:
    """As after a migration: cases without an extract."""
    path = tmp_path / "werk.drents"
    workspace = new_workspace(path)
    _keep(Finder(workspace).workspace, "bericht.eml", MAIL)
    workspace.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DELETE FROM case_words")
        raw.commit()
    workspace = open_workspace(path, words=file_words)
    found = CaseSearch(workspace, FixedClock(), FixedActor()).find("krachtstroom")
    assert [each.id for each in found] == [FIRST]
    workspace.set_passphrase(SENTENCE)
    assert CaseSearch(workspace, FixedClock(), FixedActor()).find("krachtstroom")
    workspace.close()
