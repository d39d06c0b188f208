"""What documents are made of.

A subject holds everything that one document tells, as values with source and date and as
messages; nothing is worded or laid out here. Nothing internal has a place in a subject: no
company name, no notes, no contact log, no reason that somebody wrote beside a shortlist.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.fairness.didam import didam_of
from drentsportal.domain.vocabulary import MUNICIPALITIES, SiteKind
from drentsportal.services.ports.documents import AdviceForm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.cases.case import RequestChannel
    from drentsportal.domain.fairness.didam import DidamFacts
    from drentsportal.domain.instruments.advisable import AdvisableInstrument
    from drentsportal.domain.match.match_result import Rejection, ScoreCard
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import (
        ContactPoint,
        Landmark,
        Municipality,
        RestructuringClaim,
        Site,
    )
    from drentsportal.domain.sites.site_surroundings import SiteSurroundings
    from drentsportal.domain.space.fitting import Fitting
    from drentsportal.domain.values import PartialDate
    from drentsportal.services.compared_sites import ComparisonTable
    from drentsportal.services.neighbours import NeighbouringPark, Neighbours
    from drentsportal.services.site_surroundings import AroundAt

SAMPLE_SOURCE: Final = "Voorbeeldgegevens"
"""How the source of invented data begins; a document that rests on it says so on each page."""


class DocumentKind(StrEnum):
    """What a document is; the value is the first word of its file name."""

    FACTSHEET = "factsheet"
    ADVICE = "advies"
    LETTER = "brief"
    COMPARISON = "vergelijking"
    SITES = "terreinen"
    ASSESSMENT = "afweging"
    RANKING = "rangschikking"
    FACT_FINDING = "dagprogramma"
    PACKAGE = "informatiepakket"
    BIDBOOK = "bidbook"


class SheetFormat(StrEnum):
    """The forms in which a list of sites leaves the portal."""

    XLSX = "xlsx"
    CSV_EXCEL = "csv-excel"
    CSV_EXCHANGE = "csv-exchange"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every map and document draws on, read once for a batch; ``regions`` are names by id.

    ``around`` tells what follows for a site from what lies around it; ``None`` where nobody asks.
    ``neighbours`` tells the parks around a site, where nothing else shows on a map where it lies.
    """

    municipalities: tuple[Municipality, ...]
    landmarks: tuple[Landmark, ...]
    contacts: tuple[ContactPoint, ...]
    claims: tuple[RestructuringClaim, ...]
    segments: Mapping[str, str]
    data_version: int
    regions: Mapping[str, str] = field(default_factory=dict)
    around: AroundAt | None = None
    neighbours: Neighbours | None = None

    def municipality_name(self, code: str | None) -> str:
        """Return the name of a gemeente by its CBS code, the code itself where it is not known.

        A delivery of sites alone brings no gemeenten; those of Drenthe we know by name.
        """
        known = MUNICIPALITIES.get(code or "", code or "")
        return next((each.name for each in self.municipalities if each.code == code), known)

    def contact(self, *scopes: str) -> ContactPoint | None:
        """Return the function for the first scope that has one (``ContactPoint.scope``)."""
        for scope in scopes:
            for each in self.contacts:
                if each.scope == scope:
                    return each
        return None


@dataclass(frozen=True, slots=True)
class SitePhotograph:
    """A photograph as a factsheet shows it; ``sha256`` is of the content as it was added."""

    title: str
    credit: str
    licence: str
    as_of: PartialDate
    suffix: str
    sha256: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FactsheetSubject:
    """One site as a factsheet tells it; ``park`` is the park of a plot or of premises.

    ``around`` is what follows from its surroundings, where that was asked, ``neighbours`` the parks that its
    map draws for want of other ground; ``fitting`` what fits on the plots that are offered to the case.
    ``answer`` is how the site answers the request of the case.
    """

    site: Site
    plots: tuple[Site, ...]
    park: Site | None
    surroundings: Surroundings
    made_at_utc: datetime
    case_number: str | None = None
    around: SiteSurroundings | None = None
    fitting: Fitting | None = None
    photograph: SitePhotograph | None = None
    answer: ScoreCard | None = None
    neighbours: tuple[NeighbouringPark, ...] = ()


@dataclass(frozen=True, slots=True)
class AdviceSite:
    """One candidate of the advice: the site, its card in the ranking, the plots of its offer.

    ``sheet`` is the site as its detail map draws it, ``None`` for no map. ``trials`` says in how many of a
    hundred draws it is in the top three; ``tipping`` of number one what would put another on top. Both are
    ``None`` where no score makes the order.
    """

    site: Site
    card: ScoreCard
    offers: tuple[Site, ...]
    trials: Message | None = None
    tipping: Message | None = None
    sheet: FactsheetSubject | None = None

    @property
    def allocation(self) -> tuple[DidamFacts, ...]:
        """What is known of the plots on offer about seller and allocation."""
        park_name = self.site.name if self.site.kind is SiteKind.PARK else ""
        return didam_of(self.offers, park_name)


@dataclass(frozen=True, slots=True)
class AdviceClock:
    """The moments of a case that an advice states; ``answered_at_utc`` where it was answered before."""

    received_at_utc: datetime
    asked_at_utc: datetime | None
    due_at_utc: datetime
    made_at_utc: datetime
    elapsed: timedelta
    answered_at_utc: datetime | None = None


@dataclass(frozen=True, slots=True)
class AdviceSubject:
    """One advice. ``others`` are the ranked candidates that are not worked out in it.

    ``rejections`` are those that come nearest, ``rejection_count`` counts all.
    ``instruments`` are confirmed within twelve months and may fit; others have no place here, and
    ``unfit_count`` of the confirmed ones do not fit. ``told_of_regions`` is what else the documents tell of
    the regions whose accent speaks for a site, each once. ``comparison`` puts the shortlist side by side,
    ``None`` for a single site.
    """

    number: str
    channel: RequestChannel
    clock: AdviceClock
    request: LocationRequest
    shortlist: tuple[AdviceSite, ...]
    others: tuple[ScoreCard, ...]
    rejections: tuple[Rejection, ...]
    rejection_count: int
    rule: Message
    instruments: tuple[AdvisableInstrument, ...]
    surroundings: Surroundings
    attachments: tuple[str, ...] = ()
    told_of_regions: tuple[str, ...] = ()
    unfit_count: int = 0
    form: AdviceForm = AdviceForm.FULL
    comparison: ComparisonTable | None = None


def is_sample(source: str) -> bool:
    """Whether a source is the invented sample data."""
    return source.startswith(SAMPLE_SOURCE)
