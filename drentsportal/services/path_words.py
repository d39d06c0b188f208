"""What events of path and tasks come to in words, for timelines of window and command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.domain.path.path_steps import item_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.message import Message


PATH_ACTIONS: Final = (
    "planned",
    "done",
    "set_aside",
    "reopened",
    "agreed",
    "kept",
    "not_kept",
    "checked",
    "stated",
)
"""What the timeline tells of a step, a part or an agreement."""

TASK_ACTIONS: Final = ("added", "changed", "done", "reopened", "handed_over")
"""What the timeline tells of a task."""

TASK_EVENT: Final = "task_event."
"""Begins the id of what an event of a task says; what was done follows."""


def path_event(details: Mapping[str, str]) -> Message:
    """Word a change of the path; raises ``KeyError`` or ``ValueError`` for damaged details."""
    return message(f"path_event.{_known(details, PATH_ACTIONS)}", item=item_name(details["item"]))


def task_event(details: Mapping[str, str]) -> Message:
    """Word a change of a task; raises ``KeyError`` or ``ValueError`` for damaged details."""
    return message(
        f"{TASK_EVENT}{_known(details, TASK_ACTIONS)}",
        task=details["task"],
        text=details["text"],
        owner=details["owner"],
    )


def _known(details: Mapping[str, str], actions: tuple[str, ...]) -> str:
    return actions[actions.index(details["action"])]
