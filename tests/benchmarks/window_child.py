"""One start of the whole window in a process of its own, from process start to the pixels of the parks.

``python -m tests.benchmarks.window_child STARTED WORKSPACE``: STARTED is when the process was started
(seconds since 1970). Prints JSON: ``pixels`` and ``filled`` (cases and sites stand in their lists) in
milliseconds, and ``heavy``, the libraries that were loaded at the pixels and should not be. The folders of
the user are those of the environment, so the caller gives an empty cache or a filled one.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

from PySide6.QtCore import QTimer

from drentsportal.ui import app, frame, opening

_LOOK_EVERY_MS = 40  # looking costs time that the window needs
_LEAST_PIXELS = 200
HEAVY = ("pandas", "geopandas", "folium", "typst", "docx", "xlsxwriter", "pyogrio", "sqlalchemy", "alembic")


class Watched(frame.Frame):
    """The window as it is, looked at until the parks are on it and its lists are filled."""

    opening: opening.Opening
    started: float

    def __init__(self, *parts: Any) -> None:  # noqa: ANN401 - passed on as they are
        """Start as always, and look from then on."""
        super().__init__(*parts)
        self._seen: dict[str, object] = {}
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_EVERY_MS)

    def _look(self) -> None:
        if "pixels" not in self._seen:
            self._look_for_parks()
        portal = self.opening.portal
        if portal is not None and not self.runner.is_busy:
            self._seen.setdefault("filled", self._milliseconds())
            if "pixels" in self._seen:
                self._end()

    def _look_for_parks(self) -> None:
        heavy = [name for name in HEAVY if name in sys.modules]
        from drentsportal.figures.map_colours import map_colours  # noqa: PLC0415 - as late as the map has it
        from drentsportal.figures.symbology import Theme  # noqa: PLC0415
        from tests.ui.pixels import count_colour  # noqa: PLC0415

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


class _Opening(opening.Opening):
    def __init__(self, watched: Watched, *parts: Any) -> None:  # noqa: ANN401 - passed on as they are
        super().__init__(watched, *parts)
        watched.opening = self


def main() -> None:
    """Start the window as its command does."""
    Watched.started = float(sys.argv[1])
    for name, watched in (("Frame", Watched), ("Opening", _Opening)):
        setattr(app, name, watched)
    sys.exit(app.main(["drentsportal", sys.argv[2]]))


if __name__ == "__main__":
    main()
