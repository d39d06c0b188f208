"""Candidates side by side: likeness in signs and words, row names that stay in view, one column per site."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from drentsportal.domain.match.row_marks import BestMark, RowScale
from drentsportal.domain.sites.going_value import going_value
from drentsportal.domain.sites.plot_totals import differing_totals
from drentsportal.domain.values import Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.compared_sites import ComparedCell, ComparedRow, Likeness, RowKind
from drentsportal.services.documents import Surroundings
from drentsportal.services.ports.documents import ComparisonForm
from drentsportal.ui.fonts import font
from drentsportal.ui.panels.comparison_view import ComparisonView
from drentsportal.ui.widgets.text_cell import CELL_ROLE, TextCell
from tests.ui.site_samples import HOSTILE, comparison, make_site, themed

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, dutch: Language) -> ComparisonView:
    """Show two candidates."""
    made = ComparisonView(themed(qapp), dutch)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_table(comparison())
    made.show()
    qtbot.waitExposed(made)
    return made


def _rows(view: ComparisonView) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    count = view.model.rowCount()
    return [str(view.model.headerData(row, Qt.Orientation.Vertical, role)) for row in range(count)]


def _row(view: ComparisonView, title: str) -> int:
    return next(row for row in range(view.model.rowCount()) if view.model.line(row).title == title)


def _cell(view: ComparisonView, index: QModelIndex) -> TextCell:
    found = view.model.data(index, CELL_ROLE)
    assert isinstance(found, TextCell)
    return found


def test_every_row_says_in_words_how_it_compares(view: ComparisonView) -> None:
    """Every row says in words how it compares."""
    said = [text.rpartition(", ")[2] for text in _rows(view)]
    assert said == [
        "Uitkomst",
        "laag tot hoog",
        "Eisen",
        "niet te vergelijken",
        "Kenmerken",
        "verschilt",
        "gelijk",
        "niet te vergelijken",
    ]


def test_legend_counts_each_likeness(view: ComparisonView) -> None:
    """The legend counts each likeness."""
    shown = [each.text() for each in view.findChildren(QLabel)]
    assert any("≠ 1 verschil " in text and "= 1 gelijk" in text and "2 niet te" in text for text in shown)


def test_unknown_is_a_chip_and_verdicts_are_words(view: ComparisonView, dutch: Language) -> None:
    """Unknown is a chip and verdicts are words."""
    net = view.model.index(_row(view, dutch.text("attribute.net_ha")), 1)
    assert _cell(view, net).chip == "onbekend"
    price = _row(view, dutch.text("criterion.price"))
    shown = [_cell(view, view.model.index(price, column)).chip for column in range(2)]
    assert shown == ["PAST", "NAVRAGEN"]


def test_cell_tells_a_screen_reader_row_site_and_value(view: ComparisonView, dutch: Language) -> None:
    """A cell tells a screen reader row, site and value."""
    gross = dutch.text("attribute.gross_ha")
    cell = view.model.index(_row(view, gross), 1)
    spoken = view.model.data(cell, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{gross}, verschilt, {HOSTILE}: 80,5\u00a0ha"


def test_only_differences_leaves_equal_rows_out_and_keeps_unknown_ones(
    view: ComparisonView, dutch: Language
) -> None:
    """Only differences leaves equal rows out and keeps unknown ones."""
    box = view.only_differences
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(6, box.height() // 2))
    titles = {view.model.line(row).title for row in range(view.model.rowCount())}
    assert dutch.text("attribute.broadband") not in titles
    assert {dutch.text("attribute.net_ha"), dutch.text("attribute.gross_ha")} <= titles


def test_row_names_stay_when_five_sites_scroll_aside(qtbot: QtBot, view: ComparisonView) -> None:
    """Row names stay when the columns scroll aside."""
    view.resize(480, 600)
    bar = view.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    before = view.view.verticalHeader().geometry()
    bar.setValue(bar.maximum())
    assert view.view.verticalHeader().geometry() == before
    assert view.view.verticalHeader().isVisible()


def test_columns_fill_the_width(view: ComparisonView) -> None:
    """Columns fill the width."""
    used = sum(view.view.columnWidth(column) for column in range(2))
    assert 0 <= view.view.viewport().width() - used < 2


def test_click_on_a_site_and_walking_with_keys_select_it(qtbot: QtBot, view: ComparisonView) -> None:
    """A click on a site and walking with keys select it."""
    header = view.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 20, 20)
    with qtbot.waitSignal(view.site_selected) as told:
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["p2"]
    cell = view.view.visualRect(view.model.index(1, 1)).center()
    QTest.mouseClick(view.view.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    with qtbot.waitSignal(view.site_selected) as told:
        QTest.keyClick(view.view, Qt.Key.Key_Left)
    assert told.args == ["p1"]


def test_export_offers_its_three_forms(qtbot: QtBot, view: ComparisonView) -> None:
    """A click opens the forms; a key takes one of them."""
    made = view.findChild(QPushButton, "export_comparison")
    assert made is not None
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    menu = view.findChild(QMenu, "comparison_forms")
    assert menu is not None
    assert [action.data() for action in menu.actions()] == list(ComparisonForm)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.export_asked) as told:
        QTest.keyClick(menu, Qt.Key.Key_Return)
    # A word that equals the form is not enough: what writes it asks the form for its ending.
    assert told.args[0] is ComparisonForm.HTML


def test_what_stands_out_is_said_in_words(view: ComparisonView, dutch: Language) -> None:
    """The most favourable has its sign and its words; the one that deviates is bold and says so."""
    table = comparison()
    odd = replace(table.rows[1].cells[0], deviates=True)
    best = replace(table.rows[1].cells[1], best=BestMark.BEST)
    tied = tuple(replace(each, best=BestMark.TIED) for each in table.rows[2].cells)
    rows = (table.rows[0], replace(table.rows[1], cells=(odd, best)), replace(table.rows[2], cells=tied))
    view.show_table(replace(table, rows=rows))
    gross = _row(view, dutch.text("attribute.gross_ha"))
    cells = [_cell(view, view.model.index(gross, column)) for column in range(2)]
    assert (cells[0].strong, cells[0].text.splitlines()[1]) == (True, "wijkt af")
    assert (cells[1].mark, cells[1].text.splitlines()[1]) == ("best", "gunstigst")
    broadband = _row(view, dutch.text("attribute.broadband"))
    assert _cell(view, view.model.index(broadband, 0)).text.endswith("gedeeld gunstigst")
    unknown = replace(table.rows[1], cells=(ComparedCell(Unknown()), best))
    view.show_table(replace(table, rows=(table.rows[0], unknown)))
    told = _cell(view, view.model.index(_row(view, dutch.text("attribute.gross_ha")), 1))
    assert (told.mark, told.text.splitlines()[1]) == ("best", "gunstigst van de bekende")


def test_what_does_not_apply_is_a_dash_and_not_unknown(view: ComparisonView, dutch: Language) -> None:
    """A hall has no gross area."""
    table = comparison()
    cells = (table.rows[3].cells[0], ComparedCell(Unknown(), applies=False))
    view.show_table(replace(table, rows=(replace(table.rows[3], cells=cells),)))
    net = view.model.index(_row(view, dutch.text("attribute.net_ha")), 1)
    assert (_cell(view, net).chip, _cell(view, net).text) == ("", "\N{EN DASH}")


def test_what_the_park_or_its_plots_say_and_who_is_excluded_stands_in_words(
    view: ComparisonView, dutch: Language
) -> None:
    """A price of the park as a range, a total with what the plots add up to, and no dash for who is out."""
    table = comparison()
    said = {"price_min_eur_m2": 60.0, "price_max_eur_m2": 75.0, "available_now_ha": 16.0}
    park = make_site("p1", SiteKind.PARK, **said)
    plot = make_site("k1", SiteKind.PLOT, status="available", area_m2=25_555)
    going = going_value(make_site("k1", SiteKind.PLOT), park, "price_eur_m2")
    (total,) = differing_totals(park, (plot,))
    price = ComparedRow(
        RowKind.ATTRIBUTE,
        "price_eur_m2",
        (ComparedCell(going.compared, going=going), ComparedCell(Unknown())),
        Likeness.NOT_COMPARABLE,
    )
    stated = ComparedCell(total.stated, plot_total=total)
    free = ComparedRow(RowKind.ATTRIBUTE, "available_now_ha", (stated, stated), Likeness.EQUAL)
    out = replace(table.sites[1], card=None, is_excluded=True)
    view.show_table(replace(table, sites=(table.sites[0], out), rows=(price, free)))

    def told(title: str, column: int = 0) -> list[str]:
        text = _cell(view, view.model.index(_row(view, title), column)).text
        return text.replace("\u00a0", " ").splitlines()

    assert told(dutch.text("attribute.price_eur_m2")) == [
        "€ 60,00 \N{EN DASH} 75,00 per m²",
        "opgave van het terrein",
    ]
    (first, beside) = told(dutch.text("attribute.available_now_ha"))
    assert (first, beside.split(" (")[0]) == ("16 ha", "kavels: samen 2,56 ha")
    assert total.known[0].source in beside
    assert told(dutch.text("ui.compare.score"), 1) == ["valt af, niet in de rangschikking"]


def test_a_row_of_figures_has_one_scale_and_unknown_no_place_on_it(
    view: ComparisonView, dutch: Language
) -> None:
    """Both ends in words; the scale is drawn beside the names, or under them where the table is narrow."""
    table = comparison()
    cells = (replace(table.rows[3].cells[0], span=(20.0, 20.0)), table.rows[3].cells[1])
    row = replace(table.rows[3], cells=cells, scale=RowScale(0.0, 25.0))
    view.show_table(replace(table, rows=(row,)))
    line = view.model.line(_row(view, dutch.text("attribute.net_ha")))
    assert line.scale is not None
    assert (line.scale.low_words, line.scale.high_words) == ("0", "25\u00a0ha")
    assert [each is None for each in line.spots] == [False, True]
    wide = view.view.verticalHeader().width()
    view.resize(560, 600)
    assert view.view.verticalHeader().width() < wide


def test_small_maps_stand_over_the_names_where_there_is_room(view: ComparisonView) -> None:
    """A low table keeps its rows in sight instead."""
    table = comparison()
    placed = [
        replace(each, site=replace(each.site, geometry_rd=shapely.box(x, 526_000, x + 500, 526_500)))
        for each, x in zip(table.sites, (260_000, 265_000), strict=True)
    ]
    ground = Surroundings((), (), (), (), {}, 1)
    view.resize(1000, 800)
    view.show_table(replace(table, sites=tuple(placed), surroundings=ground))
    header = view.view.horizontalHeader()
    tall = header.height()
    view.resize(1000, 400)
    assert header.height() < tall


def test_without_a_comparison_it_says_how_to_get_one(view: ComparisonView) -> None:
    """Without a comparison it says how to get one."""
    view.show_table(None)
    shown = [each.text() for each in view.findChildren(QLabel) if each.isVisibleTo(view)]
    assert shown == [
        "Nog niets te vergelijken. Zet twee tot vijf locaties op de shortlist en kies Vergelijken."
    ]


def test_two_plots_of_one_name_are_told_apart_by_their_parks(
    qtbot: QtBot, view: ComparisonView, dutch: Language
) -> None:
    """In the heading, whose park gets a second line where a column is narrow, and to a screen reader."""
    table, header = comparison(), view.view.horizontalHeader()
    low = header.height()
    park = make_site("park", SiteKind.PARK, name="Bedrijvenpark Noordoostelijke Ontwikkeling")
    sites = tuple(
        replace(each, site=make_site(each.site.id, SiteKind.PLOT, name="A1"), park=of)
        for each, of in zip(table.sites, (park, make_site("p", SiteKind.PARK, name="Zuid")), strict=True)
    )
    view.show_table(replace(table, sites=sites))
    told = [
        str(view.model.headerData(each, Qt.Orientation.Horizontal)).partition("\n")[0] for each in range(2)
    ]
    assert told == ["Kavel A1, Bedrijvenpark Noordoostelijke Ontwikkeling", "Kavel A1, Zuid"]
    tip = view.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip == told[0]
    cell = view.model.index(_row(view, dutch.text("attribute.gross_ha")), 1)
    assert "Kavel A1, Zuid" in str(view.model.data(cell, Qt.ItemDataRole.AccessibleTextRole))
    two_more = low + 2 * QFontMetrics(font(14, QFont.Weight.DemiBold)).height()
    view.resize(500, 600)
    qtbot.waitUntil(lambda: header.height() == two_more)
