"""What the columns of a source mean: a mapping, read from a TOML file that a person can read and change."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.sites.reference_fields import FILE_KINDS, field_of, fields_of
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, InputError
from drentsportal.geodata.coordinate_columns import CoordinateColumns, stated_coordinates
from drentsportal.geodata.mapping_aliases import mapping_tables
from drentsportal.geodata.mapping_questions import check_answered
from drentsportal.paths import EDITED_ENCODING
from drentsportal.services.mapping_draft import DAY_FIRST, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drentsportal.domain.sites.attributes import AttributeSpec

ENCODINGS: Final = ("utf-8", "cp1252", "latin-1", "cp850", "utf-16")
"""Encodings in which a text file may be read."""

_KEYS: Final = frozenset(
    {
        "id",
        "title",
        "confirmed",
        "encoding",
        "kind",
        "source",
        "native",
        "accepted",
        "ignored",
        "geometry",
        "row_id",
        "as_of",
        "parts",
        "attributes",
    }
)
_ATTRIBUTE_KEYS: Final = frozenset(
    {"column", "value", "unit", "decimal", "date", "required", "codes", "known_codes", "unknown_codes"}
)
_AS_OF_KEYS: Final = frozenset({"column", "value", "date"})
_UNITS: Final = ("ha", "m2")
_DATES: Final = ("", DAY_FIRST)
_PARTS: Final = ("refuse", "same_total")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """How one attribute is read.

    ``column`` is the source's column, or ``value`` a value that holds for every row. ``unit`` is the unit of
    the source where it differs from the attribute's own. ``dates`` is ``day_first`` for 17-11-2026 and empty
    for 2026-11-17. ``codes`` turns the source's codes into ours;
    ``unknown_codes`` are the codes by which the source itself says that it does not know.
    """

    attribute: AttributeSpec
    column: str = ""
    value: object | None = None
    unit: str = ""
    decimal: str = ""
    dates: str = ""
    required: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)
    known_codes: frozenset[str] = frozenset()
    unknown_codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """How a source is read: its kind, the id of a row, its reference date and its attributes.

    ``same_total``: rows with one id are parts of one site and each carries the total of the whole.
    ``native``: columns carry our own attribute ids, so any of them may be present. ``encoding`` is that of a
    text file, empty where the file is left to show it itself. ``geometry`` names the columns of a table that
    hold coordinates, ``None`` where they are recognised by their names.
    """

    id: str
    kind: str
    source: str
    id_template: str
    rules: tuple[ColumnRule, ...] = ()
    as_of_column: str = ""
    as_of: PartialDate | None = None
    same_total: bool = False
    native: bool = False
    accepted: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    title: str = ""
    encoding: str = ""
    as_of_dates: str = ""
    geometry: CoordinateColumns | None = None

    @property
    def id_columns(self) -> tuple[str, ...]:
        """The columns from which the id of a row is made."""
        return tuple(_PLACEHOLDER.findall(self.id_template))

    @property
    def columns(self) -> frozenset[str]:
        """Every column that the source has, by which the mapping is recognised."""
        named = {rule.column for rule in self.rules if rule.column}
        return frozenset({*named, *self.id_columns, *self.ignored, *filter(None, [self.as_of_column])})

    @property
    def all_columns(self) -> frozenset[str]:
        """Every column that the source has before coordinates are made of some of them."""
        return self.columns | {*(self.geometry.names if self.geometry is not None else ())}

    def with_rules(self, rules: tuple[ColumnRule, ...]) -> ImportMapping:
        """Return the same mapping with other rules."""
        return replace(self, rules=rules)


def load_mapping(path: Path) -> ImportMapping:
    """Read a mapping file.

    Raises ``DataSourceError`` that names the key at fault when the file cannot be read or says something
    that is not understood: a misspelt key would otherwise be an attribute that is silently missing.
    A proposal with a question that nobody answered, or that nobody confirmed, is refused by line and key.
    """
    text, content = mapping_tables(path)
    check_answered(path.name, text, content)
    try:
        return _mapping(content)
    except (InputError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataSourceError("error.mapping.wrong", file=path.name, reason=str(error)) from error


def keep_decisions(shipped: Path, target: Path, new_id: str, accepted: frozenset[str]) -> ImportMapping:
    """Write a mapping beside the shipped ones that carries what a person decided, and return it.

    The text of the shipped mapping, its remarks too, is kept; only ``id`` and ``accepted`` change.
    Raises ``InputError`` when ``target`` exists.
    """
    if target.exists():
        raise InputError("error.mapping.exists", field="--mapping", file=target.name)
    lines = shipped.read_text(encoding=EDITED_ENCODING).splitlines()
    kept = [line for line in lines if not line.startswith(("id =", "accepted ="))]
    head = [f"id = {json.dumps(new_id)}", f"accepted = {json.dumps(sorted(accepted), ensure_ascii=False)}"]
    text = "\n".join((*head, *kept, ""))
    _mapping(tomllib.loads(text))
    target.write_text(text, encoding="utf-8")
    return load_mapping(target)


def load_mappings(folder: Path) -> dict[str, ImportMapping]:
    """Read every mapping that ships with the program, by id."""
    mappings = [load_mapping(path) for path in sorted(folder.glob("*.toml"))]
    return {mapping.id: mapping for mapping in mappings}


def _mapping(content: Mapping[str, Any]) -> ImportMapping:
    _only(content, _KEYS)
    kind = str(content["kind"])
    if kind not in FILE_KINDS:
        raise ValueError(kind)
    as_of = content.get("as_of", {})
    _only(as_of, _AS_OF_KEYS)
    native = bool(content.get("native", False))
    return ImportMapping(
        id=str(content["id"]),
        kind=kind,
        source=str(content.get("source", "")),
        id_template=str(content.get("row_id", "{id}")),
        rules=_native_rules(kind) if native else _rules(kind, content.get("attributes", {})),
        as_of_column=str(as_of.get("column", "")),
        as_of=PartialDate.parse(str(as_of["value"])) if "value" in as_of else None,
        same_total=_one_of(content.get("parts", "refuse"), _PARTS) == "same_total",
        native=native,
        accepted=frozenset(map(str, content.get("accepted", []))),
        ignored=tuple(map(str, content.get("ignored", []))),
        title=str(content.get("title", "")),
        encoding=_one_of(content.get("encoding", ""), ("", *ENCODINGS)),
        as_of_dates=_one_of(as_of.get("date", ""), _DATES),
        geometry=stated_coordinates(content.get("geometry", {})),
    )


def _native_rules(kind: str) -> tuple[ColumnRule, ...]:
    return tuple(ColumnRule(spec, column=spec.id) for spec in fields_of(kind))


def _rules(kind: str, attributes: Mapping[str, Mapping[str, Any]]) -> tuple[ColumnRule, ...]:
    return tuple(_rule(field_of(kind, field_id), stated) for field_id, stated in attributes.items())


def _rule(attribute: AttributeSpec, stated: Mapping[str, Any]) -> ColumnRule:
    _only(stated, _ATTRIBUTE_KEYS)
    if ("column" in stated) == ("value" in stated):
        raise ValueError(attribute.id)
    codes = stated.get("codes", {})
    # A code that is given nothing stands for "unknown", as in unknown_codes.
    silent = [code for code, ours in codes.items() if ours == UNKNOWN]
    return ColumnRule(
        attribute=attribute,
        column=str(stated.get("column", "")),
        value=stated.get("value"),
        unit=_one_of(stated.get("unit", ""), ("", *_UNITS)),
        decimal=_one_of(stated.get("decimal", ""), ("", ".", ",")),
        dates=_one_of(stated.get("date", ""), _DATES),
        required=bool(stated.get("required", False)),
        codes={str(code): str(ours) for code, ours in codes.items() if ours != UNKNOWN},
        known_codes=frozenset(map(str, stated.get("known_codes", []))),
        unknown_codes=frozenset(map(str, [*stated.get("unknown_codes", []), *silent])),
    )


def _one_of(value: object, accepted: tuple[str, ...]) -> str:
    if str(value) not in accepted:
        raise ValueError(value)
    return str(value)


def _only(table: Mapping[str, object], accepted: frozenset[str]) -> None:
    if strange := sorted(table.keys() - accepted):
        raise ValueError(", ".join(strange))
