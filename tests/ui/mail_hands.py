"""Hands on the panel of a message: real drops, keys and clicks, and a mail of NOM."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from tests.ui.portals import WAIT_MS, click, settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.panels.proposal_pane import ProposalPane
    from drentsportal.ui.portal import Portal
    from drentsportal.ui.widgets.intake_line import IntakeLine

TEXT = """Goedemiddag,

Een producent van kunststof panelen uit Beilen 🏭 zoekt een kavel van 2,5 hectare in Hoogeveen of Emmen,
milieucategorie 4.1. Er werken 45 medewerkers. Ze willen vanaf voorjaar 2028 draaien.

Met vriendelijke groet,
Piet de Vries
Wadtechniek B.V. | KvK 12345678
"""


def nom_mail(subject: str = "Ruimte gezocht voor tweede productiehal", text: str = TEXT) -> bytes:
    """Write a mail of NOM with one attachment, received on a Friday at 16.00."""
    mail = EmailMessage()
    mail["Received"] = "from mail.nom.nl by mx.drenthe.nl with ESMTPS; Fri, 13 Nov 2026 16:00:10 +0100"
    mail["From"], mail["To"] = "Acquisitie <acquisitie@nom.nl>", "schakelpunt@drenthe.example"
    mail["Date"], mail["Subject"] = "Fri, 13 Nov 2026 15:59:00 +0100", subject
    mail.set_content(text)
    mail.add_attachment(
        b"%PDF-1.4", maintype="application", subtype="pdf", filename="programma-van-eisen.pdf"
    )
    return bytes(mail)


def let_go(portal: Portal, data: QMimeData) -> bool:
    """Hold data over the window and let go; returns whether the window takes it."""
    window, place = portal.window, QPointF(700, 300)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), copy, data, left, none)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(place, copy, data, left, none))
    return enter.isAccepted()


def drop_files(qtbot: QtBot, portal: Portal, *paths: Path) -> None:
    """Let files go on the window and wait until they were read."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    assert let_go(portal, data)
    await_reading(qtbot, portal)


def drop_mail(qtbot: QtBot, portal: Portal, folder: Path, content: bytes, name: str = "bericht.eml") -> None:
    """Write a file, let it go on the window and wait until it was read."""
    (folder / name).write_bytes(content)
    drop_files(qtbot, portal, folder / name)


def await_reading(qtbot: QtBot, portal: Portal) -> None:
    """Wait until what was let go was read."""
    QTest.qWait(1)
    settle(qtbot, portal)


def proposal_of(portal: Portal) -> ProposalPane:
    """Return the right side of the panel."""
    return portal.mail.panel.proposal


def line_of(portal: Portal, key: str) -> IntakeLine:
    """Return the row of a key."""
    return proposal_of(portal).line(key)


def type_in(line: IntakeLine, text: str) -> None:
    """Type a text in the place of what stands in a row."""
    editor = line.editor
    target = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    assert target is not None
    target.selectAll()
    QTest.keyClicks(target, text)


def make_case(qtbot: QtBot, portal: Portal) -> str:
    """Click the button and wait for the case; returns its number."""
    with qtbot.waitSignal(portal.cases.case_opened, timeout=WAIT_MS) as opened:
        click(proposal_of(portal).make)
    settle(qtbot, portal)
    return str(opened.args[0])
