"""The entry: without arguments, or with a workspace file, the window; with anything else the command line."""

from __future__ import annotations

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


class QtWindow:
    """The window as the command line uses it; Qt is loaded at the first use."""

    def take_picture(self, services: AppServices, case_number: str, path: Path) -> Path:
        """Write a picture of the window with a case open. Raises ``ReportError``."""
        if sys.platform.startswith("linux") and not _has_display():
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from drentsportal.ui.picture import take_picture  # noqa: PLC0415 - Qt only for a picture

        return take_picture(services, case_number, path)

    def show(self, workspace_path: Path) -> int:
        """Open the window on a workspace, in a process of its own, and wait until it is closed."""
        program = (
            [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "drentsportal"]
        )
        return subprocess.run([*program, str(workspace_path)], check=False).returncode  # noqa: S603 - our own program


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window or run a command; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (len(given) == 1 and given[0].endswith(WORKSPACE_SUFFIX)):
        from drentsportal.ui.app import main as open_window  # noqa: PLC0415 - no Qt for a command

        return open_window(["drentsportal", *given])
    from drentsportal.cli.main import Door, run  # noqa: PLC0415 - no Typer for the window

    return run(given, Door(window=QtWindow() if find_spec("PySide6") is not None else None))


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
