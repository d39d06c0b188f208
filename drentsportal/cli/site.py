"""``drentsportal site``: changes values of one site, attaches a photograph or document, or ends the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.typed_values import typed_values
from drentsportal.domain.entry.value_entry import read_date
from drentsportal.domain.vocabulary import Retirement
from drentsportal.errors import InputError, QuestionError
from drentsportal.language.typed_figures import notation_of
from drentsportal.services.site_attachments import AttachmentDetails
from drentsportal.services.site_editing import Attribution

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session


@dataclass(frozen=True, kw_only=True)
class SiteOptions(PrintOptions):
    """Which site, what happens to it, and who says so."""

    site: Annotated[str, typer.Argument(metavar="SITE", help="cli.site.site", show_default=False)]
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="ATTRIBUTE=VALUE", help="cli.site.set")
    ] = None
    attach: Annotated[Path | None, typer.Option("--attach", metavar="FILE", help="cli.site.attach")] = None
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="cli.site.title")] = ""
    credit: Annotated[str, typer.Option("--credit", metavar="NAME", help="cli.site.credit")] = ""
    licence: Annotated[str, typer.Option("--licence", metavar="TEXT", help="cli.site.licence")] = ""
    retire: Annotated[
        Retirement | None, typer.Option("--retire", help="cli.site.retire", show_default=False)
    ] = None
    bring_back: Annotated[bool, typer.Option("--bring-back", help="cli.site.bring_back")] = False
    source: Annotated[str, typer.Option("--source", metavar="NAME", help="cli.site.source")] = ""
    as_of: Annotated[str, typer.Option("--as-of", metavar="DATE", help="cli.site.as_of")] = ""
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="cli.site.reason")] = ""


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "site", SiteOptions, run, open_session)


def run(session: Session, options: SiteOptions) -> None:
    """Carry out one edit and tell its step."""
    asked = [
        bool(options.values),
        options.attach is not None,
        options.retire is not None,
        options.bring_back,
    ]
    if sum(asked) != 1:
        raise InputError("error.cli.site_one_edit", field="set")
    services = session.open(options)
    # A retired site is in no list, so only its id finds it.
    site_id = options.site if options.bring_back else services.browsing.resolve(options.site)
    warnings: tuple[str, ...] = ()
    if options.attach is not None:
        details = AttachmentDetails(options.title or options.attach.stem, options.credit, options.licence)
        services.attachments.add(site_id, options.attach, details)
    elif options.retire is not None:
        said = _attribution(services, options)
        services.editing.retire([site_id], options.retire, options.reason, said.source)
    elif options.bring_back:
        services.editing.bring_back(site_id, _attribution(services, options).source)
    else:
        warnings = _set(session, site_id, options)
    _tell(session, site_id, options, warnings)


def _set(session: Session, site_id: str, options: SiteOptions) -> tuple[str, ...]:
    """Put the values in use and return what looks odd about them."""
    services = session.services
    decimal = notation_of(session.language.code)
    checked = services.editing.check(site_id, typed_values(options.values or (), session.language), decimal)
    for refusal in checked.refusals.values():
        raise refusal
    services.editing.refuse_contradictions(site_id, checked.values)
    services.editing.set_values(site_id, checked.values, _attribution(services, options))
    return tuple(session.say(said) for _, said in checked.warnings)


def _attribution(services: AppServices, options: SiteOptions) -> Attribution:
    own = services.editing.attribution()
    as_of = read_date(options.as_of) if options.as_of else own.as_of
    source = options.source or own.source
    if not source:
        raise QuestionError("error.cli.which_source", option="--source")
    return Attribution(source, as_of, options.reason)


def _tell(session: Session, site_id: str, options: SiteOptions, warnings: Sequence[str]) -> None:
    services = session.services
    what = services.edits.to_undo
    if options.as_json:
        session.terminal.json(
            {
                "site_id": site_id,
                "step": session.say(what) if what else None,
                "warnings": list(warnings),
                "data_version": services.catalogue.data_version(),
            }
        )
        return
    for each in warnings:
        session.terminal.problem(each)
    if what is None:
        session.print("cli.site.nothing")
    else:
        session.print("cli.site.done", what=what, version=services.catalogue.data_version())
