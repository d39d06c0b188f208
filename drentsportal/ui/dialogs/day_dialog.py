"""A fact-finding day: chosen sites in an order with times and a map, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QDialog, QLineEdit, QWidget

from drentsportal.errors import InputError
from drentsportal.figures.day_map import day_scene
from drentsportal.figures.overview_map import overview_map
from drentsportal.figures.symbology import Theme as FigureTheme
from drentsportal.services.fact_finding import day_notices
from drentsportal.services.ports.documents import DocumentStyle
from drentsportal.ui.dialogs.day_form import DayForm
from drentsportal.ui.dialogs.suited import resize_within_screen
from drentsportal.ui.models.day_rows import clock_text, day_rows
from drentsportal.ui.widgets.day_stops import DayStops
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.picture_view import PictureView
from drentsportal.ui.widgets.steady_combo import SteadyCombo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from PySide6.QtWidgets import QVBoxLayout

    from drentsportal.domain.day_route.day_plan import DayPlan
    from drentsportal.domain.sites.site import Landmark, Municipality
    from drentsportal.figures.marks import Picture
    from drentsportal.language import Language
    from drentsportal.services.day_subject import DayGround
    from drentsportal.ui.theme import Theme

_SIZE: Final = (1080, 630)
_MAP_PX: Final = (420, 260)


@dataclass(frozen=True, slots=True)
class DayChoices:
    """What can be chosen: sites by their words, and languages and themes as pairs of words and id."""

    sites: Mapping[str, str]
    languages: Sequence[tuple[str, str]]
    themes: Sequence[tuple[str, str]]
    style: DocumentStyle


@dataclass(frozen=True, slots=True)
class DayShown:
    """The sites and the way between them as looked up, with what the map draws under them."""

    ground: DayGround
    municipalities: Sequence[Municipality]
    landmarks: Sequence[Landmark]


class DayDialog(QDialog):
    """Puts stops in order and shows the times at once.

    Signals: ``ground_asked(site_ids, start, end)`` when ways must be looked up, ``make_asked(order, wish,
    style)``. The rest follows without asking.
    """

    ground_asked = Signal(object, str, str)
    make_asked = Signal(object, object, object)

    def __init__(
        self, parent: QWidget, language: Language, theme: Theme, choices: DayChoices, on: date, start: str
    ) -> None:
        """Build the dialog; stops come with ``add_sites``."""
        super().__init__(parent)
        self._language, self._say, self._theme = language, language.text, theme
        self._choices = choices
        self.shown: DayShown | None = None
        self._chosen: tuple[str, ...] = ()
        self._is_ordered = False
        self.setObjectName("day_dialog")
        self.setWindowTitle(self._say("ui.day.title"))
        self.form = DayForm(language, on, start)
        self.stops = DayStops(self._say("ui.day.stops"))
        self.map = PictureView(self._draw, self._say("ui.day.map"), self._say("ui.day.empty"))
        self.map.setMinimumSize(*_MAP_PX)
        self.told = label("", "strong", wrap=True)
        self.told.setObjectName("day_told")
        self.notes = label("", "warning", wrap=True)
        self.notes.setObjectName("day_notes")
        self.fault = label("", "error", wrap=True)
        self.fault.setObjectName("day_fault")
        self._build()
        self._connect()
        resize_within_screen(self, *_SIZE)
        self._replan()

    # -- what stands in it ----------------------------------------------------------------------------

    def _build(self) -> None:
        say = self._say
        self.add = QLineEdit()
        self.add.setObjectName("day_add")
        self.add.setAccessibleName(say("ui.day.add"))
        self.add.setPlaceholderText(say("ui.day.add"))
        completer = QCompleter(QStringListModel(sorted(self._choices.sites)), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.add.setCompleter(completer)
        self.best = button(say("ui.day.best"), name="day_best")
        self.up, self.down = (
            button(say("ui.day.up"), name="day_up"),
            button(say("ui.day.down"), name="day_down"),
        )
        self.remove = button(say("ui.day.remove"), name="day_remove")
        self.spoken = SteadyCombo(self._choices.languages, "day_language", say("ui.day.language"))
        self.spoken.choose(self._choices.style.language_code)
        self.house = SteadyCombo(self._choices.themes, "day_theme", say("ui.day.theme"))
        self.house.choose(self._choices.style.theme_id)
        self.make = button(say("ui.day.make"), "main", name="day_make")
        self.close_button = button(say("ui.close"), name="day_close")
        left, right = QWidget(), QWidget()
        left.setLayout(self._left())
        right.setLayout(self._right())
        halves = row(spacing=16)
        halves.addWidget(left, 1)
        halves.addWidget(right, 1)
        body = column(spacing=10, margin=16)
        body.addLayout(halves, 1)
        for line in (self.told, self.notes, self.fault):
            body.addWidget(line)
        body.addLayout(row(None, self.close_button, self.make))
        self.setLayout(body)

    def _left(self) -> QVBoxLayout:
        made = column(self.form, self.add, label(self._say("ui.day.hint"), "small", wrap=True), spacing=8)
        made.addWidget(self.stops, 1)
        made.addLayout(row(self.best, self.up, self.down, self.remove, None))
        return made

    def _right(self) -> QVBoxLayout:
        made = column(spacing=8)
        made.addWidget(self.map, 1)
        style = row(spacing=12)
        for words, field in (("ui.day.language", self.spoken), ("ui.day.theme", self.house)):
            caption = label(self._say(words), "small")
            caption.setBuddy(field)
            style.addLayout(column(caption, field, spacing=4), 1)
        made.addLayout(style)
        return made

    def _connect(self) -> None:
        self.form.times_changed.connect(self._replan)
        self.form.places_changed.connect(self._ask_ground)
        self.stops.order_changed.connect(self._on_order)
        self.stops.remove_asked.connect(self._on_remove)
        self.best.clicked.connect(self._on_best)
        self.up.clicked.connect(lambda: self.stops.move_current(-1))
        self.down.clicked.connect(lambda: self.stops.move_current(1))
        self.remove.clicked.connect(self.stops.remove_current)
        self.add.returnPressed.connect(self._on_add)
        completer = self.add.completer()
        completer.activated.connect(lambda _: self._on_add())
        self.make.clicked.connect(self._on_make)
        self.close_button.clicked.connect(self.reject)

    # -- what comes in --------------------------------------------------------------------------------

    def add_sites(self, site_ids: Sequence[str]) -> None:
        """Add sites behind those that are there; their ways are looked up."""
        self._chosen = tuple(dict.fromkeys((*self._chosen, *site_ids)))
        self._ask_ground()

    def show_ground(self, shown: DayShown) -> None:
        """Take what was looked up; the first time in the best order, then in the order of the person."""
        self.shown = shown
        placed = {each.id for each in shown.ground.sites}
        kept = tuple(each for each in self._chosen if each in placed)
        missing = tuple(each for each in self._chosen if each not in placed)
        self._chosen = (*kept, *missing)
        if not self._is_ordered:
            self._is_ordered = True
            self._on_best()
        self._replan()

    def tell(self, text: str, *, fault: bool = True) -> None:
        """Say what went wrong, or without ``fault`` what to know of the day; nothing for no text."""
        shown = self.fault if fault else self.notes
        shown.setText(text)
        shown.setVisible(bool(text))
        shown.setAccessibleName(text)

    # -- what a person does ---------------------------------------------------------------------------

    def _on_add(self) -> None:
        site_id = self._choices.sites.get(self.add.text().strip())
        if site_id is None:
            self.tell(self._say("ui.day.unknown_site", name=self.add.text().strip()))
            return
        # The completer writes its choice once more after it told it.
        QTimer.singleShot(0, self.add.clear)
        self.add_sites((site_id,))

    def _on_remove(self, site_id: str) -> None:
        self._chosen = tuple(each for each in self._chosen if each != site_id)
        if self._chosen:
            self._ask_ground()
        else:
            self.shown = None
            self._replan()

    def _on_order(self, order: tuple[str, ...]) -> None:
        rest = tuple(each for each in self._chosen if each not in order)
        self._chosen = (*order, *rest)
        self._replan()

    def _on_best(self) -> None:
        if self.shown is None:
            return
        try:
            self._on_order(self.shown.ground.best())
        except InputError as error:
            self.tell(self._say(error))

    def _on_make(self) -> None:
        style = DocumentStyle(str(self.spoken.currentData()), str(self.house.currentData()))
        self.make_asked.emit(self._order(), self.form.wish(), style)

    def _ask_ground(self) -> None:
        if self._chosen:
            self.ground_asked.emit(self._chosen, *self.form.places)

    # -- what follows ---------------------------------------------------------------------------------

    def _order(self) -> tuple[str, ...]:
        """Return the chosen sites that can be routed, in their order."""
        if self.shown is None:
            return ()
        placed = {each.id for each in self.shown.ground.sites}
        return tuple(each for each in self._chosen if each in placed)

    def _plan_or_none(self) -> DayPlan | None:
        """Plan the day as it stands; what is wrong with it is told."""
        if self.shown is None or not self._order():
            return None
        try:
            return self.shown.ground.plan(self._order(), self.form.wish())
        except InputError as error:
            self.tell(self._say(error))
            return None

    def _replan(self) -> None:
        """Give every stop its times; what is wrong with the day is told and nothing is lost."""
        self.tell("")
        plan = self._plan_or_none()
        rows = [] if self.shown is None else day_rows(self._language, self.shown.ground, self._order(), plan)
        self.stops.show_stops(rows)
        self._tell_plan(plan)
        has_stops = bool(self._order())
        self.make.setEnabled(plan is not None and bool(plan.visits))
        for each in (self.best, self.up, self.down):
            each.setEnabled(has_stops and len(self._order()) > 1)
        self.remove.setEnabled(has_stops)
        self.map.refresh()

    def _tell_plan(self, plan: DayPlan | None) -> None:
        if plan is None or self.shown is None:
            self.told.setText("" if self._chosen else self._say("ui.day.empty"))
            self.tell("", fault=False)
            return
        self.told.setText(
            self._say(
                "ui.day.told", back=clock_text(self._language, plan.ends_at_utc), minutes=plan.travel_minutes
            )
        )
        self.tell(" ".join(map(self._say, day_notices(self.shown.ground, plan))), fault=False)

    def _draw(self, width_mm: float, height_mm: float) -> Picture | None:
        if self.shown is None:
            return None
        ground = self.shown.ground
        sites = {each.id: each for each in ground.sites}
        plan = self._plan_or_none()
        shown = self._order() if plan is None else [ground.sites[each.place - 1].id for each in plan.visits]
        shapes = ((sites[each].name, ground.shape_of(each)) for each in shown)
        scene = day_scene(ground, shapes, self.shown.municipalities, self.shown.landmarks)
        look = FigureTheme.DARK if self._theme.name == "dark" else FigureTheme.LIGHT
        return overview_map(scene, (width_mm, height_mm), look)
