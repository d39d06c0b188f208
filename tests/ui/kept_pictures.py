"""Pictures of the window that are kept with the words in them, by which one that is out of date is found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.repo.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "words.json"


def kept_words(folder: Path) -> dict[str, list[str]]:
    """Read what stands in the pictures of a folder."""
    found: dict[str, list[str]] = json.loads((folder / WORDS).read_text(encoding="utf-8"))
    return found


def hold_to_the_window(module: str, folder: Path, again: Path, patience_s: float) -> None:
    """Take the pictures of ``folder`` with a module into ``again``, and check that they tell the same."""
    command = [sys.executable, "-m", module, str(again)]
    subprocess.run(command, cwd=ROOT, env=os.environ, check=True, timeout=patience_s)  # noqa: S603 - our own module
    now, kept = kept_words(again), kept_words(folder)
    assert set(now) == set(kept)
    changed = {name: sorted(set(now[name]) ^ set(kept[name])) for name in kept if now[name] != kept[name]}
    assert changed == {}
