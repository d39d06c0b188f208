"""What parks are called in a list: by name, and with the id only where two of them share a name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.sites.site_table import SiteRows


def park_names(parks: SiteRows) -> Mapping[str, str]:
    """Return the name of each park by its id; the id itself where the name is unknown."""
    stated = {str(site_id): parks.columns["name"].text_at(row) for row, site_id in enumerate(parks.ids)}
    counts = Counter(name.casefold() for name in stated.values() if name)
    return {
        site_id: site_id if not name else name if counts[name.casefold()] == 1 else f"{name} ({site_id})"
        for site_id, name in stated.items()
    }
