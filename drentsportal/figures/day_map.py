"""A day along sites as a scene of the overview map: its start, the stops in their order, its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.figures.overview_map import NumberedSite, OverviewScene

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.sites.site import Landmark, Municipality
    from drentsportal.services.day_subject import DayGround


def day_scene(
    ground: DayGround,
    stops: Iterable[tuple[str, BaseGeometry | None]],
    municipalities: Sequence[Municipality],
    landmarks: Sequence[Landmark],
) -> OverviewScene:
    """Return the stops (name and place, EPSG:28992) numbered; a start that is the end has one square."""
    sites = tuple(
        NumberedSite(number, name, shape)
        for number, (name, shape) in enumerate(stops, start=1)
        if shape is not None
    )
    start, end = (ground.start.x_rd, ground.start.y_rd), (ground.end.x_rd, ground.end.y_rd)
    return OverviewScene(
        sites,
        start,
        ground.start.label,
        municipalities,
        landmarks,
        is_route=True,
        end_rd=end if end != start else None,
        end_label=ground.end.label if end != start else "",
    )
