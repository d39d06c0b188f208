"""The building to be put up, and which adjoining plots may be offered together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QWidget

from drentsportal.domain.asking.request import Combining
from drentsportal.domain.asking.request_check import MOST_PLOTS
from drentsportal.errors import InputError
from drentsportal.language.typed_figures import figure_as_typed, typed_number
from drentsportal.ui.dialogs.request_fields import (
    fill_widget,
    make_combo,
    read_widget,
    unit_label,
)
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import column, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from drentsportal.ui.dialogs.reading_faults import ReadingFaults
    from drentsportal.ui.dialogs.request_choices import FormTools

_SIDES: Final = ("building.width_m", "building.depth_m")
_STRIP: Final = "building.setback_m"
_GAP: Final = "combining.gap_m"
_SELLER: Final = "combining.same_seller_only"
_MOST: Final = "combining.most_plots"


class BuildingFields:
    """Width, depth and the strip to keep free, in metres; all empty means that no building is asked."""

    def __init__(self, tools: FormTools) -> None:
        """Make the fields."""
        say, self._code = tools.language.text, tools.language.code
        self.widgets: dict[str, QWidget] = {}
        line = row(spacing=8)
        for name in (*_SIDES, _STRIP):
            edit = QLineEdit()
            edit.setPlaceholderText(say(f"ui.form.hint.{name}"))
            self.widgets[name] = edit
        line.addWidget(self.widgets[_SIDES[0]], 1)
        line.addWidget(label(say("ui.form.by"), "small"))
        line.addWidget(self.widgets[_SIDES[1]], 1)
        line.addWidget(unit_label(say("ui.unit.m")))
        line.addSpacing(16)
        line.addWidget(label(say("ui.form.strip"), "small"))
        line.addWidget(self.widgets[_STRIP], 1)
        line.addWidget(unit_label(say("ui.unit.m")))
        self.cell = column(line, label(say("ui.form.building_note"), "small", wrap=True), spacing=4)

    def fill(self, building: Mapping[str, Any] | None) -> None:
        """Put in a building of a request file."""
        for name in self.widgets:
            value = None if building is None else building[name.partition(".")[2]]
            is_usual = value is None or (name == _STRIP and not value)
            text = "" if is_usual or value is None else figure_as_typed(value, self._code)
            fill_widget(self.widgets[name], text)

    def entry(self, faults: ReadingFaults) -> dict[str, Any] | None:
        """Return the building; a side that is missing or cannot be read is a fault."""
        texts = {name: str(read_widget(widget)) for name, widget in self.widgets.items()}
        if not any(texts.values()):
            return None
        # A harmless side stands in for a faulty one, so that the others are judged as well.
        return {
            name.partition(".")[2]: faults.read(
                partial(_side, name, texts, self._code), "0" if name == _STRIP else "1"
            )
            for name in texts
        }


def _side(name: str, texts: Mapping[str, str], language_code: str) -> str:
    """Return a side as typed; where both sides lack, that is told once, at the first."""
    width, _ = _SIDES
    if texts[name]:
        return typed_number(texts[name], name, language_code)
    if name == _STRIP:
        return "0"
    if name == width or texts[width]:
        raise InputError("error.form.building_incomplete", field=name)
    return "1"


class CombiningFields:
    """The strip that may lie between plots, whether one seller is a must, and the most plots of a set."""

    def __init__(self, tools: FormTools) -> None:
        """Make the fields."""
        say, self._code = tools.language.text, tools.language.code
        gap = QLineEdit()
        gap.setPlaceholderText(say("ui.form.hint.combining.gap_m"))
        counts = [(str(each), say("ui.form.plots", count=each)) for each in range(1, MOST_PLOTS + 1)]
        seller = CheckBox(tools.theme, say("ui.form.same_seller"))
        self.widgets: dict[str, QWidget] = {_GAP: gap, _MOST: make_combo(counts), _SELLER: seller}
        self.fill({})
        self.gap_cell = row(spacing=8)
        self.gap_cell.addWidget(gap, 1)
        self.gap_cell.addWidget(unit_label(say("ui.unit.m")))

    def fill(self, combining: Mapping[str, Any]) -> None:
        """Put in how a request file combines plots; without it what is usual."""
        usual = Combining()
        gap = combining.get("gap_m", 0)
        fill_widget(self.widgets[_GAP], figure_as_typed(gap, self._code) if gap else "")
        fill_widget(self.widgets[_MOST], str(combining.get("most_plots", usual.most_plots)))
        fill_widget(self.widgets[_SELLER], combining.get("same_seller_only", usual.same_seller_only))

    def entry(self, faults: ReadingFaults) -> dict[str, Any]:
        """Return how plots may be combined; a strip that cannot be read is a fault."""
        gap = str(read_widget(self.widgets[_GAP]))
        return {
            "gap_m": faults.read(lambda: typed_number(gap, _GAP, self._code), "0") if gap else 0,
            "most_plots": str(read_widget(self.widgets[_MOST])),
            "same_seller_only": bool(read_widget(self.widgets[_SELLER])),
        }
