"""The quality report as rows for the monitor: heat cells, lines per gemeente, sites by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.checks.quality import COUNTED_CODES, rows_by_kind
from drentsportal.domain.checks.quality_completeness import NEEDED_IDS
from drentsportal.domain.vocabulary import MUNICIPALITIES, SiteKind
from drentsportal.ui.widgets.heat_table import HeatCell, HeatRow

if TYPE_CHECKING:
    from drentsportal.domain.checks.quality_completeness import Completeness
    from drentsportal.language import Language
    from drentsportal.services.quality import QualityReport

_EVERY_SITE_HAS = frozenset({"name", "municipality_code"})

TOTAL_KEY = "*"
"""The key of the column in which all needed values of a row are taken together."""


@dataclass(frozen=True, slots=True)
class NamedSite:
    """A site as lists name it, with what is said of it there."""

    id: str
    name: str
    municipality: str
    remark: str = ""


def shown_ids(kind: SiteKind) -> tuple[str, ...]:
    """Return the attributes that have a column: what is needed, without what every site has."""
    return tuple(each for each in NEEDED_IDS[kind] if each not in _EVERY_SITE_HAS)


def part_of(report: QualityReport, kind: SiteKind) -> Completeness:
    """Return the completeness of one kind of site."""
    return next(each for each in report.completeness if each.kind is kind)


def municipality_text(language: Language, code: str) -> str:
    """Return the name of a gemeente; words of their own for sites that name none."""
    return MUNICIPALITIES.get(code) or language.text("ui.quality.no_municipality")


def name_order(code: str) -> tuple[bool, str]:
    """Order gemeenten by name, sites without one last."""
    return not code, MUNICIPALITIES.get(code, code).casefold()


def heat_headings(
    language: Language, kind: SiteKind, ids: tuple[str, ...] = ()
) -> tuple[tuple[str, str], ...]:
    """Return short and full text of each column, the total last; ``ids`` empty means all that is needed."""
    say = language.text
    headings = [(say(f"short.{each}"), say(f"attribute.{each}")) for each in ids or shown_ids(kind)]
    return (*headings, (say("ui.quality.total_short"), say("ui.quality.total")))


def heat_rows(
    report: QualityReport, language: Language, kind: SiteKind, ids: tuple[str, ...] = ()
) -> tuple[HeatRow, ...]:
    """Return a row per gemeente, also without sites; sites without a gemeente only where there are any."""
    part = part_of(report, kind)
    return tuple(
        _heat_row(part, place, ids or shown_ids(kind), language)
        for place, code in sorted(enumerate(COUNTED_CODES), key=lambda each: name_order(each[1]))
        if code or part.sites[place]
    )


def _heat_row(part: Completeness, place: int, ids: tuple[str, ...], language: Language) -> HeatRow:
    code = COUNTED_CODES[place]
    sites = int(part.sites[place])
    name = municipality_text(language, code)
    cells = []
    for attribute_id in ids:
        share = part.share(place, attribute_id)
        known = int(part.known[place, part.attribute_ids.index(attribute_id)])
        spoken = language.text(
            "ui.quality.cell",
            municipality=name,
            attribute=language.text(f"attribute.{attribute_id}"),
            known=known,
            sites=sites,
        )
        cells.append(HeatCell(_percent_text(share, language), spoken, share, (code, attribute_id)))
    total = part.total_share(place)
    text = (
        language.text("ui.quality.none_cell") if total is None else language.value(round(total, 2), "percent")
    )
    spoken = language.text("ui.quality.total_cell", municipality=name, share=text)
    cells.append(HeatCell(text, spoken, total, (code, TOTAL_KEY), is_sum=True))
    return HeatRow(language.text("ui.quality.row", municipality=name, sites=sites), tuple(cells))


def _percent_text(share: float | None, language: Language) -> str:
    """Return a whole percentage without its sign; 100 and 0 only where it is exactly that."""
    if share is None:
        return language.text("ui.quality.none_cell")
    if 0 < share < 1:
        return str(min(99, max(1, round(share * 100))))
    return "100" if share else "0"


def named_sites(report: QualityReport, language: Language, remarks: dict[str, str]) -> tuple[NamedSite, ...]:
    """Return the sites of ``remarks`` (id to what is said of it), by name."""
    found = []
    for rows in rows_by_kind(report.table):
        row_of = {site_id: row for row, site_id in enumerate(rows.ids.tolist())}
        names, codes = rows.columns["name"], rows.columns["municipality_code"]
        for site_id in remarks.keys() & row_of.keys():
            row = row_of[site_id]
            municipality = municipality_text(language, codes.text_at(row) or "")
            found.append(NamedSite(site_id, names.text_at(row) or site_id, municipality, remarks[site_id]))
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def stale_remarks(report: QualityReport, language: Language, place: int | None) -> dict[str, str]:
    """Return per site with stale values how many it has, and which is the oldest."""
    by_site: dict[str, list[tuple[int, str]]] = {}
    for part in report.ages:
        for value in part.stale_values(place):
            by_site.setdefault(value.site_id, []).append((value.age_days, value.attribute_id))
    # Of values that are equally old the first is named, as in the table of the gemeenten.
    oldest = {site_id: max(values, key=lambda value: value[0]) for site_id, values in by_site.items()}
    return {
        site_id: language.text(
            "ui.quality.stale_remark",
            count=len(values),
            attribute=language.text(f"attribute.{oldest[site_id][1]}"),
            years=oldest[site_id][0] / 365.25,
        )
        for site_id, values in by_site.items()
    }
