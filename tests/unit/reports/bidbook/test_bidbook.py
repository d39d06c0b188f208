"""A bidbook: equal bytes however it is made, gone on with, and one fault spoils one sheet."""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from pypdf import PdfReader

from drentsportal.domain.entry.editing import NewAttachment, SiteEdit
from drentsportal.domain.message import message
from drentsportal.domain.sites.site_attachment import SiteAttachment, SiteAttachmentKind
from drentsportal.domain.values import PartialDate
from drentsportal.errors import InputError, NotFoundError, ReportError
from drentsportal.language import Language
from drentsportal.reports.bidbook.batch import BatchFiles, BatchTools
from drentsportal.reports.bidbook.batch_record import RECORD_NAME
from drentsportal.reports.factsheet.photograph import photograph_figure
from drentsportal.reports.typeset.typesetter import Typesetter
from drentsportal.reports.writer import ReportWriter
from drentsportal.services.bidbook import (
    Bidbook,
    BidbookOrder,
    Bidbooks,
    IncompleteBidbookError,
    StoppedBidbookError,
)
from drentsportal.services.documents import SitePhotograph
from drentsportal.services.edit_history import EditHistory
from drentsportal.services.factsheets import factsheet_subject, surroundings_of
from drentsportal.services.ports.documents import DocumentStyle
from drentsportal.services.progress import CancelledError, NoProgress
from tests.fakes import OFFICER, FixedActor
from tests.unit.reports.subjects import factsheet
from tests.unit.services.document_fakes import RESOURCES, Desk, delivery, report

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

    from drentsportal.services.ports.bidbooks import SheetJob, SheetOutcome

PARKS = ("near", "nearer", "same", "far", "small")
QUIET = NoProgress()
STYLE = DocumentStyle()


class FaultyTypesetter(Typesetter):
    """Cannot set the sheets of one site."""

    def pdf_of(self, template: str, data: str, made_at_utc: object) -> bytes:
        """Fail for the site."""
        if template == "factsheet.typ" and json.loads(data)["title"] == "Verweg":
            raise ReportError("error.document.not_set", template=template, reason="test")
        return super().pdf_of(template, data, made_at_utc)  # type: ignore[arg-type] # as the port has it


class CountedFiles(BatchFiles):
    """Counts the sheets that were asked for."""

    asked = 0

    def sheets(self, jobs: Iterable[SheetJob]) -> Generator[SheetOutcome]:
        """Count as they are taken."""

        def counted() -> Iterator[SheetJob]:
            for job in jobs:
                CountedFiles.asked += 1
                yield job

        return super().sheets(counted())


@dataclass
class BookWriter:
    """Begins batches with so many workers; a faulty one cannot set one site."""

    workers: int = 2
    is_faulty: bool = False
    style: DocumentStyle = STYLE
    writer: ReportWriter = field(
        default_factory=lambda: ReportWriter(Language("nl", RESOURCES, strict=True), RESOURCES / "documents")
    )

    def styled(self, style: DocumentStyle) -> BookWriter:
        """Pretend another style."""
        return replace(self, style=style)

    def bidbook_files(self) -> BatchFiles:
        """Begin a batch."""
        tools: BatchTools = self.writer.bidbook_files(self.style)._tools  # noqa: SLF001 - the tools as they are wired
        if self.is_faulty:
            tools = replace(tools, open_typesetter=lambda: FaultyTypesetter(RESOURCES / "documents"))
        return CountedFiles(tools, self.workers)


@dataclass
class Shelf:
    """A desk that makes bidbooks into a folder."""

    folder: Path
    desk: Desk = field(default_factory=Desk)
    writer: BookWriter = field(default_factory=BookWriter)

    def make(self, site_ids: tuple[str, ...] = PARKS, progress: object = QUIET, **more: object) -> Bidbook:
        """Make a bidbook."""
        desk = self.desk
        books = Bidbooks(desk.workspace, desk.reference, self.writer, desk.clock)
        order = BidbookOrder(site_ids, self.folder, **more)  # type: ignore[arg-type] # fields by name
        return books.make(order, progress)  # type: ignore[arg-type] # a progress

    def bytes(self) -> dict[str, bytes]:
        """Return what lies in the folder."""
        return {path.name: path.read_bytes() for path in sorted(self.folder.iterdir())}


