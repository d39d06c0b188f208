"""What is no mail is refused in plain words, and nothing of a message is opened or trusted too much."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.intake.incoming import MessageDoubt
from drentsportal.errors import DataSourceError
from drentsportal.mail.characters import decoded, file_name
from drentsportal.mail.eml import read_eml
from drentsportal.mail.limits import MOST_ATTACHMENTS, MOST_FILE_BYTES, MOST_TEXT
from drentsportal.mail.plain_html import html_text
from drentsportal.mail.reader import MailReader
from tests.unit.mail.compound_file import attached_message, compound_file, outlook_folder
from tests.unit.mail.mails import MAILS
from tests.unit.mail.winmail import winmail

if TYPE_CHECKING:
    from pathlib import Path

READER = MailReader()


def _eml(*heads: str, body: str = "Tekst") -> bytes:
    return "\r\n".join([*heads, "", body]).encode()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.eml", "error.mail.empty"),
        (b" \r\n", "a.eml", "error.mail.empty"),
        (b"PK\x03\x04rest", "a.docx", "error.mail.no_mail"),
        (b"%PDF-1.7", "a.eml", "error.mail.no_mail"),
        (b"zomaar tekst zonder koppen", "a.eml", "error.mail.no_mail"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "a.msg", "error.mail.damaged"),
        (compound_file({"Workbook": b"x" * 100}), "a.msg", "error.mail.damaged"),
        (b"\x78\x9f\x3e\x22", "winmail.dat", "error.mail.damaged"),
        (b"\x78\x9f\x3e\x22" + bytes(range(7, 256)) * 4, "winmail.dat", "error.mail.damaged"),
        (b"x" * (MOST_TEXT + 1), "a.txt", "error.mail.text_too_long"),
        (b"x" * (MOST_FILE_BYTES + 1), "a.eml", "error.mail.too_large"),
    ],
)
def test_what_is_no_message_is_refused(content: bytes, name: str, reason: str) -> None:
    """With the reason and the name of the file."""
    with pytest.raises(DataSourceError) as refused:
        READER.read_bytes(content, name)
    assert (refused.value.message_id, refused.value.params["file_name"]) == (reason, name)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A folder too."""
    for path in (tmp_path / "weg.eml", tmp_path):
        with pytest.raises(DataSourceError) as refused:
            READER.read(path)
        assert refused.value.message_id == "error.mail.unreadable"


def test_messages_too_deep_in_each_other_are_refused() -> None:
    """Before the stack is full."""
    nested = "Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"
    content = "From: a@b.nl\r\n" + "".join(nested.format(n=n) for n in range(60)) + "\r\nTekst"
    with pytest.raises(DataSourceError) as refused:
        READER.read_bytes(content.encode(), "a.eml")
    assert refused.value.message_id == "error.mail.too_deep"


def test_too_many_attachments_are_refused() -> None:
    """One more than the limit."""
    part = "--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\nx\r\n"
    content = (
        "From: a@b.nl\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + part * (MOST_ATTACHMENTS + 1)
        + "--b--"
    )
    with pytest.raises(DataSourceError) as refused:
        READER.read_bytes(content.encode(), "a.eml")
    assert refused.value.message_id == "error.mail.too_many_parts"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([each for each in MAILS if len(each.content) < 100_000]), st.data())
def test_a_damaged_message_is_read_or_refused(mail: object, data: st.DataObject) -> None:
    """Cut off or with a byte changed, it never ends in anything but a message or a plain refusal."""
    content, name = mail.content, mail.file_name  # type: ignore[attr-defined] # a Mail, which hypothesis only knows as an object
    at = data.draw(st.integers(1, len(content) - 1))
    spoilt = data.draw(st.sampled_from([content[:at], content[:at] + b"\xff" + content[at + 1 :]]))
    try:
        READER.read_bytes(spoilt, name)
    except DataSourceError as error:
        assert error.message_id.startswith("error.mail.")  # noqa: PT017 - a refusal is one of two good ends


