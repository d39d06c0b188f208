"""The services by subject; each group is a part of what window and command line work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drentsportal.bootstrap.late_adapters import LateWriter
    from drentsportal.bootstrap.map_export import MapExport
    from drentsportal.language import Language
    from drentsportal.services.advising import Advising
    from drentsportal.services.assessing import Assessing
    from drentsportal.services.bidbook import Bidbooks
    from drentsportal.services.case_desk import CaseDesk
    from drentsportal.services.chase_lists import ChaseLists
    from drentsportal.services.chase_returns import ChaseReturns
    from drentsportal.services.comparing import Comparing
    from drentsportal.services.edit_history import EditHistory
    from drentsportal.services.exposure import Exposure
    from drentsportal.services.fact_finding import FactFinding
    from drentsportal.services.factsheets import Factsheets
    from drentsportal.services.fitting import GroundFitting
    from drentsportal.services.form_drafts import FormDrafts
    from drentsportal.services.import_mapping import ColumnLinking
    from drentsportal.services.instrument_finding import InstrumentFinder
    from drentsportal.services.intake import Intake
    from drentsportal.services.match_analysis import MatchAnalysis
    from drentsportal.services.matching import Matching
    from drentsportal.services.origins import Origins
    from drentsportal.services.plot_drawing import PlotDrawing
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace
    from drentsportal.services.previewing import Previewing
    from drentsportal.services.profile_editing import ProfileEditing
    from drentsportal.services.profiles import ProfileSource
    from drentsportal.services.quality import Quality
    from drentsportal.services.question_answers import QuestionAnswers
    from drentsportal.services.question_log import QuestionLog
    from drentsportal.services.question_mail import QuestionMail
    from drentsportal.services.ranking_export import RankingExport
    from drentsportal.services.referring import Referring
    from drentsportal.services.request_files import RequestFiles
    from drentsportal.services.road_choosing import RoadChoosing
    from drentsportal.services.road_times import RoadTimes
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
    from drentsportal.settings import Settings


@dataclass(frozen=True)
class Ground:
    """What all services stand on: the workspace, who is at the desk and when, words and papers.

    ``language`` is that of the screen, ``own_language`` that of papers and files of the organisations
    themselves, which are the same whoever made them: what one desk writes another reads.
    """

    workspace: Workspace
    catalogue: SiteCatalogue
    reference: ProfileSource
    documents: LateWriter
    language: Language
    own_language: Language
    settings: Settings
    shared_settings: SharedSettings
    form_drafts: FormDrafts
    clock: Clock
    actors: ActorSource


@dataclass(frozen=True)
class SiteServices:
    """The data: how sites come in, are edited and shown, and leave again."""

    imports: SiteImport
    refreshing: SourceRefresh
    linking: ColumnLinking
    edits: EditHistory
    editing: SiteEditing
    drawing: PlotDrawing
    attachments: SiteAttachments
    browsing: SiteBrowsing
    around: SitesAround
    exporting: SiteExport
    map_export: MapExport


@dataclass(frozen=True)
class MatchServices:
    """What fits a request: the match, what it rests on, and what it is weighed by."""

    matching: Matching
    analysis: MatchAnalysis
    comparing: Comparing
    rankings: RankingExport
    exposure: Exposure
    profiles: ProfileEditing
    fitting: GroundFitting
    origins: Origins
    postcodes: StaffPostcodes
    road_times: RoadTimes
    road_choosing: RoadChoosing
    sectors: SectorFinding


@dataclass(frozen=True)
class CaseServices:
    """A request from its receipt to its answer."""

    intake: Intake
    request_files: RequestFiles
    desk: CaseDesk
    shortlist: Shortlisting
    factsheets: Factsheets
    bidbooks: Bidbooks
    advising: Advising
    previewing: Previewing
    assessing: Assessing
    weighing: Weighing
    referring: Referring
    instruments: InstrumentFinder
    fact_finding: FactFinding


@dataclass(frozen=True)
class QuestionServices:
    """What is still unknown: who is asked, and what comes back."""

    question_mail: QuestionMail
    question_answers: QuestionAnswers
    question_log: QuestionLog
    quality: Quality
    chase_lists: ChaseLists
    chase_returns: ChaseReturns
