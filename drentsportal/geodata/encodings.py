"""In which encodings the texts of a file can be read, with the same few texts in each of them."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.geodata.file_kinds import SourceFormat

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from drentsportal.geodata.source_gate import CheckedSource

_BY_BYTES: Final = ("cp1252", "latin-1", "cp850")
_SHAPEFILES: Final = frozenset({SourceFormat.SHAPEFILE, SourceFormat.SHAPEFILE_ZIP})
_HEADER_BYTES: Final = 32
_ODD_TEXT: Final = re.compile(rb"[^\x00-\x1f;,|*\"{}]*[\x80-\xff][^\x00-\x1f;,|*\"{}]*")
_SPACES: Final = re.compile(rb" {2,}")
_SAMPLES: Final = 3
_LONGEST: Final = 40
_LOOKED_AT: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class EncodingChoice:
    """The encodings that are possible, the likeliest first, and the same texts in each of them.

    ``is_asked``: the file does not show which one it is, so that a person has to choose.
    """

    encodings: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    is_asked: bool = False


def encoding_choice(checked: CheckedSource, layer: str) -> EncodingChoice:
    """Return what can be chosen for a CSV file, or for the table of a shapefile without ``.cpg``.

    Nothing can be chosen where every letter is plain, or where the file itself states its encoding.
    """
    if checked.format is SourceFormat.DELIMITED:
        raw = checked.path.read_bytes()
        return EncodingChoice() if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else _choice(raw, is_asked=False)
    if checked.format in _SHAPEFILES:
        content = _beside(checked, layer, ".dbf")
        if content is not None and _beside(checked, layer, ".cpg") is None:
            return _choice(_records(content), is_asked=True)
    return EncodingChoice()


def states_no_encoding(checked: CheckedSource, target: str) -> bool:
    """Whether a shapefile has no ``.cpg``; ``target`` is the name under which GDAL opens it."""
    layer = target.rpartition("/")[2].rpartition(".")[0] if "}/" not in target else target.partition("}/")[2]
    return _beside(checked, layer.removesuffix(".shp"), ".cpg") is None


def _choice(raw: bytes, *, is_asked: bool) -> EncodingChoice:
    if raw.isascii():
        return EncodingChoice()
    listed = ("utf-8", *_BY_BYTES) if _is_utf_8(raw) else _BY_BYTES
    # Of two encodings that read every letter alike there is nothing to choose.
    read = {raw.decode(each, errors="replace"): each for each in reversed(listed)}
    possible = tuple(reversed(read.values()))
    shown = list(_samples(raw))
    samples = [tuple(text.decode(each, errors="replace")[:_LONGEST] for text in shown) for each in possible]
    return EncodingChoice(possible, tuple(samples), is_asked)


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _samples(raw: bytes) -> Iterable[bytes]:
    """Give the first distinct texts that hold more than plain letters."""
    found: dict[bytes, None] = {}
    for match in _ODD_TEXT.finditer(raw[:_LOOKED_AT]):
        for part in _SPACES.split(match.group().strip()):
            if part and not part.isascii():
                found[part] = None
        if len(found) >= _SAMPLES:
            break
    return list(found)[:_SAMPLES]


def _records(content: bytes) -> bytes:
    """Return the table without its header, of which bytes above 127 are numbers."""
    first = int.from_bytes(content[8:10], "little")
    return content[max(first, _HEADER_BYTES) :]


def _beside(checked: CheckedSource, layer: str, suffix: str) -> bytes | None:
    """Return the part of a shapefile with an ending, ``None`` where there is none."""
    if checked.format is SourceFormat.SHAPEFILE:
        return next((each.read_bytes() for each in _parts(checked.path, suffix)), None)
    with zipfile.ZipFile(checked.path) as archive:
        for name in archive.namelist():
            stem, _, ending = name.lower().rpartition(".")
            if f".{ending}" == suffix and (stem == layer.lower() or stem.rpartition("/")[2] == layer.lower()):
                return archive.read(name)
    return None


def _parts(path: Path, suffix: str) -> Iterable[Path]:
    beside = sorted(each for each in path.parent.iterdir() if each.stem == path.stem)
    return (each for each in beside if each.suffix.lower() == suffix)
