"""A section of a form that folds to its title, says how much stands in it, and is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from drentsportal.ui.fonts import role_font
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.parts import column, label, line, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from drentsportal.ui.theme import Theme

_CARET_PX = 14
_LEAST_HEAD_PX = _CARET_PX + 8


class FoldSection(QWidget):
    """A title that is a button, and a body below it; with the keyboard: Tab to the title, Space to fold.

    Signals: ``folded_by_person(is_open)`` when the title was pressed, never when ``set_open`` was called.
    """

    folded_by_person = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        name: str,
        title: str,
        body: QLayout,
        parent: QWidget | None = None,
        *,
        is_inner: bool = False,
    ) -> None:
        """Build it open; ``is_inner`` sets it smaller, as a section within another.

        With a ``parent`` what is in the body is styled once, not again with every parent it gets.
        """
        super().__init__(parent)
        self.setObjectName(f"section_{name}")
        self._theme = theme
        self.name = name
        self.head = QToolButton()
        self.head.setObjectName(f"fold_{name}")
        self.head.setProperty("role", "fold")
        self.head.setText(title)
        self.head.setFont(role_font("group" if is_inner else "section"))
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setIconSize(QSize(_CARET_PX, _CARET_PX))
        self.head.setCheckable(True)
        self.head.setChecked(True)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # Until a form that grew is laid out anew there may be no room: an icon is not drawn on nothing.
        self.head.setMinimumHeight(_LEAST_HEAD_PX)
        self.head.setAccessibleName(title)
        self.head.clicked.connect(self._on_clicked)
        self._note = label("", "small")
        self.body = QWidget()
        whole = column(row(self.head, None, self._note), self.body, spacing=4)
        if not is_inner:
            whole.addWidget(line())
        self.setLayout(whole)
        self.body.setLayout(body)
        body.setContentsMargins(4, 2, 4, 10)
        theme.changed.connect(self._show_caret)
        self._show_caret()

    @property
    def is_open(self) -> bool:
        """Whether the body is shown."""
        return self.head.isChecked()

    def set_open(self, *, is_open: bool) -> None:
        """Show or hide the body."""
        if is_open != self.is_open:
            # Asked only where it changes: it lays out a body, also one that is not on the screen yet.
            self.head.setChecked(is_open)
            self._show_body()

    def say(self, note: str) -> None:
        """Write at the right of the title what stands in the section."""
        self._note.setText(note)
        self.head.setAccessibleDescription(note)

    def _on_clicked(self) -> None:
        self._show_body()
        self.folded_by_person.emit(self.is_open)

    def _show_body(self) -> None:
        self.body.setVisible(self.is_open)
        self._show_caret()

    def _show_caret(self) -> None:
        self.head.setIcon(icon("unfold" if self.is_open else "fold", self._theme))


def unfold_around(widget: QWidget) -> None:
    """Open every section that a widget stands in."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, FoldSection):
            parent.set_open(is_open=True)
        parent = parent.parentWidget()
