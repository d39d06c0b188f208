"""Edits of sites in this session: carried out, taken back and done again, each as one named step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.message import Message, message
from drentsportal.errors import ConflictError
from drentsportal.services.edit_standing import Standing, covering, may_return, standing_of

if TYPE_CHECKING:
    from drentsportal.domain.entry.editing import SiteEdit
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.ledger import DataStep
    from drentsportal.services.ports.workspace import Workspace

_DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class _Step:
    """An edit with the version that made it, or, in the list to redo, the version that took it back."""

    edit: SiteEdit
    version: int


@dataclass(frozen=True, slots=True)
class _Lists:
    """Both lists at one moment; never changed, so that a window may read while a worker works."""

    done: tuple[_Step, ...] = ()
    undone: tuple[_Step, ...] = ()


class EditHistory:
    """What all windows on one workspace share: one list of edits to undo, one to redo.

    Only edits of this session are in it: taking back what a colleague did last week is done in the history
    of the data, where it is seen what rests on it. The store decides what stands: an edit that lapsed with a
    delivery is in neither list any more, one that a later step covers is not taken back, and one of which
    the values moved on since it was taken back is not done again.
    """

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the clock and who is at the desk; nothing is done yet."""
        self._workspace = workspace
        self._clock = clock
        self._actors = actors
        self._lists = _Lists()
        self._own: frozenset[int] = frozenset()
        self._settled: tuple[int, _Lists, _Lists] | None = None

    def carried_on(self, clock: Clock, actors: ActorSource) -> EditHistory:
        """Return the same steps for services that are wired anew; this one is not used any more."""
        made = EditHistory(self._workspace, clock, actors)
        made._lists, made._own = self._lists, self._own
        return made

    @property
    def to_undo(self) -> Message | None:
        """Name the edit that ``undo`` would take back, ``None`` where there is none."""
        done = self._standing().done
        return done[-1].edit.what if done else None

    @property
    def to_redo(self) -> Message | None:
        """Name the edit that ``redo`` would do again, ``None`` where there is none."""
        undone = self._standing().undone
        return undone[-1].edit.what if undone else None

    def carry_out(self, edit: SiteEdit) -> int:
        """Store an edit and return the new data version; what was undone cannot be redone any more.

        Raises what the store raises: ``NotFoundError`` and ``InputError``; nothing is stored then.
        """
        version = self._store(edit)
        self._lists = _Lists((*self._lists.done, _Step(edit, version)))
        return version

    def undo(self) -> SiteEdit | None:
        """Take back the last edit that stands and return it, ``None`` where there is none.

        Raises ``ConflictError`` when something later rests on a site that the edit made, or decides over one
        of its values. It stays in the list where that can be taken back, an import; where a person entered
        something else it leaves the list, so that what was done before it can be undone.
        """
        now = self._standing()
        if not now.done:
            return None
        last, before = now.done[-1], now.done[:-1]
        self._refuse_covered(last, _Lists(before, now.undone))
        is_whole = standing_of(self._workspace.catalogue, last.edit, last.version) is Standing.WHOLE
        with self._workspace.unit_of_work() as work:
            version = work.sites.undo_edit(last.version, self._actors.current(), self._clock.now_utc())
            work.commit()
        self._own |= {version}
        # What lapsed in part cannot come back as it was.
        again = (_Step(last.edit, version),) if is_whole else ()
        self._lists = _Lists(before, (*now.undone, *again))
        return last.edit

    def redo(self) -> SiteEdit | None:
        """Do the last undone edit again and return it, ``None`` where there is none.

        Raises what ``carry_out`` raises; the edit can be tried again then.
        """
        now = self._standing()
        if not now.undone:
            return None
        edit = now.undone[-1].edit
        version = self._store(edit)
        self._lists = _Lists((*now.done, _Step(edit, version)), now.undone[:-1])
        return edit

    def _store(self, edit: SiteEdit) -> int:
        with self._workspace.unit_of_work() as work:
            version = work.sites.add_edit(edit, self._actors.current(), self._clock.now_utc())
            work.commit()
        self._own |= {version}
        return version

    def _standing(self) -> _Lists:
        """Return both lists without what lapsed at their ends; read once per data version."""
        lists, version = self._lists, self._workspace.catalogue.data_version()
        known = self._settled
        if known is not None and known[0] == version and known[1] is lists:
            return known[2]
        catalogue, done, undone = self._workspace.catalogue, lists.done, lists.undone
        taken_back = self._taken_back() if done else frozenset()
        while done and (
            done[-1].version in taken_back
            or standing_of(catalogue, done[-1].edit, done[-1].version) is Standing.LAPSED
        ):
            done = done[:-1]
        while undone and not may_return(catalogue, undone[-1].edit, undone[-1].version, self._own):
            undone = undone[:-1]
        settled = _Lists(done, undone)
        self._settled = (version, lists, settled)
        return settled

    def _taken_back(self) -> frozenset[int]:
        return frozenset(each.version for each in self._steps() if each.undone_by_version is not None)

    def _steps(self) -> tuple[DataStep, ...]:
        with self._workspace.reading() as read:
            return read.sites.steps()

    def _refuse_covered(self, last: _Step, without: _Lists) -> None:
        """Raise ``ConflictError`` where something later decides over a value of the edit."""
        choices = covering(self._workspace.catalogue, last.edit.choices, last.version)
        if not choices:
            return
        choice = choices[0]
        step = next(each for each in self._steps() if each.version == choice.from_version)
        is_import = step.kind == _DELIVERY
        if not is_import:
            self._lists = without
        raise ConflictError(
            "error.edit.covered_by_import" if is_import else "error.edit.covered",
            what=last.edit.what,
            by=_name(step),
            at_utc=step.at_utc,
            actor=step.actor.name,
        )


def _name(step: DataStep) -> Message:
    """Name a step as the history does."""
    if step.kind == _DELIVERY:
        return message("edit.imported", file_name=step.file_name, source=step.source)
    return step.what or message("edit.chosen_elsewhere")
