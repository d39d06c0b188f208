"""The facts of a site: value, source and date in every row.

What a key figure at the head already tells with its source is not told again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import LandmarkKind, Seller, SiteKind
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.measured import measured_from
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.site import Landmark, Site
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.documents import FactsheetSubject

_GROUPS: Final[dict[SiteKind, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    SiteKind.PARK: (
        (
            "plan",
            (
                "segments",
                "plan_phase",
                "plan_name",
                "max_height_m",
                "location_type",
                "start_year",
                "reuse_class",
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
                "broadband",
                "web_shop_allowed",
                "external_safety_allowed",
            ),
        ),
    ),
    SiteKind.PLOT: (
        (
            "plan",
            ("segments", "category_min", "category_max", "max_height_m", "available_from"),
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
        ("supply", ("available_from", "reuse_class", "broadband", "locality")),
    ),
}
_NOT_APPLICABLE: Final = {"status_until"}
_PUBLIC_ONLY: Final = {"allocation_procedure", "allocation_published_on", "allocation_link"}


def fact_tables(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> tuple[Table, ...]:
    """Two tables that stand side by side."""
    site, language = subject.site, words.language
    columns = (
        Column(language.text("doc.facts.item"), 1.15),
        Column(language.text("doc.facts.value"), 1),
        Column(language.text("doc.facts.source"), 10, right=True),
    )
    tables = []
    for position, (group, attribute_ids) in enumerate(_GROUPS[site.kind]):
        rows = [
            _row(site, attribute_id, words, sources)
            for attribute_id in attribute_ids
            if not _does_not_apply(site, attribute_id)
        ]
        if position == 0:
            rows.extend(_surrounding_rows(subject, words, sources))
        title = language.text(f"doc.facts.{group}.{site.kind.value}")
        tables.append(Table(title, columns, tuple(rows)))
    return tuple(tables)


def _does_not_apply(site: Site, attribute_id: str) -> bool:
    """Tell whether a fact is absent and does not apply: no term, and no allocation by a private seller."""
    absent = _NOT_APPLICABLE | (_PUBLIC_ONLY if site.value("seller") == Seller.PRIVATE.value else set())
    return attribute_id in absent and site.value(attribute_id) is None


def _row(site: Site, attribute_id: str, words: ValueWords, sources: SourceNumbers) -> tuple[Cell, ...]:
    value = site.attribute(attribute_id)
    said = words.words(attribute_id, value)
    if attribute_id in site.conflicts and not said.mark:
        said = Words(said.text, Mark.CONFLICTING, said.style)
    number = str(sources.number(value.source, value.as_of)) if isinstance(value, Known) else NOT_APPLICABLE
    label = words.language.text(f"attribute.{attribute_id}")
    return cell(label), Cell((said,)), cell(number, style="quiet")


def _surrounding_rows(
    subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers
) -> list[tuple[Cell, ...]]:
    shape = subject.site.geometry_rd or (subject.park.geometry_rd if subject.park else None)
    if shape is None:
        return []
    start = measured_from(
        subject.site if subject.site.geometry_rd is not None else subject.park or subject.site
    )
    rows: list[tuple[Cell, ...]] = []
    for kind in (LandmarkKind.MOTORWAY_JUNCTION, LandmarkKind.HUB):
        near = _nearest(shape, [each for each in subject.surroundings.landmarks if each.kind is kind])
        if near is not None:
            landmark, distance_m = near
            text = words.language.text(
                "doc.facts.distance", name=landmark.name, distance_m=distance_m, start=start
            )
            number = sources.number(landmark.source, landmark.as_of)
            label = words.language.text(f"doc.facts.nearest.{kind.value}")
            rows.append((cell(label), cell(text), cell(str(number), style="quiet")))
    return rows


def _nearest(shape: shapely.Geometry, landmarks: Sequence[Landmark]) -> tuple[Landmark, int] | None:
    if not landmarks:
        return None
    distances = shapely.distance(shape, [each.geometry_rd for each in landmarks])
    position = int(distances.argmin())
    return landmarks[position], round(float(distances[position]))


def claims_table(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> Table | None:
    """Tell what each list says about the PHP; contradicting ones stand side by side."""
    site, language = subject.site, words.language
    concerned = [
        each
        for each in subject.surroundings.claims
        if site.kind is SiteKind.PARK and each.subject_id in {site.id, site.municipality_code}
    ]
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
