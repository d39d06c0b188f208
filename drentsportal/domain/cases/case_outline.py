"""The outline of a case: what lists and figures need of it, so that ten thousand are read at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.cases.case import Case, CaseStatus, ClockStop, RequestChannel


class CaseOutline(NamedTuple):
    """A case without its company, its request in full and its history; internal all the same.

    ``segments``, ``municipality_codes``, ``wanted_area_m2`` (ground) and ``wanted_floor_m2`` (of premises)
    are as asked, empty and ``None`` where they were not. ``shortlist`` holds ids of candidates.
    ``closed_at_utc`` is ``None`` while it is not closed. ``place`` is where the company is now, in words,
    empty where it is not known; ``origin_rd`` the same as a point in EPSG:28992.
    """

    number: str
    status: CaseStatus
    owner: Actor
    channel: RequestChannel
    received_at_utc: datetime
    asked_at_utc: datetime | None
    answered_at_utc: datetime | None
    title: str
    company_key: str = ""
    stops: tuple[ClockStop, ...] = ()
    segments: tuple[str, ...] = ()
    wanted_area_m2: int | None = None
    municipality_codes: tuple[str, ...] = ()
    shortlist: tuple[str, ...] = ()
    closed_at_utc: datetime | None = None
    place: str = ""
    origin_rd: tuple[int, int] | None = None
    wanted_floor_m2: int | None = None


@dataclass(frozen=True, slots=True)
class AskedOutline:
    """What the outline of a case takes from its request."""

    title: str
    segments: tuple[str, ...] = ()
    wanted_area_m2: int | None = None
    municipality_codes: tuple[str, ...] = ()
    place: str = ""
    origin_rd: tuple[int, int] | None = None
    wanted_floor_m2: int | None = None


def outline_of(case: Case, closed_at_utc: datetime | None = None) -> CaseOutline:
    """Return the outline of a case; ``closed_at_utc`` is what its timeline tells."""
    request, origin = case.request, case.request.origin
    asked = asked_outline(
        request.title,
        ((each.criterion_id, each.limit) for each in request.requirements),
        ((each.criterion_id, each.target) for each in request.preferences),
    )
    return CaseOutline(
        number=case.number,
        status=case.status,
        owner=case.owner,
        channel=case.channel,
        received_at_utc=case.received_at_utc,
        asked_at_utc=case.asked_at_utc,
        answered_at_utc=case.answered_at_utc,
        title=asked.title,
        company_key=case.company_key,
        stops=case.stops,
        segments=asked.segments,
        wanted_area_m2=asked.wanted_area_m2,
        municipality_codes=asked.municipality_codes,
        shortlist=tuple(each.candidate_id for each in case.shortlist),
        closed_at_utc=closed_at_utc,
        place=origin.label if origin is not None else "",
        origin_rd=(origin.x_rd, origin.y_rd) if origin is not None else None,
        wanted_floor_m2=asked.wanted_floor_m2,
    )


def asked_from_data(data: Mapping[str, Any]) -> AskedOutline:
    """Take the outline from a request as ``request_form.request_to_data`` writes it, without reading it all.

    Data of the first version said ``criterion_id``. Raises ``KeyError`` or ``TypeError`` for other data.
    """
    asked = asked_outline(
        data["title"],
        ((_criterion(each), each["limit"]) for each in data["requirements"]),
        ((_criterion(each), each["target"]) for each in data["preferences"]),
    )
    origin = data.get("origin")
    if origin is None:
        return asked
    return replace(asked, place=origin["label"], origin_rd=(origin["x_rd"], origin["y_rd"]))


def asked_outline(
    title: str, requirements: Iterable[tuple[str, object]], preferences: Iterable[tuple[str, Iterable[str]]]
) -> AskedOutline:
    """Return the outline of what is asked: required segments and gemeenten, else those wished for."""
    limits: dict[str, object] = {}
    for criterion_id, limit in requirements:
        limits.setdefault(criterion_id, limit)
    wished: dict[str, tuple[str, ...]] = {}
    for criterion_id, target in preferences:
        wished.setdefault(criterion_id, tuple(target))
    area, floor = limits.get("plot_area"), limits.get("floor_area")
    return AskedOutline(
        title=title,
        segments=_texts(limits.get("segment"), wished.get("segment", ())),
        wanted_area_m2=area if isinstance(area, int) else None,
        municipality_codes=_texts(limits.get("municipality"), wished.get("municipality", ())),
        wanted_floor_m2=floor if isinstance(floor, int) else None,
    )


def _criterion(each: Mapping[str, Any]) -> str:
    criterion: str = each["criterion"] if "criterion" in each else each["criterion_id"]
    return criterion


def _texts(limit: object, wished: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(limit) if isinstance(limit, tuple | list) else wished
