"""``drentsportal doctor``: checks what the program needs on this computer; asks the network for nothing.

With ``--bundle`` it also does the main job, and with ``--out`` it writes down what it found, to send along.
"""

from __future__ import annotations

import ctypes.util
import importlib.util
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from drentsportal.bootstrap import open_road_times
from drentsportal.cli.diagnostics import report_text
from drentsportal.cli.doctor_bundle import bundle_findings
from drentsportal.cli.doctor_finding import Finding
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.out_files import check_out
from drentsportal.domain.message import message
from drentsportal.errors import DrentsPortalError, StorageError
from drentsportal.language import available_languages, screen_languages
from drentsportal.paths import resources_dir, sample_data_dir
from drentsportal.reports.typeset.finished_file import write_finished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session

_PACKAGES: Final = ("PySide6", "geopandas", "pyogrio", "SQLAlchemy", "cryptography", "typst", "python-docx")
_FONTS: Final = ("fontpkg_inter", "font_source_sans_pro")
_WINDOW_LIBRARIES: Final = ("EGL", "GL", "xkbcommon", "nss3", "asound")
"""What Qt and its browser load from a Linux system; the ones that a bare system lacks."""

_ENOUGH_BYTES: Final = 500_000_000


@dataclass(frozen=True, kw_only=True)
class DoctorOptions(PrintOptions):
    """How far the check goes, and where it is written down."""

    bundle: Annotated[bool, typer.Option("--bundle", help="cli.doctor.bundle")] = False
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="cli.doctor.out")] = None


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "doctor", DoctorOptions, run, open_session)


def run(session: Session, options: DoctorOptions) -> None:
    """Run every check and list what was found; a fault makes the exit code 1."""
    check_out(session, options, options.out, ".txt")
    workspace, services = _workspace(session, options)
    findings = [*_installation(), *_system(), _disk(), workspace, *_roads(session, options)]
    if options.bundle:
        findings += bundle_findings(session)
    if options.out is not None:
        text = report_text(session, findings, services)
        write_finished(options.out, text.encode(), "diagnostics")
    _show(session, options, findings)
    faults = sum(each.state == "fault" for each in findings)
    if faults:
        raise StorageError("error.cli.doctor_faults", fault_count=faults)


def _show(session: Session, options: DoctorOptions, findings: list[Finding]) -> None:
    if options.as_json:
        session.terminal.json(
            [{"check": each.check, "state": each.state, "text": session.say(each.text)} for each in findings]
        )
        return
    names = ("check", "state", "text")
    rows = [
        (
            session.say(f"cli.doctor.check.{each.check}"),
            session.say(f"cli.doctor.state.{each.state}"),
            session.say(each.text),
        )
        for each in findings
    ]
    session.terminal.table([session.say(f"cli.doctor.column.{name}") for name in names], rows)
    if options.out is not None:
        session.print("cli.doctor.written", path=str(options.out))


def _installation() -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", "ok", message("cli.doctor.version", name="Python", version=python))
    for name in _PACKAGES:
        try:
            yield Finding("package", "ok", message("cli.doctor.version", name=name, version=version(name)))
        except PackageNotFoundError:
            yield Finding("package", "fault", message("cli.doctor.package_absent", name=name))
    for name in _FONTS:
        found = importlib.util.find_spec(name) is not None
        text = message("cli.doctor.present" if found else "cli.doctor.package_absent", name=name)
        yield Finding("font", "ok" if found else "fault", text)
    screens, documents = screen_languages(resources_dir()), available_languages(resources_dir())
    state = "ok" if "nl" in screens and (resources_dir() / "documents").is_dir() else "fault"
    yield Finding("resources", state, message("cli.doctor.languages", screens=screens, documents=documents))
    has_sample = sample_data_dir().is_dir()
    sample = message("cli.doctor.present" if has_sample else "cli.doctor.absent", name="sample_data")
    yield Finding("sample", "ok" if has_sample else "note", sample)


def _system() -> Iterator[Finding]:
    if not sys.platform.startswith("linux"):
        return
    absent = tuple(name for name in _WINDOW_LIBRARIES if ctypes.util.find_library(name) is None)
    if absent:
        yield Finding("window", "note", message("cli.doctor.libraries_absent", names=absent))
    else:
        yield Finding("window", "ok", message("cli.doctor.libraries_present"))


def _disk() -> Finding:
    free = shutil.disk_usage(tempfile.gettempdir()).free
    text = message("cli.doctor.disk_free", free_mb=free // 1_000_000)
    return Finding("disk", "ok" if free >= _ENOUGH_BYTES else "note", text)


def _workspace(session: Session, options: PrintOptions) -> tuple[Finding, AppServices | None]:
    path = options.workspace or session.settings.workspace_path
    if not path.exists():
        return Finding("workspace", "note", message("cli.doctor.workspace_absent", path=str(path))), None
    try:
        services = session.open(options)
        data_version = services.catalogue.data_version()
    except DrentsPortalError as error:
        text = message("cli.doctor.workspace_fault", path=str(path), reason=session.say(error))
        return Finding("workspace", "fault", text), None
    protected = services.workspace.is_protected
    found = "cli.doctor.workspace_protected" if protected else "cli.doctor.workspace_open"
    return Finding("workspace", "ok", message(found, path=str(path), version=data_version)), services


def _roads(session: Session, options: PrintOptions) -> Iterator[Finding]:
    """Read the road network of the settings, where one is set; a match goes on without it."""
    if not session.settings.road_network:
        return
    times = open_road_times(session.settings, options.workspace or session.settings.workspace_path)
    facts, fault = times.facts(), times.fault
    if fault is not None:
        path = session.settings.road_network
        yield Finding(
            "roads", "fault", message("cli.doctor.roads_fault", path=path, reason=session.say(fault))
        )
    elif facts is not None:
        text = message("cli.doctor.roads", file=facts.file_name, as_of=facts.as_of, nodes=facts.node_count)
        yield Finding("roads", "ok", text)
