"""``drentsportal case path``: the steps V0 to V8 of a case, from the first talk to the last visit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.help_texts import PortalGroup
from drentsportal.cli.moments import date_option, moment_option, time_option
from drentsportal.cli.options import CaseArgument, PrintOptions, add_command
from drentsportal.cli.path_views import path_content, print_contacts, print_path
from drentsportal.domain.path.height_check import PermitNeeded
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.domain.path.path import ItemPlan
    from drentsportal.services.establishment import PathStanding

ItemArgument = Annotated[str, typer.Argument(metavar="ITEM", help="cli.case.path.item", show_default=False)]
OwnerOption = Annotated[str | None, typer.Option("--owner", metavar="NAME", help="cli.case.path.owner")]


class PermitAnswer(StrEnum):
    """What a person may state of a permit."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class PathOptions(PrintOptions):
    """One case."""

    case: CaseArgument


@dataclass(frozen=True, kw_only=True)
class ItemOptions(PathOptions):
    """One step, part or agreement."""

    item: ItemArgument


@dataclass(frozen=True, kw_only=True)
class PlanOptions(ItemOptions):
    """Who does it, when, with whom; an empty text takes away what was there."""

    owner: OwnerOption = None
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="cli.case.path.date")] = None
    time: Annotated[str | None, typer.Option("--time", metavar="HH:MM", help="cli.case.path.time")] = None
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="TEXT", help="cli.case.path.contact")
    ] = None
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="cli.case.path.note")] = None


@dataclass(frozen=True, kw_only=True)
class DoneOptions(ItemOptions):
    """When it was done."""

    at: Annotated[str | None, typer.Option("--at", metavar="MOMENT", help="cli.case.path.at")] = None


@dataclass(frozen=True, kw_only=True)
class SkipOptions(ItemOptions):
    """Why it does not apply."""

    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="cli.case.path.reason", show_default=False)
    ]


@dataclass(frozen=True, kw_only=True)
class AgreeOptions(PathOptions):
    """What was agreed, by when and with whom."""

    text: Annotated[str, typer.Argument(metavar="TEXT", help="cli.case.path.text", show_default=False)]
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="cli.case.path.due", show_default=False)]
    owner: OwnerOption = None


@dataclass(frozen=True, kw_only=True)
class SettleOptions(ItemOptions):
    """Whether it was kept."""

    kept: Annotated[bool, typer.Option("--kept/--broken", help="cli.case.path.kept", show_default=False)]
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="cli.case.path.note")] = ""


@dataclass(frozen=True, kw_only=True)
class CheckOptions(PathOptions):
    """At which sites, or what a person says of the permit."""

    site: Annotated[list[str] | None, typer.Option("--site", metavar="SITE", help="cli.case.path.site")] = (
        None
    )
    permit: Annotated[
        PermitAnswer | None, typer.Option("--permit", help="cli.case.path.permit", show_default=False)
    ] = None
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="cli.case.path.source")] = ""


def register(cases: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the group of commands to that of cases."""
    group = typer.Typer(name="path", cls=PortalGroup, help="cli.case.path.help", rich_markup_mode=None)
    add_command(group, "case path show", PathOptions, show, open_session)
    add_command(group, "case path plan", PlanOptions, plan, open_session)
    add_command(group, "case path done", DoneOptions, done, open_session)
    add_command(group, "case path skip", SkipOptions, skip, open_session)
    add_command(group, "case path reopen", ItemOptions, reopen, open_session)
    add_command(group, "case path agree", AgreeOptions, agree, open_session)
    add_command(group, "case path settle", SettleOptions, settle, open_session)
    add_command(group, "case path check", CheckOptions, check, open_session)
    add_command(group, "case path contacts", PathOptions, contacts, open_session)
    cases.add_typer(group)


def show(session: Session, options: PathOptions) -> None:
    """Show how every step and part stands."""
    _tell(session, options, session.open(options).establishment.standing(options.case))


def plan(session: Session, options: PlanOptions) -> None:
    """Change what is named; the rest stays as it was."""
    given: dict[str, object] = {
        name: value
        for name, value in (
            ("owner", options.owner),
            ("contact", options.contact),
            ("note", options.note),
        )
        if value is not None
    }
    if options.date is not None:
        given["on"] = date_option(options.date, "date")
    if options.time is not None:
        given["starts_at"] = time_option(options.time, "time")

    def alter(before: ItemPlan) -> ItemPlan:
        return replace(before, **given)  # type: ignore[arg-type] # each value is of its field

    standing, _ = session.open(options).establishment.plan(options.case, options.item, alter)
    _tell(session, options, standing)


def done(session: Session, options: DoneOptions) -> None:
    """Call an item done."""
    moment = moment_option(options.at, "at")
    standing, _ = session.open(options).establishment.call_done(options.case, options.item, moment)
    _tell(session, options, standing)


def skip(session: Session, options: SkipOptions) -> None:
    """Say that an item does not apply."""
    standing, _ = session.open(options).establishment.set_aside(options.case, options.item, options.reason)
    _tell(session, options, standing)


def reopen(session: Session, options: ItemOptions) -> None:
    """Take back that an item is done or does not apply."""
    standing, _ = session.open(options).establishment.reopen(options.case, options.item)
    _tell(session, options, standing)


def agree(session: Session, options: AgreeOptions) -> None:
    """Add an agreement."""
    due_on = date_option(options.due, "due")
    if due_on is None:
        raise InputError("error.path.agreement_undated", field="due")
    services = session.open(options)
    standing, _ = services.establishment.agree(options.case, options.text, due_on, options.owner or "")
    _tell(session, options, standing)


def settle(session: Session, options: SettleOptions) -> None:
    """Say whether an agreement was kept."""
    standing, _ = session.open(options).establishment.settle(
        options.case, options.item, is_kept=options.kept, note=options.note
    )
    _tell(session, options, standing)


def check(session: Session, options: CheckOptions) -> None:
    """Compare the heights, or keep what a person states."""
    service = session.open(options).establishment
    if options.permit is None:
        standing, _ = service.check_heights(options.case, tuple(options.site or ()))
    else:
        answer = PermitNeeded(options.permit.value)
        standing, _ = service.state_permit(options.case, answer, options.source)
    _tell(session, options, standing)


def contacts(session: Session, options: PathOptions) -> None:
    """Show whom the sites of the shortlist name for the start-up talks."""
    found = session.open(options).establishment.contacts(options.case)
    if not options.as_json:
        print_contacts(found, session)
        return
    session.terminal.json(
        {
            talk: [
                {
                    "organisation": each.organisation,
                    "function": each.function,
                    "telephone": each.telephone,
                    "mail": each.mail,
                    "source": each.source,
                    "as_of": each.as_of.iso,
                }
                for each in points
            ]
            for talk, points in found.items()
        }
    )


def _tell(session: Session, options: PrintOptions, standing: PathStanding) -> None:
    if options.as_json:
        session.terminal.json(path_content(standing))
    else:
        print_path(standing, session)
