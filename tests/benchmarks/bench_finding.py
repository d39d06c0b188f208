"""One field over everything: each letter typed, over 3,744 parks, 100,000 plots and 10,000 cases."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.case_register import CaseRegister
from drentsportal.services.finding import Finding
from drentsportal.storage.sqlite_workspace import SqliteWorkspace, open_workspace
from tests.benchmarks.bench_matching import national_table
from tests.benchmarks.full_desk import NOW_UTC, make_full_desk
from tests.benchmarks.measuring import Row, median_ms, one_ms
from tests.fakes import FixedActor, FixedClock

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable
    from drentsportal.services.ports.workspace import Workspace

_GOAL_MS: Final = 50.0
_GOAL: Final = "under 50 ms"
_SIZE: Final = "3,744 parks, 100,000 plots, 10,000 cases"
_TYPED: Final = (
    "bedrijvenpark em",
    "D-2026-0997",
    "zuivel",
    "kavel 12 noord",
    "bedrijvenprak",
    "ell",
    "qqqq",
)
_FIRST: Final = (
    "Bedrijvenpark",
    "Industriepark",
    "Haven",
    "De Wieken",
    "Euroterrein",
    "Oosterkavel",
    "Veld",
)
_LAST: Final = ("Noord", "Zuid", "Oost", "West", "A28", "A37", "Fase 2", "Kanaal", "Vaart")


class _Catalogue:
    """Sites with names as people give them."""

    def __init__(self) -> None:
        table = national_table()
        chance = random.Random(7)  # noqa: S311 - sample data
        towns = tuple(MUNICIPALITIES.values())
        parks = [
            f"{chance.choice(_FIRST)} {chance.choice(towns)} {chance.choice(_LAST)}" for _ in table.parks.ids
        ]
        plots = [
            f"Kavel {chance.randint(1, 80)}{chance.choice(' abcd')} {chance.choice(_LAST)}"
            for _ in table.plots.ids
        ]
        self._table = replace(table, parks=_named(table.parks, parks), plots=_named(table.plots, plots))

    def data_version(self) -> int:
        return 1

    def site_table(self, _: int | None = None) -> SiteTable:
        return self._table

    def contact_points(self, _: int | None = None) -> tuple[ContactPoint, ...]:
        return ()


class _Everything:
    """A workspace whose cases are real and whose sites come from memory."""

    def __init__(self, workspace: SqliteWorkspace) -> None:
        self.catalogue = _Catalogue()
        self.reading, self.unit_of_work = workspace.reading, workspace.unit_of_work


def _named(rows: SiteRows, names: list[str]) -> SiteRows:
    categories, codes = np.unique(np.array(names, np.str_), return_inverse=True)
    column = replace(
        rows.columns["name"], values=codes.astype(np.int32), categories=tuple(categories.tolist())
    )
    return replace(rows, columns={**rows.columns, "name": column})


def run() -> list[Row]:
    """Make cases once, lay named sites beside them, and type letter by letter."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.drents"
        make_full_desk(path, line_count=2).close()
        workspace = open_workspace(path)
        try:
            everything = cast("Workspace", _Everything(workspace))
            register = CaseRegister(workspace, FixedClock(NOW_UTC))
            finding = Finding(everything, register, FixedClock(), FixedActor())
            first = one_ms(finding.refresh)
            finding.find("bedrijf")
            return [Row(f"search_over_all, prepared: {_SIZE}", first, ""), *_rows(finding)]
        finally:
            workspace.close()


def _rows(finding: Finding) -> list[Row]:
    """Return the slowest letter of each text: that is what a hand notices."""
    rows = []
    for typed in _TYPED:
        letters = [typed[:end] for end in range(1, len(typed) + 1)]
        slowest = max(median_ms(partial(finding.find, each), runs=3) for each in letters)
        rows.append(Row(f"search_over_all “{typed}”, slowest letter", slowest, _GOAL, most_ms=_GOAL_MS))
    return rows
