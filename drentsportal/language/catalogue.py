"""Reads the catalogue of a language: all ``*.po`` files of its folder, merged into one.

Parts of the program keep their texts in files of their own (``core.po``, ``cli.po``, ``geodata.po``), so that
one text has one place. Parsing them takes a tenth of a second, which start-up does not have; a compiled copy
in the user's cache folder is used while names, sizes and times of the ``.po`` files stay the same.
"""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING

from drentsportal.errors import DataSourceError
from drentsportal.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LOG = logging.getLogger(__name__)


def read_catalogue(folder: Path, cache_dir: Path | None = None) -> dict[str, str]:
    """Read message id to template from every ``*.po`` file in ``folder``.

    Of two texts for one id the first is used and the log says so; a test keeps that from being shipped.
    Raises ``DataSourceError`` when the folder holds none or a file cannot be read.
    """
    files = sorted(folder.glob("*.po"))
    if not files:
        raise DataSourceError("error.language.absent", folder=str(folder))
    cache = None if cache_dir is None else cache_dir / f"catalogue-{folder.name}-{_fingerprint(files)}.json"
    if cache is not None and (kept := _read_cache(cache)) is not None:
        return kept
    merged = _merge(files)
    if cache is not None:
        _write_cache(cache, merged)
    return merged


def _merge(files: Sequence[Path]) -> dict[str, str]:
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - a start with a kept catalogue does without

    merged: dict[str, str] = {}
    for path in files:
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


def _fingerprint(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        stat = path.stat()
        digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
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
