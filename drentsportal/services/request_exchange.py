"""Reads a request from JSON with people's units (``plot_area_ha``, ``price_eur_m2``), exactly.

The keys of a requirement carry their unit; ``REQUIREMENT_KEYS`` is the one table of them, used by request
files, by the options of the command line and by their documentation. Decimals are read as decimals, so 0.4 ha
is 4.000 m² and never a float; what does not come out whole in the exact unit is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

from drentsportal.domain.asking.request import (
    Building,
    Combining,
    Housing,
    Limit,
    LocationRequest,
    Origin,
    Preference,
    RequestType,
    Requirement,
    StaffPoint,
    Vehicle,
)
from drentsportal.domain.asking.request_check import FIRST_YEAR, LAST_YEAR, check_growth
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.sites.regions import SHIPPED_REGIONS
from drentsportal.domain.vocabulary import MUNICIPALITIES, category_rank
from drentsportal.errors import InputError
from drentsportal.services.request_keys import KEY_BY_NAME, EntryKind, RequirementKey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.surroundings import RegionMembership

E = TypeVar("E", bound=StrEnum)

_MOST_DIGITS: Final = 1000
_DECIMALS: Final = {10: 1, 100: 2, 1_000: 3, 10_000: 4}
"""Decimals that a number times the factor may have."""


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A request with how it came in; ``received_at_utc`` is None where the file does not say."""

    request: LocationRequest
    channel: RequestChannel = RequestChannel.NOM
    received_at_utc: datetime | None = None
    asked_at_utc: datetime | None = None
    requester: str = ""
    company_name: str = ""


def read_whole(value: object, factor: int, field: str) -> int:
    """Read a number times ``factor`` as a whole number, with comma or point as decimal sign.

    Raises ``InputError`` naming ``field`` for text, a negative number, or one that does not come out whole.
    """
    try:
        number = Decimal(str(value).strip().replace(",", "."))
        # A number of a million digits would be written out below.
        number = number * factor if number.adjusted() < _MOST_DIGITS else Decimal("NaN")
    except ArithmeticError as error:
        raise InputError("error.request.number_unreadable", field=field, text=str(value)) from error
    if isinstance(value, bool) or not number.is_finite() or number < 0:
        raise InputError("error.request.number_unreadable", field=field, text=str(value))
    if number != number.to_integral_value():
        raise _too_fine(str(value), factor, field)
    return int(number)


def _too_fine(text: str, factor: int, field: str) -> InputError:
    """Say how fine a number may be, where its factor is a power of ten."""
    decimals = _DECIMALS.get(factor)
    if decimals is None:
        return InputError("error.request.number_unreadable", field=field, text=text)
    if decimals == 1 and field.endswith("_m"):
        return InputError("error.request.number_too_fine_dm", field=field, text=text)
    return InputError("error.request.number_too_fine", field=field, text=text, decimals=decimals)


def read_day(value: object, field: str) -> int:
    """Read an ISO date as its proleptic ordinal. Raises ``InputError`` naming ``field``."""
    try:
        return date.fromisoformat(str(value)).toordinal()
    except ValueError as error:
        raise InputError("error.date.unreadable", field=field, text=str(value)) from error


def read_municipalities(
    value: object, field: str, regions: Sequence[RegionMembership] = SHIPPED_REGIONS
) -> tuple[str, ...]:
    """Read names or codes of gemeenten and regions (those of a workspace), in capitals or not, as ids.

    Raises ``InputError`` naming ``field``, with the names that are accepted.
    """
    known = {name.casefold(): code for code, name in MUNICIPALITIES.items()}
    known |= {code.casefold(): code for code in (*MUNICIPALITIES, *(each.id for each in regions))}
    known |= {_without_regio(each.name): each.id for each in regions}
    found = []
    for each in read_ids(value, field):
        code = known.get(each.casefold()) or known.get(_without_regio(each))
        if code is None:
            raise InputError(
                "error.request.municipality_unknown",
                field=field,
                text=each,
                accepted=", ".join([*MUNICIPALITIES.values(), *(each.name for each in regions)]),
            )
        found.append(code)
    return tuple(dict.fromkeys(found))


def _without_regio(name: str) -> str:
    return name.casefold().removeprefix("regio ").strip()


def read_ids(value: object, field: str) -> tuple[str, ...]:
    """Read one id or a list of ids, each once. Raises ``InputError`` naming ``field``."""
    items = value if isinstance(value, list | tuple) else [value]
    if not items or not all(isinstance(each, str) and each.strip() for each in items):
        raise InputError("error.request.list_unreadable", field=field)
    return tuple(dict.fromkeys(str(each).strip() for each in items))


