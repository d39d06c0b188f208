"""What must still be asked, grouped by the function that can answer it, and copied as text for a mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.ui.fonts import font
from drentsportal.ui.widgets.parts import button, column, label, panel, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.matching import MatchResult
    from drentsportal.domain.site import ContactPoint
    from drentsportal.language import Language

QUESTIONS_SHOWN: Final = 200
"""Questions that are worded; with more than this the request is too wide to ask around."""

_SCOPE_ROLE: Final = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class AskedFunction:
    """One function with everything that it is asked."""

    scope: str
    name: str
    mail: str
    questions: tuple[str, ...]


def questions_by_function(
    result: MatchResult, contacts: Sequence[ContactPoint], language: Language
) -> tuple[AskedFunction, ...]:
    """Group the questions of a result by whom to ask, in the order in which the ranking brings them up."""
    asked: dict[str, list[str]] = {}
    total = 0
    for position in result.open_positions:
        if total >= QUESTIONS_SHOWN:
            break
        for question in result.questions(position):
            asked.setdefault(question.scope, []).append(language.text(question.text))
            total += 1
    by_scope = {each.scope: each for each in contacts}
    return tuple(
        AskedFunction(
            scope,
            function_name(scope, by_scope.get(scope), language),
            _mail(by_scope.get(scope)),
            tuple(texts),
        )
        for scope, texts in asked.items()
    )


def function_name(scope: str, contact: ContactPoint | None, language: Language) -> str:
    """Return whom to ask: "Accountmanager Emmen"; where no function is known, the gemeente alone."""
    place = MUNICIPALITIES.get(scope, "")
    if contact is None:
        return language.text("ui.questions.no_contact", place=place or scope)
    whose = place or contact.organisation
    return language.text("ui.questions.function", function=contact.function, place=whose)


def _mail(contact: ContactPoint | None) -> str:
    return contact.mail if contact is not None else ""


class QuestionsPanel(QWidget):
    """The list of questions under the function that can answer them."""

    def __init__(self, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._result: MatchResult | None = None
        self._contacts: tuple[ContactPoint, ...] = ()
        self._functions: tuple[AskedFunction, ...] = ()
        self.view = QListWidget()
        self.view.setObjectName("question_list")
        self.view.setWordWrap(True)
        self.view.setSpacing(2)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self._say("ui.results.list.questions"))
        self.view.itemSelectionChanged.connect(self._name_button)
        self.copy_button = button(self._say("ui.questions.copy"), "", name="copy_questions")
        self.copy_button.clicked.connect(self._copy)
        self._told = label("", "small", wrap=True)
        foot = row(spacing=8)
        foot.addWidget(self._told, 1)
        foot.addWidget(self.copy_button)
        self.setLayout(column(panel(column(self.view, panel(foot, (16, 6, 16, 6)), spacing=0))))

    @property
    def count(self) -> int:
        """Number of questions that are shown."""
        return sum(len(each.questions) for each in self._functions)

    def show_contacts(self, contacts: Sequence[ContactPoint]) -> None:
        """Name the functions that can be asked."""
        self._contacts = tuple(contacts)
        self.show_result(self._result)

    def show_result(self, result: MatchResult | None) -> None:
        """Show the questions of a result."""
        self._result = result
        self._functions = ()
        if result is not None:
            self._functions = questions_by_function(result, self._contacts, self._language)
        self.view.clear()
        self._told.clear()
        for function in self._functions:
            self._add_function(function)
        if not self._functions:
            self.view.addItem(self._say("ui.results.no_questions"))
        self.copy_button.setEnabled(bool(self._functions))
        self._name_button()

    def text(self, scope: str = "") -> str:
        """Return the questions as plain text for a mail: those of one function, or of all."""
        chosen = [each for each in self._functions if scope in {"", each.scope}]
        return "\n\n".join(self._block(each) for each in chosen) + "\n"

    def _block(self, function: AskedFunction) -> str:
        head = " ".join(
            part for part in (function.name, f"<{function.mail}>" if function.mail else "") if part
        )
        return "\n".join((head, *(f"- {each}" for each in function.questions)))

    def _add_function(self, function: AskedFunction) -> None:
        count = len(function.questions)
        head = QListWidgetItem(self._say("ui.questions.head", function=function.name, count=count))
        head.setFont(font(13, QFont.Weight.DemiBold))
        head.setToolTip(function.mail)
        self._add(head, function.scope)
        for question in function.questions:
            self._add(QListWidgetItem(question), function.scope)

    def _add(self, item: QListWidgetItem, scope: str) -> None:
        item.setData(_SCOPE_ROLE, scope)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, item.text())
        self.view.addItem(item)

    def _scope(self) -> str:
        chosen = self.view.selectedItems()
        return str(chosen[0].data(_SCOPE_ROLE) or "") if chosen else ""

    def _name_button(self) -> None:
        names = [each.name for each in self._functions if each.scope == self._scope()]
        text = (
            self._say("ui.questions.copy_of", function=names[0]) if names else self._say("ui.questions.copy")
        )
        self.copy_button.setToolTip(text)
        self.copy_button.setAccessibleName(text)

    def _copy(self) -> None:
        scope = self._scope()
        QGuiApplication.clipboard().setText(self.text(scope))
        count = sum(len(each.questions) for each in self._functions if scope in {"", each.scope})
        self._told.setText(self._say("ui.questions.copied", count=count))
