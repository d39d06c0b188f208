"""What separates compared sites: only what is known, the greatest sure difference first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from drentsportal.domain.match.match_result import Candidate, Contribution, ScoreCard, Verdict
from drentsportal.domain.match.row_marks import RowScale
from drentsportal.domain.message import message
from drentsportal.domain.sites.site import Site
from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.compared_sites import (
    ComparedCell,
    ComparedRow,
    ComparedSite,
    ComparisonTable,
    Likeness,
    RowKind,
)
from drentsportal.services.separating import separation

MADE_UTC = datetime(2026, 11, 20, 9, tzinfo=UTC)
AS_OF = PartialDate.parse("2026")
KNOWN = Known(1, "bron", AS_OF)


def part(criterion_id: str, low: int, high: int | None = None, *, is_known: bool = True) -> Contribution:
    """Make what a wish adds; a range where ``high`` is given."""
    top = low if high is None else high
    value = KNOWN if is_known else Unknown()
    return Contribution(criterion_id, 2_500, low, (low + top) // 2, top, message("word.unknown"), value)


def compared(
    *columns: tuple[Contribution, ...] | None, rows: tuple[ComparedRow, ...] = ()
) -> ComparisonTable:
    """Compare a site per column; ``None`` is one that is not ranked."""
    sites = []
    for number, parts in enumerate(columns, start=1):
        candidate = Candidate(f"p{number}", SiteKind.PARK, f"Park {number}", "GM0114")
        card = None if parts is None else ScoreCard(number, candidate, 0, 0, 0, (), parts)
        sites.append(ComparedSite(candidate, Site(candidate.id, SiteKind.PARK, {}, None), card))
    return ComparisonTable(tuple(sites), rows, MADE_UTC)


def row(
    kind: RowKind, row_id: str, *cells: ComparedCell, likeness: Likeness = Likeness.DIFFERS
) -> ComparedRow:
    """Make a row."""
    return ComparedRow(kind, row_id, cells, likeness)


def asked(verdict: Verdict, *, is_known: bool = True) -> ComparedCell:
    """Make the answer to a requirement."""
    return ComparedCell(KNOWN if is_known else Unknown(), None, verdict)


def figure(value: float | None) -> ComparedCell:
    """Make a figure of an attribute, or an unknown one."""
    if value is None:
        return ComparedCell(Unknown())
    return ComparedCell(Known(value, "bron", AS_OF), span=(value, value))


def test_the_wish_with_the_greatest_difference_comes_first_and_equal_ones_stay_out() -> None:
    """With the columns of whom it favours most and least."""
    table = compared(
        (part("reuse", 10), part("price", 5), part("grid", 7)),
        (part("reuse", 4), part("price", 25), part("grid", 7)),
        (part("reuse", 10), part("price", 15), part("grid", 7)),
    )
    found = separation(table)
    assert [(each.criterion_id, each.gap) for each in found.wishes] == [("price", 20), ("reuse", 6)]
    price, reuse = found.wishes
    assert (price.columns(price.most), price.columns(price.least)) == ((1,), (0,))
    assert (reuse.columns(reuse.most), reuse.columns(reuse.least)) == ((0, 2), (1,))
    assert price.is_exact


def test_what_is_unknown_or_not_ranked_takes_no_part() -> None:
    """Two that are known still differ; one alone has nobody to differ from."""
    table = compared(
        (part("price", 5), part("grid", 0, 90, is_known=False)),
        (part("price", 9), part("grid", 80)),
        (part("price", 0, 100, is_known=False), part("grid", 0, 90, is_known=False)),
        None,
    )
    (price,) = separation(table).wishes
    assert price.gap == 4
    assert [each is None for each in price.added] == [False, False, True, True]


def test_of_ranges_only_what_is_sure_counts() -> None:
    """Ranges that overlap are no difference; those that do not are apart by at least what lies between."""
    apart = compared((part("price", 10, 20),), (part("price", 26, 30),))
    (gap,) = separation(apart).wishes
    assert (gap.gap, gap.is_exact) == (6, False)
    assert separation(compared((part("price", 10, 20),), (part("price", 15, 30),))).is_empty


def test_verdicts_count_only_on_what_is_known() -> None:
    """An unknown value is a question, told apart, and each criterion once."""
    rows = (
        row(RowKind.REQUIREMENT, "price", asked(Verdict.FITS), asked(Verdict.CHECK)),
        row(RowKind.REQUIREMENT, "height", asked(Verdict.FITS), asked(Verdict.CHECK, is_known=False)),
        row(RowKind.PREFERENCE, "height", ComparedCell(Unknown()), ComparedCell(Unknown(), applies=False)),
        row(RowKind.REQUIREMENT, "area", asked(Verdict.FITS), asked(Verdict.FITS)),
    )
    found = separation(compared(None, None, rows=rows))
    assert [each.id for each in found.requirements] == ["price"]
    assert [(each.row_id, each.columns) for each in found.unknown] == [("height", (0, 1))]


def test_without_a_request_the_figures_that_are_furthest_apart_come_first() -> None:
    """As a share of the largest; words, equal ones and those that one site leaves open stay out."""
    scale = RowScale(0.0, 100.0)
    rows = tuple(
        replace(each, scale=scale)
        for each in (
            row(RowKind.ATTRIBUTE, "gross_ha", figure(80.0), figure(100.0)),
            row(RowKind.ATTRIBUTE, "net_ha", figure(10.0), figure(40.0)),
            row(RowKind.ATTRIBUTE, "later_ha", figure(None), figure(40.0)),
            row(RowKind.ATTRIBUTE, "now_ha", figure(5.0), figure(5.0), likeness=Likeness.EQUAL),
        )
    )
    found = separation(compared(None, None, rows=rows))
    assert [each.id for each in found.figures] == ["net_ha", "gross_ha"]
    with_request = (*rows, row(RowKind.REQUIREMENT, "area", asked(Verdict.FITS), asked(Verdict.FITS)))
    assert separation(compared(None, None, rows=with_request)).figures == ()
