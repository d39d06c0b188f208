"""``drentsportal questions``: what to ask first, because the answer can change the top of the list."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.match_views import scope_text
from drentsportal.cli.options import CaseArgument, PrintOptions, add_command
from drentsportal.cli.typed_values import accepted_words, shown_value, typed_values
from drentsportal.domain.actor import one_line
from drentsportal.domain.entry.value_entry import read_date
from drentsportal.domain.firmness.answer_advice import answer_advice
from drentsportal.domain.firmness.answer_target import AnswerTarget, answer_targets
from drentsportal.errors import NotFoundError, QuestionError
from drentsportal.language.typed_figures import notation_of
from drentsportal.services.question_answers import GivenAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.cli.session import Session
    from drentsportal.domain.firmness.question_value import OpenQuestion, QuestionList
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.services.ports.questions import WrittenQuestionMail


@dataclass(frozen=True, kw_only=True)
class QuestionsOptions(PrintOptions):
    """The case, and where mail drafts go, if they are wanted."""

    case: CaseArgument
    answer: Annotated[
        list[str] | None,
        typer.Option("--answer", metavar="SITE:ATTRIBUTE=VALUE", help="cli.questions.answer"),
    ] = None
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="cli.questions.by")] = ""
    as_of: Annotated[str, typer.Option("--as-of", metavar="DATE", help="cli.questions.as_of")] = ""
    mail: Annotated[Path | None, typer.Option("--mail", metavar="DIR", help="cli.questions.mail")] = None


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "questions", QuestionsOptions, run, open_session)


def run(session: Session, options: QuestionsOptions) -> None:
    """List the questions of the newest match of a case, and write mail drafts where they are asked for."""
    services = session.open(options)
    if options.answer:
        _keep(session, options)
        return
    result = services.matching.latest(options.case)
    if result is None:
        raise NotFoundError("error.cli.no_match_yet", field="case", number=options.case)
    questions = services.analysis.questions(result)
    mails = (
        services.question_mail.draft(options.case, result, questions.sets(), options.mail)
        if options.mail is not None
        else ()
    )
    if options.as_json:
        session.terminal.json(_content(result, questions, mails, session))
        return
    if result.qualifier_count:
        _print(result, questions, session)
    else:
        session.print("cli.none_to_judge")
    for each in mails:
        session.print("cli.questions.mail_made", path=str(each.mail.path))


def _keep(session: Session, options: QuestionsOptions) -> None:
    """Keep what was answered, each with who said so and when; the match is made anew by ``match``."""
    by = one_line(options.by)
    if not by:
        raise QuestionError("error.cli.which_source", option="--by")
    services = session.services
    as_of = read_date(options.as_of) if options.as_of else services.editing.attribution().as_of
    source = session.say("question.answer_source", by=by)
    decimal = notation_of(session.language.code)
    answers = []
    for given in options.answer or ():
        site, _, pair = given.partition(":")
        for attribute_id, text in typed_values([pair], session.language).items():
            target = AnswerTarget(services.browsing.resolve(site), attribute_id)
            answers.append(GivenAnswer(target, text, source, as_of))
    # All are read before one is kept, so that a refusal changes nothing.
    stored = services.question_answers.store_all(answers, decimal)
    notes = [(each.target, each.text, kept) for each, kept in zip(answers, stored, strict=True)]
    if options.as_json:
        session.terminal.json(
            [
                {
                    "site_id": target.site_id,
                    "attribute": target.attribute_id,
                    "data_version": kept.data_version,
                    "warnings": [session.say(each) for each in kept.warnings],
                }
                for target, _, kept in notes
            ]
        )
        return
    for target, text, kept in notes:
        for each in kept.warnings:
            session.terminal.problem(session.say(each))
        done = "cli.questions.known" if kept.data_version is None else "cli.questions.kept"
        name = services.browsing.site(target.site_id).name
        shown = shown_value(target.attribute_id, text, session.language)
        session.print(done, name=name, attribute=target.attribute_id, text=shown, source=source)
    session.print("cli.questions.match_again", number=options.case)


def _print(result: MatchResult, questions: QuestionList, session: Session) -> None:
    if not questions.deciding:
        session.print("cli.questions.none")
    else:
        session.print("question_value.assumptions")
    for group in questions.sets():
        contact = session.services.question_mail.contact(group.scope)
        session.terminal.line()
        session.print("cli.questions.scope", scope=scope_text(group.scope, session))
        if contact is None:
            session.print("cli.questions.no_contact")
        else:
            session.print("cli.questions.contact", function=contact.function, mail=contact.mail or None)
        for each in group.questions:
            session.print(
                "cli.questions.line", share=each.changing / each.answers, rank=each.rank, text=each.text
            )
            session.print("cli.questions.why", why=each.why)
            _print_answers(result, each, session)
    if questions.others:
        session.terminal.line()
        session.print("cli.questions.others")
    for each in questions.others:
        session.print("cli.questions.other", rank=each.rank, text=each.text)


def _print_answers(result: MatchResult, asked: OpenQuestion, session: Session) -> None:
    """Print the options that keep an answer, and in what words; what to do where no attribute holds it."""
    targets = answer_targets(result, asked.candidate_id, asked.criterion_id)
    for target in targets:
        words = accepted_words(target.attribute_id, session.language)
        session.print(
            "cli.questions.type_one_of" if words else "cli.questions.type_value",
            site_id=target.site_id,
            attribute=target.attribute_id,
            words=words,
        )
    advice = answer_advice(result, asked.candidate_id, asked.criterion_id)
    if advice is not None:
        session.print("cli.questions.advice" if targets else "cli.questions.no_place", advice=advice)


def _content(
    result: MatchResult, questions: QuestionList, mails: Sequence[WrittenQuestionMail], session: Session
) -> dict[str, object]:
    return {
        "questions": [
            _question_content(result, each, session) for each in (*questions.deciding, *questions.others)
        ],
        "mails": [
            {"scope": each.scope, "has_contact": each.contact is not None, "mail": str(each.mail.path)}
            for each in mails
        ],
    }


def _question_content(result: MatchResult, asked: OpenQuestion, session: Session) -> dict[str, object]:
    advice = answer_advice(result, asked.candidate_id, asked.criterion_id)
    return {
        "id": asked.candidate_id,
        "rank": asked.rank,
        "criterion": asked.criterion_id,
        "scope": asked.scope,
        "required": asked.required,
        "preferred": asked.preferred,
        "changing": asked.changing,
        "answers": asked.answers,
        "text": session.say(asked.text),
        "why": session.say(asked.why),
        "fills": [
            {"site_id": each.site_id, "attribute": each.attribute_id}
            for each in answer_targets(result, asked.candidate_id, asked.criterion_id)
        ],
        "advice": None if advice is None else session.say(advice),
    }
