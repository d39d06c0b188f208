"""Where an advice breaks over pages: a short table and the note under it stay together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.unit.reports.conftest import page_texts, squeezed
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


@pytest.mark.parametrize("more", [0, 9, 16, 17, 18, 19, 20])
def test_the_rule_of_the_order_stays_on_one_page(writer: ReportWriter, tmp_path: Path, more: int) -> None:
    """However far the table of sites fills the page; with 18 more answers per site its lines were parted."""
    subject = whole_advice(*NAMES[:4])
    cards = [each.card for each in subject.shortlist]
    told = [replace(each, outcomes=each.outcomes + each.outcomes[:1] * more) for each in cards]
    sites = (replace(each, card=card) for each, card in zip(subject.shortlist, told, strict=True))
    filled = replace(subject, shortlist=tuple(sites))
    pages = [squeezed(each) for each in page_texts(writer.advice(filled, tmp_path / "a.pdf").path)]
    (page,) = [each for each in pages if squeezed("Volgorde: eerst de laagste score") in each]
    assert squeezed("dus een plaats kan daar vaak anders zijn.") in page
