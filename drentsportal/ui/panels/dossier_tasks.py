"""The tasks of a case: what is to be done by whom and when; what is done stands below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from drentsportal.domain.cases.task_rules import is_late
from drentsportal.language.discipline_words import discipline_words
from drentsportal.ui.widgets.desk_rows import DeskRow, DeskRows
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import button, column, label, panel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.cases.task import CaseTask
    from drentsportal.language import Language
    from drentsportal.ui.dossier_reading import CaseFile
    from drentsportal.ui.theme import Theme

_BUTTONS = ("add", "change", "hand_over")


class TasksPage(QWidget):
    """The checklist of tasks.

    Signals: ``asked(name, task_id)`` with ``add``, ``change``, ``hand_over``, ``finish`` or ``reopen``.
    """

    asked = Signal(str, str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._tasks: dict[str, CaseTask] = {}
        self.rows = DeskRows(theme, self._say("ui.dossier.tab.tasks"), "task_rows")
        self.rows.ticked.connect(self._tick)
        self.rows.opened.connect(lambda task_id: self._ask("change", task_id))
        self.rows.chosen.connect(lambda _: self._enable())
        self._fault = label("", "error", wrap=True)
        self._fault.setObjectName("task_fault")
        self._fault.hide()
        self._buttons = {name: button(self._say(f"ui.task.{name}"), name=f"task_{name}") for name in _BUTTONS}
        for name, made in self._buttons.items():
            made.clicked.connect(lambda _=False, asked=name: self._ask(asked, self.rows.current_id()))
        body = column(self._fault, flow(*self._buttons.values()), spacing=6)
        self.setLayout(column(self.rows, panel(body, (16, 8, 16, 8), "panel_footer"), spacing=0))

    def show_file(self, file: CaseFile) -> None:
        """Show the tasks of a case: open ones by their date, then what is done, newest first."""
        self.tell_fault("")
        self._tasks = {each.id: each for each in file.tasks}
        self.rows.show_rows(tuple(self._rows(file)))
        self._enable()

    def tell_fault(self, text: str) -> None:
        """Say why something could not be done; an empty text takes it away."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def task(self, task_id: str) -> CaseTask | None:
        """Return a task that is shown."""
        return self._tasks.get(task_id)

    def _rows(self, file: CaseFile) -> Iterator[DeskRow]:
        say = self._say
        still = [each for each in file.tasks if each.done_at_utc is None]
        still.sort(key=lambda each: (each.due_on is None, each.due_on or file.today))
        done = sorted(
            (each for each in file.tasks if each.done_at_utc is not None),
            key=lambda each: str(each.done_at_utc),
            reverse=True,
        )
        yield DeskRow("open", say("ui.task.open", count=len(still)), is_heading=True)
        if not still:
            yield DeskRow("none", say("ui.task.none"), is_strong=False)
        for each in still:
            late = is_late(each, file.today)
            yield self._row(each, mark=say("path_state.late") if late else "", tone="fails")
        if done:
            yield DeskRow("done", say("ui.task.done", count=len(done)), is_heading=True)
        for each in done:
            yield self._row(each, mark="", tone="fits")

    def _row(self, task: CaseTask, *, mark: str, tone: str) -> DeskRow:
        say = self._say
        parts = [task.owner]
        if task.done_at_utc is not None:
            parts.append(say("ui.task.done_at", at_utc=task.done_at_utc))
        elif task.due_on is not None:
            parts.append(say("ui.task.due", due_on=task.due_on))
        else:
            parts.append(say("ui.task.undated"))
        parts.append(discipline_words(task.discipline, self._language))
        return DeskRow(
            id=task.id,
            title=task.text,
            detail=" · ".join(part for part in parts if part),
            mark=mark,
            tone=tone if mark else "outline",
            mark_shape="overdue" if mark else "",
            check=task.done_at_utc is not None,
            check_words=say("ui.tick.done" if task.done_at_utc is not None else "ui.tick.open"),
            is_strong=task.done_at_utc is None,
        )

    def _tick(self, task_id: str) -> None:
        task = self._tasks.get(task_id)
        if task is not None:
            self.asked.emit("finish" if task.done_at_utc is None else "reopen", task_id)

    def _ask(self, name: str, task_id: str) -> None:
        if name == "add" or task_id in self._tasks:
            self.asked.emit(name, task_id)

    def _enable(self) -> None:
        task = self._tasks.get(self.rows.current_id())
        is_open = task is not None and task.done_at_utc is None
        for name in ("change", "hand_over"):
            self._buttons[name].setEnabled(is_open)
            self._buttons[name].setToolTip("" if is_open else self._say("ui.task.choose"))
