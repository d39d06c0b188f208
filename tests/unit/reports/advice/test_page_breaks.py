"""Where an advice breaks over pages: a short table and the note under it stay together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.reports.conftest import page_texts
from tests.unit.reports.whole_subjects import whole_advice

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.reports.writer import ReportWriter

NAMES = ("Bargermeer", "Pollux", "De Wieken", "Tweelingen", "Peelo")


@pytest.mark.parametrize("count", range(1, 6))
def test_the_note_on_contacts_stands_under_them(writer: ReportWriter, tmp_path: Path, count: int) -> None:
    """However far the page is filled before it."""
    pages = page_texts(writer.advice(whole_advice(*NAMES[:count]), tmp_path / "a.pdf").path)
    (page,) = [each for each in pages if "Contactgegevens: bron" in each]
    assert "Wie u kunt bereiken" in page
