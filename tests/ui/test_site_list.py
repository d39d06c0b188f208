"""Filters and table of sites, driven by mouse and keys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton

from drentsportal.domain.sites.attributes import ValueType, attributes_of
from drentsportal.domain.sites.site_table import Column, RecordSource, SiteRows, SiteTable
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.ui.models.site_rows import (
    AgeClass,
    Availability,
    SiteFilter,
    site_rows,
    totals,
)
from drentsportal.ui.panels.site_list import SiteListPanel, SiteTablePanel
from tests.ui.site_samples import FRESH, HOSTILE, IBIS, OLD, SEGMENTS, rows, site_row, themed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

TODAY = date(2026, 11, 20)
_NUMBERS = {ValueType.INTEGER, ValueType.REAL, ValueType.BOOLEAN}


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Give the light theme."""
    return themed(qapp)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, dutch: Language) -> SiteListPanel:
    """Show the filters over four sites."""
    made = SiteListPanel(theme, dutch)
    qtbot.addWidget(made)
    made.resize(272, 820)
    made.show_sites(rows(), SEGMENTS)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def table(qtbot: QtBot, theme: Theme, dutch: Language) -> SiteTablePanel:
    """Show the table of four sites."""
    made = SiteTablePanel(theme, dutch)
    qtbot.addWidget(made)
    made.resize(900, 320)
    made.show_sites(rows(), SEGMENTS)
    made.show()
    qtbot.waitExposed(made)
    return made


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(6, widget.height() // 2))


def _box(panel: SiteListPanel, name: str) -> QCheckBox:
    # A box that was replaced stays a child, before the new one, until the event loop takes it away.
    return panel.findChildren(QCheckBox, name)[-1]


def _names(table: SiteTablePanel) -> list[str]:
    return [table.model.site_row(number).name for number in range(table.model.rowCount())]


def _kind_rows(kind: SiteKind, ids: Sequence[str], values: Mapping[str, Sequence[object]]) -> SiteRows:
    columns = {}
    for spec in attributes_of(kind):
        given = values.get(spec.id, [None] * len(ids))
        known = np.array([each is not None for each in given])
        records = np.where(known, np.arange(1, len(ids) + 1), 0).astype(np.int64)
        if spec.type in _NUMBERS:
            numbers = np.array([0.0 if each is None else each for each in given], np.float64)
            columns[spec.id] = Column(numbers, known, records)
        else:
            names = tuple(sorted({str(each) for each in given if each is not None}))
            codes = [0 if each is None else names.index(str(each)) for each in given]
            columns[spec.id] = Column(np.array(codes, np.int32), known, records, names)
    return SiteRows(kind, np.array(ids), columns, np.full(len(ids), None, object))


def test_rows_read_from_columns_keep_unknown_apart_from_zero() -> None:
    """Rows read from columns keep unknown apart from zero."""
    parks = _kind_rows(
        SiteKind.PARK,
        ["a", "b"],
        {
            "name": ["Zuid", "Noord"],
            "segments": ["logistics;mixed", None],
            "gross_ha": [80.0, None],
            "available_now_ha": [0.0, None],
            "available_later_ha": [0.0, 2.5],
        },
    )
    empty = _kind_rows(SiteKind.PLOT, [], {})
    halls = _kind_rows(SiteKind.PREMISES, ["h"], {"name": ["Hal"], "available_from": ["2026-12"]})
    sources = {1: RecordSource(IBIS, OLD), 2: RecordSource("Gemeente", FRESH)}
    hall, north, south = site_rows(SiteTable(1, parks, empty, halls, sources), TODAY)
    assert (south.name, south.gross_ha, south.available_now_ha) == ("Zuid", 80.0, 0.0)
    assert south.segments == ("logistics", "mixed")
    assert south.availability == {Availability.NONE}
    assert south.source == IBIS
    assert (south.age_class, north.age_class) == (AgeClass.OVER_THREE, AgeClass.UNDER_ONE)
    assert (north.gross_ha, north.available_now_ha, north.segments) == (None, None, ())
    assert north.availability == {Availability.LATER}
    assert hall.availability == {Availability.LATER}
    assert hall.age_class is AgeClass.UNKNOWN


def test_totals_count_what_is_unknown_and_leave_premises_out() -> None:
    """Totals count what is unknown and leave premises out."""
    total = totals(rows())
    assert (total.park_count, total.premises_count) == (3, 1)
    assert (total.gross_ha, total.gross_unknown) == (610.0, 1)
    assert (total.available_now_ha, total.available_unknown) == (23.3, 1)
    assert totals([site_row("x", "X", gross_ha=None)]).gross_ha is None


def test_site_without_segment_is_shown_only_under_unknown() -> None:
    """A site without segment is shown only under unknown."""
    wanted = SiteFilter(unticked={"segment": frozenset({"unknown"})})
    assert [row.id for row in rows() if wanted.shows(row)] == ["p1", "p2", "v1"]


def test_typing_filters_on_name_and_rin(qtbot: QtBot, panel: SiteListPanel) -> None:
    """Typing filters on name and RIN number."""
    with qtbot.waitSignal(panel.filter_changed) as told:
        QTest.keyClicks(panel.search, "w")
    assert told.args == [{"p3"}]
    panel.search.clear()
    QTest.keyClicks(panel.search, "454")
    assert [row.id for row in panel.shown_rows()] == ["p1"]
    with qtbot.waitSignal(panel.site_selected) as chosen:
        QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert chosen.args == ["p1"]


def test_unticking_a_box_hides_its_sites_and_clearing_shows_all(qtbot: QtBot, panel: SiteListPanel) -> None:
    """Unticking a box hides its sites and clearing shows all."""
    with qtbot.waitSignal(panel.filter_changed) as told:
        _click(_box(panel, "availability_none"))
    assert told.args == [{"p1", "p3", "v1"}]
    clear = panel.findChild(QPushButton, "clear_filters")
    assert clear is not None
    assert clear.isEnabled()
    with qtbot.waitSignal(panel.filter_changed) as told:
        QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert told.args == [None]
    assert not clear.isEnabled()
    assert _box(panel, "availability_none").isChecked()


def test_space_ticks_a_box_by_key(panel: SiteListPanel) -> None:
    """Space ticks a box by key."""
    box = _box(panel, "age_over_three")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert [row.id for row in panel.shown_rows()] == ["p1", "p3", "v1"]


def test_counts_follow_the_other_filters(panel: SiteListPanel) -> None:
    """Counts follow the other filters."""
    assert _box(panel, "segment_logistics").accessibleName() == "Logistiek, 2 locaties"
    QTest.keyClicks(panel.municipality, "Assen")
    assert panel.municipality.currentText() == "Assen"
    assert _box(panel, "segment_logistics").accessibleName() == "Logistiek, 1 locatie"
    assert [row.id for row in panel.shown_rows()] == ["p2"]


def test_filters_stay_when_the_sites_change(panel: SiteListPanel) -> None:
    """Filters stay when the sites change."""
    _click(_box(panel, "segment_unknown"))
    panel.show_sites((*rows(), site_row("p9", "Nieuw", segments=("mixed", "other"))), SEGMENTS)
    assert not _box(panel, "segment_unknown").isChecked()
    assert {row.id for row in panel.shown_rows()} == {"p1", "p2", "v1", "p9"}
    assert _box(panel, "segment_other").isChecked()


def test_title_states_totals_and_what_is_unknown(table: SiteTablePanel) -> None:
    """The title states totals and what is unknown."""
    assert table.title() == (
        "3 terreinen · 1 pand · 610,0\u00a0ha bruto · 23,3\u00a0ha terstond uitgeefbaar"
        " · bruto onbekend bij 1 · uitgeefbaar onbekend bij 1"
    )
    table.show_only({"p3"})
    assert table.title() == "1 terrein · bruto onbekend bij 1 · uitgeefbaar onbekend bij 1"


def test_unknown_stays_last_whichever_way_a_column_is_sorted(table: SiteTablePanel) -> None:
    """Unknown stays last whichever way a column is sorted."""
    header = table.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(4) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    first = _names(table)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    second = _names(table)
    assert {first[-1], second[-1]} == {"De Wieken"}
    assert first[:-1] == second[:-1][::-1]
    assert {first[0], second[0]} == {"Bargermeer", HOSTILE}


def test_click_and_arrow_keys_select_and_tell_once(table: SiteTablePanel) -> None:
    """Click and arrow keys select and tell once."""
    told: list[str] = []
    table.site_selected.connect(told.append)
    first = table.view.visualRect(table.model.index(0, 1)).center()
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.keyClick(table.view, Qt.Key.Key_Down)
    assert told == [table.model.site_row(0).id, table.model.site_row(1).id]


def test_selection_from_elsewhere_is_not_told_back_and_survives_sorting(
    qtbot: QtBot, table: SiteTablePanel
) -> None:
    """Selection from elsewhere is not told back and survives sorting."""
    told: list[str] = []
    table.site_selected.connect(told.append)
    table.select("p3")
    table.view.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert table.model.site_row(table.view.currentIndex().row()).id == "p3"
    table.show_only({"p1"})
    table.show_only(None)
    assert table.model.site_row(table.view.currentIndex().row()).id == "p3"
    qtbot.wait(0)
    assert told == []


def test_unknown_is_said_in_words_and_names_stay_text(table: SiteTablePanel) -> None:
    """Unknown is said in words and names stay text."""
    unknown = table.model.index(table.model.row_of("p3"), 4)
    assert table.model.data(unknown) == "onbekend"
    hostile = table.model.index(table.model.row_of("p2"), 0)
    assert table.model.data(hostile) == HOSTILE
    tooltip = table.model.data(hostile, Qt.ItemDataRole.ToolTipRole)
    assert tooltip == "<qt>&lt;b&gt;Park&lt;/b&gt; &amp; zoon</qt>"
    spoken = str(table.model.data(unknown, Qt.ItemDataRole.AccessibleTextRole))
    assert "Uitgeefbaar ha onbekend" in spoken


def test_empty_workspace_offers_to_import(qtbot: QtBot, table: SiteTablePanel) -> None:
    """An empty workspace offers to import."""
    table.show_sites((), {})
    offer = table.findChild(QPushButton, "import_empty")
    assert offer is not None
    with qtbot.waitSignal(table.import_asked):
        QTest.mouseClick(offer, Qt.MouseButton.LeftButton)


def test_a_filter_that_nothing_passes_offers_to_clear_it(qtbot: QtBot, table: SiteTablePanel) -> None:
    """Where the sites would stand, and only where a filter is what keeps them away."""
    table.show_only(set())
    offer = table.findChild(QPushButton, "clear_filters_empty")
    assert offer is not None
    assert offer.isVisibleTo(table)
    with qtbot.waitSignal(table.clear_asked):
        QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    table.show_only(None)
    assert not offer.isVisible()
    table.show_sites((), {})
    assert not offer.isVisibleTo(table)
