"""The GRIP area of a workspace, by which every case is held: set with source and date, version by version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.papers import ReferenceKind, ReferencePaper
from drentsportal.domain.fairness.grip_area import GripArea, check_grip_area
from drentsportal.errors import InputError
from drentsportal.services.kept_papers import paper_text, read_paper

if TYPE_CHECKING:
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace

_ID: Final = "grip"


class GripAreas:
    """Reads and keeps the area; earlier ones stay readable."""

    def __init__(self, workspace: Workspace, usual_m2: int, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, and the area that counts while it keeps none of its own."""
        self._workspace = workspace
        self.usual = GripArea(usual_m2)
        self._clock = clock
        self._actors = actors

    def current(self) -> GripArea:
        """Return the area that counts. Raises ``InputError`` when what is kept is damaged."""
        kept = self.history()
        return kept[-1] if kept else self.usual

    def history(self) -> tuple[GripArea, ...]:
        """Return every area that was kept, oldest first. Raises ``InputError`` for a damaged one."""
        with self._workspace.reading() as unit:
            papers = unit.shelf.history(ReferenceKind.GRIP_AREA, _ID)
        return tuple(_read(each) for each in papers)

    def keep(self, area_m2: int, source: str, as_of: date) -> GripArea:
        """Keep another area; it counts from now on for every case.

        Raises ``InputError`` as ``check_grip_area`` and when nothing would change.
        """
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        wanted = GripArea(area_m2, source.strip(), as_of)
        check_grip_area(wanted, now_utc.astimezone(DUTCH_TIME).date())
        before = self.current()
        if (before.area_m2, before.source, before.as_of) == (area_m2, wanted.source, as_of):
            raise InputError("error.grip.unchanged", field="area")
        kept = replace(wanted, version=before.version + 1, at_utc=now_utc, actor=actor)
        content = {"area_m2": area_m2, "source": wanted.source, "as_of": as_of.isoformat()}
        paper = ReferencePaper(
            ReferenceKind.GRIP_AREA,
            _ID,
            kept.version,
            now_utc,
            actor,
            paper_text(content),
        )
        with self._workspace.unit_of_work() as work:
            work.shelf.add(paper)
            work.commit()
        return kept


def _read(paper: ReferencePaper) -> GripArea:
    def read(content: dict[str, Any]) -> GripArea:
        return GripArea(
            int(content["area_m2"]),
            str(content["source"]),
            date.fromisoformat(content["as_of"]),
            paper.version,
            paper.at_utc,
            paper.actor,
        )

    return read_paper(paper, read, "error.grip.damaged", field="area")
