"""What the plots of a park on record come to: how many, how many of them can be had, and how much that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.vocabulary import PlotStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.site import Site


@dataclass(frozen=True, slots=True)
class PlotsOnRecord:
    """The plots of one park: ``count`` of all, ``available_count`` of those that are said to be available.

    ``available_least_m2`` adds up the areas that are stated of these; ``unmeasured_count`` of them have none.
    Of ``unsaid_count`` plots nobody stated the status, so that they may be available as well.
    """

    count: int
    available_count: int
    available_least_m2: int
    unmeasured_count: int
    unsaid_count: int

    @property
    def available_m2(self) -> int | None:
        """The area that is available; ``None`` as long as status or area of a plot may add to it.

        Of a park without a plot on record nothing is known either.
        """
        is_open = not self.count or self.unmeasured_count or self.unsaid_count
        return None if is_open else self.available_least_m2


def plots_on_record(plots: Sequence[Site]) -> PlotsOnRecord:
    """Count the plots of a park and add up what is available."""
    available = [each for each in plots if each.value("status") == PlotStatus.AVAILABLE.value]
    stated = [area for each in available if isinstance(area := each.value("area_m2"), int)]
    return PlotsOnRecord(
        len(plots),
        len(available),
        sum(stated),
        len(available) - len(stated),
        sum(each.value("status") is None for each in plots),
    )
