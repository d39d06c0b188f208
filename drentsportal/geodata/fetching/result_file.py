"""Writes features as they come in to one GeoJSON file, beside its place, with its reference system in it."""

from __future__ import annotations

import hashlib
import json
import math
from typing import TYPE_CHECKING, Any, Final, Self

from drentsportal.domain.projection import Reference
from drentsportal.errors import DataSourceError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

JsonObject = dict[str, Any]

PART_SUFFIX: Final = ".part"
_CRS_NAMES: Final = {
    Reference.RD_NEW: "urn:ogc:def:crs:" + Reference.RD_NEW.value.replace(":", "::"),
    Reference.LONLAT: "urn:ogc:def:crs:OGC:1.3:CRS84",
}


class ResultFile:
    """A feature collection that grows; what is written has no time in it, so equal data make equal files."""

    def __init__(self, path: Path) -> None:
        """Begin at ``path``; whoever started this process renames it when all is well.

        Raises ``DataSourceError`` when it cannot be written.
        """
        self._path = path
        self._digest = hashlib.sha256()
        self._count = 0
        try:
            self._stream = path.open("wb")
        except OSError as error:
            raise self._unwritable(error) from error
        self._write('{"type": "FeatureCollection", "features": [')

    def __enter__(self) -> Self:
        """Go on."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._stream.close()

    def add(self, features: Sequence[JsonObject]) -> None:
        """Write features behind the others. Raises ``DataSourceError`` when the disk is full."""
        for each in features:
            kept = {"type": "Feature", "id": each.get("id"), "properties": each.get("properties") or {}}
            if kept["id"] is None:
                del kept["id"]
            kept["geometry"] = each.get("geometry")
            try:
                text = json.dumps(kept, ensure_ascii=False, allow_nan=False)
            except ValueError:
                text = json.dumps(_finite(kept), ensure_ascii=False)
            self._write(("," if self._count else "") + "\n" + text)
            self._count += 1

    def finish(self, reference: Reference) -> str:
        """Close the collection with its reference system; returns the SHA-256 of the file."""
        crs = {"type": "name", "properties": {"name": _CRS_NAMES[reference]}}
        self._write('\n], "crs": ' + json.dumps(crs) + "}\n")
        try:
            self._stream.close()
        except OSError as error:
            raise self._unwritable(error) from error
        return self._digest.hexdigest()

    def _write(self, text: str) -> None:
        # Half a pair of surrogates can stand in JSON, and not in UTF-8.
        content = text.encode("utf-8", errors="replace")
        self._digest.update(content)
        try:
            self._stream.write(content)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> DataSourceError:
        name = self._path.name.removesuffix(PART_SUFFIX)
        return DataSourceError("error.fetch.disk", file=name, reason=error.strerror or str(error))


def _finite(value: Any) -> Any:  # noqa: ANN401 - what JSON held
    """Write numbers that JSON does not know as text: the reader then lists them by row."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    return [_finite(each) for each in value] if isinstance(value, list) else value
