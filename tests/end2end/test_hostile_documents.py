"""Markup, formulas and scripts in names stay text in every document and every file within one."""

from __future__ import annotations

import io
import re
import zipfile
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import openpyxl
import pytest
from docx import Document
from ezdxf.filemanagement import readfile
from icalendar import Calendar
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from tests.end2end.hostile_documents import (
    FUNCTION,
    ORGANISATION,
    PARKS,
    PLOTS,
    SOURCE,
    TITLE,
    hostile_workspace,
    make_all,
)
from tests.end2end.told_figures import squeezed

if TYPE_CHECKING:
    from pathlib import Path

ATTACKS: Final = (*PARKS, *PLOTS, FUNCTION, ORGANISATION, SOURCE, TITLE)
_ACTING: Final = {
    "/JS",
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/GoToR",
    "/EmbeddedFiles",
    "/AA",
    "/OpenAction",
}
_FORMULA_STARTS: Final = ("=", "+", "-", "@")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Make every document once."""
    folder = tmp_path_factory.mktemp("vijandig")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
            patch.setenv(name, str(folder))
        line = hostile_workspace(folder)
        return make_all(line, folder / "uit")


def _of(made: list[Path], *endings: str) -> list[Path]:
    found = [each for each in made if each.suffix in endings]
    assert found
    return found


def _pdf_words(content: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def _packed(made: list[Path], ending: str) -> dict[str, bytes]:
    """Return the files with an ending in the archives of the packages."""
    found: dict[str, bytes] = {}
    for path in _of(made, ".zip"):
        with zipfile.ZipFile(path) as archive:
            found |= {f"{path.name}/{name}": archive.read(name) for name in archive.namelist()}
    chosen = {name: content for name, content in found.items() if name.endswith(ending)}
    assert chosen, sorted(found)
    return chosen


def test_every_pdf_shows_names_and_does_nothing(made: list[Path]) -> None:
    """Each park stands in every document that tells of all; no PDF holds what acts or leads elsewhere."""
    files = {each.name: each.read_bytes() for each in _of(made, ".pdf")} | _packed(made, ".pdf")
    for name, content in files.items():
        assert _acting(content) == set(), name
    for name in (
        "bidbook.pdf",
        "vergelijking.pdf",
        "advies-d-2026-0001.pdf",
        "advies-kort-d-2026-0001.pdf",
        "dagprogramma-d-2026-0001-2026-12-03.pdf",
        "informatiepakket-d-2026-0001.pdf",
    ):
        words = _pdf_words(files[name])
        assert [each for each in PARKS if squeezed(each) not in words] == [], name
    second = _pdf_words(files["informatiepakket-d-2026-0001-2.pdf"])
    assert [each for each in (*PLOTS, FUNCTION) if squeezed(each) not in second] == []
    sheets = [_pdf_words(content) for name, content in files.items() if name.startswith("factsheet-")]
    for plot in PLOTS:
        assert any(squeezed(plot) in each for each in sheets)


def _acting(content: bytes) -> set[str]:
    """Return what acts in a PDF: keys of actions, and links that are none of ours."""
    reader = PdfReader(io.BytesIO(content))
    found: set[str] = set()
    waiting: list[object] = [reader.trailer]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop()
        direct = each.get_object() if hasattr(each, "get_object") else each
        if id(direct) in seen or not isinstance(direct, DictionaryObject | ArrayObject):
            continue
        seen.add(id(direct))
        if isinstance(direct, DictionaryObject):
            found |= _ACTING & set(direct)
            found |= {str(direct["/URI"])} if "/URI" in direct and "/S" in direct else set()
            waiting += [value for key, value in direct.items() if key != "/Parent"]
        else:
            waiting += list(direct)
    return found


class _Page(HTMLParser):
    """Gathers the words of a page, its elements and what they are told to do."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_web_page_holds_no_element_of_a_name(made: list[Path]) -> None:
    """No script, picture or link, no attribute that acts; the names stand there as words."""
    (path,) = _of(made, ".html")
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    assert not page.tags & {"script", "img", "a", "b onload=x", "iframe", "object", "embed", "form", "link"}
    assert not [each for each in page.attributes if each.startswith("on") or each in {"src", "href"}]
    assert [each for each in PARKS if squeezed(each) not in squeezed(page.words)] == []


def test_no_workbook_has_a_formula_or_link_of_a_name(made: list[Path]) -> None:
    """Each name is a string; the ranking has formulas of its own, and none of them holds a name."""
    seen: set[str] = set()
    for path in _of(made, ".xlsx"):
        for sheet in openpyxl.load_workbook(path):
            assert not sheet._hyperlinks, path.name  # type: ignore[attr-defined] # noqa: SLF001 - no public way
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
                text = str(cell.value)
                held = [each for each in ATTACKS if each in text]
                seen |= set(held)
                assert cell.data_type != "f" or not held, (path.name, cell.coordinate, text)
                if text in ATTACKS:
                    assert cell.data_type == "s", (path.name, cell.coordinate)
        with zipfile.ZipFile(path) as archive:
            everything = b"".join(map(archive.read, archive.namelist()))
        assert b'TargetMode="External"' not in everything, path.name
        assert b"DDE" not in everything, path.name
    assert set(PARKS) <= seen


