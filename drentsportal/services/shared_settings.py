"""The settings of a workspace: they decide figures that colleagues share, so they are kept with a source.

Each change is a version of its own, with who made it and when; none is ever lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.papers import ReferenceKind, ReferencePaper
from drentsportal.domain.cases.working_time import ClockRuleKind
from drentsportal.domain.fairness.grip_area import LONGEST_SOURCE, M2_PER_HA
from drentsportal.domain.message import message
from drentsportal.errors import InputError
from drentsportal.services.kept_papers import paper_text, read_paper

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.fairness.grip_area import GripArea
    from drentsportal.domain.message import Message
    from drentsportal.services.grip_areas import GripAreas
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace

CLOCK_RULE: Final = "clock_rule"
GRIP_AREA: Final = "grip_area_ha"
SHARED_SETTINGS: Final = (GRIP_AREA, CLOCK_RULE)
"""The settings that a workspace keeps, by the names that they have in the table of settings."""


@dataclass(frozen=True, slots=True)
class SharedValue:
    """What counts in a workspace, with its source and date and who kept it when.

    ``version`` 0 is what counts while the workspace keeps none. ``fault`` says why what is kept cannot be
    read; then the value is the one that counts all the same.
    """

    value: str | float
    source: str = ""
    as_of: date | None = None
    version: int = 0
    at_utc: datetime | None = None
    actor: Actor | None = None
    fault: Message | None = None


class SharedSettings:
    """Reads and keeps the settings of a workspace; earlier values stay readable."""

    def __init__(
        self, workspace: Workspace, grip_areas: GripAreas, clock: Clock, actors: ActorSource
    ) -> None:
        """Keep the workspace, and what keeps the GRIP area."""
        self._workspace = workspace
        self.grip_areas = grip_areas
        self._clock = clock
        self._actors = actors

    def clock_rule(self) -> ClockRuleKind:
        """Return the rule by which clocks count; elapsed hours where what is kept cannot be read."""
        return ClockRuleKind(str(self._clock_value().value))

    def current(self) -> Mapping[str, SharedValue]:
        """Return every setting as it counts, by name."""
        return {GRIP_AREA: self._grip_value(), CLOCK_RULE: self._clock_value()}

    def history(self, name: str) -> tuple[SharedValue, ...]:
        """Return every value that was kept of a setting, oldest first. Raises ``InputError``."""
        if name == GRIP_AREA:
            return tuple(_of_area(each) for each in self.grip_areas.history())
        return tuple(_read(each) for each in self._papers())

    def keep(self, name: str, value: str | float, source: str) -> SharedValue:
        """Keep another value from today on, for everybody who opens the workspace.

        Raises ``InputError`` for a source that is missing or too long, for a value that cannot be, and when
        nothing would change.
        """
        today = self._clock.now_utc().astimezone(DUTCH_TIME).date()
        _check_source(name, source)
        if name == GRIP_AREA:
            area_m2 = round(float(value) * M2_PER_HA)
            return _of_area(self.grip_areas.keep(area_m2, source, today))
        return self._keep_clock_rule(ClockRuleKind(str(value)), source.strip(), today)

    def _keep_clock_rule(self, rule: ClockRuleKind, source: str, today: date) -> SharedValue:
        before = self._clock_value()
        if before.fault is None and (before.value, before.source) == (rule.value, source):
            raise InputError("error.shared_setting.unchanged", field=CLOCK_RULE)
        papers = self._papers()
        paper = ReferencePaper(
            ReferenceKind.SHARED_SETTING,
            CLOCK_RULE,
            papers[-1].version + 1 if papers else 1,
            self._clock.now_utc(),
            self._actors.current(),
            paper_text({"value": rule.value, "source": source, "as_of": today.isoformat()}),
        )
        with self._workspace.unit_of_work() as work:
            work.shelf.add(paper)
            work.commit()
        return _read(paper)

    def _papers(self) -> tuple[ReferencePaper, ...]:
        with self._workspace.reading() as unit:
            return unit.shelf.history(ReferenceKind.SHARED_SETTING, CLOCK_RULE)

    def _clock_value(self) -> SharedValue:
        usual = ClockRuleKind.ELAPSED.value
        papers = self._papers()
        if not papers:
            return SharedValue(usual)
        try:
            return _read(papers[-1])
        except InputError as error:
            return SharedValue(usual, fault=message(error.message_id, **error.params))

    def _grip_value(self) -> SharedValue:
        try:
            return _of_area(self.grip_areas.current())
        except InputError as error:
            usual = self.grip_areas.usual.area_m2 / M2_PER_HA
            return SharedValue(usual, fault=message(error.message_id, **error.params))


def _check_source(name: str, source: str) -> None:
    if not source.strip():
        raise InputError("error.shared_setting.source_missing", field=name)
    if len(source.strip()) > LONGEST_SOURCE:
        raise InputError("error.shared_setting.source_long", field=name, most=LONGEST_SOURCE)


def _of_area(area: GripArea) -> SharedValue:
    return SharedValue(
        area.area_m2 / M2_PER_HA, area.source, area.as_of, area.version, area.at_utc, area.actor
    )


def _read(paper: ReferencePaper) -> SharedValue:
    def read(content: dict[str, Any]) -> SharedValue:
        return SharedValue(
            ClockRuleKind(content["value"]).value,
            str(content["source"]),
            date.fromisoformat(content["as_of"]),
            paper.version,
            paper.at_utc,
            paper.actor,
        )

    return read_paper(paper, read, "error.shared_setting.damaged", field=CLOCK_RULE)
