"""Finds hectares and square metres, and tells what they are of."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.clauses import (
    ABOUT,
    ASKED,
    AT_MOST,
    FOR_OURS,
    HAVE,
    HELD_OUT,
    NOT_ASKED_FOR,
    OFFERED,
    SELLS,
    Clause,
    is_half_today,
    nearest,
    tells_today,
    words,
)
from drentsportal.domain.intake.number_reading import (
    BEFORE,
    NUMBER,
    NUMBER_WORDS,
    plausible_readings,
    whole_readings,
)
from drentsportal.domain.intake.recognised import IntakeField
from drentsportal.domain.intake.whose_figure import is_wished

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.domain.intake.searched_text import SearchedText

_M2_PER_HA: Final = 10_000
_HA: Final = r"(?:ha|hectares?|hectaren|Hektar)(?![\w²])"
_M2: Final = r"(?:m2|m²|vierkante\s+meters?|sqm|sq\.?\s?m|square\s+met(?:er|re)s?|Quadratmetern?|qm)(?!\w)"
_UNIT: Final = rf"(?P<unit>{_HA}|{_M2})"
_JOIN: Final = r"\s*(?:-|\u2013|à|tot|to|bis|of|or|oder|en|and|und)\s*"
_AREA: Final = re.compile(
    rf"{BEFORE}(?P<low>{NUMBER})(?:\s*(?:{_HA}|{_M2})?{_JOIN}(?:maximaal\s+)?(?P<high>{NUMBER}))?\s*{_UNIT}",
    re.IGNORECASE,
)
_ON: Final = re.compile(r"\b(?:op|on|auf)\s+$", re.IGNORECASE)
_WORD: Final = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_IN_WORDS: Final = re.compile(
    rf"(?<!\ben een )(?<!\band a )(?<!\bund eine )\b(?P<word>{_WORD})\s+(?:an?\s+)?{_UNIT}"
    r"(?:\s+(?:of|or|oder)\s+(?P<or>\w+))?",
    re.IGNORECASE,
)
_PER: Final = re.compile(r"\s*(?:/|per\b|a\s+(?:day|week|month|year)\b|pro\b|p\.?j\.?\b)", re.IGNORECASE)
_PLOT: Final = words(
    "kavel*", "bouwkavel*", "grond", "perceel", "percelen", "terrein*", "bedrijfskavel*", "plot*", "land",
    "site*",
    "parcel*", "ground*", "grundstück*", "gelände*", "fläche*", "gewerbefläche*", "gewerbegrundstück*",
    "bauland",
    "industriegrundstück*", "bedrijfsterrein*", "ruimte buiten", "buitenterrein*", "perceel*", "freifläche*",
    "bedrijfsgrond", "bouwgrond", "industriegrond",
)  # fmt: skip
_FLOOR: Final = words(
    "*hal", "*hallen", "*pand", "*loods", "*gebouw", "nieuwbouw", "shed*",
    "bedrijfshal*", "pand", "bedrijfspand*", "gebouw*", "bvo", "b.v.o", "vvo", "vloer*",
    "bedrijfsruimte*",
    "loods*", "magazijn*", "productiehal*", "productieruimte*", "kantoor*", "opslag*", "building*",
    "warehouse*",
    "floor*", "floorspace", "hall", "office*", "unit", "premises", "storage", "halle*", "hallenfläche*",
    "gebäude*",
    "büro*", "lager*", "nutzfläche*", "produktionshalle*", "lagerhalle*", "showroom*", "winkel*",
    "verkaufsfläche*", "fabriekshal*", "bgf", "gfa", "werkplaats*", "huurpand*", "winkelpand*",
    "kantoorpand*", "laborator*", "lab", "labor", "workshop*", "werkstatt", "montagehal*",
    "distributiecentrum", "produktionsfläche*", "werkruimte*", "atelier*",
)  # fmt: skip
_EXTRA: Final = words(
    "uitbreid*", "uit te breiden", "te vergroten", "reserve*", "optie*", "groei*", "later", "toekomst*",
    "nog eens", "extra", "expan*", "option*", "growth",
    "future", "additional*", "erweiter*", "reservefläche*", "zukunft*", "später*", "zusätzlich*",
)  # fmt: skip
KINDS: Final = {"plot": _PLOT, "floor": _FLOOR}
"""Words of ground and of buildings."""
_FIELD_OF: Final = {"plot": IntakeField.PLOT_AREA_M2, "floor": IntakeField.FLOOR_AREA_M2}
_APPOSED: Final = 3
_STANDING: Final = words("staat", "staan", "ligt", "leegstaand*", "vacant", "steht leer")
"""Words of a place that is there already: whether it is what is asked, a person must read."""
_OURS: Final = re.compile(r"\b(?:onze|our|unsere[nr]?)\s+$", re.IGNORECASE)
_NAMED: Final = re.compile(r"\b(?P<name>[A-ZÀ-Ý][\w'\u2019-]+)\s+\((?:ca\.?\s+|nu\s+)?$")
_ENOUGH: Final = frozenset({"genoeg", "enough"})
_WITH: Final = re.compile(r"\b(?:aan|with|mit|an)\s+(?:\w+\s+)?$", re.IGNORECASE)
_FOR_OURS: Final = re.compile(
    rf"{FOR_OURS}\s+\w+\s+(?:van|of|von|mit)\s+"
    r"(?:ca\.?\s+|circa\s+|about\s+|etwa\s+)?$",
    re.IGNORECASE,
)
_GROWS_FROM: Final = re.compile(r"\s*(?:naar|auf)\s+\d", re.IGNORECASE)
_GROWS_TO: Final = re.compile(
    rf"\b(?:van|from|von)\s+(?:circa\s+|ca\.?\s+)?{NUMBER}\s*(?:{_HA}|{_M2})?\s*(?:naar|auf)\s+$",
    re.IGNORECASE,
)
_LEAST, _MOST_HA, _MOST_M2 = Decimal("0.05"), Decimal(300), Decimal(3_000_000)
_LEAST_M2: Final = Decimal(20)


def areas(passage: SearchedText) -> Iterator[Recognised]:
    """Find areas in hectares and square metres; of a range both ends, so that none of them is chosen."""
    for match in _AREA.finditer(passage.searched):
        if _is_other(passage, match):
            continue
        for number in (match["low"], match["high"]):
            if number is not None:
                yield from _area(passage, match, number)
    for match in _IN_WORDS.finditer(passage.searched):
        if not _is_other(passage, match):
            said = (match["word"], match["or"] or "")
            values = tuple(NUMBER_WORDS[each.casefold()] for each in said if each.casefold() in NUMBER_WORDS)
            yield from _placed(passage, match, values, literal=False)


_TIMES: Final = re.compile(r"\d\s*(?:x|×|\*|keer|maal|times|mal)\s*$", re.IGNORECASE)


def _is_other(passage: SearchedText, match: re.Match[str]) -> bool:
    """Whether an area is a rate, one of several alike, or of something that is not asked or offered."""
    before = passage.searched[max(0, match.start() - 12) : match.start()]
    is_counted = _PER.match(passage.searched, match.end()) is not None or _TIMES.search(before) is not None
    return is_counted or passage.clause(match).says(NOT_ASKED_FOR) or passage.sentence(match).says(OFFERED)


def _area(passage: SearchedText, match: re.Match[str], number: str) -> Iterator[Recognised]:
    is_ha = _is_ha(match)
    least, most = (_LEAST, _MOST_HA) if is_ha else (_LEAST_M2, _MOST_M2)
    read = plausible_readings if is_ha else whole_readings
    values, is_derived = read(number, passage.language, least, most)
    yield from _placed(passage, match, values, literal=not is_derived)


def _is_ha(match: re.Match[str]) -> bool:
    return match["unit"][:2].casefold() in {"ha", "he"}


def _placed(
    passage: SearchedText, match: re.Match[str], values: tuple[Decimal, ...], *, literal: bool
) -> Iterator[Recognised]:
    field, is_plain = _field(passage, match)
    clause = passage.clause(match)
    is_plain = is_plain and is_wished(passage, match.span())
    # Whether growing takes a plot of that size, or a smaller one beside the present, a person must read.
    is_plain = is_plain and _GROW.search(clause.before) is None and not _is_asked_now(clause)
    is_plain = is_plain and not is_half_today(_when_asked(clause)) and not is_of_ours(clause)
    is_plain = is_plain and not _has_enough(clause)
    is_sure = literal and is_plain and not _ends_with(clause.before, ABOUT) and not clause.says(_STANDING)
    for value in values:
        exact = value * _M2_PER_HA if _is_ha(match) else value
        if exact == exact.to_integral_value():
            yield passage.found(field, int(exact), match.span(), literal=is_sure)


def _ends_with(before: str, pattern: re.Pattern[str]) -> bool:
    """Whether one of the words stands right before, with at most one other between."""
    return any(len(re.findall(r"\w+", before[each.end() :])) <= 1 for each in pattern.finditer(before))


def _field(passage: SearchedText, match: re.Match[str]) -> tuple[IntakeField, bool]:
    """Tell what an area is of by the words of its clause, and whether that is plain.

    Hectares without a word are ground; beside a word for a building they are doubted. Square metres between
    commas go by the clause before them.
    """
    clause, is_ha = passage.clause(match), _is_ha(match)
    if _is_of_a_name(passage, match):
        return IntakeField.UNPLACED_AREA_M2, False
    if (other := _not_asked(clause)) is not None:
        return other, True
    kind = nearest(clause, KINDS)
    if kind is None and not is_ha and len(clause.before.split()) <= _APPOSED:
        wide = passage.clause_before(match, clause)
        kind = nearest(wide, KINDS)
        if kind is not None:
            return _not_asked(wide) or _FIELD_OF[kind], False
    if is_ha:
        adjoins = kind == "floor" and not _ON.search(clause.before) and _adjoins(clause)
        return (IntakeField.FLOOR_AREA_M2 if adjoins else IntakeField.PLOT_AREA_M2), kind != "floor"
    return (_FIELD_OF[kind] if kind else IntakeField.UNPLACED_AREA_M2), True


_OTHER: Final = re.compile(rf"{NUMBER}\s*(?:{_HA}|{_M2})(?:\s+(?:nu|now|jetzt))?", re.IGNORECASE)
"""Another area in the same clause, with the word that says when it is asked."""
_PARTS: Final = re.compile(
    r"\b(?:en|and|und|plus|maar|but|aber|waarvan|of\s+which|davon|(?:met|with|mit)(?=\s+\w+\s+\w))\b",
    re.IGNORECASE,
)
"""Words that join two areas; "uitbreiden met 3 ha" joins nothing."""
_GROW: Final = re.compile(r"\b(?:door)?(?:groeien|grow|wachsen)\s+(?:naar|tot|to|auf)\s+$", re.IGNORECASE)
_ASKED_NOW: Final = re.compile(r"\s*(?:nu|now|jetzt)\b", re.IGNORECASE)


def _own(clause: Clause) -> Clause:
    """Return the part of a clause that is of one area alone where others stand in it too.

    What stands between two areas is of the first up to a word that joins, and of the second without one.
    """
    ahead, behind = [*_OTHER.finditer(clause.before)], _OTHER.search(clause.after)
    before, after = clause.before, clause.after
    if ahead:
        before = before[ahead[-1].end() :]
        joins = _PARTS.search(before)
        before = before if joins is None else before[joins.end() :]
    if behind is not None:
        joins = _PARTS.search(after[: behind.start()])
        after = "" if joins is None else after[: joins.start()]
    return Clause(before, after)


def _when_asked(clause: Clause) -> Clause:
    """Leave out a "now" that says when an area is asked, as in "we need 3 ha now and 7 ha later"."""
    if not clause.says(ASKED):
        return clause
    return Clause(_OTHER.sub(" ", clause.before), _ASKED_NOW.sub(" ", clause.after, count=1))


def _not_asked(clause: Clause) -> IntakeField | None:
    """Return what an area is of that is told and not asked; None where it is asked."""
    grows_to, asked = _grows_to(clause), _when_asked(clause)
    present = (
        (tells_today(asked.whole) and not is_half_today(asked))
        or _OURS.search(clause.before) is not None
        or _GROWS_FROM.match(clause.after) is not None
        or (clause.says(HAVE) and not clause.says(ASKED))
        or _has_enough(clause)
    )
    not_asked = (
        (_is_held_out(clause) or is_of_ours(clause), IntakeField.UNPLACED_AREA_M2),
        (present and not grows_to, IntakeField.PRESENT_AREA_M2),
        (_ends_with(clause.before, AT_MOST), IntakeField.MOST_AREA_M2),
        (clause.is_negated, IntakeField.UNPLACED_AREA_M2),
        (_own(clause).says(_EXTRA) and not grows_to, IntakeField.EXTRA_AREA_M2),
    )
    return next((field for holds, field in not_asked if holds), None)


def _is_held_out(clause: Clause) -> bool:
    """Whether somebody has it in mind or on offer: neither what a company has today nor what it asks."""
    is_held = clause.says(HAVE) and clause.says(HELD_OUT)
    is_sold = clause.says(SELLS) and not tells_today(clause.whole) and _OURS.search(clause.before) is None
    return (is_held or is_sold) and not clause.says(ASKED)


def _has_enough(clause: Clause) -> bool:
    """Whether somebody has enough of it; "2 ha is enough" and "enough with 2 ha" ask for it."""
    wish = [each for each in ASKED.findall(clause.whole) if each.casefold() not in _ENOUGH]
    is_enough = clause.says(ASKED) and not wish and clause.says(HAVE)
    return is_enough and _WITH.search(clause.before) is None


def is_of_ours(clause: Clause) -> bool:
    """Whether it is the size of what the wish is for, "a plot for our hall of 2 ha": there or yet to come."""
    return _FOR_OURS.search(clause.before) is not None


def _is_asked_now(clause: Clause) -> bool:
    return clause.says(ASKED) and _ASKED_NOW.match(clause.after) is not None


def _grows_to(clause: Clause) -> bool:
    """Whether an area is what somebody grows to from another."""
    return _GROWS_TO.search(clause.before) is not None or _GROW.search(clause.before) is not None


def _is_of_a_name(passage: SearchedText, match: re.Match[str]) -> bool:
    """Whether an area stands in brackets behind a name, which it then is the size of."""
    named = _NAMED.search(passage.searched[max(0, match.start() - 60) : match.start()])
    return named is not None and not any(each.fullmatch(named["name"]) for each in KINDS.values())


def _adjoins(clause: Clause) -> bool:
    """Whether a word for a building stands right beside."""
    return _ends_with(clause.before, _FLOOR) or _FLOOR.match(clause.after.lstrip()) is not None
