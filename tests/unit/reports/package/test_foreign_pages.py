"""Pages of others go out without what acts or is attached; what cannot be used is refused by name."""

from __future__ import annotations

import io
import random
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from drentsportal.domain.message import message
from drentsportal.errors import InputError
from drentsportal.media.picture_page import picture_page
from drentsportal.reports.package.foreign_pages import foreign_pages
from drentsportal.services.ports.packages import MOST_OWN_BYTES, MOST_OWN_PAGES
from tests.unit.reports.package.packages import acting_pdf, blank_pdf, locked_pdf


def test_pages_come_along() -> None:
    """As many as there were, with nothing to tell."""
    made = foreign_pages("brochure.pdf", blank_pdf(3))
    assert (made.page_count, made.left_out) == (3, ())
    assert len(PdfReader(io.BytesIO(made.content)).pages) == 3


def test_what_acts_or_is_attached_stays_out_and_is_told() -> None:
    """Script, action, file and maker are in no byte; a link to the web stays."""
    source = acting_pdf()
    assert b"STOORZENDER" in source
    made = foreign_pages("brochure.pdf", source)
    reader = PdfReader(io.BytesIO(made.content))
    assert b"STOORZENDER" not in made.content
    page: Any = reader.pages[0]
    root: Any = reader.trailer["/Root"]
    assert [each.get_object()["/A"]["/URI"] for each in page["/Annots"]] == ["https://drenthe.example/a"]
    assert "/AA" not in page
    assert not {"/Names", "/OpenAction", "/AcroForm", "/AA"} & set(root)
    (told,) = made.left_out
    parts = (
        message("package.left_out.scripts"),
        message("package.left_out.actions"),
        message("package.left_out.files"),
    )
    assert told == message("package.left_out", file_name="brochure.pdf", what=parts)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (locked_pdf(), "locked"),
        (b"", "damaged"),
        (b"geen pdf", "damaged"),
        (blank_pdf()[:200], "damaged"),
        (blank_pdf(0), "pages"),
        (blank_pdf(MOST_OWN_PAGES + 1), "pages"),
        (b"%PDF" + b" " * MOST_OWN_BYTES, "large"),
    ],
    ids=["locked", "empty", "no pdf", "cut off", "no pages", "too many pages", "too large"],
)
def test_what_cannot_be_used_is_refused_by_name(content: bytes, reason: str) -> None:
    """Whoever added it reads which file it is and what to do."""
    with pytest.raises(InputError) as caught:
        foreign_pages("Mijn brochure.pdf", content)
    assert caught.value.message_id == f"error.package.file_{reason}"
    assert caught.value.params["file_name"] == "Mijn brochure.pdf"


def test_damage_anywhere_is_a_refusal_or_pages_and_never_a_crash() -> None:
    """Bytes turned over at random places of a PDF."""
    chance, whole = random.Random(6), acting_pdf()  # noqa: S311 - the same damage each time
    for _ in range(60):
        content = bytearray(whole)
        for at in chance.sample(range(len(content)), 12):
            content[at] = chance.randrange(256)
        try:
            made = foreign_pages("x.pdf", bytes(content))
        except InputError:
            continue
        assert made.page_count == len(PdfReader(io.BytesIO(made.content)).pages)


@pytest.mark.parametrize(("size", "is_wide"), [((800, 400), True), ((400, 800), False)])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L"])
def test_a_picture_becomes_a_page_that_fits_on_paper(
    size: tuple[int, int], mode: str, *, is_wide: bool
) -> None:
    """A4 at most, lying or upright as the picture is."""
    written = io.BytesIO()
    Image.new(mode, size).save(written, "PNG")
    made = foreign_pages("plan.png", picture_page("plan.png", written.getvalue()))
    (page,) = PdfReader(io.BytesIO(made.content)).pages
    assert (page.mediabox.width > page.mediabox.height) is is_wide
    assert sorted((page.mediabox.width, page.mediabox.height)) <= [596, 843]


def test_what_is_no_picture_is_refused_by_name() -> None:
    """Whatever its name says."""
    with pytest.raises(InputError) as caught:
        picture_page("plan.png", b"\x89PNG geen plaatje")
    assert caught.value.params["file_name"] == "plan.png"
