"""Answers to questions: read as anything that is typed, and kept with who answered and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.errors import InputError
from drentsportal.services.site_editing import Attribution

if TYPE_CHECKING:
    from drentsportal.domain.answer_target import AnswerTarget
    from drentsportal.domain.number_text import Notation
    from drentsportal.domain.values import PartialDate
    from drentsportal.services.site_editing import SiteEditing


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What was answered about one attribute, in the words that a person types.

    ``source`` says who answered ("antwoord van ..."), ``as_of`` on what day.
    """

    target: AnswerTarget
    text: str
    source: str
    as_of: PartialDate


class QuestionAnswers:
    """Puts answers in use, each as a step that can be undone."""

    def __init__(self, editing: SiteEditing) -> None:
        """Keep what changes values."""
        self._editing = editing

    def store(self, answer: GivenAnswer, decimal: Notation) -> int | None:
        """Put an answer in use; returns the new data version, ``None`` where it is in use already.

        Raises ``InputError`` for an answer that says nothing or cannot be read, without source or with a date
        to come, and ``NotFoundError`` for an unknown site.
        """
        attribute_id, site_id = answer.target.attribute_id, answer.target.site_id
        if not answer.text.strip():
            raise InputError("error.question.no_answer", field=attribute_id)
        read = self._editing.check(site_id, {attribute_id: answer.text}, decimal)
        if attribute_id in read.refusals:
            raise read.refusals[attribute_id]
        return self._editing.set_values(site_id, read.values, Attribution(answer.source, answer.as_of))
