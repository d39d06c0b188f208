"""``drentsportal import``: takes a file of sites or gemeenten into the workspace, with a report."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from drentsportal.cli.import_folder import import_folder, print_folder
from drentsportal.cli.mapping_proposal import write_proposal
from drentsportal.cli.merge_options import merge_answers
from drentsportal.cli.merge_views import print_merge, remember, review_content
from drentsportal.cli.options import (
    AcceptOption,
    CrsOption,
    FileAsOfOption,
    FileSourceOption,
    MappingOption,
    OnConflictOption,
    PrintOptions,
    add_command,
)
from drentsportal.domain.merge.delivery import ImportReport, RowIssue, RowOutcome
from drentsportal.domain.message import Message, message
from drentsportal.domain.values import PartialDate
from drentsportal.errors import InputError, QuestionError
from drentsportal.geodata.exchange_folder import is_exchange
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import CancelledError
from drentsportal.services.site_import import check_usable

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.services.site_import import ImportReview


_CELL_LENGTH: Final = 40


@dataclass(frozen=True, kw_only=True)
class ImportFileOptions(PrintOptions):
    """The file, and the answers to what it leaves open."""

    file: Annotated[Path, typer.Argument(metavar="FILE", help="cli.import.file", show_default=False)]
    layer: Annotated[str | None, typer.Option("--layer", metavar="NAME", help="cli.import.layer")] = None
    crs: CrsOption = None
    mapping: MappingOption = None
    accept: AcceptOption = None
    source: FileSourceOption = None
    as_of: FileAsOfOption = None
    join_geometry: Annotated[
        Path | None, typer.Option("--join-geometry", metavar="FILE", help="cli.import.join_geometry")
    ] = None
    join_on: Annotated[str | None, typer.Option("--join-on", metavar="COLUMN", help="cli.import.join_on")] = (
        None
    )
    strict: Annotated[bool, typer.Option("--strict", help="cli.import.strict")] = False
    complete: Annotated[bool, typer.Option("--complete", help="cli.import.complete")] = False
    on_conflict: OnConflictOption = None
    keep: Annotated[
        list[str] | None, typer.Option("--keep", metavar="SITE[:ATTRIBUTE]", help="cli.merge.keep")
    ] = None
    take: Annotated[
        list[str] | None, typer.Option("--take", metavar="SITE[:ATTRIBUTE]", help="cli.merge.take")
    ] = None
    same: Annotated[list[str] | None, typer.Option("--same", metavar="NEW=KNOWN", help="cli.import.same")] = (
        None
    )
    remember: Annotated[
        str | None, typer.Option("--remember", metavar="TITLE", help="cli.import.remember")
    ] = None
    dry_run: Annotated[bool, typer.Option("--dry-run", help="cli.import.dry_run")] = False
    propose_mapping: Annotated[
        Path | None, typer.Option("--propose-mapping", metavar="OUT", help="cli.import.propose_mapping")
    ] = None

    @property
    def answers(self) -> ImportOptions:
        """The answers in the form that the reader takes. Raises ``InputError`` for an unreadable date."""
        return ImportOptions(
            layer=self.layer,
            crs=self.crs,
            mapping=self.mapping,
            source=self.source,
            as_of=_date_option(self.as_of),
            join_geometry=self.join_geometry,
            join_on=self.join_on,
            accepted=frozenset(self.accept or ()),
            strict=self.strict,
            is_complete=self.complete,
        )

    @property
    def same_sites(self) -> dict[str, str]:
        """The new sites that are known ones. Raises ``InputError`` for a text that is no pair."""
        pairs = [each.partition("=") for each in self.same or ()]
        for new, _, known in pairs:
            if not new or not known:
                raise InputError("error.import.same_unreadable", field="--same", text=new)
        return {new: known for new, _, known in pairs}


def _date_option(text: str | None) -> PartialDate | None:
    if text is None:
        return None
    try:
        return PartialDate.parse(text)
    except InputError as error:
        raise InputError(error.message_id, field="as-of", **error.params) from error


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "import", ImportFileOptions, run, open_session)


def run(session: Session, options: ImportFileOptions) -> None:
    """Import a file, or only say what an import would do; a question stores nothing."""
    absent = options.workspace if options.workspace and not options.workspace.exists() else None
    services = session.open(options, create=True)
    before = services.catalogue.data_version()
    try:
        if options.propose_mapping is not None:
            write_proposal(session, options.file, options.answers, options.propose_mapping, options.as_json)
            return
        if is_exchange(options.file):
            _whole_folder(session, options)
            return
        review, report = _taken(session, options)
    except QuestionError as error:
        raise _with_every_way(error) from error
    except KeyboardInterrupt:
        if services.catalogue.data_version() == before:
            raise CancelledError from None
        raise
    finally:
        if absent is not None and services.catalogue.data_version() == 0:
            _take_away(session, absent)
    if options.as_json:
        session.terminal.json({**report_content(report, session), "merge": review_content(review.merge)})
    else:
        print_report(report, session, options.workspace)
        print_merge(review.merge, session, with_values=options.dry_run)
    if options.remember is not None and report.data_version is not None:
        remember(session, options, review, report)


def _whole_folder(session: Session, options: ImportFileOptions) -> None:
    reports = import_folder(session, options)
    if options.as_json:
        session.terminal.json({"files": [report_content(each, session) for each in reports]})
    else:
        print_folder(reports, session)


def _with_every_way(question: QuestionError) -> QuestionError:
    """Name each option that answers a question which takes a file, or a rule that does without it."""
    if question.option != "--join-geometry" or not question.choices:
        return question
    ways = ("--join-geometry FILE", *(f"--accept {rule}" for rule in question.choices))
    return QuestionError(question.message_id, option=" / ".join(ways), choices=(), **question.params)


def _take_away(session: Session, made: Path) -> None:
    """Remove the workspace that was made for this import and got nothing; its name may be a slip."""
    session.close()
    made.unlink(missing_ok=True)


def _taken(session: Session, options: ImportFileOptions) -> tuple[ImportReview, ImportReport]:
    imports = session.services.imports
    with session.progress() as progress:
        review = imports.look(options.file, options.answers, progress, options.same_sites)
        if options.dry_run:
            return review, review.report
        check_usable(review.delivery, review.report, strict=options.strict)
        return review, imports.store(review, progress, merge_answers(options, review.merge))


def print_report(report: ImportReport, session: Session, workspace: Path | None) -> None:
    """Print what was taken, flagged and refused, each with row and reason.

    Whether it is stored stands at both ends: who breaks off the long list of rows must know it too.
    """
    stored = _stored(report, workspace)
    session.print(stored)
    session.print(
        "cli.import.heading",
        file_name=report.file_name,
        source=report.source,
        mapping=report.mapping_id or "-",
    )
    session.print("cli.import.features", feature_count=report.feature_count)
    if report.kind:
        session.print("cli.import.sites", site_count=report.site_count, kind=report.kind)
    if report.municipality_count:
        session.print("cli.import.municipalities", municipality_count=report.municipality_count)
    totals = report.totals
    if totals.gross_ha is not None or totals.net_ha is not None or totals.available_now_ha is not None:
        session.print(
            "cli.import.totals",
            gross=_two_decimals(session, totals.gross_ha),
            net=_two_decimals(session, totals.net_ha),
            available_now=_two_decimals(session, totals.available_now_ha),
        )
    for note in report.notes:
        session.print(note)
    session.print(
        "cli.import.issues",
        flagged=report.count(RowOutcome.FLAGGED),
        refused=report.count(RowOutcome.REFUSED),
    )
    if report.issues:
        _print_issues(report.issues, session)
        session.print(stored)


def _stored(report: ImportReport, workspace: Path | None) -> Message:
    """Say whether it is stored, with the command that takes it back, as it must be typed."""
    if report.data_version is None:
        return message("cli.import.not_stored")
    named = "" if workspace is None else f" --workspace {shlex.quote(str(workspace))}"
    return message("cli.import.stored", version=report.data_version, undo=f"drentsportal undo{named}")


def _two_decimals(session: Session, value: float | None) -> str:
    return session.language.value(value, "dec2")


def _print_issues(issues: tuple[RowIssue, ...], session: Session) -> None:
    names = ("row", "outcome", "field", "site", "reason")
    columns = [session.say(f"cli.import.column.{name}") for name in names]
    rows = [
        (
            str(issue.row),
            session.say(f"cli.import.outcome.{issue.outcome.value}"),
            _bounded(issue.field),
            _bounded(issue.site_name or issue.site_id),
            session.say(issue.message),
        )
        for issue in issues
    ]
    session.terminal.table([f">{columns[0]}", *columns[1:]], rows)


def _bounded(text: str) -> str:
    """Return a text of a file as one cell of the table shows it; one long text would widen every line."""
    return text if len(text) <= _CELL_LENGTH else f"{text[: _CELL_LENGTH - 1]}…"


def report_content(report: ImportReport, session: Session) -> dict[str, object]:
    """Write the report as data."""
    return {
        "file": report.file_name,
        "source": report.source,
        "mapping": report.mapping_id,
        "kind": report.kind,
        "features": report.feature_count,
        "sites": report.site_count,
        "municipalities": report.municipality_count,
        "gross_ha": report.totals.gross_ha,
        "net_ha": report.totals.net_ha,
        "available_now_ha": report.totals.available_now_ha,
        "rows_flagged": report.count(RowOutcome.FLAGGED),
        "rows_refused": report.count(RowOutcome.REFUSED),
        "notes": [session.say(note) for note in report.notes],
        "issues": [
            {
                "row": issue.row,
                "outcome": issue.outcome.value,
                "field": issue.field,
                "site_id": issue.site_id,
                "site_name": issue.site_name,
                "rule": issue.message.id,
                "text": session.say(issue.message),
            }
            for issue in report.issues
        ],
        "data_version": report.data_version,
    }
