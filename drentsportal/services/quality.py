"""The quality of the data of a workspace at one version: complete, fresh, plausible, consistent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.checks.quality import RULES, FindingMaker, Severity, rows_by_kind
from drentsportal.domain.checks.quality_age import age_by_municipality, ages, edited_cells
from drentsportal.domain.checks.quality_completeness import completeness
from drentsportal.domain.checks.quality_figures import figure_findings
from drentsportal.domain.checks.quality_geometry import geometry_findings
from drentsportal.domain.checks.quality_places import place_findings
from drentsportal.domain.checks.quality_totals import total_checks
from drentsportal.domain.message import message
from drentsportal.domain.sites.site_table import RecordSource
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from drentsportal.domain.checks.quality import Finding
    from drentsportal.domain.checks.quality_age import AgeOfMunicipality, Ages
    from drentsportal.domain.checks.quality_completeness import Completeness
    from drentsportal.domain.checks.quality_totals import TotalCheck
    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.desk import Clock, Progress
    from drentsportal.services.ports.workspace import Workspace

_STEPS: Final = 5
_ORDER: Final = {severity: place for place, severity in enumerate(Severity)}
_RULE_ORDER: Final = {rule: place for place, rule in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class QualityReport:
    """What is known about the quality of the data at ``data_version``, as seen on ``today``.

    ``completeness`` and ``ages`` hold parks, plots and premises; ``age_by_municipality`` and the rows of
    ``completeness`` follow ``domain.checks.quality.COUNTED_CODES``. ``findings`` stand worst first, then by
    rule. ``edited`` and ``contested`` are what the store said of values entered by hand and of claims that
    differ.
    """

    data_version: int
    today: date
    table: SiteTable
    completeness: tuple[Completeness, ...]
    ages: tuple[Ages, ...]
    age_by_municipality: tuple[AgeOfMunicipality, ...]
    totals: tuple[TotalCheck, ...]
    findings: tuple[Finding, ...]
    edited: Mapping[tuple[str, str], RecordSource] = field(default_factory=dict)
    contested: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def stale_sites(self) -> int:
        """Number of sites with at least one stale value."""
        return sum(each.stale_sites for each in self.age_by_municipality)

    def only(self, municipality_codes: Sequence[str]) -> QualityReport:
        """Return the report with the findings of some gemeenten; all of them where none is named."""
        if not municipality_codes:
            return self
        wanted = frozenset(municipality_codes)
        kept = tuple(each for each in self.findings if each.municipality_code in wanted)
        return replace(self, findings=kept)


class Quality:
    """Computes the report; reads only."""

    def __init__(self, workspace: Workspace, clock: Clock) -> None:
        """Keep the workspace and the clock."""
        self._workspace = workspace
        self._clock = clock

    def report(
        self, progress: Progress, municipality_codes: Sequence[str] = (), version: int | None = None
    ) -> QualityReport:
        """Look at all sites at a data version, the newest where none is given.

        Raises ``NotFoundError`` for a version that does not exist, and ``CancelledError``.
        """
        catalogue = self._workspace.catalogue
        with self._workspace.reading():
            progress.step(0, _STEPS, "progress.quality.reading")
            table = catalogue.site_table(version)
            at = table.data_version
            edited = edited_sources(catalogue, table)
            contested, vanished = catalogue.contested(at), catalogue.vanished(at)
            boundaries = catalogue.municipalities(at)
        today = self._clock.now_utc().astimezone(DUTCH_TIME).date()
        progress.step(1, _STEPS, "progress.quality.ages")
        parts = tuple(ages(table, kind, today, edited) for kind in SiteKind)
        progress.step(2, _STEPS, "progress.quality.geometry")
        found = list(geometry_findings(table))
        progress.step(3, _STEPS, "progress.quality.places")
        found += place_findings(table, boundaries)
        progress.step(4, _STEPS, "progress.quality.figures")
        found += figure_findings(table, today)
        found += _claim_findings(table, contested, vanished)
        made = QualityReport(
            data_version=at,
            today=today,
            table=table,
            completeness=tuple(completeness(table, kind) for kind in SiteKind),
            ages=parts,
            age_by_municipality=age_by_municipality(parts),
            totals=total_checks(table),
            findings=tuple(sorted(found, key=_worst_first)),
            edited=edited,
            contested=contested,
        )
        return made.only(municipality_codes)

    def stale_sites(self) -> int:
        """Count the sites that have at least one stale value, without looking at anything else."""
        catalogue = self._workspace.catalogue
        with self._workspace.reading():
            table = catalogue.site_table()
            edited = edited_sources(catalogue, table)
        today = self._clock.now_utc().astimezone(DUTCH_TIME).date()
        parts = tuple(ages(table, kind, today, edited) for kind in SiteKind)
        return sum(each.stale_sites for each in age_by_municipality(parts))


def edited_sources(catalogue: SiteCatalogue, table: SiteTable) -> dict[tuple[str, str], RecordSource]:
    """Return who said each value that a person entered, and for when, by site and attribute."""
    cells = [cell for kind in SiteKind for cell in edited_cells(table, kind)]
    wanted = set(cells)
    said: dict[tuple[str, str], RecordSource] = {}
    for site_id in sorted({site_id for site_id, _ in cells}):
        for choice in sorted(catalogue.choices(site_id), key=lambda each: each.from_version):
            cell = (site_id, choice.attribute_id)
            if cell in wanted and choice.in_force(table.data_version):
                said[cell] = RecordSource(choice.source, choice.as_of)
    return said


def _claim_findings(
    table: SiteTable, contested: Mapping[str, tuple[str, ...]], vanished: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    for rows in rows_by_kind(table):
        maker = FindingMaker(rows)
        row_of = {site_id: row for row, site_id in enumerate(rows.ids.tolist())}
        for site_id in contested.keys() & row_of.keys():
            row, differing = row_of[site_id], contested[site_id]
            names = tuple(message(f"attribute.{each}") for each in differing)
            yield maker.make("conflicting_claims", row, differing, name=maker.name(row), attributes=names)
        for site_id in vanished.keys() & row_of.keys():
            row = row_of[site_id]
            yield maker.make("vanished", row, (), name=maker.name(row), sources=vanished[site_id])


def _worst_first(finding: Finding) -> tuple[int, int, str, str, str, str]:
    return (
        _ORDER[finding.severity],
        _RULE_ORDER[finding.rule],
        finding.municipality_code,
        finding.site_id,
        finding.other_site_id,
        ";".join(finding.attribute_ids),
    )
