"""What the use cases need from the outside: time, the person at the desk, files, the store, documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.cases.instrument import Instrument
    from drentsportal.domain.entry.editing import SiteEdit
    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.domain.merge.delivery import Delivery, ImportReport, MergeDecisions
    from drentsportal.domain.merge.merge_ground import MergeGround
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.history import SiteRecord, ValueChoice
    from drentsportal.domain.sites.site import (
        ContactPoint,
        Landmark,
        Municipality,
        RestructuringClaim,
        Site,
    )
    from drentsportal.domain.sites.site_attachment import SiteAttachment
    from drentsportal.domain.sites.site_table import RecordSource, SiteTable
    from drentsportal.domain.sites.surroundings import (
        GridArea,
        ParkManagementOrganisation,
        PlanZone,
        PostcodeGrid,
        RegionMembership,
    )
    from drentsportal.domain.values import PartialDate
    from drentsportal.domain.vocabulary import LandmarkKind
    from drentsportal.errors import StorageError
    from drentsportal.services.case_ports import CaseReader, CaseStore
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.services.reference_ports import ReferenceShelf, ReferenceShelfReader
    from drentsportal.services.source_ports import SourceReader, SourceStore


class Clock(Protocol):
    """Time as the use cases see it."""

    def now_utc(self) -> datetime:
        """Return the present instant, timezone-aware UTC."""
        ...


class ActorSource(Protocol):
    """Who is at the desk."""

    def current(self) -> Actor:
        """Return the actor to record with a change."""
        ...


class Progress(Protocol):
    """Where long work reports how far it is, and learns that it should stop."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Tell how far the work is; ``total`` 0 means unknown; ``what`` is a message id.

        Raises ``CancelledError`` (``services.progress``) when the person cancelled.
        """
        ...


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The person's answers to what a file leaves open; ``None`` means: refuse and ask.

    ``layer``: layer name. ``crs``: ``EPSG:28992`` or ``EPSG:4326``. ``mapping``: id of a shipped mapping or
    path of a mapping file. ``source``: name of the source, overriding the mapping's. ``as_of``: reference
    date, where the file has none. ``join_geometry``: file with geometry, joined by ``join_on`` for a table
    without geometry. ``accepted``: rules accepted (``repair_geometry``, ``m2_to_ha`` ...). ``strict``: all
    rows or nothing. ``is_complete``: the file holds all that the source has, so what is absent has vanished.
    """

    layer: str | None = None
    crs: str | None = None
    mapping: str | None = None
    source: str | None = None
    as_of: PartialDate | None = None
    join_geometry: Path | None = None
    join_on: str | None = None
    accepted: frozenset[str] = frozenset()
    strict: bool = False
    is_complete: bool = False


class SiteReader(Protocol):
    """Reads a file of sites or gemeenten into a delivery; never the live workspace."""

    def read(self, path: Path, options: ImportOptions, progress: Progress) -> tuple[Delivery, ImportReport]:
        """Read, map and validate a file; nothing is stored.

        Raises ``QuestionError`` when a choice is needed and ``DataSourceError`` when it cannot be read.
        """
        ...


class MappingReader(Protocol):
    """Proposes what the columns of a file mean, tries what a person decides, and keeps it."""

    def propose(
        self, path: Path, options: ImportOptions, progress: Progress, encoding: str = ""
    ) -> MappingProposal:
        """Look at names and values of a file; nothing is decided and nothing stored.

        Raises ``QuestionError`` when a choice is needed and ``DataSourceError`` when it cannot be read.
        """
        ...

    def try_draft(
        self, path: Path, options: ImportOptions, draft: MappingDraft, progress: Progress
    ) -> MappingTrial:
        """Read all rows as a draft says; nothing is stored."""
        ...

    def mapping_titles(self) -> dict[str, str]:
        """Return the title of every mapping by its id, the user's own among them."""
        ...

    def keep_mapping(
        self,
        draft: MappingDraft,
        remarks: Mapping[str, Sequence[str]],
        target: Path | None,
        *,
        confirmed: bool,
    ) -> Path:
        """Write a draft as a mapping file and return where it stands; ``None`` is the user's own folder.

        Raises ``InputError`` when something is open in a confirmed one or the name is taken, and
        ``DataSourceError`` when it cannot be written.
        """
        ...


