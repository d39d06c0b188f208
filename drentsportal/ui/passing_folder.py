"""A folder for what is only looked at: it goes with the last who holds it, at the latest with the program."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from functools import partial


class PassingFolder:
    """A folder of the system for passing files, closed to other people.

    A window may be closed while something is looked at in it, and nobody is left then to clear up.
    """

    def __init__(self, prefix: str = "drentsportal-") -> None:
        """Make the folder. Raises ``OSError``."""
        self.name = tempfile.mkdtemp(prefix=prefix)
        self._end = weakref.finalize(self, partial(shutil.rmtree, self.name, ignore_errors=True))

    def cleanup(self) -> None:
        """Remove the folder with all in it; what cannot be removed stays for the system."""
        self._end()
