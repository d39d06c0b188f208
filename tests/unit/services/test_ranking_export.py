"""A ranking names plots as they were called when the match was made, and is noted in its case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.case import EventKind
from drentsportal.services.ranking_export import RankingExport
from tests.fakes import MOMENT_UTC, OFFICER, FixedActor
from tests.unit.services.document_fakes import NUMBER, Desk, delivery, report

if TYPE_CHECKING:
    from pathlib import Path


def test_a_ranking_gets_the_names_of_its_own_data_version(tmp_path: Path) -> None:
    """A plot that is called otherwise since keeps the name that it was ranked under."""
    desk = Desk()
    desk.add_case()
    result = desk.matching.match_case(NUMBER)
    later = delivery()
    later.batches[1].columns["name"][0] = "A1-nieuw"  # type: ignore[index] # a list in these fakes
    with desk.workspace.unit_of_work() as work:
        work.sites.add_delivery(later, report(), OFFICER, MOMENT_UTC)
        work.commit()
    export = RankingExport(desk.workspace, desk.writer, desk.clock, FixedActor())
    made = export.write(result, tmp_path / "ranking.xlsx", NUMBER)
    assert made.path.read_text(encoding="utf-8").endswith("{'plot-1': 'A1'}")
    with desk.workspace.unit_of_work() as work:
        assert work.cases.events(NUMBER)[-1].kind is EventKind.DOCUMENT
    now = desk.matching.match(result.request)
    assert "A1-nieuw" in export.write(now, tmp_path / "nu.xlsx").path.read_text(encoding="utf-8")
