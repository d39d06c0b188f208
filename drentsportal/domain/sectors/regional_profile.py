"""What the policy documents say of regions: which sectors they have an accent on, as rules with their source.

Which gemeenten a region holds is stated for some and inferred for others; a rule says which. A gemeente of
which no document tells the region is unknown, and that never counts for or against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from drentsportal.domain.sectors.sector import RowSource


class RegionalRuleKind(StrEnum):
    """What a rule says: an accent that the province chose, or how a region's economy is described."""

    ACCENT = "accent"
    ORIENTATION = "orientation"


class RegionalAccent(StrEnum):
    """The class of a site on the criterion ``regional_profile``; unknown is no member."""

    ACCENT = "accent"
    NONE = "none"


def context_key(rule_id: str) -> str:
    """Return the key under which what else is told of a region is kept beside the text of its rule."""
    return f"{rule_id}.context"


@dataclass(frozen=True, slots=True)
class RegionalRule:
    """One statement on a region, in the words of its document.

    ``municipality_codes`` are CBS codes, empty where no document names them. ``is_inference`` says that they
    were inferred. ``context`` is what else the documents tell, for the explanation, ``short`` the accent in
    a few words, for a line among others; without it the line takes the words of the document.
    """

    id: str
    region: str
    kind: RegionalRuleKind
    accent: str
    sector_groups: tuple[str, ...]
    municipality_codes: tuple[str, ...]
    source: RowSource
    is_inference: bool = False
    context: str = ""
    short: str = ""

    @property
    def has_members(self) -> bool:
        """Whether the gemeenten are known, be it by inference."""
        return bool(self.municipality_codes)


class RegionalProfile:
    """The rules together, and what they say of a sector in a gemeente."""

    def __init__(self, rules: Iterable[RegionalRule]) -> None:
        """Keep the rules in their order."""
        self.rules = tuple(rules)

    def about(self, sector_groups: Collection[str]) -> tuple[RegionalRule, ...]:
        """Return the rules that name one of the sector groups, wherever they hold."""
        return tuple(each for each in self.rules if set(each.sector_groups) & set(sector_groups))

    def rules_for(self, sector_groups: Collection[str], municipality_code: str) -> tuple[RegionalRule, ...]:
        """Return the rules that fire for a sector in a gemeente (CBS code), accents and orientations both."""
        return tuple(
            each for each in self.about(sector_groups) if municipality_code in each.municipality_codes
        )

    def accent(self, sector_groups: Collection[str], municipality_code: str) -> RegionalAccent | None:
        """Class a gemeente for a sector; ``None`` is unknown.

        An accent that fires gives ``ACCENT``. ``NONE`` needs that a document, and no inference, tells the
        region of the gemeente, and that no accent on the sector has members that nobody knows.
        """
        if not sector_groups:
            return None
        fired = self.rules_for(sector_groups, municipality_code)
        if any(each.kind is RegionalRuleKind.ACCENT for each in fired):
            return RegionalAccent.ACCENT
        could_hold_it = any(
            each.kind is RegionalRuleKind.ACCENT and not each.has_members
            for each in self.about(sector_groups)
        )
        return None if could_hold_it or not self._is_placed(municipality_code) else RegionalAccent.NONE

    def _is_placed(self, municipality_code: str) -> bool:
        return any(
            municipality_code in each.municipality_codes and not each.is_inference for each in self.rules
        )