class SiteCatalogue(Protocol):
    """What is known about sites at a data version; read only. ``version`` None means the newest."""

    def data_version(self) -> int:
        """Return the newest data version; 0 for an empty workspace."""
        ...

    def site_table(self, version: int | None = None) -> SiteTable:
        """All sites in use, in columns."""
        ...

    def site(self, site_id: str, version: int | None = None) -> Site:
        """One site with sources, dates and conflicts. Raises ``NotFoundError``."""
        ...

    def plots_of(self, park_id: str, version: int | None = None) -> tuple[Site, ...]:
        """Return the plots of a park, ordered by name."""
        ...

    def records(self, site_id: str) -> tuple[SiteRecord, ...]:
        """Every record that was ever delivered for a site, oldest first."""
        ...

    def choices(self, site_id: str) -> tuple[ValueChoice, ...]:
        """Every edit and choice that was ever made for a site, oldest first."""
        ...

    def choices_of_step(self, version: int) -> tuple[ValueChoice, ...]:
        """Return the values that the step ``version`` chose, whether they count still or not."""
        ...

    def municipalities(self, version: int | None = None) -> tuple[Municipality, ...]:
        """Return the gemeenten, ordered by code."""
        ...

    def landmarks(
        self, kinds: Sequence[LandmarkKind] = (), version: int | None = None
    ) -> tuple[Landmark, ...]:
        """Places, hubs, junctions, roads and water; all kinds where ``kinds`` is empty."""
        ...

    def contact_points(self, version: int | None = None) -> tuple[ContactPoint, ...]:
        """Return the functions that can be asked."""
        ...

    def restructuring_claims(self, version: int | None = None) -> tuple[RestructuringClaim, ...]:
        """Every PHP claim with its source; contradicting ones side by side."""
        ...

    def regions(self, version: int | None = None) -> tuple[RegionMembership, ...]:
        """Return the regions that the workspace holds, each with its members, ordered by id."""
        ...

    def park_management_organisations(
        self, version: int | None = None
    ) -> tuple[ParkManagementOrganisation, ...]:
        """Return the park management organisations, ordered by id."""
        ...

    def plan_zones(self, version: int | None = None) -> tuple[PlanZone, ...]:
        """Return the zones of spatial plans, ordered by id."""
        ...

    def grid_areas(self, version: int | None = None) -> tuple[GridArea, ...]:
        """Return the supply areas of the grid, ordered by id and year."""
        ...

    def grid_at(self, postcodes: Sequence[str], version: int | None = None) -> Mapping[str, PostcodeGrid]:
        """Return what the capacity map says of the given postcodes; one that it does not hold is absent."""
        ...

    def attachments(self, site_id: str, version: int | None = None) -> tuple[SiteAttachment, ...]:
        """Return the photographs and documents of a site, without content, in the order they were added."""
        ...

    def attachment_content(self, attachment_id: str) -> bytes:
        """Return the content of one attachment. Raises ``NotFoundError``."""
        ...

    def merge_ground(self, source: str) -> MergeGround:
        """Return what a new delivery of ``source`` is laid against, of the newest version."""
        ...

    def contested(self, version: int | None = None) -> Mapping[str, tuple[str, ...]]:
        """Site id to the attributes on which its records in force differ and nobody has chosen."""
        ...

    def entered(self, version: int | None = None) -> Mapping[tuple[str, str], RecordSource]:
        """Site and attribute to source and date of what a person entered, where that is in force."""
        ...

    def not_only_from(self, sources: Collection[str], version: int | None = None) -> frozenset[str]:
        """Sites of which a record in force, or a shape that a person drew, comes from another source."""
        ...

    def vanished(self, version: int | None = None) -> Mapping[str, tuple[str, ...]]:
        """Site id to the sources that no longer deliver it, for all sites of which that is so."""
        ...

    def retired(self, version: int | None = None) -> tuple[str, ...]:
        """Ids of the sites that were retired: in no table, still readable one by one."""
        ...


@dataclass(frozen=True, slots=True)
class DataStep:
    """One step of the data history: ``delivery``, ``edit``, ``choice`` or ``undo``.

    ``what`` names an edit as a person would ("kavel gesplitst"); ``None`` for other steps. ``undoes_version``
    is the step that an undo took back.
    """

    version: int
    at_utc: datetime
    actor: Actor
    kind: str
    source: str
    file_name: str
    undone_by_version: int | None
    what: Message | None = None
    undoes_version: int | None = None


class SiteHistory(Protocol):
    """The steps that led to the data as they are."""

    def steps(self) -> tuple[DataStep, ...]:
        """Return the data history, newest first."""
        ...


