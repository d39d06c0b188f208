"""Linking columns: nothing goes on before a person answered everything, by mouse or by keys."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from drentsportal.errors import QuestionError
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.paths import resources_dir
from drentsportal.services.import_mapping import ColumnLinking
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from drentsportal.ui.background import ServiceRunner
from drentsportal.ui.dialogs.import_dialog import ImportCalls, ImportDialog
from drentsportal.ui.dialogs.mapping_wizard import MappingWizard
from drentsportal.ui.linking import linking_calls
from tests.fakes import FixedActor, FixedClock
from tests.ui.mapping_hands import AtOnce, choose, click, rows, select, texts
from tests.ui.site_samples import themed

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language
    from drentsportal.ui.dialogs.import_dialog import ImportReply

PLOTS = """Kavelnummer;Naam;Gemeente;Oppervlakte;Status;Notitie
K1;Kavel één;Emmen;12.500;Uitgeefbaar;mooi
K2;Kavel <b>twee</b>;Emmen;3.400;Optie;
K3;Kavel drie;Assen;veel;Verkocht o.v.;hoek
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a table of plots as a gemeente makes it by hand."""
    path = tmp_path / "kavels_emmen.csv"
    path.write_text(PLOTS, encoding="cp1252")
    return path


@pytest.fixture
def reader(tmp_path: Path) -> GeoSiteReader:
    """Give the reader, with a folder of own mappings that is empty."""
    return GeoSiteReader(resources_dir() / "mappings", own_mappings=tmp_path / "own")


@pytest.fixture
def worker(reader: GeoSiteReader, dutch: Language) -> AtOnce:
    """Give a worker that answers at once."""
    return AtOnce(ColumnLinking(reader, FixedClock(), FixedActor()), dutch)


@pytest.fixture
def wizard(qtbot: QtBot, qapp: QApplication, dutch: Language, worker: AtOnce, file: Path) -> MappingWizard:
    """Show the wizard on the table of plots."""
    made = MappingWizard(None, themed(qapp), dutch, worker.calls, file, ImportOptions())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _settle_columns(wizard: MappingWizard) -> None:
    click(wizard.page.link_all)
    click(wizard.page.skip_rest)
    select(wizard, "Oppervlakte")
    choose(wizard.page.details.unit.list, "m²")
    choose(wizard.page.details.decimal.list, "komma")
    click(wizard.page.details.link_button)
    select(wizard, "Status")
    choose(wizard.page.details.codes.lists["Verkocht o.v."].list, "uitgegeven")
    click(wizard.page.details.link_button)


def _pass_place(wizard: MappingWizard) -> None:
    """Say that the table has no place, by the keys, and go on."""
    assert wizard.place.isVisible()
    choose(wizard.place.form.list, "deze tabel niet")
    click(wizard.next_button)


def test_every_column_starts_as_proposal_or_question(wizard: MappingWizard) -> None:
    """Every column starts as a proposal or a question; nothing is linked before a person said so."""
    assert rows(wizard) == [
        ("Kavelnummer", "voorstel", "nummer van de rij"),
        ("Naam", "voorstel", "Naam"),
        ("Gemeente", "voorstel", "Gemeente"),
        ("Oppervlakte", "vraag open", "Oppervlakte"),
        ("Status", "vraag open", "Status"),
        ("Notitie", "vraag open", ""),
    ]
    assert not wizard.next_button.isEnabled()
    assert "Nog 6 kolommen. Eerst Kavelnummer: bevestigen." in texts(wizard)


def test_reasons_stand_with_the_column(wizard: MappingWizard) -> None:
    """The reasons stand with the column that is selected by mouse."""
    select(wizard, "Gemeente")
    shown = texts(wizard.page.details)
    assert "“Gemeente” is een bekende naam voor Gemeente." in shown
    assert "De waarden zijn namen van Drentse gemeenten, zoals Emmen." in shown
    select(wizard, "Oppervlakte")
    assert "“12.500” kan 12,50 of 12.500,00 betekenen" in texts(wizard.page.details)
    assert not wizard.page.details.link_button.isEnabled()


def test_answers_show_values_before_and_after(wizard: MappingWizard) -> None:
    """With the answers the values show before and after, the unreadable ones first and counted."""
    select(wizard, "Oppervlakte")
    details = wizard.page.details
    choose(details.unit.list, "m²")
    assert not details.link_button.isEnabled()
    choose(details.decimal.list, "komma")
    samples = details.samples
    shown = [[samples.data(samples.index(row, section)) for section in range(2)] for row in range(3)]
    assert shown == [["veel", "onleesbaar"], ["12.500", "12.500 m²"], ["3.400", "3.400 m²"]]
    assert "Waarden voor en na: 3 gevuld, 1 onleesbaar" in texts(details)
    assert rows(wizard)[3] == ("Oppervlakte", "voorstel", "1 onleesbaar, Oppervlakte")
    click(details.link_button)
    assert rows(wizard)[3][1] == "gekoppeld"


def test_another_decimal_sign_gives_another_value(wizard: MappingWizard) -> None:
    """Another decimal sign gives another value; the choice is taken back and asked to be confirmed anew."""
    select(wizard, "Oppervlakte")
    details = wizard.page.details
    choose(details.unit.list, "hectare")
    choose(details.decimal.list, "punt")
    assert details.samples.data(details.samples.index(1, 1)) == "125.000 m²"
    click(details.link_button)
    select(wizard, "Oppervlakte")
    choose(details.decimal.list, "komma")
    assert rows(wizard)[3][1] == "voorstel"


def test_proposed_reading_is_taken_only_on_request(
    qtbot: QtBot, qapp: QApplication, dutch: Language, worker: AtOnce, tmp_path: Path
) -> None:
    """A value with its unit behind it is unreadable until the person accepts how it is read."""
    path = tmp_path / "k.csv"
    path.write_text("kavelnr;opp_m2\n1;1200\n2;900 m2\n3;750\n", encoding="utf-8")
    made = MappingWizard(None, themed(qapp), dutch, worker.calls, path, ImportOptions())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    select(made, "opp_m2")
    details = made.page.details
    assert details.samples.data(details.samples.index(0, 1)) == "onleesbaar"
    box = details.accept_box
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(6, box.height() // 2))
    assert details.samples.data(details.samples.index(0, 1)) == "900 m²"
    click(details.link_button)
    assert made.draft is not None
    assert made.draft.column("opp_m2").takes_proposed


def test_code_that_is_not_known_is_asked(wizard: MappingWizard) -> None:
    """A code that is not known is asked; the known ones carry their proposal."""
    select(wizard, "Status")
    codes = wizard.page.details.codes.lists
    assert [each.list.currentText() for each in codes.values()] == ["beschikbaar", "in optie", "Kies…"]
    choose(codes["Verkocht o.v."].list, "onbekend")
    assert wizard.page.details.link_button.isEnabled()
    assert rows(wizard)[4][1] == "voorstel"


def test_skipping_and_choosing_another_attribute(wizard: MappingWizard) -> None:
    """A column can be skipped, and linked to what the person knows that it holds."""
    select(wizard, "Notitie")
    details = wizard.page.details
    assert "De kolom is niet herkend" in texts(details)
    click(details.skip_button)
    assert rows(wizard)[5][1] == "overgeslagen"
    select(wizard, "Notitie")
    choose(details.attribute.list, "Segment")
    assert rows(wizard)[5][1:] == ("voorstel", details.attribute.list.currentText())


def test_two_columns_for_one_attribute_stay_open(wizard: MappingWizard) -> None:
    """Two columns for one attribute stay open, and say so."""
    _settle_columns(wizard)
    assert wizard.next_button.isEnabled()
    select(wizard, "Notitie")
    choose(wizard.page.details.attribute.list, "Naam (al uit Naam)")
    assert not wizard.next_button.isEnabled()
    assert "twee kolommen voor hetzelfde gegeven" in texts(wizard)


def test_preview_shows_rows_as_they_will_be_stored(wizard: MappingWizard) -> None:
    """The preview shows the rows as they will be stored, with what cannot be read marked and counted."""
    _settle_columns(wizard)
    wizard.page.tabs.setCurrentIndex(1)
    rows = wizard.page.preview.rows
    shown = [rows.data(rows.index(2, section)) for section in range(rows.columnCount())]
    assert shown == ["kavels-emmen-K3", "Kavel drie", "Assen", "onleesbaar, veel", "uitgegeven"]
    assert rows.data(rows.index(1, 1)) == "Kavel <b>twee</b>"
    assert "3 rijen, 1 met een onleesbare waarde." in texts(wizard.page.preview)


def test_last_page_asks_what_holds_for_the_file_and_keeps_it(
    qtbot: QtBot, wizard: MappingWizard, file: Path, reader: GeoSiteReader
) -> None:
    """The last page asks name, source and date; what is kept is used for the file."""
    _settle_columns(wizard)
    assert wizard.focusWidget() is wizard.next_button
    QTest.keyClick(wizard.next_button, Qt.Key.Key_Space)
    _pass_place(wizard)
    assert not wizard.next_button.isEnabled()
    assert "Nog in te vullen: peildatum en bron." in texts(wizard)
    settings = wizard.settings
    QTest.keyClicks(settings.title, "Kavels van Emmen")
    QTest.keyClicks(settings.source, "Gemeente Emmen ")
    assert settings.source.text() == "Gemeente Emmen "
    QTest.keyClicks(settings.as_of, "2026-13")
    assert not wizard.next_button.isEnabled()
    settings.as_of.clear()
    QTest.keyClicks(settings.as_of, "2026-11")
    with qtbot.waitSignal(wizard.kept) as kept:
        click(wizard.next_button)
    assert kept.args is not None
    assert kept.args[0].name == "kavels_van_emmen.toml"
    assert not wizard.isVisible()
    _, report = reader.read(file, ImportOptions(accepted=frozenset({"without_geometry"})), NoProgress())
    assert (report.source, report.site_count) == ("Gemeente Emmen", 3)


def test_a_reference_date_is_typed_as_the_screen_writes_dates(wizard: MappingWizard, tmp_path: Path) -> None:
    """The hint shows the day first, as the screen does everywhere, and a date so typed is taken."""
    _settle_columns(wizard)
    click(wizard.next_button)
    _pass_place(wizard)
    settings = wizard.settings
    assert settings.as_of.placeholderText() == "17-11-2026, 2026-11 of 2026"
    QTest.keyClicks(settings.source, "Gemeente Emmen")
    QTest.keyClicks(settings.as_of, "17-11-")
    assert (wizard.next_button.isEnabled(), "is niet als datum te lezen" in texts(wizard)) == (False, True)
    QTest.keyClicks(settings.as_of, "2026")
    assert (wizard.next_button.isEnabled(), "is niet als datum te lezen" in texts(wizard)) == (True, False)
    click(wizard.next_button)
    kept = tomllib.loads(next((tmp_path / "own").glob("*.toml")).read_text("utf-8"))
    assert "2026-11-17" in str(kept)


def test_name_that_is_taken_is_told_and_nothing_is_lost(wizard: MappingWizard, tmp_path: Path) -> None:
    """A name that is taken is told, and what was filled in stays."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "kavels_emmen.toml").write_text("", encoding="utf-8")
    _settle_columns(wizard)
    click(wizard.next_button)
    _pass_place(wizard)
    QTest.keyClicks(wizard.settings.source, "Emmen")
    QTest.keyClicks(wizard.settings.as_of, "2026")
    click(wizard.next_button)
    assert wizard.isVisible()
    assert "kavels_emmen" in texts(wizard)
    assert wizard.settings.source.text() == "Emmen"
    click(wizard.back_button)
    assert wizard.place.isVisible()
    click(wizard.back_button)
    assert wizard.page.isVisible()


