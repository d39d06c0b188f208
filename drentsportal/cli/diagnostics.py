"""``drentsportal doctor --out FILE``: what somebody who helps wants to know, without anything about a person.

It says what is installed, what was checked, how the program is set and how much a workspace holds. Names,
texts and paths that somebody typed are told as present or absent. Of a file that a check speaks of only the
ending is told, since folders and files bear the names of people and companies; the home folder and the login
name are cut from what is left.
"""

from __future__ import annotations

import getpass
import platform
import re
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from drentsportal.bootstrap import schema_revision
from drentsportal.bootstrap.installed_parts import program_version
from drentsportal.settings import FIELDS, SettingKind, label_of, shown_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.doctor_finding import Finding
    from drentsportal.cli.session import Session

_TYPED: Final = frozenset({SettingKind.TEXT, SettingKind.FILE, SettingKind.STYLE})
"""Kinds of settings that can say who or where somebody is."""

_LEAST_NAME: Final = 3
"""A shorter login name would be cut out of ordinary words."""


def report_text(session: Session, findings: Sequence[Finding], services: AppServices | None) -> str:
    """Word the report; ``services`` None: the workspace is not there or does not open."""
    say = session.say
    lines = [say("cli.diagnostics.title"), ""]
    lines += [f"{name}: {value}" for name, value in _computer(session)]
    lines += ["", say("cli.diagnostics.checks")]
    lines += [
        f"{say(f'cli.doctor.check.{each.check}')}: {say(f'cli.doctor.state.{each.state}')}, {say(each.text)}"
        for each in findings
    ]
    lines += ["", say("cli.diagnostics.settings"), *_settings(session), "", say("cli.diagnostics.workspace")]
    lines += [say("cli.diagnostics.schema", revision=schema_revision())]
    lines += [say("cli.diagnostics.closed")] if services is None else _counts(session, services)
    return without_person(without_files("\n".join([*lines, ""]), _files(findings)))


def without_files(text: str, files: Iterable[str]) -> str:
    """Tell of files, named with or without their folder, their ending alone; the longest names go first."""
    names = {name for each in files for name in (each, re.split(r"[/\\]", each)[-1]) if name}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, f"…{PurePath(name).suffix}")
    return text


def _files(findings: Iterable[Finding]) -> Iterator[str]:
    for each in findings:
        yield from (str(each.text.named[key]) for key in ("path", "file") if key in each.text.named)


def without_person(text: str, home: Path | None = None, login: str | None = None) -> str:
    """Cut the home folder and the login name from a text."""
    folder = str(home or Path.home())
    if len(folder) > 1:
        text = text.replace(folder, "~")
    name = login or _login()
    if len(name) < _LEAST_NAME:
        return text
    return re.sub(rf"(?<=[/\\]){re.escape(name)}(?=[/\\]|$|\s)", "…", text, flags=re.IGNORECASE)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _computer(session: Session) -> Iterator[tuple[str, str]]:
    yield session.say("cli.diagnostics.program"), program_version() or session.say("cli.diagnostics.unknown")
    kind = "frozen" if getattr(sys, "frozen", False) else "python"
    yield session.say("cli.diagnostics.installation"), session.say(f"cli.diagnostics.installation.{kind}")
    # No `platform.node()`: the name of a computer is often that of its user.
    system = (platform.system(), platform.release(), platform.machine())
    yield session.say("cli.diagnostics.system"), " ".join(system)


def _settings(session: Session) -> Iterator[str]:
    for name, field in FIELDS.items():
        if field.is_shared:
            continue
        value = getattr(session.settings, name)
        if field.kind in _TYPED:
            is_own = value not in ("", field.default)
            told = session.say("cli.diagnostics.set" if is_own else "cli.diagnostics.usual")
        else:
            told = shown_value(session.language, name, value)
        yield f"{session.say(label_of(name))}: {told}"


def _counts(session: Session, services: AppServices) -> Iterator[str]:
    table = services.catalogue.site_table()
    yield session.say("cli.diagnostics.version", version=table.data_version)
    for kind, rows in (("parks", table.parks), ("plots", table.plots), ("premises", table.premises)):
        yield session.say(f"cli.diagnostics.{kind}", count=len(rows))
    with services.workspace.reading() as unit:
        yield session.say("cli.diagnostics.cases", count=len(unit.cases.bulk.revisions()))
