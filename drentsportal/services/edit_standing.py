"""What became of an edit after it was stored: whether it stands, what covers it, what came between."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from drentsportal.domain.entry.editing import GEOMETRY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from drentsportal.domain.entry.editing import SiteEdit
    from drentsportal.domain.sites.history import SiteRecord, ValueChoice
    from drentsportal.services.ports.catalogue import SiteCatalogue


class Standing(Enum):
    """How much of a stored edit is in force still."""

    WHOLE = auto()
    PARTLY = auto()
    LAPSED = auto()


def standing_of(catalogue: SiteCatalogue, edit: SiteEdit, version: int) -> Standing:
    """Return what of the edit made at ``version`` is in force now; taking back a delivery may close parts.

    An edit that only removed attachments stands as long as nobody took it back, which the steps tell.
    """
    found = tuple(_parts(catalogue, edit, version))
    if all(found):
        return Standing.WHOLE
    return Standing.PARTLY if any(found) else Standing.LAPSED


def _parts(catalogue: SiteCatalogue, edit: SiteEdit, version: int) -> Iterator[bool]:
    newest = catalogue.data_version()
    for site_id, attribute_ids in _named(edit.choices).items():
        stored = {
            each.attribute_id: each for each in catalogue.choices(site_id) if each.from_version == version
        }
        for attribute_id in attribute_ids:
            choice = stored.get(attribute_id)
            yield choice is not None and choice.in_force(newest)
    for site_id in edit.begun_ids:
        yield any(
            each.from_version == version and each.in_force(newest) for each in catalogue.records(site_id)
        )
    for added in edit.added_attachments:
        there = catalogue.attachments(added.attachment.site_id)
        yield any(each.id == added.attachment.id for each in there)


def covering(
    catalogue: SiteCatalogue, chosen: Iterable[ValueChoice], version: int
) -> tuple[ValueChoice, ...]:
    """Return what is in force and decides now over values that were ``chosen`` at ``version``.

    Taking those back would leave such a value in use as it is.
    """
    newest = catalogue.data_version()
    return tuple(
        choice
        for site_id, attribute_ids in _named(chosen).items()
        for choice in catalogue.choices(site_id)
        if choice.attribute_id in attribute_ids and choice.from_version > version and choice.in_force(newest)
    )


def may_return(catalogue: SiteCatalogue, edit: SiteEdit, since: int, own: Collection[int]) -> bool:
    """Whether an edit taken back at ``since`` can be done again without overruling anything newer.

    It cannot where a step that is not in ``own`` began or ended a choice or a statement on one of its values
    after ``since``, nor where a site that it concerns is gone.
    """
    concerned = _named(edit.choices)
    for site_id in (*_needed(edit), *edit.begun_ids):
        concerned.setdefault(site_id, set())
    newest, begun = catalogue.data_version(), set(edit.begun_ids)
    for site_id, attribute_ids in concerned.items():
        records = catalogue.records(site_id)
        # A site that the edit makes is not there yet, every other one is.
        if any(each.in_force(newest) for each in records) is (site_id in begun):
            return False
        moved = {at for each in records if _states(each, attribute_ids) for at in _record_bounds(each)}
        moved |= {
            at
            for each in catalogue.choices(site_id)
            if each.attribute_id in attribute_ids
            for at in (each.from_version, each.until_version)
            if at is not None
        }
        if any(at > since and at not in own for at in moved):
            return False
    return True


def _named(chosen: Iterable[ValueChoice]) -> dict[str, set[str]]:
    """Site to the attributes on which something was chosen."""
    found: dict[str, set[str]] = {}
    for each in chosen:
        found.setdefault(each.site_id, set()).add(each.attribute_id)
    return found


def _needed(edit: SiteEdit) -> Iterator[str]:
    """Sites that must be there for the edit: those with its attachments, and the parks of new plots."""
    begun = set(edit.begun_ids)
    for added in edit.added_attachments:
        if added.attachment.site_id not in begun:
            yield added.attachment.site_id
    for batch in edit.new_sites:
        for park_id in batch.columns.get("park_id", ()):
            if isinstance(park_id, str) and park_id not in begun:
                yield park_id


def _states(record: SiteRecord, attribute_ids: set[str]) -> bool:
    """Whether a record says something of one of the values; its shape is not read for that."""
    return any(each == GEOMETRY or record.values.get(each) is not None for each in attribute_ids)


def _record_bounds(record: SiteRecord) -> Iterator[int]:
    for start, end in ((record.from_version, record.until_version), *record.revivals):
        yield start
        if end is not None:
            yield end
