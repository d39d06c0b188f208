"""A path as plain data that JSON can hold, and back.

``path_from_data`` raises ``KeyError``, ``TypeError`` or ``ValueError`` for data that nothing here wrote.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from drentsportal.domain.path.height_check import (
    AllowedHeight,
    HeightCheck,
    PermitNeeded,
    SiteHeights,
    StatedPermit,
)
from drentsportal.domain.path.path import Agreement, EstablishmentPath, ItemPlan, PathEntry

Data = dict[str, Any]


def path_to_data(path: EstablishmentPath) -> Data:
    """Return a path as plain data."""
    check = path.height_check
    return {
        "entries": [_entry_to_data(each) for each in path.entries],
        "agreements": [
            {"id": each.id, "text": each.text, "is_kept": each.is_kept} for each in path.agreements
        ],
        "height_check": None if check is None else check_to_data(check),
    }


def path_from_data(data: Data) -> EstablishmentPath:
    """Read what ``path_to_data`` wrote."""
    check = data["height_check"]
    path = EstablishmentPath(
        entries=tuple(_entry_from_data(each) for each in data["entries"]),
        agreements=tuple(Agreement(each["id"], each["text"], each["is_kept"]) for each in data["agreements"]),
        height_check=None if check is None else _check_from_data(check),
    )
    if not {each.item_id for each in path.entries} <= set(path.item_ids):
        raise ValueError("entries")
    return path


def check_to_data(check: HeightCheck) -> Data:
    """Return a permit check as plain data, with the answer that follows from it."""
    stated = check.stated
    return {
        "at_utc": check.at_utc.isoformat(),
        "asked_dm": check.asked_dm,
        "permit_needed": check.permit_needed.value,
        "sites": [
            {
                "site_id": each.site_id,
                "name": each.name,
                "permit_needed": each.permit_needed.value,
                "heights": [
                    {
                        "site_id": height.site_id,
                        "allowed_m": height.allowed_m,
                        "source": height.source,
                        "as_of": height.as_of,
                    }
                    for height in each.heights
                ],
            }
            for each in check.sites
        ],
        "stated": None
        if stated is None
        else {
            "permit_needed": stated.permit_needed.value,
            "source": stated.source,
            "actor": stated.actor,
            "at_utc": stated.at_utc.isoformat(),
        },
    }


def _check_from_data(data: Data) -> HeightCheck:
    stated = data["stated"]
    return HeightCheck(
        at_utc=datetime.fromisoformat(data["at_utc"]),
        asked_dm=data["asked_dm"],
        sites=tuple(
            SiteHeights(
                each["site_id"],
                each["name"],
                tuple(AllowedHeight(**height) for height in each["heights"]),
                PermitNeeded(each["permit_needed"]),
            )
            for each in data["sites"]
        ),
        stated=None
        if stated is None
        else StatedPermit(
            PermitNeeded(stated["permit_needed"]),
            stated["source"],
            stated["actor"],
            datetime.fromisoformat(stated["at_utc"]),
        ),
    )


def _entry_to_data(entry: PathEntry) -> Data:
    plan, done = entry.plan, entry.done_at_utc
    return {
        "item": entry.item_id,
        "owner": plan.owner,
        "on": None if plan.on is None else plan.on.isoformat(),
        "starts_at": None if plan.starts_at is None else plan.starts_at.isoformat("minutes"),
        "contact": plan.contact,
        "note": plan.note,
        "done_at_utc": None if done is None else done.isoformat(),
        "not_applicable": entry.not_applicable,
    }


def _entry_from_data(data: Data) -> PathEntry:
    on, starts_at, done = data["on"], data["starts_at"], data["done_at_utc"]
    plan = ItemPlan(
        owner=data["owner"],
        on=None if on is None else date.fromisoformat(on),
        starts_at=None if starts_at is None else time.fromisoformat(starts_at),
        contact=data["contact"],
        note=data["note"],
    )
    done_at_utc = None if done is None else datetime.fromisoformat(done)
    return PathEntry(data["item"], plan, done_at_utc, data["not_applicable"])
