"""Which proxy the system names for an address, also by a script, which only the system can read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkProxy


def proxy_of_system(address: str) -> str:
    """Return the address of the proxy, or "" where the system names none.

    May take a while the first time: the system may look for a script in the network. Never in the window's
    thread.
    """
    # A start without a background does without it.
    from PySide6.QtCore import QUrl  # noqa: PLC0415 - as above
    from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery  # noqa: PLC0415 - as above

    kinds = {QNetworkProxy.ProxyType.HttpProxy, QNetworkProxy.ProxyType.HttpCachingProxy}
    for each in QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(address))):
        if each.type() in kinds and each.hostName():
            host = f"[{each.hostName()}]" if ":" in each.hostName() else each.hostName()
            return f"http://{_person(each)}{host}:{each.port()}"
    return ""


def _person(proxy: QNetworkProxy) -> str:
    user = quote(proxy.user(), safe="")
    return f"{user}:{quote(proxy.password(), safe='')}@" if user else ""
