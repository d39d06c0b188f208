"""The last page of the wizard: what holds for the file as a whole, and under which name it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from drentsportal.domain.entry.value_entry import read_date
from drentsportal.errors import InputError
from drentsportal.services.mapping_draft import DAY_FIRST, OPEN, REFUSE, SAME_TOTAL
from drentsportal.services.mapping_first_draft import ids_for
from drentsportal.ui.widgets.choice_row import ChoiceRow
from drentsportal.ui.widgets.mapping_fixed import MappingFixed
from drentsportal.ui.widgets.parts import column, label, line, row, scrolled

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial

_NONE: Final = ""
_FIXED: Final = "\x00fixed"
"""Stands in the list of columns for one date that holds for every row; no column can be called so."""

_ISO: Final = "iso"


class MappingSettings(QWidget):
    """Name, source, id and reference date.

    Signals: ``decided(draft)`` whenever the person changed something.
    """

    decided = Signal(object)

    def __init__(self, language: Language) -> None:
        """Build the page; nothing is shown yet."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._proposal: MappingProposal | None = None
        self._draft: MappingDraft | None = None
        choose = self._say("mapping.choose")
        self._kind = label("", "strong", wrap=True)
        self.title = self._entry("title")
        self.source = self._entry("source")
        self._source_why = label("", "small", wrap=True)
        self.id_first = ChoiceRow(self._say("mapping.id_first"), "id_first", choose)
        self.id_second = ChoiceRow(self._say("mapping.id_second"), "id_second", choose)
        self.prefix = self._entry("prefix")
        self._id_said = label("", "small", wrap=True)
        self.fixed = MappingFixed(language)
        self.parts = ChoiceRow(self._say("mapping.parts"), "parts", choose)
        self.dated = ChoiceRow(self._say("mapping.as_of_column"), "as_of_column", choose)
        self.as_of = self._entry("as_of")
        self.as_of.setPlaceholderText(self._say("mapping.as_of_hint"))
        self.order = ChoiceRow(self._say("mapping.dates"), "as_of_dates", choose)
        self._date_fault = label("", "error", wrap=True)
        self._lay_out()
        self._connect()

    def show_draft(self, proposal: MappingProposal, draft: MappingDraft, trial: MappingTrial | None) -> None:
        """Show what holds for the file now."""
        self._proposal, self._draft = proposal, draft
        self._kind.setText(self._say("mapping.kind_and_rows", kind=draft.kind, rows=proposal.row_count))
        for entry, text in (
            (self.title, draft.title),
            (self.source, "" if draft.source == OPEN else draft.source),
            (self.prefix, draft.id_prefix),
        ):
            # A space at the end is one that the person has not written on from yet.
            if entry.text().strip() != text.strip():
                entry.setText(text)
        lent = proposal.source if draft.source == proposal.source else ""
        self._source_why.setText(
            self._say("mapping.file.source_of", mapping=proposal.nearest) if lent else ""
        )
        self._source_why.setVisible(bool(lent))
        self.fixed.show_draft(draft)
        self._ids.setVisible(draft.is_numbered)
        self._show_ids(draft, trial)
        self._show_dates(draft)

    # -- building -------------------------------------------------------------------------------------

    def _entry(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(self._say(f"mapping.{name}"))
        return made

    def _captioned(self, entry: QLineEdit) -> QWidget:
        caption = label(self._say(f"mapping.{entry.objectName()}"), "small")
        caption.setBuddy(entry)
        made = QWidget()
        made.setLayout(column(caption, entry, spacing=3))
        return made

    def _lay_out(self) -> None:
        self._as_of_box = self._captioned(self.as_of)
        self._ids = QWidget()
        ids = row(spacing=12)
        for each in (self.id_first, self.id_second, self._captioned(self.prefix)):
            ids.addWidget(each, 1, Qt.AlignmentFlag.AlignTop)
        dates = row(spacing=12)
        for part in (self.dated, self._as_of_box, self.order):
            dates.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        body = QWidget()
        inner = column(self._kind, self._captioned(self.title), spacing=10, margin=14)
        inner.addWidget(self._captioned(self.source))
        inner.addWidget(self._source_why)
        inner.addWidget(line())
        inner.addWidget(self.fixed)
        self._ids.setLayout(ids)
        inner.addWidget(self._ids)
        inner.addWidget(self._id_said)
        inner.addWidget(self.parts)
        inner.addWidget(line())
        inner.addLayout(dates)
        inner.addWidget(self._date_fault)
        inner.addStretch(1)
        body.setLayout(inner)
        whole = column()
        whole.addWidget(scrolled(body))
        self.setLayout(whole)

    def _connect(self) -> None:
        self.title.textEdited.connect(lambda text: self._decide(title=text))
        self.source.textEdited.connect(lambda text: self._decide(source=text.strip() or OPEN))
        self.prefix.textEdited.connect(self._on_prefix)
        self.id_first.chosen.connect(self._on_id)
        self.id_second.chosen.connect(self._on_second_id)
        self.fixed.answered.connect(self._on_fixed)
        self.parts.chosen.connect(lambda answer: self._decide(parts=answer))
        self.dated.chosen.connect(self._on_dated)
        self.as_of.textEdited.connect(self._on_as_of)
        self.order.chosen.connect(lambda answer: self._decide(as_of_dates="" if answer == _ISO else answer))

    # -- showing --------------------------------------------------------------------------------------

    def _show_ids(self, draft: MappingDraft, trial: MappingTrial | None) -> None:
        proposal = self._shown
        proposed = {each.column: each for each in reversed(ids_for(proposal, draft.kind))}
        proposed = dict(reversed(proposed.items()))
        names = [*proposed, *(each.name for each in proposal.columns if each.name not in proposed)]
        usable = [(name, name) for name in names if not set(name) & set("{}")]
        first = draft.id_columns[0] if draft.id_columns else OPEN
        why = "\n".join(self._say(each) for each in proposed[first].reasons) if first in proposed else ""
        self.id_first.show_choices(usable, first, why)
        second = draft.id_columns[1] if len(draft.id_columns) > 1 else _NONE
        others = [(name, words) for name, words in usable if name != first]
        self.id_second.show_choices([(_NONE, self._say("mapping.id_none")), *others], second)
        said = ""
        if trial is not None and trial.ids:
            said = self._say(
                "mapping.id_said",
                example=next((each for each in trial.ids if each), "-"),
                missing=trial.ids_missing,
                repeated=trial.ids_repeated,
            )
        self._id_said.setText(said)
        answers = [(each, self._say(f"mapping.parts.{each}")) for each in (SAME_TOTAL, REFUSE)]
        same = first in proposed and proposed[first].same_total
        self.parts.show_choices(answers, draft.parts, self._say("mapping.reason.same_total") if same else "")
        self.parts.setVisible(bool(draft.parts))

    def _show_dates(self, draft: MappingDraft) -> None:
        proposal = self._shown
        proposed = {each.column: each for each in proposal.dates}
        names = [*proposed, *(each.name for each in proposal.columns if each.name not in proposed)]
        choices = [(_FIXED, self._say("mapping.as_of_fixed")), *((name, name) for name in names)]
        chosen = draft.as_of_column or _FIXED
        why = "\n".join(self._say(each) for each in proposed[chosen].reasons) if chosen in proposed else ""
        self.dated.show_choices(choices, chosen, why)
        self._as_of_box.setVisible(not draft.as_of_column)
        orders = [(_ISO, self._say("mapping.dates.iso")), (DAY_FIRST, self._say("mapping.dates.day"))]
        self.order.show_choices(orders, draft.as_of_dates or _ISO)
        self.order.setVisible(bool(draft.as_of_dates))
        if draft.as_of_column:
            self._date_fault.hide()

    @property
    def _shown(self) -> MappingProposal:
        if self._proposal is None:
            raise LookupError(OPEN)
        return self._proposal

    # -- deciding -------------------------------------------------------------------------------------

    def _decide(self, **answers: object) -> None:
        if self._draft is not None:
            self.decided.emit(replace(self._draft, **answers))  # type: ignore[arg-type]  # fields by name

    def _on_id(self, name: str) -> None:
        if self._draft is None:
            return
        ids = ids_for(self._shown, self._draft.kind)
        known = next((each for each in ids if each.column == name), None)
        prefix = known.prefix if known is not None else self._draft.id_prefix
        self._decide(id_columns=(name,), id_prefix=prefix, parts="")

    def _on_second_id(self, name: str) -> None:
        if self._draft is not None:
            first = self._draft.id_columns[:1]
            self._decide(id_columns=(*first, name) if name else first, parts="")

    def _on_prefix(self, text: str) -> None:
        self._decide(id_prefix="".join(each for each in text if each not in "{}"))

    def _on_fixed(self, field_id: str, value: str) -> None:
        if self._draft is not None:
            self.decided.emit(self._draft.with_fixed(field_id, value))

    def _on_dated(self, name: str) -> None:
        if name == _FIXED:
            self._decide(as_of_column="", as_of=OPEN, as_of_dates="")
            return
        order = self._shown.column(name).dates
        self._decide(as_of_column=name, as_of="", as_of_dates=order)

    def _on_as_of(self, text: str) -> None:
        try:
            date = read_date(text).iso
        except InputError as error:
            self._date_fault.setText(self._say(error))
            self._date_fault.setVisible(bool(text.strip()))
            self._decide(as_of=OPEN)
            return
        self._date_fault.hide()
        self._decide(as_of=date)
