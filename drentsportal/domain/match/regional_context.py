"""What else the documents tell of the regions whose rules speak for candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.sectors.regional_profile import context_key
from drentsportal.domain.source_names import without_line_references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.domain.match.match_result import ScoreCard
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.message import Message


def regional_context(result: MatchResult, cards: Iterable[ScoreCard]) -> tuple[str, ...]:
    """Return the contexts of the rules that are named on score cards, each once, with their sources."""
    kept = result.inputs.offers.rule_texts
    texts = {rule_id: without_line_references(text) for rule_id, text in kept.items()}
    named = {
        rule
        for card in cards
        for each in card.contributions
        if each.criterion_id == "regional_profile"
        for rule in _rules_in(each.statement)
    }
    told = (texts.get(context_key(rule_id)) for rule_id, text in texts.items() if text in named)
    return tuple(dict.fromkeys(each for each in told if each))


def _rules_in(statement: Message) -> tuple[str, ...]:
    """Return the words of the rules that a statement names; none where no rule fired."""
    rules = statement.named.get("rules", ())
    return tuple(str(each) for each in rules) if isinstance(rules, tuple) else ()
