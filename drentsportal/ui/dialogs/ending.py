"""The dialogs of a window that is closed go with it, after what was filled in was asked about."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QDialog, QWidget


@runtime_checkable
class Filled(Protocol):
    """A dialog that knows whether closing would lose something; ``reject`` asks about it."""

    @property
    def is_changed(self) -> bool:
        """Whether something was filled in that closing would lose."""
        ...


def leave_forms(window: QWidget) -> bool:
    """Close the dialogs that hold something unstored, each after its question; tells whether all went."""
    for each in _shown(window):
        if isinstance(each, Filled) and each.is_changed:
            each.reject()
            if each.isVisible():
                return False
    return True


def end_dialogs(window: QWidget) -> None:
    """Close whatever is still open, also what waits for work: its worker was ended."""
    for each in _shown(window):
        # A dialog that waits, or that is locked, takes no other way out.
        QDialog.done(each, QDialog.DialogCode.Rejected)


def _shown(window: QWidget) -> list[QDialog]:
    """List the open dialogs of a window, what stands over another one first."""
    found = [each for each in window.findChildren(QDialog) if each.isVisible()]
    return list(reversed(found))