def test_no_letter_has_a_field_or_link_of_a_name(made: list[Path]) -> None:
    """In both forms the names are runs of text; the only fields are the numbers of the pages."""
    for path in _of(made, ".docx"):
        document = Document(str(path))
        words = squeezed("".join(document.element.body.itertext()))
        assert [each for each in (*PARKS, TITLE) if squeezed(each) not in words] == []
        with zipfile.ZipFile(path) as archive:
            everything = b"".join(map(archive.read, archive.namelist()))
        assert b'TargetMode="External"' not in everything
        assert not re.search(rb"<w:(fldSimple|altChunk|hyperlink|object)\b", everything)
        fields = set(re.findall(rb"<w:instrText[^>]*>(.*?)</w:instrText>", everything, re.DOTALL))
        assert fields == {b" PAGE ", b" NUMPAGES "}


def test_archives_hold_safe_names_and_a_list_of_contents_in_words(made: list[Path]) -> None:
    """No name leads out of the folder; the list names the sites as they are called."""
    for path in _of(made, ".zip"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                assert re.fullmatch(r"[\w.-]+(/[\w. -]+)?", name), name
                assert ".." not in name
    listed = b"".join(_packed(made, "0-inhoud.txt").values())
    assert not re.search(rb"[<>=@#$*]", re.sub(rb"=+\r\n", b"", listed))
    pages = "".join(map(_pdf_words, _packed(made, "0-inhoud.pdf").values()))
    assert [each for each in (*PARKS, FUNCTION) if squeezed(each) not in pages] == []


def test_a_business_card_is_one_card_of_one_function(made: list[Path]) -> None:
    """A name with a property in it stays within its own property."""
    for content in _packed(made, ".vcf").values():
        text = content.decode("utf-8").replace("\r\n ", "")
        lines = text.strip().split("\r\n")
        assert (lines[0], lines[-1]) == ("BEGIN:VCARD", "END:VCARD")
        names = [re.split("[;:]", each)[0] for each in lines]
        assert names.count("BEGIN") == 1
        assert len(names) == len(set(names)), names
        (shown,) = (each.partition(":")[2] for each in lines if each.startswith("FN"))
        assert re.sub(r"\\([;,\\])", r"\1", shown).startswith(FUNCTION)


def test_drawings_keep_names_in_texts_and_open(made: list[Path], tmp_path: Path) -> None:
    """Of the package and of the export; a code of the drawing program in a name is no code."""
    texts = ""
    contents = [*_packed(made, ".dxf").values(), *(each.read_bytes() for each in _of(made, ".dxf"))]
    for content in contents:
        path = tmp_path / "a.dxf"
        path.write_bytes(content)
        drawing = readfile(path)
        assert drawing.audit().errors == []
        for each in drawing.modelspace().query("TEXT MTEXT"):
            texts += each.dxf.text if each.dxftype() == "TEXT" else each.text  # type: ignore[attr-defined] # MText
        for layer in drawing.layers:
            assert not re.search(r'[<>/\\":;?*|=,`]', layer.dxf.name), layer.dxf.name
    assert "%%" not in texts, "a code that underlines"
    for plot in PLOTS:
        assert squeezed(plot) in squeezed(texts.replace("\N{ZERO WIDTH SPACE}", "")), texts


def test_a_calendar_has_an_event_per_stop_and_no_more(made: list[Path]) -> None:
    """A name cannot end an event or add a property."""
    (path,) = _of(made, ".ics")
    calendar = Calendar.from_ical(path.read_bytes())
    told = [str(each["summary"]) for each in calendar.walk("VEVENT")]
    for park in PARKS:
        assert sum(each.startswith("Stop") and park in each for each in told) == 1, told
    assert not any(each.walk("VALARM") or each.get("ATTACH") for each in calendar.walk("VEVENT"))


def test_a_mail_draft_keeps_names_out_of_its_head(made: list[Path]) -> None:
    """No header more than a mail has, and the addressee is the address of the contact list."""
    (path,) = _of(made, ".eml")
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert "loket@bedrijvenportal.example" in str(message["To"])
    assert {each.casefold() for each in message.keys()} <= {  # noqa: SIM118 - a message is no mapping
        "to", "cc", "from", "subject", "date", "message-id", "mime-version", "content-type",
        "content-transfer-encoding", "x-unsent", "content-language",
    }  # fmt: skip
    assert message.get_content_type() in {"multipart/mixed", "text/plain"}


def test_what_is_tried_here_would_be_a_formula_elsewhere() -> None:
    """So that these names go on being what they are meant to be."""
    assert sum(each.startswith(_FORMULA_STARTS) for each in ATTACKS) >= 5
    assert sum(bool(re.search(r"<\w+", each)) for each in ATTACKS) >= 5
