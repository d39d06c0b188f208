"""What other libraries need for the same problem: ``python -m tests.benchmarks.peers_child FOLDER``.

Runs in ``.peers-venv``, which holds pymcdm and scikit-criteria and nothing of ours. FOLDER holds
``matrix.npy`` (all columns: more is better, 0 to ``TOP``) and ``weights.npy``. Prints milliseconds per job as
JSON, and writes the scores of each job beside the matrix, so that what is timed is known to be the same.
"""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tests.benchmarks.measuring import median_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

TOP: Final = 100_000.0
MOST_PAIRED: Final = 4_000
"""The most alternatives of which pymcdm is asked to compare all pairs: it takes seconds."""

_FEW_RUNS: Final = 3


def jobs(matrix: NDArray[np.float64], weights: NDArray[np.float64]) -> dict[str, Callable[[], Any]]:
    """Return the jobs by name; what a library prepares once stands outside of them."""
    pymcdm, normal = _module("pymcdm.methods"), _module("pymcdm.normalizations")
    types, shares = np.ones(len(weights)), weights / weights.sum()
    bounds = np.tile((0.0, TOP), (len(weights), 1))
    made = {
        "pymcdm topsis": pymcdm.TOPSIS(normal.vector_normalization),
        "pymcdm wsm": pymcdm.WSM(normal.minmax_normalization),
        "pymcdm spotis": pymcdm.SPOTIS(bounds),
    }
    if len(matrix) <= MOST_PAIRED:
        made["pymcdm promethee_ii"] = pymcdm.PROMETHEE_II("usual")
    found: dict[str, Callable[[], Any]] = {
        name: partial(method, matrix, shares, types, validation=False) for name, method in made.items()
    }
    return found | _scikit_jobs(matrix, shares)


def _scikit_jobs(matrix: NDArray[np.float64], shares: NDArray[np.float64]) -> dict[str, Callable[[], Any]]:
    problem = _module("skcriteria").mkdm(matrix, [max] * len(shares), weights=shares)
    scalers, pipe = _module("skcriteria.preprocessing.scalers"), _module("skcriteria.pipelines").mkpipe
    topsis = pipe(scalers.VectorScaler(target="matrix"), _module("skcriteria.agg.topsis").TOPSIS())
    wsm = pipe(scalers.MinMaxScaler(target="matrix"), _module("skcriteria.agg.simple").WeightedSumModel())
    return {
        "scikit-criteria topsis": lambda: topsis.evaluate(problem).e_.similarity,
        "scikit-criteria wsm": lambda: wsm.evaluate(problem).e_.score,
    }


def _module(name: str) -> Any:  # noqa: ANN401 - the libraries are not in the environment that checks types
    return importlib.import_module(name)


def main(folder: Path) -> None:
    """Measure and print."""
    warnings.simplefilter("ignore")
    matrix, weights = np.load(folder / "matrix.npy"), np.load(folder / "weights.npy")
    spent = {}
    for name, job in jobs(matrix, weights).items():
        np.save(folder / f"{name}.npy", np.asarray(job(), np.float64))
        spent[name] = median_ms(job, runs=_FEW_RUNS)
    print(json.dumps(spent))  # noqa: T201 - its answer


if __name__ == "__main__":
    main(Path(sys.argv[1]))
