"""Runs every ``bench_*.py`` beside it, or those named, and prints one table.

Each module has ``run() -> list[Row]``: ``python -m tests.benchmarks [matching ...]``.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

_HERE = Path(__file__).parent


def main(wanted: list[str]) -> None:
    """Run the benchmarks and print what they measured."""
    table = Table("job", "median ms", "floor", "floor ms", "ratio", "goal")
    names = sorted(path.stem for path in _HERE.glob("bench_*.py"))
    for name in names:
        if wanted and name.removeprefix("bench_") not in wanted:
            continue
        for row in importlib.import_module(f"tests.benchmarks.{name}").run():
            table.add_row(
                row.job,
                f"{row.median_ms:.1f}",
                row.floor,
                "" if row.floor_ms is None else f"{row.floor_ms:.1f}",
                "" if row.ratio is None else f"{row.ratio:.2f}",
                row.goal,
            )
    Console(width=140).print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
