"""Weights as people read them in the window."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drentsportal.domain.match.criteria import WEIGHT_SUM

if TYPE_CHECKING:
    from drentsportal.language import Language


def share_text(language: Language, weight: int) -> str:
    """Write a weight of ``WEIGHT_SUM`` as a percentage with one decimal, so that columns line up."""
    return language.text("ui.weights.share", share=Decimal(weight) * 100 / WEIGHT_SUM)
