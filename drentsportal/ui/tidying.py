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
_YOUNGEST: Final = 0
_MIDDLE: Final = 1
_OLDEST: Final = 2
_MOST_AT_ONCE: Final = 30_000
"""More young objects than these are not looked at one by one: that would be a halt anybody sees."""

_FULL_AFTER_S: Final = 60.0
_SHARE: Final = 200
"""Looking through everything takes at most this part of the time."""


class Tidying(QObject):
    """Lets the collector of Python work each second, on the thread of the window, as much as it has to."""

    def __init__(self, parent: QObject) -> None:
        """Begin; from now on no other thread collects."""
        super().__init__(parent)
        gc.disable()
        self._has_passed_on = False
        self._full_from = time.monotonic() + _FULL_AFTER_S
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()

    def tidy(self) -> None:
        """Look at what is young and has reached its limit; at everything only now and then."""
        counts, limits = gc.get_count(), gc.get_threshold()
        is_oldest_due = counts[_OLDEST] > limits[_OLDEST]
        if (is_oldest_due or self._has_passed_on) and self._may_look_through_all():
            self._look_through_all()
        elif is_oldest_due or counts[_MIDDLE] > limits[_MIDDLE]:
            self._look_at(_MIDDLE)
        elif counts[_YOUNGEST] > limits[_YOUNGEST]:
            self._look_at(_YOUNGEST)

    def _look_at(self, generation: int) -> None:
        """Collect a generation and what is younger; where they are too many, they count as old at once."""
        # What the collector counts is made less destroyed, which may be far less than what it looks at.
        if sum(len(gc.get_objects(each)) for each in range(generation + 1)) <= _MOST_AT_ONCE:
            gc.collect(generation)
            return
        # Looks at no object. What a worker made is mostly data that stays; the rest waits for the next
        # look at everything.
        gc.freeze()
        gc.unfreeze()
        self._has_passed_on = True

    def _may_look_through_all(self) -> bool:
        """Tell whether nobody drags, for whom that would be a halt, and enough time has passed."""
        is_free = not QApplication.mouseButtons().value
        return is_free and time.monotonic() >= self._full_from

    def _look_through_all(self) -> None:
        begun = time.monotonic()
        gc.collect()
        ended = time.monotonic()
        self._has_passed_on = False
        self._full_from = ended + max(_FULL_AFTER_S, _SHARE * (ended - begun))
