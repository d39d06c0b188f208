"""Starts the process that reads a service, watches it, and ends it: at a limit, or when a person cancels."""

from __future__ import annotations

import json
import logging
import os
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import drentsportal
from drentsportal.errors import DataSourceError
from drentsportal.geodata.fetching import wire
from drentsportal.geodata.fetching.jobs import FetchJob
from drentsportal.geodata.fetching.result_file import PART_SUFFIX
from drentsportal.geodata.fetching.server_text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drentsportal.domain.merge.data_source import DataSource, DataSourceKind
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.sources import FetchedFile, FetchLimits, LayerOffer

FETCH_CHILD: Final = "--fetch-child"
"""The argument by which a frozen application starts as the child."""

_POLL_SECONDS: Final = 0.1
_GRACE_SECONDS: Final = 5
"""The child keeps to the same limits and says more; the parent steps in when it does not."""

_GEOJSON_OVERHEAD: Final = 4
"""A written page may be larger than it was received: packed, or as terse numbers."""

_SHOWN_ERROR_BYTES: Final = 4000
_LOG = logging.getLogger(__name__)


class ServiceFetcher:
    """Reads services of the web into files, each in a process of its own (``services.ports.sources``).

    ``command`` starts the child; by default this program's own.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        """Keep how the child is started; nothing runs yet."""
        self._command = tuple(command) if command is not None else child_command()

    def layers(
        self, kind: DataSourceKind, address: str, limits: FetchLimits, progress: Progress
    ) -> tuple[LayerOffer, ...]:
        """Ask a service what it offers. Raises ``DataSourceError`` and ``CancelledError``."""
        job = FetchJob(kind, address, "", "", (), limits, None)
        return wire.read_layers(self._outcome(job, progress, "layers"))

    def fetch(self, source: DataSource, folder: Path, limits: FetchLimits, progress: Progress) -> FetchedFile:
        """Fetch the whole of a layer into ``folder``; a file of the same name there is replaced at the end.

        Raises ``DataSourceError`` when it is not complete, not what it says it is, or past a limit,
        ``QuestionError`` when the layer must be chosen, and ``CancelledError``; no file is left then, and
        one that was there stays.
        """
        path = folder / f"{_file_stem(source)}.geojson"
        part = path.with_name(path.name + PART_SUFFIX)
        job = FetchJob(
            source.kind, source.address, source.layer, source.crs, source.allowed_hosts, limits, part
        )
        try:
            told = self._outcome(job, progress, "fetched")
            part.replace(path)
        except OSError as error:
            raise DataSourceError(
                "error.fetch.disk", file=path.name, reason=error.strerror or str(error)
            ) from error
        finally:
            part.unlink(missing_ok=True)
        return wire.read_fetched(told, path)

    def _outcome(self, job: FetchJob, progress: Progress, wanted: str) -> dict[str, Any]:
        """Run the child to its last word, which is ``wanted``, or raise what it says."""
        with tempfile.TemporaryFile() as errors:
            child = _Child(self._command, errors)
            try:
                child.give(wire.job_line(job))
                told = _watched(child, job, progress)
            finally:
                child.end()
            if told.get("event") == "error":
                raise wire.read_error(told)
            if told.get("event") != wanted:
                errors.seek(0)
                said = errors.read()[-_SHOWN_ERROR_BYTES:].decode(errors="replace")
                _LOG.error("reading %s ended with %s: %s", shown(job.address), child.code, said)
                raise DataSourceError("error.fetch.failed", address=shown(job.address))
        return told


def child_command() -> tuple[str, ...]:
    """Return how this program starts itself as the child."""
    if getattr(sys, "frozen", False):
        return (sys.executable, FETCH_CHILD)
    return (sys.executable, "-P", "-m", "drentsportal.geodata.fetching.child")


class _Child:
    """The running process; its lines arrive in a queue, ``None`` at the end of them."""

    def __init__(self, command: Sequence[str], errors: IO[bytes]) -> None:
        environment = dict(os.environ)
        root = str(Path(drentsportal.__file__).parents[1])
        earlier = environment.get("PYTHONPATH")
        environment["PYTHONPATH"] = os.pathsep.join([root, earlier] if earlier else [root])
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def give(self, line: str) -> None:
        """Say what to do; a child that is gone already is told by its silence."""
        stream = self._process.stdin
        if stream is not None:
            with suppress(OSError):
                stream.write(line.encode() + b"\n")
                stream.flush()

    def heard(self) -> Iterator[dict[str, Any] | None]:
        """Give what the child says, and ``None`` whenever it said nothing for a moment, until it ends."""
        while True:
            try:
                line = self._lines.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                yield None
                continue
            if line is None:
                return
            with suppress(ValueError):
                told = json.loads(line)
                if isinstance(told, dict):
                    yield told

    def end(self) -> None:
        """Kill the child if it still runs, and clear away."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    @property
    def code(self) -> int | None:
        """Its exit code."""
        return self._process.returncode

    def _read(self) -> None:
        stream = self._process.stdout
        while stream is not None and (line := stream.readline(wire.MOST_LINE_BYTES)):
            self._lines.put(line)
        self._lines.put(None)


def _watched(child: _Child, job: FetchJob, progress: Progress) -> dict[str, Any]:
    """Pass on progress until the last word. Raises ``DataSourceError`` at a limit, ``CancelledError``."""
    end = time.monotonic() + job.limits.seconds + _GRACE_SECONDS
    done, total, what = 0, 0, "progress.fetch.connecting"
    for told in child.heard():
        if told is not None and told.get("event") != "progress":
            return told
        if told is not None:
            done, total, what = told["done"], told["total"], told["what"]
        progress.step(done, total, what)
        if time.monotonic() > end:
            raise DataSourceError(
                "error.fetch.time_limit", address=shown(job.address), seconds=job.limits.seconds
            )
        if _size(job.target) > job.limits.size_bytes * _GEOJSON_OVERHEAD:
            raise DataSourceError(
                "error.fetch.size_limit",
                address=shown(job.address),
                size_mb=max(1, job.limits.size_bytes // 1_000_000),
            )
    return {}


def _size(path: Path | None) -> int:
    try:
        return path.stat().st_size if path is not None else 0
    except OSError:
        return 0


def _file_stem(source: DataSource) -> str:
    """Return a name for the file that every system can hold."""
    bare = re.sub(r"[^A-Za-z0-9_-]+", "_", source.layer or source.title or source.id).strip("_")
    return bare[:60] or "bron"
