"""The composition root: settings become wired services; the only place that chooses adapters.

Adapters with heavy libraries (pandas and geopandas for reading, typst for documents) are imported when they
are first used, so that ``--help``, a list of cases and the window start without them.
"""

from __future__ import annotations

import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from drentsportal.domain.cases.deadline import require_utc
from drentsportal.domain.match.offer_rows import M2_PER_HA
from drentsportal.language import Language
from drentsportal.media.photographs import PhotographMaker
from drentsportal.paths import resources_dir, user_cache_dir, user_data_dir
from drentsportal.reference import TomlReference
from drentsportal.reference.assessment_frame import read_frame
from drentsportal.reference.places import read_places
from drentsportal.reference.sectors import TomlSectors
from drentsportal.services.advising import Advising
from drentsportal.services.assessing import AssessedMatch, Assessing, AssessmentRules
from drentsportal.services.beside_sites import BesideSites
from drentsportal.services.case_desk import CaseDesk
from drentsportal.services.chase_lists import ChaseLists
from drentsportal.services.chase_returns import ChaseReturns
from drentsportal.services.comparing import Comparing
from drentsportal.services.edit_history import EditHistory
from drentsportal.services.exposure import Exposure
from drentsportal.services.factsheets import Factsheets
from drentsportal.services.fitting import GroundFitting
from drentsportal.services.import_mapping import ColumnLinking
from drentsportal.services.intake import Intake
from drentsportal.services.match_analysis import MatchAnalysis
from drentsportal.services.matching import Matching
from drentsportal.services.origins import Origins
from drentsportal.services.plot_drawing import PlotDrawing
from drentsportal.services.profile_editing import ProfileEditing
from drentsportal.services.profiles import ProfileSource
from drentsportal.services.protection import Protection
from drentsportal.services.quality import Quality
from drentsportal.services.question_answers import QuestionAnswers
from drentsportal.services.question_log import QuestionLog
from drentsportal.services.question_mail import QuestionMail
from drentsportal.services.ranking_export import RankingExport
from drentsportal.services.referring import Referring
from drentsportal.services.request_admission import RequestAdmission
from drentsportal.services.request_files import RequestFiles
from drentsportal.services.road_choosing import RoadChoosing
from drentsportal.services.road_ports import RoadOptions
from drentsportal.services.road_times import RoadFile, RoadTimes
from drentsportal.services.sector_finding import SectorFinding
from drentsportal.services.shortlisting import Shortlisting
from drentsportal.services.site_attachments import SiteAttachments
from drentsportal.services.site_browsing import SiteBrowsing
from drentsportal.services.site_editing import SiteEditing
from drentsportal.services.site_export import SiteExport
from drentsportal.services.site_import import SiteImport
from drentsportal.services.site_surroundings import SitesAround
from drentsportal.services.source_refresh import SourceRefresh
from drentsportal.services.weighing import Weighing
from drentsportal.settings import changed, load_settings, save_settings
from drentsportal.storage.remote_folders import is_remote
from drentsportal.storage.sqlite_workspace import RemoteUse, open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.merge.data_source import DataSource, DataSourceKind
    from drentsportal.domain.merge.delivery import Delivery, ImportReport
    from drentsportal.domain.sites.site import Site
    from drentsportal.geodata.reader import GeoSiteReader
    from drentsportal.mapview.messages import ToPage
    from drentsportal.mapview.result import MapResult
    from drentsportal.reports.writer import ReportWriter
    from drentsportal.services.assessing import AssessmentSubject
    from drentsportal.services.chase_ports import (
        AnswerFile,
        ChaseAnswerReader,
        ChaseList,
        WrittenChaseList,
    )
    from drentsportal.services.documents import (
        AdviceSubject,
        ComparisonTable,
        DocumentWriter,
        FactsheetSubject,
        SheetFormat,
    )
    from drentsportal.services.export_ports import ExportJob, MadeExport, SiteFileWriter
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.services.ports import (
        ActorSource,
        Clock,
        ImportOptions,
        MadeDocument,
        Progress,
        ReferenceData,
        SiteCatalogue,
        Workspace,
    )
    from drentsportal.services.question_ports import QuestionMailSubject, WrittenQuestionMail
    from drentsportal.services.road_ports import RoadNetworks
    from drentsportal.services.source_ports import FetchedFile, FetchLimits, LayerOffer, SourceFetcher
    from drentsportal.settings import Settings


