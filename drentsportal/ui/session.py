"""What is open in the window: the case, its result, the selection and the shortlist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.case import Case
    from drentsportal.domain.matching import MatchResult


class Session(QObject):
    """The state that panels share; it holds no widgets and does no work.

    Signals: ``case_changed()`` when another case is open or the open one was stored; ``cases_changed()``
    when the list of cases changed; ``result_changed()`` when a match came in or went stale;
    ``site_selected(site_id)`` when list, map or card selected a site; ``sites_changed()`` when the data
    version moved.
    """

    case_changed = Signal()
    cases_changed = Signal()
    result_changed = Signal()
    site_selected = Signal(str)
    sites_changed = Signal()

    def __init__(self, services: AppServices, parent: QObject | None = None) -> None:
        """Start with nothing open."""
        super().__init__(parent)
        self.services = services
        self._case: Case | None = None
        self._result: MatchResult | None = None
        self._selected_site_id = ""
        self._is_stale = False
        self.before_selecting: Callable[[Callable[[], None]], None] | None = None
        """Asks a person about unsaved work, and goes on with what it is given when that may be left."""

    @property
    def case(self) -> Case | None:
        """The open case."""
        return self._case

    @property
    def result(self) -> MatchResult | None:
        """The newest match of the open case."""
        return self._result

    @property
    def is_stale(self) -> bool:
        """Whether the request changed after the result was computed."""
        return self._is_stale

    @property
    def selected_site_id(self) -> str:
        """The site selected in list, map and card at once; empty for none."""
        return self._selected_site_id

    def open_case(self, case: Case | None) -> None:
        """Open a case, or go back to the list."""
        changed = (case.number if case else None) != (self._case.number if self._case else None)
        self._case = case
        if changed:
            self._result = None
            self._is_stale = False
            self.result_changed.emit()
        self.case_changed.emit()

    def show_result(self, result: MatchResult | None, *, stale: bool = False) -> None:
        """Show a match of the open case; ``stale`` when the request has changed since."""
        self._result = result
        self._is_stale = stale
        self.result_changed.emit()

    def mark_stale(self) -> None:
        """Return the request changed: the result on screen no longer answers it."""
        if self._result is not None and not self._is_stale:
            self._is_stale = True
            self.result_changed.emit()

    def select_site(self, site_id: str) -> None:
        """Select a site everywhere, "" for none; unsaved work on another is asked about first."""
        if site_id == self._selected_site_id:
            return
        if self.before_selecting is None:
            self._select(site_id)
        else:
            self.before_selecting(lambda: self._select(site_id))

    def _select(self, site_id: str) -> None:
        self._selected_site_id = site_id
        self.site_selected.emit(site_id)
