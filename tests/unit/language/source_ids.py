"""Finds the message ids that the source names literally, with the parameters that they are given."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FAMILIES = (
    "error|requirement|preference|question|relax|attribute|criterion|issue|status|case_status|event"
    "|ui|doc|cli|word|opinion"
)
_ID = re.compile(rf"^(?:{FAMILIES})\.(?!md$)[a-z0-9_]+(?:\.[a-z0-9_]+)*(?<!_)$")
_NOT_PARAMETERS = {"field", "option", "choices"}
_TAKES_FIELD_AS_PARAMETER = {"message", "text"}


@dataclass(frozen=True)
class UsedId:
    """One place that names a message id; ``given`` is ``None`` where the parameters are not written out."""

    message_id: str
    given: frozenset[str] | None
    place: str


def used_ids(package: Path) -> Iterator[UsedId]:
    """Walk all modules of a package."""
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {
            id(call.args[0]): call for call in ast.walk(tree) if isinstance(call, ast.Call) and call.args
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _ID.match(node.value):
                place = f"{path.relative_to(package.parent)}:{node.lineno}"
                yield UsedId(node.value, _given(called.get(id(node))), place)


def _given(call: ast.Call | None) -> frozenset[str] | None:
    name = "" if call is None else _name(call.func)
    if call is None or not (name.endswith("Error") or name in _TAKES_FIELD_AS_PARAMETER):
        return None
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    names = {keyword.arg for keyword in call.keywords if keyword.arg is not None}
    return frozenset(names if name in _TAKES_FIELD_AS_PARAMETER else names - _NOT_PARAMETERS)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
