"""Exposure per gemeente as table rows and as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from drentsportal.services.exposure import COUNTS
from drentsportal.ui.widgets.text_cell import TextCell

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.exposure import ExposureLine, ExposureReport

RIGHT_COLUMNS: Final = frozenset(range(1, len(COUNTS) + 3))
"""Every column but the name holds figures."""

_DECIMALS: Final = 1


def headings(language: Language) -> tuple[str, ...]:
    """Name the columns of the table."""
    say = language.text
    return (
        say("ui.exposure.column.municipality"),
        *(say(f"ui.exposure.measure.{name}") for name in COUNTS),
        say("ui.exposure.supply"),
        say("ui.exposure.column.hectares"),
    )


def municipality_name(language: Language, line: ExposureLine) -> str:
    """Name the gemeente of a line."""
    if not line.municipality_code:
        return language.text("ui.exposure.no_municipality")
    return language.value(line.municipality_code, "gemeente")


def cells(language: Language, report: ExposureReport, line: ExposureLine) -> tuple[TextCell, ...]:
    """Return one row: counts with their shares, and the supply beside them."""
    figures = [_figure(language, line.count(name), report.share(line, name)) for name in COUNTS]
    figures.append(_figure(language, line.sites_with_land, report.supply_share(line)))
    return (
        TextCell(municipality_name(language, line)),
        *(TextCell(each, right=True) for each in figures),
        _hectares(language, report, line),
    )


def as_csv(language: Language, report: ExposureReport) -> str:
    """Write table and readings with semicolons and decimal commas, as a Dutch spreadsheet reads them."""
    say, out = language.text, io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    measures = [say(f"ui.exposure.measure.{name}") for name in COUNTS] + [say("ui.exposure.supply")]
    titles = [say("ui.exposure.column.municipality")]
    for each in measures:
        titles += [say("ui.exposure.csv.count", measure=each), say("ui.exposure.csv.share", measure=each)]
    titles += [say("ui.exposure.csv.silent"), say("ui.exposure.csv.hectares")]
    writer.writerow(titles)
    for line in report.lines:
        row: list[object] = [municipality_name(language, line)]
        for name in COUNTS:
            row += [line.count(name), _percent(report.share(line, name))]
        row += [line.sites_with_land, _percent(report.supply_share(line)), line.silent_parks]
        row.append(say("word.unknown") if line.available_ha is None else _comma(line.available_ha, 2))
        writer.writerow(row)
    writer.writerows([[say(each)] for each in report.readings])
    return out.getvalue()


def _figure(language: Language, count: int, share: float | None) -> str:
    if share is None:
        return language.text("ui.exposure.cell_none", count=count)
    return language.text("ui.exposure.cell", count=count, share=round(share, 3))


def _hectares(language: Language, report: ExposureReport, line: ExposureLine) -> TextCell:
    share = report.area_share(line)
    if line.available_ha is None:
        return TextCell(chip=language.text("word.unknown"), right=True)
    if share is None:
        return TextCell(language.value(line.available_ha, "hectare"), right=True)
    text = language.text("ui.exposure.hectares", area_ha=line.available_ha, share=round(share, 3))
    return TextCell(text, right=True)


def _percent(share: float | None) -> str:
    return "" if share is None else _comma(share * 100, _DECIMALS)


def _comma(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")
