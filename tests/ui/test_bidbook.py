"""A bidbook from the list of sites as it is filtered."""

from __future__ import annotations

import hashlib
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from drentsportal.domain.entry.editing import NewAttachment, SiteEdit
from drentsportal.domain.message import message
from drentsportal.domain.sites.site_attachment import SiteAttachment, SiteAttachmentKind
from drentsportal.domain.values import PartialDate
from drentsportal.services.bidbook import BidbookOrder
from drentsportal.services.edit_history import EditHistory
from tests.fakes import FixedActor
from tests.ui.portals import WAIT_MS, click, settle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.dialogs.preview_dialog import PreviewDialog
    from drentsportal.ui.models.site_rows import SiteRow
    from drentsportal.ui.portal import Portal


def listed(qtbot: QtBot, portal: Portal) -> tuple[str, ...]:
    """Wait for the sites, and return their ids in the order of a bidbook."""
    panel = portal.panels.site_list
    qtbot.waitUntil(lambda: bool(panel.shown_rows()))
    with qtbot.waitSignal(panel.bidbook_asked) as asked:
        panel.bidbook_button.click()
    ids: tuple[str, ...] = asked.args[0]
    return ids


def looked_at(qtbot: QtBot, portal: Portal) -> PreviewDialog:
    """Click the button and wait for the pages."""
    listed(qtbot, portal)
    dialog = portal.previews.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.pages.page_count > 0 and dialog.save_button.isEnabled(), timeout=WAIT_MS)
    return dialog


def test_what_the_list_shows_is_looked_at_and_becomes_a_bidbook(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """Title page and first sheet at once, all on request; what is written has the bytes that were seen."""
    folder = tmp_path / "boek"
    all_ids = listed(qtbot, portal)
    opened = portal.previews.dialog
    assert opened is not None
    opened.reject()
    settle(qtbot, portal)
    panel = portal.panels.site_list
    panel.search.setText(panel.shown_rows()[0].name[:4])
    qtbot.waitUntil(lambda: 1 <= len(panel.shown_rows()) < len(all_ids))
    shown = panel.shown_rows()
    dialog = looked_at(qtbot, portal)
    assert dialog.paper.currentText() == "bidbook.pdf"
    assert dialog.paper.count() == 2
    first_pages = dialog.pages.page_count
    assert f"{len(shown)} locatie" in dialog.pages.document.getAllText(0).text()
    dialog.form.setFocus()
    QTest.keyClick(dialog.form, Qt.Key.Key_Down)
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: dialog.paper.count() == len(shown) + 1, timeout=WAIT_MS)
    assert dialog.pages.page_count >= first_pages
    assert dialog.draft is not None
    seen = {each.path.name: each.path.read_bytes() for each in dialog.draft.documents}
    assert not folder.exists()
    dialog.choose_folder = lambda: folder
    click(dialog.folder_button)
    with qtbot.waitSignal(portal.bidbooks.made, timeout=WAIT_MS) as made:
        click(dialog.save_button)
    (bidbook,) = made.args
    assert len(bidbook.sheets) == len(shown)
    assert {path.name: path.read_bytes() for path in folder.glob("*.pdf")} == seen
    box = portal.window.findChild(QMessageBox, "bidbook_made")
    assert box is not None
    assert str(folder) in box.text()
    box.close()


def few_rows(qtbot: QtBot, portal: Portal) -> Sequence[SiteRow]:
    """Search so that a handful is listed: a bidbook of all takes a while on a busy machine."""
    panel = portal.panels.site_list
    qtbot.waitUntil(lambda: bool(panel.shown_rows()))
    names = [row.name.casefold() for row in panel.shown_rows()]
    most, fewest = 8, 4
    parts = (name[:length] for length in (3, 2, 4) for name in names)
    text = next(part for part in parts if fewest <= sum(part in each for each in names) <= most)
    panel.search.setText(text)
    qtbot.waitUntil(lambda: fewest <= len(panel.shown_rows()) <= most)
    return panel.shown_rows()


def broken_photograph(portal: Portal, site_id: str) -> None:
    """Keep something with a site that is no picture: its sheet fails."""
    content = b"geen foto"
    attachment = SiteAttachment(
        f"{site_id}-foto",
        site_id,
        SiteAttachmentKind.PHOTOGRAPH,
        "Toegang",
        "image/jpeg",
        len(content),
        hashlib.sha256(content).hexdigest(),
        "",
        "",
        "Gemeente Emmen",
        PartialDate(2025, 6, 3),
    )
    history = EditHistory(portal.services.workspace, portal.services.clock, FixedActor())
    told = message("edit.attached", site=site_id, title=attachment.title)
    history.carry_out(
        SiteEdit(told, "Gemeente Emmen", added_attachments=(NewAttachment(attachment, content),))
    )


