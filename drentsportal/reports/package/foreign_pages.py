"""Pages of somebody else's PDF as they may go out: without scripts, actions, forms and attached files."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any, Final

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from drentsportal.domain.message import message
from drentsportal.errors import InputError
from drentsportal.services.ports.packages import MOST_OWN_BYTES, MOST_OWN_PAGES, OwnPages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject


_SCRIPTS: Final = "scripts"
_ACTIONS: Final = "actions"
_FILES: Final = "files"
_FORMS: Final = "forms"
_NOTES: Final = "notes"
_ORDER: Final = (_SCRIPTS, _ACTIONS, _FILES, _FORMS, _NOTES)
_SAFE_LINKS: Final = ("http://", "https://", "mailto:")
_OFF_PAGE: Final = ("/AA", "/AF", "/Metadata", "/PieceInfo", "/Thumb", "/B", "/StructParents", "/Tabs")
"""What a page may carry beside what is seen: actions, files, data of programs, links inside its document."""

_FAULTS: Final = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    RecursionError,
)
"""What a damaged PDF raises while it is read: the library promises nothing narrower."""

logging.getLogger("pypdf").setLevel(logging.ERROR)


def foreign_pages(name: str, content: bytes) -> OwnPages:
    """Return the pages of a PDF and what was left out of it.

    Raises ``InputError`` naming the file when it is too large, locked, damaged, without or with too many
    pages.
    """
    if len(content) > MOST_OWN_BYTES:
        raise _refused("large", name, most_mb=MOST_OWN_BYTES // 1_000_000)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise _refused("locked", name)
        count = len(reader.pages)
        if not 0 < count <= MOST_OWN_PAGES:
            raise _refused("pages", name, count=count, most=MOST_OWN_PAGES)
        left_out = set(_of_document(reader))
        writer = PdfWriter()
        for page in reader.pages:
            left_out.update(_clean(page))
            writer.add_page(page)
        written = io.BytesIO()
        writer.metadata = None
        writer.write(written)
        # Whoever opens the package reads every page: one that cannot be read is found now, not by them.
        for page in PdfReader(io.BytesIO(written.getvalue())).pages:
            page.get_contents()
    except InputError:
        raise
    except _FAULTS as error:
        raise _refused("damaged", name) from error
    told = tuple(message(f"package.left_out.{each}") for each in _ORDER if each in left_out)
    left = (message("package.left_out", file_name=name, what=told),) if told else ()
    return OwnPages(written.getvalue(), count, left)


def _refused(reason: str, name: str, **told: object) -> InputError:
    return InputError(f"error.package.file_{reason}", field="add", file_name=name, **told)


def _of_document(reader: PdfReader) -> Iterator[str]:
    """Name what hangs on the document as a whole; none of it comes along with the pages."""
    root = _dictionary(reader.trailer["/Root"])
    names = _dictionary(root.get("/Names"))
    if "/JavaScript" in names:
        yield _SCRIPTS
    if "/EmbeddedFiles" in names or "/AF" in root or "/Collection" in root:
        yield _FILES
    if "/AA" in root or _is_act(root.get("/OpenAction")):
        action = _dictionary(root.get("/OpenAction"))
        yield _SCRIPTS if action.get("/S") == "/JavaScript" else _ACTIONS
    if _dictionary(root.get("/AcroForm")).get("/Fields"):
        yield _FORMS


def _clean(page: PageObject) -> Iterator[str]:
    """Take off a page all but what is seen and links to the web; name what was taken off."""
    if "/AA" in page:
        yield _ACTIONS
    if "/AF" in page:
        yield _FILES
    for name in _OFF_PAGE:
        page.pop(name, None)
    kept = ArrayObject()
    for each in _resolved(page.get("/Annots")) or ():
        annotation = _dictionary(each)
        link = _web_link(annotation)
        if link is not None:
            kept.append(link)
        else:
            yield _kind_of(annotation)
    page.pop("/Annots", None)
    if kept:
        page[NameObject("/Annots")] = kept


def _kind_of(annotation: DictionaryObject) -> str:
    subtype = annotation.get("/Subtype")
    if subtype == "/Widget":
        return _FORMS
    if subtype in {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}:
        return _FILES
    action = _dictionary(annotation.get("/A"))
    if action.get("/S") == "/JavaScript":
        return _SCRIPTS
    return _ACTIONS if action or subtype == "/Link" else _NOTES


def _web_link(annotation: DictionaryObject) -> DictionaryObject | None:
    """Return a link to the web as a new object, so that nothing else that it held comes along."""
    action = _dictionary(annotation.get("/A"))
    address = _resolved(action.get("/URI"))
    rectangle = _resolved(annotation.get("/Rect"))
    is_link = annotation.get("/Subtype") == "/Link" and action.get("/S") == "/URI"
    if not is_link or rectangle is None or not str(address).lower().startswith(_SAFE_LINKS):
        return None
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject(_resolved(each) for each in rectangle),
            NameObject("/Border"): ArrayObject(),
            NameObject("/A"): DictionaryObject(
                {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): address}
            ),
        }
    )


def _is_act(action: object) -> bool:
    """Whether what happens on opening is more than going to a place in the document."""
    found = _dictionary(action)
    return bool(found) and found.get("/S") != "/GoTo"


def _dictionary(value: object) -> DictionaryObject:
    found = _resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _resolved(value: object) -> Any:  # noqa: ANN401 - any object of a PDF
    return value.get_object() if isinstance(value, IndirectObject) else value
