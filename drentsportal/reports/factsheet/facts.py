"""The facts of a site: value, source and date in every row.

What a key figure at the head already tells with its source is not told again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.going_value import going_value
from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.vocabulary import Seller, SiteKind
from drentsportal.reports.factsheet.key_figures import GONE_WITH_SALE, in_place_at_head
from drentsportal.reports.factsheet.management import stated_manager
from drentsportal.reports.factsheet.plots import is_sold, on_offer
from drentsportal.reports.typeset.blocks import Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.going_words import going_words, of_park, source_numbers
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from drentsportal.domain.sites.going_value import GoingValue
    from drentsportal.domain.sites.site import RestructuringClaim, Site
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.documents import FactsheetSubject

_CATEGORIES: Final = ("category_min", "category_max")
"""A word of Dutch law in its translation; the head of a park or plot tells it already."""

_GROUPS: Final[dict[SiteKind, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    SiteKind.PARK: (
        (
            "plan",
            (
                "segments",
                "plan_phase",
                "plan_name",
                "issue_category_min",
                "issue_category_max",
                "max_height_m",
                "location_type",
                "start_year",
                "reuse_class",
                "external_safety_allowed",
            ),
        ),
        (
            "supply",
            (
                "available_from",
                "gross_ha",
                "net_ha",
                "price_min_eur_m2",
                "price_max_eur_m2",
                "park_management",
                "park_management_organisation",
                "web_shop_allowed",
                "storage_allowed",
            ),
        ),
    ),
    SiteKind.PLOT: (
        (
            "plan",
            ("segments", "category_min", "category_max", "max_height_m", "plan_name", "available_from"),
        ),
        (
            "issue",
            (
                "status",
                "status_until",
                "seller",
                "allocation_procedure",
                "allocation_published_on",
                "allocation_link",
            ),
        ),
    ),
    SiteKind.PREMISES: (
        (
            "plan",
            ("premises_kind", "segments", "category_min", "category_max", "max_height_m"),
        ),
        ("supply", ("available_from", "sale_price_eur_m2", "reuse_class", "locality")),
    ),
}
_NOT_APPLICABLE: Final = frozenset({"status_until", "issue_category_max"})
"""What stands only where it was stated: of the highest category of a park its main number is asked."""
_PUBLIC_ONLY: Final = {"allocation_procedure", "allocation_published_on", "allocation_link"}


def fact_tables(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> tuple[Table, ...]:
    """Two tables that stand side by side."""
    language = words.language
    columns = (
        Column(language.text("doc.facts.item"), 1.15),
        Column(language.text("doc.facts.value"), 1),
        Column(language.text("doc.facts.source"), 10, right=True),
    )
    tables = []
    for group, attribute_ids in _GROUPS[subject.site.kind]:
        rows = [
            _row(subject, attribute_id, words, sources)
            for attribute_id in _beside_head(subject.site, attribute_ids)
            if not does_not_apply(subject, attribute_id)
        ]
        title = language.text(f"doc.facts.{group}.{subject.site.kind.value}")
        tables.append(Table(title, columns, tuple(rows)))
    return tuple(tables)


def shown_facts(site: Site) -> tuple[str, ...]:
    """Return the attributes of the tables of facts of a site, in their order."""
    return tuple(each for _, group in _GROUPS[site.kind] for each in _beside_head(site, group))


def fact_label(site: Site, attribute_id: str) -> str:
    """Return the text that names a fact: with the word of Dutch law where the sheet first uses it."""
    if site.kind is SiteKind.PARK or attribute_id not in _CATEGORIES:
        return f"attribute.{attribute_id}"
    is_first = site.kind is SiteKind.PREMISES and attribute_id == _CATEGORIES[0]
    return f"doc.fact.{attribute_id}{'.first' if is_first else ''}"


def _beside_head(site: Site, attribute_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return a group with what gave way at the head instead of what stands there in its place."""
    gave_way = {stands: absent for absent, stands in in_place_at_head(site).items()}
    return tuple(gave_way.get(each, each) for each in attribute_ids)


def does_not_apply(subject: FactsheetSubject, attribute_id: str) -> bool:
    """Tell whether a fact is absent and does not apply.

    No term, no allocation by a private seller, no lowest category where no land is left to issue, no price
    or day of a plot that is sold, no organisation where there is no park management; and that there is
    management is not asked where its organisation is known.
    """
    site = subject.site
    if site.value(attribute_id) is not None:
        return False
    if attribute_id == "issue_category_min":
        return site.value("available_now_ha") == 0 and site.value("available_later_ha") == 0
    if attribute_id == "park_management_organisation":
        return site.value("park_management") is False and not stated_manager(subject)
    if attribute_id == "park_management":
        return bool(stated_manager(subject))
    if attribute_id in GONE_WITH_SALE and is_sold(site):
        return True
    absent = _NOT_APPLICABLE | (_PUBLIC_ONLY if site.value("seller") == Seller.PRIVATE.value else set())
    return attribute_id in absent


def _row(
    subject: FactsheetSubject, attribute_id: str, words: ValueWords, sources: SourceNumbers
) -> tuple[Cell, ...]:
    found = going_value(subject.site, subject.park, attribute_id)
    language = words.language
    label = cell(language.text(fact_label(subject.site, attribute_id)))
    managers = stated_manager(subject) if attribute_id == "park_management_organisation" else ()
    if managers and not found.known:
        numbers = dict.fromkeys(str(sources.number(each.source, each.as_of)) for each in managers)
        named = "; ".join(dict.fromkeys(str(each.value) for each in managers))
        return label, cell(named), cell(", ".join(numbers), style="quiet")
    said = going_words(found, words)
    if found.attribute_id in found.speaker.conflicts and not said.mark:
        said = Words(said.text, Mark.CONFLICTING, said.style)
    lines = (said, *of_park(found, language), *_of_free_plots(subject, found, language))
    return label, Cell(lines), cell(source_numbers(found, sources), style="quiet")


def _of_free_plots(subject: FactsheetSubject, found: GoingValue, language: Language) -> tuple[Words, ...]:
    """Return the line that tells of a park without a day to look at the status of its free plots."""
    asks_park = subject.site.kind is SiteKind.PARK and found.attribute_id == "available_from"
    if not asks_park or found.known or not on_offer(subject.plots):
        return ()
    return (Words(language.text("doc.value.plots_by_status"), "", "quiet"),)


def concerning_claims(subject: FactsheetSubject) -> tuple[RestructuringClaim, ...]:
    """Return what lists say of a park itself, or of an unnamed one in its gemeente."""
    site = subject.site
    named = {site.id, site.municipality_code} if site.kind is SiteKind.PARK else set()
    return tuple(each for each in subject.surroundings.claims if each.subject_id in named)


def claims_table(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> Table | None:
    """Tell what each list says about the PHP; contradicting ones stand side by side."""
    language = words.language
    concerned = concerning_claims(subject)
    if not concerned:
        return None
    columns = (
        Column(language.text("doc.facts.claim_list"), 1),
        Column(language.text("doc.facts.claim_said"), 1),
        Column(language.text("doc.facts.source"), 10, right=True),
    )
    rows = tuple(
        (
            cell(without_line_references(each.list_name)),
            cell(language.text(f"doc.facts.claim.{each.level}", status=without_line_references(each.status))),
            cell(str(sources.number(each.source, each.as_of)), style="quiet"),
        )
        for each in concerned
    )
    return Table(language.text("doc.facts.claim"), columns, rows)
