"""``drentsportal import FOLDER``: takes all files of the exchange format as one, with one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.errors import InputError
from drentsportal.geodata.exchange_folder import exchange_files
from drentsportal.services.import_together import look_together, store_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.cli.import_sites import ImportFileOptions
    from drentsportal.cli.session import Session
    from drentsportal.domain.merge.delivery import ImportReport

_COLUMNS = ("file", "source", "kind", "taken", "flagged", "refused", "version")


def import_folder(session: Session, options: ImportFileOptions) -> tuple[ImportReport, ...]:
    """Import every file of a folder or zip in order, or say what that would do.

    Raises ``InputError`` for an option that is about one file, and what ``import_together`` raises.
    """
    for name, value in (
        ("source", options.source),
        ("layer", options.layer),
        ("mapping", options.mapping),
        ("join-geometry", options.join_geometry),
        ("complete", options.complete),
        ("same", options.same),
        ("remember", options.remember),
        ("propose-mapping", options.propose_mapping),
    ):
        if value:
            raise InputError("error.import.folder_option", field=name, named=f"--{name}")
    imports, answers = session.services.imports, options.answers
    with exchange_files(options.file) as paths, session.progress() as progress:
        reviews = look_together(imports, paths, answers, progress)
        if options.dry_run:
            return tuple(each.report for each in reviews)
        return store_together(imports, reviews, answers, progress, options.on_conflict)


def print_folder(reports: Sequence[ImportReport], session: Session) -> None:
    """Print one report: a line per file, then what was remarked, by file and row."""
    versions = [each.data_version for each in reports if each.data_version is not None]
    if versions:
        session.print("cli.import.folder_stored", files=len(versions), first=versions[0], last=versions[-1])
    else:
        session.print("cli.import.not_stored")
    names = [session.say(f"cli.import.folder.{name}") for name in _COLUMNS]
    session.terminal.table(
        [*names[:3], *(f">{each}" for each in names[3:])], [_row(each, session) for each in reports]
    )
    for report in reports:
        for note in report.notes:
            session.print("cli.import.folder_note", file=report.file_name, note=note)
        for issue in report.issues:
            session.print(
                "cli.import.folder_issue",
                file=report.file_name,
                row=issue.row,
                outcome=session.say(f"cli.import.outcome.{issue.outcome.value}"),
                what=issue.message,
            )


def _row(report: ImportReport, session: Session) -> tuple[str, ...]:
    kind = session.say(f"cli.kind.{report.kind}") if report.kind else "-"
    return (
        report.file_name,
        report.source,
        kind,
        str(report.site_count or report.feature_count),
        str(report.count(RowOutcome.FLAGGED)),
        str(report.count(RowOutcome.REFUSED)),
        str(report.data_version or "-"),
    )
