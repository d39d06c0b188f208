"""Space and roads in the window: the selected candidate, a trial by hand, the choice of a road network."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas
import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLabel, QLineEdit, QListView, QWidget

from drentsportal.domain.asking.request import Preference
from drentsportal.domain.match.match_result import Verdict
from drentsportal.settings import load_settings
from drentsportal.ui.background import ServiceCall
from tests.small_osm import Way, write_osm
from tests.ui.map_driver import run_js
from tests.ui.portals import WAIT_MS, click, find, open_request, rematch, settle, show_tab, shown_result

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

X, Y = 229_000.0, 525_000.0
"""Near Hoogeveen."""


@pytest.fixture(autouse=True)
def own_cache(own_folders: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - after it
    """Let no test find the drive times that another one kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open the request of the logistics company."""
    open_request(qtbot, sample_portal, "2-logistiek.json")
    return sample_portal


def fitting(qtbot: QtBot, portal: Portal) -> dict[str, Any] | None:
    """Ask the map what it shows of the ground."""
    script = "window.drentsMap ? drentsMap.state() : '{}'"
    told: dict[str, Any] | None = json.loads(run_js(qtbot, portal.map.web.page, script)).get("fitting", {})
    return told


def words(parent: QWidget) -> str:
    """Return everything that can be read in a window."""
    return "\n".join(each.text() for each in parent.findChildren(QLabel) if each.isVisible())


def test_the_ground_of_the_selected_candidate_is_drawn(portal: Portal, qtbot: QtBot) -> None:
    """Its plots together, with the building of the request at its true size; leaving the case clears it."""
    result = portal.session.result
    assert result is not None
    first = result.ranking()[0]
    portal.session.select_site("")
    portal.session.select_site(first)
    qtbot.waitUntil(lambda: (fitting(qtbot, portal) or {}).get("tone") == "fits", timeout=WAIT_MS)
    told = fitting(qtbot, portal)
    assert told is not None
    assert told["ids"] == list(result.candidate(first).offer_ids)
    assert sorted(told["sidesM"]) == pytest.approx([110, 200], abs=0.15)
    portal.run_action("show_sites")
    qtbot.waitUntil(lambda: fitting(qtbot, portal) is None, timeout=WAIT_MS)
    settle(qtbot, portal)


def not_fitting(portal: Portal, *, fails: bool) -> str:
    """Return the first excluded candidate with plots of which the building was measured as said."""
    result = portal.session.result
    assert result is not None
    for each in result.rejected():
        rejection = result.rejection_of(each)
        verdicts = [told.verdict for told in rejection.outcomes if told.criterion_id == "building"]
        if rejection.candidate.offer_ids and [told is Verdict.FAILS for told in verdicts] == [fails]:
            return each
    pytest.fail("the sample data has none")


def test_an_excluded_site_shows_why_its_building_does_not_fit(portal: Portal, qtbot: QtBot) -> None:
    """Its ground and the largest that fits are drawn, with a card that leaves the map free."""
    portal.window.resize(1280, 760)
    show_tab(portal, 1)
    settle(qtbot, portal)
    chosen = not_fitting(portal, fails=True)
    view = find(portal.panels.results, QListView, "excluded_list")
    rejections = portal.panels.results.rejections
    index, last = (rejections.index(row) for row in (rejections.row_of(chosen), rejections.rowCount() - 1))
    # The list lays its rows out in batches; once the last one stands there, none moves any more.
    qtbot.waitUntil(lambda: not view.visualRect(last).isEmpty(), timeout=WAIT_MS)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    assert portal.session.selected_site_id == chosen
    qtbot.waitUntil(lambda: (fitting(qtbot, portal) or {}).get("tone") == "largest", timeout=WAIT_MS)
    told = fitting(qtbot, portal)
    assert told is not None
    assert "past niet" in told["text"]
    assert sorted(told["sidesM"])[1] < 200
    share = (
        "(() => { const c = document.querySelector('.dm-fit-card'); const m = drentsMap.map.getSize();"
        " return c.offsetWidth * c.offsetHeight / (m.x * m.y) + ''; })()"
    )
    assert 0 < float(run_js(qtbot, portal.map.web.page, share)) < 1 / 3
    portal.session.select_site(not_fitting(portal, fails=False))
    qtbot.waitUntil(lambda: fitting(qtbot, portal) is None, timeout=WAIT_MS)
    settle(qtbot, portal)


def test_a_building_is_tried_by_hand_and_escape_ends_it(portal: Portal, qtbot: QtBot) -> None:
    """What is typed is tried on the offered plots; too large says what does fit; Escape takes it away."""
    result = portal.session.result
    assert result is not None
    portal.session.select_site(result.ranking()[0])
    settle(qtbot, portal)
    portal.run_action("try_building")
    dialog = portal.fitting.dialog
    assert dialog is not None
    for name, text in (("width", "900"), ("depth", "600"), ("strip", "")):
        edit = find(dialog, QLineEdit, f"try_{name}")
        edit.selectAll()
        QTest.keyClicks(edit, text)
        if not text:
            QTest.keyClick(edit, Qt.Key.Key_Delete)
    click(find(dialog, QAbstractButton, "try_go"))
    qtbot.waitUntil(lambda: "past niet" in dialog.told.text(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: (fitting(qtbot, portal) or {}).get("isTrial") is True, timeout=WAIT_MS)
    edit = find(dialog, QLineEdit, "try_width")
    edit.clear()
    QTest.keyClicks(edit, "breed")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert "Breedte" in words(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert portal.fitting.dialog is None
    qtbot.waitUntil(lambda: (fitting(qtbot, portal) or {}).get("isTrial") is False, timeout=WAIT_MS)


def test_picked_plots_replace_the_park(portal: Portal, qtbot: QtBot) -> None:
    """In the list of sites a park is tried first; a plot that is picked takes its place, none ends it."""
    portal.run_action("show_sites")
    portal.session.select_site("vb-035")
    settle(qtbot, portal)
    portal.run_action("try_building")
    settle(qtbot, portal)
    portal.map.plots_tried.emit(("vb-035", "vb-035-D5"))
    qtbot.waitUntil(lambda: (fitting(qtbot, portal) or {}).get("ids") == ["vb-035-D5"], timeout=WAIT_MS)
    portal.map.plots_tried.emit(())
    assert portal.fitting.dialog is None


def test_rings_tell_how_many_that_fit_lie_within(portal: Portal, qtbot: QtBot) -> None:
    """Both claims stand in the legend, and follow the outcome."""
    script = "document.querySelector('.dm-legend').textContent"
    qtbot.waitUntil(
        lambda: "10\u00a0km: gebruikelijk2" in run_js(qtbot, portal.map.web.page, script), timeout=WAIT_MS
    )
    assert "15\u00a0km: circa 90\u00a0% van de verhuizingen2" in run_js(qtbot, portal.map.web.page, script)


def wait_for(qtbot: QtBot, parent: QWidget, text: str) -> None:
    """Wait until something can be read: what is laid out anew shows itself a moment later."""
    qtbot.waitUntil(lambda: text in words(parent), timeout=WAIT_MS)


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let the file dialog give a path."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def square() -> list[tuple[float, float]]:
    """Return corners of a block of roads."""
    return [(X, Y), (X + 900, Y), (X + 900, Y + 900), (X, Y + 900)]


def test_an_extract_is_chosen_told_and_forgotten(
    portal: Portal, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts and coverage are shown, the settings remember the file, and forgetting takes it out again."""
    path = write_osm(tmp_path / "klein.osm.pbf", square(), [Way((0, 1, 2, 3, 0))], timestamp=1_780_000_000)
    choose(monkeypatch, path)
    portal.run_action("choose_roads")
    settle(qtbot, portal)
    dialog = portal.roads.dialog
    assert dialog is not None
    wait_for(qtbot, dialog, "geen wegennet gekozen")
    click(dialog.choose)
    settle(qtbot, portal)
    for part in ("klein.osm.pbf", "Peildatum volgens het bestand", "knopen", "100\u00a0%", "Hoogeveen"):
        wait_for(qtbot, dialog, part)
    assert load_settings().road_network == str(path)
    assert portal.services.road_choosing.has_roads
    click(dialog.forget)
    settle(qtbot, portal)
    assert load_settings().road_network == ""
    assert not portal.services.road_choosing.has_roads
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert portal.roads.dialog is None


