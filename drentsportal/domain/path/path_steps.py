"""The steps V0 to V8 of the best-case establishment path, and the parts of each, as data.

Source: the study of a company that settled in Drenthe (``sources`` 000:1623-1673, ``domain.md`` 1.2). The
information package consists of four parts; of the second package the source names four ("onder andere"), and
these are the four that it has here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drentsportal.domain.message import Message, message


@dataclass(frozen=True, slots=True)
class PathItemSpec:
    """A step (``v3``) or a part of one (``v3.brochure``).

    ``is_talk`` marks what people meet for: it may have a time of day. ``source`` names file and lines.
    """

    id: str
    source: str
    is_talk: bool = False


WHOLE_PATH: Final = "v0"
"""The step that stands for all others: the company is looked after throughout."""

PERMIT_CHECK: Final = "v5"
"""The internal check whether an exemption is needed, for example for the height of the building."""

AGREEMENTS: Final = "v7"
"""The step whose parts are the agreements that were made."""

OPENING: Final = "v8.opening"
VISIT: Final = "v8.visit"

START_UP_TALKS: Final = ("v6.permits", "v6.park_management", "v6.utilities")
"""The three start-up talks; each needs a contact and a date."""

PATH_ITEMS: Final[tuple[PathItemSpec, ...]] = (
    PathItemSpec(WHOLE_PATH, "000:1624"),
    PathItemSpec("v1", "000:1624-1642", is_talk=True),
    PathItemSpec("v1.wishes", "000:1628"),
    PathItemSpec("v1.strengths", "000:1630"),
    PathItemSpec("v1.service", "000:1640-1642"),
    PathItemSpec("v2", "000:1644-1645", is_talk=True),
    PathItemSpec("v3", "000:1647-1649"),
    PathItemSpec("v3.brochure", "000:1647-1649"),
    PathItemSpec("v3.handout", "000:1647-1649"),
    PathItemSpec("v3.factsheets", "000:1647-1649"),
    PathItemSpec("v3.business_card", "000:1647-1649"),
    PathItemSpec("v4", "000:1651-1654", is_talk=True),
    PathItemSpec("v4.subsidies", "000:1651-1654"),
    PathItemSpec("v4.building_rules", "000:1651-1654"),
    PathItemSpec("v4.drawing", "000:1651-1654"),
    PathItemSpec("v4.permit_documents", "000:1651-1654"),
    PathItemSpec(PERMIT_CHECK, "000:1654-1655"),
    PathItemSpec("v6", "000:1657-1663"),
    PathItemSpec("v6.permits", "000:1659", is_talk=True),
    PathItemSpec("v6.park_management", "000:1661", is_talk=True),
    PathItemSpec("v6.utilities", "000:1663", is_talk=True),
    PathItemSpec(AGREEMENTS, "000:1664"),
    PathItemSpec("v8", "000:1665-1673"),
    PathItemSpec("v8.building", "000:1667"),
    PathItemSpec("v8.introduction", "000:1669"),
    PathItemSpec(OPENING, "000:1671"),
    PathItemSpec(VISIT, "000:1673", is_talk=True),
)
"""Every step and part, in the order of the path."""

PATH_ITEM_BY_ID: Final = {spec.id: spec for spec in PATH_ITEMS}

PATH_STEPS: Final = tuple(spec.id for spec in PATH_ITEMS if "." not in spec.id)
"""The nine steps, ``v0`` to ``v8``."""


def step_of(item_id: str) -> str:
    """Tell to which step a part belongs; a step belongs to itself."""
    return item_id.partition(".")[0]


def fixed_parts_of(item_id: str) -> tuple[str, ...]:
    """Return the parts that a step always has, in order; those of the whole path are its steps."""
    if item_id == WHOLE_PATH:
        return tuple(step for step in PATH_STEPS if step != WHOLE_PATH)
    return tuple(spec.id for spec in PATH_ITEMS if spec.id.startswith(f"{item_id}."))


def item_name(item_id: str) -> Message:
    """Name a step, a part or an agreement in the reader's language."""
    if item_id in PATH_ITEM_BY_ID:
        return message(f"path_item.{item_id}")
    return message("path_agreement", ordinal=item_id.partition(".")[2])
