"""What is found at a candidate, in the few words of a ranked row: which plots, how much, how far away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.distance_words import NO_DETOUR
from drentsportal.domain.match.offer_columns import Basis
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.match.readings import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.match.match_result import ScoreCard
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.language import Language

_TOTALS: Final = frozenset({Basis.TOTAL, Basis.TOTAL_LATER})


class OfferWords:
    """Words the offer that stands for a candidate; plots by the names that people gave them."""

    def __init__(self, language: Language) -> None:
        """Start without names; a plot of which none is known is told as a plot."""
        self._say = language.text
        self._plot = language.text("ui.ranking.offer.plot")
        self._names: Mapping[str, str] = {}

    def name_plots(self, names: Mapping[str, str]) -> None:
        """Take the names of plots by id."""
        self._names = names

    def what(self, card: ScoreCard) -> str:
        """Say what is offered: a plot, several together, a site of which the totals are known, premises."""
        plots = card.candidate.offer_ids
        names = tuple(self._names[each] for each in plots if each in self._names)
        if not plots or len(names) < len(plots) or plots == (card.candidate.id,):
            return self.what_in_short(card)
        if len(plots) > 1:
            return self._say("ui.ranking.offer.named_plots", names=names)
        is_said = names[0].casefold().startswith(self._plot.casefold())
        return names[0] if is_said else self._say("ui.ranking.offer.named_plot", name=names[0])

    def what_in_short(self, card: ScoreCard) -> str:
        """Say the same without names."""
        plots = card.candidate.offer_ids
        if len(plots) > 1:
            return self._say("ui.ranking.offer.plots", count=len(plots))
        return self._plot if plots else self._say(f"ui.ranking.offer.{card.candidate.kind.value}")

    def figures(self, result: MatchResult, card: ScoreCard) -> tuple[str, ...]:
        """Give area and distance with their units, as far as the match looked at them and knows them."""
        row = int(result.choice.shown_offer[int(result.choice.ranking[card.rank - 1])])
        return tuple(each for each in (self._area(result, card, row), self._distance(result, row)) if each)

    def _distance(self, result: MatchResult, row: int) -> str:
        """Say how far it lies from the present location; of plots together the nearest and the farthest."""
        span = _known(result, row, "present_distance")
        if span is None:
            return ""
        factor = result.request.detour_percent
        form = "" if factor == NO_DETOUR else "_detour"
        nearest, farthest = (
            self._say(f"ui.ranking.offer.distance{form}", distance_m=each, factor_percent=factor)
            for each in span
        )
        if nearest == farthest:
            return nearest
        span_id = f"ui.ranking.offer.distances{form}"
        return self._say(span_id, nearest_km=span[0] / 1000, farthest_m=span[1], factor_percent=factor)

    def _area(self, result: MatchResult, card: ScoreCard, row: int) -> str:
        offers = result.inputs.offers
        if OfferKind(int(offers.kinds[row])) is OfferKind.PREMISES:
            span = _known(result, row, "floor_area")
            is_exact = span is not None and span[0] == span[1]
            return self._say("ui.ranking.offer.floor", area_m2=span[0]) if span and is_exact else ""
        area_m2 = result.offered_m2(card.candidate.id)
        if area_m2 is not None:
            return self._say("ui.ranking.offer.area", area_m2=area_m2)
        read = reading(offers, row, "plot_area")
        if read.basis not in _TOTALS or read.high is None:
            return ""
        later = "_later" if read.is_later_only else "_in_all"
        when = later if read.basis is Basis.TOTAL_LATER else ""
        return self._say(f"ui.ranking.offer.total{when}", area_m2=read.high)


def _known(result: MatchResult, row: int, criterion_id: str) -> tuple[int, int] | None:
    """Read the bounds of a value; ``None`` where the match did not look at it or one is not known."""
    offers = result.inputs.offers
    if criterion_id not in offers.intervals:
        return None
    read = reading(offers, row, criterion_id)
    return None if read.low is None or read.high is None else (read.low, read.high)
