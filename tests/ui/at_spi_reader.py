"""Reads a window through AT-SPI as a screen reader does, with the Python of the system, which has ``gi``.

``python3 at_spi_reader.py APPLICATION READY_FILE`` waits until the file is there, and writes a JSON list of
windows with what a person can use in each: role, name, and the roles around it.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Only the Python of the system has these; the version has to be asked for first.
importlib.import_module("gi").require_version("Atspi", "2.0")
Atspi = importlib.import_module("gi.repository.Atspi")

Found = TypeVar("Found")

_USED = {
    *("push button", "toggle button", "check box", "radio button", "combo box", "text", "password text"),
    *("spin button", "slider", "link", "menu item", "check menu item", "page tab", "list", "table", "tree"),
    *("list item", "tree item", "entry", "dial"),
}
_MOST_ROWS = 40
_PATIENCE_S = 120.0
_LOOK_S = 0.1


class States(Protocol):
    """What holds for an accessible now."""

    def contains(self, state: object) -> bool:
        """Whether a state holds."""


class Relation(Protocol):
    """What one accessible has to do with others."""

    def get_relation_type(self) -> object:
        """Give the kind."""

    def get_n_targets(self) -> int:
        """Count the others."""

    def get_target(self, number: int) -> Accessible:
        """Give one of the others."""


class Accessible(Protocol):
    """What ``gi`` gives of a window and what stands in it."""

    def get_child_count(self) -> int:
        """Count what stands in it."""

    def get_child_at_index(self, number: int) -> Accessible | None:
        """Give what stands in it at a place."""

    def get_name(self) -> str | None:
        """Give its own name."""

    def get_role_name(self) -> str:
        """Give what it is."""

    def get_state_set(self) -> States:
        """Give what holds for it."""

    def get_relation_set(self) -> list[Relation]:
        """Give what it has to do with others."""


def wait_for(look: Callable[[], Found | None]) -> Found:
    """Return what a look gives once it gives something; ends the program where it never does."""
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        found = look()
        if found is not None:
            return found
        time.sleep(_LOOK_S)
    sys.exit("the window is not in the tree of AT-SPI")


def application(name: str) -> Accessible | None:
    """Return the application with a name, ``None`` while it is not there."""
    desktop: Accessible = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(number)
        if found is not None and name in (found.get_name() or "").lower():
            return found
    return None


def name_of(control: Accessible) -> str:
    """Return what is read: the label beside it, else its own name."""
    for relation in control.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            labels = [relation.get_target(at).get_name() or "" for at in range(relation.get_n_targets())]
            if any(labels):
                return " ".join(labels)
    if control.get_role_name() == "combo box":
        # Without a label only what is chosen is read.
        return ""
    return control.get_name() or ""


def walk(at: Accessible, place: str) -> Iterator[dict[str, str]]:
    """Give everything that can be used below an accessible."""
    count = at.get_child_count()
    for number in range(min(count, _MOST_ROWS) if at.get_role_name() in {"list", "tree"} else count):
        child = at.get_child_at_index(number)
        if child is None:
            continue
        role, states = child.get_role_name(), child.get_state_set()
        if not states.contains(Atspi.StateType.VISIBLE):
            continue
        # What is part of a control, as the arrows of a number field, is worked by that control.
        if role in _USED and states.contains(Atspi.StateType.FOCUSABLE):
            yield {"role": role, "name": name_of(child), "place": place}
        if role not in {"table", "tree table"}:
            yield from walk(child, f"{place}/{role}")


def main() -> None:
    """Read, and write what was heard."""
    name, ready = sys.argv[1:]
    Atspi.init()
    wait_for(lambda: Path(ready).exists() or None)
    app = wait_for(lambda: application(name))
    windows = []
    for number in range(app.get_child_count()):
        window = app.get_child_at_index(number)
        if window is not None:
            told = {"window": window.get_name(), "role": window.get_role_name()}
            windows.append({**told, "controls": list(walk(window, ""))})
    json.dump(windows, sys.stdout, ensure_ascii=False)


main()
