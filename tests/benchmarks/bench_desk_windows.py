"""The other windows of the desk with 10,000 cases: contacts, companies, tasks, terms, looks, notices, weekly.

Each "first" is the first reading after the workspace was opened anew; the median of three such openings.
"In an open window" is the same after what the window itself reads in the background once it is open: the
whole list and the words for search (``ui.desk_memory``). All of it is processor time.
"""

from __future__ import annotations

import statistics
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drentsportal.bootstrap import open_services
from drentsportal.domain.desk_figures.quarter import Quarter
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.services.contact_log import ContactSearch
from drentsportal.settings import Settings
from drentsportal.ui.models.contact_rows import read_relations
from drentsportal.ui.models.inbox_line import read_inbox, read_open_inbox
from tests.benchmarks.full_desk import NOW_UTC, OWNERS, make_full_desk
from tests.benchmarks.measuring import Row, median_processor_ms, processor_ms
from tests.fakes import FixedClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices

_GOAL_MS: Final = 200.0
_GOAL: Final = "under 200 ms"
_OPENINGS: Final = 3
_SENTENCE: Final = "een lange zin over veen"
_LAST: Final = "D-2026-10000"
_PARTIES: Final = {
    "a company": Party(PartyKind.COMPANY, "B-0007"),
    "a gemeente": Party(PartyKind.MUNICIPALITY, "GM0114"),
    "a partner": Party(PartyKind.PARTNER, "Partner 5"),
}


def run() -> list[Row]:
    """Measure on an open and on a protected workspace."""
    rows = []
    for told, passphrase in (("", None), (", protected", _SENTENCE)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "desk.drents"
            make_full_desk(path, passphrase=passphrase).close()
            opened = partial(_opened, path, passphrase)
            opened().workspace.close()
            rows += _firsts(opened, told)
            rows += _in_an_open_window(opened, told)
            services = opened()
            rows += [_row(f"{job}{told}", median_processor_ms(work)) for job, work in _jobs(services).items()]
            services.workspace.close()
    return rows


def _opened(path: Path, passphrase: str | None) -> AppServices:
    return open_services(
        Settings(actor_name="Anna"), path, passphrase, clock=FixedClock(NOW_UTC + timedelta(minutes=1))
    )


def _firsts(opened: Callable[[], AppServices], told: str) -> list[Row]:
    rows = []
    for job in _jobs_first():
        times = []
        for _ in range(_OPENINGS):
            services = opened()
            times.append(processor_ms(partial(_jobs_first()[job], services)))
            services.workspace.close()
        rows.append(_row(f"{job}, first{told}", statistics.median(times)))
    return rows


def _in_an_open_window(opened: Callable[[], AppServices], told: str) -> list[Row]:
    rows = []
    for job in _jobs_first():
        times = []
        for _ in range(_OPENINGS):
            services = opened()
            read_inbox(services.register)
            services.search.refresh()
            times.append(processor_ms(partial(_jobs_first()[job], services)))
            services.workspace.close()
        rows.append(_row(f"{job}, first in an open window{told}", statistics.median(times)))
    return rows


def _jobs_first() -> dict[str, Callable[[AppServices], object]]:
    return {
        "list, what waits": lambda services: read_open_inbox(services.register),
        "list, whole": lambda services: read_inbox(services.register),
        "search": lambda services: services.search.find("zuivel net"),
        "quarter figures": lambda services: services.quarter_report.figures(Quarter(2026, 3)),
        "quarter report": lambda services: services.quarter_report.subject(
            Quarter(2026, 3), with_exposure=False
        ),
        "weekly list": lambda services: services.weekly_list.subject(),
        "relations": read_relations,
    }


def _jobs(services: AppServices) -> dict[str, Callable[[], object]]:
    contacts, tasks = services.contacts, services.tasks
    jobs: dict[str, Callable[[], object]] = {
        f"contacts with {name}": partial(contacts.of_party, party) for name, party in _PARTIES.items()
    }
    return jobs | {
        "contacts of a case": lambda: contacts.of_case(_LAST),
        "contacts, all of ten days": lambda: contacts.find(ContactSearch(since=NOW_UTC.date())),
        "relations again": lambda: read_relations(services),
        "cases of a company": lambda: services.companies.cases_of("B-0007"),
        "find a company": lambda: services.companies.find("Bedrijf 99"),
        "tasks over all cases": tasks.open_tasks,
        "tasks of one person by a day": lambda: tasks.open_tasks("Anna", NOW_UTC.date()),
        "calendar of one owner": partial(_calendar, services),
        "weekly list again": services.weekly_list.subject,
        "quarter report again": lambda: services.quarter_report.subject(
            Quarter(2026, 3), with_exposure=False
        ),
        "answered but not closed, and no task": partial(_unattended, services),
        "exposure of a quarter, nothing matched": partial(
            services.exposure.report, Quarter(2026, 3).start_utc, Quarter(2026, 3).end_utc
        ),
        "what is due to be erased": services.retention.proposals,
        "looks of one person": lambda: services.access.of_person(OWNERS[0].name),
        "log a look": lambda: services.access.opened(_LAST),
        "notices of the clocks": lambda: services.clock_watch.since(NOW_UTC),
        "when the next notice falls": services.clock_watch.next_utc,
        "every referral": services.referrals.all,
        "list of the command line": services.register.listed,
    }


def _unattended(services: AppServices) -> object:
    return [line for line in services.register.lines() if line.is_unattended]


def _calendar(services: AppServices) -> object:
    with tempfile.TemporaryDirectory() as folder:
        return services.calendar.export_of_owner(OWNERS[0].name, Path(folder) / "dates.ics")


def _row(job: str, spent_ms: float) -> Row:
    return Row(f"desk: {job}", spent_ms, _GOAL, most_ms=_GOAL_MS)
