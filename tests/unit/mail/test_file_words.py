"""What search finds in a file that is kept with a case."""

from __future__ import annotations

import pytest

from drentsportal.mail.file_words import MOST_SIGNS, file_words

MAIL = (
    b"From: Piet <piet@wadtechniek.example>\r\nSubject: Kavelvraag\r\nContent-Type: text/html\r\n\r\n"
    b"<p>Wij zoeken   ruimte</p><script>verborgen()</script><p>en stroom</p>"
)


def test_a_mail_gives_subject_sender_and_what_a_person_reads() -> None:
    """A line per line, without marks."""
    told = file_words("Bericht.EML", MAIL).split("\n")
    assert told[:2] == ["Kavelvraag", "Piet piet@wadtechniek.example"]
    assert "Wij zoeken ruimte" in told
    assert "verborgen" not in " ".join(told)


def test_a_text_gives_its_lines_and_no_more_than_is_searched() -> None:
    """A very long one is cut."""
    assert file_words("a.txt", "één\r\n\r\n twee  drie ".encode()) == "één\ntwee drie"
    assert len(file_words("a.txt", b"woord " * MOST_SIGNS)) == MOST_SIGNS


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"%PDF tekst"),
        ("leeg.txt", b""),
        ("kapot.eml", b"\x00" * 40),
        ("x.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ],
)
def test_what_is_no_text_or_cannot_be_read_has_no_words(name: str, content: bytes) -> None:
    """It is kept all the same."""
    assert file_words(name, content) == ""
