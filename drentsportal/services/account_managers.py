"""Who is the one contact of each gemeente and each park management organisation; a missing one is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.domain.vocabulary import MUNICIPALITIES

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.ports.catalogue import SiteCatalogue


@dataclass(frozen=True, slots=True)
class AccountManager:
    """The function to call at a gemeente or organisation; ``None`` where nobody is known."""

    party: Party
    name: str
    contact: ContactPoint | None

    @property
    def is_missing(self) -> bool:
        """Whether nobody can be called: no function is known, or none with a telephone."""
        return self.contact is None or not self.contact.telephone.strip()


class AccountManagers:
    """Lists all twelve gemeenten and every park management organisation, also those without anybody."""

    def __init__(self, catalogue: SiteCatalogue) -> None:
        """Keep where contacts are."""
        self._catalogue = catalogue

    def all(self) -> tuple[AccountManager, ...]:
        """Return gemeenten by name, then organisations by name."""
        gemeenten = [
            self._of(Party(PartyKind.MUNICIPALITY, code), name, code) for code, name in MUNICIPALITIES.items()
        ]
        organisations = [
            self._of(Party(PartyKind.PARTNER, each.name), each.name, f"pmo:{each.id}", f"pmo:{each.name}")
            for each in self._catalogue.park_management_organisations()
        ]
        return (*_by_name(gemeenten), *_by_name(organisations))

    def _of(self, party: Party, name: str, *scopes: str) -> AccountManager:
        """Choose among several the one with a telephone."""
        known = [each for each in self._catalogue.contact_points() if each.scope in scopes]
        return AccountManager(party, name, min(known, key=lambda each: not each.telephone, default=None))


def _by_name(found: list[AccountManager]) -> list[AccountManager]:
    return sorted(found, key=lambda each: each.name.casefold())
