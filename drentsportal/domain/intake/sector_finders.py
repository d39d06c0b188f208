"""Finds what a company says that it does; always derived, for a sector code is a person's choice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.clauses import NOT_ASKED_FOR, words
from drentsportal.domain.intake.recognised import IntakeField

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.domain.intake.searched_text import SearchedText

_OWN_WORDS: Final[dict[str, str]] = {
    "logistiek": (
        "logistiek logistieke logistics logistik logistikunternehmen logistikdienstleister distributie "
        "distribution distributiecentrum opslagbedrijf overslag overslagbedrijf koelhuis vrieshuis koel- "
        "lagerlogistik caravanstalling caravanopslag lagerhalle warehousing"
    ),
    "transport": (
        "transportbedrijf transporteur haulier haulage spedition transportonderneming transportunternehmen"
    ),
    "chemie": (
        "chemie chemische chemiebedrijf chemical chemicals chemisch chemieunternehmen bioplastics "
        "biokunststof biokunststoffe"
    ),
    "kunststof": (
        "kunststof kunststoffen kunststofverwerker plastics kunststoff kunststoffe kunststoffverarbeiter "
        "spuitgieten spuitgieterij bioplastics kunststoffrecycling"
    ),
    "composiet": "composiet composieten composietverwerker composites verbundwerkstoffe verbundwerkstoffen",
    "metaalbewerking": (
        "metaalbewerking metaalbewerker metaalbedrijf metalworking metallverarbeitung metallbau metaal "
        "staalbouw staalconstructie staalconstructies constructiewerk lasbedrijf stahlbau stahlwerk "
        "draadproductie metalworks metaalwerk plaatwerk"
    ),
    "machinebouw": (
        "machinebouw machinebouwer machinefabriek machinefabrikant maschinenbau maschinenbauer robotics "
        "mechanical-engineering"
    ),
    "voedingsmiddelen": (
        "voedingsmiddelen voedingsmiddelenproducent levensmiddelen food lebensmittel "
        "lebensmittelhersteller lebensmitteln kaasmaker kaasmakers zuivel zuivelfabriek frisdrank "
        "frisdrankfabriek brouwerij brewery brauerei vleesverwerker slachterij groenteverwerking molkerei "
        "conservenfabriek aardappelverwerking kartoffeln frozen-vegetables banket"
    ),
    "recycling": (
        "recycling recyclingbedrijf recycler batterijrecycling kunststoffrecycling sloopafval afvalverwerker "
        "afvalverwerking abfallverwertung kringloopwinkel"
    ),
    "groothandel": "groothandel groothandelaar wholesale wholesaler großhandel großhändler",
    "bouw": "bouwbedrijf aannemer bauunternehmen aannemersbedrijf bouwonderneming hochbau",
    "houtbewerking": "houtbewerking timmerfabriek houthandel woodworking holzverarbeitung zagerij sägewerk",
    "installateur": "installatiebedrijf installatietechniek installateur installatie",
    "geneesmiddelen": (
        "farmacie farmaceutisch farmaceutische pharmaceutical pharmaceuticals pharma pharmazie farma"
    ),
    "papierwaren": (
        "papierfabriek kartonnage kartonfabriek kartonnen golfkarton verpakkingsfabriek kartonverpakkingen"
    ),
    "bakkerij": "bakkerij bakery bäckerei broodfabriek",
    "drukkerij": "drukkerij drukwerk printing-house druckerei",
    "textiel": (
        "textiel textielbedrijf textielveredeling textile textiles textil weberei weverij spinnerij textilien"
    ),
    "meubels": ("meubels meubel meubelfabriek meubelbedrijf furniture möbel möbelproduktion möbelhersteller"),
    "software": "software softwarebedrijf softwareunternehmen softwarehersteller ict-bedrijf it-bedrijf",
    "datacentrum": "datacenter datacentrum rechenzentrum datacentre data-center",
    "batterijen": "batterij batterijen battery batteries batteriehersteller",
    "energie": "batterijopslag energieopslag zonnepark solarpark biogas",
    "zonnepanelen": "solarmodule solarmodulen photovoltaikmodule",
    "windmolens": "windturbine windturbines wind-turbine wind-turbines windkraftanlagen",
    "medische instrumenten": "medische-instrumenten medical-devices medizintechnik medtech",
    "laboratorium": "laboratoriumonderzoek onderzoekslocatie onderzoekslaboratorium r&d zaadveredeling",
    "keramiek": "keramiek ceramics keramik",
    "beton": "betonwaren betonfabriek betoncentrale beton betonwerk betonfertigteilwerk",
    "zand": "zandwinning grindwinning",
    "autohandel": "autohandel car-dealer",
    "garagebedrijf": "garagehouder garagebedrijf autogarage",
    "uitvaart": "dierencrematorium crematorium uitvaartbedrijf",
    "verhuurbedrijf": "plant-hire tool-hire maschinenvermietung",
    "wasserij": "wasserij laundry wäscherei",
    "sportschool": "padel padelhal sporthal",
    "3d-printen": "3d-printing 3d-druck",
}
"""What companies call themselves in three languages, by one Dutch word that the lists of codes know.

