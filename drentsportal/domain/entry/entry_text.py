"""What may stand in a line of text that a person enters: signs that are seen, and digits that are read."""

from __future__ import annotations

import unicodedata
from typing import Final

from drentsportal.errors import InputError

LONGEST_NAME: Final = 200
"""More signs than this are no name but a text that was pasted into the wrong field."""

_TURNING: Final = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Signs that are not seen and turn the order of those that are: a name would read as another one."""


def is_shown(text: str) -> bool:
    """Whether every sign of a line is seen as what it is: no control sign, none that turns the order."""
    return not any(sign in _TURNING or unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in text)


def has_foreign_digit(text: str) -> bool:
    """Whether a digit is none of 0 to 9, as those of Arabic or of full width are."""
    return any(sign.isdecimal() and not sign.isascii() for sign in text)


def check_name(name: str, field: str = "name") -> None:
    """Raise ``InputError`` for a name that is empty, too long, or holds signs that are not seen."""
    if not name.strip():
        raise InputError("error.edit.no_name", field=field)
    if not is_shown(name):
        raise InputError("error.entry.control_sign", field=field, attribute=field, text=name)
    if len(name.strip()) > LONGEST_NAME:
        raise InputError("error.entry.name_too_long", field=field, most=LONGEST_NAME, count=len(name.strip()))
