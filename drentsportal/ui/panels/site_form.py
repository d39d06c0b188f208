"""The form in which the values of one site are kept: read while typing, saved with source and date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from drentsportal.domain.entry.entry_check import contradiction_refusals, warnings_of
from drentsportal.domain.entry.value_entry import read_date, read_entry
from drentsportal.domain.sites.attributes import grouped_attributes_of
from drentsportal.errors import InputError
from drentsportal.language.typed_figures import notation_of
from drentsportal.services.site_editing import Attribution
from drentsportal.ui.dialogs.tab_walk import walk_by_eye
from drentsportal.ui.widgets.parts import button, clear, column, label, line, panel, row, scrolled
from drentsportal.ui.widgets.restored_bar import RestoredBar
from drentsportal.ui.widgets.value_field import ValueField
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from drentsportal.domain.sites.attributes import AttributeSpec
    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.values import PartialDate
    from drentsportal.language import Language
    from drentsportal.services.ports.form_drafts import FormDraft
    from drentsportal.ui.theme import Theme


_BREATH_PX: Final = 60
"""What stays visible above and below the field that the form begins with."""


@dataclass(frozen=True, slots=True)
class SiteFormSubject:
    """A site to be edited: its values, the choices of lists, who is at the desk, and the day."""

    site: Site
    lists: Mapping[str, Sequence[tuple[str, str]]]
    attribution: Attribution
    today: date


class SiteFormPanel(QWidget):
    """Every value of a site as a field.

    Signals: ``saved(site_id, values, attribution)`` with what changed or was confirmed, ``leave_asked()``
    when the person wants to be done without saving, ``closed()`` when the form was put away.
    """

    saved = Signal(str, object, object)
    leave_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the frame; the fields follow with the site."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._subject: SiteFormSubject | None = None
        self.fields: dict[str, ValueField] = {}
        self._title = WordLabel("", "title")
        self._restored = RestoredBar(language)
        self._body = column(spacing=12, margin=16)
        inner = QWidget()
        inner.setLayout(self._body)
        head = column(self._title, label(language.text("ui.site_form.hint"), "small", wrap=True), spacing=4)
        head.setContentsMargins(16, 14, 16, 10)
        self._scroll = scrolled(inner)
        self.setLayout(column(panel(head), self._restored, self._scroll, self._foot(), spacing=0))
        self._add_key("Esc", self.leave_asked.emit)
        self._add_key("Ctrl+S", self._on_save)

    @property
    def is_changed(self) -> bool:
        """Whether something was changed or confirmed and not saved yet."""
        return any(field.is_changed or field.is_confirmed for field in self.fields.values())

    @property
    def can_save(self) -> bool:
        """Whether everything that was typed can be read."""
        return self.save.isEnabled()

    @property
    def subject(self) -> SiteFormSubject | None:
        """What stands in the form, ``None`` for nothing."""
        return self._subject

    @property
    def site_name(self) -> str:
        """The name of the site in the form, "" where there is none."""
        return "" if self._subject is None else self._subject.site.name

    def entered(self) -> tuple[str, dict[str, object | None], Attribution]:
        """Return site, values and who says them. Raises ``InputError`` for a source or date that is none."""
        assert self._subject is not None  # noqa: S101 - asked only while a site is in the form
        return self._subject.site.id, self._read()[0], self._attribution()

    def close_form(self) -> None:
        """Put the form away with what stands in it; does nothing where no site is in it."""
        if self._subject is not None:
            self._subject = None
            clear(self._body)
            self.fields = {}
            self.closed.emit()

    def draft(self) -> dict[str, object]:
        """Return what was typed and confirmed, and who says it, as plain data."""
        return {
            "values": {name: field.text for name, field in self.fields.items() if field.is_changed},
            "confirmed": [name for name, field in self.fields.items() if field.is_confirmed],
            "said": [each.text() for each in (self._source, self._as_of, self._reason)],
        }

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Put back what ``draft`` returned; a value that changed meanwhile is shown beside its field."""
        for name, field in self.fields.items():
            field.enter(content["values"].get(name, field.start))
            field.confirm(is_confirmed=name in content["confirmed"])
        for editor, text in zip((self._source, self._as_of, self._reason), content["said"], strict=True):
            editor.setText(text)
        self._check()

    def tell_restored(self, draft: FormDraft, begin_again: Callable[[], None]) -> None:
        """Say above the fields that they were put back."""
        self._restored.tell(draft, begin_again)

    def show_site(self, subject: SiteFormSubject, focus: str = "") -> None:
        """Fill the form with a site; ``focus`` names the attribute to begin with."""
        self._subject = subject
        self._restored.hide()
        self._title.show_text(self._language.text("ui.site_form.title", site=subject.site.name))
        clear(self._body)
        self.fields = {}
        for group, specs in grouped_attributes_of(subject.site.kind):
            if self.fields:
                self._body.addWidget(line())
            self._body.addWidget(label(self._language.text(f"group.{group}"), "section"))
            for spec in specs:
                self._add_field(spec, subject)
        self._body.addStretch(1)
        self._source.setText(subject.attribution.source)
        as_of = subject.attribution.as_of
        self._as_of.setText("-".join(reversed(as_of.iso.split("-"))))
        self._reason.setText("")
        self._check()
        layout = self.layout()
        if layout is not None:
            walk_by_eye(layout, self.save)
        first = focus if focus in self.fields else next(iter(self.fields))
        # Once the fields have their places; before, none of them could be brought into view.
        QTimer.singleShot(0, self, lambda: self._begin_at(first))

    def _begin_at(self, attribute_id: str) -> None:
        field = self.fields.get(attribute_id)
        if field is not None:
            field.focus_editor()
            self._scroll.ensureWidgetVisible(field, 0, _BREATH_PX)

    def _add_field(self, spec: AttributeSpec, subject: SiteFormSubject) -> None:
        attribute = subject.site.attribute(spec.id)
        field = ValueField(self._theme, self._language, spec, attribute, subject.lists)
        field.changed.connect(self._check)
        self.fields[spec.id] = field
        self._body.addWidget(field)

    def _add_key(self, keys: str, act: Callable[[], None]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)

    # -- parts ----------------------------------------------------------------------------------------

    def _foot(self) -> QWidget:
        say = self._language.text
        self._source = self._line_edit("source")
        self._as_of = self._line_edit("as_of")
        self._reason = self._line_edit("reason")
        self._fault = label("", "error", wrap=True)
        self.save = button(say("ui.site_form.save"), "main", name="save_site")
        self.save.clicked.connect(self._on_save)
        leave = button(say("ui.cancel"), name="leave_site_form")
        leave.clicked.connect(self.leave_asked)
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
        """Return what the changed fields mean, and why some cannot be read or cannot be true."""
        assert self._subject is not None  # noqa: S101 - asked only while a site is in the form
        values: dict[str, object | None] = {}
        refusals: dict[str, str] = {}
        for name, field in self.fields.items():
            if not (field.is_changed or field.is_confirmed):
                continue
            try:
                values[name] = read_entry(field.spec, field.text, decimal=notation_of(self._language.code))
            except InputError as error:
                refusals[name] = self._language.text(error)
        untrue = contradiction_refusals(self._subject.site, values, self._subject.today)
        return values, refusals | {name: self._language.text(error) for name, error in untrue.items()}

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
        if self.save.isEnabled():
            self.saved.emit(*self.entered())
