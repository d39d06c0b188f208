"""Stopping acts within a file too, and leaves nothing behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.ports.exports import SUFFIXES, ExportFormat
from drentsportal.services.progress import CancelledError
from drentsportal.services.site_export import ExportRequest
from tests.unit.geodata.writing.conftest import PUBLICATION

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.bootstrap import AppServices


@dataclass
class StopAtRows:
    """Stops as soon as rows are counted; three steps are those between reading, writing and finishing."""

    counted: list[int] = field(default_factory=list)

    def step(self, done: int, total: int, what: str = "") -> None:
        """Keep the count of sites and stop."""
        if what == "progress.export.writing" and total > 3:
            self.counted.append(done)
            raise CancelledError


@pytest.mark.parametrize(
    "form",
    [
        ExportFormat.XLSX,
        ExportFormat.CSV_EXCEL,
        ExportFormat.CSV_EXCHANGE,
        ExportFormat.GEOJSON,
        ExportFormat.EXCHANGE,
        ExportFormat.DXF,
        ExportFormat.OPEN_DATA,
    ],
)
def test_somebody_who_stops_while_rows_are_written_finds_nothing(
    sample: AppServices, tmp_path: Path, form: ExportFormat
) -> None:
    """Where the rows are our own loop, they are counted and can be stopped."""
    progress = StopAtRows()
    target = tmp_path / f"uit{SUFFIXES[form][0]}"
    kinds = (SiteKind.PLOT,)
    publication = PUBLICATION if form is ExportFormat.OPEN_DATA else None
    request = ExportRequest(form, target, kinds, publication=publication)
    with pytest.raises(CancelledError):
        sample.exporting.run(request, progress)
    assert progress.counted == [0]
    assert not list(tmp_path.iterdir())
