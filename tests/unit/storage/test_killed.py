"""A process that is killed while it saves loses nothing that it acknowledged (more runs in `tests/soak`)."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from drentsportal.storage.sqlite_workspace import open_workspace
from tests.unit.storage.killing import SENTENCE, assert_nothing_lost, kill_while_saving

if TYPE_CHECKING:
    from pathlib import Path

RUNS = 5
SEED = 20261120


def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    """Kill at moments spread over fifty saves; most of them in the midst of one."""
    moments = random.Random(SEED)  # noqa: S311 - not for secrets
    for run in range(RUNS):
        path = tmp_path / str(run) / "a.drents"
        open_workspace(path, passphrase=SENTENCE, create=True).close()
        acknowledged = kill_while_saving(path, moments.randrange(40), moments.uniform(0, 0.03))
        assert_nothing_lost(path, acknowledged)
