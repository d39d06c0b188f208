"""What becomes of a dialog that was closed: a window that stays open all day must not keep every one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from drentsportal.ui.background import ServiceRunner

_AGAIN_MS: Final = 250


def delete_when_closed(dialog: QDialog, runner: ServiceRunner) -> None:
    """Delete a dialog once it is closed and the worker has nothing left that may come back to it."""

    def look() -> None:
        if not isValid(dialog) or dialog.isVisible():
            return
        if runner.is_busy:
            QTimer.singleShot(_AGAIN_MS, dialog, look)
        else:
            dialog.deleteLater()

    dialog.finished.connect(lambda _: QTimer.singleShot(0, dialog, look))
