"""Keeps what is typed into forms aside while somebody types, and puts it back after a crash or power cut."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from drentsportal.errors import StorageError, WorkspaceLockedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future

    from drentsportal.services.form_drafts import FormDrafts
    from drentsportal.services.ports.form_drafts import FormDraft

_EVERY_MS: Final = 2_000
"""As much as a power cut can cost."""

_LOG: Final = logging.getLogger(__name__)


class KeptForm(Protocol):
    """A form that says what stands in it as plain data, and reads that back."""

    @property
    def is_changed(self) -> bool:
        """Whether something was filled in that closing would lose."""
        ...

    def draft(self) -> Mapping[str, object]:
        """Return everything that stands in it, readable or not."""
        ...

    def take_draft(self, content: Mapping[str, object]) -> None:
        """Put back what ``draft`` returned."""
        ...

    def tell_restored(self, draft: FormDraft, begin_again: Callable[[], None]) -> None:
        """Say that it was put back, and offer to begin again."""
        ...


@dataclass(slots=True)
class _Watched:
    form: KeptForm
    subject: str
    title: str
    begun: Mapping[str, object]
    kept: Mapping[str, object] | None = field(default=None)


class FormKeeper(QObject):
    """Watches the forms of one window. Signals: ``failed(error)``, once, when nothing can be kept."""

    failed = Signal(object)

    def __init__(self, parent: QObject, drafts: FormDrafts) -> None:
        """Watch nothing yet."""
        super().__init__(parent)
        self._drafts = drafts
        self._watched: dict[str, _Watched] = {}
        self._has_failed = False
        # Writing waits for the disk; one worker, so that what is kept last is what stays.
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drafts")
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.keep_all)

    def watch(self, key: str, form: KeptForm, subject: str, title: str) -> None:
        """Keep what is typed into a form from now on; what was left of it the last time is put back.

        ``key`` says which form of what, ``title`` what a person calls it.
        """
        watched = self._watched[key] = _Watched(form, subject, title, form.draft())
        left = self._left(key)
        if left is not None:
            form.take_draft(left.content)
            form.tell_restored(left, partial(self._begin_again, key))
            watched.kept = form.draft()
        self._timer.start()

    def leave(self, key: str) -> None:
        """Watch a form no more and keep what was kept of it: it is being stored."""
        self._watched.pop(key, None)
        if not self._watched:
            self._timer.stop()

    def drop(self, key: str) -> None:
        """Watch a form no more and destroy what was kept: it was stored, or thrown away."""
        self.leave(key)
        self.erase(key)

    def erase(self, key: str) -> None:
        """Destroy what was kept of a form that is watched no more. Any thread."""
        self._write(key, partial(self._drafts.drop, key))

    def keep_all(self) -> None:
        """Keep what changed since the last time."""
        for key, each in tuple(self._watched.items()):
            if not isValid(each.form):
                self.leave(key)
                continue
            content = each.form.draft() if each.form.is_changed else None
            if content == each.kept:
                if content is not None:
                    self._write(key, partial(self._drafts.hold, key))
                continue
            each.kept = content
            if content is None:
                self.erase(key)
            else:
                self._write(key, partial(self._drafts.keep, key, each.subject, each.title, content))

    def waiting(self) -> tuple[FormDraft, ...]:
        """Return what was left of forms that are not open now, the newest first; none while locked."""
        try:
            found = self._drafts.waiting()
        except WorkspaceLockedError:
            return ()
        return tuple(each for each in found if each.key not in self._watched)

    def finish(self) -> None:
        """Wait until everything is written; nothing is kept from now on."""
        self._timer.stop()
        self._writer.shutdown(wait=True)

    def settle(self) -> None:
        """Wait until what was given to the writer is on disk."""
        self._writer.submit(_nothing).result()

    def _left(self, key: str) -> FormDraft | None:
        self.settle()
        try:
            return self._drafts.find(key)
        except WorkspaceLockedError:
            return None

    def _begin_again(self, key: str) -> None:
        watched = self._watched.get(key)
        if watched is not None:
            watched.form.take_draft(watched.begun)
            watched.kept = None
            self.erase(key)

    def _write(self, key: str, work: Callable[[], None]) -> None:
        self._writer.submit(work).add_done_callback(partial(self._on_written, key))

    def _on_written(self, key: str, written: Future[None]) -> None:
        error = written.exception()
        if error is None or isinstance(error, WorkspaceLockedError):
            # What stands in a form under the lock was kept before it.
            return
        _LOG.error("A draft could not be kept: %s", key, exc_info=error)
        if isinstance(error, StorageError) and not self._has_failed:
            self._has_failed = True
            self.failed.emit(error)


def _nothing() -> None:
    """Do nothing, after everything before it."""
