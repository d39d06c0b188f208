"""What is known of each offered plot about its allocation (Didam), as text and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.cli.values import attribute_content
from drentsportal.domain.fairness.didam import didam_of
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.cli.session import Session
    from drentsportal.domain.fairness.didam import DidamFacts
    from drentsportal.domain.match.matching import MatchResult


def offered_plots(result: MatchResult, session: Session, top: int) -> Iterator[DidamFacts]:
    """Read the facts of the plots that stand for the first ``top`` qualifiers, 0 for all, in their order."""
    catalogue, version = session.services.catalogue, result.data_version
    count = min(top, result.qualifier_count) if top else result.qualifier_count
    for candidate_id in result.ranking()[:count]:
        candidate = result.candidate(candidate_id)
        park_name = candidate.name if candidate.kind is SiteKind.PARK else ""
        yield from didam_of([catalogue.site(each, version) for each in candidate.offer_ids], park_name)


def didam_content(facts: DidamFacts, session: Session) -> dict[str, object]:
    """Write the facts of one plot as data."""
    return {
        "plot_id": facts.plot_id,
        "name": facts.name,
        "municipality_code": facts.municipality_code,
        "bearing": facts.bearing.value,
        "seller": attribute_content(facts.seller),
        "procedure": attribute_content(facts.procedure),
        "published_on": attribute_content(facts.published_on),
        "link": attribute_content(facts.link),
        "text": session.say(facts.statement),
        "questions": [
            {"attribute": each.attribute_id, "scope": each.scope, "text": session.say(each.text)}
            for each in facts.questions
        ],
    }


def print_didam(result: MatchResult, session: Session, top: int) -> None:
    """Print the facts of the offered plots, with what must be asked."""
    session.terminal.line()
    session.print("cli.didam.heading")
    none = True
    for facts in offered_plots(result, session, top):
        none = False
        session.print("cli.didam.fact", statement=facts.statement)
        for question in facts.questions:
            session.print("cli.didam.question", text=question.text)
    if none:
        session.print("cli.didam.no_plots")
