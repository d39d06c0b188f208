"""What a draft of a mapping makes of a file: every row read, some of them shown, nothing stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drentsportal.domain.message import Message


@dataclass(frozen=True, slots=True)
class CellTrial:
    """One value as the source writes it and as it would be stored.

    ``after`` is ``None`` for unknown. ``issue`` says what is wrong or remarkable. ``is_unreadable``: the
    source states something that cannot be read, so that it would be stored as unknown.
    """

    before: str
    after: object | None
    issue: Message | None = None
    is_unreadable: bool = False


@dataclass(frozen=True, slots=True)
class ColumnTrial:
    """One column, over all rows.

    ``samples`` are distinct values, those that cannot be read first. ``problem`` is said instead where the
    column as a whole cannot be read yet.
    """

    column: str
    attribute_id: str
    stated: int = 0
    unreadable: int = 0
    remarked: int = 0
    samples: tuple[CellTrial, ...] = ()
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class PlaceTrial:
    """Where the rows lie, over all rows; ``problem`` is said where the import would ask or refuse.

    ``missing`` counts rows without coordinates, ``unreadable`` those of which they are no place in the
    Netherlands. ``examples_rd`` are x and y in EPSG:28992, in metres. ``can_swap``: the axes are the other
    way round, and can be turned.
    """

    placed: int = 0
    missing: int = 0
    unreadable: int = 0
    examples_rd: tuple[tuple[int, int], ...] = ()
    problem: Message | None = None
    can_swap: bool = False


@dataclass(frozen=True, slots=True)
class MappingTrial:
    """The whole file under a draft; ``rows`` are the first ones, a cell per linked column.

    ``ids`` goes with ``rows``. ``ids_missing`` and ``ids_repeated`` count rows, ``dates_unreadable`` those
    of which the reference date cannot be read; ``unreadable_rows`` those with at least one unreadable value.
    ``place`` is ``None`` where nothing is asked about it.
    """

    row_count: int
    columns: tuple[ColumnTrial, ...]
    rows: tuple[tuple[CellTrial, ...], ...]
    ids: tuple[str, ...] = ()
    ids_missing: int = 0
    ids_repeated: int = 0
    dates_unreadable: int = 0
    unreadable_rows: int = 0
    place: PlaceTrial | None = None

    def column(self, name: str) -> ColumnTrial | None:
        """Return what became of a column; ``None`` for one that is not linked."""
        return next((each for each in self.columns if each.column == name), None)