def _yes(value: object, field: str) -> bool:
    if not isinstance(value, bool):
        raise InputError("error.request.yes_or_no", field=field, text=str(value))
    return value


def _need(value: object, factor: int, field: str) -> Limit:
    """Read how much is needed; yes where the amount is not known."""
    return True if value is True else read_whole(value, factor, field)


def _limit(
    known: RequirementKey, value: object, regions: Sequence[RegionMembership] = SHIPPED_REGIONS
) -> Limit:
    if known.kind is EntryKind.PLACES:
        return read_municipalities(value, known.key, regions)
    if known.kind is EntryKind.IDS:
        return read_ids(value, known.key)
    if known.kind is EntryKind.YES:
        return _yes(value, known.key)
    if known.kind is EntryKind.DAY:
        return read_day(value, known.key)
    if known.kind is EntryKind.CATEGORY:
        return category_rank(str(value))
    read = _need if known.kind is EntryKind.NEED else read_whole
    return read(value, known.factor, known.key)


def read_request_file(text: str, regions: Sequence[RegionMembership] = SHIPPED_REGIONS) -> RequestFile:
    """Read a request, alone or with its ``case`` part, from JSON text; ``regions`` go by id or name.

    Raises ``InputError`` for text that is not JSON, an unknown key, or a value that cannot be read.
    """
    try:
        content: object = json.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise InputError("error.request.not_json", field="file") from error
    return read_entry(_object(content, "file"), regions)


def read_entry(
    whole: Mapping[str, object], regions: Sequence[RegionMembership] = SHIPPED_REGIONS
) -> RequestFile:
    """Read a request, alone or with its ``case`` part, from an object; errors as ``read_request_file``."""
    if "request" not in whole:
        return RequestFile(read_request(whole, regions))
    _no_other_keys(whole, {"case", "request"}, "file")
    case = _object(whole.get("case", {}), "case")
    _no_other_keys(case, {"channel", "received_at", "asked_at", "requester", "company_name"}, "case")
    return RequestFile(
        request=read_request(_object(whole["request"], "request"), regions),
        channel=_member(RequestChannel, case.get("channel", "nom"), "channel"),
        received_at_utc=read_moment(case.get("received_at"), "received_at"),
        asked_at_utc=read_moment(case.get("asked_at"), "asked_at"),
        requester=_words(case, "requester"),
        company_name=_words(case, "company_name"),
    )


_REQUEST_KEYS: Final = frozenset(
    [
        "title",
        "request_type",
        "housing",
        "summary",
        "sector",
        "staff_count",
        "origin",
        "requirements",
        "preferences",
        "profile_id",
        "sector_code",
        "sector_group",
        "building",
        "combining",
        "truck_movements_per_day",
        "staff_points",
        "vehicle",
        "detour_factor",
        "soft_factors",
    ]
)


def read_request(
    content: Mapping[str, object], regions: Sequence[RegionMembership] = SHIPPED_REGIONS
) -> LocationRequest:
    """Read what is asked from a JSON object. Raises ``InputError`` naming the key that is at fault."""
    _no_other_keys(content, _REQUEST_KEYS, "request")
    request = LocationRequest(
        title=_words(content, "title"),
        request_type=_member(RequestType, content.get("request_type", "new"), "request_type"),
        housing=_member(Housing, content.get("housing", "either"), "housing"),
        summary=_words(content, "summary"),
        sector=_words(content, "sector"),
        staff_count=_count(content, "staff_count"),
        origin=_origin(content.get("origin")),
        requirements=_requirements(_object(content.get("requirements", {}), "requirements"), regions),
        preferences=_preferences(_object(content.get("preferences", {}), "preferences")),
        profile_id=_words(content, "profile_id") or "standard",
        sector_code=_words(content, "sector_code"),
        sector_group=_words(content, "sector_group"),
        building=read_building(content.get("building")),
        combining=_combining(_object(content.get("combining", {}), "combining")),
        truck_movements_per_day=_count(content, "truck_movements_per_day"),
        staff_points=_staff_points(content.get("staff_points", [])),
        vehicle=_member(Vehicle, content.get("vehicle", "truck"), "vehicle"),
        detour_percent=read_whole(content.get("detour_factor", 1), 100, "detour_factor"),
        soft_factors=_texts(content.get("soft_factors", []), "soft_factors"),
    )
    check_growth(request)
    return request


