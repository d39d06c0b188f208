"""The wizard for columns: every column is confirmed by a person before a file is read by them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QProgressBar, QStackedWidget, QWidget

from drentsportal.domain.sites.reference_fields import FILE_KINDS
from drentsportal.errors import DrentsPortalError
from drentsportal.services.mapping_draft import OPEN
from drentsportal.services.mapping_first_draft import first_draft
from drentsportal.ui.dialogs.mapping_work import LinkingWork
from drentsportal.ui.models.mapping_words import open_sentence, place_sentence
from drentsportal.ui.widgets.choice_row import ChoiceRow
from drentsportal.ui.widgets.mapping_columns import MappingColumns
from drentsportal.ui.widgets.mapping_place import MappingPlace
from drentsportal.ui.widgets.mapping_settings import MappingSettings
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from drentsportal.language import Language
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial, PlaceTrial
    from drentsportal.services.ports.imports import ImportOptions
    from drentsportal.ui.dialogs.mapping_calls import LinkingCalls
    from drentsportal.ui.theme import Theme

_SIZE: Final = (1080, 720)
_MARGIN: Final = 24
_COLUMN_PAGE: Final = 0
_PLACE_PAGE: Final = 1
_SETTINGS_PAGE: Final = 2


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
        self._path = path
        self._proposal: MappingProposal | None = None
        self._draft: MappingDraft | None = None
        self._trial: MappingTrial | None = None
        self._tried: MappingDraft | None = None
        self._work = LinkingWork(self, calls, path, options)
        self._work.proposed.connect(self._on_proposal)
        self._work.tried.connect(self._on_trial)
        self._work.kept.connect(self._on_kept)
        self._work.failed.connect(self._on_failed)
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
        self._work.stop()
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
        self.place = MappingPlace(self._language)
        self.place.decided.connect(self._set)
        self._pages.addWidget(self.place)
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
        for each, share in ((self._about, 2), (self.kind, 1), (self.encoding, 1)):
            lists.addWidget(each, share, Qt.AlignmentFlag.AlignTop)
        made = QWidget()
        made.setLayout(lists)
        return made

    def _bottom(self) -> QHBoxLayout:
        self.cancel_button = button(self._say("mapping.cancel"), name="cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.back_button = button(self._say("mapping.back"), name="back")
        self.back_button.clicked.connect(self._on_back)
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
        self._proposal = self._draft = self._trial = self._tried = None
        self._refresh()
        self._work.look(encoding)

    def _on_proposal(self, proposal: MappingProposal) -> None:
        self._proposal = proposal
        self._draft = replace(first_draft(proposal), title=Path(proposal.file_name).stem)
        self._show_top(proposal)
        self._refresh()
        self.page.start()
        self._try()

    def _show_top(self, proposal: MappingProposal) -> None:
        self._about.setText(self._say("mapping.about", file=proposal.file_name, rows=proposal.row_count))
        kinds = [(kind, self._say(f"mapping.kind.{kind}")) for kind in FILE_KINDS]
        why = "\n".join(self._say(each) for each in proposal.kind_reasons)
        self.kind.show_choices(kinds, proposal.kind if self._draft is None else self._draft.kind, why)
        self.encoding.setVisible(bool(proposal.encodings))
        if proposal.encodings and self._draft is not None:
            shown = dict(zip(proposal.encodings, proposal.encoding_samples, strict=True))
            listed = [
                (each, self._say("mapping.encoding_sample", encoding=each, samples=texts))
                for each, texts in shown.items()
            ]
            why = "\n".join([self._say("mapping.encoding_why"), *(words for _, words in listed)])
            self.encoding.show_choices(listed, self._draft.encoding, why)

    def _try(self) -> None:
        """Read all rows as decided now; while that runs, later changes wait for its end."""
        if self._draft is None or self._work.is_trying or self._tried == self._draft:
            return
        self._work.try_draft(self._draft)
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
        page = self._pages.currentIndex()
        if page == _COLUMN_PAGE and self._has_place:
            self._go_to(_PLACE_PAGE)
        elif page != _SETTINGS_PAGE:
            self._go_to(_SETTINGS_PAGE)
        elif self._proposal is not None and self._draft is not None:
            self._work.keep(self._proposal, self._draft)

    def _on_back(self) -> None:
        is_last = self._pages.currentIndex() == _SETTINGS_PAGE
        self._go_to(_PLACE_PAGE if is_last and self._has_place else _COLUMN_PAGE)

    @property
    def _has_place(self) -> bool:
        return self._draft is not None and self._draft.asked_place is not None

    def _go_to(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._fault.hide()
        self._refresh()
        if page == _COLUMN_PAGE:
            self.page.list.setFocus()
        elif page == _PLACE_PAGE:
            self.place.focus_first_open()
        else:
            self.settings.title.setFocus()
            self.settings.title.selectAll()

    def _on_kept(self, path: Path) -> None:
        self.accept()
        self.kept.emit(path)

    # -- state ----------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        draft, page = self._draft, self._pages.currentIndex()
        self._bar.setVisible(draft is None or self._work.is_trying)
        self._pages.setEnabled(draft is not None)
        self.kind.setEnabled(draft is not None and page == _COLUMN_PAGE)
        self.encoding.setEnabled(draft is not None and page == _COLUMN_PAGE)
        self.back_button.setVisible(page != _COLUMN_PAGE)
        self.next_button.setText(self._say("mapping.keep" if page == _SETTINGS_PAGE else "mapping.next"))
        self.next_button.setAccessibleName(self.next_button.text())
        waiting = self._waiting()
        self._open.setText(waiting)
        self.next_button.setEnabled(draft is not None and not waiting)
        self.next_button.setAccessibleDescription(waiting)
        if draft is None or self._proposal is None:
            return
        self.page.show_draft(self._proposal, draft, self._trial, self._tried)
        if draft.asked_place is not None:
            self.place.show_draft(self._proposal, draft, self._fresh_place())
        self.settings.show_draft(self._proposal, draft, self._trial)

    def _fresh_place(self) -> PlaceTrial | None:
        """Return what the place decided now makes of the rows; ``None`` while that is being tried."""
        if self._trial is None or self._tried is None or self._draft is None:
            return None
        return self._trial.place if self._tried.asked_place == self._draft.asked_place else None

    def _waiting(self) -> str:
        """Say what is open on the page shown; empty when the person may go on."""
        draft = self._draft
        if draft is None:
            return ""
        page = self._pages.currentIndex()
        if page == _COLUMN_PAGE:
            # In which encoding the texts are read comes first: another one reads them anew.
            asked = self._say("mapping.encoding_open") if draft.encoding == OPEN else ""
            return asked or open_sentence(self._language, draft)
        if page == _PLACE_PAGE:
            return place_sentence(self._language, draft, self._fresh_place())
        waiting = list(draft.open_settings)
        if not any(each.isalnum() for each in draft.title):
            waiting.append("title")
        names = tuple(self._say(f"mapping.setting.{each}") for each in waiting)
        return self._say("mapping.settings_open", settings=names) if names else ""
