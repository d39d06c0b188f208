"""Sites at the left of the map: filters, each with the number of sites that it lets through."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from drentsportal.domain.checks.plan_supply import SupplyClass
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.ui.guide.explanations import explain
from drentsportal.ui.icons import icon
from drentsportal.ui.models.case_list import municipality_name
from drentsportal.ui.models.site_rows import (
    UNKNOWN,
    AgeClass,
    Availability,
    SiteFilter,
    SiteRow,
    group_counts,
)
from drentsportal.ui.panels.site_table import SiteTablePanel
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import button, clear, column, label, panel, row, scrolled
from drentsportal.ui.widgets.search_field import add_clear_button
from drentsportal.ui.widgets.spoken_combo import SpokenCombo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

__all__ = ["GROUPS", "SiteListPanel", "SiteTablePanel"]

GROUPS: Final = ("segment", "availability", "age")


class SiteListPanel(QWidget):
    """Filters over the sites.

    Signals: ``filter_changed(site_ids)`` with the set of ids that are shown, or ``None`` for all;
    ``site_selected(site_id)`` with the first hit when the person presses Enter in the search field;
    ``bidbook_asked(site_ids)`` with the sites that are shown, by name.
    """

    filter_changed = Signal(object)
    site_selected = Signal(str)
    bidbook_asked = Signal(object)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the fields; the boxes follow with the sites."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._say = language.text
        self._rows: tuple[SiteRow, ...] = ()
        self._segments: Mapping[str, str] = {}
        self._boxes: dict[str, dict[str, tuple[CheckBox, QLabel]]] = {group: {} for group in GROUPS}
        self._build_fields()
        self._groups = {group: column(spacing=2) for group in GROUPS}
        body = column(self.search, spacing=4, margin=16)
        body.addSpacing(8)
        body.addWidget(label(self._say("ui.sites.municipality"), "group"))
        body.addWidget(self.municipality)
        for group in GROUPS:
            body.addSpacing(10)
            heading = label(self._say(f"ui.sites.group.{group}"), "group")
            explain(language, f"site_filter.{group}", heading)
            body.addWidget(heading)
            body.addLayout(self._groups[group])
        body.addStretch(1)
        holder = QWidget()
        holder.setLayout(body)
        explain(language, "site_filter.supply", self._supply)
        foot = column(self._shown, self._supply, row(self.clear_button, self.bidbook_button, None), spacing=6)
        foot.setContentsMargins(16, 8, 16, 10)
        footer = panel(foot)
        footer.setObjectName("panel_footer")
        self.setLayout(column(scrolled(holder), footer, spacing=0))
        theme.changed.connect(self._recolour)
        self.show_sites((), {})

    def show_sites(self, rows: Sequence[SiteRow], segments: Mapping[str, str]) -> None:
        """Show other sites; the filters stay as they are. ``segments`` names each segment id."""
        self._rows = tuple(rows)
        self._segments = segments
        self._fill_municipalities()
        for group, keys in self._keys().items():
            self._fill_group(group, keys)
        self._order_tabs()
        self._apply()

    def shown_rows(self) -> tuple[SiteRow, ...]:
        """Return the rows that the filters let through."""
        wanted = self.filter()
        return tuple(each for each in self._rows if wanted.shows(each))

    def filter(self) -> SiteFilter:
        """Return what the fields say."""
        code = self.municipality.currentData()
        unticked = {
            group: frozenset(key for key, (box, _) in boxes.items() if not box.isChecked())
            for group, boxes in self._boxes.items()
        }
        return SiteFilter(self.search.text(), code if isinstance(code, str) and code else None, unticked)

    def clear_filters(self) -> None:
        """Show everything again."""
        fields = (self.search, self.municipality, *self._all_boxes())
        blocked = [QSignalBlocker(each) for each in fields]
        self.search.clear()
        self.municipality.setCurrentIndex(0)
        for box in self._all_boxes():
            box.setChecked(True)
        del blocked
        self._apply()
        self.search.setFocus()

    def _build_fields(self) -> None:
        self.search = QLineEdit()
        self.search.setObjectName("site_search")
        self.search.setPlaceholderText(self._say("ui.sites.search"))
        self.search.setAccessibleName(self._say("ui.sites.search"))
        add_clear_button(self.search, self._say("ui.field.clear"))
        self._glass = self.search.addAction(
            icon("search", self._theme), QLineEdit.ActionPosition.LeadingPosition
        )
        self._glass.setText(self._say("ui.sites.search"))
        self.search.textChanged.connect(self._apply)
        self.search.returnPressed.connect(self._select_first)
        self.municipality = SpokenCombo()
        self.municipality.setObjectName("site_municipality")
        self.municipality.setAccessibleName(self._say("ui.sites.municipality"))
        self.municipality.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.municipality.currentIndexChanged.connect(self._apply)
        self.clear_button = button(self._say("ui.sites.clear"), name="clear_filters")
        self.clear_button.clicked.connect(self.clear_filters)
        self.bidbook_button = button(self._say("ui.sites.bidbook"), name="make_bidbook")
        self.bidbook_button.setToolTip(self._say("ui.sites.bidbook.hint"))
        self.bidbook_button.clicked.connect(self._ask_bidbook)
        self._shown = label("", "small", wrap=True)
        self._supply = label("", "small", wrap=True)
        self._supply.setObjectName("supply_totals")

    def _all_boxes(self) -> list[CheckBox]:
        return [box for boxes in self._boxes.values() for box, _ in boxes.values()]

    def _keys(self) -> dict[str, dict[str, str]]:
        say = self._say
        found = {segment for each in self._rows for segment in each.segments}
        ordered = [each for each in self._segments if each in found] + sorted(found - set(self._segments))
        segments = {each: self._segments.get(each, each) for each in ordered}
        return {
            "segment": segments | {UNKNOWN: say("word.unknown")},
            "availability": {each.value: say(f"ui.sites.availability.{each.value}") for each in Availability},
            "age": {each.value: say(f"ui.sites.age_class.{each.value}") for each in AgeClass},
        }

    def _fill_municipalities(self) -> None:
        before = self.municipality.currentData()
        delivered = {each.municipality_code for each in self._rows}
        codes = set(MUNICIPALITIES) | {code for code in delivered if code}
        blocked = QSignalBlocker(self.municipality)
        self.municipality.clear()
        self.municipality.addItem(self._say("ui.sites.all_municipalities", count=len(codes)), "")
        for code in sorted(codes, key=lambda each: municipality_name(each).casefold()):
            self.municipality.addItem(municipality_name(code), code)
        if None in delivered:
            self.municipality.addItem(self._say("word.unknown"), UNKNOWN)
        self.municipality.setCurrentIndex(max(0, self.municipality.findData(before)))
        del blocked

    def _fill_group(self, group: str, keys: Mapping[str, str]) -> None:
        boxes = self._boxes[group]
        if list(boxes) == list(keys):
            return
        off = {key for key, (box, _) in boxes.items() if not box.isChecked()}
        layout: QVBoxLayout = self._groups[group]
        clear(layout)
        boxes.clear()
        for key, text in keys.items():
            box = CheckBox(self._theme, text, elides=True)
            box.setObjectName(f"{group}_{key}")
            box.setChecked(key not in off)
            box.toggled.connect(self._apply)
            explain(self._language, f"site_filter.{group}", box)
            count = label("", "small")
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            entry = row(spacing=8)
            entry.addWidget(box, 1)
            entry.addWidget(count)
            layout.addLayout(entry)
            boxes[key] = (box, count)

    def _order_tabs(self) -> None:
        """Let Tab go from top to bottom; boxes made later would come after every other panel."""
        fields = (self.search, self.municipality, *self._all_boxes(), self.clear_button)
        for before, after in pairwise(fields):
            QWidget.setTabOrder(before, after)

    def _apply(self) -> None:
        wanted = self.filter()
        for group, boxes in self._boxes.items():
            counts = group_counts(self._rows, wanted, group)
            for key, (box, count) in boxes.items():
                number = counts.get(key, 0)
                count.setText(self._say("ui.sites.count", count=number))
                box.setAccessibleName(self._say("ui.sites.box", name=box.full_text, count=number))
        shown = [each for each in self._rows if wanted.shows(each)]
        message_id = "ui.sites.shown" if shown or not self._rows else "ui.sites.none_shown"
        self.bidbook_button.setEnabled(bool(shown))
        self._shown.setText(self._say(message_id, shown=len(shown), count=len(self._rows)))
        self._supply.setText(self._supply_text(shown))
        self.clear_button.setEnabled(wanted.is_active)
        self.filter_changed.emit({each.id for each in shown} if wanted.is_active else None)

    def _supply_text(self, shown: Sequence[SiteRow]) -> str:
        """Add up what the shown parks can issue, hard and soft apart; nothing stated is unknown."""
        lines = []
        for each in SupplyClass:
            parks = [row for row in shown if row.supply is each]
            now = [row.available_now_ha for row in parks if row.available_now_ha is not None]
            later = [row.available_later_ha for row in parks if row.available_later_ha is not None]
            if parks:
                now_ha, later_ha = (round(sum(part), 2) if part else None for part in (now, later))
                lines.append(self._say(f"ui.sites.supply.{each.value}", now_ha=now_ha, later_ha=later_ha))
        return "\n".join(lines)

    def _ask_bidbook(self) -> None:
        shown = sorted(self.shown_rows(), key=lambda each: (each.name.casefold(), each.id))
        self.bidbook_asked.emit(tuple(each.id for each in shown))

    def _select_first(self) -> None:
        shown = self.shown_rows()
        if shown:
            self.site_selected.emit(shown[0].id)

    def _recolour(self) -> None:
        self._glass.setIcon(icon("search", self._theme))
