"""``drentsportal roads``: the road network behind drive times, and which sites it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import InputError
from drentsportal.services.ports.roads import RoadOptions
from drentsportal.services.road_times import RoadFile
from drentsportal.settings import changed, save_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.cli.session import Session
    from drentsportal.domain.roads.road_network import NetworkFacts
    from drentsportal.services.road_times import Coverage


@dataclass(frozen=True, kw_only=True)
class RoadsOptions(PrintOptions):
    """Which file, what it leaves open, and whether it is used from now on."""

    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="cli.roads.file", show_default=False)
    ] = None
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="cli.roads.mapping", show_default=False)
    ] = None
    layer: Annotated[
        str | None, typer.Option("--layer", metavar="NAME", help="cli.roads.layer", show_default=False)
    ] = None
    crs: Annotated[
        str | None, typer.Option("--crs", metavar="CODE", help="cli.roads.crs", show_default=False)
    ] = None
    vehicle: Annotated[Vehicle, typer.Option("--vehicle", help="cli.roads.vehicle")] = Vehicle.TRUCK
    use: Annotated[bool, typer.Option("--use", help="cli.roads.use")] = False
    forget: Annotated[bool, typer.Option("--forget", help="cli.roads.forget")] = False


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "roads", RoadsOptions, run, open_session)


def run(session: Session, options: RoadsOptions) -> None:
    """Show the network of the file, or of the settings, and what it reaches."""
    if options.forget:
        _forget(session, options)
        return
    services = session.open(options)
    file = services.road_times.file if options.file is None else _named(options.file, options)
    if file is None:
        _tell_nothing(session, options, "cli.roads.none")
        return
    with session.progress() as progress:
        facts = services.road_times.use(file, progress)
    if options.use:
        _remember(session, file)
    coverage = services.road_times.coverage(services.catalogue.site_table(), options.vehicle)
    in_use = options.use or options.file is None
    if options.as_json:
        session.terminal.json(_content(facts, coverage, options.vehicle, in_use=in_use))
        return
    _print_facts(facts, session)
    _print_coverage(coverage, options.vehicle, session)
    session.print("cli.roads.in_use" if in_use else "cli.roads.not_in_use")


def _named(path: Path, options: RoadsOptions) -> RoadFile:
    mapping = None if options.mapping is None else options.mapping.absolute()
    return RoadFile(path.absolute(), RoadOptions(mapping, options.layer, options.crs))


def _remember(session: Session, file: RoadFile) -> None:
    save_settings(
        changed(
            session.settings,
            road_network=str(file.path),
            road_mapping=str(file.options.mapping or ""),
            road_layer=file.options.layer or "",
            road_crs=file.options.crs or "",
        )
    )


def _forget(session: Session, options: RoadsOptions) -> None:
    if options.file is not None or options.use:
        raise InputError("error.roads.file_and_forget", field="forget")
    save_settings(changed(session.settings, road_network="", road_mapping="", road_layer="", road_crs=""))
    _tell_nothing(session, options, "cli.roads.forgotten")


def _tell_nothing(session: Session, options: RoadsOptions, what: str) -> None:
    if options.as_json:
        session.terminal.json({"network": None, "in_use": False})
    else:
        session.print(what)


def _print_facts(facts: NetworkFacts, session: Session) -> None:
    session.print(
        "cli.roads.facts",
        file=facts.file_name,
        lines=facts.line_count,
        nodes=facts.node_count,
        edges=facts.edge_count,
    )
    dated = "cli.roads.date_stated" if facts.date_is_stated else "cli.roads.date_of_file"
    session.print(dated, as_of=facts.as_of)
    west, south, east, north = facts.box_rd
    session.print("cli.roads.box", west=west, south=south, east=east, north=north)
    shares = facts.main_share or {}
    session.print("cli.roads.main_share", car=shares[Vehicle.CAR], truck=shares[Vehicle.TRUCK])
    if facts.lines_left_out:
        session.print("cli.roads.left_out", lines=facts.lines_left_out)
    if facts.limits_unread:
        session.print("cli.roads.limits_unread", count=facts.limits_unread)
    session.print("cli.roads.choice")


def _print_coverage(coverage: Sequence[Coverage], vehicle: Vehicle, session: Session) -> None:
    if not coverage:
        return
    session.print("cli.roads.coverage", vehicle=message(f"cli.roads.vehicle.{vehicle.value}"))
    names = ("municipality", "sites", "covered", "uncovered", "without_place")
    number = session.language.value
    rows = [
        (
            MUNICIPALITIES.get(each.municipality_code) or session.say("cli.roads.no_municipality"),
            number(each.sites),
            number(each.covered),
            number(each.uncovered),
            number(each.without_place),
        )
        for each in coverage
    ]
    session.terminal.table([session.say(f"cli.roads.column.{name}") for name in names], rows)


def _content(
    facts: NetworkFacts, coverage: Sequence[Coverage], vehicle: Vehicle, *, in_use: bool
) -> dict[str, object]:
    shares = facts.main_share or {}
    return {
        "network": {
            "file": facts.file_name,
            "sha256": facts.sha256,
            "as_of": facts.as_of.iso,
            "date_is_stated": facts.date_is_stated,
            "lines": facts.line_count,
            "lines_left_out": facts.lines_left_out,
            "limits_unread": facts.limits_unread,
            "nodes": facts.node_count,
            "edges": facts.edge_count,
            "box_rd": list(facts.box_rd),
            "main_share": {each.value: round(share, 4) for each, share in shares.items()},
        },
        "in_use": in_use,
        "vehicle": vehicle.value,
        "coverage": [
            {
                "municipality_code": each.municipality_code or None,
                "sites": each.sites,
                "covered": each.covered,
                "uncovered": each.uncovered,
                "without_place": each.without_place,
            }
            for each in coverage
        ],
    }
