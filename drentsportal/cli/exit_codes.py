"""What the command line answers to the shell; documented in ``docs/cli.md``."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """One code per way in which a command can end."""

    OK = 0
    ERROR = 1
    USAGE = 2
    QUESTION = 3
    LOCKED = 4
    CANCELLED = 130
