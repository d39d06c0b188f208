"""A window that a monkey sits at, in a process of its own: the same keys and clicks for the same seed.

``python -m tests.soak.monkey_child WORKSPACE SEED SECONDS [TITLE]`` prints a line of JSON per event:
``{"sites": n, "cases": [...]}`` once the workspace is read, ``{"case": number}`` whenever a request was
stored, ``{"acts": n, "rss_kb": n, "last": name}`` every ten seconds, ``{"fault": text}`` for every warning of
Qt and every exception that nobody caught, and ``{"done": n}`` at the end. With TITLE it opens a new request
at the end, types that title and prints ``{"typed": TITLE}``; then it rests until it is killed.

It leaves alone what ends the work (quit, lock, passphrase) and what takes sites or requests away, so that
what is missing afterwards was lost. No file chooser opens: one that is asked for answers as somebody who
mostly thinks better of it.
"""

from __future__ import annotations

import json
import logging
import os
import random
import re
import sys
import time
import tomllib
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)

from drentsportal.errors import DrentsPortalError
from drentsportal.ui import app, opening
from drentsportal.ui.actions import ACTIONS
from drentsportal.ui.dialogs.request_form import RequestForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.ui.portal import Portal

ROOT = Path(__file__).resolve().parents[2]
EVERY_MS: Final = 30
TELL_EVERY_S: Final = 10.0
PATIENCE: Final = 60
"""So many acts a dialog may stay before it is closed: a monkey would never leave a question."""

_ENDS: Final = (
    "quit",
    "close_window",
    "new_window",
    "lock_window",
    "protect_workspace",
    "open_workspace",
    "new_workspace",
)
"""What ends the window or opens another one, in which the monkey does nothing."""

_TAKES_AWAY: Final = ("retire_site", "undo_import", "show_retention", "case_retention")
LEFT_ALONE: Final = frozenset({*_ENDS, *_TAKES_AWAY})
HANDS: Final = (QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QLineEdit, QTabBar)
KEYS: Final = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_F5,
)  # fmt: skip
OF_NO_SCREEN: Final = ("^This plugin does not support", "^GPUInfo not initialized")
"""What Qt says where there is no screen."""

WORDS: Final = ("1,5", "Emmen", "20-11-2026 09:00", "=1+1", "<b>", "7811 AB", "0", "-3", "logistiek")


def tell(**event: object) -> None:
    """Print an event at once, so that it is there when the plug is pulled."""
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


class Faults(logging.Handler):
    """Tells every warning of Qt, every exception that nobody caught, and what is logged as one."""

    def __init__(self) -> None:
        """Listen from now on; what the window tests pass over is passed over here."""
        super().__init__(logging.ERROR)
        settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        ignored = settings["tool"]["pytest"]["ini_options"]["qt_log_ignore"]
        self._ignored = [re.compile(each) for each in (*ignored, *OF_NO_SCREEN)]
        qInstallMessageHandler(self._on_message)
        sys.excepthook = lambda *error: tell(fault="".join(traceback.format_exception(*error)))
        logging.getLogger().addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Tell an error that was logged with something else than what a person is told in words."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, DrentsPortalError):
            tell(fault="".join(traceback.format_exception(error)))

    def _on_message(self, kind: QtMsgType, _context: object, text: str) -> None:
        is_bad = kind in {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}
        if is_bad and not any(each.search(text) for each in self._ignored):
            tell(fault=f"Qt: {text}")


