"""Path and tasks in words: every item, state, answer and act has a text, and damaged details none."""

from __future__ import annotations

import pytest

from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.path.height_check import PermitNeeded
from drentsportal.domain.path.path_state import ItemState
from drentsportal.domain.path.path_steps import PATH_ITEMS, item_name
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.services.event_words import event_message
from drentsportal.services.path_words import PATH_ACTIONS, TASK_ACTIONS
from tests.fakes import MOMENT_UTC, OFFICER

DUTCH = Language("nl", resources_dir(), strict=True)


def told(kind: EventKind, **details: str) -> str | None:
    """Word an event."""
    said = event_message(CaseEvent(MOMENT_UTC, kind, OFFICER, details))
    return None if said is None else DUTCH.text(said)


def test_every_item_and_state_has_a_text() -> None:
    """No two items share a name, so that a name on screen tells which it is."""
    names = [DUTCH.text(item_name(each.id)) for each in PATH_ITEMS]
    assert len(set(names)) == len(PATH_ITEMS)
    assert all(f"path_state.{each.value}" in DUTCH for each in ItemState)
    assert all(f"path_permit.{each.value}" in DUTCH for each in PermitNeeded)
    assert all(f"path_permit.short.{each.value}" in DUTCH for each in PermitNeeded)


def test_a_step_stands_under_its_number() -> None:
    """As the documents of the desk call it."""
    steps = [each.id for each in PATH_ITEMS if "." not in each.id]
    assert [DUTCH.text(item_name(each)).split()[0] for each in steps] == [each.upper() for each in steps]


@pytest.mark.parametrize("action", PATH_ACTIONS)
def test_what_happened_to_an_item_is_told(action: str) -> None:
    """By its name, never by its id."""
    assert str(told(EventKind.PATH_STEP, item="v8.opening", action=action)).startswith("Opening: ")
    assert str(told(EventKind.PATH_STEP, item="v7.2", action=action)).startswith("Afspraak 2: ")


@pytest.mark.parametrize("action", TASK_ACTIONS)
def test_what_happened_to_a_task_is_told(action: str) -> None:
    """With its words as they were then, and without the key by which it is kept."""
    said = told(EventKind.TASK, task="t1", text="Bel terug", owner="Bert", action=action)
    assert said is not None
    assert "t1" not in said
    assert said.endswith(": Bel terug")


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        (EventKind.PATH_STEP, {}),
        (EventKind.PATH_STEP, {"item": "v2", "action": "added"}),
        (EventKind.PATH_STEP, {"action": "done"}),
        (EventKind.TASK, {"action": "planned", "task": "t1", "text": "x", "owner": "y"}),
        (EventKind.TASK, {"action": "done"}),
    ],
)
def test_damaged_details_are_left_as_they_were_kept(kind: EventKind, details: dict[str, str]) -> None:
    """A timeline shows them bare."""
    assert told(kind, **details) is None
