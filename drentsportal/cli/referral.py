"""``drentsportal case refer-proposal``: where else a company may fit, and why not here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.match_views import candidate_content, outcome_content, relaxation_content
from drentsportal.cli.options import CaseArgument, PrintOptions, add_command
from drentsportal.domain.match.rejection_words import changes_told
from drentsportal.services.request_values import read_municipalities

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.domain.fairness.referral import ReferralOption, ReferralProposal
    from drentsportal.domain.match.match_result import Rejection


@dataclass(frozen=True, kw_only=True)
class ReferProposalOptions(PrintOptions):
    """The case and the own gemeente."""

    case: CaseArgument
    municipality: Annotated[
        str, typer.Option("--gemeente", metavar="NAME", help="cli.refer.gemeente", show_default=False)
    ]
    note: Annotated[bool, typer.Option("--note", help="cli.refer.note")] = False


def register(group: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command to the group of cases."""
    add_command(group, "case refer-proposal", ReferProposalOptions, run, open_session)


def run(session: Session, options: ReferProposalOptions) -> None:
    """Work the proposal out from the newest match of the case, and note it where that is asked."""
    services = session.open(options)
    code = read_municipalities([options.municipality], "gemeente", regions=())[0]
    proposal = services.referring.proposal(options.case, code)
    if options.note:
        services.referring.note(options.case, proposal)
    if options.as_json:
        session.terminal.json(proposal_content(proposal, session))
    else:
        _print(proposal, session)
    if options.note and not options.as_json:
        session.print("cli.refer.noted", number=options.case)


def proposal_content(proposal: ReferralProposal, session: Session) -> dict[str, object]:
    """Write a proposal as data."""
    left_out = proposal.left_out_statement
    return {
        "municipality_code": proposal.municipality_code,
        "standing": proposal.standing.value,
        "segment_asked": proposal.segment_asked,
        "text": session.say(proposal.statement),
        "own_qualifiers": [candidate_content(each.candidate) for each in proposal.own_cards],
        "own_excluded": [_rejection_content(each, session) for each in proposal.own_rejections],
        "own_excluded_count": proposal.own_rejection_count,
        "failing": dict(proposal.failing),
        "keeping": None if proposal.keeping is None else _rejection_content(proposal.keeping, session),
        "options": [
            {
                **candidate_content(each.candidate),
                "rank": each.rank,
                "neighbour": each.is_neighbour,
                "fits": [session.say(statement) for statement in each.fits],
                "asks": [session.say(statement) for statement in each.asks],
            }
            for each in proposal.options
        ],
        "left_out": [{**candidate_content(each.candidate), "rank": each.rank} for each in proposal.left_out],
        "left_out_text": "" if left_out is None else session.say(left_out),
    }


def _rejection_content(rejection: Rejection, session: Session) -> dict[str, object]:
    return {
        **candidate_content(rejection.candidate),
        "requirements": [outcome_content(each, session) for each in rejection.failing],
        "needs_all_changes": rejection.needs_all,
        "building_measured": not rejection.has_unmeasured_building,
        "smallest_changes": [relaxation_content(rejection, each, session) for each in rejection.relaxations],
    }


def _print(proposal: ReferralProposal, session: Session) -> None:
    session.print(proposal.statement)
    for criterion_id, count in proposal.failing:
        session.print("cli.refer.failing", criterion=criterion_id, site_count=count)
    if proposal.keeping is not None:
        session.print("cli.refer.keeping", name=proposal.keeping.candidate.name)
        for change in changes_told(proposal.keeping):
            session.print("cli.refer.change", statement=change)
    elif proposal.own_rejection_count:
        session.print("cli.refer.no_change")
    for option in proposal.options:
        _print_option(option, session)
    if (left_out := proposal.left_out_statement) is not None:
        session.terminal.line()
        session.print(left_out)
    if proposal.options:
        session.terminal.line()
        session.print("referral.no_promise")


def _print_option(option: ReferralOption, session: Session) -> None:
    near = {True: "neighbour", False: "further", None: "border_unknown"}[option.is_neighbour]
    session.terminal.line()
    session.print(
        "cli.refer.option",
        rank=option.rank,
        name=option.candidate.name,
        municipality=option.candidate.municipality_code or None,
        near=session.say(f"referral.{near}"),
    )
    for statement in option.fits:
        session.print("cli.refer.fits", statement=statement)
    for statement in option.asks:
        session.print("cli.refer.asks", statement=statement)
