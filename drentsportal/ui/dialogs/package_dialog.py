"""The information package of a case: a checklist of parts on which own files are dropped; what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QFrame, QWidget

from drentsportal.domain.package.parts import PARTS_OF, PackageRound, part_name
from drentsportal.errors import DrentsPortalError
from drentsportal.services.package_planning import PackageWishes
from drentsportal.services.ports.documents import DocumentStyle
from drentsportal.services.ports.packages import OWN_SUFFIXES
from drentsportal.ui.dialogs.tab_walk import walk_by_eye
from drentsportal.ui.widgets.package_part import PackagePartCard
from drentsportal.ui.widgets.parts import button, clear, column, label, line, panel, row, scrolled
from drentsportal.ui.widgets.spoken_combo import SpokenCombo
from drentsportal.ui.widgets.work_state import WorkState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QLabel, QLayout

    from drentsportal.domain.message import Message
    from drentsportal.domain.package.parts import PackagePart
    from drentsportal.language import Language
    from drentsportal.services.package_planning import PackagePlan
    from drentsportal.ui.dialogs.import_calls import Cancellable
    from drentsportal.ui.theme import Theme

_SIZE: Final = (860, 760)
_ROOM: Final = (48, 40)
_LANGUAGES: Final = ("nl", "en", "de")


class PackageDialog(QDialog):
    """One package of one case.

    Signals: ``plan_asked(wishes)`` when something else is wanted; ``files_added(part, paths)``;
    ``file_removed(file)``; ``part_set_aside(part, reason)`` and ``part_reopened(part)``;
    ``preview_asked(wishes, style)`` and ``make_asked(wishes, style)``. Its owner answers with ``begin``,
    ``show_plan`` and ``end``.
    """

    plan_asked = Signal(object)
    files_added = Signal(object, object)
    file_removed = Signal(object)
    part_set_aside = Signal(object, str)
    part_reopened = Signal(object)
    preview_asked = Signal(object, object)
    make_asked = Signal(object, object)

    def __init__(self, parent: QWidget, theme: Theme, language: Language, number: str) -> None:
        """Build it for a case; what it says comes with the first plan."""
        super().__init__(parent)
        self.setObjectName("package_dialog")
        self._theme, self._language, self._say = theme, language, language.text
        self.number = number
        self._plan: PackagePlan | None = None
        self._work: Cancellable | None = None
        self._made: Path | None = None
        self.cards: dict[PackagePart, PackagePartCard] = {}
        self.choose_files: Callable[[PackagePart], Sequence[Path]] = self._ask_for_files
        self.setWindowTitle(self._say("ui.package.title", number=number))
        self.setModal(True)
        room = parent.window().size()
        self.resize(min(_SIZE[0], room.width() - _ROOM[0]), min(_SIZE[1], room.height() - _ROOM[1]))
        self._build()
        self._show_round()

    # -- for the owner --------------------------------------------------------------------------------

    @property
    def wishes(self) -> PackageWishes:
        """What is chosen in the dialog."""
        cards = self.cards.values()
        return PackageWishes(
            round=PackageRound(self.round.currentData()),
            left_out_files=frozenset().union(*(each.left_out_files for each in cards)),
            left_out_parts=frozenset(each.part for each in cards if not each.box.isChecked()),
        )

    @property
    def document_style(self) -> DocumentStyle:
        """The language and house style that are chosen."""
        return DocumentStyle(str(self.language_choice.currentData()), str(self.theme_choice.currentData()))

    def offer_styles(self, themes: Sequence[tuple[str, str]], style: DocumentStyle) -> None:
        """Offer house styles as id and name; ``style`` is chosen at first."""
        for theme_id, name in themes:
            self.theme_choice.addItem(name, theme_id)
        self.theme_choice.setCurrentIndex(max(0, self.theme_choice.findData(style.theme_id)))
        self.language_choice.setCurrentIndex(max(0, self.language_choice.findData(style.language_code)))

    def begin(self, work: Cancellable) -> None:
        """Show that work is under way, with which it can be stopped."""
        self._work = work
        self._state.tell("", "")
        self._state.begin()
        self._refresh()

    def show_progress(self, done: int, total: int, what: str = "") -> None:
        """Show how far it is; ``what`` is a message id."""
        if self._work is not None:
            self._state.show_progress(done, total, what)

    def show_plan(self, plan: PackagePlan) -> None:
        """Show what the package would hold, and on top what is missing."""
        self._plan = plan
        for each in plan.parts:
            self.cards[each.part].show_plan(plan, each)
        names = tuple(self._say(part_name(each.part)) for each in plan.missing)
        if names:
            text = self._say("ui.package.missing", count=len(names), names=names)
        else:
            text = self._say("ui.package.complete")
        self._missing.setText(text)
        self._banner.setObjectName("problem" if names else "card")
        self._banner.style().unpolish(self._banner)
        self._banner.style().polish(self._banner)
        clear(self._remarks)
        for remark in plan.remarks:
            self._remarks.addWidget(label(self._say(remark), "small", wrap=True))
        self._refresh()

    def end(self, told: str = "", faults: Sequence[BaseException] = ()) -> None:
        """Say how it ended."""
        self._work = None
        words = [
            self._say(each if isinstance(each, DrentsPortalError) else "ui.package.unexpected")
            for each in faults
        ]
        self._state.tell(told, "\n".join(words))
        self._refresh()

    def end_files(self, left_out: Sequence[Message], refused: Sequence[DrentsPortalError]) -> None:
        """Say what was left out of added files, and which were refused."""
        self.end("\n".join(self._say(each) for each in left_out), refused)

    def end_made(self, paths: Sequence[Path]) -> None:
        """Say what was made and where it is."""
        self._made = paths[0].parent
        names = tuple(each.name for each in paths)
        self.end(self._say("ui.package.made", names=names, folder=str(self._made)))

    def reject(self) -> None:
        """Stop the work that is under way; without any, close."""
        if self._work is not None:
            self._work.cancel()
        else:
            super().reject()

    # -- building -------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.round = self._combo("ui.package.round", "round")
        for each in PackageRound:
            self.round.addItem(self._say(f"ui.package.round.{each.value}"), each.value)
        self.round.currentIndexChanged.connect(self._show_round)
        self.language_choice = self._combo("ui.package.language", "language")
        for code in _LANGUAGES:
            self.language_choice.addItem(self._say(f"ui.package.language.{code}"), code)
        self.theme_choice = self._combo("ui.package.theme", "theme")
        styles = (("language", self.language_choice), ("theme", self.theme_choice))
        named = [part for name, box in styles for part in (self._caption(name, box), box)]
        head = row(self.round, None, *named, spacing=8)
        self._missing = label("", "strong", wrap=True)
        self._missing.setObjectName("missing")
        self._banner = QFrame()
        self._banner.setObjectName("card")
        inner = column(self._missing)
        inner.setContentsMargins(12, 10, 12, 10)
        self._banner.setLayout(inner)
        self._remarks = column(spacing=4)
        self._parts = column(spacing=8)
        body = column(self._parts, self._remarks, None, spacing=10)
        body.setContentsMargins(16, 12, 16, 12)
        holder = QWidget()
        holder.setLayout(body)
        scroll = scrolled(holder)
        scroll.setObjectName("package_scroll")
        self._state = WorkState(self._language, "ui.busy.package")
        foot = column(self._state.busy, self._state.problem, self._state.told, self._buttons(), spacing=8)
        page = QWidget()
        page.setObjectName("package_page")
        top = column(head, self._banner, spacing=10)
        page.setLayout(
            column(
                panel(top, (16, 12, 16, 12)),
                line(),
                scroll,
                panel(foot, (16, 10, 16, 10), "panel_footer"),
                spacing=0,
            )
        )
        self.setLayout(column(page))
        self._state.tell("", "")

    def _caption(self, name: str, box: QComboBox) -> QLabel:
        made = label(self._say(f"ui.preview.{name}"), "small")
        made.setBuddy(box)
        return made

    def _combo(self, text_id: str, name: str) -> QComboBox:
        made = SpokenCombo()
        made.setObjectName(name)
        made.setAccessibleName(self._say(text_id))
        made.setToolTip(self._say(text_id))
        return made

    def _buttons(self) -> QLayout:
        self.folder_button = button(self._say("ui.package.open_folder"), name="open_folder")
        self.folder_button.clicked.connect(self._on_open_folder)
        self.close_button = button(self._say("ui.package.close"), name="close")
        self.close_button.clicked.connect(self.reject)
        self.make_button = button(self._say("ui.package.make"), "main", name="make_package")
        self.make_button.clicked.connect(lambda: self.make_asked.emit(self.wishes, self.document_style))
        self.preview_button = button(self._say("ui.preview.open"), name="preview")
        self.preview_button.setAccessibleName(self._say("ui.preview.open_spoken"))
        self.preview_button.clicked.connect(lambda: self.preview_asked.emit(self.wishes, self.document_style))
        return row(self.folder_button, None, self.close_button, self.preview_button, self.make_button)

    def _show_round(self) -> None:
        """Show the four cards of the chosen package and ask what they hold."""
        clear(self._parts)
        self._state.tell("", "")
        self._plan = None
        self.cards = {}
        for part in PARTS_OF[PackageRound(self.round.currentData())]:
            self.cards[part] = self._card(part)
            self._parts.addWidget(self.cards[part])
        layout = self.layout()
        if layout is not None:
            walk_by_eye(layout, self.make_button)
        self._missing.setText(self._say("ui.package.reading"))
        self._refresh()
        self._ask_plan()

    def _card(self, part: PackagePart) -> PackagePartCard:
        made = PackagePartCard(part, self._theme, self._language)
        made.changed.connect(self._ask_plan)
        made.dropped.connect(lambda paths: self.files_added.emit(part, paths))
        made.files_asked.connect(lambda: self._add_chosen(part))
        made.set_aside_asked.connect(lambda reason: self.part_set_aside.emit(part, reason))
        made.reopen_asked.connect(lambda: self.part_reopened.emit(part))
        made.remove_asked.connect(self.file_removed)
        return made

    def _ask_plan(self) -> None:
        self.plan_asked.emit(self.wishes)

    def _add_chosen(self, part: PackagePart) -> None:
        paths = self.choose_files(part)
        if paths:
            self.files_added.emit(part, list(paths))

    def _ask_for_files(self, part: PackagePart) -> Sequence[Path]:
        kinds = " ".join(f"*{each}" for each in OWN_SUFFIXES)
        title = self._say("ui.package.add_to", name=part_name(part))
        chosen, _ = QFileDialog.getOpenFileNames(
            self, title, "", f"{self._say('ui.package.file_kinds')} ({kinds})"
        )
        return [Path(each) for each in chosen]

    def _on_open_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))

    def _refresh(self) -> None:
        busy, plan = self._work is not None, self._plan
        self._state.busy.setVisible(busy)
        for each in (self.round, self.language_choice, self.theme_choice, *self.cards.values()):
            each.setEnabled(not busy)
        for each in (self.preview_button, self.make_button):
            each.setEnabled(plan is not None and plan.has_anything and not busy)
        self.folder_button.setVisible(self._made is not None and not busy)
        text = self._say("ui.package.stop" if busy else "ui.package.close")
        self.close_button.setText(text)
        self.close_button.setAccessibleName(text)
