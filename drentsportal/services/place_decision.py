"""Where the rows of a table lie, as a person decides it: which columns, in which reference system."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from drentsportal.services.mapping_proposal import PlaceProposal

_OPEN: Final = "?"


class PlaceForm(StrEnum):
    """How a table says where its rows lie."""

    POINTS = "points"
    WKT = "wkt"
    NONE = "none"
    OPEN = "?"


@dataclass(frozen=True, slots=True)
class PlaceDecision:
    """Which columns hold the coordinates of a table; a question mark stands for what is not answered.

    ``crs`` is ``EPSG:28992`` or ``EPSG:4326``. ``decimal`` is the decimal sign of ``x`` and ``y``, empty
    where their values leave no doubt. ``swaps_axes``: the axes in the WKT are taken the other way round.
    """

    form: PlaceForm = PlaceForm.OPEN
    x: str = _OPEN
    y: str = _OPEN
    wkt: str = _OPEN
    crs: str = _OPEN
    decimal: str = ""
    swaps_axes: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are used as coordinates, as far as they are known."""
        named = {PlaceForm.POINTS: (self.x, self.y), PlaceForm.WKT: (self.wkt,)}.get(self.form, ())
        return tuple(each for each in named if each != _OPEN)

    @property
    def open_topics(self) -> tuple[str, ...]:
        """What nobody answered yet, by the name of the field."""
        asked = {PlaceForm.POINTS: ("x", "y", "crs", "decimal"), PlaceForm.WKT: ("wkt", "crs")}
        found = [name for name in asked.get(self.form, ()) if getattr(self, name) == _OPEN]
        if self.form is PlaceForm.POINTS and self.x == self.y != _OPEN:
            found.append("y")
        return ("form",) if self.form is PlaceForm.OPEN else tuple(found)


def first_place(proposal: PlaceProposal | None) -> PlaceDecision:
    """Make the decision that a proposal amounts to; without one, everything is open."""
    if proposal is None:
        return PlaceDecision()
    return PlaceDecision(
        form=PlaceForm.WKT if proposal.wkt else PlaceForm.POINTS,
        x=proposal.x or _OPEN,
        y=proposal.y or _OPEN,
        wkt=proposal.wkt or _OPEN,
        crs=proposal.crs or _OPEN,
        decimal=proposal.decimal,
    )
