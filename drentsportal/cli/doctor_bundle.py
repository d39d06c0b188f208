"""``drentsportal doctor --bundle``: whether the program does its work as it was installed.

A frozen program holds what somebody thought of putting in, and what is missing shows only when it is asked
for. So every module of ours is loaded, and the main job is done from the sample data in a folder that is
removed afterwards: a workspace, matches, advice, a map, and a window in which the web engine paints that map.
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import drentsportal
from drentsportal.cli.demo import MAP_NAME, PICTURE_NAME, WORKSPACE_NAME
from drentsportal.cli.doctor_finding import Finding
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.domain.message import message
from drentsportal.paths import user_data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.cli.session import Session, Window

_OF_THE_WINDOW: Final = "drentsportal.ui"

_MADE: Final = (
    ("job_workspace", WORKSPACE_NAME, b"SQLite format 3"),
    ("job_advice", "*/*.pdf", b"%PDF-"),
    ("job_letter", "*/*.docx", b"PK"),
    ("job_map", MAP_NAME, b"<"),
    ("job_window", PICTURE_NAME, b"\x89PNG"),
)
"""What the main job leaves: the check, the file below its folder, and how such a file begins."""


def bundle_findings(session: Session) -> Iterator[Finding]:
    """Load everything, do the main job, and ask the web engine for its sandbox."""
    yield from _modules(has_window=session.window is not None)
    if session.window is None:
        yield Finding("job_window", "fault", message("cli.doctor.no_window"))
        return
    with TemporaryDirectory(prefix="drentsportal-") as folder:
        yield from _main_job(session.window, Path(folder))
    yield _sandbox(session.window)


def _modules(*, has_window: bool) -> Iterator[Finding]:
    loaded = 0
    for each in pkgutil.walk_packages(drentsportal.__path__, "drentsportal.", onerror=lambda _: None):
        if each.name.startswith(_OF_THE_WINDOW) and not has_window:
            continue
        try:
            importlib.import_module(each.name)
        except (ImportError, OSError) as error:
            text = message("cli.doctor.module_fault", name=each.name, reason=str(error))
            yield Finding("modules", "fault", text)
        else:
            loaded += 1
    yield Finding("modules", "ok" if loaded else "fault", message("cli.doctor.modules", count=loaded))


def _main_job(window: Window, folder: Path) -> Iterator[Finding]:
    ended = window.run("demo", "--out", str(folder), "--no-window", quiet=True)
    if ended != ExitCode.OK:
        log = user_data_dir() / "drentsportal.log"
        yield Finding("job", "fault", message("cli.doctor.job_stopped", code=ended, path=str(log)))
    for check, pattern, beginning in _MADE:
        files = [each for each in folder.glob(pattern) if each.read_bytes().startswith(beginning)]
        size_kb = sum(each.stat().st_size for each in files) // 1000
        text = message("cli.doctor.made", count=len(files), size_kb=size_kb)
        yield (
            Finding(check, "ok", text) if files else Finding(check, "fault", message("cli.doctor.not_made"))
        )


def _sandbox(window: Window) -> Finding:
    """Tell whether the web engine is fenced off; without, it works, with one wall less."""
    is_on = window.is_sandboxed()
    if is_on is None:
        return Finding("sandbox", "note", message("cli.doctor.sandbox_unknown"))
    return Finding(
        "sandbox",
        "ok" if is_on else "note",
        message("cli.doctor.sandbox_on" if is_on else "cli.doctor.sandbox_off"),
    )
