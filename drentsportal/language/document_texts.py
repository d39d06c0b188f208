"""Which texts can stand in a document that leaves the organisation: those exist in every language.

What a company or another gemeente gets to read has its words here; window and command line have theirs beside
them. A text belongs here by its family, the beginning of its id, not by where it stands: what a match
says of a site stands in an advice as well as in the window. A document of a new kind begins its ids with
``doc.``; where it says texts of another family, that family is added here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

DOCUMENT_FAMILIES: Final = (
    # what documents themselves say, and the three words that stand for a value
    "doc.",
    "word.",
    # names of what is known, asked and wished, of the values of lists and of groups of them
    "attribute.",
    "choice.",
    "criterion.",
    "grid_state.",
    "group.",
    "housing.",
    "profile.",
    "region.",
    "request_type.",
    "segment.",
    "vehicle.",
    # what a match says: outcomes, questions, worths, smallest changes, order, firmness
    "building.",
    "counted.",
    "firmness.",
    "match.",
    "move.",
    "need.",
    "preference.",
    "question.",
    "relax.",
    "requirement.",
    "way.",
    # equal chances, what fits on plots, what lies around a site, where a computed value comes from
    "around.",
    "didam.",
    "fit.",
    "note.grid_indicative",
    "source.computed",
    # what an instrument asks of whom, and what of that is open
    "advice.instrument.",
    "instrument.amount.",
    "instrument.applicant.",
    "instrument.aspect.",
    "instrument.phase.",
    "instrument.place.",
    "instrument.purpose.",
    "instrument.sector.",
    "instrument.size.",
)
"""The beginnings of the ids of texts that a document can say."""

NOT_IN_DOCUMENTS: Final = (
    # why a file could not be written is told at the desk
    "doc.failed",
    # for the bestuur, the serviceteam and the quarter report: papers of the organisation itself, in Dutch
    "doc.assessment.",
    "doc.kind.assessment",
    "doc.kind.quarter",
    "doc.kind.weekly",
    # mails with questions go to Dutch gemeenten, and what they answer is a source of the workspace
    "question.answer_source",
    "question.mail.",
)
"""Parts of those families that never leave the organisation, or only in Dutch."""


def document_ids(ids: Iterable[str]) -> frozenset[str]:
    """Select from the ids of a catalogue those that a document can say."""
    return frozenset(
        each for each in ids if each.startswith(DOCUMENT_FAMILIES) and not each.startswith(NOT_IN_DOCUMENTS)
    )
