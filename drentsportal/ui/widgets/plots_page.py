"""The plots of a park on its card: a table, and what can be done with the one that is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QToolButton, QWidget

from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import PlotStatus, SiteKind
from drentsportal.ui.guide.explanations import explanation
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.flow import FlowLayout
from drentsportal.ui.widgets.parts import column, label
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from drentsportal.domain.sites.site import Site
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import ValueWords
    from drentsportal.services.documents import FactsheetSubject
    from drentsportal.ui.theme import Theme

_COLUMNS: Final = ("plot", "area", "status", "price", "category")
_NUMBERS: Final = frozenset({1, 3})
_WIDTHS: Final = (82, 108, 92, 74)
"""The widths of all columns but the first, which takes the rest."""

_LEAST_NAME: Final = 72

_SHORT: Final = {"area_m2": "ha", "price_eur_m2": "eur"}
"""How a value is written where the heading names the rest of its unit."""

STATUS_TONES: Final = {
    PlotStatus.AVAILABLE: "fits",
    PlotStatus.OPTION: "check",
    PlotStatus.RESERVED: "check",
    PlotStatus.PLANNED: "info",
    PlotStatus.SOLD: "fails",
}

_ACTS: Final = (
    ("change_status", "edit"),
    ("draw_plot", "draw"),
    ("split_plot", "split"),
    ("merge_plots", "merge"),
    ("reshape_site", "reshape"),
)
"""What can be done, by the id of the action in the menu, with its icon."""


class PlotsPage(QWidget):
    """The plots of one park, or of the park that a plot lies in.

    Signals: ``plot_opened(site_id)`` on Enter or double click; ``act_asked(action_id, site_id)`` for what is
    to be done with the selected plot, or with the park itself.
    """

    plot_opened = Signal(str)
    act_asked = Signal(str, str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build table and buttons; the plots follow with the site."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._words: ValueWords | None = None
        self._site: Site | None = None
        self._plots: tuple[Site, ...] = ()
        say = language.text
        self._note = label("", "small", wrap=True)
        self.model = TextTableModel(
            [say(f"ui.site.plots.{name}") for name in _COLUMNS],
            _NUMBERS,
            [explanation(language, f"plots.{name}") for name in _COLUMNS],
        )
        self.view = text_table(
            self.model, TextTableDelegate(theme, first_padding=16), "plots", say("ui.site.tab.plots")
        )
        self.view.horizontalHeader().setStyleSheet("QHeaderView::section:first { padding-left: 16px; }")
        self.view.horizontalHeader().setMinimumSectionSize(56)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.activated.connect(self._on_opened)
        self.acts = {name: self._act(name) for name, _ in _ACTS}
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.view.addActions(list(self.acts.values()))
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._refresh())
        tools = FlowLayout(4)
        for act in self.acts.values():
            tools.addWidget(_tool(act))
        head = column(self._note, spacing=8)
        head.addLayout(tools)
        head.setContentsMargins(16, 10, 16, 8)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setLayout(column(head, self.view, spacing=0))
        self.recolour()

    def show_plots(self, subject: FactsheetSubject, words: ValueWords) -> None:
        """Show the plots of a site; the selected one stays selected, on the card of a plot that one is."""
        kept = subject.site if subject.site.kind is SiteKind.PLOT else self._selected
        self._words = words
        self._site = subject.site
        self._plots = plots = subject.plots
        self._note.setText(self._text(subject))
        self.view.setVisible(bool(plots))
        self.model.show_rows(len(plots), lambda number: self._cells(plots[number]))
        again = next((at for at, each in enumerate(plots) if kept is not None and each.id == kept.id), -1)
        if again >= 0:
            self.view.selectRow(again)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns; where it is narrow the last one goes."""
        super().resizeEvent(event)
        room = self.view.width() - self.view.verticalScrollBar().sizeHint().width() - 2
        is_narrow = room < sum(_WIDTHS) + _LEAST_NAME
        self.view.setColumnHidden(len(_WIDTHS), is_narrow)
        widths = _WIDTHS[:-1] if is_narrow else _WIDTHS
        for section, width in enumerate((max(_LEAST_NAME, room - sum(widths)), *widths)):
            self.view.setColumnWidth(section, width)

    def recolour(self) -> None:
        """Give the buttons the colours of the theme."""
        for name, shape in _ACTS:
            self.acts[name].setIcon(icon(shape, self._theme))

    @property
    def _selected(self) -> Site | None:
        """The plot that an action concerns: the selected row, or the plot whose card this is."""
        rows = self.view.selectionModel().selectedRows()
        if rows and rows[0].row() < len(self._plots):
            return self._plots[rows[0].row()]
        return self._site if self._site is not None and self._site.kind is SiteKind.PLOT else None

    def _act(self, name: str) -> QAction:
        made = QAction(self._language.text(f"ui.plots.{name}"), self)
        made.setObjectName(f"plots_{name}")
        made.triggered.connect(lambda: self._on_act(name))
        return made

    def _on_act(self, name: str) -> None:
        concerned = self._site if name == "draw_plot" else self._selected
        if concerned is not None:
            self.act_asked.emit(name, concerned.id)

    def _refresh(self) -> None:
        """Let only what makes sense be done, and say of the rest what is missing."""
        plot = self._selected
        is_drawn = plot is not None and plot.geometry_rd is not None
        missing = "" if plot is not None else "ui.plots.select_first"
        undrawn = missing or ("" if is_drawn else "ui.plots.no_outline")
        premises = self._site is None or self._site.kind is SiteKind.PREMISES
        needs = {"change_status": missing, "draw_plot": "ui.plots.not_here" if premises else ""}
        for name, act in self.acts.items():
            need = needs.get(name, undrawn)
            act.setEnabled(not need)
            act.setToolTip(self._language.text(need) if need else act.text())

    # -- content --------------------------------------------------------------------------------------

    def _text(self, subject: FactsheetSubject) -> str:
        say = self._language.text
        if subject.site.kind is SiteKind.PREMISES:
            return say("ui.site.plots.not_for_premises")
        if not subject.plots:
            return say("ui.site.plots.none")
        free = [each for each in subject.plots if each.value("status") == PlotStatus.AVAILABLE.value]
        areas = [area for each in free if isinstance(area := each.value("area_m2"), int)]
        parts = [say("ui.site.plots.count", count=len(subject.plots))]
        if areas or not free:
            parts.append(say("ui.site.plots.free", count=len(areas), area_m2=sum(areas)))
        if len(areas) < len(free):
            parts.append(say("ui.site.plots.free_unknown", count=len(free) - len(areas)))
        return " · ".join(parts)

    def _cells(self, plot: Site) -> tuple[TextCell, ...]:
        status = plot.value("status")
        shown = self._cell(plot, "status")
        if status in set(PlotStatus):
            what = explanation(self._language, f"plot_status.{status}")
            shown = TextCell(chip=shown.text, tone=STATUS_TONES[PlotStatus(str(status))], what=what)
        return (
            TextCell(plot.name, strong=True),
            self._cell(plot, "area_m2", right=True),
            shown,
            self._cell(plot, "price_eur_m2", right=True),
            self._cell(plot, "category_max"),
        )

    def _cell(self, site: Site, attribute_id: str, *, right: bool = False) -> TextCell:
        attribute = site.attribute(attribute_id)
        if not isinstance(attribute, Known) or self._words is None:
            return TextCell(chip=self._language.text("word.unknown"), right=right)
        if attribute_id in _SHORT:
            return TextCell(self._language.value(attribute.value, _SHORT[attribute_id]), right=right)
        return TextCell(self._words.plain(attribute_id, attribute.value), right=right)

    def _on_opened(self, current: QModelIndex) -> None:
        if current.isValid():
            self.plot_opened.emit(self._plots[current.row()].id)


def size_columns(header: QHeaderView, widths: tuple[int, ...]) -> None:
    """Give a table in a card its columns: the first takes what the others leave."""
    header.setStyleSheet("QHeaderView::section:first { padding-left: 16px; }")
    for section, width in enumerate(widths, start=1):
        header.resizeSection(section, width)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setMinimumSectionSize(64)


def _tool(act: QAction) -> QToolButton:
    made = QToolButton()
    made.setObjectName(act.objectName())
    made.setDefaultAction(act)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setAccessibleName(act.text())
    return made
