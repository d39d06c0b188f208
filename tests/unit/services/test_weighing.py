"""Weights of a case: kept per person, combined, applied with how they came about; on both stores."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.asking.request import Preference
from drentsportal.domain.cases.case import EventKind, RequestChannel
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.weighing.weight_proposal import WeightProposal, proposal_of
from drentsportal.domain.weighing.weight_vote import (
    PairJudgement,
    SliderWeights,
    WeightMethod,
    WishComparisons,
    WishRanking,
)
from drentsportal.errors import InputError, NotFoundError, QuestionError
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.services.weighing import Weighing, read_comparisons
from tests.fakes import OFFICER
from tests.unit.services.desk_harness import FRIDAY, REQUEST, Desk

BERT = Actor("Bert Jansen", "Gemeente Emmen", Role.READER)
WISHED = replace(
    REQUEST,
    preferences=(
        Preference("segment", 30, ("heavy_industry",)),
        Preference("price", 20),
        Preference("reuse", 5),
    ),
)
SLIDERS = SliderWeights((("segment", 10), ("price", 30), ("reuse", 10)))
RANKING = WishRanking((("price",), ("reuse", "segment")))


def weighing(desk: Desk) -> Weighing:
    """Wire the service over the store as it is now."""
    reference = TomlReference(resources_dir())
    return Weighing(desk.workspace, desk.desk, reference, desk.clock, desk.actors)


def opened(desk: Desk) -> str:
    """Open a case with three wishes."""
    return desk.intake.open_case(WISHED, RequestChannel.NOM, FRIDAY)[0].number


def test_the_newest_vote_of_each_person_counts_over_a_restart(desk: Desk) -> None:
    """Every version stays; one person is one person however the name is written."""
    number = opened(desk)
    first, changes = weighing(desk).vote(number, SLIDERS)
    weighing(desk).vote(number, SLIDERS, BERT)
    second, _ = weighing(desk).vote(number, RANKING, replace(BERT, name=" bert jansen "))
    assert changes.cases == {number}
    desk.restart()
    service = weighing(desk)
    assert [each.version for each in service.versions(number)] == [1, 2, 3]
    assert service.votes(number) == (first, second)
    assert second.entered_by == OFFICER
    group = service.group(number)
    assert group.combined is not None
    assert sum(group.combined.weights.values()) == 10_000


def test_a_vote_stands_on_the_timeline_without_its_figures(desk: Desk) -> None:
    """Who weighed, and the version; the request is as it was."""
    number = opened(desk)
    weighing(desk).vote(number, SLIDERS, BERT)
    event = desk.desk.timeline(number)[-1]
    assert (event.kind, event.details) == (EventKind.WEIGHED, {"name": "Bert Jansen", "version": "1"})
    assert desk.desk.case(number).request == WISHED


def test_applied_weights_reach_the_request_and_the_timeline_says_how(desk: Desk) -> None:
    """Whole per cents; what a wish compares with stays; the method and the voters are told."""
    number, service = opened(desk), weighing(desk)
    service.vote(number, SLIDERS)
    service.vote(number, RANKING, BERT)
    proposal = service.group(number).proposal()
    assert proposal is not None
    case, _ = service.apply(number, proposal)
    weights = {each.criterion_id: each.weight for each in case.request.preferences}
    assert sum(weights.values()) == 100
    assert weights == proposal.whole(keep_small=False)
    assert case.request.preferences[0].target == ("heavy_industry",)
    event = desk.desk.timeline(number)[-1]
    assert event.kind is EventKind.REQUEST_CHANGED
    assert event.details["weights_by"] == "group"
    assert event.details["voters"] == f"{OFFICER.name}, Bert Jansen"
    service.apply(number, proposal_of(SLIDERS))
    assert {each.criterion_id: each.weight for each in desk.desk.case(number).request.preferences} == {
        "segment": 10,
        "price": 30,
        "reuse": 10,
    }


def test_a_wish_that_rounding_would_drop_is_asked_about(desk: Desk) -> None:
    """Nothing is stored until a person says keep or drop."""
    number, service = opened(desk), weighing(desk)
    proposal = WeightProposal(WeightMethod.PAIRS, {"segment": 9950, "price": 30, "reuse": 20})
    with pytest.raises(QuestionError) as asked:
        service.apply(number, proposal)
    assert asked.value.choices == ("keep", "drop")
    assert desk.desk.case(number).request == WISHED
    kept = service.changed_request(WISHED, proposal, "keep")
    dropped = service.changed_request(WISHED, proposal, "drop")
    assert [each.weight for each in kept.preferences] == [98, 1, 1]
    assert [each.weight for each in dropped.preferences] == [100, 0, 0]


def test_votes_on_other_wishes_are_refused_and_older_ones_are_left_out(desk: Desk) -> None:
    """A wish too few or too many is named; a change of the wishes takes votes out of the sum."""
    number, service = opened(desk), weighing(desk)
    for given, message_id in (
        (SliderWeights((("price", 1),)), "error.weighing.missing"),
        (SliderWeights((*SLIDERS.weights, ("water", 1))), "error.weighing.unasked"),
    ):
        with pytest.raises(InputError) as refused:
            service.vote(number, given)
        assert refused.value.message_id == message_id
    with pytest.raises(InputError):
        service.vote(number, SLIDERS, replace(BERT, name=" "))
    service.vote(number, SLIDERS)
    desk.desk.change_request(number, replace(WISHED, preferences=WISHED.preferences[:2]))
    group = service.group(number)
    assert (group.combined, len(group.left_out)) == (None, 1)


def test_without_wishes_of_its_own_a_request_is_weighed_by_its_profile(desk: Desk) -> None:
    """Those that stand in the profile, and they become wishes of the request when applied."""
    number = desk.intake.open_case(REQUEST, RequestChannel.NOM, FRIDAY)[0].number
    service = weighing(desk)
    wishes = service.wishes(REQUEST)
    assert wishes
    case, _ = service.apply(number, proposal_of(SliderWeights(tuple((each, 5) for each in wishes))))
    assert {each.criterion_id for each in case.request.preferences} == set(wishes)


def test_damage_is_told_and_nothing_is_guessed(desk: Desk) -> None:
    """Weights that do not sum to 10,000 were altered."""
    number, service = opened(desk), weighing(desk)
    vote, _ = service.vote(number, SLIDERS)
    with desk.workspace.reading() as unit:
        content = json.loads(unit.cases.papers(number, PaperKind.WEIGHT_VOTE)[0].content)
    content["weights"]["price"] += 1
    paper = CasePaper(PaperKind.WEIGHT_VOTE, 2, vote.at_utc, OFFICER, json.dumps(content))
    with desk.workspace.unit_of_work() as work:
        work.cases.add_paper(number, paper)
        work.commit()
    with pytest.raises(InputError) as told:
        service.votes(number)
    assert told.value.message_id == "error.weighing.damaged"


def test_an_unknown_case_has_no_votes(desk: Desk) -> None:
    """Neither to read nor to add."""
    with pytest.raises(NotFoundError):
        weighing(desk).votes("D-2026-0999")
    with pytest.raises(NotFoundError):
        weighing(desk).vote("D-2026-0999", SLIDERS)


def test_comparisons_are_read_from_a_file() -> None:
    """A list, or an object that holds it; anything else is refused."""
    listed = '[{"first": "price", "second": "reuse", "times": 3}]'
    wanted = WishComparisons(("price", "reuse"), (PairJudgement("price", "reuse", 3),))
    assert read_comparisons(listed, ("price", "reuse")) == wanted
    assert read_comparisons(f'{{"pairs": {listed}}}', ("price", "reuse")) == wanted
    for text in ("", "{}", "3", '[{"first": "price"}]', '[{"first":"a","second":"b","times":1.5}]', "[3]"):
        with pytest.raises(InputError):
            read_comparisons(text, ("price", "reuse"))


def test_a_person_is_the_one_at_the_desk_unless_another_is_named(desk: Desk) -> None:
    """Naming oneself is oneself."""
    service = weighing(desk)
    assert service.person() == service.person(OFFICER.name) == OFFICER
    assert service.person("Bert", "Gemeente Emmen") == Actor("Bert", "Gemeente Emmen", Role.READER)
