"""What people decided about one site: who set which value and when, and between which records to choose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.sites.history import claims_by_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.values import Known
    from drentsportal.services.ports.catalogue import SiteCatalogue


@dataclass(frozen=True, slots=True)
class SiteDecisions:
    """The choices and edits in force for one site, and the records' claims, by attribute.

    ``claims`` holds an attribute only where its records differ: record id with what it says, newest first.
    """

    choices: Mapping[str, ValueChoice] = field(default_factory=dict)
    claims: Mapping[str, tuple[tuple[int, Known[object]], ...]] = field(default_factory=dict)


def decisions_of(catalogue: SiteCatalogue, site: Site) -> SiteDecisions:
    """Read what was decided about a site, as it stands now. Raises ``NotFoundError``."""
    version = catalogue.data_version()
    choices: dict[str, ValueChoice] = {}
    for choice in catalogue.choices(site.id):
        if choice.in_force(version):
            choices[choice.attribute_id] = choice
    records = catalogue.records(site.id)
    claims = {spec.id: claims_by_record(records, spec.id, version) for spec in attributes_of(site.kind)}
    differing = {name: said for name, said in claims.items() if len({each.value for _, each in said}) > 1}
    return SiteDecisions(choices, differing)
