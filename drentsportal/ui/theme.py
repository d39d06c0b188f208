"""The colours of the window, light and dark, and how they reach widgets, delegates and the style sheet."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@dataclass(frozen=True, slots=True)
class Colours:
    """One value per role; text roles keep a contrast of at least 4.5:1 on their background."""

    window: str
    surface: str
    surface_alt: str
    border: str
    border_strong: str
    text: str
    text_secondary: str
    text_tertiary: str
    accent: str
    accent_hover: str
    accent_subtle: str
    accent_border: str
    on_accent: str
    fits_text: str
    fits_background: str
    check_text: str
    check_background: str
    check_border: str
    fails_text: str
    fails_background: str
    info_text: str
    info_background: str
    unknown_text: str
    unknown_background: str
    row_selected: str
    bar_track: str


LIGHT: Final = Colours(
    window="#F3F1EE",
    surface="#FFFFFF",
    surface_alt="#FAF9F7",
    border="#DDD9D3",
    border_strong="#BBB5AC",
    text="#221E27",
    text_secondary="#544E5B",
    text_tertiary="#6B6573",
    accent="#6B3E7E",
    accent_hover="#582F69",
    accent_subtle="#F2EBF5",
    accent_border="#CDB9D7",
    on_accent="#FFFFFF",
    fits_text="#00694A",
    fits_background="#E3F3EC",
    check_text="#7A4B00",
    check_background="#FCF0D8",
    check_border="#E3B55C",
    fails_text="#A33400",
    fails_background="#FBE9E1",
    info_text="#00568A",
    info_background="#E4F0F8",
    unknown_text="#5D5866",
    unknown_background="#EEECE9",
    row_selected="#F2EBF5",
    bar_track="#E7E4DF",
)

DARK: Final = Colours(
    window="#19181C",
    surface="#212025",
    surface_alt="#27262C",
    border="#3A3841",
    border_strong="#57545F",
    text="#EDEBF1",
    text_secondary="#BEBAC7",
    text_tertiary="#A19CAC",
    accent="#C9A3DB",
    accent_hover="#D8BAE6",
    accent_subtle="#3A2C44",
    accent_border="#6B4F7B",
    on_accent="#2A1433",
    fits_text="#5FD0A6",
    fits_background="#173A2E",
    check_text="#F0BF62",
    check_background="#3E3116",
    check_border="#8A6A25",
    fails_text="#FF9A73",
    fails_background="#46241A",
    info_text="#7CC4F2",
    info_background="#16334A",
    unknown_text="#BEBAC7",
    unknown_background="#34323A",
    row_selected="#3A2C44",
    bar_track="#3A3841",
)


class Theme(QObject):
    """The theme in use.

    Signals: ``changed()`` after the colours were replaced; widgets that paint themselves repaint on it.
    """

    changed = Signal()

    def __init__(self, style_sheet: Path, name: str = "light") -> None:
        """Keep the style sheet template; ``name`` is ``light``, ``dark`` or ``system``."""
        super().__init__()
        self._style_sheet = style_sheet
        self._name = name

    @property
    def name(self) -> str:
        """``light`` or ``dark``; ``system`` is resolved here."""
        if self._name != "system":
            return self._name
        scheme = QGuiApplication.styleHints().colorScheme()
        return "dark" if scheme is Qt.ColorScheme.Dark else "light"

    @property
    def choice(self) -> str:
        """What was chosen: ``light``, ``dark`` or ``system``."""
        return self._name

    @property
    def colours(self) -> Colours:
        """The colours of the theme in use."""
        return DARK if self.name == "dark" else LIGHT

    def colour(self, role: str) -> QColor:
        """One colour by its role."""
        return QColor(getattr(self.colours, role))

    def use(self, name: str, app: QApplication) -> None:
        """Switch to ``light``, ``dark`` or ``system`` and restyle the application."""
        self._name = name
        self.apply(app)
        self.changed.emit()

    def apply(self, app: QApplication) -> None:
        """Give the application the palette and the style sheet of the theme."""
        app.setStyle("Fusion")
        app.setPalette(_palette(self.colours))
        template = Template(self._style_sheet.read_text(encoding="utf-8"))
        icons = self._style_sheet.parent.as_posix()
        app.setStyleSheet(template.substitute(asdict(self.colours), icons=icons, name=self.name))


def _palette(colours: Colours) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.surface_alt,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.fails_text,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.surface,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.text_tertiary,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Mid: colours.border_strong,
        QPalette.ColorRole.Midlight: colours.border,
        QPalette.ColorRole.Light: colours.surface_alt,
        QPalette.ColorRole.Dark: colours.border_strong,
        QPalette.ColorRole.Shadow: colours.border_strong,
    }
    palette = QPalette()
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.text_tertiary))
    return palette
