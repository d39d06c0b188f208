"""The services of the sites and of what is asked and told about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.bootstrap.languages import open_language
from drentsportal.bootstrap.late_adapters import (
    LateChaseFiles,
    LateFetcher,
    LateFiles,
    LateQuestionFiles,
    LateReader,
)
from drentsportal.bootstrap.map_export import MapExport
from drentsportal.bootstrap.service_groups import Ground, QuestionServices, SiteServices
from drentsportal.media.photographs import PhotographMaker
from drentsportal.services.access_log import AccessLog
from drentsportal.services.chase_lists import ChaseLists
from drentsportal.services.chase_returns import ChaseReturns
from drentsportal.services.edit_history import EditHistory
from drentsportal.services.import_mapping import ColumnLinking
from drentsportal.services.plot_drawing import PlotDrawing
from drentsportal.services.quality import Quality
from drentsportal.services.question_answers import QuestionAnswers
from drentsportal.services.question_log import QuestionLog
from drentsportal.services.question_mail import QuestionMail
from drentsportal.services.site_attachments import SiteAttachments
from drentsportal.services.site_browsing import SiteBrowsing
from drentsportal.services.site_editing import SiteEditing
from drentsportal.services.site_export import SiteExport
from drentsportal.services.site_import import SiteImport
from drentsportal.services.site_surroundings import SitesAround
from drentsportal.services.source_refresh import SourceRefresh

if TYPE_CHECKING:
    from pathlib import Path


def site_services(ground: Ground, live_file: Path, edits_before: EditHistory | None) -> SiteServices:
    """Wire what the sites come in, are kept and go out by; ``edits_before`` is carried on."""
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


def question_services(ground: Ground, sites: SiteServices) -> QuestionServices:
    """Wire what asks, and what takes the answers in."""
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
