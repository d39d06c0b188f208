"""Parses XML of a server: no document type, so no entities; bounded in depth and in elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

from drentsportal.errors import DataSourceError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST: Final = 100
_MOST_ELEMENTS: Final = 5_000_000


def parse_xml(body: bytes, address: str) -> Element:
    """Parse a whole answer; names of elements are ``{namespace}local``.

    Raises ``DataSourceError`` for a document type declaration, and for what is no XML or cut off.
    """
    reading = _Reading(address)
    try:
        reading.parser.Parse(body, True)  # noqa: FBT003 - expat takes it by position only
        return reading.builder.close()
    except (expat.ExpatError, LookupError, ValueError, AssertionError) as error:
        raise DataSourceError("error.fetch.not_xml", address=address) from error


def local_name(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


def namespace(tag: str) -> str:
    """Return the namespace of a name, "" where it has none."""
    return tag.rpartition("}")[0].removeprefix("{")


class _Reading:
    """One parse: expat tells, the builder builds."""

    def __init__(self, address: str) -> None:
        self.builder = TreeBuilder()
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.builder.data
        self._address = address
        self._depth = 0
        self._elements = 0

    def _refuse(self, *_: object) -> None:
        raise DataSourceError("error.fetch.doctype", address=self._address)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > _DEEPEST or self._elements > _MOST_ELEMENTS:
            raise DataSourceError("error.fetch.not_xml", address=self._address)
        self.builder.start(_named(name), {_named(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.builder.end(_named(name))


def _named(name: str) -> str:
    return "{" + name if "}" in name else name
