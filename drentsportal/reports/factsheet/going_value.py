"""The value that goes for a site: its own, else that of its park where a match reads it so too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known, Unknown
from drentsportal.domain.vocabulary import PlotStatus, SiteKind
from drentsportal.reports.typeset.blocks import Words
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.values import Attribute
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import ValueWords
    from drentsportal.services.documents import FactsheetSubject

_HANDED_DOWN: Final[dict[SiteKind, dict[str, str]]] = {
    SiteKind.PARK: {},
    SiteKind.PLOT: {
        "segments": "segments",
        "max_height_m": "max_height_m",
        "plan_name": "plan_name",
        "category_max": "category_main_max",
        "available_from": "available_from",
    },
    SiteKind.PREMISES: {
        "segments": "segments",
        "max_height_m": "max_height_m",
        "category_max": "category_main_max",
        "broadband": "broadband",
    },
}
"""What a park says for what lies in it, and in which attribute; the plan goes by the building rules."""


@dataclass(frozen=True, slots=True)
class GoingValue:
    """A value with who says it; ``attribute_id`` is the one that was read, which says how it is written.

    ``at_once`` tells that the site can be had now: then the value is what says so, no day.
    """

    attribute_id: str
    value: Attribute[object]
    speaker: Site
    of_park: bool = False
    at_once: bool = False

    def text(self, words: ValueWords) -> str:
        """Return a known value in words."""
        if self.at_once:
            return words.language.text("doc.value.at_once")
        return words.plain(self.attribute_id, self.value.value) if isinstance(self.value, Known) else ""

    def words(self, words: ValueWords) -> Words:
        """Return the value for a narrow cell, as ``ValueWords.words`` does."""
        if not self.at_once:
            return words.words(self.attribute_id, self.value)
        told = self.text(words)
        if words.is_stale(self.attribute_id, self.value):
            return Words(words.language.text("doc.value.stale", value=told), Mark.STALE)
        return Words(told)

    def note(self, reference: str, language: Language) -> str:
        """Return the source as it stands under a figure, with the park where that says it."""
        return language.text("doc.key.of_park", reference=reference) if self.of_park else reference


def going_value(subject: FactsheetSubject, attribute_id: str) -> GoingValue:
    """Return what goes for the site of a sheet; unknown only where neither it nor its park says."""
    site, park = subject.site, subject.park
    own = GoingValue(attribute_id, site.attribute(attribute_id), site)
    if isinstance(own.value, Known):
        return own
    if attribute_id == "available_from" and (now := _at_once(site)) is not None:
        return now
    handed = _HANDED_DOWN[site.kind].get(attribute_id)
    if park is None or handed is None or isinstance(park.attribute(handed), Unknown):
        return own
    return GoingValue(handed, park.attribute(handed), park, of_park=True)


def _at_once(site: Site) -> GoingValue | None:
    """Tell of a plot that is for sale, and of a park with land now, that it can be had at once."""
    if site.kind is SiteKind.PLOT and site.value("status") == PlotStatus.AVAILABLE.value:
        return GoingValue("status", site.attribute("status"), site, at_once=True)
    now_ha = site.value("available_now_ha")
    if site.kind is SiteKind.PARK and isinstance(now_ha, int | float) and now_ha > 0:
        return GoingValue("available_now_ha", site.attribute("available_now_ha"), site, at_once=True)
    return None
