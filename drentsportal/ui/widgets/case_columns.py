"""The widths of the columns in the list of cases: a clock and a number are never cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView

from drentsportal.ui.models.case_list import COLUMNS
from drentsportal.ui.widgets.case_delegate import clock_width, number_width

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from drentsportal.ui.models.case_list import CaseListModel

_WIDTH_FOR_OWNER: Final = 760
_WIDTH_FOR_CHANNEL: Final = 620
_WIDTHS: Final = (148, 220, 112, 144, 176)
_NARROW_WIDTHS: Final = (120, 200, 96, 144, 156)
"""In a narrow list the other columns keep what their words need: the request is what a case is known by."""

_USUAL_REQUEST: Final = 160
"""Before it gets less than this the next step gives up what it can."""

_LEAST_STATUS: Final = 108
"""The words for a state fit, and the next step begins; with less the column only takes room."""

_CLOCK, _REQUEST, _CHANNEL, _OWNER, _STATUS = (
    COLUMNS.index(each) for each in ("clock", "request", "channel", "owner", "status")
)


class CaseColumns(QObject):
    """Gives the columns of one list their widths, and leaves out what it has no room for.

    The case file beside the list says all that is left out.
    """

    def __init__(self, view: QTableView, model: CaseListModel) -> None:
        """Keep the table; it follows the width of its viewport."""
        super().__init__(view)
        self._view = view
        self._model = model
        self._is_found = False
        view.horizontalHeader().setSectionResizeMode(_REQUEST, QHeaderView.ResizeMode.Stretch)
        view.viewport().installEventFilter(self)

    def suit(self, *, is_found: bool) -> None:
        """Give the widths for what the list shows now; ``is_found`` where words were looked for."""
        self._is_found = is_found
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the widths anew for another width."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room = self._view.viewport().width()
        is_narrow = room < _WIDTH_FOR_OWNER
        widths = list(_NARROW_WIDTHS if is_narrow else _WIDTHS)
        widths[_CLOCK] = max([widths[_CLOCK], *map(clock_width, self._model.longest_clocks())])
        number = number_width(self._model.longest_number())
        left = room - widths[_CLOCK] - max(_USUAL_REQUEST, number)
        has_status = not (self._is_found and is_narrow)
        if room < _WIDTH_FOR_CHANNEL and has_status:
            widths[_STATUS] = max(_LEAST_STATUS, min(widths[_STATUS], left))
            # In the narrowest list even that would take from the number.
            has_status = room - widths[_CLOCK] - widths[_STATUS] >= number
        shown = {
            # What was found needs the room; who has the case and who asked stand in the case file too.
            _CHANNEL: not self._is_found and room >= _WIDTH_FOR_CHANNEL,
            _OWNER: not self._is_found and not is_narrow,
            _STATUS: has_status,
        }
        self._use(widths, shown)

    def _use(self, widths: list[int], shown: dict[int, bool]) -> None:
        header = self._view.horizontalHeader()
        for section, is_shown in shown.items():
            self._view.setColumnHidden(section, not is_shown)
        for section, width in enumerate(widths):
            if section != _REQUEST and not header.isSectionHidden(section):
                header.resizeSection(section, width)
