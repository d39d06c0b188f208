"""The process that reads a service: one job on its input, lines about it on its output.

It ends when its input closes, so that it never outlives whoever started it.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import Final, TextIO

from drentsportal.errors import DrentsPortalError
from drentsportal.geodata.fetching import wire
from drentsportal.geodata.fetching.jobs import FetchJob, fetched_file, offered_layers

_PARENT_IS_GONE: Final = 3


def main() -> int:
    """Do one job; returns 0 when it was done, or when it was told why not."""
    job = wire.read_job(sys.stdin.buffer.readline().decode())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        line = _done(job, sys.stdout)
    except DrentsPortalError as error:
        line = wire.error_line(error)
    _say(sys.stdout, line)
    return 0


def _done(job: FetchJob, output: TextIO) -> str:
    def tell(done: int, total: int, what: str) -> None:
        _say(output, wire.progress_line(done, total, what))

    if job.target is None:
        return wire.layers_line(offered_layers(job, tell))
    return wire.fetched_line(fetched_file(job, job.target, tell))


def _say(output: TextIO, line: str) -> None:
    output.write(line + "\n")
    output.flush()


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(_PARENT_IS_GONE)


if __name__ == "__main__":
    sys.exit(main())
