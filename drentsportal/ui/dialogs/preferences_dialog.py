"""Preferences: every setting of the table in its group, found by its words, and kept all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from drentsportal.settings import FIELDS, SettingGroup
from drentsportal.ui.dialogs.messages import may_lose
from drentsportal.ui.dialogs.suited import resize_within_screen
from drentsportal.ui.fonts import font
from drentsportal.ui.widgets.parts import button, column, label, line, restyle, row, scrolled
from drentsportal.ui.widgets.search_field import search_field
from drentsportal.ui.widgets.setting_row import SettingRow
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from drentsportal.errors import DrentsPortalError
    from drentsportal.language import Language
    from drentsportal.services.shared_settings import SharedValue
    from drentsportal.settings import Value
    from drentsportal.ui.theme import Theme

_SIZE: Final = (860, 640)
_GROUPS_PX: Final = 184
_GROUP_ROW: Final = QSize(0, 32)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What counts now: of this user, of the workspace, and which house styles there are (id and name)."""

    personal: Mapping[str, Value]
    shared: Mapping[str, SharedValue]
    styles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChosenPreferences:
    """What a person changed: of this user by name, of the workspace by name with its source."""

    personal: Mapping[str, Value]
    shared: Mapping[str, tuple[str | float, str]]


class PreferencesDialog(QDialog):
    """Groups at the left, the settings of the chosen one at the right; a search goes over all.

    Signals: ``keep_asked(chosen)`` with what was changed and can be kept; it stays open until ``accept``.
    """

    keep_asked = Signal(object)

    def __init__(self, parent: QWidget, theme: Theme, language: Language, now: Preferences) -> None:
        """Show what counts now."""
        super().__init__(parent)
        self._language = language
        self._say = say = language.text
        self.setObjectName("preferences_dialog")
        self.setWindowTitle(say("ui.preferences.title"))
        self.setModal(True)
        self.rows = {name: SettingRow(theme, language, name, now.styles) for name in FIELDS}
        for name, each in self.rows.items():
            value = now.shared[name].value if each.field.is_shared else now.personal[name]
            each.show_value(value, now.shared.get(name))
            each.edited.connect(self._on_edited)
        self.search = search_field(theme, language, "preferences_search", say("ui.preferences.search"))
        self.search.textChanged.connect(lambda _: self._show_rows())
        self.groups = self._group_list()
        self._headings = {group: label(self._group_name(group), "section") for group in SettingGroup}
        self._none = WordLabel(say("ui.preferences.nothing_found"), "secondary")
        self._told = WordLabel("", "error")
        self.keep_button = button(say("ui.preferences.keep"), "main", name="preferences_keep")
        self.keep_button.setDefault(True)
        self.keep_button.clicked.connect(self.keep)
        self.cancel_button = button(say("ui.cancel"), name="preferences_cancel")
        self.cancel_button.clicked.connect(self.reject)
        self._build()
        self.groups.setCurrentRow(0)
        self._on_edited()

    @property
    def is_changed(self) -> bool:
        """Whether something stands there that is not kept."""
        return any(each.is_changed for each in self.rows.values())

    def keep(self) -> None:
        """Ask to keep what was changed; what cannot be kept is told, and the keyboard goes to the first."""
        wrong = [each for each in self.rows.values() if each.check() is not None]
        if wrong:
            self._lead_to(wrong[0])
            self.tell(self._say("ui.preferences.wrong", count=len(wrong)))
        elif self.is_changed:
            self.tell("")
            self.keep_asked.emit(self._chosen())

    def tell(self, text: str) -> None:
        """Say above the buttons why nothing was kept; an empty text takes it away."""
        self._told.show_text(text)
        self._told.setVisible(bool(text))

    def tell_fault(self, error: DrentsPortalError) -> None:
        """Say why nothing was kept, at the setting that it speaks of where it names one."""
        self.tell(self._say(error))
        found = self.rows.get(error.field or "")
        if found is not None:
            self._lead_to(found)

    def show_busy(self, *, is_busy: bool) -> None:
        """Take no second answer while the first is being kept."""
        self.keep_button.setEnabled(not is_busy and self.is_changed)

    def reject(self) -> None:
        """Close without keeping anything, after asking where something was changed."""
        title, text = self._say("ui.leave.title"), self._say("ui.preferences.leave")
        if not self.is_changed or may_lose(self, self._language, title, text):
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the search with Escape before the dialog closes; go on to the list with Down."""
        in_search = self.search.hasFocus()
        if event.key() == Qt.Key.Key_Escape and in_search and self.search.text():
            self.search.clear()
        elif event.key() == Qt.Key.Key_Down and in_search:
            self._first_shown().setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and in_search:
            # Who searches does not mean to keep.
            event.accept()
        else:
            super().keyPressEvent(event)

    # -- building -------------------------------------------------------------------------------------

    def _group_list(self) -> QListWidget:
        made = QListWidget()
        made.setObjectName("preferences_groups")
        made.setAccessibleName(self._say("ui.preferences.groups"))
        made.setFont(font(13))
        made.setProperty("framed", "true")
        made.setFixedWidth(_GROUPS_PX)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for group in SettingGroup:
            item = QListWidgetItem(self._group_name(group))
            item.setSizeHint(_GROUP_ROW)
            made.addItem(item)
        made.currentRowChanged.connect(lambda _: self._on_group())
        # Also the group that was chosen before a search.
        made.itemClicked.connect(lambda _: self._on_group())
        return made

    def _build(self) -> None:
        body = column(spacing=0)
        body.setContentsMargins(0, 0, 16, 0)
        self._rules: dict[str, QWidget] = {}
        for group, heading in self._headings.items():
            heading.setContentsMargins(0, 0, 0, 8)
            body.addWidget(heading)
            for name, each in self.rows.items():
                if each.field.group is group:
                    each.setContentsMargins(0, 12, 0, 12)
                    self._rules[name] = line()
                    body.addWidget(self._rules[name])
                    body.addWidget(each)
        body.addWidget(self._none)
        body.addStretch(1)
        holder = QWidget()
        holder.setLayout(body)
        self.shown = scrolled(holder)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        middle = row(self.groups, spacing=16)
        middle.addWidget(self.shown, 1)
        self.tell("")
        foot = row(spacing=8)
        foot.addWidget(self._told, 1)
        foot.addStretch()
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.keep_button)
        whole = column(self.search, spacing=12, margin=16)
        whole.addLayout(middle, 1)
        whole.addWidget(line())
        whole.addLayout(foot)
        self.setLayout(whole)
        resize_within_screen(self, *_SIZE)

    def _group_name(self, group: SettingGroup) -> str:
        return self._say(f"setting.group.{group.value}")

    # -- what is shown --------------------------------------------------------------------------------

    def _on_group(self) -> None:
        if self.search.text():
            # A group that is chosen is shown whole: what was searched before is over.
            self.search.clear()
        self._show_rows()

    def _show_rows(self) -> None:
        words, chosen = self.search.text().strip(), self._chosen_group()
        # A search goes over all groups: none is marked meanwhile.
        self.groups.item(max(0, self.groups.currentRow())).setSelected(not words)
        shown = [
            name
            for name, each in self.rows.items()
            if (each.answers(words) if words else each.field.group is chosen)
        ]
        groups = {FIELDS[name].group for name in shown}
        for group, heading in self._headings.items():
            heading.setVisible(group in groups)
        first: set[SettingGroup] = set()
        for name, each in self.rows.items():
            each.setVisible(name in shown)
            # Below a heading no rule.
            group = each.field.group
            self._rules[name].setVisible(name in shown and group in first)
            if name in shown:
                first.add(group)
        self._none.setVisible(not shown)
        QTimer.singleShot(0, self.shown, lambda: self.shown.verticalScrollBar().setValue(0))

    def _chosen_group(self) -> SettingGroup:
        return tuple(SettingGroup)[max(0, self.groups.currentRow())]

    def _first_shown(self) -> QWidget:
        return next((each.control.field for each in self.rows.values() if not each.isHidden()), self.groups)

    def _lead_to(self, found: SettingRow) -> None:
        """Show a setting and put the keyboard on what is wrong in it."""
        if found.isHidden():
            self.search.clear()
            self.groups.setCurrentRow(list(SettingGroup).index(found.field.group))
        found.wrong_field.setFocus()
        QTimer.singleShot(0, self.shown, lambda: self.shown.ensureWidgetVisible(found))

    # -- what was chosen ------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self.keep_button.setEnabled(self.is_changed)
        changed = {each.field.group for each in self.rows.values() if each.is_changed}
        for number, group in enumerate(SettingGroup):
            name = self._group_name(group)
            marked = self._say("ui.preferences.group_changed", group=name) if group in changed else name
            self.groups.item(number).setText(marked)
        restyle(self.keep_button)

    def _chosen(self) -> ChosenPreferences:
        changed = [each for each in self.rows.values() if each.is_changed]
        personal = {each.name: each.value() for each in changed if not each.field.is_shared}
        shared: dict[str, tuple[str | float, str]] = {
            each.name: (each.value(), each.source.text().strip()) for each in changed if each.field.is_shared
        }
        return ChosenPreferences(personal, shared)
