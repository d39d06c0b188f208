"""What a ranking workbook says of each candidate, read from the result once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.match.choice import text_ranks
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.match.rejection_words import changes_told
from drentsportal.domain.match.score_matrix import offer_matrix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.language import Language


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One qualifier: where its offers stand in the calculation, and which of them stands for it.

    ``block`` is its first and last row among the passing offers, from 0. ``better`` counts per offer row the
    candidate's offers that go before it; ``offers`` names each.
    """

    id: str
    name: str
    municipality: str
    name_order: int
    rank: int
    shown_offer: int
    block: tuple[int, int]
    offers: Mapping[int, str]
    better: Mapping[int, int]
    check_counts: Mapping[int, int]


def candidate_lines(
    result: MatchResult, language: Language, plot_names: Mapping[str, str]
) -> dict[int, CandidateLine]:
    """Return a line per qualifier, by its row in the candidate table; ``plot_names`` names plots by id."""
    matrix, choice, offers = offer_matrix(result), result.choice, result.inputs.offers
    named = {**plot_names, **offers.plot_names}
    names, ids = text_ranks(offers.candidates)
    order = np.empty(len(names), np.int64)
    order[np.lexsort((ids, names))] = np.arange(len(names))
    ranks = {row: rank for rank, row in enumerate(choice.ranking.tolist(), start=1)}
    place_in_order = {offer: place for place, offer in enumerate(choice.offer_order.tolist())}
    lines = {}
    for row in np.unique(matrix.candidate_rows).tolist():
        block = np.flatnonzero(matrix.candidate_rows == row)
        mine = matrix.offer_rows[block].tolist()
        by_order = sorted(mine, key=place_in_order.__getitem__)
        lines[row] = CandidateLine(
            id=offers.candidates.ids[row],
            name=offers.candidates.names[row],
            municipality=language.value(offers.candidates.municipality_codes[row] or None, "gemeente"),
            name_order=int(order[row]),
            rank=ranks[row],
            shown_offer=int(choice.shown_offer[row]),
            block=(int(block[0]), int(block[-1])),
            offers={offer: _offer_text(offers, offer, named, language) for offer in mine},
            better={offer: by_order.index(offer) for offer in mine},
            check_counts=dict(zip(mine, matrix.check_counts[block].tolist(), strict=True)),
        )
    return lines


def rejection_lines(result: MatchResult, language: Language) -> Iterator[tuple[str, str, str, str]]:
    """Give name, gemeente, reasons and smallest changes of every excluded candidate, in their order."""
    for position in range(result.rejection_count):
        rejection = result.rejection(position)
        candidate = rejection.candidate
        yield (
            candidate.name,
            language.value(candidate.municipality_code or None, "gemeente"),
            "\n".join(language.text(each.statement) for each in rejection.failing),
            "\n".join(language.text(each) for each in changes_told(rejection)),
        )


def _offer_text(offers: OfferTable, offer: int, names: Mapping[str, str], language: Language) -> str:
    plots = [plot_text(each, names.get(each, ""), language) for each in offers.plot_ids(offer)]
    kind = OfferKind(int(offers.kinds[offer])).name.lower()
    return language.text(f"doc.ranking.offer.{kind}", plots=plots)


def plot_text(plot_id: str, name: str, language: Language) -> str:
    """Return a plot as people call it with its id, by which it is found back; without a name its id alone."""
    if not name or name == plot_id:
        return plot_id
    return language.text("doc.ranking.offer.named", name=name, plot_id=plot_id)
