"""A screen of its own without a graphics card, of which a measurement sees what stands on it.

The same look at the same screen tells of every program when its pixels are there, whatever draws them.
"""

from __future__ import annotations

import mmap
import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING, Final, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from numpy.typing import NDArray

_SERVER: Final = "Xvfb"
_SIZE: Final = "1400x900x24"
_HEADER: Final = np.dtype(">u4")
_FIELDS: Final = {"size": 0, "width": 4, "height": 5, "line": 12, "colours": 19}
"""Places in the header of an X window dump, in words of four bytes."""

_COLOUR_BYTES: Final = 12
_LEAST_PIXELS: Final = 400
"""Far more than the colour takes in a legend, far less than 120 parks take on the smallest map."""

_COLOUR: Final = np.uint32(0xFFFFFF)
_LOOK_EVERY_S: Final = 0.02
_PATIENCE_S: Final = 60.0


class Screen:
    """A virtual screen, from ``with`` to its end."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder for what stands on the screen."""
        self._folder = folder

    @staticmethod
    def is_here() -> bool:
        """Whether this machine can make one."""
        return shutil.which(_SERVER) is not None

    def __enter__(self) -> Self:
        """Start it."""
        self._folder.mkdir(exist_ok=True)
        read, write = os.pipe()
        command = [_SERVER, "-screen", "0", _SIZE, "-fbdir", str(self._folder), "-nolisten", "tcp"]
        self._server = subprocess.Popen(  # noqa: S603 - a fixed command
            [*command, "-displayfd", str(write)], pass_fds=(write,), stderr=subprocess.DEVNULL
        )
        os.close(write)
        with os.fdopen(read, encoding="ascii") as told:
            self.name = f":{told.readline().strip()}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._server.terminate()
        self._server.wait()

    def start(self, command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """Start a program on it, as the leader of its own group."""
        return subprocess.Popen(  # noqa: S603 - our own
            command,
            env={**environment, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def has(self, colour: str) -> bool:
        """Whether a colour stands on it, more than here and there a pixel.

        Of a whole fill no pixel differs; to look for near ones would take the time that the programs need.
        """
        wanted = np.uint32(int(colour.removeprefix("#"), 16))
        return int(np.count_nonzero((self._pixels() & _COLOUR) == wanted)) > _LEAST_PIXELS

    def wait_for(self, colour: str, program: subprocess.Popen[bytes]) -> float:
        """Wait until a program has put a colour on it; returns the moment.

        Raises ``RuntimeError`` where it ends without.
        """
        last = time.time() + _PATIENCE_S
        while not self.has(colour):
            if program.poll() is not None or time.time() > last:
                raise RuntimeError(program.args)
            time.sleep(_LOOK_EVERY_S)
        return time.time()

    def wait_until_gone(self, colour: str) -> None:
        """Wait until what a program left on it is gone."""
        while self.has(colour):
            time.sleep(_LOOK_EVERY_S)

    def _pixels(self) -> NDArray[np.uint32]:
        with (self._folder / "Xvfb_screen0").open("rb") as file:
            dump = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        words = np.frombuffer(dump, _HEADER, max(_FIELDS.values()) + 1)
        size, width, height, line, colours = (int(words[at]) for at in _FIELDS.values())
        begin = size + _COLOUR_BYTES * colours
        rows = np.frombuffer(dump, "<u4", height * line // 4, begin).reshape(height, line // 4)
        return rows[:, :width]
