"""What can stand in a document is found by family, and said in every language that documents are made in."""

from __future__ import annotations

import pytest

from drentsportal.language import Language
from drentsportal.language.document_texts import DOCUMENT_FAMILIES, NOT_IN_DOCUMENTS, document_ids
from drentsportal.paths import resources_dir


@pytest.fixture(scope="module")
def dutch() -> Language:
    """Read the Dutch catalogue that ships."""
    return Language("nl", resources_dir(), strict=True)


def test_every_family_has_texts(dutch: Language) -> None:
    """A family that lost its last text, or that was misspelt, is told."""
    wanted = document_ids(dutch.ids)
    assert [
        family for family in DOCUMENT_FAMILIES if not any(each.startswith(family) for each in wanted)
    ] == []
    assert [each for each in NOT_IN_DOCUMENTS if not any(name.startswith(each) for name in dutch.ids)] == []


@pytest.mark.parametrize(
    ("message_id", "is_said"),
    [
        ("doc.advice.intro", True),
        ("requirement.plot_area.fits", True),
        ("relax.together", True),
        ("instrument.place.drenthe", True),
        ("instrument.group.expired", False),
        ("doc.assessment.title", False),
        ("question.mail.text", False),
        ("ui.grip.now", False),
        ("error.language.unknown", False),
    ],
)
def test_what_a_document_says(dutch: Language, message_id: str, is_said: bool) -> None:  # noqa: FBT001 - a parameter
    """Texts of screens, mails and papers of the organisation itself stay Dutch."""
    assert message_id in dutch
    assert (message_id in document_ids(dutch.ids)) is is_said