def test_another_encoding_reads_the_file_again(wizard: MappingWizard) -> None:
    """Another encoding reads the file again, and what was linked is asked anew."""
    click(wizard.page.link_all)
    select(wizard, "Naam")
    assert wizard.page.details.samples.data(wizard.page.details.samples.index(0, 0)) == "Kavel één"
    choose(wizard.encoding.list, "cp850")
    select(wizard, "Naam")
    assert wizard.page.details.samples.data(wizard.page.details.samples.index(0, 0)) == "Kavel ÚÚn"
    assert rows(wizard)[1][1] == "voorstel"


def test_other_kind_offers_other_attributes(wizard: MappingWizard) -> None:
    """Another kind of site offers other attributes, and begins anew."""
    click(wizard.page.link_all)
    choose(wizard.kind.list, "bedrijventerreinen")
    assert rows(wizard)[3] == ("Oppervlakte", "vraag open", "Bruto oppervlakte")
    assert {row[1] for row in rows(wizard)} == {"voorstel", "vraag open"}


def test_every_field_has_a_name_and_is_reached_by_tab(wizard: MappingWizard) -> None:
    """Every field has a name for a screen reader, and the keyboard reaches the buttons."""
    select(wizard, "Oppervlakte")
    details = wizard.page.details
    for field in (wizard.kind.list, details.attribute.list, details.unit.list, details.decimal.list):
        assert field.accessibleName()
    wizard.page.list.setFocus()
    seen = set()
    for _ in range(20):
        QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Tab)
        seen.add(wizard.focusWidget().objectName())
    assert {"columns", "attribute", "unit", "decimal", "skip_column", "link_all", "cancel"} <= seen


