"""How often sites of each gemeente come into view over a period, beside their share of the supply.

Of each case the newest match that was kept in the period counts, so that matching a case again does not count
twice. Figures only: no verdict follows from them, since companies ask for different things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.checks.quality_supply import supply_by_municipality
from drentsportal.domain.match.offer_columns import NO_ROW, Basis
from drentsportal.domain.match.site_columns import numbers, park_rows, rows_with
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import MUNICIPALITIES, PlotStatus
from drentsportal.errors import DrentsPortalError
from drentsportal.services.documents import DocumentKind
from drentsportal.services.progress import NoProgress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from drentsportal.domain.cases.case import ShortlistEntry
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable
    from drentsportal.services.matching import Matching
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.workspace import Workspace

COUNTS: Final = ("qualified", "top_three", "shortlisted", "advised")
"""What is counted of each gemeente, in the order of the table."""


@dataclass(frozen=True, slots=True)
class ExposureLine:
    """One gemeente: how often its sites came into view, and what it has to offer now.

    ``sites_with_land`` counts parks that state land to issue or list an available plot, and vacant premises;
    ``silent_parks`` state neither. ``available_ha`` is ``None`` where no park states it.
    """

    municipality_code: str
    qualified: int
    top_three: int
    shortlisted: int
    advised: int
    sites_with_land: int
    silent_parks: int
    available_ha: float | None

    def count(self, name: str) -> int:
        """Return one of ``COUNTS``."""
        return {
            "qualified": self.qualified,
            "top_three": self.top_three,
            "shortlisted": self.shortlisted,
            "advised": self.advised,
        }[name]


@dataclass(frozen=True, slots=True)
class ExposureReport:
    """All gemeenten over a period; ``from_utc`` counts in, ``until_utc`` does not; ``None`` is without end.

    ``case_count`` cases were matched in it; ``superseded_count`` further matches of these cases do not count;
    ``unreadable`` names cases whose match cannot be computed again.
    """

    from_utc: datetime | None
    until_utc: datetime | None
    case_count: int
    superseded_count: int
    unreadable: tuple[str, ...]
    data_version: int
    lines: tuple[ExposureLine, ...]

    def total(self, name: str) -> int:
        """Add up one of ``COUNTS`` over all gemeenten."""
        return sum(each.count(name) for each in self.lines)

    def share(self, line: ExposureLine, name: str) -> float | None:
        """Return the share of a gemeente in one of ``COUNTS``; ``None`` where nothing was counted."""
        total = self.total(name)
        return line.count(name) / total if total else None

    def supply_share(self, line: ExposureLine) -> float | None:
        """Return the share in the sites with land; ``None`` where there are none."""
        total = sum(each.sites_with_land for each in self.lines)
        return line.sites_with_land / total if total else None

    def area_share(self, line: ExposureLine) -> float | None:
        """Return the share in the hectares that are stated; ``None`` where this gemeente states none."""
        total = sum(each.available_ha or 0.0 for each in self.lines)
        return line.available_ha / total if total and line.available_ha is not None else None

    @property
    def readings(self) -> tuple[Message, ...]:
        """How the figures are to be read, to be printed with every table."""
        counted = "exposure.reading.counted" if self.case_count else "exposure.reading.none"
        told = [message(counted, **({"case_count": self.case_count} if self.case_count else {}))]
        if self.superseded_count:
            told.append(message("exposure.reading.superseded", count=self.superseded_count))
        told.append(message("exposure.reading.no_verdict"))
        silent = sum(each.silent_parks for each in self.lines)
        if silent:
            told.append(message("exposure.reading.silent", park_count=silent))
        if self.unreadable:
            told.append(message("exposure.reading.unreadable", numbers=self.unreadable))
        return tuple(told)


class Exposure:
    """Adds up what matches and cases of a workspace say about gemeenten."""

    def __init__(self, workspace: Workspace, matching: Matching) -> None:
        """Keep where cases are, and what computes a kept match again."""
        self._workspace = workspace
        self._matching = matching

    def report(
        self,
        from_utc: datetime | None = None,
        until_utc: datetime | None = None,
        progress: Progress | None = None,
    ) -> ExposureReport:
        """Count over a period; erased cases are gone and cannot be counted.

        Every match that counts is computed again, one at a time. Raises ``CancelledError``.
        """
        told = progress or NoProgress()
        tally = _Tally(self._workspace.catalogue, from_utc, until_utc)
        seen = self._seen(tally)
        unreadable = []
        for place, each in enumerate(seen):
            told.step(place, len(seen), "progress.exposure")
            try:
                self._count(each, tally)
            except DrentsPortalError:
                unreadable.append(each.number)
        table = self._workspace.catalogue.site_table()
        return ExposureReport(
            from_utc=from_utc,
            until_utc=until_utc,
            case_count=tally.cases,
            superseded_count=tally.superseded,
            unreadable=tuple(unreadable),
            data_version=table.data_version,
            lines=_lines(tally, table),
        )

    def _seen(self, tally: _Tally) -> list[_SeenCase]:
        """Return the cases with a match in the period or a shortlist, by number; nothing else is opened."""
        with self._workspace.reading() as unit:
            bulk = unit.cases.bulk
            shortlists, advices = bulk.shortlists(), bulk.document_times(DocumentKind.ADVICE.value)
            matches = {
                number: sum(map(tally.is_within, times)) for number, times in bulk.match_times().items()
            }
        numbers = sorted(shortlists.keys() | {number for number, count in matches.items() if count})
        return [
            _SeenCase(
                number,
                matches.get(number, 0),
                shortlists.get(number, ()),
                tally.advised_at(advices.get(number, ())),
            )
            for number in numbers
        ]

    def _count(self, seen: _SeenCase, tally: _Tally) -> None:
        """Count one case; raises before anything of it was counted when its match cannot be read."""
        result = None
        if seen.match_count:
            with self._workspace.reading() as unit:
                matches = unit.cases.matches(seen.number)
            result = self._matching.replay([text for at, text in matches if tally.is_within(at)][-1])
            tally.superseded += seen.match_count - 1
        tally.add(seen, result)


@dataclass(frozen=True, slots=True)
class _SeenCase:
    """What of a case came into view: how many matches in the period, and which sites were chosen when."""

    number: str
    match_count: int
    shortlist: tuple[ShortlistEntry, ...]
    advised_at_utc: datetime | None


class _Tally:
    """Counts per gemeente while cases go by."""

    def __init__(
        self, catalogue: SiteCatalogue, from_utc: datetime | None, until_utc: datetime | None
    ) -> None:
        self._catalogue = catalogue
        self._from_utc = from_utc
        self._until_utc = until_utc
        self.cases = 0
        self.superseded = 0
        self.counts: dict[str, dict[str, int]] = {}

    def is_within(self, at_utc: datetime) -> bool:
        """Whether a moment lies in the period."""
        begun = self._from_utc is None or at_utc >= self._from_utc
        return begun and (self._until_utc is None or at_utc < self._until_utc)

    def advised_at(self, made: Iterable[datetime]) -> datetime | None:
        """Return when the last advice in the period was made, if any."""
        return max(filter(self.is_within, made), default=None)

    def add(self, case: _SeenCase, result: MatchResult | None) -> None:
        """Count a case with its newest match in the period."""
        codes: Mapping[str, str] = {}
        if result is not None:
            self.cases += 1
            candidates = result.inputs.offers.candidates
            codes = dict(zip(candidates.ids, candidates.municipality_codes, strict=True))
            for code, (qualified, top) in result.exposure().items():
                self._count(code, "qualified", qualified)
                self._count(code, "top_three", top)
        for entry in case.shortlist:
            code = codes.get(entry.candidate_id) or self._code_of(entry.candidate_id)
            self._count(code, "shortlisted", int(self.is_within(entry.added_at_utc)))
            if case.advised_at_utc is not None:
                self._count(code, "advised", int(entry.added_at_utc <= case.advised_at_utc))

    def _code_of(self, site_id: str) -> str:
        try:
            return self._catalogue.site(site_id).municipality_code or ""
        except DrentsPortalError:
            return ""

    def _count(self, code: str, name: str, more: int) -> None:
        counted = self.counts.setdefault(code, dict.fromkeys(COUNTS, 0))
        counted[name] += more


def _lines(tally: _Tally, table: SiteTable) -> tuple[ExposureLine, ...]:
    with_land, silent = _sites_with_land(table)
    hectares = {each.municipality_code: each.now_ha for each in supply_by_municipality(table)}
    seen = {code for code, counted in tally.counts.items() if any(counted.values())}
    codes = sorted({*MUNICIPALITIES, *seen, *with_land, *silent}, key=_by_name)
    empty = dict.fromkeys(COUNTS, 0)
    return tuple(
        ExposureLine(
            municipality_code=code,
            **tally.counts.get(code, empty),
            sites_with_land=with_land.get(code, 0),
            silent_parks=silent.get(code, 0),
            available_ha=hectares.get(code),
        )
        for code in codes
    )


def _by_name(code: str) -> tuple[bool, str]:
    """Twelve gemeenten by name, then others, then what has none."""
    return (code not in MUNICIPALITIES, MUNICIPALITIES.get(code, code or "~").casefold())


def _sites_with_land(table: SiteTable) -> tuple[dict[str, int], dict[str, int]]:
    """Count per gemeente the sites with something to offer now, and the parks that do not say."""
    parks = table.parks
    total = numbers(parks, "available_now_ha", 10_000)
    stated = total.basis != Basis.UNKNOWN
    listed = np.zeros(len(parks), np.bool_)
    rows = park_rows(table.plots, parks)[rows_with(table.plots, "status", PlotStatus.AVAILABLE)]
    listed[rows[rows != NO_ROW]] = True
    has_land = listed | (stated & (total.low > 0))
    park_codes, premises_codes = _codes(parks), _codes(table.premises)
    with_land = _tallied(code for code, has in zip(park_codes, has_land.tolist(), strict=True) if has)
    for code, count in _tallied(premises_codes).items():
        with_land[code] = with_land.get(code, 0) + count
    unsaid = (~stated & ~listed).tolist()
    return with_land, _tallied(code for code, is_silent in zip(park_codes, unsaid, strict=True) if is_silent)


def _codes(rows: SiteRows) -> list[str]:
    """Return the code of the gemeente of each row, "" where it is not known."""
    column = rows.columns["municipality_code"]
    return [column.text_at(row) or "" for row in range(len(rows))]


def _tallied(codes: Iterable[str]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for code in codes:
        counted[code] = counted.get(code, 0) + 1
    return counted
