"""What the windows for privacy have in common: a head that says they are internal, a foot that tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QWidget

from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.parts import button, column, label, line, restyle, row
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLayout, QTableView

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_WIDTH: Final = 1320
_HEIGHT: Final = 740
_MARGIN: Final = 60
_CELL_PX: Final = 24


class PrivacyDialog(QDialog):
    """One window of privacy; ``tell`` says what happened, or what went wrong.

    Its title bar names nobody: it is seen while the window is locked.
    """

    def __init__(self, parent: QWidget, theme: Theme, language: Language, name: str) -> None:
        """Build head and foot; ``name`` names texts and widgets, ``fill`` places what stands between."""
        super().__init__(parent)
        self._theme, self._language, self._say = theme, language, language.text
        self._told = WordLabel("", "small")
        self._told.setObjectName(f"{name}_told")
        self._room = parent.window().size()
        self.setObjectName(f"{name}_dialog")
        self.setWindowTitle(self._say(f"ui.privacy.title.{name}"))
        self.setModal(True)
        self._name = name
        self.close_button = button(self._say("ui.close"), name=f"{name}_close")
        self.close_button.clicked.connect(self.reject)

    def fill(self, body: QLayout | QWidget) -> None:
        """Place what the dialog is about between head and foot."""
        mark = label()
        mark.setPixmap(icon("internal", self._theme).pixmap(16, 16))
        head = row(label(self.windowTitle(), "title"), 8, mark, spacing=4)
        head.addWidget(label(self._say("ui.privacy.internal"), "chip_outline"))
        head.addStretch(1)
        explained = WordLabel(self._say(f"ui.privacy.explained.{self._name}"), "secondary")
        foot = row()
        foot.addWidget(self._told, 1)
        foot.addWidget(self.close_button)
        # One page holds everything, so that a locked window hides what changes behind it as well.
        page = QWidget()
        page.setObjectName("privacy_page")
        inner = column(head, explained, spacing=8, margin=16)
        if isinstance(body, QWidget):
            inner.addWidget(body, 1)
        else:
            inner.addLayout(body, 1)
        inner.addWidget(line())
        inner.addLayout(foot)
        page.setLayout(inner)
        self.setLayout(column(page))
        room = self._room
        self.resize(min(_WIDTH, room.width() - _MARGIN), min(_HEIGHT, room.height() - _MARGIN))

    def tell(self, text: str, *, fault: bool = False) -> None:
        """Say what happened, or what went wrong."""
        self._told.show_text(text)
        self._told.setProperty("role", "error" if fault else "small")
        restyle(self._told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter for the field or list that has it: no button of the dialog is pressed by it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
        else:
            super().keyPressEvent(event)


def fit_columns(table: QTableView, samples: dict[int, str], stretched: tuple[int, ...]) -> None:
    """Give columns the width of usual words; ``stretched`` ones share what is left. Long words wrap."""
    header = table.horizontalHeader()
    for at, sample in samples.items():
        header.resizeSection(at, table.fontMetrics().horizontalAdvance(sample) + _CELL_PX)
    for at in stretched:
        header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.setProperty("framed", "true")
