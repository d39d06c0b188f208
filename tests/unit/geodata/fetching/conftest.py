"""Reads a service as the child process does, and words all that is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.domain.merge.data_source import DataSourceKind
from drentsportal.errors import DrentsPortalError
from drentsportal.geodata.fetching.jobs import FetchJob, fetched_file
from drentsportal.services.ports.sources import FetchLimits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.services.ports.sources import FetchedFile

    Fetch = Callable[..., FetchedFile]
    Refused = Callable[..., DrentsPortalError]

LIMITS = FetchLimits(seconds=30, size_bytes=50_000_000, pages=200)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask servers on loopback directly, whatever the machine says."""
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def fetch(tmp_path: Path, dutch: Language) -> Fetch:
    """Return a function that fetches a layer in this process, and words what it says."""

    def fetch_layer(address: str, kind: str = "wfs", **given: Any) -> FetchedFile:  # noqa: ANN401 - as FetchJob
        job = FetchJob(
            DataSourceKind(kind),
            address,
            given.get("layer", ""),
            given.get("crs", ""),
            tuple(given.get("allowed_hosts", ())),
            given.get("limits", LIMITS),
            None,
        )
        told: list[tuple[int, int, str]] = []
        try:
            fetched = fetched_file(job, tmp_path / "laag.geojson", lambda *step: told.append(step))
        except DrentsPortalError as error:
            dutch.text(error)
            raise
        for note in fetched.notes:
            dutch.text(note)
        for _, _, what in told:
            dutch.text(what)
        assert told[-1][0] == fetched.feature_count
        return fetched

    return fetch_layer


@pytest.fixture
def refused(fetch: Fetch) -> Refused:
    """Return a function that fetches what must be refused, and returns why."""

    def fetch_refused(address: str, kind: str = "wfs", **given: Any) -> DrentsPortalError:  # noqa: ANN401 - as fetch
        with pytest.raises(DrentsPortalError) as caught:
            fetch(address, kind, **given)
        return caught.value

    return fetch_refused


def features_of(fetched: FetchedFile) -> list[dict[str, Any]]:
    """Return the features of what was fetched."""
    content = json.loads(fetched.path.read_text(encoding="utf-8"))
    features: list[dict[str, Any]] = content["features"]
    return features


def note_ids(fetched: FetchedFile) -> list[str]:
    """Return which notes there are."""
    return [note.id for note in fetched.notes]
