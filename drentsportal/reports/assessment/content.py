"""What stands in the export of an assessment for the bestuur, worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.fairness.assessment import printed_shares
from drentsportal.domain.match.printed_parts import printed_weights
from drentsportal.reports.typeset.blocks import Cell, Column, Table, Words, cell, number_cell
from drentsportal.reports.typeset.page_frame import page_frame
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from drentsportal.domain.fairness.assessment import AssessmentContribution, AssessmentOutcome
    from drentsportal.language import Language
    from drentsportal.services.assessing import AssessmentSubject


def assessment_model(subject: AssessmentSubject, language: Language) -> dict[str, object]:
    """Word an assessment: the request and its marks, answers with their reasons, total, sources."""
    kept, outcome = subject.version, subject.version.outcome
    heading = language.text("doc.assessment.title", title=subject.request.title)
    return {
        **page_frame(language, "assessment", heading, ()),
        "footer": _footer(subject, language),
        "heading": heading,
        "intro": language.text("doc.assessment.intro"),
        "facts": _facts(subject, language),
        "total": _total(outcome, language),
        "answers": _answers(outcome, language),
        "conclusion_title": language.text("doc.assessment.conclusion"),
        "conclusion": kept.assessment.conclusion or language.text("doc.assessment.no_conclusion"),
        "marks_title": language.text("doc.assessment.marks"),
        "marks": [language.text(subject.area.statement), language.text(subject.supra_regional.statement)],
        "sources_title": language.text("doc.assessment.sources"),
        "sources_intro": language.text("doc.assessment.own_choice"),
        "sources": _sources(outcome, language),
    }


def _footer(subject: AssessmentSubject, language: Language) -> str:
    today = subject.made_at_utc.astimezone(DUTCH_TIME).date()
    return " · ".join((subject.number, language.text("doc.footer.made", made_on=today)))


def _facts(subject: AssessmentSubject, language: Language) -> list[tuple[str, str]]:
    kept = subject.version
    frame = kept.assessment.frame
    who = ", ".join(each for each in (kept.actor.name, kept.actor.organisation) if each)
    told = (
        ("number", subject.number),
        ("version", language.value(kept.version, "int")),
        ("at", language.value(kept.at_utc, "moment")),
        ("actor", who),
        ("frame", language.text("doc.assessment.frame_version", title=frame.title, version=frame.version)),
    )
    return [(language.text(f"doc.assessment.fact.{key}"), text) for key, text in told]


def _total(outcome: AssessmentOutcome, language: Language) -> str:
    key = "doc.assessment.total" if outcome.open_count == 0 else "doc.assessment.total_open"
    return language.text(
        key, low=outcome.low, point=outcome.point, high=outcome.high, open_count=outcome.open_count
    )


def _answers(outcome: AssessmentOutcome, language: Language) -> Table:
    columns = (
        Column(language.text("doc.assessment.column.question"), 1),
        Column(language.text("doc.advice.column.weight"), 16, right=True),
        Column(language.text("doc.assessment.column.answer"), 1.4),
        Column(language.text("doc.assessment.column.points"), 26, right=True),
    )
    weights = printed_weights({each.criterion.id: each.weight for each in outcome.contributions})
    shares = printed_shares(outcome)
    rows = [_answer(each, weight, language) for each, weight in zip(shares, weights.values(), strict=True)]
    rows.append(
        (
            cell(language.text("doc.assessment.sum"), style="bold"),
            number_cell(language.value(sum(each.weight for each in outcome.contributions), "weight")),
            cell(""),
            number_cell(_span(outcome.low, outcome.high, language), style="bold"),
        )
    )
    title = language.text("doc.assessment.answers")
    return Table(title, columns, tuple(rows), language.text("doc.assessment.note"), total=True)


def _answer(each: AssessmentContribution, weight: int, language: Language) -> tuple[Cell, ...]:
    level = each.answer.level
    if level is None:
        said: tuple[Words, ...] = (Words(language.text("doc.assessment.unknown"), Mark.UNKNOWN, "unknown"),)
    else:
        step = language.text(
            "doc.assessment.level",
            level=level,
            highest=len(each.criterion.levels) - 1,
            text=each.criterion.levels[level],
        )
        said = (Words(step, style="bold"),)
    if each.answer.reason:
        said = (*said, Words(each.answer.reason))
    return (
        cell(each.criterion.question),
        number_cell(language.value(weight, "weight")),
        Cell(said),
        number_cell(_span(each.low, each.high, language)),
    )


def _span(low: int, high: int, language: Language) -> str:
    if low == high:
        return language.value(low, "fine_points")
    return language.text("doc.assessment.span", low=low, high=high)


def _sources(outcome: AssessmentOutcome, language: Language) -> list[tuple[str, str]]:
    said = []
    for each in outcome.contributions:
        source = each.criterion.source
        if each.criterion.is_own_choice:
            source = language.text("doc.assessment.own_question")
        said.append((each.criterion.question, source))
    return said
