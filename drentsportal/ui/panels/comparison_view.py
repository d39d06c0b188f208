"""Two to five candidates side by side: what differs, what is equal, and what cannot be compared."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStackedWidget, QWidget

from drentsportal.figures.symbology import Theme as Look
from drentsportal.reports.comparison.maps import site_pictures
from drentsportal.services.compared_sites import Likeness
from drentsportal.services.ports.documents import ComparisonForm
from drentsportal.ui.guide.explanations import explain
from drentsportal.ui.icons import icon
from drentsportal.ui.models.comparison import ComparisonModel
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.comparison_headers import MAP_MM, RowHeader, SiteHeader
from drentsportal.ui.widgets.elided_label import ElidedLabel
from drentsportal.ui.widgets.parts import button, column, label, panel, row
from drentsportal.ui.widgets.picture_view import PX_PER_MM
from drentsportal.ui.widgets.text_table import TextTableDelegate, text_table

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from drentsportal.language import Language
    from drentsportal.services.compared_sites import ComparisonTable
    from drentsportal.ui.theme import Theme

_LEAST_COLUMN: Final = 172
_HEADER_PADDING: Final = 8
_ROOM_FOR_MAPS: Final = 420
_ROOM_FOR_NOTE: Final = 560


class Age(Enum):
    """Whether a comparison is that of the outcome on screen."""

    CURRENT = "current"
    OUTDATED = "outdated"
    TRIAL = "trial"


class ComparisonView(QWidget):
    """A comparison as one table, whose row names stay in view.

    Signals: ``site_selected(site_id)`` when a column is clicked or walked into; ``export_asked(form)`` for
    the table in a form (``ComparisonForm``); ``preview_asked()`` to look at its pages first;
    ``renewal_asked()`` to make it of the outcome as it is now.
    """

    site_selected = Signal(str)
    export_asked = Signal(object)
    preview_asked = Signal()
    renewal_asked = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the table; it starts empty."""
        super().__init__()
        self._theme = theme
        self._say = language.text
        self._selected = ""
        self.model = ComparisonModel(language)
        self._title = label("", "title", wrap=True)
        self._note = label("", "small", wrap=True)
        self.only_differences = CheckBox(theme, self._say("ui.compare.only_differences"))
        self.only_differences.setObjectName("only_differences")
        self.only_differences.toggled.connect(self._on_only_differences)
        self._legend = label("", "small", wrap=True)
        self._rule = label("", "caption", wrap=True)
        self._short_rule = ElidedLabel("", "caption", fills=True)
        self._strip_note = label(self._say("ui.compare.strip_note"), "caption", wrap=True)
        self._legend.setToolTip(self._say("ui.compare.strip_note"))
        explain(language, "likeness", self._legend)
        self._drawn: object = None
        self._build_view(theme)
        self._stack = QStackedWidget()
        empty = label(self._say("ui.compare.empty"), "secondary", wrap=True)
        self._stack.addWidget(panel(column(empty, None, margin=16)))
        self._stack.addWidget(self._build_page())
        self.setLayout(column(self._stack))
        theme.changed.connect(self._recolour)

    def show_table(self, table: ComparisonTable | None) -> None:
        """Show a comparison, or say that there is none."""
        self._selected = ""
        self.model.show_table(table)
        self._stack.setCurrentIndex(0 if table is None else 1)
        if table is None:
            return
        self._title.setText(self._say("ui.compare.title", count=len(table.sites)))
        case = table.case_number
        self._note.setText(
            self._say("ui.compare.made", made_at_utc=table.made_at_utc)
            if case is None
            else self._say("ui.compare.made_for", made_at_utc=table.made_at_utc, number=case)
        )
        rule = "" if table.rule is None else self._say(table.rule)
        self._rule.setText(rule)
        self._short_rule.setText(rule)
        self._legend.setText(
            self._say(
                "ui.compare.legend",
                differs=self.model.count(Likeness.DIFFERS),
                equal=self.model.count(Likeness.EQUAL),
                not_comparable=self.model.count(Likeness.NOT_COMPARABLE),
            )
        )
        self._fit()

    def show_age(self, age: Age) -> None:
        """Say whether this still is the outcome on screen; what is outdated is not exported as if it were."""
        self._age.setVisible(age is not Age.CURRENT)
        self.renew.setVisible(age is Age.OUTDATED)
        for each in (self._export, self.preview):
            each.setEnabled(age is not Age.OUTDATED)
            each.setToolTip(self._say("ui.compare.outdated.export") if age is Age.OUTDATED else "")
        if age is not Age.CURRENT:
            self._age_words.setText(self._say(f"ui.compare.{age.value}"))

    def select(self, site_id: str) -> None:
        """Note a site that was selected elsewhere, so that it is not told back."""
        self._selected = site_id

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the columns the new width of the table."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _build_view(self, theme: Theme) -> None:
        self._delegate = TextTableDelegate(theme, wraps=True, stacks=True)
        self.view = text_table(self.model, self._delegate, "comparison", self._say("ui.compare.accessible"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.view.setCornerButtonEnabled(False)
        self._rows = RowHeader(theme)
        self._sites = SiteHeader(theme)
        self.view.setVerticalHeader(self._rows)
        self.view.setHorizontalHeader(self._sites)
        self._rows.show()
        self._sites.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._sites.sectionClicked.connect(self._select_column)
        self.view.selectionModel().selectionChanged.connect(self._on_selection)
        self.model.modelReset.connect(self._fit)
        self.view.viewport().installEventFilter(self)
        # The corner has no role in the style sheet of the window; its colour is that of the palette.
        self.view.setStyleSheet(
            "QTableCornerButton::section { background: palette(base); border: 0;"
            " border-bottom: 1px solid palette(midlight); }"
            "QTableView::corner { background: palette(base); border: 0; }"
        )

    def _build_page(self) -> QWidget:
        self._export = button(
            self._say("ui.compare.export_as"), "", icon("export", self._theme), name="export_comparison"
        )
        self._export.clicked.connect(self._offer_forms)
        self.preview = button(self._say("ui.preview.open"), "", icon("look", self._theme), name="preview")
        self.preview.setAccessibleName(self._say("ui.preview.open_spoken"))
        self.preview.clicked.connect(self.preview_asked)
        names = column(self._title, self._note, spacing=2)
        top = row(spacing=12)
        top.addLayout(names, 1)
        top.addWidget(self.preview)
        top.addWidget(self._export)
        choices = row(self.only_differences, spacing=24)
        choices.addWidget(self._legend, 1)
        notes = (self._rule, self._short_rule, self._strip_note)
        head = column(top, self._build_age(), choices, *notes, spacing=8)
        head.setContentsMargins(16, 14, 16, 12)
        return panel(column(panel(head), self.view, spacing=0))

    def _offer_forms(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("comparison_forms")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for form in ComparisonForm:
            action = menu.addAction(self._say(f"ui.compare.form.{form.value}"))
            action.setData(form)
        menu.triggered.connect(lambda action: self.export_asked.emit(ComparisonForm(action.data())))
        menu.popup(self._export.mapToGlobal(self._export.rect().bottomLeft()))

    def _build_age(self) -> QWidget:
        self._age_words = label("", "warning", wrap=True)
        self._age_words.setObjectName("comparison_age")
        self.renew = button(self._say("ui.compare.renew"), name="renew_comparison")
        self.renew.clicked.connect(self.renewal_asked)
        body = row(spacing=12)
        body.addWidget(self._age_words, 1)
        body.addWidget(self.renew)
        self._age = panel(body)
        self._age.hide()
        return self._age

    def _fit(self) -> None:
        count = self.model.columnCount()
        if not count:
            return
        has_room = self.height() >= _ROOM_FOR_NOTE
        self._strip_note.setVisible(has_room)
        # Of a low table the rule takes one line, and says the rest in its tooltip: the rows matter more.
        self._rule.setVisible(has_room and bool(self._rule.text()))
        self._short_rule.setVisible(not has_room and bool(self._rule.text()))
        self._rows.suit(self.view.width(), count * _LEAST_COLUMN)
        self._draw_maps()
        width = max(_LEAST_COLUMN, self._room_for_sites() // count)
        self._sites.suit(width)
        for section in range(count):
            self._sites.resizeSection(section, width)
        for section in range(self.model.rowCount()):
            heights = [self._rows.sectionSizeFromContents(section).height()]
            heights.append(self.view.sizeHintForRow(section))
            self._rows.resizeSection(section, max(heights))

    def _room_for_sites(self) -> int:
        """Return the width beside the names, which the viewport has only after its next layout."""
        bar = self.view.verticalScrollBar()
        taken = self._rows.width() + 2 * self.view.frameWidth() + (bar.width() if bar.isVisible() else 0)
        return self.view.width() - taken

    def _draw_maps(self) -> None:
        """Draw the small maps where the table is high enough to leave room for its rows."""
        table = self.model.table
        width = self._room_for_sites() // max(1, self.model.columnCount())
        size_mm = ((max(_LEAST_COLUMN, width) - 2 * _HEADER_PADDING) / PX_PER_MM, MAP_MM[1])
        has_room = self.view.height() >= _ROOM_FOR_MAPS
        key = (id(table), round(size_mm[0]), has_room, self._theme.name)
        if table is None or key == self._drawn:
            return
        self._drawn = key
        look = Look.DARK if self._theme.name == "dark" else Look.LIGHT
        self._sites.show_maps(site_pictures(table, size_mm, look) if has_room else {})

    def _on_selection(self) -> None:
        chosen = self.view.selectionModel().selectedIndexes()
        if chosen:
            self._select_column(chosen[0].column())

    def _select_column(self, section: int) -> None:
        if section < 0:
            return
        site_id = self.model.site(section).candidate.id
        if site_id != self._selected:
            self._selected = site_id
            self.site_selected.emit(site_id)

    def _on_only_differences(self, checked: bool) -> None:  # noqa: FBT001 - the signal's own argument
        self.model.show_only_differences(only=checked)

    def _recolour(self) -> None:
        self._export.setIcon(icon("export", self._theme))
        self.preview.setIcon(icon("look", self._theme))
        self._draw_maps()
        self.view.viewport().update()
        self._rows.viewport().update()
        self._sites.viewport().update()
