"""``drentsportal undo``: takes back an import as a whole, or an edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

import typer

from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.domain.message import message
from drentsportal.errors import ConflictError, InputError, NotFoundError, QuestionError
from drentsportal.language.finding_words import attribute_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.services.ports.ledger import DataStep

_IMPORT: Final = "delivery"


@dataclass(frozen=True, kw_only=True)
class UndoOptions(PrintOptions):
    """Which step to take back."""

    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help="cli.undo.version", show_default=False)
    ] = None
    drop_edits: Annotated[bool, typer.Option("--drop-edits", help="cli.undo.drop_edits")] = False
    list_steps: Annotated[bool, typer.Option("--list", help="cli.undo.list")] = False


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "undo", UndoOptions, run, open_session)


def run(session: Session, options: UndoOptions) -> None:
    """Take back the newest import that is in force, or the one that was named."""
    services = session.open(options)
    steps = services.imports.steps()
    if options.list_steps:
        _list(steps, session, options)
        return
    undone = _chosen(steps, options.version)
    if undone.kind != _IMPORT:
        staying = services.imports.decided_after(undone.version)
        _tell(session, options, undone, services.imports.undo_edit(undone.version), staying)
        return
    if not options.drop_edits:
        _name_edits(session, undone.version)
    _tell(session, options, undone, _undo(services, undone.version, drop_edits=options.drop_edits))


def _tell(
    session: Session,
    options: UndoOptions,
    undone: DataStep,
    version: int,
    staying: Sequence[ValueChoice] = (),
) -> None:
    """Say what was taken back, and which values stay in use as they are because of what came later."""
    if options.as_json:
        session.terminal.json(
            {
                "undone_version": undone.version,
                "file": undone.file_name,
                "data_version": version,
                "unchanged": [
                    {"site": each.site_id, "attribute": each.attribute_id, "decided_at": each.from_version}
                    for each in staying
                ],
            }
        )
    elif undone.kind != _IMPORT:
        what = undone.what or message("cli.undo.kind.choice")
        session.print("cli.undo.edit_done", what=what, undone_version=undone.version, version=version)
        for each in staying:
            name = attribute_words(session.language, each.attribute_id)
            session.print("cli.undo.unchanged", site=each.site_id, what=name, by=each.from_version)
    else:
        session.print(
            "cli.undo.done", file_name=undone.file_name, undone_version=undone.version, version=version
        )


def _name_edits(session: Session, version: int) -> None:
    """Say which edits are at stake, and whose they are, before the question is put."""
    for edit in session.services.imports.edits_resting_on(version):
        what = attribute_words(session.language, edit.attribute_id)
        text = session.say(
            "cli.undo.edit", site=edit.site_id, what=what, who=edit.actor.name, at_utc=edit.chosen_at_utc
        )
        session.terminal.problem(text)


def _undo(services: AppServices, version: int, *, drop_edits: bool) -> int:
    """Take back an import; edits that rest on it are a question, not a loss."""
    try:
        return services.imports.undo(version, drop_edits=drop_edits)
    except ConflictError as error:
        question = QuestionError(error.message_id, option="--drop-edits")
        question.params.update(error.params)
        raise question from error


def _chosen(steps: tuple[DataStep, ...], version: int | None) -> DataStep:
    """Return the step that was named, else the newest import that is in force."""
    for step in steps:
        if step.version == version:
            return _standing(step)
        if version is None and step.kind == _IMPORT and step.undone_by_version is None:
            return step
    raise NotFoundError("error.cli.nothing_to_undo", field="version")


def _standing(step: DataStep) -> DataStep:
    """Return a step that can be taken back. Raises ``InputError`` for one that is, and for an undo itself."""
    if step.undone_by_version is not None:
        raise InputError(
            "error.cli.undone_already", field="version", version=step.version, by=step.undone_by_version
        )
    if step.kind == "undo":
        raise InputError("error.cli.undo_of_undo", field="version", version=step.version)
    return step


def _list(steps: tuple[DataStep, ...], session: Session, options: UndoOptions) -> None:
    if options.as_json:
        session.terminal.json(
            [
                {
                    "version": step.version,
                    "at": step.at_utc.isoformat(),
                    "kind": step.kind,
                    "what": None if step.what is None else session.say(step.what),
                    "source": step.source,
                    "file": step.file_name,
                    "actor": step.actor.name,
                    "undone_by_version": step.undone_by_version,
                }
                for step in steps
            ]
        )
        return
    names = ("version", "at", "kind", "source", "file", "undone_by")
    rows = [
        (
            str(step.version),
            session.language.value(step.at_utc, "moment"),
            session.say(step.what or f"cli.undo.kind.{step.kind}"),
            step.source,
            step.file_name,
            "" if step.undone_by_version is None else str(step.undone_by_version),
        )
        for step in steps
    ]
    session.terminal.table([session.say(f"cli.undo.column.{name}") for name in names], rows)
