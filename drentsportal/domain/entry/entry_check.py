"""What looks odd in values that a person enters for one site, said at once; and what cannot be true.

What is odd may still be what a source says, and is kept. Of a lowest above its highest one must be wrong.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from drentsportal.domain.message import Message, message
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import PlotStatus, category_rank, main_category
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from drentsportal.domain.sites.site import Site

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
_CATEGORY_ENDS: Final = (("category_min", "category_max"), ("issue_category_min", "issue_category_max"))
_PRICE_ENDINGS: Final = ("_eur_m2", "_eur_m2_year")
_LONGEST_TERM_DAYS: Final = 5 * 365 + 2
"""An option or reservation for more than five years, leap days included, is unlikely."""
_DATED: Final = frozenset({PlotStatus.OPTION, PlotStatus.RESERVED})
_CONTRADICTIONS: Final = frozenset({"warning.entry.category_order", "warning.entry.price_order"})
"""What looks odd and cannot be true: of both ends at least one is wrong."""

Value = object


def warnings_of(site: Site, entered: Mapping[str, object | None], today: date) -> EntryWarnings:
    """Say what does not go together once ``entered`` is laid over what is in use."""

    def value(attribute_id: str) -> object | None:
        return entered[attribute_id] if attribute_id in entered else site.value(attribute_id)

    found = [*_out_of_order(value), *_categories(value), *_status(value, today), *_area(site, value)]
    return (*found, *_free(entered))


def warnings_by_entry(
    site: Site, entered: Mapping[str, object | None], today: date
) -> dict[str, tuple[Message, ...]]:
    """Say of each entered attribute what is odd about it, or is odd only because of it.

    A value that makes another one odd counts too: a smaller gross area below the net area in use.
    """
    together = warnings_of(site, entered, today)
    found: dict[str, tuple[Message, ...]] = {}
    for attribute_id in entered:
        without = {name: value for name, value in entered.items() if name != attribute_id}
        still = warnings_of(site, without, today)
        own = [what for name, what in together if name == attribute_id or (name, what) not in still]
        if own:
            found[attribute_id] = tuple(dict.fromkeys(own))
    return found


def contradictions_of(
    site: Site, entered: Mapping[str, object | None], today: date
) -> dict[str, tuple[Message, ...]]:
    """Say of each entered attribute what cannot be true of it beside another one; the rest is only odd."""
    odd = warnings_by_entry(site, entered, today)
    found = {name: tuple(each for each in said if each.id in _CONTRADICTIONS) for name, said in odd.items()}
    return {name: said for name, said in found.items() if said}


def contradiction_refusals(
    site: Site, entered: Mapping[str, object | None], today: date
) -> dict[str, InputError]:
    """Return why an entered attribute is refused that cannot be true beside another one, at its field."""
    return {
        name: InputError("error.entry.contradicts", field=name, reason=said[0])
        for name, said in contradictions_of(site, entered, today).items()
    }


def _out_of_order(value: Callable[[str], Value | None]) -> Iterator[tuple[str, Message]]:
    for small_id, large_id, message_id in _ORDERED:
        small, large = value(small_id), value(large_id)
        if isinstance(small, int | float) and isinstance(large, int | float) and small > large:
            yield small_id, message(message_id, small=float(small), large=float(large))


def _free(entered: Mapping[str, object | None]) -> Iterator[tuple[str, Message]]:
    for attribute_id, value in entered.items():
        if attribute_id.endswith(_PRICE_ENDINGS) and value == 0:
            yield attribute_id, message("warning.entry.price_zero")


def _categories(value: Callable[[str], Value | None]) -> Iterator[tuple[str, Message]]:
    for low_id, high_id in _CATEGORY_ENDS:
        low, high = value(low_id), value(high_id)
        if isinstance(low, str) and isinstance(high, str) and category_rank(low) > category_rank(high):
            yield low_id, message("warning.entry.category_order", low=low, high=high)
    issued, main = value("issue_category_max"), value("category_main_max")
    if isinstance(issued, str) and isinstance(main, int) and main_category(issued) > main:
        yield "issue_category_max", message("warning.entry.category_over_main", category=issued, main=main)


def _status(value: Callable[[str], Value | None], today: date) -> Iterator[tuple[str, Message]]:
    status, stated = value("status"), value("status_until")
    if not isinstance(stated, str):
        if status in _DATED:
            yield "status_until", message("warning.entry.until_missing")
        return
    until = PartialDate.parse(stated)
    if status not in _DATED:
        if isinstance(status, str):
            yield "status_until", message("warning.entry.until_without_option")
    elif _latest(until) < today:
        yield "status_until", message("warning.entry.until_past", until=until)
    elif (until.earliest - today).days > _LONGEST_TERM_DAYS:
        yield "status_until", message("warning.entry.until_far", until=until)


def _latest(day: PartialDate) -> date:
    """Return the last day that a partial date can mean: a term of "2026" has not passed within 2026."""
    month = day.month or 12
    return date(day.year, month, day.day or monthrange(day.year, month)[1])


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
