"""Sites side by side: what a comparison holds, as the window and each form of document tell it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from drentsportal.domain.asking.request import Origin
    from drentsportal.domain.match.match_result import Candidate, ScoreCard, Verdict
    from drentsportal.domain.match.row_marks import BestMark, RowScale, Span
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.going_value import GoingValue
    from drentsportal.domain.sites.plot_totals import PlotTotal
    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.values import Attribute
    from drentsportal.services.documents import Surroundings


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
