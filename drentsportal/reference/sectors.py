"""Reads sector codes, bridge, quick scan, profiles and regional rules from TOML files.

A second folder of the same file names may lie in the user's own data folder: its rows stand in the place of
shipped rows with the same key, or beside them. Every row names a source, which is a table of the same file;
a row without one is refused, and nothing of that file is used.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from drentsportal.domain.sectors.quick_scan import CategoryDistance, QuickScanRow
from drentsportal.domain.sectors.regional_profile import RegionalProfile, RegionalRule, RegionalRuleKind
from drentsportal.domain.sectors.sector import (
    SECTOR_GROUPS,
    DemandFactor,
    DemandProfile,
    Importance,
    RowSource,
    SearchTerm,
    SectorBridge,
    SectorCode,
    SectorScheme,
    SegmentHint,
    SourceCertainty,
    SpatialNeed,
)
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import CATEGORIES, MUNICIPALITIES
from drentsportal.errors import DataSourceError, DrentsPortalError
from drentsportal.reference.toml_rows import Row, read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from pathlib import Path

T = TypeVar("T")


class TomlSectors:
    """``services.ports.sectors.SectorReference`` over one or two folders; each read when asked for."""

    def __init__(self, shipped_dir: Path, own_dir: Path | None = None) -> None:
        """Keep the folders; nothing is read yet. A folder of one's own need not exist."""
        self._folders = (shipped_dir,) if own_dir is None else (shipped_dir, own_dir)

    def codes(self) -> tuple[SectorCode, ...]:
        """Return the codes of both schemes."""
        return self._codes

    def bridge(self) -> tuple[SectorBridge, ...]:
        """Return what codes of SBI 2008 became in SBI 2025."""
        return self._bridge

    def quick_scan(self) -> tuple[QuickScanRow, ...]:
        """Return the rows of the 2009 quick scan."""
        return self._quick_scan

    def distances(self) -> tuple[CategoryDistance, ...]:
        """Return the distance of every category."""
        return self._distances

    def demand_profiles(self) -> tuple[DemandProfile, ...]:
        """Return what each group of companies looks for."""
        return self._demand_profiles

    def segment_hints(self) -> tuple[SegmentHint, ...]:
        """Return the sector groups with what they lead to."""
        return self._segment_hints

    def spatial_needs(self) -> tuple[SpatialNeed, ...]:
        """Return what the documents say that sectors need in space."""
        return self._spatial_needs

    def search_terms(self) -> tuple[SearchTerm, ...]:
        """Return what companies call themselves."""
        return self._search_terms

    def regional_profile(self) -> RegionalProfile:
        """Return the rules on regions."""
        return self._regional_profile

    @cached_property
    def _codes(self) -> tuple[SectorCode, ...]:
        return tuple(
            code
            for scheme in SectorScheme
            for code in self._rows(f"{scheme.value}.toml", "code", _code_of(scheme), lambda each: each.code)
        )

    @cached_property
    def _bridge(self) -> tuple[SectorBridge, ...]:
        return self._rows("sbi_bridge.toml", "bridge", _bridge, lambda each: each.code_2008)

    @cached_property
    def _quick_scan(self) -> tuple[QuickScanRow, ...]:
        return self._rows("quick_scan_2009.toml", "row", _quick_scan_row, lambda each: each.id)

    @cached_property
    def _distances(self) -> tuple[CategoryDistance, ...]:
        rows = self._rows("quick_scan_2009.toml", "distance", _distance, lambda each: each.category)
        return tuple(sorted(rows, key=lambda each: CATEGORIES.index(each.category)))

    @cached_property
    def _demand_profiles(self) -> tuple[DemandProfile, ...]:
        return self._rows("demand_profiles.toml", "profile", _demand_profile, lambda each: each.id)

    @cached_property
    def _segment_hints(self) -> tuple[SegmentHint, ...]:
        return self._rows("segment_hints.toml", "hint", _hint, lambda each: each.group)

    @cached_property
    def _spatial_needs(self) -> tuple[SpatialNeed, ...]:
        return self._rows("spatial_needs.toml", "need", _need, lambda each: each.id)

    @cached_property
    def _search_terms(self) -> tuple[SearchTerm, ...]:
        return self._rows("search_terms.toml", "term", _term, lambda each: each.term)

    @cached_property
    def _regional_profile(self) -> RegionalProfile:
        rules = self._rows("regional_profiles.toml", "rule", _rule, lambda each: each.id)
        return RegionalProfile(rules)

    def _rows(
        self, file_name: str, kind: str, convert: Callable[[Row], T], key: Callable[[T], Hashable]
    ) -> tuple[T, ...]:
        """Read a file from every folder that has it; a later row with the same key takes the place."""
        kept: dict[Hashable, T] = {}
        for number, folder in enumerate(self._folders):
            path = folder / file_name
            if number and not path.is_file():
                continue
            present: set[Hashable] = set()
            for entry, row in read_rows(path, kind, may_lack=bool(number)):
                value = _converted(path, entry, convert, row)
                if key(value) in present:
                    raise DataSourceError("error.sectors.twice", file_name=path.name, entry=entry)
                present.add(key(value))
                kept[key(value)] = value
        return tuple(kept.values())


