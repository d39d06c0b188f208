"""The GRIP area: from how much space on a request is weighed before it gets an advice, and who says so.

The documents ask for a stricter view on large users of space and name no area (004:361-365); so the area is
a choice, told with its source and date wherever it decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from datetime import date, datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.message import Message

M2_PER_HA: Final = 10_000

USUAL_AREA_M2: Final = 5 * M2_PER_HA
"""What counts while a workspace keeps no area of its own: a choice, with which nobody is bound."""

MOST_AREA_M2: Final = 10_000 * M2_PER_HA
"""As much as a request can ask for; only slips of the pen are refused."""

LONGEST_SOURCE: Final = 300


@dataclass(frozen=True, slots=True)
class GripArea:
    """An area in m² with its source and date, and who kept it when.

    ``version`` 0 is the area that counts while a workspace keeps none: an own choice without a date.
    """

    area_m2: int
    source: str = ""
    as_of: date | None = None
    version: int = 0
    at_utc: datetime | None = None
    actor: Actor | None = None

    @property
    def statement(self) -> Message:
        """Tell where the area comes from."""
        if self.as_of is None:
            return message("mark.grip.usual")
        return message("mark.grip.stated", source=self.source, as_of=self.as_of)


def check_grip_area(area: GripArea, today: date) -> None:
    """Refuse an area without a source, or of a day that is still to come.

    Raises ``InputError`` with ``field`` ``area``, ``source`` or ``as_of``.
    """
    if not 0 < area.area_m2 <= MOST_AREA_M2:
        raise InputError("error.grip.area", field="area", most_m2=MOST_AREA_M2)
    if not area.source.strip():
        raise InputError("error.grip.source_missing", field="source")
    if len(area.source) > LONGEST_SOURCE:
        raise InputError("error.grip.source_long", field="source", most=LONGEST_SOURCE)
    if area.as_of is None or area.as_of > today:
        raise InputError("error.grip.day", field="as_of")
