"""What a permit needs is told in the language of the reader; what is in Dutch only says so."""

from __future__ import annotations

import pytest

from drentsportal.domain.package.permit_list import PermitDocument
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.package.permit_words import permit_words
from tests.unit.figures.scenery import AS_OF

DOCUMENT = PermitDocument(
    "a", "Aanvraag", "Wie aanvraagt.", "Omgevingswet", AS_OF, {"en": {"name": "Application", "tells": "Who."}}
)


@pytest.mark.parametrize(
    ("code", "name", "tells"),
    [
        ("nl", "Aanvraag", "Wie aanvraagt."),
        ("en", "Application", "Who."),
        ("de", "Aanvraag", "Wie aanvraagt. (niederländisch, wie in der Quelle)"),
    ],
)
def test_words_are_those_of_the_reader(code: str, name: str, tells: str) -> None:
    """A list of the province may have its own language only."""
    words = permit_words(DOCUMENT, Language(code, resources_dir(), strict=True))
    assert (words["name"], words["tells"]) == (name, tells)
