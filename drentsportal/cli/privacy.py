"""``drentsportal privacy``: inzage of one person, a selection under the Woo, and the selection list."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.help_texts import PortalGroup
from drentsportal.cli.options import CaseArgument, PrintOptions, add_command
from drentsportal.cli.out_files import check_out
from drentsportal.cli.retention import term_text
from drentsportal.cli.session import read_text_file
from drentsportal.domain.retention.persons import SoughtPerson
from drentsportal.domain.retention.selection_list import category_to_data
from drentsportal.domain.retention.woo import marks_from_data
from drentsportal.errors import InputError
from drentsportal.language.passage_words import lone_warnings, passage_gap, passage_label, passage_value
from drentsportal.services.retention import category_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.cli.session import Session
    from drentsportal.domain.retention.passages import Passage, ShownField, ShownPassage
    from drentsportal.domain.retention.selection_list import SelectionList
    from drentsportal.services.disclosure import InzageDraft, WooDraft

_SUFFIX = ".html"

TextsOption = list[str] | None
CodeOption = Annotated[str, typer.Option("--confirm", metavar="CODE", help="cli.privacy.confirm")]
PageOption = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="cli.privacy.out")]


@dataclass(frozen=True, kw_only=True)
class InzageOptions(PrintOptions):
    """Who asks, how else they are written, and what more stays inside."""

    person: Annotated[str, typer.Argument(metavar="PERSON", help="cli.privacy.person", show_default=False)]
    also: Annotated[TextsOption, typer.Option("--also", metavar="TEXT", help="cli.privacy.also")] = None
    hide: Annotated[TextsOption, typer.Option("--hide", metavar="TEXT", help="cli.privacy.hide")] = None
    confirm: CodeOption = ""
    out: PageOption = None


@dataclass(frozen=True, kw_only=True)
class WooOptions(PrintOptions):
    """Which case, and what somebody decided about its passages."""

    case: CaseArgument
    marks: Annotated[Path | None, typer.Option("--marks", metavar="FILE", help="cli.privacy.marks")] = None
    confirm: CodeOption = ""
    out: PageOption = None


@dataclass(frozen=True, kw_only=True)
class ListOptions(PrintOptions):
    """The list as it is, or another one in its place."""

    edit: Annotated[Path | None, typer.Option("--edit", metavar="FILE", help="cli.privacy.edit")] = None


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the group of commands."""
    group = typer.Typer(name="privacy", cls=PortalGroup, help="cli.privacy.help", rich_markup_mode=None)
    add_command(group, "privacy inzage", InzageOptions, inzage, open_session)
    add_command(group, "privacy woo", WooOptions, woo, open_session)
    add_command(group, "privacy selection-list", ListOptions, selection_list, open_session)
    app.add_typer(group)


def inzage(session: Session, options: InzageOptions) -> None:
    """Show what is kept about one person; write it once it was read and is confirmed."""
    check_out(session, options, options.out, _SUFFIX)
    disclosure = session.open(options).disclosure
    person, hide = SoughtPerson(options.person, tuple(options.also or ())), tuple(options.hide or ())
    if options.out is not None:
        made = disclosure.give_inzage(person, options.confirm, options.out, hide)
        _tell_made(session, options, str(made.path), made.sha256)
        return
    draft = disclosure.inzage(person, hide)
    if options.as_json:
        session.terminal.json(
            {
                "person": options.person,
                "code": draft.code,
                "passages": [_shown_content(each) for each in draft.passages],
                "doubtful": [{"id": each.id, "subject": each.subject} for each in draft.doubtful],
                "unclear": [{"subject": subject, "text": text} for subject, text in draft.unclear],
            }
        )
        return
    _print_passages(session, draft)
    for each in draft.doubtful:
        session.print("cli.privacy.doubtful", subject=each.subject, id=each.id)
    for subject, text in draft.unclear:
        session.print("cli.privacy.unclear", subject=subject, text=text)
    session.print("cli.privacy.read_first", code=draft.code)


