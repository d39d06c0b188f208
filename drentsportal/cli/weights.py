"""``drentsportal case weights``: sets the weights of a request, by one person or by several together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import CaseArgument, PrintOptions, add_command
from drentsportal.cli.session import read_text_file
from drentsportal.domain.asking.request_check import MOST_WEIGHT
from drentsportal.domain.decision import CONSISTENT_UP_TO, consistency_advice
from drentsportal.domain.match.printed_parts import printed_weights
from drentsportal.domain.message import message
from drentsportal.domain.weighing.weight_data import input_to_data
from drentsportal.domain.weighing.weight_proposal import WeightProposal, proposal_of
from drentsportal.domain.weighing.weight_vote import SliderWeights, WeightMethod, WishComparisons, WishRanking
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.weighing import read_comparisons

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.cli.session import Session
    from drentsportal.domain.actor import Actor
    from drentsportal.domain.message import Message
    from drentsportal.domain.weighing.weight_vote import WeightInput, WeightVote


class WeightsToUse(StrEnum):
    """Which weights a request gets."""

    MINE = "mine"
    COMBINED = "combined"
    COMBINED_PAIRS = "combined-pairs"


class SmallWeights(StrEnum):
    """What becomes of a wish that rounding would bring to 0."""

    KEEP = "keep"
    DROP = "drop"


@dataclass(frozen=True, kw_only=True)
class WeightsOptions(PrintOptions):
    """The case, what a person weighs, and whether the request gets it."""

    case: CaseArgument
    rank: Annotated[str | None, typer.Option("--rank", metavar="LIST", help="cli.weights.rank")] = None
    pairs: Annotated[Path | None, typer.Option("--pairs", metavar="FILE", help="cli.weights.pairs")] = None
    set_to: Annotated[list[str] | None, typer.Option("--set", metavar="WISH=N", help="cli.weights.set")] = (
        None
    )
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="cli.weights.person")] = ""
    organisation: Annotated[
        str, typer.Option("--organisation", metavar="NAME", help="cli.weights.organisation")
    ] = ""
    show: Annotated[bool, typer.Option("--show", help="cli.weights.show")] = False
    apply: Annotated[
        WeightsToUse | None, typer.Option("--apply", help="cli.weights.apply", show_default=False)
    ] = None
    small: Annotated[
        SmallWeights | None, typer.Option("--small", help="cli.weights.small", show_default=False)
    ] = None


def register(group: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command to the group of cases."""
    add_command(group, "case weights", WeightsOptions, run, open_session)


def run(session: Session, options: WeightsOptions) -> None:
    """Keep what a person weighs, use it where that is asked, and show how the case stands then."""
    if sum(each is not None for each in (options.rank, options.pairs, options.set_to)) > 1:
        raise InputError("error.weighing.one_way", field="set")
    pairs_text = None if options.pairs is None else read_text_file(options.pairs, "pairs")
    services = session.open(options)
    weighing = services.weighing
    person = weighing.person(options.person, options.organisation)
    wishes = weighing.wishes(services.desk.case(options.case).request)
    given = _given(options, pairs_text, wishes)
    if given is not None:
        vote, _ = weighing.vote(options.case, given, person)
        _tell_kept(session, options, vote)
    if options.apply is not None:
        proposal = _proposal(session, options, person)
        weighing.apply(options.case, proposal, "" if options.small is None else options.small.value)
        if not options.as_json:
            _print(session, "applied", proposal.method, number=options.case)
    if options.as_json:
        session.terminal.json(weights_content(session, options.case))
    elif options.show or (given is None and options.apply is None):
        _print_group(session, options.case)


def weights_content(session: Session, number: str) -> dict[str, object]:
    """Write the weights of a case as data: of the request, of each person, and combined; internal."""
    services = session.services
    request = services.desk.case(number).request
    group = services.weighing.group(number)
    combined, judged = group.combined, group.judged
    return {
        "number": number,
        "wishes": list(services.weighing.wishes(request)),
        "request": {each.criterion_id: each.weight for each in request.preferences},
        "votes": [_vote_content(each, session) for each in (*group.counted, *group.left_out)],
        "left_out": [each.person.name for each in group.left_out],
        "combined": None
        if combined is None
        else {
            "weights": dict(combined.weights),
            "furthest_off": combined.furthest_off,
            "distances": dict(combined.distances),
            "spreads": [
                {
                    "criterion": each.criterion_id,
                    "least": each.least,
                    "least_by": each.least_by,
                    "most": each.most,
                    "most_by": each.most_by,
                }
                for each in combined.spreads
            ],
        },
        "combined_pairs": None
        if judged is None
        else {"weights": dict(judged.weights), "consistency_ratio": judged.consistency_ratio},
    }


