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


@pytest.mark.parametrize(
    "subject",
    [
        "Advies D-2026-0001",
        "Advies D-2026-0001 Composietverwerker zoekt een kavel in het zuiden van Drenthe met haven en spoor",
        "Empfehlung zu Ihrer Anfrage D-2026-0001: Composietverwerker für Drenthe",
        "Förderfähigkeitsbescheinigungsverfahrensübersichtsdarstellungsmöglichkeiten für Drenthe",
        "x" * 200,
        f"{'x' * 70} y",
    ],
)
def test_a_subject_begins_on_its_own_line(subject: str) -> None:
    """Whatever its words are, no line is longer than mail allows, and it reads back as it was."""
    content = mail_draft(subject, "tekst", ())
    lines = content.split(b"X-Unsent")[0].decode("ascii").removesuffix("\r\n").split("\r\n")
    assert lines[0].removeprefix("Subject:").strip()
    assert max(map(len, lines)) <= 78
    assert message_from_bytes(content, policy=default)["Subject"] == subject
