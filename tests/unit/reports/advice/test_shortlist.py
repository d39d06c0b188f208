"""What stands with a site of an advice: a price is old after the time that its kind of price holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.advice.detail import Detail
from drentsportal.reports.advice.shortlist import shortlist_table
from drentsportal.reports.typeset.value_words import SourceNumbers
from drentsportal.services.ports.documents import AdviceForm
from tests.unit.reports.subjects import LIST, MADE_UTC, advice

if TYPE_CHECKING:
    from drentsportal.language import Language


@pytest.mark.parametrize(
    ("kind", "months", "is_old"),
    [
        (SiteKind.PREMISES, 5, False),
        (SiteKind.PREMISES, 8, True),
        (SiteKind.PARK, 8, False),
        (SiteKind.PARK, 14, True),
    ],
)
def test_the_sale_price_of_a_building_is_old_after_half_a_year(
    kind: SiteKind, months: int, *, is_old: bool, dutch: Language
) -> None:
    """As its rent is; a price of land holds for a year."""
    count = MADE_UTC.year * 12 + MADE_UTC.month - 1 - months
    price = Known(85_000, LIST, PartialDate(count // 12, count % 12 + 1, 1))
    subject = advice(("Hal",))
    card = subject.shortlist[0].card
    (wish,) = card.contributions
    card = replace(
        card, candidate=replace(card.candidate, kind=kind), contributions=(replace(wish, value=price),)
    )
    subject = replace(subject, shortlist=(replace(subject.shortlist[0], card=card),))
    table = shortlist_table(subject, dutch, SourceNumbers(dutch), Detail(AdviceForm.FULL))
    told = [each.text for each in table.rows[0][1].lines]
    assert any(each.startswith("Verouderd: Prijs") for each in told) is is_old
