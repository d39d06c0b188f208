"""A company and its people as they are typed: the key is made when it is kept."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from drentsportal.domain.relations.company import ContactPerson
from drentsportal.errors import InputError
from drentsportal.ui.dialogs.desk_form import DeskForm
from drentsportal.ui.dialogs.entry_dialog import Field
from drentsportal.ui.dialogs.tab_walk import walk_after, walk_by_eye
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.relations.company import Company
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_PARTS: Final = tuple(each.name for each in fields(ContactPerson))
_WIDTH: Final = 760
_REMOVE_PX: Final = 28
_GAP_PX: Final = 6
_SHARES: Final = (3, 2, 4, 2)
"""How wide the fields of a person are beside each other: a mail address is the longest."""


@dataclass(eq=False)
class _Row:
    """The fields of one person, in the order of ``ContactPerson``."""

    holder: QWidget
    edits: tuple[QLineEdit, ...]
    remove: QToolButton

    def person(self) -> ContactPerson | None:
        """Return who is filled in, ``None`` for an empty row."""
        told = [each.text().strip() for each in self.edits]
        return ContactPerson(*told) if any(told) else None


_ANOTHER: Final = frozenset({"error.company.known", "error.company.kvk_taken"})
"""Refusals that a person may overrule: it is another company all the same."""


class PersonRows(QWidget):
    """Rows of a name, a function, a mail address and a telephone; an empty row is nobody."""

    def __init__(self, theme: Theme, language: Language, persons: Sequence[ContactPerson]) -> None:
        """Start with those who are kept, or one empty row."""
        super().__init__()
        self._theme = theme
        self._say = say = language.text
        self._rows: list[_Row] = []
        self._box = column(spacing=6)
        self.add_button = button(say("ui.contacts.company.person.add"), "link", name="add_person")
        self.add_button.clicked.connect(self._on_add)
        heading = label(say("ui.contacts.company.persons"), "group")
        names = [label(say(f"ui.contacts.company.person.{name}"), "small") for name in _PARTS]
        captions = _shared(row(*names, _REMOVE_PX + _GAP_PX, spacing=_GAP_PX))
        self.setLayout(column(heading, captions, self._box, row(self.add_button, None), spacing=4))
        for each in persons or (ContactPerson(""),):
            self._add(each)

    def persons(self) -> tuple[ContactPerson, ...]:
        """Return who is filled in; a row without a name is left to the service to refuse."""
        found = [each.person() for each in self._rows]
        return tuple(each for each in found if each is not None)

    def _on_add(self) -> None:
        self._add(ContactPerson("")).edits[0].setFocus()

    def _add(self, person: ContactPerson) -> _Row:
        edits = tuple(QLineEdit(getattr(person, name)) for name in _PARTS)
        away = QToolButton()
        away.setProperty("role", "plain")
        away.setIcon(icon("remove", self._theme))
        holder = QWidget()
        away.setFixedWidth(_REMOVE_PX)
        holder.setLayout(_shared(row(*edits, away, spacing=_GAP_PX)))
        made = _Row(holder, edits, away)
        away.clicked.connect(partial(self._remove, made))
        self._rows.append(made)
        self._box.addWidget(holder)
        self._name_rows()
        walk_after(self, self.layout())
        return made

    def _remove(self, gone: _Row) -> None:
        self._rows.remove(gone)
        self._box.removeWidget(gone.holder)
        gone.holder.hide()
        gone.holder.deleteLater()
        self._name_rows()
        (self._rows[-1].edits[0] if self._rows else self.add_button).setFocus()

    def _name_rows(self) -> None:
        """Give every field the name and number by which it is spoken of."""
        for number, each in enumerate(self._rows, start=1):
            for name, edit in zip(_PARTS, each.edits, strict=True):
                field = self._say(f"ui.contacts.company.person.{name}")
                edit.setPlaceholderText(field)
                edit.setObjectName(f"person_{name}_{number}")
                edit.setAccessibleName(
                    self._say("ui.contacts.company.person.spoken", field=field, number=number)
                )
            spoken = self._say("ui.contacts.company.person.remove", number=number)
            each.remove.setObjectName(f"remove_person_{number}")
            each.remove.setAccessibleName(spoken)
            each.remove.setToolTip(spoken)


def _shared(line: QHBoxLayout) -> QHBoxLayout:
    """Share the width of a row among the fields of a person, so that captions stand above them."""
    for at, share in enumerate(_SHARES):
        line.setStretch(at, share)
        item = line.itemAt(at)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.setMinimumWidth(1)
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return line


class CompanyForm(DeskForm):
    """Asks for a company; ``rows.persons()`` and ``is_another`` belong to what ``submitted`` tells."""

    def __init__(
        self, parent: QWidget, theme: Theme, language: Language, company: Company | None, name: str = ""
    ) -> None:
        """Fill in what is kept of a company; a new one may have a ``name`` already."""
        say = language.text
        # Without the name: a title bar is seen while the window is locked.
        title = say(
            "ui.contacts.company.title_new" if company is None else "ui.contacts.company.title_change"
        )
        named = name if company is None else company.name
        kvk, place = ("", "") if company is None else (company.kvk_number, company.place)
        asked = (
            Field("name", "ui.contacts.company.name", required=True, value=named),
            Field("kvk", "ui.contacts.company.kvk", value=kvk),
            Field("place", "ui.contacts.company.place", value=place),
        )
        super().__init__(parent, language, title, asked, say("ui.contacts.company.save"))
        self.setObjectName("company_form")
        self.explain(say("ui.contacts.company.told"))
        self.rows = PersonRows(theme, language, () if company is None else company.persons)
        self.another = CheckBox(theme, say("ui.contacts.company.another"))
        self.another.setObjectName("company_another")
        self.another.hide()
        self.add_part(self.rows)
        # With the fault below the fields: it is what the fault offers.
        self.offer(self.another)
        whole = self.layout()
        if whole is not None:
            walk_by_eye(whole, self.accept_button)
        self.setMinimumWidth(_WIDTH)
        self._begun_persons = self.rows.persons()

    @property
    def is_changed(self) -> bool:
        """Whether a field or a person was filled in that closing would lose."""
        return super().is_changed or self.rows.persons() != self._begun_persons

    @property
    def is_another(self) -> bool:
        """Whether the person says that it is another company than the known one."""
        return self.another.isVisible() and self.another.isChecked()

    def offer_another(self, error: BaseException) -> None:
        """Where a company was refused because it is known, let the person say that it is another one."""
        if isinstance(error, InputError) and error.message_id in _ANOTHER:
            self.another.show()
