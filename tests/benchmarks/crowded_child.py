"""The map with 3,744 parks and 100,000 plots at once: what panning and filtering take, measured in the page.

``python -m tests.benchmarks.crowded_child CACHE``: CACHE is the folder of the kept page. Prints JSON:
``far`` and ``near`` the milliseconds between two frames (the median, and the 19th of 20) while a hand drags
the whole province, or the zoom at which plots are drawn, and until the frame that follows its release;
``zoom`` and ``filter`` from the message to the frame that shows it, with plots in sight; ``memory_mb`` of
this process and those of the web engine together, what they share counted once.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from drentsportal.ui.map.scheme import register_scheme
from tests.benchmarks.map_child import NATIONAL_PARKS, PLOTS, made_table, open_map, wait_for

if TYPE_CHECKING:
    from drentsportal.ui.map.map_widget import MapWidget

_MIDDLE: Final = "[52.83, 6.62]"
_FAR_ZOOM, _NEAR_ZOOM = 10, 12.5
_FRAMES: Final = "90"
_FILTERS: Final = "15"
_REST_MS: Final = 1500
_LOOK_EVERY_MS: Final = 250

_DRAG: Final = """
(() => {
  const box = window.drentsMap.map.getContainer();
  const hand = (type, at) => box.dispatchEvent(new MouseEvent(type, {
    bubbles: true, cancelable: true, button: 0, clientX: 600 + at, clientY: 400 + at / 2 }));
  const before = window.drentsMap.map.getCenter();
  const times = [];
  window.measured = null;
  const step = (now) => {
    times.push(now);
    if (times.length <= FRAMES) {
      hand("mousemove", 4 * (times.length < FRAMES / 2 ? times.length : FRAMES - times.length) + 8);
      requestAnimationFrame(step);
      return;
    }
    const begin = performance.now();
    hand("mousemove", 120);
    hand("mouseup", 120);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const frames = times.slice(1).map((each, at) => each - times[at]).sort((a, b) => a - b);
      window.measured = { frames, release: performance.now() - begin,
        moved: window.drentsMap.map.getCenter().distanceTo(before) };
    }));
  };
  hand("mousedown", 0);
  requestAnimationFrame(step);
  return 1;
})()
"""
_FRAME: Final = """
  const frame = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
"""
"""Waits until the page has laid out and painted its next frame."""

_ZOOM: Final = """
(async () => {
  const times = [];
  window.measured = null;
  FRAME
  for (const zoom of [13, 14, 13, 14, 15, 12.5]) {
    await frame();
    const begin = performance.now();
    window.drentsMap.map.setZoom(zoom, { animate: false });
    await frame();
    times.push(performance.now() - begin);
  }
  window.measured = { times };
})()
"""
_FILTER: Final = """
(async () => {
  FRAME
  const ids = [...window.drentsMap.sites.sites.keys()];
  const times = [];
  window.measured = null;
  for (let at = 0; at < FILTERS; at += 1) {
    const begin = performance.now();
    const wanted = ids.filter((_, place) => place % (2 + at % 2) === 0);
    await window.drentsMap.receive({ type: "filter", ids: wanted });
    await frame();
    times.push(performance.now() - begin);
  }
  await window.drentsMap.receive({ type: "filter", ids: null });
  window.measured = { times };
})()
"""


def _rest(least_ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(least_ms, loop.quit)
    loop.exec()


def _told(shown: MapWidget, script: str) -> Any:  # noqa: ANN401 - what the page says
    """Run a script of the page; returns what it measured."""
    page = shown.web.page
    page.runJavaScript(
        script.replace("FRAMES", _FRAMES).replace("FRAME", _FRAME).replace("FILTERS", _FILTERS)
    )
    answers: list[Any] = [None]
    loop = QEventLoop()

    def look() -> None:
        page.runJavaScript("JSON.stringify(window.measured || null)", heard)

    def heard(answer: str) -> None:
        answers[0] = json.loads(answer)
        if answers[0] is not None:
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(_LOOK_EVERY_MS)
    loop.exec()
    return answers[0]


def _dragged(shown: MapWidget, zoom: float) -> dict[str, float]:
    shown.web.page.runJavaScript(f"drentsMap.map.setView({_MIDDLE}, {zoom}, {{animate: false}}); 1")
    _rest(_REST_MS)
    told = _told(shown, _DRAG)
    if not told["moved"]:
        raise RuntimeError(told)
    frames = told["frames"]
    return {"frame": median(frames), "slow": frames[len(frames) * 19 // 20], "release": told["release"]}


def _memory_mb() -> float:
    """Return the proportional share of this process and all that it started."""
    parents = {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(each.parent.name)] = int(each.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    own = {os.getpid()}
    while more := {each for each, parent in parents.items() if parent in own} - own:
        own |= more
    return sum(_share_kb(each) for each in own) / 1024


def _share_kb(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def main() -> None:
    """Measure, and print what came out."""
    register_scheme()
    app = QApplication([])
    shown = open_map(Path(sys.argv[1]))
    shown.set_sites(made_table(NATIONAL_PARKS, PLOTS))
    wait_for(shown.painted, "plots")
    far, near = _dragged(shown, _FAR_ZOOM), _dragged(shown, _NEAR_ZOOM)
    zoom, filtered = (_told(shown, each)["times"] for each in (_ZOOM, _FILTER))
    told = {"far": far, "near": near, "zoom": median(zoom), "filter": median(filtered)}
    told |= {"memory_mb": _memory_mb()}
    sys.stdout.write(json.dumps(told))
    sys.stdout.flush()
    del app
    # What is measured is said; how the web engine ends is not part of it.
    os._exit(0)


if __name__ == "__main__":
    main()
