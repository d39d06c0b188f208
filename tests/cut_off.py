"""Runs a Python module with the network cut: nothing but the machine itself answers.

``unshare --map-root-user --net python -m tests.cut_off pytest tests/ui`` gives a network of its own with
loopback alone, which is down at first; it is brought up here, and it is checked that there is no more.
Linux only.
"""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import struct
import sys
from typing import Final

_LOOPBACK: Final = b"lo"
_OUTSIDE: Final = ("192.0.2.1", 80)
"""An address that is kept for documentation (RFC 5737)."""
_GET_FLAGS: Final = 0x8913
_SET_FLAGS: Final = 0x8914
_IS_UP: Final = 0x1
_FLAGS: Final = struct.Struct("16sh14x")


def raise_loopback() -> None:
    """Bring up loopback, on which tests have servers of their own. Raises ``OSError``."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        asked = fcntl.ioctl(wire, _GET_FLAGS, _FLAGS.pack(_LOOPBACK, 0))
        flags = _FLAGS.unpack(asked)[1]
        fcntl.ioctl(wire, _SET_FLAGS, _FLAGS.pack(_LOOPBACK, flags | _IS_UP))


def other_networks() -> list[str]:
    """Name the networks beside loopback."""
    return [name for _, name in socket.if_nameindex() if name != _LOOPBACK.decode()]


def leads_nowhere() -> bool:
    """Tell whether an address outside cannot be reached, as is said at once."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as wire:
        wire.settimeout(1)
        return wire.connect_ex(_OUTSIDE) == errno.ENETUNREACH


def main() -> None:
    """Run what is asked; never with a network."""
    if others := other_networks():
        sys.exit(f"not cut off: {', '.join(others)}")
    raise_loopback()
    if not leads_nowhere():
        sys.exit("not cut off: there is a way out")
    os.execv(sys.executable, [sys.executable, "-m", *sys.argv[1:]])  # noqa: S606 - the tests of this project


if __name__ == "__main__":
    main()
