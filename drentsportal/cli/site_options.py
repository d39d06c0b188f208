"""Which sites are meant: what a list of sites and a bidbook of them ask alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from drentsportal.domain.match.requirements import as_ids
from drentsportal.domain.sites.regions import members_of, regions_in_use
from drentsportal.services.request_values import read_municipalities
from drentsportal.services.site_browsing import SiteFilter

if TYPE_CHECKING:
    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.vocabulary import SiteKind


class FilterOptions(Protocol):
    """The options by which sites are filtered."""

    @property
    def kind(self) -> SiteKind:
        """Parks, plots or premises."""
        ...

    @property
    def municipality(self) -> list[str] | None:
        """Gemeenten or regions by name."""
        ...

    @property
    def segment(self) -> list[str] | None:
        """Segments by id."""
        ...

    @property
    def name(self) -> str:
        """A part of the name."""
        ...

    @property
    def has_space(self) -> bool:
        """Only what has room."""
        ...


def filter_of(services: AppServices, options: FilterOptions) -> SiteFilter:
    """Return the filter that was asked for. Raises ``InputError`` for an unknown gemeente or region."""
    regions = regions_in_use(services.catalogue.regions())
    asked = options.municipality
    codes = read_municipalities(asked, "municipality", regions) if asked else ()
    return SiteFilter(
        options.kind,
        as_ids(codes, members_of(regions)),
        tuple(options.segment or ()),
        options.name,
        options.has_space,
    )