@dataclass(frozen=True, slots=True)
class AppServices:
    """Everything that window and command line work with, over one opened workspace."""

    workspace: Workspace
    catalogue: SiteCatalogue
    imports: SiteImport
    refreshing: SourceRefresh
    edits: EditHistory
    editing: SiteEditing
    drawing: PlotDrawing
    attachments: SiteAttachments
    linking: ColumnLinking
    matching: Matching
    analysis: MatchAnalysis
    question_mail: QuestionMail
    question_answers: QuestionAnswers
    question_log: QuestionLog
    intake: Intake
    request_files: RequestFiles
    desk: CaseDesk
    shortlist: Shortlisting
    comparing: Comparing
    rankings: RankingExport
    factsheets: Factsheets
    advising: Advising
    assessing: Assessing
    weighing: Weighing
    referring: Referring
    exposure: Exposure
    profiles: ProfileEditing
    exporting: SiteExport
    documents: DocumentWriter
    map_export: MapExport
    browsing: SiteBrowsing
    around: SitesAround
    road_times: RoadTimes
    road_choosing: RoadChoosing
    fitting: GroundFitting
    origins: Origins
    protection: Protection
    quality: Quality
    chase_lists: ChaseLists
    chase_returns: ChaseReturns
    reference: ReferenceData
    sectors: SectorFinding
    language: Language
    settings: Settings
    clock: Clock
    actors: ActorSource


class SystemClock:
    """The computer's clock."""

    def now_utc(self) -> datetime:
        """Tell the present instant."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that moves only when it is told to, so that the demonstration repeats exactly."""

    def __init__(self, at_utc: datetime) -> None:
        """Stand at an instant; raises ``InputError`` when it is not UTC."""
        self._at_utc = require_utc(at_utc, "clock")

    def stand_at(self, at_utc: datetime) -> None:
        """Move to another instant; raises ``InputError`` when it is not UTC."""
        self._at_utc = require_utc(at_utc, "clock")

    def now_utc(self) -> datetime:
        """Tell the instant at which the clock stands."""
        return self._at_utc


class SettingsActor:
    """The person at the desk as the settings name them."""

    def __init__(self, actor: Actor) -> None:
        """Keep the person."""
        self._actor = actor

    def current(self) -> Actor:
        """Tell who is at the desk."""
        return self._actor


def open_language(language_code: str, *, strict: bool = False) -> Language:
    """Open the catalogue of a language; raises ``InputError`` for one that we do not have."""
    return Language(language_code, resources_dir(), cache_dir=user_cache_dir(), strict=strict)


def open_services(
    settings: Settings,
    workspace_path: Path | None = None,
    passphrase: str | None = None,
    *,
    recovery_key: str | None = None,
    create: bool = True,
    clock: Clock | None = None,
) -> AppServices:
    """Open a workspace file and wire every service over it.

    ``workspace_path`` None means the user's own (``settings.workspace_path``), whose folder is made where it
    is absent. A file in a network or synced folder is worked on as a local copy under a lock file.
    ``recovery_key`` opens it where the passphrase is forgotten. ``clock`` None means the computer's.

    Raises ``StorageError`` when the file cannot be opened, ``WorkspaceLockedError`` for a wrong passphrase or
    recovery key.
    """
    path = workspace_path or settings.workspace_path
    if workspace_path is None and create:
        path.parent.mkdir(parents=True, exist_ok=True)
    workspace = open_workspace(
        path,
        passphrase=passphrase,
        create=create,
        recovery_key=recovery_key,
        remote=_remote_use(path, settings.actor),
    )
    try:
        return _wire(settings, workspace, path, clock or SystemClock())
    except BaseException:
        workspace.close()
        raise


def _remote_use(path: Path, actor: Actor) -> RemoteUse | None:
    """Tell where to work on a file in a network or synced folder, and as whom; ``None`` for a local file."""
    if not is_remote(path.absolute()):
        return None
    return RemoteUse(user_data_dir() / "remote", actor.name, platform.node())


