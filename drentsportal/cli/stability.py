"""``drentsportal stability``: how firm a kept ranking is, to weights and to what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.out_files import check_out
from drentsportal.cli.replay import kept_text
from drentsportal.cli.session import write_text_file
from drentsportal.domain.match.replay import replay
from drentsportal.figures.stability_picture import SHOWN, stability_picture
from drentsportal.figures.svg import to_svg
from drentsportal.services.firmness_words import share_message
from drentsportal.services.match_analysis import MatchAnalysis

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.domain.firmness.draws import Acceptability, DrawResult
    from drentsportal.domain.firmness.second_opinion import SecondOpinion
    from drentsportal.domain.firmness.stability import Dethroning, RankInterval, Tipping
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.services.match_analysis import Analysis

_WIDTH_MM: Final = 170.0
"""What fits between the margins of a page."""


@dataclass(frozen=True, kw_only=True)
class StabilityOptions(PrintOptions):
    """The kept match: a file of ``match --out``, or a case."""

    kept: Annotated[str, typer.Argument(metavar="FILE|CASE", help="cli.replay.kept", show_default=False)]
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="cli.stability.out")] = None
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="cli.stability.top")] = SHOWN


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "stability", StabilityOptions, run, open_session)


def run(session: Session, options: StabilityOptions) -> None:
    """Tell shares of draws, rank intervals and tipping weights of a kept match."""
    check_out(session, options, options.out, ".svg")
    result = replay(kept_text(session, options.kept, options, is_taken_out=options.out is not None))
    with session.progress() as progress:
        analysis = MatchAnalysis().of(result, progress)
    if options.out is not None:
        picture = stability_picture(result, analysis.draws, session.language, _WIDTH_MM, count=options.top)
        write_text_file(options.out, to_svg(picture), "out")
    if options.as_json:
        session.terminal.json(stability_content(analysis))
        return
    if not result.qualifier_count:
        session.print("cli.none_to_judge")
        return
    _print_draws(result, analysis, session, options.top)
    _print_dethroning(result, analysis.dethroning, session)
    _print_opinion(result, analysis.opinion, session, options.top)


def stability_content(analysis: Analysis) -> dict[str, object]:
    """Write all of it as data; shares are counts of draws."""
    drawn = analysis.draws
    return {
        "draws": {
            "count": drawn.count,
            "weight_spread_percent": drawn.weight_spread_percent,
            "seed": drawn.seed,
            "generator": drawn.generator,
            "weights_sha256": drawn.weights_sha256,
        },
        "shares": [_share_content(each) for each in drawn.shares],
        "rank_intervals": [
            {"id": each.candidate_id, "rank": each.rank, "best": each.best, "worst": each.worst}
            for each in analysis.rank_intervals
        ],
        "dethroning": [
            {
                "criterion": each.criterion_id,
                "weight": each.weight,
                "up": _tipping_content(each.up),
                "down": _tipping_content(each.down),
            }
            for each in analysis.dethroning
        ],
        "second_opinion": [
            {
                "method": each.method.value,
                "tau": each.tau,
                "ranks": dict(zip(analysis.opinion.candidate_ids, each.ranks.tolist(), strict=True)),
            }
            for each in analysis.opinion.opinions
        ],
    }


def _share_content(share: Acceptability) -> dict[str, object]:
    span = share.span
    return {
        "id": share.candidate_id,
        "rank": share.rank,
        "first_count": share.first_count,
        "top_three_count": share.top_count,
        "ranks": None
        if span is None
        else {"best": span.best, "p5": span.p5, "p95": span.p95, "worst": span.worst},
    }


def _tipping_content(tipping: Tipping | None) -> dict[str, object] | None:
    return None if tipping is None else {"weight": tipping.weight, "first": tipping.candidate_id}


def _print_draws(result: MatchResult, analysis: Analysis, session: Session, top: int) -> None:
    drawn = analysis.draws
    session.print("stability.method", count=drawn.count, spread=drawn.weight_spread_percent)
    names = (">rank", "name", ">top_three", ">first", ">drawn", ">possible")
    columns = [
        (">" if name.startswith(">") else "") + session.say(f"cli.stability.column.{name.removeprefix('>')}")
        for name in names
    ]
    session.terminal.line()
    told = drawn.told(top)
    intervals = {each.candidate_id: each for each in analysis.rank_intervals}
    rows = [_row(result, drawn, share, intervals[share.candidate_id], session) for share in told]
    session.terminal.table(columns, rows)
    if len(told) < len(drawn.shares):
        _print_outside(drawn, told, session)
    session.terminal.line()
    session.print("cli.stability.two_ranks")
    session.print("stability.certain")


def _print_outside(drawn: DrawResult, told: tuple[Acceptability, ...], session: Session) -> None:
    """Tell what share of the first places and of the top three the table leaves out."""
    first, first_told = (sum(each.first_count for each in some) for some in (drawn.shares, told))
    top, top_told = (sum(each.top_count for each in some) for some in (drawn.shares, told))
    session.print(
        "cli.stability.outside",
        first=share_message(first - first_told, first),
        top=share_message(top - top_told, top),
    )


def _row(
    result: MatchResult, drawn: DrawResult, share: Acceptability, interval: RankInterval, session: Session
) -> tuple[str, ...]:
    span = share.span
    drawn_ranks = "" if span is None else session.say("stability.ranks", first=span.p5, last=span.p95)
    return (
        str(share.rank),
        result.candidate(share.candidate_id).name,
        session.say(share_message(share.top_count, drawn.count)),
        session.say(share_message(share.first_count, drawn.count)),
        drawn_ranks,
        session.say("stability.ranks", first=interval.best, last=interval.worst),
    )


def _print_dethroning(result: MatchResult, changes: tuple[Dethroning, ...], session: Session) -> None:
    if not result.qualifier_count:
        return
    session.terminal.line()
    session.print("stability.dethroning.heading", name=result.candidate(result.ranking()[0]).name)
    for each in changes:
        criterion = session.say(f"criterion.{each.criterion_id}")
        if each.up is None and each.down is None:
            session.print("stability.dethroning.none", criterion=criterion, weight=each.weight)
        for tipping in filter(None, (each.down, each.up)):
            name = result.candidate(tipping.candidate_id).name
            session.print(
                "stability.dethroning.at",
                criterion=criterion,
                weight=each.weight,
                then=tipping.weight,
                name=name,
            )


def _print_opinion(result: MatchResult, opinion: SecondOpinion, session: Session, top: int) -> None:
    """Lay the order of other methods beside the own one, and tell where and why they differ."""
    session.terminal.line()
    if opinion.opinions:
        session.print("cli.stability.opinion")
        session.terminal.line()
        methods = [session.say(f"opinion.method.{each.method.value}") for each in opinion.opinions]
        columns = [
            ">" + session.say("cli.stability.column.own"),
            session.say("cli.stability.column.name"),
            *(f">{each}" for each in methods),
        ]
        shown = map(opinion.row, range(min(top, len(opinion.candidate_ids))))
        rows = [
            (str(each.own_rank), result.candidate(each.candidate_id).name, *map(str, each.ranks.values()))
            for each in shown
        ]
        session.terminal.table(columns, rows)
        session.terminal.line()
    for statement in opinion.statements:
        session.print(statement)
