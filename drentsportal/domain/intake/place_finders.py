"""Finds gemeenten and places, and tells whether a company looks there or sits there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.clauses import (
    ASKED,
    FOR_OURS,
    NOT_ASKED_FOR,
    SELLS,
    is_half_today,
    tells_today,
    words,
)
from drentsportal.domain.intake.recognised import IntakeField
from drentsportal.domain.vocabulary import MUNICIPALITIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drentsportal.domain.intake.clauses import Clause
    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.domain.intake.searched_text import SearchedText

HOMONYMS: Final = frozenset(
    {
        *(
            "Een",
            "Dalen",
            "Vries",
            "Gees",
            "Roden",
            "Rolde",
            "Borger",
            "De Wijk",
            "Annen",
            "Norg",
            "Sleen",
            "Yde",
        ),
        *("Beilen", "Pesse", "Diever", "Ruinen", "Eelde", "Buinen", "Gieten"),
    }
)
"""Names that are words or surnames too; they count only behind a word that points at a place. Own choice."""

_POINTING: Final = re.compile(
    r"(?:\b(?:(?:keuze|kiezen|kies|choice|choose)\s+(?:uit|from)|centrum\s+van|binnenstad\s+van|buurt\s+van|zoekgebied|search\s+area|suchgebiet|cent(?:re|er)\s+of|zentrum\s+von|in|te|nabij|bij|naar|rond|rondom|omgeving|regio|gemeente|tussen|near|around|to|at|nach|um"
    r"|bei|gemeinde|raum|nähe"
    r"|zwischen|vestigingsplaats|locatie|location|standort|wunschort|plaats|municipality(?:\s+of)?"
    r"|vicinity\s+of|voorkeur|liefst|elders|preferably|preferred|vorzugsweise|lieber|candidate)"
    r"(?:\s+(?:van|of|von|de|voor|for))?[:\s]+)$",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(r"(?:,|/|\bof|\ben|\bor|\band|\boder|\bund)\s*$", re.IGNORECASE)
_WELCOME: Final = words(
    "kan ook", "mag ook", "ook goed", "is prima", "heeft de voorkeur", "onze voorkeur", "ligt voor de hand",
    "bevorzugt", "wäre auch", "denkbar", "ideal", "preferred", "would suit", "is fine", "is interesting",
)  # fmt: skip
"""Words behind a place that say that it is welcome."""
_LIVING: Final = words("wonen", "woont", "woonachtig", "live", "lives", "living", "wohnen", "wohnt")
"""Words of where people live, which says nothing of where the company wants to be."""
_MOVES: Final = words(
    "verhuiz*", "verhuist", "verplaats*", "weg", "vertrek*", "gaat", "gaan", "move", "moves", "moving",
    "relocat*", "leave", "leaves", "leaving", "umzug", "umzieh*", "ziehen", "zieht", "verleg*", "verlager*",
    "wechsel*", "gehen", "geht", "goes", "going",
)  # fmt: skip
"""Words of a company that goes from one place to another."""
_TO: Final = re.compile(
    r"\b(?:naar|nach|to|richting|towards)\s+(?:"
    r"(?:(?:de\s+|die\s+|the\s+)?(?:gemeente|gemeinde|municipality\s+of)\s+)?"
    r"(?:[A-Z][\w'\u2019-]+(?:\s+[\w'\u2019-]+){0,2}?(?:,\s*|\s+(?:of|or|oder|en|and|und)\s+)){0,5}"
    r"|(?:een|de|het|a|the|einer?|eine[mn])\s+(?:nieuw|new|neue)\w*\s[^;\n]{0,40}\bin\s+)$",
)
"""Behind these a place is where somebody goes, alone or in a list."""
_VAN: Final = re.compile(
    r"(?P<word>[^\W\d_]*)[.,:]?\s*\b(?:van|vanuit|vanaf|from|von)\s+(?:de\s+gemeente\s+)?$"
)
_TITLE: Final = words("heer", "mevrouw", "dhr", "mevr", "mw", "meneer", "familie")
_ON_TO: Final = re.compile(r"[^;\n]{0,100}?\b(?:naar|nach|to)\b", re.IGNORECASE)
_ENDS: Final = words(
    "loopt tot", "loopt af", "gaat dicht", "sluit", "sluiten", "gesloten", "opgezegd", "huur in", "lease in",
    "closes", "closing", "closed", "expires", "läuft aus", "schließt", "schließen", "geschlossen",
    "gekündigt", "miete in",
)  # fmt: skip
"""Words of a site that comes to its end, unless the same clause wishes something."""
_FOR_OURS: Final = re.compile(
    r"\b(?:kavel|grond|terrein|perceel|plot|land|site|grundstück|gelände)\b[^;\n]{0,40}?"
    rf"{FOR_OURS}",
    re.IGNORECASE,
)
"""Ground that is sought for what is ours: what follows may tell of either, so that it is doubted."""
_SEATED: Final = re.compile(r"(?:[A-Z][\w.&\u2019'-]+)\s+te\s+$")
_OF_GEMEENTE: Final = re.compile(
    r"(?:\b(?:de|the|der)\s+)?\b(?:gemeente|gemeinde|municipality\s+of)\s+$", re.IGNORECASE
)
"""What is taken from before a name to see whether it is asked for: a gemeente can also be who writes."""
_FROM: Final = re.compile(r"\b(?:vanuit|uit|from|aus)\s+(?:de\s+gemeente\s+)?$", re.IGNORECASE)
_OUR_GROUND: Final = re.compile(
    r"\b(?:onze|ons|our|unsere?[nrsm]?|mijn|my|meine?[nrsm]?)\s+"
    r"(?:(?:huidige|oude|bestaande|eigen|current|old|existing|own|alte[nrs]?|bestehende[nrs]?|eigene[nrs]?)\s+)?"
    r"(?:(?<!\bons )\d[\d.,]*\s*(?:ha|hectares?|hektar|m2|m²|qm|sqm)(?!\w)"
    r"|(?:bedrijfs)?(?:hal|pand|kavel|terrein|perceel|gebouw|loods|grond|locatie)\b"
    r"|(?:building|plot|site|premises|warehouse|land|halle|gebäude|grundstück|gelände)\b)",
    re.IGNORECASE,
)
"""Ground or a building that is somebody's own, which is where they leave and not where they go."""
_GREETING: Final = re.compile(r"\b(?:groet(?:en|jes)?|greetings|grüße)\s+(?:uit|from|aus)\s+$", re.IGNORECASE)
"""Who greets from a place says nothing of where the company sits."""
_NAMED: Final = re.compile(
    r"\b(?:naam\s+is|ik\s+heet|name\s+is|name\s+ist|ich\s+heiße)\s+(?:[\w.]+\s+){0,2}$", re.IGNORECASE
)
_SURNAME: Final = re.compile(
    r"(?:\b(?:de|van|van\s+der|van\s+den|vd|v\.d\.|dhr\.?|mevr?\.?|heer|mevrouw|familie|Mr\.?|Mrs\.?|Ms\.?"
    r"|Herr|Frau|(?<![zZ]\.)(?<![zZ]\.\s)[A-Z]\.)\s*)$"
)
_POSTCODE: Final = re.compile(
    r"(?:\b\d{4}\s?[A-Z]{2}|[a-z][ ]\d{1,4}\s?[a-zA-Z]?,|\b(?:bezoek|post)?adres(?:se)?:|\baddress:)[ ,]*$",
    re.IGNORECASE,
)
_GEMEENTE: Final = re.compile(r"\b(?:gemeente|gemeinde|municipality\s+of)\s+$", re.IGNORECASE)
_NAME: Final = re.compile(r"(?:^|[^.!?:\n\s][ \u00a0]+|\S+[ \u00a0]+)[A-Z][a-zà-ÿ]+[ \u00a0]+$")
_HOUSE: Final = re.compile(r"[ \u00a0]+\d")
_PARTNER: Final = re.compile(
    r"\b(?:Stadsbedrijvenpark|bedrijvenpark|bedrijventerrein|industrieterrein)\s+$", re.IGNORECASE
)


