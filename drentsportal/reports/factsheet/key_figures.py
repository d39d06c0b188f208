"""The six figures at the head of a factsheet, each with its source, or whom to ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.going_value import GoingValue, going_price, going_value
from drentsportal.domain.sites.plot_totals import differing_totals
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.factsheet.plots import (
    area_m2,
    free_plots,
    has_no_free_plot,
    is_sold,
    on_offer,
)
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE
from drentsportal.reports.typeset.going_words import going_note, going_text, price_text
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.values import Attribute
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.documents import FactsheetSubject

_SHOWN: Final[dict[SiteKind, tuple[str, ...]]] = {
    SiteKind.PARK: (
        "available_now_ha",
        "largest_plot",
        "available_later_ha",
        "net_gross",
        "category_main_max",
        "price_min_eur_m2",
    ),
    SiteKind.PLOT: (
        "area_m2",
        "status",
        "category_max",
        "max_height_m",
        "price_eur_m2",
        "available_from",
    ),
    SiteKind.PREMISES: (
        "floor_area_m2",
        "premises_plot_area_m2",
        "premises_kind",
        "rent_eur_m2_year",
        "max_height_m",
        "available_from",
    ),
}
_IN_PLACE_OF: Final = {"rent_eur_m2_year": "sale_price_eur_m2"}
"""What stands in place of a figure that is unknown, where it is known: what a building costs to buy."""
_UNITS: Final = ("ha", "m²", "m")
_PRICES: Final = ("doc.value.eur_m2", "doc.value.eur_m2_year")
"""Texts whose words after the amount are its unit."""
_UNIT_IN_LABEL: Final = frozenset({"price_eur_m2", "sale_price_eur_m2"})
"""As of a park, whose price is a range that leaves no room for a unit: their labels say it."""
_OF_DUTCH_LAW: Final = frozenset({"category_main_max", "category_max"})
GONE_WITH_SALE: Final = frozenset({"price_eur_m2", "available_from"})
"""What is not asked of a plot that is sold, and told of one only as what it was."""
_TRANSLATED: Final = "doc.key.category_note"
_LONGEST_ASK: Final = 70
"""Letters of a function that stand in three lines under a figure; a longer one stands with the contacts."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A label, a large number with its unit, and the source; ``number`` empty is unknown."""

    label: str
    number: str
    unit: str
    note: str
    mark: str = ""


def told_at_head(site: Site) -> tuple[str, ...]:
    """Name the six figures at the head of the factsheet of a site."""
    given_way = in_place_at_head(site)
    return tuple(given_way.get(each, each) for each in _SHOWN[site.kind])


