"""``drentsportal themes`` and ``drentsportal templates``: the house style and layout of documents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.errors import InputError, ReportError
from drentsportal.services.failures import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session


@dataclass(frozen=True, kw_only=True)
class ThemeOptions(PrintOptions):
    """Without an option the themes are listed."""

    copy: Annotated[str | None, typer.Option("--copy", metavar="ID", help="cli.themes.copy")] = None
    as_name: Annotated[str | None, typer.Option("--as", metavar="NAME", help="cli.themes.as")] = None
    check: Annotated[Path | None, typer.Option("--check", metavar="FILE", help="cli.themes.check")] = None


@dataclass(frozen=True, kw_only=True)
class TemplateOptions(PrintOptions):
    """Without an option the templates are listed."""

    copy: Annotated[str | None, typer.Option("--copy", metavar="NAME", help="cli.templates.copy")] = None
    check: Annotated[bool, typer.Option("--check", help="cli.templates.check")] = False


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the commands."""
    add_command(app, "themes", ThemeOptions, themes, open_session)
    add_command(app, "templates", TemplateOptions, templates, open_session)


def themes(session: Session, options: ThemeOptions) -> None:
    """List the house styles, copy one to change it, or check a file."""
    styles = DocumentStyles()
    if bool(options.copy) != bool(options.as_name) or (options.copy and options.check):
        raise InputError("error.cli.themes_options", field="copy")
    if options.copy and options.as_name:
        session.print("cli.themes.copied", path=str(styles.copy_theme(options.copy, options.as_name)))
    elif options.check is not None:
        session.print("cli.themes.fine", name=styles.check_theme(options.check).name)
    else:
        _list_themes(session, styles, as_json=options.as_json)


def _list_themes(session: Session, styles: DocumentStyles, *, as_json: bool) -> None:
    rows = []
    for theme_id in styles.theme_ids():
        try:
            rows.append({"id": theme_id, "name": styles.theme_name(theme_id, session.language), "fault": ""})
        except ReportError as error:
            rows.append({"id": theme_id, "name": "", "fault": session.say(error)})
    if as_json:
        session.terminal.json(rows)
        return
    for row in rows:
        session.print("cli.themes.line", id=row["id"], told=row["fault"] or row["name"])
    session.print("cli.themes.folder", path=str(styles.themes_dir))


def templates(session: Session, options: TemplateOptions) -> None:
    """List the templates, copy one to change it, or set each with its sample."""
    styles = DocumentStyles()
    if options.copy and options.check:
        raise InputError("error.cli.templates_options", field="copy")
    if options.copy:
        session.print("cli.templates.copied", path=str(styles.copy_template(options.copy)))
    elif options.check:
        _check_templates(session, styles, as_json=options.as_json)
    else:
        _list_templates(session, styles, as_json=options.as_json)


def _list_templates(session: Session, styles: DocumentStyles, *, as_json: bool) -> None:
    rows = styles.templates()
    if as_json:
        session.terminal.json([{"name": name, "own": is_own} for name, is_own in rows])
        return
    for name, is_own in rows:
        session.print("cli.templates.own" if is_own else "cli.templates.shipped", name=name)
    session.print("cli.templates.folder", path=str(styles.templates_dir))


def _check_templates(session: Session, styles: DocumentStyles, *, as_json: bool) -> None:
    """Tell of each template whether it can be set; raises ``ReportError`` when one cannot."""
    checked = styles.check_templates(session.settings.document_theme)
    told = {each.name: session.say(reason_of(each.fault)) if each.fault else "" for each in checked}
    if as_json:
        session.terminal.json([{"name": name, "fault": fault} for name, fault in told.items()])
    else:
        for each in checked:
            if each.fault is None:
                session.print("cli.templates.fine", name=each.name)
            else:
                session.print("cli.templates.fault", name=each.name, fault=told[each.name])
    faults = [each.name for each in checked if each.fault is not None]
    if faults:
        raise ReportError("error.template.faults", names=tuple(faults))
