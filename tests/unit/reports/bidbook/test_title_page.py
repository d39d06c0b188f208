"""The cover of a bidbook: the day of making is no date of its data, and taken plots are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.bidbook.title_page import title_page_model
from drentsportal.services.ports.bidbooks import BookSubject
from tests.unit.reports.subjects import MADE_UTC

if TYPE_CHECKING:
    from collections.abc import Sequence


def _page(code: str, taken: Sequence[tuple[PlotStatus, int]] = ()) -> dict[str, object]:
    subject = BookSubject("", ("a", "b", "c"), ("Emmen",), 3, MADE_UTC, taken=tuple(taken))
    return title_page_model(subject, Language(code, resources_dir(), strict=True), is_sample=False)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("nl", ("Opgemaakt op", "eigen peildatum")),
        ("en", ("Drawn up on", "own reference date")),
        ("de", ("Erstellt am", "eigenen Stichtag")),
    ],
)
def test_the_cover_tells_the_day_of_making_as_such(code: str, said: tuple[str, str]) -> None:
    """And that every value has a date of its own: those can be years older."""
    context = str(_page(code)["context"])
    assert context.startswith(said[0])
    assert context.endswith(said[1])


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("nl", "Daarvan: 2 verkocht en 1 gereserveerd."),
        ("en", "Of these: 2 sold and 1 reserved."),
        ("de", "Davon: 2 verkauft und 1 reserviert."),
    ],
)
def test_the_cover_counts_the_plots_that_are_taken(code: str, said: str) -> None:
    """Of a book without such plots it says nothing."""
    taken = ((PlotStatus.SOLD, 2), (PlotStatus.RESERVED, 1))
    assert str(_page(code, taken)["sentence"]).endswith(said)
    assert said.partition(":")[0] not in str(_page(code)["sentence"])
