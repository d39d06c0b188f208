"""The search for marks itself: one is found in every kind of file, else the searches prove nothing."""

from __future__ import annotations

import base64
import io
import sqlite3
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING, Final

import docx
import pytest
import typst
import xlsxwriter

from tests.end2end.searched_files import holding

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MARK: Final = "Klompenwoord"


def _text(mark: str) -> bytes:
    return f"naam;{mark}\n".encode()


def _wide(mark: str) -> bytes:
    return f"naam\t{mark}".encode("utf-16")


def _pdf(mark: str) -> bytes:
    # Narrow enough to break the word over lines.
    page = f'#set page(width: 3cm, height: 5cm)\n#set text(lang: "nl", hyphenate: true)\nOver {mark} en meer'
    return typst.compile(page.encode())


def _titled_pdf(mark: str) -> bytes:
    return typst.compile(f'#set document(title: "{mark}")\nLeeg'.encode())


def _xlsx(mark: str) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet("een").write_comment(0, 0, mark)
    return made.getvalue()


def _docx(mark: str) -> bytes:
    made, document = io.BytesIO(), docx.Document()
    document.core_properties.author = mark
    document.save(made)
    return made.getvalue()


def _zip(mark: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("blad.xlsx", _xlsx(mark))
    return made.getvalue()


def _eml(mark: str) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Advies"
    mail.set_content("Bijgaand")
    mail.add_attachment(_docx(mark), maintype="application", subtype="docx", filename="brief.docx")
    return mail.as_bytes()


def _headed_eml(mark: str) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = f"Advies voor café {mark}"
    mail.set_content("Bijgaand")
    return mail.as_bytes()


def _html(mark: str) -> bytes:
    packed = base64.b64encode(f"verder niets dan {mark}".encode()).decode()
    return f'<img src="data:text/plain;base64,{packed}">'.encode()


MAKERS: Final = {
    "lijst.csv": _text,
    "wijd.txt": _wide,
    "pagina.pdf": _pdf,
    "titel.pdf": _titled_pdf,
    "blad.xlsx": _xlsx,
    "brief.docx": _docx,
    "pakket.zip": _zip,
    "mail.eml": _eml,
    "kop.eml": _headed_eml,
    "kaart.html": _html,
}


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_mark_is_found(tmp_path: Path, name: str) -> None:
    """Deep inside or broken over lines; and nothing is found where there is none."""
    make: Callable[[str], bytes] = MAKERS[name]
    (tmp_path / "diep").mkdir()
    (tmp_path / "diep" / name).write_bytes(make("Iets anders"))
    assert holding(tmp_path, MARK) == []
    (tmp_path / "diep" / name).write_bytes(make(MARK))
    assert holding(tmp_path, MARK) != []


def test_a_mark_is_found_in_names_and_in_a_database(tmp_path: Path) -> None:
    """Names of folders and files are exports too; a GeoPackage is a database."""
    (tmp_path / f"van {MARK.upper()}").mkdir()
    assert holding(tmp_path, MARK) == [f"van {MARK.upper()}"]
    path = tmp_path / "terreinen.gpkg"
    with sqlite3.connect(path) as connection:
        connection.execute("create table t (naam text)")
        connection.execute("insert into t values (?)", (MARK,))
    connection.close()
    assert "terreinen.gpkg" in holding(tmp_path, MARK)