def in_place_at_head(site: Site) -> dict[str, str]:
    """Return what stands at the head in place of an unknown figure, by that figure."""
    return {
        absent: stands
        for absent, stands in _IN_PLACE_OF.items()
        if site.value(absent) is None and site.value(stands) is not None
    }


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Makes the key figures of one site; ``ask`` is the function that can be asked."""

    words: ValueWords
    sources: SourceNumbers
    ask: str

    def all(self, subject: FactsheetSubject) -> tuple[KeyFigure, ...]:
        """Return the figures of the site's kind, in their order."""
        return tuple(self._one(subject, each) for each in told_at_head(subject.site))

    def _one(self, subject: FactsheetSubject, figure_id: str) -> KeyFigure:
        if figure_id == "largest_plot":
            return self._largest(subject)
        if figure_id == "net_gross":
            return self._net_gross(subject)
        if figure_id == "price_min_eur_m2":
            return self._price(subject)
        return self._attribute(subject, figure_id)

    def _attribute(self, subject: FactsheetSubject, attribute_id: str) -> KeyFigure:
        label = self.words.language.text(f"doc.key.{attribute_id}")
        found = going_value(subject.site, subject.park, attribute_id)
        if is_sold(subject.site) and not found.known and attribute_id in GONE_WITH_SALE:
            return KeyFigure(label, NOT_APPLICABLE, "", self.words.language.text("doc.key.sold"))
        if not found.known:
            unknown = self._unknown(label)
            return replace(unknown, note=self._in_dutch_too(attribute_id, unknown.note))
        if isinstance(found.value, Known) and found.at_once:
            by_status = self.words.language.text("doc.value.by_status")
            note, mark = self._aged(found.attribute_id, found.value, by_status)
        else:
            note, mark = self._noted(found.speaker, found.known)
            totals = differing_totals(subject.site, subject.plots)
            if any(each.attribute_id == attribute_id for each in totals):
                mark = Mark.CONFLICTING
        note = self._in_dutch_too(attribute_id, going_note(found, note, self.words.language))
        if is_sold(subject.site) and attribute_id == "price_eur_m2":
            note = self.words.language.text("doc.key.sold_price", reference=note)
        return KeyFigure(label, *self._written(found), note, mark)

    def _in_dutch_too(self, attribute_id: str, note: str) -> str:
        """Add the word of Dutch law where it first stands, below its translation: a label has no room."""
        return self.words.language.text(_TRANSLATED, note=note) if attribute_id in _OF_DUTCH_LAW else note

    def _written(self, found: GoingValue) -> tuple[str, str]:
        if found.attribute_id == "category_main_max" and isinstance(found.value, Known):
            return str(found.value.value), self.words.language.text("doc.key.main_category_unit")
        if found.ends is not None:
            return price_text(found.ends, self.words.language), ""
        number, unit = self._parted(going_text(found, self.words))
        return number, "" if found.attribute_id in _UNIT_IN_LABEL else unit

    def _aged(self, attribute_id: str, value: Known[object], note: str) -> tuple[str, str]:
        if self.words.is_stale(attribute_id, value):
            return self.words.language.text("doc.key.stale", reference=note), Mark.STALE
        return note, ""

    def _unknown(self, label: str) -> KeyFigure:
        language = self.words.language
        key = "doc.key.ask" if len(self.ask) <= _LONGEST_ASK else "doc.key.ask_below"
        note = language.text(key, function=self.ask)
        return KeyFigure(label, "", language.text("word.unknown"), note, Mark.UNKNOWN)

    def _largest(self, subject: FactsheetSubject) -> KeyFigure:
        language = self.words.language
        label = language.text("doc.key.largest_plot")
        offered, free = on_offer(subject.plots), free_plots(subject.plots)
        if not free:
            note = language.text("doc.key.no_free_plot")
            is_known = has_no_free_plot(subject.plots)
            return KeyFigure(label, NOT_APPLICABLE, "", note) if is_known else self._unknown(label)
        number, unit = self._parted(language.value(area_m2(free[0]), "ha"))
        note, mark = self._largest_note(free[0])
        if len(offered) > len(free):
            note = language.text("doc.key.of_known", reference=note, plot_count=len(offered) - len(free))
        return KeyFigure(label, number, f"{unit} ({free[0].name[:12]})", note, mark)

    def _largest_note(self, plot: Site) -> tuple[str, str]:
        """Return the source of the area of a plot; it is as old as its status, if that is out of date."""
        area, status = plot.attribute("area_m2"), plot.attribute("status")
        note = self.sources.reference(area) if isinstance(area, Known) else ""
        for attribute_id, value in (("area_m2", area), ("status", status)):
            if isinstance(value, Known) and self.words.is_stale(attribute_id, value):
                return self._aged(attribute_id, value, note)
        return note, ""

    def _net_gross(self, subject: FactsheetSubject) -> KeyFigure:
        language = self.words.language
        label = language.text("doc.key.net_gross")
        net, gross = subject.site.attribute("net_ha"), subject.site.attribute("gross_ha")
        if not isinstance(net, Known) and not isinstance(gross, Known):
            return self._unknown(label)
        texts = [
            self._parted(self.words.plain("net_ha", each.value))[0]
            if isinstance(each, Known)
            else language.text("word.unknown")
            for each in (net, gross)
        ]
        ends = {"net_ha": net, "gross_ha": gross}
        return KeyFigure(label, " / ".join(texts), "ha", *self._noted(subject.site, ends))

    def _noted(self, site: Site, ends: Mapping[str, Attribute[object]]) -> tuple[str, str]:
        """Return every source of a figure of two values, each once, and the mark of the less certain one."""
        known = {name: value for name, value in ends.items() if isinstance(value, Known)}
        references = tuple(dict.fromkeys(map(self.sources.reference, known.values())))
        note = self.words.language.text("doc.advice.sources", sources=references)
        if any(name in site.conflicts for name in known):
            return note, Mark.CONFLICTING
        stale = [name for name, value in known.items() if self.words.is_stale(name, value)]
        return self._aged(stale[0], known[stale[0]], note) if stale else (note, "")

    def _price(self, subject: FactsheetSubject) -> KeyFigure:
        language = self.words.language
        label = language.text("doc.key.price")
        found = going_price(subject.site)
        if found is None or found.ends is None:
            return self._unknown(label)
        note, mark = self._noted(subject.site, found.known)
        return KeyFigure(label, price_text(found.ends, language), "", note, mark)

    def _parted(self, text: str) -> tuple[str, str]:
        """Return the number and its unit, so that the unit can be set smaller."""
        prices = (self.words.language.template(each).rpartition("}")[2].strip() for each in _PRICES)
        for unit in sorted((*_UNITS, *filter(None, prices)), key=len, reverse=True):
            if text.endswith((f" {unit}", f"\u00a0{unit}")):
                return text[: -len(unit) - 1], unit
        return text, ""
