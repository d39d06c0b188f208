"""Proposes which columns tell the rows of a file apart: by name, else by values that all differ."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.services.mapping_proposal import Certainty, ColumnEvidence, IdProposal, ValueShape, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.geodata.column_evidence import ColumnValues
    from drentsportal.geodata.mapping_aliases import Aliases

_LONGEST_ID: Final = 40
_CODE_GM: Final = re.compile(r"GM\d{4}")
_CODE_DIGITS: Final = re.compile(r"\d{4}")


def gm_prefix(values: ColumnValues) -> str | None:
    """Return what makes codes of gemeenten of a column that has another one in each row, else ``None``."""
    if values.filled != len(values.rows) or len(values.counts) != values.filled:
        return None
    for prefix, form in (("", _CODE_GM), ("GM", _CODE_DIGITS)):
        if values.counts and all(form.fullmatch(text.strip()) for text in values.counts):
            return prefix
    return None


def ids_of(
    prepared: Sequence[ColumnValues], columns: Sequence[ColumnEvidence], aliases: Aliases, file_name: str
) -> tuple[IdProposal, ...]:
    """Find the columns that tell rows apart: by name, else by values that are all there and all different."""
    own_prefix = f"{_slug(PurePath(file_name).stem)}-"
    found = []
    for values in prepared:
        if "{" in values.name or "}" in values.name:
            continue
        name = folded(values.name)
        if (code_prefix := gm_prefix(values)) is not None:
            reason = message("mapping.reason.gm_codes", example=next(iter(values.counts)))
            each = IdProposal(
                values.name, code_prefix, Certainty.CONTENT, 0, 0, (reason,), kind="municipalities"
            )
            found.append((False, False, 0, each))
        missing, repeated = len(values.rows) - values.filled, values.filled - len(values.counts)
        if name in aliases.ids:
            rank = list(aliases.ids).index(name)
            reason = message("mapping.reason.id_name", column=values.name, repeated=repeated, missing=missing)
            prefix = aliases.ids[name] or own_prefix
            same = repeated > 0 and _same_totals(values, prepared, columns)
            each = IdProposal(values.name, prefix, Certainty.NAME, repeated, missing, (reason,), same)
            found.append((bool(missing), bool(repeated) and not aliases.ids[name], rank, each))
        elif not missing and not repeated and _may_be_id(values):
            unstable = name in aliases.unstable_ids
            reason = message(
                "mapping.reason.id_unstable" if unstable else "mapping.reason.id_unique", column=values.name
            )
            each = IdProposal(values.name, own_prefix, Certainty.CONTENT, 0, 0, (reason,))
            found.append((False, False, len(aliases.ids) + (1 if unstable else 0), each))
    return tuple(each for *_, each in sorted(found, key=lambda entry: entry[:3]))


def _may_be_id(values: ColumnValues) -> bool:
    return all(len(text) <= _LONGEST_ID and "." not in text and "," not in text for text in values.counts)


def _same_totals(
    ids: ColumnValues, prepared: Sequence[ColumnValues], columns: Sequence[ColumnEvidence]
) -> bool:
    """Whether rows that share an id also share every number: parts that each carry the total of the whole."""
    numeric = {each.name for each in columns if each.shape in {ValueShape.NUMBER, ValueShape.WHOLE}}
    shared = [values for values in prepared if values.name in numeric and values.name != ids.name]
    seen: dict[str, tuple[str | None, ...]] = {}
    for row, text in enumerate(ids.rows):
        if text is not None:
            stated = tuple(values.rows[row] for values in shared)
            if seen.setdefault(text, stated) != stated:
                return False
    return bool(shared)


def _slug(text: str) -> str:
    words = [folded(word) for word in re.split(r"[\W_]+", text) if folded(word)]
    return "-".join(words)[:24].strip("-") or "bron"
