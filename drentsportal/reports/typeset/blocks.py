"""Worded content, ready to be laid out: what the PDF, the letter and the sheets share."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_APPLICABLE: Final = "\N{EN DASH}"
"""Stands where a value does not apply; unknown has its own word and mark."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text with its mark (``unknown``, ``check``, ``stale``, ``conflicting``).

    ``style`` is empty, ``bold``, ``quiet`` or ``unknown`` (italic). ``label`` names what the text tells of
    and ``answer`` is what it tells: a template may set the two apart instead of the text.
    """

    text: str
    mark: str = ""
    style: str = ""
    label: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: lines, and before them a numbered badge or a swatch.

    ``figures`` asks for figures of equal width; ``svg`` is decoration under the lines, of
    which the lines already say everything.
    """

    lines: tuple[Words, ...]
    badge: str = ""
    swatch: str = ""
    svg: str = ""
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header and width in mm; 0 to 1 is a share of the rest, -1 fits."""

    label: str
    width: float = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading, a sentence before it and a note under it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    intro: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with the words that stand for it and those below it."""

    svg: str
    alt: str
    caption: str = ""
    legend: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SizedFigure(Figure):
    """One of several drawings of the same, among which a template chooses by their height."""

    height_mm: float = 0.0


def cell(text: str, *, mark: str = "", style: str = "") -> Cell:
    """Return a cell with one line."""
    return Cell((Words(text, mark, style),))


def number_cell(text: str, *, style: str = "") -> Cell:
    """Return a cell with a number."""
    return Cell((Words(text, "", style),), figures=True)


def as_json(model: Mapping[str, object]) -> str:
    """Return a model as templates read it; the same as JSON of ``as_data``, in a tenth of the time."""
    return json.dumps(model, default=_as_mapping, ensure_ascii=False)


def _as_mapping(value: Any) -> dict[str, object]:  # noqa: ANN401 - whatever JSON does not know
    return {each.name: getattr(value, each.name) for each in fields(value)}


def as_data(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Plain data for the template: dataclasses as mappings, tuples as lists."""
    if is_dataclass(value):
        return {each.name: as_data(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, dict):
        return {key: as_data(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_data(each) for each in value]
    return value