@dataclass
class StopAfter:
    """Cancels once so many sheets are done."""

    count: int

    def step(self, done: int, total: int, what: str = "") -> None:
        """Cancel in time."""
        if done >= self.count:
            raise CancelledError(what, total)


@dataclass
class StopInBook:
    """Cancels at a call while the document of all is set."""

    count: int

    def step(self, done: int, total: int, what: str = "") -> None:
        """Cancel in time."""
        self.count -= what == "progress.bidbook.book"
        if not self.count:
            raise CancelledError(what, done, total)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Give a shelf."""
    return Shelf(tmp_path / "boek")


def text_of(path: Path) -> list[str]:
    """Return the words of each page."""
    return [page.extract_text() for page in PdfReader(path).pages]


def test_bytes_are_equal_with_one_worker_and_with_three(tmp_path: Path) -> None:
    """Neither the number of workers nor the order in which they end is in a file."""
    one = Shelf(tmp_path / "een", writer=BookWriter(workers=1))
    three = Shelf(tmp_path / "drie", writer=BookWriter(workers=3))
    one.make()
    three.make()
    assert one.bytes() == three.bytes()
    assert len(one.bytes()) == len(PARKS) + 2


def test_a_sheet_is_the_one_that_is_made_alone(shelf: Shelf, tmp_path: Path) -> None:
    """A batch drops nothing."""
    bidbook = shelf.make(combined=False)
    desk = shelf.desk
    shared = surroundings_of(desk.workspace.catalogue, desk.reference)
    for site_id, made in zip(PARKS, bidbook.sheets, strict=True):
        subject = factsheet_subject(desk.workspace.catalogue, site_id, shared, desk.clock.now_utc())
        alone = shelf.writer.writer.factsheet(subject, tmp_path / "los.pdf")
        assert made.sha256 == alone.sha256
    assert bidbook.book is None


def test_the_contents_name_the_page_on_which_a_sheet_begins(shelf: Shelf) -> None:
    """Numbers, links and bookmarks agree with the pages; every sheet is in it."""
    made = shelf.make(title="Ruimte in Emmen").book
    assert made is not None
    reader, pages = PdfReader(made.path), text_of(made.path)
    assert "Ruimte in Emmen" in pages[0]
    assert "5 locaties in 1 gemeente: Emmen" in pages[0].replace("\n", " ")
    marks = [each for each in reader.outline if not isinstance(each, list)]
    assert [each.title for each in marks] == [
        "Ruimte in Emmen",
        "Bargermeer",
        "Pollux",
        "Pollux",
        "Verweg",
        "Klein",
    ]
    starts = [(reader.get_destination_page_number(each) or 0) + 1 for each in marks[1:]]
    told = [int(each) for each in re.findall(r"\. \.[\s\u2060.]*(\d+)\s*$", pages[0], re.MULTILINE)]
    assert told == starts
    for mark, start in zip(marks[1:], starts, strict=True):
        assert str(mark.title) in pages[start - 1]
    assert f"Pagina {len(pages)} van {len(pages)}" in pages[-1]
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_what_is_there_is_kept_and_what_misses_is_made(shelf: Shelf) -> None:
    """A second run writes nothing; a file that went or was changed comes back as it was."""
    shelf.make()
    before = shelf.bytes()
    times = {path.name: path.stat().st_mtime_ns for path in shelf.folder.glob("*.pdf")}
    shelf.desk.clock.advance(timedelta(hours=2))
    assert shelf.make().kept_count == len(PARKS)
    assert {path.name: path.stat().st_mtime_ns for path in shelf.folder.glob("*.pdf")} == times
    (shelf.folder / "factsheet-verweg.pdf").unlink()
    (shelf.folder / "factsheet-klein.pdf").write_bytes(b"iets anders")
    (shelf.folder / "bidbook.pdf").unlink()
    again = shelf.make()
    assert (again.kept_count, again.anew) == (3, None)
    assert shelf.bytes() == before


def test_a_stopped_batch_leaves_whole_files_and_is_gone_on_with(shelf: Shelf, tmp_path: Path) -> None:
    """What was ready is kept; the end is as if nobody had stopped it."""
    with pytest.raises(StoppedBidbookError) as stopped:
        shelf.make(progress=StopAfter(2))
    left = shelf.bytes()
    assert not [name for name in left if name.endswith(".part")]
    sheets = [content for name, content in left.items() if name.endswith(".pdf")]
    assert 2 <= len(sheets) <= len(PARKS)
    assert (stopped.value.made_count, stopped.value.site_count) == (len(sheets), len(PARKS))
    assert all(content.startswith(b"%PDF") and b"%%EOF" in content[-8:] for content in sheets)
    shelf.desk.clock.advance(timedelta(minutes=5))
    assert shelf.make().kept_count == len(sheets)
    whole = Shelf(tmp_path / "in een keer")
    whole.make()
    assert shelf.bytes() == whole.bytes()


def test_the_document_of_all_is_stopped_while_it_is_set(shelf: Shelf, tmp_path: Path) -> None:
    """The sheets stay, no half document lies there, and the next run makes only that one."""
    with pytest.raises(CancelledError):
        shelf.make(progress=StopInBook(2))
    assert sorted(path.suffix for path in shelf.folder.iterdir()) == [".json", *[".pdf"] * len(PARKS)]
    assert not (shelf.folder / "bidbook.pdf").exists()
    again = shelf.make()
    assert (again.kept_count, again.anew) == (len(PARKS), None)
    whole = Shelf(tmp_path / "in een keer")
    whole.make()
    assert shelf.bytes() == whole.bytes()


def test_a_stop_before_the_first_sheet_forgets_nothing(shelf: Shelf) -> None:
    """The record still has the sheets that were not reached."""
    shelf.make()
    with pytest.raises(CancelledError):
        shelf.make(progress=StopAfter(1))
    assert shelf.make().kept_count == len(PARKS)


def test_many_sheets_are_not_gathered_before_they_are_needed(shelf: Shelf) -> None:
    """A batch holds a few sheets in memory, not all that are to come."""
    CountedFiles.asked = 0
    shelf.writer.workers = 1
    with pytest.raises(CancelledError):
        shelf.make(progress=StopAfter(1))
    assert CountedFiles.asked < len(PARKS)


def test_one_fault_spoils_one_sheet(shelf: Shelf) -> None:
    """It is named with its reason; the others are there, also in the document of all."""
    shelf.writer.is_faulty = True
    with pytest.raises(IncompleteBidbookError) as caught:
        shelf.make()
    assert caught.value.failed == ("Verweg",)
    assert len(caught.value.bidbook.sheets) == len(PARKS) - 1
    assert "factsheet-verweg.pdf" not in shelf.bytes()
    titles = [str(each.title) for each in PdfReader(shelf.folder / "bidbook.pdf").outline]  # type: ignore[union-attr] # bookmarks of one level
    assert "Verweg" not in titles
    assert "Klein" in titles
    front = " ".join(text_of(shelf.folder / "bidbook.pdf")[0].split())
    assert "4 locaties in 1 gemeente: Emmen. Niet in dit bidbook Van deze locatie kon" in front
    assert "gemaakt: \N{BULLET} Verweg Inhoud" in front
    shelf.writer.is_faulty = False
    mended = shelf.make()
    assert "Niet in dit bidbook" not in text_of(shelf.folder / "bidbook.pdf")[0]
    assert mended.kept_count == len(PARKS) - 1
    assert len(PdfReader(shelf.folder / "bidbook.pdf").outline) == len(PARKS) + 1


@pytest.mark.parametrize(
    ("site_ids", "combined", "said"),
    [
        (PARKS, True, "De andere 4 factsheets staan klaar, ook in het bidbook; de eerste bladzijde daarvan"),
        (PARKS, False, "De andere 4 factsheets staan klaar."),
        (("far", "near"), False, "Het andere factsheet staat klaar."),
        (("far",), True, "Er is geen document gemaakt."),
    ],
)
def test_what_failed_and_what_is_there_is_counted_in_factsheets(
    shelf: Shelf, site_ids: tuple[str, ...], said: str, *, combined: bool
) -> None:
    """As many as the folder holds: the document of all is none of them."""
    shelf.writer.is_faulty = True
    with pytest.raises(IncompleteBidbookError) as caught:
        shelf.make(site_ids, combined=combined)
    told = Language("nl", RESOURCES, strict=True).text(caught.value)
    assert told.startswith("1 factsheet kon niet worden gemaakt: Verweg (")
    assert said in told
    assert len(list(shelf.folder.glob("factsheet-*.pdf"))) == len(site_ids) - 1


def test_a_gemeente_of_which_all_failed_is_not_counted(shelf: Shelf) -> None:
    """The title page tells of the sites that are in it."""
    elsewhere = delivery()
    parks = elsewhere.batches[0]
    codes = ["GM0118" if each == "far" else "GM0114" for each in parks.site_ids]
    moved = replace(parks, columns=dict(parks.columns) | {"municipality_code": codes})
    with shelf.desk.workspace.unit_of_work() as work:
        changed = replace(elsewhere, batches=(moved, *elsewhere.batches[1:]))
        work.sites.add_delivery(changed, report(), OFFICER, shelf.desk.clock.now_utc())
        work.commit()
    shelf.writer.is_faulty = True
    with pytest.raises(IncompleteBidbookError):
        shelf.make()
    assert "4 locaties in 1 gemeente: Emmen." in text_of(shelf.folder / "bidbook.pdf")[0]
    shelf.writer.is_faulty = False
    shelf.make()
    assert "5 locaties in 2 gemeenten: Emmen" in text_of(shelf.folder / "bidbook.pdf")[0]


def test_other_data_begin_anew_and_say_so(shelf: Shelf) -> None:
    """No sheet of an older version stays, not even of a site outside the selection of now."""
    shelf.make()
    with shelf.desk.workspace.unit_of_work() as work:
        work.sites.add_delivery(delivery(), report(), OFFICER, shelf.desk.clock.now_utc())
        work.commit()
    again = shelf.make(("near",))
    assert again.anew is not None
    assert again.anew.id == "bidbook.anew.data"
    assert sorted(shelf.bytes()) == ["bidbook.json", "bidbook.pdf", "factsheet-bargermeer.pdf"]


@pytest.mark.parametrize(("what", "said"), [("day", "bidbook.anew.day"), ("style", "bidbook.anew.style")])
def test_another_day_or_style_begins_anew(shelf: Shelf, what: str, said: str) -> None:
    """What is out of date depends on the day; one book has one style, also where two have one file name."""
    if what == "day":
        shelf.make()
        shelf.desk.clock.advance(timedelta(days=1))
        again = shelf.make()
    else:
        shelf.make(style=DocumentStyle("nl", "mijn_huis"))
        again = shelf.make(style=DocumentStyle("nl", "mijn-huis"))
    assert again.kept_count == 0
    assert again.anew is not None
    assert again.anew.id == said


@pytest.mark.parametrize(
    ("style", "ending"),
    [
        (DocumentStyle("en"), "en"),
        (DocumentStyle("nl", "provincie"), "provincie"),
        (DocumentStyle("de", "provincie"), "de-provincie"),
    ],
)
def test_a_bidbook_in_another_language_or_style_lies_beside_the_first(
    shelf: Shelf, style: DocumentStyle, ending: str
) -> None:
    """With a record and sheets of its own: neither run takes away or replaces what the other made."""
    shelf.make(("near",), combined=True)
    first = shelf.bytes()
    other = shelf.make(("near",), combined=True, style=style)
    assert other.anew is None
    both = shelf.bytes()
    assert {name: both[name] for name in first} == first
    assert sorted(both.keys() - first.keys()) == [
        f"bidbook-{ending}.json",
        f"bidbook-{ending}.pdf",
        f"factsheet-bargermeer-{ending}.pdf",
    ]
    assert shelf.make(("near",), combined=True).kept_count == 1


def test_a_file_that_somebody_changed_is_not_taken_away(shelf: Shelf) -> None:
    """Beginning anew removes only what we wrote."""
    shelf.make()
    own = shelf.folder / "factsheet-verweg.pdf"
    own.write_bytes(own.read_bytes() + b"\n% met een aantekening")
    shelf.desk.clock.advance(timedelta(days=1))
    shelf.make(("near",))
    assert own.exists()
    assert not (shelf.folder / "factsheet-klein.pdf").exists()


def test_sites_of_another_choice_stay(shelf: Shelf) -> None:
    """The record has them still; the document of all holds the choice of now."""
    shelf.make(("near", "far"))
    assert shelf.make(("far", "small")).kept_count == 1
    assert shelf.make(("near", "far", "small")).kept_count == 3


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"format": 2}', '{"format": 1, "data_version": "x"}', "null"],
)
def test_a_record_that_cannot_be_read_keeps_nothing(shelf: Shelf, content: str) -> None:
    """Then all is made, as in an empty folder."""
    shelf.make()
    (shelf.folder / RECORD_NAME).write_text(content, encoding="utf-8")
    again = shelf.make()
    assert (again.kept_count, len(again.sheets)) == (0, len(PARKS))


def test_a_record_names_files_of_its_own_folder_only(shelf: Shelf, tmp_path: Path) -> None:
    """A record that somebody sent along cannot make us remove anything elsewhere."""
    shelf.make()
    elsewhere = tmp_path / "elders.pdf"
    elsewhere.write_bytes((shelf.folder / "factsheet-klein.pdf").read_bytes())
    record = shelf.folder / RECORD_NAME
    text = record.read_text(encoding="utf-8").replace("factsheet-klein.pdf", "../elders.pdf")
    record.write_text(text, encoding="utf-8")
    shelf.desk.clock.advance(timedelta(days=1))
    shelf.make(("near",))
    assert elsewhere.exists()


def test_nothing_to_make_and_an_unknown_site_are_told_before_anything_is_written(shelf: Shelf) -> None:
    """No folder comes of it."""
    with pytest.raises(InputError):
        shelf.make(())
    with pytest.raises(NotFoundError):
        shelf.make(("near", "nergens"))
    assert not shelf.folder.exists()


def add_photograph(desk: Desk, site_id: str, content: bytes) -> None:
    """Keep a photograph with a site."""
    attachment = SiteAttachment(
        f"{site_id}-foto",
        site_id,
        SiteAttachmentKind.PHOTOGRAPH,
        "Toegang aan de zuidkant",
        "image/jpeg",
        len(content),
        hashlib.sha256(content).hexdigest(),
        "Studio Veld",
        "CC BY 4.0",
        "Gemeente Emmen",
        PartialDate(2025, 6, 3),
    )
    history = EditHistory(desk.workspace, desk.clock, FixedActor())
    told = message("edit.attached", site=site_id, title=attachment.title)
    new = NewAttachment(attachment, content)
    history.carry_out(SiteEdit(told, "Gemeente Emmen", added_attachments=(new,)))


def picture(colour: tuple[int, int, int] = (60, 120, 80)) -> bytes:
    """Return a photograph of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (640, 420), colour).save(stream, "JPEG")
    return stream.getvalue()


