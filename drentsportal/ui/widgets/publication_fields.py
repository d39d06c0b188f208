"""What must be decided before data become public: licence, publisher, whom to ask, and which sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from drentsportal.services.publication import LICENCES, Publication
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import column, label, scrolled
from drentsportal.ui.widgets.spoken_combo import SpokenCombo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QScrollArea

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_SOURCES_PX: Final = 76
_TEXTS: Final = ("publisher", "contact", "contact_mail")


class PublicationFields(QFrame):
    """Fields for open data; nothing is chosen beforehand, since nothing may be published on a guess.

    Signals: ``changed()`` whenever something was decided.
    """

    changed = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the fields; sources come with ``offer_sources``."""
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._say = language.text
        self.licence = SpokenCombo()
        self.licence.setObjectName("licence")
        self.licence.addItem(self._say("ui.export.choose_licence"), "")
        for licence in LICENCES:
            self.licence.addItem(licence, licence)
        self.licence.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.texts = {name: QLineEdit() for name in _TEXTS}
        for each in self.texts.values():
            each.textChanged.connect(lambda _: self.changed.emit())
        self.source_boxes: dict[str, CheckBox] = {}
        fields = QGridLayout()
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setVerticalSpacing(4)
        for place, (name, field) in enumerate((("licence", self.licence), *self.texts.items())):
            field.setObjectName(name)
            self._add(fields, place, name, field)
        body = column(fields, spacing=4, margin=10)
        body.addWidget(label(self._say("ui.export.sources"), "small", wrap=True))
        body.addWidget(self._source_list())
        body.addWidget(label(self._say("ui.export.left_out"), "small", wrap=True))
        self.setLayout(body)

    def offer_sources(self, sources: Sequence[str]) -> None:
        """Show a box per source, none of them ticked."""
        for name in sources:
            if name not in self.source_boxes:
                self.source_boxes[name] = CheckBox(self._theme, name, elides=True)
                self.source_boxes[name].toggled.connect(lambda _: self.changed.emit())
                self._sources.insertWidget(self._sources.count() - 1, self.source_boxes[name])

    def missing(self) -> tuple[str, ...]:
        """Return the names of what is not decided yet."""
        given = self.value()
        open_names = [name for name in ("licence", *_TEXTS) if not getattr(given, name)]
        names = [self._say(f"ui.export.{name}") for name in open_names]
        return (*names, *(() if given.open_sources else (self._say("ui.export.missing_sources"),)))

    def value(self) -> Publication:
        """Return what was decided; what was not is empty, and asked for by the service."""
        return Publication(
            licence=str(self.licence.currentData()),
            publisher=self.texts["publisher"].text().strip(),
            contact=self.texts["contact"].text().strip(),
            contact_mail=self.texts["contact_mail"].text().strip(),
            open_sources=frozenset(name for name, box in self.source_boxes.items() if box.isChecked()),
        )

    def _source_list(self) -> QScrollArea:
        """Return the list of sources, which may be longer than the dialog is high."""
        self._sources = QVBoxLayout()
        self._sources.setContentsMargins(0, 0, 0, 0)
        self._sources.setSpacing(0)
        self._sources.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._sources)
        made = scrolled(inner)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setFixedHeight(_SOURCES_PX)
        made.setAccessibleName(self._say("ui.export.sources"))
        return made

    def _add(self, fields: QGridLayout, place: int, name: str, widget: QWidget) -> None:
        text = self._say(f"ui.export.{name}")
        caption = label(text, "small")
        caption.setBuddy(widget)
        widget.setAccessibleName(text)
        row, at = divmod(place, 2)
        fields.addWidget(caption, 2 * row, at)
        fields.addWidget(widget, 2 * row + 1, at)
