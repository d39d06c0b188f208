"""Opens a file that passed the gate, whatever its format: columns and geometry as the file gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.geodata.delimited import read_delimited
from drentsportal.geodata.file_kinds import SourceFormat
from drentsportal.geodata.json_source import JsonFile, read_json
from drentsportal.geodata.limits import LIMITS, ReadLimits
from drentsportal.geodata.source import open_source

if TYPE_CHECKING:
    from drentsportal.geodata.decisions import Decisions
    from drentsportal.geodata.raw_table import RawTable
    from drentsportal.geodata.source_gate import CheckedSource


def open_table(
    checked: CheckedSource,
    layer: str | None,
    decisions: Decisions,
    encoding: str = "",
    limits: ReadLimits = LIMITS,
) -> RawTable | JsonFile:
    """Read a file as a table; columns that hold coordinates are still columns.

    ``layer`` is a layer, or a sheet of a workbook. ``encoding`` is one that a person chose for a text or
    for the table of a shapefile.
    Raises ``QuestionError`` when a layer must be chosen or the unit of a drawing said, and
    ``DataSourceError`` when the file cannot be read or holds more than ``limits``.
    """
    if checked.format is SourceFormat.JSON:
        return read_json(checked)
    if checked.format is SourceFormat.DELIMITED:
        return read_delimited(checked, encoding, limits)
    if checked.format is SourceFormat.WORKBOOK:
        from drentsportal.geodata.workbook_source import read_workbook  # noqa: PLC0415 - openpyxl is heavy

        return read_workbook(checked, layer, limits)
    if checked.format is SourceFormat.DRAWING:
        from drentsportal.geodata.drawing_source import read_drawing  # noqa: PLC0415 - ezdxf is heavy

        return read_drawing(checked, layer, decisions, limits)
    if checked.format is SourceFormat.GEOPARQUET:
        from drentsportal.geodata.parquet_source import read_parquet  # noqa: PLC0415 - pyarrow is heavy

        return read_parquet(checked, limits)
    return open_source(checked, layer, limits, encoding)
