"""The sector in the company's words: found while one types, chosen by a person, never by the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from drentsportal.domain.sectors.sector_search import as_code
from drentsportal.errors import InputError
from drentsportal.services.sector_statements import answer_to, name_of
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.sector_outcome import SectorOutcome
from drentsportal.ui.dialogs.tab_walk import walk_after
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.domain.sectors.sector import SectorCode, SectorScheme
    from drentsportal.services.sector_finding import SectorLookUp, SectorProfile
    from drentsportal.ui.dialogs.request_choices import FormTools

_PAUSE_MS: Final = 250
_SHOWN_ROWS: Final = 6
_ROW_PX: Final = 28
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SectorFinder(QWidget):
    """A field for words or a code, the candidates below it, and what follows from the chosen one.

    The words stay what the company said. ``code`` is the chosen code as a request keeps it and ``group`` the
    sector group, both empty where none was chosen. Signals: ``settled()`` after a code was chosen or dropped
    (``profile`` is what follows from it, or ``None``); ``segment_taken(id)``, ``profile_taken(id)``,
    ``category_taken(category)``.
    """

    settled = Signal()
    segment_taken = Signal(str)
    profile_taken = Signal(str)
    category_taken = Signal(str)

    def __init__(self, tools: FormTools, segments: Mapping[str, str]) -> None:
        """Build an empty field."""
        super().__init__()
        self._say = tools.language.text
        self._runner, self._sectors = tools.runner, tools.sectors
        self.code, self.group = "", ""
        self.profile: SectorProfile | None = None
        self._found: SectorLookUp | None = None
        self._chosen_for = self._words_only = self._sought = ""
        self._waiting: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._search)
        self._build_search()
        self._stale = label(self._say("ui.sector.stale"), "warning", wrap=True)
        self._stale.setObjectName("sector_stale")
        self._outcome = SectorOutcome(tools, segments)
        self._connect_outcome()
        asked = (self.edit, self._told, self.list, row(self.keep_words, None))
        self.setLayout(column(*asked, self._stale, self._outcome, spacing=6))
        self._stale.hide()
        self._hide_found()

    def _build_search(self) -> None:
        """Build the field, the answer to what was typed, and the candidates to choose from."""
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self._say("ui.sector.hint"))
        self.edit.textEdited.connect(self._on_typed)
        self.edit.installEventFilter(self)
        self._told = label("", "small", wrap=True)
        self.list = QListWidget()
        self.list.setObjectName("sector_candidates")
        self.list.setProperty("framed", "true")
        self.list.setAccessibleName(self._say("ui.sector.candidates"))
        self.list.itemClicked.connect(self._on_chosen)
        self.list.installEventFilter(self)
        self.keep_words = button(self._say("ui.sector.keep_words"), "link", name="keep_sector_words")
        self.keep_words.clicked.connect(self._on_keep_words)

    def _connect_outcome(self) -> None:
        outcome = self._outcome
        outcome.dropped.connect(self._drop)
        outcome.code_chosen.connect(self._choose)
        outcome.group_chosen.connect(self._use_group)
        outcome.segment_taken.connect(self.segment_taken)
        outcome.profile_taken.connect(self.profile_taken)
        outcome.category_taken.connect(self.category_taken)

    def fill(self, words: str, code: str, group: str) -> None:
        """Put in what a request keeps; what follows from its code is read off the window's thread."""
        self.edit.setText(words)
        self.code, self.group = code, group
        self._chosen_for = words.strip()
        if code:
            sectors = self._sectors
            self._runner.run(
                ServiceCall(
                    "ui.busy.sector",
                    lambda _: sectors.of_key(code),
                    lambda profile: self._show(profile, code),
                    lambda _: self._show_unknown(code),
                )
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter and the arrow down lead to the candidates, and Enter choose; it never sends the form."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if watched is self.edit and (key in _ENTER or key is Qt.Key.Key_Down):
            self._go_to_list()
            return True
        if watched is self.list and (key in _ENTER or key is Qt.Key.Key_Space):
            if (item := self.list.currentItem()) is not None:
                self._on_chosen(item)
            return True
        return super().eventFilter(watched, event)

    def _go_to_list(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._search()
        if not self.list.isHidden():
            self.list.setCurrentRow(max(0, self.list.currentRow()))
            self.list.setFocus()

    def _on_typed(self, text: str) -> None:
        self._timer.stop()
        # A code that was chosen for other words is not dropped in silence, nor kept in silence.
        self._stale.setVisible(bool(self.code) and text.strip() != self._chosen_for)
        if text.strip():
            self._timer.start()
        else:
            self._found = None
            self._hide_found()

    def _hide_found(self) -> None:
        for each in (self._told, self.list, self.keep_words):
            each.hide()

    @property
    def is_searching(self) -> bool:
        """Whether the answer to what was typed last is still under way."""
        text = self.edit.text().strip()
        return bool(text) and (self._timer.isActive() or text == self._sought)

    def when_found(self, work: Callable[[], None]) -> None:
        """Do something once the answer is there; only the last that asked is served."""
        self._waiting = work
        if self._timer.isActive():
            self._timer.stop()
            self._search()

    def unsettled(self) -> InputError | None:
        """Return the open question about words that may be sectors, of which nobody chose any.

        ``None`` where a code was chosen, where a person said that the words alone are kept, and where there
        is nothing to choose.
        """
        found, text = self._found, self.edit.text().strip()
        if self.code or found is None or found.text != text or not found.candidates:
            return None
        if text == self._words_only:
            return None
        return InputError(
            "error.form.sector_unsettled", field="sector", text=text, count=len(found.candidates)
        )

    def _on_keep_words(self) -> None:
        """Keep what the company said; what would follow from a sector stays unknown."""
        self._words_only = self.edit.text().strip()
        self._hide_found()
        self._told.setText(self._say("ui.sector.words_kept"))
        self._told.show()
        self.edit.setFocus()
        self.settled.emit()

    def _search(self) -> None:
        text = self.edit.text().strip()
        sectors = self._sectors
        self._sought = text
        self._runner.run(
            ServiceCall("ui.busy.sector", lambda _: sectors.look_up(text), self._on_found, self._on_failed)
        )

    def _on_failed(self, error: BaseException) -> None:
        self._sought, self._waiting = "", None
        self._runner.failed.emit(error)

    def _on_found(self, found: SectorLookUp) -> None:
        if found.text == self._sought:
            self._sought = ""
        self._take_found(found)
        if not self.is_searching and self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            waiting()

    def _take_found(self, found: SectorLookUp) -> None:
        if found.text != self.edit.text().strip():
            # Somebody typed on; the next answer is under way.
            return
        self._found = found
        self._told.setText(self._say(answer_to(found)))
        self._told.show()
        self.list.clear()
        for each in found.candidates:
            why = self._say(f"sector.found_by.{each.found_by.value}")
            text = self._say("ui.sector.candidate", name=self._say(name_of(each.code)), why=why)
            item = QListWidgetItem(text)
            item.setToolTip(text)
            item.setSizeHint(QSize(0, _ROW_PX))
            item.setData(Qt.ItemDataRole.UserRole, each.code)
            self.list.addItem(item)
        rows = min(_SHOWN_ROWS, len(found.candidates))
        self.list.setFixedHeight(rows * _ROW_PX + 6)
        self.list.setVisible(bool(rows))
        self.keep_words.setVisible(bool(rows) and not self.code)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        code: SectorCode = item.data(Qt.ItemDataRole.UserRole)
        self.edit.setFocus()
        self._hide_found()
        self._choose(code.scheme, code.code)

    def _choose(self, scheme: SectorScheme, code: str) -> None:
        sectors = self._sectors

        def show(profile: SectorProfile) -> None:
            self.group = profile.groups[0] if len(profile.groups) == 1 else ""
            if as_code(self.edit.text()) is not None:
                # A code says nothing to who reads the advice; words of the company are left alone.
                self.edit.setText(profile.code.title)
            self._show(profile, profile.code.key)

        self._runner.run(ServiceCall("ui.busy.sector", lambda _: sectors.chosen(scheme, code), show))

    def _show(self, profile: SectorProfile, key: str) -> None:
        self.code, self.profile = key, profile
        self._chosen_for = self.edit.text().strip()
        self._stale.hide()
        self._outcome.show_profile(profile, self.group)
        walk_after(self.list, self._outcome.layout())
        self.settled.emit()

    def _show_unknown(self, key: str) -> None:
        self._outcome.show_unknown(key)
        walk_after(self.list, self._outcome.layout())

    def _use_group(self, group: str) -> None:
        self.group = group

    def _drop(self) -> None:
        self.code, self.group, self.profile = "", "", None
        self._outcome.hide()
        self._stale.hide()
        self.edit.setFocus()
        self.settled.emit()
