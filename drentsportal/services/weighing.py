"""Setting the weights of a request: one person's by three methods, several people's side by side.

A vote belongs to the case and is sealed with it; it stands in no export. What people weigh becomes the
weights of the request only when somebody applies it; the timeline says by which method and from whose votes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from drentsportal.domain.actor import Actor, Role, one_line
from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.match.criteria import WEIGHT_SUM
from drentsportal.domain.message import message
from drentsportal.domain.weighing.weight_data import input_from_data, input_to_data, judgements_from_data
from drentsportal.domain.weighing.weight_proposal import GroupWeights, group_weights, weighed_request, wished
from drentsportal.domain.weighing.weight_vote import (
    WeightVote,
    WishComparisons,
    criteria_of,
    in_order,
    weights_of,
)
from drentsportal.errors import InputError, QuestionError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.changes import ChangeSet
from drentsportal.services.kept_papers import next_paper, note_work, read_paper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.weighing.weight_proposal import WeightProposal
    from drentsportal.domain.weighing.weight_vote import WeightInput
    from drentsportal.services.case_desk import CaseDesk
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.workspace import Workspace

SMALL_CHOICES = ("keep", "drop")
"""What can be answered where rounding would bring a wish to 0: keep it at 1 per cent, or let it drop out."""


class Weighing:
    """The weights of the cases of a workspace, and who gave them."""

    def __init__(
        self,
        workspace: Workspace,
        desk: CaseDesk,
        reference: ReferenceData,
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep what is needed, and the person at the desk."""
        self._workspace = workspace
        self._desk = desk
        self._reference = reference
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    def wishes(self, request: LocationRequest) -> tuple[str, ...]:
        """Name the wishes of a request that can be weighed; raises ``NotFoundError`` for its profile."""
        return wished(request, self._reference.profile(request.profile_id))

    def person(self, name: str = "", organisation: str = "") -> Actor:
        """Return whose weights are meant: the person at the desk, unless another is named."""
        own = self._actors.current()
        name, organisation = one_line(name), one_line(organisation)
        if not name.strip() or (name.strip(), organisation.strip() or own.organisation) == (
            own.name,
            own.organisation,
        ):
            return own
        return Actor(name.strip(), organisation.strip(), Role.READER)

    def versions(self, number: str) -> tuple[WeightVote, ...]:
        """Return every vote that was kept, oldest first, which is logged; raises ``NotFoundError``."""
        with self._workspace.reading() as unit:
            unit.cases.get(number)
            found = tuple(_vote(each) for each in unit.cases.papers(number, PaperKind.WEIGHT_VOTE))
        self._access.opened(number)
        return found

    def votes(self, number: str) -> tuple[WeightVote, ...]:
        """Return the newest vote of each person, by name; raises as ``versions``."""
        newest = {_key(each.person): each for each in self.versions(number)}
        return tuple(newest[key] for key in sorted(newest))

    def group(self, number: str) -> GroupWeights:
        """Lay the votes of a case side by side and combine them; raises as ``versions``."""
        return group_weights(self.votes(number), self.wishes(self._desk.case(number).request))

    def vote(
        self, number: str, given: WeightInput, person: Actor | None = None
    ) -> tuple[WeightVote, ChangeSet]:
        """Keep what somebody weighs, the person at the desk by default; earlier votes stay as they are.

        Raises ``NotFoundError`` for an unknown case, ``InputError`` as ``weights_of``, when a person has no
        name, and when other wishes are weighed than those of the request.
        """
        entered_by = self._actors.current()
        person = person or entered_by
        if not person.name.strip():
            raise InputError("error.weighing.name_missing", field="person", number=number)
        weights = weights_of(given)
        self.check_wishes(self._desk.case(number).request, criteria_of(given))
        content = {"person": _person_data(person), "given": input_to_data(given), "weights": weights}
        now_utc = self._clock.now_utc()
        with self._workspace.unit_of_work() as work:
            paper = next_paper(work.cases, number, PaperKind.WEIGHT_VOTE, content, (now_utc, entered_by))
            details = {"name": person.name, "version": str(paper.version)}
            note_work(work.cases, number, CaseEvent(now_utc, EventKind.WEIGHED, entered_by, details))
            work.commit()
        vote = WeightVote(person, given, weights, now_utc, entered_by, paper.version)
        return vote, ChangeSet(cases=frozenset({number}))

    def apply(self, number: str, proposal: WeightProposal, small: str = "") -> tuple[Case, ChangeSet]:
        """Give the request of a case the proposed weights, with how they came about on the timeline.

        ``small`` answers what becomes of wishes that rounding would bring to 0 (``SMALL_CHOICES``). Raises
        ``QuestionError`` when that is not answered, ``InputError`` for other wishes than those of the request
        or no weight above 0, ``NotFoundError`` for an unknown case.
        """
        request = self.changed_request(self._desk.case(number).request, proposal, small)
        return self._desk.change_request(number, request, told_of(proposal))

    def changed_request(
        self, request: LocationRequest, proposal: WeightProposal, small: str = ""
    ) -> LocationRequest:
        """Return the request with the proposed weights, storing nothing; raises as ``apply``."""
        self.check_wishes(request, tuple(proposal.weights))
        vanishing = proposal.vanishing
        if vanishing and small not in SMALL_CHOICES:
            raise QuestionError(
                "error.weighing.vanishing",
                option="small",
                choices=SMALL_CHOICES,
                vanishing_count=len(vanishing),
                criterion=message(f"criterion.{vanishing[0]}"),
            )
        weights = proposal.whole(keep_small=small == SMALL_CHOICES[0])
        return weighed_request(request, self._reference.profile(request.profile_id), weights)

    def check_wishes(self, request: LocationRequest, criterion_ids: Sequence[str]) -> None:
        """Refuse weights of other wishes than those of the request, naming one; raises ``InputError``."""
        wanted, given = set(self.wishes(request)), set(criterion_ids)
        # Of a name that is none the others seem to be missing, so that is told first.
        differing = (("error.weighing.unasked", given - wanted), ("error.weighing.missing", wanted - given))
        for message_id, ids in differing:
            if ids:
                names, accepted = ", ".join(in_order(ids)), ", ".join(in_order(wanted))
                raise InputError(message_id, field="preferences", criterion_ids=names, accepted=accepted)


