"""One rule for everything that is made of sites to be sent: what was retired is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.services.ports.catalogue import SiteCatalogue


def refuse_retired(catalogue: SiteCatalogue, site_ids: Iterable[str]) -> None:
    """Raise ``InputError`` naming those of the sites that are retired now.

    A match or a shortlist may be older than the day a site was retired, so the newest data decide.
    """
    retired = frozenset(catalogue.retired())
    names = tuple(catalogue.site(each).name for each in dict.fromkeys(site_ids) if each in retired)
    if names:
        raise InputError("error.site.retired", field="site", names=names, retired_count=len(names))