def test_columns_and_values_of_a_layer_are_asked(
    portal: Portal, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is guessed: first the column of the kind of road, then each of its values, then it is used."""
    corners = [*square(), square()[0]]
    lines = [shapely.LineString(corners[at : at + 2]) for at in range(4)]
    table = geopandas.GeoDataFrame({"WEGTYPE": ["A", "B", "B", "B"]}, geometry=lines, crs="EPSG:28992")
    path = tmp_path / "wegen.gpkg"
    table.to_file(path, layer="wegen")
    choose(monkeypatch, path)
    portal.run_action("choose_roads")
    settle(qtbot, portal)
    dialog = portal.roads.dialog
    assert dialog is not None
    click(dialog.choose)
    settle(qtbot, portal)
    click(find(dialog.columns, QAbstractButton, "road_go_on"))
    assert "Kies de kolom met de wegsoort" in words(dialog)
    pick(dialog.columns, "road_highway", "WEGTYPE")
    click(find(dialog.columns, QAbstractButton, "road_go_on"))
    settle(qtbot, portal)
    wait_for(qtbot, dialog.columns, "WEGTYPE")
    pick(dialog.columns, "road_A", "primary")
    click(buttons(dialog.columns)[-1])
    assert "Kies bij elke waarde" in words(dialog.columns)
    pick(dialog.columns, "road_B", "residential")
    click(buttons(dialog.columns)[-1])
    settle(qtbot, portal)
    wait_for(qtbot, dialog, "4 wegen")
    kept = load_settings()
    assert (kept.road_network, kept.road_mapping) == (
        str(path),
        str(tmp_path / "data/drentsportal/roads/wegen.toml"),
    )
    dialog.reject()


def test_a_file_that_is_none_says_so_and_the_one_before_stays(
    portal: Portal, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason stands in the dialog; nothing is remembered."""
    path = tmp_path / "brief.osm.pbf"
    path.write_bytes(b"geen kaart")
    choose(monkeypatch, path)
    portal.run_action("choose_roads")
    settle(qtbot, portal)
    dialog = portal.roads.dialog
    assert dialog is not None
    click(dialog.choose)
    settle(qtbot, portal)
    assert "brief.osm.pbf" in find(dialog, QLabel, "roads_fault").text()
    assert load_settings().road_network == ""
    dialog.reject()


def buttons(parent: QWidget) -> list[QAbstractButton]:
    """Return the buttons to go on that can be seen."""
    return [each for each in parent.findChildren(QAbstractButton, "road_go_on") if each.isVisible()]


def pick(parent: QWidget, name: str, data: str) -> None:
    """Choose an entry of a list with the keyboard."""
    combo = next(each for each in parent.findChildren(QComboBox, name) if each.isVisible())
    for _ in range(combo.findData(data) - combo.currentIndex()):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentData() == data


def test_a_time_that_was_not_computed_leads_to_the_choice_of_roads(portal: Portal, qtbot: QtBot) -> None:
    """Without a network the wish says so, with a link; the link opens the dialog."""
    wishes = shown_result(portal).request.preferences
    rematch(qtbot, portal, preferences=(*wishes, Preference("junction_minutes", 30)))
    result = shown_result(portal)
    portal.session.select_site("")
    portal.session.select_site(result.ranking()[0])
    settle(qtbot, portal)
    link = find(portal.panels.results, QAbstractButton, "roads_junction_minutes")
    qtbot.waitUntil(link.isVisible, timeout=WAIT_MS)
    click(link)
    assert portal.roads.dialog is not None
    settle(qtbot, portal)
    portal.roads.dialog.reject()


def test_the_exported_map_shows_the_ground_of_the_selected_candidate(
    portal: Portal, qtbot: QtBot, tmp_path: Path
) -> None:
    """The file holds the drawing, the words and both claims of the rings."""
    result = portal.session.result
    assert result is not None
    path = tmp_path / "kaart.html"
    write = portal.services.map_export.write
    portal.runner.run(
        ServiceCall("ui.busy.map", lambda _: write(path, result, result.ranking()[0]), lambda _: None)
    )
    settle(qtbot, portal)
    text = path.read_text(encoding="utf-8")
    for part in ('"type":"fitting"', "kavels samen", "2014-2015, bijlage 1", "2014-2015, bijlage 2"):
        assert part in text
