"""Documents before they are kept: page by page, in the language and house style that are chosen above."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QWidget

from drentsportal.errors import DrentsPortalError
from drentsportal.services.drafts import PAGES_SUFFIX
from drentsportal.services.failed_documents import told_by_reason
from drentsportal.services.ports.documents import DocumentStyle
from drentsportal.ui.dialogs.tab_walk import walk_by_eye
from drentsportal.ui.widgets.elided_combo import ElidedCombo
from drentsportal.ui.widgets.parts import button, column, label, line, panel, row
from drentsportal.ui.widgets.pdf_pages import PdfPages
from drentsportal.ui.widgets.spoken_combo import SpokenCombo
from drentsportal.ui.widgets.work_state import WorkState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PySide6.QtWidgets import QHBoxLayout, QLabel

    from drentsportal.language import Language
    from drentsportal.services.drafts import Draft
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.ui.dialogs.import_calls import Cancellable

_SIZE: Final = (980, 900)
_ROOM: Final = (48, 40)
"""What is left of the window around the dialog."""
LANGUAGES: Final = ("nl", "en", "de")
_BESIDE: Final = (".docx", ".zip", ".ics", ".xlsx", ".html")
"""What is kept without pages of its own, in the order in which it is told."""
_NAME_PX: Final = 400
"""A name of a file longer than this is shortened; the list shows it whole."""
FEWEST_TO_CHOOSE: Final = 2


@dataclass(frozen=True, slots=True)
class PreviewChoices:
    """What can be chosen: themes by id and name, the usual style, and the folder that is proposed.

    ``forms`` are ids of forms, none for documents that have but one; ``notes`` what to know of a form, as a
    message id. ``counts`` says how many files a form comes to where it is not what the draft holds, and
    ``writing`` what is told of a step of keeping them, both as message ids.
    """

    themes: tuple[tuple[str, str], ...]
    style: DocumentStyle
    folder: Path
    forms: tuple[str, ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    notes: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    writing: Mapping[str, str] = field(default_factory=dict)


class PreviewDialog(QDialog):
    """One draft at a time.

    Signals: ``make_asked(style)`` when another language, house style or form is chosen;
    ``keep_asked(folder)`` when what is shown is to be kept. Its owner answers with ``begin``, ``show_draft``
    and ``end``, or with ``begin_keeping`` and one of the ends.
    """

    make_asked = Signal(object)
    keep_asked = Signal(object)

    def __init__(self, parent: QWidget, language: Language, choices: PreviewChoices) -> None:
        """Build it; the pages come with the first draft."""
        super().__init__(parent)
        self.setObjectName("preview_dialog")
        self._language, self._say = language, language.text
        self.folder = choices.folder
        self.draft: Draft | None = None
        self._choices = choices
        self._work: Cancellable | None = None
        self._is_keeping = False
        self.choose_folder: Callable[[], Path | None] = self._ask_for_folder
        self.setWindowTitle(self._say("ui.preview.title"))
        self.setModal(True)
        room = _main_window(parent).size()
        self.resize(min(_SIZE[0], room.width() - _ROOM[0]), min(_SIZE[1], room.height() - _ROOM[1]))
        self._build(choices)
        self._refresh()

    # -- for the owner --------------------------------------------------------------------------------

    @property
    def style_chosen(self) -> DocumentStyle:
        """The language and house style that are chosen."""
        return DocumentStyle(str(self.spoken.currentData()), str(self.house.currentData()))

    @property
    def form_chosen(self) -> str:
        """The form that is chosen, "" where there is no choice."""
        return str(self.form.currentData() or "")

    def begin(self, work: Cancellable) -> None:
        """Show that work is under way, with which it can be stopped."""
        self._work = work
        self._state.tell(self._say("ui.preview.making"), "")
        self._state.begin()
        self._refresh()

    def begin_keeping(self, work: Cancellable) -> None:
        """Show that what was looked at is being written; a stop leaves the dialog, which says what stays."""
        self._is_keeping = True
        self.begin(work)
        self._state.tell(self._say("ui.preview.keeping", folder=str(self.folder)), "")

    def show_progress(self, done: int, total: int, what: str = "") -> None:
        """Show how far it is; ``what`` is a message id."""
        if self._work is None:
            return
        self._state.show_progress(done, total, what)
        if self._is_keeping and what in self._choices.writing:
            told = self._choices.writing[what]
            self._state.tell(self._say(told, done=done, total=total, folder=str(self.folder)), "")

    def show_draft(self, draft: Draft) -> None:
        """Show what was made, the same document as before where there still is one."""
        before = self.paper.currentText()
        self.draft = draft
        with QSignalBlocker(self.paper):
            self.paper.clear()
            for each in draft.pages:
                self.paper.addItem(each.path.name, each)
            self.paper.setCurrentIndex(max(self.paper.findText(before), 0))
        self._show_paper()
        self.end()

    def end(self, error: BaseException | None = None) -> None:
        """Say how it ended; a preview that could not be made leaves nothing on screen that could be kept."""
        self._work, self._is_keeping = None, False
        fault = ""
        if error is not None:
            self.draft = None
            self.pages.clear()
            fault = self._say(error if isinstance(error, DrentsPortalError) else "ui.reports.unexpected")
        self._state.tell(self._told(), fault or self._lacking())
        self._refresh()

    def end_keeping(self, error: BaseException) -> None:
        """Say why nothing was kept; what is shown stays, so that another folder can be chosen."""
        self._work, self._is_keeping = None, False
        fault = self._say(error if isinstance(error, DrentsPortalError) else "ui.reports.unexpected")
        self._state.tell(self._told(), "\n".join(filter(None, (fault, self._lacking()))))
        self._refresh()

    def end_stopped(self, told: str = "") -> None:
        """Say what stays of keeping that somebody stopped; it can be gone on with from here."""
        self._work, self._is_keeping = None, False
        self._state.tell(told or self._told(), self._lacking())
        self._refresh()

    def reject(self) -> None:
        """Stop what is under way and close; while files are written it stays open, to say which remain."""
        if self._work is not None:
            self._work.cancel()
        if not self._is_keeping:
            super().reject()

    # -- building -------------------------------------------------------------------------------------

    def _build(self, choices: PreviewChoices) -> None:
        self.paper = ElidedCombo()
        self.paper.setMaximumWidth(_NAME_PX)
        self.spoken = SpokenCombo()
        self.house = SpokenCombo()
        self.form = SpokenCombo()
        for code in choices.languages:
            self.spoken.addItem(self._say(f"ui.preview.language.{code}"), code)
        for theme_id, name in choices.themes:
            self.house.addItem(name, theme_id)
        for form in choices.forms:
            self.form.addItem(self._say(f"ui.preview.form.{form}"), form)
        self.spoken.setCurrentIndex(max(self.spoken.findData(choices.style.language_code), 0))
        self.house.setCurrentIndex(max(self.house.findData(choices.style.theme_id), 0))
        self.paper.currentIndexChanged.connect(lambda _: self._show_paper())
        for each in (self.spoken, self.house, self.form):
            each.currentIndexChanged.connect(lambda _: self.make_asked.emit(self.style_chosen))
        boxes = [("document", self.paper), ("language", self.spoken), ("theme", self.house)]
        if len(choices.languages) < FEWEST_TO_CHOOSE:
            del boxes[1]
        if choices.forms:
            boxes.append(("form", self.form))
        parts = [part for name, box in boxes for part in (self._caption(name, box), box, 8)]
        head = row(*parts, None, spacing=8)
        self.pages = PdfPages(self._language)
        self._state = WorkState(self._language, "ui.busy.preview")
        foot = column(self._state.busy, self._state.problem, self._state.told, self._buttons(), spacing=8)
        # One page holds everything, so that a locked window hides what changes behind it as well.
        page = QWidget()
        page.setObjectName("preview_page")
        layout = column(
            panel(head, (16, 10, 16, 10)),
            line(),
            self.pages,
            panel(foot, (16, 10, 16, 10), "panel_footer"),
            spacing=0,
        )
        layout.setStretch(2, 1)
        page.setLayout(layout)
        self.setLayout(column(page))
        walk_by_eye(layout, self.save_button)
        save = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save.activated.connect(self._on_save)

    def _caption(self, name: str, box: QComboBox) -> QLabel:
        made = label(self._say(f"ui.preview.{name}"), "small")
        made.setBuddy(box)
        box.setObjectName(f"preview_{name}")
        box.setAccessibleName(made.text().replace("&", ""))
        return made

    def _buttons(self) -> QHBoxLayout:
        self.folder_button = button(self._say("ui.preview.elsewhere"), name="elsewhere")
        self.folder_button.clicked.connect(self._on_folder)
        self.cancel_button = button(self._say("ui.preview.cancel"), name="cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = button(self._say("ui.preview.save"), "main", name="save")
        self.save_button.clicked.connect(self._on_save)
        for each in (self.folder_button, self.save_button):
            each.setAccessibleName(each.text().replace("&", ""))
        return row(self.folder_button, None, self.cancel_button, self.save_button)

    # -- steps ----------------------------------------------------------------------------------------

    def _show_paper(self) -> None:
        made: MadeDocument | None = self.paper.currentData()
        if made is None:
            self.pages.clear()
            return
        self.pages.show_pdf(made.path.read_bytes(), made.path.name)

    def _told(self) -> str:
        if self.draft is None:
            return ""
        form = self.form_chosen
        count = self._choices.counts.get(form, len(self.draft.documents))
        told = [self._say("ui.preview.nothing_kept", count=count, folder=str(self.folder))]
        told += [self._say(f"ui.preview.beside{suffix}") for suffix in self._without_pages(self.draft)]
        if form in self._choices.notes:
            told.append(self._say(self._choices.notes[form], count=count))
        return " ".join(told)

    def _lacking(self) -> str:
        """Say what is not among the pages, and why: another folder does not bring it back."""
        if self.draft is None or not self.draft.failures:
            return ""
        return self._say("ui.preview.failed", failed=told_by_reason(self.draft.failures))

    def _without_pages(self, draft: Draft) -> Iterator[str]:
        found = {each.path.suffix for each in draft.documents if each.path.suffix != PAGES_SUFFIX}
        return (suffix for suffix in _BESIDE if suffix in found)

    def _on_save(self) -> None:
        if self.draft is not None and self._work is None:
            self.keep_asked.emit(self.folder)

    def _on_folder(self) -> None:
        chosen = self.choose_folder()
        if chosen is not None:
            self.folder = chosen
            self._state.tell(self._told(), self._lacking())

    def _ask_for_folder(self) -> Path | None:
        title = self._say("ui.preview.choose_folder")
        chosen = QFileDialog.getExistingDirectory(self, title, str(self.folder.parent))
        return Path(chosen) if chosen else None

    def _refresh(self) -> None:
        busy = self._work is not None
        self._state.busy.setVisible(busy)
        for each in (self.spoken, self.house, self.form):
            each.setEnabled(not busy)
        has_draft = self.draft is not None and bool(self.draft.documents)
        self.paper.setEnabled(has_draft and not busy)
        for button_ in (self.save_button, self.folder_button):
            button_.setEnabled(has_draft and not busy)


def _main_window(widget: QWidget) -> QWidget:
    """Return the window over which a dialog opens, also from within another dialog."""
    top = widget.window()
    while (owner := top.parentWidget()) is not None:
        top = owner.window()
    return top
