"""The figures of the quarter report equal a recount by plain SQL over the rows of the workspace file."""

# ruff: noqa: S608 - the statements are put together from what stands in this file

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.domain.asking.request_marks import RequestMark
from drentsportal.domain.desk_figures.quarter import Quarter
from tests.end2end.quarter_lives import CASES, FIRST_UTC, SEED, Life, raw_tables
from tests.ui.workspaces import SETTINGS

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.desk_figures.quarter_figures import QuarterFigures

Figures = dict[str, Any]

# Written out, so that the recount shares no calendar with what it checks: the Dutch midnights that begin and
# end a quarter, its first and last day, and the first day of the four quarters of unmet demand.
QUARTERS = {
    Quarter(2026, 1): (
        "2025-12-31T23:00:00Z", "2026-03-31T22:00:00Z", "2026-01-01", "2026-03-31", "2025-04-01"
    ),
    Quarter(2026, 3): (
        "2026-06-30T22:00:00Z", "2026-09-30T22:00:00Z", "2026-07-01", "2026-09-30", "2025-10-01"
    ),
    Quarter(2026, 4): (
        "2026-09-30T22:00:00Z", "2026-12-31T23:00:00Z", "2026-10-01", "2026-12-31", "2026-01-01"
    ),
}  # fmt: skip
SIZE = (
    "CASE WHEN area < 5000 THEN 'below_half' WHEN area < 10000 THEN"
    " 'half_to_one' WHEN area < 20000 THEN 'one_to_two' WHEN area < 50000 THEN 'two_to_five'"
    " WHEN area >= 50000 THEN 'from_five' WHEN floor IS NULL THEN 'unknown'"
    " WHEN floor < 1000 THEN 'floor_below_1000' WHEN floor < 2500 THEN 'floor_1000_to_2500'"
    " WHEN floor < 5000 THEN 'floor_2500_to_5000' ELSE 'floor_from_5000' END"
)
FLOOR = "sum(CASE WHEN area IS NULL THEN floor END)"
SUPRA = (
    "CASE WHEN jobs < 50 OR km <= 25 OR outside = 0 THEN 'no'"
    " WHEN jobs + km + outside IS NULL THEN 'unknown' ELSE 'yes' END"
)


def told(figures: QuarterFigures) -> Figures:
    """Return what the report counts, as plain values."""
    unmet = figures.unmet
    return {
        "channels": {channel.value: count for channel, count in figures.channels if count},
        "answered": (figures.answered_count, figures.within_term_count),
        "medians": (figures.median_gross_s, figures.median_net_s),
        "open": figures.open_count,
        "open before": figures.open_before_count,
        "closed": figures.closed_unanswered_count,
        "referrals": {
            (each.from_code, each.to_kind, each.to_id): (
                each.count, each.accepted, each.refused, each.undecided
            )
            for each in figures.referrals
        },
        "placements": [
            (each.number, each.municipality_code, each.jobs, each.investment_eur)
            for each in figures.placements
        ],
        "jobs": (figures.jobs.total, figures.jobs.known_count, figures.jobs.unknown_count),
        "money": (
            figures.investment_eur.total,
            figures.investment_eur.known_count,
            figures.investment_eur.unknown_count,
        ),
        "supra": {
            each.value: figures.supra_regional_count(each)
            for each in RequestMark
            if figures.supra_regional_count(each)
        },
        "lost": {reason and reason.value: count for reason, count in figures.lost},
        "withdrawn": figures.withdrawn_count,
        "unmet": (unmet.count, unmet.area_m2.total, unmet.area_m2.unknown_count, unmet.floor_m2.total),
        "unmet lines": {
            (each.segment, each.size.value): (each.count, each.area_m2.total, each.floor_m2.total)
            for each in unmet.lines
        },
    }  # fmt: skip


