"""The QR code of a contact: a vCard, 22 mm wide, as a drawing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import segno
from segno import helpers

from drentsportal.figures import base_map
from drentsportal.figures.marks import Picture, Polygon, Style
from drentsportal.figures.svg import to_svg

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import ContactPoint

SIZE_MM: Final = 22.0
_LONGEST_FIELD: Final = 80
"""Longer ones would make modules too small to read; the full text stands beside the code."""


def contact_card(contact: ContactPoint) -> str:
    """Return the vCard (3.0) of a function: what the code holds and what a file of it says."""
    name = contact.function[:_LONGEST_FIELD]
    card: str = helpers.make_vcard_data(
        name=f"{_one_part(name)};",
        displayname=name,
        org=contact.organisation[:_LONGEST_FIELD] or None,
        phone=contact.telephone or None,
        email=contact.mail or None,
    )
    return card


def _one_part(name: str) -> str:
    """Return a name as the one part of a name that it is: here a comma would part it, and a semicolon too."""
    return name.replace("\\", "\\\\").replace(",", "\\,").replace(";", " ")


@lru_cache(maxsize=256)
def contact_code(contact: ContactPoint) -> str:
    """Return the vCard of a function as SVG; the quiet zone is the white around it.

    Kept per contact: a batch has many sites and few functions to ask, and a code takes as long as a map.
    """
    card = contact_card(contact)
    rows = [bytes(row) for row in segno.make_qr(card, error="m").matrix]
    module = SIZE_MM / len(rows)
    rings = tuple(
        _run(start * module, y * module, length * module, module)
        for y, row in enumerate(rows)
        for start, length in _dark_runs(row)
    )
    return to_svg(Picture(SIZE_MM, SIZE_MM, (Polygon(rings, Style("#000000")),)))


def _run(x: float, y: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    return base_map.rectangle((x, y, x + width, y + height), Style()).rings[0]


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for position, module in enumerate((*row, 0)):
        if module and start is None:
            start = position
        elif not module and start is not None:
            runs.append((start, position - start))
            start = None
    return runs
