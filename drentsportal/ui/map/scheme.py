"""The address scheme ``bt``: the only place where the map page gets files from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QFile, QIODevice, QObject, Qt
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlScheme, QWebEngineUrlSchemeHandler

from drentsportal.mapview.background import TILE_FOLDER
from drentsportal.mapview.page import SCHEME

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.ui.map.tile_desk import TileDesk

_BRIDGE_SCRIPT: Final = ":/qtwebchannel/qwebchannel.js"


def register_scheme() -> None:
    """Make ``bt`` known to the web engine; once, and before there is a ``QApplication``."""
    # The web engine asks for this, and it too must be said before there is an application.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    name = SCHEME.encode()
    if QWebEngineUrlScheme.schemeByName(name).name() == name:
        return
    scheme = QWebEngineUrlScheme(name)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(
        QWebEngineUrlScheme.Flag.SecureScheme
        | QWebEngineUrlScheme.Flag.CorsEnabled
        | QWebEngineUrlScheme.Flag.FetchApiAllowed
    )
    QWebEngineUrlScheme.registerScheme(scheme)


def bridge_script() -> bytes:
    """Qt's own half of the channel, from the resources of Qt."""
    from PySide6 import QtWebChannel  # noqa: F401, PLC0415 - the import itself registers the resource

    source = QFile(_BRIDGE_SCRIPT)
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    try:
        return bytes(source.readAll().data())
    finally:
        source.close()


class MapFiles(QWebEngineUrlSchemeHandler):
    """Answers requests for ``bt://map/...`` from memory; anything else is not found.

    A file is bytes, or a function that gives them when they are first asked for. ``tiles`` answers for those
    of the background; without it there are none.
    """

    def __init__(self, parent: QObject) -> None:
        """Start without files."""
        super().__init__(parent)
        self._files: dict[str, tuple[bytes, bytes | Callable[[], bytes]]] = {}
        self.tiles: TileDesk | None = None

    def put(self, path: str, media_type: str, content: bytes | Callable[[], bytes]) -> None:
        """Serve ``content`` at ``path`` (without leading slash); replaces what was there."""
        self._files[path] = (media_type.encode(), content)

    def take_over(self, other: MapFiles) -> None:
        """Serve what another page is served, as it is now; what is here already stays."""
        self._files = {**other._files, **self._files}
        self.tiles = other.tiles

    def remove(self, path: str) -> None:
        """Stop serving ``path``."""
        self._files.pop(path, None)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request; called by the web engine."""
        path = job.requestUrl().path().removeprefix("/")
        found = self._files.get(path)
        if self.tiles is not None and path.startswith(TILE_FOLDER):
            self.tiles.take(job, path)
            return
        if found is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        media_type, content = found
        if not isinstance(content, bytes):
            content = content()
            self._files[path] = (media_type, content)
        # The job owns the buffer, so that it lives exactly as long as the answer.
        buffer = QBuffer(job)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(media_type), buffer)
