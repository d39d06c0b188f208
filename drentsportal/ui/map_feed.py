"""What the map is fed with: ground, sites, results and the present location."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from drentsportal.mapview.prepared import PreparedLayers, prepare_ground, prepare_sites
from drentsportal.mapview.result import MapCandidate, MapRejection, MapResult, map_result
from drentsportal.ui.background import ServiceCall

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.domain.case import Case
    from drentsportal.domain.matching import MapColumns, MatchResult
    from drentsportal.mapview.around import SiteMarks
    from drentsportal.services.ports import SiteCatalogue
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.map.map_widget import MapWidget
    from drentsportal.ui.session import Session

WORDED_ON_MAP: Final = 200
"""Candidates and rejections that say their first reason on the map; the rest is coloured without it."""


class MapFeed:
    """Keeps the map in step with the workspace and the session."""

    def __init__(self, map_widget: MapWidget, session: Session, runner: ServiceRunner) -> None:
        """Keep the parts; ``load_base`` draws for the first time."""
        self._map = map_widget
        self._session = session
        self._services = session.services
        self._runner = runner
        self._drawn: PreparedLayers | None = None
        self._coloured: MatchResult | None = None

    def load_base(self) -> None:
        """Draw the ground and the sites of the newest data version."""
        catalogue, language = self._services.catalogue, self._services.language

        def work(_: CallProgress) -> PreparedLayers:
            table = catalogue.site_table()
            at = table.data_version
            ground = prepare_ground(
                catalogue.municipalities(at), catalogue.landmarks((), at), language, catalogue.plan_zones(at)
            )
            return PreparedLayers(ground, prepare_sites(table, _marks(catalogue, at)), at)

        self._runner.run(ServiceCall("ui.busy.map", work, self._on_base))

    def show_result(self, result: MatchResult | None) -> None:
        """Colour the sites by a match, worded by the worker; ``None`` takes the colours away."""
        if result is self._coloured:
            return
        self._coloured = result
        if result is None:
            self._map.show_result(MapResult())
            return

        def show(worded: MapResult) -> None:
            if self._coloured is result:
                self._map.show_result(worded)

        self._runner.run(ServiceCall("ui.busy.map", lambda _: self._in_words(result), show))

    def _in_words(self, result: MatchResult) -> MapResult:
        """Word the first candidates and rejections; of the rest, which may be thousands, only the class."""
        say = self._services.language.text

        def points(score: int) -> str:
            return say("ui.ranking.points", point=score)

        worded = map_result(
            [result.card(position) for position in range(min(WORDED_ON_MAP, result.qualifier_count))],
            [result.rejection(position) for position in range(min(WORDED_ON_MAP, result.rejection_count))],
            say,
            points,
        )
        columns = result.map_columns
        row_of = {site_id: row for row, site_id in enumerate(columns.candidate_ids)}
        return MapResult(
            worded.candidates
            + tuple(_candidate(columns, row_of[each], points) for each in result.ranking()[WORDED_ON_MAP:]),
            worded.rejections
            + tuple(_rejection(columns, row_of[each]) for each in result.rejected()[WORDED_ON_MAP:]),
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

    def layers_to_keep(self) -> PreparedLayers | None:
        """Tell what a next start may show before it reads the workspace; ``None`` where nothing may.

        Of a protected workspace nothing lies open elsewhere; and the workspace may have moved on meanwhile.
        """
        if self._drawn is None or self._services.workspace.is_protected:
            return None
        is_newest = self._drawn.data_version == self._services.catalogue.data_version()
        return self._drawn if is_newest else None

    def _on_base(self, layers: PreparedLayers) -> None:
        self._drawn = layers
        self._map.set_ground(layers.ground)
        self._map.set_sites(layers.sites)


def _marks(catalogue: SiteCatalogue, version: int) -> SiteMarks:
    from drentsportal.mapview.around import site_marks  # noqa: PLC0415 - loads the geometry libraries

    return site_marks(catalogue, version)


def _candidate(columns: MapColumns, row: int, points: Callable[[int], str]) -> MapCandidate:
    low, point, high = (int(each[row]) for each in (columns.low, columns.point, columns.high))
    return MapCandidate(
        columns.candidate_ids[row],
        int(columns.ranks[row]),
        low,
        point,
        high,
        bool(columns.has_check[row]),
        points(point),
        f"{points(low)}\u2009\u2013\u2009{points(high)}",
    )


def _rejection(columns: MapColumns, row: int) -> MapRejection:
    only = int(columns.only_failing[row])
    return MapRejection(columns.candidate_ids[row], columns.judged_ids[only] if only >= 0 else None)
