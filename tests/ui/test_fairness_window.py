"""Assessment, referral, exposure, allocation and profiles in a whole window, by mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QMessageBox, QPushButton, QWidget

from drentsportal.domain.match.criteria import ScaleShape
from drentsportal.ui.dialogs.profile_editor import ProfileEditor
from drentsportal.ui.dialogs.referral_dialog import ReferralDialog
from drentsportal.ui.panels.breakdown import BreakdownPanel
from drentsportal.ui.panels.exposure import ExposurePanel
from tests.ui.portals import click, open_portal, open_request, settle
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.dialogs.assessment_dialog import AssessmentDialog
    from drentsportal.ui.portal import Portal

LARGE, SMALL = "2-logistiek.json", "4-webwinkel.json"
LONG_NAME = "Zeer lange reden " * 20


@pytest.fixture
def portal(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Portal]:
    """Open a window on the sample data."""
    services = sample_services(tmp_path / "werk.drents")
    made = open_portal(qtbot, qapp, services, tmp_path)
    yield made
    settle(qtbot, made)
    made.window.close()
    services.workspace.close()


def _texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def _button(inside: QWidget, name: str) -> QPushButton:
    found = inside.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def _assess(qtbot: QtBot, portal: Portal) -> AssessmentDialog:
    portal.window.actions_by_id["assess_request"].trigger()
    settle(qtbot, portal)
    dialog = portal.fairness.assessing.dialog
    assert dialog is not None
    qtbot.waitExposed(dialog)
    return dialog


def _answer(dialog: AssessmentDialog, criterion_id: str, level: int, reason: str = "") -> None:
    """Choose a level by keys, from unknown at the top, and type why."""
    question = dialog.questions[criterion_id]
    question.level.setFocus()
    QTest.keyClick(question.level, Qt.Key.Key_Home)
    for _ in range(level + 1):
        QTest.keyClick(question.level, Qt.Key.Key_Down)
    question.reason.setFocus()
    QTest.keyClicks(question.reason, reason)


def test_a_large_request_shows_the_task_and_the_advice_leads_to_it(qtbot: QtBot, portal: Portal) -> None:
    """The notice stands in the case, the refusal of the advice opens the dialog, and keeping ends both."""
    open_request(qtbot, portal, LARGE)
    task = portal.fairness.case_task
    qtbot.waitUntil(task.isVisible)
    assert "Afweging ontbreekt (aanvraag van 7\u00a0ha, grens 5\u00a0ha)" in _texts(task)
    portal.cases.select("D-2026-0001")
    settle(qtbot, portal)
    assert not portal.fairness.file_task.isHidden(), "the case file tells it as well"
    result = portal.session.result
    assert result is not None
    portal.cases.toggle_shortlist(result.ranking()[0])
    settle(qtbot, portal)
    portal.run_action("make_advice")
    settle(qtbot, portal)
    box = portal.window.findChild(QMessageBox, "advice_refused")
    assert box is not None
    assert "boven 5\u00a0ha" in box.text()
    click(box.buttons()[0])
    settle(qtbot, portal)
    dialog = portal.fairness.assessing.dialog
    assert dialog is not None
    _answer(dialog, "jobs", 3, "Veertig vaste banen.")
    click(dialog.save_button)
    settle(qtbot, portal)
    assert portal.services.assessing.standing("D-2026-0001").version_count == 1
    assert not task.isVisible()
    assert portal.fairness.file_task.isHidden()
    dialog.reject()


def test_a_small_request_shows_no_task(qtbot: QtBot, portal: Portal) -> None:
    """Where none is required nothing asks for it, and the dialog says so."""
    open_request(qtbot, portal, SMALL)
    assert not portal.fairness.case_task.isVisible()
    dialog = _assess(qtbot, portal)
    assert "Afweging niet verplicht" in _texts(dialog)
    assert not dialog.save_button.isEnabled()
    assert not dialog.export_button.isEnabled()
    dialog.reject()


def test_the_total_follows_and_versions_stand_side_by_side(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """An open question widens the total; a missing reason keeps nothing; each save is a version."""
    open_request(qtbot, portal, LARGE)
    dialog = _assess(qtbot, portal)
    assert "tussen 0,00 en 100,00 van 100 punten" in _texts(dialog)
    _answer(dialog, "jobs", 4)
    assert "tussen 20,00 en 100,00 van 100 punten" in _texts(dialog)
    assert "20,00 van 20,00 punten" in _texts(dialog.questions["jobs"])
    click(dialog.save_button)
    settle(qtbot, portal)
    assert "ontbreekt de reden" in _texts(dialog)
    assert f"kies '{dialog.questions['jobs'].level.itemText(0)}'" in _texts(dialog), "the words of the list"
    assert not portal.services.assessing.versions("D-2026-0001")
    QTest.keyClicks(dialog.questions["jobs"].reason, LONG_NAME)
    click(dialog.save_button)
    settle(qtbot, portal)
    _answer(dialog, "space", 0, "Nieuw uit te geven.")
    click(dialog.save_button)
    settle(qtbot, portal)
    assert [each.version for each in portal.services.assessing.versions("D-2026-0001")] == [1, 2]
    model = dialog.versions.model
    told = [str(model.index(row, 2).data()) for row in range(model.rowCount())]
    assert sum("gewijzigd" in each for each in told) == 2, "the total and one answer differ"
    target = tmp_path / "afweging.pdf"
    portal.fairness.assessing.choose_path = lambda _: target
    click(dialog.export_button)
    settle(qtbot, portal)
    assert target.read_bytes().startswith(b"%PDF")
    assert str(target) in _texts(dialog)
    target = tmp_path / "afweging.xlsx"
    QTest.keyClick(dialog.sheet_button, Qt.Key.Key_Space)
    settle(qtbot, portal)
    assert target.read_bytes().startswith(b"PK")
    names = [each.file_name for each in portal.services.desk.documents("D-2026-0001")]
    assert names == ["afweging.pdf", "afweging.xlsx"]
    dialog.reject()


def _show_tab(dialog: AssessmentDialog, number: int) -> None:
    bar = dialog.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(number).center())


def _type_area(dialog: AssessmentDialog, **texts: str) -> None:
    for name, text in texts.items():
        field = dialog.area.fields[name]
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)


def test_the_grip_area_is_set_with_source_and_date(qtbot: QtBot, portal: Portal) -> None:
    """All faults at once; once it is kept the request need not be weighed any more, and the panel follows."""
    open_request(qtbot, portal, LARGE)
    dialog = _assess(qtbot, portal)
    _show_tab(dialog, 2)
    assert "eigen keuze" in _texts(dialog.area)
    assert not dialog.area.keep_button.isEnabled()
    _type_area(dialog, area="veel")
    click(dialog.area.keep_button)
    fields = dialog.area.fields
    assert [fields[each].property("fault") for each in ("area", "source", "as_of")] == ["true"] * 3
    assert fields["area"].hasFocus()
    _type_area(dialog, area="3,55555")
    click(dialog.area.keep_button)
    assert "“3,55555” is te fijn" in _texts(dialog.area), "as it was typed"
    _type_area(dialog, area="12,5", source="Besluit GS 2026-12, blz. 3", as_of="01-01-2031")
    QTest.keyClick(fields["as_of"], Qt.Key.Key_Return)
    settle(qtbot, portal)
    assert fields["as_of"].property("fault") == "true", "a day that is still to come"
    assert fields["source"].text() == "Besluit GS 2026-12, blz. 3", "what was typed stays"
    _type_area(dialog, as_of="15-01-2026")
    QTest.keyClick(fields["as_of"], Qt.Key.Key_Return)
    settle(qtbot, portal)
    told = _texts(dialog)
    assert "niet meer dan de 12,5\u00a0ha" in told
    assert "Bron van de grens: Besluit GS 2026-12, blz. 3, 15\u00a0jan.\u00a02026." in told
    assert dialog.area.model.rowCount() == 1
    assert portal.services.assessing.grip_areas.current().area_m2 == 125_000
    assert not portal.fairness.case_task.isVisibleTo(portal.window), "nothing is missing any more"
    assert not dialog.area.is_changed
    dialog.reject()
    assert not dialog.isVisible()


def test_a_referral_names_reasons_and_options(qtbot: QtBot, portal: Portal) -> None:
    """From the gemeente of now to one without a fitting site; copied as text and put in the timeline."""
    open_request(qtbot, portal, LARGE)
    portal.window.actions_by_id["propose_referral"].trigger()
    settle(qtbot, portal)
    dialog = portal.fairness.referral.dialog
    assert isinstance(dialog, ReferralDialog)
    assert dialog.code == "GM0118", "the present location lies in Hoogeveen"
    dialog.municipality.setFocus()
    QTest.keyClick(dialog.municipality, Qt.Key.Key_Home)
    assert not dialog.note_button.isEnabled()
    QTest.keyClick(dialog.municipality, Qt.Key.Key_Down)
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: "Geen locatie in Aa en Hunze" in _texts(dialog))
    told = _texts(dialog)
    assert "buurgemeente" in told
    assert "geen toezegging" in told
    assert "van de 5 voldoen niet" in told
    cards = [each for each in dialog.findChildren(QFrame, "card") if each.isVisibleTo(dialog)]
    assert [each.accessibleName().split()[0] for each in cards[:2]] == ["5", "Gasselternijveen-Kanaal"]
    assert "Alle 4 wijzigingen samen zijn nodig." in _texts(cards[1])
    elsewhere = [each for each in cards if each.accessibleName()[:2] in ("1.", "6.")]
    assert len(elsewhere) == 2
    assert "Past op 3 van de 8 eisen; navragen: Oppervlakte kavel" in elsewhere[1].accessibleDescription()
    assert _texts(elsewhere[1]).count("Navragen") == 5
    click(dialog.copy_button)
    copied = QGuiApplication.clipboard().text()
    assert "1. Buitenvaart, Hoogeveen (geen buurgemeente)" in copied
    assert "- Oppervlakte kavel (navragen): 9,53\u00a0ha" in copied
    assert "geen toezegging" in copied
    click(dialog.note_button)
    settle(qtbot, portal)
    kinds = [each.kind.value for each in portal.services.desk.timeline("D-2026-0001")]
    assert "referral_proposed" in kinds
    dialog.reject()


def test_exposure_counts_a_period_with_its_readings(qtbot: QtBot, portal: Portal) -> None:
    """Empty before anything was matched, then counts and shares, and a period that cannot be is told."""
    portal.run_action("show_monitor")
    portal.monitor.show_page("exposure")
    settle(qtbot, portal)
    panel = portal.monitor.view.findChild(ExposurePanel)
    assert isinstance(panel, ExposurePanel)
    assert "geen uitkomst bewaard" in _texts(panel)
    assert not panel.bars.isVisible()
    open_request(qtbot, portal, LARGE)
    portal.run_action("show_monitor")
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: "Geteld: 1 aanvraag" in _texts(panel))
    assert "Hier volgt geen oordeel uit" in _texts(panel)
    names = [str(panel.model.index(row, 0).data()) for row in range(panel.model.rowCount())]
    assert str(panel.model.index(names.index("Hoogeveen"), 1).data()) == "2 (33,3\u00a0%)"
    assert "Hoogeveen: 33,3\u00a0%" in panel.bars.accessibleName()
    click(panel.copy_button)
    assert "Hoogeveen;2;33,3;" in QGuiApplication.clipboard().text()
    panel.period.setFocus()
    QTest.keyClick(panel.period, Qt.Key.Key_End)
    QTest.keyClicks(panel.first, "01-12-2026")
    QTest.keyClicks(panel.last, "01-11-2026")
    click(panel.count_button)
    assert "ligt voor de eerste" in _texts(panel)
    panel.last.clear()
    QTest.keyClick(panel.last, Qt.Key.Key_Return)
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: "geen uitkomst bewaard" in _texts(panel))


def test_the_breakdown_tells_the_allocation_of_its_plots(qtbot: QtBot, portal: Portal) -> None:
    """Facts with their source per plot of the selected candidate, gone with the case."""
    open_request(qtbot, portal, LARGE)
    result = portal.session.result
    assert result is not None
    portal.session.select_site(result.ranking()[0])
    settle(qtbot, portal)
    panel = portal.panels.results.findChild(BreakdownPanel)
    assert isinstance(panel, BreakdownPanel)
    qtbot.waitUntil(lambda: "overheid verkoopt" in _texts(panel.allocation))
    told = _texts(panel.allocation)
    assert "Bron: Voorbeeldgegevens" in told
    assert "Volgorde" in _texts(portal.panels.results), "the rule of the order stays in sight"
    portal.cases.close()
    settle(qtbot, portal)
    assert not panel.allocation.isVisible()


def _profiles(qtbot: QtBot, portal: Portal) -> ProfileEditor:
    portal.window.actions_by_id["edit_profiles"].trigger()
    settle(qtbot, portal)
    dialog = portal.fairness.profiles.dialog
    assert isinstance(dialog, ProfileEditor)
    qtbot.waitExposed(dialog)
    return dialog


def _choose_criterion(dialog: ProfileEditor, criterion_id: str) -> None:
    for number in range(dialog.criteria.count()):
        if dialog.criteria.item(number).data(Qt.ItemDataRole.UserRole) == criterion_id:
            dialog.criteria.setCurrentRow(number)


def test_a_profile_is_changed_by_typing_and_dragging(qtbot: QtBot, portal: Portal) -> None:
    """Checked while one types, tried on the open case, kept as a version that the old match does not see."""
    open_request(qtbot, portal, LARGE)
    dialog = _profiles(qtbot, portal)
    assert dialog.profile is not None
    assert dialog.profile.id == "logistics", "the profile of the open case comes first"
    version = dialog.profile.version
    assert not dialog.save_button.isEnabled()
    _choose_criterion(dialog, "junction_distance")
    field = dialog.scale.field("value_0")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "x")
    assert "geen getal" in _texts(dialog)
    assert not dialog.save_button.isEnabled()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClicks(field, "2,5")
    assert dialog.profile.scales["junction_distance"].worst == 2_500
    told = _texts(dialog)
    assert f"Bewaren schrijft versie {version + 1} van Logistiek" in told
    assert f"Versie {version} blijft staan" in told
    assert "precies na te rekenen" in told
    click(dialog.effect_button)
    settle(qtbot, portal)
    assert "De eerste vijf" in _texts(dialog)
    assert "eigen gewichten" in _texts(dialog), "weights of the profile do not count for this case"
    curve = dialog.scale.curve
    start = curve.point_of(0).toPoint()
    QTest.mousePress(curve, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(curve, start - QPoint(60, 0))
    QTest.mouseRelease(curve, Qt.MouseButton.LeftButton, pos=start - QPoint(60, 0))
    moved = dialog.profile.scales["junction_distance"].worst
    assert moved < 2_500
    assert moved % 100 == 0
    click(dialog.save_button)
    settle(qtbot, portal)
    kept = portal.services.profiles.read("logistics")
    assert (kept.version, kept.scales["junction_distance"].worst) == (version + 1, moved)
    assert "opnieuw wordt gematcht" in _texts(dialog)
    result = portal.services.matching.latest("D-2026-0001")
    assert result is not None
    assert result.profile.version == version
    assert dialog.version.count() == 2, "the version before can be begun with"
    dialog.reject()


def test_every_shape_gives_a_profile_that_can_be_kept(qtbot: QtBot, portal: Portal) -> None:
    """Going from any shape to any other keeps a scale that passes the checks."""
    dialog = _profiles(qtbot, portal)
    for criterion_id in ("price", "plot_area", "junction_minutes", "available_by"):
        _choose_criterion(dialog, criterion_id)
        for shape in (*ScaleShape, *reversed(ScaleShape)):
            dialog.scale.shape.choose(shape)
            assert dialog.profile is not None
            assert dialog.profile.scales[criterion_id].shape is shape
            assert dialog.effect_button.isEnabled()
    _choose_criterion(dialog, "reuse")
    assert "Klassen" in _texts(dialog.scale)
    click(dialog.effect_button)
    assert "Open een aanvraag" in _texts(dialog)
    QTimer.singleShot(0, lambda: _agree(dialog))
    dialog.reject()
    assert not dialog.isVisible()


def _agree(dialog: QWidget) -> None:
    """Answer yes to whether what was changed may be left."""
    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    click(box.buttons()[0])


def test_a_copy_becomes_a_profile_of_its_own(qtbot: QtBot, portal: Portal) -> None:
    """Under an id that is free and has the right form; piecewise with a point more."""
    dialog = _profiles(qtbot, portal)

    def fill() -> None:
        field = dialog.findChild(QWidget, "field_id")
        assert isinstance(field, QWidget)
        accept = _button(field.window(), "accept")
        QTest.keyClicks(field, "standard")
        click(accept)
        assert "al een profiel" in _texts(field.window())
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, "voedsel_en_zuivel_met_een_lange_naam")
        click(accept)

    QTimer.singleShot(0, fill)
    click(_button(dialog, "copy_profile"))
    _choose_criterion(dialog, "price")
    dialog.scale.shape.choose(ScaleShape.PIECEWISE)
    click(dialog.scale.add_point)
    click(dialog.save_button)
    settle(qtbot, portal)
    kept = portal.services.profiles.read("voedsel_en_zuivel_met_een_lange_naam")
    assert kept.version == 1
    assert len(kept.scales["price"].points) == 3
    dialog.reject()
