"""How long the texts of a request may be, and what may stand in one line: for every way that one comes in.

Texts that were stored before stay as they are; only what is new or changed is judged.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.actor import one_line
from drentsportal.domain.entry.entry_text import LONGEST_NAME, is_shown
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import LocationRequest

LONGEST_TEXTS: Final[dict[str, int]] = {
    "title": LONGEST_NAME,
    "summary": 4_000,
    "sector": LONGEST_NAME,
    "requester": LONGEST_NAME,
    "company_name": LONGEST_NAME,
    "contact_name": LONGEST_NAME,
    "phone": 60,
    "email": 254,
    "kvk_number": 20,
    "origin": LONGEST_NAME,
    "staff_points": LONGEST_NAME,
    "soft_factors": 500,
}
"""The most signs of a text, by the key of a request file; own choice, an address is bounded by RFC 5321."""

MOST_SOFT_FACTORS: Final = 50
"""So many wishes in words a request may have."""

_IN_LINES: Final = frozenset({"summary"})
_PLAIN: Final = ("title", "summary", "sector")


def bounded_text(field: str, text: str) -> str:
    """Return a text as it is kept: line ends and control signs of one line become a space.

    Raises ``InputError`` naming the field, for signs that turn the order of reading and for a text that is
    longer than ``LONGEST_TEXTS`` says.
    """
    lines = text.splitlines() if field in _IN_LINES else [text]
    plain = "\n".join(map(one_line, lines)).strip()
    if not all(map(is_shown, plain.splitlines())):
        raise InputError("error.request.text_turned", field=field, key=field)
    most = LONGEST_TEXTS[field]
    if len(plain) > most:
        raise InputError("error.request.text_too_long", field=field, key=field, count=len(plain), most=most)
    return plain


def bounded_request(request: LocationRequest, before: LocationRequest | None = None) -> LocationRequest:
    """Return a request with its texts as ``bounded_text`` has them; errors as there.

    What stands in ``before``, the request as it was stored, stays as it is.
    """
    changed: dict[str, object] = {
        key: bounded_text(key, getattr(request, key))
        for key in _PLAIN
        if before is None or getattr(request, key) != getattr(before, key)
    }
    origin = request.origin
    if origin is not None and (before is None or origin != before.origin):
        changed["origin"] = replace(origin, label=bounded_text("origin", origin.label))
    if before is None or request.staff_points != before.staff_points:
        changed["staff_points"] = tuple(
            replace(each, label=bounded_text("staff_points", each.label)) for each in request.staff_points
        )
    if before is None or request.soft_factors != before.soft_factors:
        if len(request.soft_factors) > MOST_SOFT_FACTORS:
            raise InputError(
                "error.request.wishes_too_many",
                field="soft_factors",
                key="soft_factors",
                count=len(request.soft_factors),
                most=MOST_SOFT_FACTORS,
            )
        changed["soft_factors"] = tuple(bounded_text("soft_factors", each) for each in request.soft_factors)
    return replace(request, **changed)  # type: ignore[arg-type]  # keyed by the fields that they belong to
