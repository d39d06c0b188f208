"""Answers to questions: read as anything that is typed, and kept with who answered and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.actor import one_line
from drentsportal.errors import InputError
from drentsportal.services.site_editing import Attribution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.entry.number_text import Notation
    from drentsportal.domain.firmness.answer_target import AnswerTarget
    from drentsportal.domain.message import Message
    from drentsportal.domain.values import PartialDate
    from drentsportal.services.site_editing import SiteEditing


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What was answered about one attribute, in the words that a person types.

    ``source`` says who answered ("antwoord van ..."), kept as one line; ``as_of`` on what day.
    """

    target: AnswerTarget
    text: str
    source: str
    as_of: PartialDate


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The data version with an answer in it, ``None`` where it was in use already, and what looks odd."""

    data_version: int | None
    warnings: tuple[Message, ...]


class QuestionAnswers:
    """Puts answers in use, each as a step that can be undone."""

    def __init__(self, editing: SiteEditing) -> None:
        """Keep what changes values."""
        self._editing = editing

    def store(self, answer: GivenAnswer, decimal: Notation) -> KeptAnswer:
        """Put one answer in use; see ``store_all``."""
        return self.store_all((answer,), decimal)[0]

    def store_all(self, answers: Sequence[GivenAnswer], decimal: Notation) -> tuple[KeptAnswer, ...]:
        """Put answers in use, all or none; what looks odd is kept as well, and told.

        Raises ``InputError`` for an answer that says nothing or cannot be read, about what the site does not
        have, without source or with a date to come, and for a lowest above its highest, and
        ``NotFoundError`` for an unknown site.
        """
        read = [self._read(each, decimal) for each in answers]
        for site_id in dict.fromkeys(each.target.site_id for each in answers):
            together: dict[str, object | None] = {}
            for each, values in zip(answers, read, strict=True):
                together |= values if each.target.site_id == site_id else {}
            self._check_ends(site_id, together)
        return tuple(self._kept(each, values) for each, values in zip(answers, read, strict=True))

    def _read(self, answer: GivenAnswer, decimal: Notation) -> dict[str, object | None]:
        """Read an answer and see whether it can be kept; raises as ``store_all``."""
        attribute_id, site_id = answer.target.attribute_id, answer.target.site_id
        if not answer.text.strip():
            raise InputError("error.question.no_answer", field=attribute_id)
        read = self._editing.check(site_id, {attribute_id: answer.text}, decimal)
        if attribute_id in read.refusals:
            raise read.refusals[attribute_id]
        try:
            self._editing.changed(site_id, read.values, _attribution(answer))
        except InputError as error:
            if error.message_id != "error.edit.no_attribute":
                raise
            what = {"field": attribute_id, "attribute": attribute_id}
            raise InputError("error.question.other_place", **what) from error
        return dict(read.values)

    def _check_ends(self, site_id: str, values: dict[str, object | None]) -> None:
        """Refuse a lowest above its highest, of which nobody would know which one is wrong."""
        for attribute_id, said in self._editing.contradictions(site_id, values).items():
            raise InputError("error.question.contradicts", field=attribute_id, reason=said[0])

    def _kept(self, answer: GivenAnswer, values: dict[str, object | None]) -> KeptAnswer:
        site_id = answer.target.site_id
        odd = self._editing.oddities(site_id, values)
        version = self._editing.set_values(site_id, values, _attribution(answer))
        return KeptAnswer(version, odd.get(answer.target.attribute_id, ()))


def _attribution(answer: GivenAnswer) -> Attribution:
    return Attribution(one_line(answer.source), answer.as_of)
