"""For whom, for what and where an instrument is: closed lists, and what a source says of each.

The lists are our own division of what the policy documents name; a value that a document does not name is not
in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.sectors.sector import SECTOR_GROUPS
from drentsportal.domain.vocabulary import MUNICIPALITIES


class Aspect(StrEnum):
    """On what an instrument is compared with a request; the order in which it is told."""

    AMOUNT = "amount"
    PURPOSE = "purpose"
    APPLICANT = "applicant"
    SIZE = "size"
    PHASE = "phase"
    SECTOR = "sector"
    PLACE = "place"


class Purpose(StrEnum):
    """What the money or the service is for."""

    INNOVATION = "innovation"
    GROWTH = "growth"
    EXPORT = "export"
    ENERGY = "energy"
    START = "start"
    COOPERATION = "cooperation"
    RESTRUCTURING = "restructuring"
    SETTLEMENT = "settlement"
    LABOUR = "labour"
    TRANSITION = "transition"


class Applicant(StrEnum):
    """Who asks."""

    COMPANY = "company"
    CLUSTER = "cluster"
    ORGANISATION = "organisation"
    MUNICIPALITY = "municipality"


class CompanySize(StrEnum):
    """How large a company is, as far as the documents tell sizes apart: zzp, mkb, larger."""

    SELF_EMPLOYED = "self_employed"
    SME = "sme"
    LARGE = "large"


class CompanyPhase(StrEnum):
    """How far a company is: starting, young, or existing."""

    STARTER = "starter"
    YOUNG = "young"
    EXISTING = "existing"


class Area(StrEnum):
    """Where an instrument works; also a place that can be asked for, beside a gemeente.

    ``REST_OF_DRENTHE`` is Drenthe without Dutch TechZone. ``OUTSIDE`` is only asked for: not in Drenthe.
    """

    DRENTHE = "drenthe"
    DTZ = "dtz"
    REST_OF_DRENTHE = "rest_of_drenthe"
    NORTH = "north"
    NETHERLANDS = "netherlands"
    BORDER = "border"
    OUTSIDE = "outside"


ASKED_AREAS: Final = (Area.DRENTHE, Area.DTZ, Area.REST_OF_DRENTHE, Area.OUTSIDE)
"""The areas that a request can name, beside the gemeenten of Drenthe by their code."""

_EVERYWHERE: Final = {Area.NORTH, Area.NETHERLANDS}
_PLACES: Final[dict[Area, tuple[set[Area], set[Area]]]] = {
    Area.DRENTHE: ({Area.DRENTHE, *_EVERYWHERE}, set()),
    Area.DTZ: ({Area.DTZ, Area.NETHERLANDS}, {Area.REST_OF_DRENTHE}),
    Area.REST_OF_DRENTHE: ({Area.DRENTHE, Area.REST_OF_DRENTHE, *_EVERYWHERE}, {Area.DTZ}),
    Area.OUTSIDE: ({Area.NETHERLANDS}, {Area.DRENTHE, Area.REST_OF_DRENTHE}),
}
"""Per area that is asked: in which areas it lies for certain, and in which certainly not.

What is in neither is a question: the documents do not name the members of Dutch TechZone, nor where the
border region ends.
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a source says of one aspect: ``stated`` fits, ``doubtful`` is not told apart, the rest fails.

    Nothing stated means that the source is silent: then every value is a question.
    """

    stated: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    @property
    def is_stated(self) -> bool:
        """Whether the source says anything of it."""
        return bool(self.stated)

    def verdict(self, value: str) -> Verdict:
        """Judge one value."""
        if not self.stated or value in self.doubtful:
            return Verdict.CHECK
        return Verdict.FITS if value in self.stated else Verdict.FAILS


@dataclass(frozen=True, slots=True)
class Terms:
    """For whom, for what and where an instrument is; what the source does not say stays open.

    ``own_eur`` is what a company pays itself in whole euros, ``support_percent`` the largest share that is
    paid; ``excludes_vat`` whether amounts are without VAT, ``None`` where the source does not say.
    ``derived`` are aspects that we read from the name of the instrument or its chapter; a screen says so.
    ``contact`` is a function or desk, "" where none is named.
    """

    purposes: Scope = Scope()
    applicants: Scope = Scope()
    sizes: Scope = Scope()
    phases: Scope = Scope()
    sectors: Scope = Scope()
    areas: Scope = Scope()
    own_eur: int | None = None
    support_percent: int | None = None
    excludes_vat: bool | None = None
    derived: tuple[Aspect, ...] = ()
    contact: str = ""

    def scope(self, aspect: Aspect) -> Scope:
        """Return what the source says of an aspect; of the amount nothing, which is a range."""
        scopes = {
            Aspect.PURPOSE: self.purposes,
            Aspect.APPLICANT: self.applicants,
            Aspect.SIZE: self.sizes,
            Aspect.PHASE: self.phases,
            Aspect.SECTOR: self.sectors,
            Aspect.PLACE: self.areas,
        }
        return scopes.get(aspect, Scope())


ASPECT_VALUES: Final[dict[Aspect, tuple[str, ...]]] = {
    Aspect.PURPOSE: tuple(Purpose),
    Aspect.APPLICANT: tuple(Applicant),
    Aspect.SIZE: tuple(CompanySize),
    Aspect.PHASE: tuple(CompanyPhase),
    Aspect.SECTOR: SECTOR_GROUPS,
    Aspect.PLACE: tuple(each for each in Area if each is not Area.OUTSIDE),
}
"""What an instrument can state of each aspect."""

ASKED_VALUES: Final[dict[Aspect, tuple[str, ...]]] = {
    **ASPECT_VALUES,
    Aspect.PLACE: (*ASKED_AREAS, *MUNICIPALITIES),
}
"""What a request can ask of each aspect; a place is an area or the code of a gemeente."""


def place_verdict(scope: Scope, place: str) -> Verdict:
    """Judge a place, an asked area or the code of a gemeente, by the areas of an instrument.

    Of a gemeente it is certain that it lies in Drenthe, and not whether in Dutch TechZone.
    """
    if not scope.is_stated:
        return Verdict.CHECK
    asked = Area(place) if place in ASKED_AREAS else Area.DRENTHE
    inside, outside = _PLACES[asked]
    found = [_area_verdict(each, inside, outside) for each in scope.stated]
    return max(found)


def _area_verdict(area: str, inside: set[Area], outside: set[Area]) -> Verdict:
    if area in inside:
        return Verdict.FITS
    return Verdict.FAILS if area in outside else Verdict.CHECK
