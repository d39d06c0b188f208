"""Settings become wired services over one opened workspace; the only place that chooses adapters."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drentsportal.bootstrap.late_adapters import (
    LateChaseFiles,
    LateFetcher,
    LateFiles,
    LateQuestionFiles,
    LateReader,
    LateWriter,
)
from drentsportal.bootstrap.map_export import MapExport
from drentsportal.bootstrap.people import SettingsActor, SystemClock
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
from drentsportal.services.ports.roads import RoadOptions
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
    from drentsportal.domain.actor import Actor
    from drentsportal.services.documents import (
        DocumentWriter,
    )
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.roads import RoadNetworks
    from drentsportal.services.ports.workspace import Workspace
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
    reader = LateReader(live_file)
    writer = LateWriter(language)
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
    chase = LateChaseFiles(language, reference)
    return AppServices(
        workspace=workspace,
        catalogue=workspace.catalogue,
        imports=imports,
        refreshing=SourceRefresh(workspace, imports, LateFetcher(), clock),
        linking=ColumnLinking(reader, clock, actors),
        edits=edits,
        editing=editing,
        drawing=PlotDrawing(workspace, edits, clock, actors),
        attachments=SiteAttachments(workspace, edits, PhotographMaker(), clock, actors),
        matching=matching,
        analysis=MatchAnalysis(),
        question_mail=QuestionMail(workspace.catalogue, LateQuestionFiles(language), clock, actors),
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
        exporting=SiteExport(workspace, writer, LateFiles(language, live_file), reference, clock),
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
