"""Figures as people type them: with the decimal sign of the language in which they work."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from drentsportal.domain.entry.number_text import Notation, read_number
from drentsportal.errors import InputError

_THOUSANDS: Final = {
    Notation.COMMA: re.compile(r"[1-9]\d{0,2}(\.\d{3})+"),
    Notation.POINT: re.compile(r"[1-9]\d{0,2}(,\d{3})+"),
}
_FIGURE: Final = re.compile(r"[0-9][0-9.,]*")
_POINTED: Final = "en"
"""The language that sets decimals off with a point, and thousands with a comma."""


def notation_of(language_code: str) -> Notation:
    """Return the decimal sign that people type in a language."""
    return Notation.POINT if language_code == _POINTED else Notation.COMMA


def figure_as_typed(value: float | Decimal, language_code: str) -> str:
    """Return a number as a person types it: the decimal sign of the language, no exponent, no thousands."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return format(exact, "f").replace(".", notation_of(language_code).value)


def read_figure(text: str, language_code: str) -> float | None:
    """Return the number that a text means in a language; ``None`` where it is none there."""
    return read_number(text).under(notation_of(language_code))


def read_whole_figure(text: str, language_code: str) -> int | None:
    """Return the whole number that a text means in a language; ``None`` where it is none there.

    A decimal sign refuses it, also before zeros: with 75,000 a colleague may have meant thousands.
    """
    value = None if notation_of(language_code).value in text else read_figure(text, language_code)
    return None if value is None or not value.is_integer() else int(value)


def typed_number(text: str, field: str, language_code: str) -> str:
    """Return a typed number as it was typed, with a comma or a point for decimals.

    What is said about it later quotes it so. A sign that sets off thousands in this language cannot be told
    from a decimal one of another: raises ``InputError`` naming ``field``.
    """
    if ("." in text and "," in text) or _THOUSANDS[notation_of(language_code)].fullmatch(text):
        raise InputError("error.form.number_ambiguous", field=field, text=text)
    return text


def check_figures(text: str, field: str, language_code: str) -> None:
    """Look at every figure in a text, such as "40 x 25,5"; raises as ``typed_number``."""
    for figure in _FIGURE.findall(text):
        typed_number(figure, field, language_code)
