"""What a remembered source leaves open, asked once and kept with the source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from drentsportal.errors import DrentsPortalError
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.ui.widgets.import_question import NO_MAPPING, ImportQuestion, with_answer
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from drentsportal.domain.merge.data_source import DataSource
    from drentsportal.errors import QuestionError
    from drentsportal.language import Language


def answered(source: DataSource, options: ImportOptions) -> DataSource:
    """Return the source with the answers that were given."""
    return replace(
        source,
        layer=options.layer or source.layer,
        crs=options.crs or source.crs,
        mapping=options.mapping or source.mapping,
        source_name=options.source or source.source_name,
        as_of=options.as_of or source.as_of,
        accepted=tuple(sorted({*source.accepted, *options.accepted})),
    )


class SourceQuestion(QDialog):
    """One question; after it was accepted ``options`` holds the answer.

    ``links_columns``: the person wants to say what the columns mean instead.
    """

    def __init__(
        self, parent: QWidget | None, language: Language, source: DataSource, question: QuestionError
    ) -> None:
        """Ask."""
        super().__init__(parent)
        self._language = language
        self.options = ImportOptions()
        self.links_columns = False
        self.setObjectName("source_question")
        self.setWindowTitle(language.text("ui.sources.question", title=source.title))
        self.setModal(True)
        self.setMinimumWidth(520)
        self.question = ImportQuestion(language, self._choose)
        self.question.answered.connect(self._on_answer)
        self._fault = label("", "error", wrap=True)
        self._fault.hide()
        self.columns_button = button(language.text("mapping.open_wizard"), name="link_columns")
        self.columns_button.clicked.connect(self._on_link)
        self.columns_button.setVisible(question.message_id == NO_MAPPING)
        cancel = button(language.text("ui.cancel"), name="cancel")
        cancel.clicked.connect(self.reject)
        foot = row(self.columns_button, None, cancel)
        self.setLayout(column(self.question, self._fault, foot, spacing=12, margin=16))
        self.question.ask(question)
        if question.message_id == NO_MAPPING:
            self.columns_button.setFocus()

    def _on_link(self) -> None:
        self.links_columns = True
        self.accept()

    def _on_answer(self, option: str, answer: str) -> None:
        try:
            self.options = with_answer(ImportOptions(), option, answer)
        except DrentsPortalError as error:
            self._fault.setText(self._language.text(error))
            self._fault.show()
            self.question.show()
            return
        self.accept()

    def _choose(self) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(self, self._language.text("ui.import.choose"))
        return Path(name) if name else None
