"""The figures of a quarter equal a recount by plain SQL over the same digests."""

# ruff: noqa: S608 - the statements are put together from what stands in this file

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from drentsportal.domain.asking.request_marks import RequestMark
from drentsportal.domain.cases.case import CaseStatus, RequestChannel
from drentsportal.domain.cases.case_digest import CaseDigest, ReferralDigest
from drentsportal.domain.cases.outcome import LostReason, OutcomeKind
from drentsportal.domain.desk_figures.known_sum import KnownSum, known_sum
from drentsportal.domain.desk_figures.quarter import Quarter
from drentsportal.domain.desk_figures.quarter_figures import (
    answers_by_quarter,
    quarter_figures,
    supra_regional_mark,
)
from drentsportal.domain.desk_figures.unmet_demand import SizeClass, size_class
from tests.unit.domain.desk_figures.digests import digest_sets

QUARTER = Quarter(2026, 3)
# Written out, so that the recount shares no calendar with what it checks.
FROM_UTC, UNTIL_UTC = "2026-06-30T22:00:00.000000+00:00", "2026-09-30T22:00:00.000000+00:00"
FIRST_DAY, LAST_DAY, YEAR_BACK = "2026-07-01", "2026-09-30", "2025-10-01"
ONE = CaseDigest(
    "D-1",
    CaseStatus.ANSWERED,
    RequestChannel.NOM,
    datetime(2026, 7, 1, tzinfo=UTC),
    None,
    datetime(2026, 7, 2, tzinfo=UTC),
    86_400,
    86_400,
    is_within_term=True,
)


def _text(at_utc: datetime | None) -> str | None:
    return None if at_utc is None else at_utc.isoformat(timespec="microseconds")


def _tables(digests: tuple[CaseDigest, ...]) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE TABLE c (number, status, channel, received, answered, closed, gross, net, within, area,"
        " outcome, day, place, jobs, money, km, outside, reason, floor)"
    )
    database.execute("CREATE TABLE r (number, at, giver, kind, taker, accepted)")
    database.execute("CREATE TABLE s (number, segment)")
    for each in digests:
        row = (
            each.number, each.status.value, each.channel.value, _text(each.received_at_utc),
            _text(each.answered_at_utc), _text(each.closed_at_utc), each.gross_s, each.net_s,
            bool(each.is_within_term), each.wanted_area_m2, each.outcome and each.outcome.value,
            each.decided_on,
            each.municipality_code, each.jobs, each.investment_eur, each.distance_km, each.comes_from_outside,
            each.lost_reason and each.lost_reason.value, each.wanted_floor_m2,
        )  # fmt: skip
        database.execute(f"INSERT INTO c VALUES ({','.join('?' * len(row))})", row)
        for one in each.referrals:
            told = (
                each.number, _text(one.made_at_utc), one.from_municipality_code, one.to_kind, one.to_id,
                one.is_accepted,
            )  # fmt: skip
            database.execute("INSERT INTO r VALUES (?,?,?,?,?,?)", told)
        database.executemany(
            "INSERT INTO s VALUES (?,?)", [(each.number, segment) for segment in each.segments or ("",)]
        )
    return database


