"""Names as they are taken."""

from __future__ import annotations

import pytest

from drentsportal.domain.actor import Actor, Role, one_line


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\x00", "\x1b"])
def test_a_name_is_one_line(end: str) -> None:
    """What would begin another line or steer a terminal becomes a space."""
    assert one_line(f" Jan{end}Bcc: a@b {end}") == "Jan Bcc: a@b"


def test_a_name_that_is_one_line_stays() -> None:
    """Accents and signs are part of names."""
    assert one_line("Zoë d'Ancona-van 't Hof") == "Zoë d'Ancona-van 't Hof"


def test_a_person_is_written_in_one_line() -> None:
    """Name and organisation both; the role stays."""
    person = Actor("Jan\nBcc: a@b", "NOM\u2028Assen", Role.ACQUISITION)
    assert person.in_one_line == Actor("Jan Bcc: a@b", "NOM Assen", Role.ACQUISITION)
