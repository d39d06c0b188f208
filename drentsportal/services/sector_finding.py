"""From the sector in a company's words to what follows from it, with every candidate and its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.sectors.quick_scan import category_candidates
from drentsportal.domain.sectors.sector import SectorScheme, bridged, hints_for, lies_in, scheme_and_rest
from drentsportal.domain.sectors.sector_search import as_code, sector_candidates
from drentsportal.errors import NotFoundError

if TYPE_CHECKING:
    from drentsportal.domain.sectors.quick_scan import CategoryCandidate, CategoryDistance
    from drentsportal.domain.sectors.regional_profile import RegionalProfile, RegionalRule
    from drentsportal.domain.sectors.sector import (
        BridgeAnswer,
        DemandProfile,
        SectorCode,
        SegmentHint,
        SpatialNeed,
    )
    from drentsportal.domain.sectors.sector_search import SectorCandidate
    from drentsportal.services.ports.sectors import SectorReference


@dataclass(frozen=True, slots=True)
class SectorProfile:
    """What follows from one code; candidates throughout, from which a person chooses.

    ``other_codes`` are the codes of the other scheme that we have a title of. ``categories`` come from the
    2009 quick scan; what a spatial plan admits is another matter and stands with the site. ``rules`` are the
    regional rules that name the sector, wherever they hold; ``needs`` what the documents say that it lacks.
    """

    code: SectorCode
    bridge: BridgeAnswer
    other_codes: tuple[SectorCode, ...]
    hints: tuple[SegmentHint, ...]
    demand_profiles: tuple[DemandProfile, ...]
    categories: tuple[CategoryCandidate, ...]
    distances: tuple[CategoryDistance, ...]
    rules: tuple[RegionalRule, ...]
    needs: tuple[SpatialNeed, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """The sector groups that the code belongs to, or may."""
        return tuple(each.group for each in self.hints)

    @property
    def segments(self) -> tuple[str, ...]:
        """The segments that come into question, each once, the likeliest of each group first."""
        return tuple(dict.fromkeys(segment for each in self.hints for segment in each.segments))

    @property
    def criteria_profiles(self) -> tuple[str, ...]:
        """The criteria profiles that come into question."""
        return tuple(dict.fromkeys(each.criteria_profile for each in self.hints if each.criteria_profile))


@dataclass(frozen=True, slots=True)
class SectorLookUp:
    """What a text may mean; ``profile`` only when there is exactly one candidate."""

    text: str
    candidates: tuple[SectorCandidate, ...]
    profile: SectorProfile | None


class SectorFinding:
    """Looks up sectors; it never chooses between several."""

    def __init__(self, reference: SectorReference) -> None:
        """Keep the reference files."""
        self._reference = reference

    def look_up(self, text: str, scheme: SectorScheme | None = None) -> SectorLookUp:
        """Find the codes that a typed code or words may mean, in one scheme or both.

        A text such as ``sbi2008:20.16`` names its scheme itself.
        """
        named, rest = scheme_and_rest(text)
        codes, terms = self._codes(named or scheme), self._reference.search_terms()
        found = sector_candidates(rest, codes, self._activities(), terms)
        profile = self.profile(found[0].code) if len(found) == 1 else None
        return SectorLookUp(text, found, profile)

    def chosen(self, scheme: SectorScheme, code: str) -> SectorProfile:
        """Tell what follows from a code that a person chose. Raises ``NotFoundError`` for an unknown one."""
        found = next((each for each in self._codes(scheme) if each.code == code), None)
        if found is None:
            raise NotFoundError("error.sector.unknown", field="sector", text=code)
        return self.profile(found)

    def of_key(self, key: str) -> SectorProfile:
        """Tell what follows from a code as a request keeps it (``SectorCode.key``).

        Raises ``NotFoundError`` for one that is not in the list, or that names no scheme.
        """
        scheme, rest = scheme_and_rest(key)
        if scheme is None:
            raise NotFoundError("error.sector.unknown", field="sector", text=key)
        return self.chosen(scheme, as_code(rest) or rest)

    def profile(self, code: SectorCode) -> SectorProfile:
        """Tell what follows from a code, with every candidate."""
        answer = bridged(code, self._reference.bridge())
        codes = self._reference.codes()
        others = tuple(each for each in codes if each.scheme is answer.scheme and each.code in answer.codes)
        hints = self._hints(code)
        named = {each.demand_profile for each in hints}
        groups = {each.group for each in hints}
        in_2008 = (code,) if code.scheme is SectorScheme.SBI_2008 else others
        return SectorProfile(
            code=code,
            bridge=answer,
            other_codes=others,
            hints=hints,
            demand_profiles=tuple(p for p in self._reference.demand_profiles() if p.id in named),
            categories=category_candidates(in_2008, self._reference.quick_scan()),
            distances=self._reference.distances(),
            rules=self.regional_profile().about(groups),
            needs=tuple(n for n in self._reference.spatial_needs() if groups & set(n.sector_groups)),
        )

    def regional_profile(self) -> RegionalProfile:
        """Return the rules on regions, for the criterion of that name and its explanation."""
        return self._reference.regional_profile()

    def _activities(self) -> dict[str, str]:
        """Return what the quick scan calls the activities of each code of SBI 2008."""
        found: dict[str, str] = {}
        for row in self._reference.quick_scan():
            for code in row.prefixes:
                found[code] = f"{found.get(code, '')} {row.activity}"
        return found

    def _codes(self, scheme: SectorScheme | None) -> tuple[SectorCode, ...]:
        return tuple(each for each in self._reference.codes() if scheme is None or each.scheme is scheme)

    def _hints(self, code: SectorCode) -> tuple[SegmentHint, ...]:
        """Return the groups of a code; of a section letter those of all codes in it."""
        hints = self._reference.segment_hints()
        if not code.code.isalpha():
            return hints_for(code, hints)
        inside = [
            each for each in self._codes(code.scheme) if each.code.isdigit() and lies_in(each, code.code)
        ]
        held = {hint.group for each in inside for hint in hints_for(each, hints)}
        return tuple(each for each in hints if each.group in held)
