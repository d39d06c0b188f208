"""Layers kept for the next start: shown only for the very state of the file that they were made of."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.mapview.kept_layers import KeptLayers
from drentsportal.mapview.prepared import PreparedGround, PreparedLayers, PreparedSites
from drentsportal.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_GROUND = PreparedGround(b'{"ground":\n1}', "Bron: één\nregel")
_LAYERS = PreparedLayers(_GROUND, PreparedSites(b'{"sites": 2}'), 7)


@pytest.fixture
def kept(tmp_path: Path) -> KeptLayers:
    """Give an empty folder that is not there yet."""
    return KeptLayers(tmp_path / "cache", resources_dir(), "nl")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Give a closed workspace file."""
    path = tmp_path / "werk.drents"
    path.write_bytes(b"as it was closed")
    return path


def test_what_was_kept_comes_back(kept: KeptLayers, workspace: Path) -> None:
    """Ground, sources and sites come back; plots and the data version are not kept."""
    kept.keep(workspace, _LAYERS)
    assert kept.read(workspace) == PreparedLayers(_GROUND, PreparedSites(b'{"sites": 2}'))


def _touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def _grow(path: Path) -> None:
    times = path.stat().st_mtime_ns
    path.write_bytes(b"longer than it was when closed")
    os.utime(path, ns=(times, times))


def _open_elsewhere(path: Path) -> None:
    path.with_name(path.name + "-wal").touch()


@pytest.mark.parametrize("change", [_touch, _grow, _open_elsewhere, os.unlink])
def test_a_file_in_another_state_has_nothing(
    kept: KeptLayers, workspace: Path, change: Callable[[Path], None]
) -> None:
    """A change by anybody, a log that was not brought in, and a file that is gone."""
    kept.keep(workspace, _LAYERS)
    change(workspace)
    assert kept.read(workspace) is None


def test_another_language_and_another_file_have_nothing(kept: KeptLayers, workspace: Path) -> None:
    """The words of the sources are of one language."""
    kept.keep(workspace, _LAYERS)
    other = workspace.with_name("ander.drents")
    other.write_bytes(workspace.read_bytes())
    assert replace(kept, language_code="de").read(workspace) is None
    assert kept.read(other) is None


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"[1]\n{}", b"\xff\xfe"])
def test_a_damaged_file_is_as_none(kept: KeptLayers, workspace: Path, damage: bytes) -> None:
    """Whatever stands there, the start goes on without it."""
    kept.keep(workspace, _LAYERS)
    next(kept.cache_dir.glob("map-layers-*")).write_bytes(damage)
    assert kept.read(workspace) is None


def test_a_folder_that_cannot_be_made_costs_nothing(workspace: Path) -> None:
    """A file stands where the folder should be."""
    kept = KeptLayers(workspace / "cache", resources_dir(), "nl")
    kept.keep(workspace, _LAYERS)
    assert kept.read(workspace) is None


def test_only_the_newest_workspaces_are_kept(kept: KeptLayers, tmp_path: Path) -> None:
    """The folder does not grow with every file that was ever opened."""
    for number in range(8):
        path = tmp_path / f"{number}.drents"
        path.write_bytes(b"x")
        kept.keep(path, _LAYERS)
        os.utime(max(kept.cache_dir.iterdir(), key=lambda each: each.stat().st_mtime_ns), ns=(number, number))
    assert [kept.read(tmp_path / f"{number}.drents") is not None for number in range(8)] == [False] * 3 + [
        True
    ] * 5
