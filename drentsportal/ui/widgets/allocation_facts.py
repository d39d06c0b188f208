"""What is known of the plots of a candidate about the equal chance that a public seller must give (Didam)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from drentsportal.domain.fairness.didam import DidamBearing
from drentsportal.domain.values import Known
from drentsportal.ui.widgets.parts import chip, clear, column, label, line, row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drentsportal.domain.fairness.didam import DidamFacts
    from drentsportal.domain.values import PartialDate
    from drentsportal.language import Language

_ROLES = {
    DidamBearing.APPLIES: "chip_info",
    DidamBearing.NOT_APPLICABLE: "chip_outline",
    DidamBearing.UNKNOWN: "chip_unknown",
}


class AllocationFacts(QWidget):
    """Facts with their source per plot, and the question where something is not known. Judges nothing."""

    def __init__(self, language: Language) -> None:
        """Build it, hidden until there is a candidate."""
        super().__init__()
        self.setObjectName("allocation_facts")
        self._say = language.text
        self._body = column(spacing=6)
        self._body.setContentsMargins(16, 0, 16, 16)
        self.setLayout(self._body)
        self.hide()

    def show_nothing(self) -> None:
        """Show no candidate."""
        clear(self._body)
        self.hide()

    def show_facts(self, facts: Sequence[DidamFacts]) -> None:
        """Show the plots on offer of a candidate; without any, what that means."""
        clear(self._body)
        self._body.addWidget(label(self._say("ui.allocation.title"), "group"))
        self._body.addWidget(label(self._say("ui.allocation.intro"), "caption", wrap=True))
        if not facts:
            self._body.addWidget(label(self._say("ui.allocation.no_plots"), "small", wrap=True))
        for each in facts:
            self._add(each)
        self.show()

    def _add(self, facts: DidamFacts) -> None:
        self._body.addWidget(line())
        head = row(spacing=8)
        head.addWidget(label(facts.name, "strong", wrap=True), 1)
        head.addWidget(chip(self._say(f"ui.allocation.{facts.bearing.value}"), _ROLES[facts.bearing]))
        self._body.addLayout(head)
        self._body.addWidget(label(self._say(facts.statement), "small", wrap=True))
        for each in facts.questions:
            asked = self._say("ui.allocation.question", text=each.text)
            self._body.addWidget(label(asked, "warning", wrap=True))
        if sources := " · ".join(self._sources(facts)):
            self._body.addWidget(label(sources, "caption", wrap=True))

    def _sources(self, facts: DidamFacts) -> Iterator[str]:
        named = {
            "seller": facts.seller,
            "allocation_procedure": facts.procedure,
            "allocation_published_on": facts.published_on,
            "allocation_link": facts.link,
        }
        by_source: dict[tuple[str, PartialDate], list[str]] = {}
        for attribute_id, value in named.items():
            if isinstance(value, Known):
                name = self._say(f"attribute.{attribute_id}")
                by_source.setdefault((value.source, value.as_of), []).append(name)
        for (source, as_of), names in by_source.items():
            yield self._say(
                "ui.allocation.source", source=source, as_of_on=as_of, attributes=", ".join(names)
            )
