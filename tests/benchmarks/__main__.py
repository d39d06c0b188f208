"""Runs every ``bench_*.py`` beside it, or those named, and prints one table.

Each module has ``run() -> list[Row]``: ``python -m tests.benchmarks [--write] [matching ...]``. With
``--write`` the table becomes ``docs/benchmarks.md``; of named modules only their own lines do.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from tests.benchmarks.measuring import Row

_HERE: Final = Path(__file__).parent
_PAGE: Final = _HERE.parents[1] / "docs" / "benchmarks.md"
_WRITE: Final = "--write"
_HEADINGS: Final = ("job", "median ms", "floor or peer", "its ms", "ratio", "goal", "met")
_MET: Final = {True: "yes", False: "no", None: ""}
_INTRODUCTION: Final = """\
# How fast it is

Written by `make bench`; nothing here is filled in by hand. Measured on {day} on a machine with {cores}
shared cores and no graphics card ({system}, Python {python}).

Every figure is a median of several runs. Single runs differ by 30 % and more on shared cores, so what
counts is the ratio: the floor or peer in the same line ran in the same run, taking turns with the job.
Some lines were measured anew since the others. "Floor" is the least that any solution must do (the bare
library call), "peer" another way to the same result. No test fails by time; what tests watch is the
cause of speed, such as which libraries a start loads.

"""
_REMARKS: Final = """
## What the lines mean

- **Window** lines start the whole program in a process of its own, on a workspace file with 120 parks,
  and look at the picture of the map until the parks are on it. "First" has an empty cache; every later
  start shows what was kept when the file was closed and reads the file after that.
- **On a screen** the window and QGIS start in turn on one virtual screen without a graphics card, and the
  same look at that screen tells when the colour of the parks stands on it. QGIS has a project with the same
  parks and gemeenten as GeoPackages, a profile of its own, and neither plugins nor start picture.
- **Dragged** lines are what the page measures between two frames while a scripted hand drags the map; a
  screen of 60 frames a second has none shorter than 16.7 ms. Memory is that of the map alone, without the
  window around it.
- **Longest halt** is the longest time in which the window did nothing else, from pressing the button
  until list and map show the result of a match over 3,744 parks and 100,000 plots.
- **Import** counts everything from opening the files to the committed history, with every check, and
  the copy of the workspace that is kept before it. Its floor reads the same files, turns shapes into
  WKB and inserts all rows with all columns into one plain table each.
- **topsis, wsm, spotis, promethee_ii** are ours beside two libraries on the same numbers, in an environment
  of their own; their validation is off, ours is not. `wsm` of ours is the scoring of a match: low, point and
  high in whole numbers.
- **search_over_all** is the slowest letter of each text, typed one by one in the field over the window.
  "Prepared" is what the first opening does, behind the field; actions are found meanwhile.
- **List, search and quarter figures** work on 10,000 cases with 200,000 lines. "Cold" and "first" are the
  first reading after opening a file whose extracts were bundled as it was closed; after that only what
  changed is read. These lines and those of the desk are processor time, the disk left out, measured while
  others were at work on both cores, which lengthens it too: jobs that nobody changed took a third more than
  in the run before.
- **Factsheet** is one of a batch, on one core; QGIS Atlas took 22.9 ms for a page that is plainer.
- **Factsheet of two pages** is one of a batch over all cores, beside Atlas in the same run, which uses one.
  Its bare page has a map, a title and four labels. The one "as a desk makes it" has title, table of key
  figures, map with scale bar, north arrow and legend, overview map and source; it has no tags, no source and
  date per value, not what is unknown and whom to ask, no QR code, no reach or utilities, and no page 2.
"""


def main(arguments: list[str]) -> None:
    """Run the benchmarks, print what they measured, and write the page when asked to."""
    wanted = [each for each in arguments if each != _WRITE]
    rows: list[Row] = []
    for name in sorted(path.stem for path in _HERE.glob("bench_*.py")):
        if not wanted or name.removeprefix("bench_") in wanted:
            rows += importlib.import_module(f"tests.benchmarks.{name}").run()
    table = Table(*_HEADINGS)
    for row in rows:
        table.add_row(*_cells(row))
    Console(width=150).print(table)
    if _WRITE in arguments:
        lines = [_cells(row) for row in rows]
        _PAGE.write_text(_page(_among_others(lines) if wanted else lines), encoding="utf-8")


def _among_others(lines: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Put lines in the place of those of the same job on the page, each with what it is held against."""
    told = _PAGE.read_text(encoding="utf-8").splitlines()
    parted = (
        tuple(each.strip() for each in line.strip("|").split("|")) for line in told if line.startswith("| ")
    )
    kept = [each for each in parted if each[0] not in {_HEADINGS[0], "---"}]
    anew = {(each[0], each[2]): each for each in lines}
    replaced = [anew.pop((each[0], each[2]), each) for each in kept]
    return [*replaced, *anew.values()]


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.job,
        f"{row.median_ms:.1f}",
        row.floor,
        "" if row.floor_ms is None else f"{row.floor_ms:.1f}",
        "" if row.ratio is None else f"{row.ratio:.2f}",
        row.goal,
        _MET[row.is_met],
    )


def _page(rows: list[tuple[str, ...]]) -> str:
    lines = [_HEADINGS, ("---",) * len(_HEADINGS), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    introduction = _INTRODUCTION.format(
        day=datetime.now(UTC).date().isoformat(),
        cores=os.cpu_count(),
        system=_system(),
        python=".".join(platform.python_version_tuple()[:2]),
    )
    return f"{introduction}{table}\n{_REMARKS}"


def _system() -> str:
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return platform.system()
    return f"{release.get('ID', 'Linux').capitalize()} {release.get('VERSION_ID', '')}".strip()


if __name__ == "__main__":
    main(sys.argv[1:])