@given(digest_sets())
def test_requests_answers_and_what_is_open_equal_a_recount(digests: tuple[CaseDigest, ...]) -> None:
    """By channel; answered in the quarter whenever received; open when it ended."""
    figures, ask = quarter_figures(digests, QUARTER), _asker(digests)
    inside = f"received >= '{FROM_UTC}' AND received < '{UNTIL_UTC}'"
    told = {channel.value: count for channel, count in figures.channels if count}
    assert told == dict(ask(f"SELECT channel, count(*) FROM c WHERE {inside} GROUP BY channel"))
    answered = f"answered >= '{FROM_UTC}' AND answered < '{UNTIL_UTC}'"
    assert ask(f"SELECT count(*), coalesce(sum(within), 0) FROM c WHERE {answered}") == [
        (figures.answered_count, figures.within_term_count)
    ]
    for column, found in (("gross", figures.median_gross_s), ("net", figures.median_net_s)):
        ranked = f"SELECT {column} AS v, row_number() OVER (ORDER BY {column}) AS p, count(*) OVER () AS n"
        middle = (
            f"SELECT avg(v) FROM ({ranked} FROM c WHERE {answered}) WHERE p IN ((n + 1) / 2, (n + 2) / 2)"
        )
        assert ask(middle) == [(found,)]
    waiting = f"received < '{UNTIL_UTC}' AND NOT (answered IS NOT NULL AND answered < '{UNTIL_UTC}')"
    gone = f"answered IS NULL AND (closed < '{UNTIL_UTC}' OR (closed IS NULL AND status = 'closed'))"
    statement = f"SELECT count(*) FROM c WHERE {waiting} AND NOT coalesce({gone}, 0)"
    assert ask(statement) == [(figures.open_count,)]
    left = "CASE WHEN closed IS NULL AND status = 'closed' THEN received ELSE closed END"
    statement = (
        f"SELECT count(*) FROM (SELECT answered, {left} AS gone FROM c)"
        f" WHERE answered IS NULL AND gone >= '{FROM_UTC}' AND gone < '{UNTIL_UTC}'"
    )
    assert ask(statement) == [(figures.closed_unanswered_count,)]


@given(digest_sets())
def test_every_case_is_answered_closed_without_an_answer_or_open(digests: tuple[CaseDigest, ...]) -> None:
    """What waited and what came in is what was answered, closed without an answer, and what waits."""
    possible = [
        each
        for each in digests
        if all(at >= each.received_at_utc for at in (each.answered_at_utc, each.closed_at_utc) if at)
    ]
    before, now = quarter_figures(possible, QUARTER.previous), quarter_figures(possible, QUARTER)
    assert now.open_before_count == before.open_count
    assert (
        now.open_before_count + now.request_count
        == now.answered_count + now.closed_unanswered_count + now.open_count
    )


def test_a_partner_that_is_written_in_two_ways_is_one() -> None:
    """By the way in which it is written most often; a gemeente has a code, and is another."""
    made = ReferralDigest(ONE.received_at_utc, "partner", "NOM", is_accepted=True)
    other = (replace(made, to_id="nom"), replace(made, to_id="NOM "), made, replace(made, to_id="Emmen"))
    lines = quarter_figures([replace(ONE, referrals=(made, *other))], QUARTER).referrals
    assert [(each.to_id, each.count, each.accepted) for each in lines] == [("NOM", 4, 4), ("Emmen", 1, 1)]


@given(digest_sets())
def test_referrals_equal_a_recount(digests: tuple[CaseDigest, ...]) -> None:
    """By from and to; what is not known to be accepted is neither accepted nor refused."""
    found = {
        (each.from_code, each.to_kind, each.to_id): (each.count, each.accepted, each.refused, each.undecided)
        for each in quarter_figures(digests, QUARTER).referrals
    }
    rows = _asker(digests)(
        "SELECT giver, kind, taker, count(*), sum(accepted IS 1), sum(accepted IS 0), sum(accepted IS NULL)"
        f" FROM r WHERE at >= '{FROM_UTC}' AND at < '{UNTIL_UTC}' GROUP BY giver, kind, taker"
    )
    assert found == {row[:3]: row[3:] for row in rows}


@given(digest_sets())
def test_placements_jobs_and_investment_equal_a_recount(digests: tuple[CaseDigest, ...]) -> None:
    """Unknown is in no sum and counted apart; a sum of nothing known is not zero."""
    figures, ask = quarter_figures(digests, QUARTER), _asker(digests)
    placed = f"outcome = 'placed' AND day BETWEEN '{FIRST_DAY}' AND '{LAST_DAY}'"
    for column, found in (("jobs", figures.jobs), ("money", figures.investment_eur)):
        statement = f"SELECT sum({column}), count({column}), count(*) - count({column}) FROM c WHERE {placed}"
        assert ask(statement) == [(found.total, found.known_count, found.unknown_count)]
    assert ask(f"SELECT number, place FROM c WHERE {placed} ORDER BY number") == [
        (each.number, each.municipality_code) for each in figures.placements
    ]
    rule = (
        "CASE WHEN jobs < 50 OR km <= 25 OR outside = 0 THEN 'no'"
        " WHEN jobs + km + outside IS NULL THEN 'unknown'"
    )
    marks = dict(ask(f"SELECT {rule} ELSE 'yes' END AS m, count(*) FROM c WHERE {placed} GROUP BY m"))
    assert {each.value: figures.supra_regional_count(each) for each in RequestMark} == {
        "yes": 0, "no": 0, "depends": 0, "unknown": 0, **marks
    }  # fmt: skip


