"""The figures of a quarter for the Rodeloper consultation, as a pure function of digests.

Live and erased cases count alike. What is not known is counted apart and is in no sum. Each figure has its
definition in the message ``quarter.definition.<name>``; ``DEFINED`` lists them in the order of the report.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from drentsportal.domain.asking.request_marks import LEAST_JOBS, NEAREST_M, RequestMark
from drentsportal.domain.cases.case import CaseStatus, RequestChannel
from drentsportal.domain.cases.outcome import LostReason, OutcomeKind
from drentsportal.domain.desk_figures.known_sum import KnownSum, known_sum
from drentsportal.domain.desk_figures.unmet_demand import UnmetDemand, unmet_demand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from drentsportal.domain.cases.case_digest import CaseDigest
    from drentsportal.domain.desk_figures.quarter import Period, Quarter

DEFINED: Final = (
    "requests", "answered", "within_term", "open", "closed_unanswered", "times", "referrals", "placements",
    "supra_regional", "lost", "unmet", "exposure",
)  # fmt: skip
"""The figures that have a definition, in the order of the report."""

UNMET_QUARTERS: Final = 4
"""Unmet demand is told of so many quarters: of one there is too little to see a pattern in."""

_M_PER_KM: Final = 1_000


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """Referrals between two; ``from_code`` is empty where the province referred."""

    from_code: str
    to_kind: str
    to_id: str
    count: int
    accepted: int
    refused: int
    undecided: int


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A company that was placed, by what it asked and where it came."""

    number: str
    segments: tuple[str, ...]
    municipality_code: str
    jobs: int | None
    investment_eur: int | None
    supra_regional: RequestMark


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """How long one answer took, as the clock of the digests counts; ``net_s`` without the stops, in s."""

    gross_s: int
    net_s: int
    is_within_term: bool


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """What a quarter comes to. Medians are in seconds, ``None`` where nothing was answered.

    ``open_before_count`` waited when the quarter began, ``open_count`` when it ended. What waited then and
    what was received is what was answered, was closed without an answer, or waits now.
    """

    quarter: Quarter
    channels: tuple[tuple[RequestChannel, int], ...]
    answers: tuple[AnswerTime, ...]
    open_before_count: int
    open_count: int
    closed_unanswered_count: int
    median_gross_s: float | None
    median_net_s: float | None
    referrals: tuple[ReferralLine, ...]
    placements: tuple[PlacementLine, ...]
    jobs: KnownSum
    investment_eur: KnownSum
    lost: tuple[tuple[LostReason | None, int], ...]
    withdrawn_count: int
    unmet: UnmetDemand

    @property
    def request_count(self) -> int:
        """How many requests were received."""
        return sum(count for _, count in self.channels)

    @property
    def answered_count(self) -> int:
        """How many were answered."""
        return len(self.answers)

    @property
    def within_term_count(self) -> int:
        """How many of the answers came within the term."""
        return sum(each.is_within_term for each in self.answers)

    @property
    def within_term_share(self) -> float | None:
        """The share of the answers that came within the term; ``None`` without answers."""
        return self.within_term_count / self.answered_count if self.answers else None

    @property
    def referral_count(self) -> int:
        """How many referrals were made."""
        return sum(each.count for each in self.referrals)

    @property
    def lost_count(self) -> int:
        """How many companies were not placed."""
        return sum(count for _, count in self.lost)

    def supra_regional_count(self, mark: RequestMark) -> int:
        """How many placements are bovenregionaal, are not, or are not known to be."""
        return sum(each.supra_regional is mark for each in self.placements)


def quarter_figures(digests: Iterable[CaseDigest], quarter: Quarter) -> QuarterFigures:
    """Count a quarter."""
    period = quarter.period
    cases = tuple(sorted(digests, key=lambda each: each.number))
    answers = tuple(
        AnswerTime(each.gross_s, each.net_s, is_within_term=bool(each.is_within_term))
        for each in cases
        if period.has(each.answered_at_utc)
    )
    channels = Counter(each.channel for each in cases if period.has(each.received_at_utc))
    placed = [each for each in cases if _ended(each, OutcomeKind.PLACED, period)]
    lost = Counter(each.lost_reason for each in cases if _ended(each, OutcomeKind.LOST, period))
    return QuarterFigures(
        quarter=quarter,
        channels=tuple((channel, channels[channel]) for channel in RequestChannel),
        answers=answers,
        open_before_count=sum(_is_open(each, period.start_utc) for each in cases),
        open_count=sum(_is_open(each, period.end_utc) for each in cases),
        closed_unanswered_count=sum(period.has(_closed_unanswered_utc(each)) for each in cases),
        median_gross_s=median(each.gross_s for each in answers) if answers else None,
        median_net_s=median(each.net_s for each in answers) if answers else None,
        referrals=_referrals(cases, period),
        placements=tuple(_placement(each) for each in placed),
        jobs=known_sum(each.jobs for each in placed),
        investment_eur=known_sum(each.investment_eur for each in placed),
        lost=tuple((reason, lost[reason]) for reason in (*LostReason, None) if lost[reason]),
        withdrawn_count=sum(_ended(each, OutcomeKind.WITHDRAWN, period) for each in cases),
        unmet=unmet_demand(cases, quarter.back(UNMET_QUARTERS)),
    )


