"""Which characters the bundled font can show, and what stands for the others.

One character without a glyph makes a PDF/A impossible, so a name with such a character would cost
the whole document. The characters of a font are those of its ``cmap`` table (OpenType 1.9, format 4:
the basic plane; the italic faces hold no more than that).
"""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TABLE_RECORD: Final = 16
_FIRST_TABLE: Final = 12
_ENCODING_RECORD: Final = 8
_FORMAT_WITH_SEGMENTS: Final = 4
_SPACE: Final = "\N{NO-BREAK SPACE}"
_EQUIVALENTS: Final = {
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{HYPHEN}": "-",
    "\N{FIGURE DASH}": "\N{EN DASH}",
    "\N{HORIZONTAL BAR}": "\N{EM DASH}",
    "\N{NARROW NO-BREAK SPACE}": _SPACE,
    "\N{LINE SEPARATOR}": " ",
    "\N{PARAGRAPH SEPARATOR}": " ",
}
_INVISIBLE: Final = frozenset({"Cc", "Cf"})
_ALWAYS: Final = "\n\t\r"
_PLAIN: Final = frozenset(map(chr, range(0x20, 0x7F)))
_ESCAPED_CONTROLS: Final = ("\\u", "\\b", "\\f")
"""How JSON writes what no font shows; of controls it leaves only those of ``_ALWAYS`` otherwise."""
_VARIANTS: Final = frozenset(map(chr, range(0xFE00, 0xFE10)))
_SUBSTITUTES: Final = "\N{WHITE VERTICAL RECTANGLE}\N{WHITE SQUARE}"


def characters_of(font: bytes) -> frozenset[str]:
    """Return the characters of the basic plane that a TrueType font has a glyph for.

    Raises ``struct.error`` or ``ValueError`` when the bytes are no such font.
    """
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, _FIRST_TABLE + _TABLE_RECORD * number)
        if tag == b"cmap":
            return frozenset(map(chr, _code_points(font, start)))
    reason = "no cmap table"
    raise ValueError(reason)


def _code_points(font: bytes, cmap: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    for number in range(count):
        (offset,) = struct.unpack_from(">I", font, cmap + 4 + _ENCODING_RECORD * number + 4)
        (form,) = struct.unpack_from(">H", font, cmap + offset)
        if form == _FORMAT_WITH_SEGMENTS:
            yield from _of_segments(font, cmap + offset)
            return


def _of_segments(font: bytes, table: int) -> Iterator[int]:
    """Read the segments: glyph 0 is the missing one."""
    (doubled,) = struct.unpack_from(">H", font, table + 6)
    words = f">{doubled // 2}H"
    ends = struct.unpack_from(words, font, table + 14)
    starts = struct.unpack_from(words, font, table + 16 + doubled)
    deltas = struct.unpack_from(words, font, table + 16 + 2 * doubled)
    range_offsets = table + 16 + 3 * doubled
    ranges = struct.unpack_from(words, font, range_offsets)
    for segment, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for code in range(start, end + 1):
            glyph = code
            if ranges[segment]:
                place = range_offsets + 2 * segment + ranges[segment] + 2 * (code - start)
                if place + 2 > len(font):
                    continue
                (glyph,) = struct.unpack_from(">H", font, place)
                if not glyph:
                    continue
            if (glyph + deltas[segment]) & 0xFFFF:
                yield code


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters that every face in use can show."""

    known: frozenset[str]

    @classmethod
    def of(cls, faces: Iterable[Path]) -> Glyphs:
        """Read the faces; raises ``OSError``, ``struct.error`` or ``ValueError``."""
        return cls(frozenset.intersection(*(characters_of(each.read_bytes()) for each in faces)))

    @property
    def substitute(self) -> str:
        """The visible sign for a character without a glyph."""
        return next((each for each in _SUBSTITUTES if each in self.known), "?")

    def shown(self, data: Any) -> Any:  # noqa: ANN401 - plain data as JSON has it
        """Return plain data with every text as the font can show it."""
        if isinstance(data, str):
            return self._text(data)
        if isinstance(data, dict):
            return {key: self.shown(each) for key, each in data.items()}
        if isinstance(data, list):
            return [self.shown(each) for each in data]
        return data

    def shows_all(self, json_text: str) -> bool:
        """Whether every text in JSON is shown as it stands, which holds for nearly all models.

        Told from the characters that occur, so that the texts need not be gone through one by one.
        """
        bare = json_text.replace("\\\\", "").replace('\\"', "")
        if any(each in bare for each in _ESCAPED_CONTROLS):
            return False
        odd = set(json_text) - _PLAIN
        return unicodedata.is_normalized("NFC", json_text) and all(self._one(each) == each for each in odd)

    def missing(self, data: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
        """Return each character for which a substitute stands, in the order of code points."""
        found = {each for text in _texts(data) if not _plain(text) for each in _composed(text)}
        return tuple(sorted(each for each in found if self._one(each) is None))

    def _text(self, text: str) -> str:
        if _plain(text):
            return text
        said = (self._one(each) for each in _composed(text))
        return "".join(self.substitute if each is None else each for each in said)

    def _one(self, character: str) -> str | None:
        """Return what stands for a character, ``None`` where only the substitute can."""
        if character in _ALWAYS or (character in self.known and character != "\N{SOFT HYPHEN}"):
            return character
        if character in _EQUIVALENTS:
            return _EQUIVALENTS[character]
        kind = unicodedata.category(character)
        if kind in _INVISIBLE or character in _VARIANTS:
            return ""
        if kind == "Zs":
            return " "
        plain = unicodedata.normalize("NFKC", character)
        return plain if plain and all(each in self.known for each in plain) else None


def _plain(text: str) -> bool:
    """Whether every font shows the text, which holds for nearly all texts."""
    return text.isascii() and text.isprintable()


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _texts(data: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _texts(each)
