"""Collects what refers to itself on the window's thread alone: parts of a window may be among it.

The collector of Python works on whichever thread makes an object next. Where that is a worker, it would
destroy widgets that Qt still paints, which ends the program without a word.
"""

from __future__ import annotations

import gc
import time
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

_EVERY_MS: Final = 1000
_OLDEST: Final = 2
_FULL_AFTER_S: Final = 60.0
_SHARE: Final = 200
"""Looking through everything takes at most this part of the time."""


class Tidying(QObject):
    """Lets the collector of Python work each second, on the thread of the window, as much as it has to."""

    def __init__(self, parent: QObject) -> None:
        """Begin; from now on no other thread collects."""
        super().__init__(parent)
        gc.disable()
        self._full_from = time.monotonic() + _FULL_AFTER_S
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()

    def tidy(self) -> None:
        """Collect the oldest generation that has reached its limit; everything only now and then."""
        due = [each for each in (2, 1, 0) if gc.get_count()[each] > gc.get_threshold()[each]]
        if due and due[0] == _OLDEST:
            if self._may_look_through_all():
                self._look_through_all()
                return
            due = due[1:] or [1]
        if due:
            gc.collect(due[0])

    def _may_look_through_all(self) -> bool:
        """Tell whether nobody drags, for whom that would be a halt, and enough time has passed."""
        is_free = not QApplication.mouseButtons().value
        return is_free and time.monotonic() >= self._full_from

    def _look_through_all(self) -> None:
        begun = time.monotonic()
        gc.collect()
        ended = time.monotonic()
        self._full_from = ended + max(_FULL_AFTER_S, _SHARE * (ended - begun))
