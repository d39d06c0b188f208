"""``drentsportal sources`` and ``drentsportal refresh``: remembered sources, and reading them again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.help_texts import PortalGroup
from drentsportal.cli.merge_views import print_counts, print_review, review_content
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
from drentsportal.domain.merge.data_source import DataSource, DataSourceKind
from drentsportal.domain.merge.merge_answers import MergeAnswer
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, InputError, NotFoundError, QuestionError
from drentsportal.services.source_refresh import RefreshResult

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.domain.merge.data_source import SourceState
    from drentsportal.services.source_refresh import RefreshOutcome

IdArgument = Annotated[str, typer.Argument(metavar="SOURCE", help="cli.sources.id", show_default=False)]


@dataclass(frozen=True, kw_only=True)
class SourceFields(PrintOptions):
    """Where a source is and how it is read; ``None`` leaves a field as it is."""

    kind: Annotated[DataSourceKind | None, typer.Option("--kind", help="cli.sources.kind")] = None
    layer: Annotated[str | None, typer.Option("--layer", metavar="NAME", help="cli.sources.layer")] = None
    crs: CrsOption = None
    mapping: MappingOption = None
    accept: AcceptOption = None
    source: FileSourceOption = None
    as_of: FileAsOfOption = None
    complete: Annotated[
        bool | None, typer.Option("--complete/--partial", help="cli.sources.complete", show_default=False)
    ] = None
    max_age: Annotated[
        int | None, typer.Option("--max-age", metavar="DAYS", min=0, help="cli.sources.max_age")
    ] = None
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="HOST", help="cli.sources.allow_host")
    ] = None

    def on(self, source: DataSource) -> DataSource:
        """Return the source with the fields that were given."""
        given = {
            "kind": self.kind,
            "layer": self.layer,
            "crs": self.crs,
            "mapping": self.mapping,
            "accepted": None if self.accept is None else tuple(self.accept),
            "source_name": self.source,
            "as_of": None if self.as_of is None else PartialDate.parse(self.as_of),
            "is_complete": self.complete,
            "max_age_days": self.max_age,
            "allowed_hosts": None if self.allow_host is None else tuple(self.allow_host),
        }
        return replace(source, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]  # each value is of its field


@dataclass(frozen=True, kw_only=True)
class AddOptions(SourceFields):
    """A new source."""

    title: Annotated[str, typer.Argument(metavar="TITLE", help="cli.sources.title", show_default=False)]
    address: Annotated[
        str, typer.Argument(metavar="FILE|URL", help="cli.sources.address", show_default=False)
    ]


@dataclass(frozen=True, kw_only=True)
class ChangeOptions(SourceFields):
    """What changes of a source."""

    id: IdArgument
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="cli.sources.title")] = None
    address: Annotated[
        str | None, typer.Option("--address", metavar="FILE|URL", help="cli.sources.address")
    ] = None


@dataclass(frozen=True, kw_only=True)
class OneSourceOptions(PrintOptions):
    """One source."""

    id: IdArgument


@dataclass(frozen=True, kw_only=True)
class RefreshOptions(PrintOptions):
    """Which sources, and what to do where they contradict what is in use."""

    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="cli.refresh.ids", show_default=False)
    ] = None
    every: Annotated[bool, typer.Option("--all", help="cli.refresh.all")] = False
    on_conflict: OnConflictOption = None


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the commands."""
    group = typer.Typer(name="sources", cls=PortalGroup, help="cli.sources.help", rich_markup_mode=None)
    add_command(group, "sources list", PrintOptions, list_sources, open_session)
    add_command(group, "sources add", AddOptions, add, open_session)
    add_command(group, "sources change", ChangeOptions, change, open_session)
    add_command(group, "sources remove", OneSourceOptions, remove, open_session)
    app.add_typer(group)
    add_command(app, "refresh", RefreshOptions, refresh, open_session)


def list_sources(session: Session, options: PrintOptions) -> None:
    """List the remembered sources with how they stand."""
    states = session.open(options).refreshing.sources()
    if options.as_json:
        session.terminal.json([_content(state, session) for state in states])
        return
    if not states:
        session.print("cli.sources.none")
    names = ("id", "title", "kind", "fetched", "state")
    rows = [
        (
            state.source.id,
            state.source.title,
            session.say(f"source.kind.{state.source.kind.value}"),
            _moment(state, session),
            session.say("source.in_order") if state.fault is None else session.say(state.fault),
        )
        for state in states
    ]
    session.terminal.table([session.say(f"cli.sources.column.{name}") for name in names], rows)


def add(session: Session, options: AddOptions) -> None:
    """Remember a source; its kind follows from its address where it is a file."""
    absent = options.workspace if options.workspace and not options.workspace.exists() else None
    services = session.open(options, create=True)
    try:
        made = _remembered(services, options)
    except BaseException:
        if absent is not None:
            # Its name may be a slip: nothing is left of a workspace that was made for this alone.
            session.close()
            absent.unlink(missing_ok=True)
        raise
    _told(session, options, made.id, "cli.sources.added")


