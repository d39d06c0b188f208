"""What could not be made is told by name, with its reason, in whole sentences."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from drentsportal.domain.message import message
from drentsportal.errors import ReportError
from drentsportal.language import Language
from drentsportal.services.failed_documents import FailedDocument, IncompleteBatchError
from drentsportal.services.failures import reason_of
from drentsportal.services.ports.documents import MadeDocument
from tests.unit.services.document_fakes import RESOURCES

DUTCH = Language("nl", RESOURCES, strict=True)


def _refused(number: int) -> ReportError:
    error = ReportError(
        "error.document.not_written", file_name="factsheet-a.pdf", folder="/uit", reason="English"
    )
    error.__cause__ = OSError(number, "English")
    return error


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "geen schrijfrechten in /uit, of factsheet-a.pdf staat open"),
        (errno.EROFS, "/uit is alleen te lezen"),
        (errno.ENOSPC, "geen ruimte meer op de schijf van /uit"),
        (errno.EISDIR, "factsheet-a.pdf is een map in /uit"),
        (errno.ENOTDIR, "/uit is een bestand en geen map"),
        (errno.ENOENT, "/uit bestaat niet meer"),
        (errno.ENAMETOOLONG, "de naam factsheet-a.pdf is te lang voor /uit"),
        (errno.EIO, "factsheet-a.pdf kon niet worden geschreven in /uit: English"),
    ],
)
def test_what_the_system_refused_is_told_in_dutch(number: int, said: str) -> None:
    """One reason per kind of refusal; an unforeseen one keeps the words of the system."""
    assert DUTCH.text(reason_of(_refused(number))) == said


def test_another_fault_tells_itself() -> None:
    """A page that cannot be set names its template."""
    error = ReportError("error.document.not_set", template="factsheet.typ", reason="x")
    assert "factsheet.typ" in DUTCH.text(reason_of(error))


@pytest.mark.parametrize(
    ("made_count", "names", "said"),
    [
        (0, ("A",), "1 document kon niet worden gemaakt: A (r). Er is geen document gemaakt."),
        (1, ("A",), "1 document kon niet worden gemaakt: A (r). Het andere staat klaar."),
        (3, ("A", "B"), "2 documenten konden niet worden gemaakt: A en B (r). De andere 3 staan klaar."),
    ],
)
def test_the_sentence_fits_the_numbers(made_count: int, names: tuple[str, ...], said: str) -> None:
    """None, one and many."""
    reason = message("doc.advice.sources", sources=("r",))
    made = tuple(MadeDocument(Path(f"{each}.pdf"), "factsheet", "") for each in range(made_count))
    error = IncompleteBatchError(made, tuple(FailedDocument(each, reason) for each in names))
    assert error.failed == names
    assert DUTCH.text(error) == said
