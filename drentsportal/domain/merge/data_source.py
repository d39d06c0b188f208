"""A source that is remembered: where it is, how it is read, and how the last time went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.message import Message
    from drentsportal.domain.values import PartialDate


class DataSourceKind(StrEnum):
    """How a source is reached."""

    FILE = "file"
    WFS = "wfs"
    OGC_API = "ogc_api"


@dataclass(frozen=True, slots=True)
class DataSource:
    """One source of sites or surroundings, refreshed with one action.

    ``address`` is a path or a web address; ``layer`` the layer, feature type or collection; ``crs``,
    ``mapping``, ``accepted``, ``source_name`` and ``as_of`` answer what the file leaves open, as on the
    first import. ``is_complete`` says that the source hands over all it has each time: what it no longer
    holds has vanished. ``max_age_days`` is how long a refresh holds, ``None`` for as long as one likes.
    ``allowed_hosts`` are hosts beside that of the address to which it may lead on.
    """

    id: str
    title: str
    kind: DataSourceKind
    address: str
    layer: str = ""
    crs: str = ""
    mapping: str = ""
    accepted: tuple[str, ...] = ()
    source_name: str = ""
    as_of: PartialDate | None = None
    is_complete: bool = False
    max_age_days: int | None = None
    allowed_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a remembered source stands.

    ``checked_at_utc`` is the last try, ``fetched_at_utc`` the last that succeeded, ``data_version`` the last
    step of the history that it led to; ``sha256`` is what was read then, so that the same is not stored
    twice. ``fault`` says why the last try failed; the last good data stay.
    """

    source: DataSource
    checked_at_utc: datetime | None = None
    fetched_at_utc: datetime | None = None
    data_version: int | None = None
    sha256: str = ""
    fault: Message | None = None
