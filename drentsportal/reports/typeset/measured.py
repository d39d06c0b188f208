"""Where a distance was measured from: without it, two true distances of one park contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.domain.match.match_result import RequirementOutcome
from drentsportal.domain.message import Message, message
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import LandmarkKind

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.match.match_result import Contribution
    from drentsportal.domain.sites.site import Site
    from drentsportal.services.documents import AdviceSite, AdviceSubject

_POINTS: Final = frozenset({"Point", "MultiPoint"})
_DISTANCES: Final = frozenset({"present_distance", "junction_distance"})


def measured_from(site: Site) -> Message:
    """Return what distances of a site are measured from: its edge, or the point that stands for it."""
    shape = site.geometry_rd
    if shape is not None and shape.geom_type in _POINTS:
        return message("doc.measured.point")
    return message(f"doc.measured.edge.{site.kind.value}")


def distance_start(
    part: RequirementOutcome | Contribution, site: AdviceSite, subject: AdviceSubject
) -> Message | None:
    """Return where a distance of an advice starts; ``None`` for what is no distance or is unknown.

    A requirement is held against the farthest plot of a combination, a preference against all of them.
    """
    if part.criterion_id not in _DISTANCES or not isinstance(part.value, Known):
        return None
    if not site.offers:
        return measured_from(site.site)
    if len(site.offers) == 1:
        return message("doc.measured.plot", name=site.offers[0].name)
    targets = _targets(part.criterion_id, subject)
    placed = [each for each in site.offers if each.geometry_rd is not None]
    if not isinstance(part, RequirementOutcome) or not targets or len(placed) != len(site.offers):
        return message("doc.measured.plots")
    farthest = max(placed, key=lambda each: float(shapely.distance(each.geometry_rd, targets).min()))
    return message("doc.measured.farthest_plot", name=farthest.name)


def _targets(criterion_id: str, subject: AdviceSubject) -> list[BaseGeometry]:
    if criterion_id == "present_distance":
        origin = subject.request.origin
        return [] if origin is None else [shapely.Point(origin.x_rd, origin.y_rd)]
    landmarks = subject.surroundings.landmarks
    return [each.geometry_rd for each in landmarks if each.kind is LandmarkKind.MOTORWAY_JUNCTION]
