"""What each gemeente says that it can issue, with how many parks do not say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.checks.quality import COUNTED_CODES, municipality_places, stated_numbers

if TYPE_CHECKING:
    from drentsportal.domain.sites.site_table import SiteTable


@dataclass(frozen=True, slots=True)
class Supply:
    """Supply of one gemeente in ha; ``None`` where no park of it states the figure.

    ``silent_parks`` of ``parks`` do not state what is available at once, ``silent_later`` not what is later.
    """

    municipality_code: str
    parks: int
    silent_parks: int
    silent_later: int
    now_ha: float | None
    later_ha: float | None


def supply_by_municipality(table: SiteTable) -> tuple[Supply, ...]:
    """Add up what parks state, a line per gemeente in the order of ``quality.COUNTED_CODES``."""
    places = municipality_places(table.parks)
    now = stated_numbers(table.parks, "available_now_ha")
    later = stated_numbers(table.parks, "available_later_ha")
    made = []
    for place, code in enumerate(COUNTED_CODES):
        mine = places == place
        silent, silent_later = int(np.isnan(now[mine]).sum()), int(np.isnan(later[mine]).sum())
        parks = int(mine.sum())
        made.append(Supply(code, parks, silent, silent_later, _sum(now[mine]), _sum(later[mine])))
    return tuple(made)


def _sum(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float | None:
    stated = values[~np.isnan(values)]
    return round(float(stated.sum()), 6) if len(stated) else None
