"""``drentsportal compare``: two to five sites side by side."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.document_options import style_of
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.out_files import check_out
from drentsportal.cli.values import attribute_content, value_text
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from drentsportal.domain.values import Known
from drentsportal.errors import InputError
from drentsportal.reports.comparison.said_beside import said_beside
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE
from drentsportal.reports.typeset.going_words import going_text
from drentsportal.reports.typeset.site_title import compared_titles
from drentsportal.reports.typeset.value_words import ValueWords
from drentsportal.services.best_words import best_words
from drentsportal.services.compared_sites import RowKind
from drentsportal.services.ports.documents import ComparisonForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.services.compared_sites import ComparedCell, ComparedRow, ComparisonTable


@dataclass(frozen=True, kw_only=True)
class CompareOptions(PrintOptions):
    """The sites, or the case whose shortlist is compared."""

    sites: Annotated[list[str] | None, typer.Argument(metavar="SITE", help="cli.compare.sites")] = None
    case: Annotated[str | None, typer.Option("--case", metavar="CASE", help="cli.compare.case")] = None
    form: Annotated[
        ComparisonForm | None, typer.Option("--form", help="cli.compare.form", show_default=False)
    ] = None
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="cli.compare.out")] = None
    lang: Annotated[str | None, typer.Option("--lang", "--in", metavar="CODE", help="cli.compare.lang")] = (
        None
    )
    theme: Annotated[str | None, typer.Option("--theme", metavar="NAME", help="cli.compare.theme")] = None


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "compare", CompareOptions, run, open_session)


def run(session: Session, options: CompareOptions) -> None:
    """Compare the named sites, or the shortlist of a case."""
    form = _form(session, options)
    services = session.open(options)
    site_ids = [services.browsing.resolve(each) for each in options.sites or ()]
    if not site_ids and options.case is not None:
        site_ids = [entry.candidate_id for entry in services.shortlist.entries(options.case)]
    elif not site_ids:
        raise InputError("error.cli.compare_what", field="case")
    table = services.comparing.make(site_ids, options.case)
    if options.out is not None:
        services.rankings.comparison(table, options.out, form, style_of(session, options.lang, options.theme))
    if options.as_json:
        session.terminal.json(_content(table, session))
    else:
        _print(table, session)


def _form(session: Session, options: CompareOptions) -> ComparisonForm:
    """Return the form that is asked, else that of the name of the file; raises ``InputError``."""
    out, forms = options.out, (options.form,) if options.form else tuple(ComparisonForm)
    if options.form is not None and out is None:
        raise InputError("error.cli.compare_needs_out", field="out")
    check_out(session, options, out, *(f".{each.value}" for each in forms))
    return ComparisonForm.XLSX if out is None else ComparisonForm(out.suffix.casefold()[1:])


def _print(table: ComparisonTable, session: Session) -> None:
    if table.rule is not None:
        session.print(table.rule)
    columns = [session.say("cli.compare.column.row"), "≠", *compared_titles(table, session.language)]
    rows = [
        (
            _label(row, session),
            session.say(f"cli.compare.likeness.{row.likeness.value}"),
            *(_shown(cell, row, session) for cell in row.cells),
        )
        for row in table.rows
    ]
    session.terminal.table(columns, rows)


def _label(row: ComparedRow, session: Session) -> str:
    family = "attribute" if row.kind is RowKind.ATTRIBUTE else "criterion"
    return session.say(f"{family}.{row.id}")


def _shown(cell: ComparedCell, row: ComparedRow, session: Session) -> str:
    """Return a cell with what stands out in it."""
    if not cell.applies:
        return NOT_APPLICABLE
    beside = [*said_beside(cell, session.language)]
    if cell.best is not None:
        beside.append(session.say(best_words(cell.best, row)))
    if not cell.is_scored:
        beside.append(session.say("doc.compare.not_scored"))
    return "".join((_cell(cell, row, session), *(f" ({each})" for each in beside)))


def _cell(cell: ComparedCell, row: ComparedRow, session: Session) -> str:
    if cell.statement is not None:
        return session.say(cell.statement)
    if cell.going is not None and (cell.going.of_park or cell.going.at_once):
        services = session.services
        today = services.clock.now_utc().astimezone(DUTCH_TIME).date()
        return going_text(cell.going, ValueWords(session.language, services.reference.segments(), today))
    if row.kind is RowKind.ATTRIBUTE and isinstance(cell.value, Known):
        return value_text(cell.value.value, ATTRIBUTE_BY_ID[row.id], session.services)
    return session.language.value(cell.value.value if isinstance(cell.value, Known) else None)


def _content(table: ComparisonTable, session: Session) -> dict[str, object]:
    return {
        "sites": [
            {
                "id": each.site.id,
                "name": each.site.name,
                "park": None if each.park is None else each.park.name,
                "title": title,
            }
            for each, title in zip(table.sites, compared_titles(table, session.language), strict=True)
        ],
        "rows": [
            {
                "kind": row.kind.value,
                "id": row.id,
                "likeness": row.likeness.value,
                "cells": [_cell_content(cell, row, session) for cell in row.cells],
            }
            for row in table.rows
        ],
    }


def _cell_content(cell: ComparedCell, row: ComparedRow, session: Session) -> dict[str, object]:
    total = cell.plot_total
    return {
        **attribute_content(cell.value),
        "text": _cell(cell, row, session),
        "of_park": cell.going is not None and cell.going.of_park,
        "plots_m2": None if total is None else total.area_m2,
        "applies": cell.applies,
        "is_scored": cell.is_scored,
        "deviates": cell.deviates,
        "best": None if cell.best is None else cell.best.value,
    }
