"""What leaves the portal has no lines of our own transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.values import PartialDate
from drentsportal.reports.typeset.plain_text import without_controls
from drentsportal.reports.typeset.value_words import SourceNumbers

if TYPE_CHECKING:
    from drentsportal.language import Language


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("KEI-jaarprogramma 2014 (001:493-495)", "KEI-jaarprogramma 2014"),
        (
            "KEI-jaarprogramma 2014 (001:506-511, 001:2311-2323), ligging schematisch",
            "KEI-jaarprogramma 2014, ligging schematisch",
        ),
        ("Lijst (KEI-jaarprogramma 2014, 001:493-494)", "Lijst (KEI-jaarprogramma 2014)"),
        ("Kaart 1:25.000 van 10:30 uur, 2014:12", "Kaart 1:25.000 van 10:30 uur, 2014:12"),
        ("GeoNames (CC BY 4.0)", "GeoNames (CC BY 4.0)"),
    ],
)
def test_line_references_go(source: str, told: str) -> None:
    """Scales, times and licences stay."""
    assert without_line_references(source) == told


def test_one_source_has_one_number(dutch: Language) -> None:
    """Two lines of one document are one source outside."""
    sources = SourceNumbers(dutch)
    day = PartialDate(2014)
    assert sources.number("KEI (001:1)", day) == sources.number("KEI (001:2-3)", day) == 1
    assert [each["text"] for each in sources.items] == ["KEI \N{EN DASH} 2014"]


def test_what_xml_cannot_hold_goes() -> None:
    """Controls and half pairs; letters of any script stay."""
    assert without_controls("a\x07b\ud800\uffff\n🥐ع") == "ab\n🥐ع"