def woo(session: Session, options: WooOptions) -> None:
    """List the passages of a case to decide about, show what marks come to, or write what is confirmed."""
    check_out(session, options, options.out, _SUFFIX)
    disclosure = session.open(options).disclosure
    if options.marks is None:
        if options.out is not None:
            raise InputError("error.cli.woo_marks", field="out")
        _list_passages(session, options, disclosure.woo_passages(options.case))
        return
    marks = marks_from_data(_json(read_text_file(options.marks, "marks")))
    if options.out is not None:
        made = disclosure.give_woo(options.case, marks, options.confirm, options.out)
        _tell_made(session, options, str(made.path), made.sha256)
        return
    draft = disclosure.woo(options.case, marks)
    if options.as_json:
        session.terminal.json(
            {
                "case": draft.number,
                "code": draft.code,
                "passages": [_shown_content(each) for each in draft.passages],
                "named": list(draft.named),
                "lone_names": [
                    {"word": each.word, "names": list(each.names), "may_be_word": each.may_be_word}
                    for each in draft.lone
                ],
            }
        )
        return
    _print_passages(session, draft)
    if draft.named:
        session.print("cli.privacy.named", names=", ".join(draft.named))
    for warning in lone_warnings(session.language, draft.lone):
        session.terminal.line(warning)
    session.print("cli.privacy.read_first", code=draft.code)


def selection_list(session: Session, options: ListOptions) -> None:
    """Show the categories by which cases are kept, or put another list in their place."""
    retention = session.open(options).retention
    if options.edit is not None:
        text = read_text_file(options.edit, "edit")
        try:
            retention.keep_list(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise InputError("error.retention.list_unreadable", field="edit") from error
    kept = retention.selection_list()
    if options.as_json:
        session.terminal.json(_list_content(kept))
        return
    session.print("cli.privacy.list_heading", title=kept.title, version=kept.version, source=kept.source)
    for each in kept.categories:
        own = session.say("cli.privacy.own_choice") if each.is_own_choice else each.source
        session.print(
            "cli.privacy.category",
            id=each.id,
            title=category_label(each),
            term=term_text(session, each),
            start=session.say(f"retention_start.{each.start.value}"),
            action=session.say(f"retention_action.{each.action.value}"),
            source=own,
        )


def _list_content(kept: SelectionList) -> dict[str, object]:
    categories = [category_to_data(each) for each in kept.categories]
    return {"version": kept.version, "title": kept.title, "source": kept.source, "categories": categories}


def _list_passages(session: Session, options: PrintOptions, passages: Sequence[Passage]) -> None:
    """Print the passages; as JSON they are a file of marks in which nothing is decided yet."""
    if options.as_json:
        session.terminal.json({"passages": [_passage_content(each) for each in passages]})
        return
    for each in passages:
        session.print("cli.privacy.passage", id=each.id, kind=session.say(f"passage_kind.{each.kind.value}"))
        for field in each.fields:
            _print_field(session, field.name, field.text)
    for ground in session.services.disclosure.grounds():
        session.print("cli.privacy.ground", id=ground.id, article=ground.article, title=ground.title)


def _print_passages(session: Session, draft: InzageDraft | WooDraft) -> None:
    for each in draft.passages:
        kind = session.say(f"passage_kind.{each.kind.value}")
        session.print("cli.privacy.shown", subject=each.subject, id=each.id, kind=kind)
        for field in each.fields:
            _print_shown(session, field)


def _print_field(session: Session, name: str, text: str) -> None:
    label, told = passage_label(session.language, name), passage_value(session.language, name, text)
    session.print("cli.privacy.field", name=label, text=" ".join(told.split()))


def _print_shown(session: Session, field: ShownField) -> None:
    told = "".join(
        passage_gap(session.language, piece.reason)
        if piece.reason
        else passage_value(session.language, field.name, piece.text)
        for piece in field.pieces
    )
    label = passage_label(session.language, field.name)
    session.print("cli.privacy.field", name=label, text=" ".join(told.split()))


def _tell_made(session: Session, options: PrintOptions, path: str, sha256: str) -> None:
    if options.as_json:
        session.terminal.json({"document": path, "sha256": sha256})
        return
    session.print("cli.documents.made", path=path)
    session.print("cli.privacy.logged")


def _passage_content(passage: Passage) -> dict[str, object]:
    return {
        "id": passage.id,
        "kind": passage.kind.value,
        "at": None if passage.at_utc is None else passage.at_utc.isoformat(),
        "fields": [{"name": each.name, "text": each.text} for each in passage.fields],
        "ground": None,
        "withhold": [],
    }


def _shown_content(passage: ShownPassage) -> dict[str, object]:
    return {
        "id": passage.id,
        "subject": passage.subject,
        "kind": passage.kind.value,
        "at": None if passage.at_utc is None else passage.at_utc.isoformat(),
        "fields": [
            {
                "name": each.name,
                "pieces": [{"text": piece.text, "left_out": piece.reason or None} for piece in each.pieces],
            }
            for each in passage.fields
        ],
    }


def _json(text: str) -> object:
    try:
        found: object = json.loads(text)
    except ValueError as error:
        raise InputError("error.woo.unreadable", field="marks") from error
    return found
