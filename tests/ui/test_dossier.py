"""The dossier: tabs, tasks, path, outcome, referral and answer, by mouse and by keys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton, QWidget

from drentsportal.domain.cases.case import CaseStatus, RequestChannel
from drentsportal.domain.cases.outcome import LostReason, OutcomeKind
from drentsportal.domain.path.path_state import ItemState
from drentsportal.errors import InputError
from drentsportal.services.intake import NewCase
from drentsportal.services.source_file import SourceFile
from drentsportal.ui.dialogs.desk_form import number_of, whole_of
from drentsportal.ui.panels.dossier import TABS
from tests.ui.desk_hands import click_box, shown_form, type_in
from tests.ui.desk_samples import ANSWERED, LATE, NOW_UTC, OVERDUE, RUNNING, UNASSIGNED
from tests.ui.portals import click, find, settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.dialogs.desk_form import DeskForm
    from drentsportal.ui.panels.dossier import DossierPanel
    from drentsportal.ui.portal import Portal
    from drentsportal.ui.widgets.desk_rows import DeskRow, DeskRows


@pytest.fixture
def portal(qtbot: QtBot, portal: Portal) -> Portal:
    """Show the running case in the dossier."""
    _show(qtbot, portal, RUNNING)
    return portal


def _show(qtbot: QtBot, portal: Portal, number: str, tab: str = "timeline") -> DossierPanel:
    panel = portal.panels.case_file
    portal.panels.case_list.select(number)
    settle(qtbot, portal)
    if panel.number != number:
        # It is not in the chosen list, or it was selected already.
        portal.cases.select(number)
        settle(qtbot, portal)
    bar = panel.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(TABS.index(tab)).center())
    return panel


def _row(rows: DeskRows, row_id: str) -> DeskRow:
    return next(each for each in rows.shown if each.id == row_id)


def _fill(form: QWidget, **values: str) -> None:
    for name, text in values.items():
        field = form.findChild(QWidget, f"field_{name}")
        if isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(text))
        else:
            type_in(form, **{name: text})


def _accept(portal: Portal, qtbot: QtBot, form: DeskForm) -> None:
    click(form.accept_button)
    settle(qtbot, portal)


def test_who_asked_stands_in_the_head_as_internal(qtbot: QtBot, portal: Portal) -> None:
    """As the intake confirmed it; where it says nobody, no line stands for it."""
    assert portal.panels.case_file.findChild(QLabel, "dossier_asking_person") is None
    form = SourceFile.of("formulier.json", b"{}")
    contact = {"contact_name": "Marjolein <b>Wiersma", "phone": "0591 123456", "email": "m@vraagt.example"}
    services = portal.session.services
    request = services.desk.case(RUNNING).request
    new = NewCase(request, RequestChannel.COMPANY, NOW_UTC, source=form, contact=contact)
    case, _ = services.intake.open_new(new)
    panel = _show(qtbot, portal, case.number)
    shown = panel.findChild(QLabel, "dossier_asking_person")
    assert shown is not None
    assert "Marjolein <b>Wiersma · 0591 123456 · m@vraagt.example" in shown.accessibleName()
    assert "intern" in {each.text() for each in panel.findChildren(QLabel)}


def test_the_timeline_tells_everything_and_marks_what_is_internal(portal: Portal) -> None:
    """Received, contact, note and tasks stand there with who did it; documents below."""
    rows = portal.panels.case_file.timeline.shown
    told = {each.title: each for each in rows}
    assert told["Contact met J. Jansen"].detail.startswith("Groei naar 64 personen")
    assert "Morgen terugbellen" in told["Contact met J. Jansen"].detail
    assert told["Contact met J. Jansen"].mark == "intern"
    assert told["Aanvraag ontvangen"].mark == ""
    assert told["Notitie"].caption == "Anna de Vries"
    assert [each.title for each in rows if each.is_heading] == ["dinsdag 17 november 2026", "Documenten"]
    assert find(portal.window, QLabel, "dossier_who").text() == "NOM · Emmen · Anna de Vries"


def test_a_case_without_owner_says_so_and_another_case_shows_its_own(portal: Portal, qtbot: QtBot) -> None:
    """The head follows the selection; nothing of the case before stays."""
    alarm = find(portal.window, QLabel, "dossier_unassigned")
    assert not alarm.isVisible()
    panel = _show(qtbot, portal, UNASSIGNED)
    assert alarm.isVisible()
    assert find(portal.window, QLabel, "dossier_title").text() == "Medische techniek, 600 m²"
    assert panel.tasks.rows.shown[1].id == "none"


def test_requirements_and_wishes_can_be_read(portal: Portal, qtbot: QtBot) -> None:
    """Short limits stand beside their name; they are changed where the case is worked on."""
    panel = _show(qtbot, portal, RUNNING, "needs")
    area = _row(panel.needs.rows, "requirement-plot_area")
    assert (area.title, area.mark) == ("Oppervlakte kavel", "≥\u202f3\u202fha") or area.mark.endswith("ha")
    with qtbot.waitSignal(portal.cases.case_opened):
        click(find(panel, QPushButton, "change_needs"))
    settle(qtbot, portal)
    assert portal.window.mode == "case"


def test_a_task_is_added_done_and_taken_back_by_mouse_and_keys(portal: Portal, qtbot: QtBot) -> None:
    """The list of cases follows: its next step is the open task that is due first."""
    panel = _show(qtbot, portal, LATE, "tasks")
    click(find(panel, QPushButton, "task_add"))
    form = shown_form(portal)
    _fill(form, text="Kavelpaspoort opvragen", due_on="20-11-2026")
    _accept(portal, qtbot, form)
    assert _row(panel.tasks.rows, "t1").detail.startswith("Anna de Vries · uiterlijk")
    model = portal.panels.case_list.model
    assert "Kavelpaspoort" in str(model.index(model.row_of(LATE), 4).data())
    click_box(panel.tasks.rows, "t1")
    settle(qtbot, portal)
    assert portal.services.tasks.tasks(LATE)[0].done_at_utc is not None
    assert _row(panel.tasks.rows, "t1").check
    panel.tasks.rows.setFocus()
    panel.tasks.rows.choose("t1")
    QTest.keyClick(panel.tasks.rows, Qt.Key.Key_Space)
    settle(qtbot, portal)
    assert portal.services.tasks.tasks(LATE)[0].done_at_utc is None
    assert panel.tabs.tabText(TABS.index("tasks")) == "Taken 1"


def test_a_late_task_is_marked_and_changed_with_enter(portal: Portal, qtbot: QtBot) -> None:
    """Late is said in a word; Enter opens the form, a date that is none is told in it and nothing is lost."""
    panel = _show(qtbot, portal, RUNNING, "tasks")
    assert _row(panel.tasks.rows, "t1").mark == "te laat"
    panel.tasks.rows.choose("t1")
    QTest.keyClick(panel.tasks.rows, Qt.Key.Key_Return)
    form = shown_form(portal)
    _fill(form, due_on="32-11-2026")
    _accept(portal, qtbot, form)
    assert form.isVisible()
    assert [each.text() for each in form.findChildren(QLabel) if "geen datum" in each.text()]
    _fill(form, due_on="18-11-2026")
    _accept(portal, qtbot, form)
    assert portal.inbox.dossier.form is None
    assert _row(panel.tasks.rows, "t1").mark == ""
    assert portal.services.tasks.tasks(RUNNING)[0].due_on == date(2026, 11, 18)


def test_a_task_is_handed_over(portal: Portal, qtbot: QtBot) -> None:
    """To somebody else; the same person is refused in the form."""
    panel = _show(qtbot, portal, RUNNING, "tasks")
    panel.tasks.rows.choose("t1")
    click(find(panel, QPushButton, "task_hand_over"))
    form = shown_form(portal)
    _fill(form, owner="Anna de Vries")
    _accept(portal, qtbot, form)
    assert form.isVisible()
    _fill(form, owner="Piet Postma")
    _accept(portal, qtbot, form)
    assert portal.services.tasks.tasks(RUNNING)[0].owner == "Piet Postma"


def test_a_step_waits_for_its_parts_and_says_so_in_the_panel(portal: Portal, qtbot: QtBot) -> None:
    """Four parts of the information package, ticked with Space; then the step itself can be ticked."""
    panel = _show(qtbot, portal, RUNNING, "path")
    rows = panel.path.rows
    fault = find(panel, QLabel, "path_fault")
    click_box(rows, "v3")
    settle(qtbot, portal)
    assert fault.isVisible()
    assert "visitekaartje" in fault.text().casefold()
    rows.setFocus()
    parts = ("v3.brochure", "v3.handout", "v3.factsheets", "v3.business_card")
    for part in parts:
        rows.choose(part)
        QTest.keyClick(rows, Qt.Key.Key_Space)
        settle(qtbot, portal)
    assert not fault.isVisible()
    rows.choose("v3")
    QTest.keyClick(rows, Qt.Key.Key_Space)
    settle(qtbot, portal)
    standing = portal.services.establishment.standing(RUNNING)
    assert {standing.state(each) for each in (*parts, "v3")} == {ItemState.DONE}
    assert rows.current_id() == "v3"
    assert _row(rows, "v3").mark == "gedaan"


def test_the_visit_follows_half_a_year_after_the_opening(portal: Portal, qtbot: QtBot) -> None:
    """Enter plans the opening; the date of the visit is worked out and says so."""
    panel = _show(qtbot, portal, RUNNING, "path")
    panel.path.rows.choose("v8.opening")
    QTest.keyClick(panel.path.rows, Qt.Key.Key_Return)
    form = shown_form(portal)
    _fill(form, on="31-08-2027", owner="Piet Postma")
    _accept(portal, qtbot, form)
    assert "Piet Postma" in _row(panel.path.rows, "v8.opening").detail
    visit = _row(panel.path.rows, "v8.visit").detail
    assert "half jaar na de opening" in visit
    assert "29" in visit
    assert "2028" in visit


def test_the_permit_check_compares_and_takes_an_answer_with_its_source(portal: Portal, qtbot: QtBot) -> None:
    """Without a shortlist there is nothing to compare, which is said; a person states it with a source."""
    panel = _show(qtbot, portal, RUNNING, "path")
    panel.path.rows.choose("v5")
    assert "Nog niet gecontroleerd" in _row(panel.path.rows, "v5").detail
    click(find(panel, QPushButton, "path_check"))
    settle(qtbot, portal)
    assert find(panel, QLabel, "path_fault").isVisible()
    click(find(panel, QPushButton, "path_state"))
    form = shown_form(portal)
    _fill(form, permit="no", source="E-mail gemeente Emmen 17-11-2026")
    _accept(portal, qtbot, form)
    assert "Vergunning voor afwijken: niet nodig" in _row(panel.path.rows, "v5").detail
    assert "E-mail gemeente Emmen" in _row(panel.path.rows, "v5").detail


def test_agreements_are_added_and_settled(portal: Portal, qtbot: QtBot) -> None:
    """An agreement stands below V7 with its date; what was not kept asks why."""
    panel = _show(qtbot, portal, RUNNING, "path")
    click(find(panel, QPushButton, "path_agree"))
    form = shown_form(portal)
    _fill(form, text="Tekening opsturen", due_on="01-12-2026")
    _accept(portal, qtbot, form)
    assert _row(panel.path.rows, "v7.1").title == "Afspraak 1: Tekening opsturen"
    panel.path.rows.choose("v7.1")
    click(find(panel, QPushButton, "path_not_kept"))
    form = shown_form(portal)
    _fill(form, note="Tekening was er niet")
    _accept(portal, qtbot, form)
    assert _row(panel.path.rows, "v7.1").mark == "niet nagekomen"


def test_the_dates_go_into_a_calendar_file(
    portal: Portal, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file holds tasks and steps; the status bar names it."""
    target = tmp_path / "agenda.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    panel = _show(qtbot, portal, RUNNING, "path")
    click(find(panel, QPushButton, "path_calendar"))
    settle(qtbot, portal)
    assert target.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 2


