"""Edits and choices as rows, and what of the sites that they name is stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import insert, update

from drentsportal.storage import schema
from drentsportal.storage.case_rows import actor_columns
from drentsportal.storage.edit_checks import KnownSite
from drentsportal.storage.instants import instant_text
from drentsportal.storage.record_reading import read_sites
from drentsportal.storage.reference_records import next_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from drentsportal.domain.sites.history import ValueChoice


def known_sites(connection: Connection, site_ids: Iterable[str], version: int) -> dict[str, KnownSite]:
    """Return what is stored of some sites; one that was never delivered is absent."""
    return {
        site_id: KnownSite(
            stored.kind,
            any(record.in_force(version) for record in stored.records),
            frozenset(record.id for record in stored.records),
        )
        for site_id, stored in read_sites(connection, sorted(site_ids)).items()
    }


def add_choices(connection: Connection, choices: Sequence[ValueChoice], version: int) -> None:
    """Store choices that were checked, in force from ``version``."""
    if not choices:
        return
    first = next_id(connection, schema.value_choice)
    rows = [
        {
            "id": choice_id,
            "site_id": choice.site_id,
            "attribute_id": choice.attribute_id,
            "from_version": version,
            "record_id": choice.record_id,
            "value_json": json.dumps(choice.value),
            "source": choice.source,
            "as_of": choice.as_of.iso,
            **actor_columns("actor", choice.actor),
            "chosen_at_utc": instant_text(choice.chosen_at_utc),
            "reason": choice.reason,
        }
        for choice_id, choice in enumerate(choices, start=first)
    ]
    connection.execute(insert(schema.value_choice), rows)


def close_choices(connection: Connection, made_at: int, version: int) -> None:
    """End the choices of the step ``made_at`` that are still in force, as of ``version``."""
    table = schema.value_choice
    connection.execute(
        update(table)
        .where(table.c.from_version == made_at, table.c.until_version.is_(None))
        .values(until_version=version)
    )