def told_of(proposal: WeightProposal) -> dict[str, str]:
    """Return what the timeline keeps of applied weights: the method, and whose votes were combined."""
    told = {"weights_by": proposal.method.value}
    return {**told, "voters": ", ".join(proposal.voters)} if proposal.voters else told


def read_comparisons(text: str, criterion_ids: Sequence[str]) -> WishComparisons:
    """Read comparisons from JSON text: a list of ``first``, ``second`` and ``times`` (whole, 1 to 9).

    Raises ``InputError`` for anything else.
    """
    try:
        data = json.loads(text)
        listed = data["pairs"] if isinstance(data, dict) else data
        return WishComparisons(tuple(criterion_ids), judgements_from_data(listed))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("error.weighing.pairs_unreadable", field="pairs") from error


def _vote(paper: CasePaper) -> WeightVote:
    """Read a kept vote. Raises ``InputError`` when it is damaged."""

    def read(data: dict[str, Any]) -> WeightVote:
        given = input_from_data(data["given"])
        weights = {str(each): int(weight) for each, weight in data["weights"].items()}
        person = data["person"]
        voter = Actor(str(person["name"]), str(person["organisation"]), Role(person["role"]))
        # A vote whose figures were altered must not count in silence.
        if set(weights) != set(criteria_of(given)) or sum(weights.values()) != WEIGHT_SUM:
            raise ValueError(paper.version)
        return WeightVote(voter, given, weights, paper.at_utc, paper.actor, paper.version)

    return read_paper(paper, read, "error.weighing.damaged")


def _person_data(person: Actor) -> Mapping[str, str]:
    return {"name": person.name, "organisation": person.organisation, "role": person.role.value}


def _key(person: Actor) -> tuple[str, str]:
    return person.name.strip().casefold(), person.organisation.strip().casefold()
