"""Looks through the text of a GML file before GDAL reads it: is it whole, and does it have arcs."""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from drentsportal.errors import DataSourceError

_BLOCK_BYTES: Final = 4_194_304
_ARC: Final = re.compile(
    rb"<(?:[\w.-]+:)?(?:Arc|ArcString|ArcByBulge|ArcStringByBulge|ArcByCenterPoint|Circle|CircleByCenterPoint|"
    rb"CubicSpline|BSpline|Bezier|Clothoid|GeodesicString|Geodesic|OffsetCurve)[\s>]"
)


def check_gml(content: bytes, file_name: str) -> None:
    """Refuse a GML file that is cut off, that is no valid XML, or that declares entities.

    GDAL would give the features up to the fault as if they were all. Entities have no place in GML, and can
    be made to grow without bound. Raises ``DataSourceError`` with the line.
    """
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse_entity
    try:
        for start in range(0, len(content), _BLOCK_BYTES):
            parser.Parse(content[start : start + _BLOCK_BYTES], False)  # noqa: FBT003 - positional only
        parser.Parse(b"", True)  # noqa: FBT003 - positional only
    except (expat.ExpatError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", parser.CurrentLineNumber)
        raise DataSourceError("error.import.xml_damaged", file=file_name, line=line) from error


def has_arcs(content: bytes) -> bool:
    """Whether any geometry is written with curved segments."""
    return _ARC.search(content) is not None


def _refuse_entity(*declared: object) -> None:
    raise ValueError(declared)