class SiteLedger(SiteHistory, Protocol):
    """The writing side of the history; part of a unit of work. Each call makes one new data version."""

    def add_delivery(
        self,
        delivery: Delivery,
        report: ImportReport,
        actor: Actor,
        at_utc: datetime,
        decisions: MergeDecisions | None = None,
    ) -> int:
        """Store a delivery; records of the same source and site are superseded. Returns the new version.

        ``decisions`` are stored with it as choices of the same version, and taken back with it.
        """
        ...

    def add_edit(self, edit: SiteEdit, actor: Actor, at_utc: datetime) -> int:
        """Store what a person changed at one stroke, as one version. Returns the version.

        Raises ``NotFoundError`` for a site, record or attachment that does not exist, and ``InputError`` for
        a value that does not fit its attribute.
        """
        ...

    def undo_edit(self, version: int, actor: Actor, at_utc: datetime) -> int:
        """Take back the edit made at ``version``: choices, new sites, attachments. Returns the version.

        Raises ``ConflictError`` with the list ``edits`` when a later edit rests on a site that it made, and
        ``InputError`` when ``version`` is no edit or is undone already.
        """
        ...

    def undo_delivery(self, version: int, actor: Actor, at_utc: datetime, *, drop_edits: bool = False) -> int:
        """Take back the delivery made at ``version``; what it superseded is in force again.

        Raises ``ConflictError`` with the list ``edits`` when somebody chose a record of the delivery, or
        edited a site that only this delivery knows, unless ``drop_edits``; ``InputError`` when ``version``
        is no delivery or is undone already.
        """
        ...

    def choose(self, choice: ValueChoice) -> int:
        """Store an edit or a choice between records; ``from_version`` is assigned. Returns the version."""
        ...


class ReadUnit(Protocol):
    """What is read together belongs to one state; nothing can be written, and no writer is kept waiting."""

    @property
    def sites(self) -> SiteHistory:
        """The steps of the data."""
        ...

    @property
    def cases(self) -> CaseReader:
        """The cases."""
        ...

    @property
    def sources(self) -> SourceReader:
        """The remembered sources."""
        ...

    @property
    def shelf(self) -> ReferenceShelfReader:
        """The workspace's own reference papers."""
        ...


class UnitOfWork(Protocol):
    """All or nothing: leaving the ``with`` block without ``commit`` rolls back."""

    sites: SiteLedger
    cases: CaseStore
    sources: SourceStore
    shelf: ReferenceShelf

    def __enter__(self) -> Self:
        """Begin to write (BEGIN IMMEDIATE)."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Roll back what was not committed."""
        ...

    def commit(self) -> None:
        """Make everything durable; after this returns nothing acknowledged can be lost."""
        ...


@dataclass(frozen=True, slots=True)
class NewProtection:
    """A workspace that has just got a passphrase.

    ``recovery_key`` opens it when the passphrase is forgotten; it is kept nowhere, so it is shown now or
    never. ``remains`` tells what of the state before could not be removed from the disk, where it could not.
    """

    recovery_key: str
    remains: StorageError | None = None


class Workspace(Protocol):
    """One opened workspace."""

    catalogue: SiteCatalogue

    def unit_of_work(self) -> UnitOfWork:
        """Start a unit of work."""
        ...

    def reading(self) -> AbstractContextManager[ReadUnit]:
        """Read several things of one state; within a unit of work of the same thread, of that one's.

        It takes no right to write, so it waits for nobody and nobody waits for it.
        """
        ...

    def copy_before(self, what: str) -> Path | None:
        """Keep a copy of the file before an import or migration; ``None`` where there is no file."""
        ...

    @property
    def label(self) -> str:
        """The file name or connection that the status bar shows."""
        ...

    @property
    def is_protected(self) -> bool:
        """Whether personal and confidential values are sealed under a passphrase."""
        ...

    def set_passphrase(self, passphrase: str) -> NewProtection:
        """Protect the workspace, or change its passphrase; every key is made anew.

        Raises ``StorageError`` for an empty passphrase, and when another process has the workspace open;
        nothing is changed then.
        """
        ...

    def close(self) -> None:
        """Checkpoint and close, so that one file is the whole workspace."""
        ...


class ReferenceData(Protocol):
    """Data that ships with the application or comes with a workspace: profiles, segments, instruments."""

    def profile(self, profile_id: str) -> CriteriaProfile:
        """Return a criteria profile. Raises ``NotFoundError``."""
        ...

    def profile_ids(self) -> tuple[str, ...]:
        """Return the profiles that exist."""
        ...

    def segments(self) -> Mapping[str, str]:
        """Segment id to its Dutch name."""
        ...

    def instruments(self) -> tuple[Instrument, ...]:
        """Return the catalogue of instruments."""
        ...


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document that was written: path, kind and checksum."""

    path: Path
    kind: str
    sha256: str
