"""What the map is fed with: ground, sites, results and the present location."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from drentsportal.mapview.result import MapResult, map_result
from drentsportal.ui.background import ServiceCall

if TYPE_CHECKING:
    from drentsportal.domain.case import Case
    from drentsportal.domain.matching import MatchResult
    from drentsportal.domain.site import Landmark, Municipality
    from drentsportal.domain.site_table import SiteTable
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.map.map_widget import MapWidget
    from drentsportal.ui.session import Session

RANKED_ON_MAP: Final = 25
"""Candidates that get a badge and a reason; the rest is coloured without words."""


class MapFeed:
    """Keeps the map in step with the workspace and the session."""

    def __init__(self, map_widget: MapWidget, session: Session, runner: ServiceRunner) -> None:
        """Keep the parts; ``load_base`` draws for the first time."""
        self._map = map_widget
        self._session = session
        self._services = session.services
        self._runner = runner

    def load_base(self) -> None:
        """Draw the ground and the sites of the newest data version."""
        catalogue = self._services.catalogue

        def work(
            _: CallProgress,
        ) -> tuple[tuple[Municipality, ...], tuple[Landmark, ...], SiteTable]:
            return catalogue.municipalities(), catalogue.landmarks(), catalogue.site_table()

        self._runner.run(ServiceCall("ui.busy.map", work, self._on_base))

    def show_result(self, result: MatchResult | None) -> None:
        """Colour the sites by a match; ``None`` takes the colours away."""
        if result is None:
            self._map.show_result(MapResult())
            return
        say = self._services.language.text
        self._map.show_result(
            map_result(
                [result.card(position) for position in range(result.qualifier_count)],
                [result.rejection(position) for position in range(result.rejection_count)],
                say,
                lambda score: say("ui.ranking.points", point=score),
            )
        )

    def show_origin(self, case: Case | None) -> None:
        """Draw the rings around the present location of the open case, or take them away."""
        origin = case.request.origin if case is not None else None
        if origin is None:
            self._map.clear_rings()
        else:
            self._map.set_rings(origin.x_rd, origin.y_rd, origin.label)

    def export_html(self, path: str) -> None:
        """Write the map as one file that opens without a network."""
        self._services.map_export.write(Path(path), self._session.result)

    def _on_base(self, loaded: tuple[tuple[Municipality, ...], tuple[Landmark, ...], SiteTable]) -> None:
        municipalities, landmarks, table = loaded
        self._map.set_base(municipalities, landmarks)
        self._map.set_sites(table)
