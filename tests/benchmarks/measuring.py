"""How a benchmark measures and what it reports."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a job, its median time, and the floor or peer that it is compared with.

    Times are in milliseconds. ``floor`` says what the floor is, empty where the goal is a time of its own.
    ``most_ms`` and ``most_ratio`` are the goal in figures; without either there is nothing to meet.
    """

    job: str
    median_ms: float
    goal: str
    floor: str = ""
    floor_ms: float | None = None
    most_ms: float | None = None
    most_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor the job takes."""
        return None if self.floor_ms is None else self.median_ms / self.floor_ms

    @property
    def is_met(self) -> bool | None:
        """Whether the goal was met in this run; ``None`` where there is none in figures."""
        if self.most_ms is None and self.most_ratio is None:
            return None
        in_time = self.most_ms is None or self.median_ms <= self.most_ms
        ratio = self.ratio
        return in_time and (self.most_ratio is None or ratio is None or ratio <= self.most_ratio)


def median_ms(job: Callable[[], object], *, runs: int = 7) -> float:
    """Run a job once to warm up, then ``runs`` times, and return the median in milliseconds."""
    job()
    return statistics.median(one_ms(job) for _ in range(runs))


def median_processor_ms(job: Callable[[], object], *, runs: int = 3) -> float:
    """Return the median as ``median_ms``, of processor time."""
    job()
    return statistics.median(processor_ms(job) for _ in range(runs))


def processor_ms(job: Callable[[], object]) -> float:
    """Run a job once; returns the milliseconds of processor time of this process.

    It tells more than the clock does where others are at work, of a job that waits for nothing.
    """
    start = time.process_time()
    job()
    return (time.process_time() - start) * 1000


def one_ms(job: Callable[[], object]) -> float:
    """Run a job once; returns milliseconds."""
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1000
