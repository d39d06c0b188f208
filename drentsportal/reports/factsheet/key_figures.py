"""The six figures at the head of a factsheet, each with its source, or whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.factsheet.plots import area_m2, free_plots
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
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
_UNITS: Final = ("ha", "m²", "m")
_PRICES: Final = ("doc.value.eur_m2", "doc.value.eur_m2_year")
"""Texts whose words after the amount are its unit."""
_EURO: Final = "€ \u00a0"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A label, a large number with its unit, and the source; ``number`` empty is unknown."""

    label: str
    number: str
    unit: str
    note: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Makes the key figures of one site; ``ask`` is the function that can be asked."""

    words: ValueWords
    sources: SourceNumbers
    ask: str

    def all(self, subject: FactsheetSubject) -> tuple[KeyFigure, ...]:
        """Return the figures of the site's kind, in their order."""
        return tuple(self._one(subject, each) for each in _SHOWN[subject.site.kind])

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
        value = subject.site.attribute(attribute_id)
        if not isinstance(value, Known):
            return self._unknown(label)
        number, unit = self._written(attribute_id, value.value)
        note = self.sources.reference(value)
        if attribute_id in subject.site.conflicts:
            return KeyFigure(label, number, unit, note, Mark.CONFLICTING)
        return KeyFigure(label, number, unit, *self._aged(attribute_id, value, note))

    def _written(self, attribute_id: str, value: object) -> tuple[str, str]:
        if attribute_id == "category_main_max":
            return str(value), self.words.language.text("doc.key.main_category_unit")
        return self._parted(self.words.plain(attribute_id, value))

    def _aged(self, attribute_id: str, value: Known[object], note: str) -> tuple[str, str]:
        if self.words.is_stale(attribute_id, value):
            return self.words.language.text("doc.key.stale", reference=note), Mark.STALE
        return note, ""

    def _unknown(self, label: str) -> KeyFigure:
        language = self.words.language
        note = language.text("doc.key.ask", function=self.ask)
        return KeyFigure(label, "", language.text("word.unknown"), note, Mark.UNKNOWN)

    def _largest(self, subject: FactsheetSubject) -> KeyFigure:
        language = self.words.language
        label = language.text("doc.key.largest_plot")
        if not subject.plots:
            return self._unknown(label)
        free = free_plots(subject.plots)
        if not free:
            return KeyFigure(label, NOT_APPLICABLE, "", language.text("doc.key.no_free_plot"))
        area = free[0].attribute("area_m2")
        number, unit = self._parted(language.value(area_m2(free[0]), "ha"))
        note = self.sources.reference(area) if isinstance(area, Known) else ""
        return KeyFigure(label, number, f"{unit} ({free[0].name[:12]})", note)

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
        known = net if isinstance(net, Known) else gross
        note = self.sources.reference(known) if isinstance(known, Known) else ""
        note, mark = self._aged("net_ha", known, note) if isinstance(known, Known) else (note, "")
        return KeyFigure(label, " / ".join(texts), "ha", note, mark)

    def _price(self, subject: FactsheetSubject) -> KeyFigure:
        language = self.words.language
        label = language.text("doc.key.price")
        low = subject.site.attribute("price_min_eur_m2")
        high = subject.site.attribute("price_max_eur_m2")
        if not isinstance(low, Known):
            return self._unknown(label)
        text = language.value(round(float(str(low.value)) * 100), "eurocent")
        if isinstance(high, Known) and high.value != low.value:
            end = language.value(round(float(str(high.value)) * 100), "eurocent")
            text = language.text("doc.key.range", **_with_one_sign(text, end))
        note, mark = self._aged("price_min_eur_m2", low, self.sources.reference(low))
        return KeyFigure(label, text, "", note, mark)

    def _parted(self, text: str) -> tuple[str, str]:
        """Return the number and its unit, so that the unit can be set smaller."""
        prices = (self.words.language.template(each).rpartition("}")[2].strip() for each in _PRICES)
        for unit in sorted((*_UNITS, *filter(None, prices)), key=len, reverse=True):
            if text.endswith((f" {unit}", f"\u00a0{unit}")):
                return text[: -len(unit) - 1], unit
        return text, ""


def _with_one_sign(low: str, high: str) -> dict[str, str]:
    """Return both ends of a range with the sign of the euro where the language has it, but once."""
    if high.startswith("€"):
        return {"low": low, "high": high.lstrip(_EURO)}
    return {"low": low.rstrip(_EURO), "high": high}
