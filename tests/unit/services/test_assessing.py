"""Assessing as a use case: versions, what must be weighed before an advice, and what leaves the portal."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.domain.asking.request_marks import RequestMark
from drentsportal.domain.cases.case import CaseStatus, EventKind
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.fairness.assessment import AssessmentAnswer
from drentsportal.errors import InputError, NotFoundError
from drentsportal.paths import resources_dir
from drentsportal.reference.assessment_frame import read_frame
from drentsportal.services.advising import Advising
from drentsportal.services.assessed_match import AssessedMatch
from drentsportal.services.assessing import Assessing, AssessmentRules
from drentsportal.services.assessment_data import assessment_content, read_answers
from drentsportal.services.grip_areas import GripAreas
from drentsportal.services.ports.documents import MadeDocument
from drentsportal.services.progress import NoProgress
from tests.fakes import OFFICER, FixedActor
from tests.unit.services.document_fakes import NUMBER, REQUEST, Desk

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.assessing import AssessmentSubject

BERT = Actor("Bert Jansen", "Gemeente Emmen", Role.GEMEENTE)
ANSWERS = (
    AssessmentAnswer("jobs", 4, "Veel banen."),
    AssessmentAnswer("energy", None),
)
LARGE = replace(REQUEST, requirements=(Requirement("plot_area", 150_000),))


@dataclass
class NoteWriter:
    """Keeps the subjects that it was given."""

    subjects: list[AssessmentSubject] = field(default_factory=list)

    def assessment(self, subject: AssessmentSubject, path: Path) -> MadeDocument:
        """Write nothing."""
        self.subjects.append(subject)
        return MadeDocument(path, "afweging", "0" * 64)

    def assessment_sheet(self, subject: AssessmentSubject, path: Path) -> MadeDocument:
        """Write nothing."""
        return self.assessment(subject, path)


class AssessingDesk(Desk):
    """The desk that makes documents, with assessments."""

    def __post_init__(self) -> None:
        """Wire the services, with a GRIP area of 5 ha."""
        super().__post_init__()
        self.notes = NoteWriter()
        self.actor = FixedActor()
        self.areas = GripAreas(self.workspace, 50_000, self.clock, self.actor)
        rules = AssessmentRules(lambda: read_frame(resources_dir()), self.areas)
        self.assessing = Assessing(self.workspace, rules, self.notes, self.clock, self.actor)
        assessed = AssessedMatch(self.matching, self.assessing)
        self.gated = Advising(self.workspace, self.reference, assessed, self.writer, self.clock, self.actor)


@pytest.fixture
def desk() -> AssessingDesk:
    """Open a case of 1.5 ha."""
    made = AssessingDesk()
    made.add_case("near")
    return made


def test_each_save_is_a_version_with_who_and_when(desk: AssessingDesk) -> None:
    """Earlier versions stay; the timeline tells of both."""
    first, changes = desk.assessing.save(NUMBER, ANSWERS)
    desk.clock.advance(timedelta(hours=1))
    desk.actor.actor = BERT
    second, _ = desk.assessing.save(NUMBER, (replace(ANSWERS[0], level=1),), " Verder. ")
    assert desk.assessing.versions(NUMBER) == (first, second)
    assert (first.version, first.actor, second.version, second.actor) == (1, OFFICER, 2, BERT)
    assert second.at_utc - first.at_utc == timedelta(hours=1)
    assert second.assessment.conclusion == "Verder."
    assert first.outcome.low > second.outcome.low
    assert changes.cases == {NUMBER}
    with desk.workspace.reading() as unit:
        events = [each for each in unit.cases.events(NUMBER) if each.kind is EventKind.ASSESSED]
        papers = unit.cases.papers(NUMBER, PaperKind.ASSESSMENT)
    assert [each.details["version"] for each in events] == ["1", "2"]
    assert len(papers) == 2
    assert desk.assessing.version(NUMBER, 1) == first
    assert desk.assessing.version(NUMBER) == second


def test_a_kept_version_keeps_the_frame_that_it_was_made_with(desk: AssessingDesk) -> None:
    """A later frame does not change what was weighed."""
    kept, _ = desk.assessing.save(NUMBER, ANSWERS)
    frame = read_frame(resources_dir())
    changed = replace(frame, version=2, criteria=frame.criteria[:1])
    rules = AssessmentRules(lambda: changed, desk.areas)
    later = Assessing(desk.workspace, rules, desk.notes, desk.clock, desk.actor)
    assert later.version(NUMBER) == kept
    assert len(later.version(NUMBER).assessment.frame.criteria) == len(frame.criteria)


def test_a_first_piece_of_work_puts_a_case_in_progress(desk: AssessingDesk) -> None:
    """As every other change does."""
    with desk.workspace.unit_of_work() as work:
        case = work.cases.get(NUMBER)
        work.cases.save(replace(case, status=CaseStatus.RECEIVED))
        work.commit()
    desk.assessing.save(NUMBER, ANSWERS)
    with desk.workspace.reading() as unit:
        assert unit.cases.get(NUMBER).status is CaseStatus.IN_PROGRESS


@pytest.mark.parametrize("answers", [(), (AssessmentAnswer("jobs", None, "later"),)])
def test_nothing_answered_is_not_kept(desk: AssessingDesk, answers: tuple[AssessmentAnswer, ...]) -> None:
    """An empty sheet is no assessment."""
    with pytest.raises(InputError) as caught:
        desk.assessing.save(NUMBER, answers)
    assert caught.value.message_id == "error.assessment.empty"
    assert desk.assessing.versions(NUMBER) == ()


def test_a_small_request_needs_none(desk: AssessingDesk, tmp_path: Path) -> None:
    """Neither task nor refusal."""
    standing = desk.assessing.standing(NUMBER)
    assert (standing.is_required, standing.is_missing, standing.newest) == (False, False, None)
    assert desk.gated.make(NUMBER, tmp_path, NoProgress())


def test_a_large_request_gets_no_advice_before_it_is_weighed(tmp_path: Path) -> None:
    """The refusal names what is asked and from where on; nothing is written."""
    desk = AssessingDesk()
    desk.add_case("near", request=LARGE)
    standing = desk.assessing.standing(NUMBER)
    assert (standing.area.mark, standing.is_required, standing.is_missing) == (RequestMark.YES, True, True)
    with pytest.raises(InputError) as caught:
        desk.gated.make(NUMBER, tmp_path, NoProgress())
    assert caught.value.message_id == "error.advise.assessment_missing"
    assert (caught.value.params["asked_m2"], caught.value.params["threshold_m2"]) == (150_000, 50_000)
    assert list(tmp_path.iterdir()) == []
    desk.assessing.save(NUMBER, ANSWERS)
    assert not desk.assessing.standing(NUMBER).is_missing
    assert desk.gated.make(NUMBER, tmp_path, NoProgress())


def test_a_request_without_area_is_not_refused_and_not_called_small() -> None:
    """Whether it is large is not known."""
    desk = AssessingDesk()
    desk.add_case(request=LocationRequest("test"), matched=False)
    standing = desk.assessing.standing(NUMBER)
    assert (standing.area.mark, standing.is_required) == (RequestMark.UNKNOWN, False)


def test_the_export_tells_one_version_and_is_recorded(desk: AssessingDesk, tmp_path: Path) -> None:
    """The newest by default; document and event stand in the case."""
    first, _ = desk.assessing.save(NUMBER, ANSWERS)
    second, _ = desk.assessing.save(NUMBER, ANSWERS, "Verder.")
    made = desk.assessing.export(NUMBER, tmp_path / "a.pdf")
    desk.assessing.export(NUMBER, tmp_path / "b.pdf", 1)
    assert [each.version for each in desk.notes.subjects] == [second, first]
    assert "Geheim" not in repr(desk.notes.subjects)
    with desk.workspace.reading() as unit:
        assert [each.file_name for each in unit.cases.documents(NUMBER)] == ["a.pdf", "b.pdf"]
    assert made.kind == "afweging"


def test_a_text_that_names_the_company_is_not_handed_out(desk: AssessingDesk, tmp_path: Path) -> None:
    """A case leaves the portal under its number."""
    desk.assessing.save(NUMBER, (AssessmentAnswer("jobs", 1, "GEHEIM BV groeit"),))
    with pytest.raises(InputError) as caught:
        desk.assessing.export(NUMBER, tmp_path / "a.pdf")
    assert caught.value.message_id == "error.assessment.names_company"
    assert desk.notes.subjects == []


def test_what_is_not_there_is_not_found(desk: AssessingDesk, tmp_path: Path) -> None:
    """An unknown case, a case without assessment, an unknown version."""
    for ask in (desk.assessing.standing, desk.assessing.versions):
        with pytest.raises(NotFoundError):
            ask("D-2026-9999")
    with pytest.raises(NotFoundError) as without:
        desk.assessing.export(NUMBER, tmp_path / "a.pdf")
    assert without.value.message_id == "error.assessment.none_yet"
    desk.assessing.save(NUMBER, ANSWERS)
    with pytest.raises(NotFoundError):
        desk.assessing.version(NUMBER, 2)


def test_a_damaged_paper_is_told(desk: AssessingDesk) -> None:
    """Not shown as something else."""
    desk.assessing.save(NUMBER, ANSWERS)
    papers = desk.workspace.case_files[NUMBER].papers
    papers[0] = replace(papers[0], content="{}")
    with pytest.raises(InputError) as caught:
        desk.assessing.standing(NUMBER)
    assert caught.value.message_id == "error.assessment.damaged"


def test_answers_are_read_from_json() -> None:
    """An object with a conclusion, or the list alone; anything else is refused."""
    listed = '[{"criterion": "jobs", "level": 2, "reason": "x"}]'
    assert read_answers(listed) == ((AssessmentAnswer("jobs", 2, "x"),), "")
    assert read_answers(f'{{"answers": {listed}, "conclusion": "ja"}}')[1] == "ja"
    for text in ("", "{}", "[1]", '[{"level": 1}]', '[{"criterion": "a", "level": "2"}]', "7"):
        with pytest.raises(InputError) as caught:
            read_answers(text)
        assert caught.value.field == "answers"


def test_the_content_adds_up(desk: AssessingDesk) -> None:
    """Contributions as data give the total exactly."""
    kept, _ = desk.assessing.save(NUMBER, ANSWERS)
    content = assessment_content(kept)
    contributions = content["contributions"]
    assert isinstance(contributions, list)
    assert sum(each["low"] for each in contributions) == content["low"]
    assert sum(each["high"] for each in contributions) == content["high"]
