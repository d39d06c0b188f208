"""How buildings, plots together and amounts are worded, in the tone of a window or of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Building, Combining
    from drentsportal.domain.match.criteria import Criterion
    from drentsportal.language.speaker import Language

Tone = Literal["ui", "doc"]
"""Short with signs as a list in the window wants it, or in words as in a document."""

_UNIT_OF: Final = {"floor_area": "floor_m2", "rent": "eurocent_m2_year"}
"""People speak of a floor in square metres and of a plot in hectares, and of rent by the year."""


def building_words(language: Language, tone: Tone, building: Building) -> str:
    """Return the sides of a building, and the strip to keep free where one is asked."""
    text_id = f"{tone}.limit.building.strip" if building.setback_dm else f"{tone}.limit.building"
    sides = {"width_dm": building.width_dm, "depth_dm": building.depth_dm}
    return language.text(text_id, **sides, setback_dm=building.setback_dm)


def combining_words(language: Language, tone: Tone, combining: Combining) -> str:
    """Return which adjoining plots may be offered together."""
    family = f"{tone}.limit.combining"
    if combining.most_plots == 1:
        return language.text(f"{family}.none")
    parts = [language.text(f"{family}.plots", count=combining.most_plots)]
    if combining.gap_dm:
        parts.append(language.text(f"{family}.gap", gap_dm=combining.gap_dm))
    if combining.same_seller_only:
        parts.append(language.text(f"{family}.seller"))
    return ", ".join(parts)


def amount_words(language: Language, tone: Tone, criterion: Criterion, limit: int | str) -> str:
    """Return a limit that is an amount, with its unit and which way it counts."""
    unit = _UNIT_OF.get(criterion.id, criterion.unit)
    return language.text(f"{tone}.limit.{unit}.{criterion.limit_kind.value}", limit=limit)
