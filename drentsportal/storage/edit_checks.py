"""Whether an edit can be stored: what it names exists, what it says fits, and nothing is said twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.merge.delivery import Delivery
from drentsportal.errors import InputError, NotFoundError
from drentsportal.storage.value_checks import check_attribute, check_entry, check_shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.entry.editing import SiteEdit
    from drentsportal.domain.merge.delivery import SiteBatch
    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.domain.vocabulary import SiteKind


@dataclass(frozen=True, slots=True)
class KnownSite:
    """What is known of a site that an edit names; ``record_ids`` are all that it ever had."""

    kind: SiteKind
    is_in_use: bool
    record_ids: frozenset[int] = frozenset()


def sites_named(edit: SiteEdit) -> frozenset[str]:
    """Return the sites that must be known before an edit can be checked."""
    return frozenset(
        {
            *(each.site_id for each in edit.choices),
            *(each.attachment.site_id for each in edit.added_attachments),
            *(site_id for batch in edit.new_sites for site_id in batch.site_ids),
        }
    )


def as_delivery(edit: SiteEdit) -> Delivery:
    """Return the new sites of an edit as what its source hands over."""
    return Delivery(edit.source, "", "", "", edit.new_sites)


def check_edit(edit: SiteEdit, known: Mapping[str, KnownSite]) -> None:
    """Raise ``NotFoundError`` for a site or record that does not exist, ``InputError`` for what does not fit.

    ``known`` holds what there is of the sites that the edit names; its own new sites exist too.
    """
    for batch in edit.new_sites:
        _check_new(batch, known)
    made = {site_id: KnownSite(batch.kind, True) for batch in edit.new_sites for site_id in batch.site_ids}  # noqa: FBT003 - a field
    there = {**known, **made}
    check_choices(edit.choices, there)
    for new in edit.added_attachments:
        _in_use(new.attachment.site_id, there)


def check_choices(choices: Sequence[ValueChoice], known: Mapping[str, KnownSite]) -> None:
    """Raise as ``check_edit``; also when one value of a site is chosen twice at once."""
    seen = set[tuple[str, str]]()
    for choice in choices:
        site = _in_use(choice.site_id, known)
        if choice.record_id is None:
            check_entry(site.kind, choice.attribute_id, choice.value)
        else:
            check_attribute(site.kind, choice.attribute_id)
            if choice.record_id not in site.record_ids:
                raise NotFoundError("error.storage.no_record", record_id=choice.record_id)
        check_once(seen, choice.site_id, choice.attribute_id)


def check_once(seen: set[tuple[str, str]], site_id: str, attribute_id: str) -> None:
    """Note a value; raise ``InputError`` when it was noted before, since both cannot be in use."""
    if (site_id, attribute_id) in seen:
        raise InputError(
            "error.storage.chosen_twice", field=attribute_id, site_id=site_id, attribute=attribute_id
        )
    seen.add((site_id, attribute_id))


def _in_use(site_id: str, known: Mapping[str, KnownSite]) -> KnownSite:
    site = known.get(site_id)
    if site is None or not site.is_in_use:
        raise NotFoundError("error.storage.no_site", site_id=site_id)
    return site


def _check_new(batch: SiteBatch, known: Mapping[str, KnownSite]) -> None:
    """Check what is drawn or typed; unlike an import there are few, and nobody flags them by row."""
    for site_id in batch.site_ids:
        stored = known.get(site_id)
        if stored is not None and stored.kind is not batch.kind:
            raise InputError("error.storage.site_other_kind", site_id=site_id, kind=stored.kind.value)
        if stored is not None and stored.is_in_use:
            raise InputError("error.storage.site_exists", site_id=site_id)
    for attribute_id, values in batch.columns.items():
        for value in values:
            check_entry(batch.kind, attribute_id, value)
    for wkb in batch.geometries_wkb:
        if wkb is not None:
            check_shape(batch.kind, wkb)
