"""Work off the window's thread: one worker owns the database, results come back to the window's thread."""

from __future__ import annotations

import logging
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from drentsportal.errors import DrentsPortalError
from drentsportal.services.progress import CancelledError
from drentsportal.ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

_log = logging.getLogger(__name__)


class CallProgress:
    """Progress of one call; the worker reports, the window reads and cancels."""

    def __init__(self, runner: ServiceRunner) -> None:
        """Report to ``runner``, whose signal crosses to the window's thread."""
        self._runner = runner
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask the worker to stop at its next step."""
        self._cancelled.set()

    def carry_out(self, work: Callable[[CallProgress], Result]) -> Result:
        """Do the work when its turn comes; raises ``CancelledError`` for what was stopped while it waited."""
        if self._cancelled.is_set():
            raise CancelledError
        return work(self)

    def step(self, done: int, total: int, what: str = "") -> None:
        """Tell how far the work is; raises ``CancelledError`` when the person cancelled."""
        if self._cancelled.is_set():
            raise CancelledError
        self._runner.progressed.emit(done, total, what)


@dataclass(frozen=True, slots=True)
class ServiceCall(Generic[Result]):
    """One use case to run: the work, and what to do with its result, error or cancellation.

    ``title_id`` is the message shown while it runs. ``work`` runs on the worker thread; the others run on
    the window's thread.
    """

    title_id: str
    work: Callable[[CallProgress], Result]
    done: Callable[[Result], None]
    failed: Callable[[BaseException], None] | None = None
    cancelled: Callable[[], None] | None = None


class ServiceRunner(QObject):
    """Runs the service calls of one window one after another, on a worker that other windows may share.

    Signals: ``started(title_id)``, ``progressed(done, total, what)``, ``finished()``, ``failed(error)``.
    """

    started = Signal(str)
    progressed = Signal(int, int, str)
    finished = Signal()
    failed = Signal(object)
    _delivered = Signal(object, object)

    def __init__(self, parent: QObject | None = None, worker: Worker | None = None) -> None:
        """Start without any work; ``worker`` ``None`` makes one of its own."""
        super().__init__(parent)
        self.worker = worker or Worker()
        self.worker.join()
        self._running: list[CallProgress] = []
        self._queued: set[Future[Any]] = set()
        self._is_closed = False
        self._delivered.connect(self._on_delivered, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a call is waiting or running."""
        return bool(self._running)

    def run(self, call: ServiceCall[Any]) -> CallProgress:
        """Queue a call; returns its progress, with which it can be cancelled.

        Once the worker was ended nothing is done any more: who asked has no window that could show it.
        """
        progress = CallProgress(self)
        if self._is_closed:
            return progress
        self._running.append(progress)
        self.started.emit(call.title_id)
        future = self.worker.submit(self, partial(progress.carry_out, call.work))
        self._queued.add(future)
        future.add_done_callback(lambda done: self._delivered.emit((call, progress), done))
        return progress

    def soon(self, then: Callable[[], None]) -> None:
        """Go on in the next turn of the window's thread, after what it has to paint; that counts as busy."""
        progress = CallProgress(self)
        self._running.append(progress)

        def go_on() -> None:
            self._running.remove(progress)
            if not self._is_closed:
                then()

        QTimer.singleShot(0, self, go_on)

    def cancel(self) -> None:
        """Ask whatever runs to stop."""
        for progress in self._running:
            progress.cancel()

    def close(self) -> None:
        """Let the running call end, begin no other and leave the worker; those of other windows go on."""
        if self._is_closed:
            return
        self._is_closed = True
        self.cancel()
        wait([each for each in self._queued if not each.cancel()])
        self.worker.leave()

    def _on_delivered(self, token: tuple[ServiceCall[Any], CallProgress], future: Future[Any]) -> None:
        call, progress = token
        self._queued.discard(future)
        self._running.remove(progress)
        self.finished.emit()
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            # What a call wanted to show has no window any more once the worker was ended.
            if not self._is_closed:
                call.done(future.result())
        elif isinstance(error, CancelledError):
            if call.cancelled is not None:
                call.cancelled()
        else:
            self._tell(call, error)

    def _tell(self, call: ServiceCall[Any], error: BaseException) -> None:
        if not isinstance(error, DrentsPortalError):
            _log.error("unexpected error in %s", call.title_id, exc_info=error)
        if call.failed is not None:
            call.failed(error)
        else:
            self.failed.emit(error)