def _remembered(services: AppServices, options: AddOptions) -> DataSource:
    is_web = options.address.casefold().startswith(("http://", "https://"))
    if is_web and options.kind is None:
        raise QuestionError(
            "error.source.which_kind", option="--kind", choices=("wfs", "ogc_api"), address=options.address
        )
    address = options.address if is_web else str(Path(options.address).absolute())
    return services.refreshing.add(options.on(DataSource("", options.title, DataSourceKind.FILE, address)))


def change(session: Session, options: ChangeOptions) -> None:
    """Change a source."""
    services = session.open(options)
    before = next(
        (each.source for each in services.refreshing.sources() if each.source.id == options.id), None
    )
    if before is None:
        raise NotFoundError("error.source.unknown", id=options.id)
    changed = replace(
        options.on(before), title=options.title or before.title, address=options.address or before.address
    )
    services.refreshing.change(changed)
    _told(session, options, options.id, "cli.sources.changed")


def remove(session: Session, options: OneSourceOptions) -> None:
    """Forget a source; what it delivered stays."""
    session.open(options).refreshing.remove(options.id)
    _told(session, options, options.id, "cli.sources.removed")


def refresh(session: Session, options: RefreshOptions) -> None:
    """Read sources again: those named, all, or those that are due; one that fails stops no other."""
    refreshing = session.open(options).refreshing
    if options.every and options.ids:
        raise InputError("error.source.all_or_some", field="--all")
    if options.every:
        chosen = tuple(state.source.id for state in refreshing.sources())
    else:
        chosen = tuple(options.ids or (source.id for source in refreshing.due()))
    with session.progress() as progress:
        outcomes = refreshing.refresh_all(chosen, progress, options.on_conflict)
    if options.as_json:
        session.terminal.json([_outcome_content(each, session) for each in outcomes])
    else:
        _print_outcomes(outcomes, session)
    _raise_unfinished(outcomes)


def _print_outcomes(outcomes: Sequence[RefreshOutcome], session: Session) -> None:
    if not outcomes:
        session.print("cli.refresh.none_due")
    for each in outcomes:
        version = None if each.report is None else each.report.data_version
        session.print(f"cli.refresh.{each.result.value}", title=each.source.title, version=version)
        if each.error is not None:
            session.print("cli.refresh.fault", reason=each.error)
        if each.report is not None and each.report.merge is not None:
            print_counts(each.report.merge, session)
        if each.review is not None:
            print_review(each.review.merge, session)


def _raise_unfinished(outcomes: Sequence[RefreshOutcome]) -> None:
    """End with the code of an error where a source failed, else of a question where one waits."""
    failed = [each.source.title for each in outcomes if each.result is RefreshResult.FAILED]
    if failed:
        raise DataSourceError("error.source.failed", count=len(failed), titles=tuple(failed))
    waiting = [each for each in outcomes if each.result is RefreshResult.NEEDS_REVIEW]
    if waiting:
        raise QuestionError(
            "error.source.undecided",
            option="--on-conflict",
            choices=tuple(each.value for each in MergeAnswer),
            titles=tuple(each.source.title for each in waiting),
        )


def _moment(state: SourceState, session: Session) -> str:
    if state.fetched_at_utc is None:
        return session.say("source.never")
    return session.language.value(state.fetched_at_utc, "moment")


def _told(session: Session, options: PrintOptions, source_id: str, message_id: str) -> None:
    if options.as_json:
        session.terminal.json({"id": source_id})
    else:
        session.print(message_id, id=source_id)


def _content(state: SourceState, session: Session) -> dict[str, object]:
    source = state.source
    return {
        "id": source.id,
        "title": source.title,
        "kind": source.kind.value,
        "address": source.address,
        "layer": source.layer,
        "crs": source.crs,
        "mapping": source.mapping,
        "accepted": list(source.accepted),
        "source": source.source_name,
        "as_of": None if source.as_of is None else source.as_of.iso,
        "complete": source.is_complete,
        "max_age_days": source.max_age_days,
        "allowed_hosts": list(source.allowed_hosts),
        "checked_at": None if state.checked_at_utc is None else state.checked_at_utc.isoformat(),
        "fetched_at": None if state.fetched_at_utc is None else state.fetched_at_utc.isoformat(),
        "data_version": state.data_version,
        "sha256": state.sha256,
        "fault": None if state.fault is None else session.say(state.fault),
    }


def _outcome_content(outcome: RefreshOutcome, session: Session) -> dict[str, object]:
    return {
        "id": outcome.source.id,
        "result": outcome.result.value,
        "data_version": None if outcome.report is None else outcome.report.data_version,
        "fault": None if outcome.error is None else session.say(outcome.error),
        "merge": None if outcome.review is None else review_content(outcome.review.merge),
    }
