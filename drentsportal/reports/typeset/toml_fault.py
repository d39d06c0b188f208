"""Says what is wrong with a file of entries (TOML) that cannot be read: where it is, and of which kind.

The reader of Python speaks English only: what it says is quoted where no words of ours fit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message

if TYPE_CHECKING:
    from tomllib import TOMLDecodeError

    from drentsportal.domain.message import Message

_PLACED: Final = re.compile(
    r"(?P<said>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)
_KINDS: Final = (
    ("twice", ("Cannot overwrite", "Cannot declare", "Duplicate inline table key", "Cannot mutate")),
    ("value", ("Invalid value",)),
    ("text", ("Illegal character", "Unterminated string", 'Expected \'"', "Expected \"'", "Expected '''")),
    ("backslash", ("Unescaped '\\'", "Invalid hex value", "Escaped character")),
    ("equals", ("Expected '=' after",)),
    ("after", ("Expected newline or end of document",)),
    ("list", ("Unclosed array", "Unclosed inline table")),
    ("table", ("Expected ']'", "Expected ']]'")),
    ("start", ("Invalid statement", "Invalid initial character")),
)  # fmt: skip
"""How the reader begins its sentence, by kind."""


def toml_fault(error: TOMLDecodeError) -> Message:
    """Return where and what, in words; the place is the end of the file where reading went on until there."""
    found = _PLACED.fullmatch(str(error))
    said = str(error) if found is None else found["said"]
    what = _kind_of(said)
    if found is None or found["line"] is None:
        return message("toml.at_end", fault=what)
    return message("toml.at", line=int(found["line"]), column=int(found["column"]), fault=what)


def _kind_of(said: str) -> Message:
    for kind, beginnings in _KINDS:
        if said.startswith(beginnings):
            return message(f"toml.fault.{kind}")
    return message("toml.fault.other", said=said)


def line_of(text: str, table: str, key: str) -> int | None:
    """Return the line on which an entry of a table begins, ``None`` where it is not found; "" is no table."""
    entry = re.compile(rf"""(?:^|[\s.,{{])["']?{re.escape(key)}["']?\s*(?:=|\.)""")
    opened = ""
    for number, line in enumerate(text.splitlines(), start=1):
        heading = re.match(r"\s*\[+\s*[\"']?([^\]\"']+)[\"']?\s*\]", line)
        if heading is not None:
            opened = heading[1].strip()
            if not table and opened.partition(".")[0] == key:
                return number
        else:
            is_inline = bool(table) and not opened and re.match(rf"\s*{re.escape(table)}\b", line) is not None
            if (opened == table or is_inline) and entry.search(line.partition("#")[0]):
                return number
    return None