def test_closing_says_how_many_tasks_stay_open(portal: Portal, qtbot: QtBot) -> None:
    """Where it is chosen, and whole in its box; without a task nothing is said of one."""
    count = sum(each.done_at_utc is None for each in portal.services.tasks.tasks(RUNNING))
    portal.services.tasks.add(RUNNING, "Dossier opruimen")
    portal.cases.select(RUNNING)
    settle(qtbot, portal)
    panel = _show(qtbot, portal, RUNNING, "outcome")
    click(find(panel, QPushButton, "outcome_withdrawn"))
    form = shown_form(portal)
    box = form.findChild(QComboBox, "field_close")
    assert isinstance(box, QComboBox)
    words = "taak blijft" if count == 0 else "taken blijven"
    assert box.itemText(box.findData("yes")) == f"Ja, het dossier sluiten ({count + 1} {words} open)"
    assert box.width() >= box.sizeHint().width()
    form.reject()


def test_a_company_is_referred_and_what_came_of_it_is_kept(portal: Portal, qtbot: QtBot) -> None:
    """The footer refers, the tab of the outcome follows."""
    panel = _show(qtbot, portal, RUNNING, "outcome")
    click(find(panel, QPushButton, "case_refer"))
    form = shown_form(portal)
    _fill(form, to="Hoogeveen", reason="Ruimte bij de kade")
    _accept(portal, qtbot, form)
    assert _row(panel.outcome.rows, "1").title == "Hoogeveen"
    assert _row(panel.outcome.rows, "1").mark == "nog niet bekend"
    panel.outcome.rows.choose("1")
    click(find(panel, QPushButton, "outcome_follow"))
    form = shown_form(portal)
    _fill(form, accepted="yes", nom="17-11-2026")
    _accept(portal, qtbot, form)
    assert _row(panel.outcome.rows, "1").mark == "aangenomen"
    assert "NOM ingelicht op" in _row(panel.outcome.rows, "1").caption


