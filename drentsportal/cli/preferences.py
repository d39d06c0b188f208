"""``drentsportal settings``: shows and changes the settings of this user and those of the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.errors import InputError
from drentsportal.settings import (
    FIELDS,
    changed,
    field_of,
    label_of,
    load_settings,
    personal_names,
    read_value,
    remember_settings,
    settings_path,
    shown_value,
    written_value,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.cli.session import Session
    from drentsportal.services.shared_settings import SharedValue
    from drentsportal.settings import Settings, Value


@dataclass(frozen=True, kw_only=True)
class SettingsOptions(PrintOptions):
    """Without an option all settings are shown."""

    pairs: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="cli.settings.set")
    ] = None
    reset: Annotated[list[str] | None, typer.Option("--reset", metavar="NAME", help="cli.settings.reset")] = (
        None
    )
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="cli.settings.source")] = ""


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "settings", SettingsOptions, run, open_session)


def run(session: Session, options: SettingsOptions) -> None:
    """Change what is asked, all or nothing of the values that cannot be, and show how it stands."""
    wanted = _wanted(options)
    personal = {name: value for name, value in wanted.items() if not FIELDS[name].is_shared}
    shared = {name: value for name, value in wanted.items() if FIELDS[name].is_shared}
    # Refused before the workspace is opened, and before anything of it is kept.
    kept = changed(load_settings(), **personal)
    if shared and not options.source.strip():
        raise InputError("error.shared_setting.source_missing", field="source")
    if shared or not wanted:
        session.open(options)
    for name, value in shared.items():
        if isinstance(value, str | float):
            session.services.shared_settings.keep(name, value, options.source)
    if personal:
        remember_settings(**personal)
    if wanted:
        _tell_changed(session, wanted)
    elif options.as_json:
        session.terminal.json(_content(kept, session.services.shared_settings.current()))
    else:
        _print(session, kept)


def _tell_changed(session: Session, wanted: Mapping[str, Value]) -> None:
    for name, value in wanted.items():
        words = shown_value(session.language, name, value)
        session.print("cli.settings.changed", setting=label_of(name), value=words)


def _wanted(options: SettingsOptions) -> dict[str, Value]:
    wanted: dict[str, Value] = {}
    for pair in options.pairs or ():
        name, sign, text = pair.partition("=")
        if not sign:
            raise InputError("error.cli.setting_pair", field="set", text=pair)
        wanted[name.strip()] = read_value(name.strip(), text)
    for name in options.reset or ():
        wanted[name] = field_of(name).default
    return wanted


def _content(settings: Settings, shared: Mapping[str, SharedValue]) -> dict[str, object]:
    return {
        "personal": {name: getattr(settings, name) for name in personal_names()},
        "workspace": {
            name: {
                "value": each.value,
                "source": each.source or None,
                "as_of": None if each.as_of is None else each.as_of.isoformat(),
                "version": each.version,
                "actor": None if each.actor is None else each.actor.name,
                "at": None if each.at_utc is None else each.at_utc.isoformat(),
            }
            for name, each in shared.items()
        },
    }


def _print(session: Session, settings: Settings) -> None:
    say, services = session.say, session.services
    columns = [say(f"cli.settings.column.{each}") for each in ("name", "value", "default", "label")]
    session.print("cli.settings.personal", path=str(settings_path()))
    rows = [_row(session, name, getattr(settings, name)) for name in personal_names()]
    session.terminal.table(columns, rows)
    session.terminal.line()
    session.print("cli.settings.shared", workspace=services.workspace.label)
    columns += [say(f"cli.settings.column.{each}") for each in ("source", "changed")]
    current = services.shared_settings.current()
    shared = [(*_row(session, name, each.value), *_kept(session, each)) for name, each in current.items()]
    session.terminal.table(columns, shared)
    for each in current.values():
        if each.fault is not None:
            session.terminal.problem(say(each.fault))


def _row(session: Session, name: str, value: Value) -> tuple[str, ...]:
    default = FIELDS[name].default
    return (
        name,
        written_value(name, value) or session.say("setting.shown.empty"),
        written_value(name, default) or session.say("setting.shown.empty"),
        session.say(label_of(name)),
    )


def _kept(session: Session, value: SharedValue) -> tuple[str, str]:
    if value.actor is None or value.at_utc is None:
        return "", ""
    return value.source, session.say("setting.kept_by", actor=value.actor.name, at_utc=value.at_utc)