def test_escape_keeps_nothing(wizard: MappingWizard, tmp_path: Path) -> None:
    """Escape closes the wizard and keeps nothing."""
    _settle_columns(wizard)
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    assert not (tmp_path / "own").exists()


def test_worker_reads_while_the_window_goes_on(
    qtbot: QtBot, qapp: QApplication, dutch: Language, reader: GeoSiteReader, file: Path
) -> None:
    """With the worker of the window, proposals and trials arrive later, and the last answer counts."""
    runner = ServiceRunner()
    calls = linking_calls(runner, ColumnLinking(reader, FixedClock(), FixedActor()), dutch.text)
    made = MappingWizard(None, themed(qapp), dutch, calls, file, ImportOptions())
    qtbot.addWidget(made)
    made.show()
    assert made.draft is None
    assert not made.next_button.isEnabled()
    qtbot.waitUntil(lambda: made.draft is not None and not runner.is_busy, timeout=10_000)
    select(made, "Oppervlakte")
    details = made.page.details
    choose(details.unit.list, "hectare")
    choose(details.decimal.list, "punt")
    choose(details.decimal.list, "komma")
    qtbot.waitUntil(lambda: not runner.is_busy and "1 onleesbaar" in texts(details), timeout=10_000)
    samples = details.samples
    assert samples.data(samples.index(1, 1)) == "125.000.000 m²"
    runner.close()


