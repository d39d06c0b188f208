"""Notices of the clocks: one per moment, also after sleep and a restart; in the tray or in the status bar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.case import CaseStatus, RequestChannel
from drentsportal.domain.cases.clock_notices import DEFAULT_NOTICES
from drentsportal.domain.cases.deadline import ANSWER_WITHIN, ClockReading, ClockState
from drentsportal.ui.clock_notices import ClockNotices, may_have_fallen
from drentsportal.ui.models.inbox_line import InboxLine, read_inbox
from tests.ui.desk_samples import NOW_UTC, SOON, Desk
from tests.ui.portals import settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


class _Tray:
    """Keeps what it was told; ``is_there`` False stands for a system without a tray."""

    def __init__(self, *, is_there: bool = True) -> None:
        """Start without notices."""
        self.notices: list[tuple[str, str]] = []
        self.standing = ""
        self._is_there = is_there

    def notify(self, title: str, text: str) -> bool:
        """Keep a notice."""
        if self._is_there:
            self.notices.append((title, text.replace("\u00a0", " ")))
        return self._is_there

    def tell(self, text: str) -> None:
        """Keep how things stand."""
        self.standing = text


def _begin(portal: Portal, tray: _Tray, kept: Path) -> ClockNotices:
    """Begin anew, as a start of the window does: with what an earlier one kept."""
    portal.cases.lines_loaded.disconnect(portal.inbox.notices.look)
    made = ClockNotices(portal, tray)
    made.remember(kept)
    portal.inbox.notices = made
    return made


def _pass(portal: Portal, desk: Desk, qtbot: QtBot, after: timedelta) -> None:
    desk.clock.stand_at(NOW_UTC + after)
    portal.cases.load()
    settle(qtbot, portal)


def test_a_first_look_tells_what_is_late_and_soon_once(
    portal: Portal, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    """One notice for all three; a minute later there is nothing new."""
    tray = _Tray()
    _begin(portal, tray, tmp_path / "klok.ini")
    _pass(portal, desk, qtbot, timedelta())
    _pass(portal, desk, qtbot, timedelta(minutes=1))
    assert len(tray.notices) == 1
    title, text = tray.notices[0]
    assert title == "2 aanvragen zijn te laat"
    assert [line.split(" ")[0] for line in text.splitlines()] == ["D-2026-0001", "D-2026-0002", "D-2026-0003"]
    assert "3 u 12 m te laat" in text
    assert tray.standing.startswith("5 open, 2 te laat · langst 3\N{NO-BREAK SPACE}u")
    assert tray.standing.count("te laat") == 1


def test_a_machine_that_slept_gives_each_notice_once_on_waking(
    portal: Portal, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    """Over two thresholds in one night: one notice, of the least time left; after it silence."""
    tray = _Tray()
    _begin(portal, tray, tmp_path / "klok.ini")
    _pass(portal, desk, qtbot, timedelta())
    tray.notices.clear()
    _pass(portal, desk, qtbot, timedelta(hours=6))
    _pass(portal, desk, qtbot, timedelta(hours=6, minutes=1))
    assert len(tray.notices) == 1
    assert tray.notices[0][0] == "3 aanvragen zijn te laat, 1 sinds de vorige melding"
    assert tray.standing.startswith("5 open, 3 te laat")
    assert tray.notices[0][1].startswith(f"{SOON} Watertransport met kade: 0 u 40 m te laat")


def test_what_became_overdue_since_the_list_was_read_is_counted_everywhere(
    portal: Portal, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    """The notice, the status bar and the tray tell one figure, however late the notice was worked out."""
    tray = _Tray()
    made = _begin(portal, tray, tmp_path / "klok.ini")
    _pass(portal, desk, qtbot, timedelta())
    tray.notices.clear()
    lines = read_inbox(portal.services.register)
    desk.clock.stand_at(NOW_UTC + timedelta(hours=6))
    made.look(lines)
    settle(qtbot, portal)
    assert tray.notices[0][0].startswith("3 aanvragen zijn te laat")
    assert tray.standing == portal.window.status.clocks
    assert tray.standing.startswith("5 open, 3 te laat")


def test_a_restart_repeats_nothing_and_misses_nothing(
    portal: Portal, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    """The moment of the last look is kept in a file; what fell while the window was closed is told then."""
    kept = tmp_path / "klok.ini"
    _begin(portal, _Tray(), kept)
    _pass(portal, desk, qtbot, timedelta())
    again = _Tray()
    _begin(portal, again, kept)
    _pass(portal, desk, qtbot, timedelta(minutes=2))
    assert again.notices == []
    later = _Tray()
    _begin(portal, later, kept)
    _pass(portal, desk, qtbot, timedelta(hours=4))
    assert [title for title, _ in later.notices] == ["1 aanvraag vraagt om antwoord"]


def test_without_a_tray_the_status_bar_says_it(
    portal: Portal, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    """Nothing opens over the work, and nothing is lost."""
    _begin(portal, _Tray(is_there=False), tmp_path / "klok.ini")
    _pass(portal, desk, qtbot, timedelta())
    assert portal.window.status.told.startswith("2 aanvragen zijn te laat: D-2026-0001")


def test_a_damaged_file_costs_a_notice_told_twice(portal: Portal, tmp_path: Path) -> None:
    """What was kept and cannot be read counts as never looked."""
    kept = tmp_path / "klok.ini"
    kept.write_text("[General]\nlast_seen_utc=gisteren\n", encoding="utf-8")
    made = _begin(portal, _Tray(), kept)
    assert made.memory.last_seen_utc is None


def _line(net: timedelta) -> InboxLine:
    remaining = ANSWER_WITHIN - net
    state = ClockState.OVERDUE if remaining < timedelta() else ClockState.RUNNING
    clock = ClockReading(NOW_UTC - net, NOW_UTC + remaining, remaining, state, net, net)
    nobody = Actor("", "", Role.SCHAKELPUNT)
    return InboxLine("D-2026-0001", "X", "", RequestChannel.NOM, nobody, CaseStatus.RECEIVED, clock)


@given(
    st.integers(0, 72 * 3600).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(0, 72 * 3600).map(lambda seconds: timedelta(seconds=seconds)),
)
def test_whoever_passed_a_threshold_is_never_passed_over(net: timedelta, elapsed: timedelta) -> None:
    """The quick look before the real one errs on the side of looking."""
    before = max(net - elapsed, timedelta())
    fell = any(before < ANSWER_WITHIN - each <= net for each in DEFAULT_NOTICES)
    assert may_have_fallen([_line(net)], elapsed, DEFAULT_NOTICES) or not fell
    assert may_have_fallen([_line(net)], None, DEFAULT_NOTICES) == (net >= timedelta(hours=18))
