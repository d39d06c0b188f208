"""A window in use at random: for an hour without a fault, and with the plug pulled in the midst of it."""

from __future__ import annotations

import faulthandler
import json
import os
import random
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

import pytest

from drentsportal.bootstrap import open_services
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.site_browsing import SiteFilter
from drentsportal.settings import Settings
from tests.ui.own_folders import folder_variables
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices

pytestmark = pytest.mark.soak

ROOT = Path(__file__).resolve().parents[2]
SEED: Final = 20_261_122
MINUTES: Final = int(os.environ.get("MONKEY_MINUTES", "60"))
PULLS: Final = 10
MOST_GROWTH: Final = 1.10
DRAFT_AFTER_S: Final = 3.0
"""What is typed is kept every two seconds."""

FREE_AFTER_S: Final = 30.0


@dataclass
class Sitting:
    """What a monkey told, until it ended or was killed."""

    events: list[dict[str, Any]]
    code: int

    def told(self, key: str) -> list[Any]:
        """Return what was told under a key, in its order."""
        return [each[key] for each in self.events if key in each]


def sit(
    path: Path, seed: int, seconds: float, title: str = "", kill: Callable[[str], float | None] | None = None
) -> Sitting:
    """Let a monkey sit at a workspace; ``kill`` says of each line how soon after it the plug is pulled."""
    folder = path.parent
    folders = folder_variables(folder / "data", folder / "cache")
    command = [sys.executable, "-m", "tests.soak.monkey_child", str(path), str(seed), str(seconds), title]
    with subprocess.Popen(  # noqa: S603 - our own module
        command,
        cwd=ROOT,
        env={**os.environ, **folders, "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        lines, is_set = [], False
        for line in process.stdout:
            lines.append(line)
            soon_s = kill(line) if kill is not None and not is_set else None
            if soon_s is not None:
                is_set = True
                threading.Timer(soon_s, process.kill).start()
    return Sitting([json.loads(each) for each in lines if each.endswith("}\n")], process.returncode)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a workspace with the sample data, in folders that this process and the window share."""
    for name, folder in folder_variables(tmp_path / "data", tmp_path / "cache").items():
        monkeypatch.setenv(name, folder)
    path = tmp_path / "werk.drents"
    sample_services(path).workspace.close()
    return path


@pytest.fixture(autouse=True)
def no_watch_over_time() -> None:
    """Let a sitting last as long as it is asked to; ten minutes are for a question that nobody answers."""
    faulthandler.cancel_dump_traceback_later()


def opened(path: Path) -> AppServices:
    """Open what a window left behind."""
    return open_services(Settings(), path)


def titles_of_drafts(services: AppServices) -> set[object]:
    """Return the titles of the requests that were typed and not stored."""
    typed = (each.content.get("typed") for each in services.form_drafts.waiting())
    return {each.get("field_title#1") for each in typed if isinstance(each, dict)}


def is_kept(services: AppServices, title: str) -> bool:
    """Whether a title that was typed is there; a window that was torn away holds it for some seconds."""
    end_s = time.monotonic() + FREE_AFTER_S
    while time.monotonic() < end_s:
        if title in titles_of_drafts(services):
            return True
        threading.Event().wait(1 / 4)
    return False


def sites_of(services: AppServices) -> int:
    """Count parks and premises, as the list of sites does."""
    browsing = services.browsing
    return sum(len(browsing.find(SiteFilter(kind))) for kind in (SiteKind.PARK, SiteKind.PREMISES))


def after(start: str, soon_s: float) -> Callable[[str], float | None]:
    """Pull the plug some time after the first line that begins so."""
    return lambda line: soon_s if line.startswith(start) else None


def test_in_use_at_random_nothing_breaks(workspace: Path) -> None:
    """No warning of Qt, no exception that nobody caught, an end as asked, and memory that stays."""
    sitting = sit(workspace, SEED, 60 * MINUTES)
    assert sitting.told("fault") == []
    assert sitting.code == 0
    assert sitting.told("done")
    held_kb = sitting.told("rss_kb")
    at_first, at_last = held_kb[len(held_kb) // 5 : 2 * len(held_kb) // 5], held_kb[-len(held_kb) // 5 :]
    assert median(at_last) <= MOST_GROWTH * median(at_first), held_kb


def test_after_the_plug_was_pulled_data_and_draft_are_there(workspace: Path) -> None:
    """At ten moments: every request that was stored, every site, and the title that was being typed."""
    draw = random.Random(SEED)  # noqa: S311 - not for secrets
    stored: set[str] = set()
    for pull in range(PULLS):
        title = f"Nog niet bewaard {pull}"
        sitting = sit(
            workspace,
            SEED + pull,
            draw.uniform(5, 25),
            title,
            after('{"typed"', DRAFT_AFTER_S + draw.random()),
        )
        assert sitting.code < 0
        assert sitting.told("fault") == []
        stored.update(*sitting.told("cases"), sitting.told("case"))
        (sites,) = sitting.told("sites")
        services = opened(workspace)
        with closing(services.workspace):
            assert stored <= {each.case.number for each in services.desk.cases()}
            assert sites_of(services) >= sites
            assert is_kept(services, title)


def test_the_plug_is_pulled_at_any_moment(workspace: Path) -> None:
    """In the midst of whatever is done, also while the window is opened: the workspace opens again, whole."""
    draw = random.Random(SEED)  # noqa: S311 - not for secrets
    stored: set[str] = set()
    for pull in range(PULLS):
        sitting = sit(workspace, SEED - pull, 60, "", after('{"sites"', draw.uniform(0, 12)))
        assert sitting.code < 0
        assert sitting.told("fault") == []
        stored.update(*sitting.told("cases"), sitting.told("case"))
        services = opened(workspace)
        with closing(services.workspace):
            assert stored <= {each.case.number for each in services.desk.cases()}
