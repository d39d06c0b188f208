"""``drentsportal case assess``: weighs a request by the frame, shows what was weighed, makes the export."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import CaseArgument, PrintOptions, add_command
from drentsportal.cli.out_files import check_out
from drentsportal.cli.session import read_text_file
from drentsportal.domain.asking.request_marks import RequestMark
from drentsportal.domain.fairness.assessment import Assessment, assessment_to_data, printed_shares
from drentsportal.domain.match.printed_parts import printed_weights
from drentsportal.services.assessment_data import assessment_content, read_answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.domain.fairness.grip_area import GripArea
    from drentsportal.services.assessing import Assessing, AssessmentStanding, AssessmentVersion


@dataclass(frozen=True, kw_only=True)
class AssessOptions(PrintOptions):
    """The case, and what to do: keep answers, make the export; neither: show what there is."""

    case: CaseArgument
    show: Annotated[bool, typer.Option("--show", help="cli.assess.show")] = False
    answers: Annotated[Path | None, typer.Option("--answers", metavar="FILE", help="cli.assess.answers")] = (
        None
    )
    pdf: Annotated[Path | None, typer.Option("--pdf", metavar="OUT", help="cli.assess.pdf")] = None
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="OUT", help="cli.assess.xlsx")] = None
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", min=1, help="cli.assess.version")
    ] = None


def register(group: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command to the group of cases."""
    add_command(group, "case assess", AssessOptions, run, open_session)


def run(session: Session, options: AssessOptions) -> None:
    """Keep the answers, make the export, and show how the case stands then."""
    check_out(session, options, options.pdf, ".pdf")
    check_out(session, options, options.xlsx, ".xlsx")
    answers = None if options.answers is None else read_answers(read_text_file(options.answers, "answers"))
    services = session.open(options)
    if answers is not None:
        services.assessing.save(options.case, *answers)
    made = _export(services.assessing, options)
    standing = services.assessing.standing(options.case)
    kept = standing.newest
    if options.version is not None:
        kept = services.assessing.version(options.case, options.version)
    if options.as_json:
        session.terminal.json(_content(standing, kept, options, session))
        return
    if answers is not None:
        session.print("cli.assess.kept", number=options.case, version=standing.version_count)
    for path in made:
        session.print("cli.documents.made", path=str(path))
    print_standing(standing, session, every_mark=True)
    if kept is None:
        _print_frame(session)
    elif options.show or answers is None:
        _print_version(kept, session)


def _export(assessing: Assessing, options: AssessOptions) -> list[Path]:
    """Make the documents that were asked for; returns where they are."""
    if options.pdf is not None:
        assessing.export(options.case, options.pdf, options.version)
    if options.xlsx is not None:
        assessing.export_sheet(options.case, options.xlsx, options.version)
    return [each for each in (options.pdf, options.xlsx) if each is not None]


def standing_content(standing: AssessmentStanding) -> dict[str, object]:
    """Write how a case stands to its assessment, and the marks of the request, as data."""
    area, mark = standing.area, standing.supra_regional
    return {
        "required": standing.is_required,
        "missing": standing.is_missing,
        "versions": standing.version_count,
        "large_area": {
            "mark": area.mark.value,
            "asked_m2": area.asked_m2,
            "threshold_m2": area.threshold_m2,
        },
        "supra_regional": {
            "mark": mark.mark.value,
            "staff_count": mark.staff_count,
            "nearest_m": mark.nearest_m,
            "furthest_m": mark.furthest_m,
            "from_outside": mark.is_from_outside,
        },
    }


def print_standing(standing: AssessmentStanding, session: Session, *, every_mark: bool = False) -> None:
    """Print whether an assessment is missing, and the marks of the request that hold, or all of them."""
    if standing.is_missing:
        session.print("cli.assess.missing")
    elif standing.newest is None:
        session.print("cli.assess.none")
    else:
        kept = standing.newest
        session.print(
            "cli.assess.newest",
            version=kept.version,
            at_utc=kept.at_utc,
            actor=kept.actor.name,
            low=kept.outcome.low,
            high=kept.outcome.high,
        )
    for each in (standing.area, standing.supra_regional):
        if every_mark or each.mark is not RequestMark.NO:
            session.print(each.statement)


def _content(
    standing: AssessmentStanding, kept: AssessmentVersion | None, options: AssessOptions, session: Session
) -> dict[str, object]:
    content: dict[str, object] = {
        "number": standing.number,
        **standing_content(standing),
        "assessment": None if kept is None else assessment_content(kept),
        "document": None if options.pdf is None else str(options.pdf),
        "workbook": None if options.xlsx is None else str(options.xlsx),
        "grip_area": _grip_content(session.services.assessing.grip_areas.current()),
    }
    if kept is None:
        blank = Assessment(session.services.assessing.frame(), ())
        content["frame"] = assessment_to_data(blank)["frame"]
    return content


def _grip_content(grip: GripArea) -> dict[str, object]:
    return {
        "area_m2": grip.area_m2,
        "source": grip.source or None,
        "as_of": None if grip.as_of is None else grip.as_of.isoformat(),
        "version": grip.version,
    }


def _print_frame(session: Session) -> None:
    frame = session.services.assessing.frame()
    session.terminal.line()
    session.print("cli.assess.frame", title=frame.title, version=frame.version)
    session.print("cli.assess.frame_source", source=frame.source)
    for criterion in frame.criteria:
        session.terminal.line()
        session.print("cli.assess.question", id=criterion.id, question=criterion.question)
        for level, text in enumerate(criterion.levels):
            session.print("cli.assess.level", level=level, text=text)


def _print_version(kept: AssessmentVersion, session: Session) -> None:
    points = session.language.figures.specs["fine_points"]
    session.terminal.line()
    shares = printed_shares(kept.outcome)
    weights = printed_weights({each.criterion.id: each.weight for each in shares})
    rows = [
        (
            each.criterion.question,
            session.language.value(weights[each.criterion.id], "weight"),
            session.language.value(each.answer.level, "int"),
            points(each.low),
            points(each.high),
            each.answer.reason,
        )
        for each in shares
    ]
    names = ("criterion", ">weight", ">level", ">low", ">high", "reason")
    columns = [
        (">" if name.startswith(">") else "") + session.say(f"cli.assess.column.{name.removeprefix('>')}")
        for name in names
    ]
    session.terminal.table(columns, rows)
    if kept.assessment.conclusion:
        session.terminal.line(kept.assessment.conclusion)
