"""Weighs requests by the frame: answers by people, kept by version, required for large users of space.

What is weighed belongs to the case and is sealed with it. An export goes to the bestuur; it tells the request
and who answered when, and nothing of the contact log or the company's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from drentsportal.domain.asking.request_marks import (
    LargeArea,
    RequestMark,
    SupraRegional,
    large_area,
    supra_regional,
)
from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.fairness.assessment import (
    Assessment,
    AssessmentAnswer,
    AssessmentFrame,
    AssessmentOutcome,
    assess,
    assessment_from_data,
    assessment_to_data,
)
from drentsportal.domain.retention.giveaways import gives_away
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.changes import ChangeSet
from drentsportal.services.factsheets import record_documents
from drentsportal.services.kept_papers import next_paper, note_work, read_paper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.cases.case import Case
    from drentsportal.services.grip_areas import GripAreas
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AssessmentVersion:
    """One kept version: what was answered, by whom and when, and the total that follows."""

    version: int
    at_utc: datetime
    actor: Actor
    assessment: Assessment
    outcome: AssessmentOutcome


@dataclass(frozen=True, slots=True)
class AssessmentStanding:
    """Whether a case must be weighed and is; ``newest`` is ``None`` where it was never weighed.

    ``area`` marks the request against the GRIP area, ``supra_regional`` whether it is bovenregionaal.
    """

    number: str
    area: LargeArea
    supra_regional: SupraRegional
    version_count: int
    newest: AssessmentVersion | None

    @property
    def is_required(self) -> bool:
        """Whether the advice waits for an assessment; where the area is not known it does not."""
        return self.area.mark is RequestMark.YES

    @property
    def is_missing(self) -> bool:
        """Whether one is required and there is none: the task that a case shows."""
        return self.is_required and self.newest is None


@dataclass(frozen=True, slots=True)
class AssessmentSubject:
    """What the export of one version tells; nothing internal has a place in it."""

    number: str
    request: LocationRequest
    version: AssessmentVersion
    area: LargeArea
    supra_regional: SupraRegional
    made_at_utc: datetime


class AssessmentWriter(Protocol):
    """Writes an assessment for the bestuur, to read or to calculate with."""

    def assessment(self, subject: AssessmentSubject, path: Path) -> MadeDocument:
        """Write an assessment as PDF. Raises ``ReportError``."""
        ...

    def assessment_sheet(self, subject: AssessmentSubject, path: Path) -> MadeDocument:
        """Write an assessment as XLSX with live formulas. Raises ``ReportError``."""
        ...


@dataclass(frozen=True, slots=True)
class AssessmentRules:
    """By what is weighed and from what area on: both read when they are needed."""

    read_frame: Callable[[], AssessmentFrame]
    grip_areas: GripAreas


class Assessing:
    """The assessments of the cases of a workspace."""

    def __init__(
        self,
        workspace: Workspace,
        rules: AssessmentRules,
        writer: AssessmentWriter,
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep what is weighed by, and the person at the desk."""
        self._workspace = workspace
        self._rules = rules
        self._writer = writer
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    def frame(self) -> AssessmentFrame:
        """Return the frame by which is weighed now. Raises ``DataSourceError`` when it is damaged."""
        return self._rules.read_frame()

    @property
    def grip_areas(self) -> GripAreas:
        """From how much space on a request is weighed, and where that is set."""
        return self._rules.grip_areas

    def standing(self, number: str) -> AssessmentStanding:
        """Tell whether a case must be weighed and is, which is logged; raises ``NotFoundError``."""
        found = self._standing(number)
        self._access.opened(number)
        return found

    def _standing(self, number: str) -> AssessmentStanding:
        with self._workspace.reading() as unit:
            request = unit.cases.get(number).request
            papers = unit.cases.papers(number, PaperKind.ASSESSMENT)
        return AssessmentStanding(
            number=number,
            area=self._area(request),
            supra_regional=supra_regional(request, self._workspace.catalogue.municipalities()),
            version_count=len(papers),
            newest=_version(papers[-1]) if papers else None,
        )

    def versions(self, number: str) -> tuple[AssessmentVersion, ...]:
        """Return every kept version, oldest first, which is logged; raises ``NotFoundError``."""
        with self._workspace.reading() as unit:
            found = tuple(_version(each) for each in unit.cases.papers(number, PaperKind.ASSESSMENT))
        self._access.opened(number)
        return found

    def version(self, number: str, version: int | None = None) -> AssessmentVersion:
        """Return one kept version, the newest by default; as ``versions``, also when there is none."""
        kept = self.versions(number)
        found = [each for each in kept if version in {None, each.version}]
        if not kept:
            raise NotFoundError("error.assessment.none_yet", field="case", number=number)
        if not found:
            raise NotFoundError(
                "error.assessment.none", field="case", number=number, version=version or len(kept)
            )
        return found[-1]

    def try_out(self, answers: Sequence[AssessmentAnswer], conclusion: str = "") -> AssessmentOutcome:
        """Work out what answers come to, without keeping them; raises ``InputError`` as ``assess``."""
        return assess(Assessment(self.frame(), tuple(answers), conclusion))

    def save(
        self, number: str, answers: Sequence[AssessmentAnswer], conclusion: str = ""
    ) -> tuple[AssessmentVersion, ChangeSet]:
        """Keep a new version; earlier ones stay as they are.

        Raises ``NotFoundError`` for an unknown case, ``InputError`` as ``assess`` and when nothing is said.
        """
        assessment = Assessment(self.frame(), tuple(answers), conclusion.strip())
        outcome = assess(assessment)
        if outcome.open_count == len(outcome.contributions):
            raise InputError("error.assessment.empty", field="answers", number=number)
        content = assessment_to_data(assessment)
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        with self._workspace.unit_of_work() as work:
            paper = next_paper(work.cases, number, PaperKind.ASSESSMENT, content, (now_utc, actor))
            details = {"version": str(paper.version), "open": str(outcome.open_count)}
            note_work(work.cases, number, CaseEvent(now_utc, EventKind.ASSESSED, actor, details))
            work.commit()
        kept = AssessmentVersion(paper.version, now_utc, actor, assessment, outcome)
        return kept, ChangeSet(cases=frozenset({number}))

    def require(self, number: str) -> None:
        """Refuse to go on with a case that must be weighed and is not.

        Raises ``InputError`` naming the area that is asked and the area from which it is required.
        """
        standing = self._standing(number)
        if standing.is_missing:
            raise InputError(
                "error.advise.assessment_missing",
                field="case",
                number=number,
                asked_m2=standing.area.asked_m2 or 0,
                threshold_m2=standing.area.threshold_m2,
            )

    def export(self, number: str, path: Path, version: int | None = None) -> MadeDocument:
        """Write one version, the newest by default, as PDF for the bestuur, and record it in the case.

        Raises ``NotFoundError`` for an unknown case or version, ``InputError`` when a text names the company,
        ``ReportError`` when it cannot be written.
        """
        return self._hand_out(number, path, version, self._writer.assessment)

    def export_sheet(self, number: str, path: Path, version: int | None = None) -> MadeDocument:
        """Write one version as XLSX with live formulas, and record it; errors as ``export``."""
        return self._hand_out(number, path, version, self._writer.assessment_sheet)

    def _hand_out(
        self,
        number: str,
        path: Path,
        version: int | None,
        write: Callable[[AssessmentSubject, Path], MadeDocument],
    ) -> MadeDocument:
        kept = self.version(number, version)
        now_utc = self._clock.now_utc()
        with self._workspace.reading() as unit:
            case = unit.cases.get(number)
        _check_coded(case, kept.assessment)
        request, municipalities = case.request, self._workspace.catalogue.municipalities()
        subject = AssessmentSubject(
            number=number,
            request=request,
            version=kept,
            area=self._area(request),
            supra_regional=supra_regional(request, municipalities),
            made_at_utc=now_utc,
        )
        made = write(subject, path)
        record_documents(self._workspace, number, (made,), now_utc, self._actors)
        return made

    def _area(self, request: LocationRequest) -> LargeArea:
        grip = self._rules.grip_areas.current()
        return large_area(request, grip.area_m2, grip.statement)


def _check_coded(case: Case, assessment: Assessment) -> None:
    """Refuse to hand out a text that names the company: a case leaves the portal under its number."""
    company = case.company_name.strip().casefold()
    told = (assessment.conclusion, *(each.reason for each in assessment.answers))
    is_told = bool(company) and any(company in text.casefold() for text in told)
    if is_told or gives_away(case.request.title, case.company_name):
        raise InputError("error.assessment.names_company", field="answers", number=case.number)


def _version(paper: CasePaper) -> AssessmentVersion:
    """Read a kept version. Raises ``InputError`` when it is damaged."""

    def read(data: dict[str, Any]) -> AssessmentVersion:
        assessment = assessment_from_data(data)
        return AssessmentVersion(paper.version, paper.at_utc, paper.actor, assessment, assess(assessment))

    return read_paper(paper, read, "error.assessment.damaged")