def said(dialog: PreviewDialog) -> str:
    """Return what stands below the pages."""
    return " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def test_a_sheet_that_failed_is_told_with_its_reason_and_not_counted(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """Also after another folder was chosen; the number of files is that of what there is."""
    rows = few_rows(qtbot, portal)
    broken_photograph(portal, rows[1].id)
    dialog = looked_at(qtbot, portal)
    dialog.form.setFocus()
    QTest.keyClick(dialog.form, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.draft is not None and bool(dialog.draft.failures), timeout=WAIT_MS)
    lacking = f"Niet gemaakt: {rows[1].name} (De foto van dit terrein is beschadigd."
    assert lacking in said(dialog)
    assert f"Nog niet opgeslagen: {len(rows)} bestanden" in said(dialog)
    assert f"keuze van {len(rows)} locaties" in said(dialog)
    dialog.choose_folder = lambda: tmp_path / "elders"
    click(dialog.folder_button)
    assert str(tmp_path / "elders") in said(dialog)
    assert lacking in said(dialog)
    dialog.reject()
    settle(qtbot, portal)


def test_saving_says_what_it_writes_and_a_stop_says_what_stays(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """So many of so many, in which folder; stopped, the dialog says so and goes on where it was."""
    folder, pressed = tmp_path / "boek", Event()

    def hold(done: int, _: int, what: str) -> None:
        """Keep the worker at its first sheet until the button was pressed."""
        if what == "progress.bidbook.sheets" and done == 1:
            pressed.wait(WAIT_MS / 1000)

    count = len(few_rows(qtbot, portal))
    dialog = looked_at(qtbot, portal)
    dialog.choose_folder = lambda: folder
    click(dialog.folder_button)
    portal.runner.progressed.connect(hold, Qt.ConnectionType.DirectConnection)
    click(dialog.save_button)
    assert f"Wordt opgeslagen in {folder}." in said(dialog)
    qtbot.waitUntil(lambda: f"in {folder}: factsheet 1 van {count}." in said(dialog))
    assert "niets opgeslagen" not in said(dialog)
    click(dialog.cancel_button)
    assert dialog.isVisible()
    pressed.set()
    qtbot.waitUntil(lambda: "Gestopt." in said(dialog), timeout=WAIT_MS)
    left = len(list(folder.glob("factsheet-*.pdf")))
    assert left >= 2
    assert f"Gestopt. {left} van {count} factsheets blijven staan in {folder}. Opslaan gaat" in said(dialog)
    with qtbot.waitSignal(portal.bidbooks.made, timeout=WAIT_MS) as made:
        click(dialog.save_button)
    (bidbook,) = made.args
    assert (bidbook.kept_count, len(bidbook.sheets)) == (left, count)
    box = portal.window.findChild(QMessageBox, "bidbook_made")
    assert box is not None
    box.close()


def test_a_stop_before_the_first_sheet_says_that_nothing_was_saved(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """A second press closes; nothing lies there."""
    dialog = looked_at(qtbot, portal)
    dialog.choose_folder = lambda: tmp_path / "boek"
    click(dialog.folder_button)

    def stop(_: int, __: int, what: str) -> None:
        """Stop as the status bar does, before anything is made."""
        if what == "progress.bidbook.sheets":
            portal.runner.cancel()

    portal.runner.progressed.connect(stop, Qt.ConnectionType.DirectConnection)
    click(dialog.save_button)
    qtbot.waitUntil(lambda: "Gestopt." in said(dialog), timeout=WAIT_MS)
    click(dialog.cancel_button)
    settle(qtbot, portal)
    assert portal.previews.dialog is None


def test_a_bidbook_that_was_looked_at_and_left_writes_nothing(qtbot: QtBot, portal: Portal) -> None:
    """Whoever thinks better of it is left alone."""
    dialog = looked_at(qtbot, portal)
    dialog.reject()
    settle(qtbot, portal)
    assert portal.previews.dialog is None
    assert not any(portal.documents.out_dir.rglob("*.pdf"))


def test_a_list_without_sites_offers_no_bidbook(qtbot: QtBot, portal: Portal) -> None:
    """Nothing shown, nothing to make."""
    panel = portal.panels.site_list
    qtbot.waitUntil(lambda: bool(panel.shown_rows()))
    panel.search.setText("zo heet geen terrein")
    button = panel.findChild(QPushButton, "make_bidbook")
    assert button is not None
    assert not button.isEnabled()


def test_a_bidbook_is_stopped_and_gone_on_with(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """The stop of the status bar leaves whole files; the next run makes the rest."""
    qtbot.waitUntil(lambda: bool(portal.panels.site_list.shown_rows()))
    ids = tuple(row.id for row in portal.panels.site_list.shown_rows())
    order = BidbookOrder(ids, tmp_path / "boek", combined=False)
    portal.bidbooks.make(order)
    portal.runner.cancel()
    qtbot.waitUntil(lambda: not portal.runner.is_busy, timeout=30_000)
    left = list(order.out_dir.glob("*")) if order.out_dir.exists() else []
    assert not [path for path in left if path.name.endswith(".part")]
    with qtbot.waitSignal(portal.bidbooks.made, timeout=60_000) as made:
        portal.bidbooks.make(order)
    assert len(made.args[0].sheets) == len(ids)
    box = portal.window.findChild(QMessageBox, "bidbook_made")
    assert box is not None
    box.close()
