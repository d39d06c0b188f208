"""The parts of the information package, as a closed list, and how each stands.

Source: the study of a company that settled in Drenthe (``sources`` 000:1647-1654, ``domain.md`` 1.2, V3 and
V4). The first package has exactly four parts; on interest a second one with four more follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import Message, message
from drentsportal.domain.path.path_state import is_set_aside
from drentsportal.domain.path.path_steps import step_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drentsportal.domain.path.path import EstablishmentPath


class PackagePart(StrEnum):
    """A part of the information package; the value is the last word of its item on the path."""

    BROCHURE = "brochure"
    HANDOUT = "handout"
    FACTSHEETS = "factsheets"
    BUSINESS_CARD = "business_card"
    SUBSIDIES = "subsidies"
    BUILDING_RULES = "building_rules"
    DRAWING = "drawing"
    PERMIT_DOCUMENTS = "permit_documents"


class PackageRound(StrEnum):
    """Which package it is; the value is the step of the path that it belongs to."""

    FIRST = "v3"
    SECOND = "v4"


PARTS_OF: Final[Mapping[PackageRound, tuple[PackagePart, ...]]] = {
    PackageRound.FIRST: (
        PackagePart.BROCHURE,
        PackagePart.HANDOUT,
        PackagePart.FACTSHEETS,
        PackagePart.BUSINESS_CARD,
    ),
    PackageRound.SECOND: (
        PackagePart.SUBSIDIES,
        PackagePart.BUILDING_RULES,
        PackagePart.DRAWING,
        PackagePart.PERMIT_DOCUMENTS,
    ),
}
"""The four parts of each package, in the order in which the source names them."""

ONLY_OWN: Final = frozenset({PackagePart.BROCHURE, PackagePart.HANDOUT})
"""Parts that the portal cannot make: somebody adds a file."""


class PartState(StrEnum):
    """How a part of a package stands."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class PartStanding:
    """How one part stands; ``reason`` says why it is missing or does not apply, ``None`` where it is there.

    The reason of a part that does not apply is what somebody wrote: internal. ``is_by_step`` where its whole
    step of the path does not apply, so that the part alone cannot be taken up again.
    """

    part: PackagePart
    state: PartState
    reason: Message | None = None
    is_by_step: bool = False


def part_number(part: PackagePart) -> int:
    """Return the number of a part, 1 to 8, under which it stands in the list of contents."""
    return list(PackagePart).index(part) + 1


def path_item(part: PackagePart) -> str:
    """Return the item of the establishment path that a part ticks off: ``v3.brochure``."""
    round_of = next(each for each, parts in PARTS_OF.items() if part in parts)
    return f"{round_of.value}.{part.value}"


def part_name(part: PackagePart) -> Message:
    """Name a part in the reader's language."""
    return message(f"doc.package.name.{part.value}")


def standings(
    package_round: PackageRound, lacks: Mapping[PackagePart, Message], path: EstablishmentPath
) -> tuple[PartStanding, ...]:
    """Tell how each part of a package stands; ``lacks`` says of those that are not there why.

    What does not apply by the path is left out, even where it could be made.
    """
    return tuple(_standing(part, lacks, path) for part in PARTS_OF[package_round])


def missing(found: Iterable[PartStanding]) -> tuple[PartStanding, ...]:
    """Return the parts that are missing."""
    return tuple(each for each in found if each.state is PartState.MISSING)


def to_tick(found: Iterable[PartStanding], path: EstablishmentPath) -> tuple[str, ...]:
    """Return the items of the path that a package with these parts makes done, in order."""
    items = (path_item(each.part) for each in found if each.state is PartState.PRESENT)
    return tuple(each for each in items if path.entry(each).done_at_utc is None)


def _standing(
    part: PackagePart, lacks: Mapping[PackagePart, Message], path: EstablishmentPath
) -> PartStanding:
    item = path_item(part)
    if is_set_aside(path, item):
        by_step = path.entry(step_of(item)).not_applicable
        said = message("package.set_aside", reason=path.entry(item).not_applicable or by_step)
        return PartStanding(part, PartState.NOT_APPLICABLE, said, bool(by_step))
    lack = lacks.get(part)
    if lack is not None:
        return PartStanding(part, PartState.MISSING, lack)
    return PartStanding(part, PartState.PRESENT)
