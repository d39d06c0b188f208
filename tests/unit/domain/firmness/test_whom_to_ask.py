"""Questions on the grid go to whom the contacts name for it; else to the gemeente, which is said."""

from __future__ import annotations

import pytest

from drentsportal.domain.firmness.question_value import OpenQuestion, QuestionList
from drentsportal.domain.firmness.whom_to_ask import scope_asked, sent_to
from drentsportal.domain.message import message
from drentsportal.domain.sites.site import ContactPoint
from drentsportal.domain.values import PartialDate

EMMEN, MEPPEL = "GM0114", "GM0119"


def contact(scope: str) -> ContactPoint:
    """Make a function of a scope."""
    return ContactPoint(scope, scope, "Klantteam", "Net", "", "", "Lijst", PartialDate(2026))


def asked(criterion_id: str, scope: str = EMMEN) -> OpenQuestion:
    """Make a question to a gemeente."""
    text = message("question.height", name="Emmen")
    return OpenQuestion(
        candidate_id="e",
        candidate_name="Emmen",
        rank=1,
        criterion_id=criterion_id,
        required=True,
        preferred=False,
        scope=scope,
        text=text,
        changing=1,
        answers=2,
        why=text,
    )


@pytest.mark.parametrize(
    ("criterion_id", "scope", "contacts", "to"),
    [
        ("grid_demand", EMMEN, ("netbeheerder", EMMEN), "netbeheerder"),
        ("grid_feed", EMMEN, ("netbeheerder", f"netbeheerder:{EMMEN}"), f"netbeheerder:{EMMEN}"),
        ("grid_feed", MEPPEL, ("netbeheerder", f"netbeheerder:{EMMEN}"), "netbeheerder"),
        ("grid_demand", MEPPEL, (f"netbeheerder:{EMMEN}", MEPPEL), MEPPEL),
        ("height", EMMEN, ("netbeheerder", EMMEN), EMMEN),
        ("grid_demand", "province", ("netbeheerder",), "province"),
    ],
)
def test_the_contacts_decide_whom(criterion_id: str, scope: str, contacts: tuple[str, ...], to: str) -> None:
    """The operator of the gemeente, else that of all; no area is guessed, and the province stays."""
    assert scope_asked(criterion_id, scope, contacts) == to


def test_a_gemeente_that_stands_in_is_told_so() -> None:
    """Only where the question is one for a grid operator that nobody named."""
    questions = QuestionList((asked("grid_demand"), asked("height")), (asked("grid_feed", MEPPEL),))
    sent = sent_to(questions, [contact(f"netbeheerder:{MEPPEL}")])
    grid, height = sent.deciding
    assert (grid.scope, grid.text) == (EMMEN, message("question.no_grid_operator", question=asked("x").text))
    assert height == asked("height")
    (feed,) = sent.others
    assert (feed.scope, feed.text) == (f"netbeheerder:{MEPPEL}", asked("x").text)
    assert {each.scope for each in sent.sets()} == {EMMEN}
    assert len(sent.sets()[0].questions) == 2
