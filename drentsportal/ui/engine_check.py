"""Asks the web engine whether its sandbox is on: where it cannot have one it starts without, in silence."""

from __future__ import annotations

import sys
from typing import Final

import shiboken6
from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWidgets import QApplication

from drentsportal.ui.app import make_application
from drentsportal.ui.map.scheme import register_scheme

_PAGE: Final = "chrome://sandbox"
_ON: Final = "You are adequately sandboxed"
_OFF: Final = "NOT adequately sandboxed"
_PATIENCE_MS: Final = 30_000


def is_sandboxed() -> bool | None:
    """Tell whether the sandbox is on; ``None`` where the engine does not say, as on Windows."""
    if not sys.platform.startswith("linux"):
        return None
    if not isinstance(QApplication.instance(), QApplication):
        register_scheme()
        make_application(["drentsportal"])
    return judge(_text_of(_PAGE))


def judge(text: str) -> bool | None:
    """Read what the page of the engine says; ``None`` for a page without a verdict."""
    if _OFF in text:
        return False
    return True if _ON in text else None


def _text_of(address: str) -> str:
    told: list[str] = []
    loop = QEventLoop()
    profile = QWebEngineProfile()
    page = QWebEnginePage(profile)

    def keep(text: str) -> None:
        told.append(text)
        loop.quit()

    # The verdict is written by a script of the page, in the turn after it has loaded.
    page.loadFinished.connect(lambda _: QTimer.singleShot(200, lambda: page.toPlainText(keep)))
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    page.load(QUrl(address))
    loop.exec()
    # The page goes before its profile, or the engine complains.
    shiboken6.delete(page)
    shiboken6.delete(profile)
    return told[0] if told else ""
