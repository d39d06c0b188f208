"""Facts of a site: each attribute with its value, source, date and age; unknown says whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.sites.attributes import shown_attributes_of
from drentsportal.domain.sites.plot_totals import differing_totals
from drentsportal.domain.values import Attribute, Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.comparison.said_beside import plots_beside
from drentsportal.reports.typeset.value_words import ValueWords
from drentsportal.services.site_decisions import SiteDecisions
from drentsportal.services.stated_park import stated_municipality
from drentsportal.ui.icons import icon
from drentsportal.ui.models.site_table import age_text
from drentsportal.ui.widgets.fact_claims import FactClaims
from drentsportal.ui.widgets.fact_row import FactRow
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import chip, column, label, line, row
from drentsportal.ui.widgets.text_cell import plain_tooltip
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from drentsportal.domain.sites.attributes import AttributeSpec
    from drentsportal.domain.sites.plot_totals import PlotTotal
    from drentsportal.domain.sites.site import ContactPoint, Site
    from drentsportal.language import Language
    from drentsportal.services.documents import FactsheetSubject
    from drentsportal.ui.theme import Theme

_ICON = 14


@dataclass(frozen=True, slots=True)
class FactReading:
    """What the facts of one site add up to: the day they are read on, the oldest, the stale, the unknown."""

    today: date
    oldest_days: int | None
    stale_count: int
    unknown_count: int
    conflict_count: int


def read_facts(subject: FactsheetSubject, words: ValueWords) -> FactReading:
    """Count what is old, unknown or contradicted among the attributes of the kind, also by plots."""
    site = subject.site
    by_plots = {each.attribute_id for each in differing_totals(site, subject.plots)}
    specs = shown_attributes_of(site.kind)
    values = [(spec.id, site.attribute(spec.id)) for spec in specs]
    known = [(name, value) for name, value in values if isinstance(value, Known)]
    ages = [value.as_of.age_days(words.today) for _, value in known]
    return FactReading(
        today=words.today,
        oldest_days=max(0, *ages) if ages else None,
        stale_count=sum(words.is_stale(name, value) for name, value in known),
        unknown_count=len(values) - len(known),
        conflict_count=sum(bool(site.conflicts.get(spec.id)) or spec.id in by_plots for spec in specs),
    )


def value_words(subject: FactsheetSubject, language: Language) -> ValueWords:
    """Return the words for the values of a site, as they stand on the Dutch day of reading."""
    today = subject.made_at_utc.astimezone(DUTCH_TIME).date()
    parks = {} if subject.park is None else {subject.park.id: subject.park.name}
    return ValueWords(language, subject.surroundings.segments, today, parks)


def contact_for(subject: FactsheetSubject) -> ContactPoint | None:
    """Return the function to ask: of the park, of its park management, else of the gemeente."""
    site = subject.site
    park = subject.park or (site if site.kind is SiteKind.PARK else None)
    scopes = []
    if park is not None:
        scopes.append(f"park:{park.id}")
        scopes.append(f"pmo:{park.value('park_management_organisation')}")
    code = stated_municipality(site, park)
    return subject.surroundings.contact(*scopes, *([code] if code else []))


class FactList(QWidget):
    """All attributes of one site, in the order of the attribute table.

    Signals: ``edit_asked(attribute_id)``; ``record_chosen(attribute_id, record_id, reason)`` when another of
    several contradicting claims is to be used.
    """

    edit_asked = Signal(str)
    record_chosen = Signal(str, int, str)

    def __init__(
        self,
        theme: Theme,
        language: Language,
        subject: FactsheetSubject,
        decisions: SiteDecisions | None = None,
    ) -> None:
        """Lay out the facts; ``decisions`` tells who chose what, and between which records."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._words = value_words(subject, language)
        self._asked = contact_for(subject)
        self._decisions = decisions or SiteDecisions()
        self._totals = {each.attribute_id: each for each in differing_totals(subject.site, subject.plots)}
        body = column(spacing=6)
        for number, spec in enumerate(shown_attributes_of(subject.site.kind)):
            if number:
                body.addWidget(line())
            self._add_fact(body, subject.site, spec)
        self.setLayout(body)

    def _add_fact(self, body: QVBoxLayout, site: Site, spec: AttributeSpec) -> None:
        attribute = site.attribute(spec.id)
        others = site.conflicts.get(spec.id, ())
        claims = self._decisions.claims.get(spec.id, ())
        if claims:
            value = self._claims(spec, attribute, claims)
        elif others:
            value = self._conflict(spec, attribute, others)
        else:
            value = self._value(spec, attribute)
        if (total := self._totals.get(spec.id)) is not None:
            value.addLayout(self._by_plots(total))
        if (decided := self._decided(spec)) is not None:
            value.addWidget(decided)
        entry = FactRow(self._theme, self._language, spec.id, value)
        entry.edit_asked.connect(self.edit_asked)
        body.addWidget(entry)

    def _by_plots(self, total: PlotTotal) -> QVBoxLayout:
        """Tell that the plots add up to another total than the park states, as documents do."""
        differs = chip(self._language.text("ui.site.plots_differ"), "chip_check")
        told = label(plots_beside(total, self._language), "caption", wrap=True)
        return column(flow(differs), told, spacing=3)

    def _claims(
        self, spec: AttributeSpec, attribute: Attribute[object], claims: Sequence[tuple[int, Known[object]]]
    ) -> QVBoxLayout:
        made = FactClaims(
            self._language,
            spec.id,
            attribute,
            claims,
            lambda known: (self._text(spec, known), self._origin(spec, known)),
        )
        made.chosen.connect(self.record_chosen)
        return column(made, spacing=4)

    def _decided(self, spec: AttributeSpec) -> QLabel | None:
        """Say who put the value in use and when, where a person did."""
        choice = self._decisions.choices.get(spec.id)
        if choice is None:
            return None
        how = "typed" if choice.record_id is None else "chosen"
        text = self._language.text(
            f"ui.site.decided_{how}", who=choice.actor.name, at_utc=choice.chosen_at_utc
        )
        if choice.reason:
            text += f" {self._language.text('ui.site.decided_reason', reason=choice.reason)}"
        return label(text, "caption", wrap=True)

    def _value(self, spec: AttributeSpec, attribute: Attribute[object]) -> QVBoxLayout:
        if isinstance(attribute, Known):
            return column(self._text(spec, attribute), self._origin(spec, attribute), spacing=1)
        unknown = chip(self._language.text("word.unknown"), "chip_unknown")
        unknown.setToolTip(plain_tooltip(self._language.text(f"ui.site.reason.{attribute.reason.value}")))
        return column(row(unknown, None), self._ask(), spacing=3)

    def _text(self, spec: AttributeSpec, known: Known[object]) -> WordLabel:
        return WordLabel(self._words.plain(spec.id, known.value), "strong")

    def _origin(self, spec: AttributeSpec, known: Known[object]) -> QWidget:
        text = self._language.text("ui.site.origin", source=known.source, as_of=known.as_of)
        said = label(text, "caption", wrap=True)
        if not self._words.is_stale(spec.id, known):
            return said
        days = known.as_of.age_days(self._words.today)
        text = self._language.text("ui.site.stale", age=age_text(self._language, days))
        mark = QLabel()
        mark.setPixmap(icon("stale", self._theme, "check_text").pixmap(_ICON, _ICON))
        made = QWidget()
        made.setLayout(column(said, row(mark, chip(text, "chip_check"), None, spacing=4), spacing=3))
        return made

    def _ask(self) -> QLabel:
        if self._asked is None:
            return label(self._language.text("ui.site.no_contact"), "caption", wrap=True)
        text = self._language.text(
            "ui.site.ask", function=self._asked.function, organisation=self._asked.organisation
        )
        return label(text, "caption", wrap=True)

    def _conflict(
        self, spec: AttributeSpec, attribute: Attribute[object], others: tuple[Known[object], ...]
    ) -> QVBoxLayout:
        made = column(spacing=4)
        differs = chip(self._language.text("ui.site.conflict"), "chip_check")
        made.addLayout(row(differs, None))
        if isinstance(attribute, Known):
            made.addWidget(self._claim(spec, attribute, in_use=True))
        else:
            made.addLayout(self._value(spec, attribute))
        for other in others:
            made.addWidget(self._claim(spec, other, in_use=False))
        return made

    def _claim(self, spec: AttributeSpec, known: Known[object], *, in_use: bool) -> QFrame:
        made = QFrame()
        made.setObjectName("card")
        state = "in_use" if in_use else "not_in_use"
        tag = chip(self._language.text(f"ui.site.{state}"), "chip" if in_use else "chip_outline")
        inner = column(flow(tag), self._text(spec, known), self._origin(spec, known), spacing=2)
        inner.setContentsMargins(8, 6, 8, 6)
        made.setLayout(inner)
        return made
