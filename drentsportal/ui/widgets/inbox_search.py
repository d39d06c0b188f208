"""The search field of the inbox: words for everything that is kept, and what was found besides cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import button, clear, column, label
from drentsportal.ui.widgets.search_field import add_clear_button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.language import Language
    from drentsportal.services.case_search import FoundText

_REST_MS: Final = 250
_SITES_SHOWN: Final = 3
_LINK_HEIGHT: Final = 24


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: per case, the best first, where the words stand; and the sites and companies."""

    where: Mapping[str, str]
    others: tuple[FoundText, ...] = ()


class _Field(QLineEdit):
    """A line that Escape empties."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the line with Escape; another Escape is not ours."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class InboxSearch(QWidget):
    """Asks for words and tells what was found besides cases.

    Signals: ``asked(text)`` once the hand rests, empty where nothing is looked for; ``site_asked(site_id)``.
    """

    asked = Signal(str)
    site_asked = Signal(str)

    def __init__(self, language: Language) -> None:
        """Start without words."""
        super().__init__()
        self._say = language.text
        self.field = _Field()
        self.field.setObjectName("inbox_search")
        add_clear_button(self.field, self._say("ui.field.clear"))
        self.field.setPlaceholderText(self._say("ui.inbox.search"))
        self.field.setAccessibleName(self._say("ui.inbox.search"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._ask)
        self._others = flow()
        self._told = label("", "small", wrap=True)
        self._told.setObjectName("inbox_found")
        self._told.hide()
        self.setLayout(column(self.field, self._told, self._others, spacing=4))

    def bind_key(self, panel: QWidget) -> None:
        """Let Ctrl+F lead here from anywhere in a panel."""
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), panel)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.field.setFocus)
        key.activated.connect(self.field.selectAll)

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.field.text().strip()

    def tell(self, found: Found | None, fault: str = "") -> None:
        """Say how much was found, or why nothing could be looked for."""
        clear(self._others)
        others = () if found is None else found.others
        text = fault
        if found is not None:
            text = self._say("ui.inbox.found", count=len(found.where))
        self._told.setText(text)
        self._told.setVisible(bool(text))
        if others:
            self._show_others(others)

    def _show_others(self, others: Sequence[FoundText]) -> None:
        sites = [each for each in others if each.kind.value == "site"]
        companies = [each for each in others if each.kind.value == "company"]
        for each in sites[:_SITES_SHOWN]:
            made = button(each.title, "link", name=f"found_{each.id}")
            made.setAccessibleName(self._say("ui.inbox.found_site", name=each.title))
            made.clicked.connect(lambda _=False, site_id=each.id: self.site_asked.emit(site_id))
            self._others.addWidget(made)
        rest = []
        if len(sites) > _SITES_SHOWN:
            rest.append(self._say("ui.inbox.more_sites", count=len(sites) - _SITES_SHOWN))
        if companies:
            names = ", ".join(f"{each.title} ({each.id})" for each in companies[:_SITES_SHOWN])
            rest.append(self._say("ui.inbox.companies", names=names))
        if rest:
            told = label(" · ".join(rest), "small")
            told.setMinimumHeight(_LINK_HEIGHT)
            self._others.addWidget(told)

    def _on_text(self) -> None:
        if self.words:
            self._rest.start()
        else:
            self._ask()

    def _ask(self) -> None:
        self._rest.stop()
        self.asked.emit(self.words)
