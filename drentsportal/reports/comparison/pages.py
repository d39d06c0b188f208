"""A comparison as pages of A4 landscape: its columns share the width that their number leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.figures.symbology import Theme
from drentsportal.reports.comparison.content import DrawnSizes, worded_comparison
from drentsportal.reports.typeset.page_frame import page_frame, title_size

if TYPE_CHECKING:
    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.services.compared_sites import ComparisonTable

_TEXT_MM: Final = 265.0
_LABEL_MM: Final = 46.0
_GAP_MM: Final = 4.0
_WIDEST_STRIP_MM: Final = 64.0
_WIDEST_MAP_MM: Final = 84.0
_MAP_SHARE: Final = 0.66
_TALLEST_MAP_MM: Final = 42.0


def page_sizes(site_count: int) -> DrawnSizes:
    """Return what fits in a column of so many beside each other."""
    column = (_TEXT_MM - _LABEL_MM) / site_count - _GAP_MM
    width = min(column, _WIDEST_MAP_MM)
    return DrawnSizes(min(column, _WIDEST_STRIP_MM), (width, min(width * _MAP_SHARE, _TALLEST_MAP_MM)))


def comparison_model(
    table: ComparisonTable, language: Language, look: Look = Theme.PRINT
) -> dict[str, object]:
    """Everything that the template lays out."""
    worded = worded_comparison(table, language, page_sizes(len(table.sites)), look)
    frame = page_frame(language, "comparison", worded.title, worded.source_names)
    return frame | {
        "footer": comparison_foot(table, language),
        "title_size": title_size(worded.title),
        "context": worded.context,
        "sentence": worded.sentence,
        "label_mm": _LABEL_MM,
        "row_word": language.text("doc.compare.row"),
        "sites": worded.sites,
        "map_note": worded.map_note,
        "no_map": language.text("doc.compare.no_map"),
        "groups": worded.groups,
        "legend": worded.legend,
        "notes": worded.notes,
        "sources": {"title": language.text("doc.sources.title"), "items": worded.sources},
    }


def comparison_foot(table: ComparisonTable, language: Language) -> str:
    """Tell when it was made, of which data and case, and that it is no offer."""
    made_on = table.made_at_utc.astimezone(DUTCH_TIME).date()
    parts = [language.text("doc.footer.made", made_on=made_on)]
    if table.surroundings is not None:
        version = table.surroundings.data_version
        parts.append(language.text("doc.footer.data_version", version=version))
    if table.case_number is not None:
        parts.append(table.case_number)
    parts.append(language.text("doc.footer.no_offer"))
    return " · ".join(parts)
