"""Icons can be told from what they stand on, also with the mouse or the keyboard on their button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QIcon

from drentsportal import paths
from drentsportal.ui.icons import icon
from drentsportal.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SIZE = 32


def ink(made: QIcon, mode: QIcon.Mode) -> str:
    """Return the colour that most of an icon has."""
    image = made.pixmap(SIZE, mode).toImage()
    points = [image.pixelColor(x, y) for x in range(SIZE) for y in range(SIZE)]
    full = [each.name() for each in points if each.alpha() == 255]
    return max(full, key=full.count)


@pytest.mark.parametrize("kind", ["light", "dark"])
@pytest.mark.parametrize("mode", [QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected])
def test_an_icon_on_the_main_button_is_seen(qapp: QApplication, kind: str, mode: QIcon.Mode) -> None:
    """It has the colour of the words beside it, in every state of the button."""
    theme = Theme(paths.resources_dir() / "theme" / "window.qss", kind)
    theme.apply(qapp)
    assert ink(icon("advice", theme, "on_accent"), mode) == theme.colour("on_accent").name()


@pytest.mark.parametrize("mode", [QIcon.Mode.Active, QIcon.Mode.Selected])
def test_any_other_icon_lights_up(qapp: QApplication, mode: QIcon.Mode) -> None:
    """Under the mouse it takes the accent colour."""
    theme = Theme(paths.resources_dir() / "theme" / "window.qss", "light")
    theme.apply(qapp)
    assert ink(icon("advice", theme), mode) == theme.colour("accent").name()
