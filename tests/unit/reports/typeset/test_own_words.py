"""What are our own words on a document stand in its language, also within the name of a source."""

from __future__ import annotations

import pytest

from drentsportal.domain.message import message
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reference.places import SOURCE
from drentsportal.reports.typeset.value_words import SourceNumbers


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("nl", "GeoNames (CC BY 4.0), positie afgerond op 100 m"),
        ("en", "GeoNames (CC BY 4.0), position rounded to 100 m"),
        ("de", "GeoNames (CC BY 4.0), Lage auf 100 m gerundet"),
    ],
)
def test_our_own_remark_to_a_source_is_translated(code: str, said: str) -> None:
    """The name that its maker gave it is not."""
    sources = SourceNumbers(Language(code, resources_dir(), strict=True))
    for each in (SOURCE, "KEI-jaarprogramma 2014, paragraaf 2.3"):
        sources.number(each, PartialDate(2014))
    told = [each["text"] for each in sources.items]
    assert told[0].startswith(said)
    assert "KEI-jaarprogramma 2014, paragraaf 2.3" in told[1]


@pytest.mark.parametrize("kind", SiteKind)
def test_german_measures_from_a_noun_with_its_article(kind: SiteKind) -> None:
    """In the lines in short and under the table of distances."""
    german = Language("de", resources_dir(), strict=True)
    start = message(f"doc.measured.edge.{kind.value}")
    told = german.text("doc.in_short.junction", name="A37", distance_m=2_400, start=start, number=1)
    noted = german.text("doc.reach.note", start=start)
    for each in (told, noted):
        assert "ab dem Gebietsrand" in each or "ab der Grundstücksgrenze" in each
