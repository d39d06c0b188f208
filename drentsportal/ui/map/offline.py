"""The guard that keeps the map offline: what it lets through, and a list of what it stopped."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from drentsportal.mapview.page import SCHEME

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_LOG = logging.getLogger(__name__)

OWN_SCHEMES: Final = frozenset({SCHEME, "qrc", "data", "blob"})


class OfflineGuard(QWebEngineUrlRequestInterceptor):
    """Stops every request outside the allowed schemes; ``blocked`` names them, in order.

    ``files`` are addresses that may be opened besides, such as an exported map.
    """

    def __init__(self, parent: QObject, files: frozenset[str] = frozenset()) -> None:
        """Start with nothing blocked."""
        super().__init__(parent)
        self._files = files
        self.blocked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Judge one request; called by the web engine."""
        url = info.requestUrl()
        if url.scheme() in OWN_SCHEMES or url.toString() in self._files:
            return
        info.block(True)  # noqa: FBT003 - the signature is Qt's
        self.blocked.append(url.toString())
        _LOG.warning("blocked a request of the map page: %s", url.toString())
