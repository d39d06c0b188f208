"""The model of every template, made from the subjects of the tests; run as a module it writes the samples.

``python -m tests.unit.reports.template_models`` after a template reads something new.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from drentsportal.domain.cases.case import CaseStatus
from drentsportal.domain.cases.deadline import ClockReading, ClockState
from drentsportal.domain.cases.task import CaseTask
from drentsportal.domain.desk_figures.weekly import IdleCase, WeeklyCase, WeeklyTeam
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.quarter_writer import DeskReportWriter
from drentsportal.reports.typeset.blocks import as_data
from drentsportal.reports.typeset.typesetter import Typesetter
from drentsportal.reports.writer import ReportWriter
from drentsportal.services.ports.bidbooks import BookSubject, SheetJob
from drentsportal.services.ports.documents import ComparisonForm, DocumentStyle
from drentsportal.services.weekly_list import WeeklySubject
from tests.unit.reports.assessment.test_assessment import subject as assessment
from tests.unit.reports.fact_finding.day_subjects import day
from tests.unit.reports.package.packages import second
from tests.unit.reports.subjects import factsheet
from tests.unit.reports.test_quarter_writer import subject as quarter
from tests.unit.reports.whole_subjects import compared, whole_advice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SAMPLES: Final = resources_dir() / "documents" / "samples"
NAMES: Final = ("Bargermeer", "Pollux")
_SVG: Final = re.compile(r'<svg[^>]*?width="([^"]+)"[^>]*?height="([^"]+)"', re.DOTALL)


def made_models() -> dict[str, dict[str, Any]]:
    """Return the last model of each template as plain data, by the name of its file."""
    found: dict[str, dict[str, Any]] = {}
    true_pdf, true_pdf_of = Typesetter.pdf, Typesetter.pdf_of

    def kept(self: Typesetter, template: str, model: Mapping[str, object], made_at_utc: datetime) -> bytes:
        found[template] = as_data(dict(model))
        return true_pdf(self, template, model, made_at_utc)

    def kept_text(self: Typesetter, template: str, data: str, made_at_utc: datetime) -> bytes:
        # A bidbook is put together as text, of the models of its sheets.
        found.setdefault(template, json.loads(data))
        return true_pdf_of(self, template, data, made_at_utc)

    def kept_apart(
        self: Typesetter, template: str, data: str, made_at_utc: datetime, watch: Callable[[], None]
    ) -> bytes:
        watch()
        return kept_text(self, template, data, made_at_utc)

    dutch = Language("nl", resources_dir(), strict=True)
    documents = resources_dir() / "documents"
    writer, desk = ReportWriter(dutch, documents), DeskReportWriter(dutch, documents)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(Typesetter, "pdf", kept),
        patch.object(Typesetter, "pdf_of", kept_text),
        patch.object(Typesetter, "pdf_apart", kept_apart),
    ):
        to = Path(folder)
        writer.advice(whole_advice(*NAMES), to / "a.pdf")
        writer.assessment(assessment(), to / "b.pdf")
        writer.comparison(compared(*NAMES), to / "c.pdf", ComparisonForm.PDF)
        writer.day_programme(day(*NAMES), to / "d.pdf")
        writer.package(second(), to / "e.pdf", to / "e.zip")
        desk.quarter(quarter(), to / "f.pdf")
        writer.factsheet(factsheet(plot_count=12), to / "g.pdf")
        desk.weekly(weekly(), to / "h.pdf")
        files = writer.bidbook_files(DocumentStyle())
        sheet = factsheet(plot_count=3)
        sheets = (sheet, replace(sheet, site=replace(sheet.site, id="second")))
        list(files.sheets(SheetJob(each, to / f"{each.site.id}.pdf") for each in sheets))
        ids = tuple(each.site.id for each in sheets)
        book = BookSubject("", ids, ("Emmen",), 3, SAMPLE_MOMENT_UTC, 0, ((sheet.site, None),))
        files.book(book, to / "bidbook.pdf", None, lambda: None)
    return found


def weekly() -> WeeklySubject:
    """Give a list with a case of a gemeente, one of none, and one that waits without a task."""
    at_utc = SAMPLE_MOMENT_UTC
    left, gone = timedelta(hours=21), timedelta(hours=3)
    clock = ClockReading(at_utc - gone, at_utc + left, left, ClockState.RUNNING, gone, gone)
    today = at_utc.date()
    task = CaseTask("t1", "bel de melder", "Anna", today - timedelta(days=1), "vergunningen")
    case = WeeklyCase("D-2026-0001", "Koelhuis", CaseStatus.IN_PROGRESS, "Anna", clock, (task,), today)
    other = replace(
        case, number="D-2026-0002", open_tasks=(replace(task, due_on=None),), last_message_on=None
    )
    teams = (WeeklyTeam("GM0114", (case,)), WeeklyTeam("", (other,)))
    return WeeklySubject(teams, 1, today, at_utc, (IdleCase("D-2026-0003", "Anna", clock),))


def slim(value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Put an empty drawing of the same size in the place of each drawing: a sample is for its fields."""
    if isinstance(value, dict):
        return {key: slim(each) for key, each in value.items()}
    if isinstance(value, list):
        return [slim(each) for each in value]
    if isinstance(value, str) and value.lstrip().startswith("<svg"):
        size = _SVG.search(value)
        width, height = size.groups() if size else ("10mm", "10mm")
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"></svg>'
    return value


def write_samples() -> None:
    """Write what ``drentsportal templates --check`` sets."""
    SAMPLES.mkdir(exist_ok=True)
    for template, model in made_models().items():
        text = json.dumps(slim(model), ensure_ascii=False, indent=1, sort_keys=True)
        (SAMPLES / f"{Path(template).stem}.json").write_text(text + "\n", encoding="utf-8")


SAMPLE_MOMENT_UTC: Final = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)

if __name__ == "__main__":
    write_samples()
