"""The status bar: which workspace, which data version, how old, protected or not, and what runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QMenu, QProgressBar, QStatusBar

from drentsportal.ui.fonts import role_font
from drentsportal.ui.widgets.elided_label import ElidedLabel
from drentsportal.ui.widgets.parts import button, label

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QPushButton

    from drentsportal.language import Language
    from drentsportal.ui.background import ServiceRunner

_PROGRESS_WIDTH = 140
_TRIAL_WIDTH = 420


class PortalStatusBar(QStatusBar):
    """Facts at both ends and the progress of long work between them.

    Signals: ``stale_asked()`` when the person wants to see which sites are stale, ``drafts_asked()`` what was
    typed and not stored, ``place_asked(what)`` to copy the place that is shown: ``rd``,
    ``wgs84`` or ``both``.
    """

    place_asked = Signal(str)
    stale_asked = Signal()
    drafts_asked = Signal()

    def __init__(self, language: Language, runner: ServiceRunner) -> None:
        """Watch the worker; the facts follow."""
        super().__init__()
        self._say = language.text
        self.setSizeGripEnabled(False)
        self._build_facts()
        self._build_trial()
        self._build_progress(runner)
        self._build_place()
        runner.started.connect(self._on_started)
        runner.progressed.connect(self._on_progress)
        runner.finished.connect(self._on_finished)
        self._asks_search = False
        self._running = 0
        self._show_busy(busy=False)

    def _build_facts(self) -> None:
        """Make what stands at the left: the workspace with its state, and the clocks."""
        self._workspace = ElidedLabel()
        self._version = label()
        self._protection = label("", "warning")
        # As high as the facts beside it: the colour tells that it warns.
        self._protection.setFont(role_font("secondary"))
        self._stale = self._warning_link("stale_sites_status", self.stale_asked)
        self._drafts = self._warning_link("drafts_status", self.drafts_asked)
        self._clocks = ElidedLabel()
        self._clocks.setObjectName("clocks")
        shown = (self._workspace, self._version, self._stale, self._drafts, self._protection, self._clocks)
        for widget in shown:
            self.addWidget(widget)

    @staticmethod
    def _warning_link(name: str, asked: SignalInstance) -> QPushButton:
        """Make a link that warns, hidden until there is something to warn of."""
        made = button("", "link", name=name)
        made.clicked.connect(asked)
        made.setProperty("tone", "warning")
        made.hide()
        return made

    def _build_trial(self) -> None:
        """Make what follows the facts: what is tried, and what was said last in the room that is left."""
        self._trial = ElidedLabel("", "warning")
        self._trial.setObjectName("trial")
        # What is tried stands in full where it is tried; the facts beside it stay readable.
        self._trial.setMaximumWidth(_TRIAL_WIDTH)
        self._trial.hide()
        self._told = ElidedLabel(fills=True)
        self._told.setObjectName("told")
        self.addWidget(self._trial)
        self.addWidget(self._told, 1)

    def _build_progress(self, runner: ServiceRunner) -> None:
        """Make what shows that work runs, and stops it."""
        self._busy = ElidedLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(_PROGRESS_WIDTH)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self._say("ui.status.progress"))
        self._cancel = button(self._say("ui.cancel"), "link", name="cancel_work")
        self._cancel.clicked.connect(runner.cancel)
        for busy in (self._busy, self._bar, self._cancel):
            self.addPermanentWidget(busy)

    def _build_place(self) -> None:
        """Make what stands at the right: the system of coordinates, or the place under the pointer."""
        self._crs = label(self._say("ui.status.crs"))
        self._place = button("", "link", name="place_status")
        self._place.setToolTip(self._say("ui.place.hint"))
        menu = QMenu(self._place)
        menu.setObjectName("place_menu")
        for what in ("both", "rd", "wgs84"):
            act = menu.addAction(self._say(f"ui.place.copy.{what}"))
            act.triggered.connect(lambda _=False, what=what: self.place_asked.emit(what))
        # Not as the menu of the button, whose arrow would stand against the last letter.
        above = QPoint(0, -menu.sizeHint().height())
        self._place.clicked.connect(lambda: menu.popup(self._place.mapToGlobal(above)))
        self._place.hide()
        for widget in (label(self._say("ui.status.offline")), self._crs, self._place):
            self.addPermanentWidget(widget)

    @property
    def told(self) -> str:
        """What was said last, in full."""
        return self._told.whole_text

    @property
    def clocks(self) -> str:
        """What is said of the clocks, in full."""
        return self._clocks.whole_text

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: what is said and what runs never widens the window."""
        return QSize(0, super().minimumSizeHint().height())

    def show_workspace(self, name: str, data_version: int, *, is_protected: bool) -> None:
        """Show the workspace, its data version, and that it is unprotected where it is."""
        self._workspace.setText(name)
        self._version.setText(self._say("ui.status.version", version=data_version))
        self._protection.setText("" if is_protected else self._say("ui.status.unprotected"))
        self._protection.setVisible(not is_protected)

    def show_stale(self, count: int) -> None:
        """Show how many sites have a stale value; nothing where there is none."""
        text = self._say("ui.status.stale", count=count)
        self._stale.setText(text)
        self._stale.setAccessibleName(text)
        self._stale.setVisible(count > 0)

    def show_drafts(self, count: int) -> None:
        """Show how much was typed and not stored; nothing where there is nothing."""
        text = self._say("ui.status.drafts", count=count)
        self._drafts.setText(text)
        self._drafts.setAccessibleName(text)
        self._drafts.setVisible(count > 0)

    def show_place(self, text: str) -> None:
        """Show where the pointer is on the map, in place of the name of the system."""
        self._place.setText(text)
        self._place.setAccessibleName(self._say("ui.place.spoken", place=text))
        self._place.show()
        self._crs.hide()

    def show_clocks(self, text: str) -> None:
        """Show how many cases wait and when the first is due."""
        self._clocks.setText(text)
        self._clocks.setVisible(bool(text))

    def show_trial(self, text: str) -> None:
        """Say what is tried and not stored; nothing where nothing is."""
        self._trial.setText(text)
        self._trial.setVisible(bool(text))

    def tell(self, text: str, *, until_found: bool = False) -> None:
        """Say what was just done; ``until_found`` where it asks for a new search, which then answers it."""
        self._told.setText(text)
        self._asks_search = until_found

    def outcome_is_new(self) -> None:
        """Take back what asked for a new search: another case was opened, or sites were sought."""
        if self._asks_search:
            self.tell("")

    def _on_started(self, title_id: str) -> None:
        self._running += 1
        self._busy.setText(self._say(title_id))
        self._bar.setRange(0, 0)
        self._show_busy(busy=True)

    def _on_progress(self, done: int, total: int, what: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if what:
            self._busy.setText(self._say(what))

    def _on_finished(self) -> None:
        self._running -= 1
        if not self._running:
            self._show_busy(busy=False)

    def _show_busy(self, *, busy: bool) -> None:
        for widget in (self._busy, self._bar, self._cancel):
            widget.setVisible(busy)
