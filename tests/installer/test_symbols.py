"""Names for debuggers go out of libraries, and a library that was spoilt by that stays as it was."""

from __future__ import annotations

import struct
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from installer import symbols

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = 4096
NAMES = b"name of a function" * 10


def library(place_in_memory: int) -> bytes:
    """Write the smallest file with one part that the system would load, from the second page of the file."""
    header = symbols._HEADER.pack(  # noqa: SLF001 - the form itself
        symbols._MAGIC + b"\x01" + bytes(9),  # noqa: SLF001 - likewise
        3, 62, 1, 0, 64, 0, 0, 64, 56, 1, 64, 0, 0,
    )  # fmt: skip
    segment = struct.pack("<IIQQQQQQ", 1, 5, PAGE, place_in_memory, place_in_memory, 8, 8, PAGE)
    return header + segment + bytes(PAGE - len(header) - len(segment)) + b"program!"


GOOD, SPOILT = library(3 * PAGE), library(3 * PAGE + 16)


@pytest.fixture
def stripping(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes, int], None]:
    """Give a function that says what ``strip`` makes of any library, and how it ends."""

    def makes(result: bytes, code: int) -> None:
        def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401 - as subprocess takes it
            assert command[:2] == ["strip", "-o"]
            with open(command[2], "wb") as file:  # noqa: PTH123 - a path in a command is text
                file.write(result)
            return subprocess.CompletedProcess(command, code)

        monkeypatch.setattr(subprocess, "run", run)

    return makes


@pytest.mark.parametrize(
    ("result", "code", "kept"),
    [(GOOD, 0, GOOD), (SPOILT, 0, GOOD + NAMES), (GOOD, 1, GOOD + NAMES)],
    ids=["smaller", "spoilt", "refused"],
)
def test_a_library_is_replaced_only_by_one_that_loads(
    tmp_path: Path, stripping: Callable[[bytes, int], None], result: bytes, code: int, kept: bytes
) -> None:
    """What is saved is told; nothing else is left in the folder."""
    stripping(result, code)
    path = tmp_path / "below" / "libone.so.5.0"
    path.parent.mkdir()
    path.write_bytes(GOOD + NAMES)
    assert symbols.strip(tmp_path) == len(GOOD + NAMES) - len(kept)
    assert path.read_bytes() == kept
    assert list(path.parent.iterdir()) == [path]


def test_what_is_no_library_is_left_alone(tmp_path: Path, stripping: Callable[[bytes, int], None]) -> None:
    """A text of such a name, and a second name of a library, which is one file."""
    stripping(GOOD, 0)
    (tmp_path / "libtext.so").write_text("INPUT(libone.so.5)", encoding="utf-8")
    (tmp_path / "libone.so.5").write_bytes(GOOD + NAMES)
    (tmp_path / "libone.so").symlink_to("libone.so.5")
    assert symbols.strip(tmp_path) == len(NAMES)
    assert (tmp_path / "libtext.so").read_text("utf-8") == "INPUT(libone.so.5)"
    assert (tmp_path / "libone.so").is_symlink()
