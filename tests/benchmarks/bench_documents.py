"""Documents: one factsheet in a batch, the advice and its letter, beside a plain typst page.

The floor is a page with a heading and a table of twenty rows from the same compiler, tagged and with the same
font, set anew each time. The factsheet's time includes its two maps, its QR code and writing the file.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.typesetter import Typesetter
from drentsportal.reports.writer import ReportWriter
from tests.benchmarks.measuring import Row
from tests.unit.reports.subjects import MADE_UTC, advice, factsheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.services.documents import AdviceSubject, FactsheetSubject

_RUNS = 40
_FLOOR = "plain typst page"
_TWICE_ATLAS_MS = 45.8
_GOAL = "2 x Atlas: 45.8 ms"
_PLAIN_PAGE = """
#set document(title: "plain")
#set text(font: "Source Sans Pro", lang: "nl")
#let d = json(bytes(sys.inputs.data))
= #d.title
#table(columns: 3, table.header[a][b][c], ..range(60).map(n => [#d.title #n]))
"""


def run() -> list[Row]:
    """Measure floor and jobs in turn, so that both meet the same machine."""
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder))


def _measured(folder: Path) -> list[Row]:
    (folder / "plain.typ").write_text(_PLAIN_PAGE, encoding="utf-8")
    typesetter = Typesetter(resources_dir() / "documents", own_templates_dir=folder)
    writer = ReportWriter(Language("nl", resources_dir()), resources_dir() / "documents")
    path = folder / "made"
    jobs: dict[str, Callable[[int], object]] = {
        "floor": lambda n: typesetter.pdf("plain.typ", {"title": f"Terrein {n}"}, MADE_UTC),
        "factsheet, 13 plots": lambda n: writer.factsheet(_sheet(n, 13), path),
        "factsheet without plots": lambda n: writer.factsheet(_sheet(n, 0), path),
        "advice, 5 sites": lambda n: writer.advice(_advice(n), path),
        "letter, 5 sites": lambda n: writer.letter(_advice(n), path),
    }
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(_RUNS):
        for name, job in jobs.items():
            start = time.perf_counter()
            job(number)
            times[name].append(1000 * (time.perf_counter() - start))
    floor_ms = median(times.pop("floor"))
    return [_row(name, median(taken), floor_ms) for name, taken in times.items()]


def _row(name: str, taken_ms: float, floor_ms: float) -> Row:
    if name.startswith("factsheet"):
        return Row(name, taken_ms, _GOAL, _FLOOR, floor_ms, most_ms=_TWICE_ATLAS_MS)
    return Row(name, taken_ms, "", _FLOOR, floor_ms)


def _sheet(number: int, plot_count: int) -> FactsheetSubject:
    return factsheet(f"Terrein {number}", plot_count)


def _advice(number: int) -> AdviceSubject:
    return replace(advice(tuple(f"Terrein {number}-{n}" for n in range(5))), number=f"D-2026-{number:04d}")
