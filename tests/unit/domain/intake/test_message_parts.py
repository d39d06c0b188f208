"""The message itself, its signature, and what others wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.intake.forwarded import forwarded_origin, written_moment
from drentsportal.domain.intake.message_parts import PartKind, only, parts_of


def _kinds(text: str, subject: str = "") -> list[str]:
    return [each.kind.value for each in parts_of(text, subject)]


OUTLOOK_HEAD = "Van: A <a@b.nl>\nVerzonden: vrijdag 20 november 2026 09:12\nAan: C\nOnderwerp: D\n\nTekst\n"


@pytest.mark.parametrize(
    ("text", "subject", "kinds"),
    [
        ("Hallo", "", ["own"]),
        ("Hallo\n\nMet vriendelijke groet,\nJan\n", "", ["own", "signature"]),
        ("Hallo\n-- \nJan\n", "", ["own", "signature"]),
        ("Hi\n\nKind regards\nJo", "", ["own", "signature"]),
        ("Tag\n\nMit freundlichen Grüßen\nJo", "", ["own", "signature"]),
        (f"Dag\n\n{OUTLOOK_HEAD}", "RE: D", ["own", "quoted"]),
        (f"Dag\n\n{OUTLOOK_HEAD}", "FW: D", ["own", "forward_head", "forwarded"]),
        (f"Dag\n\n{OUTLOOK_HEAD}", "D", ["own", "quoted"]),
        (f"\n{OUTLOOK_HEAD}", "D", ["own", "forward_head", "forwarded"]),
        ("Ja\n\nOn Fri, 20 Nov 2026 at 09:12, A wrote:\n> Vraag\n", "RE: D", ["own", "quoted"]),
        ("Ja\n\nAm 20.11.2026 um 09:12 schrieb A <a@b.de>:\nFrage\n", "AW: D", ["own", "quoted"]),
        ("Ja\n> Vraag\n", "", ["own", "quoted"]),
    ],
)
def test_a_message_is_divided(text: str, subject: str, kinds: list[str]) -> None:
    """By sign-off, by quotation and by header lines."""
    assert _kinds(text, subject) == kinds


@given(st.text(alphabet="ab\n> -:Van\nFrom:groet,", max_size=200), st.sampled_from(["", "FW: x", "RE: x"]))
def test_the_parts_are_the_whole_text(text: str, subject: str) -> None:
    """From beginning to end, none over another; blanking keeps every place."""
    parts = parts_of(text, subject)
    assert "".join(text[each.start : each.end] for each in parts) == text
    assert len(only(text, parts, frozenset({PartKind.OWN}))) == len(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("vrijdag 20 november 2026 09:12", "2026-11-20T08:12:00+00:00"),
        ("Friday, July 3, 2026 2:05 PM", "2026-07-03T12:05:00+00:00"),
        ("Freitag, 20. November 2026 09:12", "2026-11-20T08:12:00+00:00"),
        ("Fri, 20 Nov 2026 09:12:30 +0200", "2026-11-20T07:12:30+00:00"),
        ("20-11-2026 9:12", "2026-11-20T08:12:00+00:00"),
        ("11/20/2026 9:12 AM", None),
        ("gisteren", None),
        ("31 november 2026 09:12", None),
        ("29 maart 2026 02:30", None),
        ("2026-03-29 02:30", None),
        ("25 oktober 2026 02:30", None),
        ("2026-10-25 02:30", None),
        ("Sun, 25 Oct 2026 02:30:00 +0100", "2026-10-25T01:30:00+00:00"),
        ("25 oktober 2026 03:00", "2026-10-25T02:00:00+00:00"),
    ],
)
def test_a_written_moment_is_read_where_it_is_sure(text: str, moment: str | None) -> None:
    """Dutch time where no zone is named."""
    read = written_moment(text)
    assert (None if read is None else read.isoformat()) == moment


def test_the_original_sender_is_told() -> None:
    """Name, address and subject from the header lines."""
    origin = forwarded_origin(OUTLOOK_HEAD, parts_of(OUTLOOK_HEAD, "FW: D"))
    assert origin is not None
    assert (origin.sender_name, origin.sender_address, origin.subject) == ("A", "a@b.nl", "D")


@pytest.mark.parametrize(
    ("line", "name", "address", "is_other"),
    [
        ("Anna Turf <anna@p.example> <boef@x.example>", "Anna Turf", "boef@x.example", True),
        ("anna@p.example <boef@x.example>", "", "boef@x.example", True),
        ("Anna Turf [mailto:anna@p.example]", "Anna Turf", "anna@p.example", False),
        ("anna@p.example of boef@x.example", "", "", True),
        ("Anna <anna@p.example> namens Piet <piet@p.example>", "Anna", "anna@p.example", False),
        ("anna@p.example", "", "anna@p.example", False),
        ("anna@p.example <anna@p.example>", "", "anna@p.example", False),
        ("Anna Turf", "Anna Turf", "", False),
    ],
)
def test_an_address_in_the_name_of_the_original_is_doubted(
    line: str, name: str, address: str, *, is_other: bool
) -> None:
    """What stands last in brackets is the address."""
    text = OUTLOOK_HEAD.replace("A <a@b.nl>", line)
    origin = forwarded_origin(text, parts_of(text, "FW: D"))
    assert origin is not None
    assert (origin.sender_name, origin.sender_address, origin.is_name_other) == (name, address, is_other)
