"""Messages as JSON: id and named parameters, each in a form that gives the same parameter back."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.message import Message
from drentsportal.domain.values import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def message_text(what: Message | None) -> str | None:
    """Return a message as JSON text; an enumeration as its value, which reads the same in every language."""
    return None if what is None else json.dumps(_plain_message(what), ensure_ascii=False, sort_keys=True)


def read_message(text: str | None) -> Message | None:
    """Read what ``message_text`` wrote."""
    return None if text is None else _message(json.loads(text))


def _plain_message(what: Message) -> dict[str, object]:
    return {"id": what.id, "params": [[name, _plain(value)] for name, value in what.params]}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    for kind, name, write in _WRITERS:
        if isinstance(value, kind):
            return {name: write(value)}
    return str(value)


def _plain_items(values: Iterable[object]) -> list[object]:
    return [_plain(each) for each in values]


_WRITERS: Final[tuple[tuple[type, str, Callable[[Any], object]], ...]] = (
    (Message, "message", _plain_message),
    (PartialDate, "day", lambda day: day.iso),
    (datetime, "instant", datetime.isoformat),
    (date, "date", date.isoformat),
    (tuple, "tuple", _plain_items),
    (list, "tuple", _plain_items),
    (frozenset, "tuple", lambda values: _plain_items(sorted(values, key=str))),
)
"""An instant is a date too, so it stands before it."""


def _message(data: dict[str, Any]) -> Message:
    return Message(data["id"], tuple((name, _value(each)) for name, each in data["params"]))


def _value(plain: object) -> object:
    if not isinstance(plain, dict):
        return plain
    ((kind, content),) = plain.items()
    return _READERS[kind](content)


_READERS: Final[dict[str, Callable[[Any], object]]] = {
    "message": _message,
    "day": PartialDate.parse,
    "instant": datetime.fromisoformat,
    "date": date.fromisoformat,
    "tuple": lambda content: tuple(_value(each) for each in content),
}
