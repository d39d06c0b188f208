"""Which proxy the system names for an address, also by a script, which only the system can read."""

from __future__ import annotations

import threading
from typing import Final
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

_HTTP: Final = frozenset({QNetworkProxy.ProxyType.HttpProxy, QNetworkProxy.ProxyType.HttpCachingProxy})
_ONE_AT_A_TIME: Final = threading.Lock()


def proxy_of_system(address: str) -> str:
    """Return the address of the proxy, or "" where the system names none.

    May take a while the first time: the system may look for a script in the network. Never in the window's
    thread.
    """
    # Threads that fetch tiles ask together; a system that looks for a script does so once.
    with _ONE_AT_A_TIME:
        named = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(address)))
        for each in named:
            if each.type() in _HTTP and each.hostName():
                return _address_of(each)
    return ""


def _address_of(proxy: QNetworkProxy) -> str:
    user = quote(proxy.user(), safe="")
    person = f"{user}:{quote(proxy.password(), safe='')}@" if user else ""
    host = f"[{proxy.hostName()}]" if ":" in proxy.hostName() else proxy.hostName()
    return f"http://{person}{host}:{proxy.port()}"
