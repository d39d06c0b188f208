"""The answers to a review that are given as options: of a site as a whole, or of one value of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.merge.merge_answers import MergeAnswer, MergeAnswers, still_undecided
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from drentsportal.errors import InputError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.cli.import_sites import ImportFileOptions
    from drentsportal.domain.merge.merging import MergeReview


def merge_answers(options: ImportFileOptions, review: MergeReview) -> MergeAnswers:
    """Return what the options answer.

    Raises ``InputError`` for a site that is not in the file or is answered in two ways, and
    ``QuestionError`` where a contradiction has no answer yet.
    """
    answers = MergeAnswers(on_conflict=options.on_conflict)
    said = [(MergeAnswer.KEEP, each) for each in options.keep or ()]
    said += [(MergeAnswer.TAKE, each) for each in options.take or ()]
    ids = {str(each) for part in review.parts for each in part.ids}
    given: dict[tuple[str, str], MergeAnswer] = {}
    for answer, text in said:
        cell = _cell(text, ids, answer)
        if given.setdefault(cell, answer) is not answer:
            raise InputError("error.merge.option_twice", field=f"--{answer.value}", text=text)
    # Of a site first, so that what is said of one of its values stands.
    for (site_id, attribute_id), answer in sorted(given.items()):
        answers = (
            answers.for_value(site_id, attribute_id, answer)
            if attribute_id
            else answers.for_site(site_id, answer)
        )
    _ask_open(options, still_undecided(review, answers))
    return answers


def _ask_open(options: ImportFileOptions, undecided: int) -> None:
    if undecided:
        choices: Sequence[str] = [each.value for each in MergeAnswer]
        raise QuestionError(
            "error.import.undecided",
            option="--on-conflict",
            choices=tuple(choices),
            file=options.file.name,
            sites=undecided,
        )


def _cell(text: str, ids: set[str], answer: MergeAnswer) -> tuple[str, str]:
    """Read a site, or a site and an attribute; an id may have a colon in it itself."""
    if text in ids:
        return text, ""
    site_id, _, attribute_id = text.rpartition(":")
    if site_id not in ids or not (attribute_id in ATTRIBUTE_BY_ID or attribute_id == GEOMETRY):
        raise InputError("error.merge.option_unknown", field=f"--{answer.value}", text=text)
    return site_id, attribute_id
