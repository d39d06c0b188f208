"""Words for the value that goes for a site: at once, from its park, or a price of which one end is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Words
from drentsportal.reports.typeset.value_words import Mark, cents_of

if TYPE_CHECKING:
    from drentsportal.domain.sites.going_value import GoingValue
    from drentsportal.domain.values import Attribute
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords

_EURO: Final = "€ \u00a0"
_CENTS: Final = 100


def going_text(found: GoingValue, words: ValueWords) -> str:
    """Return a known value in words; empty where it is unknown."""
    if found.at_once:
        return words.language.text("doc.value.at_once")
    if found.ends is not None:
        return words.language.text("doc.value.per_m2", price=price_text(found.ends, words.language))
    return words.plain(found.attribute_id, found.value.value) if isinstance(found.value, Known) else ""


def going_words(found: GoingValue, words: ValueWords) -> Words:
    """Return the value for a narrow cell, as ``ValueWords.words`` does."""
    if not found.known:
        return words.words(found.attribute_id, found.value)
    told = going_text(found, words)
    if any(words.is_stale(name, each) for name, each in found.known.items()):
        return Words(words.language.text("doc.value.stale", value=told), Mark.STALE)
    return Words(told)


def of_park(found: GoingValue, language: Language) -> tuple[Words, ...]:
    """Return the line that says that the park says it, or that it follows from the status; else none."""
    if found.at_once:
        return (Words(language.text("doc.value.by_status"), "", "quiet"),)
    return (Words(language.text("doc.value.of_park"), "", "quiet"),) if found.of_park else ()


def going_note(found: GoingValue, reference: str, language: Language) -> str:
    """Return the source as it stands under a figure, with the park where that says it."""
    return language.text("doc.key.of_park", reference=reference) if found.of_park else reference


def source_numbers(found: GoingValue, sources: SourceNumbers) -> str:
    """Return the numbers of the sources of a value, each once, for a narrow cell.

    What follows from the status has none: no source says it.
    """
    if found.at_once:
        return NOT_APPLICABLE
    numbers = (str(sources.number(each.source, each.as_of)) for each in found.known.values())
    return ", ".join(dict.fromkeys(numbers)) or NOT_APPLICABLE


def price_text(
    ends: tuple[Attribute[object], Attribute[object]], language: Language, *, is_bare: bool = False
) -> str:
    """Return what land costs per m², of which one end may be unknown: ``vanaf € 65,00``.

    A bare one has no sign of the euro, where a header has it.
    """
    cents = sorted(cents_of(each.value) for each in ends if isinstance(each, Known))
    if is_bare:
        low, high = (language.value(each / _CENTS, "dec2") for each in (cents[0], cents[-1]))
    else:
        low, high = (language.value(each, "eurocent") for each in (cents[0], cents[-1]))
    if not all(isinstance(each, Known) for each in ends):
        key = "doc.value.price_from" if isinstance(ends[0], Known) else "doc.value.price_to"
        return language.text(key, price=low)
    return low if low == high else language.text("doc.key.range", **_with_one_sign(low, high))


def _with_one_sign(low: str, high: str) -> dict[str, str]:
    """Return both ends of a range with the sign of the euro where the language has it, but once."""
    if high.startswith("€"):
        return {"low": low, "high": high.lstrip(_EURO)}
    return {"low": low.rstrip(_EURO), "high": high}
