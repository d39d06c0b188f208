"""A bidbook from the list of sites as it is filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from drentsportal.services.bidbook import BidbookOrder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


def listed(qtbot: QtBot, portal: Portal) -> tuple[str, ...]:
    """Wait for the sites, and return their ids in the order of a bidbook."""
    panel = portal.panels.site_list
    qtbot.waitUntil(lambda: bool(panel.shown_rows()))
    with qtbot.waitSignal(panel.bidbook_asked) as asked:
        panel.bidbook_button.click()
    ids: tuple[str, ...] = asked.args[0]
    return ids


def test_what_the_list_shows_becomes_a_bidbook(
    qtbot: QtBot, portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button makes a sheet of every site shown and one document; a box says where and how many."""
    folder = tmp_path / "boek"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    all_ids = listed(qtbot, portal)
    panel = portal.panels.site_list
    name = panel.shown_rows()[0].name
    panel.search.setText(name)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    with qtbot.waitSignal(portal.bidbooks.made, timeout=30_000) as made:
        shown = listed(qtbot, portal)
    assert 1 <= len(shown) < len(all_ids)
    (bidbook,) = made.args
    assert len(bidbook.sheets) == len(shown)
    assert sorted(path.name for path in folder.glob("*.pdf")) == sorted(
        each.path.name for each in bidbook.documents
    )
    box = portal.window.findChild(QMessageBox, "bidbook_made")
    assert box is not None
    assert str(folder) in box.text()
    box.close()


def test_no_folder_makes_nothing(qtbot: QtBot, portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever thinks better of it is left alone."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    listed(qtbot, portal)
    assert not portal.runner.is_busy


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
