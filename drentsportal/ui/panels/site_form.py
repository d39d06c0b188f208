"""The form in which the values of one site are kept: read while typing, saved with source and date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from drentsportal.domain.attributes import attributes_of
from drentsportal.domain.entry_check import warnings_of
from drentsportal.domain.value_entry import read_date, read_entry
from drentsportal.errors import InputError
from drentsportal.services.site_editing import Attribution
from drentsportal.ui.widgets.parts import button, clear, column, label, line, panel, row, scrolled
from drentsportal.ui.widgets.value_field import ValueField, notation_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from drentsportal.domain.site import Site
    from drentsportal.domain.values import PartialDate
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class SiteFormSubject:
    """A site to be edited: its values, the choices of lists, who is at the desk, and the day."""

    site: Site
    lists: Mapping[str, Sequence[tuple[str, str]]]
    attribution: Attribution
    today: date


class SiteFormPanel(QWidget):
    """Every value of a site as a field.

    Signals: ``saved(site_id, values, attribution)`` with what changed or was confirmed, ``left()`` when the
    person is done without saving.
    """

    saved = Signal(str, object, object)
    left = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the frame; the fields follow with the site."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._subject: SiteFormSubject | None = None
        self.fields: dict[str, ValueField] = {}
        self._title = label("", "title", wrap=True)
        self._body = column(spacing=12, margin=16)
        inner = QWidget()
        inner.setLayout(self._body)
        head = column(self._title, label(language.text("ui.site_form.hint"), "small", wrap=True), spacing=4)
        head.setContentsMargins(16, 14, 16, 10)
        self.setLayout(column(panel(head), scrolled(inner), self._foot(), spacing=0))

    @property
    def is_changed(self) -> bool:
        """Whether something was changed or confirmed and not saved yet."""
        return any(field.is_changed or field.is_confirmed for field in self.fields.values())

    def show_site(self, subject: SiteFormSubject, focus: str = "") -> None:
        """Fill the form with a site; ``focus`` names the attribute to begin with."""
        self._subject = subject
        self._title.setText(self._language.text("ui.site_form.title", site=subject.site.name))
        clear(self._body)
        self.fields = {}
        for spec in attributes_of(subject.site.kind):
            if not spec.describes_site:
                continue
            attribute = subject.site.attribute(spec.id)
            field = ValueField(self._theme, self._language, spec, attribute, subject.lists)
            field.changed.connect(self._check)
            self.fields[spec.id] = field
            self._body.addWidget(field)
        self._body.addStretch(1)
        self._source.setText(subject.attribution.source)
        as_of = subject.attribution.as_of
        self._as_of.setText("-".join(reversed(as_of.iso.split("-"))))
        self._reason.setText("")
        self._check()
        if focus in self.fields:
            self.fields[focus].focus_editor()

    # -- parts ----------------------------------------------------------------------------------------

    def _foot(self) -> QFrame:
        say = self._language.text
        self._source = self._line_edit("source")
        self._as_of = self._line_edit("as_of")
        self._reason = self._line_edit("reason")
        self._fault = label("", "error", wrap=True)
        self.save = button(say("ui.site_form.save"), "main", name="save_site")
        self.save.clicked.connect(self._on_save)
        leave = button(say("ui.cancel"), name="leave_site_form")
        leave.clicked.connect(self.left)
        who = row(self._captioned("source", self._source), spacing=12)
        who.addWidget(self._captioned("as_of", self._as_of))
        body: QVBoxLayout = column(
            line(), who, self._captioned("reason", self._reason), self._fault, spacing=6
        )
        body.addLayout(row(None, leave, self.save))
        body.setContentsMargins(16, 8, 16, 12)
        return panel(body)

    def _line_edit(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(f"site_form_{name}")
        made.setAccessibleName(self._language.text(f"ui.site_form.{name}"))
        made.textChanged.connect(lambda _: self._check())
        return made

    def _captioned(self, name: str, editor: QLineEdit) -> QWidget:
        caption = label(self._language.text(f"ui.site_form.{name}"), "small")
        caption.setBuddy(editor)
        made = QWidget()
        made.setLayout(column(caption, editor, spacing=2))
        return made

    # -- reading --------------------------------------------------------------------------------------

    def _read(self) -> tuple[dict[str, object | None], dict[str, str]]:
        """Return what the changed fields mean, and why some cannot be read."""
        values: dict[str, object | None] = {}
        refusals: dict[str, str] = {}
        for name, field in self.fields.items():
            if not (field.is_changed or field.is_confirmed):
                continue
            try:
                values[name] = read_entry(field.spec, field.text, decimal=notation_of(self._language))
            except InputError as error:
                refusals[name] = self._language.text(error)
        return values, refusals

    def _attribution(self) -> Attribution:
        """Return who says it and for when. Raises ``InputError``."""
        assert self._subject is not None  # noqa: S101 - the form shows a site whenever it can be saved
        if not self._source.text().strip():
            raise InputError("error.edit.no_source", field="source")
        as_of: PartialDate = read_date(self._as_of.text())
        if as_of.earliest > self._subject.today:
            raise InputError("error.edit.date_to_come", field="as_of", as_of=as_of)
        return Attribution(self._source.text().strip(), as_of, self._reason.text().strip())

    def _check(self) -> None:
        if self._subject is None:
            return
        values, refusals = self._read()
        odd = dict(warnings_of(self._subject.site, values, self._subject.today)) if self.is_changed else {}
        for name, field in self.fields.items():
            refusal = refusals.get(name, "")
            warning = self._language.text(odd[name]) if name in odd else ""
            field.tell(refusal or warning, is_refusal=bool(refusal))
        fault = ""
        try:
            self._attribution()
        except InputError as error:
            fault = self._language.text(error)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self.save.setEnabled(self.is_changed and not refusals and not fault)

    def _on_save(self) -> None:
        values, refusals = self._read()
        if self._subject is not None and values and not refusals:
            self.saved.emit(self._subject.site.id, values, self._attribution())
