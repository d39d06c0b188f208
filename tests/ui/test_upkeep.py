"""Upkeep in the window: a value typed, a plot split and merged with the mouse, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QToolButton

from drentsportal.domain.values import Known
from drentsportal.mapview.drawing import drawing_message
from tests.ui.map_driver import run_js
from tests.ui.portals import click, settle
from tests.ui.upkeep_hands import act, show_site

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
    from shapely.geometry.base import BaseGeometry

    from drentsportal.ui.portal import Portal

PARK = "vb-018"


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Give a window on the sample data with a park selected among the sites."""
    show_site(qtbot, sample_portal, PARK)
    return sample_portal


def field(portal: Portal, name: str) -> QLineEdit:
    """Find the editor of a value."""
    found = portal.panels.site_form.findChild(QLineEdit, f"value_{name}")
    assert found is not None
    return found


def choose_by_keys(portal: Portal, name: str, choice: str) -> None:
    """Walk through the choices of a value with the arrow keys."""
    combo = portal.panels.site_form.findChild(QComboBox, f"value_{name}")
    assert combo is not None
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.findText(choice)):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == choice


def shapes(portal: Portal) -> dict[str, bytes]:
    """Every outline, byte for byte."""
    rows = portal.services.catalogue.site_table().plots
    return dict(zip(rows.ids.tolist(), shapely.to_wkb(rows.geometries_rd).tolist(), strict=True))


def pixel(qtbot: QtBot, portal: Portal, position: tuple[float, float]) -> QPoint:
    """Tell where a position in RD lies on the map."""
    lon, lat = drawing_message("none", view=shapely.Point(position).buffer(1)).fit[0]
    end_lon, end_lat = drawing_message("none", view=shapely.Point(position).buffer(1)).fit[1]
    place = f"drentsMap.map.latLngToContainerPoint([{(lat + end_lat) / 2}, {(lon + end_lon) / 2}])"
    x, y = run_js(qtbot, portal.map.web.page, f"{place}.x + ' ' + {place}.y").split(" ")
    return QPoint(round(float(x)), round(float(y)))


def click_map(qtbot: QtBot, portal: Portal, position: tuple[float, float]) -> None:
    """Click on the map at a position in RD."""
    surface = portal.map.web.view.focusProxy()
    assert surface is not None
    QTest.mouseClick(surface, Qt.MouseButton.LeftButton, pos=pixel(qtbot, portal, position))


def confirm(qtbot: QtBot, portal: Portal, **typed: str) -> None:
    """Fill in the dialog that closes a drawing, and accept it."""
    qtbot.waitUntil(lambda: portal.window.findChild(QDialog, "drawing_dialog") is not None)
    dialog = portal.window.findChildren(QDialog, "drawing_dialog")[-1]
    qtbot.waitUntil(dialog.isVisible)
    for name, text in typed.items():
        editor = dialog.findChild(QLineEdit, f"field_{name}")
        assert editor is not None
        editor.setText(text)
    accept = dialog.findChild(QPushButton, "accept")
    assert accept is not None
    click(accept)
    settle(qtbot, portal)
    dialog.setObjectName("")


def two_neighbours(portal: Portal) -> tuple[str, str, BaseGeometry, BaseGeometry]:
    """Find two plots of one park that share an edge."""
    rows = portal.services.catalogue.site_table().plots
    outlines = list(zip(rows.ids.tolist(), rows.geometries_rd.tolist(), strict=True))
    for one_id, one in outlines:
        for other_id, other in outlines:
            same_park = one_id.rsplit("-", 1)[0] == other_id.rsplit("-", 1)[0]
            if one_id < other_id and same_park and one.intersection(other).length > 20:
                return one_id, other_id, one, other
    raise AssertionError


