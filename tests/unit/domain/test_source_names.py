"""What a reader outside sees of a source: the document, never a line of our own transcripts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from drentsportal.domain.checks.quality_totals import KNOWN_TOTALS
from drentsportal.domain.fairness.assessment import Assessment, assessment_from_data, assessment_to_data
from drentsportal.domain.roads.move_rings import MOVE_CLAIMS
from drentsportal.domain.sites.regions import SHIPPED_REGIONS
from drentsportal.reference import TomlReference
from drentsportal.reference.assessment_frame import read_frame
from drentsportal.reference.sectors import TomlSectors

RESOURCES: Final = Path(__file__).parents[3] / "resources"
SAMPLES: Final = Path(__file__).parents[3] / "sample_data"
LINE: Final = re.compile(r"\b00[0-4]:\s?\d+")


def test_a_frame_names_documents() -> None:
    """So does one that was kept with lines: what is kept stays as it is, and is shown without them."""
    frame = read_frame(RESOURCES)
    assert not any(
        LINE.search(each) for each in (frame.reference, *(each.reference for each in frame.criteria))
    )
    before = replace(frame, reference="Uitvoeringsprogramma 2024-2025 (004:232-238, 004:395); eigen keuze")
    kept = assessment_from_data(assessment_to_data(Assessment(before, ()))).frame
    assert kept == before
    assert kept.source == "Uitvoeringsprogramma 2024-2025; eigen keuze"


def test_sectors_and_regions_name_documents() -> None:
    """Rules, needs and what else is told of a region."""
    sectors = TomlSectors(RESOURCES / "sectors")
    rules = sectors.regional_profile().rules
    shown = [each.source.text for each in rules] + [each.source.text for each in sectors.spatial_needs()]
    shown += [each.context for each in rules] + [each.short for each in rules]
    assert not any(LINE.search(each) for each in shown)
    assert all(each.short for each in rules)


def test_claims_and_known_totals_name_documents() -> None:
    """How far companies move, and what the documents count."""
    assert not any(LINE.search(each.source) for each in (*MOVE_CLAIMS, *KNOWN_TOTALS))


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.*json")), ids=lambda each: each.name)
def test_no_sample_names_a_line(path: Path) -> None:
    """What is imported is shown as it stands, in the passport of a site among others."""
    assert not LINE.search(path.read_text(encoding="utf-8"))


def test_regions_name_documents() -> None:
    """Those that ship stand in the passport of a site."""
    assert not any(LINE.search(each.source) for each in SHIPPED_REGIONS)


def test_instruments_name_documents() -> None:
    """A reader finds the paragraph; the number of a line leads nowhere."""
    assert not any(LINE.search(each.source) for each in TomlReference(RESOURCES).instruments())


def test_no_text_of_the_catalogues_names_a_line() -> None:
    """A sentence in a catalogue is shown as it stands."""
    for path in (RESOURCES / "translations").rglob("*.po"):
        assert not LINE.search(path.read_text(encoding="utf-8")), path.name
