"""What a case asks, to read in its dossier; it is changed where the case is worked on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from drentsportal.ui.widgets.desk_rows import DeskRow, DeskRows
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import button, column, panel
from drentsportal.ui.wording import requirement_lines, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_SHORT: Final = 20
"""A limit of so many letters stands beside its name, a longer one below."""


class NeedsPage(QWidget):
    """Requirements and weighted wishes. Signal: ``open_asked()`` to work on them."""

    open_asked = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._language = language
        self._say = language.text
        self.rows = DeskRows(theme, self._say("ui.dossier.tab.needs"), "need_rows")
        change = button(self._say("ui.dossier.change_needs"), name="change_needs")
        change.clicked.connect(self.open_asked)
        footer = panel(column(flow(change)), (16, 8, 16, 8), "panel_footer")
        self.setLayout(column(self.rows, footer, spacing=0))

    def show_request(self, request: LocationRequest) -> None:
        """Show what a request asks."""
        self.rows.show_rows(tuple(self._rows(request)))

    def _rows(self, request: LocationRequest) -> Iterator[DeskRow]:
        say = self._say
        yield DeskRow("facts", say("ui.dossier.asked_for"), is_heading=True)
        kind = sentence_case(say(f"request_type.{request.request_type.value}"))
        housing = say(f"housing.{request.housing.value}")
        yield DeskRow("kind", f"{kind} · {housing}", detail=request.summary, is_strong=False)
        yield DeskRow("requirements", say("ui.dossier.requirements"), is_heading=True)
        asked = requirement_lines(self._language, request)
        for each in asked:
            is_short = len(each.limit) <= _SHORT
            yield DeskRow(
                f"requirement-{each.criterion_id}",
                each.name,
                detail="" if is_short else each.limit,
                mark=each.limit if is_short else "",
                tone="plain",
                is_strong=False,
            )
        if not asked:
            yield DeskRow("no_requirement", say("ui.dossier.no_requirements"), is_strong=False)
        yield DeskRow("wishes", say("ui.dossier.wishes"), is_heading=True)
        for wish in request.preferences:
            weight = say("ui.dossier.weight", weight=wish.weight)
            name = say(f"criterion.{wish.criterion_id}")
            yield DeskRow(f"wish-{wish.criterion_id}", name, mark=weight, tone="plain", is_strong=False)
        if not request.preferences:
            yield DeskRow("no_wish", say("ui.dossier.no_wishes"), is_strong=False)
