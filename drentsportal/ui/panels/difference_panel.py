"""What makes the difference between compared sites: in words and on one scale, only from what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from drentsportal.domain.values import Known
from drentsportal.figures.dot_strip import StripScale
from drentsportal.reports.comparison.rows import FULL_WEIGHT
from drentsportal.reports.typeset.site_title import compared_titles
from drentsportal.services.separating import separation
from drentsportal.ui.models.comparison import ComparisonLine, ComparisonModel, Spot
from drentsportal.ui.widgets.parts import button, clear, column, label, line, row, scrolled
from drentsportal.ui.widgets.site_shapes import draw_shape, draw_strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPaintEvent

    from drentsportal.domain.match.match_result import Contribution, Verdict
    from drentsportal.language import Language
    from drentsportal.services.compared_sites import ComparedRow, ComparisonTable
    from drentsportal.services.separating import OpenRow, Separation, WishGap
    from drentsportal.ui.theme import Theme

_STRIP_PX: Final = 30
_SIGN_PX: Final = 16
_SIGN_MIDDLE: Final = _SIGN_PX / 2


class GapStrip(QWidget):
    """All sites of a row on its one scale; told to a screen reader in words."""

    def __init__(self, theme: Theme, line: ComparisonLine, spoken: str) -> None:
        """Keep what is drawn."""
        super().__init__()
        self._theme, self._line = theme, line
        self.setAccessibleName(spoken)
        self.setFixedHeight(_STRIP_PX)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scale and the signs."""
        del event
        painter = QPainter(self)
        draw_strip(painter, self.rect(), self._line, self._theme)
        painter.end()