def _converted(path: Path, entry: str, convert: Callable[[Row], T], row: Row) -> T:
    try:
        return convert(row)
    except DataSourceError:
        raise
    except (KeyError, TypeError, ValueError, DrentsPortalError) as error:
        raise DataSourceError("error.reference.entry", file_name=path.name, entry=entry) from error


def _source(row: Row, key: str = "source") -> RowSource:
    tables = row.source(key)
    return RowSource(
        text=tables.text("text"),
        as_of=PartialDate.parse(tables.text("as_of")),
        certainty=SourceCertainty(tables.text("certainty")),
    )


def _code_of(scheme: SectorScheme) -> Callable[[Row], SectorCode]:
    def convert(row: Row) -> SectorCode:
        return SectorCode(
            scheme=scheme,
            code=row.text("code"),
            title=row.text("title"),
            section=row.text("section"),
            source=_source(row),
            words=row.texts("words"),
        )

    return convert


def _bridge(row: Row) -> SectorBridge:
    codes = row.texts("codes_2025")
    if not codes:
        raise ValueError(codes)
    return SectorBridge(row.text("code_2008"), codes, _source(row))


def _quick_scan_row(row: Row) -> QuickScanRow:
    found = QuickScanRow(
        id=row.text("id"),
        prefixes=row.texts("codes_2008"),
        activity=row.text("activity"),
        threshold=row.text("threshold", ""),
        odour_m=row.whole("odour_m"),
        dust_m=row.whole("dust_m"),
        noise_m=row.whole("noise_m"),
        danger_m=row.whole("danger_m"),
        largest_m=row.whole("largest_m"),
        category=_one_of(row.text("category"), CATEGORIES),
        source=_source(row),
    )
    if not found.prefixes or (found.distances_m is not None and found.largest_m != max(found.distances_m)):
        raise ValueError(found.id)
    return found


def _distance(row: Row) -> CategoryDistance:
    quiet_m, mixed_m = row.whole("quiet_m"), row.whole("mixed_m")
    if quiet_m is None or mixed_m is None:
        raise KeyError("quiet_m")
    return CategoryDistance(
        category=_one_of(row.text("category"), CATEGORIES),
        quiet_m=quiet_m,
        mixed_m=mixed_m,
        quiet_source=_source(row, "quiet_source"),
        mixed_source=_source(row, "mixed_source"),
    )


def _demand_profile(row: Row) -> DemandProfile:
    importance = row.table("importance")
    return DemandProfile(
        id=row.text("id"),
        title=row.text("title"),
        importance=tuple((each, Importance(importance.text(each.value))) for each in DemandFactor),
        source=_source(row),
    )


def _hint(row: Row) -> SegmentHint:
    return SegmentHint(
        group=_one_of(row.text("group"), SECTOR_GROUPS),
        title=row.text("title"),
        prefixes_2008=row.texts("codes_2008"),
        prefixes_2025=row.texts("codes_2025"),
        segments=row.texts("segments"),
        demand_profile=row.text("demand_profile", ""),
        criteria_profile=row.text("criteria_profile", ""),
        source=_source(row),
    )


def _need(row: Row) -> SpatialNeed:
    return SpatialNeed(
        id=row.text("id"),
        sector_groups=tuple(_one_of(each, SECTOR_GROUPS) for each in row.texts("sector_groups")),
        need=row.text("need"),
        source=_source(row),
    )


def _term(row: Row) -> SearchTerm:
    return SearchTerm(
        term=row.text("term"),
        also=row.texts("also"),
        codes_2008=row.texts("codes_2008"),
        codes_2025=row.texts("codes_2025"),
        source=_source(row),
    )


def _rule(row: Row) -> RegionalRule:
    return RegionalRule(
        id=row.text("id"),
        region=row.text("region"),
        kind=RegionalRuleKind(row.text("kind")),
        accent=row.text("accent"),
        sector_groups=tuple(_one_of(each, SECTOR_GROUPS) for each in row.texts("sector_groups")),
        municipality_codes=tuple(_one_of(each, MUNICIPALITIES) for each in row.texts("municipality_codes")),
        source=_source(row),
        is_inference=row.yes("inference"),
        short=row.text("short", ""),
        context=row.text("context", ""),
    )


def _one_of(text: str, accepted: tuple[str, ...] | Mapping[str, object]) -> str:
    if text not in accepted:
        raise ValueError(text)
    return text
