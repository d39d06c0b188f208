"""The main window: places panels and connects their signals; it decides nothing of the field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from drentsportal.ui.actions import ACTIONS, MENUS, ActionSet
from drentsportal.ui.bars import ActivityBar, ToolBar, take_margins
from drentsportal.ui.centre import Centre
from drentsportal.ui.dialogs.ending import end_dialogs, leave_forms
from drentsportal.ui.status_bar import PortalStatusBar
from drentsportal.ui.widgets.docks import PageDock
from drentsportal.ui.widgets.search_corner import search_corner

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from drentsportal.language import Language
    from drentsportal.ui.background import ServiceRunner
    from drentsportal.ui.map.map_widget import MapWidget
    from drentsportal.ui.panel_set import PanelSet
    from drentsportal.ui.theme import Theme

_PAGES: Final = {
    "cases": ("cases", "case_file", None),
    "case": ("case", "results", "shortlist"),
    "sites": ("site_filter", "site_card", "site_table"),
    "monitor": ("monitor_pages", None, None),
}
"""Per mode the pages of left dock, right dock and tray; ``None`` puts the dock away."""

_WIDTHS: Final = {"cases": (800, 400), "case": (318, 456), "sites": (272, 440), "monitor": (216, 340)}
_LEAST_WIDTHS: Final = {"cases": (520, 340), "case": (312, 360), "sites": (264, 408), "monitor": (200, 340)}
_LEAST_RIGHT: Final = 340
_USUAL_CENTRE: Final = 264
"""What the map keeps where the window has room to give."""

_TRAY_HEIGHT: Final = {"shortlist": 136, "site_table": 320}
_TRAY_SHARE: Final = 0.4
"""Of the height of the window the tray takes no more, so that the map over it keeps most of a low one."""


class MainWindow(QMainWindow):
    """Activity bar, docks, map, tray and status bar.

    It stands without panels first, which is what a start shows; ``add_panels`` fills the docks.

    Signals: ``closing()`` before the window closes, so that work is ended and the workspace put away;
    ``action_asked(action_id)`` when a person chose an action; ``mode_left(mode)`` before another mode is
    shown and ``mode_shown(mode)`` after; ``language_asked(code)`` when a person wants another language;
    ``settings_asked(settings)`` when a window made with other settings is wanted; ``workspace_asked(id)``
    with the id of the action by which another workspace is wanted; ``stayed()`` when the window was to be
    closed and a form in it is not to be left.
    """

    closing = Signal()
    stayed = Signal()
    action_asked = Signal(str)
    mode_left = Signal(str)
    mode_shown = Signal(str)
    language_asked = Signal(str)
    settings_asked = Signal(object)
    workspace_asked = Signal(str)

    def __init__(
        self, theme: Theme, language: Language, runner: ServiceRunner, map_widget: MapWidget
    ) -> None:
        """Build everything but panels and icons."""
        super().__init__()
        self._theme = theme
        self._language = language
        self.map = map_widget
        self.mode = "cases"
        self._title = self._clock = ""
        self.beside: QWidget | None = None
        """What was put beside the map until another mode is shown; it may squeeze the docks meanwhile."""
        self.is_spread = False
        """Whether docks are away for what stands in the middle; where they were is kept already."""
        self.may_close: Callable[[], bool] | None = None
        """Asked before the window closes; whoever says no closes it again when the person has decided."""
        self.actions_by_id = ActionSet(self, theme, language, self.action_asked.emit)
        self.status = PortalStatusBar(language, runner)
        self.setStatusBar(self.status)
        self.centre = Centre(language, map_widget)
        self.setCentralWidget(self.centre)
        self._build_docks()
        self._build_menus()
        self.actions_by_id.mark("theme", theme.choice)
        self.actions_by_id.mark("language", language.code)
        self._tool_bar = ToolBar(language, self.actions_by_id)
        self.activities = ActivityBar(language, self.actions_by_id)
        for area, bar in (
            (Qt.ToolBarArea.TopToolBarArea, self._tool_bar),
            (Qt.ToolBarArea.LeftToolBarArea, self.activities),
        ):
            self.addToolBar(area, bar)
            take_margins(bar)
        self.resize(1600, 968)
        self.show_mode("cases")

    def add_panels(self, panels: PanelSet) -> None:
        """Fill the docks and give every button its icon."""
        self.panels = panels
        pages: dict[PageDock, dict[str, QWidget]] = {
            self.left: {
                "cases": panels.case_list,
                "case": panels.case_panel,
                "site_filter": panels.site_list,
            },
            self.right: {
                "case_file": panels.case_file,
                "results": panels.results,
                "site_card": panels.site_card,
                "site_form": panels.site_form,
            },
            self.tray: {"shortlist": panels.shortlist, "site_table": panels.site_table},
        }
        for dock, entries in pages.items():
            for name, page in entries.items():
                dock.add_page(name, page)
        panels.site_table.note_changed.connect(partial(self.tray.set_note, "site_table"))
        panels.shortlist.note_changed.connect(partial(self.tray.set_note, "shortlist"))
        panels.shortlist.height_asked.connect(lambda px: self.give_tray(px + self.tray.title_height))
        panels.case_file.note_changed.connect(partial(self.right.set_note, "case_file"))
        self.tray.fold_button.show()
        self._recolour()
        self._theme.changed.connect(self._recolour)
        self.show_mode(self.mode)

    def show_mode(self, mode: str) -> None:
        """Show the list of cases, one running case, the sites, or the monitor."""
        self.mode_left.emit(self.mode)
        if self.beside is not None:
            # Before the docks get their widths, which it would squeeze.
            self.drop_tab(self.beside)
        self.mode = mode
        self.show_standard()
        self.activities.mark(mode)
        self.mode_shown.emit(mode)
        # Once the docks have their widths; a province drawn for a narrow strip would stay that small.
        QTimer.singleShot(0, self.map.show_whole)

    def show_standard(self) -> None:
        """Show the pages of the mode in docks of the standard size."""
        left, right, tray = _PAGES[self.mode]
        self.left.show_page(left)
        if right is not None:
            self.right.show_page(right)
        self.tray.setVisible(tray is not None)
        if tray is not None:
            self.tray.show_page(tray)
            self.give_tray(_TRAY_HEIGHT[tray])
        self.apply_widths()

    def give_tray(self, height: int) -> None:
        """Give the tray a height, or its share of a window that is low."""
        within = min(height, int(self.height() * _TRAY_SHARE))
        self.resizeDocks([self.tray], [within], Qt.Orientation.Vertical)

    def apply_widths(self) -> None:
        """Give the docks the widths of the mode, within what the window has."""
        least = _LEAST_WIDTHS[self.mode]
        # The panel of a case scrolls, so it asks for no width of its own, and the docks would squeeze it.
        self.left.setMinimumWidth(least[0] if self.mode == "case" else 0)
        self.left.show()
        self.right.setVisible(_PAGES[self.mode][1] is not None)
        self.resizeDocks([self.left, self.right], self._widths(), Qt.Orientation.Horizontal)

    def _widths(self) -> list[int]:
        """Return the widths of left and right dock for the mode and the width of the window."""
        share = min(1.0, self.width() / 1600)
        pairs = zip(_LEAST_WIDTHS[self.mode], _WIDTHS[self.mode], strict=True)
        left, right = (max(least, int(width * share)) for least, width in pairs)
        room = self.width() - self.activities.width() - right - _USUAL_CENTRE
        return [max(_LEAST_WIDTHS[self.mode][0], min(left, room)), right]

    def reveal_right(self, page: str | None = None) -> None:
        """Show the right dock where something needs it, on ``page`` or the one that it shows.

        A dock that was closed gets its width again; one that is there stays as the person has it.
        """
        if page is not None:
            self.right.show_page(page)
        if self.right.isHidden() and _PAGES[self.mode][1] is not None:
            self.right.show()
            self.resizeDocks([self.right], [self._widths()[1]], Qt.Orientation.Horizontal)

    def reveal_all(self) -> None:
        """Show every dock that the mode has; pages and sizes stay."""
        self.left.show()
        self.reveal_right()
        self.tray.setVisible(_PAGES[self.mode][2] is not None)

    def make_room(self, widget: QWidget) -> None:
        """Let a widget rearrange the docks until another mode is shown; what they were is kept first."""
        if self.beside is None:
            self.mode_left.emit(self.mode)
        self.beside = widget

    def drop_tab(self, widget: QWidget) -> None:
        """Take a tab away, where it stands; the widget stays as it is."""
        self.centre.drop(widget)
        if self.beside is widget:
            self.beside = None

    def set_title(self, text: str) -> None:
        """Say in the title bar which workspace is open."""
        self._title = text
        self._show_title()

    def tell_clock(self, text: str) -> None:
        """Say in the title bar, and so in the task bar, how the clock stands; an empty text says nothing."""
        self._clock = text
        self._show_title()

    def _show_title(self) -> None:
        parts = {"clock": self._clock, "title": self._title}
        self.setWindowTitle(self._language.text("ui.title_clock", **parts) if self._clock else self._title)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the owner end work and put the workspace away, unless unsaved work keeps the window open."""
        if self.may_close is not None and not self.may_close():
            event.ignore()
            return
        if not leave_forms(self):
            event.ignore()
            self.stayed.emit()
            return
        self.closing.emit()
        end_dialogs(self)
        event.accept()

    def _build_docks(self) -> None:
        parts = (self._theme, self._language)
        self.left, self.right, self.tray = (PageDock(name, *parts) for name in ("left", "right", "tray"))
        self.right.setMinimumWidth(_LEAST_RIGHT)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.left)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.right)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.tray)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)

    def _build_menus(self) -> None:
        self.menus: dict[str, QMenu] = {}
        for name in MENUS:
            menu = self.menuBar().addMenu(self._language.text(f"ui.menu.{name}"))
            # What an entry waits for is said there; without this a menu shows no tooltips.
            menu.setToolTipsVisible(True)
            for spec in ACTIONS:
                if spec.menu == name:
                    if spec.begins:
                        menu.addSeparator()
                    menu.addAction(self.actions_by_id[spec.id])
            self.menus[name] = menu
        self.menuBar().setCornerWidget(search_corner(self.actions_by_id["find_all"]))

    def _recolour(self) -> None:
        self.actions_by_id.recolour()
        for part in (self._tool_bar, self.activities, self.centre):
            part.recolour(self._theme)
        for dock in (self.left, self.right, self.tray):
            dock.recolour()
