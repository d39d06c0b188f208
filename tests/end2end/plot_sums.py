"""What the plots of a park add up to where it states another total, worked out anew from the store."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known
from tests.end2end.told_figures import Sources, day, hectares_of_m2, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.domain.sites.site import Site

STATUS: Final = {"available_now_ha": "available", "available_later_ha": "planned"}


@dataclass(frozen=True, slots=True)
class PlotSum:
    """What is said of the plots, after "kavels:", and the values that it rests on."""

    told: str
    known: tuple[Known[object], ...]
    stated: Known[object]

    def with_sources(self, sources: Sources) -> str:
        """Return it as it stands on paper, with the numbers of its sources."""
        return self.sourced_by(lambda each: f"bron {sources.of(each)} · {day(each.as_of)}")

    def sourced_by(self, name: Callable[[Known[object]], str]) -> str:
        """Return it with its sources as ``name`` tells them."""
        return f"kavels: {self.told} ({listed(list(dict.fromkeys(map(name, self.known))))})"


def plot_sum(site: Site, attribute_id: str, plots: Sequence[Site]) -> PlotSum | None:
    """Return what the plots say against a total of their park; ``None`` where they do not."""
    stated = site.attribute(attribute_id)
    status = STATUS.get(attribute_id)
    if status is None or not isinstance(stated, Known) or not plots:
        return None
    counted = [each for each in plots if each.value("status") == status]
    area_m2 = sum(int(str(each.value("area_m2") or 0)) for each in counted)
    lacking = [each for each in counted if each.value("area_m2") is None]
    lacking += [each for each in plots if each.value("status") is None]
    places = min(2, max(1, len(str(stated.value).rstrip("0").partition(".")[2])))
    own, theirs = (_to(each, places) for each in (Decimal(str(stated.value)), Decimal(area_m2) / 10_000))
    if theirs == own or (theirs < own and (lacking or status == "planned")):
        return None
    known = [each.attribute(name) for each in counted or plots for name in ("status", "area_m2")]
    taken = [each for each in plots if each.value("status") in {"option", "reserved"}]
    taken_m2 = area_m2 + sum(int(str(each.value("area_m2") or 0)) for each in taken)
    told = f"samen {hectares_of_m2(area_m2)}"
    if status == "available" and _to(Decimal(taken_m2) / 10_000, places) == own:
        told = f"{told}, en {hectares_of_m2(taken_m2)} met die in optie of gereserveerd"
    elif not area_m2:
        told = "geen"
    elif lacking:
        of = f"{len(lacking)} {'kavel' if len(lacking) == 1 else 'kavels'}"
        told = f"samen ten minste {hectares_of_m2(area_m2)}; van {of} is status of oppervlakte onbekend"
    return PlotSum(told, tuple(each for each in known if isinstance(each, Known)), stated)


def _to(area_ha: Decimal, places: int) -> Decimal:
    return area_ha.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
