"""An excluded candidate is explained at once by bounds, and then by what is proven."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from drentsportal.ui.panels.breakdown import BreakdownPanel
from tests.ui.portals import WAIT_MS, open_request, settle, show_tab, shown_result

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.domain.match.match_result import Rejection
    from drentsportal.ui.portal import Portal


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open the request that asks a building, with its excluded list in sight."""
    open_request(qtbot, sample_portal, "2-logistiek.json")
    show_tab(sample_portal, 1)
    settle(qtbot, sample_portal)
    return sample_portal


def told(portal: Portal, rejection: Rejection) -> set[str]:
    """Return what is said of each requirement."""
    return {portal.services.language.text(each.statement) for each in rejection.outcomes}


def explained(portal: Portal, *, is_painted: bool = True) -> str:
    """Return all words of the explanation; what was just put there is not painted yet."""
    labels = portal.panels.results.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisible() or not is_painted)


def words_of_explanation(portal: Portal) -> list[QLabel]:
    """Return the labels that say why, beside those of the one before until Qt takes them away."""
    shown = portal.panels.results.findChild(BreakdownPanel)
    assert isinstance(shown, BreakdownPanel)
    return [each for each in shown.findChildren(QLabel) if not shown.allocation.isAncestorOf(each)]


def test_bounds_are_told_until_the_change_is_proven(portal: Portal, qtbot: QtBot) -> None:
    """The window does not wait for the measuring, and what it found takes the place of the bounds."""
    result = shown_result(portal)
    # Known beforehand from a match of its own, so that the one shown has proven nothing yet.
    beside = portal.services.matching.match(result.request)
    assert result.rejected() == beside.rejected()
    for at, chosen in enumerate(beside.rejected()):
        bounds, proof = told(portal, beside.rejection(at)), told(portal, beside.rejection_of(chosen))
        if bounds != proof:
            break
    else:
        pytest.fail("nothing is told differently once it is proven")
    portal.session.select_site(chosen)
    assert all(each in explained(portal, is_painted=False) for each in bounds - proof)
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: all(each in explained(portal) for each in proof - bounds), timeout=WAIT_MS)
    assert not any(each in explained(portal) for each in bounds - proof)


def test_what_is_proven_as_it_was_told_is_not_built_again(portal: Portal, qtbot: QtBot) -> None:
    """The explanation keeps its very labels, and with them where a person reads."""
    result = shown_result(portal)
    beside = portal.services.matching.match(result.request)
    same = (
        each for at, each in enumerate(beside.rejected()) if beside.rejection(at) == beside.rejection_of(each)
    )
    chosen = next(same)
    with qtbot.waitSignal(portal.panels.results.proof_asked, timeout=WAIT_MS) as asked:
        portal.session.select_site(chosen)
    listed: Rejection = asked.args[1]
    assert listed.candidate.id == chosen
    built = {id(each): each for each in words_of_explanation(portal)}
    settle(qtbot, portal)
    kept = words_of_explanation(portal)
    assert kept
    assert all(id(each) in built for each in kept)
    # They would stay as well if nothing ever came: what is told otherwise does take their place.
    portal.panels.results.show_proven(result, replace(listed, outcomes=()))
    assert not all(id(each) in built for each in words_of_explanation(portal))
