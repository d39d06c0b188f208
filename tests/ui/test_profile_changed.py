"""An outcome of a profile that has another version by now is out of date, and says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.ui.portals import click, open_request, rematch, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

CURRENT = "Uitkomst is actueel. Opnieuw berekenen geeft dezelfde en legt die nog eens vast."


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a request that leaves its wishes to the profile."""
    open_request(qtbot, sample_portal, "2-logistiek.json")
    rematch(qtbot, sample_portal, preferences=())
    return sample_portal


def keep_version(qtbot: QtBot, portal: Portal, profile_id: str) -> int:
    """Keep a new version of a profile through the screen that the editor stands on."""
    profile = portal.services.profiles.read(profile_id)
    weights = {**profile.default_weights, "junction_distance": 100}
    portal.window.actions_by_id["edit_profiles"].trigger()
    settle(qtbot, portal)
    dialog = portal.fairness.profiles.dialog
    assert dialog is not None
    dialog.save_asked.emit(replace(profile, default_weights=weights))
    settle(qtbot, portal)
    dialog.reject()
    return profile.version + 1


def test_a_new_version_makes_the_outcome_out_of_date(qtbot: QtBot, portal: Portal) -> None:
    """The foot names the version, the button is live, and computing again uses it."""
    panel = portal.panels.case_panel
    assert panel.match_button.isEnabled()
    assert panel.match_button.toolTip() == CURRENT
    version = keep_version(qtbot, portal, "logistics")
    told = f"Uitkomst verouderd: profiel is gewijzigd, nu versie {version}"
    assert panel.match_button.toolTip().replace("\u00a0", " ") == told
    assert panel.match_button.isEnabled()
    assert portal.session.is_stale
    assert not portal.session.shows_kept_match
    click(panel.match_button)
    settle(qtbot, portal)
    outcome = portal.session.outcome
    assert outcome is not None
    assert outcome.profile.version == version
    assert not portal.session.is_stale
    assert panel.match_button.toolTip() == CURRENT


def test_an_outcome_is_still_out_of_date_when_its_case_is_opened_again(qtbot: QtBot, portal: Portal) -> None:
    """The kept match holds the profile that it was made with."""
    version = keep_version(qtbot, portal, "logistics")
    case = portal.session.case
    assert case is not None
    portal.cases.close()
    settle(qtbot, portal)
    portal.cases.open(case.number)
    settle(qtbot, portal)
    assert portal.session.newer_profile == version
    assert portal.panels.case_panel.match_button.isEnabled()


def test_another_profile_changes_nothing(qtbot: QtBot, portal: Portal) -> None:
    """Only the profile of the outcome counts."""
    keep_version(qtbot, portal, "standard")
    assert portal.session.newer_profile is None
    assert portal.panels.case_panel.match_button.toolTip() == CURRENT


def test_a_case_that_is_opened_again_can_be_computed_again(qtbot: QtBot, portal: Portal) -> None:
    """With its button as with F5, also where the outcome is up to date: it comes out the same and is kept."""
    case = portal.session.case
    assert case is not None
    portal.cases.close()
    settle(qtbot, portal)
    portal.cases.open(case.number)
    settle(qtbot, portal)
    before = portal.session.outcome
    button = portal.panels.case_panel.match_button
    assert (button.text(), button.isEnabled(), button.toolTip()) == ("Opnieuw berekenen", True, CURRENT)
    click(button)
    settle(qtbot, portal)
    after = portal.session.outcome
    assert before is not None
    assert after is not None
    assert after is not before
    assert after.ranking() == before.ranking()
    assert portal.session.shows_kept_match
