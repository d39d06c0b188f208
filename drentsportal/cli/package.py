"""``drentsportal package``: the information package of a case, as PDF and ZIP."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.document_options import style_of
from drentsportal.cli.options import CaseArgument, OutOption, PrintOptions, add_command
from drentsportal.domain.message import message
from drentsportal.domain.package.parts import (
    PARTS_OF,
    PackagePart,
    PackageRound,
    PartState,
    part_name,
    part_number,
    path_item,
)
from drentsportal.errors import DrentsPortalError, InputError
from drentsportal.services.information_package import added_files
from drentsportal.services.package_planning import PackageWishes

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.domain.message import Message
    from drentsportal.services.information_package import InformationPackages
    from drentsportal.services.package_planning import PackagePlan
    from drentsportal.services.ports.documents import MadeDocument


@dataclass(frozen=True, kw_only=True)
class PackageOptions(PrintOptions):
    """The case, which package, own files, and where it goes."""

    case: CaseArgument
    second: Annotated[bool, typer.Option("--second", help="cli.package.second")] = False
    add: Annotated[list[str] | None, typer.Option("--add", metavar="PART=FILE", help="cli.package.add")] = (
        None
    )
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="PART=NAME", help="cli.package.remove")
    ] = None
    skip: Annotated[
        list[str] | None, typer.Option("--skip", metavar="PART=REASON", help="cli.package.skip")
    ] = None
    site: Annotated[list[str] | None, typer.Option("--site", metavar="SITE", help="cli.package.site")] = None
    lang: Annotated[str | None, typer.Option("--lang", "--in", metavar="CODE", help="cli.package.lang")] = (
        None
    )
    theme: Annotated[str | None, typer.Option("--theme", metavar="NAME", help="cli.package.theme")] = None
    plan: Annotated[bool, typer.Option("--plan", help="cli.package.plan")] = False
    out: OutOption = Path("out")


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "package", PackageOptions, package, open_session)


def package(session: Session, options: PackageOptions) -> None:
    """Say what the package holds and what is missing, then make it; refused files are told at the end."""
    package_round = PackageRound.SECOND if options.second else PackageRound.FIRST
    added = [(part, Path(name)) for part, name in _named(options.add, package_round, "add")]
    # What cannot be read is refused before anything is opened.
    for given, option in ((options.remove, "remove"), (options.skip, "skip")):
        _named(given, package_round, option)
    services = session.open(options)
    sites = tuple(services.browsing.resolve(each) for each in options.site) if options.site else None
    wishes = PackageWishes(package_round, sites)
    packages = services.packages
    # Before anything is kept with the case: a case that does not exist, or a site, is told first.
    packages.plan(options.case, wishes)
    _change(services, options)
    _, left_out, refused = added_files(packages, options.case, added)
    plan = packages.plan(options.case, wishes)
    if not options.as_json:
        _print_plan(session, plan, left_out)
    made: tuple[MadeDocument, ...] = ()
    if not options.plan:
        try:
            with session.progress() as progress:
                made = packages.make(
                    options.case,
                    wishes,
                    options.out,
                    progress,
                    style_of(session, options.lang, options.theme),
                )
        except DrentsPortalError:
            # What was refused is told too: the next run would else be refused for it.
            for fault in refused:
                session.terminal.problem(session.say(fault))
            raise
    if options.as_json:
        session.terminal.json(_content(session, plan, left_out, made))
    else:
        for each in made:
            session.print("cli.documents.made", path=str(each.path))
    if refused:
        raise _all_refused(refused)


def _change(services: AppServices, options: PackageOptions) -> None:
    """Take files away and set parts aside, once all that was named is there."""
    package_round = PackageRound.SECOND if options.second else PackageRound.FIRST
    removed = _named(options.remove, package_round, "remove")
    for file_id in _file_ids(services.packages, options.case, removed):
        services.packages.remove_file(options.case, file_id)
    for part, reason in _named(options.skip, package_round, "skip"):
        services.establishment.set_aside(options.case, path_item(part), reason)


def _named(
    texts: list[str] | None, package_round: PackageRound, option: str
) -> list[tuple[PackagePart, str]]:
    """Read ``PART=WORDS`` of an option, the part by name or by the number that the plan gives it.

    Raises ``InputError`` for what is no part of this package.
    """
    names = {each.value.replace("_", "-"): each for each in PARTS_OF[package_round]}
    accepted = names | {str(part_number(each)): each for each in names.values()}
    found = []
    for text in texts or ():
        name, _, words = text.partition("=")
        part = accepted.get(name.strip().casefold().replace("_", "-"))
        if part is None or not words.strip():
            told = f"error.cli.package_{option}"
            shown = ", ".join(f"{part_number(each)} ({name})" for name, each in names.items())
            raise InputError(told, field=option, text=text, accepted=shown)
        found.append((part, words.strip()))
    return found


def _file_ids(
    packages: InformationPackages, number: str, removed: list[tuple[PackagePart, str]]
) -> list[str]:
    """Find the files that are to go before any goes; raises ``InputError`` for one that is not there."""
    kept = packages.kept_files(number) if removed else ()
    ids = []
    for part, name in removed:
        found = [each.id for each in kept if each.part is part and name in {each.name, Path(each.name).stem}]
        if not found:
            names = ", ".join(each.name for each in kept if each.part is part)
            raise InputError("error.cli.package_no_file", field="remove", name=name, kept=names)
        ids += found
    return ids


def _print_plan(session: Session, plan: PackagePlan, left_out: tuple[Message, ...]) -> None:
    for each in plan.parts:
        told = {
            "number": part_number(each.part),
            "name": part_name(each.part),
            "state": session.say(f"cli.package.state.{each.state.value}"),
        }
        if each.reason is None:
            session.print("cli.package.part", **told)
        else:
            session.print("cli.package.part_why", **told, reason=each.reason)
        if each.state is PartState.PRESENT:
            for name in plan.contents.get(each.part, ()):
                session.print("cli.package.holds", name=name)
    for remark in (*plan.remarks, *left_out):
        session.print(remark)


def _content(
    session: Session, plan: PackagePlan, left_out: tuple[Message, ...], made: tuple[MadeDocument, ...]
) -> dict[str, object]:
    return {
        "case": plan.number,
        "package": plan.wishes.round.value,
        "parts": [
            {
                "part": each.part.value,
                "number": part_number(each.part),
                "state": each.state.value,
                "reason": None if each.reason is None else session.say(each.reason),
                "holds": list(plan.contents.get(each.part, ())) if each.state is PartState.PRESENT else [],
            }
            for each in plan.parts
        ],
        "remarks": [session.say(each) for each in (*plan.remarks, *left_out)],
        "files": [{"file": str(each.path), "kind": each.kind, "sha256": each.sha256} for each in made],
    }


def _all_refused(refused: tuple[InputError, ...]) -> InputError:
    if len(refused) == 1:
        return refused[0]
    told = (message(each.message_id, **each.params) for each in refused)
    # Each is sentences of its own, so that they stand after each other and in no enumeration.
    reasons = reduce(lambda first, then: message("error.package.refused_too", first=first, then=then), told)
    return InputError("error.package.some_refused", field="add", refused_count=len(refused), reasons=reasons)
