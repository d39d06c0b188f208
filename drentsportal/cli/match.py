"""``drentsportal match``: which sites fit, in what order, why not the others, and what must be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from drentsportal.cli.didam_views import didam_content, offered_plots, print_didam
from drentsportal.cli.match_views import match_content, print_match
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.out_files import check_out, same_file
from drentsportal.cli.session import read_text_file, write_text_file
from drentsportal.domain.asking.request import Housing, LocationRequest
from drentsportal.errors import InputError
from drentsportal.services.request_exchange import read_request
from drentsportal.services.request_keys import KEY_BY_NAME, EntryKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.domain.asking.request import StaffPoint
    from drentsportal.domain.match.matching import MatchResult

_OPTION_OF_FIELD: Final = {
    "plot_area_ha": "--area",
    "plot_area": "--area",
    "floor_area_m2": "--floor-area",
    "present_distance_km": "--within",
    "present_distance": "--within",
    "junction_distance_km": "--junction-within",
    "price_eur_m2": "--price",
    "height_m": "--height",
    "origin": "--from",
    "detour_factor": "--detour",
    "building.width_m": "--building",
    "building.depth_m": "--building",
    "building.setback_m": "--building",
}
"""The option of a field that has another name in the data; others are called as their field."""

_MOST_DIGITS: Final = 6
"""A weight of more digits is a slip of the hand; what is left is judged with the request."""


@dataclass(frozen=True, kw_only=True)
class MatchOptions(PrintOptions):
    """A case, a request file, or what is asked as options."""

    case: Annotated[str | None, typer.Argument(metavar="CASE", help="cli.match.case")] = None
    request: Annotated[Path | None, typer.Option("--request", metavar="FILE", help="cli.match.request")] = (
        None
    )
    area: Annotated[str | None, typer.Option("--area", metavar="HA", help="cli.match.area")] = None
    floor_area: Annotated[str | None, typer.Option("--floor-area", metavar="M2", help="cli.match.floor")] = (
        None
    )
    category: Annotated[str | None, typer.Option("--category", metavar="CAT", help="cli.match.category")] = (
        None
    )
    segment: Annotated[
        list[str] | None, typer.Option("--segment", metavar="ID", help="cli.match.segment")
    ] = None
    municipality: Annotated[
        list[str] | None, typer.Option("--municipality", metavar="NAME", help="cli.match.municipality")
    ] = None
    origin: Annotated[str | None, typer.Option("--from", metavar="PLACE", help="cli.match.from")] = None
    staff: Annotated[Path | None, typer.Option("--staff", metavar="FILE", help="cli.match.staff")] = None
    within: Annotated[str | None, typer.Option("--within", metavar="KM", help="cli.match.within")] = None
    junction_within: Annotated[
        str | None, typer.Option("--junction-within", metavar="KM", help="cli.match.junction")
    ] = None
    available_by: Annotated[
        str | None, typer.Option("--available-by", metavar="DATE", help="cli.match.available_by")
    ] = None
    price: Annotated[str | None, typer.Option("--price", metavar="EUR", help="cli.match.price")] = None
    height: Annotated[str | None, typer.Option("--height", metavar="M", help="cli.match.height")] = None
    park_management: Annotated[bool, typer.Option("--park-management", help="cli.match.park_management")] = (
        False
    )
    require: Annotated[
        list[str] | None, typer.Option("--require", metavar="KEY=VALUE", help="cli.match.require")
    ] = None
    building: Annotated[
        str | None, typer.Option("--building", metavar="WxD[+S]", help="cli.match.building")
    ] = None
    detour: Annotated[str | None, typer.Option("--detour", metavar="FACTOR", help="cli.match.detour")] = None
    housing: Annotated[Housing, typer.Option("--housing", help="cli.match.housing")] = Housing.EITHER
    prefer: Annotated[
        list[str] | None, typer.Option("--prefer", metavar="CRITERION=WEIGHT", help="cli.match.prefer")
    ] = None
    profile: Annotated[str, typer.Option("--profile", metavar="ID", help="cli.match.profile")] = "standard"
    top: Annotated[int, typer.Option("--top", metavar="N", min=0, help="cli.match.top")] = 0
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="cli.match.out")] = None
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="cli.match.xlsx")] = None
    allocation: Annotated[bool, typer.Option("--allocation", help="cli.match.allocation")] = False

    @property
    def requirements(self) -> Mapping[str, object]:
        """The options that are given, under the keys of a request file."""
        given: dict[str, object] = {
            "plot_area_ha": self.area,
            "floor_area_m2": self.floor_area,
            "category": self.category,
            "segment": self.segment,
            "municipality": self.municipality,
            "present_distance_km": self.within,
            "junction_distance_km": self.junction_within,
            "available_by": self.available_by,
            "price_eur_m2": self.price,
            "height_m": self.height,
            "park_management": self.park_management or None,
        }
        # What was typed and is empty is refused where it is read, not passed over.
        found = {key: value for key, value in given.items() if value is not None and value != []}
        said = {KEY_BY_NAME[key].criterion_id: option_of(key) for key in found}
        for each in self.require or ():
            key, value = _requirement(each)
            criterion_id, option = KEY_BY_NAME[key].criterion_id, f"--require {each}"
            if criterion_id in said:
                # One of two limits would win in silence.
                raise InputError(
                    "error.cli.limit_twice",
                    field="require",
                    criterion=criterion_id,
                    first=said[criterion_id],
                    second=option,
                )
            said[criterion_id] = option
            found[key] = value
        return found

    @property
    def has_request(self) -> bool:
        """Whether anything is asked by options."""
        return bool(self.requirements or self.prefer or self.origin or self.building or self.staff)


def option_of(field: str) -> str:
    """Return the option for a field of the data, which has another name for some."""
    return _OPTION_OF_FIELD.get(field, "--" + field.removeprefix("--").replace("_", "-"))


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "match", MatchOptions, run, open_session)


def run(session: Session, options: MatchOptions) -> None:
    """Match a case (and keep the result with it), a request file, or what the options ask."""
    ways = [options.case is not None, options.request is not None, options.has_request]
    if sum(ways) != 1:
        raise InputError("error.cli.match_what", field="request")
    check_out(session, options, options.out, ".json")
    check_out(session, options, options.xlsx, ".xlsx")
    if options.out is not None and options.request is not None and same_file(options.out, options.request):
        raise InputError("error.cli.out_request", field="out", path=str(options.out))
    services = session.open(options)
    result = _match(services, options)
    if options.out is not None:
        write_text_file(options.out, services.rankings.text(result, options.case), "out")
    if options.xlsx is not None:
        services.rankings.write(result, options.xlsx, options.case)
    if options.as_json:
        content = match_content(result, session)
        if options.allocation:
            plots = offered_plots(result, session, options.top)
            content["allocation"] = [didam_content(each, session) for each in plots]
        session.terminal.json(content)
        return
    print_match(result, session, options.top)
    if options.allocation:
        print_didam(result, session, options.top)


def _match(services: AppServices, options: MatchOptions) -> MatchResult:
    if options.case is not None:
        return services.matching.match_case(options.case)
    if options.request is not None:
        read = services.request_files.read(read_text_file(options.request, "request"))
        return services.matching.match(read.request)
    return services.matching.match(request_of(options, services))


def request_of(options: MatchOptions, services: AppServices) -> LocationRequest:
    """Make a request of the options. Raises ``InputError`` naming the key, ``QuestionError`` for a place."""
    request = read_request(
        {
            "title": "-",
            "housing": options.housing.value,
            "requirements": dict(options.requirements),
            "preferences": _preferences(options.prefer or ()),
            "profile_id": options.profile,
            "building": None if options.building is None else _building(options.building),
            "detour_factor": options.detour or 1,
        }
    )
    origin = None if options.origin is None else services.origins.find(options.origin)
    staff = () if options.staff is None else _staff(services, options.staff)
    return replace(request, origin=origin, staff_points=staff)


def _staff(services: AppServices, path: Path) -> tuple[StaffPoint, ...]:
    """Read staff by postcode; one without a place is refused, since the mean would leave people out."""
    found = services.postcodes.staff(read_text_file(path, "staff"))
    if found.unknown:
        raise InputError("error.postcodes.staff_unknown", field="staff", postcodes=tuple(found.unknown))
    return found.points


def _requirement(text: str) -> tuple[str, object]:
    """Read ``grid_demand_kw=500`` or ``broadband=ja``, with the keys of a request file."""
    key, equals, value = (each.strip() for each in text.partition("="))
    known = KEY_BY_NAME.get(key)
    if not equals or known is None:
        raise InputError("error.cli.require", field="require", text=text, accepted=", ".join(KEY_BY_NAME))
    if known.kind in {EntryKind.YES, EntryKind.NEED}:
        if value.casefold() in {"nee", "no", "false"}:
            raise InputError("error.cli.require_no", field="require", text=text, key=key)
        if value.casefold() in {"ja", "yes"}:
            return key, True
    if known.kind in {EntryKind.IDS, EntryKind.PLACES}:
        return key, [each.strip() for each in value.split(",")]
    return key, value


def _building(text: str) -> dict[str, str]:
    """Read ``120x80`` or ``120x80+5``: sides and the strip to keep free, in metres; × is what we print."""
    sides, _, setback = text.lower().replace("×", "x").partition("+")
    width, by, depth = sides.partition("x")
    if not (by and width.strip() and depth.strip()):
        raise InputError("error.cli.building", field="building", text=text)
    return {"width_m": width, "depth_m": depth, "setback_m": setback or "0"}


def _preferences(texts: Sequence[str]) -> dict[str, object]:
    """Read all wishes. Raises ``InputError`` for two on one criterion: one of them would win in silence."""
    found: dict[str, object] = {}
    said: dict[str, str] = {}
    for each in texts:
        criterion_id, wish = _preference(each)
        if criterion_id in said:
            first = said[criterion_id]
            raise InputError(
                "error.cli.wish_twice", field="prefer", name=criterion_id, first=first, second=each
            )
        said[criterion_id], found[criterion_id] = each, wish
    return found


def _preference(text: str) -> tuple[str, object]:
    """Read ``reuse=25`` or ``segment=30:logistics,heavy_industry``."""
    criterion, equals, rest = text.partition("=")
    weight, _, target = rest.partition(":")
    if not equals or not weight.strip().isdecimal() or len(weight.strip()) > _MOST_DIGITS:
        raise InputError("error.cli.prefer", field="prefer", text=text)
    wanted = [each.strip() for each in target.split(",") if each.strip()]
    return criterion.strip(), {"weight": int(weight), "target": wanted} if wanted else int(weight)
