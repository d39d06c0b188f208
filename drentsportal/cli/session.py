"""One run of one command: settings, language, terminal, and the workspace once it is asked for."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Protocol

from drentsportal.bootstrap import AppServices, open_services
from drentsportal.domain.message import message
from drentsportal.errors import InputError, WorkspaceLockedError
from drentsportal.paths import EDITED_ENCODING
from drentsportal.reports.typeset.finished_file import is_workspace_file, reason_of
from drentsportal.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from drentsportal.cli.options import CommonOptions
    from drentsportal.cli.terminal import Terminal
    from drentsportal.domain.message import Message
    from drentsportal.errors import DrentsPortalError
    from drentsportal.language import Language
    from drentsportal.services.ports.desk import Clock, Progress
    from drentsportal.settings import Settings


class Window(Protocol):
    """The window, which the command line may not import; ``__main__`` hands it in where there is one."""

    def paint(self, services: AppServices, case_number: str, path: Path, theme: str) -> Path:
        """Write a picture of the window with a case open. Raises ``ReportError``."""
        ...

    def run(self, *arguments: str, quiet: bool = False) -> int:
        """Start the program again, in a process of its own, and wait; returns the exit code.

        ``quiet`` keeps what it prints from the terminal; after a failure that stands in the log.
        """
        ...

    def is_sandboxed(self) -> bool | None:
        """Whether the web engine is fenced off from the computer; ``None`` where it does not say."""
        ...


class Session:
    """What a command works with; ``close`` puts the workspace away."""

    def __init__(
        self, settings: Settings, language: Language, terminal: Terminal, window: Window | None = None
    ) -> None:
        """Start without a workspace."""
        self.window = window
        self.settings = settings
        self.language = language
        self.terminal = terminal
        self._services: AppServices | None = None

    def open(
        self, options: CommonOptions, *, create: bool = False, clock: Clock | None = None
    ) -> AppServices:
        """Open the workspace that the options name, else the user's own, which is made when it is absent.

        Asks for the passphrase when somebody can type it. Raises ``WorkspaceLockedError`` when nobody can.
        """
        passphrase, recovery_key = _keys_in_files(options)

        def open_with(words: str | None) -> AppServices:
            return open_services(
                self.settings,
                options.workspace,
                words,
                recovery_key=recovery_key,
                create=create or options.workspace is None,
                clock=clock,
            )

        try:
            self._services = open_with(passphrase)
        except WorkspaceLockedError:
            if passphrase or recovery_key or not sys.stdin.isatty():
                raise
            self._services = open_with(getpass.getpass(self.say("cli.passphrase.ask")))
        self._tell_recovery_key(self._services)
        return self._services

    def _tell_recovery_key(self, services: AppServices) -> None:
        """Show, once, the key that opens a workspace just made when its passphrase is forgotten."""
        key = getattr(services.workspace, "recovery_key", None)
        if key is not None:
            self.terminal.problem(self.say("cli.passphrase.recovery_key", key=key))

    @property
    def services(self) -> AppServices:
        """The services of the workspace that this run has opened."""
        if self._services is None:
            raise RuntimeError("open")
        return self._services

    def say(self, what: Message | DrentsPortalError | str, /, **params: object) -> str:
        """Word a message in the language of this run."""
        return self.language.text(what, **params)

    def print(self, what: Message | str, /, **params: object) -> None:
        """Print a worded message as a line of the result."""
        self.terminal.line(self.say(what, **params))

    def progress(self) -> AbstractContextManager[Progress]:
        """Show progress of long work."""
        return self.terminal.progress(self._say_step)

    @property
    def _say_step(self) -> Callable[[str], str]:
        return lambda step: self.say(step) if step in self.language else step

    def close(self) -> None:
        """Close the workspace, if one was opened."""
        if self._services is not None:
            self._services.workspace.close()
            self._services = None


def _keys_in_files(options: CommonOptions) -> tuple[str | None, str | None]:
    """Read the passphrase and the recovery key where the options name files with them."""
    passphrase_file, recovery_file = options.passphrase_file, options.recovery_key_file
    return (
        None if passphrase_file is None else read_secret(passphrase_file, "passphrase-file"),
        None if recovery_file is None else read_secret(recovery_file, "recovery-key-file"),
    )


def unreadable(path: Path, option: str, error: OSError | UnicodeDecodeError) -> InputError:
    """Word why a file that an option names cannot be read."""
    reason = reason_of(error) if isinstance(error, OSError) else message("file_reason.no_text")
    return InputError("error.cli.file_unreadable", field=option, path=str(path), reason=reason)


def read_secret(path: Path, option: str) -> str:
    """Read the first line of a file with a passphrase or recovery key, which an option names.

    Raises ``InputError`` when there is none.
    """
    try:
        words = path.read_text(encoding=EDITED_ENCODING).partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(path, option, error) from error
    if not words:
        raise InputError("error.cli.passphrase_empty", field=option, path=str(path))
    return words


def read_text_file(path: Path, option: str) -> str:
    """Read a text file that an option names. Raises ``InputError`` naming the option."""
    try:
        return path.read_text(encoding=EDITED_ENCODING)
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(path, option, error) from error


def write_text_file(path: Path, text: str, option: str) -> None:
    """Write a text file that an option names, beside and then renamed. Raises ``InputError``."""
    if is_workspace_file(path):
        raise InputError("error.cli.out_workspace", field=option, path=str(path))
    try:
        with whole_file(path) as stream:
            stream.write(text.encode())
    except OSError as error:
        raise InputError(
            "error.cli.file_not_writable", field=option, path=str(path), reason=reason_of(error)
        ) from error
