"""Kill a saving process at many more moments, from before its first save to after its last."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from drentsportal.storage.sqlite_workspace import open_workspace
from tests.unit.storage.killing import SENTENCE, assert_nothing_lost, kill_while_saving

if TYPE_CHECKING:
    from pathlib import Path

RUNS = 25


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(8))
def test_no_moment_loses_what_was_acknowledged(tmp_path: Path, seed: int) -> None:
    """Kill twenty-five times at moments of this seed."""
    moments = random.Random(seed)  # noqa: S311 - not for secrets
    for run in range(RUNS):
        path = tmp_path / str(run) / "a.drents"
        open_workspace(path, passphrase=SENTENCE, create=True).close()
        acknowledged = kill_while_saving(path, moments.randrange(51), moments.uniform(0, 0.05))
        assert_nothing_lost(path, acknowledged)
