"""Connects everything about sites in one window: list, table, card and map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.language.segment_words import segment_names

if TYPE_CHECKING:
    from drentsportal.ui.models.site_rows import SiteRow
    from drentsportal.ui.portal import Portal


class SiteLinks(QObject):
    """The wiring of sites in one window."""

    def __init__(self, portal: Portal) -> None:
        """Connect panels, map and session."""
        super().__init__(portal.window)
        self._portal = portal
        panels, sites, session = portal.panels, portal.sites, portal.session
        portal.map.site_selected.connect(self._on_map_selected)
        sites.rows_loaded.connect(self._on_rows_loaded)
        sites.plots_named.connect(panels.results.ranking.name_plots)
        sites.card_loaded.connect(panels.site_card.show_site)
        panels.site_list.filter_changed.connect(portal.map.set_filter)
        panels.site_list.filter_changed.connect(panels.site_table.show_only)
        panels.site_list.site_selected.connect(session.select_site)
        panels.site_list.bidbook_asked.connect(portal.bidbooks.ask)
        panels.site_table.site_selected.connect(session.select_site)
        panels.site_table.site_opened.connect(self._on_site_opened)
        panels.site_table.import_asked.connect(sites.import_file)
        panels.site_table.clear_asked.connect(panels.site_list.clear_filters)
        panels.site_card.plot_selected.connect(session.select_site)
        panels.site_card.factsheet_asked.connect(lambda site_id: portal.documents.make_factsheets([site_id]))
        session.site_selected.connect(panels.site_table.select)
        session.site_selected.connect(self._on_site_selected)

    def show_version(self) -> None:
        """Say which workspace and which version of its data is shown."""
        portal, workspace = self._portal, self._portal.services.workspace
        version = portal.services.catalogue.data_version()
        portal.window.status.show_workspace(workspace.label, version, is_protected=workspace.is_protected)
        portal.tell_title()
        portal.refresh_conditions()

    def _on_rows_loaded(self, rows: tuple[SiteRow, ...]) -> None:
        portal = self._portal
        segments = segment_names(portal.services.reference.segments(), portal.services.language)
        portal.panels.site_list.show_sites(rows, segments)
        portal.panels.site_table.show_sites(rows, segments)
        portal.refresh_conditions()

    def _on_map_selected(self, site_id: str) -> None:
        """Select what was clicked; in a case a plot stands for its park, which is the candidate."""
        portal = self._portal
        result = portal.session.result
        candidates = () if result is None else result.map_columns.candidate_ids
        if portal.window.mode == "case" and candidates and site_id not in candidates:
            park_id = portal.services.catalogue.site(site_id).value("park_id")
            site_id = park_id if isinstance(park_id, str) else site_id
        self._on_site_opened(site_id)

    def _on_site_opened(self, site_id: str) -> None:
        """Select a site and show its panel, also where it was selected and the panel closed."""
        self._portal.session.select_site(site_id)
        self._portal.window.reveal_right()

    def _on_site_selected(self, site_id: str) -> None:
        portal = self._portal
        portal.refresh_conditions()
        if not site_id:
            portal.panels.site_card.show_nothing()
            return
        # What is known of the site stands there: its card, or its place in the result.
        portal.window.reveal_right()
        if portal.window.mode == "sites":
            portal.sites.show_card(site_id)
