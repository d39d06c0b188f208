"""``drentsportal replay``: computes a kept match anew and says whether it comes out the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from drentsportal.cli.match_views import match_content, print_match
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.session import read_text_file
from drentsportal.domain.match.replay import replay
from drentsportal.domain.match.replay_differences import input_differences
from drentsportal.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.options import CommonOptions
    from drentsportal.cli.session import Session
    from drentsportal.domain.match.matching import MatchResult


class Comparison(TypedDict):
    """A kept match beside one made now."""

    same_ranking: bool
    differences: list[str]


@dataclass(frozen=True, kw_only=True)
class ReplayOptions(PrintOptions):
    """The kept match: a file of ``match --out``, or a case."""

    kept: Annotated[str, typer.Argument(metavar="FILE|CASE", help="cli.replay.kept", show_default=False)]
    top: Annotated[int, typer.Option("--top", metavar="N", min=0, help="cli.match.top")] = 0
    against_now: Annotated[bool, typer.Option("--against-now", help="cli.replay.against_now")] = False


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "replay", ReplayOptions, run, open_session)


def run(session: Session, options: ReplayOptions) -> None:
    """Replay a kept match; one that comes out differently is an error that says so."""
    result = replay(kept_text(session, options.kept, options))
    if not Path(options.kept).is_file():
        # A case stands beside its sites: while these are as they were, changes are proven as the match did.
        result = session.services.matching.measurable(result)
    found = _against_now(session, options, result) if options.against_now else None
    if options.as_json:
        compared = {} if found is None else {"against_now": found}
        session.terminal.json({"identical": True, **match_content(result, session), **compared})
        return
    print_match(result, session, options.top)
    session.terminal.line()
    session.print("cli.replay.identical")
    if found is None:
        return
    same = "same" if found["same_ranking"] else "other"
    session.print(f"cli.replay.now_{same}{'' if found['differences'] else '_inputs'}")
    for each in found["differences"]:
        session.terminal.line(f"- {each}")


def _against_now(session: Session, options: ReplayOptions, kept: MatchResult) -> Comparison:
    """Match the request of the case as it is now, or of the file, on the data as they are now."""
    services = session.open(options)
    request = kept.request
    if not Path(options.kept).is_file():
        request = services.desk.case(options.kept).request
    current = services.matching.match(request)
    told = input_differences(kept, current)
    return {
        "same_ranking": kept.ranking() == current.ranking(),
        "differences": [session.language.text(each) for each in told],
    }


def kept_text(session: Session, kept: str, options: CommonOptions, *, is_taken_out: bool = False) -> str:
    """Read a kept match from a file, else the newest of a case, to show or to write into a file.

    Raises ``NotFoundError``.
    """
    path = Path(kept)
    if path.is_file():
        return read_text_file(path, "kept")
    text = session.open(options).matching.kept(kept, is_taken_out=is_taken_out)
    if text is None and session.services.retention.is_anonymised(kept):
        raise NotFoundError("error.retention.match_removed", field="kept", number=kept)
    if text is None:
        raise NotFoundError("error.cli.no_match_yet", field="kept", number=kept)
    return text
