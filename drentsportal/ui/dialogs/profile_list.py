"""The list of criteria profiles, with version, who and when, and that of the wishes of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from drentsportal.domain.match.criteria import CRITERIA
from drentsportal.ui.guide.explanations import explanation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.language import Language
    from drentsportal.services.profile_editing import ProfileLine

_ROW, _OWN_ROW = QSize(0, 48), QSize(0, 64)
_CRITERION_ROW = QSize(0, 44)
_WIDE_PX, _CRITERIA_PX = 216, 220


@dataclass(frozen=True, slots=True)
class ProfileVersion:
    """A version that can be begun with, in words."""

    words: str
    profile: CriteriaProfile


@dataclass(frozen=True, slots=True)
class ProfileSet:
    """Every profile with all its versions, newest first."""

    lines: tuple[ProfileLine, ...]
    versions: dict[str, tuple[ProfileVersion, ...]]


class ProfileList(QListWidget):
    """One row per profile.

    Signals: ``chosen(profile_id)`` when a person, or ``choose``, selects a row.
    """

    chosen = Signal(str)

    def __init__(self, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._say = language.text
        self.setObjectName("profile_list")
        self.setAccessibleName(self._say("ui.profile.list"))
        self.setMinimumWidth(_WIDE_PX)
        self.setWordWrap(True)
        self.currentItemChanged.connect(self._on_current)

    def show_lines(self, lines: Sequence[ProfileLine], draft_id: str = "") -> None:
        """Show other profiles, and below them one that is not kept yet."""
        with QSignalBlocker(self):
            self.clear()
            for each in lines:
                self._add(each.id, self._text(each), _OWN_ROW if each.is_own else _ROW)
            if draft_id:
                self._add(draft_id, self._say("ui.profile.line_draft"))

    def choose(self, profile_id: str, *, quietly: bool = False) -> None:
        """Select a profile; ``quietly`` tells nobody."""
        if quietly:
            with QSignalBlocker(self):
                self.choose(profile_id)
            return
        for number in range(self.count()):
            if self.item(number).data(Qt.ItemDataRole.UserRole) == profile_id:
                self.setCurrentRow(number)

    def _add(self, profile_id: str, text: str, size: QSize = _ROW) -> None:
        name = self._say("profile.named", profile=profile_id)
        item = QListWidgetItem(f"{name}\n{text}")
        item.setData(Qt.ItemDataRole.UserRole, profile_id)
        item.setSizeHint(size)
        item.setToolTip(f"{name}\n{text}")
        self.addItem(item)

    def _text(self, each: ProfileLine) -> str:
        if each.actor is None:
            return self._say("ui.profile.line_shipped", version=each.version)
        return self._say(
            "ui.profile.line_own", version=each.version, actor=each.actor.name, at_utc=each.at_utc
        )

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class CriteriaList(QListWidget):
    """The wishes that a profile values, each with its weight."""

    def __init__(self, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._language = language
        self._say = language.text
        self.setObjectName("profile_criteria")
        self.setAccessibleName(self._say("ui.profile.criteria"))
        self.setMinimumWidth(_CRITERIA_PX)
        self.setWordWrap(True)

    @property
    def criterion_id(self) -> str:
        """The wish that is selected, "" for none."""
        rows = self.count()
        return str(self.currentItem().data(Qt.ItemDataRole.UserRole)) if rows else ""

    def show_profile(self, profile: CriteriaProfile) -> None:
        """List the wishes of a profile; the same row stays selected."""
        row_number = max(0, self.currentRow())
        with QSignalBlocker(self):
            self.clear()
            for each in CRITERIA:
                if each.id in profile.scales:
                    item = QListWidgetItem()
                    item.setData(Qt.ItemDataRole.UserRole, each.id)
                    item.setSizeHint(_CRITERION_ROW)
                    item.setWhatsThis(explanation(self._language, f"criterion.{each.id}"))
                    self.addItem(item)
            self.setCurrentRow(min(row_number, self.count() - 1))
        self.name(profile)

    def name(self, profile: CriteriaProfile) -> None:
        """Write names and weights."""
        for number in range(self.count()):
            item = self.item(number)
            criterion_id = item.data(Qt.ItemDataRole.UserRole)
            weight = profile.default_weights.get(criterion_id, 0)
            told = self._say("ui.profile.criterion_line", weight=weight)
            item.setText(f"{self._say(f'criterion.{criterion_id}')}\n{told}")
