"""Referrals of a case: to whom the company was referred, why, whether NOM knows, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.actor import one_line
from drentsportal.domain.cases import case_rules
from drentsportal.domain.cases.case import CaseEvent, CaseStatus, EventKind
from drentsportal.domain.cases.case_papers import referral_from_data, referral_to_data
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.outcome import Referral
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.errors import InputError, NotFoundError, QuestionError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.changes import ChangeSet
from drentsportal.services.contact_log import party_name, party_of
from drentsportal.services.kept_papers import next_paper, read_paper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from drentsportal.domain.cases.case import Case
    from drentsportal.services.ports.cases import CaseReader
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import UnitOfWork, Workspace


KNOWN_PARTNERS: Final = ("NOM", "RVO", "SNN", "KVK", "NFIA", "Oost NL", "Invest-NL")
"""Partners outside the gemeenten to whom a company can be referred without more. Own choice."""


@dataclass(frozen=True, slots=True)
class ReferralTerms:
    """What a referral says. ``to`` and ``from_municipality`` are names or codes; the latter may be empty.

    ``is_new_partner`` says that ``to`` is meant as it stands, though nothing of that name is known.
    """

    to: str
    reason: str
    from_municipality: str = ""
    nom_informed_on: date | None = None
    is_new_partner: bool = False


@dataclass(frozen=True, slots=True)
class ReferralFollowUp:
    """What became known since; ``None`` and empty leave what was known."""

    is_accepted: bool | None = None
    decided_on: date | None = None
    nom_informed_on: date | None = None
    result: str = ""


class ReferralLog:
    """Keeps referrals as a paper of the case, version by version, with a line in the timeline per step."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the time and the person at the desk."""
        self._workspace = workspace
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    def refer(self, number: str, terms: ReferralTerms) -> tuple[Case, ChangeSet]:
        """Record that the company was referred on; the clock runs until the answer. A case can have several.

        Raises ``InputError`` without a receiver or reason, for an unknown gemeente that referred, a receiver
        that is the same gemeente, a day in the future, or a closed case; ``QuestionError`` for a receiver
        that is no gemeente of Drenthe and no known partner, unless it is said to be a new one.
        """
        if not terms.to.strip() or not terms.reason.strip():
            raise InputError("error.case.referral_incomplete", field="to", number=number)
        now_utc = self._clock.now_utc()
        self._check_day(terms.nom_informed_on, "nom_informed")
        to, sender = party_of(terms.to), _municipality(terms.from_municipality)
        if to.kind is PartyKind.MUNICIPALITY and to.id == sender:
            raise InputError("error.referral.to_itself", field="to", name=party_name(to))
        with self._workspace.unit_of_work() as work:
            if to.kind is PartyKind.PARTNER and not terms.is_new_partner:
                to = _known_partner(work, to)
            made = Referral(now_utc, to, terms.reason.strip(), sender, terms.nom_informed_on)
            case = work.cases.get(number)
            if case.status is not CaseStatus.REFERRED:
                case = case_rules.refer(case, now_utc)
            saved = work.cases.save(case)
            # In the timeline stands what was typed, as people call it.
            details = {"to": one_line(terms.to), "reason": made.reason, "from": sender}
            told = {name: text for name, text in details.items() if text}
            self._keep(work, number, (*referrals_of(work.cases, number), made), (EventKind.REFERRED, told))
            work.commit()
        return saved, ChangeSet(cases=frozenset({number}))

    def follow(self, number: str, position: int, known: ReferralFollowUp) -> tuple[Referral, ChangeSet]:
        """Record what became of a referral, counted from 1 in the order in which they were made.

        Raises ``NotFoundError`` for one that is not there; ``InputError`` when nothing is told, for a day in
        the future or before the referral, and for a day of decision without a decision.
        """
        if known == ReferralFollowUp():
            raise InputError("error.referral.nothing_told", field="result", number=number)
        self._check_day(known.nom_informed_on, "nom_informed")
        self._check_day(known.decided_on, "decided")
        with self._workspace.unit_of_work() as work:
            kept = _with_position(work, number, position)
            followed = self._followed(kept[position - 1], known)
            kept[position - 1] = followed
            details = _told(followed, position, known)
            self._keep(work, number, kept, (EventKind.REFERRAL_FOLLOWED, details))
            work.commit()
        return followed, ChangeSet(cases=frozenset({number}))

    def take_back(self, number: str, position: int, reason: str) -> tuple[Referral, ChangeSet]:
        """Take a referral back that should not have been made: it stays in its place and counts nowhere.

        The case is worked on again, or answered, when no other referral stands. Raises ``NotFoundError`` for
        one that is not there, ``InputError`` without a reason and for one that was taken back before.
        """
        if not reason.strip():
            raise InputError("error.referral.take_back_reason", field="take_back", number=number)
        with self._workspace.unit_of_work() as work:
            kept = _with_position(work, number, position)
            taken = replace(kept[position - 1], is_taken_back=True)
            kept[position - 1] = taken
            if all(each.is_taken_back for each in kept):
                work.cases.save(case_rules.without_referral(work.cases.get(number)))
            details = {"to": party_name(taken.to), "position": str(position), "taken_back": reason.strip()}
            self._keep(work, number, kept, (EventKind.REFERRAL_FOLLOWED, details))
            work.commit()
        return taken, ChangeSet(cases=frozenset({number}))

    def referrals(self, number: str) -> tuple[Referral, ...]:
        """Return the referrals of a case, in the order in which they were made; a look, which is logged.

        Raises ``NotFoundError``.
        """
        with self._workspace.reading() as unit:
            found = referrals_of(unit.cases, number)
        self._access.opened(number)
        return found

    def all(self) -> dict[str, tuple[Referral, ...]]:
        """Return the referrals of every case that has some, by number; for ``digest_of`` and reports."""
        with self._workspace.reading() as unit:
            papers = unit.cases.latest_papers(PaperKind.REFERRALS)
        return {number: read_referrals(paper) for number, paper in sorted(papers.items())}

    def _followed(self, before: Referral, known: ReferralFollowUp) -> Referral:
        is_accepted = before.is_accepted if known.is_accepted is None else known.is_accepted
        decided_on = known.decided_on or before.decided_on
        if known.is_accepted is not None and known.decided_on is None:
            decided_on = self._today()
        if decided_on is not None and is_accepted is None:
            raise InputError("error.referral.no_decision", field="decided")
        made_on = before.made_at_utc.astimezone(DUTCH_TIME).date()
        if decided_on is not None and decided_on < made_on:
            raise InputError("error.referral.too_early", field="decided", day=decided_on, made_on=made_on)
        return replace(
            before,
            is_accepted=is_accepted,
            decided_on=decided_on,
            nom_informed_on=known.nom_informed_on or before.nom_informed_on,
            result=known.result.strip() or before.result,
        )

    def _keep(
        self,
        work: UnitOfWork,
        number: str,
        referrals: Sequence[Referral],
        told: tuple[EventKind, Mapping[str, str]],
    ) -> None:
        kind, details = told
        actor, now_utc = self._actors.current(), self._clock.now_utc()
        content = [referral_to_data(each) for each in referrals]
        next_paper(work.cases, number, PaperKind.REFERRALS, content, (now_utc, actor))
        work.cases.add_event(number, CaseEvent(now_utc, kind, actor, dict(details)))

    def _today(self) -> date:
        return self._clock.now_utc().astimezone(DUTCH_TIME).date()

    def _check_day(self, day: date | None, field: str) -> None:
        if day is not None and day > self._today():
            raise InputError("error.referral.day_in_future", field=field, day=day)