def test_a_value_is_typed_checked_and_saved(qtbot: QtBot, portal: Portal) -> None:
    """A wrong entry is refused while typing; a right one is in use with source and date, on card and list."""
    act(qtbot, portal, "edit_site")
    form = portal.panels.site_form
    assert form.isVisible()
    assert not form.save.isEnabled()
    editor = field(portal, "net_ha")
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "12,5x")
    assert any("12,5x" in each.text() for each in form.findChildren(QLabel) if each.isVisibleTo(form))
    assert not form.save.isEnabled()
    editor.selectAll()
    QTest.keyClicks(editor, "12,5")
    assert form.save.isEnabled()
    click(form.save)
    settle(qtbot, portal)
    value = portal.services.catalogue.site(PARK).attribute("net_ha")
    assert isinstance(value, Known)
    assert (value.value, value.source) == (12.5, "Provincie Drenthe")
    assert portal.panels.site_card.isVisible()
    assert any("12,5\u00a0ha" in each.text() for each in portal.panels.site_card.findChildren(QLabel))


def test_a_value_that_still_holds_is_confirmed(qtbot: QtBot, portal: Portal) -> None:
    """Ticking a value gives it the source and date of today, and leaves it what it was."""
    before = portal.services.catalogue.site(PARK).attribute("gross_ha")
    act(qtbot, portal, "edit_site")
    tick = portal.panels.site_form.findChild(QToolButton, "confirm_gross_ha")
    assert tick is not None
    click(tick)
    click(portal.panels.site_form.save)
    settle(qtbot, portal)
    after = portal.services.catalogue.site(PARK).attribute("gross_ha")
    assert isinstance(before, Known)
    assert isinstance(after, Known)
    assert (after.value, after.source) == (before.value, "Provincie Drenthe")
    assert after.as_of > before.as_of


def test_what_is_odd_is_said_and_can_be_saved(qtbot: QtBot, portal: Portal) -> None:
    """More available than net is said at once, and may still be what the source says."""
    act(qtbot, portal, "edit_site")
    form = portal.panels.site_form
    form.fields["available_now_ha"].enter("9999")
    shown = [each.text() for each in form.findChildren(QLabel) if each.isVisibleTo(form)]
    assert any("meer dan netto" in text for text in shown)
    assert form.save.isEnabled()


def test_a_lowest_above_its_highest_is_refused_at_the_field(qtbot: QtBot, portal: Portal) -> None:
    """Typed by hand: said at the fields, not saved; put right it is saved, both at once."""
    act(qtbot, portal, "edit_site")
    form = portal.panels.site_form
    for end, category in (("min", "4.2"), ("max", "3.1")):
        choose_by_keys(portal, f"issue_category_{end}", category)
    said = "De laagste milieucategorie (4.2) is hoger dan de hoogste (3.1). Een van beide klopt niet"
    for name in ("issue_category_min", "issue_category_max"):
        remarks = [each.text() for each in form.fields[name].findChildren(QLabel) if each.isVisibleTo(form)]
        assert any(text.startswith(said) for text in remarks)
    assert not form.save.isEnabled()
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, portal)
    assert portal.services.catalogue.site(PARK).value("issue_category_max") is None
    choose_by_keys(portal, "issue_category_max", "5.1")
    assert form.save.isEnabled()
    click(form.save)
    settle(qtbot, portal)
    site = portal.services.catalogue.site(PARK)
    assert (site.value("issue_category_min"), site.value("issue_category_max")) == ("4.2", "5.1")


def test_status_of_a_plot_is_chosen_and_taken_back(qtbot: QtBot, portal: Portal) -> None:
    """The undo entry of the menu names the step, and Ctrl+Z takes it back."""
    plot_id = str(portal.services.catalogue.site_table().plots.ids[0])
    portal.session.select_site(plot_id)
    settle(qtbot, portal)
    before = portal.services.catalogue.site(plot_id).attribute("status")
    act(qtbot, portal, "edit_site")
    combo = portal.panels.site_form.findChild(QComboBox, "value_status")
    assert combo is not None
    combo.setCurrentIndex(combo.findData("sold" if combo.currentData() != "sold" else "available"))
    click(portal.panels.site_form.save)
    settle(qtbot, portal)
    undo = portal.window.actions_by_id["undo_edit"]
    assert undo.isEnabled()
    assert "status van" in undo.text()
    portal.window.activateWindow()
    qtbot.waitUntil(portal.window.isActiveWindow)
    QTest.keyClick(portal.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, portal)
    assert portal.services.catalogue.site(plot_id).attribute("status") == before
    assert not undo.isEnabled()
    assert portal.window.actions_by_id["redo_edit"].isEnabled()