class Signs(QWidget):
    """The signs of some sites side by side, as they stand over their columns."""

    def __init__(self, theme: Theme, columns: Sequence[int]) -> None:
        """Keep which; the words beside them name the sites."""
        super().__init__()
        self._theme, self._columns = theme, tuple(columns)
        self.setFixedSize(QSize(_SIGN_PX * len(self._columns), _SIGN_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them."""
        del event
        painter = QPainter(self)
        for place, number in enumerate(self._columns):
            draw_shape(painter, number, QPointF(place * _SIGN_PX + _SIGN_MIDDLE, _SIGN_MIDDLE), self._theme)
        painter.end()


class DifferencePanel(QWidget):
    """Which wishes, requirements and figures tell the sites apart, and what is still to be asked.

    Signal: ``questions_asked()`` to see the questions of the outcome.
    """

    questions_asked = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("difference_panel")
        self._theme, self._language, self._say = theme, language, language.text
        self._model = ComparisonModel(language)
        self._names: tuple[str, ...] = ()
        self.body = column(spacing=12)
        holder = QWidget()
        content = column(self.body, None)
        content.setContentsMargins(16, 14, 16, 16)
        holder.setLayout(content)
        scroll = scrolled(holder)
        scroll.setObjectName("difference_scroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(self._say("ui.difference.title"))
        self.setLayout(column(scroll))
        theme.changed.connect(self.update)

    def show_table(self, table: ComparisonTable) -> None:
        """Tell what separates the sites of a comparison."""
        clear(self.body)
        self._model.show_table(table)
        self._names = compared_titles(table, self._language)
        found = separation(table)
        self._add(self._sites())
        if found.is_empty:
            self._add(label(self._say("ui.difference.none"), "secondary", wrap=True))
        self._add_wishes(found)
        self._add_requirements(found)
        self._add_figures(found)
        self._add_unknown(found.unknown)

    # -- parts ----------------------------------------------------------------------------------------

    def _add(self, part: QWidget) -> None:
        self.body.addWidget(part)
        part.show()

    def _sites(self) -> QWidget:
        """Name the sign of each site."""
        return _stack(self._signed((number,), name, "") for number, name in enumerate(self._names))

    def _section(self, name: str, note: str = "") -> None:
        self._add(line())
        told = [label(self._say(f"ui.difference.{name}"), "section")]
        if note:
            told.append(label(self._say(note), "caption", wrap=True))
        self._add(_stack(told, 2))

    def _add_wishes(self, found: Separation) -> None:
        if not found.wishes:
            return
        self._section("wishes", "ui.difference.wishes_note")
        for each in found.wishes:
            self._add(self._wish(each))

    def _wish(self, gap: WishGap) -> QWidget:
        most = gap.weight * FULL_WEIGHT
        scale = StripScale(0.0, float(most), "0", self._language.value(most, "points"))
        spots = tuple(
            None if each is None else Spot(float(each.low), float(each.high), float(each.point))
            for each in gap.added
        )
        told = self._say(
            "ui.difference.wish",
            most_names=self._named(gap.columns(gap.most)),
            most=self._points(gap.most),
            least_names=self._named(gap.columns(gap.least)),
            least=self._points(gap.least),
        )
        name = self._say(f"criterion.{gap.criterion_id}")
        drawn = ComparisonLine(name, scale=scale, spots=spots)
        figure = "ui.difference.points" if gap.is_exact else "ui.difference.points_least"
        return self._gap(drawn, self._say(figure, points=gap.gap), told)

    def _points(self, part: Contribution) -> str:
        """Word what a wish adds: one figure, or both ends of a range that show."""
        low, high = (self._language.value(each, "points") for each in (part.low, part.high))
        return low if low == high else self._say("ui.difference.range", low=low, high=high)

    def _add_requirements(self, found: Separation) -> None:
        if not found.requirements:
            return
        self._section("requirements")
        for each in found.requirements:
            name = label(self._say(f"criterion.{each.id}"), "strong", wrap=True)
            self._add(_stack([name, *self._verdicts(each)], 2))

    def _verdicts(self, compared: ComparedRow) -> Iterable[QWidget]:
        given: dict[Verdict, list[int]] = {}
        for number, cell in enumerate(compared.cells):
            if cell.verdict is not None and isinstance(cell.value, Known):
                given.setdefault(cell.verdict, []).append(number)
        for verdict, columns in sorted(given.items()):
            said = self._say(f"ui.compare.verdict.{verdict.name.lower()}")
            told = self._say("ui.difference.verdict", verdict=said, names=self._named(columns))
            yield self._signed(columns, told, "small")

    def _add_figures(self, found: Separation) -> None:
        if not found.figures:
            return
        self._section("figures")
        wanted = {id(each): each for each in found.figures}
        lines = [self._model.line(number) for number in range(self._model.rowCount())]
        by_row = {id(each.row): each for each in lines if each.row is not None}
        for key in wanted:
            drawn = by_row[key]
            pairs = zip(self._names, drawn.cells, strict=True)
            told = tuple(f"{name} {cell.text.partition(chr(10))[0]}" for name, cell in pairs)
            self._add(self._gap(drawn, "", self._say("ui.difference.figure", told=told)))

    def _add_unknown(self, unknown: Sequence[OpenRow]) -> None:
        if not unknown:
            return
        self._section("unknown", "ui.difference.unknown_note")
        for each in unknown:
            told = self._say(
                "ui.difference.open",
                criterion=self._say(f"criterion.{each.row_id}"),
                names=self._named(each.columns),
            )
            self._add(self._signed(each.columns, told, "small"))
        ask = button(self._say("ui.difference.questions"), "link", name="see_questions")
        ask.clicked.connect(self.questions_asked)
        self._add(_left(ask))

    def _gap(self, drawn: ComparisonLine, figure: str, told: str) -> QWidget:
        head = row(spacing=8)
        head.addWidget(label(drawn.title, "strong", wrap=True), 1)
        if figure:
            head.addWidget(label(figure, "strong"), 0, Qt.AlignmentFlag.AlignTop)
        made = QWidget()
        spoken = f"{drawn.title}: {told}"
        made.setLayout(
            column(head, GapStrip(self._theme, drawn, spoken), label(told, "small", wrap=True), spacing=2)
        )
        return made

    def _signed(self, columns: Sequence[int], told: str, role: str) -> QWidget:
        made = QWidget()
        body = row(spacing=6)
        body.addWidget(Signs(self._theme, columns), 0, Qt.AlignmentFlag.AlignTop)
        body.addWidget(label(told, role, wrap=True), 1)
        made.setLayout(body)
        return made

    def _named(self, columns: Sequence[int]) -> tuple[str, ...]:
        return tuple(self._names[each] for each in columns)


def _left(part: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(part, None))
    return made


def _stack(parts: Iterable[QWidget], spacing: int = 4) -> QWidget:
    made = QWidget()
    made.setLayout(column(*parts, spacing=spacing))
    return made
