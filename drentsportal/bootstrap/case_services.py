"""The services of a case, from the intake to the advice."""

from __future__ import annotations

from drentsportal.bootstrap.service_groups import CaseServices, Ground, MatchServices
from drentsportal.paths import resources_dir
from drentsportal.reference.assessment_frame import read_frame
from drentsportal.services.advising import Advising
from drentsportal.services.assessed_match import AssessedMatch
from drentsportal.services.assessing import Assessing, AssessmentRules
from drentsportal.services.bidbook import Bidbooks
from drentsportal.services.case_desk import CaseDesk
from drentsportal.services.fact_finding import DayQuestions, FactFinding
from drentsportal.services.factsheets import Factsheets
from drentsportal.services.instrument_catalogue import InstrumentCatalogue
from drentsportal.services.instrument_finding import InstrumentFinder
from drentsportal.services.intake import Intake
from drentsportal.services.previewing import Previewing
from drentsportal.services.referring import Referring
from drentsportal.services.request_admission import RequestAdmission
from drentsportal.services.request_files import RequestFiles
from drentsportal.services.sector_admission import SectorAdmission
from drentsportal.services.shortlisting import Shortlisting
from drentsportal.services.weighing import Weighing


def case_services(ground: Ground, matches: MatchServices) -> CaseServices:
    """Wire a case over the match."""
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
