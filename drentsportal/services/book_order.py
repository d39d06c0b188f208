"""In which order sites stand in a bidbook, and how many of its plots are taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.services.stated_park import stated_municipality, stated_park

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.services.ports.catalogue import SiteCatalogue

_TAKEN: Final = (PlotStatus.SOLD, PlotStatus.RESERVED, PlotStatus.OPTION)
_PARTS: Final = re.compile(r"(\D*)(\d*)")

_NamePart = tuple[str, int]
"""Letters, and the number behind them: A2 comes before A11."""


def in_book_order(catalogue: SiteCatalogue, site_ids: Sequence[str]) -> tuple[str, ...]:
    """Return sites by gemeente, park and name, so that the plots of a park stand together.

    Where gemeente or park is unknown a site stands behind those of which it is known.
    """
    version = catalogue.data_version()
    names = {each.code: each.name for each in catalogue.municipalities(version)}
    keys: dict[str, tuple[object, ...]] = {}
    for site_id in site_ids:
        site = catalogue.site(site_id, version)
        park = stated_park(catalogue, site, version)
        gemeente = names.get(stated_municipality(site, park) or "", "")
        park_name = "" if park is None else park.name
        keys[site_id] = (
            *(not gemeente, gemeente, park is None, _natural(park_name)),
            *("" if park is None else park.id, _natural(site.name), site_id),
        )
    return tuple(sorted(keys, key=keys.__getitem__))


def taken_plots(statuses: Mapping[object, int]) -> tuple[tuple[PlotStatus, int], ...]:
    """Return how many plots are sold, reserved and under option, without those of which there are none."""
    return tuple((each, statuses[each.value]) for each in _TAKEN if statuses.get(each.value))


def _natural(name: str) -> tuple[_NamePart, ...]:
    return tuple((letters, int(digits or 0)) for letters, digits in _PARTS.findall(name.casefold()))
