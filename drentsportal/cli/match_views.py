"""A match as text and as data; no clock time and no generated id, so the same match gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.cli.values import plain
from drentsportal.cli.what_if_views import print_rings, print_what_if, rings_content, what_if_content
from drentsportal.domain.firmness.whom_to_ask import GRID_SCOPE, asks_the_grid
from drentsportal.domain.match.distance_words import NO_DETOUR, way_told
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.printed_parts import HUNDREDTH, printed_parts
from drentsportal.domain.match.regional_context import regional_context
from drentsportal.domain.match.rejection_words import change_told, changes_told
from drentsportal.domain.match.smallest_change import MOST_PROVEN, proven_rejections
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.request_content import request_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.cli.session import Session
    from drentsportal.domain.match.match_result import (
        Candidate,
        Question,
        Rejection,
        Relaxation,
        RequirementOutcome,
        ScoreCard,
    )
    from drentsportal.domain.match.matching import MatchResult

_VERDICTS = {Verdict.FITS: "fits", Verdict.FAILS: "fails", Verdict.CHECK: "check"}


def print_match(result: MatchResult, session: Session, top: int = 0) -> None:
    """Print the ranking, reasons and questions of each, and every excluded one; ``top`` 0 ranks all."""
    session.print(
        "cli.match.heading",
        candidate_count=result.candidate_count,
        qualifier_count=result.qualifier_count,
        rejection_count=result.rejection_count,
        version=result.data_version,
    )
    origin = result.request.origin
    if origin is not None:
        at_rd = f"RD {origin.x_rd}, {origin.y_rd}"
        # A point that was given by its coordinates is called by them already.
        label = origin.label if origin.label == at_rd else f"{origin.label} ({at_rd})"
        factor = result.request.detour_percent
        if factor == NO_DETOUR:
            session.print("cli.match.origin", label=label)
        else:
            session.print("cli.match.origin_detour", label=label, way=way_told(factor))
    session.print(result.rule)
    if _lacks_sector(result):
        session.print("cli.match.no_sector")
    count = min(top, result.qualifier_count) if top else result.qualifier_count
    cards = [result.card(position) for position in range(count)]
    if cards:
        _print_ranking(cards, session)
    else:
        session.print("cli.match.none" if result.candidate_count else "cli.match.no_sites")
    print_rings(result, session)
    for told in regional_context(result, cards):
        session.print("cli.match.region", told=told)
    for card in cards:
        _print_card(card, session)
    if result.rejection_count:
        session.terminal.line()
        session.print("cli.match.excluded", rejection_count=result.rejection_count)
        session.print(result.rejection_rule)
    rejections = proven_rejections(result)
    if any(change.bound for each, _ in rejections for change in each.relaxations):
        session.print("match.bounds")
    _print_unproven(result, [each for each, is_proven in rejections if not is_proven], session)
    for rejection, is_proven in rejections:
        _print_rejection(rejection, session, worked_out=is_proven)
    print_what_if(result, session)


def _lacks_sector(result: MatchResult) -> bool:
    """Whether the regional profile counts while no sector says which accents are meant."""
    counts = any(
        weight and each.criterion_id == "regional_profile"
        for each, weight in zip(result.preferences, result.weights, strict=True)
    )
    return counts and not result.request.sector_group


def _print_ranking(cards: Sequence[ScoreCard], session: Session) -> None:
    names = (">rank", "name", "municipality", ">low", ">point", ">high", ">questions", "id")
    columns = [
        (">" if name.startswith(">") else "") + session.say(f"cli.match.column.{name.removeprefix('>')}")
        for name in names
    ]
    points = session.language.figures.specs["points"]
    rows = [
        (
            str(card.rank),
            card.candidate.name,
            session.language.value(card.candidate.municipality_code or None, "gemeente"),
            points(card.low),
            points(card.point),
            points(card.high),
            str(len(card.questions)),
            card.candidate.id,
        )
        for card in cards
    ]
    session.terminal.line()
    session.terminal.table(columns, rows)


def _print_card(card: ScoreCard, session: Session) -> None:
    session.terminal.line()
    session.print("cli.match.card", rank=card.rank, name=card.candidate.name)
    for outcome in card.outcomes:
        _print_outcome(outcome, session)
    for part, points in zip(card.contributions, _points(card, session), strict=True):
        label = session.say(f"criterion.{part.criterion_id}")
        session.print("cli.match.part", criterion=label, points=points, statement=part.statement)
    for question in card.questions:
        session.print("cli.match.question", scope=_whom(question, session), text=question.text)


def _print_outcome(outcome: RequirementOutcome, session: Session) -> None:
    mark = session.say(f"cli.match.verdict.{_VERDICTS[outcome.verdict]}")
    session.print("cli.match.outcome", verdict=mark, statement=outcome.statement)


def _points(card: ScoreCard, session: Session) -> list[str]:
    """Word what each wish adds, in hundredths that add up; the table of scores has them in tenths."""
    points = session.language.figures.specs["fine_points"]
    low, high = (
        [points(each) for each in printed_parts(ends, HUNDREDTH)]
        for ends in ([each.low for each in card.contributions], [each.high for each in card.contributions])
    )
    return [
        least if part.low == part.high else f"{least} - {most}"
        for part, least, most in zip(card.contributions, low, high, strict=True)
    ]


def _whom(question: Question, session: Session) -> str:
    """Name whom to ask of a match; which grid operator that is, the contacts of a workspace tell."""
    if asks_the_grid(question.criterion_id, question.scope):
        return scope_text(f"{GRID_SCOPE}:{question.scope}", session)
    return scope_text(question.scope, session)


def scope_text(scope: str, session: Session) -> str:
    """Name whom to ask, from the scope alone, so that a replay without a workspace reads the same."""
    kind, colon, name = scope.partition(":")
    if colon and kind == GRID_SCOPE:
        return session.say("cli.scope.netbeheerder_of", name=MUNICIPALITIES.get(name, name))
    if colon:
        return session.say(f"cli.scope.{kind}", name=name)
    if scope in MUNICIPALITIES:
        return session.say("cli.scope.municipality", name=MUNICIPALITIES[scope])
    return session.say(f"cli.scope.{scope}") if f"cli.scope.{scope}" in session.language else scope


def _print_unproven(result: MatchResult, unproven: Sequence[Rejection], session: Session) -> None:
    """Say of how many sites the change is not proven to be the smallest, and why."""
    count = sum(not each.is_barred for each in unproven)
    if not count:
        return
    if result.inputs.ground is None:
        session.print("cli.match.unproven.replay", count=count)
    else:
        session.print("cli.match.unproven", count=count, most=MOST_PROVEN)


def _print_rejection(rejection: Rejection, session: Session, *, worked_out: bool) -> None:
    candidate = rejection.candidate
    municipality = session.language.value(candidate.municipality_code or None, "gemeente")
    session.terminal.line()
    session.print("cli.match.rejected", name=candidate.name, municipality=municipality, id=candidate.id)
    for outcome in rejection.failing:
        _print_outcome(outcome, session)
    said = "cli.match.change" if worked_out else "cli.match.change_listed"
    said = "cli.match.no_change" if rejection.is_barred else said
    for change in changes_told(rejection):
        session.print(said, statement=change)


def match_content(result: MatchResult, session: Session) -> dict[str, object]:
    """Write a match as data; scores are whole numbers of at most 10**10 (100 points)."""
    cards = [result.card(position) for position in range(result.qualifier_count)]
    return {
        "data_version": result.data_version,
        "profile": {"id": result.profile.id, "version": result.profile.version},
        "request": request_content(result.request),
        "rule": session.say(result.rule),
        "regions": list(regional_context(result, cards)),
        "weights": {
            each.criterion_id: weight for each, weight in zip(result.preferences, result.weights, strict=True)
        },
        "candidates": result.candidate_count,
        "ranked": [_card_content(each, session) for each in cards],
        "excluded": [
            _rejection_content(rejection, session, is_proven=is_proven)
            for rejection, is_proven in proven_rejections(result)
        ],
        "exposure": {
            code: {"qualified": qualified, "top_three": top}
            for code, (qualified, top) in result.exposure().items()
        },
        "moves_within": rings_content(result),
        "what_if": what_if_content(result, session),
    }


def candidate_content(candidate: Candidate) -> dict[str, object]:
    """Write a candidate as data."""
    return {
        "id": candidate.id,
        "kind": candidate.kind.value,
        "name": candidate.name,
        "municipality_code": candidate.municipality_code,
        "offer_ids": list(candidate.offer_ids),
        "other_offer_ids": list(candidate.other_offer_ids),
    }


def _card_content(card: ScoreCard, session: Session) -> dict[str, object]:
    return {
        "rank": card.rank,
        **candidate_content(card.candidate),
        "score": {"low": card.low, "point": card.point, "high": card.high},
        "requirements": [outcome_content(each, session) for each in card.outcomes],
        "preferences": [
            {
                "criterion": each.criterion_id,
                "weight": each.weight,
                "low": each.low,
                "point": each.point,
                "high": each.high,
                "text": session.say(each.statement),
            }
            for each in card.contributions
        ],
        "questions": [
            {
                "criterion": each.criterion_id,
                "kind": each.kind.value,
                "scope": each.scope,
                "text": session.say(each.text),
            }
            for each in card.questions
        ],
    }


def _rejection_content(rejection: Rejection, session: Session, *, is_proven: bool) -> dict[str, object]:
    return {
        **candidate_content(rejection.candidate),
        "requirements": [outcome_content(each, session) for each in rejection.outcomes],
        "needs_all_changes": rejection.needs_all,
        "smallest_is_proven": is_proven,
        "building_measured": not rejection.has_unmeasured_building,
        "smallest_changes": [relaxation_content(rejection, each, session) for each in rejection.relaxations],
    }


def relaxation_content(rejection: Rejection, relaxation: Relaxation, session: Session) -> dict[str, object]:
    """Write a change of one requirement as data."""
    return {
        "criterion": relaxation.criterion_id,
        "asked": plain(relaxation.asked),
        "needed": plain(relaxation.needed),
        "bound": None if relaxation.bound is None else relaxation.bound.value,
        "text": session.say(change_told(rejection, relaxation)),
    }


def outcome_content(outcome: RequirementOutcome, session: Session) -> dict[str, object]:
    """Write the outcome of one requirement as data."""
    return {
        "criterion": outcome.criterion_id,
        "verdict": _VERDICTS[outcome.verdict],
        "text": session.say(outcome.statement),
    }
