"""The hidden sheet of a workbook that we wrote: turns its headings and words back into ids and values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.geodata.readings import bare_text
from drentsportal.services.sheet_key import COLUMN, EMPTY, SHEET, TABLE, WIDTH, WORD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.geodata.raw_table import RawTable

_MOST_ROWS: Final = 10_000


@dataclass(slots=True)
class SheetKey:
    """Which sheet holds the sites, and what its headings and words stand for; texts without capitals."""

    sheet: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)

    def translated(self, table: RawTable) -> RawTable:
        """Return the table under ids, with values instead of words; what the key does not know stays."""
        columns: dict[str, NDArray[Any]] = {}
        renamed: dict[str, str] = {}
        for heading, values in table.columns.items():
            name = self.columns.get(_folded(heading), heading)
            name = heading if name in columns else name
            renamed[heading] = name
            columns[name] = self._values(name, values)
        remarks = {(row, renamed.get(name, name)): each for (row, name), each in table.remarks.items()}
        return replace(table, columns=columns, remarks=remarks)

    def _values(self, name: str, values: NDArray[Any]) -> NDArray[np.object_]:
        words = self.words.get(name, {})
        made = np.empty(len(values), np.object_)
        for row, value in enumerate(values.tolist()):
            text = _folded(value) if isinstance(value, str) else ""
            made[row] = None if text in self.empty else words.get(text, value)
        return made


def sheet_key(workbook: Any) -> SheetKey | None:  # noqa: ANN401 - a workbook with read-only sheets, untyped
    """Return the key of a workbook; ``None`` for one that we did not write."""
    if SHEET not in workbook.sheetnames:
        return None
    rows = [
        [bare_text(each) if each is not None else "" for each in (*row, *[None] * WIDTH)[:WIDTH]]
        for row in islice(workbook[SHEET].iter_rows(values_only=True), _MOST_ROWS)
    ]
    if not rows or rows[0][0] != SHEET:
        return None
    key = SheetKey()
    for what, one, two, three in rows[1:]:
        if what == TABLE:
            key.sheet = one
        elif what == COLUMN:
            key.columns[_folded(one)] = two
        elif what == WORD:
            key.words.setdefault(one, {}).setdefault(_folded(two), three)
        elif what == EMPTY:
            key.empty.add(_folded(two))
    return key


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
