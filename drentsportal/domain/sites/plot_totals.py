"""What a park states as available, beside what its plots on record add up to: two figures for one question.

Which of them holds nobody can tell from here; a reader who sees both must hear that they differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import PlotStatus, SiteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.domain.sites.site import Site

COUNTED_STATUS: Final = {
    "available_now_ha": PlotStatus.AVAILABLE,
    "available_later_ha": PlotStatus.PLANNED,
}
"""The status of the plots that a total of a park counts."""

_TAKEN: Final = frozenset({PlotStatus.OPTION.value, PlotStatus.RESERVED.value})
_M2_PER_HA: Final = 10_000
_DECIMALS: Final = (1, 2)
"""How exactly totals are compared: as the park states its own, at least to a tenth of a hectare."""


@dataclass(frozen=True, slots=True)
class PlotTotal:
    """A total that a park states, and plots that tell another.

    ``area_m2`` is what the plots of its status add up to, 0 where there is none. ``open_count`` are plots
    that may count too, but of which nobody stated the status or the area: then ``area_m2`` is the least.
    ``with_taken_m2`` counts those in option or reserved too, where that is what the park states.
    """

    attribute_id: str
    stated: Known[object]
    area_m2: int
    open_count: int
    known: tuple[Known[object], ...]
    with_taken_m2: int | None = None


def differing_totals(park: Site, plots: Sequence[Site]) -> tuple[PlotTotal, ...]:
    """Return the totals of a park that differ from its plots; none for another kind of site."""
    if park.kind is not SiteKind.PARK or not plots:
        return ()
    made = (_differing(park, plots, attribute_id) for attribute_id in COUNTED_STATUS)
    return tuple(each for each in made if each is not None)


def _differing(park: Site, plots: Sequence[Site], attribute_id: str) -> PlotTotal | None:
    stated, status = park.attribute(attribute_id), COUNTED_STATUS[attribute_id]
    counted = [each for each in plots if each.value("status") == status.value]
    if not isinstance(stated, Known):
        return None
    unsure = [each for each in plots if each.value("status") is None]
    open_count = len(unsure) + sum(each.value("area_m2") is None for each in counted)
    area_m2 = _area_m2(counted)
    told, wanted = _rounded(area_m2, stated), _stated(stated)
    # What comes later need not have been parcelled out yet; more plots than land cannot be.
    may_lack = open_count > 0 or status is PlotStatus.PLANNED
    if told == wanted or (may_lack and told < wanted):
        return None
    taken_m2 = area_m2 + _area_m2(each for each in plots if each.value("status") in _TAKEN)
    is_all = status is PlotStatus.AVAILABLE and _rounded(taken_m2, stated) == wanted
    known = _known(counted or plots)
    return PlotTotal(attribute_id, stated, area_m2, open_count, known, taken_m2 if is_all else None)


def _area_m2(plots: Iterable[Site]) -> int:
    """Add up the known areas."""
    areas = (each.value("area_m2") for each in plots)
    return sum(each for each in areas if isinstance(each, int))


def _known(plots: Iterable[Site]) -> tuple[Known[object], ...]:
    values = (each.attribute(name) for each in plots for name in ("status", "area_m2"))
    return tuple(each for each in values if isinstance(each, Known))


def _stated(stated: Known[object]) -> Decimal:
    return _to(Decimal(str(stated.value)), stated)


def _rounded(area_m2: int, stated: Known[object]) -> Decimal:
    return _to(Decimal(area_m2) / _M2_PER_HA, stated)


def _to(area_ha: Decimal, stated: Known[object]) -> Decimal:
    """Round an area to the decimals that the park states, as far as they are printed."""
    given = -int(Decimal(str(stated.value)).normalize().as_tuple().exponent)
    decimals = min(max(given, _DECIMALS[0]), _DECIMALS[1])
    return area_ha.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
