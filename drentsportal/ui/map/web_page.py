"""The web view of a map: profile without memory, guarded page, files from memory."""

from __future__ import annotations

import logging
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView

from drentsportal.mapview.assets import leaflet_script, leaflet_style, own_script, own_style
from drentsportal.mapview.page import ORIGIN, SCHEME, cached_page
from drentsportal.ui.map.bridge import MapBridge
from drentsportal.ui.map.offline import OfflineGuard
from drentsportal.ui.map.scheme import MapFiles, bridge_script

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

_LOG = logging.getLogger(__name__)
_HTML: Final = "text/html;charset=utf-8"
_SCRIPT: Final = "text/javascript;charset=utf-8"
_STYLE: Final = "text/css;charset=utf-8"


class LoggedPage(QWebEnginePage):
    """A page whose console goes to the log, so that nothing is lost and nothing reaches the terminal."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        """Start without console lines."""
        super().__init__(profile, parent)
        self.console_lines: list[str] = []

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """Keep one line of the console; called by the web engine."""
        self.console_lines.append(f"{level.name}: {message} ({source}:{line})")
        _LOG.debug("map page: %s (%s:%s)", message, source, line)


class WebMap:
    """Everything of the web engine that one map needs, taken down in the right order by ``close``."""

    def __init__(self, parent: QWidget, resources_dir: Path, cache_dir: Path) -> None:
        """Build the view; the page loads when ``load`` is called."""
        # Without a name the profile is off the record: no cookies, no cache, no history on disk.
        self._profile = QWebEngineProfile()
        self.guard = OfflineGuard(self._profile)
        self._profile.setUrlRequestInterceptor(self.guard)
        self.files = MapFiles(self._profile)
        self._profile.installUrlSchemeHandler(SCHEME.encode(), self.files)
        self.bridge = MapBridge(self._profile)
        self.view = QWebEngineView(parent)
        self.page = LoggedPage(self._profile, self.view)
        self._channel = QWebChannel(self.page)
        self._channel.registerObject("bridge", self.bridge)
        self.page.setWebChannel(self._channel)
        self._restrict()
        self.view.setPage(self.page)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._put_files(resources_dir, cache_dir)
        # Children die in the order in which they came: the view with its page first, the profile last.
        self._profile.setParent(parent)

    def set_background(self, colour: str) -> None:
        """Show ``colour`` where the page has not painted yet, so that a dark window never flashes white."""
        self.page.setBackgroundColor(QColor(colour))

    def load(self) -> None:
        """Load the page; the bridge tells when it listens."""
        self.page.load(QUrl(ORIGIN + "index.html"))

    def close(self) -> None:
        """Take everything down, the page before its profile; may be called twice."""
        if shiboken6.isValid(self._profile):
            # A page that is going may still ask for a file; nobody answers it any more.
            self._profile.removeAllUrlSchemeHandlers()
        for each in (self.view, self._profile):
            if shiboken6.isValid(each):
                shiboken6.delete(each)

    def _restrict(self) -> None:
        settings = self.page.settings()
        for attribute in (
            QWebEngineSettings.WebAttribute.PluginsEnabled,
            QWebEngineSettings.WebAttribute.LocalStorageEnabled,
            QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
            QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
            QWebEngineSettings.WebAttribute.ErrorPageEnabled,
        ):
            settings.setAttribute(attribute, False)  # noqa: FBT003 - the signature is Qt's

    def _put_files(self, resources_dir: Path, cache_dir: Path) -> None:
        put = self.files.put
        put("index.html", _HTML, lambda: cached_page(resources_dir, cache_dir))
        put("leaflet.js", _SCRIPT, lambda: leaflet_script().encode())
        put("leaflet.css", _STYLE, lambda: leaflet_style().encode())
        put("qwebchannel.js", _SCRIPT, bridge_script)
        put("map.js", _SCRIPT, lambda: own_script(resources_dir).encode())
        put("map.css", _STYLE, lambda: own_style(resources_dir).encode())
        put("inter.ttf", "font/ttf", _inter)


def _inter() -> bytes:
    return (files("fontpkg_inter") / "files" / "Inter[opsz,wght].ttf").read_bytes()
