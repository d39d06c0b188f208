"""A source to remember: a file or a service, its layer, and what its data mean."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QLineEdit, QSpinBox, QWidget

from drentsportal.domain.merge.data_source import DataSource, DataSourceKind
from drentsportal.geodata.file_kinds import FILE_PATTERNS
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.spoken_combo import SpokenCombo
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drentsportal.language import Language
    from drentsportal.services.ports.sources import LayerOffer
    from drentsportal.ui.theme import Theme

_MOST_DAYS: Final = 3650
_SPIN_ROOM_PX: Final = 16
_NO_BUTTONS: Final = "QSpinBox::up-button, QSpinBox::down-button { width: 0; border: 0; image: none; }"


class SourceDialog(QDialog):
    """Asks for a new source or changes one.

    Signals: ``layers_asked(kind, address)`` to ask a service what it offers; ``accepted_source(source)`` with
    the source as filled in; the dialog stays open until ``close_done`` or ``tell_fault``.
    """

    layers_asked = Signal(object, str)
    accepted_source = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        language: Language,
        source: DataSource | None = None,
        choose_file: Callable[[], Path | None] | None = None,
    ) -> None:
        """Build the form, filled from ``source`` where one is changed."""
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._say = language.text
        self._source = source or DataSource("", "", DataSourceKind.FILE, "")
        self._choose = choose_file or self._ask_for_file
        self.setObjectName("source_dialog")
        self.setWindowTitle(self._say("ui.source.new" if source is None else "ui.source.change"))
        self.setModal(True)
        self.setMinimumWidth(560)
        self._build()
        self._fill()
        self._on_kind()
        for field in (self.name, self.address):
            field.textEdited.connect(self._told_something)
        self.kind.activated.connect(self._told_something)

    def show_layers(self, layers: Sequence[LayerOffer]) -> None:
        """Offer the layers of the service; the one filled in stays chosen where it is among them."""
        chosen = self._layer()
        self.layer.clear()
        for each in layers:
            text = each.title or each.name
            if each.feature_count is not None:
                text = self._say("ui.source.layer_count", layer=text, count=each.feature_count)
            self.layer.addItem(text, each.name)
        at = self.layer.findData(chosen)
        self.layer.setCurrentIndex(max(0, at))
        self.tell("" if layers else self._say("ui.source.no_layers"))
        self.fetch_button.setEnabled(True)

    def offer_mappings(self, titles: Mapping[str, str]) -> None:
        """Offer the mappings that there are, by title; the one filled in stays chosen."""
        chosen = str(self.mapping.currentData())
        while self.mapping.count() > 1:
            self.mapping.removeItem(1)
        for each in sorted(titles, key=lambda each: self._mapping_title(each, titles).casefold()):
            self.mapping.addItem(self._mapping_title(each, titles), each)
        self._offer_mapping(chosen, titles)

    def tell(self, text: str) -> None:
        """Say what is wrong, or nothing."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        self.fetch_button.setEnabled(True)
        self.save_button.setEnabled(True)

    def source(self) -> DataSource:
        """Return the source as it is filled in."""
        days = self.max_age.value()
        return replace(
            self._source,
            title=self.name.text().strip(),
            kind=self._kind(),
            address=self.address.text().strip(),
            layer=self._layer(),
            source_name=self.source_name.text().strip(),
            mapping=str(self.mapping.currentData()),
            is_complete=self.complete.isChecked(),
            max_age_days=days or None,
        )

    def _build(self) -> None:
        say = self._say
        self.name, self.address = QLineEdit(), QLineEdit()
        self.source_name = QLineEdit()
        self.mapping = SpokenCombo()
        self.mapping.setObjectName("mapping")
        self.mapping.addItem(say("ui.source.mapping_by_columns"), "")
        self.kind = SpokenCombo()
        for each in DataSourceKind:
            self.kind.addItem(say(f"source.kind.{each.value}"), each)
        self.kind.currentIndexChanged.connect(lambda _: self._on_kind())
        self.choose_button = button(say("ui.import.choose"), name="choose_file")
        self.choose_button.clicked.connect(self._on_choose)
        self.fetch_button = button(say("ui.source.fetch_layers"), name="fetch_layers")
        self.fetch_button.clicked.connect(self._on_fetch)
        self.layer = SpokenCombo()
        self.layer.setEditable(True)
        self.max_age = QSpinBox()
        self.max_age.setRange(0, _MOST_DAYS)
        # Without buttons Qt leaves the field no width under a style sheet; so they get none instead.
        self.max_age.setStyleSheet(_NO_BUTTONS)
        self.max_age.setSpecialValueText(say("ui.source.no_max_age"))
        self.max_age.setSuffix(say("ui.source.days"))
        self.max_age.setMinimumWidth(self.max_age.sizeHint().width() + _SPIN_ROOM_PX)
        self.complete = CheckBox(self._theme, say("ui.source.complete"))
        self.address.setAccessibleName(say("ui.source.field.address"))
        where = QWidget()
        line = row(spacing=8)
        line.addWidget(self.address, 1)
        line.addWidget(self.choose_button)
        line.addWidget(self.fetch_button)
        where.setLayout(line)
        self._fault = label("", "error", wrap=True)
        self._fault.hide()
        self.save_button = button(say("ui.source.save"), "main", name="save")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._on_save)
        cancel = button(say("ui.cancel"), name="cancel")
        cancel.clicked.connect(self.reject)
        body = column(spacing=12, margin=16)
        body.addLayout(self._grid(where))
        body.addWidget(self.complete)
        body.addWidget(self._fault)
        body.addLayout(row(None, cancel, self.save_button))
        self.setLayout(body)

    def _grid(self, where: QWidget) -> QGridLayout:
        fields: tuple[tuple[str, QWidget], ...] = (
            ("name", self.name),
            ("kind", self.kind),
            ("address", where),
            ("layer", self.layer),
            ("source_name", self.source_name),
            ("mapping", self.mapping),
            ("max_age", self.max_age),
        )
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (name, field) in enumerate(fields):
            text = self._say(f"ui.source.field.{name}")
            grid.addWidget(label(text), at, 0)
            field.setAccessibleName(text)
            grid.addWidget(field, at, 1)
        return grid

    def _fill(self) -> None:
        source = self._source
        self.name.setText(source.title)
        self.kind.setCurrentIndex(list(DataSourceKind).index(source.kind))
        self.address.setText(source.address)
        self.layer.setEditText(source.layer)
        self.source_name.setText(source.source_name)
        self._offer_mapping(source.mapping)
        self.max_age.setValue(source.max_age_days or 0)
        self.complete.setChecked(source.is_complete)

    def _offer_mapping(self, mapping: str, titles: Mapping[str, str] | None = None) -> None:
        """Choose a mapping; one that stands in a file is offered by its title as well."""
        if self.mapping.findData(mapping) < 0:
            self.mapping.addItem(self._mapping_title(Path(mapping).stem, titles or {}), mapping)
            if titles is not None and Path(mapping).stem in titles:
                self.mapping.removeItem(self.mapping.findData(Path(mapping).stem))
        self.mapping.setCurrentIndex(self.mapping.findData(mapping))

    def _mapping_title(self, mapping_id: str, titles: Mapping[str, str]) -> str:
        shipped = f"ui.import.choice.{mapping_id}"
        if shipped in self._language:
            return self._say(shipped)
        return titles.get(mapping_id) or sentence_case(mapping_id.replace("_", " "))

    def _told_something(self) -> None:
        """Take back what was said to be wrong, since something was changed."""
        self.tell("")

    def _kind(self) -> DataSourceKind:
        return list(DataSourceKind)[self.kind.currentIndex()]

    def _layer(self) -> str:
        at = self.layer.findText(self.layer.currentText())
        return str(self.layer.itemData(at)) if at >= 0 else self.layer.currentText().strip()

    def _on_kind(self) -> None:
        is_file = self._kind() is DataSourceKind.FILE
        self.choose_button.setVisible(is_file)
        self.fetch_button.setVisible(not is_file)
        hint = "ui.source.hint.file" if is_file else "ui.source.hint.service"
        self.address.setPlaceholderText(self._say(hint))

    def _on_choose(self) -> None:
        chosen = self._choose()
        if chosen is not None:
            self.address.setText(str(chosen))
            if not self.name.text().strip():
                self.name.setText(chosen.stem)

    def _on_fetch(self) -> None:
        self.tell("")
        self.fetch_button.setEnabled(False)
        self.layers_asked.emit(self._kind(), self.address.text().strip())

    def _on_save(self) -> None:
        self.tell("")
        self.save_button.setEnabled(False)
        self.accepted_source.emit(self.source())

    def _ask_for_file(self) -> Path | None:
        shown = self._say("ui.import.filter", patterns=FILE_PATTERNS)
        name, _ = QFileDialog.getOpenFileName(self, self._say("ui.import.choose"), "", shown)
        return Path(name) if name else None