def test_a_new_partner_is_named_as_such_and_a_referral_is_taken_back(portal: Portal, qtbot: QtBot) -> None:
    """A name that nobody knows is asked about in the form; what was a mistake counts no more."""
    panel = _show(qtbot, portal, RUNNING, "outcome")
    click(find(panel, QPushButton, "case_refer"))
    form = shown_form(portal)
    _fill(form, to="Atlantis", reason="Ruimte onder water")
    _accept(portal, qtbot, form)
    assert form.isVisible()
    assert "geen bekende partner" in _said(form)
    assert portal.services.referrals.referrals(RUNNING) == ()
    _fill(form, new="yes")
    _accept(portal, qtbot, form)
    panel.outcome.rows.choose("1")
    click(find(panel, QPushButton, "outcome_follow"))
    form = shown_form(portal)
    _fill(form, take_back="vergissing")
    _accept(portal, qtbot, form)
    assert _row(panel.outcome.rows, "1").mark == "teruggenomen"
    (kept,) = portal.services.referrals.referrals(RUNNING)
    assert (kept.to.id, kept.is_taken_back) == ("Atlantis", True)


def _said(form: QWidget) -> str:
    return " ".join(each.text() for each in form.findChildren(QLabel) if each.isVisibleTo(form))


def test_an_outcome_is_recorded_with_figures_and_what_is_unknown_stays_so(
    portal: Portal, qtbot: QtBot
) -> None:
    """Placed with jobs and distance; the investment stays unknown and is not zero."""
    panel = _show(qtbot, portal, ANSWERED, "outcome")
    click(find(panel, QPushButton, "outcome_placed"))
    form = shown_form(portal)
    _fill(form, municipality="GM0118", jobs="1.250", distance="27,5", outside="yes", close="yes")
    _accept(portal, qtbot, form)
    kept = portal.services.outcomes.outcome(ANSWERED)
    assert kept is not None
    assert (kept.jobs, kept.distance_km, kept.investment_eur) == (1250, 27.5, None)
    assert portal.services.desk.case(ANSWERED).status is CaseStatus.CLOSED
    assert _row(panel.outcome.rows, "fact-investment").detail == "onbekend"
    assert _row(panel.outcome.rows, "fact-municipality").detail == "Hoogeveen"


