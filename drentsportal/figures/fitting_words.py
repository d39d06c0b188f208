"""What a fitting says in words, the same beside the map, on the exported map and on paper."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.space.plot_combination import SameOwner

if TYPE_CHECKING:
    from drentsportal.domain.space.building_fit import BuildingFit
    from drentsportal.domain.space.fitting import Fitting
    from drentsportal.language import Language


@dataclass(frozen=True, slots=True)
class FittingWords:
    """Title and lines of a fitting, and the label at the building (empty where none is drawn).

    ``outcome`` is the line that answers whether the building fits, "" where none is asked.
    """

    title: str
    lines: tuple[str, ...]
    outcome: str
    label: str


def fitting_words(language: Language, fitting: Fitting) -> FittingWords:
    """Word a fitting: its plots, area, gap and sellers, and what is known of the building."""
    say = language.text
    names = [each.name for each in fitting.plots]
    several = len(names) > 1
    title = say("fit.title.several", count=len(names), names=names) if several else names[0]
    area = fitting.area_m2
    lines = [say("fit.area_unknown") if area is None else say(_plural("fit.area", several), area_m2=area)]
    if several:
        lines.append(say("fit.gap", gap_m=fitting.gap_m) if fitting.gap_m else say("fit.adjoin"))
    if fitting.sellers is not None:
        lines.append(say(f"fit.sellers.{fitting.sellers.name.lower()}", **_seller(fitting, language)))
    if fitting.drawn is not None:
        lines.append(say("fit.angle"))
    return FittingWords(title, tuple(lines), _outcome(fitting, language), label_of(language, fitting))


def label_of(language: Language, fitting: Fitting) -> str:
    """Return what stands at the drawn building: its sides and angle, and whether it is the one asked."""
    drawn = fitting.drawn
    if drawn is None:
        return ""
    return language.text(f"fit.label.{'fits' if fitting.place else 'largest'}", **_size(drawn))


def _outcome(fitting: Fitting, language: Language) -> str:
    building = fitting.building
    if building is None:
        return ""
    say = language.text
    asked = {
        "width_dm": building.width_dm,
        "depth_dm": building.depth_dm,
        "strip": say("fit.strip", strip_dm=building.setback_dm) if building.setback_dm else "",
    }
    if fitting.fault_id:
        return say("fit.building.unclear", reason=say(fitting.fault_id), **asked)
    if fitting.place is not None:
        return say("fit.building.fits", angle_deg=_angle(fitting.place), **asked)
    if fitting.largest is None:
        return say("fit.building.no_ground", **asked)
    return say("fit.building.largest", **asked, **_size(fitting.largest))


def _size(found: BuildingFit) -> dict[str, object]:
    # Rounded down: what is printed fits, whoever measures it.
    width_m, depth_m = (math.floor(each * 10 + 1e-6) / 10 for each in (found.width_m, found.depth_m))
    return {"wide_m": width_m, "deep_m": depth_m, "angle_deg": _angle(found)}


def _angle(found: BuildingFit) -> int:
    return round(found.angle_deg) % 180


def _plural(text_id: str, several: bool) -> str:  # noqa: FBT001 - private, and named at both calls
    return f"{text_id}.together" if several else f"{text_id}.one"


def _seller(fitting: Fitting, language: Language) -> dict[str, str]:
    if fitting.sellers is not SameOwner.SAME:
        return {}
    return {"seller": language.text(f"choice.seller.{fitting.plots[0].seller}")}
