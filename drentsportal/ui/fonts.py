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
_POINTS_PER_INCH: Final = 72
_REGULAR: Final = QFont.Weight.Normal
_STRONG: Final = QFont.Weight.DemiBold
_ROLES: Final[dict[str, tuple[float, QFont.Weight]]] = {
    "caption": (11, _REGULAR),
    "small": (12, _REGULAR),
    "secondary": (_BODY_PX, _REGULAR),
    "strong": (_BODY_PX, _STRONG),
    "section": (15, _STRONG),
    "title": (18, _STRONG),
    "figure": (26, _STRONG),
    "group": (12, _STRONG),
    "header": (11, _STRONG),
    "error": (12, _REGULAR),
    "warning": (12, _REGULAR),
    "activity": (11, _REGULAR),
    "button": (_BODY_PX, QFont.Weight.Medium),
    "main": (_BODY_PX, _STRONG),
    "link": (_BODY_PX, QFont.Weight.Medium),
    "filter": (_BODY_PX, _REGULAR),
    "chip": (12, _STRONG),
    "chip_outline": (12, _REGULAR),
    "chip_fits": (12, _STRONG),
    "chip_check": (12, _STRONG),
    "chip_fails": (12, _STRONG),
    "chip_info": (12, _STRONG),
    "chip_unknown": (12, _REGULAR),
}
_FILES: Final = ("Inter[opsz,wght].ttf", "Inter-Italic[opsz,wght].ttf")


def use_inter(app: QApplication) -> None:
    """Load Inter and make it the font of the application, with tabular figures."""
    folder = files("fontpkg_inter") / "files"
    for name in _FILES:
        with as_file(folder / name) as path:
            QFontDatabase.addApplicationFont(str(path))
    app.setFont(_in_points(app))


def _in_points(app: QApplication) -> QFont:
    """Return the body font, as high as ever but told in points.

    Qt reckons with the points of the application's font: the preview of its print dialog takes a quarter of
    them, and a turn of the wheel with Ctrl adds to them. A font in pixels has -1 of them.
    """
    made = font()
    made.setPointSizeF(_BODY_PX * _POINTS_PER_INCH / app.primaryScreen().logicalDotsPerInchY())
    return made


def font(size_px: float = _BODY_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return a font of the window; figures are tabular so that columns of numbers line up."""
    made = QFont()
    made.setFamilies([FAMILY, *_FALLBACKS])
    made.setPixelSize(round(size_px))
    made.setWeight(weight)
    # Inter is one variable file; Qt on Linux follows the axis, not the weight.
    made.setVariableAxis(QFont.Tag("wght"), float(weight.value))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def role_font(role: str) -> QFont:
    """Return the font of a role of the style sheet; the body font for one that has none of its own."""
    size_px, weight = _ROLES.get(role, (_BODY_PX, _REGULAR))
    return font(size_px, weight)
