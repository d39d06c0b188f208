"""What in an open text tells who is meant: names, parts of them, and how somebody is reached or known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.relations.company import LEGAL_FORMS, names_company
from drentsportal.domain.retention.lone_names import ALSO_WORDS, NO_PERSON, PARTICLES
from drentsportal.domain.retention.persons import folded, mentions, reached_in
from drentsportal.domain.vocabulary import MUNICIPALITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD: Final = re.compile(r"[^\W_]+")
_ADDRESS: Final = re.compile(r"\S*@\S*")
_LONG_NUMBER: Final = re.compile(
    r"(?<![\d.,-])\d{8,}(?!\d)|(?<!\d)(?:\d{4} \d{4}|\d{2} \d{6}|\d\d(?: \d\d){3})(?!\d)"
)
"""A number as of the KvK (eight digits), a person or an account; a date has signs between its parts."""

_KVK: Final = re.compile(r"\bkvk\b[^\d\n]{0,20}\d[\d .-]{4,}\d", re.IGNORECASE)
_TITLES: Final = frozenset((
    "dhr", "familie", "frau", "heer", "herr", "juffrouw", "meneer", "mevr", "mevrouw", "mr", "mrs", "ms",
    "mw",
))  # fmt: skip
_WITH_TITLE: Final = re.compile(
    rf"\b(?i:{'|'.join(sorted(_TITLES))})\b\.?\s+(?:[A-Z]\.\s*)*(?:(?i:van|von|de|den|der|ten|ter|het|'t)\s+)*"
    r"[^\W\d_a-z][\w'\u2019-]*"
)
"""A form of address, then initials, particles and a word with a capital."""

_COMMON: Final = frozenset((
    "aannemer", "aannemersbedrijf", "aannemingsbedrijf", "advies", "afbouw", "afval", "agrarisch", "agro",
    "architecten", "auto", "automotive", "bakkerij", "bau", "baustoffe", "bedrijf", "bedrijven", "beheer",
    "beton", "betonbouw", "betontechnik", "betonwaren", "bewerking", "biogas", "bloemen", "bouw",
    "bouwbedrijf", "bouwgroep", "bouwmaterialen", "bouwstoffen", "brood", "business", "carrosserie",
    "center", "centrum", "chemie", "coating", "company", "composieten", "concern", "constructie",
    "constructies", "consultancy", "containers", "dak", "daken", "data", "de", "deutschland", "dienst",
    "diensten", "digital", "distributie", "drenthe", "drents", "drentse", "drukkerij", "duitsland",
    "duurzaam", "eerste", "elektra", "elektro", "elektronica", "elektronik", "elektrotechniek",
    "elektrotechnik", "energie", "energy", "europa", "europe", "export", "fabriek", "fahrzeugbau",
    "fietsen", "food", "garage", "garten", "gebr", "gebroeders", "glas", "grafisch", "groen", "groene",
    "grond", "grondverzet", "groningen", "groothandel", "grundbau", "gruppe", "handel", "handels",
    "handelsgesellschaft", "handelsonderneming", "holz", "hout", "hovenier", "hoveniers", "import",
    "industrial", "industrie", "industriebau", "industries", "installatie", "installaties",
    "internationaal", "international", "isolatie", "kartonnage", "keukens", "koeling", "kunststof",
    "kunststoff", "kunststoffen", "kunststofftechniek", "kunststofftechnik", "kunststoftechniek",
    "laboratorium", "lager", "landbouw", "landbouwmachines", "lease", "logistics", "logistiek", "logistik",
    "loonbedrijf", "machinebouw", "machinefabriek", "machines", "management", "maschinen", "maschinenbau",
    "materialen", "mechanisatie", "medisch", "metaal", "metaalbewerking", "metaalbouw", "metall",
    "metallbau", "meubelen", "meubels", "milieu", "mobiliteit", "montage", "nederland", "nederlandse",
    "netherlands", "nieuwe", "noord", "noorden", "nord", "onderhoud", "onderneming", "onroerend",
    "ontwikkeling", "oost", "opslag", "ost", "packaging", "papier", "plaatwerk", "plastic", "plastics",
    "pluimvee", "print", "printing", "producten", "productie", "productions", "produktion", "project",
    "projecten", "recycle", "recycling", "reiniging", "retail", "sanitair", "schilders", "schildersbedrijf",
    "schoonmaak", "service", "services", "slagerij", "software", "solar", "solutions", "speditie",
    "spedition", "staal", "stahl", "stahlbau", "stalen", "sud", "systeem", "systemen", "systems", "tech",
    "technical", "techniek", "technik", "techniker", "technisch", "technische", "technologie", "technology",
    "textiel", "the", "timmerfabriek", "timmerwerken", "trading", "transport", "transportbedrijf",
    "transporte", "transporten", "transportgroep", "tuin", "tuinen", "vastgoed", "verhuur", "verkoop",
    "verpakking", "verpakkingen", "vervoer", "verwarming", "vis", "vlees", "voeding", "voedingsmiddelen",
    "voor", "warehouse", "warehousing", "warenhuis", "water", "waterstof", "werk", "werke", "werktuigbouw",
    "west", "wind", "winkel", "wonen", "zagerij", "zakelijk", "zink", "zonen", "zonne", "zonnepanelen",
    "zorg", "zuid", "zuivel",
))  # fmt: skip
"""Words of many companies' names, which alone tell of none. Own choice."""

