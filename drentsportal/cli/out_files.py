"""Where a command may write: under a name that says what is in it, and never over what somebody keeps there.

Checked before the work begins, so that a match is not stored and then fails on its file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.errors import InputError
from drentsportal.reports.typeset.finished_file import is_workspace_file

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.cli.options import CommonOptions
    from drentsportal.cli.session import Session


def check_out(session: Session, options: CommonOptions, out: Path | None, *suffixes: str) -> None:
    """Accept a file to write, whose name ends in one of ``suffixes``; an older one of that kind is replaced.

    Raises ``InputError`` for the open workspace and any other one, for a folder, and for another suffix.
    """
    if out is None:
        return
    workspace = options.workspace or session.settings.workspace_path
    if is_workspace_file(out) or same_file(out, workspace):
        raise InputError("error.cli.out_workspace", field="out", path=str(out))
    if out.suffix.casefold() not in suffixes:
        raise InputError("error.cli.out_suffix", field="out", path=str(out), accepted=", ".join(suffixes))
    if out.is_dir():
        raise InputError("error.cli.out_folder", field="out", path=str(out))


def same_file(one: Path, other: Path) -> bool:
    """Tell whether two names lead to one file; a file that is not there is none."""
    try:
        return one.samefile(other)
    except OSError:
        return False
