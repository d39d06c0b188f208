"""Matching as a use case: requests against the sites in use, kept with their case so that they replay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.match import matching
from drentsportal.domain.match.offer_building import OffersOnGround, build_offers
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.sites.site_table import RecordSource
from drentsportal.domain.values import Known
from drentsportal.errors import ConflictError, NotFoundError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.beside_sites import BesideSites
from drentsportal.services.request_admission import RequestAdmission

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.provenance import SourceLookup
    from drentsportal.domain.sites.history import SiteRecord
    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.workspace import Workspace


class Matching:
    """Matches requests; the offers of a data version are made once and kept until the data changes."""

    def __init__(
        self,
        workspace: Workspace,
        reference: ReferenceData,
        clock: Clock,
        actors: ActorSource,
        beside: BesideSites | None = None,
    ) -> None:
        """Keep the workspace, the profiles, the time, the person at the desk, and what is known beside sites.

        Without ``beside`` there is no road network and no rule of a region.
        """
        self._workspace = workspace
        self._reference = reference
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)
        self._beside = beside or BesideSites(workspace.catalogue)
        self._admission = RequestAdmission(reference, workspace.catalogue)
        self._made: tuple[SiteTable, OffersOnGround] | None = None

    def match(self, request: LocationRequest, profile: CriteriaProfile | None = None) -> MatchResult:
        """Match a request against all sites in use now; nothing is stored.

        ``profile`` is one to try; by default the version that counts of the one that the request names.
        Raises ``InputError`` when the request cannot be used and ``NotFoundError`` for an unknown profile.
        """
        catalogue = self._workspace.catalogue
        profile = profile or self._reference.profile(request.profile_id)
        self._admission.admit(request)
        table = catalogue.site_table()
        ground = self._ground(table)
        landmarks = self._beside.landmarks(table.data_version)
        facts = self._beside.facts(request, matching.wanted_criteria(request, profile), ground, landmarks)
        sources = CatalogueSources(catalogue, table.sources, table.data_version)
        return matching.match(request, ground, landmarks, profile, sources, facts)

    def match_case(self, number: str) -> MatchResult:
        """Match the request of a case and keep the outcome with it, as its newest, with an event.

        Raises as ``match``; ``NotFoundError`` for an unknown case; ``ConflictError`` when the request was
        changed meanwhile.
        """
        with self._workspace.reading() as unit:
            request = unit.cases.get(number).request
        result = self.match(request)
        text = to_replay(result)
        at_utc = self._clock.now_utc()
        details = {
            "data_version": str(result.data_version),
            "qualifiers": str(result.qualifier_count),
            "rejections": str(result.rejection_count),
        }
        event = CaseEvent(at_utc, EventKind.MATCHED, self._actors.current(), details)
        with self._workspace.unit_of_work() as work:
            if work.cases.get(number).request != request:
                raise ConflictError("error.match.request_changed", number=number)
            work.cases.save_match(number, text, at_utc)
            work.cases.add_event(number, event)
            work.commit()
        return result

    def latest(self, number: str) -> MatchResult | None:
        """Replay the newest match of a case, ``None`` where there is none yet.

        While the data are still those of the match, a change of an excluded site is proven as in the match
        itself.

        A look at the case, which is logged. Raises ``NotFoundError`` for an unknown case, and ``InputError``
        when what was kept is damaged.
        """
        with self._workspace.reading() as unit:
            unit.cases.get(number)
            text = unit.cases.latest_match(number)
        self._access.opened(number)
        if text is None:
            return None
        return self.measurable(replay(text))

    def measurable(self, kept: MatchResult) -> MatchResult:
        """Return a replayed match with the ground to measure on, while the data are those of the match.

        Nothing is logged: whoever has the match has looked at it.
        """
        catalogue = self._workspace.catalogue
        # A trial on it shows other offers than those of which the sources were kept.
        result = matching.MatchResult(kept.inputs, KeptSources(kept.sources, catalogue, kept.data_version))
        table = catalogue.site_table()
        if table.data_version != result.data_version:
            return result
        return result.measurable_on(self._ground(table))

    def kept(self, number: str, *, is_taken_out: bool = False) -> str | None:
        """Return the newest match of a case as it was kept, to replay; ``None`` where there is none yet.

        A look at the case, or something taken out where it goes into a file; both are logged. Raises
        ``NotFoundError`` for an unknown case.
        """
        with self._workspace.reading() as unit:
            unit.cases.get(number)
            text = unit.cases.latest_match(number)
        (self._access.exported if is_taken_out and text is not None else self._access.opened)(number)
        return text

    def changed_profile(self, result: MatchResult) -> int | None:
        """Return the version of the profile that counts by now, ``None`` where it is that of the match.

        A profile that is there no more cannot count, so it changes nothing.
        """
        used = result.profile
        if used.id not in self._reference.profile_ids():
            return None
        version = self._reference.profile(used.id).version
        return None if version == used.version else version

    def replay(self, text: str) -> MatchResult:
        """Compute a kept match anew; raises ``InputError`` when it is none or gives another outcome."""
        return replay(text)

    def _ground(self, table: SiteTable) -> OffersOnGround:
        made = self._made
        if made is None or made[0] is not table:
            made = (table, build_offers(table))
            self._made = made
        return made[1]


class KeptSources:
    """Finds source and date as they were kept with a match, else in the catalogue at the version of it."""

    def __init__(self, kept: SourceLookup, catalogue: SiteCatalogue, version: int) -> None:
        """Keep where to look."""
        self._kept = kept
        self._catalogue = CatalogueSources(catalogue, {}, version)

    def source_of(self, site_id: str, attribute_id: str, record_id: int) -> RecordSource:
        """Return source and date of an attribute in use; raises ``NotFoundError`` for an unknown site."""
        try:
            return self._kept.source_of(site_id, attribute_id, record_id)
        except NotFoundError:
            return self._catalogue.source_of(site_id, attribute_id, record_id)


class CatalogueSources:
    """Finds source and date of a value in the table, else in the catalogue; each site is read once."""

    def __init__(self, catalogue: SiteCatalogue, recorded: Mapping[int, RecordSource], version: int) -> None:
        """Keep where to look; ``recorded`` are the sources of a table by record."""
        self._catalogue = catalogue
        self._recorded = recorded
        self._version = version
        self._records: dict[str, dict[int, SiteRecord]] = {}

    def source_of(self, site_id: str, attribute_id: str, record_id: int) -> RecordSource:
        """Return source and date of an attribute in use: of the record that gave it, else as the site tells.

        For what no attribute gives (the place of a site without name) those of its newest record. Raises
        ``NotFoundError`` for an unknown site.
        """
        recorded = self._recorded.get(record_id)
        if recorded is not None:
            return recorded
        records = self._records_of(site_id)
        if record_id in records:
            return _source_of(records[record_id])
        stated = self._catalogue.site(site_id, self._version).attribute(attribute_id)
        if isinstance(stated, Known):
            return RecordSource(stated.source, stated.as_of)
        if not records:
            raise NotFoundError("error.match.source_unknown", site=site_id, attribute=attribute_id)
        return _source_of(max(records.values(), key=lambda each: (each.as_of, each.id)))

    def _records_of(self, site_id: str) -> dict[int, SiteRecord]:
        if site_id not in self._records:
            self._records[site_id] = {
                each.id: each
                for each in self._catalogue.records(site_id)
                if each.from_version <= self._version
            }
        return self._records[site_id]


def _source_of(record: SiteRecord) -> RecordSource:
    return RecordSource(record.source, record.as_of)
