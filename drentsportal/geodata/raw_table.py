"""A file as read: columns and geometry as the source gives them, before anything is mapped or checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from drentsportal.domain.message import Message
    from drentsportal.domain.values import PartialDate


@dataclass(frozen=True, slots=True)
class ExchangeHeader:
    """What a file in our own exchange format says about itself."""

    kind: str
    source: str
    as_of: PartialDate | None


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows as the source gives them; index 0 is the first feature.

    ``columns`` holds numpy arrays: numbers as numbers, everything else as objects with ``None`` for no value.
    ``geometries`` are shapely geometries in the source's own coordinates, ``None`` where there is none.
    ``geometry_faults`` names, per row, why its geometry could not be read (a message id), ``row_faults``
    why the whole row could not. ``altered`` names, per row, the fault that reading
    itself took away: the geometry here is then not the one that was delivered. ``remarks`` names, per row and
    column, what is to be told about one value (a message id); a value that must not be used is ``None``.
    ``may_hold_coordinates``: columns may still have to become geometry (CSV, XLSX).
    ``crs`` is what the file states, "" where it states nothing.
    """

    row_count: int
    columns: Mapping[str, NDArray[Any]]
    geometries: NDArray[np.object_] | None
    crs: str = ""
    layer: str = ""
    exchange: ExchangeHeader | None = None
    is_text: bool = False
    geometry_faults: Mapping[int, str] = field(default_factory=dict)
    row_faults: Mapping[int, str] = field(default_factory=dict)
    altered: Mapping[int, str] = field(default_factory=dict)
    remarks: Mapping[tuple[int, str], str] = field(default_factory=dict)
    may_hold_coordinates: bool = False
    notes: tuple[Message, ...] = ()