def test_a_photograph_stands_on_page_two_with_its_words(shelf: Shelf) -> None:
    """Title, maker, licence and date are told; the alternative text says what it shows; also in the book."""
    add_photograph(shelf.desk, "far", picture())
    made = shelf.make(("near", "far"))
    pages = text_of(made.sheets[1].path)
    told = " ".join(pages[1].split())
    assert "Toegang aan de zuidkant · foto: Studio Veld · CC BY 4.0 · peildatum 3 jun" in told
    alternative = "Foto van Verweg: Toegang aan de zuidkant"
    assert alternative in alternatives(made.sheets[1].path)
    assert made.book is not None
    assert alternative in alternatives(made.book.path)
    assert alternative not in alternatives(made.sheets[0].path)


def alternatives(path: Path) -> set[str]:
    """Return the alternative texts of a document."""
    found: set[str] = set()
    reader = PdfReader(path)
    for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1):
        thing = reader.get_object(number)
        if isinstance(thing, dict) and "/Alt" in thing:
            found.add(str(thing["/Alt"]))
    return found


@pytest.mark.parametrize("fault", ["cut off", "no picture"])
def test_one_broken_photograph_spoils_one_sheet(shelf: Shelf, fault: str) -> None:
    """It is named with what to do; the other sheets and the book are made."""
    content = {"cut off": picture()[:300], "no picture": b"geen foto"}[fault]
    add_photograph(shelf.desk, "far", content)
    add_photograph(shelf.desk, "near", picture((200, 180, 40)))
    with pytest.raises(IncompleteBidbookError) as caught:
        shelf.make()
    assert caught.value.failed == ("Verweg",)
    assert caught.value.failures[0].reason.id == "error.document.photograph"
    assert len(caught.value.bidbook.sheets) == len(PARKS) - 1
    assert caught.value.bidbook.book is not None
    assert "Foto van Bargermeer: Toegang aan de zuidkant" in alternatives(shelf.folder / "bidbook.pdf")


