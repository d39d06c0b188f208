"""A sector look-up as tables and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.sectors.quick_scan import Surroundings2009, distance_needed_m
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.language.segment_words import segment_names
from drentsportal.services.sector_statements import (
    answer_to,
    bridge_statement,
    category_statements,
    name_of,
)

if TYPE_CHECKING:
    from drentsportal.cli.session import Session
    from drentsportal.domain.sectors.quick_scan import CategoryCandidate, CategoryDistance
    from drentsportal.domain.sectors.regional_profile import RegionalRule
    from drentsportal.domain.sectors.sector import DemandProfile, RowSource
    from drentsportal.services.sector_finding import SectorLookUp, SectorProfile


def print_look_up(look_up: SectorLookUp, session: Session) -> None:
    """Print the candidates or, of one, all that follows."""
    session.print(answer_to(look_up))
    if look_up.profile is not None:
        _print_profile(look_up.profile, session)
        return
    columns = [session.say(f"cli.sector.column.{each}") for each in ("scheme", "code", "title", "found_by")]
    session.terminal.table(
        columns,
        [
            (
                session.say(f"sector.scheme.{each.code.scheme.value}"),
                each.code.dotted,
                each.code.title,
                session.say(f"sector.found_by.{each.found_by.value}"),
            )
            for each in look_up.candidates
        ],
    )
    if look_up.candidates:
        first = look_up.candidates[0].code
        session.print("cli.sector.choose", code=first.dotted, scheme=first.scheme.value.rpartition("_")[2])


def _print_profile(profile: SectorProfile, session: Session) -> None:
    session.print(name_of(profile.code))
    _print_source(profile.code.source, session)
    session.print(bridge_statement(profile))
    for source in profile.bridge.sources:
        _print_source(source, session)
    _print_hints(profile, session)
    for said in category_statements(profile):
        session.print(said)
    _print_categories(profile, session)
    for need in profile.needs:
        session.print("cli.sector.need", need=need.need)
        _print_source(need.source, session)
    for rule in profile.rules:
        _print_rule(rule, session)


def _print_hints(profile: SectorProfile, session: Session) -> None:
    names = segment_names(session.services.reference.segments(), session.language)
    for hint in profile.hints:
        segments = "; ".join(names.get(each, each) for each in hint.segments)
        session.print("cli.sector.group", title=hint.title)
        session.print("cli.sector.segments" if segments else "cli.sector.no_segments", segments=segments)
        if hint.criteria_profile:
            session.print("cli.sector.criteria_profile", profile=hint.criteria_profile)
        _print_source(hint.source, session)
    for demand in profile.demand_profiles:
        session.print("cli.sector.demand_profile", title=demand.title)
        session.terminal.table(
            [session.say("cli.sector.column.factor"), session.say("cli.sector.column.importance")],
            [
                (
                    session.say(f"sector.demand_factor.{factor.value}"),
                    session.say(f"sector.importance.{importance.value}"),
                )
                for factor, importance in demand.importance
            ],
        )
        _print_source(demand.source, session)


def _print_categories(profile: SectorProfile, session: Session) -> None:
    columns = [
        session.say(f"cli.sector.column.{each}")
        for each in ("activity", "threshold", "category", "quiet", "mixed")
    ]
    session.terminal.table(
        columns,
        [
            (
                each.row.activity,
                each.row.threshold,
                each.row.category,
                *(_metres(each, kind, profile, session) for kind in Surroundings2009),
            )
            for each in profile.categories
        ],
    )
    sources = [each.row.source for each in profile.categories]
    if any(each.row.distances_m is not None for each in profile.categories):
        # Only a row with all four distances is stepped down, and only then does the table's own doubt count.
        sources += [each.mixed_source for each in profile.distances]
    for source in dict.fromkeys(sources):
        _print_source(source, session)


def _print_source(source: RowSource, session: Session) -> None:
    certainty = session.say(f"sector.certainty.{source.certainty.value}")
    session.print("cli.sector.source", source=source.text, certainty=certainty)


def _metres(
    candidate: CategoryCandidate, kind: Surroundings2009, profile: SectorProfile, session: Session
) -> str:
    distance_m = distance_needed_m(candidate.row, kind, profile.distances)
    return (
        session.language.value(None)
        if distance_m is None
        else session.say("cli.sector.metres", distance_m=distance_m)
    )


def _print_rule(rule: RegionalRule, session: Session) -> None:
    names = ", ".join(MUNICIPALITIES[each] for each in rule.municipality_codes)
    session.print(f"cli.sector.rule.{rule.kind.value}", region=rule.region, accent=rule.accent)
    if not names:
        session.print("cli.sector.rule.no_members")
    else:
        members = "cli.sector.rule.inferred" if rule.is_inference else "cli.sector.rule.members"
        session.print(members, names=names)
    if rule.context:
        session.terminal.line(rule.context)
    _print_source(rule.source, session)


def look_up_content(look_up: SectorLookUp, session: Session) -> dict[str, object]:
    """Give a look-up as data; the keys stand in the docs."""
    return {
        "text": look_up.text,
        "candidates": [
            {
                "scheme": each.code.scheme.value,
                "code": each.code.code,
                "key": each.code.key,
                "title": each.code.title,
                "found_by": each.found_by.value,
                **_source(each.code.source),
            }
            for each in look_up.candidates
        ],
        "profile": None if look_up.profile is None else _profile(look_up.profile, session),
    }


def _profile(profile: SectorProfile, session: Session) -> dict[str, object]:
    return {
        "scheme": profile.code.scheme.value,
        "code": profile.code.code,
        "groups": list(profile.groups),
        "segments": list(profile.segments),
        "criteria_profiles": list(profile.criteria_profiles),
        "bridge": _bridge(profile),
        "demand_profiles": [_demand_profile(each) for each in profile.demand_profiles],
        "quick_scan": [_category(each, profile) for each in profile.categories],
        "quick_scan_statements": [session.say(each) for each in category_statements(profile)],
        "distances": [_distance(each) for each in profile.distances],
        "needs": [{"id": each.id, "need": each.need, **_source(each.source)} for each in profile.needs],
        "regional_rules": [_regional_rule(each) for each in profile.rules],
    }


def _bridge(profile: SectorProfile) -> dict[str, object]:
    return {
        "scheme": profile.bridge.scheme.value,
        "codes": list(profile.bridge.codes),
        "via": profile.bridge.via or None,
        "sources": [each.text for each in profile.bridge.sources],
    }


def _demand_profile(demand: DemandProfile) -> dict[str, object]:
    return {
        "id": demand.id,
        "importance": {factor.value: importance.value for factor, importance in demand.importance},
        **_source(demand.source),
    }


def _distance(distance: CategoryDistance) -> dict[str, object]:
    return {
        "category": distance.category,
        "quiet_m": distance.quiet_m,
        "quiet_certainty": distance.quiet_source.certainty.value,
        "mixed_m": distance.mixed_m,
        "mixed_certainty": distance.mixed_source.certainty.value,
    }


def _regional_rule(rule: RegionalRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "kind": rule.kind.value,
        "region": rule.region,
        "accent": rule.accent,
        "municipality_codes": list(rule.municipality_codes),
        "is_inference": rule.is_inference,
        "context": rule.context or None,
        **_source(rule.source),
    }


def _category(candidate: CategoryCandidate, profile: SectorProfile) -> dict[str, object]:
    row = candidate.row
    return {
        "id": row.id,
        "activity": row.activity,
        "threshold": row.threshold or None,
        "category": row.category,
        "odour_m": row.odour_m,
        "dust_m": row.dust_m,
        "noise_m": row.noise_m,
        "danger_m": row.danger_m,
        "quiet_m": distance_needed_m(row, Surroundings2009.QUIET, profile.distances),
        "mixed_m": distance_needed_m(row, Surroundings2009.MIXED, profile.distances),
        "reach": candidate.reach.value,
        "via": candidate.via,
        **_source(row.source),
    }


def _source(source: RowSource) -> dict[str, object]:
    return {
        "source": source.text,
        "as_of": source.as_of.iso,
        "certainty": source.certainty.value,
    }