@pytest.mark.parametrize(
    ("received", "moment", "doubts"),
    [
        ([], None, set()),
        (["from a by b; Fri, 20 Nov 2026 09:13:00 +0100"], "2026-11-20T08:13:00+00:00", set()),
        (["from a by b; onleesbaar", "from c by d; Fri, 20 Nov 2026 09:13:00 +0100"], None, set()),
        (
            ["from a by b; Fri, 20 Nov 2026 09:00:00 +0100", "from c by d; Fri, 20 Nov 2026 10:00:00 +0100"],
            None,
            {"received_contradicts"},
        ),
        (
            ["from a by b; Fri, 20 Nov 2026 08:00:00 +0100"],
            "2026-11-20T07:00:00+00:00",
            {"sent_after_receipt"},
        ),
    ],
)
def test_the_topmost_server_tells_the_receipt(
    received: list[str], moment: str | None, doubts: set[str]
) -> None:
    """Unless it contradicts those below it; then none is taken."""
    heads = [
        *(f"Received: {each}" for each in received),
        "From: a@b.nl",
        "Date: Fri, 20 Nov 2026 09:12:00 +0100",
    ]
    message = READER.read_bytes(_eml(*heads), "a.eml")
    assert (None if message.received_at_utc is None else message.received_at_utc.isoformat()) == moment
    assert {each.value for each in message.doubts} == doubts


@pytest.mark.parametrize(
    ("heads", "doubt"),
    [
        (["From: a@b.nl", "Subject: x"], MessageDoubt.SENT_UNKNOWN),
        (["From: a@b.nl", "Date: Fri, 20 Nov 2026 09:12:00"], MessageDoubt.SENT_WITHOUT_ZONE),
        (["Subject: x"], MessageDoubt.SENDER_UNKNOWN),
        (['From: "bank@bank.example" <a@b.nl>'], MessageDoubt.SENDER_NAME_DIFFERS),
        (["From: A <a@b.nl>, C <c@d.nl>"], MessageDoubt.SEVERAL_SENDERS),
    ],
)
def test_what_the_headers_leave_open_is_told(heads: list[str], doubt: MessageDoubt) -> None:
    """And never filled in."""
    assert doubt in READER.read_bytes(_eml(*heads), "a.eml").doubts


@pytest.mark.parametrize(
    ("sender", "name", "address", "is_doubted"),
    [
        (
            "=?utf-8?q?Anna_Turf_=3Canna=40provincie=2Eexample=3E?= <boef@x.example>",
            "Anna Turf",
            "boef@x.example",
            True,
        ),
        (
            "=?utf-8?b?YW5uYUBwcm92aW5jaWUuZXhhbXBsZSw=?= <boef@x.example>",
            "",
            "boef@x.example",
            True,
        ),
        ("=?utf-8?q?Anna_<anna@p.example>?= <boef@x.example>", "Anna", "boef@x.example", True),
        ('"=?utf-8?q?anna=40p.example?=" <boef@x.example>', "", "boef@x.example", True),
        ("anna@p.example <boef@x.example>", "", "boef@x.example", True),
        ("Anna <anna@p.example> <boef@x.example>", "Anna", "boef@x.example", True),
        ('"anna@p.example, Anna" <boef@x.example>', "Anna", "boef@x.example", True),
        ("=?utf-8?q?Turf=2C_Anna?= <anna@p.example>", "Turf, Anna", "anna@p.example", False),
        ("Turf, Anna <anna@p.example>", "Turf, Anna", "anna@p.example", False),
        ("=?utf-8?q?Zo=C3?= =?utf-8?q?=AB?= Veen <z@p.example>", "Zoë Veen", "z@p.example", False),
        ("anna@p.example (Anna Turf)", "Anna Turf", "anna@p.example", False),
        ('"Anna \\"An\\" Turf" <Anna@P.example>', 'Anna "An" Turf', "anna@p.example", False),
        ("<anna@p.example>", "", "anna@p.example", False),
        ("anna@p.example", "", "anna@p.example", False),
        ("=?onzin?q?Anna?= <anna@p.example>", "Anna", "anna@p.example", False),
    ],
)
def test_an_address_in_a_name_is_no_address(
    sender: str, name: str, address: str, *, is_doubted: bool
) -> None:
    """A header is split before what is encoded in it is read; what a name only shows is doubted."""
    message = READER.read_bytes(_eml(f"From: {sender}", "Subject: x"), "a.eml")
    assert (message.sender_name, message.sender_address) == (name, address)
    assert (MessageDoubt.SENDER_NAME_DIFFERS in message.doubts) is is_doubted
    assert MessageDoubt.SEVERAL_SENDERS not in message.doubts