def _wire(settings: Settings, workspace: Workspace, live_file: Path, clock: Clock) -> AppServices:
    language = open_language(settings.language)
    actors = SettingsActor(settings.actor)
    reference = ProfileSource(workspace, TomlReference(resources_dir()))
    reader = _LateReader(live_file)
    writer = _LateWriter(language)
    intake = Intake(workspace, clock, actors)
    desk = CaseDesk(workspace, clock, actors)
    edits = EditHistory(workspace, clock, actors)
    road_times = open_road_times(settings, live_file)
    sectors = TomlSectors(resources_dir() / "sectors", user_data_dir() / "reference")
    beside = BesideSites(workspace.catalogue, road_times, sectors.regional_profile)
    matching = Matching(workspace, reference, clock, actors, beside)
    factsheets = Factsheets(workspace, reference, writer, clock, actors)
    imports = SiteImport(workspace, reader, clock, actors)
    quality = Quality(workspace, clock)
    editing = SiteEditing(workspace, edits, clock, actors)
    rules = AssessmentRules(lambda: read_frame(resources_dir()), settings.grip_area_ha * M2_PER_HA)
    assessing = Assessing(workspace, rules, writer, clock, actors)
    assessed = AssessedMatch(matching, assessing)
    chase = _LateChaseFiles(language, reference)
    return AppServices(
        workspace=workspace,
        catalogue=workspace.catalogue,
        imports=imports,
        refreshing=SourceRefresh(workspace, imports, _LateFetcher(), clock),
        linking=ColumnLinking(reader, clock, actors),
        edits=edits,
        editing=editing,
        drawing=PlotDrawing(workspace, edits, clock, actors),
        attachments=SiteAttachments(workspace, edits, PhotographMaker(), clock, actors),
        matching=matching,
        analysis=MatchAnalysis(),
        question_mail=QuestionMail(workspace.catalogue, _LateQuestionFiles(language), clock, actors),
        question_answers=QuestionAnswers(editing),
        question_log=QuestionLog(workspace, clock, actors),
        intake=intake,
        request_files=RequestFiles(intake, RequestAdmission(reference, workspace.catalogue)),
        desk=desk,
        shortlist=Shortlisting(workspace, clock, actors),
        comparing=Comparing(workspace, reference, matching, clock),
        rankings=RankingExport(workspace, writer, clock, actors),
        factsheets=factsheets,
        advising=Advising(workspace, reference, assessed, writer, clock, actors),
        assessing=assessing,
        weighing=Weighing(workspace, desk, reference, clock, actors),
        referring=Referring(workspace, matching, clock, actors),
        exposure=Exposure(workspace, matching),
        profiles=ProfileEditing(workspace, reference, clock, actors),
        exporting=SiteExport(workspace, writer, _LateFiles(language, live_file), reference, clock),
        documents=writer,
        map_export=MapExport(workspace.catalogue, language),
        browsing=SiteBrowsing(workspace),
        around=SitesAround(workspace.catalogue),
        road_times=road_times,
        road_choosing=RoadChoosing(
            road_times, workspace.catalogue, _remember_roads, user_data_dir() / "roads"
        ),
        fitting=GroundFitting(workspace.catalogue),
        origins=Origins(workspace.catalogue, read_places(resources_dir())),
        protection=Protection(workspace),
        quality=quality,
        chase_lists=ChaseLists(workspace, quality, reference, chase, clock, actors),
        chase_returns=ChaseReturns(workspace, chase, clock, actors),
        reference=reference,
        sectors=SectorFinding(sectors),
        language=language,
        settings=settings,
        clock=clock,
        actors=actors,
    )


def open_road_times(settings: Settings, live_file: Path) -> RoadTimes:
    """Make drive times over the road network of the settings; what reads and drives is loaded late."""

    def open_roads() -> RoadNetworks:
        from drentsportal.geodata.roads_cache import RoadsCache  # noqa: PLC0415 - loads pyogrio
        from drentsportal.geodata.roads_reading import RoadFileReader  # noqa: PLC0415 - as above
        from drentsportal.routing.scipy_roads import ScipyRoads  # noqa: PLC0415 - loads scipy

        config, cache = resources_dir() / "roads" / "osmconf.ini", RoadsCache(user_cache_dir() / "roads")
        return ScipyRoads(RoadFileReader(config, cache, lambda: (live_file,)))

    if not settings.road_network:
        return RoadTimes(open_roads)
    mapping = Path(settings.road_mapping) if settings.road_mapping else None
    options = RoadOptions(mapping, settings.road_layer or None, settings.road_crs or None)
    return RoadTimes(open_roads, RoadFile(Path(settings.road_network), options))


