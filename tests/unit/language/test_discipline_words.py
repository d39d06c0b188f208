"""Disciplines of a service team in each language."""

from __future__ import annotations

import pytest

from drentsportal.domain.cases.task import DISCIPLINES
from drentsportal.language import Language
from drentsportal.language.discipline_words import discipline_meant, discipline_words
from drentsportal.paths import resources_dir


@pytest.mark.parametrize(
    ("code", "word"), [("nl", "vergunningen"), ("en", "permits"), ("de", "Genehmigungen")]
)
def test_a_discipline_is_told_and_typed_in_the_language(code: str, word: str) -> None:
    """By its word there, or as it is kept; what is in no list stays as it is."""
    language = Language(code, resources_dir(), strict=True)
    assert discipline_words("vergunningen", language) == word
    assert discipline_meant(f" {word.upper()} ", language) == "vergunningen"
    assert {discipline_meant(discipline_words(each, language), language) for each in DISCIPLINES} == set(
        DISCIPLINES
    )
    for free in ("", "Vrije woorden"):
        assert (discipline_words(free, language), discipline_meant(free, language)) == (free, free)
