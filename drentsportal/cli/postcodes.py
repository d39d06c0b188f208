"""``drentsportal postcodes``: where postcodes lie, from a layer of one's own, and staff by postcode."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.session import read_text_file
from drentsportal.errors import InputError
from drentsportal.services.ports.postcodes import PostcodeOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.domain.roads.postcode_places import PostcodeFacts, PostcodePlaces, StaffList

_TWICE_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class PostcodesOptions(PrintOptions):
    """Which layer, what it leaves open, whether it is used from now on, and a list of staff."""

    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="cli.postcodes.file", show_default=False)
    ] = None
    column: Annotated[
        str | None, typer.Option("--column", metavar="NAME", help="cli.postcodes.column", show_default=False)
    ] = None
    layer: Annotated[
        str | None, typer.Option("--layer", metavar="NAME", help="cli.postcodes.layer", show_default=False)
    ] = None
    crs: Annotated[
        str | None, typer.Option("--crs", metavar="CODE", help="cli.postcodes.crs", show_default=False)
    ] = None
    staff: Annotated[
        Path | None, typer.Option("--staff", metavar="FILE", help="cli.postcodes.staff", show_default=False)
    ] = None
    use: Annotated[bool, typer.Option("--use", help="cli.postcodes.use")] = False
    forget: Annotated[bool, typer.Option("--forget", help="cli.postcodes.forget")] = False


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "postcodes", PostcodesOptions, run, open_session)


def run(session: Session, options: PostcodesOptions) -> None:
    """Show the layer of the file, or the one in use, and where staff of a list live."""
    if options.forget and (options.file is not None or options.use or options.staff is not None):
        raise InputError("error.postcodes.file_and_forget", field="forget")
    if options.use and options.file is None:
        raise InputError("error.postcodes.use_what", field="use")
    services = session.open(options)
    if options.forget:
        services.postcodes.forget()
        _tell(session, options, None, None, "cli.postcodes.forgotten")
        return
    places = None if options.file is None else _read(session, services, options, options.file)
    staff = None
    if options.staff is not None:
        staff = services.postcodes.staff(read_text_file(options.staff, "staff"), places)
    if places is not None and options.use:
        services.postcodes.keep(places)
    in_use = "cli.postcodes.in_use" if options.use or places is None else "cli.postcodes.not_in_use"
    facts = _in_use(services) if places is None else places.facts
    _tell(session, options, facts, staff, "cli.postcodes.none" if facts is None else in_use)


def _read(session: Session, services: AppServices, options: PostcodesOptions, path: Path) -> PostcodePlaces:
    answers = PostcodeOptions(options.column, options.layer, options.crs)
    with session.progress() as progress:
        return services.postcodes.look_at(path.absolute(), answers, progress)


def _in_use(services: AppServices) -> PostcodeFacts | None:
    state = services.postcodes.state()
    if state.fault is not None:
        raise state.fault
    return state.facts


def _tell(
    session: Session,
    options: PostcodesOptions,
    facts: PostcodeFacts | None,
    staff: StaffList | None,
    use_id: str,
) -> None:
    if options.as_json:
        in_use = facts is not None and (options.use or options.file is None)
        session.terminal.json(_content(facts, staff, in_use=in_use))
        return
    if facts is not None:
        print_facts(facts, session)
    session.print(use_id)
    if staff is not None:
        _print_staff(staff, session)


def print_facts(facts: PostcodeFacts, session: Session) -> None:
    """Print what a layer holds and what of it cannot be used."""
    session.print("cli.postcodes.facts", file=facts.file_name, count=facts.count, as_of=facts.as_of)
    if facts.unread:
        session.print("cli.postcodes.unread", count=facts.unread)
    if facts.without_place:
        session.print("cli.postcodes.without_place", count=facts.without_place)
    if facts.twice:
        session.print("cli.postcodes.twice", count=len(facts.twice), postcodes=facts.twice[:_TWICE_SHOWN])
    session.print("cli.postcodes.point")


def _print_staff(staff: StaffList, session: Session) -> None:
    number = session.language.value
    session.print("cli.postcodes.staff_found", count=staff.staff_count, places=len(staff.points))
    columns = [session.say(f"cli.postcodes.staff_column.{name}") for name in ("place", "count", "x", "y")]
    rows = [(each.label, number(each.count), str(each.x_rd), str(each.y_rd)) for each in staff.points]
    session.terminal.table(columns, rows)
    if staff.unknown:
        session.print(
            "cli.postcodes.staff_unknown",
            count=sum(staff.unknown.values()),
            postcodes=tuple(staff.unknown),
        )


def _content(facts: PostcodeFacts | None, staff: StaffList | None, *, in_use: bool) -> dict[str, object]:
    content: dict[str, object] = {
        "layer": None
        if facts is None
        else {
            "file": facts.file_name,
            "sha256": facts.sha256,
            "as_of": facts.as_of.iso,
            "count": facts.count,
            "unread": facts.unread,
            "without_place": facts.without_place,
            "twice": list(facts.twice),
        },
        "in_use": in_use,
    }
    if staff is not None:
        content["staff_points"] = [
            {"label": each.label, "x_rd": each.x_rd, "y_rd": each.y_rd, "count": each.count}
            for each in staff.points
        ]
        content["unknown"] = [{"postcode": code, "count": count} for code, count in staff.unknown.items()]
    return content
