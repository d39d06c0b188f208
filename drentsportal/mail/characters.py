"""Bytes to text as well as it goes, and whether that was certain; names of files without tricks."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MOJIBAKE: Final = re.compile("[\u00c3\u00c2][\u0080-\u00bf]|\u00e2\u20ac|\ufffd")
_SINGLE_BYTE: Final = frozenset(
    {"iso-8859-1", "latin-1", "latin1", "iso-8859-15", "windows-1252", "cp1252", "us-ascii", "ascii"}
)
_LONGEST_NAME: Final = 150


def decoded(content: bytes, charset: str | None) -> tuple[str, bool]:
    """Return the text and whether its characters are certain.

    The stated charset goes first. Where it does not exist or does not fit, or where bytes that are said to be
    one-byte characters read as UTF-8, the likeliest other one is taken and the text is not certain. So is a
    text that carries the marks of an earlier wrong reading.
    """
    stated = (charset or "us-ascii").strip("\"' ").casefold()
    stated = "cp1252" if stated in {"iso-8859-1", "latin-1", "latin1"} else stated
    text, is_certain = _by_statement(content, stated)
    if "\x00" in text:
        text, is_certain = text.replace("\x00", ""), False
    return text, is_certain and _MOJIBAKE.search(text) is None


def _by_statement(content: bytes, stated: str) -> tuple[str, bool]:
    if content.isascii() and stated not in {
        "utf-16",
        "utf-16le",
        "utf-16be",
        "utf-32",
        "utf-7",
        "iso-2022-jp",
        "hz-gb-2312",
    }:
        return content.decode("ascii"), True
    utf8 = _strictly(content, "utf-8")
    if stated in _SINGLE_BYTE and utf8 is not None:
        return utf8, False
    text = _strictly(content, stated)
    if text is not None and stated not in {"us-ascii", "ascii"}:
        return text, True
    if utf8 is not None:
        return utf8, False
    return content.decode("cp1252", errors="replace"), False


def _strictly(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset)
    except (LookupError, ValueError):
        return None


def cleaned(text: str) -> str:
    """Return text with one kind of line break and without characters that are not to be seen."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    plain = plain.replace("\u00a0", " ").replace("\u202f", " ")
    return "".join(
        each for each in plain if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Co"}
    )


def one_line_of(text: str) -> str:
    """Return a header's text as one line."""
    return " ".join(cleaned(text).split())


def file_name(name: str | None, fallback: str) -> str:
    """Return a name without folders, control characters or characters that turn the direction of reading."""
    last = re.split(r"[\\/]", one_line_of(name or ""))[-1].strip(". ")
    plain = re.sub(r'[<>:"|?*]', "_", last)
    if len(plain) > _LONGEST_NAME:
        stem, dot, ending = plain.rpartition(".")
        plain = f"{stem[: _LONGEST_NAME - 20]}{dot}{ending[:19]}" if dot else plain[:_LONGEST_NAME]
    return plain or fallback
