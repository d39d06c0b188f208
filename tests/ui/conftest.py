"""Set-up of window tests: no display, the map's address scheme, and which lines of Qt are harmless."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QWhatsThis

# Before Qt is loaded: these are read when the application and the web engine start.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    # Chromium refuses its sandbox to root; only tests run as root.
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from drentsportal.language import Language
from drentsportal.paths import resources_dir, user_cache_dir, user_data_dir
from drentsportal.ui.map.scheme import register_scheme
from tests.ui.desk_samples import Desk, filled_desk
from tests.ui.map_driver import MapDriver, sample_sites
from tests.ui.own_folders import FolderWatch, folder_variables
from tests.ui.portals import open_portal
from tests.ui.request_forms import FormMaker
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.ui.portal import Portal
    from tests.ui.map_driver import MapMaker

register_scheme()

_WATCH = FolderWatch(user_data_dir(), user_cache_dir())
"""Over the folders of the person who runs the tests: asked for before any test names its own."""

_HARMLESS = (
    # What Qt says on a machine without graphics hardware, before it draws in software.
    "Sandboxing disabled by user",
    "QRhiGles2: Failed to create",
    "Failed to create RHI",
    "This plugin does not support createPlatformVulkanInstance",
    "QVulkanInstance: Failed to initialize Vulkan",
    "GBM is not supported with the current configuration",
    "GPUInfo not initialized on GpuInfoUpdate",
    "This plugin does not support propagateSizeHints",
    # What it says besides when a list of completions opens.
    "This plugin does not support raise",
    "This plugin does not support grabbing the keyboard",
)
_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the harmless lines pass in the tests of this folder; any other warning of Qt still fails them."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*_HARMLESS, extend=True))


@pytest.fixture(autouse=True)
def _no_worker_collects() -> Iterator[None]:
    """Keep the collector of garbage from the threads of a test, as the program does (``ui.tidying``)."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _nothing_is_left_open() -> Iterator[None]:
    """Destroy what a test opened: every window left alive is styled again with each one that follows."""
    yield
    # It would take the first click of the next test.
    QWhatsThis.leaveWhatsThisMode()
    for each in QApplication.topLevelWidgets():
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def habits_of_qt(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Bring back the hook, the words and the habits of Qt that the other tests run with."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    habits = QLocale()
    yield
    QLocale.setDefault(habits)
    for each in qapp.findChildren(QTranslator):
        qapp.removeTranslator(each)


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of what can be made again; one for all tests, as one user has it."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_folders(cache_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give a test folders of its own; those of the person at the desk are neither read nor written."""
    for name, folder in folder_variables(tmp_path / "data", cache_dir).items():
        monkeypatch.setenv(name, folder)
    _WATCH.begin()
    yield
    # Layers that one test chose are no surprise to the next.
    for kept in cache_dir.rglob("layers.json"):
        kept.unlink()
    assert _WATCH.end() == []


@pytest.fixture(scope="session")
def map_cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the kept map page; one for all tests, as one user has it."""
    return tmp_path_factory.mktemp("map-cache")


@pytest.fixture(scope="session")
def dutch() -> Language:
    """Give the Dutch catalogue; a missing text fails the test."""
    return Language("nl", resources_dir(), strict=True).unbroken()


@pytest.fixture
def sample_portal(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Portal]:
    """Open a whole window on the sample data."""
    services = sample_services(tmp_path / "werk.drents")
    made = open_portal(qtbot, qapp, services, tmp_path)
    yield made
    made.put_away()
    services.workspace.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Fill a workspace with cases in every state of the clock."""
    return filled_desk(tmp_path / "werk.drents")


@pytest.fixture
def portal(qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path) -> Iterator[Portal]:
    """Open a whole window on the desk, the one of the module where that fills its own."""
    made = open_portal(qtbot, qapp, desk.services, tmp_path)
    yield made
    made.put_away()
    desk.services.workspace.close()


@pytest.fixture
def forms(qtbot: QtBot, dutch: Language, tmp_path: Path) -> Iterator[FormMaker]:
    """Give what makes forms; its worker ends with the test."""
    made = FormMaker(qtbot, dutch, tmp_path)
    yield made
    made.settle()
    made.runner.close()


@pytest.fixture
def make_map(qtbot: QtBot, dutch: Language, map_cache_dir: Path) -> Iterator[MapMaker]:
    """Give a function that shows a map; afterwards no map has failed or asked for anything outside."""
    made: list[MapDriver] = []

    def make(table: SiteTable | None = None) -> MapDriver:
        driver = MapDriver(qtbot, dutch, map_cache_dir, table or sample_sites())
        made.append(driver)
        return driver

    yield make
    for driver in made:
        driver.widget.dispose()
    (map_cache_dir / "layers.json").unlink(missing_ok=True)
    assert [driver.errors for driver in made] == [[] for _ in made]
    assert [driver.widget.blocked_requests for driver in made] == [driver.expected_blocked for driver in made]


@pytest.fixture
def shown_map(make_map: MapMaker) -> MapDriver:
    """Show a map with the sample data."""
    return make_map()
