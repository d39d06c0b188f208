"""The end of something in the window: asked for in a form that tells it beforehand, done on the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal

from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.ending_form import EndingForm
from drentsportal.ui.privacy_words import fault_text
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from drentsportal.ui.dialogs.ending_form import EndingTold
    from drentsportal.ui.portal import Portal

ReadT = TypeVar("ReadT")
DoneT = TypeVar("DoneT")


def held_words(say: Callable[..., str], **counts: int) -> list[str]:
    """Word how much there is of what goes; what there is none of has no words."""
    return [say(f"ui.privacy.end.held.{name}", count=count) for name, count in counts.items() if count]


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text that has one on each line."""
    return tuple(each for each in text.splitlines() if each.strip())


class Ending(Screen):
    """What the ends of a case and of a company have in common.

    Signal: ``failed(error)`` where it could not even be asked.
    """

    failed = Signal(object)

    def __init__(self, portal: Portal, log_path: Path) -> None:
        """Keep the parts."""
        super().__init__(portal.window, portal.session, portal.runner)
        self._portal = portal
        self._log_path = log_path
        self.form: EndingForm | None = None

    def _read_first(
        self, parent: QWidget, read: Callable[[], ReadT], then: Callable[[ReadT], EndingForm]
    ) -> None:
        """Read what is going to end, then show the form; a window that was closed meanwhile asks nothing."""

        def done(found: ReadT) -> None:
            if parent.isVisible():
                self._show(then(found))

        self._runner.run(ServiceCall("ui.privacy.busy", lambda _: read(), done, self.failed.emit))

    def _form(self, parent: QWidget, told: EndingTold) -> EndingForm:
        return EndingForm(parent, self._portal.theme, self._services.language, told)

    def _show(self, form: EndingForm) -> None:
        form.finished.connect(self._forget_form)
        self.form = form
        form.open()

    def _forget_form(self) -> None:
        self.form = None

    def _end(self, form: EndingForm, work: Callable[[], DoneT], done: Callable[[DoneT], None]) -> None:
        """Do it; what went wrong is told in the form, which stays open."""

        def ended(outcome: DoneT) -> None:
            form.close_stored()
            done(outcome)

        def failed(error: BaseException) -> None:
            form.tell_fault(fault_text(self._services.language, error, self._log_path))

        self._runner.run(ServiceCall("ui.privacy.busy_ending", lambda _: work(), ended, failed))
