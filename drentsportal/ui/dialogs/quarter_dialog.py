"""The quarter report on screen: the figures, charts and definitions that the file has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout

from drentsportal.figures.symbology import Theme as FigureTheme
from drentsportal.reports.quarter_content import key_figures
from drentsportal.reports.quarter_pictures import quarter_pictures
from drentsportal.reports.quarter_sections import (
    definition,
    quarter_remarks,
    quarter_sections,
    quarter_sentence,
)
from drentsportal.ui.dialogs.report_dialog import ReportDialog
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import clear, label
from drentsportal.ui.widgets.picture_view import PictureView
from drentsportal.ui.widgets.report_table import ReportTable
from drentsportal.ui.widgets.text_cell import TextCell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame, QWidget

    from drentsportal.domain.desk_figures.quarter import Quarter
    from drentsportal.figures.marks import Picture
    from drentsportal.reports.quarter_cells import SectionCell
    from drentsportal.reports.quarter_pictures import QuarterPicture
    from drentsportal.reports.quarter_sections import Section
    from drentsportal.services.quarter_report import QuarterSubject
    from drentsportal.ui.dialogs.report_dialog import ReportParts

_DEFINED: Final = {
    "requests": ("requests",),
    "answers": ("answered", "within_term", "times", "open"),
    "referrals": ("referrals",),
    "placements": ("placements", "supra_regional"),
    "lost": ("lost",),
    "unmet": ("unmet",),
    "exposure": ("exposure",),
}
"""The definitions that belong under each section."""
_SIDE_BY_SIDE: Final = ("requests", "answers")
_CHART_PX: Final = 290
_COLUMNS: Final = 2


class QuarterDialog(ReportDialog):
    """One quarter; ``show_subject`` shows what was counted."""

    def __init__(self, parent: QWidget, parts: ReportParts, quarters: tuple[Quarter, ...]) -> None:
        """Offer quarters, the one that is running first; the newest that is over is chosen."""
        super().__init__(parent, parts, "quarter")
        self._subject: QuarterSubject | None = None
        self._charts: list[PictureView] = []
        for place, each in enumerate(quarters):
            title = self._title(each)
            text = title if place else self._say("ui.reports.quarter.running", title=title)
            self.choice.addItem(text, str(each))
        self.choice.setCurrentIndex(min(1, len(quarters) - 1))
        self._quarters = quarters
        self.exposure = CheckBox(parts.theme, self._say("ui.reports.exposure"))
        self.exposure.setObjectName("exposure")
        self.head.addWidget(self.exposure)
        self.setTabOrder(self.choice, self.exposure)
        self.asked.append(self.exposure)
        self.choice.currentIndexChanged.connect(lambda _: self.count_asked.emit())
        self.exposure.toggled.connect(lambda _: self.count_asked.emit())
        parts.theme.changed.connect(self._recolour)

    @property
    def quarter(self) -> Quarter:
        """The quarter that is chosen."""
        return self._quarters[self.choice.currentIndex()]

    @property
    def file_stem(self) -> str:
        """How a file of it is called."""
        return self._say("ui.reports.file.quarter", quarter=str(self.quarter))

    def show_subject(self, subject: QuarterSubject) -> None:
        """Show what was counted."""
        clear(self.figures)
        self._subject, self._charts, self._has_figures = subject, [], True
        language = self._language
        title = self._title(subject.figures.quarter)
        self.figures.addWidget(label(title, "title"))
        self.figures.addWidget(label(quarter_sentence(subject, language), wrap=True))
        for remark in quarter_remarks(subject, language):
            self.figures.addWidget(label(remark, "warning", wrap=True))
        self.figures.addLayout(self._key_figures(subject))
        self.figures.addLayout(self._sections(subject))
        self.walk_figures()
        self.end()

    def clear(self) -> None:
        """Take the figures away."""
        super().clear()
        self._subject, self._charts = None, []

    # -- parts ----------------------------------------------------------------------------------------

    def _title(self, quarter: Quarter) -> str:
        return self._say(f"quarter.title.{quarter.number}", year=quarter.year)

    def _key_figures(self, subject: QuarterSubject) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(12)
        for place, each in enumerate(key_figures(subject, self._language)):
            number = label(each["number"], "figure" if each["number"][:1].isdigit() else "title")
            number.setAccessibleName(f"{each['label']}: {each['number']}")
            card = self.card(each["label"], number, label(each["note"], "small", wrap=True))
            grid.addWidget(card, 0, place)
            grid.setColumnStretch(place, 1)
        return grid

    def _sections(self, subject: QuarterSubject) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(12)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        for place, picture in enumerate(quarter_pictures(subject, self._language)):
            grid.addWidget(self._chart(picture), 0, place)
        sections = quarter_sections(subject, self._language)
        line = 2
        for each in sections:
            card = self._section(each)
            if each.key in _SIDE_BY_SIDE:
                grid.addWidget(card, 1, _SIDE_BY_SIDE.index(each.key))
            else:
                grid.addWidget(card, line, 0, 1, _COLUMNS)
                line += 1
        silent = self._silent({each.key for each in sections}, has_exposure=subject.exposure is not None)
        if silent:
            note = label(self._say("ui.reports.nothing_in", sections=silent), "small", wrap=True)
            grid.addWidget(note, line, 0, 1, _COLUMNS)
        return grid

    def _silent(self, shown: set[str], *, has_exposure: bool) -> tuple[str, ...]:
        """Name the sections without a row: that nothing was counted is said too."""
        asked = [key for key in _DEFINED if has_exposure or key != "exposure"]
        return tuple(self._say(f"quarter.section.{key}") for key in asked if key not in shown)

    def _chart(self, picture: QuarterPicture) -> QFrame:
        def draw(width_mm: float, height_mm: float) -> Picture:
            theme = FigureTheme.DARK if self._theme.name == "dark" else FigureTheme.LIGHT
            return picture.draw(width_mm, height_mm, theme)

        view = PictureView(draw, picture.spoken, "")
        view.setObjectName(f"chart_{picture.defined}")
        view.setFixedHeight(_CHART_PX)
        view.refresh()
        self._charts.append(view)
        return self.card(
            picture.title, view, label(picture.note, "small", wrap=True), *self._defined(picture.defined)
        )

    def _section(self, section: Section) -> QFrame:
        table = ReportTable(
            self._theme, f"table_{section.key}", self._say("ui.reports.table", title=section.title)
        )
        last = len(section.rows) - 1
        rows = [
            [
                _cell(each, numeric=section.numeric[at], strong=section.has_total and place == last)
                for at, each in enumerate(row)
            ]
            for place, row in enumerate(section.rows)
        ]
        table.show_rows(section.columns, section.numeric, rows)
        note = (label(section.note, "small", wrap=True),) if section.note else ()
        return self.card(section.title, table, *note, *self._defined(*_DEFINED[section.key]))

    def _defined(self, *names: str) -> tuple[QWidget, ...]:
        in_working_hours = self._subject is not None and self._subject.in_working_hours
        told = [definition(each, self._language, in_working_hours=in_working_hours) for each in names]
        return tuple(label(f"{name}: {meaning}", "caption", wrap=True) for name, meaning in told)

    def _recolour(self) -> None:
        for each in self._charts:
            each.refresh()


def _cell(cell: SectionCell, *, numeric: bool, strong: bool) -> TextCell:
    """Show a figure to the right; one that is not known as a chip of its own, never as a number."""
    if numeric and cell.number is None and cell.text:
        return TextCell(chip=cell.text, tone="unknown", right=True)
    return TextCell(cell.text, strong=strong, right=numeric)
