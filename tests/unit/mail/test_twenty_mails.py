"""Twenty mails: what is recognised is right or empty, and what is doubtful is said to be."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, NoReturn

import pytest

from drentsportal.domain.intake.forwarded import forwarded_origin
from drentsportal.domain.intake.message_parts import parts_of
from drentsportal.domain.intake.place_finders import PlaceFinder
from drentsportal.domain.intake.recognised import Certainty
from drentsportal.domain.intake.recognition import Recognition
from drentsportal.domain.intake.sector_finders import SectorFinder
from drentsportal.mail.reader import MailReader
from drentsportal.paths import resources_dir
from drentsportal.reference.places import read_places
from drentsportal.reference.sectors import TomlSectors
from tests.unit.mail.mails import BIG, MAILS, RECEIVED_UTC, SENT_UTC, Mail

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.intake.incoming import IncomingMessage


@pytest.fixture(scope="module")
def recognition(tmp_path_factory: pytest.TempPathFactory) -> Recognition:
    """Recognise with the lists that ship."""
    sectors = TomlSectors(resources_dir() / "sectors", tmp_path_factory.mktemp("own"))
    terms = [(each.term, each.also) for each in sectors.search_terms()]
    places = {each.name: "" for each in read_places(resources_dir())}
    return Recognition(PlaceFinder(places), SectorFinder(terms))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection: nothing in a mail is fetched."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", refuse)


def _read(mail: Mail) -> IncomingMessage:
    return MailReader().read_bytes(mail.content, mail.file_name)


def test_there_are_twenty() -> None:
    """As many as the issue asks, all different."""
    assert len({each.name for each in MAILS}) == 20


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_what_is_recognised_is_right_or_empty(mail: Mail, recognition: Recognition) -> None:
    """Every value that stands is the right one, and where values differ none stands."""
    found = recognition.read(_read(mail))
    assert {each.field.value: each.settled.value for each in found if each.settled} == mail.settled
    assert {each.field.value for each in found if each.is_doubtful} == mail.doubtful


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_every_value_stands_in_the_text(mail: Mail, recognition: Recognition) -> None:
    """The quote is what the text says at that place."""
    message = _read(mail)
    for reading in recognition.read(message):
        for each in reading.found:
            assert message.text[each.start : each.end] == each.quote


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_doubts_and_attachments_are_told(mail: Mail) -> None:
    """Doubts are exactly these, and files keep their names."""
    message = _read(mail)
    assert {each.value for each in message.doubts} == mail.doubts
    assert tuple(each.name for each in message.attachments) == mail.attachments


@pytest.mark.parametrize(
    "mail", [each for each in MAILS if each.file_name != "winmail.dat"], ids=lambda mail: mail.name
)
def test_moments_are_those_of_the_headers(mail: Mail) -> None:
    """Sent by the sender's clock, received by the topmost server's."""
    message = _read(mail)
    assert (message.sent_at_utc, message.received_at_utc) == (SENT_UTC, RECEIVED_UTC)


@pytest.mark.parametrize(
    "mail", [each for each in MAILS if "charset" in each.doubts], ids=lambda mail: mail.name
)
def test_what_rests_on_doubtful_characters_is_derived(mail: Mail, recognition: Recognition) -> None:
    """Nothing of it counts as literal, and the text reads as it was meant."""
    message = _read(mail)
    certainties = {each.certainty for reading in recognition.read(message) for each in reading.found}
    assert certainties == {Certainty.DERIVED}
    assert "één filiaal" in message.text
    assert (message.sender_name, message.subject) == ("Zoë", "Ruïmte")


def test_a_large_attachment_comes_through_whole() -> None:
    """Byte for byte."""
    mail = next(each for each in MAILS if each.name == "attachment of 15 MB")
    assert _read(mail).attachments[0].content == BIG
    assert len(BIG) > 15_000_000


@pytest.mark.parametrize(
    ("name", "sender", "sent"),
    [
        ("forwarded by NOM", "sanne.kok@veenpolymeer.example", "2026-11-19T13:05:00+00:00"),
        ("forwarded as an attachment by a gemeente", "tom@groenhout.example", SENT_UTC.isoformat()),
        ("forwarded html, two floors", "ida@vosmetaal.example", "2026-11-19T10:30:00+00:00"),
    ],
)
def test_a_forwarded_message_tells_its_original_sender(name: str, sender: str, sent: str) -> None:
    """From the header lines, in Dutch time where they name no zone."""
    message = _read(next(each for each in MAILS if each.name == name))
    origin = forwarded_origin(message.text, parts_of(message.text, message.subject))
    assert origin is not None
    assert origin.sent_at_utc is not None
    assert (origin.sender_address, origin.sent_at_utc.isoformat()) == (sender, sent)


def test_a_file_reads_as_its_bytes(tmp_path: Path) -> None:
    """From disk and dropped, a message is the same."""
    path = tmp_path / "bericht.eml"
    path.write_bytes(MAILS[0].content)
    assert MailReader().read(path) == _read(MAILS[0])