def test_another_photograph_makes_another_sheet(shelf: Shelf) -> None:
    """A data version more: all begins anew, and the sheet shows the last one."""
    shelf.make(("near", "far"), combined=False)
    add_photograph(shelf.desk, "far", picture())
    again = shelf.make(("near", "far"), combined=False)
    assert (again.kept_count, again.anew is None) == (0, False)


def test_a_photograph_that_changed_in_the_store_is_not_shown() -> None:
    """Its checksum is that of another picture."""
    content = picture()
    kept = SitePhotograph("Toegang", "", "", PartialDate(2025), ".jpg", "0" * 64, content)
    subject = replace(factsheet(), photograph=kept)
    with pytest.raises(ReportError) as caught:
        photograph_figure(subject, Language("nl", RESOURCES, strict=True))
    assert caught.value.message_id == "error.document.photograph"


def test_a_draft_of_the_first_sheet_tells_of_all_sites_and_records_nothing_outside(tmp_path: Path) -> None:
    """The title page counts every site and gemeente; only the first sheet is made."""
    shelf = Shelf(tmp_path / "boek")
    desk = shelf.desk
    books = Bidbooks(desk.workspace, desk.reference, shelf.writer, desk.clock)
    order = BidbookOrder(PARKS, shelf.folder)
    draft = books.draft(order, tmp_path / "eerst", QUIET, shown_count=1)
    assert [each.path.name for each in draft.documents] == ["bidbook.pdf", draft.documents[1].path.name]
    assert draft.case_number is None
    assert draft.leaves == ""
    front = PdfReader(draft.documents[0].path).pages[0].extract_text()
    assert f"{len(PARKS)} locaties" in front
    assert not shelf.folder.exists()


