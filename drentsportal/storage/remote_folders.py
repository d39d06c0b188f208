"""Which folders are not on this computer, and which processes are: what a lock file depends on."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_REMOTE_SYSTEMS: Final = frozenset(
    {"cifs", "smb3", "smbfs", "nfs", "nfs4", "afpfs", "davfs", "fuse.sshfs", "fuse.rclone", "9p"}
)
_SYNCED_FOLDERS: Final = ("onedrive", "dropbox", "nextcloud", "google drive", "sharepoint")
_WINDOWS_REMOTE_DRIVE: Final = 4
_WINDOWS_QUERY_PROCESS: Final = 0x1000
_MOUNTS: Final = Path("/proc/mounts")


def is_remote(path: Path) -> bool:
    """Tell whether a workspace must be worked on as a local copy.

    So it is on a network drive, in a folder that a program keeps in step with elsewhere, or where a lock
    file shows that somebody already treats it so.
    """
    if lock_path(path).exists() or is_network_name(str(path)) or is_synced_name(str(path)):
        return True
    return _on_remote_drive(path)


def is_network_name(path: str) -> bool:
    r"""Tell whether a path names a server (``\\server\share``)."""
    return path.startswith(("\\\\", "//"))


def is_synced_name(path: str) -> bool:
    """Tell whether a folder of the path carries the name of a program that syncs."""
    parts = PureWindowsPath(path).parts if "\\" in path else PurePosixPath(path).parts
    return any(part.lower().startswith(_SYNCED_FOLDERS) for part in parts[:-1])


def remote_mount(path: str, mounts: Iterable[str]) -> bool:
    """Tell whether a path lies on a network file system, by lines as in ``/proc/mounts``."""
    best, remote = "", False
    for line in mounts:
        fields = line.split()
        if len(fields) < 3:  # noqa: PLR2004 - device, folder, type
            continue
        folder = fields[1].replace("\\040", " ")
        inside = path == folder or path.startswith(folder.rstrip("/") + "/")
        if inside and len(folder) >= len(best):
            best, remote = folder, fields[2] in _REMOTE_SYSTEMS
    return remote


def lock_path(path: Path) -> Path:
    """Return where the lock file of a workspace stands."""
    return path.with_name(path.name + ".lock")


def _on_remote_drive(path: Path) -> bool:
    if sys.platform == "win32":
        drive = f"{path.absolute().drive}\\"
        return ctypes.windll.kernel32.GetDriveTypeW(drive) == _WINDOWS_REMOTE_DRIVE
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return remote_mount(str(path.absolute()), mounts)


def still_runs(process_id: object) -> bool:
    """Tell whether a process of this computer still runs; if that cannot be told, it does."""
    if not isinstance(process_id, int):
        return False
    if sys.platform == "win32":
        return _runs_on_windows(process_id)
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _runs_on_windows(process_id: int) -> bool:
    if sys.platform != "win32":
        return True
    # os.kill(process_id, 0) would end the process there.
    handle = ctypes.windll.kernel32.OpenProcess(_WINDOWS_QUERY_PROCESS, 0, process_id)
    if handle:
        ctypes.windll.kernel32.CloseHandle(handle)
    return bool(handle)
