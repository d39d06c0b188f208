"""The establishment path V0 to V8 of a case: a checklist with parts, dates, owners and the permit check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from drentsportal.domain.package.parts import PackageRound
from drentsportal.domain.path.path_state import ItemState
from drentsportal.domain.path.path_steps import (
    AGREEMENTS,
    PATH_ITEM_BY_ID,
    PERMIT_CHECK,
    WHOLE_PATH,
    item_name,
    step_of,
)
from drentsportal.ui.path_words import item_detail
from drentsportal.ui.widgets.desk_rows import DeskRow, DeskRows
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import button, column, label, panel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.language import Language
    from drentsportal.services.establishment import PathStanding
    from drentsportal.ui.dossier_reading import CaseFile
    from drentsportal.ui.theme import Theme

_BUTTONS: Final = (
    "plan",
    "set_aside",
    "reopen",
    "not_kept",
    "check",
    "state",
    "agree",
    "calendar",
    "package",
)
_TONES: Final = {
    ItemState.LATE: ("fails", "overdue"),
    ItemState.PLANNED: ("info", "running"),
    ItemState.DONE: ("fits", "answered"),
    ItemState.NOT_APPLICABLE: ("unknown", "minus"),
}


class PathPage(QWidget):
    """The steps with their parts.

    Signals: ``asked(name, item_id)`` with ``plan``, ``done``, ``reopen``, ``set_aside``, ``kept``,
    ``not_kept``, ``check``, ``state``, ``agree``, ``calendar`` or ``package``.
    """

    asked = Signal(str, str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._standing: PathStanding | None = None
        self.rows = DeskRows(theme, self._say("ui.dossier.tab.path_steps"), "path_rows")
        self.rows.ticked.connect(self._tick)
        self.rows.opened.connect(lambda item_id: self._ask("plan", item_id))
        self.rows.chosen.connect(lambda _: self._enable())
        self._fault = label("", "error", wrap=True)
        self._fault.setObjectName("path_fault")
        self._fault.hide()
        self._hint = label(self._say("ui.path.choose"), "small", wrap=True)
        self._buttons = {name: button(self._say(f"ui.path.{name}"), name=f"path_{name}") for name in _BUTTONS}
        for name, made in self._buttons.items():
            made.clicked.connect(lambda _=False, asked=name: self._ask(asked, self.rows.current_id()))
        buttons = flow(*self._buttons.values())
        body = column(self._fault, self._hint, buttons, spacing=6)
        self.setLayout(column(self.rows, panel(body, (16, 8, 16, 8), "panel_footer"), spacing=0))

    def show_file(self, file: CaseFile) -> None:
        """Show the path of a case."""
        self.tell_fault("")
        self._standing = file.path
        self.rows.show_rows(tuple(self._rows(file.path)))
        self._enable()

    def tell_fault(self, text: str) -> None:
        """Say why something could not be done; an empty text takes it away."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def _rows(self, standing: PathStanding) -> Iterator[DeskRow]:
        for item_id in standing.path.item_ids:
            state = standing.state(item_id)
            is_done = state is ItemState.DONE
            tone, shape = _TONES.get(state, ("outline", ""))
            mark = self._mark(standing, item_id, state)
            yield DeskRow(
                id=item_id,
                title=self._title(standing, item_id),
                detail=item_detail(self._language, standing, item_id),
                mark=mark,
                tone=tone if mark else "outline",
                mark_shape=shape if mark else "",
                level=1 if "." in item_id else 0,
                check=is_done,
                check_words=self._say("ui.tick.done" if is_done else "ui.tick.open"),
                is_strong="." not in item_id,
            )

    def _title(self, standing: PathStanding, item_id: str) -> str:
        name = self._say(item_name(item_id))
        if item_id in PATH_ITEM_BY_ID:
            return name
        return f"{name}: {standing.path.agreement(item_id).text}"

    def _mark(self, standing: PathStanding, item_id: str, state: ItemState) -> str:
        """Say how an item stands, in a word; of an open one nothing is to be said."""
        if (
            item_id not in PATH_ITEM_BY_ID
            and (is_kept := standing.path.agreement(item_id).is_kept) is not None
        ):
            return self._say("path_state.kept" if is_kept else "path_state.not_kept")
        if state is ItemState.OPEN or (state is ItemState.PLANNED and "." not in item_id):
            return ""
        return self._say(f"path_state.{state.value}")

    def _tick(self, item_id: str) -> None:
        standing = self._standing
        if standing is None:
            return
        entry = standing.path.entry(item_id)
        if entry.done_at_utc is not None or entry.not_applicable:
            self.asked.emit("reopen", item_id)
        else:
            self.asked.emit("done" if item_id in PATH_ITEM_BY_ID else "kept", item_id)

    def _ask(self, name: str, item_id: str) -> None:
        if self._standing is None:
            return
        if name in {"agree", "calendar"}:
            self.asked.emit(name, AGREEMENTS)
        elif name == "package":
            # Always there: a button that comes with a row would move the rows under the mouse.
            is_second = step_of(item_id) == PackageRound.SECOND
            self.asked.emit(name, (PackageRound.SECOND if is_second else PackageRound.FIRST).value)
        elif item_id:
            self.asked.emit(name, item_id)

    def _enable(self) -> None:
        """Offer what can be done with the current item."""
        standing, item_id = self._standing, self.rows.current_id()
        has_item = standing is not None and bool(item_id)
        is_check = item_id == PERMIT_CHECK
        self._hint.setVisible(not has_item)
        for name in ("plan", "set_aside", "reopen", "not_kept", "check", "state"):
            self._buttons[name].setVisible(False)
        if standing is None or not item_id:
            return
        entry, state = standing.path.entry(item_id), standing.state(item_id)
        is_settled = state in {ItemState.DONE, ItemState.NOT_APPLICABLE}
        is_own = item_id in PATH_ITEM_BY_ID
        self._buttons["plan"].setVisible(state is not ItemState.NOT_APPLICABLE)
        self._buttons["set_aside"].setVisible(not is_settled and item_id != WHOLE_PATH)
        self._buttons["reopen"].setVisible(entry.done_at_utc is not None or bool(entry.not_applicable))
        self._buttons["not_kept"].setVisible(not is_own and not is_settled)
        for name in ("check", "state"):
            self._buttons[name].setVisible(is_check and not is_settled)
