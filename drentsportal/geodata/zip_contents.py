"""Looks into a zip before anything unpacks it: what it holds, whether it is whole, open, of a sane size."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from drentsportal.errors import DataSourceError, DrentsPortalError
from drentsportal.geodata.file_kinds import ACCEPTED_FORMATS, OtherKind, SourceFormat
from drentsportal.geodata.limits import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.geodata.limits import ReadLimits

SHAPE_PARTS: Final = (".shp", ".shx", ".dbf")
_ENCRYPTED: Final = 0x1
_OFFICE: Final = (
    ("xl/workbook.xml", SourceFormat.WORKBOOK),
    ("xl/workbook.bin", OtherKind.OLD_OFFICE),
    ("word/document.xml", OtherKind.WORD),
    ("mimetype", OtherKind.OPEN_DOCUMENT),
)


@dataclass(frozen=True, slots=True)
class ZipContents:
    """What a zip holds; ``shapefiles`` are the names of the ``.shp`` members."""

    kind: SourceFormat | OtherKind
    shapefiles: tuple[str, ...] = ()


def zip_contents(path: Path, limits: ReadLimits) -> ZipContents:
    """Say what a zip holds.

    Raises ``DataSourceError`` when it is truncated, damaged, encrypted, unpacks to more than the limits, or
    holds a name that leads outside.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            names = {info.filename for info in infos}
            kind = next((kind for name, kind in _OFFICE if name in names), SourceFormat.SHAPEFILE_ZIP)
            _refuse_members(path, infos, limits, kind)
            if isinstance(kind, SourceFormat):
                _refuse_damaged(path, archive)
    except DrentsPortalError:
        raise
    except Exception as error:  # on a damaged directory zipfile raises nearly anything
        raise _refusal("error.import.truncated", path) from error
    if kind is not SourceFormat.SHAPEFILE_ZIP:
        return ZipContents(kind)
    shapes = tuple(sorted(name for name in names if PurePosixPath(name).suffix.lower() == ".shp"))
    if not shapes:
        raise _refusal("error.import.zip_without_shapefile", path, accepted=ACCEPTED_FORMATS)
    _refuse_missing_parts(path, shapes, {name.lower() for name in names})
    return ZipContents(kind, shapes)


def _refuse_members(
    path: Path, infos: Sequence[zipfile.ZipInfo], limits: ReadLimits, kind: SourceFormat | OtherKind
) -> None:
    outside = next((each for each in infos if _leads_outside(each)), None)
    if outside is not None:
        raise _refusal("error.import.zip_member_outside", path, member=outside.filename)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise _refusal("error.import.encrypted", path)
    if len(infos) > limits.members:
        raise _refusal("error.import.too_many_members", path, members=len(infos), limit=limits.members)
    unpacked = sum(info.file_size for info in infos)
    limit = limits.workbook_bytes if kind is SourceFormat.WORKBOOK else limits.unpacked_bytes
    if unpacked > limit:
        raise _refusal(
            "error.import.unpacks_too_large",
            path,
            size_mb=unpacked // MEGABYTE,
            limit_mb=limit // MEGABYTE,
        )


def _refuse_damaged(path: Path, archive: zipfile.ZipFile) -> None:
    if (broken := archive.testzip()) is not None:
        raise _refusal("error.import.zip_damaged", path, member=broken)


def _leads_outside(member: zipfile.ZipInfo) -> bool:
    """Whether a name in an archive points to a place outside it: no program that means well makes one."""
    name = member.filename.replace("\\", "/")
    return name.startswith("/") or ".." in name.split("/") or name[1:2] == ":"


def _refuse_missing_parts(path: Path, shapes: Sequence[str], names: set[str]) -> None:
    for shape in shapes:
        stem = shape.lower().removesuffix(".shp")
        missing = [part for part in SHAPE_PARTS if stem + part not in names]
        if missing:
            raise _refusal("error.import.shapefile_parts", path, missing=", ".join(missing))


def _refusal(message_id: str, path: Path, **params: str | int) -> DataSourceError:
    return DataSourceError(message_id, field=None, file=path.name, **params)
