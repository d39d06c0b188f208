"""Writes a mapping as the file that ``mapping.load_mapping`` reads, with remarks of who decided what."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.services.mapping_draft import OPEN, SAME_TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from drentsportal.geodata.mapping import ColumnRule, ImportMapping

    Remarks = Mapping[str, Sequence[str]]

_UNPRINTED: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_WIDTH: Final = 106


@dataclass(frozen=True, slots=True)
class _Unsaid:
    confirmed: bool
    open_keys: frozenset[str]


def mapping_text(
    mapping: ImportMapping,
    remarks: Remarks,
    *,
    confirmed: bool = True,
    open_keys: frozenset[str] = frozenset(),
) -> str:
    """Return a mapping as TOML.

    ``remarks`` gives lines of comment by the key above which they stand (``source``, ``as_of``,
    ``attributes.gross_ha.unit``); those of "" stand at the top. A mapping that is not ``confirmed`` says so
    in a key, and is refused until a person changed it. ``open_keys`` (``as_of``, ``parts``) are written with
    a question mark, since a mapping itself cannot hold one there.
    """
    unsaid = _Unsaid(confirmed, open_keys)
    lines = [*_comment(remarks.get("", ())), ""] if remarks.get("") else []
    lines += _head(mapping, remarks, unsaid)
    lines += _as_of(mapping, remarks, unsaid)
    if mapping.geometry is not None:
        parts = {name: getattr(mapping.geometry, name) for name in ("x", "y", "wkt", "crs")}
        lines += [
            "",
            *_comment(remarks.get("geometry", ())),
            "[geometry]",
            *(_pair(name, part) for name, part in parts.items() if part),
        ]
    for rule in mapping.rules:
        lines += _attribute(rule, remarks)
    return "\n".join([*lines, ""])


def _head(mapping: ImportMapping, remarks: Remarks, unsaid: _Unsaid) -> Iterator[str]:
    parts = SAME_TOTAL if mapping.same_total else OPEN if "parts" in unsaid.open_keys else ""
    stated = (
        ("id", mapping.id, _text(mapping.id)),
        ("title", mapping.title, _text(mapping.title)),
        ("confirmed", not unsaid.confirmed, "false"),
        ("kind", mapping.kind, _text(mapping.kind)),
        ("source", mapping.source, _text(mapping.source)),
        ("encoding", mapping.encoding, _text(mapping.encoding)),
        ("native", mapping.native, "true"),
        ("row_id", True, _text(mapping.id_template)),
        ("parts", parts, _text(parts)),
        ("accepted", mapping.accepted, _list(sorted(mapping.accepted))),
        ("ignored", mapping.ignored, _list(mapping.ignored)),
    )
    for key, is_stated, value in stated:
        if is_stated:
            yield from _comment(remarks.get(key, ()))
            yield f"{key} = {value}"


def _as_of(mapping: ImportMapping, remarks: Remarks, unsaid: _Unsaid) -> Iterator[str]:
    is_open = "as_of" in unsaid.open_keys
    if not (mapping.as_of_column or mapping.as_of or is_open):
        return
    yield ""
    yield from _comment(remarks.get("as_of", ()))
    yield "[as_of]"
    if mapping.as_of_column:
        yield _pair("column", mapping.as_of_column)
    if mapping.as_of_dates:
        yield from _comment(remarks.get("as_of.date", ()))
        yield _pair("date", mapping.as_of_dates)
    if mapping.as_of is not None:
        yield _pair("value", mapping.as_of.iso)
    elif is_open:
        yield _pair("value", OPEN)


def _attribute(rule: ColumnRule, remarks: Remarks) -> Iterator[str]:
    table = f"attributes.{rule.attribute.id}"
    yield ""
    yield from _comment(remarks.get(table, ()))
    yield f"[{table}]"
    if rule.column:
        yield _pair("column", rule.column)
    else:
        yield f"value = {_value(rule.value)}"
    for key, stated in (("unit", rule.unit), ("decimal", rule.decimal), ("date", rule.dates)):
        if stated:
            yield from _comment(remarks.get(f"{table}.{key}", ()))
            yield _pair(key, stated)
    if rule.required:
        yield "required = true"
    for key, codes in (("known_codes", rule.known_codes), ("unknown_codes", rule.unknown_codes)):
        if codes:
            yield from _comment(remarks.get(f"{table}.{key}", ()))
            yield f"{key} = {_list(sorted(codes))}"
    if rule.codes:
        yield ""
        yield from _comment(remarks.get(f"{table}.codes", ()))
        yield f"[{table}.codes]"
        for code, ours in rule.codes.items():
            yield from _comment(remarks.get(f"{table}.codes.{code}", ()))
            yield f"{_text(code)} = {_text(ours)}"


def _pair(key: str, value: str) -> str:
    return f"{key} = {_text(value)}"


def _text(text: str) -> str:
    """Write a basic string; JSON writes one as TOML does, but for the character DEL."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007F")


def _value(value: object) -> str:
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _list(items: Sequence[str]) -> str:
    one_line = f"[{', '.join(_text(item) for item in items)}]"
    if len(one_line) < _WIDTH:
        return one_line
    return "[\n" + "".join(f"    {_text(item)},\n" for item in items) + "]"


def _comment(remarks: Sequence[str]) -> Iterator[str]:
    """Write remarks as comment; what would end a line, or is no character to print, becomes a space."""
    for remark in remarks:
        yield f"# {_UNPRINTED.sub(' ', remark)}".rstrip()
