"""``drentsportal quality``: how complete, fresh and consistent the data are, per gemeente."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.domain.checks.quality import COUNTED_CODES, RULES
from drentsportal.domain.checks.quality_completeness import NEEDED_IDS
from drentsportal.domain.checks.quality_totals import TotalVerdict
from drentsportal.domain.match.requirements import as_ids
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.request_values import read_municipalities

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.domain.checks.quality import Finding
    from drentsportal.domain.checks.quality_age import AgeOfMunicipality
    from drentsportal.domain.checks.quality_completeness import Completeness
    from drentsportal.domain.checks.quality_totals import TotalCheck
    from drentsportal.services.quality import QualityReport


@dataclass(frozen=True, kw_only=True)
class QualityOptions(PrintOptions):
    """Which gemeenten."""

    municipality: Annotated[
        list[str] | None, typer.Option("--municipality", metavar="NAME", help="cli.quality.municipality")
    ] = None


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "quality", QualityOptions, run, open_session)


def run(session: Session, options: QualityOptions) -> None:
    """Look at the data and say what was found; whatever it is, the exit code is 0."""
    services = session.open(options)
    named = read_municipalities(options.municipality, "municipality") if options.municipality else ()
    codes = as_ids(named)
    with session.progress() as progress:
        report = services.quality.report(progress, codes)
    places = [place for place, code in enumerate(COUNTED_CODES) if not codes or code in codes]
    if options.as_json:
        session.terminal.json(_content(report, places, session))
    else:
        _print(report, places, session)


def _print(report: QualityReport, places: list[int], session: Session) -> None:
    session.print("cli.quality.heading", version=report.data_version, seen_on=report.today)
    _print_completeness(report, places, session)
    _print_ages(report, places, session)
    _print_totals(report.totals, session)
    _print_findings(report.findings, session)


def _print_completeness(report: QualityReport, places: list[int], session: Session) -> None:
    session.print("cli.quality.completeness")
    columns = [session.say("attribute.municipality_code")]
    for kind in SiteKind:
        columns += [
            f">{session.say(f'cli.quality.sites.{kind.value}')}",
            f">{session.say('cli.quality.known')}",
        ]
    rows = []
    for place in places:
        row = [_municipality(session, COUNTED_CODES[place])]
        for part in report.completeness:
            row += [str(int(part.sites[place])), _share(session, part.total_share(place))]
        rows.append(row)
    session.terminal.table(columns, rows)


def _print_ages(report: QualityReport, places: list[int], session: Session) -> None:
    session.print("cli.quality.ages", stale=report.stale_sites)
    names = ("sites", "stale_sites", "stale_share", "oldest_days")
    columns = [session.say("attribute.municipality_code")]
    columns += [f">{session.say(f'cli.quality.column.{name}')}" for name in names]
    columns.append(session.say("cli.quality.column.oldest"))
    rows = []
    for place in places:
        age = report.age_by_municipality[place]
        oldest = age.oldest
        rows.append(
            [
                _municipality(session, age.municipality_code),
                str(age.sites),
                str(age.stale_sites),
                _share(session, age.stale_share),
                "" if oldest is None else session.language.value(oldest.age_days, "int"),
                ""
                if oldest is None
                else f"{session.say(f'attribute.{oldest.attribute_id}')} ({oldest.site_id})",
            ]
        )
    session.terminal.table(columns, rows)


def _print_totals(totals: tuple[TotalCheck, ...], session: Session) -> None:
    session.print("cli.quality.totals")
    names = ("total", "own", "known", "year", "verdict", "total_source")
    rows = [
        [
            session.say(f"total.{each.known.id}"),
            session.language.value(None)
            if each.own is None
            else session.say(f"total.own.{each.known.unit}", value=each.own),
            session.say(f"total.{each.known.id}.known"),
            str(each.known.reference_year),
            _verdict(each, session),
            each.known.source,
        ]
        for each in totals
    ]
    session.terminal.table([session.say(f"cli.quality.column.{name}") for name in names], rows)


def _verdict(check: TotalCheck, session: Session) -> str:
    words = session.say(f"total_verdict.{check.verdict.value}")
    if check.verdict is TotalVerdict.DIFFERS and check.difference is not None:
        sign = "+" if check.difference > 0 else ""
        return f"{words} ({sign}{session.language.value(round(check.difference, 2), 'percent')})"
    return words


def _print_findings(findings: tuple[Finding, ...], session: Session) -> None:
    session.print("cli.quality.findings", count=len(findings))
    if not findings:
        return
    counts = [(rule, sum(each.rule == rule for each in findings)) for rule in RULES]
    session.terminal.table(
        [session.say("cli.quality.column.rule"), f">{session.say('cli.quality.column.count')}"],
        [(session.say(f"finding_rule.{rule}"), str(count)) for rule, count in counts if count],
    )
    session.print("cli.quality.each")
    names = ("severity", "rule", "municipality", "site", "text")
    rows = [
        (
            session.say(f"severity.{each.severity.value}"),
            session.say(f"finding_rule.{each.rule}"),
            _municipality(session, each.municipality_code),
            each.site_id,
            session.say(each.message),
        )
        for each in findings
    ]
    session.terminal.table([session.say(f"cli.quality.column.{name}") for name in names], rows)


def _municipality(session: Session, code: str) -> str:
    return session.language.value(code, "gemeente") if code else session.say("cli.quality.no_municipality")


def _share(session: Session, share: float | None) -> str:
    return session.say("cli.quality.no_sites") if share is None else session.language.value(share, "percent")


def _content(report: QualityReport, places: list[int], session: Session) -> dict[str, object]:
    return {
        "data_version": report.data_version,
        "seen_on": report.today.isoformat(),
        "stale_sites": report.stale_sites,
        "municipalities": [_municipality_content(report, place) for place in places],
        "totals": [_total_content(each) for each in report.totals],
        "findings": [
            {
                "rule": each.rule,
                "severity": each.severity.value,
                "municipality_code": each.municipality_code or None,
                "kind": each.kind.value,
                "site_id": each.site_id,
                "other_site_id": each.other_site_id or None,
                "attributes": list(each.attribute_ids),
                "text": session.say(each.message),
            }
            for each in report.findings
        ],
    }


def _municipality_content(report: QualityReport, place: int) -> dict[str, object]:
    age = report.age_by_municipality[place]
    return {
        "municipality_code": COUNTED_CODES[place] or None,
        "completeness": {part.kind.value: _completeness_content(part, place) for part in report.completeness},
        "age": _age_content(age),
    }


def _completeness_content(part: Completeness, place: int) -> dict[str, object]:
    return {
        "sites": int(part.sites[place]),
        "needed_share": part.total_share(place),
        "all_share": part.total_share(place, needed_only=False),
        "known": {each: int(part.known[place, column]) for column, each in enumerate(part.attribute_ids)},
        "needed": list(NEEDED_IDS[part.kind]),
    }


def _age_content(age: AgeOfMunicipality) -> dict[str, object]:
    oldest = age.oldest
    return {
        "sites": age.sites,
        "stale_sites": age.stale_sites,
        "dated_values": age.dated_values,
        "stale_values": age.stale_values,
        "oldest": None
        if oldest is None
        else {"site_id": oldest.site_id, "attribute": oldest.attribute_id, "age_days": oldest.age_days},
    }


def _total_content(check: TotalCheck) -> dict[str, object]:
    return {
        "id": check.known.id,
        "unit": check.known.unit,
        "own": check.own,
        "known": check.known.value,
        "reference_year": check.known.reference_year,
        "source": check.known.source,
        "difference": check.difference,
        "verdict": check.verdict.value,
        "stated": check.stated,
        "parks": check.parks,
    }
