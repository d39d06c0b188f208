"""What is said of the most favourable cell of a row: one wording on screen and in every document.

Where another site is not counted, because it is unknown, contradicted or to be asked, the best is only that
of those that are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.row_marks import is_contradicted
from drentsportal.domain.message import message
from drentsportal.domain.values import Known

if TYPE_CHECKING:
    from drentsportal.domain.match.row_marks import BestMark
    from drentsportal.domain.message import Message
    from drentsportal.services.compared_sites import ComparedCell, ComparedRow


def best_words(mark: BestMark, row: ComparedRow | None = None) -> Message:
    """Word the mark of a cell of a row; without a row that of a score, in which all sites are counted."""
    of_known = row is not None and any(map(is_open_cell, row.cells))
    return message(f"doc.compare.{mark.value}_of_known" if of_known else f"doc.compare.{mark.value}")


def is_open_cell(cell: ComparedCell) -> bool:
    """Whether a cell is not counted though the question arises: unknown, contradicted, or to be asked."""
    is_asked = cell.verdict is Verdict.CHECK or is_contradicted(cell.statement)
    return cell.applies and (is_asked or not isinstance(cell.value, Known))