def test_a_plot_is_split_with_the_mouse_undone_and_redone(qtbot: QtBot, portal: Portal) -> None:
    """The line is drawn with real clicks; undo and redo give every outline back byte for byte."""
    plot_id, _, outline, _ = two_neighbours(portal)
    before = shapes(portal)
    portal.session.select_site(plot_id)
    settle(qtbot, portal)
    with qtbot.waitSignal(portal.map.painted, check_params_cb=lambda tag: tag == "draw"):
        act(qtbot, portal, "split_plot")
    middle = outline.centroid
    min_x, min_y, max_x, max_y = outline.bounds
    along_x = max_x - min_x > max_y - min_y
    reach = 8.0
    ends = (
        [(middle.x, min_y - reach), (middle.x, max_y + reach)]
        if along_x
        else [(min_x - reach, middle.y), (max_x + reach, middle.y)]
    )
    for end in ends:
        click_map(qtbot, portal, end)
    portal.map.web.view.setFocus()
    surface = portal.map.web.view.focusProxy()
    assert surface is not None
    with qtbot.waitSignal(portal.map.drawn):
        QTest.keyClick(surface, Qt.Key.Key_Return)
    confirm(qtbot, portal)
    after = shapes(portal)
    new = set(after) - set(before)
    assert len(new) == 2
    assert set(before) - set(after) == {plot_id}
    united = shapely.union_all(shapely.from_wkb([after[each] for each in sorted(new)]))
    assert united.symmetric_difference(outline).area < 1e-6
    act(qtbot, portal, "undo_edit")
    assert shapes(portal) == before
    act(qtbot, portal, "redo_edit")
    assert shapes(portal) == after
    act(qtbot, portal, "undo_edit")
    assert shapes(portal) == before


def test_two_plots_are_merged_by_clicking_them(qtbot: QtBot, portal: Portal) -> None:
    """The first is the selected one, the second is clicked; the whole has the area of both."""
    one_id, other_id, one, other = two_neighbours(portal)
    before = shapes(portal)
    portal.session.select_site(one_id)
    settle(qtbot, portal)
    with qtbot.waitSignal(portal.map.painted, check_params_cb=lambda tag: tag == "draw"):
        act(qtbot, portal, "merge_plots")
    place = other.representative_point()
    with qtbot.waitSignal(portal.map.plots_picked) as picked:
        click_map(qtbot, portal, (place.x, place.y))
    assert picked.args == [(one_id, other_id)]
    surface = portal.map.web.view.focusProxy()
    assert surface is not None
    with qtbot.waitSignal(portal.map.drawn):
        QTest.keyClick(surface, Qt.Key.Key_Return)
    confirm(qtbot, portal, name="Samen")
    (new,) = set(shapes(portal)) - set(before)
    merged = portal.services.catalogue.site(new)
    assert merged.name == "Samen"
    assert merged.value("area_m2") == round(shapely.union_all([one, other]).area)
    act(qtbot, portal, "undo_edit")
    assert shapes(portal) == before


def test_escape_leaves_everything_as_it_was(qtbot: QtBot, portal: Portal) -> None:
    """Giving up a drawing asks nothing and stores nothing."""
    version = portal.services.catalogue.data_version()
    with qtbot.waitSignal(portal.map.painted, check_params_cb=lambda tag: tag == "draw"):
        act(qtbot, portal, "draw_plot")
    portal.map.web.view.setFocus()
    surface = portal.map.web.view.focusProxy()
    assert surface is not None
    with qtbot.waitSignal(portal.map.drawn):
        QTest.keyClick(surface, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not portal.map.is_drawing)
    assert portal.services.catalogue.data_version() == version
