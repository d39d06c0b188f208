"""One worker for several windows: calls in turn, and each window ends only its own."""

from __future__ import annotations

from threading import Event, get_ident
from typing import TYPE_CHECKING

from drentsportal.ui.background import ServiceCall, ServiceRunner
from drentsportal.ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

WAIT_MS = 10_000
WAIT_S = 10


def _call(work: Callable[[], object], done: Callable[[object], None]) -> ServiceCall[object]:
    return ServiceCall("ui.busy.open", lambda _: work(), done)


def test_calls_of_two_windows_take_turns_on_one_thread(qtbot: QtBot) -> None:
    """Each counts as busy with its own only, and it is told who asked after each call."""
    worker = Worker()
    one, two = (ServiceRunner(worker=worker) for _ in range(2))
    told: list[object] = []
    worker.after_call = told.append
    release, threads = Event(), list[object]()
    one.run(_call(lambda: release.wait(WAIT_S), lambda _: None))
    assert one.is_busy
    assert not two.is_busy
    two.run(_call(get_ident, threads.append))
    one.run(_call(get_ident, threads.append))
    release.set()
    qtbot.waitUntil(lambda: len(threads) == 2, timeout=WAIT_MS)
    assert len(set(threads)) == 1
    assert told == [one, two, one]
    one.close()
    two.close()


def test_a_window_that_closes_ends_its_own_calls_and_no_others(qtbot: QtBot) -> None:
    """What waits is not begun, what the other asked for is done; the thread ends with the last one."""
    worker = Worker()
    one, two = (ServiceRunner(worker=worker) for _ in range(2))
    release, begun, done = Event(), list[str](), list[object]()
    two.run(_call(lambda: release.wait(WAIT_S), done.append))
    one.run(_call(lambda: begun.append("one"), done.append))
    two.run(_call(lambda: "two", done.append))
    one.close()
    # Asked again it stays closed, and the worker is not left twice.
    one.close()
    release.set()
    qtbot.waitUntil(lambda: done == [True, "two"], timeout=WAIT_MS)
    assert begun == []
    two.close()
