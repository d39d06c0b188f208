"""The workspaces that were open last: kept in a file of the user, and offered in the menu."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from drentsportal.ui.background import ServiceCall

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drentsportal.ui.portal import Portal

_KEY: Final = "recent"
_MOST: Final = 8
_LONGEST: Final = 48
_HERE, _GONE, _AWAY = "here", "gone", "away"


class RecentWorkspaces:
    """At most eight paths, the newest first; an ini file that cannot be read costs the list only."""

    def __init__(self, path: Path) -> None:
        """Keep the list in ``path``."""
        self._path = path

    def all(self) -> tuple[Path, ...]:
        """Return the paths, the newest first."""
        kept = self._file().value(_KEY, [])
        # Of a list with one entry Qt gives the entry itself.
        found = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return tuple(Path(str(each)) for each in found if each)[:_MOST]

    def opened(self, workspace: Path) -> None:
        """Put a workspace in front."""
        path = workspace.absolute()
        self._keep([path, *(each for each in self.all() if each != path)][:_MOST])

    def remove(self, workspaces: Iterable[Path]) -> None:
        """Take workspaces out of the list; the files stay as they are."""
        gone = set(workspaces)
        self._keep([each for each in self.all() if each not in gone])

    def _keep(self, paths: list[Path]) -> None:
        file = self._file()
        file.setValue(_KEY, [str(each) for each in paths])
        file.sync()

    def _file(self) -> QSettings:
        return QSettings(str(self._path), QSettings.Format.IniFormat)


class RecentMenu(QObject):
    """The list as a menu below opening: what is not there any more stands grey, with the reason.

    Whether a file is there is looked up on the worker: a drive that is away may take long to say so.

    Signals: ``asked(path)`` with the workspace to open.
    """

    asked = Signal(object)

    def __init__(self, portal: Portal, recent: RecentWorkspaces, current: Path) -> None:
        """Put the menu into that of files; ``current`` is the workspace that is open."""
        super().__init__(portal.window)
        self._runner = portal.runner
        self._say = portal.services.language.text
        self._recent = recent
        self._current = current.absolute()
        self._states: dict[Path, str] = {}
        self.menu = QMenu(self._say("ui.recent.title"), portal.window)
        self.menu.setObjectName("recent_workspaces")
        self.menu.setToolTipsVisible(True)
        files = portal.window.menus["file"]
        actions = files.actions()
        after = actions.index(portal.window.actions_by_id["open_workspace"]) + 1
        files.insertMenu(actions[after], self.menu)
        self.menu.aboutToShow.connect(self._look)
        self._fill()
        self._look()

    def _look(self) -> None:
        paths = self._recent.all()
        call = ServiceCall("ui.busy.recent", lambda _: _states_of(paths), self._on_states, lambda _: None)
        self._runner.run(call)

    def _on_states(self, states: Mapping[Path, str]) -> None:
        self._states = dict(states)
        self._fill()

    def _fill(self) -> None:
        menu, paths = self.menu, self._recent.all()
        menu.clear()
        for number, path in enumerate(paths, start=1):
            menu.addAction(self._entry(number, path))
        gone = [each for each in paths if self._states.get(each, _HERE) != _HERE]
        others = [each for each in paths if each != self._current]
        menu.addSeparator()
        self._add_removal("recent_remove_gone", "ui.recent.remove_gone", gone)
        self._add_removal("recent_clear", "ui.recent.clear", others)

    def _entry(self, number: int, path: Path) -> QAction:
        state = self._states.get(path, _HERE)
        # An ampersand in a name is no shortcut.
        name = str(path.name).replace("&", "&&")
        folder = _short(str(path.parent)).replace("&", "&&")
        made = QAction(self._say(f"ui.recent.{state}", number=number, name=name, folder=folder), self.menu)
        made.setObjectName(f"recent_{number}")
        made.setToolTip(str(path))
        if path == self._current:
            made.setCheckable(True)
            made.setChecked(True)
        made.setEnabled(state == _HERE and path != self._current)
        made.triggered.connect(partial(self._ask, path))
        return made

    def _ask(self, path: Path) -> None:
        self.asked.emit(path)

    def _add_removal(self, name: str, text_id: str, paths: list[Path]) -> None:
        made = self.menu.addAction(self._say(text_id))
        made.setObjectName(name)
        made.setEnabled(bool(paths))
        made.triggered.connect(lambda _=False: self._remove(paths))

    def _remove(self, paths: list[Path]) -> None:
        self._recent.remove(paths)
        self._fill()


def _short(folder: str) -> str:
    """Leave out the middle of a long folder, so that the menu stays narrow; the tooltip has it whole."""
    half = (_LONGEST - 1) // 2
    return folder if len(folder) <= _LONGEST else f"{folder[:half]}…{folder[-half:]}"


def _states_of(paths: Iterable[Path]) -> dict[Path, str]:
    return {each: _state_of(each) for each in paths}


def _state_of(path: Path) -> str:
    try:
        path.stat()
    except FileNotFoundError:
        # Of a drive that is away the folder is missing too.
        return _GONE if path.parent.exists() else _AWAY
    except OSError:
        return _AWAY
    return _HERE
