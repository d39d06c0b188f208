"""Where an export ends up: made in a folder beside the target, and put in place only when it is complete."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.errors import QuestionError, ReportError
from drentsportal.geodata.source_gate import WORKSPACE_APPLICATION_ID
from drentsportal.services.failures import system_reason
from drentsportal.services.ports.documents import MadeDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_BLOCK_BYTES: Final = 1_048_576
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
_WORKSPACE_SUFFIXES: Final = (".drents", ".drents-wal", ".drents-shm", ".drents-journal")
_SQLITE_MAGIC: Final = b"SQLite format 3\x00"
_APPLICATION_ID_AT: Final = slice(68, 72)


@dataclass(frozen=True, slots=True)
class Target:
    """A file, archive or folder to come. ``live_files`` are workspaces that are open in this process."""

    path: Path
    replace: bool = False
    live_files: Sequence[Path] = ()

    def finish(self, kind: str, make: Callable[[Path], None]) -> MadeDocument:
        """Let ``make`` write into an empty folder, and bring what it wrote to its place.

        A path that ends in ``.zip`` becomes an archive of everything in the folder, one without an ending
        the folder itself; any other takes the file of its name, and what else was written stands beside it.
        Raises ``ReportError`` when a workspace would be written over or the disk refuses, ``QuestionError``
        when a file beside it would be replaced without being asked for. Nothing is left behind then, and
        older files stay.
        """
        if is_workspace(self.path, self.live_files):
            raise ReportError("error.document.over_workspace", field="out", path=str(self.path))
        with self._reported():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".", suffix=".part", dir=self.path.parent) as part:
                made = Path(part) / "made"
                made.mkdir()
                make(made)
                return MadeDocument(self.path, kind, self._placed(made))

    def _placed(self, made: Path) -> str:
        if not self.path.suffix:
            return self._placed_folder(made)
        if self.path.suffix.casefold() == ".zip":
            packed = made.parent / "packed"
            packed.mkdir()
            _pack(made, packed / self.path.name)
            made = packed
        return self._placed_files(made)

    def _placed_files(self, made: Path) -> str:
        """Put what goes along in place first and the file itself last: where that stands, all is there."""
        ordered = sorted(made.iterdir(), key=lambda each: each.name == self.path.name)
        for path in ordered:
            beside = self.path.with_name(path.name)
            if is_workspace(beside, self.live_files):
                raise ReportError("error.document.over_workspace", field="out", path=str(beside))
            if beside.exists() and not self.replace:
                raise QuestionError("error.export.exists", option="--replace", file_name=beside.name)
        checksum = sha256_of(ordered[-1])
        for path in ordered:
            path.chmod(0o644)
            path.replace(self.path.with_name(path.name))
        return checksum

    def _placed_folder(self, made: Path) -> str:
        listed = "".join(f"{sha256_of(path)}  {path.name}\n" for path in sorted(made.iterdir()))
        if self.path.is_dir():
            # It goes only when it is empty; the rename of a folder needs its place free on every system.
            self.path.rmdir()
        made.chmod(0o755)
        made.rename(self.path)
        return hashlib.sha256(listed.encode()).hexdigest()

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ReportError(
                "error.document.not_written",
                file_name=self.path.name,
                folder=str(self.path.parent),
                reason=message(f"file_reason.{system_reason(error)}", number=error.errno or 0),
            ) from error


def is_workspace(path: Path, live_files: Sequence[Path] = ()) -> bool:
    """Tell whether a file is a workspace: by name, by identity, and only then by its first bytes.

    The order matters: closing any handle on a live file would drop its locks.
    """
    if path.name.casefold().endswith(_WORKSPACE_SUFFIXES):
        return True
    if not path.is_file():
        return False
    if any(live.exists() and live.samefile(path) for live in live_files):
        return True
    with path.open("rb") as stream:
        head = stream.read(_APPLICATION_ID_AT.stop)
    return head.startswith(_SQLITE_MAGIC) and (
        int.from_bytes(head[_APPLICATION_ID_AT], "big") == WORKSPACE_APPLICATION_ID
    )


def _pack(folder: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(folder.iterdir()):
            # A fixed date, so that the same data gives the same bytes.
            entry = zipfile.ZipInfo(path.name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as stream, packed.open(entry, "w", force_zip64=True) as member:
                shutil.copyfileobj(stream, member, _BLOCK_BYTES)


def sha256_of(path: Path) -> str:
    """Return the checksum of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()