def test_file_that_cannot_be_read_says_why(
    qtbot: QtBot, qapp: QApplication, dutch: Language, worker: AtOnce, tmp_path: Path
) -> None:
    """A file that cannot be read says why; there is nothing to go on with."""
    made = MappingWizard(None, themed(qapp), dutch, worker.calls, tmp_path / "weg.csv", ImportOptions())
    qtbot.addWidget(made)
    made.show()
    assert "weg.csv" in texts(made)
    assert not made.next_button.isEnabled()


@dataclass
class Preview:
    """One preview that the import dialog asked for."""

    options: ImportOptions
    reply: ImportReply

    def cancel(self) -> None:
        """Nothing runs."""


def test_import_goes_on_with_the_mapping_that_was_kept(
    qtbot: QtBot, qapp: QApplication, dutch: Language, worker: AtOnce, file: Path
) -> None:
    """Where no mapping fits, the import dialog offers the wizard, and goes on with what it kept."""
    asked: list[Preview] = []

    def preview(path: Path, options: ImportOptions, reply: ImportReply) -> Preview:
        assert path == file
        asked.append(Preview(options, reply))
        return asked[-1]

    dialog = ImportDialog(
        None, themed(qapp), dutch, ImportCalls(preview, preview, worker.calls), lambda: file
    )
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert not dialog.columns_button.isVisible()
    click(dialog.choose_button)
    about = {"file": file.name, "columns": ("a",), "nearest": "parks", "missing": ("-",), "extra": ("-",)}
    asked[0].reply.failed(
        QuestionError("error.import.which_mapping", option="--mapping", choices=("parks",), **about)
    )
    assert "Zeg met “Kolommen koppelen…” wat erin staat" in texts(dialog)
    assert dialog.focusWidget() is dialog.columns_button
    QTest.keyClick(dialog.columns_button, Qt.Key.Key_Space)
    wizard = dialog.findChild(MappingWizard, "mapping_wizard")
    assert wizard is not None
    _settle_columns(wizard)
    click(wizard.next_button)
    _pass_place(wizard)
    QTest.keyClicks(wizard.settings.source, "Emmen")
    QTest.keyClicks(wizard.settings.as_of, "2026")
    click(wizard.next_button)
    assert asked[1].options.mapping is not None
    assert asked[1].options.mapping.endswith("kavels_emmen.toml")
