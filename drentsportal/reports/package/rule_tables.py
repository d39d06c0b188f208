"""The building rules of sites: each with its source and date, or unknown with whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.typeset.blocks import Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.site_title import site_title
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.sites.site_surroundings import ZoneOnSite
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.ports.packages import BuildingRules

_RULES: Final = (
    "plan_name",
    "plan_phase",
    "max_height_m",
    "category_min",
    "category_max",
    "web_shop_allowed",
    "storage_allowed",
)
_BUILT_SHARE: Final = "built_share"
_OF_PARK: Final = {
    "category_min": ("issue_category_min",),
    "category_max": ("issue_category_max", "category_main_max"),
}
"""The attributes of a park that say what a plot or premises says in one. Each end is a rule of its own, so
that the one that nobody states stands there as unknown."""


@dataclass(frozen=True, slots=True)
class RuleTables:
    """Makes one table per site; ``ask_in`` names the function of a gemeente by its code."""

    words: ValueWords
    sources: SourceNumbers
    ask_in: Callable[[str | None], str]

    @property
    def _language(self) -> Language:
        return self.words.language

    def table(self, rules: BuildingRules) -> Table:
        """Every rule of a site; one without a value of its own goes by its park, and says so."""
        text = self._language.text
        columns = (
            Column(text("doc.package.rules.rule"), 48),
            Column(text("doc.facts.value"), 1),
            Column(text("doc.facts.source"), 38),
        )
        rows = [row for rule in _RULES for row in self._rows(rule, rules)]
        rows.insert(-2, self._unknown(text(f"doc.package.rules.{_BUILT_SHARE}"), rules))
        rows += [self._zone(each) for each in rules.zones]
        return Table(site_title(rules.site, rules.park, self._language), columns, tuple(rows))

    def _rows(self, rule: str, rules: BuildingRules) -> list[tuple[Cell, ...]]:
        found = [
            (attribute_id, site)
            for attribute_id, site in self._places(rule, rules)
            if isinstance(site.attribute(attribute_id), Known)
        ]
        label = self._label(rule, rules.site)
        if not found:
            return [self._unknown(label, rules)]
        # The site's own values, and only where it has none those of its park.
        own = [each for each in found if each[1] is rules.site] or found
        return [row for attribute_id, site in own for row in self._stated(label, attribute_id, site, rules)]

    def _places(self, rule: str, rules: BuildingRules) -> list[tuple[str, Site]]:
        sites = [each for each in (rules.site, rules.park) if each is not None]
        return [(attribute_id, each) for each in sites for attribute_id in _attributes(rule, each)]

    def _label(self, rule: str, site: Site) -> str:
        key = f"attribute.{_attributes(rule, site)[0]}" if rule in _OF_PARK else f"doc.package.rules.{rule}"
        return self._language.text(key)

    def _stated(
        self, label: str, attribute_id: str, site: Site, rules: BuildingRules
    ) -> list[tuple[Cell, ...]]:
        """Tell the value in use and those that contradict it."""
        used = site.attribute(attribute_id)
        others = site.conflicts.get(attribute_id, ())
        if not isinstance(used, Known):
            return []
        said = self.words.words(attribute_id, used)
        if others:
            said = Words(said.text, Mark.CONFLICTING, said.style)
        name = self._language.text(f"attribute.{attribute_id}") if "category" in attribute_id else label
        of_park = (
            ()
            if site is rules.site
            else (Words(self._language.text("doc.package.rules.of_park"), "", "quiet"),)
        )
        rows: list[tuple[Cell, ...]] = [
            (cell(name), Cell((said, *of_park)), cell(self.sources.reference(used), style="quiet"))
        ]
        rows += [
            (
                cell(name),
                Cell((Words(self.words.plain(attribute_id, each.value), Mark.CONFLICTING),)),
                cell(self.sources.reference(each), style="quiet"),
            )
            for each in others
        ]
        return rows

    def _zone(self, found: ZoneOnSite) -> tuple[Cell, ...]:
        """Tell of a zone of a plan what it says: a site may lie in several."""
        text, zone = self._language.text, found.zone
        name = zone.zone_name or zone.plan_name
        parts: list[str] = []
        if zone.category_max is not None:
            parts.append(text("doc.package.rules.zone_category", category=zone.category_max))
        if zone.max_height_m is not None:
            parts.append(text("doc.package.rules.zone_height", height_m=zone.max_height_m))
        for what, answer in (("shops", zone.web_shop_allowed), ("storage", zone.storage_allowed)):
            if answer is not None:
                parts.append(text(f"doc.package.rules.zone_{what}.{'yes' if answer else 'no'}"))
        if found.share is not None:
            parts.append(text("doc.package.rules.zone_share", share=found.share))
        reference = self.sources.reference(Known(name, zone.source, zone.as_of))
        label = text("doc.package.rules.zone", name=name)
        return cell(label), cell("; ".join(parts) or text("doc.value.ask")), cell(reference, style="quiet")

    def _unknown(self, label: str, rules: BuildingRules) -> tuple[Cell, ...]:
        park_code = rules.park.municipality_code if rules.park is not None else None
        ask = self.ask_in(rules.site.municipality_code or park_code)
        said = self._language.text("doc.package.unknown_ask", function=ask)
        return cell(label), cell(said, mark=Mark.UNKNOWN, style="unknown"), cell("\N{EN DASH}", style="quiet")


def _attributes(rule: str, site: Site) -> tuple[str, ...]:
    """Return what a rule is called at a site of this kind."""
    return _OF_PARK.get(rule, (rule,)) if site.kind is SiteKind.PARK else (rule,)
