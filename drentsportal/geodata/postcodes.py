"""The form of a Dutch postcode with letters (PC6): four digits, not beginning with 0, and two letters."""

from __future__ import annotations

import re
from typing import Final

_POSTCODE: Final = re.compile(r"([1-9]\d{3})\s?([A-Za-z]{2})")


def postcode_of(value: object) -> str | None:
    """Return a postcode as ``1234AB``, ``None`` where the value is none."""
    found = _POSTCODE.fullmatch(str(value).strip()) if value is not None else None
    return None if found is None else found[1] + found[2].upper()
