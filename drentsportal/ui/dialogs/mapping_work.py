"""The work of the wizard for columns: one look, one trial at a time, and what was overtaken is let go."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from drentsportal.ui.dialogs.mapping_calls import LinkingReply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.services.ports.imports import ImportOptions
    from drentsportal.ui.dialogs.import_calls import Cancellable
    from drentsportal.ui.dialogs.mapping_calls import LinkingCalls

Result = TypeVar("Result")


class LinkingWork(QObject):
    """Asks for work on one file and hands on what comes back, if it is still wanted.

    Signals: ``proposed(proposal)``, ``tried(draft, trial)``, ``kept(path)``, ``failed(error)``.
    """

    proposed = Signal(object)
    tried = Signal(object, object)
    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject, calls: LinkingCalls, path: Path, options: ImportOptions) -> None:
        """Keep what does the work; nothing is started."""
        super().__init__(parent)
        self._calls = calls
        self._path = path
        self._options = options
        self._work: Cancellable | None = None
        self._turn = 0
        self._is_trying = False

    @property
    def is_trying(self) -> bool:
        """Whether a trial is under way; what changes meanwhile waits for its end."""
        return self._is_trying

    def look(self, encoding: str) -> None:
        """Look at the file, again where another encoding was chosen; work under way is overtaken."""
        self._turn += 1
        self._is_trying = False
        self._start(
            self.proposed.emit, lambda reply: self._calls.propose(self._path, self._options, encoding, reply)
        )

    def try_draft(self, draft: MappingDraft) -> None:
        """Read all rows as a draft says."""
        self._is_trying = True

        def done(trial: MappingTrial) -> None:
            self.tried.emit(draft, trial)

        self._start(
            done,
            lambda reply: self._calls.try_draft(self._path, self._options, draft, reply),
        )

    def keep(self, proposal: MappingProposal, draft: MappingDraft) -> None:
        """Write what was decided."""
        self._start(self.kept.emit, lambda reply: self._calls.keep(proposal, draft, reply))

    def stop(self) -> None:
        """Let go of what is under way."""
        self._turn += 1
        if self._work is not None:
            self._work.cancel()

    def _start(
        self, done: Callable[[Result], None], call: Callable[[LinkingReply[Result]], Cancellable]
    ) -> None:
        turn = self._turn
        answered = False

        def if_current(act: Callable[[], None]) -> None:
            nonlocal answered
            answered = True
            if turn == self._turn:
                self._is_trying = False
                self._work = None
                act()

        work = call(
            LinkingReply(
                done=lambda result: if_current(lambda: done(result)),
                failed=lambda error: if_current(lambda: self.failed.emit(error)),
            )
        )
        if not answered and turn == self._turn:
            self._work = work
