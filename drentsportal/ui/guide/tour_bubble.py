"""One step of the tour: a bubble beside a part of the window, and a ring around that part.

Both lie on the window itself and nothing of them moves by itself, so there is nothing to reduce for who wants
no motion. The window stays as it is: a person may go on working and leave the bubble where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QWidget

from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_WIDTH: Final = 340
_APART: Final = 12
_EDGE: Final = 8
_RING: Final = 3


class TourRing(QWidget):
    """A line around a part of the window, through which the mouse goes."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        """Lie over a window, around nothing yet."""
        super().__init__(window)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.colour("accent"), _RING))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()


class TourBubble(QFrame):
    """Title, words and three buttons; Escape skips, the arrow keys go on and back.

    Signals: ``next_asked()``, ``back_asked()``, ``skip_asked()``.
    """

    next_asked = Signal()
    back_asked = Signal()
    skip_asked = Signal()

    def __init__(self, window: QWidget, theme: Theme, language: Language) -> None:
        """Build it, hidden, over a window."""
        super().__init__(window)
        self._window, self._say = window, language.text
        self._target: QWidget | None = None
        self._ring = TourRing(window, theme)
        self.setObjectName("tour_bubble")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = label("", "small")
        self._title = label("", "section", wrap=True)
        self._text = label("", "", wrap=True)
        self.skip = button(self._say("ui.tour.skip"), "link", name="tour_skip")
        self.back = button(self._say("ui.tour.back"), name="tour_back")
        self.next = button(self._say("ui.tour.next"), "main", name="tour_next")
        self.skip.clicked.connect(self.skip_asked)
        self.back.clicked.connect(self.back_asked)
        self.next.clicked.connect(self.next_asked)
        foot = row(self.skip, None, self.back, self.next)
        self._body = column(self._count, self._title, self._text, foot, spacing=8, margin=16)
        self.setLayout(self._body)
        self._buttons = (self.skip, self.back, self.next)
        for each in (window, *self._buttons):
            each.installEventFilter(self)
        self.hide()

    def show_step(self, place: tuple[int, int], title: str, text: str, target: QWidget) -> None:
        """Stand beside a part of the window; ``place`` is the number of the step and how many there are."""
        number, count = place
        self._target = target
        self._count.setText(self._say("ui.tour.step", number=number, count=count))
        self._title.setText(title)
        self._text.setText(text)
        self.back.setEnabled(number > 1)
        is_last = number == count
        self.next.setText(self._say("ui.tour.done" if is_last else "ui.tour.next"))
        self.next.setAccessibleName(self.next.text())
        self.skip.setVisible(not is_last)
        self.setAccessibleName(f"{self._count.text()}: {title}")
        # Who hears the window hears the words with the button that has the keyboard.
        self.next.setAccessibleDescription(f"{title}. {text}")
        self.show()
        self._place()
        self.next.setFocus(Qt.FocusReason.PopupFocusReason)

    def take_away(self, focus: QWidget | None) -> None:
        """Take bubble and ring away; the keyboard goes to ``focus``, or to the window where that is gone."""
        self._target = None
        (focus or self._window).setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self._ring.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the part when the window changes, and take keys before the buttons do."""
        if watched is not self._window:
            return isinstance(event, QKeyEvent) and self._take(event)
        if self.isVisible() and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            # After the bars of the window have laid out what is in them.
            QTimer.singleShot(0, self, self._place)
        return False

    def _take(self, event: QKeyEvent) -> bool:
        """Go on and back by the arrows, and skip with Escape; Enter presses the button that has the keyboard.

        By themselves the arrows would walk the buttons, which Tab does.
        """
        if event.type() is not QEvent.Type.KeyPress:
            return False
        acts = {
            int(Qt.Key.Key_Escape): self.skip,
            int(Qt.Key.Key_Right): self.next,
            int(Qt.Key.Key_Left): self.back,
        }
        focused = next((each for each in self._buttons if each.hasFocus()), self.next)
        entered = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        pressed = focused if entered else acts.get(event.key())
        if pressed is self.skip:
            self.skip_asked.emit()
        elif pressed is not None and pressed.isEnabled():
            pressed.click()
        return pressed is not None

    def focusNextPrevChild(self, next_one: bool) -> bool:  # noqa: FBT001 - Qt calls it so
        """Walk the buttons of the bubble only: Escape leaves it."""
        shown = [each for each in self._buttons if each.isVisible() and each.isEnabled()]
        if self._target is None or not shown:
            return super().focusNextPrevChild(next_one)
        at = next((n for n, each in enumerate(shown) if each.hasFocus()), -1)
        shown[(at + (1 if next_one else -1)) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _place(self) -> None:
        target = self._target
        if target is None:
            return
        # A bar that became too narrow hides its last buttons.
        while not target.isVisible() and (holder := target.parentWidget()) is not None:
            target = holder
        around = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())
        around &= self._window.rect()
        self._ring.show()
        self._ring.setGeometry(around.adjusted(-_RING, -_RING, _RING, _RING) & self._window.rect())
        self._ring.raise_()
        width = min(_WIDTH, self._window.width() - 2 * _EDGE)
        self.setGeometry(self._beside(around, width, self._body.totalHeightForWidth(width)))
        self.raise_()

    def _beside(self, around: QRect, width: int, height: int) -> QRect:
        """Return the place below the part, right of it, left of it or above, or else in its middle."""
        room = self._window.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        places = (
            QPoint(around.left(), around.bottom() + _APART),
            QPoint(around.right() + _APART, around.top()),
            QPoint(around.left() - _APART - width, around.top()),
            QPoint(around.left(), around.top() - _APART - height),
            around.center() - QPoint(width // 2, height // 2),
        )
        fitting = (QRect(each.x(), each.y(), width, height) for each in places)
        inside = (_moved_into(each, room) for each in fitting)
        free = next((each for each in inside if not each.intersects(around)), None)
        return free or _moved_into(QRect(places[-1].x(), places[-1].y(), width, height), room)


def _moved_into(wanted: QRect, room: QRect) -> QRect:
    """Move a place as little as is needed to lie within the room."""
    moved = QRect(wanted)
    moved.moveLeft(max(room.left(), min(moved.left(), room.right() - moved.width())))
    moved.moveTop(max(room.top(), min(moved.top(), room.bottom() - moved.height())))
    return moved
