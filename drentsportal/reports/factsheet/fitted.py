"""A factsheet whose map is as high as its pages allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.reports.typeset.typesetter import page_count

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from drentsportal.reports.typeset.typesetter import Typesetter
    from drentsportal.services.documents import FactsheetSubject

    ModelOf: TypeAlias = Callable[[FactsheetSubject, float], dict[str, object]]
    """Words a factsheet whose map is so many mm lower."""

TEMPLATE: Final = "factsheet.typ"
_LOWER_MM: Final = (6.0, 12.0, 18.0, 24.0)


@dataclass(frozen=True, slots=True)
class FittedSheet:
    """A factsheet that was set: its model, the same as JSON, its PDF, and how much lower its map is."""

    model: dict[str, object]
    data: str
    pdf: bytes
    lower_mm: float


def fitted_sheet(
    subject: FactsheetSubject, model: dict[str, object], data: str, model_of: ModelOf, typesetter: Typesetter
) -> FittedSheet:
    """Set a worded factsheet; a map that pushes the sources off page 1 becomes lower.

    Raises ``ReportError``.
    """
    first = FittedSheet(model, data, typesetter.pdf_of(TEMPLATE, data, subject.made_at_utc), 0.0)
    # A page that holds but the list of sources says nothing.
    if model["more"] or model.get("photograph") or page_count(first.pdf) == 1:
        return first
    for lower_mm in _LOWER_MM:
        lower = model_of(subject, lower_mm)
        lower_data = typesetter.data(lower)
        pdf = typesetter.pdf_of(TEMPLATE, lower_data, subject.made_at_utc)
        if page_count(pdf) == 1:
            return FittedSheet(lower, lower_data, pdf, lower_mm)
    return first
