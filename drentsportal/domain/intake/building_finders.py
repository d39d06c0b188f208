"""Finds the sides of a building and its height."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.area_finders import KINDS, is_of_ours
from drentsportal.domain.intake.clauses import nearest, tells_today
from drentsportal.domain.intake.number_reading import BEFORE
from drentsportal.domain.intake.recognised import IntakeField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.domain.intake.searched_text import SearchedText

_METRE: Final = r"(?:m|mtr|meters?|metres?|Metern?)(?![\w²])"
_BY: Final = r"\s*(?:x|×|\*|bij|by|mal|auf)\s*"
_SIDE: Final = r"\d{1,3}(?:[.,]\d)?"
_SIDES: Final = re.compile(
    rf"{BEFORE}(?P<a>{_SIDE})\s*(?:{_METRE})?{_BY}(?P<b>{_SIDE})\s*(?:{_METRE})?"
    rf"(?:{_BY}(?P<c>{_SIDE})\s*)?\s*{_METRE}",
    re.IGNORECASE,
)
_HEIGHT: Final = re.compile(
    rf"(?:(?:hoogte|height|Höhe)(?:\s+(?:hal|loods|hall|Halle|van|of|von|minimaal|minstens|mindestens|at\s+least|is|ca\.?"
    rf"|circa))*[:\s]+(?P<h>{_SIDE})\s*{_METRE}"
    rf"|{BEFORE}(?P<h2>{_SIDE})\s*{_METRE}\s+(?:hoog|hoogte|high|tall|hoch|vrije\s+hoogte|clear\s+height"
    rf"|lichte\s+Höhe))(?!\w)",
    re.IGNORECASE,
)
_LEAST_SIDE_DM: Final = 50
_HEIGHTS_DM: Final = range(25, 1_001)


def buildings(passage: SearchedText) -> Iterator[Recognised]:
    """Find width by depth (by height) of a building in metres, and a height that is named as one."""
    for match in _SIDES.finditer(passage.searched):
        sides = tuple(_dm(match[name]) for name in ("a", "b"))
        clause = passage.clause(match)
        if min(sides) < _LEAST_SIDE_DM or tells_today(clause.whole) or is_of_ours(clause):
            continue
        if nearest(clause, KINDS) != "floor":
            continue
        yield passage.found(IntakeField.BUILDING_DM, sides, match.span(), literal=True)
        if match["c"] and _dm(match["c"]) in _HEIGHTS_DM:
            yield passage.found(IntakeField.HEIGHT_DM, _dm(match["c"]), match.span(), literal=True)
    for match in _HEIGHT.finditer(passage.searched):
        height = _dm(match["h"] or match["h2"])
        if height in _HEIGHTS_DM and not tells_today(passage.clause(match).whole):
            yield passage.found(IntakeField.HEIGHT_DM, height, match.span(), literal=True)


def _dm(text: str) -> int:
    return int(Decimal(text.replace(",", ".")) * 10)
