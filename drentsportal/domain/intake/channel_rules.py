"""Through whom a request came, as the domain of the sender suggests; a person confirms it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.vocabulary import MUNICIPALITIES

_FREE_MAIL: Final = (
    "gmail googlemail outlook hotmail live msn ziggo kpnmail kpn planet hetnet home xs4all upcmail casema "
    "quicknet "
    "icloud me mac yahoo ymail gmx web t-online freenet aol proton protonmail telfort tele2 solcon onsnet "
    "caiway "
    "delta zeelandnet posteo mail"
)
FREE_MAIL: Final = frozenset(_FREE_MAIL.split())
"""Names of providers where everybody can have an address: such a domain tells nothing of a company.

Own list.
"""

_NAMED: Final = (
    "kvk mkbnoord mkb-noord marketingdrenthe parkmanagementdrenthe ondernemersfabriekdrenthe vnoncwnoord rvo "
    "snn nfia ibdo ikbendrentsondernemer"
)
_PARTNERS: Final = frozenset(_NAMED.split())
"""Partners that the policy documents name (000:1081-1095), as a domain would be called."""

_INTERMEDIARIES: Final = (
    "makelaar", "makelaars", "makelaardij", "makler", "immobili", "vastgoed", "realestate", "estateagent",
    "advies", "advisory", "consult", "provincie", "wirtschaft", "acquisitie",
)  # fmt: skip
"""Parts of a domain of those who mostly ask for another: then a person says what they are. Own choice."""
_OWN: Final = frozenset({"drenthe"})


@dataclass(frozen=True, slots=True)
class ChannelProposal:
    """A channel that the domain of an address suggests; None where it suggests none."""

    channel: RequestChannel | None
    domain: str
    municipality_code: str = ""


def mail_domain(address: str) -> str:
    """Return the domain of an address in small letters; empty where there is none."""
    return address.rpartition("@")[2].casefold().strip(" .>") if "@" in address else ""


def domain_name(domain: str) -> str:
    """Return the label before the ending: "wad" of "mail.wad.nl" and of "wad.co.uk"."""
    labels = domain.split(".")
    double = ("co", "com")
    place = -3 if len(labels) > 2 and labels[-2] in double else -2  # noqa: PLR2004 - label, co, uk
    return labels[place] if len(labels) >= -place else ""


def is_company_domain(domain: str) -> bool:
    """Whether a domain can tell a company from others."""
    return bool(domain_name(domain)) and domain_name(domain) not in FREE_MAIL


def propose_channel(address: str) -> ChannelProposal:
    """Propose a channel from a sender's address: NOM, a gemeente, a partner, else a company of that domain.

    None for the province itself, for a free provider and without an address: those tell nothing. None too
    for brokers, advisers and other authorities, who mostly ask for another.
    """
    domain = mail_domain(address)
    name = domain_name(domain)
    code = _municipality(name)
    if name == "nom":
        return ChannelProposal(RequestChannel.NOM, domain)
    if code:
        return ChannelProposal(RequestChannel.MUNICIPALITY, domain, code)
    if name in _PARTNERS:
        return ChannelProposal(RequestChannel.PARTNER, domain)
    if not name or name in _OWN or name in FREE_MAIL or any(each in name for each in _INTERMEDIARIES):
        return ChannelProposal(None, domain)
    return ChannelProposal(RequestChannel.COMPANY, domain)


def _municipality(name: str) -> str:
    plain = _plain(name).removeprefix("gemeente")
    return next((code for code, each in MUNICIPALITIES.items() if _plain(each) == plain), "")


def _plain(name: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if each.isalnum())
