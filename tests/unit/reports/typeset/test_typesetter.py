"""The typesetter knows its own font only, says what went wrong, and leaves no folder behind."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

import pytest

from drentsportal.errors import ReportError
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.contact_code import SIZE_MM, contact_code
from drentsportal.reports.typeset.page_frame import title_size
from drentsportal.reports.typeset.typesetter import Typesetter
from tests.unit.reports.subjects import MADE_UTC, SURROUNDINGS


def _folders() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("drentsportal-set-*"))


def test_its_folder_goes_when_it_goes() -> None:
    """The folder of templates and faces is removed with the object."""
    before = _folders()
    typesetter = Typesetter(resources_dir() / "documents")
    (own,) = _folders() - before
    del typesetter
    gc.collect()
    assert not own.exists()


def test_a_template_that_fails_is_named() -> None:
    """A model without its parts is our fault, and is told as such."""
    with pytest.raises(ReportError) as caught:
        Typesetter(resources_dir() / "documents").pdf("factsheet.typ", {}, MADE_UTC)
    assert caught.value.params["template"] == "factsheet-body.typ"


def test_a_missing_alternative_text_is_refused(tmp_path: Path) -> None:
    """PDF/UA: a drawing without words does not pass."""
    page = """
        #set document(title: "x")
        #let drawing = "<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"9\\" height=\\"9\\"/>"
        #image(bytes(drawing), format: "svg")
    """
    (tmp_path / "page.typ").write_text(page, encoding="utf-8")
    with pytest.raises(ReportError):
        Typesetter(tmp_path).pdf("page.typ", {}, MADE_UTC)


@pytest.mark.parametrize(("length", "size"), [(1, 27), (24, 27), (25, 21), (42, 21), (43, 17), (300, 11)])
def test_long_titles_are_set_smaller(length: int, size: int) -> None:
    """27, 21 and 17 pt; smaller only for names that no page is made for."""
    assert title_size("x" * length) == size


def test_the_contact_code_is_22_mm() -> None:
    """The modules fill 22 mm; the quiet zone is the page's."""
    assert SIZE_MM == 22
    assert 'width="22mm"' in contact_code(SURROUNDINGS.contacts[0])
