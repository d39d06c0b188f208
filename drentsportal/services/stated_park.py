"""The park and the gemeente that a plot or premises says it lies in, as all documents look them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.errors import NotFoundError

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import Site
    from drentsportal.services.ports.catalogue import SiteCatalogue


def stated_park(catalogue: SiteCatalogue, site: Site, version: int | None = None) -> Site | None:
    """Return the park of a plot or premises; ``None`` where none is stated or the workspace does not hold it.

    A source may deliver plots and premises without their parks: then nothing is handed down by one.
    """
    park_id = site.value("park_id")
    if not isinstance(park_id, str) or not park_id:
        return None
    try:
        return catalogue.site(park_id, version)
    except NotFoundError:
        return None


def stated_municipality(site: Site, park: Site | None) -> str | None:
    """Return the CBS code of the gemeente that a site states, else its park; ``None`` where none does."""
    return site.municipality_code or (None if park is None else park.municipality_code)
