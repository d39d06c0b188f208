"""``drentsportal profile``: lists criteria profiles, shows one, keeps a changed one as a new version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.help_texts import PortalGroup
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.session import read_text_file
from drentsportal.domain.asking.request_form import profile_to_data
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.match.profile_check import is_classed
from drentsportal.services.profile_editing import read_profile_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.domain.match.criteria import CriteriaProfile, Scale
    from drentsportal.services.profile_editing import ProfileLine


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
        return ", ".join(f"{name} {worth}" for name, worth in scale.classes.items())
    if scale.points:
        points = ", ".join(f"{value} {worth}" for value, worth in scale.points)
        return session.say("cli.profile.scale.points", points=points, unit=criterion.unit)
    if scale.halving:
        return session.say(
            "cli.profile.scale.decay", best=scale.best, halving=scale.halving, unit=criterion.unit
        )
    return session.say("cli.profile.scale.linear", worst=scale.worst, best=scale.best, unit=criterion.unit)
