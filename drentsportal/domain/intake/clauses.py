"""The words around what was found: a clause, and what its words say of an amount."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_FORM: Final = r"(?<![BN]\.V)(?<!Inc)(?<!Ltd)|(?<=[BN]\.V)(?=\.\s+[A-Z])"
"""What may stand before a full stop: the one of "B.V." ends nothing, unless a capital follows."""
_BREAK: Final = re.compile(
    r"[;!?]"
    rf"|,(?=\s)|(?:{_FORM})\.(?=\s)"
    r"|\n[ \t]*\n"
    r"|\n(?=[ \t]*(?:[-*•\u2013]|(?:\d{1,2}|[a-z])[.)]\s|[^\n:]{2,40}:\s))"
    r"| (?=(?:maar|en|but|and|aber|und)\b(?=[^.;\n]{0,60}\b(?:zoek\w*|wil\w*|look\w*|need\w*|want|suchen"
    r"|brauch\w*|vrag\w*|vraagt|benötig\w*|requir\w*)\b))"
)
_ASIDE: Final = re.compile(r"\([^()\n]{1,120}\)")
_STOP: Final = re.compile(
    rf"[!?](?=\s)|(?:{_FORM})\.(?=\s)"
    r"|\n[ \t]*\n|\n(?=[ \t]*(?:[-*\u2022]|\d{1,2}[.)]\s|[^\n:]{2,40}:\s))"
)
_OPEN_ASIDE: Final = re.compile(r"\([^()\n]{0,120}$")
_CLOSES: Final = re.compile(r"[^()]*\)")
"""What stands within brackets that were opened before it."""
_REMARK: Final = re.compile(r"[^()]*\([^()\n\d]{1,120}\)")
"""Up to the first brackets behind, where they hold no figure of their own: "1,850 m2 (too large)"."""
_BUT: Final = re.compile(r"\b(?:maar|wel|but|sondern|aber|doch)\b", re.IGNORECASE)
_BUT_ALSO: Final = re.compile(r"\b(?:maar|but|sondern|aber|en|and|und|want)\b", re.IGNORECASE)
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:ca|c|bv|evt|min|max|incl|excl|approx|mind|bzw|d|d\.\s?h|z|z\.\s?B|u|u\.\s?a|resp))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause that something stands in, with what stands before and after it."""

    before: str
    after: str

    @property
    def whole(self) -> str:
        """Both sides together."""
        return f"{self.before} {self.after}"

    def says(self, words: re.Pattern[str]) -> bool:
        """Whether one of the words stands in the clause."""
        return words.search(self.whole) is not None

    def says_after(self, words: re.Pattern[str]) -> bool:
        """Whether one of the words stands after what was found."""
        return words.search(self.after) is not None

    @property
    def is_negated(self) -> bool:
        """Whether a word of denial reaches what was found; "no X but Y" denies X alone."""
        ahead = [each.end() for each in NEGATED.finditer(self.before)]
        if ahead and _BUT.search(self.before, ahead[-1]) is None:
            return True
        behind = NEGATED.search(self.after)
        return behind is not None and _BUT_ALSO.search(self.after, 0, behind.start()) is None


def clause_around(text: str, start: int, end: int, reach: int = 200) -> Clause:
    """Return the clause around a stretch of text, at most ``reach`` characters to each side.

    Of what stands in brackets it is also the clause behind them: "plot 3 (1.8 ha) is too large".
    """
    first = max(0, start - reach)
    before, around = text[first:start], text[first : end + reach]
    breaks = [
        each.end()
        for each in _BREAK.finditer(around)
        if each.end() <= start - first and not _ABBREVIATED.search(around[: each.start()])
    ]
    after = _up_to_break(text[end : end + reach])
    own = before[breaks[-1] if breaks else 0 :]
    if _CLOSES.match(after) or _OPEN_ASIDE.search(before):
        inside, _, beyond = text[end : end + reach].partition(")")
        after = f"{_up_to_break(inside)} {_up_to_break(beyond)}"
    remark = _REMARK.match(after)
    said = "" if remark is None else remark[0]
    return Clause(_without_asides(own), said + _without_asides(after[len(said) :]))


def sentence_around(text: str, start: int, end: int, reach: int = 300) -> Clause:
    """Return the sentence around a stretch of text, up to full stops and empty lines."""
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    stops = [each.end() for each in _STOP.finditer(before)]
    stop = _STOP.search(after)
    return Clause(before[stops[-1] if stops else 0 :], after if stop is None else after[: stop.start()])


