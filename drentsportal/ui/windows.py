"""The windows on one workspace: one more, each anew in another language, all of them on another workspace."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from drentsportal import paths
from drentsportal.settings import changed, remember_settings
from drentsportal.ui.dialogs.ending import end_dialogs
from drentsportal.ui.dialogs.messages import tell
from drentsportal.ui.frame import Frame
from drentsportal.ui.other_workspace import OtherWorkspace
from drentsportal.ui.portal import Portal
from drentsportal.ui.qt_words import use_qt_words
from drentsportal.ui.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.settings import Settings
    from drentsportal.ui.sitting import Sitting
    from drentsportal.ui.theme import Theme

_LAYOUT_NAME: Final = "venster.ini"
_NOTICES_NAME: Final = "klok.ini"
_RECENT_NAME: Final = "gekozen.ini"
_WORK_PATIENCE_MS: Final = 3000
_LOOK_AGAIN_MS: Final = 50
_ASIDE_PX: Final = 32


class Windows(QObject):
    """Makes windows on the open workspace and puts others in their place.

    ``on_filled`` is called with each window that was made, before it reads the workspace.
    """

    def __init__(
        self,
        theme: Theme,
        out_dir: Path,
        log_path: Path,
        workspace_path: Path,
        on_filled: Callable[[Portal], None],
    ) -> None:
        """Keep the parts; ``fill`` makes the first window."""
        super().__init__()
        self._theme = theme
        self._out_dir = out_dir
        self._log_path = log_path
        self._path = workspace_path
        self._on_filled = on_filled
        self.sitting: Sitting | None = None
        self.others: dict[Portal, OtherWorkspace] = {}

    @property
    def portals(self) -> list[Portal]:
        """The windows that stand, the oldest first."""
        return [] if self.sitting is None else self.sitting.windows

    def fill(
        self, frame: Frame, services: AppServices, beside: tuple[Sitting, int | None] | None = None
    ) -> Portal:
        """Fill a window that stands with the workspace; ``beside`` others, or as the first."""
        portal = Portal(services, self._theme, self._out_dir, self._log_path, frame, beside)
        if portal.sitting is not self.sitting:
            self.sitting = portal.sitting
            self.sitting.window_asked.connect(self.open_another)
        places = paths.user_data_dir() / _numbered(_LAYOUT_NAME, portal.number)
        if beside is not None and not places.exists():
            portal.layout.begin_like(beside[0].windows[0].layout)
        portal.layout.remember(places)
        portal.inbox.notices.remember(paths.user_data_dir() / _NOTICES_NAME)
        portal.finder.recent.remember(paths.user_data_dir() / _RECENT_NAME)
        queued = Qt.ConnectionType.QueuedConnection
        portal.window.language_asked.connect(partial(self._speak, portal), queued)
        portal.window.settings_asked.connect(partial(self._use, portal), queued)
        other = self.others[portal] = OtherWorkspace(self._take, self._log_path)
        other.serve(portal, self._path)
        portal.window.destroyed.connect(lambda _: self.others.pop(portal, None))
        self._on_filled(portal)
        portal.start()
        return portal

    def open_another(self, beside: Portal) -> Portal:
        """Open one more window on the workspace: at the list of cases, a little aside of the one before."""
        beside.layout.save()
        frame = self._frame(beside.services, beside.sitting)
        frame.window.resize(beside.window.size())
        frame.window.move(beside.window.pos().x() + _ASIDE_PX, beside.window.pos().y() + _ASIDE_PX)
        portal = self.fill(frame, beside.services, (beside.sitting, None))
        portal.preferences.begin_with(beside.settings)
        portal.window.raise_()
        portal.window.activateWindow()
        return portal

    def _frame(self, services: AppServices, sitting: Sitting | None) -> Frame:
        worker = None if sitting is None else sitting.worker
        return Frame(self._theme, services.language.unbroken(), self._path, worker)

    # -- another workspace ----------------------------------------------------------------------------

    def _take(self, services: AppServices, path: Path) -> None:
        """Put a window on another workspace in the place of those that stand, and close what was open.

        Raises ``StorageError`` when that could not be put away; the other one is open all the same.
        """
        old, self._path = list(self.portals), path
        if not old:
            return
        for each in old:
            each.layout.save()
            end_dialogs(each.window)
        self.fill(self._frame(services, None), services)
        *others, last = old
        for each in others:
            each.put_away()
        try:
            last.close()
        finally:
            last.put_away()

    # -- other settings -------------------------------------------------------------------------------

    def _speak(self, portal: Portal, code: str) -> None:
        """Speak another language, now and at the next start; what a form holds is asked about first."""
        if portal not in self.portals or code == portal.services.settings.language:
            return

        def speak() -> None:
            remember_settings(language=code)
            self._make_anew(changed(portal.settings, language=code))

        def stay() -> None:
            for each in self.portals:
                each.window.actions_by_id.mark("language", each.services.settings.language)

        self._change(portal, "ui.language", speak, stay)

    def _use(self, portal: Portal, settings: Settings) -> None:
        """Have settings count that are kept already, in windows that are made with them."""
        if portal in self.portals:
            self._change(portal, "ui.preferences", lambda: self._make_anew(settings), _nothing)

    def _change(
        self,
        portal: Portal,
        family: str,
        change: Callable[[], None],
        stay: Callable[[], None],
        patience_ms: int = _WORK_PATIENCE_MS,
    ) -> None:
        """Change the windows once no form is filled and nothing is under way; texts of a family tell of it.

        Short work is waited for; of longer work the person is told. What stands in a form of any window is
        asked about first, and saved where the person wants that.
        """
        is_busy = any(each.runner.is_busy for each in self.portals)
        if is_busy and patience_ms > 0:
            left_ms = patience_ms - _LOOK_AGAIN_MS
            again = partial(self._change, portal, family, change, stay, left_ms)
            QTimer.singleShot(_LOOK_AGAIN_MS, self, again)
        elif is_busy:
            say = portal.services.language.text
            tell(portal.window, say(f"{family}.title"), say(f"{family}.busy"))
            stay()
        else:
            # Not from within the worker that saves a form and ends with the window.
            portal.sitting.leave_work(lambda: QTimer.singleShot(0, self, change), stay)

    def _make_anew(self, settings: Settings) -> None:
        """Put windows made with other settings in the place of those that stand, each where it was."""
        old, sitting = list(self.portals), self.sitting
        if not old:
            return
        services = old[0].services.wired_for(settings)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            use_qt_words(app, settings.language)
        for each in old:
            place = Whereabouts.of(each)
            each.layout.save()
            end_dialogs(each.window)
            new = self.fill(self._frame(services, sitting), services, (each.sitting, each.number))
            place.find_again(new)
            new.map.background.take_over(each.map.background)
            each.put_away()


def _numbered(name: str, number: int) -> str:
    """Name the file of the places of one of several windows."""
    stem, _, ending = name.partition(".")
    return name if number == 1 else f"{stem}-{number}.{ending}"


def _nothing() -> None:
    """Stay as it is."""
