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
        self._portal = portal
        self._panels = portal.panels
        self.card = StartCard(portal.map, portal.services.language)
        self.card.import_asked.connect(portal.sites.import_file)
        self.card.samples_asked.connect(portal.sites.load_samples)
        self.card.connect_asked.connect(self._connect_source)
        self.card.open_asked.connect(lambda: portal.run_action("open_workspace"))
        self.card.new_asked.connect(lambda: portal.run_action("new_workspace"))
        portal.sites.rows_loaded.connect(self._on_rows)

    def _connect_source(self) -> None:
        """Go to the page of remembered sources, and ask for the address of the first."""
        self._portal.run_action("show_monitor")
        self._portal.monitor.show_page("sources")
        self._portal.monitor_links.sources.add()

    def _on_rows(self, rows: tuple[SiteRow, ...]) -> None:
        self.card.show_when(is_empty=not rows)
        self._panels.case_list.tell_without_sites(is_empty=not rows)