def _with_position(work: UnitOfWork, number: str, position: int) -> list[Referral]:
    """Return the referrals of a case; raises where there is none at a position that still stands."""
    kept = list(referrals_of(work.cases, number))
    if not 1 <= position <= len(kept):
        raise NotFoundError("error.referral.not_found", number=number, position=position)
    if kept[position - 1].is_taken_back:
        raise InputError("error.referral.taken_back", field="position", number=number, position=position)
    return kept


def _known_partner(work: UnitOfWork, to: Party) -> Party:
    """Return a partner as it is known: of our list, of the contact log, or of an earlier referral."""
    names = [*KNOWN_PARTNERS]
    names += [party.id for party, _ in work.relations.moment_times() if party.kind is PartyKind.PARTNER]
    for paper in work.cases.latest_papers(PaperKind.REFERRALS).values():
        parties = (each.to for each in read_referrals(paper) if not each.is_taken_back)
        names += [each.id for each in parties if each.kind is PartyKind.PARTNER]
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(_folded(name), name)
    if _folded(to.id) not in known:
        partners = tuple(sorted(known.values(), key=str.casefold))
        raise QuestionError(
            "error.referral.unknown_party", option="--new-partner", text=to.id, partners=partners
        )
    return Party(to.kind, known[_folded(to.id)])


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def referrals_of(cases: CaseReader, number: str) -> tuple[Referral, ...]:
    """Return the referrals of a case as its newest paper tells them; none where it has none."""
    papers = cases.papers(number, PaperKind.REFERRALS)
    return read_referrals(papers[-1]) if papers else ()


def read_referrals(paper: CasePaper) -> tuple[Referral, ...]:
    """Read what a paper of referrals holds."""
    return read_paper(paper, _referrals_from_data)


def _referrals_from_data(data: list[dict[str, Any]]) -> tuple[Referral, ...]:
    return tuple(referral_from_data(each) for each in data)


def _municipality(text: str) -> str:
    if not text.strip():
        return ""
    party = party_of(text)
    if party.kind is not PartyKind.MUNICIPALITY:
        raise InputError("error.referral.from_unknown", field="from", text=text)
    return party.id


def _told(referral: Referral, position: int, known: ReferralFollowUp) -> dict[str, str]:
    """Return what a step of following tells: only what it added."""
    details = {"to": party_name(referral.to), "position": str(position), "result": known.result.strip()}
    if known.is_accepted is not None:
        details["accepted"] = "yes" if known.is_accepted else "no"
    if known.nom_informed_on is not None:
        details["nom_informed_on"] = known.nom_informed_on.isoformat()
    return {name: text for name, text in details.items() if text}