@pytest.mark.parametrize("heads", ["", "From: =?utf-8?q?Anna_=3Canna=40p.example=3E?= <boef@x.example>\r\n"])
def test_a_name_of_outlook_is_no_address_either(heads: str) -> None:
    """Whether the headers came along or only Outlook's own properties."""
    said = {0x0037: "x", 0x1000: "2 ha", 0x0C1A: "Anna <anna@p.example>", 0x0C1F: "boef@x.example"}
    content = compound_file(outlook_folder({**said, **({0x007D: heads} if heads else {})}))
    message = READER.read_bytes(content, "a.msg")
    assert (message.sender_name, message.sender_address) == ("Anna", "boef@x.example")
    assert MessageDoubt.SENDER_NAME_DIFFERS in message.doubts


def test_a_forged_name_in_a_mail_within_a_mail_is_doubted() -> None:
    """It is that one which is read."""
    inner = EmailMessage()
    inner["Subject"] = "Vraag"
    inner.set_content("Wij zoeken 2 ha.")
    forged = b"From: =?utf-8?q?Anna_=3Canna=40p.example=3E?= <boef@x.example>\n" + bytes(inner)
    head = "From: jan@b.nl\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    body = b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + forged + b"\r\n--b--\r\n"
    message = READER.read_bytes(head.encode() + body, "a.eml")
    assert "From: Anna <boef@x.example>" in message.text
    assert MessageDoubt.SENDER_NAME_DIFFERS in message.doubts


def test_names_of_attachments_have_no_tricks() -> None:
    """No folders, no control characters, no turned direction, no two alike."""
    parts = ["../../weg.exe", "C:\\\\map\\\\a.pdf", "a.pdf", "fac\u202efdp.exe"]
    body = "".join(f'--b\r\nContent-Type: application/pdf; name="{each}"\r\n\r\nx\r\n' for each in parts)
    content = f"From: a@b.nl\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{body}--b--".encode()
    names = [each.name for each in READER.read_bytes(content, "a.eml").attachments]
    assert names[0] == "weg.exe"
    assert len(names) == len(set(names)) == 4
    assert not any(sign in name for name in names for sign in "/\\\u202e")


@given(st.text(max_size=300))
def test_a_name_is_always_one_that_a_folder_holds(text: str) -> None:
    """Whatever it was."""
    name = file_name(text, "bijlage")
    assert 0 < len(name) <= 150
    assert not set(name) & set('\\/<>:"|?*\n\t')


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("<b>2</b>&nbsp;ha &amp; m&sup2;", "2\u00a0ha & m²"),
        ("<style>x</style><script>y</script><!-- z -->a", "a"),
        ('<div style="display: none">x<p>y</p></div>a', "a"),
        ("<blockquote type=cite>a<br>b</blockquote>c", "> a\n> b\nc"),
        ("<p>a</div></b>b", "a\nb"),
        ("a < b", "a < b"),
    ],
)
def test_html_reads_as_a_person_reads_it(markup: str, text: str) -> None:
    """What is not shown is not read."""
    assert html_text(markup).replace("\n>\n", "\n").strip("> \n") == text.strip("> \n")


@pytest.mark.parametrize(
    ("content", "charset", "text", "is_certain"),
    [
        ("é".encode(), "utf-8", "é", True),
        ("é".encode("cp1252"), "iso-8859-1", "é", True),
        ("é".encode(), "iso-8859-1", "é", False),
        ("é".encode("cp1252"), "utf-8", "é", False),
        ("é".encode("cp1252"), None, "é", False),
        (b"e", "onzin", "e", True),
        ("Ã©".encode(), "utf-8", "Ã©", False),
        ("é".encode("utf-16"), "utf-16", "é", True),
    ],
)
def test_characters_are_read_as_well_as_it_goes(
    content: bytes, charset: str | None, text: str, *, is_certain: bool
) -> None:
    """And said to be uncertain where they are."""
    assert decoded(content, charset) == (text, is_certain)


