"""A request form on its own, and hands that fill it in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from drentsportal.domain.asking.request import Origin
from drentsportal.domain.asking.request_check import check_ranges, check_request
from drentsportal.errors import NotFoundError
from drentsportal.paths import resources_dir
from drentsportal.reference.sectors import TomlSectors
from drentsportal.reference.toml_reference import TomlReference
from drentsportal.services.request_exchange import read_entry
from drentsportal.services.sector_finding import SectorFinding
from drentsportal.ui.background import ServiceRunner
from drentsportal.ui.dialogs.request_choices import FormChoices, FormTools
from drentsportal.ui.dialogs.request_form import RequestForm
from drentsportal.ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language

WAIT_MS = 30_000
_KNOWN = {"plaats:emmen": Origin("Emmen", 257000, 533500), "emmen": Origin("Emmen", 257000, 533500)}


class Folds:
    """Remembers folded sections, as the window does."""

    def __init__(self) -> None:
        """Nobody touched a section yet."""
        self.kept: dict[str, bool] = {}

    def fold(self, name: str) -> bool | None:
        """Return how a section was left."""
        return self.kept.get(name)

    def keep_fold(self, name: str, *, is_open: bool) -> None:
        """Keep how a section was left."""
        self.kept[name] = is_open


def find_place(text: str) -> Origin:
    """Find the one place that these tests know."""
    try:
        return _KNOWN[text.casefold()]
    except KeyError as error:
        raise NotFoundError("error.origin.unknown", field="from", name=text) from error


def check(entry: dict[str, Any]) -> None:
    """Judge a filled-in form as the request files do, without a workspace."""
    read = read_entry(entry)
    check_request(read.request)
    check_ranges(read.request)


class FormMaker:
    """Makes forms that share worker, theme and memory of folds."""

    def __init__(self, qtbot: QtBot, language: Language, folder: Path) -> None:
        """Start the worker."""
        self.qtbot = qtbot
        self.runner = ServiceRunner()
        self.folds = Folds()
        reference = TomlReference(resources_dir())
        self._parent = QWidget()
        qtbot.addWidget(self._parent)
        theme = Theme(resources_dir() / "theme" / "window.qss")
        sectors = SectorFinding(TomlSectors(resources_dir() / "sectors", folder))
        self._tools = FormTools(language, theme, self.runner, sectors, self.folds)
        self._reference = reference

    def form(self, *, with_case: bool = False, has_roads: bool = False) -> RequestForm:
        """Make a form and show it."""
        choices = FormChoices(
            places=(),
            segments=self._reference.segments(),
            profile_ids=self._reference.profile_ids(),
            now_utc=lambda: datetime(2026, 11, 20, 9, tzinfo=UTC),
            find_place=find_place,
            usual_weights=lambda profile_id: self._reference.profile(profile_id).default_weights,
            has_roads=has_roads,
        )
        made = RequestForm(self._parent, self._tools, choices, check, with_case=with_case)
        made.setModal(False)
        return made

    def shown(self, *, with_case: bool = False) -> RequestForm:
        """Make a form that is on the screen and takes keys."""
        made = self.form(with_case=with_case)
        with self.qtbot.waitExposed(made):
            made.show()
        made.activateWindow()
        self.qtbot.waitUntil(made.isActiveWindow)
        return made

    def settle(self) -> None:
        """Wait until the worker has nothing left to do."""
        self.qtbot.waitUntil(lambda: not self.runner.is_busy, timeout=WAIT_MS)


def type_in(form: RequestForm, name: str, text: str) -> None:
    """Put the cursor into a field and type over what stands there."""
    field = form.widget(name)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def choose(form: RequestForm, name: str, key: str) -> None:
    """Go down a list with the arrow key until the choice of this key."""
    combo = form.widget(name)
    assert isinstance(combo, QComboBox)
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.count()):
        if combo.currentData() == key:
            return
        QTest.keyClick(combo, Qt.Key.Key_Down)
    raise AssertionError((name, key))


def press(form: QWidget, name: str) -> None:
    """Press a button by the keyboard."""
    found = form.findChild(QPushButton, name)
    assert found is not None, name
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Space)
