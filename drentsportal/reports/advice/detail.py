"""How much an advice tells: everything in the full form, and step by step less in the short one.

What gives way in the short form are reasons and lists of other sites, never a figure of what is told, a value
that is unknown or a question that is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drentsportal.services.ports.documents import AdviceForm

SHORT_PAGES: Final = 2
LOWEST_MAP_MM: Final = 40.0
"""A lower map is a strip on which names lie over each other; it is left out instead, and that is said."""
_PAGE_MM: Final = 210.0


@dataclass(frozen=True, slots=True)
class Detail:
    """What one setting of an advice holds; lengths in mm.

    ``reason_count`` is how many reasons stand with a site, ``None`` for all; ``rejection_count`` how many
    excluded sites are told. ``map_mm`` is the height of the map of all sites, 0 for none. ``is_close`` sets
    rows and headings closer together, in the same type.
    """

    form: AdviceForm
    reason_count: int | None = None
    rejection_count: int | None = None
    map_mm: float = 60.0
    side_mm: float = 24.0
    is_close: bool = False

    @property
    def text_mm(self) -> float:
        """The width of the text."""
        return _PAGE_MM - 2 * self.side_mm

    @property
    def is_short(self) -> bool:
        """Whether this is a setting of the short form."""
        return self.form is AdviceForm.SHORT


_FULL: Final = (Detail(AdviceForm.FULL),)
_SHORT: Final = (
    Detail(AdviceForm.SHORT, None, 4),
    Detail(AdviceForm.SHORT, 6, 3, 50.0, 20.0, is_close=True),
    Detail(AdviceForm.SHORT, 4, 1, 44.0, 18.0, is_close=True),
    Detail(AdviceForm.SHORT, 3, 0, LOWEST_MAP_MM, 18.0, is_close=True),
    Detail(AdviceForm.SHORT, 2, 0, LOWEST_MAP_MM, 16.0, is_close=True),
    Detail(AdviceForm.SHORT, 1, 0, LOWEST_MAP_MM, 16.0, is_close=True),
    Detail(AdviceForm.SHORT, 1, 0, 0.0, 16.0, is_close=True),
    Detail(AdviceForm.SHORT, 0, 0, 0.0, 16.0, is_close=True),
)


def details_of(form: AdviceForm) -> tuple[Detail, ...]:
    """Return the settings of a form, from the most that it tells to the least."""
    return _SHORT if form is AdviceForm.SHORT else _FULL
