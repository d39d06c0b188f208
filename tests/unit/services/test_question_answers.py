"""An answer comes back into the site with who said it and when, as a step that can be undone."""

from __future__ import annotations

import pytest

from drentsportal.domain.entry.number_text import Notation
from drentsportal.domain.firmness.answer_target import AnswerTarget
from drentsportal.domain.message import Message
from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.question_answers import GivenAnswer, QuestionAnswers
from tests.fakes import InMemoryWorkspace
from tests.unit.services.test_editing import TODAY, Upkeep

SOURCE = "antwoord van Accountmanager, Gemeente Emmen"


@pytest.fixture
def upkeep() -> Upkeep:
    """Give upkeep over a workspace in memory."""
    return Upkeep(InMemoryWorkspace())


def given(attribute_id: str, text: str, site_id: str = "c", as_of: PartialDate = TODAY) -> GivenAnswer:
    """Make an answer about plot c, of which the price is unknown."""
    return GivenAnswer(AnswerTarget(site_id, attribute_id), text, SOURCE, as_of)


def test_an_answer_is_kept_with_source_and_date(upkeep: Upkeep) -> None:
    """Unknown before, known after, unknown again once undone; the same again is no step."""
    answers = QuestionAnswers(upkeep.values)
    assert isinstance(upkeep.catalogue.site("c").attribute("price_eur_m2"), Unknown)
    kept = answers.store(given("price_eur_m2", "62,50"), Notation.COMMA)
    assert kept.data_version is not None
    assert kept.warnings == ()
    assert upkeep.catalogue.site("c").attribute("price_eur_m2") == Known(62.5, SOURCE, TODAY)
    assert answers.store(given("price_eur_m2", "62,50"), Notation.COMMA).data_version is None
    upkeep.history.undo()
    assert isinstance(upkeep.catalogue.site("c").attribute("price_eur_m2"), Unknown)


@pytest.mark.parametrize(
    ("answer", "message_id"),
    [
        (given("price_eur_m2", " "), "error.question.no_answer"),
        (given("price_eur_m2", "1", as_of=PartialDate(2030)), "error.edit.date_to_come"),
        (given("park_management", "true"), "error.question.other_place"),
    ],
)
def test_what_cannot_be_kept_is_refused(upkeep: Upkeep, answer: GivenAnswer, message_id: str) -> None:
    """Empty, of a day to come, or about what the site does not have; nothing is stored."""
    before = upkeep.picture()
    with pytest.raises(InputError) as refused:
        QuestionAnswers(upkeep.values).store(answer, Notation.COMMA)
    assert refused.value.message_id == message_id
    assert upkeep.picture() == before


def test_what_looks_odd_is_kept_and_told(upkeep: Upkeep) -> None:
    """A price of 0 may be meant; whoever fills it in is told."""
    kept = QuestionAnswers(upkeep.values).store(given("price_eur_m2", "0"), Notation.COMMA)
    assert kept.data_version is not None
    assert [each.id for each in kept.warnings] == ["warning.entry.price_zero"]


def test_what_cannot_be_read_and_an_unknown_site_are_refused(upkeep: Upkeep) -> None:
    """Words where a number stands; a plot that is not there."""
    answers = QuestionAnswers(upkeep.values)
    with pytest.raises(InputError):
        answers.store(given("price_eur_m2", "ongeveer zestig"), Notation.COMMA)
    with pytest.raises(NotFoundError):
        answers.store(given("price_eur_m2", "60", site_id="nergens"), Notation.COMMA)


@pytest.mark.parametrize(
    "refused",
    [
        given("park_management", "true"),
        given("price_eur_m2", "60", site_id="nergens"),
        given("area_m2", "ongeveer veel"),
        given("area_m2", ""),
    ],
)
def test_of_several_answers_all_are_kept_or_none(upkeep: Upkeep, refused: GivenAnswer) -> None:
    """A refusal says that nothing was changed, so the good answer before it is not kept either."""
    before = upkeep.picture()
    with pytest.raises((InputError, NotFoundError)):
        QuestionAnswers(upkeep.values).store_all((given("price_eur_m2", "62,50"), refused), Notation.COMMA)
    assert upkeep.picture() == before


def test_a_lowest_above_its_highest_is_refused_with_the_reason(upkeep: Upkeep) -> None:
    """Against what is in use and against what is answered with it; put right together it is kept."""
    answers = QuestionAnswers(upkeep.values)
    answers.store(given("category_max", "3.1"), Notation.COMMA)
    before = upkeep.picture()
    for pair in (
        (given("category_min", "4.2"),),
        (given("category_max", "2"), given("category_min", "3.1")),
    ):
        with pytest.raises(InputError) as refused:
            answers.store_all(pair, Notation.COMMA)
        assert refused.value.message_id == "error.question.contradicts"
        reason = refused.value.params["reason"]
        assert isinstance(reason, Message)
        assert reason.id == "warning.entry.category_order"
        assert upkeep.picture() == before
    kept = answers.store_all((given("category_min", "4.2"), given("category_max", "5.1")), Notation.COMMA)
    assert all(each.data_version is not None for each in kept)
