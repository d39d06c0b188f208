"""The establishment path of one case: what is planned, done or does not apply, item by item."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drentsportal.domain.path.path_steps import AGREEMENTS, PATH_ITEMS, fixed_parts_of
from drentsportal.errors import NotFoundError

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from drentsportal.domain.path.height_check import HeightCheck


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """Who does an item, when, with whom.

    ``on`` is a Dutch calendar date, ``starts_at`` a time of day in the Netherlands, for talks only. Owner,
    contact and note are internal.
    """

    owner: str = ""
    on: date | None = None
    starts_at: time | None = None
    contact: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PathEntry:
    """How one item stands. ``not_applicable`` is the reason why it does not apply, empty where it does."""

    item_id: str
    plan: ItemPlan = ItemPlan()
    done_at_utc: datetime | None = None
    not_applicable: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed; due date, owner and note stand in the entry of ``id`` (``v7.1``).

    ``is_kept`` is ``None`` until it is known.
    """

    id: str
    text: str
    is_kept: bool | None = None


@dataclass(frozen=True, slots=True)
class EstablishmentPath:
    """The whole path. An item without an entry was never touched; agreements are numbered and stay."""

    entries: tuple[PathEntry, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    height_check: HeightCheck | None = None

    @property
    def item_ids(self) -> tuple[str, ...]:
        """Every step and part in the order of the path, the agreements below their step."""
        ids: list[str] = []
        for spec in PATH_ITEMS:
            ids.append(spec.id)
            if spec.id == AGREEMENTS:
                ids += [each.id for each in self.agreements]
        return tuple(ids)

    def parts_of(self, item_id: str) -> tuple[str, ...]:
        """Return the parts of a step, none for a part; those of the whole path are the other steps."""
        if item_id == AGREEMENTS:
            return tuple(each.id for each in self.agreements)
        return fixed_parts_of(item_id)

    def entry(self, item_id: str) -> PathEntry:
        """Return how an item stands; raises ``NotFoundError`` for an item that the path does not have."""
        if item_id not in self.item_ids:
            raise NotFoundError("error.path.no_item", field="item", item=item_id)
        return next((each for each in self.entries if each.item_id == item_id), PathEntry(item_id))

    def agreement(self, item_id: str) -> Agreement:
        """Return an agreement; raises ``NotFoundError`` when there is none with that id."""
        found = next((each for each in self.agreements if each.id == item_id), None)
        if found is None:
            raise NotFoundError("error.path.no_agreement", field="item", item=item_id)
        return found

    def with_entry(self, entry: PathEntry) -> EstablishmentPath:
        """Return the path with another state of one item.

        Entries stand in the order of the path; one that says nothing is none.
        """
        kept = {each.item_id: each for each in self.entries} | {entry.item_id: entry}
        kept = {item_id: each for item_id, each in kept.items() if each != PathEntry(item_id)}
        return replace(self, entries=tuple(kept[each] for each in self.item_ids if each in kept))

    def with_agreement(self, agreement: Agreement) -> EstablishmentPath:
        """Return the path with an agreement added, or changed where it has one with that id."""
        kept = {each.id: each for each in self.agreements} | {agreement.id: agreement}
        return replace(self, agreements=tuple(kept.values()))
