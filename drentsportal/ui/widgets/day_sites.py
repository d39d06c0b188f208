"""The sites of a day: by name or from what is selected, in order, with their visits, first and last fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QSpinBox, QWidget

from drentsportal.domain.day_route.best_order import MOST_STOPS
from drentsportal.domain.day_route.day_plan import LEAST_VISIT_MINUTES, MOST_VISIT_MINUTES, STEP
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.day_stops import DayStops
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QHBoxLayout

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

    Offers = Callable[[], Sequence[tuple[str, tuple[str, ...]]]]

_STEP_MINUTES: Final = STEP.seconds // 60
_NO_BUTTONS: Final = "QSpinBox::up-button, QSpinBox::down-button { width: 0; border: 0; image: none; }"
_MARGIN_PX: Final = 6
_VISIT_PX: Final = 84
_STOPS_PX: Final = 80
"""Two stops and the begin of a third are seen, however low the window is."""


class DaySites(QWidget):
    """Which sites, in which order, for how long.

    ``visits`` are the minutes of stops that differ from the others, by site id; ``first`` and ``last`` the
    ids of the stops that are fixed there, "" for none.

    Signals: ``sites_added(ids)``; ``unknown_named(text)`` for a name that nothing has;
    ``order_changed(ids)``; ``removed(id)``; ``best_asked()``; ``stop_changed()`` when a visit is another one.
    """

    sites_added = Signal(object)
    unknown_named = Signal(str)
    order_changed = Signal(object)
    removed = Signal(str)
    best_asked = Signal()
    stop_changed = Signal()

    def __init__(self, language: Language, theme: Theme, sites: Mapping[str, str], offers: Offers) -> None:
        """Offer ``sites`` by their words to be typed, and as ``offers`` (words, ids) what is selected now."""
        super().__init__()
        self._say, self._theme = language.text, theme
        self._sites, self._offers = sites, offers
        self.visits: dict[str, int] = {}
        self.first = self.last = ""
        self._usual_minutes = LEAST_VISIT_MINUTES
        self.stops = DayStops(self._say("ui.day.stops"))
        self.stops.setMinimumHeight(_STOPS_PX)
        body = column(self._adding(), spacing=8)
        body.addWidget(self.stops, 1)
        body.addLayout(self._of_stop())
        body.addLayout(self._moving())
        self.setLayout(body)
        self._connect()

    def show_stops(self, stops: Sequence[tuple[str, str]], usual_minutes: int) -> None:
        """Show stops as ids with their words; ``usual_minutes`` is a visit where nothing else was said."""
        self._usual_minutes = usual_minutes
        self.stops.show_stops(stops)
        self._show_current()

    def forget(self, site_id: str) -> None:
        """Let go of what was said of a stop."""
        self.visits.pop(site_id, None)
        self.first = "" if self.first == site_id else self.first
        self.last = "" if self.last == site_id else self.last

    def kept_in_place(self, order: Sequence[str]) -> None:
        """Let go of a fixed place from which a person moved the stop."""
        if self.first and order and order[0] != self.first:
            self.first = ""
        if self.last and order and order[-1] != self.last:
            self.last = ""

    # -- building -------------------------------------------------------------------------------------

    def _adding(self) -> QHBoxLayout:
        self.add = QLineEdit()
        self.add.setObjectName("day_add")
        self.add.setAccessibleName(self._say("ui.day.add"))
        self.add.setPlaceholderText(self._say("ui.day.add"))
        completer = QCompleter(QStringListModel(sorted(self._sites)), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.add.setCompleter(completer)
        self.take = button(self._say("ui.day.take"), "", icon("add", self._theme), name="day_take")
        self.take.setAccessibleName(self._say("ui.day.take_spoken"))
        made = row(spacing=8)
        made.addWidget(self.add, 1)
        made.addWidget(self.take)
        return made

    def _of_stop(self) -> QHBoxLayout:
        self.visit = QSpinBox()
        self.visit.setObjectName("day_stop_visit")
        self.visit.setRange(LEAST_VISIT_MINUTES, MOST_VISIT_MINUTES)
        self.visit.setSingleStep(_STEP_MINUTES)
        self.visit.setSuffix(f" {self._say('ui.day.minutes')}")
        self.visit.setKeyboardTracking(False)
        self.visit.setAccessibleName(self._say("ui.day.stop_visit"))
        # As in the form above: without buttons Qt leaves the field no width under a style sheet.
        self.visit.setStyleSheet(_NO_BUTTONS)
        self.visit.lineEdit().setTextMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
        self.visit.setFixedWidth(_VISIT_PX)
        caption = label(self._say("ui.day.stop_visit"), "small")
        caption.setBuddy(self.visit)
        self.is_first = CheckBox(self._theme, self._say("ui.day.first"))
        self.is_first.setObjectName("day_first")
        self.is_last = CheckBox(self._theme, self._say("ui.day.last"))
        self.is_last.setObjectName("day_last")
        return row(caption, self.visit, 8, self.is_first, self.is_last, None)

    def _moving(self) -> QHBoxLayout:
        say = self._say
        self.best = button(say("ui.day.best"), name="day_best")
        self.up = button(say("ui.day.up"), name="day_up")
        self.down = button(say("ui.day.down"), name="day_down")
        self.remove = button(say("ui.day.remove"), name="day_remove")
        return row(self.best, self.up, self.down, self.remove, None)

    def _connect(self) -> None:
        self.stops.order_changed.connect(self.order_changed)
        self.stops.remove_asked.connect(self.removed)
        self.stops.currentRowChanged.connect(lambda _: self._show_current())
        self.best.clicked.connect(self.best_asked)
        self.up.clicked.connect(lambda: self.stops.move_current(-1))
        self.down.clicked.connect(lambda: self.stops.move_current(1))
        self.remove.clicked.connect(self.stops.remove_current)
        self.add.returnPressed.connect(self._on_add)
        self.add.completer().activated.connect(lambda _: self._on_add())
        self.take.clicked.connect(self._offer)
        self.visit.valueChanged.connect(self._on_visit)
        self.is_first.clicked.connect(lambda: self._on_fixed("first", is_on=self.is_first.isChecked()))
        self.is_last.clicked.connect(lambda: self._on_fixed("last", is_on=self.is_last.isChecked()))

    # -- what a person does ---------------------------------------------------------------------------

    def _on_add(self) -> None:
        text = self.add.text().strip()
        site_id = self._sites.get(text)
        if site_id is None:
            self.unknown_named.emit(text)
            return
        # The completer writes its choice once more after it told it.
        QTimer.singleShot(0, self.add.clear)
        self.sites_added.emit((site_id,))

    def _offer(self) -> None:
        """Offer what is selected and listed in the window at this moment."""
        menu = QMenu(self)
        menu.setObjectName("day_offers")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        there = set(self.stops.ids)
        for words, site_ids in self._offers():
            new = tuple(each for each in site_ids if each not in there)
            action = menu.addAction(words)
            action.setData(new)
            action.setEnabled(bool(new) and len(there) + len(new) <= MOST_STOPS)
        if menu.isEmpty():
            menu.addAction(self._say("ui.day.nothing_selected")).setEnabled(False)
        menu.triggered.connect(lambda action: self.sites_added.emit(action.data()))
        menu.popup(self.take.mapToGlobal(self.take.rect().bottomLeft()))

    def _on_visit(self, minutes: int) -> None:
        site_id = self.stops.current_id
        if not site_id:
            return
        if minutes == self._usual_minutes:
            self.visits.pop(site_id, None)
        else:
            self.visits[site_id] = minutes
        self.stop_changed.emit()

    def _on_fixed(self, name: str, *, is_on: bool) -> None:
        """Fix the current stop at one end of the day; it cannot be at both."""
        site_id = self.stops.current_id
        other = "last" if name == "first" else "first"
        setattr(self, name, site_id if is_on else "")
        if is_on and getattr(self, other) == site_id:
            setattr(self, other, "")
        order = [each for each in self.stops.ids if each not in {self.first, self.last}]
        fixed = ([self.first] if self.first else [], [self.last] if self.last else [])
        self.order_changed.emit((*fixed[0], *order, *fixed[1]))
        self._show_current()

    def _show_current(self) -> None:
        """Show what is said of the stop that is chosen in the list."""
        site_id, count = self.stops.current_id, self.stops.count()
        with QSignalBlocker(self.visit):
            self.visit.setValue(self.visits.get(site_id, self._usual_minutes))
        self.is_first.setChecked(bool(site_id) and self.first == site_id)
        self.is_last.setChecked(bool(site_id) and self.last == site_id)
        self.visit.setEnabled(bool(site_id))
        self.remove.setEnabled(bool(site_id))
        for each in (self.is_first, self.is_last, self.best, self.up, self.down):
            each.setEnabled(bool(site_id) and count > 1)
