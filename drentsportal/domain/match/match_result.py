"""What a match says about a candidate: verdicts, contributions, questions, and the smallest changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Limit
    from drentsportal.domain.message import Message
    from drentsportal.domain.values import Attribute
    from drentsportal.domain.vocabulary import SiteKind


class Verdict(IntEnum):
    """The answer of one requirement on one candidate; ordered, so the worst decides."""

    FAILS = 0
    CHECK = 1
    FITS = 2


class CheckKind(StrEnum):
    """Why a requirement cannot be answered from what is known.

    ``LIMITED``: of a scarce factor little is left, and how much is not known. ``NOT_COMPUTED``: it could be
    computed, but not here (no road network is set, the building was not measured). ``CONTRADICTED``: two
    sources say otherwise.
    """

    UNKNOWN = "unknown"
    TOTAL_ONLY = "total_only"
    COMBINATION = "combination"
    MAIN_CATEGORY_ONLY = "main_category_only"
    PERMIT_NEEDED = "permit_needed"
    LIMITED = "limited"
    NOT_COMPUTED = "not_computed"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Question:
    """What must still be asked, and the scope of the function to ask (``ContactPoint.scope``)."""

    criterion_id: str
    kind: CheckKind
    text: Message
    scope: str


@dataclass(frozen=True, slots=True)
class RequirementOutcome:
    """One requirement on one candidate, with the value that decided and why.

    ``is_at_most``: the value is the most that is possible (a total, a main category); how much less it can
    be is not known.
    """

    criterion_id: str
    limit: Limit
    verdict: Verdict
    statement: Message
    value: Attribute[object]
    question: Question | None = None
    is_at_most: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one preference adds: weight (of 10,000) times value (0..1,000,000), as interval with a point.

    ``low``, ``point`` and ``high`` are the products, so they add up to the card's score exactly.
    ``is_at_most``: the value is the most that is possible, as of a requirement.
    """

    criterion_id: str
    weight: int
    low: int
    point: int
    high: int
    statement: Message
    value: Attribute[object]
    is_at_most: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is ranked: a park with its best fitting offer, a park known by its totals only, or premises.

    ``id`` is the site id of the park or premises. ``offer_ids`` are the plots of the best offer (empty for
    totals only and for premises); ``other_offer_ids`` the park's other plots that pass, best first.
    """

    id: str
    kind: SiteKind
    name: str
    municipality_code: str
    offer_ids: tuple[str, ...] = ()
    other_offer_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """A ranked candidate; ``rank`` counts from 1, scores are sums of products up to 10**10 (100 points)."""

    rank: int
    candidate: Candidate
    low: int
    point: int
    high: int
    outcomes: tuple[RequirementOutcome, ...]
    contributions: tuple[Contribution, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What must still be asked before the candidate certainly fits."""
        return tuple(outcome.question for outcome in self.outcomes if outcome.question is not None)


class Bound(StrEnum):
    """What the figure of a change is where nobody looked for the exact one."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The smallest change of one requirement that makes it pass here; ``None`` where no change can.

    ``is_at_most``: no more than this comes in, and whether this much does was not measured (the width of a
    building). ``is_at_least``: this much surely comes in, and more may (the area of plots, or the width).
    ``detour_percent`` is the factor that a straight distance counts with, 100 for anything else.
    """

    criterion_id: str
    asked: Limit
    needed: Limit | None
    statement: Message
    is_at_most: bool = False
    is_at_least: bool = False
    detour_percent: int = 100

    @property
    def bound(self) -> Bound | None:
        """Which bound the figure is, ``None`` for one that is no bound."""
        if self.statement.id == "relax.building.not_measured":
            return Bound.NOT_MEASURED
        if self.is_at_most:
            return Bound.AT_MOST
        return Bound.AT_LEAST if self.is_at_least else None


@dataclass(frozen=True, slots=True)
class Rejection:
    """An excluded candidate with every requirement that fails and what would let it in.

    ``outcomes`` holds all requirements, not the failing ones only; ``relaxations`` one per failing
    requirement, all of which are needed together where there are several. ``to_check`` names the criteria of
    which the requirement, changed so, is still to be checked, and why.
    """

    candidate: Candidate
    outcomes: tuple[RequirementOutcome, ...]
    relaxations: tuple[Relaxation, ...]
    to_check: tuple[tuple[str, CheckKind], ...] = ()

    @property
    def failing(self) -> tuple[RequirementOutcome, ...]:
        """The requirements that fail."""
        return tuple(each for each in self.outcomes if each.verdict is Verdict.FAILS)

    @property
    def has_unmeasured_building(self) -> bool:
        """Whether nobody measured which building fits here, so that the changes may not be enough."""
        if any(each.is_at_most for each in self.relaxations):
            return True
        return any(
            each.criterion_id == "building"
            and each.question is not None
            and each.question.kind is CheckKind.NOT_COMPUTED
            for each in self.outcomes
        )

    @property
    def is_barred(self) -> bool:
        """Whether a requirement fails that no change of it can meet here."""
        return any(each.needed is None for each in self.relaxations)

    @property
    def needs_all(self) -> bool:
        """Whether several changes are needed, none of which is enough alone."""
        return len(self.relaxations) > 1
