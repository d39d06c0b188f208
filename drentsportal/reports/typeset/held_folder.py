"""A folder of our own among the temporary files, which the next run clears where ours was killed.

What is set may be confidential: a text of it lies there in clear for as long as the compiler reads it. Who
holds a folder keeps its mark locked; the lock goes with the process, however that ends.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Self

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from types import TracebackType

_PREFIX: Final = "drentsportal-set-"
_MARK: Final = "held"
_BEFORE: Final = "held.new"


class HeldFolder:
    """A folder that exists until it is let go; before it is made, those that nobody holds are cleared."""

    def __init__(self) -> None:
        """Make the folder and hold it."""
        clear_left_folders()
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._mark: IO[bytes] = (self.path / _BEFORE).open("wb")
        if sys.platform != "win32":
            fcntl.flock(self._mark, fcntl.LOCK_EX)
            # Only a mark that is locked bears the name by which others look.
            (self.path / _BEFORE).rename(self.path / _MARK)
        else:
            self._mark.close()
            self._mark = (self.path / _MARK).open("wb")

    def let_go(self) -> None:
        """Remove the folder with all that is in it; may be called twice."""
        self._mark.close()
        shutil.rmtree(self.path, ignore_errors=True)

    def __enter__(self) -> Self:
        """Use it for a while."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it go."""
        self.let_go()


def clear_left_folders() -> None:
    """Remove the folders of processes that were killed; those of others who still run stay."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if not folder.is_symlink() and _is_left(folder / _MARK):
            shutil.rmtree(folder, ignore_errors=True)


def _is_left(mark: Path) -> bool:
    """Whether nobody holds a folder any more; one without a mark is just being made."""
    if sys.platform == "win32":
        # What is open there cannot be removed.
        with suppress(OSError):
            mark.unlink()
            return True
        return False
    try:
        with mark.open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