class PlaceFinder:
    """Finds the places that it knows; a place gives its gemeente where that is known."""

    def __init__(self, municipality_by_place: Mapping[str, str]) -> None:
        """Keep the places by name, each with the code of its gemeente or an empty text."""
        self._codes = dict(municipality_by_place)
        self._own = {name: code for code, name in MUNICIPALITIES.items()}
        names = sorted({*self._codes, *self._own}, key=len, reverse=True)
        self._pattern = re.compile(
            rf"(?<![\w@.-])(?:{'|'.join(re.escape(each) for each in names)})"
            r"(?![\w@]|-(?!(?:centrum|stad|noord|oost|zuid|west|zentrum)\b)\w|\.\w)"
        )

    def __call__(self, passage: SearchedText) -> Iterator[Recognised]:
        """Find every place that is named as one."""
        listing_until = -1
        for match in self._pattern.finditer(passage.searched):
            before = passage.searched[max(0, match.start() - 60) : match.start()]
            in_list = 0 <= match.start() - listing_until <= 6 and _LISTED.search(before) is not None  # noqa: PLR2004 - ", of "
            clause = passage.clause(match)
            points = _POINTING.search(before) is not None or in_list or clause.says_after(_WELCOME)
            if (
                clause.is_negated
                or clause.says(_LIVING)
                or clause.says(NOT_ASKED_FOR)
                or _HOUSE.match(passage.searched, match.end())
            ):
                continue
            is_other = self._is_other(match[0], before, points=points)
            if is_other and not _is_gone_from(passage, match):
                continue
            listing_until = match.end() if points else listing_until
            yield from self._values(passage, match, before, points=points)

    def _is_other(self, name: str, before: str, *, points: bool) -> bool:
        """Whether the name is an address, a surname, a street or a mere word."""
        if any(each.search(before) for each in (_POSTCODE, _PARTNER, _GREETING, _NAMED)):
            return True
        if points or _FROM.search(before):
            return False
        is_person = _SURNAME.search(before) is not None or _NAME.search(before) is not None
        return name in HOMONYMS or is_person

    def _values(
        self, passage: SearchedText, match: re.Match[str], before: str, *, points: bool
    ) -> Iterator[Recognised]:
        name, clause = match[0], passage.clause(match)
        is_from = _FROM.search(before) is not None and not points
        goes = _goes_there(passage, match, clause)
        is_today = tells_today(clause.whole) and not goes
        is_half = is_today and is_half_today(clause)
        if is_from or _is_gone_from(passage, match) or _SEATED.search(before) or (is_today and not is_half):
            literal = not is_today or is_from or _TO.search(clause.before) is None
            yield passage.found(IntakeField.PRESENT_PLACE, name, match.span(), literal=literal)
            return
        if _is_left(clause) and not goes:
            yield passage.found(IntakeField.PRESENT_PLACE, name, match.span(), literal=False)
            return
        is_sure = not is_half and _FOR_OURS.search(clause.before) is None
        is_named = name not in self._codes or _GEMEENTE.search(before) is not None
        is_asked = points and _POINTING.search(_OF_GEMEENTE.sub("", before) or "x") is not None
        is_asked = is_asked or _LISTED.search(_OF_GEMEENTE.sub("", before)) is not None
        if name in self._codes and not (is_named and name in self._own):
            yield passage.found(IntakeField.PLACE, name, match.span(), literal=points and is_sure)
        code = self._own.get(name) if is_named else self._codes.get(name) or self._own.get(name)
        if code:
            literal = is_named and is_asked and is_sure
            yield passage.found(IntakeField.MUNICIPALITY, code, match.span(), literal=literal)


def _goes_there(passage: SearchedText, match: re.Match[str], clause: Clause) -> bool:
    """Whether somebody moves to a place: what the sentence tells of today is then of where they leave."""
    return _TO.search(clause.before) is not None and passage.sentence(match).says(_MOVES)


def _is_gone_from(passage: SearchedText, match: re.Match[str]) -> bool:
    """Whether somebody moves from a place to elsewhere."""
    sentence = passage.sentence(match)
    way = _VAN.search(sentence.before)
    if way is None or _ON_TO.match(sentence.after) is None:
        return False
    is_name = way["word"].istitle() and _MOVES.fullmatch(way["word"]) is None
    return sentence.says(_MOVES) and not is_name and _TITLE.fullmatch(way["word"]) is None


def _is_left(clause: Clause) -> bool:
    """Whether a place is where somebody sells, has own ground or ends a lease, and looks for no site."""
    is_ours = _OUR_GROUND.search(clause.before) is not None and _FOR_OURS.search(clause.before) is None
    is_ended = (clause.says(SELLS) or clause.says(_ENDS)) and not clause.says(ASKED)
    return is_ours or is_ended
