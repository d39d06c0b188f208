"""Looking an import over before it is stored: what is new, changed, contradicted, gone or confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHeaderView, QSplitter, QTabBar, QWidget

from drentsportal.domain.merge.merge_answers import MergeAnswer, MergeAnswers
from drentsportal.domain.merge.merge_states import SiteMerge, ValueMerge
from drentsportal.ui.dialogs.suited import resize_within_screen
from drentsportal.ui.models.case_list import municipality_name
from drentsportal.ui.models.merge_tables import (
    ANSWERABLE,
    LOOK_FIRST,
    SITE_COLUMNS,
    TABS,
    LiveTable,
    MergeWords,
)
from drentsportal.ui.widgets.merge_values import MergeValues
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.spoken_combo import SpokenCombo
from drentsportal.ui.widgets.text_table import TextTableDelegate, text_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from PySide6.QtWidgets import QHBoxLayout

    from drentsportal.domain.merge.merge_findings import SiteFinding
    from drentsportal.language import Language
    from drentsportal.services.site_import import ImportReview
    from drentsportal.ui.theme import Theme

_WIDTHS: Final = (260, 130, 320, 150)
_SHARE: Final = (3, 2)
_OF_KEY: Final = {Qt.Key.Key_O: MergeAnswer.TAKE, Qt.Key.Key_H: MergeAnswer.KEEP}


class MergeReviewDialog(QDialog):
    """A review with answers per value, per site or for everything.

    Signals: ``store_asked(answers)`` when the person is done; ``same_asked(new_id, known_id)`` when a new
    site is said to be a known one, so that the review must be made again.
    """

    store_asked = Signal(object)
    same_asked = Signal(str, str)

    def __init__(
        self, parent: QWidget | None, theme: Theme, language: Language, segments: Mapping[str, str]
    ) -> None:
        """Build the dialog; it starts without a review."""
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._say = language.text
        self._segments = segments
        self.answers = MergeAnswers()
        self._numbers: NDArray[np.int64] = np.empty(0, np.int64)
        self._codes: dict[SiteMerge, list[str]] = {}
        self._is_first = True
        self.setObjectName("merge_review")
        self.setWindowTitle(self._say("merge.title"))
        self.setModal(True)
        resize_within_screen(self, 1080, 720)
        self._build()

    def show_review(self, review: ImportReview) -> None:
        """Show a review; answers given before hold for the sites that are still in it."""
        self._review = review.merge
        self._words = MergeWords(self._language, review.merge, self._segments)
        self._codes = {}
        report = review.report
        self._heading.setText(self._say("merge.heading", file=report.file_name, source=report.source))
        for position, state in enumerate(TABS):
            count = len(self._review.with_state(state))
            self.tabs.setTabText(position, self._say(f"merge.tab.{state.value}", count=count))
            self.tabs.setTabEnabled(position, count > 0)
        if self._is_first or not self.tabs.isTabEnabled(self.tabs.currentIndex()):
            self._is_first = False
            order = (*LOOK_FIRST, *TABS)
            first = next((each for each in order if len(self._review.with_state(each))), TABS[0])
            self.tabs.setCurrentIndex(TABS.index(first))
            self.sites_view.setFocus()
        self._fill_filter()
        self._show_sites()

    @property
    def state(self) -> SiteMerge:
        """Which sites are listed."""
        return TABS[max(0, self.tabs.currentIndex())]

    def answer_all(self, answer: MergeAnswer | None) -> None:
        """Answer everything at once; ``None`` leaves it to the rule again."""
        self.answers = MergeAnswers(answer)
        self._refresh()

    def answer_site(self, answer: MergeAnswer) -> None:
        """Answer for the selected site as a whole."""
        site = self._selected()
        if site is not None and site.state in ANSWERABLE:
            self.answers = self.answers.for_site(site.site_id, answer)
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys O (overnemen) and H (houden) on the list of sites."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            answer = _OF_KEY.get(Qt.Key(event.key()))
            if answer is not None and not event.modifiers():
                self.answer_site(answer)
                return True
        return super().eventFilter(watched, event)

    # -- building -------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._heading = label("", "strong", wrap=True)
        self._about = label("", "small", wrap=True)
        self.tabs = QTabBar()
        self.tabs.setObjectName("merge_tabs")
        self.tabs.setAccessibleName(self._say("merge.title"))
        self.tabs.setExpanding(False)
        for _ in TABS:
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(lambda _: self._on_tab())
        self.filter = SpokenCombo()
        self.filter.setObjectName("merge_filter")
        self.filter.setAccessibleName(self._say("merge.filter"))
        self.filter.currentIndexChanged.connect(lambda _: self._show_sites())
        self._build_sites()
        self.values = MergeValues(self._theme, self._language)
        self.values.answered.connect(self._on_value)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.sites_view)
        split.addWidget(self._build_detail())
        for position, share in enumerate(_SHARE):
            split.setStretchFactor(position, share)
        split.setSizes([320, 260])
        bar = row(spacing=12)
        bar.addWidget(self.tabs, 1)
        bar.addWidget(self.filter)
        body = column(self._heading, bar, self._about, spacing=8, margin=16)
        body.addWidget(split, 1)
        body.addLayout(self._build_footer())
        self.setLayout(body)

    def _build_sites(self) -> None:
        self.sites = LiveTable([self._say(f"merge.column.{name}") for name in SITE_COLUMNS])
        self._delegate = TextTableDelegate(self._theme)
        self.sites_view = text_table(self.sites, self._delegate, "merge_sites", self._say("merge.sites"))
        self.sites_view.setProperty("framed", "true")
        header = self.sites_view.horizontalHeader()
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        header.setSectionResizeMode(SITE_COLUMNS.index("what"), QHeaderView.ResizeMode.Stretch)
        self.sites_view.selectionModel().selectionChanged.connect(lambda *_: self._show_values())
        self.sites_view.installEventFilter(self)
        self._theme.changed.connect(self.sites_view.viewport().update)

    def _build_detail(self) -> QWidget:
        self._site = label("", "strong", wrap=True)
        self.take_site = button(self._say("merge.take_site"), name="take_site")
        self.take_site.clicked.connect(lambda: self.answer_site(MergeAnswer.TAKE))
        self.keep_site = button(self._say("merge.keep_site"), name="keep_site")
        self.keep_site.clicked.connect(lambda: self.answer_site(MergeAnswer.KEEP))
        self.same_site = button("", name="same_site")
        self.same_site.clicked.connect(self._on_same)
        head = row(spacing=8)
        head.addWidget(self._site, 1)
        for each in (self.same_site, self.keep_site, self.take_site):
            head.addWidget(each)
        made = QWidget()
        body = column(head, spacing=8)
        body.setContentsMargins(0, 8, 0, 0)
        body.addWidget(self.values, 1)
        made.setLayout(body)
        return made

    def _build_footer(self) -> QHBoxLayout:
        self._open = label("", "small", wrap=True)
        self.take_all = button(self._say("merge.take_all"), name="take_all")
        self.take_all.clicked.connect(lambda: self.answer_all(MergeAnswer.TAKE))
        self.keep_all = button(self._say("merge.keep_all"), name="keep_all")
        self.keep_all.clicked.connect(lambda: self.answer_all(MergeAnswer.KEEP))
        self.by_rule = button(self._say("merge.by_rule"), name="by_rule")
        self.by_rule.clicked.connect(lambda: self.answer_all(None))
        self.cancel_button = button(self._say("ui.cancel"), name="cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.store_button = button(self._say("merge.store"), "main", name="store")
        self.store_button.clicked.connect(lambda: self.store_asked.emit(self.answers))
        footer = row(self.take_all, self.keep_all, self.by_rule, spacing=8)
        footer.addWidget(self._open, 1)
        footer.addWidget(self.cancel_button)
        footer.addWidget(self.store_button)
        return footer

    # -- showing --------------------------------------------------------------------------------------

    def _on_tab(self) -> None:
        if hasattr(self, "_review"):
            self._fill_filter()
            self._show_sites()

    def _fill_filter(self) -> None:
        """Offer the gemeenten of the sites that are listed; the chosen one stays where it can."""
        chosen = self.filter.currentData()
        state = self.state
        if state not in self._codes:
            self._codes[state] = self._review.municipalities(self._review.with_state(state))
        with QSignalBlocker(self.filter):
            self.filter.clear()
            self.filter.addItem(self._say("merge.all_municipalities"), None)
            for code in sorted(set(self._codes[state]), key=municipality_name):
                self.filter.addItem(municipality_name(code) if code else self._say("word.unknown"), code)
            self.filter.setCurrentIndex(max(0, self.filter.findData(chosen)))

    def _show_sites(self) -> None:
        numbers = self._review.with_state(self.state)
        code = self.filter.currentData()
        if code is not None:
            numbers = numbers[np.array([each == code for each in self._codes[self.state]], np.bool_)]
        self._numbers = numbers
        self._about.setText(self._say(f"merge.about.{self.state.value}"))
        self.sites.show_rows(len(numbers), lambda at: self._words.site_cells(int(numbers[at]), self.answers))
        if len(numbers):
            self.sites_view.selectRow(0)
        self._show_values()
        self._tell_open()

    def _show_values(self) -> None:
        site = self._selected()
        values = () if site is None else self._words.in_order(self._review.values(self._selected_number()))
        is_answerable = site is not None and site.state in ANSWERABLE
        self._site.setText("" if site is None else site.name)
        is_new = site is not None and site.state is SiteMerge.NEW
        self.take_site.setVisible(is_answerable)
        self.keep_site.setVisible(is_answerable)
        self.take_site.setText(self._say("merge.take_in" if is_new else "merge.take_site"))
        self.keep_site.setText(self._say("merge.leave_out" if is_new else "merge.keep_site"))
        may_be = None if site is None else site.may_be
        self.same_site.setVisible(may_be is not None)
        if may_be is not None:
            self.same_site.setText(self._say("merge.same_site", known=may_be.known_id))
        self.values.setVisible(bool(values))
        if site is not None:
            self.values.show_values(self._words, values, site.state, self.answers)

    def _refresh(self) -> None:
        self.sites.refresh()
        self.values.refresh(self.answers)
        self._tell_open()

    def _tell_open(self) -> None:
        """Say how much is left to the rule, and let nothing be stored while nothing at all is chosen."""
        undecided = 0 if self.answers.overall is not None else self._count_undecided()
        self._open.setText(self._say("merge.open", sites=undecided) if undecided else "")
        is_unchosen = undecided > 0 and self.answers == MergeAnswers()
        why = self._say("merge.choose_first", sites=undecided) if is_unchosen else ""
        self.store_button.setEnabled(not is_unchosen)
        self.store_button.setToolTip(why)
        self.store_button.setAccessibleDescription(why)

    def _count_undecided(self) -> int:
        answered = set(self.answers.by_site) | {site_id for site_id, _ in self.answers.by_value}
        fresh = 0
        for part in self._review.parts:
            codes = [states == ValueMerge.CONFLICTING for states in part.states.values()]
            if codes:
                rows = np.flatnonzero(np.logical_or.reduce(codes))
                ids = part.ids[rows].tolist()
                fresh += sum(site_id not in answered for site_id in ids) if answered else len(ids)
        return fresh

    def _selected_number(self) -> int:
        chosen = self.sites_view.selectionModel().selectedRows()
        return int(self._numbers[chosen[0].row()]) if chosen else -1

    def _selected(self) -> SiteFinding | None:
        number = self._selected_number()
        return None if number < 0 else self._review.site(number)

    def _on_value(self, attribute_id: str, answer: MergeAnswer) -> None:
        site = self._selected()
        if site is not None:
            self.answers = self.answers.for_value(site.site_id, attribute_id, answer)
            self._refresh()

    def _on_same(self) -> None:
        site = self._selected()
        if site is not None and site.may_be is not None:
            self.same_asked.emit(site.site_id, site.may_be.known_id)
