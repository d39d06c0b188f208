"""Finds the location from what people type: a place, a gemeente, a postcode, or RD coordinates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.asking.request import Origin
from drentsportal.domain.roads.postcode_places import postcode4_of
from drentsportal.domain.vocabulary import MUNICIPALITY_CODES, LandmarkKind
from drentsportal.errors import InputError, NotFoundError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.sites.site import Landmark
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.staff_postcodes import StaffPostcodes

_POINT: Final = re.compile(r"^\s*(\d{4,6})(?:[.]\d+)?\s*[,; ]\s*(\d{6})(?:[.]\d+)?\s*$")
_DRENTHE_AND_AROUND_RD: Final = (150_000, 450_000, 300_000, 640_000)
"""Where a present location can be, x and y in EPSG:28992: Drenthe with some 50 km around it. Own choice."""

OPTION: Final = "--from"


class Origins:
    """Locations by name, postcode or coordinates, in EPSG:28992, whole metres.

    Places come from the workspace; where it has none, from the list that ships with the application. Of a
    postcode the four digits count, over the layer of postcodes that the user supplied.
    """

    def __init__(
        self,
        catalogue: SiteCatalogue,
        shipped_places: Sequence[Landmark] = (),
        postcodes: StaffPostcodes | None = None,
    ) -> None:
        """Keep where names and postcodes are looked up."""
        self._catalogue = catalogue
        self._shipped = tuple(shipped_places)
        self._postcodes = postcodes

    def find(self, text: str) -> Origin:
        """Find a present location.

        ``plaats:Emmen`` is the place point, ``gemeente:Emmen`` a point inside the boundary near its middle,
        ``254200,525900`` a point in RD, ``7811`` or ``7811 AB`` a postcode. A bare name may be either; one
        that is both must be qualified.

        Raises ``QuestionError`` for a name that is both, ``NotFoundError`` for one that is neither and for a
        postcode that no layer places, and ``InputError`` for coordinates far from Drenthe.
        """
        if match := _POINT.match(text):
            return _point(int(match[1]), int(match[2]), text)
        if postcode := postcode4_of(text):
            return self._postcode(postcode)
        kind, colon, name = (part.strip() for part in text.partition(":"))
        if not colon:
            kind, name = "", kind
        if kind.casefold() == "plaats":
            return self._place(name)
        if kind.casefold() == "gemeente":
            return self._municipality(name)
        if kind:
            raise InputError("error.origin.kind_unknown", field="from", text=text)
        return self._either(name)

    def _either(self, name: str) -> Origin:
        is_place = name.casefold() in self._places()
        if is_place and name.casefold() in MUNICIPALITY_CODES:
            choices = (f"plaats:{name}", f"gemeente:{name}")
            raise QuestionError("error.origin.ambiguous", option=OPTION, choices=choices, name=name)
        return self._place(name) if is_place else self._municipality(name)

    def _place(self, name: str) -> Origin:
        found = self._places().get(name.casefold())
        if found is None:
            raise NotFoundError("error.origin.unknown", field="from", name=name)
        point = found.geometry_rd.representative_point()
        return Origin(found.name, round(point.x), round(point.y))

    def _municipality(self, name: str) -> Origin:
        code = MUNICIPALITY_CODES.get(name.casefold())
        if code is None:
            raise NotFoundError("error.origin.unknown", field="from", name=name)
        for each in self._catalogue.municipalities():
            if each.code == code:
                point = each.geometry_rd.representative_point()
                return Origin(f"gemeente {each.name}", round(point.x), round(point.y))
        raise NotFoundError("error.origin.no_boundaries", field="from", name=name)

    def _postcode(self, postcode: str) -> Origin:
        if self._postcodes is None:
            raise NotFoundError("error.postcodes.no_layer", field="from", postcode=postcode)
        return self._postcodes.origin(postcode)

    def _places(self) -> Mapping[str, Landmark]:
        known = self._catalogue.landmarks((LandmarkKind.PLACE,)) or self._shipped
        return {each.name.casefold(): each for each in reversed(known)}


def _point(x_rd: int, y_rd: int, text: str) -> Origin:
    west, south, east, north = _DRENTHE_AND_AROUND_RD
    if not (west <= x_rd <= east and south <= y_rd <= north):
        raise InputError("error.origin.outside", field="from", text=text)
    return Origin(f"RD {x_rd}, {y_rd}", x_rd, y_rd)
