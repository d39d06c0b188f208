"""The window before its workspace is read: map, bars and empty docks, loaded with as little as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal import paths
from drentsportal.mapview.kept_layers import KeptLayers
from drentsportal.ui.background import ServiceRunner
from drentsportal.ui.guide.explanations import explain
from drentsportal.ui.main_window import MainWindow
from drentsportal.ui.map.map_widget import MapWidget

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.mapview.prepared import PreparedLayers
    from drentsportal.ui.theme import Theme
    from drentsportal.ui.worker import Worker


class Frame:
    """Worker, map and window; ``Portal`` fills them with a workspace."""

    def __init__(
        self,
        theme: Theme,
        language: Language,
        workspace_path: Path | None = None,
        worker: Worker | None = None,
    ) -> None:
        """Build them; the page of the map loads from now on.

        The map starts with what was kept of ``workspace_path``; ``None`` keeps and shows nothing. ``worker``
        is that of the other windows on the workspace, ``None`` where there is none.
        """
        self.language = language
        self.runner = ServiceRunner(worker=worker)
        cache_dir = paths.user_cache_dir()
        self.map = MapWidget(language, paths.resources_dir(), cache_dir)
        self.map.set_theme(theme.name)
        explain(language, "map", self.map)
        self.workspace_path = workspace_path
        self._kept = KeptLayers(cache_dir, paths.resources_dir(), language.code)
        self.has_kept_map = self._show_kept()
        self.window = MainWindow(theme, language, self.runner, self.map)

    def keep(self, layers: PreparedLayers | None) -> None:
        """Keep the layers of the workspace, which was just closed, for the next start."""
        if self.workspace_path is not None and layers is not None:
            self._kept.keep(self.workspace_path, layers)

    def _show_kept(self) -> bool:
        layers = None if self.workspace_path is None else self._kept.read(self.workspace_path)
        if layers is None:
            return False
        self.map.set_ground(layers.ground)
        self.map.set_sites(layers.sites)
        return True
