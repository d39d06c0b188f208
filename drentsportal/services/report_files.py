"""As what a report of the desk is handed out: a PDF or a workbook, by the suffix of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from drentsportal.errors import InputError
from drentsportal.services.progress import NoProgress

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.documents import MadeDocument

S_contra = TypeVar("S_contra", contravariant=True)

PDF_SUFFIX: Final = ".pdf"
SHEET_SUFFIX: Final = ".xlsx"
REPORT_SUFFIXES: Final = (PDF_SUFFIX, SHEET_SUFFIX)

WRITING_STEPS: Final = 2
"""A report is made, then written."""


class WriteReport(Protocol[S_contra]):
    """Writes what was counted. Raises ``ReportError``, and ``CancelledError`` before it writes."""

    def __call__(self, subject: S_contra, path: Path, progress: Progress | None = None) -> MadeDocument:
        """Write it, and tell what was made."""
        ...


def hand_out(
    subject: S_contra,
    path: Path,
    progress: Progress | None,
    *,
    as_pdf: WriteReport[S_contra],
    as_sheet: WriteReport[S_contra],
) -> MadeDocument:
    """Write a report as what the suffix of ``path`` says.

    Raises ``InputError`` for another suffix, and as the writers do, after which an older file stands as it
    was.
    """
    suffix = path.suffix.casefold()
    if suffix not in REPORT_SUFFIXES:
        raise InputError(
            "error.quarter.suffix", field="out", path=str(path), accepted=", ".join(REPORT_SUFFIXES)
        )
    told = progress or NoProgress()
    told.step(0, WRITING_STEPS, "progress.report.making")
    return (as_pdf if suffix == PDF_SUFFIX else as_sheet)(subject, path, told)


def drafted(
    subject: S_contra,
    path: Path,
    progress: Progress | None,
    *,
    as_pdf: WriteReport[S_contra],
    as_sheet: WriteReport[S_contra],
) -> tuple[tuple[MadeDocument, ...], tuple[MadeDocument, ...]]:
    """Make a report to look at: what the suffix of ``path`` says, and of a workbook the PDF that is shown.

    Errors as ``hand_out``.
    """
    made = hand_out(subject, path, progress, as_pdf=as_pdf, as_sheet=as_sheet)
    if path.suffix.casefold() == PDF_SUFFIX:
        return (made,), ()
    return (made,), (as_pdf(subject, path.with_suffix(PDF_SUFFIX), progress),)
