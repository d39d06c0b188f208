"""Choosing sites by an area on the map: the list selects them, the map marks them, the count is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from drentsportal.mapview.area import AreaAsked, AreaMarked, AreaSites, sites_in_area
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.messages import tell

if TYPE_CHECKING:
    from drentsportal.mapview.area import AreaChosen
    from drentsportal.ui.portal import Portal

_ACTION_OF: Final = {"box": "box", "lasso": "lasso", "view": "in_view"}


class AreaScreen(QObject):
    """Follows what is drawn on the map and what is selected in the table of sites."""

    def __init__(self, portal: Portal) -> None:
        """Follow a window."""
        super().__init__(portal.window)
        self._portal = portal
        self._say = portal.services.language.text
        self._asked: AreaChosen | None = None
        portal.map.area_chosen.connect(self._on_area)
        portal.panels.site_table.sites_picked.connect(self._mark)

    def ask(self, mode: str) -> None:
        """Let a person draw a ``box`` or a ``lasso``, or take what is in ``view``, where a map is seen."""
        portal = self._portal
        if not portal.map.isVisible():
            tell(
                portal.window, self._say(f"ui.action.select_{_ACTION_OF[mode]}"), self._say("ui.area.no_map")
            )
            return
        portal.map.setFocus()
        portal.map.choose_area(AreaAsked(mode))

    def _on_area(self, area: AreaChosen) -> None:
        self._asked = area
        catalogue = self._portal.services.catalogue

        def done(found: AreaSites) -> None:
            # Of two areas drawn shortly after each other the later one counts.
            if self._asked is area:
                self._show(area, found)

        call = ServiceCall("ui.busy.map", lambda _: sites_in_area(catalogue.site_table(), area), done)
        self._portal.runner.run(call)

    def _show(self, area: AreaChosen, found: AreaSites) -> None:
        words = self._words(found) if area.ring else ""
        self._portal.panels.site_table.pick((*found.parks, *found.premises))
        self._portal.map.mark_area(AreaMarked([*found.parks, *found.premises], list(found.plots), words))
        self._portal.window.status.tell(words)

    def _mark(self, site_ids: tuple[str, ...]) -> None:
        """Mark what the table has selected, where that is several."""
        self._portal.map.mark_area(AreaMarked(list(site_ids)))

    def _words(self, found: AreaSites) -> str:
        parks, premises = len(found.parks), len(found.premises)
        if not parks and not premises and not found.plots:
            return self._say("ui.area.none")
        words = self._say("ui.area.found", count=parks + premises, parks=parks, premises=premises)
        if found.plots:
            words = self._say("ui.area.found_plots", found=words, plots=len(found.plots))
        fitting = self._fitting(found)
        return words if fitting is None else self._say("ui.area.found_fitting", found=words, count=fitting)

    def _fitting(self, found: AreaSites) -> int | None:
        """Count those that fit what is asked; ``None`` where no match is shown."""
        result = self._portal.session.result
        if result is None or self._portal.window.mode != "case":
            return None
        columns = result.map_columns
        ranked = {each for each, rank in zip(columns.candidate_ids, columns.ranks, strict=True) if rank}
        return len(ranked & {*found.parks, *found.premises})
