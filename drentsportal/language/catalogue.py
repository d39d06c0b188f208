"""Reads the catalogue of a language: all ``*.po`` files of its folder, merged into one.

Parts of the program keep their texts in files of their own (``core.po``, ``cli.po``, ``geodata.po``), so that
one text has one place. Parsing them takes a tenth of a second, which start-up does not have; a compiled copy
in the user's cache folder is used while names, sizes and times of the ``.po`` files stay the same. Under the
same condition one process parses them once.
"""

from __future__ import annotations

import hashlib
import json
import logging
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from drentsportal.errors import DataSourceError
from drentsportal.whole_file import write_whole

if TYPE_CHECKING:
    Stamps = tuple[tuple[str, int, int], ...]
    """Name, size and time of each file."""

_LOG = logging.getLogger(__name__)


def read_catalogue(folder: Path, cache_dir: Path | None = None) -> dict[str, str]:
    """Read message id to template from every ``*.po`` file in ``folder``.

    Of two texts for one id the first is used and the log says so; a test keeps that from being shipped.
    Raises ``DataSourceError`` when the folder holds none or a file cannot be read.
    """
    files = sorted(folder.glob("*.po"))
    if not files:
        raise DataSourceError("error.language.absent", folder=str(folder))
    stamps = tuple(_stamp(path) for path in files)
    cache = None if cache_dir is None else cache_dir / f"catalogue-{folder.name}-{_fingerprint(stamps)}.json"
    if cache is not None and (kept := _read_cache(cache)) is not None:
        return kept
    # Who asked may change what it got.
    merged = dict(_merge(stamps))
    if cache is not None:
        _write_cache(cache, merged)
    return merged


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        stat = path.stat()
    except OSError as error:
        raise DataSourceError("error.language.unreadable", file_name=path.name) from error
    return (str(path), stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=8)
def _merge(stamps: Stamps) -> dict[str, str]:
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - a start with a kept catalogue does without

    merged: dict[str, str] = {}
    for path in (Path(name) for name, _, _ in stamps):
        try:
            with path.open("rb") as source:
                catalogue = read_po(source, abort_invalid=True)
        except (OSError, UnicodeDecodeError, PoFileError) as error:
            raise DataSourceError("error.language.unreadable", file_name=path.name) from error
        for entry in catalogue:
            if not entry.id or not entry.string:
                continue
            message_id, template = str(entry.id), str(entry.string)
            if merged.setdefault(message_id, template) != template:
                _LOG.error("%s gives a second text for %s; the first is used", path.name, message_id)
    return merged


def _fingerprint(stamps: Stamps) -> str:
    digest = hashlib.sha256()
    for name, size_bytes, changed_ns in stamps:
        digest.update(f"{name}\0{size_bytes}\0{changed_ns}\n".encode())
    return digest.hexdigest()[:16]


def _read_cache(path: Path) -> dict[str, str] | None:
    try:
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None


def _write_cache(path: Path, merged: dict[str, str]) -> None:
    """Keep the merged catalogue; a cache that cannot be written costs time only."""
    try:
        write_whole(path, json.dumps(merged, ensure_ascii=False).encode())
        for old in path.parent.glob(f"{path.name.rsplit('-', 1)[0]}-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError as error:
        _LOG.info("catalogue not cached: %s", error)
