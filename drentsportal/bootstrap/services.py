"""Settings become wired services over one opened workspace; the only place that chooses adapters."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drentsportal.bootstrap.desk_figure_services import DeskFigureServices, desk_figure_services
from drentsportal.bootstrap.desk_services import DeskServices, desk_services
from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.bootstrap.intake_services import IntakeServices, intake_services
from drentsportal.bootstrap.late_adapters import (
    LateChaseFiles,
    LateFetcher,
    LateFiles,
    LatePostcodes,
    LateQuestionFiles,
    LateReader,
    LateWriter,
    late_file_words,
)
from drentsportal.bootstrap.map_export import MapExport
from drentsportal.bootstrap.package_services import PackageServices, package_services
from drentsportal.bootstrap.path_services import PathServices, path_services
from drentsportal.bootstrap.people import SettingsActor, SystemClock
from drentsportal.bootstrap.privacy_services import PrivacyServices, wire_privacy
from drentsportal.bootstrap.service_groups import (
    CaseServices,
    Ground,
    MatchServices,
    QuestionServices,
    SiteServices,
)
from drentsportal.domain.cases.working_time import clock_rule
from drentsportal.domain.fairness.grip_area import USUAL_AREA_M2
from drentsportal.errors import StorageError
from drentsportal.language import FIRST_LANGUAGE, Language
from drentsportal.media.photographs import PhotographMaker
from drentsportal.paths import resources_dir, user_cache_dir, user_data_dir
from drentsportal.reference import TomlReference
from drentsportal.reference.assessment_frame import read_frame
from drentsportal.reference.places import read_places
from drentsportal.reference.postcode_shelf import JsonPostcodes
from drentsportal.reference.sectors import TomlSectors
from drentsportal.reports.typeset.held_folder import clear_left_folders
from drentsportal.services.access_log import AccessLog
from drentsportal.services.advising import Advising
from drentsportal.services.assessed_match import AssessedMatch
from drentsportal.services.assessing import Assessing, AssessmentRules
from drentsportal.services.beside_sites import BesideSites
from drentsportal.services.bidbook import Bidbooks
from drentsportal.services.case_clock import CaseClock
from drentsportal.services.case_desk import CaseDesk
from drentsportal.services.chase_lists import ChaseLists
from drentsportal.services.chase_returns import ChaseReturns
from drentsportal.services.comparing import Comparing
from drentsportal.services.edit_history import EditHistory
from drentsportal.services.exposure import Exposure
from drentsportal.services.fact_finding import DayQuestions, FactFinding
from drentsportal.services.factsheets import Factsheets
from drentsportal.services.fitting import GroundFitting
from drentsportal.services.form_drafts import FormDrafts
from drentsportal.services.grip_areas import GripAreas
from drentsportal.services.import_mapping import ColumnLinking
from drentsportal.services.instrument_catalogue import InstrumentCatalogue
from drentsportal.services.instrument_finding import InstrumentFinder
from drentsportal.services.intake import Intake
from drentsportal.services.match_analysis import MatchAnalysis
from drentsportal.services.matching import Matching
from drentsportal.services.origins import Origins
from drentsportal.services.plot_drawing import PlotDrawing
from drentsportal.services.ports.roads import RoadOptions
from drentsportal.services.previewing import Previewing
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
from drentsportal.services.sector_admission import SectorAdmission
from drentsportal.services.sector_finding import SectorFinding
from drentsportal.services.shared_settings import SharedSettings
from drentsportal.services.shortlisting import Shortlisting
from drentsportal.services.site_attachments import SiteAttachments
from drentsportal.services.site_browsing import SiteBrowsing
from drentsportal.services.site_editing import SiteEditing
from drentsportal.services.site_export import SiteExport
from drentsportal.services.site_import import SiteImport
from drentsportal.services.site_surroundings import SitesAround
from drentsportal.services.source_refresh import SourceRefresh
from drentsportal.services.staff_postcodes import StaffPostcodes
from drentsportal.services.weighing import Weighing
from drentsportal.settings import remember_settings
from drentsportal.storage.migrations import MIGRATIONS
from drentsportal.storage.remote_folders import is_remote
from drentsportal.storage.sqlite_workspace import RemoteUse, open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.domain.actor import Actor
    from drentsportal.services.ports.desk import Clock
    from drentsportal.services.ports.roads import RoadNetworks
    from drentsportal.services.ports.workspace import Workspace
    from drentsportal.settings import Settings


@dataclass(frozen=True)
class AppServices(
    SiteServices,
    MatchServices,
    CaseServices,
    QuestionServices,
    IntakeServices,
    PathServices,
    PackageServices,
    PrivacyServices,
    DeskServices,
    DeskFigureServices,
    Ground,
):
    """Everything that window and command line work with, over one opened workspace.

    ``wired_for`` wires them anew over the same workspace for other settings, such as another language; what
    undo and redo remember goes along, and these are not used any more.
    """

    protection: Protection
    wired_for: Callable[[Settings], AppServices]


def open_language(language_code: str, *, strict: bool = False) -> Language:
    """Open the catalogue of a language; raises ``InputError`` for one that we do not have."""
    return Language(language_code, resources_dir(), cache_dir=user_cache_dir(), strict=strict)


def schema_revision() -> str:
    """Name the shape of the tables that this version of the program knows."""
    return str(MIGRATIONS[-1].revision)


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

    ``workspace_path`` None means the user's own (``settings.workspace_path``); the folder of this program is
    made where it is absent, one that somebody chose is not. A file in a network or synced folder is worked on
    as a local copy under a lock file. ``recovery_key`` opens it where the passphrase is forgotten. ``clock``
    None means the computer's.

    Raises ``StorageError`` when the file cannot be opened, ``WorkspaceLockedError`` for a wrong passphrase or
    recovery key.
    """
    clear_left_folders()
    path = workspace_path or settings.workspace_path
    if workspace_path is None and settings.workspace:
        _refuse_absent_folder(path)
    elif workspace_path is None and create:
        path.parent.mkdir(parents=True, exist_ok=True)
    workspace = open_workspace(
        path,
        passphrase=passphrase,
        create=create,
        recovery_key=recovery_key,
        remote=_remote_use(path, settings.actor),
        words=late_file_words,
    )
    workspace.keep_drafts_in(user_data_dir() / "drafts")
    try:
        return _wire(settings, workspace, path, clock or SystemClock())
    except BaseException:
        workspace.close()
        raise