def read_building(value: object) -> Building | None:
    """Read ``width_m``, ``depth_m`` and ``setback_m``. Raises ``InputError`` naming the key at fault."""
    if value is None:
        return None
    content = _object(value, "building")
    _no_other_keys(content, {"width_m", "depth_m", "setback_m"}, "building")
    width, depth = (read_whole(content.get(key), 10, f"building.{key}") for key in ("width_m", "depth_m"))
    return Building(width, depth, read_whole(content.get("setback_m", 0), 10, "building.setback_m"))


def _combining(content: Mapping[str, object]) -> Combining:
    _no_other_keys(content, {"gap_m", "same_seller_only", "most_plots"}, "combining")
    usual = Combining()
    return Combining(
        read_whole(content.get("gap_m", 0), 10, "combining.gap_m"),
        _yes(content.get("same_seller_only", usual.same_seller_only), "combining.same_seller_only"),
        read_whole(content.get("most_plots", usual.most_plots), 1, "combining.most_plots"),
    )


def _staff_points(value: object) -> tuple[StaffPoint, ...]:
    if not isinstance(value, list):
        raise InputError("error.request.list_unreadable", field="staff_points")
    found = []
    for each in value:
        content = _object(each, "staff_points")
        _no_other_keys(content, {"label", "x_rd", "y_rd", "count"}, "staff_points")
        x_rd, y_rd = (read_whole(content.get(axis), 1, "staff_points") for axis in ("x_rd", "y_rd"))
        count = read_whole(content.get("count", 1), 1, "staff_points")
        found.append(StaffPoint(_words(content, "label"), x_rd, y_rd, count))
    return tuple(found)


def _texts(value: object, field: str) -> tuple[str, ...]:
    return read_ids(value, field) if value else ()


def _count(content: Mapping[str, object], key: str) -> int | None:
    value = content.get(key)
    return None if value is None else read_whole(value, 1, key)


def read_moment(value: object, field: str) -> datetime | None:
    """Read an ISO moment with its offset as UTC; ``None`` stays unknown. Raises ``InputError``."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise InputError("error.request.moment_unreadable", field=field, text=str(value)) from error
    if moment.tzinfo is None:
        raise InputError("error.request.moment_unreadable", field=field, text=str(value))
    # Judged before the shift to UTC, which fails at either end of the calendar.
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise InputError(
            "error.request.year_outside", field=field, first=str(FIRST_YEAR), last=str(LAST_YEAR)
        )
    return moment.astimezone(UTC)


def _requirements(
    content: Mapping[str, object], regions: Sequence[RegionMembership]
) -> tuple[Requirement, ...]:
    found: dict[str, Requirement] = {}
    for key, value in content.items():
        known = KEY_BY_NAME.get(key)
        if known is None:
            raise InputError("error.request.key_unknown", field=key, key=key, accepted=", ".join(KEY_BY_NAME))
        if known.criterion_id in found:
            raise InputError("error.request.criterion_twice", field=key, criterion=known.criterion_id)
        found[known.criterion_id] = Requirement(known.criterion_id, _limit(known, value, regions))
    return tuple(found.values())


def _preferences(content: Mapping[str, object]) -> tuple[Preference, ...]:
    found = []
    for key, value in content.items():
        if isinstance(value, Mapping):
            _no_other_keys(value, {"weight", "target"}, key)
            target = read_ids(value["target"], key) if value.get("target") else ()
            found.append(Preference(key, read_whole(value.get("weight"), 1, key), target))
        else:
            found.append(Preference(key, read_whole(value, 1, key)))
    return tuple(found)


def _origin(value: object) -> Origin | None:
    if value is None:
        return None
    content = _object(value, "origin")
    _no_other_keys(content, {"label", "x_rd", "y_rd"}, "origin")
    x_rd, y_rd = (read_whole(content.get(axis), 1, "origin") for axis in ("x_rd", "y_rd"))
    return Origin(_words(content, "label"), x_rd, y_rd)


def _object(value: object, field: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise InputError("error.request.not_an_object", field=field, key=field)
    return value


def _no_other_keys(content: Mapping[str, object], accepted: frozenset[str] | set[str], field: str) -> None:
    for key in content:
        if key not in accepted:
            raise InputError(
                "error.request.key_unknown", field=field, key=key, accepted=", ".join(sorted(accepted))
            )


def _words(content: Mapping[str, object], key: str) -> str:
    value = content.get(key, "")
    if not isinstance(value, str):
        raise InputError("error.request.text_unreadable", field=key, key=key)
    return value


def _member(kind: type[E], value: object, field: str) -> E:
    try:
        return kind(str(value))
    except ValueError as error:
        raise InputError(
            "error.request.choice_unknown", field=field, text=str(value), accepted=", ".join(kind)
        ) from error
