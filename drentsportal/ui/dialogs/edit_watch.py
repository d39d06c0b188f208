"""Notices that anything in a form was edited, some time after the last key, once it is asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

_PAUSE_MS: Final = 150
"""Half a number that is being typed is not judged yet."""


class EditWatch(QObject):
    """Watches the fields of a form, also those that came later. Signals: ``rested()`` after an edit."""

    rested = Signal()

    def __init__(self, form: QWidget) -> None:
        """Watch nothing yet."""
        super().__init__(form)
        self._form = form
        self._watched: set[QWidget] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.rested)

    def watch(self) -> None:
        """Watch every field that the form has now."""
        for each in self._form.findChildren(QWidget):
            signal = None if each in self._watched else _edited(each)
            if signal is not None:
                self._watched.add(each)
                signal.connect(self.touch)

    def touch(self) -> None:
        """Take note that something was edited."""
        self._timer.start()

    def stop(self) -> None:
        """Forget an edit that was just made: it was judged otherwise."""
        self._timer.stop()


def _edited(field: QWidget) -> SignalInstance | None:
    if isinstance(field, QLineEdit | QPlainTextEdit):
        return field.textChanged
    if isinstance(field, QComboBox):
        return field.currentIndexChanged
    if isinstance(field, QAbstractSlider):
        return field.valueChanged
    if isinstance(field, QAbstractButton) and field.isCheckable() and not isinstance(field, QToolButton):
        return field.toggled
    return None
