"""Words for who provides an instrument: what our list says in Dutch words, in the language of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.language.speaker import FIRST_LANGUAGE

if TYPE_CHECKING:
    from drentsportal.domain.instruments.instrument import Instrument
    from drentsportal.language import Language

_BY_NOM: Final = "uitvoering NOM in opdracht van de provincie"
USUAL_PROVIDERS: Final = {
    "Rijksoverheid": "state",
    "Rijksoverheid en regio": "state_and_region",
    "Rijk en regio": "state_and_region",
    "Europese Unie": "union",
    "Markt": "market",
    "Pilotgemeenten": "pilot_municipalities",
    "Grensoverschrijdend programma": "cross_border",
    "Projecten van DEO en parkmanagement": "deo_projects",
    "Drentse Energie Organisatie (stichting)": "deo",
    "Provincie Drenthe (uitvoering toen nog nader te bepalen)": "province_undecided",
    "Provincie Drenthe, via de KvK": "province_kvk",
    "Provincie Drenthe en SNN": "province_snn",
    f"MKB Fonds Drenthe, {_BY_NOM}": "fund_nom",
    f"MKB Fonds Drenthe (Drents Innovatiefonds), {_BY_NOM}": "innovation_fund",
    f"MKB Fonds Drenthe (Drents Ontwikkelfonds), {_BY_NOM}": "development_fund",
    "NOM, voor de drie noordelijke provincies": "nom_north",
}
"""Wordings of the list that ships, and the text of the catalogue that says the same; names are not here."""


def provider_words(instrument: Instrument, language: Language) -> str:
    """Return the provider in the language of the reader; a name stays, and so do the words of other lists."""
    known = USUAL_PROVIDERS.get(instrument.provider)
    if known is None or language.code == FIRST_LANGUAGE:
        return instrument.provider
    return language.text(f"doc.instrument.provider.{known}")
