"""Collects what is wrong or remarkable, by row, while a file is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.merge.delivery import RowIssue, RowOutcome
from drentsportal.domain.message import Message, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray


_NAME_SHOWN: Final = 80
"""Characters of a name that stand in a report; a row is told apart by its number."""


def shown_name(name: object) -> str:
    """Return a name as a report shows it: whole, or its beginning with an ellipsis."""
    text = str(name or "")
    return text if len(text) <= _NAME_SHOWN else f"{text[: _NAME_SHOWN - 1]}…"


class IssueLog:
    """Issues of one file; rows are counted from 0 in here and from 1 in what comes out."""

    def __init__(self, row_count: int) -> None:
        """Start with every row taken and nothing remarked."""
        self._issues: list[tuple[int, RowOutcome, Message, str]] = []
        self._refused = np.zeros(row_count, dtype=np.bool_)
        self._repairable: set[int] = set()

    def add(self, row: int, outcome: RowOutcome, what: Message, field: str = "") -> None:
        """Remark one thing about one row; ``field`` is the source's own column name."""
        self._issues.append((row, outcome, what, field))
        if outcome is RowOutcome.REFUSED:
            self._refused[row] = True

    def flag(self, rows: Iterable[int], message_id: str, field: str = "") -> None:
        """Remark the same thing about several rows, which are taken all the same."""
        what = message(message_id)
        for row in rows:
            self.add(int(row), RowOutcome.FLAGGED, what, field)

    def refuse(self, rows: Iterable[int], message_id: str, field: str = "") -> None:
        """Refuse several rows for the same reason."""
        what = message(message_id)
        for row in rows:
            self.add(int(row), RowOutcome.REFUSED, what, field)

    def refuse_each(self, faults: Mapping[int, str]) -> None:
        """Refuse rows, each for the reason (a message id) that goes with it."""
        for row, message_id in faults.items():
            self.add(row, RowOutcome.REFUSED, message(message_id))

    def offer_repair(self, row: int) -> None:
        """Remember that a row fails on what may be repaired, once a person asks for that."""
        self._repairable.add(row)

    @property
    def refused_repairable(self) -> int:
        """How many refused rows may be taken after a repair of their geometry."""
        return sum(bool(self._refused[row]) for row in self._repairable)

    @property
    def taken(self) -> NDArray[np.bool_]:
        """Which rows were not refused so far."""
        return ~self._refused

    def finished(self, ids: Sequence[str], names: Sequence[object]) -> tuple[RowIssue, ...]:
        """Return the issues in the order of the rows, each with the id and name of its row where known."""
        ordered = sorted(self._issues, key=lambda issue: issue[0])
        return tuple(
            RowIssue(
                row=row + 1,
                outcome=outcome,
                message=what,
                field=field,
                site_id=ids[row] if row < len(ids) else "",
                site_name=shown_name(names[row]) if row < len(names) else "",
            )
            for row, outcome, what, field in ordered
        )
