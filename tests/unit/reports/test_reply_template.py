"""Reply templates: what ships can be used, what is wrong is told by line, and values are never fields."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.errors import ReportError
from drentsportal.paths import resources_dir
from drentsportal.reports.reply_template import FIELDS, read_template
from drentsportal.services.ports.replies import ReplyKind, ReplyLanguage

FOLDER = resources_dir() / "reply_templates"
GOOD = b"# uitleg {\nOnderwerp: {titel}\nAanhef: heer of mevrouw\n\nGeachte {aanhef},\n\n{vragen}\n"


@pytest.mark.parametrize("language", list(ReplyLanguage))
@pytest.mark.parametrize("kind", list(ReplyKind))
def test_every_template_that_ships_can_be_used(kind: ReplyKind, language: ReplyLanguage) -> None:
    """And names the case, whom it is for, and who sends it."""
    template = read_template((FOLDER / language.value / f"{kind.value}.txt").read_bytes(), kind.value)
    used = set(re.findall(r"\{(\w+)\}", template.subject + template.text))
    assert {"titel", "kenmerk", "aanhef", "afzender", "organisatie"} <= used <= set(FIELDS)


def test_the_page_beside_them_names_every_field() -> None:
    """Every field, and none that there is not."""
    page = (FOLDER / "LEESMIJ.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^\| `\{(\w+)\}` \|", page, re.MULTILINE)) == FIELDS


@pytest.mark.parametrize(
    ("content", "message_id", "line"),
    [
        (GOOD.replace(b"{vragen}", b"{vraagen}"), "field", 7),
        (GOOD.replace(b"{titel}", b"{titel:>9}"), "field", 2),
        (GOOD.replace(b"{titel}", b"{titel!r}"), "field", 2),
        (GOOD.replace(b"{titel}", b"{}"), "field", 2),
        (GOOD.replace(b"{vragen}", b"{vragen"), "brace", 7),
        (GOOD.replace(b"{vragen}", b"vragen}"), "brace", 7),
        (GOOD.replace(b"Geachte", b"Gr\xfc\xdfe"), "encoding", 5),
        (GOOD.replace(b"Onderwerp", b"Betreff"), "heading", None),
        (GOOD.replace(b"heer of mevrouw", b""), "heading", None),
        (GOOD[: GOOD.index(b"\n\n")], "empty", None),
    ],
)
def test_what_is_wrong_is_told_by_line(content: bytes, message_id: str, line: int | None) -> None:
    """With the file and what to do."""
    with pytest.raises(ReportError) as caught:
        read_template(content, "eigen.txt")
    assert caught.value.message_id == f"error.reply_template.{message_id}"
    assert (caught.value.params["file_name"], caught.value.params.get("line")) == ("eigen.txt", line)


def test_a_file_of_windows_reads_as_well() -> None:
    """With its mark at the start and its line ends."""
    read = read_template(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n"), "eigen.txt")
    assert read == read_template(GOOD, "eigen.txt")


@given(title=st.text(min_size=1), name=st.text())
def test_what_a_value_holds_is_never_a_field(title: str, name: str) -> None:
    """Braces of a title stay as they are."""
    subject, text = read_template(GOOD, "x").filled({"titel": f"{title}{{vragen}}", "aanhef": name})
    assert subject == f"{title}{{vragen}}"
    assert text.startswith(f"Geachte {name or 'heer of mevrouw'},")
