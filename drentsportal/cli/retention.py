"""``drentsportal case retention``, ``erase`` and ``anonymise``, and ``company erase``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.moments import date_option
from drentsportal.cli.options import CaseArgument, PrintOptions, add_command
from drentsportal.errors import InputError, QuestionError
from drentsportal.services.destruction import Anonymising
from drentsportal.services.retention import category_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.cli.session import Session
    from drentsportal.domain.cases.case_digest import ErasedCase
    from drentsportal.domain.retention.selection_list import SelectionCategory
    from drentsportal.domain.retention.standing import RetentionStanding

OptionalCase = Annotated[
    str | None, typer.Argument(metavar="CASE", help="cli.argument.case", show_default=False)
]
GroundOption = Annotated[
    str, typer.Option("--ground", metavar="TEXT", help="cli.retention.ground", show_default=False)
]
BeforeTermOption = Annotated[bool, typer.Option("--before-term", help="cli.retention.before_term")]
ConfirmOption = Annotated[str | None, typer.Option("--confirm", metavar="CASE", help="cli.retention.confirm")]
CompanyArgument = Annotated[
    str, typer.Argument(metavar="COMPANY", help="cli.argument.company_key", show_default=False)
]


@dataclass(frozen=True, kw_only=True)
class RetentionOptions(PrintOptions):
    """Without a case: what is due. With one: its term, and a category where that is chosen."""

    case: OptionalCase = None
    category: Annotated[
        str | None, typer.Option("--category", metavar="ID", help="cli.retention.category")
    ] = None
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="cli.retention.reason")] = ""
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="cli.retention.on")] = None
    every: Annotated[bool, typer.Option("--all", help="cli.retention.all")] = False
    erased: Annotated[bool, typer.Option("--erased", help="cli.retention.erased")] = False


@dataclass(frozen=True, kw_only=True)
class EraseOptions(PrintOptions):
    """Which case, and why."""

    case: CaseArgument
    ground: GroundOption
    before_term: BeforeTermOption = False
    confirm: ConfirmOption = None


@dataclass(frozen=True, kw_only=True)
class AnonymiseOptions(EraseOptions):
    """Which case, why, and what of it stays besides the figures."""

    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="cli.retention.title")] = ""
    keep: Annotated[list[str] | None, typer.Option("--keep", metavar="ID", help="cli.retention.keep")] = None


@dataclass(frozen=True, kw_only=True)
class EraseCompanyOptions(PrintOptions):
    """Which company, and why."""

    company: CompanyArgument
    ground: GroundOption
    confirm: Annotated[
        str | None, typer.Option("--confirm", metavar="COMPANY", help="cli.retention.confirm")
    ] = None


def register(group: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the commands to the group of cases."""
    add_command(group, "case retention", RetentionOptions, retention, open_session)
    add_command(group, "case erase", EraseOptions, erase, open_session)
    add_command(group, "case anonymise", AnonymiseOptions, anonymise, open_session)


