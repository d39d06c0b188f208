"""Mail drafts: no text from outside makes a heading."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest

from drentsportal.reports.mail_draft import mail_draft


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x0b", "\x00", "\u2028"])
def test_a_line_end_in_a_title_makes_no_heading(end: str) -> None:
    """The title stays one heading and nobody else gets the mail."""
    mail = message_from_bytes(mail_draft(f"Vraag{end}Bcc: a@b", "tekst", ()), policy=default)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Vraag Bcc: a@b"
