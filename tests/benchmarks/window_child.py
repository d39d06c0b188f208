"""One start of the whole window in a process of its own, from process start to the pixels of the parks.

``python -m tests.benchmarks.window_child STARTED WORKSPACE [match | follow | excluded | seen]``: STARTED is
when the process was started (seconds since 1970). Prints JSON: ``pixels`` and ``filled`` (cases and sites
stand in their lists) in milliseconds, and ``heavy``, the libraries that were loaded at the pixels and should
not be.
The folders of the user are those of the environment, so the caller gives an empty cache or a filled one.

With ``match`` the first case is opened and matched: ``match`` is the time from asking until list and map show
it, ``halt`` the longest time meanwhile in which the window did nothing else, both in milliseconds.

With ``follow`` the first case is opened and one of its weights is moved by keys, thirty times: ``moves`` are
the times from each key until the list is painted and the pixels of the map are there, ``halt`` as above.

With ``excluded`` the first case is opened and its tab with what fell off for the first time: ``halt`` is as
above until the first rows are painted and the changes that help stand below, ``work`` the longest time of it
that the window's thread worked itself, which says the same on a machine that others use too.

With ``seen`` the window looks for no pixels: who started it sees its screen. It ends once its lists are
filled.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QSlider, QTabBar

from drentsportal.ui import app, frame, opening

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.ui.portal import Portal

_LOOK_EVERY_MS = 40  # looking costs time that the window needs
_LEAST_PIXELS = 200
_REST_MS = 4000
_MOVES = 30
_BETWEEN_MS = 60  # as a hand that goes on moving: less than what counts as rest
_MIDDLE = 40
HEAVY = ("pandas", "geopandas", "folium", "typst", "docx", "xlsxwriter", "pyogrio", "sqlalchemy", "alembic")


class Watched(frame.Frame):
    """The window as it is, looked at until the parks are on it and its lists are filled."""

    opening: opening.Opening
    started: float

    def __init__(self, *parts: Any) -> None:  # noqa: ANN401 - passed on as they are
        """Start as always, and look from then on."""
        super().__init__(*parts)
        self._seen: dict[str, object] = {}
        self._is_seen = sys.argv[3:] == ["seen"]
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_EVERY_MS)

    def _look(self) -> None:
        if "pixels" not in self._seen and not self._is_seen:
            self._look_for_parks()
        portal = self.opening.portal
        if portal is not None and not self.runner.is_busy:
            self._seen.setdefault("filled", self._milliseconds())
            if "pixels" in self._seen or self._is_seen:
                self._timer.stop()
                job = {"match": _Match, "follow": _Follow, "excluded": _Excluded}.get(" ".join(sys.argv[3:]))
                if job is not None:
                    self._job = job(portal, self._seen, self._end)
                else:
                    self._end()

    def _look_for_parks(self) -> None:
        heavy = [name for name in HEAVY if name in sys.modules]
        from drentsportal.figures.map_colours import map_colours  # noqa: PLC0415 - as late as the map has it
        from drentsportal.figures.symbology import Theme  # noqa: PLC0415 - only what this measurement needs
        from tests.ui.pixels import count_colour  # noqa: PLC0415 - only what this measurement needs

        if count_colour(self.map.picture(), map_colours(Theme.LIGHT).site_fill) > _LEAST_PIXELS:
            self._seen |= {"pixels": self._milliseconds(), "heavy": heavy}

    def _milliseconds(self) -> float:
        return 1000 * (time.time() - self.started)

    def _end(self) -> None:
        portal = self.opening.portal
        if portal is not None:
            portal.close()
        sys.stdout.write(json.dumps(self._seen))
        sys.stdout.flush()
        # What is measured is said; how the web engine ends is not part of it.
        os._exit(0)


class _Match:
    """Opens the first case, lets the window come to rest, and matches."""

    def __init__(self, portal: Portal, seen: dict[str, object], end: Callable[[], None]) -> None:
        self._portal = portal
        self._seen = seen
        self._end = end
        self._asked_s = self._halt_s = 0.0
        self._beat = QTimer()
        self._beat.timeout.connect(self._on_beat)
        portal.map.painted.connect(self._on_painted)
        portal.cases.open(portal.services.desk.cases()[0].case.number)
        QTimer.singleShot(_REST_MS, self._ask)

    def _ask(self) -> None:
        if self._portal.runner.is_busy or self._portal.analysis.is_busy:  # what the opening still does
            QTimer.singleShot(_LOOK_EVERY_MS, self._ask)
            return
        self._before = self._portal.session.result
        self._asked_s = self._last_s = time.perf_counter()
        self._beat.start(1)
        self._portal.cases.match()

    def _on_beat(self) -> None:
        now_s = time.perf_counter()
        self._halt_s = max(self._halt_s, now_s - self._last_s)
        self._last_s = now_s

    def _on_painted(self, what: str) -> None:
        if what == "words" and self._asked_s and self._portal.session.result is not self._before:
            self._on_beat()
            took_s = time.perf_counter() - self._asked_s
            self._seen |= {"match": 1000 * took_s, "halt": 1000 * self._halt_s}
            self._end()


class _Follow(QObject):
    """Opens the first case, lets the window come to rest, and moves a weight up and down by keys."""

    def __init__(self, portal: Portal, seen: dict[str, object], end: Callable[[], None]) -> None:
        super().__init__()
        self._portal = portal
        self._seen = seen
        self._end = end
        self._moves: list[float] = []
        self._waits_for: set[str] = set()
        self._parts: dict[str, list[float]] = {"list": [], "map": []}
        self._moved_s = self._last_s = self._halt_s = 0.0
        self._before: MatchResult | None = None
        self._beat = QTimer()
        self._beat.timeout.connect(self._on_beat)
        portal.map.painted.connect(lambda what: self._shown("map") if what == "follow" else None)
        portal.cases.open(portal.services.desk.cases()[0].case.number)
        QTimer.singleShot(_REST_MS, self._begin)

    def _begin(self) -> None:
        window = self._portal.window
        sliders = window.findChildren(QSlider)
        self._slider = next(each for each in sliders if each.objectName().startswith("weight_"))
        self._slider.setFocus()
        self._slider.setValue(_MIDDLE)
        view = window.findChild(QListView, "ranked_list")
        if view is None:
            raise RuntimeError
        self._list = view.viewport()
        self._list.installEventFilter(self)
        QTimer.singleShot(_REST_MS, self._start)

    def _start(self) -> None:
        self._last_s = time.perf_counter()
        self._beat.start(1)
        self._move()

    def _move(self) -> None:
        self._before = self._portal.session.result
        up = len(self._moves) % 2
        self._waits_for = {"list", "map"}
        self._moved_s = time.perf_counter()
        QTest.keyClick(self._slider, Qt.Key.Key_PageUp if up else Qt.Key.Key_PageDown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """See when the list is painted with the new order."""
        if event.type() is QEvent.Type.Paint and self._portal.session.result is not self._before:
            QTimer.singleShot(0, lambda: self._shown("list"))
        return super().eventFilter(watched, event)

    def _shown(self, what: str) -> None:
        if what not in self._waits_for:
            return
        self._waits_for.discard(what)
        self._parts[what].append(1000 * (time.perf_counter() - self._moved_s))
        if self._waits_for:
            return
        self._moves.append(1000 * (time.perf_counter() - self._moved_s))
        if len(self._moves) < _MOVES:
            QTimer.singleShot(_BETWEEN_MS, self._move)
            return
        self._on_beat()
        self._beat.stop()
        self._seen |= {"moves": self._moves, "halt": 1000 * self._halt_s, **self._parts}
        self._end()

    def _on_beat(self) -> None:
        now_s = time.perf_counter()
        self._halt_s = max(self._halt_s, now_s - self._last_s)
        self._last_s = now_s


class _Excluded:
    """Opens the first case, lets the window come to rest, and clicks on what fell off."""

    def __init__(self, portal: Portal, seen: dict[str, object], end: Callable[[], None]) -> None:
        self._portal = portal
        self._seen = seen
        self._end = end
        self._halt_s = self._last_s = self._work_s = self._worked_s = 0.0
        self._beat = QTimer()
        self._beat.timeout.connect(self._on_beat)
        portal.cases.open(portal.services.desk.cases()[0].case.number)
        QTimer.singleShot(_REST_MS, self._ask)

    def _ask(self) -> None:
        if self._portal.runner.is_busy or self._portal.analysis.is_busy:  # what the opening still does
            QTimer.singleShot(_LOOK_EVERY_MS, self._ask)
            return
        bar = next(each for each in self._portal.panels.results.findChildren(QTabBar) if each.count() > 1)
        self._last_s, self._worked_s = time.perf_counter(), time.thread_time()
        self._beat.start(1)
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
        QTimer.singleShot(_REST_MS, self._tell)

    def _on_beat(self) -> None:
        now_s, worked_s = time.perf_counter(), time.thread_time()
        self._halt_s = max(self._halt_s, now_s - self._last_s)
        self._work_s = max(self._work_s, worked_s - self._worked_s)
        self._last_s, self._worked_s = now_s, worked_s

    def _tell(self) -> None:
        self._on_beat()
        self._seen |= {"halt": 1000 * self._halt_s, "work": 1000 * self._work_s}
        self._end()


class _Opening(opening.Opening):
    def __init__(self, watched: Watched, *parts: Any) -> None:  # noqa: ANN401 - passed on as they are
        super().__init__(watched, *parts)
        watched.opening = self

    def _on_fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        # A box that tells of it would be measured as part of the window.
        sys.__excepthook__(kind, error, trace)
        os._exit(1)


def main() -> None:
    """Start the window as its command does."""
    Watched.started = float(sys.argv[1])
    for name, watched in (("Frame", Watched), ("Opening", _Opening)):
        setattr(app, name, watched)
    sys.exit(app.main(["drentsportal", sys.argv[2]]))


if __name__ == "__main__":
    main()
