"""E-mail omzetten, right: what is proposed for the request, to confirm, correct or leave."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from drentsportal.domain.cases.deadline import read_clock
from drentsportal.errors import DrentsPortalError, InputError
from drentsportal.ui.widgets.elided_label import ElidedLabel
from drentsportal.ui.widgets.intake_line import IntakeLine
from drentsportal.ui.widgets.parts import button, clear, column, label, line, panel, restyle, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from drentsportal.language import Language
    from drentsportal.services.case_clock import CaseClock
    from drentsportal.ui.models.intake_rows import IntakeRow
    from drentsportal.ui.theme import Theme

_NAME_WIDTH: Final = 150


_LEAST_ROWS: Final = 48
"""What a low window keeps of the rows, which scroll."""


class ProposalPane(QWidget):
    """Rows with boxes, the line of the clock, and the buttons.

    Signals: ``make_asked(answers)`` with what was confirmed, by key; ``discard_asked()``;
    ``pointed(spans)`` with the words that a row rests on, empty when the row is left.
    """

    make_asked = Signal(object)
    discard_asked = Signal()
    pointed = Signal(object)

    def __init__(self, theme: Theme, language: Language, clock: CaseClock, before: QWidget) -> None:
        """Build it without rows; ``before`` is what the keyboard passes before the first of them."""
        super().__init__()
        self.before = before
        self._theme = theme
        self._language = language
        self._say = say = language.text
        self._case_clock = clock
        self.lines: tuple[IntakeLine, ...] = ()
        self._title = ElidedLabel("", "section", fills=True)
        self.count = label("", "secondary")
        self.count.setObjectName("intake_count")
        self.clock = label("", "small", wrap=True)
        self.clock.setObjectName("intake_clock")
        self.grid = QGridLayout()
        self.grid.setContentsMargins(0, 0, 8, 0)
        self.grid.setHorizontalSpacing(10)
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        inside = column(spacing=0)
        inside.addLayout(self.grid)
        inside.addStretch(1)
        self._scroll = scrolled(panel(inside))
        self._scroll.setMinimumHeight(_LEAST_ROWS)
        self.fault = label("", "error", wrap=True)
        self.fault.setObjectName("intake_fault")
        self.fault.hide()
        self.take_safe = button(say("ui.mail.take_safe"), name="take_safe")
        self.take_safe.clicked.connect(self._on_take_safe)
        self.discard = button(say("ui.mail.discard"), name="discard_mail")
        self.make = button(say("ui.mail.make"), "main", name="make_request")
        self.discard.clicked.connect(self.discard_asked)
        self.make.clicked.connect(self._on_make)
        hint = label(say("ui.mail.unticked"), "small", wrap=True)
        foot = row(spacing=8)
        foot.addWidget(hint, 1)
        foot.addWidget(self.discard)
        foot.addWidget(self.make)
        body = column(self._head(), self._standing(), line(), self._scroll, self.fault, spacing=6)
        body.setStretch(3, 1)
        body.addLayout(foot)
        self.setLayout(column(panel(body, (16, 12, 16, 12))))
        theme.changed.connect(self._recolour)

    @property
    def was_touched(self) -> bool:
        """Whether a person ticked or typed anything."""
        return any(each.was_touched for each in self.lines)

    def show_rows(self, title: str, rows: Sequence[IntakeRow]) -> None:
        """Show what is proposed."""
        clear(self.grid)
        for each in self.lines:
            each.deleteLater()
        self._title.setText(title)
        self.lines = tuple(IntakeLine(self._theme, self._language, each) for each in rows)
        for at, each in enumerate(self.lines):
            self._place(at, each)
        self._order_tabs()
        self.tell("")
        self.set_busy(busy=False)
        self._scroll.verticalScrollBar().setValue(0)
        self._follow()

    def line(self, key: str) -> IntakeLine:
        """Return the line of a key; raises ``KeyError`` where it is not shown."""
        for each in self.lines:
            if each.row.key == key:
                return each
        raise KeyError(key)

    def tell(self, text: str, key: str = "") -> None:
        """Say what went wrong, and at which row; an empty text says nothing."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        found = next((each for each in self.lines if key and each.row.key == key), None)
        if found is not None:
            found.tell(text)
            self.fault.hide()
            found.editor.setFocus()
            self._scroll.ensureWidgetVisible(found.fault)

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing be asked twice while it is worked on."""
        self.make.setEnabled(not busy)
        self.discard.setEnabled(not busy)

    def focus_first(self) -> None:
        """Put the keyboard on the first row that waits for a person."""
        waiting = (each for each in self.lines if each.row.is_needed and not each.is_confirmed)
        found = next(waiting, None)
        if found is None:
            self.make.setFocus()
        else:
            found.focus()

    # -- parts ----------------------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        made = row(spacing=12)
        made.addWidget(self._title, 1)
        made.addWidget(self.count)
        return made

    def _standing(self) -> QHBoxLayout:
        """Say from when the clock runs, beside what takes over in one go all that is sure."""
        made = row(spacing=12)
        made.addWidget(self.clock, 1)
        made.addWidget(self.take_safe, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _place(self, at: int, made: IntakeLine) -> None:
        top = at * 2
        self.grid.addWidget(made.box, top, 0)
        self.grid.addWidget(made.editor, top, 1)
        self.grid.addWidget(made.mark, top, 2, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.grid.addWidget(made.fault, top + 1, 1, 1, 2)
        made.changed.connect(self._follow)
        made.entered.connect(lambda: self._go_on(made))
        made.pointed.connect(lambda is_on, spans=made.row.spans: self.pointed.emit(spans if is_on else ()))

    def _order_tabs(self) -> None:
        """Rows are made after the buttons, and would come last for the keyboard."""
        order: list[QWidget] = [widget for each in self.lines for widget in (each.box, each.editor)]
        order += [self.discard, self.make]
        self.setTabOrder(self.before, self.take_safe)
        self.setTabOrder(self.take_safe, order[0])
        for one, next_one in pairwise(order):
            self.setTabOrder(one, next_one)

    def _follow(self) -> None:
        """Count again, and tell from when the clock will run."""
        agreed = sum(each.is_agreed for each in self.lines)
        proposed = sum(each.is_confirmed for each in self.lines) - agreed
        total = sum(each.counts for each in self.lines)
        which = "ui.mail.count_proposed" if proposed else "ui.mail.count"
        self.count.setText(self._say(which, confirmed=agreed, total=total, proposed=proposed))
        self.count.setToolTip(self._say("ui.mail.count_told") if proposed else "")
        text, role = self._clock_text()
        safe = sum(each.is_safe_to_take for each in self.lines)
        self.take_safe.setEnabled(safe > 0)
        told_id = "ui.mail.take_safe_told" if safe else "ui.mail.take_safe_none"
        self.take_safe.setToolTip(self._say(told_id, count=safe))
        self.clock.setText(text)
        self.clock.setProperty("role", role)
        restyle(self.clock)

    def _clock_text(self) -> tuple[str, str]:
        """Return the line of the clock; before the receipt is confirmed no clock is promised."""
        try:
            received, asked = self._moment("received_at"), self._moment("asked_at")
            if received is None:
                return self._say("ui.mail.clock_waits"), "warning"
            reading = read_clock(asked, received, (), None, self._case_clock.now_utc(), self._case_clock.rule)
        except DrentsPortalError as error:
            return self._language.text(error), "error"
        which = "ui.mail.clock_received" if asked is None else "ui.mail.clock_asked"
        return self._say(which, since=reading.started_at_utc, due=reading.due_at_utc), "small"

    def _moment(self, key: str) -> datetime | None:
        found = next((each for each in self.lines if each.row.key == key and each.is_confirmed), None)
        return None if found is None else found.row.moment(found.text, self._language.code)

    def _on_take_safe(self) -> None:
        """Agree in one go with what the words say literally, and go to the first of what waits still."""
        for each in self.lines:
            if each.is_safe_to_take:
                each.confirm()
        self._focus_waiting(self.lines)

    def _go_on(self, line: IntakeLine) -> None:
        """Go from a row that was agreed with to the next that waits."""
        at = self.lines.index(line) + 1
        self._focus_waiting((*self.lines[at:], *self.lines[:at]))

    def _focus_waiting(self, lines: Sequence[IntakeLine]) -> None:
        found = next((each for each in lines if each.waits), None)
        if found is None:
            self.make.setFocus()
        else:
            found.focus()
            self._scroll.ensureWidgetVisible(found.editor)

    def _on_make(self) -> None:
        """Read what was confirmed; what is missing or cannot be read is told at its row."""
        for each in self.lines:
            each.tell("")
        self.tell("")
        missing = [each for each in self.lines if each.row.is_needed and not each.is_confirmed]
        if missing:
            names = tuple(self._say(each.row.spec.label_id) for each in missing)
            self.tell(self._say("ui.mail.missing", fields=names), missing[0].row.key)
            self.focus_first()
            return
        answers: dict[str, str] = {}
        for each in self.lines:
            if each.is_confirmed:
                try:
                    answers[each.row.key] = each.row.answer(each.text, self._language.code)
                except InputError as error:
                    self.tell(self._language.text(error), each.row.key)
                    return
        self.make_asked.emit(answers)

    def _recolour(self) -> None:
        for each in self.lines:
            each.recolour()
