"""A report on screen: what it is about above, its figures in the middle, the files it can become below."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QWidget

from drentsportal.errors import DrentsPortalError
from drentsportal.services.report_files import PDF_SUFFIX, SHEET_SUFFIX
from drentsportal.ui.dialogs.tab_walk import walk_after
from drentsportal.ui.widgets.parts import button, clear, column, label, line, panel, row, scrolled
from drentsportal.ui.widgets.spoken_combo import SpokenCombo
from drentsportal.ui.widgets.work_state import WorkState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLayout

    from drentsportal.language import Language
    from drentsportal.ui.dialogs.import_calls import Cancellable
    from drentsportal.ui.theme import Theme

_SIZE: Final = (1080, 780)
_ROOM: Final = (48, 40)
"""What is left of the window around the dialog."""


@dataclass(frozen=True, slots=True)
class ReportParts:
    """What every report dialog needs.

    ``choose_file`` asks where to write a file of a suffix; by default the dialog of the system does.
    """

    theme: Theme
    language: Language
    choose_file: Callable[[str], Path | None] | None = None


class ReportDialog(QDialog):
    """One report. What is on screen is what is written.

    Signals: ``count_asked()`` when the figures on screen must be counted; ``write_asked(path)`` with a file
    that a person chose; ``preview_asked()`` to look at the pages first. Its owner answers with ``begin`` and
    ``end``.
    """

    count_asked = Signal()
    write_asked = Signal(object)
    preview_asked = Signal()

    def __init__(self, parent: QWidget, parts: ReportParts, name: str) -> None:
        """Build what reports have in common; ``name`` names texts and widgets."""
        super().__init__(parent)
        self.setObjectName(f"{name}_dialog")
        self._name = name
        self._theme, self._language, self._say = parts.theme, parts.language, parts.language.text
        self._choose = parts.choose_file or self._ask_for_file
        self._work: Cancellable | None = None
        self._has_figures = False
        self._written: Path | None = None
        self.setWindowTitle(self._say(f"ui.reports.{name}"))
        self.setModal(True)
        room = parent.window().size()
        self.resize(min(_SIZE[0], room.width() - _ROOM[0]), min(_SIZE[1], room.height() - _ROOM[1]))
        self._build()

    # -- for the owner --------------------------------------------------------------------------------

    def begin(self, work: Cancellable) -> None:
        """Show that work is under way, with which it can be stopped."""
        self._work = work
        self._written = None
        self._state.tell("", "")
        self._state.begin()
        self._refresh()

    def show_progress(self, done: int, total: int, what: str = "") -> None:
        """Show how far it is; ``what`` is a message id."""
        if self._work is not None:
            self._state.show_progress(done, total, what)

    def end(self, told: str = "", error: BaseException | None = None) -> None:
        """Say how it ended."""
        self._work = None
        fault = ""
        if error is not None:
            fault = self._say(error if isinstance(error, DrentsPortalError) else "ui.reports.unexpected")
        self._state.tell(told, fault)
        self._refresh()

    def end_count(self, told: str = "", error: BaseException | None = None) -> None:
        """Say that nothing was counted: figures of another choice do not stay on screen."""
        self.clear()
        self.end(told, error)

    def end_written(self, path: Path) -> None:
        """Say what was written."""
        self._written = path
        self.end(self._say("ui.reports.written", path=str(path)))

    def clear(self) -> None:
        """Take the figures away."""
        clear(self.figures)
        self._has_figures = False

    def reject(self) -> None:
        """Stop the work that is under way; without any, close."""
        if self._work is not None:
            self._work.cancel()
        else:
            super().reject()

    @property
    @abstractmethod
    def file_stem(self) -> str:
        """How a file of what is on screen is called, without its suffix."""

    # -- building -------------------------------------------------------------------------------------

    def walk_figures(self) -> None:
        """Let Tab come past the figures where they stand: they were built after the buttons below them."""
        walk_after(self._figures_page, self.figures)

    def _build(self) -> None:
        self.choice = SpokenCombo()
        self.choice.setObjectName("choice")
        self.asked: list[QWidget] = [self.choice]
        caption = label(self._say(f"ui.reports.{self._name}.choose"), "small")
        caption.setBuddy(self.choice)
        self.choice.setAccessibleName(caption.text())
        self.head = row(caption, self.choice, None, spacing=8)
        self.figures = column(spacing=12)
        self.figures.setContentsMargins(16, 12, 16, 16)
        holder = QWidget()
        holder.setLayout(column(self.figures, None))
        scroll = self._figures_page = scrolled(holder)
        scroll.setObjectName("report_scroll")
        # The figures can be read by keys as well: the page scrolls with the arrows once it has the focus.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(self.windowTitle())
        self._state = WorkState(self._language, "ui.busy.report_count")
        foot = column(self._state.busy, self._state.problem, self._state.told, self._buttons(), spacing=8)
        # One page holds everything, so that a locked window hides what changes behind it as well.
        page = QWidget()
        page.setObjectName("report_page")
        page.setLayout(
            column(
                panel(self.head, (16, 10, 16, 10)),
                line(),
                scroll,
                panel(foot, (16, 10, 16, 10), "panel_footer"),
                spacing=0,
            )
        )
        self.setLayout(column(page))
        self._state.tell("", "")
        self._refresh()

    def _buttons(self) -> QLayout:
        self.close_button = button(self._say("ui.reports.close"), name="close")
        self.close_button.clicked.connect(self.reject)
        self.again_button = button(self._say("ui.reports.count_again"), name="count_again")
        self.again_button.clicked.connect(self.count_asked)
        self.folder_button = button(self._say("ui.reports.open_folder"), name="open_folder")
        self.folder_button.clicked.connect(self._on_open_folder)
        self.sheet_button = button(self._say("ui.reports.xlsx"), name="xlsx")
        self.sheet_button.clicked.connect(lambda: self._on_write(SHEET_SUFFIX))
        self.pdf_button = button(self._say("ui.reports.pdf"), "main", name="pdf")
        self.pdf_button.clicked.connect(lambda: self._on_write(PDF_SUFFIX))
        self.preview_button = button(self._say("ui.preview.open"), name="preview")
        self.preview_button.setAccessibleName(self._say("ui.preview.open_spoken"))
        self.preview_button.clicked.connect(self.preview_asked)
        return row(
            self.folder_button,
            None,
            self.again_button,
            self.close_button,
            self.preview_button,
            self.sheet_button,
            self.pdf_button,
        )

    def card(self, title: str, *parts: QWidget) -> QFrame:
        """Make a card with a heading."""
        made = QFrame()
        made.setObjectName("card")
        made.setLayout(column(label(title, "section"), *parts, None, spacing=6, margin=14))
        return made

    # -- steps ----------------------------------------------------------------------------------------

    def _on_write(self, suffix: str) -> None:
        path = self._choose(suffix)
        if path is not None:
            self.write_asked.emit(path)

    def _ask_for_file(self, suffix: str) -> Path | None:
        proposed = f"{self.file_stem}{suffix}"
        kind = f"{suffix[1:].upper()} (*{suffix})"
        chosen, _ = QFileDialog.getSaveFileName(self, self._say("ui.reports.save"), proposed, kind)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.casefold() == suffix else path.with_name(path.name + suffix)

    def _on_open_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def _refresh(self) -> None:
        busy = self._work is not None
        self._state.busy.setVisible(busy)
        for asked in self.asked:
            asked.setEnabled(not busy)
        for each in (self.pdf_button, self.sheet_button, self.preview_button):
            each.setEnabled(self._has_figures and not busy)
        self.again_button.setVisible(not self._has_figures and not busy)
        self.folder_button.setVisible(self._written is not None and not busy)
        self.close_button.setText(self._say("ui.reports.stop" if busy else "ui.reports.close"))
        self.close_button.setAccessibleName(self.close_button.text())
