"""Documents looked at first, with a real mouse and keys: pages, zoom, style, and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPushButton, QWidget

from drentsportal.domain.cases.access import QUARTER_REPORT, WEEKLY_LIST, AccessKind
from drentsportal.services.ports.documents import AdviceForm
from drentsportal.ui.dialogs.report_dialog import ReportDialog
from tests.ui.portals import WAIT_MS, click, find, open_request, settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.dialogs.preview_dialog import PreviewDialog
    from drentsportal.ui.portal import Portal


@pytest.fixture
def looked_at(sample_portal: Portal, qtbot: QtBot) -> tuple[Portal, PreviewDialog]:
    """Open the preview of a factsheet in the case of a request, and wait for its pages."""
    portal = sample_portal
    open_request(qtbot, portal, "1-chemie.json")
    result = portal.session.result
    assert result is not None
    portal.session.select_site(result.ranking()[0])
    settle(qtbot, portal)
    return portal, _shown(portal, qtbot, "preview_factsheet")


def _shown(portal: Portal, qtbot: QtBot, action_id: str) -> PreviewDialog:
    portal.window.actions_by_id[action_id].trigger()
    settle(qtbot, portal)
    dialog = portal.previews.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.draft is not None and dialog.pages.page_count > 0, timeout=WAIT_MS)
    return dialog


def _noted(portal: Portal) -> list[str]:
    case = portal.session.case
    assert case is not None
    with portal.services.workspace.reading() as unit:
        return [each.file_name for each in unit.cases.documents(case.number)]


def test_keys_turn_pages_and_change_their_size(looked_at: tuple[Portal, PreviewDialog]) -> None:
    """PgDn and PgUp, Ctrl with + and 0; the number of the page follows."""
    _, dialog = looked_at
    pages = dialog.pages
    assert (pages.page, pages.number.value()) == (1, 1)
    assert pages.page_count >= 1
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    assert pages.page == min(2, pages.page_count)
    assert pages.number.value() == pages.page
    QTest.keyClick(dialog, Qt.Key.Key_PageUp)
    assert pages.page == 1
    QTest.keyClick(dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert pages.view.zoomMode() is QPdfView.ZoomMode.Custom
    before = pages.view.zoomFactor()
    click(pages.smaller_button)
    assert pages.view.zoomFactor() < before
    QTest.keyClick(dialog, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert pages.view.zoomMode() is QPdfView.ZoomMode.FitInView


def test_nothing_stays_of_what_is_not_kept(looked_at: tuple[Portal, PreviewDialog], qtbot: QtBot) -> None:
    """No file, no document in the case, and the folder of the draft is gone."""
    portal, dialog = looked_at
    assert dialog.draft is not None
    drafted = dialog.draft.documents[0].path
    assert drafted.exists()
    before = _noted(portal)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: portal.previews.dialog is None, timeout=WAIT_MS)
    assert not drafted.parent.exists()
    assert _noted(portal) == before
    assert not any(portal.documents.out_dir.rglob("*.pdf"))


def test_another_language_and_style_are_shown_and_kept_as_shown(
    looked_at: tuple[Portal, PreviewDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    """What was shown is what lies in the chosen folder, and the case notes it."""
    portal, dialog = looked_at
    assert "Oppervlakte" in dialog.pages.document.getAllText(0).text()
    dialog.spoken.setFocus()
    QTest.keyClick(dialog.spoken, Qt.Key.Key_Down)
    assert dialog.style_chosen.language_code == "en"
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: dialog.pages.page_count > 0 and dialog.save_button.isEnabled(), timeout=WAIT_MS)
    assert "factsheet" in dialog.pages.document.getAllText(0).text()
    assert "Oppervlakte" not in dialog.pages.document.getAllText(0).text()
    assert dialog.draft is not None
    shown = dialog.draft.documents[0].path.read_bytes()
    dialog.choose_folder = lambda: tmp_path / "gekozen"
    click(dialog.folder_button)
    click(dialog.save_button)
    settle(qtbot, portal)
    (kept,) = (tmp_path / "gekozen").iterdir()
    assert kept.read_bytes() == shown
    assert kept.name in _noted(portal)
    assert portal.previews.dialog is None
    for box in portal.window.findChildren(QMessageBox):
        box.close()


def test_a_folder_that_cannot_be_written_leaves_the_pages(
    looked_at: tuple[Portal, PreviewDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    """The dialog says so and stays, so that another folder can be chosen."""
    portal, dialog = looked_at
    blocked = tmp_path / "bestand"
    blocked.write_text("", encoding="utf-8")
    dialog.choose_folder = lambda: blocked
    click(dialog.folder_button)
    click(dialog.save_button)
    settle(qtbot, portal)
    assert dialog.isVisible()
    assert dialog.save_button.isEnabled()
    told = [each.text() for each in dialog.findChildren(QWidget) if hasattr(each, "text")]
    assert any(str(blocked) in each and "niets opgeslagen" in each for each in told)
    dialog.reject()


def test_everything_is_reached_by_keys_and_named(looked_at: tuple[Portal, PreviewDialog]) -> None:
    """Whatever takes the keyboard has a name for a screen reader; the page is told in words."""
    _, dialog = looked_at
    focusable = [
        each
        for each in dialog.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(focusable) > 6
    unnamed = [each.objectName() or type(each).__name__ for each in focusable if not each.accessibleName()]
    assert unnamed == []
    assert dialog.pages.view.accessibleDescription()


def test_an_advice_that_waits_for_something_says_so(sample_portal: Portal, qtbot: QtBot) -> None:
    """Without pages there is nothing to keep."""
    portal = sample_portal
    open_request(qtbot, portal, "1-chemie.json")
    portal.previews.show_advice()
    settle(qtbot, portal)
    dialog = portal.previews.dialog
    assert dialog is not None
    assert not dialog.save_button.isEnabled()
    assert dialog.pages.page_count == 0
    dialog.reject()


def test_an_advice_is_shown_in_the_form_that_is_chosen(sample_portal: Portal, qtbot: QtBot) -> None:
    """The full one first; the short one has two pages. A factsheet has no forms."""
    portal = sample_portal
    open_request(qtbot, portal, "3-starter.json")
    result = portal.session.recorded
    case = portal.session.case
    assert result is not None
    assert case is not None
    for candidate_id in result.ranking()[:3]:
        portal.services.shortlist.add(case.number, candidate_id)
    portal.previews.show_advice()
    settle(qtbot, portal)
    dialog = portal.previews.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.pages.page_count > 0, timeout=WAIT_MS)
    assert dialog.form.currentData() == AdviceForm.FULL.value
    whole = dialog.pages.page_count
    dialog.form.setFocus()
    QTest.keyClick(dialog.form, Qt.Key.Key_Down)
    assert dialog.form.currentData() == AdviceForm.SHORT.value
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: dialog.pages.page_count > 0 and dialog.save_button.isEnabled(), timeout=WAIT_MS)
    assert dialog.pages.page_count == 2 < whole
    dialog.reject()


def test_a_factsheet_has_no_forms_to_choose(looked_at: tuple[Portal, PreviewDialog]) -> None:
    """And is made as ever."""
    _, dialog = looked_at
    assert dialog.form.count() == 0
    assert not dialog.form.isVisible()
    assert dialog.form_chosen == ""


def _pages(portal: Portal, qtbot: QtBot) -> PreviewDialog:
    """Wait for the pages of the preview that was asked for."""
    settle(qtbot, portal)
    dialog = portal.previews.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.pages.page_count > 0 and dialog.save_button.isEnabled(), timeout=WAIT_MS)
    return dialog


def _told(dialog: PreviewDialog) -> str:
    return " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def _exported(portal: Portal, subject: str) -> int:
    kinds = [each.kind for each in portal.services.access.of_subject(subject)]
    return kinds.count(AccessKind.EXPORTED)


def test_a_comparison_is_looked_at_and_kept_in_the_form_that_is_chosen(
    sample_portal: Portal, qtbot: QtBot
) -> None:
    """Of a workbook the pages are those of the PDF; only the workbook is written, and its leaving logged."""
    portal = sample_portal
    open_request(qtbot, portal, "2-logistiek.json")
    result = portal.session.result
    assert result is not None
    for site_id in result.ranking()[:2]:
        portal.cases.toggle_shortlist(site_id)
        settle(qtbot, portal)
    portal.run_action("compare")
    settle(qtbot, portal)
    click(find(portal.window, QPushButton, "preview"))
    dialog = _pages(portal, qtbot)
    assert "Vergelijking van 2 locaties" in dialog.pages.document.getAllText(0).text()
    before = _exported(portal, "D-2026-0001")
    dialog.form.setCurrentIndex(dialog.form.findData("xlsx"))
    dialog = _pages(portal, qtbot)
    assert dialog.pages.page_count > 0
    assert "Excel-bestand" in _told(dialog)
    click(dialog.save_button)
    settle(qtbot, portal)
    assert [each.name for each in (portal.documents.out_dir / "D-2026-0001").iterdir()] == [
        "vergelijking-d-2026-0001.xlsx"
    ]
    assert _exported(portal, "D-2026-0001") == before + 1
    for box in portal.window.findChildren(QMessageBox):
        box.close()


@pytest.mark.parametrize(
    ("action_id", "subject"), [("quarter_report", QUARTER_REPORT), ("weekly_list", WEEKLY_LIST)]
)
def test_a_report_of_the_desk_is_looked_at_and_kept_as_it_was_seen(
    sample_portal: Portal, qtbot: QtBot, tmp_path: Path, action_id: str, subject: str
) -> None:
    """In another house style; in no other language, since these papers are in that of the organisation."""
    portal = sample_portal
    portal.run_action(action_id)
    settle(qtbot, portal)
    report = find(portal.window, QDialog, action_id.split("_", maxsplit=1)[0] + "_dialog")
    assert isinstance(report, ReportDialog)
    click(report.preview_button)
    dialog = _pages(portal, qtbot)
    assert not dialog.spoken.isVisible()
    first = dialog.draft
    assert first is not None
    before = first.documents[0].path.read_bytes()
    dialog.house.setCurrentIndex(dialog.house.findData("black_and_white"))
    qtbot.waitUntil(lambda: dialog.draft is not first, timeout=WAIT_MS)
    dialog = _pages(portal, qtbot)
    assert dialog.draft is not None
    seen = dialog.draft.documents[0].path.read_bytes()
    assert seen != before
    folder = tmp_path / "gekozen"
    dialog.choose_folder = lambda: folder
    click(dialog.folder_button)
    logged = _exported(portal, subject)
    click(dialog.save_button)
    settle(qtbot, portal)
    (kept,) = folder.iterdir()
    assert kept.read_bytes() == seen
    assert _exported(portal, subject) == logged + 1
    assert report.isVisible()
    assert report.folder_button.isVisible()
    report.reject()
