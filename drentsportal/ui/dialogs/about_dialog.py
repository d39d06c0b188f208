"""What this is: versions, where the data come from, and under which licences its parts stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QHeaderView, QTabWidget, QWidget

from drentsportal.paths import resources_dir
from drentsportal.ui.dialogs.suited import resize_within_screen
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from drentsportal.bootstrap.installed_parts import InstalledPart
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_SIZE: Final = (720, 560)
_MARK_PX: Final = 40


@dataclass(frozen=True, slots=True)
class DeliveredData:
    """One delivery of sites that counts: who says it, the file, and when it was taken over."""

    source: str
    file_name: str
    at_utc: datetime


@dataclass(frozen=True, slots=True)
class AboutSubject:
    """Everything that the window says of the program and its data.

    ``versions`` are names with their versions; ``ground`` names the sources of the map, line by line.
    """

    versions: Sequence[tuple[str, str]]
    deliveries: Sequence[DeliveredData]
    ground: str
    parts: Sequence[InstalledPart]


class AboutDialog(QDialog):
    """Three pages; what stands on the first can be copied, to send along with a question."""

    def __init__(self, parent: QWidget, theme: Theme, language: Language, subject: AboutSubject) -> None:
        """Show what is known of the program."""
        super().__init__(parent)
        self._theme, self._language, self._say = theme, language, language.text
        self._subject = subject
        self.setObjectName("about_dialog")
        self.setWindowTitle(self._say("ui.about.title"))
        self.setModal(True)
        pages = QTabWidget()
        pages.setDocumentMode(True)
        for name, page in (
            ("versions", self._versions()),
            ("data", self._data()),
            ("licences", self._licences()),
        ):
            pages.addTab(page, self._say(f"ui.about.page.{name}"))
        self.pages = pages
        copy = button(self._say("ui.about.copy"), name="copy_versions")
        copy.clicked.connect(self._copy)
        close = button(self._say("ui.close"), "main", name="close_about")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        whole = column(self._head(), spacing=12, margin=16)
        whole.addWidget(pages, 1)
        whole.addLayout(row(copy, None, close))
        self.setLayout(whole)
        resize_within_screen(self, *_SIZE)

    def _head(self) -> QWidget:
        mark = label()
        mark.setPixmap(QIcon(str(resources_dir() / "theme" / "mark.svg")).pixmap(_MARK_PX, _MARK_PX))
        words = column(
            label(self._say("ui.about.name"), "title"),
            label(self._say("ui.about.purpose"), "secondary", wrap=True),
            spacing=2,
        )
        line = row(mark, spacing=12)
        line.addLayout(words, 1)
        head = QWidget()
        head.setLayout(line)
        return head

    def _versions(self) -> QWidget:
        rows = [(TextCell(name), TextCell(version)) for name, version in self._subject.versions]
        return self._page("versions", ("part", "version"), rows, stretched=1)

    def _data(self) -> QWidget:
        rows = [
            (
                TextCell(each.source, strong=True),
                TextCell(each.file_name),
                TextCell(self._language.value(each.at_utc, "moment"), quiet=True),
            )
            for each in self._subject.deliveries
        ]
        note = self._subject.ground
        if not rows:
            note = f"{self._say('ui.about.no_data')}\n{note}"
        return self._page("data", ("source", "file", "taken_over"), rows, stretched=0, note=note)

    def _licences(self) -> QWidget:
        unsaid = self._say("word.unknown")
        rows = [
            (TextCell(each.name), TextCell(each.version), TextCell(each.licence or unsaid))
            for each in self._subject.parts
        ]
        note = self._say("ui.about.licences")
        return self._page("licences", ("part", "version", "licence"), rows, stretched=2, note=note)

    def _page(
        self,
        name: str,
        headings: tuple[str, ...],
        rows: Sequence[tuple[TextCell, ...]],
        *,
        stretched: int,
        note: str = "",
    ) -> QWidget:
        spoken = self._say(f"ui.about.page.{name}")
        model = TextTableModel([self._say(f"ui.about.column.{each}") for each in headings])
        model.show_rows(len(rows), lambda place: rows[place])
        view = text_table(model, TextTableDelegate(self._theme), f"about_{name}", spoken)
        model.setParent(view)
        view.setProperty("framed", "true")
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        page = QWidget()
        body = column(spacing=10)
        body.setContentsMargins(0, 10, 0, 0)
        if note:
            body.addWidget(label(note, "small", wrap=True))
        body.addWidget(view, 1)
        page.setLayout(body)
        return page

    def _copy(self) -> None:
        lines = [f"{name}: {version}" for name, version in self._subject.versions]
        QGuiApplication.clipboard().setText("\n".join(lines))
