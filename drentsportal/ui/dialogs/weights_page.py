"""What the pages on which weights are set have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from drentsportal.domain.weighing.weight_proposal import WeightProposal, proposal_of
from drentsportal.errors import InputError
from drentsportal.ui.weight_words import share_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.weighing.weight_vote import WeightInput
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class PageParts:
    """What a page is built with: the wishes by id with the weights that they have now, theme and words."""

    theme: Theme
    language: Language
    weights: Mapping[str, int]

    def share(self, weight: int) -> str:
        """Write a weight of 10,000 as a percentage with one decimal, so that columns line up."""
        return share_text(self.language, weight)

    def name(self, criterion_id: str) -> str:
        """Return what a wish is called."""
        return self.language.text(f"criterion.{criterion_id}")


class WeightsPage(QWidget):
    """One way of setting weights.

    Signals: ``changed()`` whenever what is set, or what it comes to, is another.
    """

    changed = Signal()

    def __init__(self, parts: PageParts) -> None:
        """Keep the parts."""
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.parts = parts
        self.say = parts.language.text
        self.ids = tuple(parts.weights)

    def given(self) -> WeightInput | None:
        """Return what is set, ``None`` while it is not complete."""
        raise NotImplementedError

    def work(self) -> object:
        """Return what a person did so far, complete or not, to tell whether closing would lose it."""
        return self.given()

    def fill(self, given: WeightInput) -> None:
        """Show an input of before; one of another method is passed over."""
        raise NotImplementedError

    def proposal(self) -> WeightProposal | None:
        """Return the weights that follow, ``None`` where there are none yet."""
        given = self.given()
        if given is None:
            return None
        try:
            return proposal_of(given)
        except InputError:
            # All sliders at 0: nothing is weighed, which the page says itself.
            return None
