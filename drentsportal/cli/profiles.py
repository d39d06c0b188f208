"""``drentsportal profile``: lists criteria profiles, shows one, keeps a changed one as a new version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from drentsportal.cli.help_texts import PortalGroup
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.session import read_text_file
from drentsportal.domain.asking.request_form import profile_to_data
from drentsportal.domain.match.criteria import CRITERION_BY_ID, SCALE_TOP
from drentsportal.domain.match.profile_check import is_classed
from drentsportal.services.profile_editing import read_profile_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.domain.match.criteria import CriteriaProfile, Scale
    from drentsportal.services.profile_editing import ProfileLine

_SPECS: Final = {"m2": "m2", "m": "exact_km", "s": "minutes", "eurocent_m2": "eurocent", "day": "date"}
"""How exact values of a unit are written for people."""


@dataclass(frozen=True, kw_only=True)
class ProfileShowOptions(PrintOptions):
    """Which profile, and which version of it."""

    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="cli.profile.id", show_default=False)]
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", min=1, help="cli.profile.version")
    ] = None


@dataclass(frozen=True, kw_only=True)
class ProfileSaveOptions(PrintOptions):
    """The file with the changed profile."""

    file: Annotated[Path, typer.Argument(metavar="FILE", help="cli.profile.file", show_default=False)]


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the commands."""
    group = typer.Typer(name="profile", cls=PortalGroup, help="cli.profile.help", rich_markup_mode=None)
    add_command(group, "profile list", PrintOptions, list_profiles, open_session)
    add_command(group, "profile show", ProfileShowOptions, show, open_session)
    add_command(group, "profile save", ProfileSaveOptions, save, open_session)
    app.add_typer(group)


def list_profiles(session: Session, options: PrintOptions) -> None:
    """List every profile with the version that counts."""
    lines = session.open(options).profiles.lines()
    if options.as_json:
        session.terminal.json([_line_content(each) for each in lines])
        return
    names = ("id", ">version", "origin", "actor", "at", ">shipped_version")
    columns = [
        (">" if name.startswith(">") else "") + session.say(f"cli.profile.column.{name.removeprefix('>')}")
        for name in names
    ]
    session.terminal.table(columns, [_row(each, session) for each in lines])


def show(session: Session, options: ProfileShowOptions) -> None:
    """Show the scales and weights of one profile; ``--json`` gives what ``save`` takes."""
    profile = session.open(options).profiles.read(options.profile, options.version)
    if options.as_json:
        session.terminal.json(profile_to_data(profile))
        return
    session.print("cli.profile.heading", profile=profile.id, version=profile.version)
    columns = [session.say(f"cli.profile.column.{name}") for name in ("criterion", "scale")]
    columns.append(">" + session.say("cli.profile.column.weight"))
    session.terminal.table(columns, _scale_rows(profile, session))


def save(session: Session, options: ProfileSaveOptions) -> None:
    """Keep a changed profile as a new version of the workspace."""
    text = read_text_file(options.file, "file")
    profile = read_profile_text(text, is_toml=options.file.suffix.casefold() == ".toml")
    line = session.open(options, create=True).profiles.save(profile)
    if options.as_json:
        session.terminal.json(_line_content(line))
    else:
        session.print("cli.profile.saved", profile=line.id, version=line.version)


def _line_content(line: ProfileLine) -> dict[str, object]:
    return {
        "id": line.id,
        "version": line.version,
        "own": line.is_own,
        "actor": None if line.actor is None else line.actor.name,
        "at": None if line.at_utc is None else line.at_utc.isoformat(),
        "shipped_version": line.shipped_version,
    }


def _row(line: ProfileLine, session: Session) -> tuple[str, ...]:
    value = session.language.value
    return (
        line.id,
        str(line.version),
        session.say("cli.profile.own" if line.is_own else "cli.profile.shipped"),
        "" if line.actor is None else line.actor.name,
        "" if line.at_utc is None else value(line.at_utc, "moment"),
        "" if line.shipped_version is None else str(line.shipped_version),
    )


def _scale_rows(profile: CriteriaProfile, session: Session) -> list[tuple[str, ...]]:
    return [
        (
            session.say(f"criterion.{criterion_id}"),
            _scale_text(criterion_id, scale, session),
            str(profile.default_weights.get(criterion_id, 0)),
        )
        for criterion_id, scale in profile.scales.items()
    ]


def _scale_text(criterion_id: str, scale: Scale, session: Session) -> str:
    criterion = CRITERION_BY_ID[criterion_id]
    if is_classed(criterion):
        told = [
            session.say(
                "cli.profile.scale.class", name=_class_name(criterion_id, name, session), worth=_points(worth)
            )
            for name, worth in scale.classes.items()
        ]
        return ", ".join(told)
    spec = _SPECS[criterion.unit]
    if scale.points:
        points = [
            session.say(
                "cli.profile.scale.class",
                name=session.language.value(_value(each, spec), spec),
                worth=_points(worth),
            )
            for each, worth in scale.points
        ]
        return session.say("cli.profile.scale.points", points=", ".join(points))
    best = session.language.value(_value(scale.best, spec), spec)
    if scale.halving:
        halving = session.language.value(scale.halving, "" if spec == "date" else spec)
        return session.say("cli.profile.scale.decay", best=best, halving=halving)
    worst = session.language.value(_value(scale.worst, spec), spec)
    return session.say("cli.profile.scale.linear", worst=worst, best=best)


def _value(exact: int, spec: str) -> object:
    return date.fromordinal(max(1, exact)) if spec == "date" else exact


def _points(worth: int) -> int:
    """Return the worth of a class in points of a hundred, cut off."""
    return worth * 100 // SCALE_TOP


def _class_name(criterion_id: str, name: str, session: Session) -> str:
    """Name a class by its criterion, else as yes or no, else as how scarce something is."""
    for group in (criterion_id, "yes_no", "scarce"):
        text_id = f"ui.profile.class.{group}.{name}"
        if text_id in session.language:
            return session.say(text_id)
    return name