@given(digest_sets())
def test_lost_withdrawn_and_unmet_equal_a_recount(digests: tuple[CaseDigest, ...]) -> None:
    """Unmet demand over four quarters, by segment and size; a request counts once in the total."""
    figures, ask = quarter_figures(digests, QUARTER), _asker(digests)
    inside = f"day BETWEEN '{FIRST_DAY}' AND '{LAST_DAY}'"
    assert {reason and reason.value: count for reason, count in figures.lost} == dict(
        ask(f"SELECT reason, count(*) FROM c WHERE outcome = 'lost' AND {inside} GROUP BY reason")
    )
    statement = f"SELECT count(*) FROM c WHERE outcome = 'withdrawn' AND {inside}"
    assert ask(statement) == [(figures.withdrawn_count,)]
    size = (
        "CASE WHEN area < 5000 THEN 'below_half' WHEN area < 10000 THEN"
        " 'half_to_one' WHEN area < 20000 THEN 'one_to_two' WHEN area < 50000 THEN 'two_to_five'"
        " WHEN area >= 50000 THEN 'from_five' WHEN floor IS NULL THEN 'unknown'"
        " WHEN floor < 1000 THEN 'floor_below_1000' WHEN floor < 2500 THEN 'floor_1000_to_2500'"
        " WHEN floor < 5000 THEN 'floor_2500_to_5000' ELSE 'floor_from_5000' END"
    )
    floor = "sum(CASE WHEN area IS NULL THEN floor END)"
    lost = f"outcome = 'lost' AND day BETWEEN '{YEAR_BACK}' AND '{LAST_DAY}'"
    grouped = ask(
        f"SELECT segment, {size} AS z, count(*), sum(area), {floor} FROM c JOIN s USING (number) WHERE {lost}"
        " GROUP BY segment, z"
    )
    assert {
        (each.segment, each.size.value): (each.count, each.area_m2.total, each.floor_m2.total)
        for each in figures.unmet.lines
    } == {row[:2]: row[2:] for row in grouped}
    unmet = figures.unmet
    unknown = "coalesce(sum(area IS NULL AND floor IS NULL), 0)"
    assert ask(f"SELECT count(*), sum(area), {unknown}, {floor} FROM c WHERE {lost}") == [
        (unmet.count, unmet.area_m2.total, unmet.area_m2.unknown_count, unmet.floor_m2.total)
    ]


def _asker(digests: tuple[CaseDigest, ...]) -> Any:  # noqa: ANN401 - rows of any shape
    database = _tables(digests)
    return lambda statement: database.execute(statement).fetchall()


@given(digest_sets())
def test_every_figure_of_a_year_is_the_sum_of_its_quarters(digests: tuple[CaseDigest, ...]) -> None:
    """No request, answer, referral or placement is counted in two quarters, and none in no quarter."""
    quarters = Quarter(2027, 2).back(9)
    counted = [quarter_figures(digests, each) for each in quarters]
    assert sum(each.request_count for each in counted) == len(digests)
    assert sum(each.referral_count for each in counted) == sum(len(each.referrals) for each in digests)
    history = answers_by_quarter(digests, quarters)
    assert [(answered, within) for _, answered, within in history] == [
        (each.answered_count, each.within_term_count) for each in counted
    ]


def test_the_order_of_digests_changes_nothing() -> None:
    """Equal input, equal figures, whichever way it comes."""
    digests = tuple(replace(ONE, number=f"D-{each}", segments=("logistics",)) for each in range(5))
    assert quarter_figures(digests, QUARTER) == quarter_figures(digests[::-1], QUARTER)


