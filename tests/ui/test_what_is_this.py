"""What is this: every criterion, state and column says what it is, by Shift+F1 and by pointing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QPushButton,
    QSlider,
    QTableView,
    QWhatsThis,
    QWidget,
)

from drentsportal.domain.cases.case import CaseStatus
from drentsportal.domain.cases.deadline import ClockState
from drentsportal.domain.checks.quality import Severity
from drentsportal.domain.instruments.instrument import InstrumentState
from drentsportal.domain.match.criteria import CRITERIA
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.retention.standing import RetentionState
from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.language import Language, screen_languages
from drentsportal.paths import resources_dir
from drentsportal.services.request_keys import REQUIREMENT_KEYS
from drentsportal.ui.dialogs.request_form import RequestForm
from drentsportal.ui.guide.explanations import explanation
from drentsportal.ui.guide.what_is_this import explained
from drentsportal.ui.models.case_list import COLUMNS as CASE_COLUMNS
from drentsportal.ui.models.intake_rows import RowMark
from drentsportal.ui.models.site_table import COLUMNS as SITE_COLUMNS
from drentsportal.ui.panels.case_list import FILTERS
from drentsportal.ui.panels.comparison_view import ComparisonView
from drentsportal.ui.panels.site_list import GROUPS
from drentsportal.ui.widgets.requirement_row import RequirementRow
from tests.ui.portals import find, open_request, settle, shown_result

if TYPE_CHECKING:
    from enum import Enum

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

WHAT = Qt.ItemDataRole.WhatsThisRole
STATES: tuple[tuple[str, type[Enum]], ...] = (
    ("clock", ClockState),
    ("case_status", CaseStatus),
    ("plot_status", PlotStatus),
    ("mark", RowMark),
    ("instrument_state", InstrumentState),
    ("severity", Severity),
)


@pytest.mark.parametrize("code", screen_languages(resources_dir()))
def test_every_criterion_and_state_has_its_text(code: str) -> None:
    """In each language of the screen; a criterion or state that is new fails here."""
    language = Language(code, resources_dir(), strict=True)
    wanted = [f"criterion.{each.id}" for each in CRITERIA]
    wanted += [f"{family}.{each.value}" for family, members in STATES for each in members]
    wanted += [f"verdict.{each.name.lower()}" for each in Verdict]
    undue = [each for each in RetentionState if each is not RetentionState.DUE]
    wanted += [f"retention.{each.value}" for each in undue]
    wanted += [f"retention.due_{each}" for each in ("erase", "anonymise")]
    told = [explanation(language, each) for each in wanted]
    assert all(each.endswith(".") for each in told)
    assert len(set(told)) == len(told)


def test_every_field_of_the_form_says_what_it_asks(sample_portal: Portal, dutch: Language) -> None:
    """Each requirement and each wish, and whatever stands in its cell."""
    sample_portal.run_action("new_case")
    (form,) = (each for each in sample_portal.window.findChildren(RequestForm) if each.isVisible())
    for each in REQUIREMENT_KEYS:
        _, text = explained(form.findChild(QWidget, f"field_{each.key}") or form.widget(each.criterion_id))
        assert text == explanation(dutch, f"criterion.{each.criterion_id}"), each.key
    for criterion in CRITERIA:
        if criterion.can_prefer:
            slider = find(form, QSlider, f"field_weight_{criterion.id}")
            _, text = explained(slider)
            assert text.startswith(explanation(dutch, f"criterion.{criterion.id}"))
            assert text.endswith(explanation(dutch, "weight"))
    QDialog.done(form, 0)


def test_rows_and_columns_of_the_lists_say_what_they_are(portal: Portal, dutch: Language) -> None:
    """Of cases by their state, of sites by their column."""
    cases = portal.panels.case_list.model
    clocks = {str(cases.index(row, 0).data(WHAT)) for row in range(cases.rowCount())}
    assert explanation(dutch, "clock.overdue") in clocks
    assert explanation(dutch, "clock.running") in clocks
    header = [cases.headerData(n, Qt.Orientation.Horizontal, WHAT) for n in range(len(CASE_COLUMNS))]
    assert header == [explanation(dutch, f"cases.{each}") for each in CASE_COLUMNS]
    sites = portal.panels.site_table.model
    header = [sites.headerData(n, Qt.Orientation.Horizontal, WHAT) for n in range(len(SITE_COLUMNS))]
    assert header == [explanation(dutch, f"sites.{each}") for each in SITE_COLUMNS]
    assert sites.index(0, 0).data(WHAT) == header[0]


def test_the_open_case_and_its_outcome_explain_each_criterion(
    sample_portal: Portal, qtbot: QtBot, dutch: Language
) -> None:
    """Requirements and wishes at the left, ranking and breakdown at the right, and the clock."""
    open_request(qtbot, sample_portal, "1-chemie.json")
    panels, result = sample_portal.panels, shown_result(sample_portal)
    rows = panels.case_panel.findChildren(RequirementRow)
    assert len(rows) >= len(result.judgements)
    assert all(explained(each)[1] for each in rows)
    for each in result.preferences:
        slider = find(panels.case_panel, QSlider, f"weight_{each.criterion_id}")
        assert slider.whatsThis().startswith(explanation(dutch, f"criterion.{each.criterion_id}"))
    sample_portal.session.select_site(result.card(0).candidate.id)
    settle(qtbot, sample_portal)
    said = {each.whatsThis() for each in panels.results.findChildren(QWidget)}
    for judged in result.judgements:
        assert explanation(dutch, f"criterion.{judged.criterion.id}") in said
    verdicts = {outcome.verdict for outcome in result.card(0).outcomes}
    assert {explanation(dutch, f"verdict.{each.name.lower()}") for each in verdicts} <= said
    assert explanation(dutch, "ranking") in said
    card = find(panels.case_panel, QWidget, "clock_card")
    assert card.whatsThis() in {explanation(dutch, f"clock.{each.value}") for each in ClockState}


def test_the_comparison_explains_its_rows_and_answers(
    sample_portal: Portal, qtbot: QtBot, dutch: Language
) -> None:
    """A row of a requirement or wish by its criterion, a cell by its answer."""
    open_request(qtbot, sample_portal, "1-chemie.json")
    result = shown_result(sample_portal)
    for number in range(2):
        sample_portal.cases.toggle_shortlist(result.card(number).candidate.id)
        settle(qtbot, sample_portal)
    sample_portal.run_action("compare")
    settle(qtbot, sample_portal)
    view = sample_portal.window.centre.currentWidget()
    assert isinstance(view, ComparisonView)
    model = view.model
    lines = [model.line(row) for row in range(model.rowCount())]
    about = [
        model.headerData(row, Qt.Orientation.Vertical, WHAT)
        for row, line in enumerate(lines)
        if line.criterion_id
    ]
    assert about
    assert all(about)
    chips = [
        model.index(row, column).data(WHAT)
        for row, line in enumerate(lines)
        for column, cell in enumerate(line.cells)
        if cell.what
    ]
    assert explanation(dutch, "verdict.fits") in chips


def test_shift_f1_tells_of_the_field_with_the_keyboard(
    sample_portal: Portal, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, dutch: Language
) -> None:
    """In the window as in a dialog; where nothing can be told a person may point."""
    shown: list[str] = []
    monkeypatch.setattr(QWhatsThis, "showText", lambda _place, text, _widget: shown.append(text))
    open_request(qtbot, sample_portal, "1-chemie.json")
    sample_portal.panels.results.focus_list()
    sample_portal.run_action("explain_focus")
    assert shown == [explanation(dutch, "ranking")]
    window = sample_portal.window
    window.menuBar().setFocus()
    sample_portal.run_action("explain_pointed")
    assert QWhatsThis.inWhatsThisMode()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    QWhatsThis.leaveWhatsThisMode()
    assert not QWhatsThis.inWhatsThisMode()


def test_a_list_tells_of_its_chosen_row(portal: Portal, qtbot: QtBot, dutch: Language) -> None:
    """The keyboard reaches what a delegate paints by the row that is current."""
    view = next(
        each
        for each in portal.panels.case_list.findChildren(QAbstractItemView)
        if each.model() is portal.panels.case_list.model
    )
    view.setCurrentIndex(portal.panels.case_list.model.index(0, 0))
    settle(qtbot, portal)
    _, text = explained(view)
    assert text == explanation(dutch, "clock.overdue")


TABLES = (
    "ages",
    "chase_lines",
    "data_history",
    "findings",
    "instrument_table",
    "plots",
    "relaxations",
    "sources",
)


def test_the_columns_of_every_table_of_the_window_say_what_they_are(
    portal: Portal, qtbot: QtBot, dutch: Language
) -> None:
    """Each column its own text, also where nothing stands in the table."""
    for action_id in ("show_instruments", "show_monitor", "show_sites"):
        portal.run_action(action_id)
        settle(qtbot, portal)
    views = [each for each in portal.window.findChildren(QTableView) if each.objectName() in TABLES]
    assert {each.objectName() for each in views} >= set(TABLES) - {"sources"}
    for view in views:
        model = view.model()
        told = [model.headerData(at, Qt.Orientation.Horizontal, WHAT) for at in range(model.columnCount())]
        assert all(told), view.objectName()
        assert len(set(told)) == len(told)
    assert dutch.text("explain.relax.gain") in str(
        [each.model().headerData(2, Qt.Orientation.Horizontal, WHAT) for each in views]
    )


def test_filters_and_legends_say_what_they_mean(portal: Portal, dutch: Language) -> None:
    """What a chip of the inbox leaves, and what the boxes beside the sites show."""
    for name in FILTERS:
        chip = find(portal.panels.case_list, QPushButton, f"filter_{name}")
        assert chip.whatsThis() == explanation(dutch, f"filter.{name}")
    said = {each.whatsThis() for each in portal.panels.site_list.findChildren(QWidget)}
    assert {explanation(dutch, f"site_filter.{each}") for each in (*GROUPS, "supply")} <= said
    assert explained(portal.map)[1] == explanation(dutch, "map")
