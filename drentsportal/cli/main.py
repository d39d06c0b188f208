"""The ``drentsportal`` command: builds the commands, runs one, and turns every end into an exit code."""

from __future__ import annotations

import logging
import sys
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import typer
from typer.core import TyperGroup

from drentsportal.bootstrap import open_language
from drentsportal.cli import (
    bidbook,
    case,
    chase,
    company,
    compare,
    contact,
    demo,
    doctor,
    documents,
    export,
    exposure,
    fact_finding,
    find,
    house_style,
    import_sites,
    instruments,
    match,
    package,
    picture,
    postcodes,
    preferences,
    privacy,
    profiles,
    protect,
    quality,
    questions,
    replay,
    report,
    roads,
    sector,
    shortlist,
    site,
    sites,
    sources,
    stability,
    undo,
)
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.cli.help_texts import PortalGroup, word_help
from drentsportal.cli.logbook import logbook
from drentsportal.cli.session import Session
from drentsportal.cli.terminal import Terminal
from drentsportal.cli.usage_texts import PROGRAM, usage_message
from drentsportal.errors import DrentsPortalError, QuestionError, WorkspaceLockedError
from drentsportal.reports.typeset.finished_file import reason_of
from drentsportal.services.progress import CancelledError
from drentsportal.settings import Settings, changed, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from drentsportal.cli.session import Window
    from drentsportal.language import Language

_LOG = logging.getLogger(__name__)
_PARTS: Final = (
    import_sites,
    find,
    sites,
    sources,
    site,
    case,
    company,
    contact,
    match,
    sector,
    instruments,
    shortlist,
    replay,
    report,
    stability,
    questions,
    compare,
    documents,
    fact_finding,
    package,
    bidbook,
    export,
    undo,
    quality,
    postcodes,
    roads,
    chase,
    exposure,
    profiles,
    privacy,
    protect,
    house_style,
    preferences,
    demo,
    picture,
    doctor,
)

_SESSION_OF_RUN: Final[ContextVar[Callable[[], Session]]] = ContextVar("session of run")
"""Makes the session of the run that is going on."""

_BUILT: Final[dict[str, TyperGroup]] = {}
"""The trees that this process has built, by language: each takes longer than many a command."""


def build(language: Language) -> TyperGroup:
    """Build the tree of commands with its help in the given language; ``run`` gives commands a session."""

    def open_session() -> Session:
        return _SESSION_OF_RUN.get()()

    app = typer.Typer(cls=PortalGroup, help="cli.help", add_completion=False, rich_markup_mode=None)
    for part in _PARTS:
        part.register(app, open_session)
    group = typer.main.get_command(app)
    if not isinstance(group, TyperGroup):
        raise TypeError(type(group).__name__)
    word_help(group, language)
    return group


@dataclass(frozen=True, slots=True)
class Door:
    """What a run writes to, and the window where there is one."""

    terminal: Terminal = field(default_factory=Terminal)
    window: Window | None = None


def run(arguments: Sequence[str] | None = None, door: Door | None = None) -> int:
    """Run one command and return its exit code; no error that a user may see leaves a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    opened = door or Door()
    with logbook() as log_path:
        try:
            settings, language = _language_of(given)
        except DrentsPortalError as error:
            opened.terminal.problem(open_language(Settings().language).text(error))
            return ExitCode.ERROR
        _SESSION_OF_RUN.set(lambda: Session(settings, language, opened.terminal, opened.window))
        try:
            ended = _tree(language).main(given, prog_name=PROGRAM, standalone_mode=False)
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place that turns every error into an exit code
            return _ended_by(_Ending(error, given, log_path), language, opened.terminal)
        if ended == ExitCode.CANCELLED:
            # A key before or after the work of the command itself: Typer ends then without a word.
            opened.terminal.problem(language.text("cli.interrupted"))
    return ended if isinstance(ended, int) else ExitCode.OK


def _tree(language: Language) -> TyperGroup:
    """Give the tree of a language, built for the first run that asks for it."""
    if language.code not in _BUILT:
        _BUILT[language.code] = build(language)
    return _BUILT[language.code]


@dataclass(frozen=True, slots=True)
class _Ending:
    """An error with what was typed and where the log is."""

    error: Exception | KeyboardInterrupt
    given: Sequence[str]
    log_path: Path


def _ended_by(ending: _Ending, language: Language, terminal: Terminal) -> ExitCode:
    error = ending.error
    if isinstance(error, DrentsPortalError):
        return _refused(error, ending.given, language, terminal)
    if isinstance(error, typer.TyperException):
        terminal.problem(language.text(usage_message(error)))
        return ExitCode.USAGE
    if isinstance(error, CancelledError | typer.Abort | KeyboardInterrupt):
        # A cancel comes from inside the work, before it stores; a key can come at any moment.
        stopped = "cli.cancelled" if isinstance(error, CancelledError) else "cli.interrupted"
        terminal.problem(language.text(stopped))
        return ExitCode.CANCELLED
    if isinstance(error, OSError):
        _LOG.error("command failed", exc_info=error)
        file_name = str(error.filename or "")
        text = language.text("cli.system_refused", path=file_name, reason=reason_of(error))
        terminal.problem(text.rstrip())
        return ExitCode.ERROR
    _LOG.error("command failed", exc_info=error)
    terminal.problem(language.text("cli.unexpected", path=str(ending.log_path)))
    return ExitCode.ERROR


def _refused(
    error: DrentsPortalError, given: Sequence[str], language: Language, terminal: Terminal
) -> ExitCode:
    """Say what is wrong, after the option that it stands in where that was typed."""
    option = _typed_option(error.field, given)
    terminal.problem(f"{option}: {language.text(error)}" if option else language.text(error))
    if isinstance(error, QuestionError):
        choices = ", ".join(error.choices)
        terminal.problem(
            language.text("cli.question.choices", option=error.option, choices=choices)
            if choices
            else language.text("cli.question.option", option=error.option)
        )
        # What only the command line can do is said here, since the window shows the question as well.
        hint = f"cli.hint.{error.message_id}"
        if hint in language:
            terminal.problem(language.text(hint))
        return ExitCode.QUESTION
    return ExitCode.LOCKED if isinstance(error, WorkspaceLockedError) else ExitCode.ERROR


def _typed_option(field_name: str | None, given: Sequence[str]) -> str:
    """Find the option for a field of the data, when the person typed it."""
    if field_name is None:
        return ""
    option = match.option_of(field_name)
    return option if any(each.partition("=")[0] == option for each in given) else ""


def _language_of(arguments: Sequence[str]) -> tuple[Settings, Language]:
    """Read ``--language`` before the commands exist, since their help is in that language."""
    settings = load_settings()
    for position, each in enumerate(arguments):
        name, equals, value = each.partition("=")
        if name == "--language":
            code = value if equals else "".join(arguments[position + 1 : position + 2])
            settings = changed(settings, language=code)
    return settings, open_language(settings.language)
