"""Hands for the wizard for columns: a worker that answers at once, the mouse and the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from drentsportal.errors import DataSourceError, InputError
from drentsportal.services.progress import NoProgress
from drentsportal.ui.dialogs.mapping_calls import LinkingCalls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QComboBox, QWidget

    from drentsportal.language import Language
    from drentsportal.services.import_mapping import ColumnLinking
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.services.ports.imports import ImportOptions
    from drentsportal.ui.dialogs.mapping_calls import LinkingReply
    from drentsportal.ui.dialogs.mapping_wizard import MappingWizard

Result = TypeVar("Result")


@dataclass
class Done:
    """Work that was over before it could be stopped."""

    is_cancelled: bool = False

    def cancel(self) -> None:
        """Note that the person stopped it."""
        self.is_cancelled = True


class AtOnce:
    """Stands in for the worker: does what is asked at once, with the reader itself."""

    def __init__(self, linking: ColumnLinking, language: Language) -> None:
        """Keep the service."""
        self._linking = linking
        self._say = language.text
        self.tries = 0

    @property
    def calls(self) -> LinkingCalls:
        """The calls of the wizard."""
        return LinkingCalls(self.propose, self.try_draft, self.keep)

    def propose(
        self, path: Path, options: ImportOptions, encoding: str, reply: LinkingReply[MappingProposal]
    ) -> Done:
        """Look at a file."""
        return self._answer(lambda: self._linking.propose(path, options, NoProgress(), encoding), reply)

    def try_draft(
        self, path: Path, options: ImportOptions, draft: MappingDraft, reply: LinkingReply[MappingTrial]
    ) -> Done:
        """Read all rows."""
        self.tries += 1
        return self._answer(lambda: self._linking.try_draft(path, options, draft, NoProgress()), reply)

    def keep(self, proposal: MappingProposal, draft: MappingDraft, reply: LinkingReply[Path]) -> Done:
        """Write the mapping."""
        return self._answer(lambda: self._linking.keep(proposal, draft, self._say), reply)

    @staticmethod
    def _answer(work: Callable[[], Result], reply: LinkingReply[Result]) -> Done:
        try:
            result = work()
        except (InputError, DataSourceError) as error:
            reply.failed(error)
        else:
            reply.done(result)
        return Done()


def click(button: QWidget) -> None:
    """Press with the left button of the mouse."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(widget: QWidget) -> str:
    """Return what can be read in a widget."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def rows(wizard: MappingWizard) -> list[tuple[str, str, str]]:
    """Return name, state and content of every column in the list."""
    model = wizard.page.columns
    return [
        tuple(str(model.data(model.index(row, section))) for section in range(3))  # type: ignore[misc]  # three columns
        for row in range(model.rowCount())
    ]


def select(wizard: MappingWizard, name: str) -> None:
    """Choose a column in the list by mouse."""
    at = [row[0] for row in rows(wizard)].index(name)
    view = wizard.page.list
    where = view.visualRect(wizard.page.columns.index(at, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where.x(), where.y()))


def choose(combo: QComboBox, words: str) -> None:
    """Choose an answer by its first letters, as the keyboard does."""
    combo.setFocus()
    at = combo.findText(words, Qt.MatchFlag.MatchStartsWith)
    assert at >= 0, [combo.itemText(number) for number in range(combo.count())]
    key = Qt.Key.Key_Down if at > combo.currentIndex() else Qt.Key.Key_Up
    for _ in range(abs(at - combo.currentIndex())):
        if combo.currentText().startswith(words):
            break
        QTest.keyClick(combo, key)
