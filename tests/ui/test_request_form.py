"""The request form: everything can be asked, nothing is lost, faults lead to their field, keys suffice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QToolButton,
)

from drentsportal.domain.asking.request import (
    Building,
    Combining,
    Housing,
    Limit,
    LocationRequest,
    Origin,
    Preference,
    RequestType,
    Requirement,
    StaffPoint,
    Vehicle,
)
from drentsportal.domain.asking.request_check import MOST_BY_CRITERION
from drentsportal.domain.match.criteria import CRITERIA, CRITERION_BY_ID, LimitKind
from drentsportal.domain.sectors.sector import SECTOR_GROUPS
from drentsportal.domain.sites.regions import SHIPPED_REGIONS, askable
from drentsportal.domain.vocabulary import CATEGORIES, MUNICIPALITIES
from drentsportal.services.request_content import request_content
from drentsportal.services.request_exchange import read_request
from tests.full_request import FULL_REQUEST
from tests.ui.request_forms import FormMaker, choose, press, type_in

if TYPE_CHECKING:
    from drentsportal.ui.dialogs.request_form import RequestForm


# -- round trip ---------------------------------------------------------------------------------------

_words = st.text(alphabet="abcdeÉ 0.,&<>-'", max_size=20).map(str.strip)
_segments = st.lists(
    st.sampled_from(["logistics", "heavy_industry", "mixed_modern", "eigen_segment"]), min_size=1, unique=True
).map(tuple)
_places = st.lists(
    st.sampled_from([*MUNICIPALITIES, *(each.id for each in askable(SHIPPED_REGIONS))]),
    min_size=1,
    max_size=4,
    unique=True,
).map(tuple)
_x, _y = st.integers(0, 300_000), st.integers(310_000, 630_000)


def _limit(criterion_id: str) -> st.SearchStrategy[Limit]:
    """Every limit that a requirement can have."""
    criterion = CRITERION_BY_ID[criterion_id]
    if criterion.limit_kind is LimitKind.ANY_OF:
        return _segments if criterion_id == "segment" else _places
    if criterion.limit_kind is LimitKind.IS_TRUE:
        return st.booleans()
    if criterion.unit == "class":
        return st.just(value=True)
    if criterion.unit == "category":
        return st.integers(1, len(CATEGORIES))
    if criterion.unit == "day":
        return st.integers(730_120, 767_010)
    most, factor, _ = MOST_BY_CRITERION[criterion_id]
    # Times are asked and relaxed by the minute; a third of one has no decimal form.
    amount = (
        st.integers(1, most).map(lambda each: each * 60)
        if criterion.unit == "s"
        else st.integers(1, most * factor)
    )
    return amount | st.just(value=True) if criterion.limit_kind is LimitKind.NEED else amount


_ASKED = [e.id for e in CRITERIA if e.limit_kind is not LimitKind.NONE and e.id != "building"]
_WISHED = [each.id for each in CRITERIA if each.can_prefer]


def _together(limits: dict[str, Limit]) -> dict[str, Limit]:
    """Let now and reserve together be no less than now: a request as it is written down holds to that."""
    plot_m2, together_m2 = limits.get("plot_area"), limits.get("expansion_area")
    if isinstance(plot_m2, int) and isinstance(together_m2, int):
        return {**limits, "expansion_area": max(plot_m2, together_m2)}
    return limits


@st.composite
def _requests(draw: st.DrawFn) -> LocationRequest:
    asked = draw(st.lists(st.sampled_from(_ASKED), unique=True, max_size=12))
    limits = _together({each: draw(_limit(each)) for each in asked})
    wished = draw(st.lists(st.sampled_from(_WISHED), unique=True, max_size=6))
    weights = [draw(st.integers(0, 100)) for _ in wished]
    if wished and not any(weights):
        weights[0] = 1
    preferences = tuple(
        Preference(each, weight, draw(_segments | st.just(())) if each == "segment" else ())
        for each, weight in zip(wished, weights, strict=True)
    )
    side = st.integers(1, 50_000)
    building = st.builds(Building, side, side, st.integers(0, 5000))
    staff = st.builds(StaffPoint, _words, _x, _y, st.integers(1, 1_000_000))
    soft = st.lists(_words.filter(bool), max_size=3, unique=True).map(tuple)
    count = st.none() | st.integers(0, 100_000)
    return LocationRequest(
        title=draw(_words),
        request_type=draw(st.sampled_from(RequestType)),
        housing=draw(st.sampled_from(Housing)),
        summary=draw(st.lists(_words, max_size=3).map("\n".join).map(str.strip)),
        sector=draw(_words),
        staff_count=draw(count),
        origin=draw(st.none() | st.builds(Origin, _words, _x, _y)),
        requirements=tuple(Requirement(each, limit) for each, limit in limits.items()),
        preferences=preferences,
        profile_id=draw(st.sampled_from(["standard", "logistics", "industry"])),
        sector_code=draw(st.sampled_from(["", "sbi2008:10.31", "sbi2025:20.51", "sbi2008:99.99"])),
        sector_group=draw(st.sampled_from(["", *SECTOR_GROUPS])),
        building=draw(st.none() | building),
        combining=draw(st.builds(Combining, st.integers(0, 5000), st.booleans(), st.integers(1, 8))),
        truck_movements_per_day=draw(count),
        staff_points=draw(st.lists(staff, max_size=3).map(tuple)),
        vehicle=draw(st.sampled_from(Vehicle)),
        detour_percent=draw(st.integers(100, 300)),
        soft_factors=draw(soft),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_requests())
def test_a_request_comes_back_from_the_form_as_it_went_in(
    forms: FormMaker, request_in: LocationRequest
) -> None:
    """Whatever a request holds: filled into the form and read again, nothing is lost or added."""
    form = forms.form()
    form.fill(request_content(request_in))
    forms.settle()
    assert read_request(form.entry()["request"]) == request_in
    form.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_form_asks_every_criterion(forms: FormMaker) -> None:
    """Every criterion with a limit has a field, every one that can be preferred a slider."""
    form = forms.form()
    assert all(form.widget(each) is not None for each in _ASKED)
    assert all(isinstance(form.widget(f"weight_{each}"), QSlider) for each in _WISHED)


def test_a_full_request_opens_with_every_section_that_holds_something(forms: FormMaker) -> None:
    """What is filled in is in sight, and the head says how much it is."""
    form = forms.form()
    form.fill(FULL_REQUEST)
    forms.settle()
    for name in ("company", "sector", "space", "plan", "roads", "supply", "wishes"):
        head = form.findChild(QToolButton, f"fold_{name}")
        assert head is not None
        assert head.isChecked(), name
        assert head.accessibleDescription().endswith("ingevuld"), name
    assert form.entry()["request"]["staff_points"] == FULL_REQUEST["staff_points"]


# -- keys ---------------------------------------------------------------------------------------------


def _visited(form: RequestForm) -> set[str]:
    """Tab through the whole form and name what took the cursor."""
    seen: set[str] = set()
    form.widget("title").setFocus()
    for _ in range(400):
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget.objectName() == "field_title" and len(seen) > 5:
            return seen
        seen.add(widget.objectName())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    pytest.fail("the walk does not come round")


def test_tab_reaches_every_field(forms: FormMaker) -> None:
    """With all sections open, the cursor passes every field, each fold and both buttons."""
    for name in ("plan", "roads", "supply"):
        forms.folds.keep_fold(f"form_{name}", is_open=True)
    forms.folds.keep_fold("more_wishes", is_open=True)
    form = forms.shown(with_case=True)
    slider = form.widget("weight_segment")
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    seen = _visited(form)
    amounts = {
        f"field_{key}" for key in ("plot_area_ha", "water_m3_h", "quay_distance_km", "rent_eur_m2_year")
    }
    assert amounts <= seen
    assert {"field_building.width_m", "field_combining.most_plots", "unknown_grid_demand"} <= seen
    assert {"box_logistics", "staff_place_1", "staff_count_1", "add_staff_place", "field_sector"} <= seen
    assert {f"field_weight_{each}" for each in _WISHED} <= seen
    assert {"fold_company", "fold_case", "target_mode", "received_now", "cancel", "accept"} <= seen


def test_tab_walks_the_wishes_as_the_eye_does(forms: FormMaker) -> None:
    """Sliders in sight, the folded ones, then the wishes in words, also after the order has changed."""
    form = forms.shown()
    form.fill({"preferences": {"water": 10, "reuse": 25}})
    start = form.findChild(QPushButton, "usual_weights")
    assert start is not None
    start.setFocus()
    forms.qtbot.waitUntil(form.widget("weight_water").isVisible)
    walked = []
    for _ in range(4):
        QTest.keyClick(form, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        walked.append(focused.objectName())
    assert walked == ["field_weight_water", "field_weight_reuse", "fold_more_wishes", "field_soft_factors"]


def test_tab_passes_over_what_is_folded(forms: FormMaker) -> None:
    """A folded section costs one press of Tab; Space opens it, and the next form remembers that."""
    form = forms.shown()
    assert "field_present_distance_km" not in _visited(form)
    head = form.findChild(QToolButton, "fold_roads")
    assert head is not None
    head.setFocus()
    QTest.keyClick(head, Qt.Key.Key_Space)
    assert "field_present_distance_km" in _visited(form)
    form.close()
    again = forms.form()
    head = again.findChild(QToolButton, "fold_roads")
    assert head is not None
    assert head.isChecked()


def test_amounts_go_in_with_their_unit(forms: FormMaker) -> None:
    """Square metres, MVA and a need without an amount, typed and chosen by keys."""
    form = forms.shown()
    type_in(form, "plot_area_ha", "7500")
    units = form.findChild(QComboBox, "unit_plot_area")
    assert units is not None
    QTest.keyClick(units, Qt.Key.Key_Down)
    for head in form.findChildren(QToolButton):
        if head.objectName().startswith("fold_") and not head.isChecked():
            QTest.keyClick(head, Qt.Key.Key_Space)
    type_in(form, "grid_demand_kw", "2,5")
    power = form.findChild(QComboBox, "unit_grid_demand")
    assert power is not None
    QTest.keyClick(power, Qt.Key.Key_Down)
    unknown = form.findChild(QCheckBox, "unknown_water")
    assert unknown is not None
    QTest.keyClick(unknown, Qt.Key.Key_Space)
    assert not form.widget("water_m3_h").isEnabled()
    made = form.entry()["request"]["requirements"]
    assert made == {"plot_area_m2": "7500", "grid_demand_mva": "2,5", "water_m3_h": True}


# -- faults -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "marked", "told"),
    [
        ("building.width_m", "40", "building.depth_m", "Vul breedte en diepte"),
        ("building.setback_m", "breed", "building.width_m", "Vul breedte en diepte"),
        ("combining.gap_m", "9000", "combining.gap_m", "Ruimte tussen kavels samen"),
        ("plot_area_ha", "20000", "plot_area", "10.000 ha"),
        ("present_distance_km", "25", "origin", ""),
        ("junction_minutes", "kwartier", "junction_minutes", "kwartier"),
        ("price_eur_m2", "1.500", "price", "op twee manieren"),
        ("staff_minutes", "20", "staff_points", ""),
        ("detour_factor", "0,5", "detour_factor", ""),
        ("truck_movements_per_day", "-3", "truck_movements_per_day", "-3"),
        ("staff_count", "veel", "staff_count", "veel"),
    ],
)
def test_a_fault_opens_its_section_and_takes_the_cursor(
    forms: FormMaker, name: str, text: str, marked: str, told: str
) -> None:
    """The field is marked, in sight and has the cursor; what was typed stays."""
    form = forms.shown()
    field = form.widget(name)
    assert isinstance(field, QLineEdit)
    field.setText(text)
    QTest.keyClick(form.accept_button, Qt.Key.Key_Space)
    wrong = form.widget(marked)
    shown = form.findChild(QLineEdit, "staff_place_1") if marked == "staff_points" else wrong
    assert shown is not None
    assert form.isVisible()
    assert shown.property("fault") == "true"
    assert shown.hasFocus()
    assert shown.isVisible()
    assert field.text() == text
    assert any(told in each.text() for each in form.findChildren(QLabel) if each.property("role") == "error")


_WRONG = {
    "title": "",
    "staff_count": "veel",
    "plot_area_ha": "20000",
    "building.width_m": "40",
    "height_m": "1.500",
    "junction_minutes": "kwartier",
    "labour_staff": "-1",
    "received_at": "gisteren",
}


def _wrong_form(forms: FormMaker) -> RequestForm:
    """Show a form with a fault in six sections, three of them folded, and press the button.

    Nobody chose through whom the request came.
    """
    form = forms.shown(with_case=True)
    form.resize(900, 700)
    for name, text in _WRONG.items():
        field = form.widget(name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    for number, text in enumerate(("7811 AB", "Nergenshuizen"), 1):
        if number > 1:
            press(form, "add_staff_place")
        place = form.findChild(QLineEdit, f"staff_place_{number}")
        assert place is not None
        place.setText(text)
    QTest.mouseClick(form.accept_button, Qt.MouseButton.LeftButton)
    return form


def _fault_buttons(form: RequestForm) -> list[QPushButton]:
    found = [each for each in form.faults.findChildren(QPushButton) if each.isVisible()]
    return sorted(found, key=lambda each: int(each.objectName().removeprefix("fault_")))


def test_all_faults_are_told_at_once_and_each_is_led_to(forms: FormMaker) -> None:
    """Every field that is wrong is marked and in an open section; the foot counts, lists and leads there."""
    form = _wrong_form(forms)
    wrong = [name for name in _WRONG if name not in ("title", "building.width_m")]
    wrong += ["building.depth_m", "channel"]
    for name in wrong:
        assert form.widget(name).property("fault") == "true", name
        assert form.widget(name).isVisible(), name
        assert form.widget(name).accessibleDescription(), name
    buttons = _fault_buttons(form)
    count = form.faults.findChild(QLabel, "fault_count")
    assert count is not None
    assert count.text().startswith(f"{len(wrong) + 2} velden kloppen nog niet.")
    assert len(buttons) == len(wrong) + 2
    assert [each.text() for each in buttons][:3] == ["Werkzame personen", "Oppervlakte kavel", "Bouwhoogte"]
    for each in buttons:
        each.setFocus()
        QTest.keyClick(each, Qt.Key.Key_Space)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.property("fault") == "true"
        assert not focused.visibleRegion().isEmpty(), each.text()
    assert focused is form.widget("channel")


def test_keys_go_round_the_faults(forms: FormMaker) -> None:
    """F8 goes to the next field that is wrong, Shift+F8 back, past the last one to the first."""
    form = _wrong_form(forms)
    assert form.widget("staff_count").hasFocus()
    QTest.keyClick(form, Qt.Key.Key_F8)
    assert form.widget("plot_area_ha").hasFocus()
    QTest.keyClick(form, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(form, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert form.widget("channel").hasFocus()
    QTest.keyClick(form, Qt.Key.Key_F8)
    assert form.widget("staff_count").hasFocus()


def test_what_was_mended_is_unmarked_and_the_rest_stays_told(forms: FormMaker) -> None:
    """Mended fields lose their mark when the button is pressed again; a form without faults is accepted."""
    form = _wrong_form(forms)
    right = dict.fromkeys(_WRONG, "") | {"received_at": "20-11-2026 09:00", "staff_count": "veel"}
    for name, text in right.items():
        type_in(form, name, text)
        if not text:
            QTest.keyClick(form.widget(name), Qt.Key.Key_Delete)
    for number in (1, 2):
        place = form.findChild(QLineEdit, f"staff_place_{number}")
        assert place is not None
        place.clear()
    QTest.keyClick(form.widget("channel"), Qt.Key.Key_Down)
    QTest.keyClick(form.accept_button, Qt.Key.Key_Space)
    assert [each.text() for each in _fault_buttons(form)] == ["Werkzame personen"]
    forms.qtbot.waitUntil(lambda: _fault_buttons(form)[0].visibleRegion().boundingRect().height() > 10)
    assert form.widget("plot_area_ha").property("fault") == "false"
    assert form.widget("plot_area_ha").accessibleDescription() == ""
    type_in(form, "staff_count", "12")
    QTest.keyClick(form.accept_button, Qt.Key.Key_Space)
    assert form.result() == form.DialogCode.Accepted


def test_a_home_that_nobody_can_place_is_marked(forms: FormMaker) -> None:
    """A postcode has no place here: that is said, and the row keeps what was typed."""
    form = forms.shown()
    forms.folds.keep_fold("form_supply", is_open=True)
    first = form.findChild(QLineEdit, "staff_place_1")
    assert first is not None
    first.setText("7811 AB")
    QTest.keyClick(form.accept_button, Qt.Key.Key_Space)
    assert first.hasFocus()
    assert first.property("fault") == "true"
    first.setText("Emmen")
    made = form.entry()["request"]["staff_points"]
    assert made == [{"label": "Emmen", "x_rd": 257000, "y_rd": 533500, "count": 1}]
    QTest.keyClick(form.accept_button, Qt.Key.Key_Space)
    assert first.property("fault") == "false"


def test_rows_of_homes_come_and_go(forms: FormMaker) -> None:
    """A row is added by a key and takes the cursor; a removed one is not asked any more."""
    form = forms.shown()
    form.fill({"staff_points": FULL_REQUEST["staff_points"]})
    first = form.findChild(QLineEdit, "staff_place_2")
    assert first is not None
    first.setFocus()
    for _ in range(6):
        QTest.keyClick(form, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "add_staff_place"
    QTest.keyClick(focused, Qt.Key.Key_Space)
    third = form.findChild(QLineEdit, "staff_place_4")
    assert third is not None
    assert third.hasFocus()
    QTest.keyClicks(third, "Emmen")
    assert [each["label"] for each in form.entry()["request"]["staff_points"]] == [
        "Emmen",
        "7811 AB",
        "Emmen",
    ]
    away = form.findChild(QToolButton, "staff_remove_3")
    assert away is not None
    QTest.keyClick(away, Qt.Key.Key_Space)
    assert [each["label"] for each in form.entry()["request"]["staff_points"]] == ["Emmen", "Emmen"]


def test_minutes_without_roads_are_explained(forms: FormMaker) -> None:
    """Where no network is set the form says what a time then means; with one it does not."""
    assert forms.form().findChild(QLabel, "no_roads") is not None
    assert forms.form(has_roads=True).findChild(QLabel, "no_roads") is None


# -- wishes -------------------------------------------------------------------------------------------


def test_wishes_without_weight_are_folded_away(forms: FormMaker) -> None:
    """An open request shows what it weighs; the rest is behind one title with its number."""
    form = forms.shown()
    form.fill({"preferences": {"water": 10, "reuse": 25}})
    forms.qtbot.waitUntil(form.widget("weight_water").isVisible)
    assert form.widget("weight_reuse").isVisible()
    assert not form.widget("weight_price").isVisible()
    head = form.findChild(QToolButton, "fold_more_wishes")
    assert head is not None
    assert head.accessibleDescription() == f"{len(_WISHED) - 2} met gewicht 0"
    QTest.keyClick(head, Qt.Key.Key_Space)
    assert form.widget("weight_price").isVisible()


def test_usual_weights_come_only_when_asked_for(forms: FormMaker) -> None:
    """A new form weighs nothing; the button takes the weights of the chosen profile."""
    form = forms.shown()
    assert form.entry()["request"]["preferences"] == {}
    choose(form, "profile_id", "standard")
    press(form, "usual_weights")
    made = form.entry()["request"]["preferences"]
    assert made == {
        "segment": 20,
        "present_distance": 30,
        "junction_distance": 20,
        "park_management": 10,
        "reuse": 20,
    }
