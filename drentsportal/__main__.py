"""The entry: without arguments, or with a workspace file first, the window; else the command line."""

from __future__ import annotations

import _thread
import atexit
import logging
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from drentsportal.bootstrap import AppServices

WORKSPACE_SUFFIX = ".drents"

FETCH_CHILD = "--fetch-child"
"""As in ``geodata.fetching.fetcher``, which starts a frozen application anew to read a service."""

SET_CHILD = "--set-child"
"""As in ``reports.typeset.set_apart``, which starts a frozen application anew to set a large document."""

_INTERRUPTED = "Afgebroken; er is niets opgeslagen."
"""Not from the catalogue, which may be what is loading."""

_STANDARD_ERROR = 2
_INTERRUPTED_CODE = 130

_LOG = logging.getLogger(__name__)


class QtWindow:
    """The window as the command line uses it; Qt is loaded at the first use."""

    def paint(self, services: AppServices, case_number: str, path: Path, theme: str) -> Path:
        """Write a picture of the window with a case open. Raises ``ReportError``."""
        if sys.platform.startswith("linux"):
            _prepare_linux()
        from drentsportal.ui.picture import take_picture  # noqa: PLC0415 - Qt only for a picture

        return take_picture(services, case_number, path, theme)

    def is_sandboxed(self) -> bool | None:
        """Whether the web engine is fenced off; ``None`` where it does not say."""
        if sys.platform.startswith("linux"):
            _prepare_linux()
        from drentsportal.ui.engine_check import is_sandboxed  # noqa: PLC0415 - Qt only when it is asked

        return is_sandboxed()

    def run(self, *arguments: str, quiet: bool = False) -> int:
        """Start the program again, in a process of its own, and wait; returns the exit code.

        ``quiet`` keeps what it prints from the terminal; after a failure that stands in the log.
        """
        program = (
            [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "drentsportal"]
        )
        command = [*program, *arguments]
        ended = subprocess.run(command, check=False, capture_output=quiet, text=quiet)  # noqa: S603 - our own program
        if ended.returncode and quiet:
            _LOG.warning("%s ended with %d: %s", arguments[0], ended.returncode, ended.stderr)
        return ended.returncode


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window or run a command; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        # What was asked is done and told by then; a key in the last moment changes nothing of that.
        atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)
        sys.unraisablehook = _unraisable
    try:
        return _run(given)
    except KeyboardInterrupt:
        # Between loading and the first command: settings and catalogue were being read.
        sys.stderr.write(_INTERRUPTED + "\n")
        return _INTERRUPTED_CODE


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    """Give Ctrl-C again where Python lost it, in the clearing away of an object; the rest as always."""
    if lost.exc_type is KeyboardInterrupt:
        _thread.interrupt_main()
    else:
        sys.__unraisablehook__(lost)


def _run(given: list[str]) -> int:
    if given[:1] == [FETCH_CHILD]:
        from drentsportal.geodata.fetching.child import main as fetch  # noqa: PLC0415 - only this child

        return fetch()
    if given[:1] == [SET_CHILD]:
        from drentsportal.reports.typeset.set_child import main as set_document  # noqa: PLC0415 - only this child

        return set_document()
    if not given or given[0].endswith(WORKSPACE_SUFFIX):
        if sys.platform.startswith("linux"):
            if not _has_screen():
                return _refuse_window()
            _prepare_linux()
        with _loading():
            from drentsportal.ui.app import main as open_window  # noqa: PLC0415 - no Qt for a command

        return open_window(["drentsportal", *given])
    with _loading():
        from drentsportal.cli.main import Door, run  # noqa: PLC0415 - no Typer for the window

        window = QtWindow() if find_spec("PySide6") is not None else None
    return run(given, Door(window=window))


@contextmanager
def _loading() -> Iterator[None]:
    """Leave at once on Ctrl-C while modules load: no work has begun, so nothing is lost.

    An exception would not do: numpy, broken off while it loads, turns it into an ``ImportError``.
    """
    earlier = signal.signal(signal.SIGINT, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, earlier)


def _leave(*_: object) -> None:
    os.write(_STANDARD_ERROR, f"{_INTERRUPTED}{os.linesep}".encode())
    os._exit(_INTERRUPTED_CODE)


def _has_screen() -> bool:
    """Whether a window would be seen; who names a platform of Qt knows what he does."""
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _refuse_window() -> int:
    """Say that there is no screen; a window that nobody sees would only seem to hang."""
    from drentsportal.bootstrap import open_language  # noqa: PLC0415 - no services before they are needed
    from drentsportal.settings import Settings  # noqa: PLC0415 - likewise

    sys.stderr.write(open_language(Settings().language).text("cli.no_display") + "\n")
    return 1


def _prepare_linux() -> None:
    """Paint without a screen where there is none, and let the browser part start for root.

    Chromium refuses its sandbox to root; the page that it shows is our own and loads nothing from outside.
    """
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")


if __name__ == "__main__":
    sys.exit(main())
