"""The sites of an advice: what speaks for each, what is still open, and the score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.firmness.draws import DRAW_COUNT, WEIGHT_SPREAD_PERCENT
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.figures.interval_strip import interval_strip
from drentsportal.figures.svg import to_svg
from drentsportal.figures.symbology import Theme
from drentsportal.reports.typeset.blocks import Cell, Column, Table, Words
from drentsportal.reports.typeset.measured import distance_start
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from drentsportal.domain.match.match_result import Contribution, RequirementOutcome, ScoreCard
    from drentsportal.domain.values import Attribute
    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.reports.advice.detail import Detail
    from drentsportal.reports.typeset.value_words import SourceNumbers
    from drentsportal.services.documents import AdviceSite, AdviceSubject

_POINTS: Final = 100_000_000
_WIDTHS_MM: Final = {True: (37.0, 36.0, 38.0), False: (37.0, 31.0, 28.0)}
"""Columns of site and score, and the strip, in the short form or not: the full one needs room for reasons."""
_AGEING: Final = {
    "plot_area": "area_m2",
    "floor_area": "floor_area_m2",
    "category": "category_max",
    "price": "price_eur_m2",
    "sale_price": "sale_price_eur_m2",
    "available_by": "available_from",
    "park_management": "park_management",
    "height": "max_height_m",
}
"""The attribute whose allowed age holds for the value of a criterion; what a building costs ages faster."""


def shortlist_table(
    subject: AdviceSubject,
    language: Language,
    sources: SourceNumbers,
    detail: Detail,
    look: Look = Theme.PRINT,
) -> Table:
    """One row per site, in the order of the ranking, with the rule of that order under it."""
    today = subject.clock.made_at_utc.astimezone(DUTCH_TIME).date()
    site_mm, score_mm, strip_mm = _WIDTHS_MM[detail.is_short]
    columns = (
        Column(language.text("doc.advice.column.site"), site_mm),
        Column(language.text("doc.advice.column.why"), 1),
        Column(language.text("doc.advice.column.score"), score_mm),
    )
    rows = []
    for number, each in enumerate(subject.shortlist, start=1):
        name = subject.surroundings.municipality_name(each.site.municipality_code)
        place = language.text("doc.advice.place", municipality=name)
        lines = (Words(each.site.name, style="bold"), Words(place, style="quiet"))
        reasons = tuple(_Reasons(each, subject, language, sources, detail).all(today))
        rows.append((Cell(lines, badge=str(number)), Cell(reasons), _score(each, language, look, strip_mm)))
    count = len(rows)
    note = f"{language.text(subject.rule)} {language.text('doc.advice.score_note')}"
    if any(each.trials for each in subject.shortlist):
        spread = language.text("doc.advice.trials_note", count=DRAW_COUNT, spread=WEIGHT_SPREAD_PERCENT)
        note = f"{note} {spread}"
    if subject.told_of_regions and not detail.is_short:
        note = f"{note} {language.text('doc.advice.regions_note', told=' '.join(subject.told_of_regions))}"
    title = language.text("doc.advice.section.shortlist", site_count=count)
    return Table(title, columns, tuple(rows), note)


@dataclass(frozen=True, slots=True)
class _Reasons:
    """What speaks for one site, and what is open."""

    site: AdviceSite
    subject: AdviceSubject
    language: Language
    sources: SourceNumbers
    detail: Detail

    def all(self, today: date) -> Iterator[Words]:
        card, language = self.site.card, self.language
        if self.site.offers:
            names = tuple(each.name for each in self.site.offers)
            offer = language.text("doc.advice.offer", names=names, plot_count=len(names))
            yield Words(offer, style="bold")
        yield from self._speaking()
        yield from self._open()
        if self.site.tipping is not None:
            yield Words(language.text(self.site.tipping))
        yield from _stale(card, language, self.sources, today)
        told = _references(card, language, self.sources)
        if told:
            yield Words(told, style="quiet")

    def _speaking(self) -> Iterator[Words]:
        """Tell what speaks for the site; in the short form the first reasons, and that there are more."""
        card = self.site.card
        fits = [each for each in card.outcomes if each.verdict is Verdict.FITS]
        asked = {each.criterion_id for each in fits}
        wishes = [
            each
            for each in card.contributions
            if each.criterion_id not in asked and isinstance(each.value, Known)
        ]
        if not self.detail.is_short:
            every: tuple[RequirementOutcome | Contribution, ...] = (*fits, *wishes)
            yield from map(self._line, every)
            return
        most = len(fits) + len(wishes) if self.detail.reason_count is None else self.detail.reason_count
        if self.detail.reason_count is not None:
            wishes.sort(key=lambda each: -each.point)
            # That land or premises were asked is the least telling of what fits.
            fits.sort(key=lambda each: each.criterion_id == "housing")
        told_fits = fits[: most - len(wishes[: most // 2])]
        told_wishes = wishes[: most - len(told_fits)]
        for told in (told_fits, told_wishes):
            if told:
                yield Words(_sentence([self._told(each) for each in told]))
        if len(told_fits) + len(told_wishes) < len(fits) + len(wishes):
            yield Words(self.language.text("doc.advice.more_in_full"), style="quiet")

    def _open(self) -> Iterator[Words]:
        """Tell what is not known or to be checked, requirements first; in the short form a line per mark."""
        card, language = self.site.card, self.language
        found: list[tuple[str, RequirementOutcome | Contribution]] = [
            (_check_mark(each), each) for each in card.outcomes if each.verdict is Verdict.CHECK
        ]
        asked = {each.criterion_id for each in card.outcomes}
        found += [
            (Mark.UNKNOWN, each)
            for each in card.contributions
            if each.criterion_id not in asked and not isinstance(each.value, Known)
        ]
        if not self.detail.is_short:
            yield from (self._line(each, mark) for mark, each in found)
            return
        for mark in dict.fromkeys(mark for mark, _ in found):
            yield Words(_sentence([labelled(part, language) for each, part in found if each == mark]), mark)

    def _line(self, part: RequirementOutcome | Contribution, mark: str = "") -> Words:
        """Word a part as one line: what was asked, and the answer."""
        language = self.language
        label, told = language.text(f"criterion.{part.criterion_id}"), language.text(part.statement)
        if told.casefold().startswith(label.casefold()):
            told = told[len(label) :].lstrip(": ") or told
        told = self._measured(part, told.strip().rstrip("."))
        whole = language.text("doc.advice.labelled", criterion=label, statement=told)
        return Words(whole, mark, label=label, answer=told)

    def _told(self, part: RequirementOutcome | Contribution) -> str:
        """Word a part, with where a distance starts."""
        return self._measured(part, labelled(part, self.language))

    def _measured(self, part: RequirementOutcome | Contribution, told: str) -> str:
        start = distance_start(part, self.site, self.subject)
        return told if start is None else self.language.text("doc.advice.measured", told=told, start=start)


def _check_mark(outcome: RequirementOutcome) -> str:
    question = outcome.question
    unknown = question is not None and question.kind is CheckKind.UNKNOWN
    return Mark.UNKNOWN if unknown else Mark.CHECK


def labelled(part: RequirementOutcome | Contribution, language: Language) -> str:
    """Return a statement after the name of its criterion, unless it begins with that itself."""
    label = language.text(f"criterion.{part.criterion_id}")
    told = language.text(part.statement)
    if told.casefold().startswith(label.split(" ", 1)[0].casefold()):
        return told
    return language.text("doc.advice.labelled", criterion=label, statement=told)


def _sentence(texts: list[str]) -> str:
    """Statements as one sentence, with semicolons between them."""
    text = "; ".join(each.strip().rstrip(".") for each in texts)
    return f"{text[:1].upper()}{text[1:]}."


def _values(card: ScoreCard) -> Iterator[tuple[str, Attribute[object]]]:
    parts: tuple[RequirementOutcome | Contribution, ...] = (*card.outcomes, *card.contributions)
    for part in parts:
        yield part.criterion_id, part.value


def _stale(card: ScoreCard, language: Language, sources: SourceNumbers, today: date) -> Iterator[Words]:
    told = set()
    for criterion_id, value in _values(card):
        is_sale = criterion_id == "price" and card.candidate.kind is SiteKind.PREMISES
        spec = ATTRIBUTE_BY_ID.get(_AGEING.get("sale_price" if is_sale else criterion_id, ""))
        if spec is None or spec.max_age_days is None or not isinstance(value, Known):
            continue
        if criterion_id in told or value.as_of.age_days(today) <= spec.max_age_days:
            continue
        told.add(criterion_id)
        label = language.text(f"criterion.{criterion_id}")
        reference = sources.reference(value)
        yield Words(language.text("doc.advice.stale", criterion=label, reference=reference), Mark.STALE)


def _references(card: ScoreCard, language: Language, sources: SourceNumbers) -> str:
    """Return the sources behind a row, each once."""
    seen = {sources.reference(each): None for _, each in _values(card) if isinstance(each, Known)}
    return language.text("doc.advice.sources", sources=tuple(seen)) if seen else ""


def _score(site: AdviceSite, language: Language, look: Look, strip_mm: float) -> Cell:
    card = site.card
    lines = [Words(language.value(card.point, "points"), style="bold"), score_span(card, language)]
    is_open = any(each.verdict is Verdict.CHECK for each in card.outcomes)
    if is_open and card.low != card.high:
        lines.append(_open_words(card, language))
    if site.trials is not None:
        lines.append(Words(language.text(site.trials), style="quiet"))
    strip = interval_strip(
        card.low / _POINTS, card.point / _POINTS, card.high / _POINTS, strip_mm, theme=look
    )
    return Cell(tuple(lines), svg=to_svg(strip))


def score_span(card: ScoreCard, language: Language) -> Words:
    """Return the interval of a score, or that it has none; beside an open requirement, that one is open.

    "No spread" beside an open question would read as certain.
    """
    if card.low != card.high:
        span = language.text("doc.advice.span", low=card.low, high=card.high)
        return Words(span, style="quiet")
    if any(each.verdict is Verdict.CHECK for each in card.outcomes):
        return _open_words(card, language)
    return Words(language.text("doc.advice.no_span"), style="quiet")


def _open_words(card: ScoreCard, language: Language) -> Words:
    open_count = sum(each.verdict is Verdict.CHECK for each in card.outcomes)
    return Words(language.text("doc.advice.open", open_count=open_count), Mark.CHECK)
