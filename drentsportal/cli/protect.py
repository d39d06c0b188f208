"""``drentsportal protect``: gives a workspace a passphrase, and tells its recovery key once."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import CommonOptions, add_command
from drentsportal.cli.session import read_secret
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session


@dataclass(frozen=True, kw_only=True)
class ProtectOptions(CommonOptions):
    """Where the new passphrase is read; without a file somebody types it."""

    new_passphrase_file: Annotated[
        Path | None, typer.Option("--new-passphrase-file", metavar="FILE", help="cli.protect.new")
    ] = None


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "protect", ProtectOptions, run, open_session)


def run(session: Session, options: ProtectOptions) -> None:
    """Protect the workspace, or change its passphrase; the recovery key is printed, this once."""
    is_new = not (options.workspace or session.settings.workspace_path).exists()
    protection = session.open(options).protection
    if is_new and protection.is_on:
        # Made with its passphrase a moment ago, and its recovery key was told.
        return
    was_on = protection.is_on
    outcome = protection.protect(*_new_passphrase(session, options, is_protected=was_on))
    session.print("cli.protect.changed" if was_on else "cli.protect.done")
    session.print("cli.protect.recovery_key", key=outcome.recovery_key)
    session.print("cli.protect.warning")
    if outcome.remains is not None:
        session.terminal.problem(session.say(outcome.remains))


def _new_passphrase(session: Session, options: ProtectOptions, *, is_protected: bool) -> tuple[str, str]:
    """Read the new passphrase from a file, or have it typed twice; returns both.

    Of a workspace without one, ``--passphrase-file`` names the new one too. Raises ``InputError`` when there
    is no file and nobody can type.
    """
    file, field = options.new_passphrase_file, "new-passphrase-file"
    if file is None and not is_protected:
        file, field = options.passphrase_file, "passphrase-file"
    if file is not None:
        words = read_secret(file, field)
        return words, words
    if not sys.stdin.isatty():
        raise InputError("error.cli.new_passphrase_needed", field="new-passphrase-file")
    return getpass.getpass(session.say("cli.protect.ask")), getpass.getpass(session.say("cli.protect.again"))
