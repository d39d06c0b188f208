"""What must be decided before data become public: licence, publisher, whom to ask, and which sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from drentsportal.services.publication import LICENCES, Publication
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import column, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_TEXTS = ("publisher", "contact", "contact_mail")


class PublicationFields(QFrame):
    """Fields for open data; nothing is chosen beforehand, since nothing may be published on a guess."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the fields; sources come with ``offer_sources``."""
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._say = language.text
        self.licence = QComboBox()
        self.licence.setObjectName("licence")
        self.licence.addItem(self._say("ui.export.choose_licence"), "")
        for licence in LICENCES:
            self.licence.addItem(licence, licence)
        self.texts = {name: QLineEdit() for name in _TEXTS}
        self.source_boxes: dict[str, CheckBox] = {}
        body = column(spacing=4, margin=10)
        self._add(body, "licence", self.licence)
        for name, field in self.texts.items():
            field.setObjectName(name)
            self._add(body, name, field)
        body.addWidget(label(self._say("ui.export.sources"), "small", wrap=True))
        self._sources = QVBoxLayout()
        self._sources.setSpacing(2)
        body.addLayout(self._sources)
        body.addWidget(label(self._say("ui.export.left_out"), "small", wrap=True))
        self.setLayout(body)

    def offer_sources(self, sources: Sequence[str]) -> None:
        """Show a box per source, none of them ticked."""
        for name in sources:
            if name not in self.source_boxes:
                self.source_boxes[name] = CheckBox(self._theme, name, elides=True)
                self._sources.addWidget(self.source_boxes[name])

    def value(self) -> Publication:
        """Return what was decided; what was not is empty, and asked for by the service."""
        return Publication(
            licence=str(self.licence.currentData()),
            publisher=self.texts["publisher"].text().strip(),
            contact=self.texts["contact"].text().strip(),
            contact_mail=self.texts["contact_mail"].text().strip(),
            open_sources=frozenset(name for name, box in self.source_boxes.items() if box.isChecked()),
        )

    def _add(self, body: QVBoxLayout, name: str, widget: QWidget) -> None:
        text = self._say(f"ui.export.{name}")
        caption = label(text, "small")
        caption.setBuddy(widget)
        widget.setAccessibleName(text)
        body.addWidget(caption)
        body.addWidget(widget)
