"""What lies in memory of cases: there after opening, gone while locked and after another passphrase."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from drentsportal.bootstrap import open_services
from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.settings import Settings
from drentsportal.ui.dialogs.passphrases import NewPassphraseDialog
from drentsportal.ui.idle_lock import AwayDialog
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
    return len(search._revisions), len(register._kept.entries)  # noqa: SLF001 - what lies in memory has no other door


def test_search_is_ready_after_opening(portal: Portal) -> None:
    """Without anybody having searched."""
    assert _kept(portal.services.search, portal.services.register)[0] == 1


def test_a_locked_window_keeps_no_words_of_cases(qtbot: QtBot, portal: Portal) -> None:
    """They go with the key, and come back with it."""
    services = portal.services
    services.register.entries()
    assert _kept(services.search, services.register) == (1, 1)
    with qtbot.waitSignal(portal.away.locked, timeout=WAIT_MS):
        portal.window.actions_by_id["lock_window"].trigger()
    settle(qtbot, portal)
    assert _kept(services.search, services.register) == (0, 0)
    assert services.search._index.find([TITLE], 5) == ()  # noqa: SLF001 - the words themselves
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
