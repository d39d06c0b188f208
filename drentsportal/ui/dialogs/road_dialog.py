"""The road network of the drive times: which one is used, what it reaches, another one; and postcodes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QProgressBar, QWidget

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.ui.dialogs.postcode_part import PostcodePart
from drentsportal.ui.dialogs.road_columns import RoadColumns
from drentsportal.ui.dialogs.suited import suit_height
from drentsportal.ui.widgets.import_question import ImportQuestion
from drentsportal.ui.widgets.parts import button, clear, column, label, line, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.errors import DrentsPortalError
    from drentsportal.language import Language
    from drentsportal.services.road_choosing import RoadState
    from drentsportal.services.road_times import Coverage

_COUNTS: Final = ("sites", "covered", "uncovered", "without_place")
_FILTER: Final = "(*.osm.pbf *.pbf *.gpkg *.geojson *.json *.shp *.fgb *.gml *.zip *.parquet);;(*)"


class RoadDialog(QDialog):
    """Shows the network in use and asks for another.

    Signals: ``file_chosen(Path)``, ``forget_asked()``, ``cancel_asked()``.
    """

    file_chosen = Signal(object)
    forget_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, parent: QWidget, language: Language) -> None:
        """Build it; ``show_state`` fills it."""
        super().__init__(parent)
        say = self._say = language.text
        self._language = language
        self.setObjectName("road_dialog")
        self.setWindowTitle(say("ui.roads.title"))
        self.setModal(True)
        self.setMinimumWidth(620)
        self._facts = column(spacing=4)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(say("ui.roads.busy"))
        self._step = label("", "small", wrap=True)
        self._cancel = button(say("ui.cancel"), name="roads_cancel")
        self._cancel.clicked.connect(self.cancel_asked)
        self._busy = QWidget()
        self._busy.setLayout(column(self._step, row(self._bar, self._cancel), spacing=6))
        self._busy.hide()
        self._fault = label("", "error", wrap=True)
        self._fault.setObjectName("roads_fault")
        self._fault.hide()
        self.question = ImportQuestion(language, self._other_file)
        self.columns = RoadColumns(language)
        self.choose = button(say("ui.roads.choose_file"), "main", name="roads_choose")
        self.choose.clicked.connect(self._on_choose)
        self.forget = button(say("ui.roads.forget"), name="roads_forget")
        self.forget.clicked.connect(self.forget_asked)
        close = button(say("ui.close"), name="roads_close")
        close.clicked.connect(self.reject)
        self.postcodes = PostcodePart(language)
        head = label(say("ui.roads.explain"), "small", wrap=True)
        roads = (head, self._facts, self._fault, self.question, self.columns)
        own = row(self.forget, None, self.choose)
        foot = row(None, close)
        parts = (*roads, own, line(), self.postcodes, self._busy, line(), foot)
        self.setLayout(column(*parts, spacing=10, margin=16))

    def show_state(self, state: RoadState) -> None:
        """Say what is used, what it is and what it reaches."""
        self.show_busy(is_busy=False)
        self.question.hide()
        self.columns.hide()
        self.forget.setEnabled(state.file is not None)
        clear(self._facts)
        self.tell_fault(state.fault)
        if state.facts is None:
            if state.fault is None:
                self._facts.addWidget(label(self._say("ui.roads.none"), "strong", wrap=True))
            return
        facts, say = state.facts, self._say
        self._facts.addWidget(label(facts.file_name, "section", wrap=True))
        dated = "cli.roads.date_stated" if facts.date_is_stated else "cli.roads.date_of_file"
        shares = facts.main_share or {}
        lines = [
            say(dated, as_of=facts.as_of),
            say("ui.roads.facts", lines=facts.line_count, nodes=facts.node_count, edges=facts.edge_count),
            say("cli.roads.main_share", car=shares.get(Vehicle.CAR), truck=shares.get(Vehicle.TRUCK)),
        ]
        if facts.lines_left_out:
            lines.append(say("cli.roads.left_out", lines=facts.lines_left_out))
        if facts.limits_unread:
            lines.append(say("cli.roads.limits_unread", count=facts.limits_unread))
        for text in (*lines, say("cli.roads.choice")):
            self._facts.addWidget(label(text, "small", wrap=True))
        if state.coverage:
            self._add_coverage(state.coverage)

    def event(self, event: QEvent) -> bool:
        """Take the height that facts and questions need whenever these changed."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            suit_height(self)
        return done

    def show_busy(self, *, is_busy: bool) -> None:
        """Show or hide the progress; nothing else can be chosen meanwhile."""
        self._busy.setVisible(is_busy)
        self._bar.setRange(0, 0)
        self._step.setText(self._say("ui.roads.busy"))
        for each in (self.choose, self.forget, self.postcodes):
            each.setEnabled(not is_busy)

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Tell how far the reading is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if what and what in self._language:
            self._step.setText(self._say(what))

    def tell_fault(self, error: DrentsPortalError | None) -> None:
        """Say why a file cannot be used; what was in use stays."""
        self._fault.setText("" if error is None else self._say(error))
        self._fault.setVisible(error is not None)

    def tell(self, text: str) -> None:
        """Say something in the place of a fault."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def _add_coverage(self, coverage: Sequence[Coverage]) -> None:
        say, number = self._say, self._language.value
        self._facts.addSpacing(6)
        self._facts.addWidget(label(say("ui.roads.coverage"), "group"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, name in enumerate(("municipality", *_COUNTS)):
            grid.addWidget(
                label(say(f"cli.roads.column.{name}").lstrip(">"), "small"),
                0,
                place,
                *([right] if place else []),
            )
        for number_of, each in enumerate(coverage, start=1):
            name = MUNICIPALITIES.get(each.municipality_code) or say("cli.roads.no_municipality")
            grid.addWidget(label(name), number_of, 0)
            for place, count in enumerate(_COUNTS, start=1):
                grid.addWidget(label(number(getattr(each, count))), number_of, place, right)
        grid.setColumnStretch(0, 1)
        holder = QWidget()
        holder.setLayout(grid)
        area = scrolled(holder)
        area.setAccessibleName(say("ui.roads.coverage"))
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        area.setMinimumHeight(min(240, holder.sizeHint().height() + 6))
        self._facts.addWidget(area)

    def _on_choose(self) -> None:
        path = self._other_file()
        if path is not None:
            self.file_chosen.emit(path)

    def _other_file(self) -> Path | None:
        title = self._say("ui.roads.choose_file")
        name, _ = QFileDialog.getOpenFileName(self, title, "", f"{self._say('ui.roads.files')} {_FILTER}")
        return Path(name) if name else None