_SHORTEST_NAME: Final = 4
"""Shorter names, such as NOM, are of partners or count as words."""

_SHORT: Final = 2
_EVERYBODYS: Final = frozenset(
    LEGAL_FORMS
    | PARTICLES
    | NO_PERSON
    | _TITLES
    | _COMMON
    | {word for name in MUNICIPALITIES.values() for word in _WORD.findall(folded(name)[0])}
)


def giveaways(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return what in a text tells who is meant, as it stands there, each once; empty where nothing does.

    Told are each of ``names``, also without its legal form; each word of them that is no word of everybody
    (legal forms, gemeenten, common words of trade); a name behind a form of address, also one that is not
    known; addresses and numbers of telephones, and long numbers as those of the KvK. Of a name that is a
    common word as well, and one of two letters, only the word with its capital is told.
    """
    places = [*_of_names(text, tuple(names)), *reached_in(text)]
    for pattern in (_ADDRESS, _KVK, _LONG_NUMBER):
        places += [each.span() for each in pattern.finditer(text)]
    places += [each.span() for each in _WITH_TITLE.finditer(text) if _is_named(each[0])]
    outer = [each for each in places if not any(_within(each, other) for other in places)]
    return tuple(dict.fromkeys(text[start:end] for start, end in sorted(outer)))


def gives_away(text: str, name: str) -> bool:
    """Whether a text tells which company is meant: its name, also within a word, or a word of it alone.

    No word of everybody tells of it, as in ``giveaways``; a name of a few letters counts as whole words only.
    """
    wanted = name.strip().casefold()
    is_within = len(wanted) >= _SHORTEST_NAME and wanted in text.casefold()
    return is_within or names_company(text, name) or any(_parts_in(text, _parts_of(name)))


def _of_names(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for name in names:
        if len(name.strip()) < _SHORTEST_NAME:
            continue
        whole = mentions(text, name)
        yield from whole
        if not whole and names_company(text, name):
            yield from _words_of(text, {folded(each)[0] for each in _WORD.findall(name)})
    yield from _parts_in(text, {part for name in names for part in _parts_of(name)})


def _parts_in(text: str, parts: set[str]) -> Iterator[tuple[int, int]]:
    for each in _WORD.finditer(text):
        key = folded(each[0])[0]
        if key in parts and (each[0][0].isupper() or (key not in ALSO_WORDS and len(key) > _SHORT)):
            yield each.span()


def _words_of(text: str, keys: set[str]) -> Iterator[tuple[int, int]]:
    yield from (each.span() for each in _WORD.finditer(text) if folded(each[0])[0] in keys)


def _parts_of(name: str) -> set[str]:
    """Return the words of a name that tell of it alone; where it has capitals, only those that have one."""
    words = [each for each in _WORD.findall(name) if not each.isdigit()]
    has_capitals = any(each[0].isupper() for each in words)
    told = {folded(each)[0] for each in words if each[0].isupper() or each[0].isdigit() or not has_capitals}
    return {each for each in told - _EVERYBODYS if len(each) >= _SHORT}


def _is_named(found: str) -> bool:
    """Whether a word with a capital stands behind a form of address: "mevrouw Wiersma", not "de heer die"."""
    last = found.rsplit(maxsplit=1)[-1]
    return last[0].isupper() and folded(last)[0] not in PARTICLES


def _within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]
