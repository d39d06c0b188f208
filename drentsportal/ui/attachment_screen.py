"""Photographs and documents of a site: added with title and maker, shown, written out and taken away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from drentsportal.reports.typeset.finished_file import write_finished
from drentsportal.services.site_attachments import (
    DOCUMENT_MEDIA_TYPES,
    PHOTOGRAPH_SUFFIXES,
    AttachmentDetails,
)
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field
from drentsportal.ui.passing_folder import PassingFolder
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.sites.site_attachment import SiteAttachment
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.session import Session

_SUFFIX: dict[str, str] = {media: suffix for suffix, media in DOCUMENT_MEDIA_TYPES.items()} | {
    "image/jpeg": ".jpg"
}


class AttachmentScreen(Screen):
    """Keeps the attachments of sites.

    Signals: ``data_changed(site_id)`` after one came or went, with "" since the selected site stays;
    ``told(text)`` for the status bar.
    """

    data_changed = Signal(str)
    told = Signal(str)

    def __init__(self, window: QWidget, session: Session, runner: ServiceRunner) -> None:
        """Keep the parts; what is opened for a look goes to a folder that ends with the window."""
        super().__init__(window, session, runner)
        self._credit = ""
        self._licence = ""
        self._look: PassingFolder | None = None
        self.show_file: Callable[[Path], None] = _open_outside

    def ask_files(self, site_id: str) -> None:
        """Let the person choose files, and add them."""
        endings = " ".join(f"*{suffix}" for suffix in (*PHOTOGRAPH_SUFFIXES, *DOCUMENT_MEDIA_TYPES))
        wanted = f"{self._say('ui.attachments.files')} ({endings})"
        names, _ = QFileDialog.getOpenFileNames(self._window, self._say("ui.attachments.add"), "", wanted)
        self.add(site_id, [Path(name) for name in names])

    def add(self, site_id: str, paths: Sequence[Path]) -> None:
        """Ask title, maker and licence of each file, one after the other, and add it."""
        if paths:
            self._read(site_id, list(paths), 0)

    def remove(self, attachment: SiteAttachment) -> None:
        """Take an attachment away; undo brings it back."""
        attachments = self._services.attachments
        self._run(
            lambda _: attachments.remove(attachment.site_id, attachment.id),
            lambda _: self._changed("removed", attachment),
        )

    def open(self, attachment: SiteAttachment) -> None:
        """Show an attachment in the program that the computer has for it."""
        if self._look is None:
            self._look = PassingFolder()
        path = Path(self._look.name) / f"{attachment.sha256[:12]}{_SUFFIX.get(attachment.media_type, '')}"
        self._write(attachment, path, lambda _: self.show_file(path))

    def save(self, attachment: SiteAttachment) -> None:
        """Write an attachment to a file that the person chooses."""
        suffix = _SUFFIX.get(attachment.media_type, "")
        proposed = f"{_file_name(attachment.title)}{suffix}"
        name, _ = QFileDialog.getSaveFileName(self._window, self._say("ui.attachments.save"), proposed)
        if name:
            said = self._say("ui.attachments.saved", path=name)
            self._write(attachment, Path(name), lambda _: self.told.emit(said))

    # -- parts ----------------------------------------------------------------------------------------

    def _read(self, site_id: str, paths: list[Path], at: int) -> None:
        attachments = self._services.attachments
        self._run(
            lambda _: attachments.makers_of(paths[at]),
            lambda makers: self._ask(site_id, paths, at, makers),
        )

    def _ask(self, site_id: str, paths: list[Path], at: int, makers: tuple[str, ...]) -> None:
        path = paths[at]
        fields = (
            Field("title", "ui.attachments.title", required=True, value=path.stem.replace("_", " ")),
            Field("credit", "ui.attachments.credit", value=self._credit),
            Field("licence", "ui.attachments.licence", value=self._licence),
        )
        title = self._say("ui.attachments.add")
        accept = self._say("ui.attachments.do_anyway" if makers else "ui.attachments.do")
        dialog = EntryDialog(self._window, self._services.language, title, fields, accept)
        dialog.setObjectName("attachment_dialog")
        dialog.explain(
            self._say("ui.attachments.explanation", file=path.name, number=at + 1, count=len(paths))
        )

        if makers:
            dialog.tell_warning(self._say("ui.attachments.names_makers", makers=makers))

        def accepted() -> None:
            said = dialog.values()
            self._credit, self._licence = said["credit"], said["licence"]
            self._add(site_id, path, AttachmentDetails(said["title"], said["credit"], said["licence"]))

        def next_one() -> None:
            if at + 1 < len(paths):
                self._read(site_id, paths, at + 1)

        dialog.accepted.connect(accepted)
        dialog.finished.connect(next_one)
        dialog.open()

    def _add(self, site_id: str, path: Path, details: AttachmentDetails) -> None:
        attachments = self._services.attachments

        def done(attachment: SiteAttachment) -> None:
            self._changed("added", attachment)

        self._run(lambda _: attachments.add(site_id, path, details), done)

    def _changed(self, what: str, attachment: SiteAttachment) -> None:
        self.data_changed.emit("")
        self.told.emit(self._say(f"ui.attachments.{what}", title=attachment.title))

    def _write(self, attachment: SiteAttachment, path: Path, done: Callable[[object], None]) -> None:
        content_of = self._services.attachments.content

        def work(_: CallProgress) -> None:
            write_finished(path, content_of(attachment.id), attachment.kind.value)

        self._run(work, done)

    def _run(self, work: Callable[[CallProgress], object], done: Callable[..., None]) -> None:
        self._runner.run(ServiceCall("ui.busy.attachments", work, done))


def _file_name(title: str) -> str:
    """Return a title as a file name that every system takes."""
    return "".join(sign if sign.isalnum() or sign in " -_" else "-" for sign in title).strip() or "bijlage"


def _open_outside(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
