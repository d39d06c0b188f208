"""``drentsportal sector``: what a company's sector may be, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.sector_views import look_up_content, print_look_up
from drentsportal.domain.sectors.sector import SectorScheme

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session


class SchemeYear(StrEnum):
    """The scheme as a person types it."""

    YEAR_2008 = "2008"
    YEAR_2025 = "2025"


@dataclass(frozen=True, kw_only=True)
class SectorOptions(PrintOptions):
    """The words or code, and the scheme where that is known."""

    text: Annotated[str, typer.Argument(metavar="TEXT", help="cli.sector.text", show_default=False)]
    scheme: Annotated[
        SchemeYear | None, typer.Option("--scheme", help="cli.sector.scheme", show_default=False)
    ] = None


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "sector", SectorOptions, run, open_session)


def run(session: Session, options: SectorOptions) -> None:
    """List the candidates or, of one, all that follows; several are never decided between."""
    services = session.open(options)
    scheme = None if options.scheme is None else SectorScheme(f"sbi_{options.scheme.value}")
    look_up = services.sectors.look_up(options.text, scheme)
    if options.as_json:
        session.terminal.json(look_up_content(look_up, session))
    else:
        print_look_up(look_up, session)
