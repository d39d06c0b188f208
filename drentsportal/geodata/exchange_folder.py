"""A folder or zip of the exchange format as the list of files that it is imported by, in their own order."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drentsportal.errors import DataSourceError
from drentsportal.geodata.limits import LIMITS, MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drentsportal.geodata.limits import ReadLimits

_NAME: Final = re.compile(r"(\d{2,6})\D[^/\\]*\.(?:geojson|json)", re.IGNORECASE)
_ZIP: Final = ".zip"


def is_exchange(path: Path) -> bool:
    """Tell whether a path is imported as several files: any folder, and a zip of exchange files only."""
    if path.is_dir():
        return True
    if path.suffix.casefold() != _ZIP or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
    return bool(names) and all(_NAME.fullmatch(each) for each in names)


@contextmanager
def exchange_files(path: Path, limits: ReadLimits = LIMITS) -> Iterator[tuple[Path, ...]]:
    """Give the files of a folder or zip in the order of their numbers; those of a zip exist meanwhile only.

    Raises ``DataSourceError`` for a folder with anything else in it, an empty one, and a zip that is damaged
    or larger than the limits when unpacked.
    """
    if path.is_dir():
        visible = [each for each in path.iterdir() if not each.name.startswith(".")]
        yield _ordered(path, visible)
        return
    with tempfile.TemporaryDirectory(prefix="drentsportal-") as folder:
        try:
            with zipfile.ZipFile(path) as packed:
                _unpack(path, packed, Path(folder), limits)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            raise DataSourceError("error.import.damaged", file=path.name) from error
        yield _ordered(path, Path(folder).iterdir())


def _unpack(path: Path, packed: zipfile.ZipFile, folder: Path, limits: ReadLimits) -> None:
    size = sum(each.file_size for each in packed.infolist())
    if size > limits.unpacked_bytes or len(packed.infolist()) > limits.members:
        raise DataSourceError(
            "error.import.too_large",
            file=path.name,
            size_mb=size // MEGABYTE,
            limit_mb=limits.unpacked_bytes // MEGABYTE,
            format=_ZIP,
        )
    for entry in packed.infolist():
        # The names were matched: none leads out of the folder. A member never gives more than it states.
        with packed.open(entry) as member, (folder / entry.filename).open("wb") as stream:
            shutil.copyfileobj(member, stream)


def _ordered(path: Path, found: Iterable[Path]) -> tuple[Path, ...]:
    numbered = [(_NAME.fullmatch(each.name), each) for each in found]
    strange = sorted(each.name for match, each in numbered if match is None or not each.is_file())
    if strange or not numbered:
        raise DataSourceError("error.import.no_exchange_folder", path=str(path), file=(strange or ["-"])[0])
    return tuple(each for _, each in sorted((int(match.group(1)), each) for match, each in numbered if match))
