"""Answers the page's requests for tiles off the window's thread, and only for the background that is on."""

from __future__ import annotations

import logging
import threading
from queue import LifoQueue
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob

from drentsportal.mapview.background import BackgroundTold, tile_at
from drentsportal.services.ports.background_tiles import Background, TileAnswer

if TYPE_CHECKING:
    from drentsportal.errors import DrentsPortalError
    from drentsportal.language import Language
    from drentsportal.services.ports.background_tiles import BackgroundTiles, TileKey

_LOG = logging.getLogger(__name__)

_HANDS: Final = 4
"""So many tiles are asked for at once: PDOK is everybody's."""

AGAIN_MS: Final = 31_000
"""A little more than what asks the service rests after faults."""


class TileDesk(QObject):
    """Takes jobs of the web engine and answers them later, the newest first: it is what is in view now.

    Signals: ``told(BackgroundTold)`` when the service is reached or not, and when it is worth another try.
    """

    told = Signal(object)
    _found = Signal(int, object)

    def __init__(self, parent: QObject, tiles: BackgroundTiles, language: Language) -> None:
        """Keep what gives tiles; no thread is started before the page asks for one."""
        super().__init__(parent)
        self._tiles = tiles
        self._language = language
        self._background = Background.NONE
        self._number = 0
        self._jobs: dict[int, QWebEngineUrlRequestJob] = {}
        self._fault: DrentsPortalError | None = None
        self._is_failing = False
        self._attempt = 0
        self._waiting: LifoQueue[tuple[int, TileKey | None]] = LifoQueue()
        self._lock = threading.Lock()
        self._is_closed = False
        self._hands: list[threading.Thread] = []
        self._found.connect(self._on_found, Qt.ConnectionType.QueuedConnection)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._try_again)

    @property
    def background(self) -> Background:
        """What is on."""
        return self._background

    def show(self, background: Background) -> None:
        """Answer requests for this background from now on, and for no other."""
        self._background = background
        self._fault, self._is_failing = None, False
        self._again.stop()
        if background is not Background.NONE:
            self._tiles.try_again()

    def speak(self, language: Language) -> None:
        """Say in another language why nothing is reached."""
        self._language = language

    def take(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        """Answer a request of the page when the tile is there; at once with nothing for what is not on."""
        key = tile_at(path)
        if key is None or key.background is not self._background or self._is_closed:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        self._number += 1
        number = self._number
        self._jobs[number] = job
        self._start()
        self._waiting.put((number, key))

    def close(self) -> None:
        """Answer nothing any more; a thread that still waits for the network ends by itself."""
        with self._lock:
            self._is_closed = True
        self._background = Background.NONE
        self._jobs.clear()
        self._again.stop()
        for _ in self._hands:
            self._waiting.put((0, None))

    # --- in the threads -----------------------------------------------------------------

    def _start(self) -> None:
        if not self._hands:
            # Daemons: a program that ends does not wait for a network that does not answer.
            self._hands = [threading.Thread(target=self._work, daemon=True) for _ in range(_HANDS)]
            for each in self._hands:
                each.start()

    def _work(self) -> None:
        while True:
            number, key = self._waiting.get()
            if key is None:
                return
            answer = self._tiles.tile(key) if self._is_wanted(number, key) else TileAnswer()
            with self._lock:
                if self._is_closed:
                    return
                self._found.emit(number, answer)

    def _is_wanted(self, number: int, key: TileKey) -> bool:
        """Whether the page still waits for it, and was not switched to something else."""
        job = self._jobs.get(number)
        return job is not None and shiboken6.isValid(job) and key.background is self._background

    # --- in the window's thread ---------------------------------------------------------

    def _on_found(self, number: int, answer: TileAnswer) -> None:
        job = self._jobs.pop(number, None)
        if job is not None and shiboken6.isValid(job):
            _reply(job, answer)
        if self._background is not Background.NONE:
            self._note(answer)

    def _note(self, answer: TileAnswer) -> None:
        """Tell when the service is not reached, and when all that was asked for came after that."""
        if answer.fault is not None:
            is_new, self._fault, self._is_failing = self._fault is None, answer.fault, True
            if is_new:
                self._tell()
            if not self._again.isActive():
                self._again.start()
        if self._jobs:
            return
        # A tile from the disk says nothing of the service.
        if self._fault is not None and not self._is_failing and answer.is_fetched:
            self._fault = None
            self._again.stop()
            self._tell()
        self._is_failing = False

    def _try_again(self) -> None:
        self._attempt += 1
        self._tell()

    def _tell(self) -> None:
        reason = "" if self._fault is None else self._language.text(self._fault)
        self.told.emit(BackgroundTold(self._fault is None, reason, self._attempt))


def _reply(job: QWebEngineUrlRequestJob, answer: TileAnswer) -> None:
    if not answer.content:
        job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        return
    # The job owns the buffer, so that it lives exactly as long as the answer.
    buffer = QBuffer(job)
    buffer.setData(QByteArray(answer.content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(QByteArray(answer.media_type.encode()), buffer)