def test_a_quarter_without_anything_has_no_share_and_no_median() -> None:
    """Nothing is not zero percent, and a sum of nothing is not zero euros."""
    figures = quarter_figures((), QUARTER)
    assert (figures.within_term_share, figures.median_net_s, figures.jobs.total) == (None, None, None)
    assert figures.request_count == figures.lost_count == figures.unmet.count == 0


@pytest.mark.parametrize(
    ("jobs", "distance_km", "outside", "mark"),
    [
        (50, 25.1, True, RequestMark.YES),
        (49, 25.1, True, RequestMark.NO),
        (50, 25.0, True, RequestMark.NO),
        (50, 25.1, False, RequestMark.NO),
        (None, 25.1, True, RequestMark.UNKNOWN),
        (50, None, True, RequestMark.UNKNOWN),
        (50, 26.0, None, RequestMark.UNKNOWN),
        (49, None, None, RequestMark.NO),
    ],
)
def test_bovenregionaal_follows_the_rule_of_the_documents(
    *, jobs: int | None, distance_km: float | None, outside: bool | None, mark: RequestMark
) -> None:
    """At least 50 jobs, more than 25 km, from outside; one part that surely fails decides."""
    placed = replace(
        ONE, outcome=OutcomeKind.PLACED, jobs=jobs, distance_km=distance_km, comes_from_outside=outside
    )
    assert supra_regional_mark(placed) is mark


def test_size_classes_begin_at_their_lower_bound() -> None:
    """Each bound belongs to the class above it; unknown is a class of its own."""
    bounds = [0, 5_000, 10_000, 20_000, 50_000]
    assert [size_class(each) for each in bounds] == list(SizeClass)[1:6]
    assert all(size_class(above - 1) is size_class(below) for below, above in pairwise(bounds))
    assert size_class(None) is SizeClass.UNKNOWN
    floors = [0, 1_000, 2_500, 5_000]
    assert [size_class(None, each) for each in floors] == list(SizeClass)[6:]
    assert all(size_class(None, above - 1) is size_class(None, below) for below, above in pairwise(floors))
    assert [each for each in SizeClass if each.is_floor] == list(SizeClass)[6:]


def test_who_asks_premises_alone_counts_with_the_floor() -> None:
    """Three thousand square metres of a hall are known; with ground beside it the ground counts."""
    lost = replace(ONE, outcome=OutcomeKind.LOST, decided_on="2026-07-10")
    hall = replace(lost, number="D-1", wanted_floor_m2=3_000)
    both = replace(lost, number="D-2", wanted_floor_m2=3_000, wanted_area_m2=10_000)
    nothing = replace(lost, number="D-3")
    unmet = quarter_figures([hall, both, nothing], QUARTER).unmet
    assert (unmet.area_m2, unmet.floor_m2) == (KnownSum(10_000, 1, 1), KnownSum(3_000, 1, 0))
    assert [(each.size, each.area_m2.total, each.floor_m2.total) for each in unmet.lines] == [
        (SizeClass.ONE_TO_TWO, 10_000, None),
        (SizeClass.FLOOR_2500_TO_5000, None, 3_000),
        (SizeClass.UNKNOWN, None, None),
    ]


def test_the_most_recorded_reason_stands_beside_unmet_demand() -> None:
    """Among equals the first in the list; without any it is not known."""
    lost = replace(ONE, outcome=OutcomeKind.LOST, decided_on="2026-07-10", wanted_area_m2=1)
    digests = [
        replace(lost, number=f"D-{each}", lost_reason=reason)
        for each, reason in enumerate((LostReason.TIME, LostReason.PLAN, None))
    ]
    assert quarter_figures(digests, QUARTER).unmet.lines[0].reason is LostReason.PLAN
    assert quarter_figures([replace(lost, number="D-9")], QUARTER).unmet.lines[0].reason is None


def test_a_sum_counts_what_it_leaves_out() -> None:
    """Zero is known; nothing is not."""
    assert (known_sum([0, None, 4]).total, known_sum([0, None, 4]).unknown_count) == (4, 1)
    assert known_sum([None]).total is None
