"""How the cells of a row of a comparison stand to each other: equal, different, or not to be compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known
from drentsportal.services.compared_sites import ComparedRow, Likeness

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.domain.message import Message
    from drentsportal.services.compared_sites import ComparedCell, RowKind

    Say = Callable[[Message], str]

FEWEST: Final = 2
"""Fewer sites have nothing to be compared with."""


def likeness_of(cells: Sequence[ComparedCell], say: Say | None = None) -> Likeness:
    """Equal or different where all are known; one unknown makes a row not comparable.

    With ``say`` known answers that read the same, to the same verdict, are equal too.
    """
    if not all(isinstance(each.value, Known) for each in cells):
        return Likeness.NOT_COMPARABLE
    return Likeness.EQUAL if len(set(_compared(cells, say))) == 1 else Likeness.DIFFERS


def marked(cells: Sequence[ComparedCell], say: Say | None = None) -> tuple[ComparedCell, ...]:
    """Mark the one cell that differs where all others agree; none where several differ."""
    values = _compared(cells, say)
    counts = Counter(values)
    odd = [value for value, count in counts.items() if count == 1]
    one_out = len(cells) > FEWEST and len(counts) == FEWEST and len(odd) == 1 and odd[0] is not None
    return tuple(
        replace(cell, deviates=one_out and value == odd[0]) for cell, value in zip(cells, values, strict=True)
    )


def _compared(cells: Sequence[ComparedCell], say: Say | None) -> list[object]:
    """Return what cells are compared by: their values, those that read as one before as that one."""
    found: list[object] = []
    first_read: dict[tuple[str, object], object] = {}
    for cell in cells:
        value = cell.value.value if isinstance(cell.value, Known) else None
        if say is not None and cell.statement is not None and value is not None:
            value = first_read.setdefault((say(cell.statement), cell.verdict), value)
        found.append(value)
    return found


def row_of(kind: RowKind, row_id: str, cells: Sequence[ComparedCell], say: Say | None = None) -> ComparedRow:
    """Make a row, in which the one cell that differs is marked."""
    likeness = likeness_of(cells, say)
    shown = marked(cells, say) if likeness is Likeness.DIFFERS else tuple(cells)
    return ComparedRow(kind, row_id, shown, likeness)
