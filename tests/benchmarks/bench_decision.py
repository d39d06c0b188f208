"""Decision methods and scoring beside pymcdm and scikit-criteria on the same numbers in the same run.

The two libraries stand in ``.peers-venv`` (``make setup-bench``), apart from ours; without it there are only
our own times. Their validation is off, and what they prepare once is not counted. That they computed the same
is checked on their scores.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.asking.request import Preference
from drentsportal.domain.decision import PreferenceFunction, kendall_tau, promethee_ii, spotis, topsis
from drentsportal.domain.match.preferences import score
from drentsportal.domain.match.weights import normalised_weights
from tests.benchmarks.bench_matching import flat_profile, scored_offers
from tests.benchmarks.measuring import Row, median_ms
from tests.benchmarks.peers_child import TOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_ROOT: Final = Path(__file__).parents[2]
_PEERS: Final = _ROOT / ".peers-venv" / "bin" / "python"
_SIZES: Final = (4_000, 100_000)
_CRITERIA_COUNT: Final = 12
_SAME_WITHIN: Final = 1e-9
_GOAL: Final = "no slower than either"
_CHECKED: Final = "spotis"
"""Without a goal: half of its time is checking the bounds, which is switched off in pymcdm."""


def run() -> list[Row]:
    """Measure both sizes."""
    return [row for count in _SIZES for row in _rows(count)]


def _rows(count: int) -> list[Row]:
    matrix = np.random.default_rng(1).uniform(0, TOP, (count, _CRITERIA_COUNT)).round()
    weights = np.arange(1.0, _CRITERIA_COUNT + 1)
    jobs = _our_jobs(matrix, weights)
    with tempfile.TemporaryDirectory() as made:
        peers = _peer_times(Path(made), matrix, weights)
        _check_same(Path(made), jobs)
    rows = []
    for name, job in jobs.items():
        spent = median_ms(job)
        told = f"{name} {count:,} x {_CRITERIA_COUNT}"
        beside = {peer: ms for peer, ms in peers.items() if peer.endswith(f" {name}")}
        goal, most = ("", None) if name == _CHECKED else (_GOAL, 1.0)
        rows += [
            Row(told, spent, goal, _library(peer), ms, most_ratio=most) for peer, ms in beside.items()
        ] or [Row(told, spent, "")]
    return rows + (_own_rows(matrix, weights) if count == _SIZES[0] else [])


def _our_jobs(matrix: NDArray[np.float64], weights: NDArray[np.float64]) -> dict[str, Callable[[], object]]:
    """Return ours by name of the method; ``wsm`` is the scoring of a match: low, point and high, exact."""
    directions, bounds = np.ones(len(weights)), np.tile((0.0, TOP), (len(weights), 1))
    offers, profile = scored_offers(matrix, 1.0), flat_profile()
    preferences = [Preference(f"c{place}", int(weight)) for place, weight in enumerate(weights)]
    shares = normalised_weights([each.weight for each in preferences])
    return {
        "topsis": lambda: topsis(matrix, weights, directions),
        "wsm": lambda: score(offers, preferences, shares, profile),
        "spotis": lambda: spotis(matrix, weights, directions, bounds),
        "promethee_ii": lambda: promethee_ii(matrix, weights, directions),
    }


def _own_rows(matrix: NDArray[np.float64], weights: NDArray[np.float64]) -> list[Row]:
    """Measure what has no counterpart there: all pairs with thresholds, and the agreement of two orders."""
    functions = [PreferenceFunction(TOP / 20, TOP / 4)] * len(weights)
    directions = np.ones(len(weights))
    order = np.random.default_rng(2).permutation(len(matrix)) + 1
    size = f"{len(matrix):,}"
    return [
        Row(
            f"promethee_ii with thresholds {size} x {len(weights)}, all pairs in blocks",
            median_ms(lambda: promethee_ii(matrix, weights, directions, functions), runs=1),
            "",
        ),
        Row(f"agreement of two orders of {size}", median_ms(lambda: kendall_tau(order)), ""),
    ]


def _peer_times(folder: Path, matrix: NDArray[np.float64], weights: NDArray[np.float64]) -> dict[str, float]:
    if not _PEERS.exists():
        return {}
    np.save(folder / "matrix.npy", matrix)
    np.save(folder / "weights.npy", weights)
    command = [str(_PEERS), "-m", "tests.benchmarks.peers_child", str(folder)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, check=True, text=True)  # noqa: S603 - our own child, no shell
    answer = json.loads(done.stdout.splitlines()[-1])
    return {str(name): float(ms) for name, ms in answer.items()}


def _check_same(folder: Path, jobs: dict[str, Callable[[], object]]) -> None:
    """Raise when a library computed something else; ``wsm`` is relative there and absolute here."""
    for path in folder.glob("* *.npy"):
        name = path.stem.split(" ")[-1]
        if name != "wsm" and np.abs(np.load(path) - np.asarray(jobs[name]())).max() > _SAME_WITHIN:
            raise ValueError(path.stem)


def _library(peer: str) -> str:
    return peer.rpartition(" ")[0]
