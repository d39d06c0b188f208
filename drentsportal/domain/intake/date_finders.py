"""Finds by when a site is needed; a season or a part of a year is its first day, derived."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.clauses import ASKED, words
from drentsportal.domain.intake.number_reading import MessageLanguage
from drentsportal.domain.intake.recognised import IntakeField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.intake.clauses import Clause
    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.domain.intake.searched_text import SearchedText

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january januar jan", "februari february februar feb", "maart march märz mrt mar",
            "april apr",
            "mei may mai", "juni june jun", "juli july jul", "augustus august aug", "september sept sep",
            "oktober october okt oct", "november nov", "december dezember dec dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_PARTS: Final = {
    name: month
    for month, names in {
        1: (
            "begin|begin van|start van|early|beginning of|anfang|in|vanaf|per|q1|eerste kwartaal|im jahr|"
            "ersten quartal|ersten quartals|"
            "eerste kwartaal van|eerste helft van|first quarter of|first half of|erstes quartal|1e kwartaal|"
            "1. quartal|1st quarter|start|begin"
        ),
        3: "voorjaar|voorjaar van|het voorjaar van|lente|spring|spring of|frühjahr|frühling",
        4: (
            "q2|tweede kwartaal|tweede kwartaal van|second quarter of|zweites quartal|2e kwartaal|"
            "2. quartal|2nd quarter|zweiten quartal|zweiten quartals"
        ),
        6: "medio|zomer|zomer van|summer|summer of|sommer|midden|mid|mid-|mitte",
        7: (
            "dritten quartal|dritten quartals|3e kwartaal|3. quartal|3rd quarter|"
            "q3|derde kwartaal|derde kwartaal van|third quarter of|drittes quartal|tweede helft van|"
            "second half of"
        ),
        9: "najaar|najaar van|herfst|autumn|autumn of|herbst",
        10: (
            "vierten quartal|vierten quartals|4e kwartaal|4. quartal|4th quarter|"
            "q4|vierde kwartaal|vierde kwartaal van|laatste kwartaal van|fourth quarter of|viertes quartal|"
            "eind|eind van|einde|end of|late|ende"
        ),
    }.items()
    for name in names.split("|")
}  # fmt: skip
_YEAR: Final = r"(?P<year>20\d{2})(?![\d.]*\d)"
_NAME: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WRITTEN: Final = re.compile(
    rf"(?<![\w.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?P<month>{_NAME})\.?,?\s+{_YEAR}",
    re.IGNORECASE,
)
_AMERICAN: Final = re.compile(
    rf"\b(?P<month>{_NAME})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s+{_YEAR}", re.IGNORECASE
)
_FIGURES: Final = re.compile(rf"(?<![\w.-])(?P<a>\d{{1,2}})(?P<sign>[-./])(?P<b>\d{{1,2}})(?P=sign){_YEAR}")
_ISO: Final = re.compile(r"(?<![\w-])(?P<year>20\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])")
_MONTH: Final = re.compile(rf"(?<![\d.]\s)\b(?P<month>{_NAME})\s+{_YEAR}", re.IGNORECASE)
_PART_NAME: Final = "|".join(re.escape(each) for each in sorted(_PARTS, key=len, reverse=True))
_PART: Final = re.compile(rf"(?<!\w)(?P<part>{_PART_NAME})[\s-]*{_YEAR}", re.IGNORECASE)
_NEEDED: Final = words(
    "per", "vanaf", "uiterlijk", "voor", "vóór", "in gebruik", "verhuiz*", "start*", "oplever*", "nodig",
    "operationeel", "bouwstart", "baubeginn",
    "bouwen", "betrekken", "beschikbaar", "vestigen", "draaien", "openen", "open", "gereed", "klaar",
    "planning", "ingebruikname", "aanvaarding", "ingang", "beschikbaarheid", "ingangsdatum",
    "availability", "available", "operation", "target date", "timing", "occupancy",
    "einzug", "bezugstermin", "verfügbar*", "baustart", "fertigstellung", "produktionsbeginn",
    "by", "from", "before", "operational", "move*", "need*", "start-up", "ready", "opening",
    "begin production", "timeline", "relocat*",
    "ab", "bis", "spätestens", "inbetriebnahme", "umzug", "umziehen", "benötig*", "beziehen", "bezug",
    "fertig", "eröffn*", "produktionsstart",
)  # fmt: skip
_TALK: Final = words(
    "afspraak", "gesprek", "bellen", "belafspraak", "overleg", "langskomen", "langs te komen", "reactie",
    "antwoord",
    "offerte", "deadline", "terugkoppel*", "brief", "mail", "opgericht", "sinds", "contract loopt",
    "huurcontract",
    "meeting", "call", "visit", "reply", "answer", "quote", "founded", "since", "letter", "lease",
    "established",
    "ik ben", "ben ik", "op kantoor", "bereikbaar", "vakantie", "aanwezig", "verlof", "i am", "i will be",
    "holiday", "office",
    "ich bin", "urlaub", "erreichbar", "loopt tot", "loopt af", "expires", "läuft", "sinds",
    "termin", "gespräch", "anrufen", "antwort", "angebot", "gegründet", "seit", "mietvertrag", "rückmeldung",
)  # fmt: skip
_ENDS: Final = frozenset({"eind", "eind van", "einde", "end of", "ende"})
_BEFORE: Final = re.compile(
    r"\b(?:voor|vóór|uiterlijk|before|by|bis|spätestens)\s+(?:the\s+)?$", re.IGNORECASE
)
_END_OF: Final = re.compile(
    r"\b(?:eind|einde|end|ende)\s+(?:(?:van|of|des|von)\s+)?(?:(?:het|the|de)\s+)?$", re.IGNORECASE
)
_LATEST: Final = re.compile(
    r"\b(?:uiterlijk|niet\s+later\s+dan|spätestens|no\s+later\s+than|at\s+the\s+latest)\s+"
    r"(?:(?:in|im)\s+)?(?:(?:het|the)\s+)?$",
    re.IGNORECASE,
)
_MONTHS_LONG: Final = (
    (3, re.compile(r"kwartaal|quarter|quartal|^q\d|voorjaar|lente|spring|frühjahr|frühling|zomer"
                   r"|summer|sommer|najaar|herfst|autumn|herbst", re.IGNORECASE)),
    (6, re.compile(r"helft|half", re.IGNORECASE)),
)  # fmt: skip
"""How many months a part of a year lasts, by its words."""
_FARTHEST_YEARS: Final = 20
_SOONEST: Final = timedelta(days=31)
"""Nobody asks for a site within a month; a date that near is one of the talk itself. Own choice."""


def needed_by(passage: SearchedText) -> Iterator[Recognised]:
    """Find dates in a clause that tells of needing or moving, and of no talk, answer or past.

    Figures that may be day and month or month and day give both readings in English, and the day first in
    Dutch and German. Where no word of the message wishes anything, the dates are of something else, perhaps.
    """
    taken: list[tuple[int, int]] = []
    is_request = ASKED.search(passage.searched) is not None
    for pattern, is_exact in (
        (_ISO, True),
        (_WRITTEN, True),
        (_AMERICAN, True),
        (_FIGURES, True),
        (_MONTH, False),
        (_PART, False),
    ):
        for match in pattern.finditer(passage.searched):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if not _is_asked(passage, match):
                continue
            for day in _at_the_latest(passage, match) or _days(match, passage.language):
                if passage.sent_on is not None and day < passage.sent_on + _SOONEST and is_exact:
                    continue
                yield passage.found(
                    IntakeField.AVAILABLE_BY, day.isoformat(), match.span(), literal=is_exact and is_request
                )


def _at_the_latest(passage: SearchedText, match: re.Match[str]) -> tuple[date, ...]:
    """Return the last day of what something is needed at the end of, or in at the latest; else nothing."""
    parts, before = match.groupdict(), passage.clause(match).before
    said, year = (parts.get("part") or "").casefold(), int(match["year"])
    if said in _ENDS:
        return _day(year, 12, 31) if _BEFORE.search(before) else ()
    if parts.get("day") or not (_END_OF.search(before) or _LATEST.search(before)):
        return ()
    if said:
        long = next((months for months, words_of in _MONTHS_LONG if words_of.search(said)), 0)
        return _last_day(year, _PARTS[said] + long - 1) if long else ()
    month = parts.get("month") or ""
    return _last_day(year, _MONTHS[month.casefold()]) if month.casefold() in _MONTHS else ()


def _last_day(year: int, month: int) -> tuple[date, ...]:
    return (date(year, month, calendar.monthrange(year, month)[1]),)


def _is_asked(passage: SearchedText, match: re.Match[str]) -> bool:
    year, clause = int(match["year"]), passage.clause(match)
    if passage.sent_on is not None and not 0 <= year - passage.sent_on.year <= _FARTHEST_YEARS:
        return False
    said = match.groupdict().get("part") or ""
    return not clause.says(_TALK) and (
        clause.says(_NEEDED) or _NEEDED.search(said) is not None or _is_label(clause)
    )


def _is_label(clause: Clause) -> bool:
    return (
        re.search(
            r"(?:planning|termijn|gewenst\w*|timing|zeitplan|wanneer|when)[^:]*:\s*$",
            clause.before,
            re.IGNORECASE,
        )
        is not None
    )


def _days(match: re.Match[str], language: MessageLanguage | None) -> tuple[date, ...]:
    parts = match.groupdict()
    year = int(parts["year"])
    if "part" in parts:
        return _day(year, _PARTS[parts["part"].casefold()], 1)
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        day_first = _day(year, second, first)
        if language in {MessageLanguage.DUTCH, MessageLanguage.GERMAN} or parts["sign"] != "/":
            return day_first
        return tuple(dict.fromkeys((*day_first, *_day(year, first, second))))
    month = parts["month"]
    return _day(
        year, int(month) if month.isdigit() else _MONTHS[month.casefold()], int(parts.get("day") or 1)
    )


def _day(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()
