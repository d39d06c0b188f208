"""The menus of the window: lines between subjects, and dots where an entry asks more first."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drentsportal.ui.actions import ACTIONS, MENUS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from drentsportal.ui.portal import Portal

_MOST_TOGETHER: Final = 6


def _groups(menu: QMenu) -> list[list[str]]:
    """Return the ids of the entries between the lines of a menu."""
    found: list[list[str]] = [[]]
    for entry in menu.actions():
        if entry.isSeparator():
            found.append([])
        else:
            found[-1].append(entry.objectName())
    return found


def test_no_menu_is_one_long_row(sample_portal: Portal) -> None:
    """Lines stand between groups only, of which none is long; what is chosen of several stands by itself."""
    menus = {name: _groups(sample_portal.window.menus[name]) for name in MENUS}
    assert {name: groups for name, groups in menus.items() if [] in groups} == {}
    assert [each for groups in menus.values() for each in groups if len(each) > _MOST_TOGETHER] == []
    choices = {spec.id: spec.choice for spec in ACTIONS}
    mixed = [
        (one, other)
        for groups in menus.values()
        for group in groups
        for one, other in pairwise(group)
        if choices.get(one, "") != choices.get(other, "")
    ]
    assert mixed == []


def test_import_and_export_say_that_they_ask_more(sample_portal: Portal) -> None:
    """In the menu by the dots; a button of the tool bar spends no room on them."""
    for name in ("import_sites", "export_sites"):
        action = sample_portal.window.actions_by_id[name]
        assert action.text().endswith("\N{HORIZONTAL ELLIPSIS}")
        assert f"{action.iconText()}\N{HORIZONTAL ELLIPSIS}" == action.text()
