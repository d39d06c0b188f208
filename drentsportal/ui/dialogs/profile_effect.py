"""What a changed profile would do to the open case: its first five, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHeaderView, QWidget

from drentsportal.ui.widgets.parts import column, label
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import ROW_HEIGHT, TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

SHOWN: Final = 5
_FRAME_PX: Final = 36


@dataclass(frozen=True, slots=True)
class EffectEntry:
    """One place of a ranking: who stands there, with which score."""

    candidate_id: str
    name: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ProfileEffect:
    """The first places of one case with the profile that counts, and with the changed one.

    ``has_own_weights`` tells that the case states its weights, so that those of the profile do not count.
    """

    number: str
    before: tuple[EffectEntry, ...]
    after: tuple[EffectEntry, ...]
    has_own_weights: bool = False


def first_places(result: MatchResult) -> tuple[EffectEntry, ...]:
    """Read the first places of a ranking."""
    cards = [result.card(place) for place in range(min(SHOWN, result.qualifier_count))]
    return tuple(EffectEntry(each.candidate.id, each.candidate.name, each.low, each.high) for each in cards)


class ProfileEffectView(QWidget):
    """The two rankings side by side; a word marks what differs."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._say = say = language.text
        self._title = label("", "group", wrap=True)
        self._title.setObjectName("profile_effect")
        columns = [say(f"ui.profile.effect.{name}") for name in ("rank", "before", "after")]
        self.model = TextTableModel(columns, frozenset({0}))
        self.table = text_table(
            self.model, TextTableDelegate(theme), "effect_table", say("ui.profile.effect")
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.setLayout(column(self._title, self.table, spacing=4))
        self.hide()

    def tell(self, text: str) -> None:
        """Say instead why there is nothing to compare; an empty text hides everything."""
        self._title.setText(text)
        self.table.hide()
        self.setVisible(bool(text))

    def show_effect(self, effect: ProfileEffect) -> None:
        """Show what changes."""
        count = max(len(effect.before), len(effect.after))
        if not count:
            self.tell(self._say("ui.profile.effect.none"))
            return
        is_same = effect.before == effect.after
        text_id = "ui.profile.effect.same" if is_same else "ui.profile.effect.title"
        told = self._say(text_id, number=effect.number)
        if effect.has_own_weights:
            told = self._say("ui.profile.effect.own_weights", told=told)
        self._title.setText(told)
        rows = [self._row(place, effect) for place in range(count)]
        self.model.show_rows(count, lambda place: rows[place])
        self.table.setFixedHeight(_FRAME_PX + ROW_HEIGHT * count)
        self.table.show()
        self.show()

    def _row(self, place: int, effect: ProfileEffect) -> tuple[TextCell, ...]:
        before = effect.before[place] if place < len(effect.before) else None
        after = effect.after[place] if place < len(effect.after) else None
        differs = (before and before.candidate_id) != (after and after.candidate_id)
        mark = self._say("ui.profile.effect.moved") if differs else ""
        return (
            TextCell(str(place + 1), right=True),
            TextCell(self._entry(before)),
            TextCell(self._entry(after), chip=mark, tone="info"),
        )

    def _entry(self, entry: EffectEntry | None) -> str:
        if entry is None:
            return ""
        return self._say("ui.profile.effect.entry", name=entry.name, low=entry.low, high=entry.high)
