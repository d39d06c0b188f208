"""What a comparison of parks must say, worked out from the store: a matrix, and its way through each form."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import openpyxl
import pytest

from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.values import Known
from tests.end2end.park_words import told
from tests.end2end.plot_sums import plot_sum
from tests.end2end.told_figures import DASH, Sources, Told, day, hectares, squeezed
from tests.shown_cells import ends_of_page, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from drentsportal.domain.sites.site import Landmark, Site
    from tests.end2end.plot_sums import PlotSum

ROWS: Final = (
    ("Gemeente", "municipality_code"), ("Kern", "locality"), ("Postcode", "postcode"),
    ("Type werklocatie", "location_type"), ("Planfase", "plan_phase"), ("Segment", "segments"),
    ("Bruto oppervlakte", "gross_ha"), ("Netto oppervlakte", "net_ha"),
    ("Terstond uitgeefbaar", "available_now_ha"), ("Later uitgeefbaar", "available_later_ha"),
    ("Startjaar", "start_year"), ("Hoogste milieucategorie (hoofdcijfer)", "category_main_max"),
    ("Laagste milieucategorie, uit te geven grond", "issue_category_min"),
    ("Hoogste milieucategorie, uit te geven grond", "issue_category_max"),
    ("Grootste bouwhoogte", "max_height_m"), ("Omgevingsplan (tijdelijk deel: bestemmingsplan)", "plan_name"),
    ("Omgevingsplan (link)", "plan_link"), ("Hergebruik voor nieuw", "reuse_class"),
    ("Parkmanagement", "park_management"), ("Parkmanagementorganisatie", "park_management_organisation"),
    ("Breedband", "broadband"), ("Webwinkel toegestaan", "web_shop_allowed"),
    ("Opslag toegestaan", "storage_allowed"),
    ("Risicobronnen toegestaan", "external_safety_allowed"), ("Eigendom", "ownership"),
    ("Kandidaat voor verzakelijking", "commercialisation_candidate"), ("Ruimte", "scarcity_space"),
    ("Stikstof", "scarcity_nitrogen"), ("Stroomnet", "scarcity_grid"), ("Water", "scarcity_water"),
    ("Arbeid", "scarcity_labour"), ("Laagste grondprijs per m²", "price_min_eur_m2"),
    ("Hoogste grondprijs per m²", "price_max_eur_m2"), ("Beschikbaar vanaf", "available_from"),
)  # fmt: skip
"""The rows of a comparison of parks without a request."""

_MEASURES: Final = ("_ha", "_m2", "_m")
_EQUAL, _DIFFERS, _OPEN = "gelijk", "verschilt", "niet te vergelijken: onbekend"
_SIGNS: Final = {_EQUAL: "=", _DIFFERS: "≠", _OPEN: "?"}
_WIDEST_SCALE: Final = Decimal("2.51")
"""The upper end of a strip is a round figure: at most two and a half times what is on it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what each site says, of which source, who deviates, and how they compare."""

    label: str
    likeness: str
    cells: tuple[str, ...]
    sources: tuple[Known[object] | None, ...]
    odd: int | None
    most: Decimal | None
    """The largest figure of a row that has a strip: of measures that are not all nought."""
    by_plots: tuple[PlotSum | None, ...]
    """What the plots of each park say against its total."""

    @property
    def is_open_throughout(self) -> bool:
        """Whether nothing is known of any site."""
        return not any(self.sources)


def rows_of(sites: Sequence[Site], plots: Mapping[str, Sequence[Site]], today: date) -> list[Row]:
    """Return what a comparison of sites must say, in the order of its rows; ``plots`` by park."""
    return [_row(label, attribute_id, sites, plots, today) for label, attribute_id in ROWS]


def _row(
    label: str, attribute_id: str, sites: Sequence[Site], plots: Mapping[str, Sequence[Site]], today: date
) -> Row:
    values = [each.attribute(attribute_id) for each in sites]
    known = tuple(each if isinstance(each, Known) else None for each in values)
    stated = [None if each is None else each.value for each in known]
    counts = Counter(stated)
    likeness = _OPEN if None in counts else _EQUAL if len(counts) == 1 else _DIFFERS
    single = [place for place, each in enumerate(stated) if counts[each] == 1]
    has_odd = likeness == _DIFFERS and len(sites) > 2 and len(counts) == 2 and len(single) == 1
    figures = [Decimal(str(each)) for each in stated if each is not None and not isinstance(each, bool | str)]
    is_measured = attribute_id.endswith(_MEASURES) and any(figures)
    return Row(
        label,
        likeness,
        tuple(told(attribute_id, each, today) for each in values),
        known,
        single[0] if has_odd else None,
        max(figures) if is_measured else None,
        tuple(plot_sum(each, attribute_id, plots[each.id]) for each in sites),
    )


@dataclass(slots=True)
class PagesCheck:
    """Holds the pages of a comparison to its rows, figure by figure."""

    pages: Sequence[str]
    sites: Sequence[Site]
    rows: Sequence[Row]
    made_on: date
    data_version: int
    landmarks: tuple[Landmark, ...]

    def run(self) -> None:
        """Take every figure from front to back."""
        whole = "\n".join(self.pages)
        found = re.search(r"Bronnen en peildata\s+(.*?)\s*Opgesteld ", whole, re.DOTALL)
        assert found is not None
        sources = Sources((found[1],))
        inside = (self._inside(page, place) for place, page in enumerate(self.pages, start=1))
        text = Told("".join(inside))
        text.take(f"Vergelijking van {len(self.sites)} locaties")
        counts = Counter(each.likeness for each in self.rows)
        text.take(f"{counts[_DIFFERS]} {'gegeven' if counts[_DIFFERS] == 1 else 'gegevens'} versch")
        text.take(f"{counts[_EQUAL]} {'is' if counts[_EQUAL] == 1 else 'zijn'} gelijk")
        text.take(f"{counts[_OPEN]} {'is' if counts[_OPEN] == 1 else 'zijn'} niet te vergelijken")
        self._maps(text)
        for row in self.rows:
            if not row.is_open_throughout:
                _take_row(text, row, sources)
        open_names = [each.label for each in self.rows if each.is_open_throughout]
        if open_names:
            text.take(f"Van geen van de locaties bekend, navragen: {'; '.join(open_names)}.")
        text.take("Bronnen en peildata", found[1])
        text.end()

    def _inside(self, page: str, place: int) -> str:
        """Return a page without its foot and without the head of its tables, which holds the names."""
        foot = squeezed(
            f"Opgesteld {day(self.made_on)} · gegevensversie {self.data_version}"
            f" · Geen aanbod en geen toezegging Pagina {place} van {len(self.pages)}"
        )
        text = squeezed(page)
        assert text.endswith(foot), f"{text[-len(foot) :]} is not {foot}"
        names = "".join(f"{number}{each.name}" for number, each in enumerate(self.sites, start=1))
        head = squeezed(f"Gegeven{names}")
        assert place > 1 or head in text
        return text.removesuffix(foot).replace(head, "")

    def _maps(self, text: Told) -> None:
        """Take the heads of the small maps, number, name and place; on each map the numbers of all."""
        names = [each.label or each.name for each in self.landmarks] + [each.name for each in self.landmarks]
        names += [str(number) for number in range(1, len(self.sites) + 1)]
        for number, site in enumerate(self.sites, start=1):
            place = told("municipality_code", site.attribute("municipality_code"), self.made_on)
            text.take(f"{number}{site.name}{place}")
        if self.landmarks:
            text.matched(r"Ondergrond:bron\d(?:,\d)*(?:en\d)?\.")
        text.take("Kenmerken", map_names=names)


def _take_row(text: Told, row: Row, sources: Sources) -> None:
    text.take(row.label, row.likeness)
    for place, (cell, known) in enumerate(zip(row.cells, row.sources, strict=True)):
        text.take(cell, f"[{sources.of(known)}]" if known is not None else "")
        if place == row.odd:
            text.take("wijkt af")
        by_plots = row.by_plots[place]
        if by_plots is not None:
            text.take(by_plots.with_sources(sources))
        if row.most is not None:
            high = text.matched(r"0€?([\d.,]+)(?:ha|m)?")[1].replace(".", "").replace(",", ".")
            assert row.most <= Decimal(high) <= max(Decimal(1), row.most * _WIDEST_SCALE), row


def check_sheet(path: Path, sites: Sequence[Site], rows: Sequence[Row], made: str) -> None:
    """Hold the workbook to the rows: values as shown, who deviates, and of each value its source and date.

    A figure of the store is a number of the sheet, to the last of the digits that a workbook keeps. ``made``
    is the day and the data version, which stand under the rows and at the foot of every page.
    """
    book = openpyxl.load_workbook(path)
    names = [each.name for each in sites]
    lines = list(book["Vergelijking"].iter_rows())
    values = [[_plain(shown(each)) for each in line] for line in lines]
    assert values[0] == ["Onderdeel", "Gegeven", "Gelijk of verschil", *names, "Gunstigst", "Wijkt af"]
    for row, line in zip(rows, values[1:], strict=False):
        cells = [f"≠ {each}" if place == row.odd else each for place, each in enumerate(row.cells)]
        odd = "" if row.odd is None else names[row.odd]
        assert line == ["gegeven", row.label, f"{_SIGNS[row.likeness]} {row.likeness}", *cells, "", odd]
    for row, cells_shown in zip(rows, lines[1:], strict=False):
        for known, cell in zip(row.sources, cells_shown[3:], strict=False):
            if (
                known is not None
                and isinstance(known.value, int | float)
                and not isinstance(known.value, bool)
            ):
                assert cell.value == pytest.approx(known.value, rel=1e-15), (row.label, cell.coordinate)
    notes = [
        f"{name}, {row.label}: {hectares(said.stated.value)} volgens het terrein ({_sourced(said.stated)}); "
        f"{said.sourced_by(_sourced)}."
        for row in rows
        for name, said in zip(names, row.by_plots, strict=True)
        if said is not None
    ]
    assert [line[0] for line in values[1 + len(rows) :]] == [
        *notes,
        "Geen aanbod en geen toezegging. Onbekend telt nooit als goed.",
        made,
    ]
    assert {squeezed(ends_of_page(sheet.oddFooter)[0]) for sheet in book} == {squeezed(made)}
    stated = [[_plain(each.value) for each in line] for line in book["Bronnen"].iter_rows()]
    assert stated[0] == ["Gegeven", *names]
    assert stated[1:] == [[row.label, *map(_sourced, row.sources)] for row in rows]


def _sourced(known: Known[object] | None) -> str:
    if known is None:
        return "onbekend"
    return f"{without_line_references(known.source)} {DASH} {day(known.as_of)}"


def _plain(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


class _Tables(HTMLParser):
    """Reads the cells of all tables of a page, without its drawings."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._drawing_depth = 0
        self._is_in_cell = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag == "svg":
            self._drawing_depth += 1
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self._is_in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            self._drawing_depth -= 1
        elif tag in {"td", "th"}:
            self._is_in_cell = False

    def handle_data(self, data: str) -> None:
        if self._is_in_cell and not self._drawing_depth:
            self.rows[-1][-1] += data


