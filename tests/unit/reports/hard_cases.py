"""The hardest that a document meets, in every kind of document.

A name of 120 characters, a site without a value, one with 40 plots, five sites beside each other, and a
gemeente and a function with long names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.bidbook.title_page import title_page_model
from drentsportal.services.documents import FactsheetSubject
from drentsportal.services.ports.bidbooks import BookSubject
from drentsportal.services.ports.documents import AdviceForm, ComparisonForm
from tests.unit.figures.scenery import MUNICIPALITIES
from tests.unit.reports.fact_finding.day_subjects import day
from tests.unit.reports.package.packages import first, second
from tests.unit.reports.subjects import MADE_UTC, SURROUNDINGS, factsheet, park, plots
from tests.unit.reports.whole_subjects import LONG_NAME, compared, empty_sheet, whole_advice, whole_sheet

if TYPE_CHECKING:
    from drentsportal.reports.writer import ReportWriter
    from drentsportal.services.documents import AdviceSubject

Make = Callable[["ReportWriter", Path], Path]

LONG: Final = LONG_NAME[:120]
FIVE: Final = tuple(f"{word} {LONG}"[:120] for word in ("Eerste", "Tweede", "Derde", "Vierde", "Vijfde"))
GEMEENTE: Final = "Súdwest-Bargermeer en Noordoostelijk Midden-Drenthe-Zuidwolderhogeweg"
FUNCTION: Final = "Accountmanager bedrijventerreinontwikkeling en vestigingsklimaatversterking"
AROUND: Final = replace(
    SURROUNDINGS,
    municipalities=(replace(MUNICIPALITIES[0], name=GEMEENTE), *MUNICIPALITIES[1:]),
    contacts=(
        replace(SURROUNDINGS.contacts[0], function=FUNCTION, organisation=f"Gemeente {GEMEENTE}"),
        *SURROUNDINGS.contacts[1:],
    ),
)
"""A gemeente and a function with names that are longer than any line of a narrow column."""


def many_plots() -> FactsheetSubject:
    """Make a park of a long name in a long gemeente, with 40 plots."""
    return FactsheetSubject(park(LONG), plots(40), None, AROUND, MADE_UTC)


def five_sites(form: AdviceForm) -> AdviceSubject:
    """Make an advice on five sites of long names, three kilometres apart."""
    subject = whole_advice(*FIVE)
    sites = tuple(
        replace(
            each,
            site=replace(
                each.site,
                geometry_rd=shapely.box(250_000 + 3_000 * at, 526_000, 250_600 + 3_000 * at, 526_400),
            ),
        )
        for at, each in enumerate(subject.shortlist)
    )
    return replace(subject, shortlist=sites, surroundings=AROUND, comparison=compared(*FIVE), form=form)


def _bidbook(writer: ReportWriter, path: Path) -> Path:
    names = (GEMEENTE, f"{GEMEENTE} II")
    subject = BookSubject(LONG, ("a", "b", "c"), names, 3, MADE_UTC)
    sheets = [many_plots(), empty_sheet(), factsheet(FIVE[1], 3)]
    language, typesetter = writer._language, writer._typesetter  # noqa: SLF001 - as a batch is given them
    model = title_page_model(subject, language, is_sample=True) | {
        "not_shown": "",
        "sheets": [writer._factsheet(each) for each in sheets],  # noqa: SLF001 - as above
    }
    path.write_bytes(typesetter.pdf("bidbook.typ", model, MADE_UTC))
    return path


def _package(writer: ReportWriter, path: Path) -> Path:
    sheets = (many_plots(), factsheet(FIVE[1], 3))
    subject = first(sheets=sheets, surroundings=AROUND, contacts=AROUND.contacts[:1])
    return writer.package(subject, path, path.with_suffix(".zip"))[0].path


HARD_CASES: Final[dict[str, Make]] = {
    "factsheet-40-plots": lambda writer, path: writer.factsheet(many_plots(), path).path,
    "factsheet-whole": lambda writer, path: writer.factsheet(whole_sheet(SiteKind.PARK, 1), path).path,
    "factsheet-plot": lambda writer, path: writer.factsheet(whole_sheet(SiteKind.PLOT, 1), path).path,
    "factsheet-empty": lambda writer, path: writer.factsheet(empty_sheet(), path).path,
    "comparison": lambda writer, path: writer.comparison(compared(*FIVE), path, ComparisonForm.PDF).path,
    "advice-full": lambda writer, path: writer.advice(five_sites(AdviceForm.FULL), path).path,
    "advice-short": lambda writer, path: writer.advice(five_sites(AdviceForm.SHORT), path).path,
    "package": _package,
    "package-second": lambda writer, path: writer.package(second(), path, path.with_suffix(".zip"))[0].path,
    "day": lambda writer, path: writer.day_programme(day(*FIVE), path).path,
    "bidbook": _bidbook,
}
"""How each is made, by name."""
