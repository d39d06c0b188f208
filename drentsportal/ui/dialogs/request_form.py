"""The request form: what the company asks, in its own units, checked while it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from drentsportal.services.request_faults import all_faults
from drentsportal.ui.dialogs.edit_watch import EditWatch
from drentsportal.ui.dialogs.fault_summary import FaultLine, FaultSummary
from drentsportal.ui.dialogs.fold_section import unfold_around
from drentsportal.ui.dialogs.held_fields import held_fields, put_fields
from drentsportal.ui.dialogs.messages import may_lose
from drentsportal.ui.dialogs.reading_faults import ReadingFaults
from drentsportal.ui.dialogs.request_entry import RequestEntry
from drentsportal.ui.dialogs.request_sections import RequestSections
from drentsportal.ui.widgets.parts import button, column, panel, restyle, row, scrolled
from drentsportal.ui.widgets.restored_bar import RestoredBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from drentsportal.errors import InputError
    from drentsportal.services.ports.form_drafts import FormDraft
    from drentsportal.ui.dialogs.request_choices import FormChoices, FormTools

_SIZE: Final = (900, 780)
_ROOM_PX: Final = 80
_FRAME_PX: Final = 60


class RequestForm(QDialog):
    """A new request, or the wishes of an open one.

    ``entry()`` is the content in the form of a request file (keys ``case`` and ``request``); ``accepted``
    only after ``check`` took it; else every field that is wrong is marked, its section open, and the foot
    lists them until each is corrected. Words that may be several sectors are asked about. With the keyboard:
    Tab goes through the fields and the titles of the sections, Space folds one; F8 goes to the next field
    that is wrong, Shift+F8 to the one before.
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
        self._entry = RequestEntry(self._sections, choices, tools.language.code)
        self.setWindowTitle(self._say("ui.form.title.new" if with_case else "ui.form.title.edit"))
        self.setModal(True)
        # Every parent that hundreds of fields are given has them styled anew; so the last one comes first.
        body = column(spacing=6, margin=20)
        holder = QWidget()
        holder.setLayout(body)
        self._scroll = scrolled(holder)
        self._restored = RestoredBar(self._language)
        whole = column(self._restored, self._scroll, spacing=0)
        self.setLayout(whole)
        self._sections.build(body, with_case=with_case)
        body.addStretch(1)
        self._sections.open_what_holds_something()
        self._widgets = self._sections.widgets
        whole.addWidget(self._footer())
        room = self.screen().availableSize()
        self.resize(min(_SIZE[0], room.width() - _FRAME_PX), min(_SIZE[1], room.height() - _FRAME_PX))
        self._told: set[QWidget | None] = set()
        self._edits = EditWatch(self)
        self._edits.rested.connect(self._judge_again)
        self._sections.finder.settled.connect(self._edits.touch)
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
        if not self.is_changed or may_lose(self, self._language, title, text):
            super().reject()

    def draft(self) -> dict[str, object]:
        """Return everything that stands in the form, as plain data; ``take_draft`` puts it back."""
        finder = self._sections.finder
        sector = (finder.edit.text(), finder.code, finder.group)
        return {
            "sector": list(sector),
            "staff": self._sections.staff.held(),
            "typed": held_fields(self),
        }

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Put back what stood in the form; closing asks about it as about what is typed."""
        self._sections.staff.put(content["staff"])
        put_fields(self, content["typed"])
        # After the words, since typing words lets go of the code that was chosen for others.
        self._sections.finder.fill(*content["sector"])
        self._sections.open_what_holds_something()

    def tell_restored(self, draft: FormDraft, begin_again: Callable[[], None]) -> None:
        """Say above the fields that they were put back."""
        self._restored.tell(draft, begin_again)

    def entry(self) -> dict[str, Any]:
        """Return what was filled in, in the form of a request file; raises the first ``InputError``."""
        faults = ReadingFaults()
        made = self._read(faults)
        if faults.found:
            raise faults.found[0]
        return made

    def _read(self, faults: ReadingFaults) -> dict[str, Any]:
        made: dict[str, Any] = {"request": self._entry.request(faults)}
        if self._with_case:
            made["case"] = self._entry.case(faults)
        return made

    def _filled_in(self) -> list[tuple[str, str]]:
        """Return what stands in every field; also what cannot be read is work that closing would lose."""
        return sorted(held_fields(self).items())

    def _footer(self) -> QWidget:
        self.faults = FaultSummary(self._language)
        self.faults.asked.connect(self._lead_to)
        cancel = button(self._say("ui.cancel"), name="cancel")
        cancel.clicked.connect(self.reject)
        text = self._say("ui.form.create" if self._with_case else "ui.form.save")
        self.accept_button = button(text, "main", name="accept")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._on_accept)
        foot = column(self.faults, row(None, cancel, self.accept_button), spacing=10)
        return panel(foot, (20, 10, 20, 10), "panel_footer")

    def _on_accept(self) -> None:
        finder = self._sections.finder
        if finder.is_searching:
            # Whether the words may be several sectors is known in a moment.
            finder.when_found(self._on_accept)
            return
        faults = self._faults()
        self.show_faults(faults)
        if not faults:
            self.accept()

    def _faults(self) -> tuple[InputError, ...]:
        read = ReadingFaults()
        faults = all_faults(self._read(read), self._check, read.found)
        unsettled = self._sections.finder.unsettled()
        return faults if unsettled is None else (*faults, unsettled)

    def _judge_again(self) -> None:
        """Drop the marks of what reads well by now; what else is wrong is told when the form is sent."""
        if not self._told:
            return
        lines = self._lines(self._faults())
        self._show([each for each in lines if each.field in self._told])

    def show_faults(self, faults: Sequence[InputError]) -> None:
        """Mark every field that is wrong, open its section, list them at the foot and go to the first."""
        self._sections.count()
        lines = self._lines(faults)
        self._edits.watch()
        self._edits.stop()
        for each in lines:
            if each.field is not None:
                unfold_around(each.field)
        self._show(lines)
        if lines:
            self._lead_to(lines[0].field)

    def _lines(self, faults: Iterable[InputError]) -> list[FaultLine]:
        return sorted((self._line_of(each) for each in faults), key=self._place_of)

    def _show(self, lines: Sequence[FaultLine]) -> None:
        self._told = {each.field for each in lines}
        marked = {each.field: each.text for each in reversed(lines) if each.field is not None}
        for widget in {*self._widgets.values(), *self._sections.staff.edits}:
            if widget is self._sections.staff:
                continue
            fault = "true" if widget in marked else "false"
            if str(widget.property("fault") or "false") != fault:
                # To style a field again takes a while, and a form has many.
                widget.setProperty("fault", fault)
                restyle(widget)
            widget.setAccessibleDescription(marked.get(widget, ""))
        self.faults.show_lines(lines)

    def _line_of(self, error: InputError) -> FaultLine:
        field = self._field_of(error.field or "")
        name = "" if field is None else field.accessibleName()
        return FaultLine(name, self._say(error), field)

    def _place_of(self, fault: FaultLine) -> int:
        """Return where a field stands in the form; what has no field comes first."""
        fields: list[QWidget | None] = []
        for widget in self._widgets.values():
            fields += self._sections.staff.edits if widget is self._sections.staff else [widget]
        return fields.index(fault.field) if fault.field in fields else -1

    def _lead_to(self, field: QWidget | None) -> None:
        if field is not None:
            unfold_around(field)
            # A section that was opened just now has no place yet.
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            field.setFocus()
            self._scroll.ensureWidgetVisible(field, 0, _ROOM_PX)

    def _field_of(self, name: str) -> QWidget | None:
        if name.partition(".")[0] == "staff_points":
            return self._sections.staff.field_of(name)
        return self._widgets.get(name) or self._widgets.get(name.rsplit(".", 1)[-1])