Own choice; a hyphen also stands for a space, and each word is only a proposal.
"""

_GENERIC_WORDS: Final = (
    "logistiek logistieke logistics logistik distributie distribution overslag food software recycling "
    "metaal batterij batterijen battery batteries batterijopslag energieopslag zonnepark furniture "
    "installatie chemische chemical chemisch kunststof kunststoffen plastics kunststoff lagerhalle "
    "kartonnen meubels meubel möbel beton zuivel warehousing metalworks crematorium textile koel- laundry"
)
_GENERIC: Final = frozenset(_GENERIC_WORDS.split())
"""Words of things and wishes as often as of companies: they count where the clause tells of a company."""
_SBI: Final = re.compile(
    r"\b(?:SBI|NACE)(?:-?\s?code)?s?[\s:.-]{0,3}(?P<code>\d{2}(?:\.?\d{1,2}){0,2})(?![\d.]*\d)"
)
_OF_COMPANIES: Final = frozenset(word for listed in _OWN_WORDS.values() for word in listed.split()) - _GENERIC
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
    "industry", "producer", "business", "zoekt", "zoeken", "onze", "our", "unsere", "unserer", "unser",
    "maakt", "maken", "produceer*", "produzier*", "produktion", "exploiteer*", "runs", "run", "we make",
    "factory", "plant", "fabriek", "sucht", "suchen", "baut", "manufactures", "makes", "activiteit*", "an",
    "a", "aanvraag", "needs", "looking for", "werk für", "client", "cliënt", "kunde", "wat",
    "wir sind", "unser unternehmen", "unternehmen", "wir produzieren", "hersteller", "ist ein", "ein",
    "firma", "branche",
)  # fmt: skip


class SectorFinder:
    """Finds words for sectors in a clause that tells what a company does."""

    def __init__(self, terms: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Keep the words: each term with what else is said for it."""
        self._term_by_word: dict[str, str] = {}
        for term, listed in _OWN_WORDS.items():
            for word in listed.split():
                self._term_by_word.setdefault(word, term)
        for term, also in terms:
            for word in (term, *also):
                if word.casefold() not in _BUILDING_WORDS:
                    self._term_by_word.setdefault(word.casefold(), term)
        longest_first = sorted(self._term_by_word, key=len, reverse=True)
        self._pattern = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(_spaced, longest_first))})(?![\w-])", re.IGNORECASE
        )

    def __call__(self, passage: SearchedText) -> Iterator[Recognised]:
        """Find each word once per place, and a code that is named as one."""
        for match in _SBI.finditer(passage.searched):
            yield passage.found(IntakeField.SECTOR, match["code"], match.span(), literal=False)
        for match in self._pattern.finditer(passage.searched):
            clause, word = passage.clause(match), _plain(match[0], self._term_by_word)
            tells = word in _OF_COMPANIES or clause.says(_ACTIVE)
            if tells and not clause.is_negated and not clause.says(NOT_ASKED_FOR):
                term = self._term_by_word[word]
                yield passage.found(IntakeField.SECTOR, term, match.span(), literal=False)


def _spaced(word: str) -> str:
    """Make a pattern in which a hyphen may be a space."""
    return re.escape(word).replace(r"\-", r"[\s\u00a0-]")


def _plain(found: str, known: Mapping[str, str]) -> str:
    """Return which of the known words was found."""
    word = found.casefold()
    return word if word in known else re.sub(r"[\s\u00a0]", "-", word)
