"""The comparison beside the map, and whether it still is that of the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTabWidget

from drentsportal.services.ports.documents import ComparisonForm
from drentsportal.ui.panels.comparison_view import Age, ComparisonView
from drentsportal.ui.panels.difference_panel import DifferencePanel
from drentsportal.ui.preview_screen import PreviewTask

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.services.compared_sites import ComparisonTable
    from drentsportal.services.drafts import Draft
    from drentsportal.services.ports.documents import DocumentStyle
    from drentsportal.ui.background import CallProgress
    from drentsportal.ui.portal import Portal

_PAGE: Final = "difference"


class ComparisonLinks(QObject):
    """Shows a comparison, and says at once when the outcome on screen is no longer what it was made of."""

    def __init__(self, portal: Portal) -> None:
        """Watch the outcome of a window."""
        super().__init__(portal.window)
        self._portal = portal
        self._view: ComparisonView | None = None
        self._made_of: MatchResult | None = None
        self.differences = DifferencePanel(portal.theme, portal.services.language)
        self.differences.questions_asked.connect(self._show_questions)
        self._docks: tuple[bool, int, bool] | None = None
        """While the comparison has their room: was the left dock there, how wide, was the tray folded."""

        portal.window.right.add_page(_PAGE, self.differences)
        portal.window.centre.currentChanged.connect(lambda _: self._show_differences())
        portal.window.mode_shown.connect(lambda _: self._show_differences())
        portal.documents.compared.connect(self._show)
        portal.session.case_changed.connect(self._follow)
        portal.session.result_followed.connect(self._follow)
        portal.session.result_changed.connect(self._follow)

    def _show(self, table: ComparisonTable, made_of: MatchResult | None) -> None:
        portal = self._portal
        view = ComparisonView(portal.theme, portal.services.language)
        view.show_table(table)
        view.site_selected.connect(portal.session.select_site)
        view.export_asked.connect(lambda form: portal.documents.export_comparison(table, form))
        view.preview_asked.connect(lambda: self._preview(table))
        view.renewal_asked.connect(portal.documents.compare)
        self._view, self._made_of = view, made_of
        self._number = table.case_number
        self.differences.show_table(table)
        portal.window.centre.show_beside(view, portal.services.language.text("ui.tab.comparison"))
        self._show_differences()
        self._follow()

    def _show_differences(self) -> None:
        """Show beside the comparison what makes the difference, beside the map the outcome again."""
        window = self._portal.window
        if self._view is not None and window.centre.currentWidget() is self._view and window.mode == "case":
            self._spread()
            window.right.show_page(_PAGE)
            return
        self._draw_in()
        if window.right.page == _PAGE:
            window.right.show_page("results")

    def _spread(self) -> None:
        """Give the comparison the room of what is asked and of the shortlist, which it repeats."""
        window = self._portal.window
        if self._docks is not None:
            return
        window.mode_left.emit(window.mode)
        window.is_spread = True
        self._docks = (window.left.isVisible(), window.left.width(), window.tray.is_folded)
        window.left.hide()
        window.tray.set_folded(folded=True)

    def _draw_in(self) -> None:
        """Put back what was there before."""
        window = self._portal.window
        if self._docks is None:
            return
        was_shown, width, was_folded = self._docks
        self._docks, window.is_spread = None, False
        window.tray.set_folded(folded=was_folded)
        if window.mode == "case" and was_shown:
            window.left.show()
            window.resizeDocks([window.left], [width], Qt.Orientation.Horizontal)

    def _show_questions(self) -> None:
        """Show the questions of the outcome in the place of the differences."""
        results = self._portal.panels.results
        self._portal.window.right.show_page("results")
        tabs = results.findChild(QTabWidget)
        if tabs is not None:
            tabs.setCurrentWidget(results.questions)

    def _preview(self, table: ComparisonTable) -> None:
        rankings = self._portal.services.rankings

        def make(folder: Path, _: CallProgress, style: DocumentStyle, form: str) -> Draft:
            return rankings.comparison_draft(table, folder, ComparisonForm(form), style)

        self._portal.previews.look(PreviewTask(make, forms=tuple(each.value for each in ComparisonForm)))

    def _follow(self) -> None:
        session, view = self._portal.session, self._view
        if view is None:
            return
        if session.case is None or session.case.number != self._number:
            # It belongs to the case that was left.
            self._view = self._made_of = None
            self._portal.window.drop_tab(view)
            return
        view.show_age(self._age())

    def _age(self) -> Age:
        session, made_of = self._portal.session, self._made_of
        if session.is_stale or not _is_same(made_of, session.outcome):
            return Age.OUTDATED
        return Age.CURRENT if session.trial is None else Age.TRIAL


def _is_same(made_of: MatchResult | None, outcome: MatchResult | None) -> bool:
    """Tell whether two outcomes answer the same request on the same data: recording one changes nothing."""
    if made_of is None or outcome is None:
        return made_of is outcome
    same_request = made_of.request == outcome.request and made_of.profile == outcome.profile
    return same_request and made_of.data_version == outcome.data_version
