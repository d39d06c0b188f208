"""The known names of columns and words of codes, read from a file that a person can read and extend."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.message import message
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, SITE_ATTRIBUTES, ValueType
from drentsportal.domain.sites.reference_fields import FILE_KINDS, field_of, fields_of
from drentsportal.domain.vocabulary import MUNICIPALITIES, GridState
from drentsportal.errors import DataSourceError
from drentsportal.paths import EDITED_ENCODING
from drentsportal.services.mapping_proposal import CodeWords, folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

UNIT_WORDS: Final = {"ha": "ha", "hectare": "ha", "hectares": "ha", "m2": "m2", "sqm": "m2"}
"""Words of a column's name that state the unit of its areas."""

WORD_BREAK: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")
_YES_NO: Final = "yes_no"
_GRID_STATE: Final = "grid_state"
_FIELDS: Final = {
    spec.id: spec for kind in reversed(FILE_KINDS) for spec in fields_of(kind)
} | ATTRIBUTE_BY_ID
_LISTED: Final = ("location_type",)
_DBF_NAME: Final = 10
"""A column of a DBF keeps ten characters of its name."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """Known names, folded; of an attribute the names in the order in which they are preferred.

    ``fields`` gives, per kind of file that holds no sites, the known names of its own fields.
    """

    attributes: Mapping[str, tuple[str, ...]]
    ids: Mapping[str, str]
    unstable_ids: frozenset[str]
    dates: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    words: CodeWords = field(default_factory=CodeWords)

    def rank_of(self, column: str, attribute_id: str) -> int | None:
        """Return the place of a column's name among the names of an attribute; ``None`` for none of them."""
        return place_in(column, self.attributes.get(attribute_id, ()))


def place_in(column: str, names: Sequence[str]) -> int | None:
    """Return the place of a name in a list, also of one that a DBF cut to ten characters."""
    name = folded(column)
    if not name:
        return None
    for known in (name, folded(without_unit(column))):
        if known in names:
            return names.index(known)
    if len(column) != _DBF_NAME:
        return None
    return next((place for place, known in enumerate(names) if known.startswith(name)), None)


def without_unit(column: str) -> str:
    """Return a column's name without the unit of area in it: "Netto oppervlakte (ha)" is a net area."""
    words = WORD_BREAK.split(unicodedata.normalize("NFKC", column))
    return " ".join(word for word in words if word.casefold() not in UNIT_WORDS)


def mapping_tables(path: Path) -> tuple[str, dict[str, Any]]:
    """Read text and tables of a file about columns. Raises ``DataSourceError`` that names it and says why."""
    try:
        text = path.read_text(encoding=EDITED_ENCODING)
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        reason = message("file_reason.no_text")
        raise DataSourceError("error.mapping.unreadable", file=path.name, reason=reason) from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataSourceError("error.mapping.unreadable", file=path.name, reason=str(error)) from error


def load_aliases(path: Path) -> Aliases:
    """Read the file of known names; raises ``DataSourceError`` when it cannot be read."""
    _, content = mapping_tables(path)
    try:
        return _aliases(content)
    except (KeyError, TypeError, AttributeError) as error:
        raise DataSourceError("error.mapping.wrong", file=path.name, reason=str(error)) from error


def _aliases(content: Mapping[str, Any]) -> Aliases:
    return Aliases(
        attributes={
            ATTRIBUTE_BY_ID[name].id: _folded(names) for name, names in content["attributes"].items()
        },
        ids={folded(name): prefix for prefix, names in content["ids"].items() for name in names},
        unstable_ids=frozenset(_folded(content["unstable_ids"]["names"])),
        dates=_folded(content["dates"]["names"]),
        kinds={kind: _folded(names) for kind, names in content["kinds"].items()},
        fields={
            kind: {field_of(kind, name).id: _folded(names) for name, names in table.items()}
            for kind, table in content["fields"].items()
        },
        words=_words(content["codes"], content["unknown"]["words"]),
    )


def _words(codes: Mapping[str, Mapping[str, Sequence[str]]], unknown: Sequence[str]) -> CodeWords:
    by_list = {
        name: {folded(word): ours for ours, words in table.items() for word in words}
        for name, table in codes.items()
    }
    yes_no = by_list.pop(_YES_NO)
    states = by_list.pop(_GRID_STATE)
    choices = {_FIELDS[name].id: words for name, words in by_list.items()}
    choices |= {name: states for name, spec in _FIELDS.items() if set(spec.choices) == set(GridState)}
    choices |= {spec.id: yes_no for spec in SITE_ATTRIBUTES if spec.type is ValueType.BOOLEAN}
    choices["municipality_code"] = {folded(name): code for code, name in MUNICIPALITIES.items()} | {
        code[2:].lstrip("0"): code for code in MUNICIPALITIES
    }
    return CodeWords(
        choices=choices,
        unknown=frozenset(_folded(unknown)),
        listed={name: tuple(codes[name]) for name in _LISTED},
    )


def _folded(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(folded(name) for name in names)
