"""What a person decided about a delivery, as choices that come with it and go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.sites.history import ValueChoice
from drentsportal.errors import InputError
from drentsportal.storage.edit_checks import KnownSite, check_choices, check_once
from drentsportal.storage.value_checks import check_attribute

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.merge.delivery import Delivery, MergeDecisions, SiteBatch


def check_decisions(
    delivery: Delivery,
    decisions: MergeDecisions,
    known_sites: Callable[[Collection[str]], Mapping[str, KnownSite]],
) -> None:
    """Raise ``InputError`` for a value that the delivery cannot decide, ``NotFoundError`` for a lost record.

    It decides on sites that it holds and attributes that they have, and on each value once. ``known_sites``
    gives what is stored of some sites.
    """
    sites = frozenset(
        {*(site_id for site_id, _ in decisions.taken), *(each.site_id for each in decisions.kept)}
    )
    kinds = {site_id: batch.kind for batch, _, site_id in _rows(delivery, sites)}
    if missing := sites - kinds.keys():
        raise InputError("error.storage.not_delivered", site_id=min(missing), source=delivery.source)
    seen = set[tuple[str, str]]()
    for site_id, attribute_id in decisions.taken:
        check_attribute(kinds[site_id], attribute_id)
        check_once(seen, site_id, attribute_id)
    stored = known_sites(frozenset(each.site_id for each in decisions.kept))
    after = {
        site_id: KnownSite(kind, True, stored[site_id].record_ids if site_id in stored else frozenset())  # noqa: FBT003 - a field
        for site_id, kind in kinds.items()
    }
    check_choices(decisions.kept, after)
    for choice in decisions.kept:
        check_once(seen, choice.site_id, choice.attribute_id)


def decided_choices(
    delivery: Delivery, decisions: MergeDecisions, first_record_id: int, actor: Actor, at_utc: datetime
) -> tuple[ValueChoice, ...]:
    """Return what was decided as choices; the records of the delivery are numbered from a first id on."""
    wanted = frozenset(site_id for site_id, _ in decisions.taken)
    made = {
        site_id: (first_record_id + place, batch.as_of[row])
        for place, (batch, row, site_id) in enumerate(_rows(delivery))
        if site_id in wanted
    }
    taken = (
        ValueChoice(
            site_id=site_id,
            attribute_id=attribute_id,
            from_version=0,
            until_version=None,
            record_id=made[site_id][0],
            value=None,
            source=delivery.source,
            as_of=made[site_id][1],
            actor=actor,
            chosen_at_utc=at_utc,
            reason="",
        )
        for site_id, attribute_id in decisions.taken
    )
    return (*taken, *decisions.kept)


def _rows(delivery: Delivery, wanted: Collection[str] | None = None) -> Iterator[tuple[SiteBatch, int, str]]:
    """Yield batch, row and site, in the order in which records are numbered."""
    for batch in delivery.batches:
        for row, site_id in enumerate(batch.site_ids):
            if wanted is None or site_id in wanted:
                yield batch, row, site_id
