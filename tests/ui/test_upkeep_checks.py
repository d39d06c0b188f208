"""What upkeep asks and refuses before it stores, with mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pypdf import PdfWriter
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from shapely.geometry import box

from drentsportal.domain.values import PartialDate
from drentsportal.mapview.drawing import drawing_message
from drentsportal.services.site_attachments import AttachmentDetails
from drentsportal.services.site_editing import Attribution
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.check_rows import CheckRows
from drentsportal.ui.widgets.word_label import WordLabel
from tests.ui.map_driver import run_js
from tests.ui.portals import click, settle
from tests.ui.upkeep_hands import Answer, act, dialog_of, show_site

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

PARK = "vb-018"


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Give a window on the sample data with a park selected among the sites."""
    show_site(qtbot, sample_portal, PARK)
    return sample_portal


def texts(widget: QWidget) -> str:
    """Every text that a widget shows, one per line."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def press(widget: QWidget, name: str) -> None:
    """Click a button by its name."""
    found = widget.findChild(QPushButton, name)
    assert found is not None
    click(found)


def wait_corners(qtbot: QtBot, portal: Portal, count: int) -> None:
    """Wait until the map shows as many corners."""
    drawn = "String(document.querySelectorAll('.dm-draw-corner').length)"
    qtbot.waitUntil(lambda: run_js(qtbot, portal.map.web.page, drawn) == str(count))


def draw_corners(qtbot: QtBot, portal: Portal, corners: list[tuple[float, float]]) -> None:
    """Click corners in RD on the map."""
    surface = portal.map.web.view.focusProxy()
    assert surface is not None
    for number, (x_rd, y_rd) in enumerate(corners, start=1):
        lon, lat = drawing_message("none", view=box(x_rd, y_rd, x_rd + 1, y_rd + 1)).fit[0]
        place = f"drentsMap.map.latLngToContainerPoint([{lat}, {lon}])"
        x, y = run_js(qtbot, portal.map.web.page, f"{place}.x + ' ' + {place}.y").split(" ")
        QTest.mouseClick(surface, Qt.MouseButton.LeftButton, pos=QPoint(round(float(x)), round(float(y))))
        wait_corners(qtbot, portal, number)


def begin(qtbot: QtBot, portal: Portal, action_id: str) -> None:
    """Start drawing."""
    with qtbot.waitSignal(portal.map.painted, check_params_cb=lambda tag: tag == "draw"):
        act(qtbot, portal, action_id)
    portal.map.web.view.setFocus()


def key(portal: Portal, key: Qt.Key) -> None:
    """Press a key on the map."""
    surface = portal.map.web.view.focusProxy()
    assert surface is not None
    QTest.keyClick(surface, key)


def bar(qtbot: QtBot, portal: Portal) -> tuple[str, bool]:
    """Return what the bar of the drawing says, and whether it can be finished."""
    said = run_js(qtbot, portal.map.web.page, "document.querySelector('.dm-drawbar-size').textContent")
    off = run_js(qtbot, portal.map.web.page, "String(document.querySelector('.dm-drawbar-done').disabled)")
    return said, off == "false"


def test_a_crossing_outline_cannot_be_finished_and_says_why(qtbot: QtBot, portal: Portal) -> None:
    """The bar says it at once; with the last corner taken back, the drawing goes on."""
    begin(qtbot, portal, "draw_plot")
    shape = portal.services.catalogue.site(PARK).geometry_rd
    assert shape is not None
    middle = shape.centroid
    x, y = middle.x, middle.y
    draw_corners(qtbot, portal, [(x, y), (x + 90, y + 90), (x + 90, y), (x, y + 90)])
    assert bar(qtbot, portal) == ("De omtrek kruist zichzelf", False)
    key(portal, Qt.Key.Key_Return)
    key(portal, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: bar(qtbot, portal)[1])
    assert portal.window.findChild(QDialog, "drawing_dialog") is None
    assert portal.map.is_drawing


def test_a_plot_over_another_one_is_stored_only_when_that_is_confirmed(qtbot: QtBot, portal: Portal) -> None:
    """The dialog names the plot with the overlap, and its button says that it is stored all the same."""
    plots = portal.services.catalogue.plots_of(PARK)
    under = next(each for each in plots if each.geometry_rd is not None)
    assert under.geometry_rd is not None
    middle = under.geometry_rd.representative_point()
    begin(qtbot, portal, "draw_plot")
    x, y = middle.x, middle.y
    draw_corners(qtbot, portal, [(x - 60, y - 60), (x + 60, y - 60), (x + 60, y + 60), (x - 60, y + 60)])
    before = portal.services.catalogue.data_version()
    key(portal, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, portal, "drawing_dialog")
    assert f"ligt over kavel {under.name}: " in texts(dialog)
    assert "m² overlap" in texts(dialog)
    accept = dialog.findChild(QPushButton, "accept")
    name = dialog.findChild(QLineEdit, "field_name")
    assert accept is not None
    assert name is not None
    assert accept.text() == "Toch bewaren"
    assert portal.services.catalogue.data_version() == before
    QTest.keyClicks(name, "Over een ander")
    QTest.keyClick(name, Qt.Key.Key_Return)
    settle(qtbot, portal)
    assert portal.services.catalogue.data_version() == before + 1
    card = portal.panels.site_card
    park = portal.services.catalogue.site(PARK).name
    fact = card.findChild(QWidget, "fact_park_id")
    assert fact is not None
    assert park in [each.full_text for each in fact.findChildren(WordLabel)]


def test_a_line_that_misses_is_told_before_anything_is_asked(qtbot: QtBot, portal: Portal) -> None:
    """The message comes at once, and the drawing stays."""
    plot = next(each for each in portal.services.catalogue.plots_of(PARK) if each.geometry_rd is not None)
    assert plot.geometry_rd is not None
    portal.session.select_site(plot.id)
    settle(qtbot, portal)
    begin(qtbot, portal, "split_plot")
    min_x, min_y, _, max_y = plot.geometry_rd.bounds
    draw_corners(qtbot, portal, [(min_x - 25, min_y), (min_x - 25, max_y)])
    answer = Answer(portal, "OK")
    key(portal, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(answer.asked))
    assert "snijdt de kavel niet" in answer.asked
    assert portal.window.findChild(QDialog, "drawing_dialog") is None
    assert portal.map.is_drawing


def test_an_end_is_named_and_its_reason_chosen(qtbot: QtBot, portal: Portal) -> None:
    """Without a reason it does not end; the title names the site."""
    name = portal.services.catalogue.site(PARK).name
    portal.panels.site_card.act_asked.emit("retire_site", PARK)
    settle(qtbot, portal)
    dialog = dialog_of(qtbot, portal, "retire_dialog")
    assert dialog.windowTitle() == f"{name} laten vervallen"
    assert f"{name} verdwijnt" in texts(dialog)
    press(dialog, "accept")
    assert dialog.isVisible()
    why = dialog.findChild(QComboBox, "field_why")
    assert why is not None
    why.setFocus()
    QTest.keyClick(why, Qt.Key.Key_Down)
    press(dialog, "accept")
    settle(qtbot, portal)
    assert PARK in portal.services.catalogue.retired()


def test_an_odd_term_is_said_in_the_status_dialog(qtbot: QtBot, portal: Portal) -> None:
    """No term, one that has passed, one that is right."""
    plot = next(iter(portal.services.catalogue.plots_of(PARK)))
    portal.panels.site_card.act_asked.emit("change_status", plot.id)
    settle(qtbot, portal)
    dialog = dialog_of(qtbot, portal, "status_dialog")
    status, until = dialog.findChild(QComboBox, "field_status"), dialog.findChild(QLineEdit)
    assert status is not None
    assert until is not None
    until.clear()
    status.setCurrentIndex(status.findData("option"))
    assert "hoort een termijn" in texts(dialog)
    QTest.keyClicks(until, "1-1-2020")
    assert "liep af op 1\u00a0jan.\u00a02020" in texts(dialog)
    until.clear()
    QTest.keyClicks(until, "1-1-2099")
    assert "meer dan vijf jaar vooruit" in texts(dialog)
    until.clear()
    QTest.keyClicks(until, "1-1-2027")
    assert "vijf jaar" not in texts(dialog)
    assert "liep af" not in texts(dialog)


def test_the_form_offers_work_locations_and_keeps_another_code(qtbot: QtBot, portal: Portal) -> None:
    """The codes of IBIS stand with their words; a code of a source stays until somebody chooses another."""
    said = Attribution("IBIS", PartialDate(2026, 1, 1))
    portal.services.editing.set_values(PARK, {"location_type": "X", "segments": "oud"}, said)
    act(qtbot, portal, "edit_site")
    form = portal.panels.site_form
    combo = form.findChild(QComboBox, "value_location_type")
    assert combo is not None
    offered = [combo.itemText(at) for at in range(combo.count())]
    assert "B bedrijventerrein" in offered
    assert combo.currentData() == "X"
    assert not form.is_changed
    rows = form.findChild(CheckRows, "value_segments")
    assert rows is not None
    assert "oud" in rows.ticked()
    free = next(each for each in rows.findChildren(CheckBox) if not each.isChecked())
    assert free.height() >= 20
    QTest.mouseClick(free, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert free.isChecked()
    assert form.is_changed
    assert form.can_save


def test_a_long_name_is_elided_and_kept_in_full(qtbot: QtBot, portal: Portal) -> None:
    """Title and fact end in an ellipsis; the tooltip and a screen reader have the whole."""
    name = "Bedrijventerrein" + "zonderspatie" * 12
    portal.services.editing.set_values(PARK, {"name": name}, Attribution("Drenthe", PartialDate(2026, 1, 1)))
    act(qtbot, portal, "edit_site")
    title = next(each for each in portal.panels.site_form.findChildren(WordLabel) if name in each.full_text)
    qtbot.waitUntil(lambda: "…" in title.text())
    assert title.accessibleName() == f"{name} bijwerken"


def test_a_document_that_names_its_maker_is_asked_about(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """The name is shown before it is added; given up, nothing is stored. A file of seven bytes is refused."""
    written = PdfWriter()
    written.add_blank_page(100, 100)
    written.add_metadata({"/Author": "J. de Wit"})
    with (tmp_path / "plan.pdf").open("wb") as target:
        written.write(target)
    portal.panels.site_card.files_given.emit(PARK, [tmp_path / "plan.pdf"])
    settle(qtbot, portal)
    dialog = dialog_of(qtbot, portal, "attachment_dialog")
    assert "J. de Wit" in texts(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(qtbot, portal)
    assert portal.services.attachments.of(PARK) == ()


def test_a_white_photograph_has_a_frame_and_its_title(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """The edge of the strip is darker than the photograph, and the title stands below."""
    Image.new("RGB", (600, 400), (253, 253, 253)).save(tmp_path / "wit.png")
    portal.services.attachments.add(PARK, tmp_path / "wit.png", AttachmentDetails("Luchtfoto"))
    portal.session.select_site("vb-002")
    settle(qtbot, portal)
    portal.session.select_site(PARK)
    settle(qtbot, portal)
    card = portal.panels.site_card
    strip = card.findChild(QWidget, "photograph")
    caption = card.findChild(QLabel, "photograph_caption")
    assert strip is not None
    assert caption is not None
    assert strip.isVisible()
    assert caption.text() == "Luchtfoto"
    seen = strip.grab().toImage()
    assert seen.pixelColor(0, 20).lightness() < seen.pixelColor(20, 20).lightness() - 20
