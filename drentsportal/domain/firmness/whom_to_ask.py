"""Whom a question goes to: questions on room on the grid to the grid operator that the contacts name.

Which operator serves a gemeente is not known here and never guessed; the list of contacts decides. Where it
names none, the gemeente is asked as before, and the question says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.firmness.question_value import QuestionList
from drentsportal.domain.match.readings import GRID_CRITERIA
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import MUNICIPALITIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from drentsportal.domain.firmness.question_value import OpenQuestion
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import ContactPoint

GRID_SCOPE: Final = "netbeheerder"
"""Scope of the grid operator; ``netbeheerder:<CBS code>`` is that of one gemeente and goes first."""


GRID_ATTRIBUTES: Final = frozenset({"scarcity_grid"})
"""What a site tells of the electricity grid: where it is unknown, the same function knows it."""


def asks_the_grid(asked_id: str, scope: str) -> bool:
    """Whether a question on a criterion or attribute that goes to a gemeente is one for its grid operator."""
    return asked_id in GRID_CRITERIA | GRID_ATTRIBUTES and scope in MUNICIPALITIES


def scope_asked(asked_id: str, scope: str, known_scopes: Collection[str]) -> str:
    """Return the scope to ask: the grid operator of the gemeente, else that of all, else ``scope`` itself.

    Advice and factsheet both go by it, so that neither sends a question where the other does not.
    """
    if not asks_the_grid(asked_id, scope):
        return scope
    wanted = (f"{GRID_SCOPE}:{scope}", GRID_SCOPE)
    return next((each for each in wanted if each in known_scopes), scope)


def question_told(criterion_id: str, scope: str, text: Message, known_scopes: Collection[str]) -> Message:
    """Return the question, with why the gemeente is asked where no grid operator is known."""
    if asks_the_grid(criterion_id, scope) and scope_asked(criterion_id, scope, known_scopes) == scope:
        return message("question.no_grid_operator", question=text)
    return text


def sent_to(questions: QuestionList, contacts: Iterable[ContactPoint]) -> QuestionList:
    """Return the questions with the scope that is asked, and why where that is not the one that should be."""
    known = {each.scope for each in contacts}
    return QuestionList(
        tuple(_sent(each, known) for each in questions.deciding),
        tuple(_sent(each, known) for each in questions.others),
    )


def _sent(asked: OpenQuestion, known_scopes: Collection[str]) -> OpenQuestion:
    return replace(
        asked,
        scope=scope_asked(asked.criterion_id, asked.scope, known_scopes),
        text=question_told(asked.criterion_id, asked.scope, asked.text, known_scopes),
    )
