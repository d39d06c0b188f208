"""Particulars of events in words; what is damaged is left to be shown as it was kept."""

from __future__ import annotations

import pytest

from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.services.event_words import event_message
from tests.fakes import MOMENT_UTC, OFFICER

DUTCH = Language("nl", resources_dir(), strict=True)


@pytest.mark.parametrize(
    ("kind", "details", "told"),
    [
        (EventKind.ASSESSED, {"version": "2", "open": "1"}, "Versie 2; 1 vraag nog open"),
        (
            EventKind.REFERRAL_PROPOSED,
            {"municipality": "GM0106", "count": "3", "options": "a; b; c"},
            "Assen: 3 locaties in andere gemeenten",
        ),
        (EventKind.OUTCOME, {"kind": "placed", "decided_on": "2026-11-19"}, "geplaatst, 19 nov. 2026"),
        (
            EventKind.OUTCOME,
            {"kind": "lost", "decided_on": "2026-11-19", "lost_reason": "plan"},
            "niet geplaatst (bestemmingsplan), 19 nov. 2026",
        ),
    ],
)
def test_assessments_and_proposals_are_worded(kind: EventKind, details: dict[str, str], told: str) -> None:
    """Without ids."""
    said = event_message(CaseEvent(MOMENT_UTC, kind, OFFICER, details))
    assert said is not None
    assert DUTCH.text(said) == told


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        (EventKind.NOTE, {"text": "x"}),
        (EventKind.ASSESSED, {}),
        (EventKind.REFERRAL_PROPOSED, {"municipality": "GM0106", "count": "veel"}),
    ],
)
def test_others_have_no_words_here(kind: EventKind, details: dict[str, str]) -> None:
    """Whoever shows them knows what to do."""
    assert event_message(CaseEvent(MOMENT_UTC, kind, OFFICER, details)) is None
