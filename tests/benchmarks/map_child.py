"""One measurement of the map in a process of its own, since an application starts only once.

``python -m tests.benchmarks.map_child JOB STARTED CACHE``: JOB is a function below, STARTED when
the process was started (seconds since 1970), CACHE the folder of the kept page. Prints milliseconds as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from drentsportal.ui.map.scheme import register_scheme
from tests.ui.pixels import count_colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QImage

    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.ui.map.map_widget import MapWidget

_SIZE = (1200, 800)
_ROUNDS = 15
NATIONAL_PARKS = 3_744
_PROVINCIAL_PARKS = 120
PLOTS = 100_000
_LEAST_PIXELS = 200
_LOOK_EVERY_MS = 40  # looking costs time that the page needs


def wait_for(signal: SignalInstance, tag: str) -> None:
    """Wait until the page tells that it painted something."""
    loop = QEventLoop()

    def heard(said: str) -> None:
        if said == tag:
            loop.quit()

    signal.connect(heard)
    loop.exec()
    signal.disconnect(heard)


def _pixels_at(picture: Callable[[], QImage], colour: str) -> float:
    """Wait until the colour is on the screen; returns the moment."""
    found: list[float] = []
    loop = QEventLoop()

    def look() -> None:
        if count_colour(picture(), colour) > _LEAST_PIXELS:
            found.append(time.time())
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(_LOOK_EVERY_MS)
    loop.exec()
    timer.stop()
    return found[0]


def made_table(parks: int, plots: int = 0) -> SiteTable:
    """Make as many parks and plots, the same every time."""
    import numpy as np  # noqa: PLC0415 - the bare page does without
    from shapely.geometry import Point, box  # noqa: PLC0415 - only what this measurement needs

    from tests.unit.mapview.site_tables import site_table  # noqa: PLC0415 - only what this measurement needs

    chance = np.random.default_rng(2026)
    x, y = chance.uniform(205_000, 268_000, parks), chance.uniform(518_000, 578_000, parks)
    shapes = [Point(a, b).buffer(400, quad_segs=10) for a, b in zip(x, y, strict=True)]
    made = [
        (f"p{at:05}", shape, {"name": f"Terrein {at}", "plan_phase": "adopted"})
        for at, shape in enumerate(shapes)
    ]
    cells = [(230_000 + 60 * (at % 320), 530_000 + 60 * (at // 320)) for at in range(plots)]
    plot_rows = [
        (f"k{at:06}", box(a, b, a + 50, b + 50), {"name": f"K{at}", "status": "available"})
        for at, (a, b) in enumerate(cells)
    ]
    return site_table(made, plot_rows)


def open_map(cache: Path) -> MapWidget:
    """Show the map as a window has it."""
    from drentsportal.language import Language  # noqa: PLC0415 - only what this measurement needs
    from drentsportal.paths import resources_dir  # noqa: PLC0415 - only what this measurement needs
    from drentsportal.ui.map.map_widget import MapWidget  # noqa: PLC0415 - only what this measurement needs

    made = MapWidget(Language("nl", resources_dir(), cache_dir=cache), resources_dir(), cache)
    made.resize(*_SIZE)
    made.show()
    return made


def bare(started: float, _cache: Path) -> dict[str, float]:
    """Start the web engine with a page of one colour: what no web map can be faster than."""
    from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: PLC0415 - only what this measurement needs

    view = QWebEngineView()
    view.resize(*_SIZE)
    view.setHtml("<body style='background:#6B3E7E'>")
    view.show()
    return {"pixels": 1000 * (_pixels_at(lambda: view.grab().toImage(), "#6B3E7E") - started)}


def start(started: float, cache: Path) -> dict[str, float]:
    """Start the map with 120 parks, from the start of the process to the pixels of the parks."""
    from drentsportal.figures.map_colours import map_colours  # noqa: PLC0415 - only what this measurement needs
    from drentsportal.figures.symbology import Theme  # noqa: PLC0415 - only what this measurement needs

    shown = open_map(cache)
    shown.set_sites(made_table(_PROVINCIAL_PARKS))
    at = _pixels_at(shown.picture, map_colours(Theme.LIGHT).site_fill)
    shown.dispose()
    return {"pixels": 1000 * (at - started)}


def restyle(_started: float, cache: Path) -> dict[str, float]:
    """Recolour 3,744 parks in place, filter them, and load the page anew with the same parks."""
    from drentsportal.mapview.result import MapCandidate, MapRejection, MapResult  # noqa: PLC0415 - only what this measurement needs

    shown = open_map(cache)
    table = made_table(NATIONAL_PARKS)
    shown.set_sites(table)
    wait_for(shown.painted, "plots")
    ids = [str(each) for each in table.parks.ids]

    def result(shift: int) -> MapResult:
        best = [ids[(at * 7 + shift) % len(ids)] for at in range(300)]
        cards = [
            MapCandidate(
                each, at, (90 - at // 5) * 10**8, 0, 0, at % 2 == 0, "70,0", "60 tot 80", "een reden"
            )
            for at, each in enumerate(best, 1)
        ]
        taken = set(best)
        return MapResult(
            tuple(cards),
            tuple(MapRejection(each, "plot_area", "te klein") for each in ids if each not in taken),
        )

    results = [result(0), result(1)]
    jobs: dict[str, tuple[str, Callable[[int], None]]] = {
        "frames": ("select", lambda _: shown.select(None)),
        "result": ("result", lambda at: shown.show_result(results[at % 2])),
        "filter": ("filter", lambda at: shown.set_filter(ids[:: 2 + at % 2])),
    }
    made = {name: _median(shown, tag, job) for name, (tag, job) in jobs.items()}
    made["reload"] = _median(shown, "plots", lambda _: shown.web.load())
    made["folium"] = made["reload"] + _folium_ms(table)
    shown.dispose()
    return made


def _folium_ms(table: SiteTable) -> float:
    """Write the page of the parks with folium, as a map does that cannot change in place."""
    import folium  # noqa: PLC0415 - only for the peer

    from drentsportal.mapview.layers import site_layer  # noqa: PLC0415 - only what this measurement needs
    from tests.benchmarks.measuring import median_ms  # noqa: PLC0415 - only what this measurement needs

    layer = site_layer(table)

    def written() -> None:
        page = folium.Map(location=(52.86, 6.62), tiles=None)
        folium.GeoJson(layer, style_function=lambda _: {"color": "#221E27", "weight": 1}).add_to(page)
        page.get_root().render()

    return median_ms(written, runs=3)


def plots(_started: float, cache: Path) -> dict[str, float]:
    """Put 100,000 plots on the map at the zoom where they show, and zoom."""
    shown = open_map(cache)
    table = made_table(_PROVINCIAL_PARKS)
    shown.set_sites(table)
    wait_for(shown.painted, "plots")
    shown.web.page.runJavaScript("drentsMap.map.setView([52.83, 6.62], 12.5, {animate: false}); 1")
    many = made_table(_PROVINCIAL_PARKS, PLOTS)
    begin = time.time()
    shown.set_sites(many)
    packed = time.time()
    wait_for(shown.painted, "plots")
    painted = time.time()
    times = [_zoom_time(shown, zoom) for zoom in (13, 14, 13, 14, 15)]
    shown.dispose()
    return {
        "pack": 1000 * (packed - begin),
        "paint": 1000 * (painted - packed),
        "zoom": sorted(times)[len(times) // 2],
    }


def _zoom_time(shown: MapWidget, zoom: int) -> float:
    """Zoom at once; returns the milliseconds that the page needed to draw again."""
    answers: list[float] = []
    loop = QEventLoop()

    def answered(value: float) -> None:
        answers.append(value)
        loop.quit()

    shown.web.page.runJavaScript(
        "(() => { const begin = performance.now();"
        f"drentsMap.map.setZoom({zoom}, {{animate: false}});"
        "return performance.now() - begin; })()",
        answered,
    )
    loop.exec()
    return answers[0]


def _median(shown: MapWidget, tag: str, job: Callable[[int], None]) -> float:
    times = []
    for at in range(_ROUNDS if tag != "plots" else 5):
        begin = time.perf_counter()
        job(at)
        wait_for(shown.painted, tag)
        times.append(1000 * (time.perf_counter() - begin))
    return sorted(times)[len(times) // 2]


def main() -> None:
    """Run the job that the command line names and print what it measured."""
    register_scheme()
    app = QApplication([])
    job = {each.__name__: each for each in (bare, start, restyle, plots)}[sys.argv[1]]
    sys.stdout.write(json.dumps(job(float(sys.argv[2]), Path(sys.argv[3]))))
    sys.stdout.flush()
    del app
    # What is measured is said; how the web engine ends is not part of it.
    os._exit(0)


if __name__ == "__main__":
    main()
