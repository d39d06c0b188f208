"""The wizard asks by mouse and keys where a table lies, in which encoding, and what holds for all rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.paths import resources_dir
from drentsportal.services.import_mapping import ColumnLinking
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from drentsportal.ui.dialogs.mapping_wizard import MappingWizard
from tests.fakes import FixedActor, FixedClock
from tests.ui.mapping_hands import AtOnce, choose, click, rows, select, texts
from tests.ui.site_samples import themed
from tests.unit.geodata.conftest import geopackage, square

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language

    OpenWizard = Callable[[Path], MappingWizard]

PANDEN = """pandnr;naam;gemeente;oost;noord
1;Hal A;GM0114;255100;533200
2;Hal B;GM0114;256400;534100
3;Hal C;GM0114;;
"""


@pytest.fixture
def reader(tmp_path: Path) -> GeoSiteReader:
    """Give the reader, with a folder of own mappings that is empty."""
    return GeoSiteReader(resources_dir() / "mappings", own_mappings=tmp_path / "own")


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, dutch: Language, reader: GeoSiteReader) -> OpenWizard:
    """Give what shows the wizard on a file."""

    def show(path: Path) -> MappingWizard:
        worker = AtOnce(ColumnLinking(reader, FixedClock(), FixedActor()), dutch)
        made = MappingWizard(None, themed(qapp), dutch, worker.calls, path, ImportOptions())
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        return made

    return show


@pytest.fixture
def panden(tmp_path: Path) -> Path:
    """Give a table of premises with coordinates under names of its own."""
    path = tmp_path / "panden.csv"
    path.write_text(PANDEN, encoding="utf-8")
    return path


@pytest.fixture
def kavels(tmp_path: Path) -> Path:
    """Give a shapefile in UTF-8 that nothing says so of."""
    path = geopackage(
        tmp_path / "kavels.shp",
        {"kavelnr": ["1", "2"], "naam": ["Café", "Reünie"]},
        [shapely.to_wkb(square()), shapely.to_wkb(square(x_m=256_000))],
        layer="kavels",
        driver="ESRI Shapefile",
    )
    path.with_suffix(".cpg").unlink()
    return path


def _settle(wizard: MappingWizard) -> None:
    click(wizard.page.link_all)
    click(wizard.page.skip_rest)
    for name, state, _ in rows(wizard):
        if state == "voorstel":
            select(wizard, name)
            click(wizard.page.details.link_button)
    click(wizard.next_button)


def test_columns_of_coordinates_are_proposed_and_confirmed(opened: OpenWizard, panden: Path) -> None:
    """Columns that look like coordinates are a proposal; their system is asked on a page of its own."""
    wizard = opened(panden)
    assert rows(wizard)[3] == ("oost", "voorstel", "coördinaten")
    select(wizard, "oost")
    assert "lopen zoals coördinaten in EPSG:28992" in texts(wizard.page.details)
    _settle(wizard)
    assert wizard.place.isVisible()
    assert wizard.focusWidget() is wizard.place.lists["crs"].list
    assert not wizard.next_button.isEnabled()
    assert "Nog te kiezen: het coördinatenstelsel." in texts(wizard)


def test_wrong_system_and_swapped_axes_are_said(opened: OpenWizard, panden: Path) -> None:
    """RD called degrees is said, and so are axes the other way round, which one press exchanges."""
    wizard = opened(panden)
    _settle(wizard)
    lists = wizard.place.lists
    choose(lists["crs"].list, "lengte")
    assert "zou EPSG:4326 zijn, maar de getallen zijn" in texts(wizard.place)
    assert not wizard.next_button.isEnabled()
    choose(lists["crs"].list, "Rijks")
    assert "2 rijen hebben een plek, 1 zonder coördinaten, 0 onleesbaar" in texts(wizard.place)
    choose(lists["x"].list, "noord")
    assert "een andere dan die met x" in texts(wizard)
    choose(lists["y"].list, "oost")
    assert "De twee assen zijn verwisseld" in texts(wizard.place)
    assert not wizard.next_button.isEnabled()
    QTest.keyClick(wizard.place.swap_button, Qt.Key.Key_Space)
    assert (lists["x"].list.currentText(), lists["y"].list.currentText()) == ("oost", "noord")
    assert not wizard.place.swap_button.isVisible()
    assert wizard.next_button.isEnabled()


def test_place_that_is_kept_is_imported(
    qtbot: QtBot, opened: OpenWizard, panden: Path, reader: GeoSiteReader
) -> None:
    """What was chosen by the keys is kept, and the file is imported with its places."""
    wizard = opened(panden)
    _settle(wizard)
    choose(wizard.place.lists["crs"].list, "Rijks")
    QTest.keyClick(wizard.next_button, Qt.Key.Key_Space)
    QTest.keyClicks(wizard.settings.source, "Makelaar")
    QTest.keyClicks(wizard.settings.as_of, "2026-11")
    with qtbot.waitSignal(wizard.kept):
        click(wizard.next_button)
    delivery, report = reader.read(panden, ImportOptions(), NoProgress())
    assert report.site_count == 3
    first = shapely.from_wkb(delivery.batches[0].geometries_wkb[0])
    assert shapely.get_coordinates(first).tolist() == [[255100, 533200]]


def test_encoding_of_a_shapefile_is_chosen_by_its_letters(
    qtbot: QtBot, opened: OpenWizard, kavels: Path, reader: GeoSiteReader
) -> None:
    """The same values stand there in every encoding; nothing goes on before one was chosen."""
    wizard = opened(kavels)
    assert "utf-8: Café en Reünie" in texts(wizard)
    assert "cp1252: CafÃ© en ReÃ¼nie" in texts(wizard)
    click(wizard.page.link_all)
    assert "Kies eerst de tekenset" in texts(wizard)
    assert not wizard.next_button.isEnabled()
    choose(wizard.encoding.list, "utf-8")
    select(wizard, "naam")
    assert wizard.page.details.samples.data(wizard.page.details.samples.index(0, 0)) == "Café"
    _settle(wizard)
    QTest.keyClicks(wizard.settings.source, "Emmen")
    QTest.keyClicks(wizard.settings.as_of, "2026")
    with qtbot.waitSignal(wizard.kept) as kept:
        click(wizard.next_button)
    assert kept.args is not None
    assert 'encoding = "utf-8"' in kept.args[0].read_text(encoding="utf-8")
    delivery, _ = reader.read(kavels, ImportOptions(), NoProgress())
    assert list(delivery.batches[0].columns["name"]) == ["Café", "Reünie"]


def test_kind_that_holds_for_all_rows_is_chosen(
    qtbot: QtBot, opened: OpenWizard, reader: GeoSiteReader, tmp_path: Path
) -> None:
    """Of a layer of quays the kind is chosen once; without it the mapping is not kept."""
    path = geopackage(
        tmp_path / "kades.gpkg",
        {"code": ["a", "b"], "kade": ["Noord", "Zuid"], "cemt": ["klasse Va", "IV"]},
        [shapely.to_wkb(shapely.Point(255_000 + at, 533_000)) for at in range(2)],
        layer="kades",
        geometry_type="Point",
    )
    wizard = opened(path)
    assert wizard.kind.list.currentText().startswith("oriëntatiepunten")
    assert rows(wizard)[2] == ("cemt", "voorstel", "CEMT-klasse")
    _settle(wizard)
    assert not wizard.place.isVisible()
    QTest.keyClicks(wizard.settings.source, "Provincie")
    QTest.keyClicks(wizard.settings.as_of, "2026")
    assert "Nog in te vullen: waarde voor alle rijen." in texts(wizard)
    choose(wizard.settings.fixed.lists["kind"].list, "kade")
    with qtbot.waitSignal(wizard.kept):
        click(wizard.next_button)
    made = reader.read(path, ImportOptions(), NoProgress())[0].landmarks
    assert [(each.kind, each.name, each.cemt_class) for each in made] == [
        ("quay", "Noord", "Va"),
        ("quay", "Zuid", "IV"),
    ]
