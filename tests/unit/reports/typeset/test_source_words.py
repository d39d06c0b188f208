"""Lines that name sources by number: the word for a source stands in them once."""

from __future__ import annotations

import pytest

from drentsportal.domain.values import Known, PartialDate
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.value_words import SourceNumbers


@pytest.mark.parametrize("message_id", ["doc.allocation.sources", "doc.plots.note"])
@pytest.mark.parametrize(("code", "word"), [("nl", "bron"), ("en", "source"), ("de", "quelle")])
def test_a_line_of_sources_says_once_that_it_is_one(message_id: str, code: str, word: str) -> None:
    """Under the tables of plots stood "Bron: bron 1"."""
    language = Language(code, resources_dir(), strict=True)
    reference = SourceNumbers(language).reference(Known(1, "Opgave", PartialDate(2026)))
    told = language.text(message_id, sources=(reference,)).casefold()
    assert told.count(word) == 1
