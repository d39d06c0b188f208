"""The information package by real mouse and keys: what is missing, files dropped, made and ticked off."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton, QWidget

from drentsportal.domain.package.parts import PackagePart, PackageRound, PartStanding, PartState
from drentsportal.domain.path.path_state import ItemState
from drentsportal.services.package_own_files import KeptFile
from drentsportal.services.package_planning import PackagePlan, PackageWishes
from drentsportal.ui.dialogs.package_dialog import PackageDialog
from drentsportal.ui.widgets.package_part import PackagePartCard
from tests.ui.portals import WAIT_MS, click, find, open_portal, open_request, settle, shown_result
from tests.ui.site_samples import themed
from tests.ui.upkeep_hands import Answer, drop
from tests.ui.workspaces import sample_services
from tests.unit.reports.package.packages import acting_pdf, blank_pdf, locked_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language
    from drentsportal.ui.portal import Portal


@pytest.fixture
def portal(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Portal]:
    """Open a window with a case and two sites on its shortlist."""
    services = sample_services(tmp_path / "werk.drents")
    made = open_portal(qtbot, qapp, services, tmp_path)
    open_request(qtbot, made, "2-logistiek.json")
    for site_id in shown_result(made).ranking()[:2]:
        made.cases.toggle_shortlist(site_id)
        settle(qtbot, made)
    yield made
    made.put_away()
    services.workspace.close()


def opened(qtbot: QtBot, portal: Portal) -> PackageDialog:
    """Click the button of the shortlist."""
    click(find(portal.panels.shortlist, QPushButton, "make_package"))
    settle(qtbot, portal)
    return find(portal.window, PackageDialog, "package_dialog")


def words(widget: QWidget) -> str:
    """Return every label that is seen."""
    QCoreApplication.processEvents()
    return " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def write(path: Path, content: bytes) -> Path:
    """Write a file to drop."""
    path.write_bytes(content)
    return path


def test_what_is_missing_stands_on_top_until_it_is_there(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """Two files are dropped; the banner then says that all is there, and the package can be made."""
    dialog = opened(qtbot, portal)
    assert "Deze onderdelen ontbreken: Algemene brochure" in find(dialog, QLabel, "missing").text()
    drop(dialog.cards[PackagePart.BROCHURE], write(tmp_path / "Ondernemen.pdf", blank_pdf()))
    settle(qtbot, portal)
    assert "Dit onderdeel ontbreekt: Hand-out" in find(dialog, QLabel, "missing").text()
    drop(dialog.cards[PackagePart.HANDOUT], write(tmp_path / "Praatje.pdf", acting_pdf()))
    settle(qtbot, portal)
    assert find(dialog, QLabel, "missing").text() == "Alle onderdelen zijn er."
    click(dialog.make_button)
    settle(qtbot, portal)
    (archive,) = (tmp_path / "documenten").rglob("*.zip")
    with zipfile.ZipFile(archive) as packed:
        assert {"1-algemene-brochure/ondernemen.pdf", "2-hand-out-van-de-presentatie/praatje.pdf"} <= set(
            packed.namelist()
        )
    assert archive.name in words(dialog)
    number = dialog.number
    standing = portal.services.establishment.standing(number)
    for part in ("brochure", "handout", "factsheets", "business_card"):
        assert standing.state(f"v3.{part}") is ItemState.DONE
    assert len(portal.services.desk.documents(number)) == 2


def test_refused_files_are_named_and_the_others_stay(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """Several files at once: the good one is kept, the bad ones are told in the dialog."""
    dialog = opened(qtbot, portal)
    drop(
        dialog.cards[PackagePart.BROCHURE],
        write(tmp_path / "op slot.pdf", locked_pdf()),
        write(tmp_path / "goed.pdf", blank_pdf()),
        write(tmp_path / "lijst.xlsx", b"PK"),
    )
    settle(qtbot, portal)
    told = words(dialog)
    assert "op slot.pdf is niet toegevoegd" in told
    assert "lijst.xlsx is niet toegevoegd" in told
    assert [each.name for each in portal.services.packages.kept_files(dialog.number)] == ["goed.pdf"]


def test_two_brochures_of_one_name_are_both_kept(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """Dropped after each other: both stand in the part, the second under another name, which is told."""
    dialog = opened(qtbot, portal)
    for folder, content in (("eerst", blank_pdf()), ("daarna", acting_pdf())):
        (tmp_path / folder).mkdir()
        path = write(tmp_path / folder / "brochure.pdf", content)
        drop(dialog.cards[PackagePart.BROCHURE], path)
        settle(qtbot, portal)
    kept = portal.services.packages.kept_files(dialog.number)
    assert [each.name for each in kept] == ["brochure.pdf", "brochure (2).pdf"]
    told = words(dialog)
    assert "met de naam van brochure.pdf; dit heet nu brochure (2).pdf, en beide gaan mee" in told
    for each in kept:
        shown = dialog.cards[PackagePart.BROCHURE].findChildren(QWidget, f"file_{each.id}")
        assert [box for box in shown if box.isVisible()]


def test_a_part_and_a_file_can_be_left_out(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """By key and by mouse; what is left out is not in the package and stays open on the path."""
    dialog = opened(qtbot, portal)
    drop(dialog.cards[PackagePart.BROCHURE], write(tmp_path / "a.pdf", blank_pdf()))
    settle(qtbot, portal)
    click(dialog.cards[PackagePart.FACTSHEETS].box)
    settle(qtbot, portal)
    boxes = dialog.cards[PackagePart.BROCHURE].findChildren(QWidget, "file_b1")
    (file_box,) = (each for each in boxes if each.isVisible())
    file_box.setFocus()
    QTest.keyClick(file_box, Qt.Key.Key_Space)
    settle(qtbot, portal)
    missing = find(dialog, QLabel, "missing").text()
    assert "Algemene brochure, Hand-out van de presentatie en Relevante factsheets" in missing
    click(dialog.make_button)
    settle(qtbot, portal)
    (archive,) = (tmp_path / "documenten").rglob("*.zip")
    with zipfile.ZipFile(archive) as packed:
        assert {each.partition("/")[0] for each in packed.namelist()} == {
            "0-inhoud.pdf",
            "0-inhoud.txt",
            "4-visitekaartje",
        }
    assert portal.services.establishment.standing(dialog.number).state("v3.factsheets") is ItemState.OPEN


def test_the_second_package_by_keys(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """Another package, another language: four other cards, and English on paper."""
    dialog = opened(qtbot, portal)
    combo = find(dialog, QComboBox, "round")
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    settle(qtbot, portal)
    assert list(dialog.cards) == list(PackagePart)[4:]
    assert "geen regeling die past" in words(dialog)
    language = find(dialog, QComboBox, "language")
    language.setFocus()
    QTest.keyClick(language, Qt.Key.Key_Down)
    dialog.make_button.setFocus()
    QTest.keyClick(dialog.make_button, Qt.Key.Key_Space)
    settle(qtbot, portal)
    (archive,) = (tmp_path / "documenten").rglob("*-2-en.zip")
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
    assert "0-contents.pdf" in names
    assert any(each.endswith(".dxf") for each in names)


def test_a_part_that_does_not_apply_cannot_be_ticked(qtbot: QtBot, portal: Portal) -> None:
    """The path says so, with its reason."""
    case = portal.session.case
    assert case is not None
    portal.services.establishment.set_aside(case.number, "v3.handout", "geen presentatie gehouden")
    dialog = opened(qtbot, portal)
    card = dialog.cards[PackagePart.HANDOUT]
    assert not card.box.isEnabled()
    assert "geen presentatie gehouden" in words(card)
    assert "Hand-out" not in find(dialog, QLabel, "missing").text()


def test_a_part_is_set_aside_with_a_reason_and_taken_up_again(qtbot: QtBot, portal: Portal) -> None:
    """By keys, where it stands; without a reason nothing happens, and the banner no longer asks for it."""
    dialog = opened(qtbot, portal)
    card = dialog.cards[PackagePart.HANDOUT]
    click(card.aside_button)
    assert card.reason.isVisible()
    QTest.keyClicks(card.reason, "  ")
    QTest.keyClick(card.reason, Qt.Key.Key_Return)
    assert not card.reason_button.isEnabled()
    QTest.keyClicks(card.reason, "geen presentatie gehouden")
    QTest.keyClick(card.reason, Qt.Key.Key_Return)
    settle(qtbot, portal)
    standing = portal.services.establishment.standing(dialog.number)
    assert standing.state("v3.handout") is ItemState.NOT_APPLICABLE
    assert not card.reason.isVisible()
    assert "geen presentatie gehouden" in words(card)
    assert "Hand-out" not in find(dialog, QLabel, "missing").text()
    card.reopen_button.setFocus()
    QTest.keyClick(card.reopen_button, Qt.Key.Key_Space)
    settle(qtbot, portal)
    assert portal.services.establishment.standing(dialog.number).state("v3.handout") is ItemState.OPEN
    assert card.aside_button.isVisible()
    assert not card.reopen_button.isVisible()
    assert "Hand-out" in find(dialog, QLabel, "missing").text()


def test_where_the_whole_step_does_not_apply_no_part_is_taken_up_alone(qtbot: QtBot, portal: Portal) -> None:
    """The path has to take up the step."""
    case = portal.session.case
    assert case is not None
    portal.services.establishment.set_aside(case.number, "v3", "komt niet")
    dialog = opened(qtbot, portal)
    for card in dialog.cards.values():
        assert not card.reopen_button.isVisible()
        assert not card.aside_button.isVisible()
    assert not dialog.make_button.isEnabled()
    assert not dialog.preview_button.isEnabled()


def test_a_kept_file_is_removed_once_somebody_says_so(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """The question names it; saying no leaves it."""
    dialog = opened(qtbot, portal)
    drop(dialog.cards[PackagePart.BROCHURE], write(tmp_path / "Ondernemen.pdf", blank_pdf()))
    settle(qtbot, portal)
    for answer, left in (("Annuleren", 1), ("Ja", 0)):
        asked = Answer(portal, answer)
        click(find(dialog, QToolButton, "remove_b1"))
        settle(qtbot, portal)
        assert "Ondernemen.pdf" in asked.asked
        assert len(portal.services.packages.kept_files(dialog.number)) == left
    assert "Ondernemen.pdf is verwijderd" in words(dialog)
    assert "Algemene brochure" in find(dialog, QLabel, "missing").text()


def test_a_package_is_looked_at_first_and_kept_as_it_was_seen(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """In the language that the dialog has; nothing is ticked off before it is kept."""
    dialog = opened(qtbot, portal)
    dialog.language_choice.setCurrentIndex(dialog.language_choice.findData("en"))
    click(dialog.preview_button)
    settle(qtbot, portal)
    preview = portal.previews.dialog
    assert preview is not None
    qtbot.waitUntil(lambda: preview.pages.page_count > 0, timeout=WAIT_MS)
    assert preview.style_chosen.language_code == "en"
    assert "De ZIP" in words(preview)
    assert portal.services.establishment.standing(dialog.number).state("v3.factsheets") is ItemState.OPEN
    assert not list((tmp_path / "documenten").rglob("*.*"))
    assert preview.draft is not None
    seen = {each.path.suffix: each.path.read_bytes() for each in preview.draft.documents}
    click(preview.save_button)
    settle(qtbot, portal)
    made = {each.suffix: each.read_bytes() for each in (tmp_path / "documenten").rglob("*.*")}
    assert made == seen
    assert set(made) == {".pdf", ".zip"}
    assert portal.services.establishment.standing(dialog.number).state("v3.factsheets") is ItemState.DONE
    assert dialog.isVisible()
    assert "Gemaakt: informatiepakket" in words(dialog)


def test_the_dialog_can_be_closed_with_escape_and_names_itself(qtbot: QtBot, portal: Portal) -> None:
    """Nothing was made; every part that takes a key has a name for a screen reader."""
    dialog = opened(qtbot, portal)
    for kind in (QPushButton, QComboBox):
        assert all(each.accessibleName() for each in dialog.findChildren(kind))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_package_opens_at_the_second_where_that_is_asked(qtbot: QtBot, portal: Portal) -> None:
    """As the path does from a part of V4."""
    case = portal.session.case
    assert case is not None
    portal.packages.open(case.number, PackageRound.SECOND)
    settle(qtbot, portal)
    dialog = find(portal.window, PackageDialog, "package_dialog")
    assert list(dialog.cards) == list(PackagePart)[4:]
    assert dialog.cards[PackagePart.BUILDING_RULES].isVisible()


def test_files_are_seen_as_soon_as_they_are_told(qtbot: QtBot, qapp: QApplication, dutch: Language) -> None:
    """Without a turn of the window between: a click right after must find them."""
    card = PackagePartCard(PackagePart.BROCHURE, themed(qapp), dutch)
    qtbot.addWidget(card)
    card.show()
    qtbot.waitExposed(card)
    standing = PartStanding(PackagePart.BROCHURE, PartState.PRESENT)
    names = {"b1": "a.pdf", "b2": "b.pdf"}
    files = tuple(KeptFile(each, PackagePart.BROCHURE, name, 9) for each, name in names.items())
    plan = PackagePlan("D-2026-0001", PackageWishes(), (standing,), files, (), ())
    card.show_plan(plan, standing)
    for name in ("file_b1", "file_b2", "remove_b1", "remove_b2"):
        (shown,) = (each for each in card.findChildren(QWidget, name) if each.isVisible())
        assert shown.isEnabled()
