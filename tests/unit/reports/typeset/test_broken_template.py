"""A template that cannot be set is told in the language of the reader; what typst says is a quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.message import Message
from drentsportal.errors import ReportError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.typesetter import Typesetter
from drentsportal.services.failed_documents import FailedDocument, IncompleteBatchError
from drentsportal.services.failures import reason_of
from tests.unit.reports.subjects import MADE_UTC

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = '#set document(title: "a")\n#set text(lang: "nl")\n'


def _fault(folder: Path, text: str) -> ReportError:
    (folder / "advice.typ").write_text(f"{_HEAD}{text}\n", encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        Typesetter(resources_dir() / "documents", own_templates_dir=folder).pdf("advice.typ", {}, MADE_UTC)
    return caught.value


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("#let prijs =", "syntax", ""),
        ("#(1", "syntax", ""),
        ('#"abc', "syntax", ""),
        ("= a ]", "syntax", ""),
        ("#foo", "variable", "foo"),
        ("#(a: 1).b", "field", "b"),
        ('#"a".foo()', "field", "foo"),
        ("#calc.foo", "field", "foo"),
        ('#(1 + "a")', "type", ""),
        ('#heading(level: "x")[a]', "type", ""),
        ("#text(foo: 1)[x]", "argument", ""),
        ('#image("x.png")', "file_named", "x.png"),
        ('#image("../x.png")', "outside", "../x.png"),
        ('#panic("x")', "other", ""),
        ("#rect()\n#figure(rect(), caption: none)", "alt", "alt"),
        ("= a\n=== b", "heading_skipped", "niveau 3"),
        ("== a", "heading_first", "niveau 1"),
        ("= ", "heading_empty", "leeg"),
        ('#text(font: "Source Sans Pro")[漢]', "glyph", "漢"),
        ('#pdf.attach("advice.typ")', "attached", "pdf.attach"),
        ("$a$", "formula", "formule"),
        ("mail a@weg", "label", "@weg"),
    ],
)
def test_the_kind_of_fault_is_told_in_words_of_our_own(
    tmp_path: Path, dutch: Language, text: str, kind: str, name: str
) -> None:
    """With file, line and column; the words of typst are quoted, without a folder of ours."""
    error = _fault(tmp_path, text)
    fault = error.params["fault"]
    assert isinstance(fault, Message)
    assert fault.id == f"template.fault.{kind}"
    told = dutch.text(error)
    assert told.startswith(f"In sjabloon advice.typ, regel {3 + text.count(chr(10))}, kolom ")
    assert name in dutch.text(fault)
    assert f"Typst meldt: “{error.params['reason']}”." in told
    assert str(error.params["reason"]) not in told.replace(f"“{error.params['reason']}”", "")
    assert "searched at" not in told


@pytest.mark.parametrize("text", ["", "= Kop\n", '#set document(title: "")\n'])
@pytest.mark.parametrize(
    ("code", "title"), [("nl", "geen titel"), ("en", "no title"), ("de", "keinen Titel")]
)
def test_a_template_without_title_is_told_what_to_put_in(
    tmp_path: Path, text: str, code: str, title: str
) -> None:
    """It has no line; the words of typst stand behind our own. Also in a process of its own."""
    (tmp_path / "advice.typ").write_text(text, encoding="utf-8")
    setting = Typesetter(resources_dir() / "documents", own_templates_dir=tmp_path)
    with pytest.raises(ReportError) as caught:
        setting.pdf("advice.typ", {}, MADE_UTC)
    with pytest.raises(ReportError) as apart:
        setting.pdf_apart("advice.typ", "{}", MADE_UTC, lambda: None)
    language = Language(code, resources_dir(), strict=True)
    told = language.text(caught.value)
    assert told == language.text(apart.value)
    assert title in told.partition("PDF/UA")[0]
    assert "#set document(title:" in told
    assert title in language.text(reason_of(caught.value))


def test_what_came_of_it_is_told_once(tmp_path: Path, dutch: Language) -> None:
    """Alone with the error; of several documents after them all, and what spoils them all once."""
    error = _fault(tmp_path, "#foo")
    assert dutch.text(error).count("niets gemaakt") == 1
    failed = tuple(FailedDocument(each, reason_of(error)) for each in ("Alfa", "Beta", "Gamma"))
    told = dutch.text(IncompleteBatchError((), failed))
    assert told.startswith("3 documenten konden niet worden gemaakt: Alfa, Beta en Gamma (in sjabloon")
    assert told.count("advice.typ") == 1
    assert "niets gemaakt" not in told
    assert told.count("Er is geen document gemaakt.") == 1
