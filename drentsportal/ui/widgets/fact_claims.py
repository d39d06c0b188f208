"""What several sources say of one value, side by side, and the choice between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLineEdit, QRadioButton, QWidget

from drentsportal.domain.values import Known
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import button, chip, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.domain.values import Attribute
    from drentsportal.language import Language
    from drentsportal.ui.widgets.word_label import WordLabel

ShownClaim: TypeAlias = "Callable[[Known[object]], tuple[WordLabel, QWidget]]"
"""Makes the value and the origin of one claim."""

_TYPED: Final = -1
"""Stands for a value that a person typed and no record holds."""


class FactClaims(QWidget):
    """The claims on one attribute, with a radio button each.

    Signal: ``chosen(attribute_id, record_id, reason)`` when another claim is to be used.
    """

    chosen = Signal(str, int, str)

    def __init__(
        self,
        language: Language,
        attribute_id: str,
        used: Attribute[object],
        claims: Sequence[tuple[int, Known[object]]],
        shown: ShownClaim,
    ) -> None:
        """Lay out the claims; ``shown`` makes the value and the origin of one."""
        super().__init__()
        self._say = language.text
        self._attribute_id = attribute_id
        self._group = QButtonGroup(self)
        self._used = self._used_id(used, claims)
        body = column(row(chip(self._say("ui.site.conflict"), "chip_check"), None), spacing=4)
        if self._used == _TYPED and isinstance(used, Known):
            body.addWidget(self._claim(_TYPED, used, shown))
        for record_id, known in claims:
            body.addWidget(self._claim(record_id, known, shown))
        self._decide = self._decision()
        body.addWidget(self._decide)
        self.setLayout(body)
        self._group.idToggled.connect(lambda *_: self._on_toggled())

    @staticmethod
    def _used_id(used: Attribute[object], claims: Sequence[tuple[int, Known[object]]]) -> int:
        """Return the record that is in use, or that a person typed something else."""
        return next((record_id for record_id, known in claims if known == used), _TYPED)

    def _claim(self, record_id: int, known: Known[object], shown: ShownClaim) -> QFrame:
        made = QFrame()
        made.setObjectName("card")
        is_used = record_id == self._used
        state = self._say("ui.site.in_use" if is_used else "ui.site.not_in_use")
        value, origin = shown(known)
        radio = QRadioButton()
        radio.setObjectName(f"claim_{self._attribute_id}_{record_id}")
        radio.setAccessibleName(
            self._say("ui.site.claim", value=value.full_text, source=known.source, as_of=known.as_of)
        )
        radio.setChecked(is_used)
        self._group.addButton(radio, record_id)
        head = row(radio, spacing=6)
        head.addWidget(value, 1)
        inner = column(flow(chip(state, "chip" if is_used else "chip_outline")), spacing=3)
        inner.addLayout(head)
        inner.addWidget(origin)
        inner.setContentsMargins(8, 6, 8, 6)
        made.setLayout(inner)
        return made

    def _decision(self) -> QWidget:
        self._reason = QLineEdit()
        self._reason.setObjectName(f"reason_{self._attribute_id}")
        self._reason.setPlaceholderText(self._say("ui.site.claim_reason"))
        self._reason.setAccessibleName(self._say("ui.site.claim_reason"))
        use = button(self._say("ui.site.claim_use"), "main", name=f"use_{self._attribute_id}")
        use.clicked.connect(self._on_use)
        self._reason.returnPressed.connect(self._on_use)
        made = QWidget()
        made.setLayout(column(label(self._say("ui.site.claim_why"), "small", wrap=True), self._reason, use))
        made.hide()
        return made

    def _on_toggled(self) -> None:
        self._decide.setVisible(self._group.checkedId() not in {self._used, _TYPED})

    def _on_use(self) -> None:
        self.chosen.emit(self._attribute_id, self._group.checkedId(), self._reason.text().strip())
