"""Before something is destroyed or anonymised: what goes, what stays, the ground, the number typed again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from drentsportal.ui.dialogs.desk_form import DeskForm
from drentsportal.ui.dialogs.entry_dialog import Field
from drentsportal.ui.dialogs.tab_walk import walk_by_eye
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import column, label, row
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_WIDTH: Final = 760
_FILES_PX: Final = 96
_HYPHENS: Final = str.maketrans({"\u2011": "-", "\u2010": "-", "\u2013": "-"})


@dataclass(frozen=True, slots=True)
class EndingTold:
    """What a person reads before the act.

    ``act`` names texts (``erase``, ``anonymise`` or ``company``), ``key`` is what has to be typed again.
    ``goes`` and ``stays`` are sentences. ``before_term`` says what is asked where the term has not passed,
    empty where it has. ``title`` is offered for what stays, ``None`` where nothing of it does; ``files`` are
    id and name of what may stay.
    """

    act: str
    key: str
    explanation: str
    goes: tuple[str, ...]
    stays: tuple[str, ...]
    before_term: str = ""
    title: str | None = None
    files: tuple[tuple[str, str], ...] = ()


class EndingForm(DeskForm):
    """Asks for the ground and for the key; ``is_before_term`` and ``kept_files`` belong to what it tells."""

    def __init__(self, parent: QWidget, theme: Theme, language: Language, told: EndingTold) -> None:
        """Build the form."""
        say = language.text
        self._key, self._wrong_key = told.key, say("ui.privacy.end.wrong_key", key=told.key)
        title = () if told.title is None else (Field("title", "ui.privacy.end.title_left", value=told.title),)
        fields = (
            Field("ground", "ui.privacy.end.ground", required=True, lines=2),
            *title,
            Field("typed", "ui.privacy.end.typed", required=True),
        )
        super().__init__(
            parent,
            language,
            say(f"ui.privacy.end.heading.{told.act}"),
            fields,
            say(f"ui.privacy.end.do.{told.act}"),
        )
        self.setObjectName("ending_form")
        self.explain(told.explanation)
        self._theme = theme
        self._before_term: CheckBox | None = None
        self._files: dict[str, CheckBox] = {}
        self.body.insertLayout(1, self._cards(told))
        for_good = WordLabel(say("ui.privacy.end.for_good", key=told.key), "warning")
        for_good.setContentsMargins(0, 4, 0, 8)
        self.body.insertWidget(2, for_good)
        if told.files:
            self.add_part(label(say("ui.privacy.end.files"), "small", wrap=True))
            self.add_part(self._file_list(told.files))
        if told.before_term:
            self.add_part(self._tick(told.before_term))
        whole = self.layout()
        if whole is not None:
            walk_by_eye(whole, self.accept_button)
        self.setMinimumWidth(_WIDTH)

    @property
    def is_before_term(self) -> bool:
        """Whether the person says that it is meant although the term has not passed."""
        return self._before_term is not None and self._before_term.isChecked()

    @property
    def kept_files(self) -> tuple[str, ...]:
        """The ids of the files that somebody looked through and that stay."""
        return tuple(file_id for file_id, box in self._files.items() if box.isChecked())

    def fault_of(self, values: dict[str, str]) -> str:
        """Say that what was typed is not the number."""
        typed = values["typed"].translate(_HYPHENS).casefold()
        return "" if typed == self._key.casefold() else self._wrong_key

    def _cards(self, told: EndingTold) -> QHBoxLayout:
        made = row(spacing=12)
        for name, sentences in (("goes", told.goes), ("stays", told.stays)):
            made.addWidget(self._card(self.language.text(f"ui.privacy.end.{name}"), sentences), 1)
        return made

    @staticmethod
    def _card(title: str, sentences: Sequence[str]) -> QFrame:
        made = QFrame()
        made.setObjectName("card")
        lines = column(label(title, "group"), spacing=4, margin=12)
        for each in sentences:
            line = row(spacing=6)
            line.addWidget(label("\u2022"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(WordLabel(each, ""), 1)
            lines.addLayout(line)
        lines.addStretch(1)
        made.setLayout(lines)
        return made

    def _file_list(self, files: Sequence[tuple[str, str]]) -> QScrollArea:
        rows = column(spacing=2)
        for number, (file_id, name) in enumerate(files, start=1):
            box = CheckBox(self._theme, name, elides=True)
            box.setObjectName(f"keep_{number}")
            self._files[file_id] = box
            rows.addWidget(box)
        rows.addStretch(1)
        holder = QWidget()
        holder.setLayout(rows)
        made = QScrollArea()
        made.setWidgetResizable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setWidget(holder)
        made.setFixedHeight(min(_FILES_PX, holder.sizeHint().height() + 4))
        return made

    def _tick(self, text: str) -> CheckBox:
        self._before_term = CheckBox(self._theme, text)
        self._before_term.setObjectName("before_term")
        return self._before_term
