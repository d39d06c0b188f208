"""Several people's weights: side by side, combined, who differs, and adding those of one more person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from drentsportal.domain.weighing.weight_vote import WeightMethod
from drentsportal.ui.dialogs.weights_page import PageParts, WeightsPage
from drentsportal.ui.widgets.parts import button, column, label, row, scrolled
from drentsportal.ui.widgets.spoken_combo import SpokenCombo
from drentsportal.ui.widgets.text_cell import plain_tooltip
from drentsportal.ui.widgets.weight_table import WeightTable
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.weighing.weight_proposal import GroupWeights, WeightProposal
    from drentsportal.domain.weighing.weight_vote import WeightInput

_WORDS_HEIGHT: Final = 120
"""The table keeps its room: what is said of many people scrolls."""


_NAME_PX: Final = 220


class GroupPage(WeightsPage):
    """The votes of a case.

    Signals: ``vote_asked(given, name, organisation)`` when somebody's weights are to be kept.
    """

    vote_asked = Signal(object, str, str)

    def __init__(self, parts: PageParts, own: Actor, pages: Mapping[WeightMethod, WeightsPage]) -> None:
        """Build it for the person at the desk; ``pages`` hold what can be added."""
        super().__init__(parts)
        self._own = own
        self._pages = pages
        self._group: GroupWeights | None = None
        self.table = WeightTable(parts.theme, parts.language)
        self._told = WordLabel("", "")
        self._told.setObjectName("group_told")
        self._sources = WordLabel("", "small")
        self._sources.setObjectName("group_sources")
        words = QWidget()
        words.setLayout(column(self._told, self._sources, None, spacing=8))
        self._words = scrolled(words)
        self._words.setMinimumHeight(_WORDS_HEIGHT)
        self._words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words.setAccessibleName(self.say("ui.weights.group.words"))
        self._empty = label(self.say("ui.weights.group.empty"), "secondary", wrap=True)
        self._fault = label("", "error", wrap=True)
        self._fault.hide()
        self._ways = self._build_ways()
        body = column(
            label(self.say("ui.weights.group.how"), "small", wrap=True),
            self._build_entry(),
            self._fault,
            self._empty,
            self.table,
            self._ways,
            self._words,
            spacing=10,
            margin=16,
        )
        body.setStretch(4, 2)
        body.setStretch(6, 1)
        body.addStretch(0)
        self.setLayout(body)
        for page in pages.values():
            page.changed.connect(self._show_methods)
        self._show_methods()
        self._name_button()

    def show_group(self, group: GroupWeights) -> None:
        """Show the votes as they are kept now."""
        self._group = group
        self._fault.hide()
        has_votes = group.combined is not None
        self._empty.setVisible(not has_votes)
        self.table.setVisible(has_votes)
        self._ways.setVisible(group.judged is not None)
        if group.judged is None:
            self.mean.setChecked(True)
        statements = [self.say(each) for each in group.statements()]
        if group.judged is not None:
            ratio = group.judged.consistency_ratio
            statements.append(self.say("ui.weights.group.judged", ratio=ratio))
        self._sources.show_text("\n".join(self.say(each) for each in group.sources()))
        self._sources.setVisible(has_votes)
        self._told.show_text("\n".join(statements))
        self._words.setVisible(has_votes or bool(statements))
        self._show_table()
        self.changed.emit()

    def tell_fault(self, text: str) -> None:
        """Say why a vote was not kept."""
        self._fault.setText(text)
        self._fault.show()

    def given(self) -> WeightInput | None:
        """Return nothing: what several people give is not one input."""
        return None

    def fill(self, given: WeightInput) -> None:
        """Pass over the input of one person."""

    def proposal(self) -> WeightProposal | None:
        """Return the combined weights, ``None`` without votes."""
        method = WeightMethod.GROUP_PAIRS if self.judged.isChecked() else WeightMethod.GROUP
        return None if self._group is None else self._group.proposal(method)

    def _build_entry(self) -> QWidget:
        self.method = SpokenCombo()
        self.method.setObjectName("vote_method")
        self.method.setAccessibleName(self.say("ui.weights.group.by"))
        self.name = QLineEdit(self._own.name)
        self.name.setObjectName("vote_name")
        self.name.setAccessibleName(self.say("ui.weights.group.name"))
        self.organisation = QLineEdit(self._own.organisation)
        self.organisation.setObjectName("vote_organisation")
        self.organisation.setAccessibleName(self.say("ui.weights.group.organisation"))
        self.add = button("", name="add_vote")
        self.name.textChanged.connect(lambda _: self._name_button())
        self.organisation.textChanged.connect(lambda _: self._name_button())
        self.add.clicked.connect(self._ask)
        fields = row(spacing=12)
        for name, widget in (
            ("name", self.name),
            ("organisation", self.organisation),
            ("by", self.method),
        ):
            caption = label(self.say(f"ui.weights.group.{name}"), "small")
            caption.setBuddy(widget)
            fields.addLayout(column(caption, widget, spacing=3), 1)
        made = QWidget()
        made.setLayout(column(fields, row(self.add, None), spacing=8))
        return made

    def _build_ways(self) -> QWidget:
        self.mean = QRadioButton(self.say("ui.weights.group.mean"))
        self.judged = QRadioButton(self.say("ui.weights.group.geometric"))
        self.mean.setObjectName("group_mean")
        self.judged.setObjectName("group_judged")
        self.mean.setChecked(True)
        self.judged.toggled.connect(lambda _: self._show_other_way())
        made = QWidget()
        made.setLayout(row(self.mean, self.judged, None, spacing=16))
        made.hide()
        return made

    def _show_other_way(self) -> None:
        self._show_table()
        self.changed.emit()

    def _show_table(self) -> None:
        proposal = self.proposal()
        if self._group is not None and proposal is not None:
            self.table.show_group(self._group, proposal)

    def _show_methods(self) -> None:
        """Offer the pages that are filled in."""
        ready = [method.value for method, page in self._pages.items() if page.proposal() is not None]
        if ready != [self.method.itemData(place) for place in range(self.method.count())]:
            chosen = self.method.currentData()
            self.method.clear()
            for method in ready:
                self.method.addItem(self.say(f"ui.weights.tab.{method}"), method)
            self.method.setCurrentIndex(max(0, self.method.findData(chosen)))
        self.add.setEnabled(bool(ready))

    def offer(self, method: WeightMethod) -> None:
        """Choose the page that was worked on last as what to add."""
        place = self.method.findData(method.value)
        if place >= 0:
            self.method.setCurrentIndex(place)

    def _name_button(self) -> None:
        name, organisation = self.name.text().strip(), self.organisation.text().strip()
        own = (name, organisation) == (self._own.name, self._own.organisation)
        text_id = "ui.weights.group.add_own" if own else "ui.weights.group.add"
        # A button is as wide as its text, and would make the dialog wider than the screen.
        shown = self.add.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_PX)
        text = self.say(text_id, person=name)
        # An ampersand would mark a shortcut.
        self.add.setText(self.say(text_id, person=shown).replace("&", "&&"))
        self.add.setToolTip("" if shown == name else plain_tooltip(text))
        self.add.setAccessibleName(text)

    def _ask(self) -> None:
        method = self.method.currentData()
        given = self._pages[WeightMethod(method)].given() if method else None
        if not self.name.text().strip():
            self.tell_fault(self.say("ui.weights.group.name_missing"))
            self.name.setFocus()
        elif given is not None:
            self.vote_asked.emit(given, self.name.text().strip(), self.organisation.text().strip())
