"""Edits of sites in this session: carried out, taken back and done again, each as one named step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drentsportal.domain.editing import SiteEdit
    from drentsportal.domain.message import Message
    from drentsportal.services.ports import ActorSource, Clock, Workspace


@dataclass(frozen=True, slots=True)
class _Done:
    """An edit with the version that it made."""

    edit: SiteEdit
    version: int


class EditHistory:
    """What all windows on one workspace share: one list of edits to undo, one to redo.

    Only edits of this session are in it: taking back what a colleague did last week is done in the history
    of the data, where it is seen what rests on it.
    """

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the clock and who is at the desk; nothing is done yet."""
        self._workspace = workspace
        self._clock = clock
        self._actors = actors
        self._done: list[_Done] = []
        self._undone: list[SiteEdit] = []

    @property
    def to_undo(self) -> Message | None:
        """Name the edit that ``undo`` would take back, ``None`` where there is none."""
        return self._done[-1].edit.what if self._done else None

    @property
    def to_redo(self) -> Message | None:
        """Name the edit that ``redo`` would do again, ``None`` where there is none."""
        return self._undone[-1].what if self._undone else None

    def carry_out(self, edit: SiteEdit) -> int:
        """Store an edit and return the new data version; what was undone cannot be redone any more.

        Raises what the store raises: ``NotFoundError`` and ``InputError``; nothing is stored then.
        """
        version = self._store(edit)
        self._undone.clear()
        return version

    def undo(self) -> SiteEdit | None:
        """Take back the last edit and return it, ``None`` where there is none.

        Raises ``ConflictError`` when something later rests on a site that the edit made; it stays then.
        """
        if not self._done:
            return None
        last = self._done[-1]
        with self._workspace.unit_of_work() as work:
            work.sites.undo_edit(last.version, self._actors.current(), self._clock.now_utc())
            work.commit()
        self._undone.append(self._done.pop().edit)
        return last.edit

    def redo(self) -> SiteEdit | None:
        """Do the last undone edit again and return it, ``None`` where there is none.

        Raises what ``carry_out`` raises; the edit can be tried again then.
        """
        if not self._undone:
            return None
        self._store(self._undone[-1])
        return self._undone.pop()

    def _store(self, edit: SiteEdit) -> int:
        with self._workspace.unit_of_work() as work:
            version = work.sites.add_edit(edit, self._actors.current(), self._clock.now_utc())
            work.commit()
        self._done.append(_Done(edit, version))
        return version
