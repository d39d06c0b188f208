"""Text as XML and office files can hold it, and as a spreadsheet does not work it out."""

from __future__ import annotations

from typing import Final

_FIRST_PRINTABLE: Final = 32
_NEVER: Final = "\ufffe\uffff"
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
_HALF_PAIRS: Final = range(0xD800, 0xE000)


def without_controls(text: str) -> str:
    """Return the text without what XML cannot hold: controls and half pairs; tab and line end stay."""
    if text.isprintable():
        return text
    return "".join(
        each
        for each in text
        if each in "\n\t"
        or (ord(each) >= _FIRST_PRINTABLE and each not in _NEVER and ord(each) not in _HALF_PAIRS)
    )


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for something to work out, also behind spaces."""
    return text.lstrip(" ").startswith(_FORMULAS)
