"""What is let go on the window: a message or a form as a file, or as the data of a mail program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from drentsportal.services.form_intake import FORM_ENDINGS

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

MAIL_ENDINGS: Final = (".eml", ".msg", ".dat", ".txt")
_ENDINGS: Final = frozenset((*MAIL_ENDINGS, *FORM_ENDINGS))
_MESSAGE: Final = "message/rfc822"
_CONTENTS: Final = "FileContents"
_DESCRIPTOR: Final = "FileGroupDescriptorW"
_NAME_AT: Final = 76
_NAME_BYTES: Final = 520
"""Where Windows keeps the name of the first file that a mail program offers: after the count and 72 bytes."""

_REFERENCE: Final = re.compile(
    r"\s*(?:imap(?:-message)?|mailbox(?:-message)?|news|mid|outlook)://?\S*\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """One of these: files, a message as bytes with its name, a text, or a reference that leads nowhere."""

    paths: tuple[Path, ...] = ()
    content: bytes = b""
    name: str = ""
    text: str = ""
    is_reference: bool = False

    @property
    def is_strange(self) -> bool:
        """Whether it is files or folders of which none can be a message or a form."""
        return bool(self.paths) and not any(each.suffix.casefold() in _ENDINGS for each in self.paths)


def dropped_from(data: QMimeData | None) -> Dropped | None:
    """Return what is held, ``None`` where it is neither a file nor a message nor words."""
    if data is None:
        return None
    paths = tuple(Path(each.toLocalFile()) for each in data.urls() if each.isLocalFile())
    if paths:
        return Dropped(paths=paths)
    if data.hasFormat(_MESSAGE):
        return Dropped(content=bytes(data.data(_MESSAGE).data()), name="bericht.eml")
    contents = next((each for each in data.formats() if _CONTENTS in each), None)
    if contents is not None:
        return Dropped(content=bytes(data.data(contents).data()), name=_offered_name(data))
    is_named = any("moz-message" in each or "RenPrivate" in each for each in data.formats())
    text = data.text() if data.hasText() else ""
    if is_named or (text and _REFERENCE.fullmatch(text)):
        return Dropped(is_reference=True)
    return Dropped(text=text) if text.strip() else None


def _offered_name(data: QMimeData) -> str:
    """Return the name of the file that a mail program offers in the form of Windows."""
    described = next((each for each in data.formats() if _DESCRIPTOR in each), None)
    raw = bytes(data.data(described).data()) if described else b""
    name = raw[_NAME_AT : _NAME_AT + _NAME_BYTES].decode("utf-16-le", errors="ignore").partition("\0")[0]
    return Path(name.replace("\\", "/")).name or "bericht.msg"


class MailDrop(QObject):
    """Watches what is held over a window. Signal: ``dropped(what)`` with a ``Dropped``."""

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        """Let the window take what its parts do not take themselves."""
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what can be a message, and files that cannot to say so; leave everything else as it was."""
        if isinstance(event, QDropEvent) and QApplication.activeModalWidget() is None:
            what = dropped_from(event.mimeData())
            if what is not None:
                event.acceptProposedAction()
                if not isinstance(event, QDragMoveEvent):
                    self.dropped.emit(what)
                return True
        return super().eventFilter(watched, event)