def _refuse_absent_folder(path: Path) -> None:
    """Say that the chosen workspace lies nowhere, where an empty one would take its place."""
    if not path.parent.is_dir():
        raise StorageError("error.settings.start_folder_absent", path=str(path), folder=str(path.parent))


def _remote_use(path: Path, actor: Actor) -> RemoteUse | None:
    """Tell where to work on a file in a network or synced folder, and as whom; ``None`` for a local file."""
    if not is_remote(path.absolute()):
        return None
    return RemoteUse(user_data_dir() / "remote", actor.name, platform.node())


def _wire(
    settings: Settings,
    workspace: Workspace,
    live_file: Path,
    clock: Clock,
    edits_before: EditHistory | None = None,
) -> AppServices:
    language, actors = open_language(settings.language), SettingsActor(settings.actor)
    grip_areas = GripAreas(workspace, USUAL_AREA_M2, clock, actors)
    shared = SharedSettings(workspace, grip_areas, clock, actors)
    ground = Ground(
        workspace=workspace,
        catalogue=workspace.catalogue,
        reference=ProfileSource(workspace, TomlReference(resources_dir())),
        documents=LateWriter(DocumentStyles(), settings.document_style),
        language=language,
        own_language=language if language.code == FIRST_LANGUAGE else open_language(FIRST_LANGUAGE),
        settings=settings,
        shared_settings=shared,
        form_drafts=FormDrafts(workspace, clock),
        clock=CaseClock(clock, clock_rule(shared.clock_rule())),
        actors=actors,
    )
    sites = _sites(ground, live_file, edits_before)
    postcodes = StaffPostcodes(LatePostcodes(live_file), JsonPostcodes(user_data_dir() / "postcodes.json"))
    matches = _matches(ground, open_road_times(settings, live_file), postcodes)
    cases, path = _cases(ground, matches), path_services(ground)
    return AppServices(
        **_parts(ground),
        **_parts(sites),
        **_parts(matches),
        **_parts(cases),
        **_parts(_questions(ground, sites)),
        **_parts(path),
        **_parts(package_services(ground, sites, matches, cases, path)),
        **_parts(intake_services(ground)),
        **_parts(desk_services(ground, cases, matches)),
        **_parts(desk_figure_services(ground, matches.exposure)),
        **_parts(wire_privacy(ground)),
        protection=Protection(workspace),
        wired_for=lambda other: _wire(other, workspace, live_file, clock, sites.edits),
    )


def _parts(group: object) -> dict[str, Any]:
    """Return what a group holds by its name; a part that is missing or made twice fails at the start."""
    return dict(vars(group))


