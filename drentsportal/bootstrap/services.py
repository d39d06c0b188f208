"""Settings become wired services over one opened workspace; the only place that chooses adapters."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drentsportal.bootstrap.case_services import case_services
from drentsportal.bootstrap.desk_figure_services import DeskFigureServices, desk_figure_services
from drentsportal.bootstrap.desk_services import DeskServices, desk_services
from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.bootstrap.intake_services import IntakeServices, intake_services
from drentsportal.bootstrap.languages import open_language
from drentsportal.bootstrap.late_adapters import (
    LatePostcodes,
    LateWriter,
    late_file_words,
)
from drentsportal.bootstrap.match_services import match_services, open_road_times
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
from drentsportal.bootstrap.site_services import question_services, site_services
from drentsportal.domain.cases.working_time import clock_rule
from drentsportal.domain.fairness.grip_area import USUAL_AREA_M2
from drentsportal.errors import StorageError
from drentsportal.language import FIRST_LANGUAGE
from drentsportal.paths import resources_dir, user_data_dir
from drentsportal.reference import TomlReference
from drentsportal.reference.postcode_shelf import JsonPostcodes
from drentsportal.reports.typeset.held_folder import clear_left_folders
from drentsportal.services.case_clock import CaseClock
from drentsportal.services.form_drafts import FormDrafts
from drentsportal.services.grip_areas import GripAreas
from drentsportal.services.profiles import ProfileSource
from drentsportal.services.protection import Protection
from drentsportal.services.shared_settings import SharedSettings
from drentsportal.services.staff_postcodes import StaffPostcodes
from drentsportal.storage.migrations import MIGRATIONS
from drentsportal.storage.remote_folders import is_remote
from drentsportal.storage.sqlite_workspace import RemoteUse, open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.domain.actor import Actor
    from drentsportal.services.edit_history import EditHistory
    from drentsportal.services.ports.desk import Clock
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
    sites = site_services(ground, live_file, edits_before)
    postcodes = StaffPostcodes(LatePostcodes(live_file), JsonPostcodes(user_data_dir() / "postcodes.json"))
    matches = match_services(ground, open_road_times(settings, live_file), postcodes)
    cases, path = case_services(ground, matches), path_services(ground)
    return AppServices(
        **_parts(ground),
        **_parts(sites),
        **_parts(matches),
        **_parts(cases),
        **_parts(question_services(ground, sites)),
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
