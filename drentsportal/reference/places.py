"""The places of Drenthe that ship with the application, for distances from a place."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from shapely.geometry import Point

from drentsportal.domain.sites.site import Landmark
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.errors import DataSourceError
from drentsportal.paths import EDITED_ENCODING

if TYPE_CHECKING:
    from pathlib import Path

SOURCE: Final = "GeoNames (CC BY 4.0), positie afgerond op 100 m"


def read_places(resources_dir: Path) -> tuple[Landmark, ...]:
    """Read the shipped places as points in EPSG:28992. Raises ``DataSourceError`` for a damaged file."""
    path = resources_dir / "places.csv"
    try:
        with path.open(encoding=EDITED_ENCODING, newline="") as source:
            return tuple(_place(row) for row in csv.DictReader(source, delimiter=";"))
    except (OSError, UnicodeDecodeError, KeyError, ValueError) as error:
        raise DataSourceError("error.reference.unreadable", file_name=path.name) from error


def _place(row: dict[str, str]) -> Landmark:
    point = Point(float(row["x_rd"]), float(row["y_rd"]))
    return Landmark(
        id=f"plaats-{row['name'].casefold().replace(' ', '-')}",
        kind=LandmarkKind.PLACE,
        name=row["name"],
        geometry_rd=point,
        source=SOURCE,
        as_of=PartialDate(int(row["as_of"])),
        rank=int(row["rank"]),
    )