def recounted(database: sqlite3.Connection, quarter: Quarter) -> Figures:
    """Count the same by SQL."""
    start, end, first, last, year_back = QUARTERS[quarter]
    begin_s, end_s = (f"CAST(strftime('%s', '{each}') AS INTEGER)" for each in (start, end))

    def ask(statement: str) -> list[tuple[Any, ...]]:
        return database.execute(statement).fetchall()

    def median(column: str) -> float | None:
        ranked = (
            f"SELECT {column} AS v, row_number() OVER (ORDER BY {column}) AS p, count(*) OVER () AS n FROM c"
            f" WHERE {answered}"
        )
        value: float | None = ask(f"SELECT avg(v) FROM ({ranked}) WHERE p IN ((n + 1) / 2, (n + 2) / 2)")[0][
            0
        ]
        return value

    def summed(column: str) -> tuple[Any, ...]:
        return ask(
            f"SELECT sum({column}), count({column}), count(*) - count({column}) FROM c WHERE {placed}"
        )[0]

    received = f"received >= {begin_s} AND received < {end_s}"
    answered = f"answered >= {begin_s} AND answered < {end_s}"
    days = f"day BETWEEN '{first}' AND '{last}'"
    placed = f"outcome = 'placed' AND {days}"
    lost = f"outcome = 'lost' AND day BETWEEN '{year_back}' AND '{last}'"
    waiting = f"received < {end_s} AND (answered IS NULL OR answered >= {end_s})"
    gone = f"answered IS NULL AND (closed < {end_s} OR (closed IS NULL AND status = 'closed'))"
    waited = (
        f"received < {begin_s} AND (answered IS NULL OR answered >= {begin_s})"
        f" AND (answered IS NOT NULL OR closed IS NULL OR closed >= {begin_s})"
    )
    by_line = (
        f"SELECT s.value, {SIZE}, count(*), sum(area), {FLOOR} FROM c, json_each(c.segments) s"
        f" WHERE {lost} GROUP BY 1, 2"
    )
    between = (
        "SELECT giver, kind, taker, count(*), sum(accepted IS 1), sum(accepted IS 0), sum(accepted IS NULL)"
        f" FROM r WHERE at >= {begin_s} AND at < {end_s} GROUP BY 1, 2, 3"
    )
    return {
        "channels": dict(ask(f"SELECT channel, count(*) FROM c WHERE {received} GROUP BY channel")),
        "answered": ask(f"SELECT count(*), coalesce(sum(net <= 86400), 0) FROM c WHERE {answered}")[0],
        "medians": (median("gross"), median("net")),
        "open": ask(f"SELECT count(*) FROM c WHERE {waiting} AND NOT coalesce({gone}, 0)")[0][0],
        "open before": ask(f"SELECT count(*) FROM c WHERE {waited}")[0][0],
        "closed": ask(
            f"SELECT count(*) FROM c WHERE answered IS NULL AND closed >= {begin_s} AND closed < {end_s}"
        )[0][0],
        "referrals": {row[:3]: row[3:] for row in ask(between)},
        "placements": ask(f"SELECT number, place, jobs, money FROM c WHERE {placed} ORDER BY number"),
        "jobs": summed("jobs"),
        "money": summed("money"),
        "supra": dict(ask(f"SELECT {SUPRA} AS m, count(*) FROM c WHERE {placed} GROUP BY m")),
        "lost": dict(
            ask(f"SELECT reason, count(*) FROM c WHERE outcome = 'lost' AND {days} GROUP BY reason")
        ),
        "withdrawn": ask(f"SELECT count(*) FROM c WHERE outcome = 'withdrawn' AND {days}")[0][0],
        "unmet": ask(
            f"SELECT count(*), sum(area), sum(area IS NULL AND floor IS NULL), {FLOOR} FROM c WHERE {lost}"
        )[0],
        "unmet lines": {row[:2]: row[2:] for row in ask(by_line)},
    }


def check(services: AppServices, path: Path) -> dict[Quarter, Figures]:
    """Hold every quarter against its recount; returns what the report told."""
    database = raw_tables(path)
    report = services.quarter_report
    found = {quarter: told(report.figures(quarter)) for quarter in QUARTERS}
    for quarter, figures in found.items():
        assert figures == recounted(database, quarter), quarter
        came = figures["open before"] + sum(figures["channels"].values())
        assert came == figures["answered"][0] + figures["closed"] + figures["open"], quarter
    database.close()
    return found


@pytest.mark.parametrize("seed", [SEED, SEED + 1])
def test_every_figure_of_the_report_equals_a_recount_of_the_raw_file(tmp_path: Path, seed: int) -> None:
    """Of cases over the edges of quarters, stopped, referred, ended, mended, erased and anonymised."""
    path = tmp_path / "werk.drents"
    clock = FixedClock(FIRST_UTC)
    services = open_services(SETTINGS, path, create=True, clock=clock)
    life = Life(services, clock, random.Random(seed))  # noqa: S311 - not for secrets
    numbers = life.live()
    before = check(services, path)
    life.destroy(numbers)
    after = check(services, path)
    # Quarters that are over count the same for ever, whatever was destroyed since.
    over = [quarter for quarter in QUARTERS if quarter != Quarter(2026, 4)]
    assert [after[each] for each in over] == [before[each] for each in over]
    services.workspace.close()

    reopened = open_services(SETTINGS, path, clock=clock)
    assert check(reopened, path) == after
    reopened.workspace.close()

    # Something of every kind was counted: else equal figures would prove nothing.
    counted = before[Quarter(2026, 3)]
    assert sum(counted["channels"].values()) > CASES / 8
    assert 0 < counted["answered"][1] < counted["answered"][0]
    assert counted["medians"][0] > counted["medians"][1]
    for name in ("open", "referrals", "placements", "lost", "withdrawn", "unmet lines"):
        assert counted[name], name
    assert any(figures["closed"] for figures in before.values())
    assert any(figures["unmet"][3] for figures in before.values())
    for name in ("jobs", "money", "unmet"):
        assert any(figures[name][2] for figures in before.values()), name
