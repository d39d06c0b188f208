"""Whether a contact of a case was with the company, as far as it says with whom it was."""

from __future__ import annotations

from typing import Final

from drentsportal.domain.relations.contact_log import PartyKind
from drentsportal.services.contact_log import party_of
from drentsportal.services.referral_log import KNOWN_PARTNERS

_AUTHORITIES: Final = ("gemeente", "provincie", "provinsje", "waterschap", "ministerie", "rijkswaterstaat")
_PARTNERS: Final = frozenset(each.casefold() for each in KNOWN_PARTNERS)


def is_with_company(told: str) -> bool:
    """Whether a contact was with the company of its case: ``told`` is whom it names, empty for nobody.

    Whoever names nobody means the company. Gemeenten, other authorities and the known partners are others;
    of a further name nobody knows better, so it counts as the company's.
    """
    name = " ".join(told.split())
    if not name:
        return True
    folded = name.casefold()
    if folded in _PARTNERS or folded.startswith(_AUTHORITIES):
        return False
    return party_of(name).kind is not PartyKind.MUNICIPALITY
