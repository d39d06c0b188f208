"""Connects the monitor with the rest of the window: its mode, its tab, the status bar and the sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.ui.history_screen import HistoryScreen
from drentsportal.ui.panels.data_history import DataHistoryPanel
from drentsportal.ui.panels.sources_panel import SourcesPanel
from drentsportal.ui.sources_screen import SourcesScreen

if TYPE_CHECKING:
    from drentsportal.ui.portal import Portal

_FIRST: Final = "overview"


class MonitorLinks:
    """The wiring of the monitor in one window."""

    def __init__(self, portal: Portal) -> None:
        """Put the list of pages in the left dock and connect everything."""
        self._portal = portal
        monitor, window = portal.monitor, portal.window
        window.left.add_page("monitor_pages", monitor.pages)
        window.mode_shown.connect(self._on_mode)
        window.status.stale_asked.connect(self._show_ages)
        monitor.page_shown.connect(self._on_page)
        monitor.site_opened.connect(self._open_site)
        monitor.stale_counted.connect(window.status.show_stale)
        monitor.told.connect(window.status.tell)
        portal.theme.changed.connect(monitor.pages.recolour)
        self._add_upkeep()

    def _add_upkeep(self) -> None:
        """Add the pages of remembered sources and of the data history, which change the data themselves."""
        portal = self._portal
        parts = (portal.theme, portal.services.language)
        sources, history = SourcesPanel(*parts), DataHistoryPanel(*parts)
        portal.monitor.add_page("sources", "sources", sources)
        portal.monitor.add_page("history", "history", history)
        self.sources = SourcesScreen(sources, portal.services, portal.runner, portal.theme)
        self.history = HistoryScreen(history, portal.services, portal.runner, portal.theme)
        for screen in (self.sources, self.history):
            screen.data_changed.connect(portal.sites.tell_changed)
        self.sources.told.connect(portal.window.status.tell)
        portal.session.sites_changed.connect(self.reload)

    def reload(self) -> None:
        """Read the page that is on screen again; the other is read when it is opened."""
        if self._portal.window.mode != "monitor":
            return
        page = self._portal.monitor.view.page
        if page == "sources":
            self.sources.load()
        elif page == "history":
            self.history.load()

    def start(self) -> None:
        """Count what is stale, for the status bar; the pages are computed when the monitor is opened."""
        self._portal.monitor.count_stale()

    def _on_mode(self, mode: str) -> None:
        monitor = self._portal.monitor
        if mode != "monitor":
            self._portal.window.drop_tab(monitor.view)
            return
        monitor.pages.recolour()
        page = monitor.view.page or _FIRST
        monitor.show_page(page)
        self._on_page(page)
        monitor.refresh()
        monitor.pages.view.setFocus()

    def _on_page(self, page_id: str) -> None:
        if self._portal.window.mode == "monitor":
            title = self._portal.services.language.text(f"ui.monitor.{page_id}")
            self._portal.window.centre.keep_beside(self._portal.monitor.view, title)
            self.reload()

    def _show_ages(self) -> None:
        self._portal.run_action("show_monitor")
        self._portal.monitor.show_page("ages")

    def _open_site(self, site_id: str) -> None:
        """Show a site with its card and on the map."""
        self._portal.session.select_site(site_id)
        self._portal.run_action("show_sites")
