"""Choosing a layer of postcodes in the roads dialog, and staff by postcode in a request form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton

from drentsportal.domain.asking.request import Origin
from drentsportal.errors import NotFoundError
from tests.ui.portals import WAIT_MS, click, find, settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.dialogs.road_dialog import RoadDialog
    from drentsportal.ui.portal import Portal


@pytest.fixture
def dialog(qtbot: QtBot, sample_portal: Portal) -> RoadDialog:
    """Open the dialog of the road network."""
    sample_portal.run_action("choose_roads")
    settle(qtbot, sample_portal)
    made = sample_portal.roads.dialog
    assert made is not None
    return made


def table(folder: Path, column: str) -> Path:
    """Write two postcodes with a place."""
    path = folder / f"{column}.csv"
    path.write_text(f"{column};rd_x;rd_y\n7811;257000;533000\n9401;233500;556500\n", encoding="utf-8")
    return path


def choose(
    qtbot: QtBot, portal: Portal, dialog: RoadDialog, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Click the button and name the file, as the dialog of the system would."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    click(find(dialog, QPushButton, "postcodes_choose"))
    settle(qtbot, portal)


def told(dialog: RoadDialog) -> str:
    """Return what the part says."""
    return " ".join(each.text() for each in dialog.postcodes.findChildren(QLabel) if each.isVisible())


def until_told(qtbot: QtBot, dialog: RoadDialog, text: str) -> None:
    """Wait until the part shows a text; what was added to it shows with the next turn of the event loop."""
    qtbot.waitUntil(lambda: text in told(dialog), timeout=WAIT_MS)


def test_without_a_layer_the_dialog_says_what_to_supply(qtbot: QtBot, dialog: RoadDialog) -> None:
    """And there is nothing to forget."""
    until_told(qtbot, dialog, "postcode-4-kaart van het CBS")
    assert not find(dialog, QPushButton, "postcodes_forget").isEnabled()


def test_a_layer_is_used_and_forgotten(
    qtbot: QtBot, sample_portal: Portal, dialog: RoadDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From then on a postcode is a place to start from."""
    choose(qtbot, sample_portal, dialog, table(tmp_path, "postcode"), monkeypatch)
    until_told(qtbot, dialog, "postcode.csv: 2 postcodes met een plek")
    find_place = sample_portal.services.origins.find
    assert find_place("7811 AB") == Origin("postcode 7811", 257_000, 533_000)
    click(find(dialog, QPushButton, "postcodes_forget"))
    settle(qtbot, sample_portal)
    until_told(qtbot, dialog, "geen bestand met postcodegebieden")
    with pytest.raises(NotFoundError):
        find_place("7811 AB")


def test_a_column_that_is_not_known_is_asked_for(
    qtbot: QtBot, sample_portal: Portal, dialog: RoadDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words for a window; the answer is taken."""
    choose(qtbot, sample_portal, dialog, table(tmp_path, "gebied"), monkeypatch)
    until_told(qtbot, dialog, "In welke kolom van gebied.csv")
    assert "--column" not in told(dialog)
    choices = find(dialog.postcodes, QComboBox, "answer_choices")
    choices.setCurrentIndex(choices.findData("gebied"))
    click(find(dialog.postcodes, QPushButton, "answer"))
    settle(qtbot, sample_portal)
    until_told(qtbot, dialog, "2 postcodes met een plek")


def test_a_file_that_cannot_be_used_is_told_and_the_one_before_stays(
    qtbot: QtBot, sample_portal: Portal, dialog: RoadDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog can go on."""
    choose(qtbot, sample_portal, dialog, table(tmp_path, "postcode"), monkeypatch)
    bad = tmp_path / "naam.csv"
    bad.write_text("postcode;naam\n7811;Emmen\n", encoding="utf-8")
    choose(qtbot, sample_portal, dialog, bad, monkeypatch)
    until_told(qtbot, dialog, "naam.csv bevat geen gebieden of punten")
    until_told(qtbot, dialog, "postcode.csv: 2 postcodes met een plek")
    assert find(dialog, QPushButton, "postcodes_choose").isEnabled()
