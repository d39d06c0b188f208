"""A fact-finding day: chosen sites in an order with times and a map, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from drentsportal.errors import InputError
from drentsportal.figures.day_map import day_scene
from drentsportal.figures.overview_map import overview_map
from drentsportal.figures.symbology import Theme as FigureTheme
from drentsportal.services.fact_finding import day_notices
from drentsportal.services.ports.documents import DocumentStyle
from drentsportal.ui.dialogs.day_form import DayForm
from drentsportal.ui.dialogs.suited import resize_within_screen
from drentsportal.ui.models.day_rows import clock_text, day_rows
from drentsportal.ui.widgets.day_sites import DaySites
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.picture_view import PictureView
from drentsportal.ui.widgets.steady_combo import SteadyCombo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QVBoxLayout

    from drentsportal.domain.day_route.day_plan import DayPlan
    from drentsportal.domain.sites.site import Landmark, Municipality
    from drentsportal.figures.marks import Picture
    from drentsportal.language import Language
    from drentsportal.services.day_subject import DayGround, DayWish
    from drentsportal.ui.theme import Theme
    from drentsportal.ui.widgets.day_sites import Offers

_SIZE: Final = (1080, 630)
_MAP_PX: Final = (420, 260)


@dataclass(frozen=True, slots=True)
class DayChoices:
    """What can be chosen: sites by their words, and languages and themes as pairs of words and id.

    ``today`` is the date in the Netherlands. ``offers`` tells what is selected and listed in the window now,
    as words with the ids of sites.
    """

    sites: Mapping[str, str]
    languages: Sequence[tuple[str, str]]
    themes: Sequence[tuple[str, str]]
    style: DocumentStyle
    today: date
    offers: Offers = tuple


@dataclass(frozen=True, slots=True)
class DayShown:
    """The sites and the way between them as looked up, with what the map draws under them."""

    ground: DayGround
    municipalities: Sequence[Municipality]
    landmarks: Sequence[Landmark]


class DayDialog(QDialog):
    """Puts stops in order and shows the times at once.

    Signals: ``ground_asked(site_ids, start, end)`` when ways must be looked up, ``preview_asked(order, wish,
    style)`` and ``make_asked(order, wish, style)``. The rest follows without asking.
    """

    ground_asked = Signal(object, str, str)
    preview_asked = Signal(object, object, object)
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
        self.sites = DaySites(language, theme, choices.sites, choices.offers)
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
        self.spoken = SteadyCombo(self._choices.languages, "day_language", say("ui.day.language"))
        self.spoken.choose(self._choices.style.language_code)
        self.house = SteadyCombo(self._choices.themes, "day_theme", say("ui.day.theme"))
        self.house.choose(self._choices.style.theme_id)
        self.make = button(say("ui.day.make"), "main", name="day_make")
        self.preview = button(say("ui.preview.open"), name="day_preview")
        self.preview.setAccessibleName(say("ui.preview.open_spoken"))
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
        body.addLayout(row(None, self.close_button, self.preview, self.make))
        self.setLayout(body)

    def _left(self) -> QVBoxLayout:
        made = column(self.form, spacing=8)
        made.addWidget(self.sites, 1)
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
        made.addWidget(label(self._say("ui.day.hint"), "small", wrap=True))
        return made

    def _connect(self) -> None:
        self.form.times_changed.connect(self._replan)
        self.form.places_changed.connect(self._ask_ground)
        self.sites.sites_added.connect(self.add_sites)
        self.sites.unknown_named.connect(lambda name: self.tell(self._say("ui.day.unknown_site", name=name)))
        self.sites.order_changed.connect(self._on_order)
        self.sites.removed.connect(self._on_remove)
        self.sites.best_asked.connect(self._on_best)
        self.sites.stop_changed.connect(self._replan)
        self.preview.clicked.connect(lambda: self._hand_on(self.preview_asked))
        self.make.clicked.connect(lambda: self._hand_on(self.make_asked))
        self.close_button.clicked.connect(self.reject)

    # -- what comes in --------------------------------------------------------------------------------

    def add_sites(self, site_ids: Sequence[str]) -> None:
        """Add sites behind those that are there, but before a fixed last one; their ways are looked up."""
        last = self.sites.last
        before = (*(each for each in self._chosen if each != last), *site_ids)
        self._chosen = tuple(dict.fromkeys((*before, last) if last else before))
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

    def _on_remove(self, site_id: str) -> None:
        self._chosen = tuple(each for each in self._chosen if each != site_id)
        self.sites.forget(site_id)
        if self._chosen:
            self._ask_ground()
        else:
            self.shown = None
            self._replan()

    def _on_order(self, order: tuple[str, ...]) -> None:
        self.sites.kept_in_place(order)
        rest = tuple(each for each in self._chosen if each not in order)
        self._chosen = (*order, *rest)
        self._replan()

    def _on_best(self) -> None:
        if self.shown is None:
            return
        try:
            self._on_order(self.shown.ground.best(*self._fixed()))
        except InputError as error:
            self.tell(self._say(error))

    def _hand_on(self, signal: SignalInstance) -> None:
        """Tell the day as it stands."""
        style = DocumentStyle(str(self.spoken.currentData()), str(self.house.currentData()))
        signal.emit(self._order(), self._wish(), style)

    def _fixed(self) -> tuple[str, str]:
        """Return the fixed first and last stop as far as they can be routed."""
        order = self._order()
        return (
            self.sites.first if self.sites.first in order else "",
            self.sites.last if self.sites.last in order else "",
        )

    def _wish(self) -> DayWish:
        return replace(self.form.wish(), visits=dict(self.sites.visits))

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
            return self.shown.ground.plan(self._order(), self._wish())
        except InputError as error:
            self.tell(self._say(error))
            return None

    def _replan(self) -> None:
        """Give every stop its times; what is wrong with the day is told and nothing is lost."""
        self.tell("")
        plan = self._plan_or_none()
        ground = None if self.shown is None else self.shown.ground
        fixed = dict(zip(self._fixed(), ("first", "last"), strict=True))
        rows = [] if ground is None else day_rows(self._language, ground, self._order(), plan, fixed)
        self.sites.show_stops(rows, self.form.wish().visit_minutes)
        self._tell_plan(plan)
        for each in (self.make, self.preview):
            each.setEnabled(plan is not None and bool(plan.visits))
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
        self.tell(
            " ".join(map(self._say, day_notices(self.shown.ground, plan, self._choices.today))), fault=False
        )

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
