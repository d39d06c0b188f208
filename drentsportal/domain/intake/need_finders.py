"""Finds staff, power, environmental category and distances."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.clauses import ABOUT, ASKED, HAVE, NOT_ASKED_FOR, nearest, tells_today, words
from drentsportal.domain.intake.number_reading import BEFORE, NUMBER, plausible_readings, whole_readings
from drentsportal.domain.intake.recognised import IntakeField
from drentsportal.domain.vocabulary import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.intake.clauses import Clause
    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.domain.intake.searched_text import SearchedText

_JOIN: Final = r"\s*(?:-|\u2013|à|tot|to|bis|naar|auf|of|or|oder)\s*"
_STAFF: Final = re.compile(
    rf"{BEFORE}(?P<low>{NUMBER})(?:{_JOIN}(?P<high>{NUMBER}))?\s*"
    r"(?:vaste\s+|full-time\s+|fulltime\s+)?"
    r"(?:medewerkers|werknemers|personeelsleden|arbeidsplaatsen|fte|mensen\s+in\s+dienst|man\s+personeel"
    r"|employees|staff|jobs|people\s+employed|workers|Mitarbeiter(?:n|innen)?|Mitarbeitende[n]?"
    r"|Beschäftigten?|Arbeitsplätzen?)"
    r"(?!\w|[ \t]*:)",
    re.IGNORECASE,
)
_STAFF_LABEL: Final = re.compile(
    rf"(?:personeel|(?:aantal\s+)?(?:medewerkers|werknemers|arbeidsplaatsen|fte)|headcount|staff|employees"
    rf"|number\s+of\s+employees|Mitarbeiter(?:zahl|innen|nde)?|Beschäftigte|Arbeitsplätze|jobs|banen)"
    rf"[ \t]*(?::\s*|\n[ \t]*|(?<=\n)|[ \t]+)(?P<about>(?:about|approx\.?|circa|ca\.?|ongeveer|etwa)\s+)?"
    rf"(?P<low>{NUMBER})(?P<high>(?!))?(?=[ \t]*(?:fte|in\b[^\n]*|[.,;]|$))",
    re.IGNORECASE | re.MULTILINE,
)
_PEOPLE: Final = re.compile(
    rf"(?:\b(?:werken|employ|employs|employing|beschäftigen|sind|zijn|we\s+are|we're|tellen)\s+"
    rf"(?P<lead>(?:\w+\s+){{0,2}})|\()(?P<low>{NUMBER})(?P<high>(?!))?\s*"
    rf"(?:mensen|man|collega's|people|persons|Leute|Personen)(?!\w)"
    rf"|{BEFORE}(?P<low2>{NUMBER})\s*(?:banen|(?:man|Leute|collega's)(?=\s*(?:[.,;)]|$))"
    rf"|(?:mensen|man|people|persons|Leute|Personen)\s+(?:(?:er|daar|hier|there|here|dort)\s+)?"
    rf"(?:(?:gaan|komen|te|to|will|zu)\s+)?(?:werken|work|arbeiten)(?!\w))",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_STAFF: Final = Decimal(100_000)
_MORE_STAFF: Final = words("extra", "nieuwe", "erbij", "additional", "new", "neue*", "zusätzlich*")
_ON_TOP: Final = re.compile(
    r"\s*(?:erbij|extra|meer|bovenop|more|additional|on\s+top|zusätzlich|mehr|dazu|hinzu)\b", re.IGNORECASE
)
_OF_WHOM: Final = re.compile(r"\b(?:waarvan|of\s+wh(?:om|ich)|davon)\b", re.IGNORECASE)
"""A number of people of whom only some may be meant."""
_POWER: Final = re.compile(
    rf"{BEFORE}(?P<low>{NUMBER})(?:{_JOIN}(?P<high>{NUMBER}))?\s*(?P<unit>MVA|kVA|MW|kW)(?!\w)"
)
_KW: Final = {"MVA": 1000, "MW": 1000, "kVA": 1, "kW": 1}
_FEEDS: Final = (
    (r"\blever(?:t|en|de|den)?", r"terug"),
    (r"\bwek(?:t|ken|te|ten)?", r"op"),
    (r"\bspeis(?:t|en|te|ten|e)", r"(?:\w+\s+){0,3}ein"),
    (
        r"\b(?:feed|feeds|feeding|fed|export|exports|send|sends|deliver|delivers)",
        r"(?:back|into|in|to\s+the\s+grid)",
    ),
    (r"\b(?:give|gives|geven|geeft|geben|gibt)", r"(?:back|terug|zurück|ab)"),
)
"""Verbs in two parts around an amount that goes to the grid."""
_FEED: Final = words(
    "zonnepark*", "windpark*", "zonneweide*", "windturbine*", "windmolen*", "solarpark*", "wind farm*",
    "windkraft*", "eingespeist", "teruggeleverd", "opgewekt", "zonnestroom", "solarstrom*",
    "opwek*", "teruglever*", "terugleveren", "zonnepanelen", "zonnedak", "pv", "solar", "feed*", "generation",
    "einspeis*", "photovoltaik", "zonne-energie", "invoed*",
)  # fmt: skip
_DEMAND: Final = words(
    "aansluiting*", "netaansluiting*", "afname*", "stroom*", "vermogen*", "power", "connection*", "demand",
    "supply",
    "anschluss*", "anschlussleistung*", "strom*", "leistung*", "elektriciteit*", "electricity", "grid",
)  # fmt: skip
_PRESENT_POWER: Final = words(
    "huidig*", "bestaand*", "momenteel", "current*", "existing", "present", "derzeit*", "bisher*",
    "aktuell*", "hebben nu",
)  # fmt: skip
_CATEGORY: Final = re.compile(
    r"\b(?:(?:milieu|hinder)?-?(?:categorie|cat\.?)|environmental\s+category|environmental\s+class"
    r"|Umweltkategorie|Kategorie|category)"
    r"\s*(?:[:,]\s*)?(?:(?:van|minimaal|min\.?|maximaal|max\.?|mindestens|minimum|tot)\s+)?(?P<low>[1-6](?:[.,][1-3])?)(?:\s*(?:-|\u2013|tot|t/m|tot\s+en\s+met|to|bis|of|or"
    r"|en|/)\s*(?P<high>[1-6](?:[.,][1-3])?))?(?![\w,.]*\d)",
    re.IGNORECASE,
)
_DISTANCE: Final = re.compile(
    rf"{BEFORE}(?P<low>{NUMBER})\s*(?:km|kilometers?|kilometres?|Kilometern?)(?![\w/²])", re.IGNORECASE
)
_PER: Final = re.compile(r"\s*(?:/|per\b|a\s+year\b|pro\b|im\s+Jahr\b)", re.IGNORECASE)
_NEAR: Final = words(
    "binnen", "straal", "afstand", "maximaal", "hooguit", "niet verder", "within", "radius", "distance",
    "no more than",
    "at most", "up to", "umkreis", "entfern*", "höchstens", "maximal", "innerhalb",
)  # fmt: skip
_JUNCTION: Final = words("afrit*", "oprit*", "junction*", "anschlussstelle*")
_ROAD: Final = words(
    "snelweg*", "autosnelweg*", "autoweg*", "rijksweg*", "motorway*", "highway*", "autobahn*",
    "a28", "a37", "a7", "a32", "n33", "n34", "n48",
)  # fmt: skip


def staff(passage: SearchedText) -> Iterator[Recognised]:
    """Find how many people work there; of "from 45 to 60" both, of new jobs on top none.

    People who are not said to be employed are derived.
    """
    for pattern in (_STAFF, _STAFF_LABEL, _PEOPLE):
        for match in pattern.finditer(passage.searched):
            clause, said = passage.clause(match), match.groupdict()
            nearby = " ".join([*clause.before.split()[-2:], said.get("lead") or ""])
            is_more = _MORE_STAFF.search(nearby) or _ON_TOP.match(clause.after)
            if clause.says(NOT_ASKED_FOR) or clause.is_negated or is_more:
                continue
            is_sure = not (said.get("about") or pattern is _PEOPLE or ABOUT.search(nearby))
            is_sure = is_sure and _OF_WHOM.search(clause.after) is None
            numbers = filter(None, (said["low"], said["high"], said.get("low2")))
            yield from _people(passage, match, tuple(numbers), is_sure=is_sure)


def _people(
    passage: SearchedText, match: re.Match[str], numbers: tuple[str, ...], *, is_sure: bool
) -> Iterator[Recognised]:
    for number in numbers:
        values, is_derived = whole_readings(number, passage.language, Decimal(1), _MOST_STAFF)
        for value in values:
            if value == value.to_integral_value():
                literal = is_sure and not is_derived
                yield passage.found(IntakeField.STAFF_COUNT, int(value), match.span(), literal=literal)


def power(passage: SearchedText) -> Iterator[Recognised]:
    """Find electrical power; kVA and MVA count as kW at a power factor of 1, which makes them derived."""
    for match in _POWER.finditer(passage.searched):
        clause = passage.clause(match)
        if clause.says(NOT_ASKED_FOR) or clause.is_negated:
            continue
        field = _field_of_power(clause)
        for number in filter(None, (match["low"], match["high"])):
            least, most = Decimal(1) / _KW[match["unit"]], Decimal(500_000) / _KW[match["unit"]]
            read = whole_readings if _KW[match["unit"]] == 1 else plausible_readings
            values, is_derived = read(number, passage.language, least, most)
            for value in values:
                kw = value * _KW[match["unit"]]
                is_literal = not is_derived and match["unit"] in {"kW", "MW"} and not _is_fed(clause)
                if kw == kw.to_integral_value():
                    yield passage.found(field, int(kw), match.span(), literal=is_literal)


def _field_of_power(clause: Clause) -> IntakeField:
    """Tell whether an amount goes to the grid, is there already, or is what is drawn from it."""
    if _is_fed(clause) or nearest(clause, {"feed": _FEED, "demand": _DEMAND}) == "feed":
        return IntakeField.GRID_FEED_KW
    is_there = clause.says(HAVE) and not clause.says(ASKED)
    if clause.says(_PRESENT_POWER) or is_there:
        return IntakeField.PRESENT_POWER_KW
    return IntakeField.GRID_DEMAND_KW


def _is_fed(clause: Clause) -> bool:
    """Whether a verb before and its other part behind say that an amount goes to the grid."""
    return any(
        re.search(rf"{verb}\b[^\d,;]{{0,50}}$", clause.before, re.IGNORECASE)
        and re.match(rf"[^\d,;]{{0,40}}\b{part}\b", clause.after, re.IGNORECASE)
        for verb, part in _FEEDS
    )


def categories(passage: SearchedText) -> Iterator[Recognised]:
    """Find environmental categories; a main number without its sub-category is told and not asked."""
    for match in _CATEGORY.finditer(passage.searched):
        clause = passage.clause(match)
        is_there = tells_today(clause.whole) and not clause.says(ASKED)
        if clause.is_negated or clause.says(NOT_ASKED_FOR) or clause.says(_PRESENT_POWER) or is_there:
            continue
        yield from _categories(passage, match)


def _categories(passage: SearchedText, match: re.Match[str]) -> Iterator[Recognised]:
    """Give both ends of a range; of one without its sub-category the outermost one, derived."""
    ends = [None if text is None else text.replace(",", ".") for text in (match["low"], match["high"])]
    is_range, is_exact = None not in ends, all(each is None or each in CATEGORIES for each in ends)
    for at, value in enumerate(ends):
        if value is None:
            continue
        if value in CATEGORIES:
            yield passage.found(IntakeField.CATEGORY, value, match.span(), literal=is_exact)
        elif value.isdigit():
            within = [each for each in CATEGORIES if each.startswith(f"{value}.")]
            if is_range and within:
                yield passage.found(
                    IntakeField.CATEGORY, (within[0], within[-1])[at], match.span(), literal=False
                )
            yield passage.found(IntakeField.MAIN_CATEGORY, value, match.span(), literal=True)


def distances(passage: SearchedText) -> Iterator[Recognised]:
    """Find distances that are asked for: to the motorway, or to whatever the clause says.

    Where the words name a road and no junction, the distance to a junction is derived.
    """
    for match in _DISTANCE.finditer(passage.searched):
        clause = passage.clause(match)
        if _PER.match(passage.searched, match.end()) or not clause.says(_NEAR) or clause.says(NOT_ASKED_FOR):
            continue
        is_junction = clause.says(_JUNCTION)
        is_meant = is_junction or clause.says(_ROAD)
        field = IntakeField.JUNCTION_DISTANCE_M if is_meant else IntakeField.DISTANCE_M
        values, is_derived = plausible_readings(match["low"], passage.language, Decimal("0.1"), Decimal(500))
        for value in values:
            if value * 1000 == (value * 1000).to_integral_value():
                literal = not is_derived and is_junction == is_meant
                yield passage.found(field, int(value * 1000), match.span(), literal=literal)