def _remember_roads(file: RoadFile | None) -> None:
    """Write into the settings which network is used from now on; the other settings stay as they are."""
    options = RoadOptions() if file is None else file.options
    save_settings(
        changed(
            load_settings(),
            road_network="" if file is None else str(file.path),
            road_mapping=str(options.mapping or ""),
            road_layer=options.layer or "",
            road_crs=options.crs or "",
        )
    )


class MapExport:
    """Writes the map of the workspace, with a match on it where there is one, as one HTML file."""

    def __init__(self, catalogue: SiteCatalogue, language: Language) -> None:
        """Keep where sites are found, and the words."""
        self._catalogue = catalogue
        self._language = language

    def write(self, path: Path, result: MatchResult | None = None, selected: str = "") -> Path:
        """Write a file that opens without a network; ``selected``: the candidate whose ground is drawn.

        Raises ``ReportError`` when that is not possible.
        """
        from drentsportal.mapview import html_export  # noqa: PLC0415 - loads folium, and with it pandas
        from drentsportal.mapview.around import site_marks  # noqa: PLC0415 - as above

        version = None if result is None else result.data_version
        content = html_export.MapContent(
            municipalities=self._catalogue.municipalities(version),
            landmarks=self._catalogue.landmarks((), version),
            table=self._catalogue.site_table(version),
            result=self._on_map(result),
            origin=None if result is None else result.request.origin,
            zones=self._catalogue.plan_zones(version),
            marks=site_marks(self._catalogue, version),
        )
        messages = html_export.content_messages(self._language, content)
        messages += self._fitting(result, selected)
        html_export.write_html(path, html_export.html_page(self._language, resources_dir(), messages))
        return path

    def _fitting(self, result: MatchResult | None, selected: str) -> list[ToPage]:
        """Say what the rings stand for, and draw what is offered at the selected candidate."""
        from drentsportal.mapview.fitting import fitting_message  # noqa: PLC0415 - as above
        from drentsportal.mapview.ring_notes import ring_notes  # noqa: PLC0415 - as above

        if result is None:
            return []
        made: list[ToPage] = [ring_notes(self._language, result)]
        if selected in result.map_columns.candidate_ids:
            ground = GroundFitting(self._catalogue)
            building, version = result.request.building, result.data_version
            found = ground.of_candidate(result.candidate(selected), building, version)
            made += [] if found is None else [fitting_message(self._language, found)]
        return made

    def _on_map(self, result: MatchResult | None) -> MapResult:
        from drentsportal.mapview.result import MapResult, map_result  # noqa: PLC0415 - as above

        if result is None:
            return MapResult()
        return map_result(
            [result.card(position) for position in range(result.qualifier_count)],
            [result.rejection(position) for position in range(result.rejection_count)],
            self._language.text,
            self._language.figures.specs["points"],
        )


class _LateReader:
    """``SiteReader`` and ``MappingReader`` that load the geodata libraries when the first file is read."""

    def __init__(self, live_file: Path) -> None:
        self._live_file = live_file
        self._reader: GeoSiteReader | None = None

    def read(self, path: Path, options: ImportOptions, progress: Progress) -> tuple[Delivery, ImportReport]:
        return self._opened().read(path, options, progress)

    def propose(
        self, path: Path, options: ImportOptions, progress: Progress, encoding: str = ""
    ) -> MappingProposal:
        return self._opened().propose(path, options, progress, encoding)

    def try_draft(
        self, path: Path, options: ImportOptions, draft: MappingDraft, progress: Progress
    ) -> MappingTrial:
        return self._opened().try_draft(path, options, draft, progress)

    def mapping_titles(self) -> dict[str, str]:
        return self._opened().mapping_titles()

    def keep_mapping(
        self,
        draft: MappingDraft,
        remarks: Mapping[str, Sequence[str]],
        target: Path | None,
        *,
        confirmed: bool,
    ) -> Path:
        return self._opened().keep_mapping(draft, remarks, target, confirmed=confirmed)

    def _opened(self) -> GeoSiteReader:
        if self._reader is None:
            from drentsportal.geodata.reader import GeoSiteReader  # noqa: PLC0415 - loads geopandas

            self._reader = GeoSiteReader(
                resources_dir() / "mappings",
                lambda: (self._live_file,),
                own_mappings=user_data_dir() / "mappings",
            )
        return self._reader


