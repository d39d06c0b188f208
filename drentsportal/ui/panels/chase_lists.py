"""Opvraaglijsten: what there is to ask each gemeente, whom to ask, and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHeaderView, QWidget

from drentsportal.domain.checks.chase_list import ChaseReason
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.ui.guide.explanations import explanations
from drentsportal.ui.widgets.parts import button, column, label, panel, row
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import ROW_HEIGHT, TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_WIDTHS: Final = (170, 100, 120, 150, 110, 110)


@dataclass(frozen=True, slots=True)
class ChaseLine:
    """What there is to ask one gemeente; ``contact`` is "" where nobody is known."""

    municipality_code: str
    counts: Mapping[ChaseReason, int]
    contact: str

    @property
    def total(self) -> int:
        """Number of questions."""
        return sum(self.counts.values())


class ChaseListsPanel(QWidget):
    """A line per gemeente with its questions by reason.

    Signals: ``make_asked(municipality code)``, ``read_asked()``.
    """

    make_asked = Signal(str)
    read_asked = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._language = language
        self._lines: tuple[ChaseLine, ...] = ()
        say = language.text
        columns = ("municipality", "questions", *(each.value for each in ChaseReason), "contact")
        headings = [say(f"ui.quality.column.{each}") for each in columns]
        told = explanations(language, "quality", columns)
        self.model = TextTableModel(headings, frozenset(range(1, 6)), told)
        self._delegate = TextTableDelegate(theme)
        self.view = text_table(self.model, self._delegate, "chase_lines", say("ui.quality.chase_lists"))
        header = self.view.horizontalHeader()
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        header.setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        self.view.activated.connect(lambda _: self._make())
        theme.changed.connect(self.view.viewport().update)
        self.make_button = button(say("ui.quality.make_list"), "main", name="make_chase_list")
        self.make_button.clicked.connect(self._make)
        self.read_button = button(say("ui.quality.read_list"), name="read_chase_list")
        self.read_button.clicked.connect(self.read_asked)
        heading = row(
            label(say("ui.quality.chase_lists"), "section"), None, self.read_button, self.make_button
        )
        note = label(say("ui.quality.chase_note"), "small", wrap=True)
        self.told = label("", "secondary", wrap=True)
        self.open_list = button(say("ui.quality.open_list"), name="open_list")
        self.open_mail = button(say("ui.quality.open_mail"), name="open_mail")
        self._opened: dict[QWidget, Path] = {}
        for each in (self.open_list, self.open_mail):
            each.clicked.connect(lambda _=False, pressed=each: self._open(pressed))
            each.hide()
        opens = row(self.open_list, self.open_mail, None)
        body = column(heading, note, self.view, self.told, opens, None, spacing=8, margin=16)
        self.setLayout(column(panel(body)))
        self._enable()

    def show_lines(self, lines: Sequence[ChaseLine]) -> None:
        """Show other lines; the chosen gemeente stays chosen."""
        kept = self._chosen()
        self._lines = tuple(lines)
        self.model.show_rows(len(self._lines), self._cells)
        self.view.setFixedHeight((len(self._lines) + 1) * ROW_HEIGHT + 8)
        for number, line in enumerate(self._lines):
            if line.municipality_code == kept:
                self.view.selectRow(number)
        self._enable()

    def tell(self, text: str) -> None:
        """Say what was made or taken over."""
        self.told.setText(text)
        for each in (self.open_list, self.open_mail):
            each.hide()

    def offer(self, folder: Path, mail: Path) -> None:
        """Offer to open what was just made."""
        self._opened = {self.open_list: folder, self.open_mail: mail}
        for each in self._opened:
            each.show()

    def _open(self, pressed: QWidget) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._opened[pressed])))

    def _cells(self, number: int) -> tuple[TextCell, ...]:
        line = self._lines[number]
        counts = [line.counts.get(each, 0) for each in ChaseReason]
        contact = (
            TextCell(line.contact, quiet=True)
            if line.contact
            else TextCell("", chip=self._language.text("word.unknown"))
        )
        return (
            TextCell(MUNICIPALITIES[line.municipality_code]),
            TextCell(str(line.total), right=True, strong=True),
            *(TextCell(str(count), right=True, quiet=not count) for count in counts),
            contact,
        )

    def _chosen(self) -> str:
        chosen = self.view.selectionModel().selectedRows()
        return self._lines[chosen[0].row()].municipality_code if chosen else ""

    def _enable(self) -> None:
        code = self._chosen()
        asked = next((each.total for each in self._lines if each.municipality_code == code), 0)
        self.make_button.setEnabled(asked > 0)
        tip = "" if asked else self._language.text("ui.quality.choose_municipality")
        self.make_button.setToolTip(tip)

    def _make(self) -> None:
        if self.make_button.isEnabled():
            self.make_asked.emit(self._chosen())
