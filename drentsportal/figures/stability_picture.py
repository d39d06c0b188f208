"""The picture of how firm a ranking is, from an analysis and in the words of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.figures.stability_strip import StabilityLine, StabilityWords, stability_strip
from drentsportal.figures.symbology import Theme
from drentsportal.services.firmness_words import share_message

if TYPE_CHECKING:
    from drentsportal.domain.firmness.draws import DrawResult
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.figures.marks import Picture
    from drentsportal.language import Language

SHOWN: Final = 10
"""Candidates in a picture, unless more are asked for."""


def stability_picture(
    result: MatchResult,
    drawn: DrawResult,
    language: Language,
    width_mm: float,
    theme: Theme = Theme.PRINT,
    count: int = SHOWN,
) -> Picture:
    """Draw the first ``count`` candidates and whoever else often leads, where the ranks were counted."""
    lines = [
        StabilityLine(
            name=result.candidate(each.candidate_id).name,
            rank=each.rank,
            share=each.top_count / drawn.count,
            share_words=language.text(share_message(each.top_count, drawn.count)),
            usual=(each.span.p5, each.span.p95),
        )
        for each in drawn.told(count)
        if each.span is not None
    ]
    words = StabilityWords(
        language.text("stability.figure.share"),
        language.text("stability.figure.ranks"),
        language.text("stability.figure.beside"),
    )
    return stability_strip(lines, words, width_mm, theme)
