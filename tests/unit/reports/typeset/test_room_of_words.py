"""A word is measured by the room that is left for it: beside a badge, beside a label, or on a whole line."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pytest
from pypdf import PdfReader

from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.typesetter import Typesetter
from tests.unit.reports.laid_out import misplaced
from tests.unit.reports.subjects import MADE_UTC

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.reports.conftest import RunTool

_PAGE: Final = """#import "theme.typ": *
#set document(title: "a")
#set text(lang: "nl", font: theme.fonts, size: 9.2pt)
#show regex("\\\\S{26,}"): broken
= Kop
"""
_CELL: Final = '(badge: "{badge}", swatch: "", svg: "", figures: false, lines: ({lines},))'
_LINE: Final = '(text: "{text}", mark: "", style: "", label: "{label}", answer: "{answer}")'
_MAIL: Final = "schakelpunt.drenthe\\\\u{40}bedrijvenportal.example"


def _set(folder: Path, body: str) -> Path:
    (folder / "advice.typ").write_text(_PAGE + body, encoding="utf-8")
    typesetter = Typesetter(resources_dir() / "documents", own_templates_dir=folder)
    path = folder / "a.pdf"
    path.write_bytes(typesetter.pdf("advice.typ", {}, MADE_UTC))
    return path


def _lines(path: Path) -> list[str]:
    reader = PdfReader(io.BytesIO(path.read_bytes()))
    return [each.strip() for page in reader.pages for each in page.extract_text().splitlines()][1:]


@pytest.mark.parametrize("width", range(30, 44))
def test_a_word_beside_a_badge_stays_in_its_column(tmp_path: Path, width: int, run_tool: RunTool) -> None:
    """However little it is wider than the room that the badge leaves."""
    line = _LINE.format(text="Bedrijventerreinregio", label="", answer="")
    cell = _CELL.format(badge="1", lines=line)
    table = f"#table(columns: ({width}mm, 1fr), stroke: none, inset: 0mm, "
    path = _set(tmp_path, table + f"cell-body({cell}, (:), fit: true), [{'Ernaast ' * 4}])")
    assert misplaced(path, run_tool) == []


def test_a_word_that_fits_beside_a_badge_stays_whole(tmp_path: Path) -> None:
    """Without a mark before it there is no room to keep for one."""
    line = _LINE.format(text="Zuidwolderhogeweg", label="", answer="")
    body = "#context { let w = measure[Zuidwolderhogeweg].width + 4.6mm + 2.2mm + 1mm\nblock(width: w, "
    path = _set(tmp_path, body + f"cell-body({_CELL.format(badge='1', lines=line)}, (:), fit: true)) }}")
    assert any("Zuidwolderhogeweg" in each for each in _lines(path))


def test_what_is_told_stands_beside_its_label(tmp_path: Path) -> None:
    """Nothing is cut from a text to find it, so that a language may join the two as it wants."""
    line = _LINE.format(text="terstond is de termijn", label="Termijn", answer="terstond")
    told = " ".join(_lines(_set(tmp_path, f"#lined(({line},))")))
    assert told.split() == ["Termijn:", "terstond"]


@pytest.mark.parametrize("width", [80, 90, 100, 110, 120])
def test_an_address_that_fits_on_a_line_is_not_broken(tmp_path: Path, width: int) -> None:
    """In the text of a letter it begins the next line."""
    mail = '#"' + _MAIL.replace("\\\\", "\\") + '"'
    body = f"#block(width: {width}mm, kept-whole[Vragen beantwoordt het schakelpunt bedrijven: {mail}])"
    lines = _lines(_set(tmp_path, body))
    assert any("schakelpunt.drenthe@bedrijvenportal.example" in each for each in lines), lines


def test_an_address_little_wider_than_its_column_is_set_smaller(tmp_path: Path) -> None:
    """Rather than broken; one that is far too wide is."""
    mail = '#"' + _MAIL.replace("\\\\", "\\") + '"'
    whole = "schakelpunt.drenthe@bedrijvenportal.example"
    assert whole in _lines(_set(tmp_path, f"#block(width: 65mm, fitted[{mail}])"))
    assert whole not in _lines(_set(tmp_path, f"#block(width: 45mm, fitted[{mail}])"))
