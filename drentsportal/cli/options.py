"""Options of commands as data: a command declares a dataclass, and its fields become options.

Typer makes options from the parameters of a function. A match has twenty of them, so here the fields of a
frozen dataclass play that part, and a command is a function of ``(session, options)``. Help texts are message
ids, worded when the command tree is built.
"""

from __future__ import annotations

import inspect
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar, get_type_hints

import typer

from drentsportal.cli.help_texts import PortalCommand
from drentsportal.domain.merge.merge_answers import MergeAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session

WorkspaceOption = Annotated[
    Path | None, typer.Option("--workspace", metavar="FILE", help="cli.option.workspace")
]
PassphraseOption = Annotated[
    Path | None, typer.Option("--passphrase-file", metavar="FILE", help="cli.option.passphrase_file")
]
RecoveryKeyOption = Annotated[
    Path | None, typer.Option("--recovery-key-file", metavar="FILE", help="cli.option.recovery_key_file")
]
LanguageOption = Annotated[str | None, typer.Option("--language", metavar="CODE", help="cli.option.language")]
JsonOption = Annotated[bool, typer.Option("--json", help="cli.option.json")]
OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="cli.option.out")]
OnConflictOption = Annotated[
    MergeAnswer | None, typer.Option("--on-conflict", help="cli.merge.on_conflict", show_default=False)
]
CrsOption = Annotated[str | None, typer.Option("--crs", metavar="EPSG", help="cli.import.crs")]
MappingOption = Annotated[str | None, typer.Option("--mapping", metavar="ID|FILE", help="cli.import.mapping")]
AcceptOption = Annotated[list[str] | None, typer.Option("--accept", metavar="RULE", help="cli.import.accept")]
FileSourceOption = Annotated[str | None, typer.Option("--source", metavar="TEXT", help="cli.import.source")]
FileAsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="cli.import.as_of")]
CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="cli.argument.case", show_default=False)]


@dataclass(frozen=True, kw_only=True)
class CommonOptions:
    """What every command takes."""

    workspace: WorkspaceOption = None
    passphrase_file: PassphraseOption = None
    recovery_key_file: RecoveryKeyOption = None
    language: LanguageOption = None


@dataclass(frozen=True, kw_only=True)
class PrintOptions(CommonOptions):
    """What every command takes that prints data."""

    as_json: JsonOption = False


OptionsT = TypeVar("OptionsT", bound=CommonOptions)


def add_command(
    app: typer.Typer,
    name: str,
    options_type: type[OptionsT],
    run: Callable[[Session, OptionsT], None],
    open_session: Callable[[], Session],
) -> None:
    """Add a command whose options are the fields of ``options_type``.

    A command of a group is named in full (``case stop``); its help id is ``cli.case.stop.help``. The session
    is made when the command runs and closed when it ends, however it ends.
    """
    make: Callable[..., OptionsT] = options_type

    def invoke(**given: object) -> None:
        session = open_session()
        try:
            run(session, make(**given))
        except KeyboardInterrupt as stop:
            # Typer would end without a word; what was not yet stored is rolled back by now.
            raise typer.Abort from stop
        finally:
            session.close()

    hints = get_type_hints(options_type, include_extras=True)
    inherited = {field.name for field in fields(CommonOptions)} | {"as_json"}
    ordered = sorted(fields(options_type), key=lambda field: field.name in inherited)
    parameters = [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in ordered
    ]
    invoke.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # what inspect reads
    invoke.__annotations__ = {field.name: hints[field.name] for field in ordered}
    words = name.replace(" ", ".").replace("-", "_")
    app.command(name.rpartition(" ")[2], cls=PortalCommand, help=f"cli.{words}.help")(invoke)
