"""What screens start from: their parts, and work whose faults are told in the dialog that asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.messages import error_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from drentsportal.ui.background import ServiceRunner
    from drentsportal.ui.session import Session


class Screen(QObject):
    """Brings a part of the window and its services together."""

    def __init__(self, window: QWidget, session: Session, runner: ServiceRunner) -> None:
        """Keep the parts."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._services = session.services
        self._say = session.services.language.text
        self._runner = runner


class TellingDialog(Protocol):
    """A dialog with a line that says what happened."""

    def isVisible(self) -> bool:
        """Whether somebody sees it."""

    def tell(self, text: str, *, fault: bool = False) -> None:
        """Say what happened, or what went wrong."""


DialogT = TypeVar("DialogT", bound=TellingDialog)


class DialogScreen(Screen, Generic[DialogT]):
    """A screen of one dialog, whose work has one name in the status bar: ``busy_id``."""

    busy_id: str

    def __init__(self, window: QWidget, session: Session, runner: ServiceRunner, log_path: Path) -> None:
        """Keep the parts; ``log_path`` is named where something unexpected went wrong."""
        super().__init__(window, session, runner)
        self._log_path = log_path
        self.dialog: DialogT | None = None

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._runner.run(ServiceCall(self.busy_id, lambda _: work(), done, self._on_failed))

    def _on_failed(self, error: BaseException) -> None:
        """Tell a fault in the dialog where it happened, so that nothing typed is lost."""
        if self.dialog is not None and self.dialog.isVisible():
            text = error_text(self._services.language, error, self._log_path)
            self.dialog.tell(text, fault=True)
        else:
            self._runner.failed.emit(error)
