"""How a map begins and ends: what reaches the bridge, a page that dies, an application that closes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import shiboken6
from shapely.geometry import Point

from drentsportal.paths import resources_dir
from drentsportal.ui.map.bridge import MapBridge
from tests.unit.mapview.site_tables import site_table

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from tests.ui.map_driver import MapDriver

_PROGRAM = """
import sys
from pathlib import Path
from drentsportal.ui.map.scheme import register_scheme
register_scheme()
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
from drentsportal.language import Language
from drentsportal.ui.map.map_widget import MapWidget
resources = Path(sys.argv[1])
window = QMainWindow()
shown = MapWidget(Language("nl", resources), resources, Path(sys.argv[2]))
window.setCentralWidget(shown)
window.show()
shown.painted.connect(lambda tag: window.close())
sys.exit(app.exec())
"""


def test_the_application_ends_without_a_word_from_the_web_engine(map_cache_dir: Path) -> None:
    """The application ends without a word from the web engine."""
    command = [sys.executable, "-c", _PROGRAM, str(resources_dir()), str(map_cache_dir)]
    environment = dict(os.environ)
    done = subprocess.run(  # noqa: S603 - our own text
        command, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert "Release of profile" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_message_that_is_not_understood_reaches_nobody(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    """A message that is not understood reaches nobody."""
    bridge = MapBridge()
    with qtbot.assertNotEmitted(bridge.site_selected), qtbot.assertNotEmitted(bridge.page_ready):
        bridge.receive('{"type":"selected","site_id":7}')
    assert "unknown" in caplog.text


def test_an_error_of_the_page_is_told_and_logged(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    """An error of the page is told and logged."""
    bridge = MapBridge()
    with qtbot.waitSignal(bridge.page_failed) as told:
        bridge.receive('{"type":"failed","text":"it broke"}')
    assert told.args == ["it broke"]
    assert "it broke" in caplog.text


def test_a_page_that_dies_comes_back_with_its_sites(
    shown_map: MapDriver, caplog: pytest.LogCaptureFixture
) -> None:
    """A page that dies comes back with its sites."""
    total = shown_map.state()["total"]
    with shown_map.painted("plots"):
        shown_map.widget.web.page.setUrl("chrome://crash")
    assert shown_map.state()["total"] == total
    assert "loaded again" in caplog.text


def test_new_sites_replace_the_old_ones(shown_map: MapDriver) -> None:
    """New sites replace the old ones."""
    with shown_map.painted("plots"):
        shown_map.widget.set_sites(site_table([("nieuw", Point(257500, 533500).buffer(500), {})]))
    assert list(shown_map.state()["classes"]) == ["nieuw"]


def test_taking_a_map_down_twice_is_harmless(shown_map: MapDriver) -> None:
    """Taking a map down twice is harmless."""
    view = shown_map.widget.web.view
    shown_map.widget.dispose()
    shown_map.widget.dispose()
    assert not shiboken6.isValid(view)
    assert shown_map.errors == []
