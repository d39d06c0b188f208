"""``drentsportal chase``: makes a list of questions for a gemeente, and takes back what was filled in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.help_texts import PortalGroup
from drentsportal.cli.import_sites import print_report, report_content
from drentsportal.cli.options import OutOption, PrintOptions, add_command
from drentsportal.cli.values import plain, value_text
from drentsportal.domain.entry.value_entry import read_date
from drentsportal.domain.message import message
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from drentsportal.domain.values import Known
from drentsportal.errors import InputError
from drentsportal.services.chase_returns import ReturnDecisions
from drentsportal.services.request_values import read_municipalities

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.domain.checks.chase_answers import Answer
    from drentsportal.domain.values import PartialDate
    from drentsportal.services.chase_returns import ChaseReturn


class Changed(StrEnum):
    """What to do with an answer about a value that changed since the list was sent, or that looks odd."""

    TAKE = "take"
    KEEP = "keep"


@dataclass(frozen=True, kw_only=True)
class ChaseMakeOptions(PrintOptions):
    """Which gemeente, and where the files go."""

    municipality: Annotated[
        str, typer.Option("--municipality", metavar="NAME", help="cli.chase.municipality", show_default=False)
    ]
    out: OutOption = Path("out")


@dataclass(frozen=True, kw_only=True)
class ChaseReadOptions(PrintOptions):
    """The file that came back, and the answers to what it leaves open."""

    file: Annotated[Path, typer.Argument(metavar="FILE", help="cli.chase.file", show_default=False)]
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="cli.chase.as_of")] = None
    changed: Annotated[Changed | None, typer.Option("--changed", help="cli.chase.changed")] = None
    odd: Annotated[Changed | None, typer.Option("--odd", help="cli.chase.odd")] = None
    dry_run: Annotated[bool, typer.Option("--dry-run", help="cli.chase.dry_run")] = False


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the commands."""
    group = typer.Typer(name="chase", cls=PortalGroup, help="cli.chase.help", rich_markup_mode=None)
    add_command(group, "chase make", ChaseMakeOptions, make, open_session)
    add_command(group, "chase read", ChaseReadOptions, read, open_session)
    app.add_typer(group)


def make(session: Session, options: ChaseMakeOptions) -> None:
    """Write the list of one gemeente, and its mail."""
    services = session.open(options)
    code = read_municipalities([options.municipality], "municipality", regions=())[0]
    with session.progress() as progress:
        made = services.chase_lists.make(code, options.out, progress)
    if options.as_json:
        session.terminal.json(
            {
                "municipality_code": code,
                "workbook": str(made.workbook.path),
                "mail": str(made.mail.path),
                "sha256": made.workbook.sha256,
                "mail_text": made.mail_text,
            }
        )
        return
    session.print("cli.chase.made", path=str(made.workbook.path))
    session.print("cli.chase.mail_made", path=str(made.mail.path))
    session.terminal.line()
    session.terminal.line(made.mail_text.rstrip())


def read(session: Session, options: ChaseReadOptions) -> None:
    """Take over what was filled in, or only say what it would change."""
    services = session.open(options)
    decisions = ReturnDecisions(
        _date_option(options.as_of), all_changed=_decided(options.changed), all_odd=_decided(options.odd)
    )
    if options.dry_run:
        came_back = services.chase_returns.read(options.file, decisions)
        if options.as_json:
            session.terminal.json(_return_content(came_back, session))
        else:
            _print_return(came_back, session)
        return
    with session.progress() as progress:
        report = services.chase_returns.take(options.file, decisions, progress)
    if options.as_json:
        session.terminal.json(report_content(report, session))
    else:
        print_report(report, session, options.workspace)


def _decided(said: Changed | None) -> bool | None:
    return None if said is None else said is Changed.TAKE


def _date_option(text: str | None) -> PartialDate | None:
    if text is None:
        return None
    try:
        return read_date(text)
    except InputError as error:
        raise InputError(error.message_id, field="as-of", text=text) from error


def _print_return(came_back: ChaseReturn, session: Session) -> None:
    session.print("cli.import.not_stored")
    session.print(
        "cli.chase.read",
        source=came_back.file.source,
        answers=len(came_back.answers),
        left=len(came_back.left),
        blank=came_back.blank,
    )
    if came_back.answers and not came_back.new:
        session.print("chase.note.nothing_new")
    names = ("row", "site", "attribute", "before", "answer", "as_of", "what")
    columns = [session.say(f"cli.chase.column.{name}") for name in names]
    session.terminal.table(
        [f">{columns[0]}", *columns[1:]],
        [_answer_row(each, came_back.file.source, session) for each in came_back.answers],
    )
    left_names = ("row", "site", "reason")
    session.terminal.table(
        [session.say(f"cli.chase.column.{name}") for name in left_names],
        [
            (str(each.row), each.site_name or each.site_id, session.say(each.message))
            for each in (*came_back.left, *came_back.remarks)
        ],
    )


def _answer_row(answer: Answer, source: str, session: Session) -> tuple[str, ...]:
    spec = ATTRIBUTE_BY_ID[answer.attribute_id]
    before = answer.before.value if isinstance(answer.before, Known) else None
    return (
        str(answer.row),
        answer.site_name,
        session.say(f"attribute.{answer.attribute_id}"),
        value_text(before, spec, session.services),
        value_text(answer.value, spec, session.services),
        session.language.value(answer.as_of),
        _what(answer, source, session),
    )


def _what(answer: Answer, source: str, session: Session) -> str:
    """Say what an answer does, and what looks odd about it."""
    if answer.is_in_use(source):
        return session.say("cli.chase.in_use")
    kind = "confirms" if answer.is_confirmation else "changes"
    done = session.say("cli.chase.changed_since" if answer.changed_since else f"cli.chase.{kind}")
    return " ".join((f"{done};" if answer.odd else done, *_odd_words(answer, session)))


def _odd_words(answer: Answer, session: Session) -> list[str]:
    return [session.say(message("chase.odd", what=each)) for each in answer.odd]


def _return_content(came_back: ChaseReturn, session: Session) -> dict[str, object]:
    return {
        "source": came_back.file.source,
        "municipality_code": came_back.file.municipality_code,
        "answers": [
            {
                "row": each.row,
                "site_id": each.site_id,
                "attribute": each.attribute_id,
                "before": plain(each.before.value) if isinstance(each.before, Known) else None,
                "value": plain(each.value),
                "as_of": each.as_of.iso,
                "confirms": each.is_confirmation,
                "changed_since": each.changed_since,
                "in_use": each.is_in_use(came_back.file.source),
                "odd": [session.say(said) for said in each.odd],
            }
            for each in came_back.answers
        ],
        "left": [
            {
                "row": each.row,
                "site_id": each.site_id,
                "attribute": each.attribute_id,
                "rule": each.message.id,
                "text": session.say(each.message),
            }
            for each in came_back.left
        ],
        "remarks": [{"row": each.row, "text": session.say(each.message)} for each in came_back.remarks],
        "blank": came_back.blank,
    }
