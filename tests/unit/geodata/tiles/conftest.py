"""A tile service, a folder and a clock, put together as the program does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from drentsportal.bootstrap.people import FixedClock
from drentsportal.geodata.tiles.kept_tiles import KeptTiles
from drentsportal.geodata.tiles.tile_cache import TileCache
from drentsportal.geodata.tiles.tile_service import TileService
from tests.unit.geodata.fetching.web_server import WebServer
from tests.unit.geodata.tiles.tile_server import TilePlace, address_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask servers on loopback directly, whatever the machine says."""
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def clock() -> FixedClock:
    """Give a clock that stands."""
    return FixedClock(START)


@pytest.fixture
def place() -> TilePlace:
    """Give what the service answers; green tiles unless a test says otherwise."""
    return TilePlace()


@pytest.fixture
def server(place: TilePlace) -> Iterator[WebServer]:
    """Serve it."""
    with WebServer(place) as made:
        yield made


@pytest.fixture
def cache(tmp_path: Path, clock: FixedClock) -> TileCache:
    """Give a folder that holds a megabyte."""
    return TileCache(tmp_path / "tiles", clock, 1)


class Passed:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        """Begin."""
        self.seconds = 1000.0

    def __call__(self) -> float:
        """Tell."""
        return self.seconds


@pytest.fixture
def passed() -> Passed:
    """Give the seconds of the rest after faults."""
    return Passed()


@pytest.fixture
def make_tiles(server: WebServer, cache: TileCache, passed: Passed) -> Callable[..., KeptTiles]:
    """Return a function that puts the adapter together."""

    def make(**service: object) -> KeptTiles:
        given: dict[str, object] = {"address": address_of(server), "seconds": 5, **service}
        return KeptTiles(TileService(**given), cache, passed)  # type: ignore[arg-type] # as the test gives them

    return make


@pytest.fixture
def tiles(make_tiles: Callable[..., KeptTiles]) -> KeptTiles:
    """Give the adapter."""
    return make_tiles()
