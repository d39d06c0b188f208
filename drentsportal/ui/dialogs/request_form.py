"""The request form: what the company asks, in its own units, checked while it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QToolButton,
    QWidget,
)

from drentsportal.errors import InputError
from drentsportal.ui.dialogs.fold_section import unfold_around
from drentsportal.ui.dialogs.messages import confirm
from drentsportal.ui.dialogs.request_entry import RequestEntry
from drentsportal.ui.dialogs.request_sections import RequestSections
from drentsportal.ui.widgets.parts import button, column, label, restyle, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.ui.dialogs.request_choices import FormChoices, FormTools

_SIZE: Final = (900, 780)
_ROOM_PX: Final = 80
_FRAME_PX: Final = 60


class RequestForm(QDialog):
    """A new request, or the wishes of an open one.

    ``entry()`` is the content in the form of a request file (keys ``case`` and ``request``); ``accepted``
    only after ``check`` took it without an ``InputError``, whose field is marked and focused, its section
    open. With the keyboard: Tab goes through the fields and the titles of the sections, Space folds one.
    """

    def __init__(
        self,
        parent: QWidget,
        tools: FormTools,
        choices: FormChoices,
        check: Callable[[dict[str, Any]], object],
        *,
        with_case: bool = True,
    ) -> None:
        """Build the form; ``with_case`` also asks through whom and when the request came."""
        super().__init__(parent)
        self._language = tools.language
        self._say = tools.language.text
        self._check = check
        self._with_case = with_case
        self._sections = RequestSections(tools, choices)
        self._entry = RequestEntry(self._sections, choices)
        self.setWindowTitle(self._say("ui.form.title.new" if with_case else "ui.form.title.edit"))
        self.setModal(True)
        body = self._sections.build(with_case=with_case)
        body.addStretch(1)
        self._sections.open_what_holds_something()
        self._widgets = self._sections.widgets
        holder = QWidget()
        holder.setLayout(body)
        self._scroll = scrolled(holder)
        self.setLayout(column(self._scroll, self._footer(), spacing=0))
        room = self.screen().availableSize()
        self.resize(min(_SIZE[0], room.width() - _FRAME_PX), min(_SIZE[1], room.height() - _FRAME_PX))
        self._widgets["title"].setFocus()
        self._begun = self._filled_in()

    def widget(self, name: str) -> QWidget:
        """Return the field of a name, for tests and for marking faults."""
        return self._widgets[name]

    def fill(self, request: Mapping[str, Any]) -> None:
        """Put a request, in the form of a request file, into the fields."""
        self._entry.fill(request)
        self._sections.open_what_holds_something()
        self._begun = self._filled_in()

    @property
    def is_changed(self) -> bool:
        """Whether something was filled in that closing would lose."""
        return self._filled_in() != self._begun

    def reject(self) -> None:
        """Close, after asking about what was filled in."""
        title, text = self._say("ui.form.leave.title"), self._say("ui.form.leave")
        if not self.is_changed or confirm(self, self._language, title, text):
            super().reject()

    def entry(self) -> dict[str, Any]:
        """Return what was filled in, in the form of a request file; raises ``InputError`` with its field."""
        made: dict[str, Any] = {"request": self._entry.request()}
        if self._with_case:
            made["case"] = self._entry.case()
        return made

    def _filled_in(self) -> list[tuple[str, str]]:
        """Return what stands in every field; also what cannot be read is work that closing would lose."""
        fields = ((each.objectName(), _held_by(each)) for each in self.findChildren(QWidget))
        return sorted((name, held) for name, held in fields if held is not None)

    def _footer(self) -> QWidget:
        self._fault = label("", "error", wrap=True)
        cancel = button(self._say("ui.cancel"), name="cancel")
        cancel.clicked.connect(self.reject)
        text = self._say("ui.form.create" if self._with_case else "ui.form.save")
        self.accept_button = button(text, "main", name="accept")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._on_accept)
        foot = row(spacing=8)
        foot.setContentsMargins(20, 10, 20, 10)
        foot.addWidget(self._fault, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.accept_button)
        made = QWidget()
        made.setObjectName("panel_footer")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        made.setLayout(foot)
        return made

    def _on_accept(self) -> None:
        try:
            self._check(self.entry())
        except InputError as error:
            self.mark(error)
        else:
            self.accept()

    def mark(self, error: InputError) -> None:
        """Show what is wrong, open its section, mark its field and put the cursor there."""
        text = self._say(error)
        self._fault.setText(text)
        self._sections.count()
        wrong = self._field_of(error.field or "")
        for widget in set(self._widgets.values()):
            is_fault = widget is wrong
            if widget is not self._sections.staff:
                widget.setProperty("fault", "true" if is_fault else "false")
                restyle(widget)
            widget.setAccessibleDescription(text if is_fault else "")
        staff = self._sections.staff
        if wrong is not staff:
            staff.mark(is_fault=False)
        elif staff.marked is None:
            staff.mark(is_fault=True)
        self._lead_to(staff.marked or wrong)

    def _lead_to(self, field: QWidget | None) -> None:
        if field is not None:
            unfold_around(field)
            field.setFocus()
            self._scroll.ensureWidgetVisible(field, 0, _ROOM_PX)

    def _field_of(self, name: str) -> QWidget | None:
        return self._widgets.get(name) or self._widgets.get(name.rsplit(".", 1)[-1])


def _held_by(field: QWidget) -> str | None:
    """Return what a person put into a field, ``None`` for what is no field; a fold is no answer."""
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, QSlider):
        return str(field.value())
    if isinstance(field, QAbstractButton) and field.isCheckable() and not isinstance(field, QToolButton):
        return str(field.isChecked())
    return None
