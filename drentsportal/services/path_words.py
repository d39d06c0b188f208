"""What events of path and tasks come to in words, for timelines of window and command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.message import message
from drentsportal.domain.path.path_steps import item_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.message import Message


def path_event(details: Mapping[str, str]) -> Message:
    """Word a change of the path; raises ``KeyError`` for damaged details."""
    return message(f"path_event.{_known(details['action'])}", item=item_name(details["item"]))


def task_event(details: Mapping[str, str]) -> Message:
    """Word a change of a task; raises ``KeyError`` for damaged details."""
    return message(
        f"task_event.{_known(details['action'])}",
        task=details["task"],
        text=details["text"],
        owner=details["owner"],
    )


def _known(action: str) -> str:
    if action not in _ACTIONS:
        raise KeyError(action)
    return action


_ACTIONS = frozenset(
    {
        "planned",
        "done",
        "set_aside",
        "reopened",
        "agreed",
        "kept",
        "not_kept",
        "checked",
        "stated",
        "added",
        "changed",
        "handed_over",
    }
)