def test_a_message_within_an_outlook_message_is_a_forwarded_one() -> None:
    """With the sender of the one inside, below the text."""
    inner = outlook_folder(
        {0x0037: "Binnen", 0x1000: "Wij zoeken 3 ha", 0x5D01: "piet@firma.example"}, head=24
    )
    outer = outlook_folder(
        {0x0037: "Buiten", 0x1000: "Zie bijlage", 0x5D01: "jan@b.nl"}, (attached_message(inner),)
    )
    message = READER.read_bytes(compound_file(outer), "a.msg")
    assert message.sender_address == "jan@b.nl"
    assert "From:  <piet@firma.example>" in message.text
    assert message.text.endswith("Wij zoeken 3 ha")


@pytest.mark.parametrize(("cut", "is_doubted"), [(0, False), (3, True), (40, True)])
def test_a_winmail_that_breaks_off_says_so(cut: int, *, is_doubted: bool) -> None:
    """What stands before the break is read."""
    content = winmail("Wij zoeken 2 ha.", {"plan.pdf": b"%PDF-1.4" * 10})
    message = READER.read_bytes(content[: len(content) - cut], "winmail.dat")
    assert "Wij zoeken 2 ha." in message.text
    assert (MessageDoubt.DAMAGED_PART in message.doubts) is is_doubted


def test_a_winmail_of_noise_behind_its_signature_is_kept_as_it_is() -> None:
    """It is damaged, and the mail says so; nothing of it is taken for words."""
    noise = b"\x78\x9f\x3e\x22" + bytes(range(7, 256)) * 4
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Jan <jan@veenbouw.example>", "Vraag"
    mail.set_content("Zie bijlage.")
    mail.add_attachment(noise, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    message = READER.read_bytes(bytes(mail), "a.eml")
    assert MessageDoubt.DAMAGED_PART in message.doubts
    assert [(each.name, each.content) for each in message.attachments] == [("winmail.dat", noise)]


@pytest.mark.parametrize(
    ("text", "html", "read"),
    [
        ("", None, "Wij zoeken 2 ha."),
        (" \n\u00a0\n", None, "Wij zoeken 2 ha."),
        ("", "<html><body><p>&nbsp;</p></body></html>", "Wij zoeken 2 ha."),
        ("Zie bijlage.", None, "Zie bijlage."),
    ],
)
def test_an_empty_text_beside_an_envelope_is_no_text(text: str, html: str | None, read: str) -> None:
    """What lies in the envelope is read then."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Jan <jan@veenbouw.example>", "Vraag"
    mail.set_content(text)
    if html is not None:
        mail.add_alternative(html, subtype="html")
    mail.add_attachment(
        winmail("Wij zoeken 2 ha.", {"plan.pdf": b"%PDF-1.4"}),
        maintype="application",
        subtype="ms-tnef",
        filename="winmail.dat",
    )
    message = READER.read_bytes(bytes(mail), "a.eml")
    assert message.text == read
    assert MessageDoubt.TEXT_MISSING not in message.doubts
    assert [each.name for each in message.attachments] == ["plan.pdf"]


def test_a_damaged_winmail_is_kept_as_it_is() -> None:
    """The mail around it is read, and the damage told."""
    broken = winmail("tekst", {})[:8].hex()
    content = _eml(
        "From: a@b.nl",
        "Content-Type: application/ms-tnef; name=winmail.dat",
        "Content-Transfer-Encoding: 8bit",
        body=broken,
    )
    message = READER.read_bytes(content, "a.eml")
    assert MessageDoubt.DAMAGED_PART in message.doubts
    assert [each.name for each in message.attachments] == ["winmail.dat"]


def test_pasted_text_tells_no_moment() -> None:
    """Nor who sent it; both are told to be unknown."""
    message = READER.read_text("Wij zoeken 2 ha")
    assert (message.sent_at_utc, message.received_at_utc, message.sender_address) == (None, None, "")
    assert {each.value for each in message.doubts} == {"sender_unknown", "sent_unknown"}


@pytest.mark.parametrize("charset", ["cp1252", "utf-8"])
def test_a_subject_in_raw_bytes_is_read_and_doubted(charset: str) -> None:
    """Nobody stated their charset, so it is read as that of a body is."""
    head = "From: Jürgen Groß <j@vraagt.example>\nSubject: Grünfläche gesucht\nMIME-Version: 1.0\n\n2 ha\n"
    message = read_eml(head.encode(charset), "bericht.eml")
    assert (message.subject, message.sender_name) == ("Grünfläche gesucht", "Jürgen Groß")
    assert MessageDoubt.CHARSET in message.doubts
