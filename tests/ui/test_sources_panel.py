"""Remembered sources in the window, and the history from which an import is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from drentsportal.domain.merge.data_source import DataSource, DataSourceKind, SourceState
from drentsportal.domain.message import message
from drentsportal.services.ports.sources import LayerOffer
from drentsportal.ui.background import ServiceRunner
from drentsportal.ui.dialogs.mapping_wizard import MappingWizard
from drentsportal.ui.dialogs.merge_review import MergeReviewDialog
from drentsportal.ui.dialogs.source_dialog import SourceDialog
from drentsportal.ui.dialogs.source_question import SourceQuestion
from drentsportal.ui.dialogs.undo_import import UndoImportDialog
from drentsportal.ui.history_screen import HistoryScreen
from drentsportal.ui.panels.data_history import DataHistoryPanel
from drentsportal.ui.panels.sources_panel import SourcesPanel
from drentsportal.ui.sources_screen import SourcesScreen
from tests.ui.merge_files import write_geojson
from tests.ui.merge_samples import FIRST, SECOND
from tests.ui.site_samples import themed
from tests.ui.source_samples import NOW_UTC, edits, states, steps
from tests.ui.workspaces import empty_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QTableView, QWidget
    from pytestqt.qtbot import QtBot

    from drentsportal.bootstrap import AppServices
    from drentsportal.language import Language


def _click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _rows(view: QTableView) -> list[list[str]]:
    model = view.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication, dutch: Language) -> SourcesPanel:
    """Show the panel, still empty."""
    made = SourcesPanel(themed(qapp), dutch)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def services(tmp_path: Path) -> Iterator[AppServices]:
    """Open an empty workspace file."""
    made = empty_services(tmp_path / "proef.drents")
    yield made
    made.workspace.close()


@pytest.fixture
def runner() -> Iterator[ServiceRunner]:
    """Give a worker."""
    made = ServiceRunner()
    yield made
    made.close()


def test_an_empty_panel_says_what_to_do(panel: SourcesPanel, qtbot: QtBot) -> None:
    """Without sources the panel explains itself, and a source can be added."""
    assert not panel.view.isVisible()
    shown = [each for each in panel.findChildren(QPushButton) if each.isVisible()]
    assert shown == [panel.first_button]
    with qtbot.waitSignal(panel.add_asked):
        _click(panel.first_button)
    panel.show_sources(states(), NOW_UTC)
    assert not panel.first_button.isVisible()
    assert panel.add_button.isVisible()


def test_each_source_says_its_age_and_how_it_stands(panel: SourcesPanel) -> None:
    """Age in words with a mark where it is stale, and a fault as a sentence."""
    panel.show_sources(states(), NOW_UTC)
    rows = _rows(panel.view)
    assert [row[2] for row in rows] == ["3 dagen geleden", "2 maanden geleden", "1 jaar geleden", "nog nooit"]
    assert rows[0][3] == "in orde"
    assert rows[1][3].startswith("wacht, De nieuwe gegevens spreken bij 2 locaties")
    assert rows[2][3].startswith("niet gelukt, ")
    assert rows[3] == ["Leegstand <b>vet</b>", "bestand", "nog nooit", "nog niet gelezen"]


def test_only_a_source_that_was_read_keeps_good_data(panel: SourcesPanel) -> None:
    """That the last good data stay is said where there are any."""
    fault = message("error.fetch.no_layer", address="https://net.example/api")
    source = states()[2].source
    panel.show_sources((SourceState(source, NOW_UTC, NOW_UTC, 1, "ef" * 32, fault),), NOW_UTC)
    told = [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]
    assert any("De laatste goede gegevens blijven staan." in each for each in told)
    panel.show_sources((SourceState(source, NOW_UTC, fault=fault),), NOW_UTC)
    told = [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]
    assert not any("laatste goede" in each for each in told)
    assert any("Van deze bron is nog niets gelezen." in each for each in told)


def test_the_form_takes_a_fault_back_and_names_mappings(
    qtbot: QtBot, qapp: QApplication, dutch: Language
) -> None:
    """What is wrong goes when something is typed; days without a number read as words; titles, no ids."""
    dialog = SourceDialog(None, themed(qapp), dutch)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.tell("Vul in: de naam van de bron.")
    QTest.keyClicks(dialog.name, "K")
    assert not any("Vul in" in each.text() for each in dialog.findChildren(QLabel) if each.isVisible())
    assert dialog.max_age.text() == "alleen op verzoek"
    edit = dialog.max_age.findChild(QLineEdit)
    assert edit is not None
    assert edit.width() > edit.fontMetrics().horizontalAdvance("alleen op verzoek")
    dialog.offer_mappings({"grid_areas": "Drentsportal: grid_areas", "emmen_wfs": "Emmen, kavels"})
    shown = [dialog.mapping.itemText(at) for at in range(dialog.mapping.count())]
    assert shown == [
        "Herkennen aan de kolommen",
        "Emmen, kavels",
        "Gebieden van het stroomnet, indeling van het portal",
    ]
    QTest.keyClick(dialog.mapping, Qt.Key.Key_Down)
    assert dialog.source().mapping == "emmen_wfs"


def test_unknown_columns_of_a_source_are_linked_from_its_question(
    qtbot: QtBot, qapp: QApplication, services: AppServices, runner: ServiceRunner, tmp_path: Path
) -> None:
    """The question leads to the wizard on the file of the source; what it keeps is kept with the source."""
    path = tmp_path / "kavels.csv"
    path.write_text("knr;naam;gem\nK1;Een;Emmen\n", encoding="utf-8")
    made = services.refreshing.add(DataSource("", "Kavels", DataSourceKind.FILE, str(path)))
    panel = SourcesPanel(themed(qapp), services.language)
    qtbot.addWidget(panel)
    screen = SourcesScreen(panel, services, runner, themed(qapp))

    read: list[str] = []

    def answer() -> None:
        asked = panel.window().findChild(SourceQuestion)
        if asked is None or not asked.isVisible():
            QTimer.singleShot(20, answer)
            return
        box = asked.question.choices
        read.extend(each.text() for each in asked.findChildren(QLabel))
        read.extend(box.itemText(at) for at in range(box.count()))
        # Nothing may be judged while the question is open: a fault here would leave it open.
        asked.columns_button.click()

    QTimer.singleShot(20, answer)
    screen.refresh((made.id,))
    qtbot.waitUntil(lambda: panel.window().findChild(MappingWizard) is not None)
    assert not any("--" in each or "_" in each for each in read), read
    wizard = panel.window().findChild(MappingWizard)
    assert wizard is not None
    wizard.accept()
    # A mapping that is there, of which the file lacks columns: told as a fault, not asked again.
    wizard.kept.emit("parks")
    qtbot.waitUntil(lambda: services.refreshing.sources()[0].source.mapping == "parks")
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_buttons_act_on_the_selected_source(panel: SourcesPanel, qtbot: QtBot) -> None:
    """Each button names the source; a review is offered only where one waits."""
    panel.show_sources(states(), NOW_UTC)
    assert not panel.review_button.isVisible()
    panel.view.selectRow(1)
    with qtbot.waitSignal(panel.review_asked) as asked:
        _click(panel.review_button)
    assert asked.args == ["emmen"]
    with qtbot.waitSignal(panel.refresh_asked) as asked:
        _click(panel.refresh_button)
    assert asked.args == [("emmen",)]
    with qtbot.waitSignal(panel.refresh_asked) as asked:
        _click(panel.all_button)
    assert asked.args == [("ibis", "emmen", "net", "leegstand")]
    with qtbot.waitSignal(panel.forget_asked) as asked:
        _click(panel.forget_button)
    assert asked.args == ["emmen"]


def test_while_busy_only_stopping_is_possible(panel: SourcesPanel, qtbot: QtBot) -> None:
    """Progress is shown with a way to stop; the rest waits."""
    panel.show_sources(states(), NOW_UTC)
    panel.show_busy("Pagina 3 lezen", 3, 10)
    assert not panel.all_button.isEnabled()
    with qtbot.waitSignal(panel.cancel_asked):
        _click(panel.stop_button)
    panel.show_idle()
    assert not panel.stop_button.isVisible()


def test_the_form_asks_a_service_for_its_layers(qtbot: QtBot, qapp: QApplication, dutch: Language) -> None:
    """An address, its layers, one of them chosen: that is the source."""
    dialog = SourceDialog(None, themed(qapp), dutch)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.name, "Kavels Emmen")
    dialog.kind.setCurrentIndex(1)
    QTest.keyClicks(dialog.address, "https://kaart.example/wfs")
    with qtbot.waitSignal(dialog.layers_asked) as asked:
        _click(dialog.fetch_button)
    assert asked.args == [DataSourceKind.WFS, "https://kaart.example/wfs"]
    dialog.show_layers([LayerOffer("a:wegen", "Wegen"), LayerOffer("a:kavels", "Kavels", (), 1200)])
    dialog.layer.setCurrentIndex(1)
    assert dialog.layer.currentText() == "Kavels (1.200)"
    with qtbot.waitSignal(dialog.accepted_source) as asked:
        _click(dialog.save_button)
    source = asked.args[0]
    assert (source.title, source.kind, source.layer) == ("Kavels Emmen", DataSourceKind.WFS, "a:kavels")
    dialog.tell("Vul in: de naam.")
    assert dialog.save_button.isEnabled()


def test_the_history_offers_to_take_back_what_counts(
    qtbot: QtBot, qapp: QApplication, dutch: Language
) -> None:
    """Newest first, with what was taken back; only an import that counts can be taken back."""
    panel = DataHistoryPanel(themed(qapp), dutch)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_steps(steps())
    assert [row[3] for row in _rows(panel.view)] == [
        "Versie 3 teruggedraaid: Import van ibis_2023.gpkg",
        "Import van ibis_2023.gpkg",
        "Keuze van een waarde",
        "Import van ibis_2022.gpkg",
    ]
    assert not panel.undo_button.isEnabled()
    panel.view.selectRow(3)
    with qtbot.waitSignal(panel.undo_asked) as asked:
        _click(panel.undo_button)
    assert asked.args == [1]


def test_edits_at_stake_are_named_before_they_are_dropped(
    qtbot: QtBot, qapp: QApplication, dutch: Language
) -> None:
    """The question lists site, value, person and moment; cancelling is the way out by default."""
    dialog = UndoImportDialog(None, themed(qapp), dutch, steps()[-1], edits(), {"p3": "Noord Fase II"})
    qtbot.addWidget(dialog)
    dialog.show()
    cells = [str(dialog.model.index(0, column).data()) for column in range(4)]
    assert cells[:3] == ["Noord Fase II", "Netto oppervlakte", "Bert Jansen"]
    assert dialog.cancel_button.isDefault()
    _click(dialog.undo_button)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_source_is_refreshed_looked_over_and_stored(
    qtbot: QtBot, qapp: QApplication, services: AppServices, runner: ServiceRunner, tmp_path: Path
) -> None:
    """The first refresh stores; a second one that contradicts an edit is looked over, and then stored."""
    path = tmp_path / "parken.geojson"
    write_geojson(path, FIRST, 2022)
    source = DataSource("", "Parken", DataSourceKind.FILE, str(path), is_complete=True)
    made = services.refreshing.add(source)
    panel = SourcesPanel(themed(qapp), services.language)
    qtbot.addWidget(panel)
    screen = SourcesScreen(panel, services, runner, themed(qapp))
    with qtbot.waitSignal(screen.data_changed):
        screen.refresh((made.id,))
    with services.workspace.unit_of_work() as unit:
        unit.sites.choose(edits()[0])
        unit.commit()
    write_geojson(path, SECOND, 2023)
    screen.refresh((made.id,))
    qtbot.waitUntil(lambda: _review_dialog(panel) is not None)
    dialog = _review_dialog(panel)
    assert dialog is not None
    _click(dialog.keep_site)
    with qtbot.waitSignal(screen.data_changed):
        _click(dialog.store_button)
    assert services.catalogue.site("p3").value("net_ha") == 31.0
    assert services.catalogue.site("p1").value("net_ha") == 41.0
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert _rows(panel.view)[0][3] == "in orde"


def test_an_import_is_taken_back_from_the_history(
    qtbot: QtBot, qapp: QApplication, services: AppServices, runner: ServiceRunner, tmp_path: Path
) -> None:
    """The edit that rests on it is named, and goes only when the person says so."""
    path = tmp_path / "parken.geojson"
    write_geojson(path, FIRST, 2022)
    made = services.refreshing.add(DataSource("", "Parken", DataSourceKind.FILE, str(path)))
    with_panel = DataHistoryPanel(themed(qapp), services.language)
    qtbot.addWidget(with_panel)
    screen = HistoryScreen(with_panel, services, runner, themed(qapp))
    services.refreshing.refresh(made.id, _Quiet())
    with services.workspace.unit_of_work() as unit:
        unit.sites.choose(edits()[0])
        unit.commit()
    screen.load()
    qtbot.waitUntil(lambda: with_panel.model.rowCount() == 2)
    with_panel.view.selectRow(1)
    _click(with_panel.undo_button)
    qtbot.waitUntil(lambda: with_panel.window().findChild(UndoImportDialog) is not None)
    dialog = with_panel.window().findChild(UndoImportDialog)
    assert dialog is not None
    assert any("rust op de import" in each.text() for each in dialog.findChildren(QLabel))
    with qtbot.waitSignal(screen.data_changed):
        _click(dialog.undo_button)
    assert len(services.catalogue.site_table().parks) == 0
    qtbot.waitUntil(lambda: not runner.is_busy)


class _Quiet:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Go on."""


def _review_dialog(panel: SourcesPanel) -> MergeReviewDialog | None:
    return panel.window().findChild(MergeReviewDialog)
