"""Sets a document in a process of its own: its memory comes back, and it can be stopped at any moment."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import drentsportal
from drentsportal.errors import ReportError
from drentsportal.reports.typeset.broken_template import broken_template
from drentsportal.reports.typeset.held_folder import HeldFolder
from drentsportal.reports.typeset.setting import SET_NAME, TOLD_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from drentsportal.reports.typeset.setting import SettingJob

SET_CHILD: Final = "--set-child"
"""The argument by which a frozen application starts as the child."""

_POLL_SECONDS: Final = 0.1
_SHOWN_ERROR_BYTES: Final = 4000
_LOG = logging.getLogger(__name__)


def set_apart(job: SettingJob, watch: Callable[[], None], command: Sequence[str] | None = None) -> bytes:
    """Set a document; empty where it has no pages.

    ``watch`` is called ten times a second; what it raises ends the work and is passed on. Raises
    ``ReportError`` for what typst says of a template, and when the process ended without a word, as where
    memory was short. ``command`` starts the child; by default this program's own.
    """
    watch()
    with HeldFolder() as held, tempfile.TemporaryFile() as errors:
        folder = held.path
        with _running(command or child_command(), errors) as process:
            _give(process, asdict(job) | {"folder": str(folder)})
            _wait(process, watch)
        fault = _fault(folder)
        if fault is None:
            errors.seek(0)
            said = errors.read()[-_SHOWN_ERROR_BYTES:].decode(errors="replace")
            _LOG.error("setting %s ended with %s: %s", job.template, process.returncode, said)
            raise ReportError("error.document.set_ended", template=job.template)
        if fault:
            raise broken_template(job.template, fault["message"], fault["diagnostic"])
        return (folder / SET_NAME).read_bytes()


def child_command() -> tuple[str, ...]:
    """Return how this program starts itself as the child."""
    if getattr(sys, "frozen", False):
        return (sys.executable, SET_CHILD)
    return (sys.executable, "-P", "-m", "drentsportal.reports.typeset.set_child")


@contextmanager
def _running(command: Sequence[str], errors: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Start the child; it is gone at the end, whatever happens."""
    environment = dict(os.environ)
    root = str(Path(drentsportal.__file__).parents[1])
    earlier = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = os.pathsep.join([root, earlier] if earlier else [root])
    process = subprocess.Popen(  # noqa: S603 - our own program
        command,
        stdin=subprocess.PIPE,
        stdout=errors,
        stderr=errors,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()


def _give(process: subprocess.Popen[bytes], told: dict[str, Any]) -> None:
    """Say what to do, and leave the line open; a child that is gone already is told by its silence."""
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.write(json.dumps(told).encode() + b"\n")
            process.stdin.flush()


def _wait(process: subprocess.Popen[bytes], watch: Callable[[], None]) -> None:
    while True:
        try:
            process.wait(_POLL_SECONDS)
        except subprocess.TimeoutExpired:
            watch()
        else:
            return


def _fault(folder: Path) -> dict[str, str] | None:
    """Return what the child says is wrong, empty where all is well; ``None`` where it says nothing."""
    try:
        told = json.loads((folder / TOLD_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None
