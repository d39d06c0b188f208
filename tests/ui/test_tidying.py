"""What refers to itself is collected on the window's thread, whichever thread makes objects meanwhile."""

from __future__ import annotations

import gc
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from drentsportal.ui.tidying import Tidying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


class Looped:
    """Refers to itself, and notes on which thread it ends."""

    def __init__(self, ended_on: list[int]) -> None:
        """Keep where to note."""
        self.own = self
        self.ended_on = ended_on

    def __del__(self) -> None:
        """Note the thread."""
        self.ended_on.append(threading.get_ident())


@pytest.fixture
def tidying(qapp: QApplication) -> Iterator[Tidying]:
    """Begin with the collector at work, as Python starts."""
    gc.enable()
    made = Tidying(qapp)
    yield made
    made.deleteLater()
    gc.disable()


def test_a_worker_collects_nothing(qtbot: QtBot, tidying: Tidying) -> None:
    """However many objects it makes; the window's thread does so within seconds."""
    tidying._full_from = 0.0  # noqa: SLF001 - what so many objects are among is looked at with everything
    ended_on: list[int] = []
    Looped(ended_on)

    def work() -> list[list[int]]:
        return [[each] for each in range(200_000)]

    with ThreadPoolExecutor(max_workers=1) as pool:
        made = pool.submit(work).result()
    assert len(made) == 200_000
    assert ended_on == []
    qtbot.waitUntil(lambda: bool(ended_on), timeout=10_000)
    assert ended_on == [threading.get_ident()]


def test_everything_is_looked_through_only_now_and_then(
    tidying: Tidying, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a minute, and after 200 times as long as it took; the younger ones meanwhile."""
    looked: list[int] = []
    now = [0.0]

    def collect(generation: int = 2) -> int:
        looked.append(generation)
        now[0] += 2.0 if generation == 2 else 0.0
        return 0

    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 99))
    monkeypatch.setattr(gc, "get_objects", lambda _: [])
    monkeypatch.setattr(gc, "collect", collect)
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    tidying._full_from = 60.0  # noqa: SLF001 - begun on the clock of this test
    tidying.tidy()
    now[0] = 60.0
    tidying.tidy()
    now[0] = 461.0
    tidying.tidy()
    now[0] = 462.0
    tidying.tidy()
    assert looked == [1, 2, 1, 2]
    monkeypatch.setattr(gc, "get_count", lambda: (9_999, 99, 0))
    tidying.tidy()
    monkeypatch.setattr(gc, "get_count", lambda: (9_999, 0, 0))
    tidying.tidy()
    monkeypatch.setattr(gc, "get_count", lambda: (3, 0, 0))
    tidying.tidy()
    assert looked == [1, 2, 1, 2, 1, 0]


def test_what_a_worker_made_in_heaps_is_not_looked_at_one_by_one(
    tidying: Tidying, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts as old at once, which halts nobody, and is looked at with everything else."""
    looked: list[int] = []
    heap = [[each] for each in range(60_000)]

    def collect(generation: int = 2) -> int:
        looked.append(generation)
        return 0

    monkeypatch.setattr(gc, "collect", collect)
    tidying.tidy()
    assert looked == []
    assert len(gc.get_objects(0)) + len(gc.get_objects(1)) < len(heap)
    assert gc.get_freeze_count() == 0
    tidying._full_from = 0.0  # noqa: SLF001 - as after a minute
    tidying.tidy()
    assert looked == [2]
    tidying.tidy()
    assert looked == [2]
