"""Mails that hold rich text alone: unpacked, their words or their HTML, and what hostile ones cost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.intake.incoming import MessageDoubt
from drentsportal.mail.limits import MOST_RTF_BYTES, MOST_RTF_DEPTH
from drentsportal.mail.reader import MailReader
from drentsportal.mail.rtf_packed import unpacked_rtf
from drentsportal.mail.rtf_text import rich_text
from tests.unit.mail.compound_file import compound_file, outlook_folder
from tests.unit.mail.rich_texts import PLAIN_RICH, WRAPPED_HTML, packed_rtf, stored_rtf
from tests.unit.mail.winmail import winmail

_SECONDS = 20
"""Far more than is needed, so that a busy machine does not fail it; without bounds it takes minutes."""

_REFUSALS = {"head", "kind", "checksum", "token", "size"}


@pytest.mark.parametrize(
    ("packed", "text"),
    [
        (
            "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0",
            b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
        ),
        (
            "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0",
            b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}",
        ),
    ],
)
def test_the_examples_of_the_standard_unpack(packed: str, text: bytes) -> None:
    """MS-OXRTFCP 3.1.1 and 3.1.2: a simple text, and one that runs into itself."""
    assert unpacked_rtf(bytes.fromhex(packed)) == text


@given(st.binary(max_size=3000))
def test_what_is_packed_unpacks(text: bytes) -> None:
    """Byte for byte, packed, stored, and packed with its last byte lost."""
    assert unpacked_rtf(packed_rtf(text)) == text
    assert unpacked_rtf(stored_rtf(text)) == text


@given(st.binary(max_size=400))
def test_any_bytes_unpack_or_are_refused(content: bytes) -> None:
    """Whatever stands there, a refusal says why; as rich text it is read to its end."""
    for each in (content, stored_rtf(content)):
        try:
            is_told = len(unpacked_rtf(each)) <= MOST_RTF_BYTES
        except ValueError as error:
            is_told = str(error) in _REFUSALS
        assert is_told
    assert not rich_text(b"{\\rtf1" + content).is_cut


@given(st.text(alphabet="ab{}\\'*u1-9 \n?", max_size=300))
def test_any_rich_text_is_read_to_its_end(text: str) -> None:
    """No order of braces and words makes it fail."""
    assert rich_text(b"{\\rtf1" + text.encode()).is_cut is False


def test_damage_is_refused() -> None:
    """A wrong checksum, half a head, an unknown kind, and a size beyond the limit."""
    whole = packed_rtf(b"{\\rtf1 tekst}")
    large = stored_rtf(b"{\\rtf1 " + b"a" * MOST_RTF_BYTES)
    for each in (whole[:-4] + b"\xff\xff\xff\xff", whole[:10], whole.replace(b"LZFu", b"ABCD"), large):
        with pytest.raises(ValueError, match=r"checksum|head|kind|size"):
            unpacked_rtf(each)


def test_the_words_of_rich_text_are_read() -> None:
    """Without fonts, author, hidden words and pictures; escapes and bytes as they are meant."""
    read = rich_text(PLAIN_RICH)
    assert read.text.splitlines() == [
        "Geachte heer,",
        "",
        "Wij zoeken een kavel van 4 ha in Hoogeveen voor ons bedrijf.",
        "Kosten: {laag} € 10.",
        "\tGroet",
    ]
    assert not read.is_html


def test_wrapped_html_comes_out_as_html() -> None:
    """Its marks and words, and none of what was written for readers of rich text alone."""
    read = rich_text(WRAPPED_HTML)
    assert read.is_html
    assert "<p>Beste Zoë," in read.text
    assert "2,5\u00a0ha in de gemeente Emmen, prijs € 40." in read.text
    assert "verborgen" not in read.text
    assert "<i>" not in read.text


@pytest.mark.parametrize(
    ("rich", "text"),
    [
        (
            WRAPPED_HTML,
            "Beste Zoë,\n\nWij zoeken een kavel van 2,5\u00a0ha in de gemeente Emmen, prijs € 40.",
        ),
        (PLAIN_RICH, rich_text(PLAIN_RICH).text.strip()),
    ],
)
@pytest.mark.parametrize("pack", [packed_rtf, stored_rtf])
def test_mails_with_rich_text_alone_are_read(rich: bytes, text: str, pack: object) -> None:
    """From Outlook's own file, and from winmail.dat by itself."""
    packed = pack(rich)  # type: ignore[operator] # one of the two functions above
    outlook = compound_file(outlook_folder({0x0037: "Kavel", 0x1009: packed, 0x5D01: "a@b.example"}))
    for content, name in ((outlook, "bericht.msg"), (winmail("", {}, rich=packed), "winmail.dat")):
        message = MailReader().read_bytes(content, name)
        assert " ".join(message.text.split()) == " ".join(text.split())
        assert MessageDoubt.TEXT_MISSING not in message.doubts
        assert MessageDoubt.DAMAGED_PART not in message.doubts


def test_another_text_goes_before_rich_text() -> None:
    """What the sender's program wrote as plain text stands."""
    content = compound_file(outlook_folder({0x1000: "Gewone tekst", 0x1009: packed_rtf(PLAIN_RICH)}))
    assert MailReader().read_bytes(content, "bericht.msg").text == "Gewone tekst"


def test_damaged_rich_text_is_told() -> None:
    """The mail opens, without text."""
    content = compound_file(outlook_folder({0x1009: packed_rtf(PLAIN_RICH)[:-9] + b"\xffabcdefgh"}))
    message = MailReader().read_bytes(content, "bericht.msg")
    assert message.text == ""
    assert {MessageDoubt.DAMAGED_PART, MessageDoubt.TEXT_MISSING} <= set(message.doubts)


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "flood",
    [
        b"{}", b"{\\a", b"\\u1?", b"\\'41", b"\\par", b"{\\*\\htmltag1 <p>}", b"\\bin99999999 ",
        b"{\\fonttbl",
        b"\\htmlrtf\\htmlrtf0", b"a\\b ", b"\\\\", b"}",
    ],
)  # fmt: skip
def test_a_flood_is_read_to_an_end(flood: bytes) -> None:
    """Braces, marks and escapes by the megabyte keep nobody waiting: read, cut or refused."""
    started = time.process_time()
    try:
        read = rich_text(b"{\\rtf1\\fromhtml1 " + flood * (3_000_000 // len(flood)))
    except ValueError as error:
        assert str(error) == "depth"  # noqa: PT017 - some floods are refused, others are read
    else:
        assert len(read.text) < MOST_RTF_BYTES
    assert time.process_time() - started < _SECONDS


def test_groups_may_lie_deep_but_not_without_end() -> None:
    """Up to the limit they are read."""
    deep = MOST_RTF_DEPTH - 2
    assert rich_text(b"{\\rtf1 " + b"{" * deep + b"diep" + b"}" * deep + b"}").text == "diep"
    with pytest.raises(ValueError, match="depth"):
        rich_text(b"{\\rtf1 " + b"{" * (MOST_RTF_DEPTH + 1))
