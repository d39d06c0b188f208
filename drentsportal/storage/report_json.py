"""An import report as JSON, kept with its delivery so that it can be looked up years later."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

from drentsportal.domain.message import Message
from drentsportal.domain.values import PartialDate

if TYPE_CHECKING:
    from drentsportal.domain.merge.delivery import ImportReport


def report_text(report: ImportReport) -> str:
    """Return the report as JSON with sorted keys; messages keep their id and named parameters."""
    return json.dumps(_plain(report), ensure_ascii=False, sort_keys=True)


def _plain(value: object) -> object:
    if isinstance(value, Message):
        return {"id": value.id, "params": {name: _plain(each) for name, each in value.params}}
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return _plain_container(value)


def _plain_container(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(str(_plain(each)) for each in value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)
