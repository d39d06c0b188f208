"""Numbers as Dutch, English and German mails write them; where two readings are possible both are given."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Final

NUMBER: Final = (
    r"(?:\d{1,12}(?:[.,'\u2019]\d{1,12}){1,5}|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?:[.,]\d{1,6})?"
    r"|\d{1,12})(?:\u00bd|[ \u00a0]1/2(?![\d/]))?"
)
"""A number as it stands in a text, with signs between its figures; its length is bounded."""

BEFORE: Final = r"(?<![\w.,/€$£\-\u2013½])(?<![€$£] )"
"""What may not stand before a number: it would be part of something else, or an amount of money."""

_THREE: Final = 3


class MessageLanguage(StrEnum):
    """The languages in which mails are read."""

    DUTCH = "nl"
    ENGLISH = "en"
    GERMAN = "de"


_SMALL_WORDS: Final = {
    MessageLanguage.DUTCH: (
        "wij zijn een het van voor met ons onze zoeken graag niet naar bij ook wordt hebben kunnen groet "
        "vriendelijke goedemorgen goedemiddag voorkeur "
        "de dat bedrijf geachte beste circa tot per is op uw u ik heeft zoekt"
    ),
    MessageLanguage.ENGLISH: (
        "we are the of for with our looking and not to at also have would could regards dear company "
        "please hi hello needs an about is your you that from by new has"
    ),
    MessageLanguage.GERMAN: (
        "wir sind ein eine der die das von für mit unser unsere suchen nicht nach bei auch haben können "
        "guten damen herren freundlichen gern bitte heute am im zum zur wäre möchte bisher sowie "
        "bedarf unsere unser zusammen grüßen und sehr geehrte firma etwa bis ist ihr sie zu wird einen einem"
    ),
}
_TELLING: Final = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_FEWEST: Final = 3


def guess_language(text: str) -> MessageLanguage | None:
    """Tell the language by its small words; None where the text is too short or tells two alike."""
    words = re.findall(r"[a-zäöüß]+", text.casefold())
    counts = {language: sum(word in telling for word in words) for language, telling in _TELLING.items()}
    first, second, *_ = sorted(counts.values(), reverse=True)
    if first < _FEWEST or first == second:
        return None
    return max(counts, key=lambda each: counts[each])


def number_readings(text: str, language: MessageLanguage | None) -> tuple[Decimal, ...]:
    """Return what a number may mean: one reading, or two where sign and language leave it open.

    A sign that comes twice, or two different signs, tell which is the decimal one. A single sign before
    exactly three figures is thousands or decimals by the language; without a language it is both.
    """
    whole = re.sub(r"(?:½|[ \u00a0]1/2)$", "", text)
    half = Decimal("0.5") if whole != text else Decimal(0)
    plain = re.sub(r"[ \u00a0\u202f'\u2019]", "", whole)
    signs = [each for each in plain if each in ".,"]
    if not signs:
        return (Decimal(plain or "0") + half,)
    return tuple(dict.fromkeys(each + half for each in _with_signs(plain, signs, language)))


def _with_signs(plain: str, signs: list[str], language: MessageLanguage | None) -> tuple[Decimal, ...]:
    last = signs[-1]
    head, _, tail = plain.rpartition(last)
    groups_fit = all(len(each) == _THREE for each in re.split(r"[.,]", plain)[1:])
    whole = Decimal(re.sub(r"[.,]", "", plain))
    decimal = Decimal(f"{re.sub(r'[.,]', '', head)}.{tail}")
    if len(set(signs)) > 1:
        return (decimal,) if signs.count(last) == 1 else ()
    if len(signs) > 1:
        return (whole,) if groups_fit else ()
    if not groups_fit or head == "0" or len(head) > _THREE:
        return (decimal,)
    if language is None:
        return (whole, decimal)
    thousands = "," if language is MessageLanguage.ENGLISH else "."
    return (whole,) if last == thousands else (decimal,)


def whole_readings(
    text: str, language: MessageLanguage | None, least: Decimal, most: Decimal
) -> tuple[tuple[Decimal, ...], bool]:
    """Return readings as ``plausible_readings`` of what nobody writes with three decimals: m², kW, people.

    A single sign before three figures is thousands then; derived, where the language would have it decimals.
    """
    by_language = number_readings(text, language)
    either = number_readings(text, None)
    if len(either) == 1:
        return plausible_readings(text, language, least, most)
    thousands = max(either)
    return ((thousands,) if least <= thousands <= most else ()), by_language != (thousands,)


def plausible_readings(
    text: str, language: MessageLanguage | None, least: Decimal, most: Decimal
) -> tuple[tuple[Decimal, ...], bool]:
    """Return the readings of a number that can be meant, and whether that took more than its language.

    Where the reading by language is far out of bounds and the other is not, both are given: nobody can know
    which was meant. Where no language is known and one of two is within bounds, it is that one, derived.
    """
    by_language = number_readings(text, language)
    fitting = tuple(each for each in by_language if least <= each <= most)
    if fitting:
        return fitting, len(fitting) != len(by_language)
    others = tuple(each for each in number_readings(text, None) if least <= each <= most)
    return (tuple(dict.fromkeys((*by_language, *others))), True) if others else ((), True)


NUMBER_WORDS: Final[dict[str, Decimal]] = {
    word.replace("_", " "): Decimal(value)
    for value, words in {
        "0.5": "half halve halber",
        "1": "één een one ein eine",
        "1.5": "anderhalf anderhalve anderthalb eineinhalb one_and_a_half",
        "2.5": "tweeënhalf tweeënhalve tweeëneenhalve zweieinhalb two_and_a_half twee_en_een_halve",
        "3.5": "drieënhalf drieënhalve drieëneenhalve dreieinhalb three_and_a_half drie_en_een_halve",
        "2": "twee two zwei",
        "3": "drie three drei",
        "4": "vier four",
        "5": "vijf five fünf",
        "6": "zes six sechs",
        "7": "zeven seven sieben",
        "8": "acht eight",
        "9": "negen nine neun",
        "10": "tien ten zehn",
    }.items()
    for word in words.split()
}
"""Small numbers in words."""
