"""Gives the recognition of messages the lists that it knows: places, gemeenten, words for sectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.intake.place_finders import PlaceFinder
from drentsportal.domain.intake.recognition import Recognition
from drentsportal.domain.intake.sector_finders import SectorFinder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drentsportal.domain.sites.site import Landmark, Municipality
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.sectors import SectorReference


class MailRecognition:
    """Makes the recognition when the first message is read."""

    def __init__(
        self, places: Callable[[], Iterable[Landmark]], sectors: SectorReference, catalogue: SiteCatalogue
    ) -> None:
        """Keep where the lists come from."""
        self._places = places
        self._sectors = sectors
        self._catalogue = catalogue

    def __call__(self) -> Recognition:
        """Return the recognition; raises ``DataSourceError`` for a damaged list.

        The gemeente of a place follows from the boundaries of the workspace; without them it is not known.
        """
        municipalities = self._catalogue.municipalities()
        places = {each.name: _municipality_of(each, municipalities) for each in self._places()}
        terms = ((each.term, tuple(each.also)) for each in self._sectors.search_terms())
        return Recognition(PlaceFinder(places), SectorFinder(terms))


def _municipality_of(place: Landmark, municipalities: Iterable[Municipality]) -> str:
    return next((each.code for each in municipalities if each.geometry_rd.covers(place.geometry_rd)), "")
