"""No control without a name, in any window, panel or dialog, in any language."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QTabWidget, QWidget

import drentsportal.ui.panels
from drentsportal.settings import changed
from drentsportal.ui.panels.monitor import PAGES
from tests.ui.desk_samples import RUNNING, Desk, filled_desk
from tests.ui.every_dialog import BY_ACTION, MADE, PLOT, open_dialog, put_away, undescribed
from tests.ui.languages import EVERY_LANGUAGE
from tests.ui.mail_hands import drop_mail, nom_mail
from tests.ui.portals import open_portal, settle
from tests.ui.spoken import Spoken, nameless, spoken_controls
from tests.ui.workspaces import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_LEAST_CONTROLS = 2
_IN_DIALOGS = {"PassagePane", "RelationLogView", "RetentionPane", "RetentionStatements"}
"""Panels that stand in a dialog, and not in the window."""

_WITH_A_PASSAGE = {"PassageText"}
"""Stands there once a passage was chosen: ``test_privacy_disclosure`` walks past it by keys and by name."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a desk whose running case has an outcome and a shortlist."""
    return filled_desk(tmp_path / "werk.drents", with_match=True)


@pytest.fixture(params=EVERY_LANGUAGE)
def speaking(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path
) -> Iterator[Portal]:
    """Open the window on the desk in each language, with a case and a plot chosen."""
    services = desk.services.wired_for(changed(SETTINGS, language=request.param))
    made = open_portal(qtbot, qapp, services, tmp_path)
    made.cases.open(RUNNING)
    settle(qtbot, made)
    made.session.select_site(PLOT)
    settle(qtbot, made)
    yield made
    made.put_away()
    services.workspace.close()


def _tell(title: str, controls: list[Spoken]) -> None:
    """Print what a screen reader has to say, for whoever reads the outcome of the test."""
    kinds = Counter(each.kind for each in controls)
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    lines = "".join(f"  {each.kind}: {each.name}\n" for each in controls)
    sys.stdout.write(f"\n{title}: {counts}\n{lines}")


def test_every_dialog_of_the_program_is_listened_to() -> None:
    """A new dialog gets its line in ``every_dialog``; one that is gone leaves it."""
    assert undescribed() == (set(), set())


def test_every_control_of_every_dialog_has_a_name(speaking: Portal, qtbot: QtBot, tmp_path: Path) -> None:
    """And every dialog a title. The list is printed: run with ``-s``."""
    silent: dict[str, None] = {}
    seen: set[str] = set()
    for name in sorted({*MADE, *BY_ACTION}):
        dialog = open_dialog(qtbot, speaking, name, tmp_path)
        assert dialog.windowTitle().strip(), name
        for tab in _tabs_of(dialog):
            controls = spoken_controls(dialog)
            _tell(f"{name} ({dialog.windowTitle()}) {tab}", controls)
            assert len(controls) >= _LEAST_CONTROLS, name
            silent |= {f"{each.kind} at {each.place}": None for each in nameless(dialog)}
            seen |= _panels_in(dialog)
        put_away(qtbot, speaking, dialog)
    assert "\n".join(silent) == ""
    assert seen >= _IN_DIALOGS


def _panel_classes() -> set[str]:
    """Name every panel of the program; those whose name begins with a dash are parts of one."""
    modules = (
        importlib.import_module(f"drentsportal.ui.panels.{each.name}")
        for each in pkgutil.iter_modules(drentsportal.ui.panels.__path__)
    )
    return {
        name
        for module in modules
        for name, each in vars(module).items()
        if isinstance(each, type) and issubclass(each, QWidget) and each.__module__ == module.__name__
    }


def _panels_in(root: QWidget) -> set[str]:
    shown = {type(each) for each in (root, *root.findChildren(QWidget)) if each.isVisible()}
    return {each.__name__ for each in shown if each.__module__.startswith("drentsportal.ui.panels")}


def _faces(portal: Portal, qtbot: QtBot, folder: Path) -> Iterator[str]:
    """Show one after the other every face of the window; gives what it is called."""
    portal.run_action("show_cases")
    portal.panels.case_list.select(RUNNING)
    settle(qtbot, portal)
    yield "cases"
    portal.cases.open(RUNNING)
    settle(qtbot, portal)
    result = portal.session.result
    assert result is not None
    portal.session.select_site(result.ranking()[0])
    settle(qtbot, portal)
    yield "case"
    portal.run_action("compare")
    settle(qtbot, portal)
    yield "compare"
    portal.run_action("show_sites")
    portal.session.select_site(PLOT)
    settle(qtbot, portal)
    yield "sites"
    portal.run_action("edit_site")
    settle(qtbot, portal)
    yield "site form"
    portal.run_action("show_instruments")
    settle(qtbot, portal)
    yield "instruments"
    portal.run_action("show_monitor")
    for page in PAGES:
        portal.monitor.show_page(page)
        settle(qtbot, portal)
        yield f"monitor {page}"
    drop_mail(qtbot, portal, folder, nom_mail())
    yield "mail"
    portal.run_action("find_all")
    yield "search over everything"


def _tabs_of(window: QWidget) -> Iterator[str]:
    """Show every tab of what is seen now; gives its words, and once "" where there are none."""
    yield ""
    for tabs in window.findChildren(QTabWidget):
        for number in range(tabs.count() if tabs.isVisible() else 0):
            tabs.setCurrentIndex(number)
            yield tabs.tabText(number)


def test_every_control_of_every_panel_has_a_name(speaking: Portal, qtbot: QtBot, tmp_path: Path) -> None:
    """In every mode, on every tab and page; each panel of the program was seen. The list is printed."""
    silent: dict[str, None] = {}
    seen: set[str] = set()
    for face in _faces(speaking, qtbot, tmp_path):
        for tab in _tabs_of(speaking.window):
            settle(qtbot, speaking)
            controls = spoken_controls(speaking.window)
            _tell(f"{face} {tab}", controls)
            silent |= {f"{each.kind} at {each.place}": None for each in nameless(speaking.window)}
            seen |= _panels_in(speaking.window)
    assert "\n".join(silent) == ""
    assert _panel_classes() - seen - _IN_DIALOGS - _WITH_A_PASSAGE == set()
