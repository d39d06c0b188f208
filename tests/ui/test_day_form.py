"""The fields of a day as each language writes them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.ui.dialogs.day_form import DayForm

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_WRITTEN: Final = {"de": "Mo., 23. Nov. 2026", "en": "Mon 23 Nov 2026"}


@pytest.mark.parametrize("code", sorted(_WRITTEN))
def test_a_date_is_written_as_its_language_writes_it(qtbot: QtBot, code: str) -> None:
    """And a day that is typed in its place is taken."""
    form = DayForm(Language(code, resources_dir(), strict=True), date(2026, 11, 23), "Assen")
    qtbot.addWidget(form)
    form.show()
    assert form.on.text() == _WRITTEN[code]
    form.on.setCurrentSection(form.on.Section.DaySection)
    QTest.keyClick(form.on, Qt.Key.Key_Up)
    assert form.on.date() == QDate(2026, 11, 24)
