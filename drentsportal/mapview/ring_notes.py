"""What the rings around the present location say: the claim of each with its source, and who lies within."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from drentsportal.domain.roads.move_rings import MOVE_CLAIMS, moves_within
from drentsportal.mapview.messages import ToPage

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.roads.move_rings import MoveClaim, RingCount
    from drentsportal.language import Language

_M_PER_KM = 1_000


@dataclass(frozen=True, slots=True)
class RingNotes(ToPage):
    """Per ring (by ``radius_m``) the row of the legend and the lines of its card."""

    type: ClassVar[str] = "ring_notes"
    notes: list[dict[str, Any]] = field(default_factory=list)


def ring_notes(language: Language, result: MatchResult | None) -> RingNotes:
    """Word both claims; with a match also how many candidates that fit lie within."""
    counts = {} if result is None else {each.claim.id: each for each in moves_within(result)}
    is_left_out = result is not None and result.request.origin is not None and not counts
    return RingNotes(
        [_note(language, each, counts.get(each.id), is_left_out=is_left_out) for each in MOVE_CLAIMS]
    )


def _note(
    language: Language, claim: MoveClaim, count: RingCount | None, *, is_left_out: bool
) -> dict[str, Any]:
    say = language.text
    lines = [
        say(f"rings.claim.{claim.id}", radius_km=claim.radius_km, share=claim.share_percent or 0),
        say(f"rings.quote.{claim.id}", quote=claim.quote, source=claim.source),
    ]
    if count is not None:
        text_id = "rings.count_unknown" if count.unknown else "rings.count"
        lines.append(say(text_id, within=count.within, unknown=count.unknown))
    elif is_left_out:
        lines.append(say("rings.not_asked"))
    return {
        "radius_m": claim.radius_km * _M_PER_KM,
        "row": say(f"rings.row.{claim.id}", radius_km=claim.radius_km, share=claim.share_percent or 0),
        "count": None if count is None else _short(language, count),
        "lines": lines,
    }


def _short(language: Language, count: RingCount) -> str:
    text_id = "rings.short_unknown" if count.unknown else "rings.short"
    return language.text(text_id, within=count.within, unknown=count.unknown)
