"""``drentsportal case refer`` and ``case referral``: a company referred on, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.moments import date_option
from drentsportal.cli.options import CaseArgument, PrintOptions, add_command
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.contact_log import party_name
from drentsportal.services.referral_log import ReferralFollowUp, ReferralTerms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.cli.session import Session
    from drentsportal.domain.cases.outcome import Referral

NomOption = Annotated[str, typer.Option("--nom-informed", metavar="DATE", help="cli.case.referral.nom")]


class Decision(StrEnum):
    """Whether the other took the company on."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class ReferOptions(PrintOptions):
    """To whom and why, from which gemeente, and whether NOM knows."""

    case: CaseArgument
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="cli.case.refer_to", show_default=False)]
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="cli.case.reason", show_default=False)
    ]
    sender: Annotated[str, typer.Option("--from", metavar="NAME", help="cli.case.referral.from")] = ""
    nom_informed: NomOption = ""
    new_partner: Annotated[bool, typer.Option("--new-partner", help="cli.case.referral.new_partner")] = False


@dataclass(frozen=True, kw_only=True)
class ReferralOptions(PrintOptions):
    """The referrals of a case, or what became known of one."""

    case: CaseArgument
    position: Annotated[int | None, typer.Argument(metavar="NUMBER", help="cli.case.referral.number")] = None
    accepted: Annotated[Decision | None, typer.Option("--accepted", help="cli.case.referral.accepted")] = None
    decided: Annotated[str, typer.Option("--decided", metavar="DATE", help="cli.case.referral.decided")] = ""
    nom_informed: NomOption = ""
    result: Annotated[str, typer.Option("--result", metavar="TEXT", help="cli.case.referral.result")] = ""
    take_back: Annotated[
        str, typer.Option("--take-back", metavar="TEXT", help="cli.case.referral.take_back")
    ] = ""


def register(group: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the commands to the group of cases."""
    add_command(group, "case refer", ReferOptions, refer, open_session)
    add_command(group, "case referral", ReferralOptions, follow, open_session)


def refer(session: Session, options: ReferOptions) -> None:
    """Record that the company was referred on."""
    informed_on = date_option(options.nom_informed, "nom-informed")
    terms = ReferralTerms(
        options.to, options.reason, options.sender, informed_on, is_new_partner=options.new_partner
    )
    session.open(options).referrals.refer(options.case, terms)
    if not options.as_json:
        session.print("cli.case.referral.made", number=options.case, to=options.to)
    _show(session, options)


def follow(session: Session, options: ReferralOptions) -> None:
    """Record what became of a referral, or list all of a case where no number is given."""
    services = session.open(options)
    if options.position is not None and options.take_back:
        services.referrals.take_back(options.case, options.position, options.take_back)
    elif options.position is not None:
        known = ReferralFollowUp(
            is_accepted=None if options.accepted is None else options.accepted is Decision.YES,
            decided_on=date_option(options.decided, "decided"),
            nom_informed_on=date_option(options.nom_informed, "nom-informed"),
            result=options.result,
        )
        services.referrals.follow(options.case, options.position, known)
    _show(session, options)


def referral_content(referrals: Sequence[Referral]) -> list[dict[str, object]]:
    """Write referrals as data."""
    return [
        {
            "made_at": each.made_at_utc.isoformat(),
            "to": {"kind": each.to.kind.value, "id": each.to.id},
            "from": each.from_municipality_code or None,
            "reason": each.reason,
            "nom_informed_on": None if each.nom_informed_on is None else each.nom_informed_on.isoformat(),
            "accepted": each.is_accepted,
            "decided_on": None if each.decided_on is None else each.decided_on.isoformat(),
            "result": each.result,
            "taken_back": each.is_taken_back,
        }
        for each in referrals
    ]


def _show(session: Session, options: ReferOptions | ReferralOptions) -> None:
    referrals = session.services.referrals.referrals(options.case)
    if options.as_json:
        session.terminal.json(referral_content(referrals))
        return
    if not referrals:
        session.print("cli.case.referral.none", number=options.case)
    for position, each in enumerate(referrals, start=1):
        session.print(
            "cli.case.referral.line",
            position=position,
            to=party_name(each.to),
            made_at_utc=each.made_at_utc,
            reason=each.reason,
        )
        accepted = {None: "unknown", True: "yes", False: "no"}[each.is_accepted]
        accepted = "taken_back" if each.is_taken_back else accepted
        session.print(
            "cli.case.referral.standing",
            sender=MUNICIPALITIES.get(each.from_municipality_code)
            or session.say("cli.case.referral.province"),
            nom_informed_on=each.nom_informed_on,
            accepted=session.say(f"cli.case.referral.accepted.{accepted}"),
            decided_on=each.decided_on,
            result=each.result or None,
        )
