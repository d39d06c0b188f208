"""First and last names that stand alone in a text, without the rest of the name of whoever is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.retention.persons import folded, mentions, reached_in
from drentsportal.domain.vocabulary import MUNICIPALITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD: Final = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_SHORT: Final = 2
"""A name of so few letters ("Jo") counts with its capital alone; one letter is an initial and no name."""

PARTICLES: Final = frozenset((
    "aan", "bij", "de", "del", "den", "der", "di", "dr", "drs", "du", "el", "het", "hr", "in", "ing", "ir",
    "jr", "la", "le", "mevr", "mr", "mw", "op", "prof", "sr", "st", "te", "ten", "ter", "tot", "uit", "und",
    "van", "von", "voor", "zu", "zur",
))  # fmt: skip
"""Small words and titles in names; alone they name nobody."""

NO_PERSON: Final = frozenset((
    "accountmanager", "acquisitie", "afdeling", "bedrijf", "bedrijvenvereniging", "brancheorganisatie",
    "bureau", "bv", "cooperatie", "gemeente", "groep", "holding", "kvk", "loket", "maatschap", "medewerker",
    "nom", "nv", "ondernemer", "organisatie", "parkmanagement", "provincie", "rijk", "rvo", "secretariaat",
    "snn", "stichting", "team", "vereniging", "vof", "waterschap",
))  # fmt: skip
"""A name with one of these is of an organisation or a function. Own choice."""

_WORDS: Final = frozenset((
    "appel", "arend", "baan", "bakker", "balk", "bank", "bas", "beek", "beer", "berg", "berk", "bes",
    "best", "bijl", "blauw", "blij", "bloem", "boer", "boom", "boot", "bos", "brand", "bron",
    "brouwer", "brug", "bruin", "brink", "burg", "dag", "dal", "dam", "dans", "dekker", "dijk", "dik",
    "dol", "door", "draad", "drost", "duin", "eik", "engel", "fries", "geel", "goed",
    "graaf", "gras", "groen", "groot", "haan", "haas", "hage", "hamer", "haring", "haven", "hek", "heide",
    "held", "herder", "hert", "heuvel", "hoek", "hof", "hoop", "hop", "huis", "iris", "jager", "jasmijn",
    "jong", "kamp", "kan", "kat", "keizer", "kerk", "kers", "ketel", "kist", "klaver", "klein",
    "klok", "knecht", "knop", "kok", "koning", "kool", "koper", "kort", "kraai", "kraan", "kroon", "kruis",
    "kuip", "kuiper", "laan", "lam", "land", "lang", "leeuw", "lente", "licht", "linde", "loon", "loper",
    "maas", "maart", "maat", "mark", "markt", "meer", "meester", "mei", "mees", "mes", "meulen", "mol",
    "molen", "molenaar", "mooi", "mos", "mus", "naald", "nacht", "noord", "olijf", "oord", "oost",
    "oud", "paap", "pan", "parel", "pas", "peer", "pen", "peper", "piek", "pit", "plaat", "plas",
    "poel", "pol", "pool", "poort", "post", "pot", "prins", "put", "raad", "ram", "recht", "ridder", "riet",
    "rijk", "ring", "robijn", "rood", "roos", "rots", "ruiter", "sas", "schaap", "schipper", "schout",
    "sikkel", "slager", "slim", "sloot", "sluis", "smal", "smid", "snel", "snijder", "spaan",
    "spijker", "spits", "spruit", "stam", "steen", "ster", "sterk", "stil", "stok", "storm", "straat",
    "stroom", "suiker", "tak", "tas", "tel", "timmerman", "toren", "tuin", "valk", "vat", "veen", "veer",
    "veld", "vet", "vis", "visser", "vlag", "vliet", "vloed", "voet", "vogel", "volk", "vos", "vriend",
    "vries", "vrij", "vroom", "vrolijk", "waard", "wal", "wand", "water", "weg", "west", "wever", "wijk",
    "wijn", "wijs", "wil", "wilg", "wind", "winkel", "winter", "wit", "wolf", "zand", "zee",
    "zeeman", "zeeuw", "zeil", "ziel", "zilver", "zomer", "zon", "zout", "zuid", "zwaan", "zwart",
))  # fmt: skip
"""Dutch words that are names of people too. Own choice; what is not in it is warned of as a name."""

ALSO_WORDS: Final = _WORDS | {
    folded(each)[0] for town in MUNICIPALITIES.values() for each in _WORD.findall(town)
}
"""Those, and the towns after which gemeenten are called."""


@dataclass(frozen=True, slots=True)
class LoneName:
    """A word of a text that is a part of known names.

    ``word`` is as it stands there, ``names`` are whose it may be. ``may_be_word``: it is a Dutch word or a
    place too, so that a person has to look what is meant.
    """

    word: str
    names: tuple[str, ...]
    may_be_word: bool


@dataclass(slots=True)
class _Part:
    """A part of names, and whether one of them is near."""

    names: list[str]
    is_near: bool = False


def lone_names(text: str, near: Iterable[str], far: Iterable[str]) -> tuple[LoneName, ...]:
    """Return the parts of names that stand alone in a text as whole words, each once; sure ones first.

    ``near`` are people of the case itself: their names count without capital too. Those of ``far``, names of
    two letters and those that are Dutch words as well count with their capital alone: "het bos" is nobody.
    A whole name, and an address with a name in it, are no lone names.
    """
    parts = _parts(near, far)
    words = [each for each in _WORD.finditer(text) if folded(each[0])[0] in parts]
    whole = {name for each in words for name in parts[folded(each[0])[0]].names}
    covered = reached_in(text) + [span for name in whole for span in mentions(text, name)]
    found: dict[str, LoneName] = {}
    for each in words:
        key = folded(each[0])[0]
        part, may_be_word = parts[key], key in ALSO_WORDS
        counts = each[0][0].isupper() or (part.is_near and not may_be_word and len(key) > _SHORT)
        if counts and not any(start <= each.start() and each.end() <= end for start, end in covered):
            found.setdefault(key, LoneName(each[0], tuple(part.names), may_be_word))
    return tuple(sorted(found.values(), key=lambda each: each.may_be_word))


def _parts(near: Iterable[str], far: Iterable[str]) -> Mapping[str, _Part]:
    parts: dict[str, _Part] = {}
    for names, is_near in ((near, True), (far, False)):
        for name in names:
            for key in _parts_of(name):
                part = parts.setdefault(key, _Part([]))
                part.is_near = part.is_near or is_near
                if name not in part.names:
                    part.names.append(name)
    return parts


def _parts_of(name: str) -> set[str]:
    """Return the words of a name that name a person alone; none where it is no name of a person."""
    words = _WORD.findall(name)
    keys = {folded(each)[0] for each in words}
    if keys & NO_PERSON:
        return set()
    # Where a name has capitals, the words without them explain it: "Jan Bos, telefonisch".
    has_capitals = any(each[0].isupper() for each in words)
    told = {folded(each)[0] for each in words if each[0].isupper() or not has_capitals}
    return {each for each in told - PARTICLES if len(each) >= _SHORT}
