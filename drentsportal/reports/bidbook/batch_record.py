"""The record of a batch: a small file beside the sheets by which a later run knows what it may keep."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from drentsportal.errors import ReportError
from drentsportal.reports.typeset.finished_file import reason_of, write_finished
from drentsportal.services.document_names import file_stem, style_ending
from drentsportal.services.ports.bidbooks import BatchRecord, KeptSheet
from drentsportal.services.ports.documents import DocumentStyle

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

RECORD_NAME: Final = "bidbook.json"
_FORMAT: Final = 1


def record_name(style: DocumentStyle) -> str:
    """Return the name of the record of a language: those of one folder lie beside each other."""
    return f"{file_stem('bidbook', ending=style_ending(style))}.json"


def read_record(folder: Path, style: DocumentStyle) -> BatchRecord | None:
    """Read the record of a language in a folder; ``None`` where there is none, or none that we can read."""
    try:
        content = json.loads((folder / record_name(style)).read_text(encoding="utf-8"))
        return _record(content) if content["format"] == _FORMAT else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_record(folder: Path, record: BatchRecord) -> None:
    """Write the record; raises ``ReportError``."""
    content = {
        "format": _FORMAT,
        "data_version": record.data_version,
        "made_at_utc": record.made_at_utc.isoformat(),
        "language": record.style.language_code,
        "theme": record.style.theme_id,
        "sheets": {site_id: _content(each) for site_id, each in sorted(record.sheets.items())},
        "book": None if record.book is None else _content(record.book),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    write_finished(folder / record_name(record.style), text.encode(), "record")


def is_unchanged(folder: Path, kept: KeptSheet) -> bool:
    """Tell whether a file of the record is there as it was written."""
    try:
        with (folder / kept.file_name).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == kept.sha256
    except OSError:
        return False


def take_away(folder: Path, kept: Iterable[KeptSheet]) -> None:
    """Remove files that are as they were written; one that somebody changed stays. Raises ``ReportError``."""
    for each in kept:
        if not is_unchanged(folder, each):
            continue
        try:
            (folder / each.file_name).unlink()
        except OSError as error:
            raise ReportError(
                "error.bidbook.not_removed", file_name=each.file_name, reason=reason_of(error)
            ) from error


def _content(kept: KeptSheet) -> dict[str, object]:
    return {
        "file": kept.file_name,
        "sha256": kept.sha256,
        "made_of": kept.made_of,
    }


def _record(content: dict[str, Any]) -> BatchRecord:
    made_at_utc = datetime.fromisoformat(content["made_at_utc"])
    if made_at_utc.tzinfo is None:
        raise ValueError(RECORD_NAME)
    return BatchRecord(
        int(content["data_version"]),
        made_at_utc,
        DocumentStyle(str(content["language"]), str(content["theme"])),
        {str(site_id): _kept(each) for site_id, each in content["sheets"].items()},
        None if content["book"] is None else _kept(content["book"]),
    )


def _kept(content: dict[str, Any]) -> KeptSheet:
    name = str(content["file"])
    if "/" in name or "\\" in name or name in {"", ".", ".."}:
        # The record is a file that anybody can write: it names files of its own folder only.
        raise ValueError(name)
    return KeptSheet(name, str(content["sha256"]), str(content["made_of"]))
