"""``drentsportal picture``: a picture of the window with a case open, for instructions and the demo."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.bootstrap import FixedClock
from drentsportal.cli.moments import moment_option
from drentsportal.cli.options import CaseArgument, CommonOptions, add_command
from drentsportal.cli.out_files import check_out
from drentsportal.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session


class PictureTheme(StrEnum):
    """How the window in the picture is coloured."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, kw_only=True)
class PictureOptions(CommonOptions):
    """The case, the file, the moment on the clock, and light or dark."""

    case: CaseArgument
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="cli.picture.out")] = Path("venster.png")
    at: Annotated[str | None, typer.Option("--at", metavar="MOMENT", help="cli.picture.at")] = None
    theme: Annotated[PictureTheme, typer.Option("--theme", help="cli.picture.theme")] = PictureTheme.LIGHT


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "picture", PictureOptions, run, open_session)


def run(session: Session, options: PictureOptions) -> None:
    """Open the window, wait for its map, and write what it shows."""
    check_out(session, options, options.out, ".png")
    if session.window is None:
        raise ReportError("error.cli.no_window", field="out")
    moment = moment_option(options.at, "at")
    services = session.open(options, clock=None if moment is None else FixedClock(moment))
    services.desk.case(options.case)
    path = session.window.paint(services, options.case, options.out, options.theme.value)
    session.print("cli.documents.made", path=path.as_posix())
