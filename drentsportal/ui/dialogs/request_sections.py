"""The sections of the request form: where each field stands, with its label above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from drentsportal.domain.asking.request import Housing, RequestType, Vehicle
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.ui.dialogs.building_fields import BuildingFields, CombiningFields
from drentsportal.ui.dialogs.category_proposals import CategoryProposals
from drentsportal.ui.dialogs.field_placer import FieldPlacer, form_grid, put_cell
from drentsportal.ui.dialogs.fold_section import FoldSection
from drentsportal.ui.dialogs.moments import write_moment
from drentsportal.ui.dialogs.request_fields import fill_widget, make_combo, read_widget
from drentsportal.ui.dialogs.requirement_control import KEYS, RequirementControl
from drentsportal.ui.dialogs.sector_finder import SectorFinder
from drentsportal.ui.dialogs.staff_rows import StaffRows
from drentsportal.ui.dialogs.wish_fields import WishFields
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from drentsportal.ui.dialogs.request_choices import FormChoices, FormTools

_OPEN_AT_FIRST: Final = frozenset({"company", "sector", "space", "wishes", "case"})
_CAPTIONS: Final = {
    each: f"ui.form.{each}" for each in ("expansion_area", "nitrogen", "available_by", "price", "rent")
}
_SUMMARY_PX: Final = 56

_SPACE: Final = ("plot_area", "expansion_area", "floor_area", "height")
_TERMS: Final = ("available_by", "price", "rent")
_PLAN: Final = ("web_shop", "storage", "external_safety", "park_management", "nitrogen")
_ROADS: Final = (
    "present_distance",
    "present_minutes",
    "junction_distance",
    "junction_minutes",
    "terminal_distance",
    "terminal_minutes",
)
_SUPPLY: Final = ("grid_demand", "grid_feed", "water", "broadband", "labour", "staff_minutes")


class RequestSections:
    """Builds the sections and keeps every field by its name.

    ``widgets`` holds what takes the cursor, under every name by which a fault may speak of it;
    ``controls`` the requirements by criterion.
    """

    def __init__(self, tools: FormTools, choices: FormChoices) -> None:
        """Make the fields; ``build`` lays them out."""
        self._tools = tools
        self._say = tools.language.text
        self._choices = choices
        self._fields = FieldPlacer(tools.language)
        self.widgets = self._fields.widgets
        self.controls = {each: RequirementControl(each, tools, choices) for each in KEYS}
        self.finder = SectorFinder(tools, choices.segments)
        self.building = BuildingFields(tools)
        self.combining = CombiningFields(tools)
        self.staff = StaffRows(tools, choices)
        self.wishes = WishFields(tools, choices)
        self.proposals = CategoryProposals(tools)
        self.sections: dict[str, FoldSection] = {}
        self._names: dict[str, list[str]] = {}

    def build(self, body: QVBoxLayout, *, with_case: bool) -> None:
        """Put all sections one below the other; ``with_case`` also asks how the request came in."""
        self._section(body, "company", self._company())
        self._section(body, "sector", self._sector())
        self._section(body, "space", self._space())
        self._section(body, "plan", self._plan())
        self._section(body, "roads", self._roads())
        self._section(body, "supply", self._supply())
        self._section(body, "wishes", column(self.wishes))
        self.widgets |= self.wishes.widgets
        if with_case:
            self._section(body, "case", self._case())
        self._connect()

    def open_what_holds_something(self) -> None:
        """Open the sections in which something stands; the others as they were left, or as at first."""
        for name, section in self.sections.items():
            left = self._tools.folds.fold(f"form_{name}")
            as_left = name in _OPEN_AT_FIRST if left is None else left
            section.set_open(is_open=bool(self.filled(name)) or name == "case" or as_left)
        self.count()

    def count(self) -> None:
        """Say at every title how many of its fields are filled in."""
        for name, section in self.sections.items():
            filled = self.filled(name)
            section.say(self._say("ui.form.filled", count=filled) if filled else "")

    def filled(self, name: str) -> int:
        """Return how many fields of a section are filled in; choices that always hold do not count."""
        if name == "wishes":
            return self.wishes.is_asked()
        found = 0
        for each in self._names.get(name, []):
            if each in self.controls:
                found += self.controls[each].is_asked()
            elif each == "staff_points":
                found += self.staff.is_asked()
            else:
                found += read_widget(self.widgets[each]) not in ("", False)
        return found

    # -- sections -------------------------------------------------------------------------------------

    def _company(self) -> QVBoxLayout:
        summary = QPlainTextEdit()
        summary.setTabChangesFocus(True)
        summary.setFixedHeight(_SUMMARY_PX)
        types = [(each.value, self._say(f"request_type.{each.value}")) for each in RequestType]
        housings = [(each.value, self._say(f"housing.{each.value}")) for each in Housing]
        places = [("", self._say("ui.unknown")), *self._places()]
        grid = form_grid()
        self._fields.place(grid, 0, "title", QLineEdit())
        self._fields.place(grid, 1, "summary", summary)
        self._fields.place(grid, 2, "request_type", make_combo(types))
        self._fields.place(grid, 3, "housing", make_combo(housings))
        self._fields.place(grid, 4, "staff_count", QLineEdit())
        self._fields.place(grid, 5, "origin", make_combo(places))
        self._names["company"] = ["title", "summary", "staff_count", "origin"]
        return column(grid)

    def _sector(self) -> QVBoxLayout:
        profiles = [(each, self._say("profile.named", profile=each)) for each in self._choices.profile_ids]
        self._fields.name(self.finder.edit, "sector", "ui.form.sector_words")
        self.widgets["sector_code"] = self.widgets["sector_group"] = self.finder.edit
        caption = label(self._say("ui.form.sector_words"), "small")
        caption.setBuddy(self.finder.edit)
        grid = form_grid()
        self._fields.place(grid, 0, "profile_id", make_combo(profiles))
        # An empty cell keeps the field as wide as those above and below it.
        grid.addWidget(QWidget(), 0, 1)
        fill_widget(self.widgets["profile_id"], "standard")
        self._names["sector"] = ["sector"]
        return column(column(caption, self.finder, spacing=3), grid, spacing=12)

    def _space(self) -> QVBoxLayout:
        sizes, together, terms = form_grid(), form_grid(), form_grid()
        self._place_controls(sizes, _SPACE)
        for name, widget in {**self.building.widgets, **self.combining.widgets}.items():
            self._fields.name(widget, name, f"ui.form.{name}")
        self.widgets["building"] = self.widgets["building.width_m"]
        gap = QWidget()
        gap.setLayout(self.combining.gap_cell)
        self._fields.place(
            together, 0, "combining.most_plots", self.combining.widgets["combining.most_plots"]
        )
        self._fields.place(together, 1, "combining.gap_m", self.combining.widgets["combining.gap_m"], gap)
        self._place_controls(terms, _TERMS)
        building = self._fields.captioned("ui.form.building", self.building.widgets["building.width_m"])
        self._names["space"] = [*_SPACE, *_TERMS, *self.building.widgets, "combining.gap_m"]
        seller = self.combining.widgets["combining.same_seller_only"]
        return column(
            sizes, column(building, self.building.cell, spacing=3), together, seller, terms, spacing=12
        )

    def _plan(self) -> QVBoxLayout:
        grid, rest = form_grid(), form_grid()
        category = self.controls["category"].widget
        holder = QWidget()
        holder.setLayout(column(category, self.proposals, None, spacing=6))
        self._place_controls(grid, ("category",), holder)
        self._place_controls(grid, ("segment",), at=1)
        self._place_controls(rest, _PLAN)
        self._names["plan"] = ["category", "segment", *_PLAN]
        return column(grid, rest, spacing=12)

    def _roads(self) -> QVBoxLayout:
        grid, ways = form_grid(), form_grid()
        vehicles = [(each.value, self._say(f"ui.vehicle.{each.value}")) for each in Vehicle]
        detour, trucks = QLineEdit(), QLineEdit()
        detour.setPlaceholderText(self._say("ui.form.hint.detour_factor"))
        self._place_controls(grid, _ROADS)
        quay, vehicle = form_grid(), form_grid()
        self._place_controls(quay, ("quay_distance",))
        self._fields.place(vehicle, 0, "vehicle", make_combo(vehicles))
        for each in (quay, vehicle):
            each.setColumnStretch(1, 0)
            each.setHorizontalSpacing(0)
        holder = QWidget()
        holder.setLayout(column(quay, vehicle, None, spacing=10))
        grid.addWidget(holder, 3, 0)
        self._place_controls(grid, ("municipality",), at=7)
        self._fields.place(ways, 0, "detour_factor", detour)
        self._fields.place(ways, 1, "truck_movements_per_day", trucks)
        fill_widget(self.widgets["vehicle"], Vehicle.TRUCK.value)
        self._names["roads"] = [
            *_ROADS,
            "quay_distance",
            "municipality",
            "detour_factor",
            "truck_movements_per_day",
        ]
        parts = [] if self._choices.has_roads else [self._no_roads()]
        return column(*parts, grid, ways, spacing=12)

    def _supply(self) -> QVBoxLayout:
        grid = form_grid()
        self._place_controls(grid, _SUPPLY)
        self._fields.name(self.staff, "staff_points", "ui.form.staff_points")
        homes = self._fields.captioned("ui.form.staff_points", self.staff)
        self._names["supply"] = [*_SUPPLY, "staff_points"]
        return column(grid, column(homes, self.staff, spacing=3), spacing=12)

    def _case(self) -> QVBoxLayout:
        # Nothing is chosen beforehand: through whom a request came decides whom the answer goes to.
        channels = [("", self._say("ui.form.choose"))]
        channels += [(each.value, self._say(f"channel.{each.value}")) for each in RequestChannel]
        received, asked = QLineEdit(), QLineEdit()
        for each in (received, asked):
            each.setPlaceholderText(self._say("ui.form.moment_hint"))
        now = button(self._say("ui.form.now"), name="received_now")
        code = self._tools.language.code
        now.clicked.connect(lambda: received.setText(write_moment(self._choices.now_utc(), code)))
        holder = QWidget()
        line = row(spacing=8)
        line.addWidget(received, 1)
        line.addWidget(now)
        holder.setLayout(line)
        grid = form_grid()
        self._fields.place(grid, 0, "received_at", received, holder)
        self._fields.place(grid, 1, "asked_at", asked)
        self._fields.place(grid, 2, "channel", make_combo(channels))
        self._fields.place(grid, 3, "requester", QLineEdit())
        self._fields.place(grid, 4, "company_name", QLineEdit())
        self._names["case"] = ["received_at", "asked_at", "channel", "requester", "company_name"]
        return column(grid)

    # -- parts ----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        finder, controls, wishes = self.finder, self.controls, self.wishes
        finder.segment_taken.connect(self._take_segment)
        finder.profile_taken.connect(lambda each: fill_widget(self.widgets["profile_id"], each))
        finder.category_taken.connect(lambda each: fill_widget(controls["category"].editor, each))
        finder.settled.connect(lambda: self.proposals.show_profile(finder.profile))
        self.proposals.stand_after(controls["category"].editor)
        self.proposals.taken.connect(lambda each: fill_widget(controls["category"].editor, each))
        for taken in (finder.segment_taken, finder.profile_taken, finder.category_taken):
            taken.connect(lambda _: self.count())
        wishes.usual_button.clicked.connect(
            lambda: wishes.use_weights(
                self._choices.usual_weights(str(read_widget(self.widgets["profile_id"])))
            )
        )
        profile = self.widgets["profile_id"]
        if isinstance(profile, QComboBox):
            profile.currentIndexChanged.connect(lambda _: wishes.tell_profile(str(read_widget(profile))))
        wishes.tell_profile(str(read_widget(profile)))
        wishes.arrange(each for each, weight in self._choices.usual_weights("standard").items() if weight)

    def _take_segment(self, segment: str) -> None:
        editor = self.controls["segment"].editor
        ticked = read_widget(editor)
        fill_widget(editor, [*ticked, segment] if isinstance(ticked, list) else [segment])

    def _no_roads(self) -> QWidget:
        made = label(self._say("ui.form.no_roads"), "small", wrap=True)
        made.setObjectName("no_roads")
        return made

    def _section(self, body: QVBoxLayout, name: str, layout: QVBoxLayout) -> None:
        title = self._say(f"ui.form.section.{name}")
        made = FoldSection(self._tools.theme, name, title, layout, body.parentWidget())
        made.folded_by_person.connect(
            lambda is_open: self._tools.folds.keep_fold(f"form_{name}", is_open=is_open)
        )
        made.folded_by_person.connect(lambda _: self.count())
        self.sections[name] = made
        body.addWidget(made)

    def _places(self) -> list[tuple[str, str]]:
        return sorted(((each.id, each.name) for each in self._choices.places), key=lambda pair: pair[1])

    def _place_controls(
        self, grid: QGridLayout, criterion_ids: tuple[str, ...], holder: QWidget | None = None, at: int = 0
    ) -> None:
        """Put requirements into the two columns, from cell ``at`` on."""
        for number, criterion_id in enumerate(criterion_ids, at):
            control = self.controls[criterion_id]
            text_id = _CAPTIONS.get(criterion_id, f"criterion.{criterion_id}")
            put_cell(grid, number, self._fields.captioned(text_id, control.editor), holder or control.widget)
            control.name(self._say(text_id))
            for name in control.names:
                self.widgets[name] = control.editor