def register_company(group: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command to the group of companies."""
    add_command(group, "company erase", EraseCompanyOptions, erase_company, open_session)


def retention(session: Session, options: RetentionOptions) -> None:
    """Show the term of a case, give it a category, or list what is due; nothing is destroyed."""
    services = session.open(options)
    day = None if options.on is None else date_option(options.on, "on")
    if options.erased:
        _print_statements(session, options, services.destruction.statements())
        return
    if options.case is None:
        if options.category is not None:
            raise InputError("error.cli.retention_case", field="category")
        found = services.retention.standings(day) if options.every else services.retention.proposals(day)
        _print_list(session, options, found)
        return
    if options.category is not None:
        services.retention.choose(options.case, options.category, options.reason)
    standing = services.retention.standing(options.case, day)
    if options.as_json:
        session.terminal.json(standing_content(standing))
        return
    session.terminal.line(standing_line(session, standing))
    if standing.choice is None:
        for each in services.retention.selection_list().categories:
            session.print(
                "cli.retention.offered", id=each.id, title=category_label(each), term=term_text(session, each)
            )
        return
    if standing.choice.category.is_own_choice:
        session.print("cli.retention.own_choice")


def erase(session: Session, options: EraseOptions) -> None:
    """Destroy a case here and in every kept copy, after its number was typed again."""
    services = session.open(options)
    standing = services.retention.standing(options.case)
    _confirm(options.case, options.confirm, "cli.retention.erase_ask", session, standing)
    erased, _ = services.destruction.erase(options.case, options.ground, before_term=options.before_term)
    if options.as_json:
        session.terminal.json(statement_content(erased))
        return
    session.print("cli.retention.erased_done", number=erased.number, at_utc=erased.erased_at_utc)
    session.print("cli.retention.statement", **_statement(erased))
    session.print("cli.retention.outside")


def anonymise(session: Session, options: AnonymiseOptions) -> None:
    """Take names and texts out of a case, after its number was typed again."""
    services = session.open(options)
    standing = services.retention.standing(options.case)
    _confirm(options.case, options.confirm, "cli.retention.anonymise_ask", session, standing)
    how = Anonymising(options.ground, options.title, tuple(options.keep or ()))
    services.destruction.anonymise(options.case, how, before_term=options.before_term)
    standing = services.retention.standing(options.case)
    if options.as_json:
        session.terminal.json(standing_content(standing))
        return
    session.print("cli.retention.anonymised_done", number=options.case)
    session.print("cli.retention.outside")


def erase_company(session: Session, options: EraseCompanyOptions) -> None:
    """Destroy a company here and in every kept copy, after its key was typed again."""
    services = session.open(options)
    if options.confirm != options.company:
        raise QuestionError(
            "cli.retention.company_ask", option="--confirm", choices=(options.company,), key=options.company
        )
    done, _ = services.destruction.erase_company(options.company, options.ground)
    if options.as_json:
        session.terminal.json({"company": done.key, "ground": done.ground, "cases": list(done.case_numbers)})
        return
    session.print("cli.retention.company_done", key=done.key)
    if done.case_numbers:
        session.print("cli.retention.company_cases", cases=", ".join(done.case_numbers))


def standing_content(standing: RetentionStanding) -> dict[str, object]:
    """Write how a case stands to its term as data."""
    choice, action = standing.choice, standing.action
    category = None
    if choice is not None:
        category = {
            "id": choice.category.id,
            "number": choice.category.number,
            "title": choice.category.title,
            "term_years": choice.category.term_years,
            "start": choice.category.start.value,
            "action": choice.category.action.value,
            "source": choice.category.source,
            "own_choice": choice.category.is_own_choice,
        }
    return {
        "case": standing.number,
        "state": standing.state.value,
        "category": category,
        "started_on": None if standing.started_on is None else standing.started_on.isoformat(),
        "last_kept_on": None if standing.last_kept_on is None else standing.last_kept_on.isoformat(),
        "due_on": None if standing.due_on is None else standing.due_on.isoformat(),
        "proposed": None if action is None else action.value,
    }


def statement_content(erased: ErasedCase) -> dict[str, object]:
    """Write a statement of destruction as data."""
    return {
        "case": erased.number,
        "erased_at": erased.erased_at_utc.isoformat(),
        "actor": erased.actor.name,
        "organisation": erased.actor.organisation,
        "category": erased.category,
        "ground": erased.statement,
    }


def standing_line(session: Session, standing: RetentionStanding) -> str:
    """Word how a case stands to its term."""
    choice = standing.choice
    return session.say(
        f"retention_state.{standing.state.value}",
        number=standing.number,
        category="" if choice is None else category_label(choice.category),
        last_kept_on=standing.last_kept_on,
        due_on=standing.due_on,
        start="" if choice is None else session.say(f"retention_start.{choice.category.start.value}"),
        action="" if standing.action is None else session.say(f"retention_action.{standing.action.value}"),
    )


def term_text(session: Session, category: SelectionCategory) -> str:
    """Word the term of a category."""
    years = category.term_years
    if years is None:
        return session.say("retention_term.permanent")
    return session.say("retention_term.years", years=years)


def _confirm(
    number: str, given: str | None, ask_id: str, session: Session, standing: RetentionStanding
) -> None:
    if given != number:
        raise QuestionError(
            ask_id,
            option="--confirm",
            choices=(number,),
            number=number,
            standing=standing_line(session, standing),
        )


def _print_list(session: Session, options: PrintOptions, found: Sequence[RetentionStanding]) -> None:
    if options.as_json:
        session.terminal.json([standing_content(each) for each in found])
        return
    for each in found:
        session.terminal.line(standing_line(session, each))
    if not found:
        session.print("cli.retention.none_due")


def _print_statements(session: Session, options: PrintOptions, found: Sequence[ErasedCase]) -> None:
    if options.as_json:
        session.terminal.json([statement_content(each) for each in found])
        return
    for each in found:
        session.print("cli.retention.statement", **_statement(each))
    if not found:
        session.print("cli.retention.no_statement")


def _statement(erased: ErasedCase) -> dict[str, object]:
    return {
        "number": erased.number,
        "at_utc": erased.erased_at_utc,
        "name": erased.actor.name,
        "organisation": erased.actor.organisation or "-",
        "category": erased.category,
        "ground": erased.statement,
    }
