"""The wizard for columns: every column is confirmed by a person before a file is read by them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QProgressBar, QStackedWidget, QWidget

from drentsportal.errors import DrentsPortalError
from drentsportal.services.mapping_draft import OPEN, SITE_KIND_OF, first_draft
from drentsportal.ui.dialogs.mapping_calls import LinkingReply
from drentsportal.ui.models.mapping_words import open_sentence
from drentsportal.ui.widgets.choice_row import ChoiceRow
from drentsportal.ui.widgets.mapping_columns import MappingColumns
from drentsportal.ui.widgets.mapping_settings import MappingSettings
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QHBoxLayout

    from drentsportal.language import Language
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.services.ports import ImportOptions
    from drentsportal.ui.dialogs.import_calls import Cancellable
    from drentsportal.ui.dialogs.mapping_calls import LinkingCalls
    from drentsportal.ui.theme import Theme

_SIZE: Final = (1080, 720)
_MARGIN: Final = 24
_COLUMN_PAGE: Final = 0
_SETTINGS_PAGE: Final = 1


class MappingWizard(QDialog):
    """Links the columns of one file.

    Signals: ``kept(path)`` with the mapping file, after everything was answered and written.
    """

    kept = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        language: Language,
        calls: LinkingCalls,
        path: Path,
        options: ImportOptions,
    ) -> None:
        """Build the wizard and start looking at the file."""
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._say = language.text
        self._calls = calls
        self._path = path
        self._options = options
        self._proposal: MappingProposal | None = None
        self._draft: MappingDraft | None = None
        self._trial: MappingTrial | None = None
        self._work: Cancellable | None = None
        self._turn = 0
        self._is_trying = False
        self._tried: MappingDraft | None = None
        self.setWindowTitle(self._say("mapping.wizard", file=path.name))
        self.setModal(True)
        self._fit_screen()
        self._build()
        self._look("")

    @property
    def draft(self) -> MappingDraft | None:
        """What is decided so far; ``None`` while the file is being looked at."""
        return self._draft

    def reject(self) -> None:
        """Close without keeping anything; the file and the workspace are as they were."""
        self._turn += 1
        if self._work is not None:
            self._work.cancel()
        super().reject()

    # -- building -------------------------------------------------------------------------------------

    def _fit_screen(self) -> None:
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size()
        self.resize(min(_SIZE[0], room.width() - _MARGIN), min(_SIZE[1], room.height() - _MARGIN))

    def _build(self) -> None:
        self._pages = QStackedWidget()
        self.page = MappingColumns(self._theme, self._language)
        self.page.decided.connect(self._set)
        self.page.finished.connect(self._on_finished)
        self._pages.addWidget(self.page)
        self.settings = MappingSettings(self._language)
        self.settings.decided.connect(self._set)
        self._pages.addWidget(self.settings)
        self._open = label("", "small", wrap=True)
        self._fault = label("", "error", wrap=True)
        self._fault.hide()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self._say("mapping.busy"))
        body = column(self._top(), spacing=10, margin=16)
        body.addWidget(self._pages, 1)
        body.addWidget(self._bar)
        body.addWidget(self._fault)
        body.addLayout(self._bottom())
        self.setLayout(body)

    def _top(self) -> QWidget:
        choose = self._say("mapping.choose")
        self.kind = ChoiceRow(self._say("mapping.kind"), "kind", choose)
        self.kind.chosen.connect(self._on_kind)
        self.encoding = ChoiceRow(self._say("mapping.encoding"), "encoding", choose)
        self.encoding.chosen.connect(self._look)
        self.encoding.hide()
        self._about = label(self._say("mapping.looking", file=self._path.name), "small", wrap=True)
        lists = row(spacing=12)
        lists.addWidget(self._about, 2)
        lists.addWidget(self.kind, 1)
        lists.addWidget(self.encoding, 1)
        made = QWidget()
        made.setLayout(lists)
        return made

    def _bottom(self) -> QHBoxLayout:
        self.cancel_button = button(self._say("mapping.cancel"), name="cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.back_button = button(self._say("mapping.back"), name="back")
        self.back_button.clicked.connect(lambda: self._go_to(_COLUMN_PAGE))
        self.next_button = button(self._say("mapping.next"), "main", name="next")
        self.next_button.clicked.connect(self._on_next)
        made = row(spacing=8)
        made.addWidget(self._open, 1)
        for each in (self.cancel_button, self.back_button, self.next_button):
            made.addWidget(each)
        return made

    # -- looking --------------------------------------------------------------------------------------

    def _look(self, encoding: str) -> None:
        """Look at the file, again where another encoding was chosen; what was decided so far is let go."""
        self._turn += 1
        turn = self._turn
        self._proposal = self._draft = self._trial = self._tried = None
        self._is_trying = False

        def if_current(act: Callable[[], None]) -> None:
            if turn == self._turn:
                self._work = None
                act()

        reply: LinkingReply[MappingProposal] = LinkingReply(
            done=lambda proposal: if_current(lambda: self._on_proposal(proposal)),
            failed=lambda error: if_current(lambda: self._on_failed(error)),
        )
        self._refresh()
        work = self._calls.propose(self._path, self._options, encoding, reply)
        if turn == self._turn and self._proposal is None:
            self._work = work

    def _on_proposal(self, proposal: MappingProposal) -> None:
        self._proposal = proposal
        self._draft = replace(first_draft(proposal), title=Path(proposal.file_name).stem)
        self._show_top(proposal)
        self._refresh()
        self.page.start()
        self._try()

    def _show_top(self, proposal: MappingProposal) -> None:
        self._about.setText(self._say("mapping.about", file=proposal.file_name, rows=proposal.row_count))
        kinds = [(kind, self._say(f"mapping.kind.{kind}")) for kind in SITE_KIND_OF]
        why = "\n".join(self._say(each) for each in proposal.kind_reasons)
        self.kind.show_choices(kinds, proposal.kind if self._draft is None else self._draft.kind, why)
        if proposal.encodings:
            listed = [(each, each) for each in proposal.encodings]
            self.encoding.show_choices(listed, proposal.encoding, self._say("mapping.encoding_why"))
        self.encoding.setVisible(bool(proposal.encodings))

    def _try(self) -> None:
        """Read all rows as decided now; while that runs, later changes wait for its end."""
        if self._draft is None or self._is_trying or self._tried == self._draft:
            return
        turn, draft = self._turn, self._draft
        self._is_trying = True

        def if_current(act: Callable[[], None]) -> None:
            if turn == self._turn:
                self._is_trying = False
                self._work = None
                act()

        reply: LinkingReply[MappingTrial] = LinkingReply(
            done=lambda trial: if_current(lambda: self._on_trial(draft, trial)),
            failed=lambda error: if_current(lambda: self._on_failed(error)),
        )
        work = self._calls.try_draft(self._path, self._options, draft, reply)
        if self._is_trying:
            self._work = work
        self._refresh()

    def _on_trial(self, draft: MappingDraft, trial: MappingTrial) -> None:
        self._tried, self._trial = draft, trial
        if self._draft is not None and trial.ids_repeated and not self._draft.parts:
            self._draft = replace(self._draft, parts=OPEN)
        self.page.preview.show_trial(trial)
        self._refresh()
        self._try()

    def _on_failed(self, error: BaseException) -> None:
        text = self._say(error) if isinstance(error, DrentsPortalError) else self._say("ui.import.unexpected")
        self._fault.setText(text)
        self._fault.show()
        self._refresh()

    # -- deciding -------------------------------------------------------------------------------------

    def _on_kind(self, kind: str) -> None:
        if self._proposal is None or self._draft is None or kind == self._draft.kind:
            return
        fresh = first_draft(self._proposal, kind)
        self._set(replace(fresh, title=self._draft.title, encoding=self._draft.encoding))

    def _set(self, draft: MappingDraft) -> None:
        self._draft = draft
        self._fault.hide()
        self._refresh()
        self._try()

    def _on_finished(self) -> None:
        self.next_button.setFocus()

    def _on_next(self) -> None:
        if self._pages.currentIndex() == _COLUMN_PAGE:
            self._go_to(_SETTINGS_PAGE)
        else:
            self._keep()

    def _go_to(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._fault.hide()
        self._refresh()
        if page == _COLUMN_PAGE:
            self.page.list.setFocus()
        else:
            self.settings.title.setFocus()
            self.settings.title.selectAll()

    def _keep(self) -> None:
        if self._proposal is None or self._draft is None:
            return
        turn = self._turn
        reply: LinkingReply[Path] = LinkingReply(
            done=lambda path: self._on_kept(path) if turn == self._turn else None,
            failed=lambda error: self._on_failed(error) if turn == self._turn else None,
        )
        self._calls.keep(self._proposal, self._draft, reply)

    def _on_kept(self, path: Path) -> None:
        self.accept()
        self.kept.emit(path)

    # -- state ----------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        draft, page = self._draft, self._pages.currentIndex()
        self._bar.setVisible(draft is None or self._is_trying)
        self._pages.setEnabled(draft is not None)
        self.kind.setEnabled(draft is not None and page == _COLUMN_PAGE)
        self.encoding.setEnabled(draft is not None and page == _COLUMN_PAGE)
        self.back_button.setVisible(page == _SETTINGS_PAGE)
        self.next_button.setText(self._say("mapping.next" if page == _COLUMN_PAGE else "mapping.keep"))
        self.next_button.setAccessibleName(self.next_button.text())
        waiting = self._waiting()
        self._open.setText(waiting)
        self.next_button.setEnabled(draft is not None and not waiting)
        self.next_button.setAccessibleDescription(waiting)
        if draft is None or self._proposal is None:
            return
        self.page.show_draft(self._proposal, draft, self._trial, self._tried)
        self.settings.show_draft(self._proposal, draft, self._trial)

    def _waiting(self) -> str:
        """Say what is open on the page shown; empty when the person may go on."""
        draft = self._draft
        if draft is None:
            return ""
        if self._pages.currentIndex() == _COLUMN_PAGE:
            return open_sentence(self._language, draft)
        waiting = list(draft.open_settings)
        if not any(each.isalnum() for each in draft.title):
            waiting.append("title")
        names = tuple(self._say(f"mapping.setting.{each}") for each in waiting)
        return self._say("mapping.settings_open", settings=names) if names else ""
