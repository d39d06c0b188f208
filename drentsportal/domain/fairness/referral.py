"""Where a company may fit when its own gemeente has no qualifier with a fitting segment, with reasons.

The policy: companies that fall in another segment can be sent on to a neighbouring gemeente, and a better
place is sought together (000:1276-1281, 000:1706-1716). The other gemeenten stand in the order of the
ranking; that one borders on the own gemeente is told and never counts. A proposal promises nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.domain.match.criteria import SCALE_TOP
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import MUNICIPALITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drentsportal.domain.match.match_result import Candidate, Rejection, RequirementOutcome, ScoreCard
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import Municipality

BORDER_GAP_M: Final = 10.0
"""How far apart two drawn boundaries may lie and still be the same border: own choice."""

SHORTEST_BORDER_M: Final = 100.0
"""How long a border must be, so that two gemeenten that meet in a point do not count: own choice."""

_TOLD: Final = 12
"""Own sites that are explained; the count of all of them is always given."""


class OwnStanding(StrEnum):
    """How the own gemeente stands in a match; only ``FITTING`` needs no proposal.

    ``OPEN``: qualifiers whose segment is not known; ask first. ``OTHER_SEGMENT``: qualifiers, all of another
    segment. ``NONE``: no qualifier at all.
    """

    FITTING = "fitting"
    OPEN = "open"
    OTHER_SEGMENT = "other_segment"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReferralOption:
    """A qualifier in another gemeente: why it fits and what must still be asked, per requirement.

    ``is_neighbour`` is ``None`` where a boundary is not known.
    """

    candidate: Candidate
    rank: int
    is_neighbour: bool | None
    outcomes: tuple[RequirementOutcome, ...]

    @property
    def fits(self) -> tuple[Message, ...]:
        """The statements of the requirements that fit."""
        return tuple(each.statement for each in self.outcomes if each.verdict is Verdict.FITS)

    @property
    def asks(self) -> tuple[Message, ...]:
        """The statements of the requirements that must still be asked about."""
        return tuple(each.statement for each in self.outcomes if each.verdict is Verdict.CHECK)


@dataclass(frozen=True, slots=True)
class ReferralProposal:
    """The proposal for one gemeente out of one match.

    ``own_cards`` are its qualifiers, ``own_rejections`` those of its excluded sites that come nearest, of
    ``own_rejection_count``; ``failing`` counts, per requirement, how many of these fail it. ``keeping`` is
    the nearest own site that a change of the request can let in. ``left_out`` are the qualifiers elsewhere
    that are no option, since their segment surely is another one.
    """

    municipality_code: str
    standing: OwnStanding
    segment_asked: bool
    statement: Message
    own_cards: tuple[ScoreCard, ...]
    own_rejections: tuple[Rejection, ...]
    own_rejection_count: int
    failing: tuple[tuple[str, int], ...]
    keeping: Rejection | None
    options: tuple[ReferralOption, ...]
    left_out: tuple[ScoreCard, ...] = ()

    @property
    def left_out_statement(self) -> Message | None:
        """Name who is left out and say why; ``None`` where nobody is."""
        if not self.left_out:
            return None
        names = [_place_name(each) for each in self.left_out]
        return message("referral.left_out", count=len(names), names=names)

    @property
    def is_needed(self) -> bool:
        """Whether there is reason to look beyond the own gemeente."""
        return self.standing is not OwnStanding.FITTING


def referral_proposal(
    result: MatchResult, municipality_code: str, municipalities: Iterable[Municipality] = ()
) -> ReferralProposal:
    """Work out where else a company may fit; no ``options`` where the own gemeente has a fitting site."""
    codes = dict(
        zip(
            result.inputs.offers.candidates.ids,
            result.inputs.offers.candidates.municipality_codes,
            strict=True,
        )
    )
    segment_asked = _asks_segment(result)
    own = tuple(result.card_of(each) for each in result.ranking() if codes[each] == municipality_code)
    standing = _standing(own, segment_asked=segment_asked)
    out = result.rejected()
    rejected = [place for place, each in enumerate(out) if codes[each] == municipality_code]
    # Few are told, each by itself, so the building asked is measured there.
    rejections = tuple(result.rejection_of(out[place]) for place in rejected[:_TOLD])
    near = neighbours(municipalities, municipality_code)
    elsewhere = () if standing is OwnStanding.FITTING else tuple(_elsewhere(result, municipality_code))
    options = tuple(_option(each, near) for each in elsewhere if _segment_fits(each) is not False)
    return ReferralProposal(
        municipality_code=municipality_code,
        standing=standing,
        segment_asked=segment_asked,
        statement=_statement(standing, municipality_code, options, segment_asked=segment_asked),
        own_cards=own,
        own_rejections=rejections,
        own_rejection_count=len(rejected),
        failing=_failing(result, rejected),
        keeping=next((each for each in rejections if _can_be_let_in(each)), None),
        options=options,
        left_out=tuple(each for each in elsewhere if _segment_fits(each) is False),
    )


def neighbours(municipalities: Iterable[Municipality], code: str) -> frozenset[str] | None:
    """Return the gemeenten that share a border with one; ``None`` where its boundary is not known.

    In EPSG:28992, metres. Boundaries of one map share their points; those of two maps may lie a little apart.
    """
    by_code = {each.code: each.geometry_rd for each in municipalities}
    if code not in by_code:
        return None
    around = shapely.buffer(by_code[code], BORDER_GAP_M)
    return frozenset(
        other
        for other, shape in by_code.items()
        if other != code
        and shapely.length(shapely.intersection(around, shapely.boundary(shape))) >= SHORTEST_BORDER_M
    )


def municipality_at(municipalities: Iterable[Municipality], x_rd: float, y_rd: float) -> str | None:
    """Return the gemeente in which a point of EPSG:28992 lies; ``None`` outside all that are known."""
    point = shapely.Point(x_rd, y_rd)
    inside = (each.code for each in municipalities if shapely.covers(each.geometry_rd, point))
    return next(inside, None)


def _asks_segment(result: MatchResult) -> bool:
    wanted = any(each.criterion_id == "segment" and each.weight for each in result.preferences)
    return wanted or result.request.requirement("segment") is not None


def _standing(cards: tuple[ScoreCard, ...], *, segment_asked: bool) -> OwnStanding:
    if not cards:
        return OwnStanding.NONE
    if not segment_asked:
        return OwnStanding.FITTING
    answers = [_segment_fits(card) for card in cards]
    if any(answers):
        return OwnStanding.FITTING
    return OwnStanding.OPEN if None in answers else OwnStanding.OTHER_SEGMENT


def _statement(
    standing: OwnStanding, code: str, options: tuple[ReferralOption, ...], *, segment_asked: bool
) -> Message:
    """Say how the own gemeente stands, and how many sites of how many others may fit, or that none does."""
    text_id = f"referral.{standing.value}{'' if segment_asked else '.no_segment'}"
    if standing is OwnStanding.FITTING:
        return message(text_id, municipality=code)
    if not options:
        return message(f"{text_id}.nowhere", municipality=code)
    others = {each.candidate.municipality_code for each in options}
    return message(text_id, municipality=code, option_count=len(options), gemeente_count=len(others))


def _segment_fits(card: ScoreCard) -> bool | None:
    """Tell whether a qualifier surely has a wanted segment; ``None`` where that is not known."""
    for outcome in card.outcomes:
        if outcome.criterion_id == "segment":
            return True if outcome.verdict is Verdict.FITS else None
    for each in card.contributions:
        if each.criterion_id == "segment":
            full = each.weight * SCALE_TOP
            return True if each.low == full else None if each.high == full else False
    return None


def _elsewhere(result: MatchResult, own_code: str) -> Iterator[ScoreCard]:
    """Give the qualifiers of other gemeenten, in the order of the ranking."""
    cards = (result.card(position) for position in range(result.qualifier_count))
    return (each for each in cards if each.candidate.municipality_code != own_code)


def _option(card: ScoreCard, near: frozenset[str] | None) -> ReferralOption:
    code = card.candidate.municipality_code
    return ReferralOption(
        candidate=card.candidate,
        rank=card.rank,
        is_neighbour=None if near is None or not code else code in near,
        outcomes=tuple(each for each in card.outcomes if each.verdict in (Verdict.FITS, Verdict.CHECK)),
    )


def _place_name(card: ScoreCard) -> str:
    code = card.candidate.municipality_code
    where = f" ({MUNICIPALITIES.get(code, code)})" if code else ""
    return f"{card.rank}. {card.candidate.name}{where}"


def _failing(result: MatchResult, rejected: list[int]) -> tuple[tuple[str, int], ...]:
    """Count per requirement the own excluded sites that fail it, in the order of the criteria."""
    mine = frozenset(rejected)
    counts = Counter(
        {
            judgement.criterion.id: len(mine.intersection(result.failing_positions(judgement.criterion.id)))
            for judgement in result.judgements
        }
    )
    return tuple((criterion_id, count) for criterion_id, count in counts.items() if count)


def _can_be_let_in(rejection: Rejection) -> bool:
    return all(each.needed is not None for each in rejection.relaxations)
