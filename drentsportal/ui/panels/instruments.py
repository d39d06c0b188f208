"""Regelingen, in the middle: every instrument beside what is asked, and one of them in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QHeaderView, QPushButton, QSplitter, QStackedWidget, QWidget

from drentsportal.domain.instruments.instrument import InstrumentState
from drentsportal.domain.instruments.instrument_match import amount_range
from drentsportal.ui.guide.explanations import explanation, explanations
from drentsportal.ui.panels.instrument_card import InstrumentCard
from drentsportal.ui.widgets.column_choice import ColumnChoice
from drentsportal.ui.widgets.parts import button, column, label, panel, row
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from drentsportal.language import Language
    from drentsportal.services.instrument_finding import FoundInstrument, FoundInstruments
    from drentsportal.ui.theme import Theme

_COLUMNS: Final = ("name", "group", "range", "why", "state", "provider")
_WIDTHS: Final = {"name": 190, "group": 110, "range": 190, "state": 140, "provider": 190}
_ROOM_FOR_PROVIDER: Final = 1000
"""Below this width the table leaves out the provider, which the card names too."""

_TONES: Final = {"fits": "fits", "to_ask": "check", "nearly": "info", "not": "fails"}
_STATE_TONES: Final = {InstrumentState.CONFIRMED: "fits", InstrumentState.TO_CONFIRM: "check"}


class InstrumentsPanel(QWidget):
    """The list and the card below it.

    Signals: ``confirm_asked()``, ``end_asked()``, ``change_asked()`` for the one that is selected;
    ``add_asked()``.
    """

    confirm_asked = Signal()
    end_asked = Signal()
    change_asked = Signal()
    add_asked = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._language = language
        self._say = say = language.text
        self._shown: tuple[FoundInstrument, ...] = ()
        self.count = label("", "small")
        self.model = TextTableModel(
            [say(f"ui.instruments.column.{each}") for each in _COLUMNS],
            explained=explanations(language, "instruments", _COLUMNS),
        )
        self._delegate = TextTableDelegate(theme, wraps=True)
        self.view = text_table(self.model, self._delegate, "instrument_table", say("ui.instruments.table"))
        self.columns = ColumnChoice(self.view, _COLUMNS)
        header = self.view.horizontalHeader()
        header.setMinimumSectionSize(90)
        for section, name in enumerate(_COLUMNS):
            if name in _WIDTHS:
                header.resizeSection(section, _WIDTHS[name])
            else:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        # Amounts and reasons are read whole: what does not fit beside goes on below.
        self._heights = QTimer(self)
        self._heights.setSingleShot(True)
        self._heights.setInterval(0)
        self._heights.timeout.connect(self.view.resizeRowsToContents)
        header.sectionResized.connect(lambda *_: self._heights.start())
        self.model.modelReset.connect(self._heights.start)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._on_current())
        theme.changed.connect(self.view.viewport().update)
        self.card = InstrumentCard(language)
        self.confirm_button = self._button("confirm", self.confirm_asked)
        self.end_button = self._button("end", self.end_asked)
        self.change_button = self._button("change", self.change_asked)
        self.add_button = self._button("add", self.add_asked)
        self._told = label("", "small", wrap=True)
        self._told.setObjectName("instruments_told")
        self._told.hide()
        self._build()
        self._on_current()

    @property
    def selected(self) -> FoundInstrument | None:
        """The instrument that is selected."""
        row_number = self.view.currentIndex().row()
        return self._shown[row_number] if 0 <= row_number < len(self._shown) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the provider where there is little room."""
        super().resizeEvent(event)
        self.view.setColumnHidden(_COLUMNS.index("provider"), self.width() < _ROOM_FOR_PROVIDER)

    def show_found(self, found: FoundInstruments, instrument_id: str = "") -> None:
        """Show another outcome with one instrument selected: the given one, else the best."""
        self._shown = tuple(each for _, members in found.by_group() for each in members)
        self.model.show_rows(len(self._shown), lambda number: self._cells(self._shown[number]))
        groups = [
            self._say(
                "ui.instruments.group_count", group=self._say(f"instrument.group.{group}"), count=len(members)
            )
            for group, members in found.by_group()
        ]
        on = self._language.value(found.request.on, "date")
        told = [self._say("ui.instruments.counts", on=on, groups=", ".join(groups))]
        credit = found.only_credit
        if credit is not None:
            amount_eur = found.request.amount_eur
            told.append(self._say("instrument.only_credit", name=credit.name, amount_eur=amount_eur))
        self.count.setText("\n".join(told))
        self._stack.setCurrentIndex(0 if self._shown else 1)
        self.select(instrument_id)

    def select(self, instrument_id: str) -> None:
        """Select an instrument; the first one where it is not shown."""
        ids = [each.finding.instrument.id for each in self._shown]
        if ids:
            self.view.selectRow(ids.index(instrument_id) if instrument_id in ids else 0)
        self._on_current()

    def tell(self, text: str, *, fault: bool = False) -> None:
        """Say what happened, or what went wrong."""
        self._told.setText(text)
        self._told.setProperty("role", "error" if fault else "small")
        self._told.style().polish(self._told)
        self._told.setVisible(bool(text))

    def _button(self, name: str, signal: SignalInstance) -> QPushButton:
        made = button(self._say(f"ui.instruments.{name}"), name=f"instrument_{name}")
        made.clicked.connect(signal)
        return made

    def _build(self) -> None:
        say = self._say
        empty = panel(column(label(say("ui.instruments.empty"), "secondary", wrap=True), None))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(empty)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._stack)
        split.addWidget(self.card)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        tools = row(self.confirm_button, self.end_button, self.change_button, None, self.add_button)
        heading = row(label(say("ui.instruments.title"), "section"), None)
        note = label(say("instrument.note"), "secondary", wrap=True)
        self.count.setWordWrap(True)
        body = column(heading, self.count, note, tools, self._told, spacing=8, margin=16)
        body.addWidget(split, 1)
        self.setLayout(column(panel(body)))

    def _cells(self, each: FoundInstrument) -> tuple[TextCell, ...]:
        finding, say = each.finding, self._say
        return (
            TextCell(finding.instrument.name, strong=True),
            TextCell(
                chip=say(f"instrument.group.{each.group}"),
                tone=_TONES.get(each.group, "unknown"),
                what=explanation(self._language, f"instrument_group.{each.group}"),
            ),
            TextCell(say(amount_range(finding.instrument))),
            TextCell("; ".join(say(one) for one in finding.told)),
            TextCell(
                chip=say(f"instrument.state.{finding.state.value}"),
                tone=_STATE_TONES.get(finding.state, "unknown"),
                what=explanation(self._language, f"instrument_state.{finding.state.value}"),
            ),
            TextCell(finding.instrument.provider, quiet=True),
        )

    def _on_current(self) -> None:
        selected = self.selected
        self.card.show_found(selected)
        for each in (self.confirm_button, self.end_button, self.change_button):
            each.setEnabled(selected is not None)
        can_confirm = selected is not None and selected.finding.state is not InstrumentState.EXPIRED
        self.confirm_button.setEnabled(can_confirm)
        why = "" if can_confirm or selected is None else self._say("ui.instruments.confirm_expired")
        self.confirm_button.setToolTip(why)