def _up_to_break(text: str) -> str:
    stop = _BREAK.search(text)
    return text if stop is None else text[: stop.start()]


def _without_asides(text: str) -> str:
    """Blank what stands in brackets: it tells of something else than what stands beside them."""
    return _ASIDE.sub(lambda each: " " * len(each[0]), text)


def nearest(clause: Clause, kinds: dict[str, re.Pattern[str]]) -> str | None:
    """Return which of several kinds of words stands nearest; None where none does, or two equally near."""
    distances: dict[str, int] = {}
    for kind, words in kinds.items():
        ahead = [len(clause.before) - each.end() for each in words.finditer(clause.before)]
        behind = [each.start() for each in words.finditer(clause.after)]
        if ahead or behind:
            distances[kind] = min([*ahead, *behind])
    if not distances:
        return None
    closest = min(distances.values())
    kinds_there = [kind for kind, distance in distances.items() if distance == closest]
    return kinds_there[0] if len(kinds_there) == 1 else None


def words(*stems: str) -> re.Pattern[str]:
    """Make a pattern of words; a stem that ends in ``*`` takes any ending, spaces match any white space."""
    parts = [re.escape(each).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for each in stems]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


PRESENT: Final = words(
    "nu", "huidig*", "bestaand*", "momenteel", "thans", "tegenwoordig*", "op dit moment", "nu nog",
    "gevestigd", "verlaten", "verlaat", "weg uit", "weg van", "uit het pand", "uit ons pand", "verhuizen uit",
    "moet* uit", "vertrek*", "leave", "leaves", "leaving", "vacate*", "verlassen", "verlegen", "verlagern",
    "staat op", "zit op", "zitten op", "zitten nu", "sits on", "steht auf", "sitzen auf", "heute", "today",
    "current*", "now", "present*", "existing", "at the moment", "based", "located",
    "te klein", "te krap", "too small", "outgrown", "zu klein", "wij huren", "we huren", "we rent",
    "wir mieten", "we own",
    *(f"{own} {thing}" for own in ("onze", "ons", "our", "unsere", "unser", "unserer", "unserem")
      for thing in (
        "hal", "pand", "locatie", "vestiging", "terrein", "kavel", "gebouw", "perceel", "building", "site",
        "premises", "plant",
        "factory", "warehouse", "halle", "standort", "gebäude", "grundstück", "werk",
    )),
    "derzeit*", "aktuell*", "jetzig*", "heutig*", "bisher*", "momentan", "zurzeit", "ansässig", "bestehend*",
)  # fmt: skip
"""Words that tell how it is today, not what is asked."""

FOR_OURS: Final = r"\b(?:voor|for|für)\s+(?:onze|ons|our|unsere?[nmrs]?)\b"
"""A pattern of words before what a wish is for, which is ours."""
_NOT_TODAY: Final = re.compile(
    r"\b(?:een|an?|eine?[mnrs]?)\s+(?:bestaand\w*|existing|bestehend\w*)"
    rf"|{FOR_OURS}\s+\w+",
    re.IGNORECASE,
)
"""Words of a wish that look like today's: "in an existing building", "a plot for our hall"."""
_JOINS: Final = re.compile(r"\b(?:en|maar|and|but|und|aber|sondern)\b", re.IGNORECASE)


def tells_today(text: str) -> bool:
    """Whether words tell how it is today."""
    return PRESENT.search(_NOT_TODAY.sub(" ", text)) is not None


def is_half_today(clause: Clause) -> bool:
    """Whether a clause tells of today and of a wish, and today on the other side of an "and" alone.

    Nobody can tell without reading which of the two something on this side is of.
    """
    ahead, behind = [*_JOINS.finditer(clause.before)], _JOINS.search(clause.after)
    own = clause.before[ahead[-1].end() if ahead else 0 :]
    own += f" {clause.after if behind is None else clause.after[: behind.start()]}"
    return tells_today(clause.whole) and clause.says(ASKED) and not tells_today(own)


