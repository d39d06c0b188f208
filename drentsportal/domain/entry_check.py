"""What looks odd in values that a person enters for one site; said at once, never a reason to refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from drentsportal.domain.message import Message, message
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import PlotStatus, category_rank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from drentsportal.domain.site import Site

EntryWarnings: TypeAlias = "tuple[tuple[str, Message], ...]"
"""Attribute id and what is odd about it."""

_AREA_SHARE: Final = 0.05
"""A stated area may differ this much from the drawn one (``design.md`` 8: more than 5 % is flagged)."""

_ORDERED: Final = (
    ("net_ha", "gross_ha", "warning.entry.net_over_gross"),
    ("available_now_ha", "net_ha", "warning.entry.available_over_net"),
    ("available_later_ha", "net_ha", "warning.entry.available_over_net"),
    ("price_min_eur_m2", "price_max_eur_m2", "warning.entry.price_order"),
)
_DATED: Final = frozenset({PlotStatus.OPTION, PlotStatus.RESERVED})
Value = object


def warnings_of(site: Site, entered: Mapping[str, object | None], today: date) -> EntryWarnings:
    """Say what does not go together once ``entered`` is laid over what is in use."""

    def value(attribute_id: str) -> object | None:
        return entered[attribute_id] if attribute_id in entered else site.value(attribute_id)

    found = [*_out_of_order(value), *_categories(value), *_status(value, today), *_area(site, value)]
    return tuple(found)


def _out_of_order(value: Callable[[str], Value | None]) -> Iterator[tuple[str, Message]]:
    for small_id, large_id, message_id in _ORDERED:
        small, large = value(small_id), value(large_id)
        if isinstance(small, int | float) and isinstance(large, int | float) and small > large:
            yield small_id, message(message_id, small=float(small), large=float(large))


def _categories(value: Callable[[str], Value | None]) -> Iterator[tuple[str, Message]]:
    low, high = value("category_min"), value("category_max")
    if isinstance(low, str) and isinstance(high, str) and category_rank(low) > category_rank(high):
        yield "category_min", message("warning.entry.category_order", low=low, high=high)


def _status(value: Callable[[str], Value | None], today: date) -> Iterator[tuple[str, Message]]:
    status, until = value("status"), value("status_until")
    if not isinstance(until, str):
        return
    if PartialDate.parse(until).earliest < today and status in _DATED:
        yield "status_until", message("warning.entry.until_past", until=PartialDate.parse(until))
    elif isinstance(status, str) and status not in _DATED:
        yield "status_until", message("warning.entry.until_without_option")


def _area(site: Site, value: Callable[[str], Value | None]) -> Iterator[tuple[str, Message]]:
    shape = site.geometry_rd
    if shape is None or not shape.area:
        return
    for attribute_id, per_unit in (("area_m2", 1.0), ("gross_ha", 10_000.0)):
        stated = value(attribute_id)
        if isinstance(stated, int | float) and abs(stated * per_unit - shape.area) > _AREA_SHARE * shape.area:
            yield (
                attribute_id,
                message("warning.entry.area_differs", stated_m2=stated * per_unit, drawn_m2=shape.area),
            )
