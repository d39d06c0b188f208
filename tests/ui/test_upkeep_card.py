"""Upkeep from the card: one value, a choice between sources, plot status, files dropped in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, SiteBatch
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.ui.panels.site_card import TABS
from drentsportal.ui.widgets.attachments_page import DropZone
from tests.fakes import MOMENT_UTC, OFFICER
from tests.ui.portals import click, open_portal, settle
from tests.ui.upkeep_hands import Answer, act, dialog_of, drop, show_site
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

PARK, OTHER = "vb-018", "vb-002"


@pytest.fixture
def portal(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Portal]:
    """Give a window on the sample data, where a second source contradicts one value of the selected park."""
    services = sample_services(tmp_path / "a.drents")
    batch = SiteBatch(SiteKind.PARK, [PARK], [PartialDate(2025, 1, 1)], {"gross_ha": [55.5]}, [None])
    report = ImportReport("x", "IBIS", "x", 1, 1, "park", 1, AreaTotals(None, None, None))
    with services.workspace.unit_of_work() as work:
        work.sites.add_delivery(Delivery("IBIS", "x", "1" * 64, "x", (batch,)), report, OFFICER, MOMENT_UTC)
        work.commit()
    made = open_portal(qtbot, qapp, services, tmp_path)
    show_site(qtbot, made, PARK)
    yield made
    made.close()
    made.put_away()


def value(portal: Portal, name: str, site_id: str = PARK) -> object | None:
    """Read a value in use."""
    return portal.services.catalogue.site(site_id).value(name)


def open_tab(portal: Portal, name: str) -> None:
    """Open a page of the card by clicking its tab."""
    bar = portal.panels.site_card.findChild(QTabBar)
    assert bar is not None
    place = bar.tabRect(TABS.index(name)).center()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))


def card_texts(portal: Portal) -> list[str]:
    """Every text that the card shows."""
    card = portal.panels.site_card
    return [each.text() for each in card.findChildren(QLabel) if each.isVisibleTo(card)]


def open_form(qtbot: QtBot, portal: Portal, name: str, text: str) -> QLineEdit:
    """Open the form with Enter on the pencil of one fact, and type over its value."""
    pencil = portal.panels.site_card.findChild(QToolButton, f"edit_{name}")
    assert pencil is not None
    QTest.keyClick(pencil, Qt.Key.Key_Return)
    settle(qtbot, portal)
    form = portal.panels.site_form
    qtbot.waitUntil(form.isVisible)
    editor = form.findChild(QLineEdit, f"value_{name}")
    assert editor is not None
    # Keys of the form reach it only in a window that has the keyboard.
    portal.window.activateWindow()
    qtbot.waitUntil(portal.window.isActiveWindow)
    qtbot.waitUntil(editor.hasFocus)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    return editor


def test_one_value_is_edited_from_its_fact_and_saved_by_key(qtbot: QtBot, portal: Portal) -> None:
    """The form begins at the fact, in view; Ctrl+S saves; the card says who typed it."""
    editor = open_form(qtbot, portal, "max_height_m", "14,5")
    qtbot.waitUntil(lambda: editor.hasFocus() and not editor.visibleRegion().isEmpty())
    QTest.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, portal)
    assert value(portal, "max_height_m") == 14.5
    assert portal.panels.site_card.isVisible()
    assert any(text.startswith("Ingevuld door Anna de Vries") for text in card_texts(portal))


def test_a_double_click_on_a_fact_edits_it(qtbot: QtBot, portal: Portal) -> None:
    """The mouse does what the pencil does."""
    fact = portal.panels.site_card.findChild(QWidget, "fact_locality")
    assert fact is not None
    QTest.mouseDClick(fact, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    settle(qtbot, portal)
    qtbot.waitUntil(portal.panels.site_form.isVisible)
    assert portal.panels.site_form.site_name == portal.services.catalogue.site(PARK).name


def test_one_of_two_claims_is_chosen_with_a_reason_and_taken_back(qtbot: QtBot, portal: Portal) -> None:
    """The radio beside a claim, a reason, and who chose it stands on the card; undo puts the other back."""
    before = portal.services.catalogue.site(PARK).attribute("gross_ha")
    record = next(each for each in portal.services.catalogue.records(PARK) if each.source == "IBIS")
    card = portal.panels.site_card
    radio = card.findChild(QRadioButton, f"claim_gross_ha_{record.id}")
    reason, use = card.findChild(QLineEdit, "reason_gross_ha"), card.findChild(QPushButton, "use_gross_ha")
    assert radio is not None
    assert reason is not None
    assert use is not None
    assert not use.isVisibleTo(card)
    radio.click()
    assert use.isVisibleTo(card)
    QTest.keyClicks(reason, "nagemeten")
    click(use)
    settle(qtbot, portal)
    chosen = portal.services.catalogue.site(PARK).attribute("gross_ha")
    assert isinstance(chosen, Known)
    assert (chosen.value, chosen.source) == (55.5, "IBIS")
    told = next(text for text in card_texts(portal) if text.startswith("Gekozen door Anna de Vries"))
    assert told.endswith("Reden: nagemeten")
    act(qtbot, portal, "undo_edit")
    assert portal.services.catalogue.site(PARK).attribute("gross_ha") == before


def test_the_status_of_a_plot_changes_from_the_list_of_plots(qtbot: QtBot, portal: Portal) -> None:
    """Status, term, source and day in one small dialog; the card of the plot says who did it."""
    open_tab(portal, "plots")
    page = portal.panels.site_card.findChild(QToolButton, "plots_change_status")
    assert page is not None
    assert not page.isEnabled()
    assert page.toolTip() == "Kies eerst een kavel in de lijst."
    view = portal.panels.site_card._plots_page.view  # noqa: SLF001 - the row that a person clicks
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center()
    )
    click(page)
    settle(qtbot, portal)
    dialog = dialog_of(qtbot, portal, "status_dialog")
    status, until = (
        dialog.findChild(QComboBox, "field_status"),
        dialog.findChild(QLineEdit, "field_status_until"),
    )
    accept = dialog.findChild(QPushButton, "accept")
    assert status is not None
    assert until is not None
    assert accept is not None
    status.setCurrentIndex(status.findData("option"))
    until.setText("31 februari")
    click(accept)
    assert dialog.isVisible()
    until.setText("31-03-2027")
    click(accept)
    settle(qtbot, portal)
    plot = portal.services.catalogue.plots_of(PARK)[0]
    assert (plot.value("status"), plot.value("status_until")) == ("option", "2027-03-31")
    portal.session.select_site(plot.id)
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: "in optie tot 31\u00a0mrt.\u00a02027" in card_texts(portal))
    assert any("ingevuld door Anna de Vries" in text for text in card_texts(portal))


def test_a_photograph_is_dropped_shown_and_taken_away(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """A real drop; title and maker are asked; position and camera are gone; undo takes it away again."""
    exif = Image.Exif()
    exif[0x010F] = "GeheimCamera"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (3000, 2000), "seagreen").save(tmp_path / "lucht_foto.jpg", exif=exif)
    open_tab(portal, "attachments")
    zone = portal.panels.site_card.findChild(DropZone)
    assert zone is not None
    drop(zone, tmp_path / "lucht_foto.jpg")
    dialog = dialog_of(qtbot, portal, "attachment_dialog")
    title, credit = dialog.findChild(QLineEdit, "field_title"), dialog.findChild(QLineEdit, "field_credit")
    accept = dialog.findChild(QPushButton, "accept")
    assert title is not None
    assert credit is not None
    assert accept is not None
    assert title.text() == "lucht foto"
    credit.setText("J. de Wit")
    click(accept)
    settle(qtbot, portal)
    (kept,) = portal.services.attachments.of(PARK)
    content = portal.services.attachments.content(kept.id)
    assert b"GeheimCamera" not in content
    assert b"Exif" not in content
    banner = portal.panels.site_card.findChild(QWidget, "photograph")
    assert banner is not None
    assert banner.isVisible()
    assert any("maker: J. de Wit" in text for text in card_texts(portal))
    opened: list[Path] = []
    portal.upkeep.attachments.show_file = opened.append
    look = portal.panels.site_card.findChild(QToolButton, f"open_{kept.id}")
    assert look is not None
    click(look)
    settle(qtbot, portal)
    assert [path.read_bytes() for path in opened] == [content]
    act(qtbot, portal, "undo_edit")
    assert portal.services.attachments.of(PARK) == ()
    assert not banner.isVisible()


@pytest.mark.parametrize(
    ("button", "selected", "saved"),
    [("Terug", PARK, False), ("Niet bewaren", OTHER, False), ("Bewaren", OTHER, True)],
)
def test_another_site_is_shown_only_after_asking(
    qtbot: QtBot, portal: Portal, button: str, selected: str, *, saved: bool
) -> None:
    """Back keeps form and selection; dropping and saving go on to the other site."""
    before = value(portal, "max_height_m")
    open_form(qtbot, portal, "max_height_m", "14,5")
    answer = Answer(portal, button)
    portal.panels.site_list.site_selected.emit(OTHER)
    settle(qtbot, portal)
    assert "nog niet bewaard" in answer.asked
    assert portal.session.selected_site_id == selected
    assert value(portal, "max_height_m") == (14.5 if saved else before)
    assert portal.panels.site_form.isVisible() is (selected == PARK)
    portal.panels.site_form.close_form()


def test_what_cannot_be_read_cannot_be_saved_on_leaving(qtbot: QtBot, portal: Portal) -> None:
    """Esc asks; saving is out of reach while a value cannot be read; going back keeps what was typed."""
    editor = open_form(qtbot, portal, "max_height_m", "hoog")
    answer = Answer(portal, "Terug")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(answer.asked))
    assert editor.text() == "hoog"
    assert not portal.panels.site_form.can_save
    portal.panels.site_form.close_form()


def test_the_window_closes_only_after_asking(qtbot: QtBot, portal: Portal) -> None:
    """Back keeps the window open with what was typed; another activity asks as well."""
    open_form(qtbot, portal, "max_height_m", "14,5")
    answer = Answer(portal, "Terug")
    assert not portal.window.close()
    assert answer.asked
    assert portal.window.isVisible()
    answer = Answer(portal, "Niet bewaren")
    act(qtbot, portal, "show_cases")
    assert answer.asked
    assert portal.window.mode == "cases"
    assert not portal.panels.site_form.is_changed


def test_actions_are_enabled_only_where_they_make_sense(qtbot: QtBot, portal: Portal) -> None:
    """A park can get plots and no status; a plot can be cut and has one; the tooltip says what lacks."""
    actions = portal.window.actions_by_id
    assert actions["draw_plot"].isEnabled()
    assert actions["reshape_site"].isEnabled()
    assert not actions["split_plot"].isEnabled()
    assert not actions["change_status"].isEnabled()
    assert actions["split_plot"].toolTip().startswith("Kies eerst")
    plot = portal.services.catalogue.plots_of(PARK)[0]
    portal.session.select_site(plot.id)
    settle(qtbot, portal)
    for action_id in ("draw_plot", "split_plot", "merge_plots", "change_status", "reshape_site"):
        assert actions[action_id].isEnabled(), action_id


def test_a_drawing_with_something_in_it_ends_only_after_asking(qtbot: QtBot, portal: Portal) -> None:
    """An empty drawing ends in silence; one with a corner asks before another activity is shown."""
    with qtbot.waitSignal(portal.map.painted, check_params_cb=lambda tag: tag == "draw"):
        act(qtbot, portal, "draw_plot")
    surface = portal.map.web.view.focusProxy()
    assert surface is not None
    QTest.mouseClick(surface, Qt.MouseButton.LeftButton, pos=surface.rect().center())
    qtbot.waitUntil(lambda: portal.map.is_sketched)
    answer = Answer(portal, "Annuleren")
    act(qtbot, portal, "show_cases")
    assert "Stoppen met tekenen" in answer.asked
    assert portal.window.mode == "sites"
    assert portal.map.is_drawing
    portal.upkeep.drawing.stop()
    act(qtbot, portal, "show_cases")
    assert portal.window.mode == "cases"