def test_what_is_written_at_the_moment_of_a_draft_has_its_bytes(tmp_path: Path) -> None:
    """Also when the clock went on meanwhile; a sheet that fails is told in the draft."""
    shelf = Shelf(tmp_path / "boek")
    desk = shelf.desk
    books = Bidbooks(desk.workspace, desk.reference, shelf.writer, desk.clock)
    draft = books.draft(BidbookOrder(PARKS, shelf.folder), tmp_path / "eerst", QUIET)
    seen = {each.path.name: each.path.read_bytes() for each in draft.documents}
    desk.clock.advance(timedelta(minutes=7))
    shelf.make(made_at_utc=draft.made_at_utc)
    assert {name: content for name, content in shelf.bytes().items() if name.endswith(".pdf")} == seen
    faulty = Bidbooks(desk.workspace, desk.reference, BookWriter(is_faulty=True), desk.clock)
    failed = faulty.draft(BidbookOrder(PARKS, shelf.folder), tmp_path / "tweede", QUIET)
    assert [each.name for each in failed.failures] == ["Verweg"]
    assert len(failed.documents) == len(PARKS)


def _documents(shelf: Shelf) -> dict[str, bytes]:
    """Return the bytes of sheets and book; the record beside them tells the moment."""
    return {name: content for name, content in shelf.bytes().items() if name != RECORD_NAME}


def test_what_is_made_twice_on_a_day_is_the_same(tmp_path: Path) -> None:
    """Sheets, contents and book hold the day as of which they tell, not the moment; another day differs."""
    first = Shelf(tmp_path / "eerst")
    first.make()
    again = Shelf(tmp_path / "daarna", desk=first.desk)
    first.desk.clock.advance(timedelta(hours=3, minutes=7))
    again.make()
    assert _documents(first) == _documents(again)
    assert len(_documents(again)) == len(PARKS) + 1
    later = Shelf(tmp_path / "later", desk=first.desk)
    first.desk.clock.advance(timedelta(days=1))
    later.make()
    assert all(_documents(later)[name] != content for name, content in _documents(first).items())