def answers_by_quarter(
    digests: Iterable[CaseDigest], quarters: Sequence[Quarter]
) -> tuple[tuple[Quarter, int, int], ...]:
    """Return of each quarter how many answers were given and how many of them within the term."""
    counted = [(each, each.period, [0, 0]) for each in quarters]
    for case in digests:
        for _, period, counts in counted:
            if period.has(case.answered_at_utc):
                counts[0] += 1
                counts[1] += bool(case.is_within_term)
    return tuple((quarter, counts[0], counts[1]) for quarter, _, counts in counted)


def supra_regional_mark(digest: CaseDigest) -> RequestMark:
    """Tell whether a placement is bovenregionaal by the rule of the documents.

    At least 50 jobs and a move of more than 25 km, from outside (``sources`` 000:2895-2904). One part that
    surely does not hold decides; what is not known otherwise leaves it unknown.
    """
    holds = (
        None if digest.jobs is None else digest.jobs >= LEAST_JOBS,
        None if digest.distance_km is None else digest.distance_km * _M_PER_KM > NEAREST_M,
        digest.comes_from_outside,
    )
    if False in holds:
        return RequestMark.NO
    return RequestMark.UNKNOWN if None in holds else RequestMark.YES


def _ended(digest: CaseDigest, kind: OutcomeKind, period: Period) -> bool:
    return digest.outcome is kind and period.has_day(digest.decided_on)


def _is_open(digest: CaseDigest, at_utc: datetime) -> bool:
    """Whether a request waited for an answer at a moment."""
    if digest.received_at_utc >= at_utc:
        return False
    ended_at_utc = digest.answered_at_utc or _closed_unanswered_utc(digest)
    return ended_at_utc is None or ended_at_utc >= at_utc


def _closed_unanswered_utc(digest: CaseDigest) -> datetime | None:
    """Tell when a case was closed or erased without an answer, ``None`` where it was not.

    Of one that does not say when, nothing but its receipt is known: it never counts as waiting.
    """
    if digest.answered_at_utc is not None:
        return None
    if digest.closed_at_utc is None and digest.status is CaseStatus.CLOSED:
        return digest.received_at_utc
    return digest.closed_at_utc


def _referrals(cases: Sequence[CaseDigest], period: Period) -> tuple[ReferralLine, ...]:
    """Count referrals by who to whom; a partner that is written in capitals or not is the same one."""
    counted: dict[tuple[str, str, str], Counter[bool | None]] = {}
    spelled: dict[str, Counter[str]] = {}
    for case in cases:
        for each in case.referrals:
            if period.has(each.made_at_utc):
                folded = " ".join(each.to_id.casefold().split())
                spelled.setdefault(folded, Counter())[each.to_id] += 1
                key = (each.from_municipality_code, each.to_kind, folded)
                counted.setdefault(key, Counter())[each.is_accepted] += 1
    lines = [
        ReferralLine(
            sender, kind, _usual(spelled[folded]), found.total(), found[True], found[False], found[None]
        )
        for (sender, kind, folded), found in counted.items()
    ]
    return tuple(sorted(lines, key=lambda each: (-each.count, each.from_code, each.to_kind, each.to_id)))


def _usual(spellings: Counter[str]) -> str:
    """Return the way in which a name is written most often, of equals that with the most capitals."""
    return min(spellings, key=lambda each: (-spellings[each], each))


def _placement(digest: CaseDigest) -> PlacementLine:
    return PlacementLine(
        number=digest.number,
        segments=digest.segments,
        municipality_code=digest.municipality_code,
        jobs=digest.jobs,
        investment_eur=digest.investment_eur,
        supra_regional=supra_regional_mark(digest),
    )
