"""The map on paper: laid out by a page of its own that nobody sees, so that the window goes on meanwhile."""

from __future__ import annotations

import json
import logging
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QMarginsF, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from drentsportal.mapview.sheet import SHEET_PX, sheet_message
from drentsportal.mapview.styles import theme_message
from drentsportal.mapview.words import labels_message
from drentsportal.ui.map.web_page import WebMap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtCore import QByteArray

    from drentsportal.language import Language
    from drentsportal.mapview.messages import ToPage
    from drentsportal.ui.map.page_memory import PageMemory
    from drentsportal.ui.map.scheme import MapFiles

Bounds: TypeAlias = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""

_LOG = logging.getLogger(__name__)
_PATIENCE_MS: Final = 60_000

_TRIES: Final = 50
_TRY_MS: Final = 200
_SEEN: Final = "window.drentsMap && drentsMap.theme ? drentsMap.seen() : ''"

DETAIL: Final = 2.5
"""Points per pixel of the sheet: 240 to the inch."""


class MapSheet(QObject):
    """One sheet, made once.

    Signals: ``made(bytes)`` with a PDF of one page, ``failed()``; exactly one of them comes, and the page is
    gone by then.
    """

    made = Signal(object)
    failed = Signal()

    def __init__(
        self, parent: QWidget, files: MapFiles, messages: Sequence[ToPage], folders: tuple[Path, Path]
    ) -> None:
        """Begin; ``files`` hold the data that the messages name, ``folders`` resources and cache."""
        super().__init__(parent)
        self._messages = list(messages)
        self._home = QWidget(parent, Qt.WindowType.Tool)
        self._home.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._web = WebMap(self._home, *folders)
        self._web.files.take_over(files)
        layout = QVBoxLayout(self._home)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._web.view)
        # The same sheet at any scale of the screen; plots are the one part of it that is made of points.
        share = DETAIL / self._home.devicePixelRatioF()
        self._home.resize(round(SHEET_PX[0] * share), round(SHEET_PX[1] * share))
        self._web.view.setZoomFactor(share)
        self._web.bridge.page_ready.connect(self._tell)
        self._web.bridge.painted.connect(self._on_painted)
        self._web.bridge.page_failed.connect(lambda _: self._end(self.failed.emit))
        self._web.page.renderProcessTerminated.connect(lambda: self._end(self.failed.emit))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self._end(self.failed.emit))
        self._patience.start(_PATIENCE_MS)
        self._home.show()
        self._web.load()

    def _tell(self) -> None:
        for message in self._messages:
            self._web.bridge.send(message)

    def _on_painted(self, what: str) -> None:
        if what == self._messages[-1].type:
            self._print()

    def _print(self) -> None:
        across = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0)
        )
        self._web.page.printToPdf(self._on_pdf, across)

    def _on_pdf(self, content: QByteArray) -> None:
        told = bytes(content.data())
        if told:
            self._end(partial(self.made.emit, told))
        else:
            self._end(self.failed.emit)

    def _end(self, tell: Callable[[], None]) -> None:
        """Take the page down, then tell; what comes after the end is told to nobody."""
        if not self._patience.isActive():
            return
        self._patience.stop()
        # Not while the page is telling something: it would be gone under its own feet.
        QTimer.singleShot(0, self, partial(self._take_down, tell))

    def _take_down(self, tell: Callable[[], None]) -> None:
        self._web.close()
        self._home.deleteLater()
        tell()
        self.deleteLater()


class SheetMaker(QObject):
    """Makes sheets of the map as it is seen, one at a time.

    Signals: ``made(bytes)``, ``failed()`` as of ``MapSheet``.
    """

    made = Signal(object)
    failed = Signal()

    def __init__(self, owner: QWidget, web: WebMap, memory: PageMemory, folders: tuple[Path, Path]) -> None:
        """Keep the map that is seen; ``folders`` are resources and cache."""
        super().__init__(owner)
        self._owner = owner
        self._web = web
        self._memory = memory
        self._folders = folders
        self.is_busy = False

    def make(self, language: Language, note: str, made_on: date) -> None:
        """Begin a sheet of what is in view now; nothing while one is being made."""
        if not self.is_busy:
            self.is_busy = True
            self._ask(partial(self._begin, language, note, made_on), _TRIES)

    def _ask(self, begin: Callable[[Bounds], None], tries: int) -> None:
        """Ask the page what is in view; one that has just been started has no view yet."""

        def on_seen(told: object) -> None:
            if not told and tries:
                QTimer.singleShot(_TRY_MS, self, lambda: self._ask(begin, tries - 1))
                return
            try:
                west, south, east, north = json.loads(str(told))
                bounds = (float(west), float(south), float(east), float(north))
            except (ValueError, TypeError):
                _LOG.warning("the map does not say what is in view: %s", str(told)[:80])
                self._tell(self.failed.emit)
            else:
                begin(bounds)

        self._web.page.runJavaScript(_SEEN, on_seen)

    def _begin(self, language: Language, note: str, made_on: date, bounds: Bounds) -> None:
        """Lay out what is in force in the colours of paper."""
        sheet = sheet_message(language, bounds, note, made_on)
        own = {each.type: each for each in (labels_message(language), theme_message("light"))}
        shown = [own.get(each.type, each) for each in self._memory.shown()]
        made = MapSheet(self._owner, self._web.files, [*shown, sheet], self._folders)
        made.made.connect(lambda content: self._tell(partial(self.made.emit, content)))
        made.failed.connect(lambda: self._tell(self.failed.emit))

    def _tell(self, tell: Callable[[], None]) -> None:
        self.is_busy = False
        tell()
