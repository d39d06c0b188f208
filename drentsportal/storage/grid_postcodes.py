"""What the capacity map of the grid says per postcode: half a million rows stored, a few read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Row, select

from drentsportal.domain.sites.surroundings import PostcodeGrid
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import GridState
from drentsportal.errors import InputError
from drentsportal.storage import dialect, schema
from drentsportal.storage.spans import stands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from drentsportal.domain.merge.delivery import Delivery

_COLUMNS: Final = ("postcode", "delivery_id", "demand", "generation", "area_id")
_IDS_AT_ONCE: Final = 500
_STATES: Final = {None, *(state.value for state in GridState)}


def check_postcodes(delivery: Delivery) -> None:
    """Raise ``InputError`` when postcodes have no date, are there twice, or say what no map says."""
    batch = delivery.grid_postcodes
    if batch is None:
        return
    if delivery.as_of is None:
        raise InputError("error.storage.postcodes_undated", field="as_of", source=delivery.source)
    if {len(batch.demand), len(batch.generation), len(batch.area_ids)} != {len(batch)}:
        raise InputError("error.storage.ragged_batch", source=delivery.source)
    if unknown := {*batch.demand, *batch.generation} - _STATES:
        raise InputError("error.storage.grid_state", text=min(map(str, unknown)), source=delivery.source)
    if len(set(batch.postcodes)) != len(batch):
        raise InputError("error.storage.postcode_twice", postcode=_repeated(batch.postcodes))


def add_postcodes(connection: Connection, delivery: Delivery, version: int) -> None:
    """Store the postcodes of a delivery, in their order, which is that of the table."""
    batch = delivery.grid_postcodes
    if batch is None:
        return
    columns = (batch.postcodes, [version] * len(batch), batch.demand, batch.generation, batch.area_ids)
    rows = sorted(zip(*columns, strict=True), key=_postcode)
    dialect.insert_rows(connection, schema.grid_postcode_record, _COLUMNS, rows)


def grid_at(connection: Connection, postcodes: Sequence[str], version: int) -> dict[str, PostcodeGrid]:
    """Return what is in force of the given postcodes: the newest date, of each source its last delivery."""
    found: dict[str, PostcodeGrid] = {}
    wanted = sorted(set(postcodes))
    for start in range(0, len(wanted), _IDS_AT_ONCE):
        newest: dict[tuple[str, str], Row[tuple[object, ...]]] = {}
        for row in _rows(connection, wanted[start : start + _IDS_AT_ONCE], version):
            newest[row.postcode, row.source] = row
        for row in sorted(newest.values(), key=lambda each: (each.as_of, each.version)):
            found[row.postcode] = _grid(row)
    return found


def _rows(connection: Connection, postcodes: Sequence[str], version: int) -> list[Row[tuple[object, ...]]]:
    """Return the rows of all deliveries that stand, oldest first."""
    table, made, step = schema.grid_postcode_record, schema.delivery, schema.data_step
    statement = (
        select(
            table.c.postcode,
            table.c.demand,
            table.c.generation,
            table.c.area_id,
            made.c.source,
            made.c.as_of,
            made.c.version,
        )
        .join(made, made.c.version == table.c.delivery_id)
        .join(step, step.c.version == made.c.version)
        .where(table.c.postcode.in_(postcodes), stands(version))
        .order_by(made.c.version)
    )
    return list(connection.execute(statement))


def _grid(row: Row[tuple[object, ...]]) -> PostcodeGrid:
    return PostcodeGrid(
        postcode=row.postcode,
        demand=None if row.demand is None else GridState(row.demand),
        generation=None if row.generation is None else GridState(row.generation),
        area_id=row.area_id,
        source=row.source,
        as_of=PartialDate.parse(row.as_of),
    )


def _postcode(row: tuple[object, ...]) -> str:
    return str(row[0])


def _repeated(postcodes: Sequence[str]) -> str:
    seen = set[str]()
    return next((each for each in postcodes if each in seen or seen.add(each)), "")  # type: ignore[func-returns-value] # add gives None
