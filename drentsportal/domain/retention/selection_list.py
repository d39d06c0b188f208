"""Categories of the selection list: how long papers are kept, from when, and what happens to them then."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from drentsportal.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_YEARS: Final = 100
"""The longest term in years that is believed; one above it is taken for a slip of the hand."""


class RetentionStart(StrEnum):
    """From when a term counts."""

    CLOSING = "closing"
    ANSWER = "answer"


class RetentionAction(StrEnum):
    """What is proposed once a term has passed."""

    ERASE = "erase"
    ANONYMISE = "anonymise"


@dataclass(frozen=True, slots=True)
class SelectionCategory:
    """One category. ``term_years`` are calendar years; ``None`` means that papers are kept for good.

    ``number`` is that of the published list, empty where none is known. ``is_own_choice`` says that no source
    states this term: somebody who knows the list has to put the right one in its place.
    """

    id: str
    title: str
    term_years: int | None
    start: RetentionStart
    action: RetentionAction
    source: str
    number: str = ""
    is_own_choice: bool = False


@dataclass(frozen=True, slots=True)
class SelectionList:
    """The categories that a workspace goes by, in the order in which they are offered.

    ``version`` 0 is what ships with the application; the workspace counts its own from 1.
    """

    title: str
    source: str
    categories: tuple[SelectionCategory, ...] = field(default=())
    version: int = 0

    def category(self, category_id: str) -> SelectionCategory:
        """Return one category; raises ``NotFoundError`` naming those there are."""
        for each in self.categories:
            if each.id == category_id:
                return each
        known = ", ".join(each.id for each in self.categories)
        raise NotFoundError(
            "error.retention.no_category", field="category", category=category_id, known=known
        )


def check_selection_list(checked: SelectionList) -> SelectionList:
    """Return the list when it can be gone by; raises ``InputError`` naming the category that cannot.

    A category has an id of its own, a title, a source, and a term of 1 to ``MOST_YEARS`` years or none.
    """
    if not checked.categories or not checked.title.strip() or not checked.source.strip():
        raise InputError("error.retention.list_empty", field="list")
    for name, count in Counter(each.id for each in checked.categories).items():
        if count > 1 or not name.strip():
            raise InputError("error.retention.category_twice", field="list", category=name)
    for each in checked.categories:
        years = each.term_years
        if not each.title.strip() or not each.source.strip():
            raise InputError("error.retention.category_bare", field="list", category=each.id)
        if years is not None and not 1 <= years <= MOST_YEARS:
            raise InputError("error.retention.term", field="list", category=each.id, most=MOST_YEARS)
    return checked


def category_to_data(category: SelectionCategory) -> dict[str, Any]:
    """Return a category as plain data."""
    return {**asdict(category), "start": category.start.value, "action": category.action.value}


def category_from_data(data: Mapping[str, Any]) -> SelectionCategory:
    """Read a category from plain data; ``number``, ``is_own_choice`` and ``term_years`` may be absent.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` for data of another shape.
    """
    years = data.get("term_years")
    if years is not None and (isinstance(years, bool) or not isinstance(years, int)):
        raise TypeError("term_years")
    texts = {name: _text(data[name]) for name in ("id", "title", "source")}
    return SelectionCategory(
        **texts,
        term_years=years,
        start=RetentionStart(data["start"]),
        action=RetentionAction(data["action"]),
        number=_text(data.get("number", "")),
        is_own_choice=data.get("is_own_choice", False) is True,
    )


def list_to_data(kept: SelectionList) -> dict[str, Any]:
    """Return a list as plain data, without its version."""
    categories = [category_to_data(each) for each in kept.categories]
    return {"title": kept.title, "source": kept.source, "categories": categories}


def list_from_data(data: Mapping[str, Any], version: int = 0) -> SelectionList:
    """Read a list from plain data; raises as ``category_from_data`` and ``check_selection_list``."""
    categories = tuple(category_from_data(each) for each in data["categories"])
    return check_selection_list(
        SelectionList(_text(data["title"]), _text(data["source"]), categories, version)
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value