def _sites(ground: Ground, live_file: Path, edits_before: EditHistory | None) -> SiteServices:
    workspace, clock, actors = ground.workspace, ground.clock, ground.actors
    reader = LateReader(live_file)
    imports = SiteImport(workspace, reader, clock, actors)
    edits = EditHistory(workspace, clock, actors)
    if edits_before is not None:
        edits = edits_before.carried_on(clock, actors)
    files = LateFiles(ground.own_language, live_file, open_language)
    return SiteServices(
        imports=imports,
        refreshing=SourceRefresh(workspace, imports, LateFetcher(), clock),
        linking=ColumnLinking(reader, clock, actors),
        edits=edits,
        editing=SiteEditing(workspace, edits, clock, actors),
        drawing=PlotDrawing(workspace, edits, clock, actors),
        attachments=SiteAttachments(workspace, edits, PhotographMaker(), clock, actors),
        browsing=SiteBrowsing(workspace),
        around=SitesAround(workspace.catalogue),
        exporting=SiteExport(workspace, ground.documents, files, ground.reference, clock),
        map_export=MapExport(
            workspace.catalogue, ground.language.unbroken(), AccessLog(workspace, clock, actors)
        ),
    )


def _matches(ground: Ground, road_times: RoadTimes, postcodes: StaffPostcodes) -> MatchServices:
    workspace, reference = ground.workspace, ground.reference
    clock, actors, catalogue = ground.clock, ground.actors, ground.catalogue
    sectors = TomlSectors(resources_dir() / "sectors", user_data_dir() / "reference")
    beside = BesideSites(catalogue, road_times, sectors.regional_profile)
    matching = Matching(workspace, reference, clock, actors, beside)
    roads_dir = user_data_dir() / "roads"
    return MatchServices(
        matching=matching,
        analysis=MatchAnalysis(catalogue.contact_points),
        comparing=Comparing(workspace, reference, matching, clock, ground.language.text),
        rankings=RankingExport(workspace, ground.documents, clock, actors),
        exposure=Exposure(workspace, matching),
        profiles=ProfileEditing(workspace, reference, clock, actors),
        fitting=GroundFitting(catalogue),
        origins=Origins(catalogue, read_places(resources_dir()), postcodes),
        postcodes=postcodes,
        road_times=road_times,
        road_choosing=RoadChoosing(road_times, catalogue, _remember_roads, roads_dir),
        sectors=SectorFinding(sectors),
    )


def _cases(ground: Ground, matches: MatchServices) -> CaseServices:
    workspace, reference, writer = ground.workspace, ground.reference, ground.documents
    clock, actors, matching = ground.clock, ground.actors, matches.matching
    intake, desk = Intake(workspace, clock, actors), CaseDesk(workspace, clock, actors)
    rules = AssessmentRules(lambda: read_frame(resources_dir()), ground.shared_settings.grip_areas)
    assessing = Assessing(workspace, rules, writer, clock, actors)
    assessed = AssessedMatch(matching, assessing)
    factsheets = Factsheets(workspace, reference, writer, clock, actors)
    advising = Advising(workspace, reference, assessed, writer, clock, actors)
    return CaseServices(
        intake=intake,
        request_files=RequestFiles(
            intake, RequestAdmission(reference, ground.catalogue), SectorAdmission(matches.sectors)
        ),
        desk=desk,
        shortlist=Shortlisting(workspace, clock, actors),
        factsheets=factsheets,
        advising=advising,
        previewing=Previewing(workspace, factsheets, advising, actors),
        bidbooks=Bidbooks(workspace, reference, writer, clock),
        assessing=assessing,
        weighing=Weighing(workspace, desk, reference, clock, actors),
        referring=Referring(workspace, matching, clock, actors),
        instruments=InstrumentFinder(
            InstrumentCatalogue(workspace, reference.shipped_instruments, clock, actors)
        ),
        fact_finding=FactFinding(
            workspace,
            reference,
            matches.road_times,
            DayQuestions(matching, matches.analysis),
            writer,
            (clock, actors),
        ),
    )


def _questions(ground: Ground, sites: SiteServices) -> QuestionServices:
    workspace, language, clock, actors = ground.workspace, ground.own_language, ground.clock, ground.actors
    quality = Quality(workspace, clock)
    chase = LateChaseFiles(language, ground.reference)
    return QuestionServices(
        question_mail=QuestionMail(
            ground.catalogue,
            LateQuestionFiles(language),
            AccessLog(workspace, clock, actors),
            clock,
            actors,
        ),
        question_answers=QuestionAnswers(sites.editing),
        question_log=QuestionLog(workspace, clock, actors),
        quality=quality,
        chase_lists=ChaseLists(workspace, quality, ground.reference, chase, clock, actors),
        chase_returns=ChaseReturns(workspace, chase, clock, actors),
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
    remember_settings(
        road_network="" if file is None else str(file.path),
        road_mapping=str(options.mapping or ""),
        road_layer=options.layer or "",
        road_crs=options.crs or "",
    )