def check_web_page(path: Path, sites: Sequence[Site], rows: Sequence[Row]) -> None:
    """Hold the table of the web page to the rows, and its sources to the values."""
    page = path.read_text(encoding="utf-8")
    tables = _Tables()
    tables.feed(page.partition("<footer>")[0])
    found = re.findall(r"<li>\[(\d+)\] (.*?)</li>", page)
    sources = Sources(("\n".join(f"{number} {text}" for number, text in found),))
    shown = [each for each in rows if not each.is_open_throughout]
    head = ["Gegeven", *(f"{number}{each.name}" for number, each in enumerate(sites, start=1))]
    wanted = [head, *(list(_web_row(each, sources)) for each in shown)]
    assert [[squeezed(cell) for cell in row] for row in tables.rows] == [
        [squeezed(cell) for cell in row] for row in wanted
    ]


def _web_row(row: Row, sources: Sources) -> Iterator[str]:
    yield f"{row.label}{_SIGNS[row.likeness]} {row.likeness}"
    for place, (cell, known) in enumerate(zip(row.cells, row.sources, strict=True)):
        source = "" if known is None else f"[{sources.of(known)}]"
        mark = "◌" if known is None else "◷" if cell.endswith(", verouderd") else ""
        said = row.by_plots[place]
        beside = "" if said is None else f"⧉{said.with_sources(sources)}"
        yield f"{mark}{cell}{source}{'≠wijkt af' if place == row.odd else ''}{beside}"
