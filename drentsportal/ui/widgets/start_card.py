"""What to do in a workspace that holds nothing yet: a card in the middle of the empty map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import button, column, label, line

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QVBoxLayout

    from drentsportal.language import Language

_WIDTH: Final = 360
_MARGIN: Final = 12
_TOOLS_WIDTH: Final = 46
_TOOLS_HEIGHT: Final = 322
_SCALE_HEIGHT: Final = 44
"""Room that the tools at the upper right and the scale at the lower right of the map keep."""


class StartCard(QFrame):
    """A card over the map that stays in its middle.

    Signals: ``samples_asked()``, ``import_asked()`` for one's own files, ``connect_asked()`` for a service to
    fetch from; ``open_asked()`` and ``new_asked()`` for another workspace.
    """

    import_asked = Signal()
    samples_asked = Signal()
    connect_asked = Signal()
    open_asked = Signal()
    new_asked = Signal()

    def __init__(self, over: QWidget, language: Language) -> None:
        """Build it, hidden, over a widget."""
        super().__init__(over)
        say = language.text
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        load = button(say("ui.start.import"), "main", name="start_import")
        load.clicked.connect(self.import_asked)
        samples = button(say("ui.start.samples"), "", name="start_samples")
        samples.clicked.connect(self.samples_asked)
        connect = button(say("ui.start.connect"), "", name="start_connect")
        connect.clicked.connect(self.connect_asked)
        texts = (
            label(say("ui.start.title"), "section", wrap=True),
            label(say("ui.start.text"), "secondary", wrap=True),
        )
        begin = flow(load, samples, connect)
        self._body = column(*texts, begin, line(), self._elsewhere(language), spacing=12, margin=16)
        self.setLayout(self._body)
        self._over = over
        over.installEventFilter(self)
        self.hide()

    def _elsewhere(self, language: Language) -> QVBoxLayout:
        """Put together what leads to another workspace."""
        say = language.text
        links = []
        for name, asked in (("open", self.open_asked), ("new", self.new_asked)):
            made = button(say(f"ui.action.{name}_workspace"), "link", name=f"start_{name}")
            made.clicked.connect(asked)
            links.append(made)
        return column(label(say("ui.start.elsewhere"), "small", wrap=True), flow(*links), spacing=2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the map changes its size."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def show_when(self, *, is_empty: bool) -> None:
        """Show the card while the workspace is empty."""
        self.setVisible(is_empty)
        if is_empty:
            self._place()
            self.raise_()

    def _place(self) -> None:
        room = self._over.size()
        is_narrow = room.width() < _WIDTH + 2 * (_MARGIN + _TOOLS_WIDTH)
        width = min(_WIDTH, room.width() - 2 * _MARGIN)
        height = self._body.totalHeightForWidth(width)
        top = max(_MARGIN, (room.height() - height) // 2)
        if is_narrow:
            top = max(_MARGIN, min(max(top, _TOOLS_HEIGHT), room.height() - height - _SCALE_HEIGHT))
        self.setGeometry((room.width() - width) // 2, top, width, height)
