"""What documents are made of, and the port behind which they are written.

A subject holds everything that one document tells, as values with source and date and as
messages; nothing is worded or laid out here. Nothing internal has a place in a subject: no
company name, no notes, no contact log, no reason that somebody wrote beside a shortlist.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from drentsportal.domain.fairness.didam import didam_of
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import MUNICIPALITIES, SiteKind
from drentsportal.errors import ReportError
from drentsportal.services.ports.documents import AdviceForm, ComparisonForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta
    from pathlib import Path

    from drentsportal.domain.asking.request import LocationRequest, Origin
    from drentsportal.domain.cases.case import RequestChannel
    from drentsportal.domain.fairness.didam import DidamFacts
    from drentsportal.domain.instruments.advisable import AdvisableInstrument
    from drentsportal.domain.match.match_result import Candidate, Rejection, ScoreCard, Verdict
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.row_marks import BestMark, RowScale, Span
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.going_value import GoingValue
    from drentsportal.domain.sites.plot_totals import PlotTotal
    from drentsportal.domain.sites.site import (
        ContactPoint,
        Landmark,
        Municipality,
        RestructuringClaim,
        Site,
    )
    from drentsportal.domain.sites.site_surroundings import SiteSurroundings
    from drentsportal.domain.space.fitting import Fitting
    from drentsportal.domain.values import Attribute, PartialDate
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
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
    """

    municipalities: tuple[Municipality, ...]
    landmarks: tuple[Landmark, ...]
    contacts: tuple[ContactPoint, ...]
    claims: tuple[RestructuringClaim, ...]
    segments: Mapping[str, str]
    data_version: int
    regions: Mapping[str, str] = field(default_factory=dict)
    around: AroundAt | None = None

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

    ``around`` is what follows from its surroundings, where that was asked; ``fitting`` what fits on the plots
    that are offered to the case. ``answer`` is how the site answers the request of the case.
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


class Likeness(StrEnum):
    """How the cells of one row of a comparison stand to each other."""

    EQUAL = "equal"
    DIFFERS = "differs"
    NOT_COMPARABLE = "not_comparable"


class RowKind(StrEnum):
    """What a row of a comparison is about."""

    REQUIREMENT = "requirement"
    PREFERENCE = "preference"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """One site in one row: the value with source and date, and the answer where one is asked.

    ``deviates`` marks the cell that differs where the others agree, ``best`` the most favourable of its row
    where something says what is better. ``span`` is its figure, or the least and the most of it, on the
    scale of the row. Without ``applies`` the question does not arise for this kind of site; without
    ``is_scored`` a wish is answered for a site that the match excludes, so that the answer adds nothing.
    ``going`` is who says what an attribute is, the site or its park; ``plot_total`` what the plots of a park
    add up to, where that is not what it states.
    """

    value: Attribute[object]
    statement: Message | None = None
    verdict: Verdict | None = None
    deviates: bool = False
    best: BestMark | None = None
    span: Span | None = None
    applies: bool = True
    is_scored: bool = True
    going: GoingValue | None = None
    plot_total: PlotTotal | None = None


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One criterion (requirement, preference) or attribute over all compared sites.

    ``scale`` is the one scale of its figures, ``None`` for a row of words.
    """

    kind: RowKind
    id: str
    cells: tuple[ComparedCell, ...]
    likeness: Likeness
    scale: RowScale | None = None


@dataclass(frozen=True, slots=True)
class ComparedSite:
    """A column of a comparison; ``card`` is its place in the ranking of a case, if any.

    ``park`` is where a plot or building lies, ``plots`` are those of a park. ``is_excluded`` tells that the
    match of the case judged the site and excludes it.
    """

    candidate: Candidate
    site: Site
    card: ScoreCard | None = None
    park: Site | None = None
    plots: tuple[Site, ...] = ()
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """Two to five sites side by side.

    ``score_best`` marks the scores of the sites as cells are marked. ``surroundings`` is what the small maps
    draw on, ``None`` for no maps; ``origin`` the present location, where the request has one.
    """

    sites: tuple[ComparedSite, ...]
    rows: tuple[ComparedRow, ...]
    made_at_utc: datetime
    segments: Mapping[str, str] = field(default_factory=dict)
    case_number: str | None = None
    rule: Message | None = None
    score_best: tuple[BestMark | None, ...] = ()
    surroundings: Surroundings | None = None
    origin: Origin | None = None


class DocumentWriter(Protocol):
    """Writes documents; a file appears under its name only when it is complete."""

    def styled(self, style: DocumentStyle) -> DocumentWriter:
        """Return the writer of a style; raises ``ReportError`` for a theme, ``InputError`` for a language."""
        ...

    def factsheet(self, subject: FactsheetSubject, path: Path) -> MadeDocument:
        """Write a factsheet as PDF. Raises ``ReportError``."""
        ...

    def advice(self, subject: AdviceSubject, path: Path) -> MadeDocument:
        """Write an advice as PDF. Raises ``ReportError``."""
        ...

    def letter(self, subject: AdviceSubject, path: Path) -> MadeDocument:
        """Write the advice as an editable letter (DOCX). Raises ``ReportError``."""
        ...

    def comparison(
        self, table: ComparisonTable, path: Path, form: ComparisonForm = ComparisonForm.XLSX
    ) -> MadeDocument:
        """Write a comparison in a form. Raises ``ReportError``."""
        ...

    def ranking(
        self, result: MatchResult, case_number: str | None, path: Path, plot_names: Mapping[str, str]
    ) -> MadeDocument:
        """Write a match as XLSX in which weights can be changed. Raises ``ReportError``.

        ``plot_names`` names plots by id; a plot that is not in it is told by its id.
        """
        ...

    def site_sheet(
        self, sites: Sequence[Site], form: SheetFormat, made_at_utc: datetime, path: Path
    ) -> MadeDocument:
        """Write a list of sites with every value, source and date. Raises ``ReportError``."""
        ...


@dataclass(frozen=True, slots=True)
class FailedDocument:
    """A document that could not be made: the name of its site, and why."""

    name: str
    reason: Message


class IncompleteBatchError(ReportError):
    """Some documents of a batch could not be made; ``made`` holds those that were."""

    def __init__(
        self,
        made: tuple[MadeDocument, ...],
        failures: tuple[FailedDocument, ...],
        told_as: str = "error.document.some_failed",
        rest: Message | None = None,
    ) -> None:
        """Keep what was made, and what was not with the reason of each; ``rest`` says what is there."""
        super().__init__(
            told_as,
            failed=told_by_reason(failures),
            failed_count=len(failures),
            rest=_rest(len(made)) if rest is None else rest,
        )
        self.made = made
        self.failures = failures

    @property
    def failed(self) -> tuple[str, ...]:
        """The names of the sites whose documents could not be made."""
        return tuple(each.name for each in self.failures)


def _rest(made_count: int) -> Message:
    rest = {0: "none", 1: "one"}.get(made_count, "many")
    return message(f"doc.failed.rest.{rest}", made_count=made_count)


def told_by_reason(failures: tuple[FailedDocument, ...]) -> tuple[Message, ...]:
    """Tell each reason once, with all that failed of it: a broken template spoils a whole batch."""
    names: dict[Message, list[str]] = {}
    for each in failures:
        names.setdefault(each.reason, []).append(each.name)
    return tuple(message("doc.failed", names=tuple(each), reason=reason) for reason, each in names.items())


def is_sample(source: str) -> bool:
    """Whether a source is the invented sample data."""
    return source.startswith(SAMPLE_SOURCE)
