"""The entry: without arguments, or with a workspace file first, the window; else the command line."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.bootstrap import AppServices

WORKSPACE_SUFFIX = ".drents"

_LOG = logging.getLogger(__name__)


class QtWindow:
    """The window as the command line uses it; Qt is loaded at the first use."""

    def paint(self, services: AppServices, case_number: str, path: Path, theme: str) -> Path:
        """Write a picture of the window with a case open. Raises ``ReportError``."""
        if sys.platform.startswith("linux"):
            _prepare_linux()
        from drentsportal.ui.picture import take_picture  # noqa: PLC0415 - Qt only for a picture

        return take_picture(services, case_number, path, theme)

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
    if not given or given[0].endswith(WORKSPACE_SUFFIX):
        if sys.platform.startswith("linux"):
            _prepare_linux()
        from drentsportal.ui.app import main as open_window  # noqa: PLC0415 - no Qt for a command

        return open_window(["drentsportal", *given])
    from drentsportal.cli.main import Door, run  # noqa: PLC0415 - no Typer for the window

    return run(given, Door(window=QtWindow() if find_spec("PySide6") is not None else None))


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