class Monkey:
    """Acts on whatever window is in front, every few hundredths of a second."""

    def __init__(self, made: opening.Opening, seed: int, seconds: float, title: str) -> None:
        """Begin once the workspace is read."""
        self._opening = made
        self._draw = random.Random(seed)  # noqa: S311 - not for secrets
        self._seconds, self._title = seconds, title
        self._acts = self._stuck = 0
        self._last = ""
        self._front: QWidget | None = None
        self._portal: Portal | None = None
        self._is_over = False
        QTimer.singleShot(EVERY_MS, self._turn)
        self._started_s = self._told_s = 0.0

    def _turn(self) -> None:
        if self._is_over:
            return
        # A timer of its own each time: one that repeats would rest as long as a question that it raised.
        QTimer.singleShot(EVERY_MS, self._turn)
        portal = self._opening.portal
        if portal is None or (not self._acts and portal.runner.is_busy):
            return
        if portal is not self._portal:
            self._meet(portal)
        now_s = time.monotonic()
        if now_s - self._told_s > TELL_EVERY_S:
            self._told_s = now_s
            tell(acts=self._acts, rss_kb=resident_kb(), last=self._last)
        if now_s - self._started_s > self._seconds:
            self._end(portal)
            return
        self._acts += 1
        self._act(portal)

    def _meet(self, portal: Portal) -> None:
        """Listen to a window that is new: the first one, or the one in another language."""
        if self._portal is None:
            self._started_s = time.monotonic()
            cases = [each.case.number for each in portal.services.desk.cases()]
            tell(sites=portal.panels.site_table.model.rowCount(), cases=cases)
        portal.cases.case_opened.connect(lambda: self._tell_case(portal))
        self._portal = portal

    def _tell_case(self, portal: Portal) -> None:
        if portal.session.case is not None:
            tell(case=portal.session.case.number)

    def _act(self, portal: Portal) -> None:
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget() or portal.window
        self._stuck = self._stuck + 1 if front is self._front and front is not portal.window else 0
        self._front = front
        if self._stuck > PATIENCE:
            self._stuck = 0
            leave(front)
            return
        acts: list[tuple[Callable[[], None], int]] = [
            (lambda: self._click(front), 10),
            (self._press, 8),
            (self._type, 3),
            (lambda: self._turn_wheel(front), 2),
        ]
        if front is portal.window:
            acts += [(lambda: self._run(portal), 3), (lambda: self._resize(portal), 1)]
        (act,) = self._draw.choices([each for each, _ in acts], [weight for _, weight in acts])
        act()

    def _run(self, portal: Portal) -> None:
        possible = [
            each.id
            for each in ACTIONS
            if each.id not in LEFT_ALONE and portal.window.actions_by_id[each.id].isEnabled()
        ]
        # Another language makes the whole window anew: now and then only.
        chosen = self._draw.choice([each for each in possible if not each.startswith("language_")])
        if self._draw.random() < 1 / 200:
            chosen = self._draw.choice([each for each in possible if each.startswith("language_")])
        self._last = chosen
        portal.window.actions_by_id[chosen].trigger()

    def _click(self, front: QWidget) -> None:
        hands = [
            each
            for kind in HANDS
            for each in front.findChildren(kind)
            if each.isVisible() and each.isEnabled() and not each.visibleRegion().isEmpty()
        ]
        if isinstance(front, QMenu):
            hands = [front]
        if not hands:
            return
        chosen = self._draw.choice(hands)
        target = chosen.viewport() if isinstance(chosen, QAbstractItemView) else chosen
        place = self._place(target)
        self._last = f"click {type(chosen).__name__} {chosen.objectName()}"
        button = Qt.MouseButton.RightButton if self._draw.random() < 1 / 12 else Qt.MouseButton.LeftButton
        if self._draw.random() < 1 / 12:
            QTest.mouseDClick(target, button, pos=place)
        else:
            QTest.mouseClick(target, button, pos=place)

    def _place(self, widget: QWidget) -> QPoint:
        area = widget.visibleRegion().boundingRect()
        width, height = max(area.width(), 1), max(area.height(), 1)
        return area.topLeft() + QPoint(self._draw.randrange(width), self._draw.randrange(height))

    def _press(self) -> None:
        focus = QApplication.activePopupWidget() or QApplication.focusWidget()
        if focus is not None:
            key = self._draw.choice(KEYS)
            self._last = f"key {key.name}"
            QTest.keyClick(focus, key)

    def _type(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and QApplication.activePopupWidget() is None:
            QTest.keyClicks(focus, self._draw.choice(WORDS))

    def _turn_wheel(self, front: QWidget) -> None:
        widget = front.childAt(self._place(front)) or front
        at = QPointF(self._place(widget))
        turn = QPoint(0, self._draw.choice((-120, 120)))
        event = QWheelEvent(
            at,
            QPointF(widget.mapToGlobal(at.toPoint())),
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - Qt's own signature
        )
        QApplication.sendEvent(widget, event)

    def _resize(self, portal: Portal) -> None:
        portal.window.resize(self._draw.randint(1024, 1920), self._draw.randint(640, 1080))

    def _end(self, portal: Portal) -> None:
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if front is not None:
            leave(front)
            return
        if portal.runner.is_busy or not portal.window.isActiveWindow():
            portal.window.activateWindow()
            return
        self._is_over = True
        tell(acts=self._acts, rss_kb=resident_kb(), last=self._last)
        tell(done=self._acts)
        if not self._title:
            os._exit(0)
        QTest.keyClick(portal.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        (form,) = [each for each in portal.window.findChildren(RequestForm) if each.isVisible()]
        field = form.widget("title")
        field.setFocus()
        QTest.keySequence(field, "Ctrl+A")
        QTest.keyClicks(field, self._title)
        tell(typed=self._title)


def leave(front: QWidget) -> None:
    """Close what is in front as somebody who gives up: by Escape, and if that asks something, for good."""
    if front.property("left"):
        front.done(QDialog.DialogCode.Rejected) if isinstance(front, QDialog) else front.close()
        return
    front.setProperty("left", True)  # noqa: FBT003 - Qt's own signature
    QTest.keyClick(front, Qt.Key.Key_Escape)


def resident_kb() -> int:
    """Return the memory that this process holds, in kB; that of the web engine beside it is not in it."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise RuntimeError


def without_choosers(seed: int, folder: Path) -> None:
    """Answer for the file choosers, and open nothing outside the window."""
    draw = random.Random(seed)  # noqa: S311 - not for secrets

    def to_save(*_: object, **__: object) -> tuple[str, str]:
        return (str(folder / f"gekozen_{draw.randrange(5)}"), "") if draw.random() < 1 / 4 else ("", "")

    def to_open(*_: object, **__: object) -> tuple[str, str]:
        found = sorted((ROOT / "sample_data" / "requests").iterdir())
        return (str(draw.choice(found)), "") if draw.random() < 1 / 4 else ("", "")

    def to_open_several(*_: object, **__: object) -> tuple[list[str], str]:
        chosen, _kind = to_open()
        return ([chosen] if chosen else []), ""

    answers: dict[str, Any] = {
        "getSaveFileName": to_save,
        "getOpenFileName": to_open,
        "getOpenFileNames": to_open_several,
        "getExistingDirectory": lambda *_, **__: str(folder) if draw.random() < 1 / 4 else "",
    }
    for name, answer in answers.items():
        setattr(QFileDialog, name, staticmethod(answer))
    setattr(QDesktopServices, "openUrl", staticmethod(lambda *_: True))  # noqa: B010 - Qt declares it fixed


class _Opening(opening.Opening):
    def __init__(self, *parts: Any) -> None:  # noqa: ANN401 - passed on as they are
        super().__init__(*parts)
        title = sys.argv[4] if len(sys.argv) > 4 else ""
        self.monkey = Monkey(self, int(sys.argv[2]), float(sys.argv[3]), title)


def main() -> None:
    """Start the window as its command does, with a monkey at it."""
    folder = Path(sys.argv[1]).parent
    without_choosers(int(sys.argv[2]), folder)
    setattr(app, "Opening", _Opening)  # noqa: B010 - in the place of what it extends
    faults = Faults()
    code = app.main(["drentsportal", sys.argv[1]])
    logging.getLogger().removeHandler(faults)
    sys.exit(code)


if __name__ == "__main__":
    main()
