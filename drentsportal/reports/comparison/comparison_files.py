"""A comparison in the form that was asked: pages, one web page, or a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.reports.comparison.pages import comparison_model
from drentsportal.reports.comparison.sheet import comparison_bytes
from drentsportal.reports.comparison.web_page import web_page_bytes
from drentsportal.services.ports.documents import ComparisonForm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.language import Language
    from drentsportal.reports.typeset.document_theme import DocumentTheme
    from drentsportal.services.compared_sites import ComparisonTable

    Setter = Callable[[Mapping[str, object]], bytes]


def comparison_content(
    table: ComparisonTable, form: ComparisonForm, language: Language, theme: DocumentTheme, pages: Setter
) -> bytes:
    """Return the whole file; ``pages`` sets a model as PDF. Raises ``ReportError``."""
    if form is ComparisonForm.HTML:
        return web_page_bytes(table, language, theme)
    if form is ComparisonForm.XLSX:
        return comparison_bytes(table, language, theme.owner)
    return pages(comparison_model(table, language, theme.look))
