"""What the plots of a park add up to where it states another total: one wording on screen and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.message import message

if TYPE_CHECKING:
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.plot_totals import PlotTotal


def by_plots(total: PlotTotal, sources: tuple[str, ...]) -> Message:
    """Tell it beside the total of the park, with its sources as the reader finds them."""
    return message("doc.plot_total", told=plot_sum(total), sources=sources)


def plot_sum(total: PlotTotal) -> Message:
    """Tell the sum: none, exactly, at the least, or with what else makes up the total of the park."""
    area_m2 = total.area_m2
    if total.with_taken_m2 is not None:
        return message("doc.plot_total.with_taken", area_m2=area_m2, taken_m2=total.with_taken_m2)
    if not area_m2:
        return message("doc.plot_total.none")
    if total.open_count:
        return message("doc.plot_total.at_least", area_m2=area_m2, plot_count=total.open_count)
    return message("doc.plot_total.sum", area_m2=area_m2)
