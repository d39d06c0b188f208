"""What lies in memory of cases: there after opening, gone while locked and after another passphrase."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from drentsportal.bootstrap import open_services
from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.paths import resources_dir
from drentsportal.settings import Settings
from drentsportal.ui.dialogs.passphrases import NewPassphraseDialog
from drentsportal.ui.idle_lock import AwayDialog
from drentsportal.ui.models.inbox_line import read_inbox, read_open_inbox
from drentsportal.ui.panels.case_list import CaseListPanel
from drentsportal.ui.theme import Theme
from tests.fakes import MOMENT_UTC, FixedClock
from tests.ui.portals import WAIT_MS, click, find, open_portal, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.services.case_register import CaseRegister
    from drentsportal.services.case_search import CaseSearch
    from drentsportal.ui.portal import Portal

SENTENCE, OTHER = "een lange zin over veen", "een andere zin over zand"
TITLE = "Zwaluwstaartverbinding"


@pytest.fixture
def portal(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Portal]:
    """Open a window on a protected workspace with one case."""
    settings = Settings(actor_name="Anna de Vries", lock_after_minutes=15)
    services = open_services(settings, tmp_path / "werk.drents", SENTENCE, clock=FixedClock())
    services.intake.open_case(LocationRequest(TITLE), RequestChannel.NOM, MOMENT_UTC - timedelta(hours=1))
    made = open_portal(qtbot, qapp, services, tmp_path)
    yield made
    made.put_away()
    services.workspace.close()


def _kept(search: CaseSearch, register: CaseRegister) -> tuple[int, int]:
    """Count the cases that search and register hold now, without reading any."""
    return len(search._held.words), len(register._kept.entries)  # noqa: SLF001 - what lies in memory has no other door


def test_search_is_ready_after_opening(portal: Portal) -> None:
    """Without anybody having searched."""
    assert _kept(portal.services.search, portal.services.register)[0] == 1


def test_a_locked_window_keeps_no_words_of_cases(qtbot: QtBot, portal: Portal) -> None:
    """They go with the key, and come back with it."""
    services = portal.services
    services.register.entries()
    services.contacts.last_contacts()
    assert services.contacts._names._revisions  # noqa: SLF001 - as in _kept
    assert _kept(services.search, services.register) == (1, 1)
    with qtbot.waitSignal(portal.away.locked, timeout=WAIT_MS):
        portal.window.actions_by_id["lock_window"].trigger()
    settle(qtbot, portal)
    assert _kept(services.search, services.register) == (0, 0)
    assert not services.contacts._names._revisions  # noqa: SLF001 - as in _kept
    assert services.search._held.case_index.find([TITLE]) == []  # noqa: SLF001 - the words themselves
    dialog = find(portal.window, AwayDialog, "away_dialog")
    find(dialog, QLineEdit, "field_passphrase").setText(SENTENCE)
    with qtbot.waitSignal(portal.away.unlocked, timeout=WAIT_MS):
        click(find(dialog, QPushButton, "accept"))
    settle(qtbot, portal)
    assert [each.title for each in services.search.find(TITLE)] == [TITLE]


def test_another_passphrase_reads_everything_anew(qtbot: QtBot, portal: Portal) -> None:
    """What was read under the old one is let go of before."""
    services = portal.services
    services.register.entries()
    portal.window.actions_by_id["protect_workspace"].trigger()
    dialog = next(each for each in portal.window.findChildren(NewPassphraseDialog) if each.isVisible())
    for name in ("passphrase", "repeated"):
        find(dialog, QLineEdit, f"field_{name}").setText(OTHER)
    with qtbot.waitSignal(portal.commands.protection.protected, timeout=WAIT_MS):
        click(find(dialog, QPushButton, "accept"))
    settle(qtbot, portal)
    assert _kept(services.search, services.register) == (1, 0)


def test_sites_are_read_for_search_when_somebody_searches(qtbot: QtBot, portal: Portal) -> None:
    """Not after opening, where a hundred thousand of them would stand in the way of the first match."""
    search = portal.services.search
    assert search._site_version == -1  # noqa: SLF001 - what lies in memory has no other door
    portal.panels.case_list.search.field.setText(TITLE)
    portal.panels.case_list.search.field.returnPressed.emit()
    settle(qtbot, portal)
    assert search._site_version == portal.services.catalogue.data_version()  # noqa: SLF001 - as above
    assert [line.title for line in portal.panels.case_list.shown_lines()] == [TITLE]


def test_the_list_begins_with_what_waits_and_says_how_many_others_there_are(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """The answered ones can be chosen once they are read; then both are the same as ever.

    The list stands alone here, so that nothing else reads or waits beside it.
    """
    services = open_services(Settings(actor_name="Anna"), tmp_path / "werk.drents", clock=FixedClock())
    numbers = [
        services.intake.open_case(LocationRequest(f"{TITLE} {at}"), RequestChannel.NOM, MOMENT_UTC)[0].number
        for at in range(3)
    ]
    with services.workspace.unit_of_work() as work:
        work.cases.save(replace(work.cases.get(numbers[0]), answered_at_utc=MOMENT_UTC))
        work.commit()
    panel = CaseListPanel(Theme(resources_dir() / "theme" / "window.qss"), services.language, "Anna")
    qtbot.addWidget(panel)
    panel.show()
    panel.show_lines(read_inbox(services.register))
    whole, state = panel.shown_lines(), [each.text() for each in panel.findChildren(QPushButton)]
    assert [line.number for line in whole] == numbers[1:]
    panel.show_open(read_open_inbox(services.register))
    chip = find(panel, QPushButton, "filter_answered")
    assert panel.shown_lines() == whole
    # In how many of those nobody has a task is not known before they are read.
    state[state.index("Beantwoord zonder taak 1")] = "Beantwoord zonder taak"
    assert [each.text() for each in panel.findChildren(QPushButton)] == state
    assert not chip.isEnabled()
    assert not find(panel, QPushButton, "filter_unattended").isEnabled()
    panel.show_lines(read_inbox(services.register))
    assert chip.isEnabled()
    click(chip)
    assert [line.number for line in panel.shown_lines()] == numbers[:1]
    services.workspace.close()


def test_a_window_reads_what_waits_before_the_rest_once(qtbot: QtBot, portal: Portal) -> None:
    """Later readings take the whole list, which is kept."""
    told: list[str] = []
    portal.cases.open_loaded.connect(lambda _: told.append("open"))
    portal.cases.lines_loaded.connect(lambda _: told.append("whole"))
    portal.cases.load()
    settle(qtbot, portal)
    assert told == ["whole"]
    portal.cases._is_listed = False  # noqa: SLF001 - as in a window that was opened just now
    portal.cases.load()
    settle(qtbot, portal)
    assert told == ["whole", "open", "whole"]
