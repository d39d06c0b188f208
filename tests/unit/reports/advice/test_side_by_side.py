"""The comparison inside an advice: no name stands in it twice, and nothing that was told is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from drentsportal.domain.message import message
from drentsportal.domain.sites.going_value import GoingValue
from drentsportal.domain.values import Known, PartialDate
from drentsportal.figures.symbology import Theme
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.advice.side_by_side import comparison_section
from drentsportal.reports.typeset.value_words import SourceNumbers
from drentsportal.services.compared_sites import ComparedCell, ComparedRow, Likeness, RowKind
from tests.unit.reports.subjects import LIST, MADE_UTC, park
from tests.unit.reports.whole_subjects import compared

FRESH: Final = PartialDate(2026, 6)


@pytest.fixture(params=("nl", "en", "de"))
def language(request: pytest.FixtureRequest) -> Language:
    """Speak every language, strictly."""
    return Language(request.param, resources_dir(), strict=True)


def _told(language: Language, wished: tuple[str, str], facts: tuple[ComparedCell, ...]) -> list[list[str]]:
    """Compare two parks by the wish for reuse and by the fact of it; return the lines of each row."""
    wishes = tuple(
        ComparedCell(Known(each, LIST, FRESH), message("preference.reuse.known", ids=(each,)))
        for each in wished
    )
    rows = (
        ComparedRow(RowKind.PREFERENCE, "reuse", wishes, Likeness.DIFFERS),
        ComparedRow(RowKind.ATTRIBUTE, "reuse_class", facts, Likeness.DIFFERS),
    )
    table = replace(compared("Bargermeer", "Pollux"), rows=rows)
    section = comparison_section(table, language, SourceNumbers(language), MADE_UTC.date(), Theme.PRINT)
    assert section.table is not None
    return [[line.text for cell in row for line in cell.lines] for row in section.table.rows[1:]]


def _fact(value: str) -> ComparedCell:
    return ComparedCell(Known(value, LIST, FRESH))


def test_a_fact_that_a_wish_tells_is_one_row(language: Language) -> None:
    """Under one name the same words stood twice: as a wish and as a fact."""
    rows = _told(language, ("reuse", "existing"), (_fact("reuse"), _fact("existing")))
    assert [each[0] for each in rows] == [language.text("criterion.reuse")]


def test_who_says_a_fact_goes_to_the_wish(language: Language) -> None:
    """That the park answers for what lies in it stands only beside the fact."""
    of_park = Known("reuse", LIST, FRESH)
    going = GoingValue("reuse_class", of_park, park("Bargermeer"), of_park=True)
    (row,) = _told(language, ("reuse", "existing"), (ComparedCell(of_park, going=going), _fact("existing")))
    assert language.text("doc.value.of_park") in row


def test_a_fact_that_says_something_else_has_a_name_of_its_own(language: Language) -> None:
    """The ground of a park is new, and the building in it that a match offers is not."""
    rows = _told(language, ("reuse", "existing"), (_fact("new"), _fact("existing")))
    name = language.text("criterion.reuse")
    assert [each[0] for each in rows] == [name, language.text("doc.advice.compare.fact", name=name)]
    assert rows[1][0] != name