def test_lost_asks_for_the_reason_and_waits_for_the_answer(portal: Portal, qtbot: QtBot) -> None:
    """Before the answer only withdrawing is possible, and the panel says why."""
    panel = _show(qtbot, portal, RUNNING, "outcome")
    assert not find(panel, QPushButton, "outcome_lost").isEnabled()
    assert find(panel, QPushButton, "outcome_withdrawn").isEnabled()
    panel = _show(qtbot, portal, ANSWERED, "outcome")
    click(find(panel, QPushButton, "outcome_lost"))
    form = shown_form(portal)
    _fill(form, reason="labour")
    _accept(portal, qtbot, form)
    kept = portal.services.outcomes.outcome(ANSWERED)
    assert kept is not None
    assert (kept.kind, kept.lost_reason) == (OutcomeKind.LOST, LostReason.LABOUR)
    assert _row(panel.outcome.rows, "fact-reason").detail == "Arbeidsmarkt"
    told = [each for each in panel.timeline.shown if each.title == "Uitkomst vastgelegd"]
    assert ["arbeidsmarkt" in each.detail for each in told] == [True]


def test_an_answer_needs_the_sent_document(
    portal: Portal, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without one the form says what to do and takes the file that was sent; then the clock stands."""
    sent = tmp_path / "brief-aan-nom.pdf"
    sent.write_bytes(b"%PDF-1.7 brief")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(sent), ""))
    panel = portal.panels.case_file
    click(find(panel, QPushButton, "case_answer"))
    settle(qtbot, portal)
    first = shown_form(portal)
    assert "nog geen advies of brief gemaakt" in first._explanation.text()  # noqa: SLF001 - what is read
    _accept(portal, qtbot, first)
    form = shown_form(portal)
    assert form is not first
    _accept(portal, qtbot, form)
    assert form.isVisible()
    _fill(form, document="b1")
    _accept(portal, qtbot, form)
    assert portal.services.desk.case(RUNNING).answered_at_utc is not None
    assert not find(panel, QPushButton, "case_answer").isEnabled()
    assert find(panel, QLabel, "dossier_clock").text().startswith("in ")
    assert (panel.number, portal.panels.case_list.selected_number()) == (RUNNING, "")


def test_what_hangs_on_more_is_there_by_keys(portal: Portal) -> None:
    """Notes, files, the clock, handing over and privacy are one menu; what cannot be done is not offered."""
    panel = portal.panels.case_file
    menu = find(panel, QPushButton, "case_more").menu()
    shown = [each.text() for each in menu.actions() if each.isVisible() and each.isEnabled() and each.text()]
    of_the_case = ["Notitie…", "Bestand toevoegen…", "Klok stilzetten…", "Overdragen…"]
    assert shown == [*of_the_case, "Bewaartermijn…", "Woo-selectie…", "Wie heeft dit geopend…"]


def test_headings_are_passed_over_by_the_keys(portal: Portal, qtbot: QtBot) -> None:
    """Home, Down and End stop at rows that say something, never at a heading."""
    rows = _show(qtbot, portal, RUNNING).timeline
    rows.setFocus()
    seen = []
    QTest.keyClick(rows, Qt.Key.Key_Home)
    for _ in range(len(rows.shown)):
        seen.append(rows.current_id())
        QTest.keyClick(rows, Qt.Key.Key_Down)
    assert set(seen) == {each.id for each in rows.shown if not each.is_heading}
    assert "" not in seen


def test_every_control_of_the_dossier_has_a_name(portal: Portal, qtbot: QtBot) -> None:
    """For a screen reader, in each tab; a row says everything it shows."""
    for tab in TABS:
        panel = _show(qtbot, portal, OVERDUE, tab)
        nameless = [
            each
            for each in panel.findChildren(QWidget)
            if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.accessibleName()
        ]
        assert nameless == []


@pytest.mark.parametrize("text", ["veel", "1,5,0", "12 km"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """With the text in the fault, never read as something else."""
    with pytest.raises(InputError):
        number_of({"far": text}, "far", "nl")


def test_numbers_are_read_as_dutch_people_write_them() -> None:
    """Dots between thousands, a comma before decimals; empty is unknown and not zero."""
    assert number_of({"far": "1.250,5"}, "far", "nl") == 1250.5
    assert whole_of({"jobs": "1.250"}, "jobs", "nl") == 1250
    assert whole_of({"jobs": ""}, "jobs", "nl") is None
    with pytest.raises(InputError):
        whole_of({"jobs": "2,5"}, "jobs", "nl")


def test_numbers_are_read_as_english_people_write_them_in_their_window() -> None:
    """1,250 jobs are no 1.25, and what only fits another language is refused."""
    assert number_of({"far": "1,250.5"}, "far", "en") == 1250.5
    assert whole_of({"jobs": "1,250"}, "jobs", "en") == 1250
    for text in ("2,5", "1.250,5"):
        with pytest.raises(InputError):
            number_of({"far": text}, "far", "en")
