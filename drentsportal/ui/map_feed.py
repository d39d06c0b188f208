"""What the map is fed with: ground, sites, results and the present location."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from drentsportal.mapview.following import WordsShown, followed, words_of
from drentsportal.mapview.prepared import PreparedLayers, prepare_ground, prepare_sites
from drentsportal.mapview.result import MapResult, map_result
from drentsportal.ui.background import ServiceCall

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Origin
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.mapview.around import SiteMarks
    from drentsportal.mapview.rings import StretchedLimit
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.map.map_widget import MapWidget
    from drentsportal.ui.session import Session, Trial

_LOST_MS: Final = 500
_DISTANCE: Final = "present_distance"

WORDED_ON_MAP: Final = 200
"""Candidates and rejections that say their first reason on the map; the rest is coloured without it."""

_MANY: Final = 1000
_WORDED_OF_MANY: Final = 60
"""Of so many candidates fewer are worded: putting them in words would hold up a hand that goes on moving."""


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
        self._told: MatchResult | None = None
        self._worded: tuple[MatchResult, WordsShown] | None = None
        self._ringed: tuple[Origin, float | None, StretchedLimit | None] | None = None
        self._is_drawing = self._waits = False
        self._lost = QTimer(map_widget)
        self._lost.setSingleShot(True)
        # A page that is not shown, or was started anew, never says that it drew.
        self._lost.setInterval(_LOST_MS)
        self._lost.timeout.connect(self._on_drawn)
        map_widget.painted.connect(self._on_painted)

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

    def follow(self, result: MatchResult) -> None:
        """Colour the sites by a match at once; while the page draws one, only the newest one waits."""
        if result is self._coloured:
            return
        self._coloured = result
        if self._is_drawing:
            self._waits = True
            return
        self._send(result)

    def _send(self, result: MatchResult) -> None:
        self._is_drawing, self._waits = True, False
        self._lost.start()
        self._map.follow(followed(result.map_columns, ""))

    def _on_painted(self, what: str) -> None:
        if what == "follow":
            self._on_drawn()

    def _on_drawn(self) -> None:
        """Send what waited: the newest, or the words that were asked for meanwhile."""
        self._lost.stop()
        self._is_drawing = False
        if self._waits and self._coloured is not None:
            self._send(self._coloured)
        elif self._worded is not None:
            words, self._worded = self._worded, None
            self._show_words(*words)

    def show_result(self, result: MatchResult | None) -> None:
        """Colour the sites by a match, worded by the worker; ``None`` takes the colours away."""
        if result is None:
            self._coloured = self._told = None
            self._waits = False
            self._map.show_result(MapResult())
            return
        self.follow(result)
        if result is self._told:
            return
        self._told = result
        # Two threads at once make each other wait: the window paints what it shows already first.
        self._runner.soon(lambda: self._word(result))

    def _word(self, result: MatchResult) -> None:
        work = ServiceCall(
            "ui.busy.map", lambda _: self._in_words(result), lambda words: self._show_words(result, words)
        )
        self._runner.run(work)

    def _show_words(self, result: MatchResult, words: WordsShown) -> None:
        """Show words only over the match that they belong to, and once that is drawn."""
        if result is not self._coloured:
            return
        if self._is_drawing:
            self._worded = (result, words)
        else:
            self._map.show_words(words)

    def _in_words(self, result: MatchResult) -> WordsShown:
        """Word the first candidates and rejections; of the rest, which may be thousands, only the score."""
        say = self._services.language.text
        most = _WORDED_OF_MANY if result.candidate_count > _MANY else WORDED_ON_MAP
        worded = map_result(
            [result.card(position) for position in range(min(most, result.qualifier_count))],
            [result.rejection(position) for position in range(min(most, result.rejection_count))],
            say,
            lambda score: say("ui.ranking.points", point=score),
        )
        return words_of(result.map_columns, worded.candidates, worded.rejections)

    def show_origin(self, case: Case | None) -> None:
        """Draw the rings around the present location of the open case, or take them away.

        A distance on trial is an amber ring.
        """
        origin = case.request.origin if case is not None else None
        if case is None or origin is None:
            if self._ringed is not None:
                self._ringed = None
                self._map.clear_rings()
            return
        from drentsportal.mapview.rings import stretched_limit  # noqa: PLC0415 - brings pyproj

        ringed = (origin, _tried_distance(case, self._session.trial), stretched_limit(case.request))
        if ringed != self._ringed:
            self._ringed = ringed
            self._map.set_rings(origin.x_rd, origin.y_rd, origin.label, *ringed[1:])

    def export_html(self, path: str) -> None:
        """Write the map as one file that opens without a network."""
        number = self._session.case.number if self._session.case else ""
        self._services.map_export.write(
            Path(path), self._session.outcome, self._session.selected_site_id, number
        )

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


def _tried_distance(case: Case, trial: Trial | None) -> float | None:
    """Return the distance from the present location that is tried, in m."""
    if trial is None:
        return None
    tried = trial.request.requirement(_DISTANCE)
    if tried is None or tried == case.request.requirement(_DISTANCE) or not isinstance(tried.limit, int):
        return None
    return float(tried.limit)
