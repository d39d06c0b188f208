"""The rules of a ranking as formulas of a spreadsheet, and the cells that they stand in.

The formulas are the rules of ``docs/scoring.md`` and nothing else: weights shared out to 10,000 by largest
remainder, low and high as whole sums, per candidate the best passing offer, and the order by low, then high,
then name. All numbers stay below 2**53, so a spreadsheet computes them exactly. Rows and columns start at 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

FIRST_OFFER: Final = 3
FIRST_RANKED: Final = 5
FIRST_WEIGHT: Final = 5
WEIGHT_COLUMN: Final = 9
"""Of the wishes; the weight given, its share, its remainder and its weight stand after it."""

FIXED: Final = ("offer", "candidate", "name", "municipality", "precedence", "checks", "name_order")
PLACE: Final = {name: column for column, name in enumerate(FIXED)}
"""The first columns of the calculation; the lows and then the highs of all criteria follow."""

COMPUTED: Final = ("low", "high", "better", "stands", "rank")
"""The last columns of the calculation."""


@dataclass(frozen=True, slots=True)
class RankingFormulas:
    """The formulas of one workbook; the weights stand beside the ranking, a row per offer in the calculation.

    ``is_direct_first``: of one candidate an offer that can be had directly goes before any score.
    """

    ranking_sheet: str
    calculation_sheet: str
    criterion_count: int
    offer_count: int
    is_direct_first: bool

    def column(self, name: str) -> int:
        """Return the column of the calculation in which one of ``COMPUTED`` stands."""
        return len(FIXED) + 2 * self.criterion_count + COMPUTED.index(name)

    # -- weights --------------------------------------------------------------------------------------

    def share(self, row: int) -> str:
        """Share 10,000 out to the weight of a row, rounded down."""
        return self._divided("QUOTIENT", row)

    def remainder(self, row: int) -> str:
        """Return what rounding a share down left."""
        return self._divided("MOD", row)

    def weight(self, row: int) -> str:
        """Add what rounding left to the largest remainders, the earlier of equal ones first."""
        rest = self._weights(3)
        own = xl_rowcol_to_cell(row, WEIGHT_COLUMN + 3)
        top = xl_rowcol_to_cell(FIRST_WEIGHT, WEIGHT_COLUMN + 3, row_abs=True, col_abs=True)
        larger = f'COUNTIF({rest},">"&{own})'
        earlier = f"COUNTIF({top}:{own},{own})"
        share = xl_rowcol_to_cell(row, WEIGHT_COLUMN + 2)
        left = f"10000-SUM({self._weights(2)})"
        return f"=IF(SUM({self._weights()})=0,0,{share}+IF({larger}+{earlier}<={left},1,0))"

    def weight_of(self, place: int) -> str:
        """Take the weight of a criterion over into the calculation."""
        cell = xl_rowcol_to_cell(FIRST_WEIGHT + place, WEIGHT_COLUMN + 4, row_abs=True, col_abs=True)
        return f"='{self.ranking_sheet}'!{cell}"

    def _divided(self, function: str, row: int) -> str:
        cell, total = xl_rowcol_to_cell(row, WEIGHT_COLUMN + 1), f"SUM({self._weights()})"
        return f"=IF({total}=0,0,{function}({cell}*10000,{total}))"

    def _weights(self, offset: int = 1) -> str:
        column = WEIGHT_COLUMN + offset
        last = FIRST_WEIGHT + max(self.criterion_count, 1) - 1
        first_cell = xl_rowcol_to_cell(FIRST_WEIGHT, column, row_abs=True, col_abs=True)
        return f"{first_cell}:{xl_rowcol_to_cell(last, column, row_abs=True, col_abs=True)}"

    # -- one offer ------------------------------------------------------------------------------------

    def total(self, row: int, side: int) -> str:
        """Sum weight times worth of an offer: the lows for side 0, the highs for side 1."""
        count = self.criterion_count
        if not count:
            return "=0"
        first, last = (xl_col_to_name(len(FIXED) + side * count + end) for end in (0, count - 1))
        heads = f"${first}${FIRST_OFFER - 1}:${last}${FIRST_OFFER - 1}"
        return f"=SUMPRODUCT({heads},{first}{row + 1}:{last}{row + 1})"

    def better(self, row: int, block: tuple[int, int]) -> str:
        """Count the offers of the same candidate that go before this one (``choice.OfferOrder``).

        ``block`` holds the places of the first and the last offer of the candidate.
        """
        first, last = (FIRST_OFFER + end + 1 for end in block)
        scores = [(xl_col_to_name(self.column(side)), ">") for side in ("low", "high")]
        precedence, checks = ((xl_col_to_name(PLACE[name]), "<") for name in ("precedence", "checks"))
        keys = [precedence, *scores, checks] if self.is_direct_first else [*scores, precedence]
        own = [(f"${column}${first}:${column}${last}", f"${column}{row + 1}", sign) for column, sign in keys]
        parts = _counted(own, [])
        if row + 1 > first:
            equal = ",".join(f"{cells.replace(f'${last}', f'${row}')},{cell}" for cells, cell, _ in own)
            parts.append(f"COUNTIFS({equal})")
        return "=" + "+".join(parts)

    def stands(self, row: int) -> str:
        """Tell whether no offer of the candidate goes before this one."""
        return f"=IF({xl_rowcol_to_cell(row, self.column('better'))}=0,1,0)"

    def rank(self, row: int) -> str:
        """Return the place of the candidate among all, for the offer that stands for it."""
        stand = xl_col_to_name(self.column("stands"))
        keys = [
            (xl_col_to_name(self.column("low")), ">"),
            (xl_col_to_name(self.column("high")), ">"),
            (xl_col_to_name(PLACE["name_order"]), "<"),
        ]
        own = [(self._down(column), f"${column}{row + 1}", sign) for column, sign in keys]
        return f'=IF(${stand}{row + 1}=1,1+{"+".join(_counted(own, [f"{self._down(stand)},1"]))},"")'

    # -- the ranking ----------------------------------------------------------------------------------

    def ranked(self, row: int, column: int) -> str:
        """Look up a column of the calculation, for the place at the start of a row of the ranking."""
        values, ranks = (
            f"'{self.calculation_sheet}'!{self._down(xl_col_to_name(each))}"
            for each in (column, self.column("rank"))
        )
        return f"=INDEX({values},MATCH($A{row + 1},{ranks},0))"

    def _down(self, letter: str) -> str:
        """Return the cells of a column over all offers."""
        return f"${letter}${FIRST_OFFER + 1}:${letter}${FIRST_OFFER + self.offer_count}"


def _counted(keys: list[tuple[str, str, str]], alone: list[str]) -> list[str]:
    """Write, per key, the count of rows that are equal on the keys before it and better on this one."""
    parts = []
    for place, (cells, cell, sign) in enumerate(keys):
        equal = [f"{before},{own}" for before, own, _ in keys[:place]]
        parts.append(f"COUNTIFS({','.join([*alone, *equal, f'{cells},{chr(34)}{sign}{chr(34)}&{cell}'])})")
    return parts
