"""Mail drafts with questions: unsent, addressed only where a function with a mail address is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.message import message
from drentsportal.domain.sites.site import ContactPoint
from drentsportal.domain.values import PartialDate
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.question_writer import QuestionMailFiles
from drentsportal.services.ports.questions import MailQuestion, QuestionMailSubject

if TYPE_CHECKING:
    from pathlib import Path

CONTACT = ContactPoint(
    "c", "GM0114", "Accountmanager", "Gemeente Emmen", "", "loket@emmen.example", "lijst", PartialDate(2026)
)
SUBJECT = QuestionMailSubject(
    scope="GM0114",
    contact=CONTACT,
    number="D-2026-0007",
    title="Webwinkel\r\nBcc: iedereen@elders.example",
    questions=(MailQuestion("vb-019", message("question_value.ask.price", name="Tweelingen")),),
    made_on=date(2026, 11, 20),
    sender="Provincie Drenthe",
)


@pytest.fixture
def files() -> QuestionMailFiles:
    """Write in Dutch, and never a gap."""
    return QuestionMailFiles(Language("nl", resources_dir(), strict=True))


def test_a_draft_is_addressed_and_unsent(files: QuestionMailFiles, tmp_path: Path) -> None:
    """To the function, with question and site, and the same bytes every time."""
    subject = replace(SUBJECT, title="Webwinkel met magazijn")
    made = files.write(subject, tmp_path)
    assert made.mail.path.name == "vragen-D-2026-0007-emmen-2026-11-20.eml"
    content = made.mail.path.read_bytes()
    mail = message_from_bytes(content, policy=policy.default)
    assert (mail["To"], mail["X-Unsent"], mail["Bcc"]) == ("loket@emmen.example", "1", None)
    text = mail.get_content()
    assert "Wat is de vraagprijs per m² op Tweelingen?" in text
    assert "vb-019" in text
    assert "Aan: Accountmanager" in text
    assert files.write(subject, tmp_path).mail.path.read_bytes() == content


@pytest.mark.parametrize("contact", [None, replace(CONTACT, mail=""), replace(CONTACT, mail="a@b, c@d.nl")])
def test_an_address_is_never_invented(
    files: QuestionMailFiles, tmp_path: Path, contact: ContactPoint | None
) -> None:
    """Nobody known, no address, or something that is none: then the draft goes to nobody."""
    made = files.write(replace(SUBJECT, title="Webwinkel", contact=contact), tmp_path)
    mail = message_from_bytes(made.mail.path.read_bytes(), policy=policy.default)
    assert mail["To"] is None
    assert ("nog niet bekend]" in mail.get_content()) == (contact is None)


def test_a_title_adds_no_heading_to_a_mail(files: QuestionMailFiles, tmp_path: Path) -> None:
    """Line breaks in a title stay inside the subject."""
    made = files.write(SUBJECT, tmp_path)
    mail = message_from_bytes(made.mail.path.read_bytes(), policy=policy.default)
    assert mail["Bcc"] is None
    assert "Webwinkel" in mail["Subject"]
