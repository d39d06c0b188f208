"""The first start: a workspace without data says what to do, in the map, the table and the list of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.ui.widgets.start_card import StartCard

if TYPE_CHECKING:
    from drentsportal.ui.models.site_rows import SiteRow
    from drentsportal.ui.portal import Portal


class FirstStart(QObject):
    """Shows the start card over the map for as long as there are no sites."""

    def __init__(self, portal: Portal) -> None:
        """Put the card over the map of a window."""
        super().__init__(portal.window)
        self._panels = portal.panels
        self.card = StartCard(portal.map, portal.services.language)
        self.card.import_asked.connect(portal.sites.import_file)
        self.card.samples_asked.connect(portal.sites.load_samples)
        portal.sites.rows_loaded.connect(self._on_rows)

    def _on_rows(self, rows: tuple[SiteRow, ...]) -> None:
        self.card.show_when(is_empty=not rows)
        self._panels.case_list.tell_without_sites(is_empty=not rows)
