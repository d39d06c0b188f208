"""The documents that an application for a permit needs, as far as a source names them.

The list ships with the application and is edited by the province; the gemeente decides what it asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drentsportal.domain.values import PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class PermitDocument:
    """One document: what it is, what it tells, and which source names it on which date."""

    id: str
    name: str
    tells: str
    source: str
    as_of: PartialDate


def permit_list_from_data(data: Mapping[str, Any]) -> tuple[PermitDocument, ...]:
    """Read the list from plain data.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` for an entry without one of its texts, above all
    without its source, and ``InputError`` for a date that is none.
    """
    found = tuple(_document(each) for each in data.get("document", ()))
    if len({each.id for each in found}) != len(found):
        raise ValueError("id")
    return found


def _document(entry: Mapping[str, Any]) -> PermitDocument:
    texts = {name: entry[name] for name in ("id", "name", "tells", "source", "as_of")}
    for name, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(name)
    texts["as_of"] = PartialDate.parse(texts["as_of"])
    return PermitDocument(**texts)
