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
    """One line of the table: a job, its median time, and the floor that it is compared with.

    Times are in milliseconds; ``floor`` says what the floor is, empty where the goal is a time of its own.
    """

    job: str
    median_ms: float
    goal: str
    floor: str = ""
    floor_ms: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor the job takes."""
        return None if self.floor_ms is None else self.median_ms / self.floor_ms


def median_ms(job: Callable[[], object], *, runs: int = 7) -> float:
    """Run a job once to warm up, then ``runs`` times, and return the median in milliseconds."""
    job()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        job()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)
