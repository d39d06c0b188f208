"""Finds what a company says that it does; always derived, for a sector code is a person's choice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.clauses import words
from drentsportal.domain.intake.recognised import IntakeField

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.domain.intake.searched_text import SearchedText

_OWN_WORDS: Final[dict[str, str]] = {
    "logistiek": (
        "logistiek logistieke logistics logistik logistikunternehmen logistikdienstleister distributie "
        "distribution"
    ),
    "transport": (
        "transportbedrijf transporteur haulier haulage spedition transportonderneming transportunternehmen"
    ),
    "chemie": "chemie chemische chemiebedrijf chemical chemicals chemisch chemieunternehmen",
    "kunststof": (
        "kunststof kunststoffen kunststofverwerker plastics kunststoff kunststoffe kunststoffverarbeiter"
    ),
    "composiet": "composiet composieten composietverwerker composites verbundwerkstoffe verbundwerkstoffen",
    "metaalbewerking": (
        "metaalbewerking metaalbewerker metaalbedrijf metalworking metallverarbeitung metallbau"
    ),
    "machinebouw": "machinebouw machinebouwer machinefabriek maschinenbau maschinenbauer",
    "voedingsmiddelen": (
        "voedingsmiddelen voedingsmiddelenproducent levensmiddelen food lebensmittel "
        "lebensmittelhersteller lebensmitteln"
    ),
    "recycling": "recycling recyclingbedrijf recycler",
    "groothandel": "groothandel groothandelaar wholesale wholesaler großhandel großhändler",
    "bouw": "bouwbedrijf aannemer bauunternehmen",
    "houtbewerking": "houtbewerking timmerfabriek houthandel woodworking holzverarbeitung",
    "installatietechniek": "installatiebedrijf installatietechniek installateur",
    "farmacie": "farmacie farmaceutisch farmaceutische pharmaceutical pharmaceuticals pharma pharmazie",
    "papier": "papierfabriek kartonnage kartonfabriek",
    "bakkerij": "bakkerij bakery bäckerei",
}
"""What companies call themselves in three languages, by one Dutch word. Own choice; each is only a "
"proposal."""

_TELLING_BUILDINGS: Final = (
    "loods magazijn warehouse truck trucks vrachtwagen vrachtwagens vrachtauto accu accu's batterij laadpaal "
    "laadpalen laadstation zonnepaneel zonnepanelen zonne-energie pv-installatie warmtepomp warmtepompen "
    "cloud "
    "hosting apps garage elektra dealer truckparking windmolen windmolens"
)
_BUILDING_WORDS: Final = frozenset(_TELLING_BUILDINGS.split())
"""Words of the list that tell of a building or its outfit as often as of a company."""

_ACTIVE: Final = words(
    "wij zijn", "we zijn", "ons bedrijf", "onze onderneming", "is een", "als", "een", "wij maken",
    "wij produceren", "actief in",
    "sector", "branche", "bedrijf", "onderneming", "producent", "fabrikant", "producent van",
    "gespecialiseerd in",
    "we are", "our company", "we produce", "we manufacture", "is a", "company", "manufacturer", "sector",
    "industry", "producer", "business",
    "wir sind", "unser unternehmen", "unternehmen", "wir produzieren", "hersteller", "ist ein", "ein",
    "firma", "branche",
)  # fmt: skip


class SectorFinder:
    """Finds words for sectors in a clause that tells what a company does."""

    def __init__(self, terms: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Keep the words: each term with what else is said for it."""
        self._term_by_word = {word: term for term, listed in _OWN_WORDS.items() for word in listed.split()}
        for term, also in terms:
            for word in (term, *also):
                if word.casefold() not in _BUILDING_WORDS:
                    self._term_by_word.setdefault(word.casefold(), term)
        longest_first = sorted(self._term_by_word, key=len, reverse=True)
        self._pattern = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE
        )

    def __call__(self, passage: SearchedText) -> Iterator[Recognised]:
        """Find each word once per place."""
        for match in self._pattern.finditer(passage.searched):
            clause = passage.clause(match)
            if clause.says(_ACTIVE):
                term = self._term_by_word[match[0].casefold()]
                yield passage.found(IntakeField.SECTOR, term, match.span(), literal=False)
