"""What is not known of a site: why it is missing, and whom to ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.factsheet.facts import does_not_apply
from drentsportal.reports.factsheet.going_value import going_value
from drentsportal.reports.typeset.blocks import Column, Table, cell

if TYPE_CHECKING:
    from drentsportal.reports.typeset.value_words import ValueWords
    from drentsportal.services.documents import FactsheetSubject

_WANTED: Final[dict[SiteKind, tuple[str, ...]]] = {
    SiteKind.PARK: (
        "available_now_ha", "available_later_ha", "net_ha", "price_min_eur_m2", "category_main_max",
        "max_height_m", "plan_name", "segments", "park_management", "broadband", "web_shop_allowed",
        "external_safety_allowed", "scarcity_grid", "scarcity_water", "scarcity_labour", "scarcity_nitrogen",
    ),
    SiteKind.PLOT: (
        "status", "area_m2", "price_eur_m2", "category_max", "max_height_m", "plan_name", "available_from",
        "seller", "allocation_procedure",
    ),
    SiteKind.PREMISES: (
        "floor_area_m2", "premises_plot_area_m2", "rent_eur_m2_year", "category_max", "max_height_m",
        "available_from", "broadband",
    ),
}  # fmt: skip
"""What a company asks of each kind of site, in the order in which it asks."""


def unknowns_table(subject: FactsheetSubject, words: ValueWords, ask: str) -> Table | None:
    """Gather what is unknown by the reason for it; ``None`` where everything is known."""
    by_reason: dict[str, list[str]] = {}
    for attribute_id in _WANTED[subject.site.kind]:
        value = going_value(subject, attribute_id).value
        if isinstance(value, Unknown) and not does_not_apply(subject.site, attribute_id):
            label = words.language.text(f"attribute.{attribute_id}")
            by_reason.setdefault(value.reason.value, []).append(label)
    if not by_reason:
        return None
    language = words.language
    columns = (
        Column(language.text("doc.unknowns.what"), 1.5),
        Column(language.text("doc.unknowns.why"), 0.8),
        Column(language.text("doc.unknowns.ask"), 0.8),
    )
    rows = tuple(
        (cell("; ".join(labels)), cell(language.text(f"doc.unknowns.reason.{reason}")), cell(ask))
        for reason, labels in by_reason.items()
    )
    return Table(language.text("doc.unknowns.title"), columns, rows)
