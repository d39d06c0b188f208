"""Small rows of sector reference for tests."""

from __future__ import annotations

from typing import Final

from drentsportal.domain.sectors.quick_scan import CategoryDistance, QuickScanRow
from drentsportal.domain.sectors.sector import (
    RowSource,
    SectorBridge,
    SectorCode,
    SectorScheme,
    SegmentHint,
    SourceCertainty,
)
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import CATEGORIES

SOURCE: Final = RowSource("Proef", PartialDate(2026), SourceCertainty.FOUND)
QUIET_M: Final = (10, 30, 50, 100, 200, 300, 500, 700, 1000, 1500)
MIXED_M: Final = (0, 10, 30, 50, 100, 200, 300, 500, 700, 1000)
TABLE: Final = tuple(
    CategoryDistance(category, quiet_m, mixed_m, SOURCE, SOURCE)
    for category, quiet_m, mixed_m in zip(CATEGORIES, QUIET_M, MIXED_M, strict=True)
)


def code(digits: str, scheme: SectorScheme = SectorScheme.SBI_2008, title: str = "Titel") -> SectorCode:
    """Make a code of section C."""
    return SectorCode(scheme, digits, title, "C", SOURCE)


def bridge(code_2008: str, *codes_2025: str) -> SectorBridge:
    """Make a row of the bridge."""
    return SectorBridge(code_2008, codes_2025, SOURCE)


def hint(group: str, *prefixes: str) -> SegmentHint:
    """Make a sector group with the same codes in both schemes."""
    return SegmentHint(group, group, prefixes, prefixes, (), "", "", SOURCE)


def scan_row(
    *prefixes: str,
    distances_m: tuple[int, int, int, int] | None = None,
    largest_m: int | None = None,
    category: str = "2",
) -> QuickScanRow:
    """Make a row of the quick scan."""
    odour_m, dust_m, noise_m, danger_m = distances_m or (None, None, None, None)
    return QuickScanRow(
        id="-".join(prefixes),
        prefixes=prefixes,
        activity="Activiteit",
        threshold="",
        odour_m=odour_m,
        dust_m=dust_m,
        noise_m=noise_m,
        danger_m=danger_m,
        largest_m=largest_m,
        category=category,
        source=SOURCE,
    )