def _given(options: WeightsOptions, pairs_text: str | None, wishes: Sequence[str]) -> WeightInput | None:
    if options.rank is not None:
        groups = (group.split("=") for group in options.rank.split(","))
        return WishRanking(tuple(tuple(filter(None, map(str.strip, group))) for group in groups))
    if pairs_text is not None:
        return read_comparisons(pairs_text, wishes)
    if options.set_to is not None:
        return SliderWeights(tuple(_set_weight(each) for each in options.set_to))
    return None


def _set_weight(text: str) -> tuple[str, int]:
    criterion_id, _, weight = text.partition("=")
    if not (weight.isascii() and weight.isdigit()) or int(weight) > MOST_WEIGHT:
        raise InputError("error.weighing.set_unreadable", field="set", text=text, most=MOST_WEIGHT)
    return criterion_id.strip(), int(weight)


def _proposal(session: Session, options: WeightsOptions, person: Actor) -> WeightProposal:
    group = session.services.weighing.group(options.case)
    if options.apply is WeightsToUse.MINE:
        for each in group.counted:
            if (each.person.name, each.person.organisation) == (person.name, person.organisation):
                return proposal_of(each.given)
        raise NotFoundError("error.weighing.no_vote", field="apply", person=person.name, number=options.case)
    method = WeightMethod.GROUP if options.apply is WeightsToUse.COMBINED else WeightMethod.GROUP_PAIRS
    proposal = group.proposal(method)
    if proposal is None and method is WeightMethod.GROUP_PAIRS and group.counted:
        raise NotFoundError(
            "error.weighing.needs_pairs",
            field="apply",
            number=options.case,
            counted=len(group.counted),
            compared=sum(isinstance(each.given, WishComparisons) for each in group.counted),
        )
    if proposal is None:
        raise NotFoundError("error.weighing.no_group", field="apply", number=options.case)
    return proposal


def _tell_kept(session: Session, options: WeightsOptions, vote: WeightVote) -> None:
    if options.as_json:
        return
    _print(session, "kept", vote.method, number=options.case, person=vote.person.name)
    if isinstance(vote.given, WishComparisons):
        session.print(_consistency(vote.given))


def _consistency(given: WishComparisons) -> Message:
    matrix = given.matrix()
    return consistency_advice(matrix, given.criterion_ids) or message(
        "weighing.consistent", ratio=given.result().consistency_ratio, limit=CONSISTENT_UP_TO
    )


def _vote_content(vote: WeightVote, session: Session) -> dict[str, object]:
    content: dict[str, object] = {
        "person": vote.person.name,
        "organisation": vote.person.organisation,
        "at": vote.at_utc.isoformat(),
        "version": vote.version,
        "entered_by": vote.entered_by.name,
        "given": input_to_data(vote.given),
        "weights": dict(vote.weights),
    }
    if isinstance(vote.given, WishComparisons):
        content["consistency_ratio"] = vote.given.result().consistency_ratio
        content["consistency"] = session.say(_consistency(vote.given))
    return content


def _print(session: Session, done: str, method: WeightMethod, **params: object) -> None:
    session.print(f"cli.weights.{done}", method=message(f"weighing.method.{method.value}"), **params)


def _print_group(session: Session, number: str) -> None:
    services = session.services
    group, request = services.weighing.group(number), services.desk.case(number).request
    if group.combined is None:
        session.print("cli.weights.none", number=number)
    else:
        figure = session.language.figures.specs["weight"]
        votes = [printed_weights(vote.weights) for vote in group.counted]
        combined = printed_weights(group.combined.weights)
        stated = {each.criterion_id: str(each.weight) for each in request.preferences}
        columns = [session.say("cli.weights.column.wish"), ">" + session.say("cli.weights.column.request")]
        columns += [f">{name}" for name in (*group.names, session.say("cli.weights.column.combined"))]
        session.terminal.table(
            columns,
            [
                (
                    session.say(f"criterion.{each}"),
                    stated.get(each, ""),
                    *(figure(vote[each]) for vote in votes),
                    figure(combined[each]),
                )
                for each in group.combined.criterion_ids
            ],
        )
    for statement in (*group.sources(), *group.statements()):
        session.print(statement)
