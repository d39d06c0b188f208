"""The desk with 10,000 cases and 200,000 lines: list, search, figures and weekly list, cold and warm.

"Cold" is the first reading of a workspace that was just opened; every later one reads what changed.
All of it is processor time.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.desk_figures.quarter import Quarter
from drentsportal.domain.desk_figures.quarter_figures import quarter_figures
from drentsportal.services.case_register import CaseRegister
from drentsportal.services.case_search import CaseSearch
from drentsportal.storage.sqlite_workspace import SqliteWorkspace, open_workspace
from tests.benchmarks.full_desk import NOW_UTC, OWNERS, make_full_desk
from tests.benchmarks.measuring import Row, median_processor_ms, processor_ms
from tests.fakes import FixedActor, FixedClock

if TYPE_CHECKING:
    from collections.abc import Callable

_GOAL_MS: Final = 200.0
_GOAL: Final = "under 200 ms"
_SIZE: Final = "10,000 cases, 200,000 lines"
_QUERIES: Final = ("gemeente", "zuivel net", "ideeen terug", "D-2026-09", "te")


def run() -> list[Row]:
    """Make the workspace once and measure on it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.drents"
        make_full_desk(path).close()
        # The rows were not written by services: this opening makes their extracts, its end bundles them.
        bundled_ms = processor_ms(open_workspace(path).close)
        workspace = open_workspace(path)
        try:
            return [*_rows(workspace), Row("close, with every case to bundle (once)", bundled_ms, "")]
        finally:
            workspace.close()


def _rows(workspace: SqliteWorkspace) -> list[Row]:
    register = CaseRegister(workspace, FixedClock(NOW_UTC))
    search = CaseSearch(workspace, FixedClock(), FixedActor())
    quarter = Quarter(2026, 3)
    first_list, first_search = processor_ms(register.lines), processor_ms(search.refresh)
    rows = [
        Row(f"list, cold: {_SIZE}", first_list, ""),
        Row("search, cold: every word read", first_search, ""),
        _row("list again", median_processor_ms(register.lines)),
        _row("list after a change", _after_changes(workspace, register.lines)),
        _row("quarter figures", median_processor_ms(lambda: quarter_figures(register.digests(), quarter))),
    ]
    rows += [_row(f"search “{each}”", median_processor_ms(partial(search.find, each))) for each in _QUERIES]
    return [*rows, _row("search after a change", _after_changes(workspace, lambda: search.find("zuivel")))]


def _row(job: str, spent_ms: float) -> Row:
    return Row(job, spent_ms, _GOAL, most_ms=_GOAL_MS)


def _after_changes(workspace: SqliteWorkspace, job: Callable[[], object]) -> float:
    """Return the median of a job, with a change to one case before each run."""
    times = []
    for each in range(5):
        with workspace.unit_of_work() as work:
            case = work.cases.save(work.cases.get("D-2026-10000"))
            event = CaseEvent(NOW_UTC, EventKind.NOTE, OWNERS[0], {"text": f"regel {each}"})
            work.cases.add_event(case.number, event)
            work.commit()
        times.append(processor_ms(job))
    return sorted(times)[len(times) // 2]
