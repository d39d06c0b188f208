"""Surroundings and rules of one site: plans, grid, what is near, park management, regions, supply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from drentsportal.services.around_facts import AroundFact, AroundTopic, around_facts
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import chip, column, label, line
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from drentsportal.domain.sites.site_surroundings import SiteSurroundings
    from drentsportal.language import Language

_SHOWN_APART = frozenset({AroundTopic.PHP})
"""Topics that have a page of their own on the card."""


class SurroundingsView(QWidget):
    """What is known around a site, by topic, each statement with its source and date."""

    def __init__(self, language: Language, around: SiteSurroundings | None) -> None:
        """Lay out the statements; ``None`` where nothing was read."""
        super().__init__()
        self._say = language.text
        body = column(spacing=10, margin=16)
        body.addWidget(label(self._say("ui.site.around.heading"), "caption", wrap=True))
        facts = () if around is None else around_facts(around)
        shown = [topic for topic in AroundTopic if topic not in _SHOWN_APART]
        for number, topic in enumerate(topic for topic in shown if _of(facts, topic)):
            if number:
                body.addWidget(line())
            self._add_topic(body, topic, _of(facts, topic))
        body.addStretch(1)
        self.setLayout(body)

    def _add_topic(self, body: QVBoxLayout, topic: AroundTopic, facts: list[AroundFact]) -> None:
        part = column(label(self._say(f"around.topic.{topic.value}"), "section"), spacing=6)
        for fact in facts:
            part.addLayout(self._statement(fact))
        body.addLayout(part)

    def _statement(self, fact: AroundFact) -> QVBoxLayout:
        text = label(self._say(fact.text), wrap=True)
        made = column(spacing=1)
        if fact.is_unknown:
            made.addLayout(column(flow(chip(self._say("word.unknown"), "chip_unknown")), spacing=0))
        made.addWidget(text)
        if fact.as_of is not None:
            origin = self._say("ui.site.origin", source=fact.source, as_of=fact.as_of)
            made.addWidget(label(origin, "caption", wrap=True))
        if fact.link:
            link = label(fact.link, "caption", wrap=True)
            link.setToolTip(plain_tooltip(fact.link))
            made.addWidget(link)
        return made


def _of(facts: tuple[AroundFact, ...], topic: AroundTopic) -> list[AroundFact]:
    return [fact for fact in facts if fact.topic is topic]