NOT_ASKED_FOR: Final = words(
    "vorige*", "eerdere", "destijds", "previous*", "earlier", "last time", "letztes mal", "vorherige*",
    "frühere*",
    "vorig jaar", "last year", "letztes jahr", "bood", "boden", "offered", "boten", "viel af", "vielen af",
    "vroegen", "zochten", "van de baan", "asked for", "we sought", "suchten wir", "wir suchten",
    "te koop aan", "wij bieden", "we bieden", "biedt aan", "aangeboden", "aanbod van", "vraagprijs",
    "verhuurt", "te huur aan", "for sale",
    "on offer", "we offer", "lets", "let to", "asking price", "wir bieten", "bieten an", "zu verkaufen",
    "zu vermieten",
    "te duur", "te groot", "te ver", "afgevallen", "verkocht", "too expensive", "too large", "too far",
    "sold",
    "zu teuer", "zu groß", "zu weit", "verkauft", "in plaats van", "instead of", "statt", "zusterbedrijf",
    "moederbedrijf",
    "wereldwijd", "sister company", "parent company", "worldwide", "weltweit", "konzern*",
    "schwestergesellschaft",
)  # fmt: skip
"""Words that tell of another request, another company, or of what was turned down."""

ASKED: Final = words(
    "zoek*", "gezocht", "gezochte", "wil", "willen", "wilt", "nodig", "gewenst*", "wens*", "behoefte",
    "benodigd*", "vraag*", "vragen", "gevraagd*", "aanvraag", "voorkeur", "graag", "moet", "zal", "bouwen",
    "in aanmerking", "voor ogen", "belangstelling", "uitgangspunt*", "komen wij uit", "gaat om", "haben gern",
    "we want", "wants", "need", "needs", "needed", "require*", "requirement*", "looking for", "look for",
    "looks for", "seek*", "would like", "interested", "in mind", "in search of", "should", "must", "to be",
    "such*", "gesucht", "benötig*", "brauch*", "gebraucht", "bedarf", "wünsch*", "hätten gern", "möcht*",
    "soll", "sollte", "interess*", "erforderlich",
    "genoeg", "enough", "genügen*", "genügt", "reichen", "reicht",
)  # fmt: skip
"""Words that say that something is wished; without one an area is doubted: it may be of anything."""

HAVE: Final = words(
    "heb", "hebben", "heeft", "bezit*", "beschikken", "beschikt", "have", "has", "own", "owns", "haben",
    "hat", "besitz*", "verfüg*",
)  # fmt: skip
"""Words of what is there already, unless the same clause wishes it."""

HELD_OUT: Final = words(
    "in gedachten", "op het oog", "in beeld", "in portefeuille", "in de aanbieding", "te koop", "te huur",
    "beschikbaar", "available", "in portfolio", "in our portfolio", "on the market", "im auge", "im sinn",
    "im portfolio", "im angebot", "verfügbar", "zur verfügung",
)  # fmt: skip
"""Words beside "we have" of ground that somebody offers or thinks of: nobody can tell what it is for."""

OFFERED: Final = words(
    "te koop aan", "wij bieden", "we bieden", "vraagprijs", "for sale", "we offer", "asking price",
    "wir bieten", "zu verkaufen", "zu vermieten", "verkocht", "verkauft", "sold",
)  # fmt: skip
"""Words of an offer or a sale, which reach through the whole sentence."""

SELLS: Final = words(
    "verkoop", "verkopen", "verkoopt", "sell", "sells", "selling", "verkaufen", "verkaufe", "verkauft",
)  # fmt: skip
"""Words of what somebody sells, unless the same clause wishes something."""

NEGATED: Final = words(
    "niet", "geen", "géén", "niets", "nee", "valt af", "vallen af", "nein", "nooit", "never", "scheidet aus",
    "ausgeschlossen", "uitgesloten", "without", "zonder", "ohne", "behalve", "not", "no", "none",
    "nothing", "except", "nicht", "kein*",
    "nichts", "außer", "neither",
)  # fmt: skip
"""Words after which nobody can tell without reading whether something is asked."""

AT_MOST: Final = words(
    "maximaal", "max", "hooguit", "hoogstens", "niet meer dan", "ten hoogste", "maximum", "at most",
    "no more than", "up to", "not exceeding", "höchstens", "maximal", "bis zu", "nicht mehr als",
    "kleiner dan",
    "less than", "minder dan", "weniger als", "tot maximaal",
)  # fmt: skip
"""Words that make an amount a ceiling."""

ABOUT: Final = words(
    "circa", "ca", "c.a.", "ongeveer", "plusminus", "rond de", "zo'n", "om en nabij", "+/-", "grofweg",
    "orde van grootte",
    "about", "approx*", "roughly", "around", "some", "etwa", "ungefähr", "rund", "zirka", "gut", "ruim",
    "bijna", "almost",
)  # fmt: skip
"""Words that make an amount a rough one."""