class _LateFiles:
    """``SiteFileWriter`` that loads the geodata libraries when the first file is written."""

    def __init__(self, language: Language, live_file: Path) -> None:
        self._language = language
        self._live_file = live_file
        self._writer: SiteFileWriter | None = None

    def write(self, job: ExportJob, progress: Progress) -> MadeExport:
        if self._writer is None:
            from drentsportal.geodata.writing.writer import GeoFileWriter  # noqa: PLC0415 - loads pyogrio and ezdxf

            self._writer = GeoFileWriter(self._language, lambda: (self._live_file,))
        return self._writer.write(job, progress)


class _LateFetcher:
    """``SourceFetcher`` that loads what reads services when the first one is asked."""

    def __init__(self) -> None:
        self._fetcher: SourceFetcher | None = None

    def layers(
        self, kind: DataSourceKind, address: str, limits: FetchLimits, progress: Progress
    ) -> tuple[LayerOffer, ...]:
        return self._opened().layers(kind, address, limits, progress)

    def fetch(self, source: DataSource, folder: Path, limits: FetchLimits, progress: Progress) -> FetchedFile:
        return self._opened().fetch(source, folder, limits, progress)

    def _opened(self) -> SourceFetcher:
        if self._fetcher is None:
            from drentsportal.geodata.fetching.fetcher import ServiceFetcher  # noqa: PLC0415 - as above

            self._fetcher = ServiceFetcher()
        return self._fetcher


class _LateWriter:
    """``DocumentWriter`` that loads the document libraries when the first document is made."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._writer: ReportWriter | None = None

    def factsheet(self, subject: FactsheetSubject, path: Path) -> MadeDocument:
        return self._opened().factsheet(subject, path)

    def advice(self, subject: AdviceSubject, path: Path) -> MadeDocument:
        return self._opened().advice(subject, path)

    def letter(self, subject: AdviceSubject, path: Path) -> MadeDocument:
        return self._opened().letter(subject, path)

    def assessment(self, subject: AssessmentSubject, path: Path) -> MadeDocument:
        return self._opened().assessment(subject, path)

    def comparison(self, table: ComparisonTable, path: Path) -> MadeDocument:
        return self._opened().comparison(table, path)

    def ranking(
        self, result: MatchResult, case_number: str | None, made_at_utc: datetime, path: Path
    ) -> MadeDocument:
        return self._opened().ranking(result, case_number, made_at_utc, path)

    def site_sheet(
        self, sites: Sequence[Site], form: SheetFormat, made_at_utc: datetime, path: Path
    ) -> MadeDocument:
        return self._opened().site_sheet(sites, form, made_at_utc, path)

    def _opened(self) -> ReportWriter:
        if self._writer is None:
            from drentsportal.reports.writer import ReportWriter  # noqa: PLC0415 - loads typst and docx

            self._writer = ReportWriter(self._language, resources_dir() / "documents")
        return self._writer


class _LateChaseFiles:
    """Writes and reads chase lists; loads what makes or reads a workbook when it is first needed."""

    def __init__(self, language: Language, reference: ReferenceData) -> None:
        self._language = language
        self._reference = reference

    def write(self, chase_list: ChaseList, folder: Path) -> WrittenChaseList:
        from drentsportal.reports.chase_writer import ChaseListFiles  # noqa: PLC0415 - loads xlsxwriter

        return ChaseListFiles(self._language).write(chase_list, folder)

    def is_chase_list(self, path: Path) -> bool:
        return self._reader().is_chase_list(path)

    def read(self, path: Path) -> AnswerFile:
        return self._reader().read(path)

    def _reader(self) -> ChaseAnswerReader:
        from drentsportal.geodata.chase_answers import ChaseAnswerFile  # noqa: PLC0415 - reads workbooks

        return ChaseAnswerFile(self._language, self._reference.segments())


class _LateQuestionFiles:
    """``QuestionMailWriter`` that loads what writes mails when the first draft is made."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def write(self, subject: QuestionMailSubject, folder: Path) -> WrittenQuestionMail:
        from drentsportal.reports.question_writer import QuestionMailFiles  # noqa: PLC0415 - loads email

        return QuestionMailFiles(self._language).write(subject, folder)
