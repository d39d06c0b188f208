"""What other methods make of the order: their places beside the own ones, and where and why they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from drentsportal.domain.firmness.second_opinion import DecisionMethod
from drentsportal.ui.widgets.opinion_list import (
    OpinionDelegate,
    OpinionHead,
    OpinionModel,
    opinion_row_height,
)
from drentsportal.ui.widgets.parts import clear, column, label
from drentsportal.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from drentsportal.domain.firmness.second_opinion import MethodOpinion
    from drentsportal.language import Language
    from drentsportal.ui.models.firmness import Firmness
    from drentsportal.ui.theme import Theme

_SAME: Final = 0.9999
_MOST: Final = 0.8
_HALF: Final = 0.5


class SecondOpinionSection(QWidget):
    """The part of the tab Hoe zeker below the draws.

    Signals: ``candidate_chosen(candidate_id)``.
    """

    candidate_chosen = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._say = language.text
        self.model = OpinionModel(language)
        self.list = RowList(self.model, OpinionDelegate(theme, self.model), opinion_row_height)
        self.list.setObjectName("opinion_list")
        self.list.setAccessibleName(self._say("ui.firm.opinion.title"))
        self.list.candidate_chosen.connect(self.candidate_chosen)
        self._head = OpinionHead(theme, self.model)
        self._told = column(spacing=6)
        self._explained = column(spacing=6)
        title = label(self._say("ui.firm.opinion.title"), "section")
        title.setObjectName("opinion_title")
        self.setLayout(
            column(title, self._told, column(self._head, self.list, spacing=0), self._explained, spacing=8)
        )

    def show_firmness(self, firmness: Firmness, count: int) -> None:
        """Show the opinions on an outcome, of the first ``count`` candidates."""
        opinion = firmness.analysis.opinion
        self.model.show_firmness(firmness, count)
        clear(self._told)
        clear(self._explained)
        for statement in opinion.statements:
            self._told.addWidget(label(self._say(statement), wrap=True))
        has_opinions = bool(opinion.opinions)
        self.list.setVisible(has_opinions)
        self._head.setVisible(has_opinions)
        if not has_opinions:
            return
        for each in opinion.opinions:
            text = f"{self._say(f'ui.firm.looks_at.{each.method.value}')} {self._agreement(each)}"
            self._explained.addWidget(label(text, "small", wrap=True))
            if each.method is DecisionMethod.SPOTIS and opinion.by_point is not None:
                self._explained.addWidget(label(self._say(opinion.by_point), "small", wrap=True))
        self._explained.addWidget(label(self._say("ui.firm.opinion.unseen"), "small", wrap=True))

    def _agreement(self, opinion: MethodOpinion) -> str:
        """Word how much of the own order a method has."""
        share = opinion.same_order_share
        kind = "none"
        if share >= _SAME:
            kind = "same"
        elif share >= _MOST:
            kind = "most"
        elif share >= _HALF:
            kind = "half"
        return self._say(f"ui.firm.agreement.{kind}", count=round(share * 100))
