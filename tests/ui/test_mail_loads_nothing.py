"""A mail full of addresses is opened in the window, and nothing of it is fetched."""

from __future__ import annotations

import urllib.request
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.mail_hands import drop_mail, line_of
from tests.ui.portals import settle
from tests.unit.geodata.fetching.web_server import Asked, Reply, WebServer
from tests.unit.mail.compound_file import compound_file, outlook_folder
from tests.unit.mail.rich_texts import packed_rtf

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_WAIT_MS = 400
"""Long enough for a request on loopback, which takes some milliseconds."""


@pytest.fixture
def portal(sample_portal: Portal) -> Portal:
    """Open a window on the sample data."""
    return sample_portal


def _markup(address: str) -> str:
    """Write HTML that asks for something in every way that HTML knows."""
    return f"""<html><head><meta http-equiv="refresh" content="0;url={address}/meta">
<link rel="stylesheet" href="{address}/stijl.css"><link rel="preload" as="image" href="{address}/vooraf.png">
<style>@import url("{address}/invoer.css"); body {{background: url({address}/vlak.png)}}
@font-face {{font-family: x; src: url({address}/letter.woff)}} p {{font-family: x}}</style>
<script src="{address}/script.js"></script></head>
<body background="{address}/achter.png" onload="fetch('{address}/haal')">
<p style="background-image: url('{address}/alinea.png')">Wij zoeken een kavel van 2 ha in Beilen.</p>
<img src="{address}/pixel.gif?van=jan" width="1" height="1" alt="">
<img srcset="{address}/klein.png 1x, {address}/groot.png 2x">
<picture><source srcset="{address}/bron.png"></picture>
<iframe src="{address}/kader"></iframe><object data="{address}/object.svg"></object>
<embed src="{address}/ingebed"><video poster="{address}/poster.png" src="{address}/film.mp4" autoplay></video>
<audio src="{address}/geluid.mp3" autoplay></audio><svg><image href="{address}/svg.png"/></svg>
<table background="{address}/tabel.png"><tr><td>Personeel</td><td>12</td></tr></table>
<input type="image" src="{address}/knop.png"></body></html>"""


def _named_mail(address: str) -> EmailMessage:
    """Make a mail that has an address in its sender, its subject and the name of its attachment too."""
    picture = f"<img src='{address}/kop.png'>"
    mail = EmailMessage()
    mail["Received"] = "from a.example by mx.drenthe.example with ESMTPS; Fri, 13 Nov 2026 16:00:10 +0100"
    mail["From"] = f'"{picture}" <jan@jansen.example>'
    mail["Date"], mail["Subject"] = "Fri, 13 Nov 2026 15:59:00 +0100", f"<b>Kavel</b> {picture}"
    return mail


def _html_mail(address: str) -> bytes:
    mail = _named_mail(address)
    mail.set_content(_markup(address), subtype="html")
    mail.add_attachment(_markup(address).encode(), maintype="text", subtype="html", filename="a<img>.html")
    mail.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="b.gif", disposition="inline")
    return bytes(mail)


def _plain_mail(address: str) -> bytes:
    mail = _named_mail(address)
    mail.set_content(_markup(address))
    return bytes(mail)


def _rich_mail(address: str) -> bytes:
    wrapped = "".join(
        f"{{\\*\\htmltag64 {line}}}" for line in _markup(address).splitlines() if "{" not in line
    )
    field = f"{{\\field{{\\*\\fldinst INCLUDEPICTURE {address}/veld.png}}}}"
    rich = f"{{\\rtf1\\ansi\\fromhtml1 {{\\*\\template {address}/sjabloon.dot}}{wrapped}{field}}}"
    return compound_file(outlook_folder({0x0037: "Kavel", 0x1009: packed_rtf(rich.encode("cp1252"))}))


@pytest.mark.parametrize(
    ("make", "name"),
    [(_html_mail, "a.eml"), (_plain_mail, "b.eml"), (_rich_mail, "c.msg")],
    ids=["html", "plain text", "rich text"],
)
def test_an_opened_mail_asks_nothing_of_anybody(
    qtbot: QtBot, portal: Portal, tmp_path: Path, make: object, name: str
) -> None:
    """Dropped, shown and pointed out; a server on this machine counts what it is asked."""
    with WebServer(lambda _: Reply(b"x")) as server:
        address = f"http://{server.host}"
        drop_mail(qtbot, portal, tmp_path, make(address), name)  # type: ignore[operator] # one of the three
        panel = portal.mail.panel
        panel.message.grab()
        line_of(portal, "plot_area_ha").box.setFocus()
        QTest.qWait(_WAIT_MS)
        settle(qtbot, portal)
        assert "kavel van 2 ha" in panel.message.text.toPlainText()
        shown = [each.text() for each in panel.findChildren(QLabel)]
        assert name == "c.msg" or any("kop.png" in each for each in shown)
        assert server.asked == []

        # The server does count: otherwise the line above would prove nothing.
        urllib.request.urlopen(f"{address}/proef").read()  # noqa: S310 - loopback
        assert [each.path for each in server.asked] == ["/proef"]
        assert isinstance(server.asked[0], Asked)
