"""What a cell of a workbook shows: its words, or its number in its format, as a Dutch program writes it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.header_footer import HeaderFooterItem

_FORMAT: Final = re.compile(r'(?:"([^"]*)")?(#,##0|0)(?:\.(0+))?(?:"([^"]*)")?')
_DUTCH: Final = str.maketrans(",.", ".,")


def shown(cell: Cell | MergedCell) -> str:
    """Return the text of a cell, "" for an empty one."""
    value = cell.value
    if not isinstance(value, int | float) or cell.number_format == "General":
        return "" if value is None else str(value)
    found = _FORMAT.fullmatch(cell.number_format)
    assert found is not None, cell.number_format
    before, whole, decimals, after = (each or "" for each in found.groups())
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    number = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    return f"{before}{number.translate(_DUTCH)}{after}"


def ends_of_page(item: HeaderFooterItem | None) -> tuple[str, str]:
    """Return what stands left and right at the head or the foot of a printed sheet, each "" where nothing."""
    assert item is not None
    return str(item.left.text or ""), str(item.right.text or "")
