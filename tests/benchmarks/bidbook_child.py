"""One bidbook in a process of its own: ``python -m tests.benchmarks.bidbook_child FILE OUT``.

FILE is a workspace. Prints wall and processor milliseconds per factsheet, those of the document of all, and
the largest memory of the process in MB after 20 sheets, after all, and after the document of all, and that of
the process which sets that document, as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from drentsportal.bootstrap import open_services
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.bidbook import BidbookOrder
from drentsportal.services.progress import NoProgress
from drentsportal.services.site_browsing import SiteFilter
from tests.benchmarks.import_child import KIB_PER_MB, SETTINGS, memory_mb

_EARLY = 20


@dataclass
class Watched:
    """Notes the memory after the first sheets."""

    early_mb: float = 0.0
    steps: list[int] = field(default_factory=list)

    def step(self, done: int, total: int, what: str = "") -> None:
        """Note it once."""
        del what
        self.steps.append(done)
        if done == min(_EARLY, total):
            self.early_mb = memory_mb()


def main(workspace: Path, out: Path) -> None:
    """Measure and print."""
    services = open_services(SETTINGS, workspace)
    site_ids = services.browsing.find(SiteFilter(SiteKind.PARK))
    # The first sheet loads fonts and templates, which a desk does once a day.
    services.bidbooks.make(BidbookOrder(site_ids[:1], out / "eerste", combined=False), NoProgress())
    watched = Watched()
    wall, processor = time.perf_counter(), time.process_time()
    made = services.bidbooks.make(BidbookOrder(site_ids, out / "boek", combined=False), watched)
    spent = time.perf_counter() - wall, time.process_time() - processor
    sheets_mb = memory_mb()
    wall = time.perf_counter()
    services.bidbooks.make(BidbookOrder(site_ids, out / "boek"), NoProgress())
    book = time.perf_counter() - wall
    services.workspace.close()
    count = len(made.sheets)
    told = {
        "count": count,
        "wall_ms": 1000 * spent[0] / count,
        "cpu_ms": 1000 * spent[1] / count,
        "book_ms": 1000 * book,
        "early_mb": watched.early_mb,
        "sheets_mb": sheets_mb,
        "book_mb": memory_mb(),
        "apart_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // KIB_PER_MB,
    }
    print(json.dumps(told))  # noqa: T201 - its answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
