"""The typeface of the window: Inter, taken from its installed package."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFont, QFontDatabase

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FAMILY: Final = "Inter"
_FALLBACKS: Final = ("Noto Sans", "Segoe UI", "sans-serif")
_BODY_PX: Final = 13
_FILES: Final = ("Inter[opsz,wght].ttf", "Inter-Italic[opsz,wght].ttf")


def use_inter(app: QApplication) -> None:
    """Load Inter and make it the font of the application, with tabular figures."""
    folder = files("fontpkg_inter") / "files"
    for name in _FILES:
        with as_file(folder / name) as path:
            QFontDatabase.addApplicationFont(str(path))
    app.setFont(font())


def font(size_px: float = _BODY_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return a font of the window; figures are tabular so that columns of numbers line up."""
    made = QFont()
    made.setFamilies([FAMILY, *_FALLBACKS])
    made.setPixelSize(round(size_px))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
