"""The laws of the kept tiles: nothing is asked twice, and what is kept is shown without a network."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.geodata.tiles.kept_tiles import REST_SECONDS
from drentsportal.geodata.tiles.tile_cache import FRESH_DAYS, KEPT_DAYS, TileCache
from drentsportal.services.ports.background_tiles import Background, TileAnswer, TileKey
from tests.unit.geodata.fetching.web_server import Asked, Reply
from tests.unit.geodata.tiles.conftest import START
from tests.unit.geodata.tiles.tile_server import RED, png, tile_reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.bootstrap.people import FixedClock
    from drentsportal.geodata.tiles.kept_tiles import KeptTiles
    from tests.unit.geodata.fetching.web_server import WebServer
    from tests.unit.geodata.tiles.conftest import Passed
    from tests.unit.geodata.tiles.tile_server import TilePlace

KEY = TileKey(Background.BRT, 9, 265, 166)
DOWN = Reply(b"", status=503, content_type="text/plain")


def key(row: int, background: Background = Background.BRT) -> TileKey:
    """Name a tile by its row."""
    return TileKey(background, 9, 265, row)


def files_of(folder: Path) -> list[Path]:
    """Every file of the cache."""
    return sorted(each for each in folder.rglob("*") if each.is_file())


def test_a_tile_is_fetched_once(
    tiles: KeptTiles, server: WebServer, tmp_path: Path, clock: FixedClock
) -> None:
    """The second time it comes from the disk, for another window too."""
    assert tiles.tile(KEY) == TileAnswer(png(), "image/png", is_fetched=True)
    assert tiles.tile(KEY) == TileAnswer(png(), "image/png")
    other = TileCache(tmp_path / "tiles", clock, 1).read(KEY)
    assert other is not None
    assert other.content == png()
    assert len(server.asked) == 1


def test_without_a_network_what_is_kept_is_shown(
    tiles: KeptTiles, make_tiles: Callable[..., KeptTiles], place: TilePlace
) -> None:
    """Also by a program that starts anew; what is not kept tells why."""
    tiles.tile(KEY)
    place.answer = lambda _: DOWN
    again = make_tiles()
    assert again.tile(KEY).content == png()
    missing = again.tile(key(1))
    assert missing.content == b""
    assert missing.fault is not None


def test_an_old_tile_is_asked_for_again(
    tiles: KeptTiles, place: TilePlace, clock: FixedClock, server: WebServer
) -> None:
    """Until then it is not; where that fails the old one stays."""
    tiles.tile(KEY)
    clock.stand_at(START + timedelta(days=FRESH_DAYS))
    tiles.tile(KEY)
    assert len(server.asked) == 1
    clock.stand_at(START + timedelta(days=FRESH_DAYS, seconds=1))
    place.answer = lambda _: DOWN
    stale = tiles.tile(KEY)
    assert (stale.content, stale.fault is None) == (png(), False)
    place.answer = lambda _: tile_reply(png(RED))
    assert tiles.tile(KEY).content == png(RED)
    assert tiles.tile(KEY) == TileAnswer(png(RED), "image/png")


def test_a_tile_of_last_year_is_not_shown(
    tiles: KeptTiles, place: TilePlace, clock: FixedClock, tmp_path: Path
) -> None:
    """It says too little of the ground, and goes from the disk."""
    tiles.tile(KEY)
    place.answer = lambda _: DOWN
    clock.stand_at(START + timedelta(days=KEPT_DAYS + 1))
    assert tiles.tile(KEY).content == b""
    assert files_of(tmp_path) == []


def test_a_tile_of_the_future_is_asked_for_again(
    tiles: KeptTiles, clock: FixedClock, server: WebServer
) -> None:
    """A clock that was put back does not make it fresh for ever."""
    tiles.tile(KEY)
    clock.stand_at(START - timedelta(days=90))
    assert tiles.tile(KEY).is_fetched
    assert len(server.asked) == 2


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "other", "grown"])
def test_a_damaged_file_is_fetched_anew(
    damage: str, tiles: KeptTiles, server: WebServer, tmp_path: Path
) -> None:
    """Cut off, one bit changed, empty, the tile of another place, or longer: none is shown."""
    tiles.tile(KEY)
    (file,) = files_of(tmp_path)
    whole = file.read_bytes()
    tiles.tile(key(2))
    other = next(each for each in files_of(tmp_path) if each != file).read_bytes()
    changed = {
        "cut": whole[:-9],
        "flipped": whole[:90] + bytes([whole[90] ^ 1]) + whole[91:],
        "empty": b"",
        "other": other,
        "grown": whole + b"\0",
    }[damage]
    file.write_bytes(changed)
    assert tiles.tile(KEY) == TileAnswer(png(), "image/png", is_fetched=True)
    assert file.read_bytes() == whole
    assert len(server.asked) == 3


def test_the_folder_holds_no_more_than_it_may(
    tiles: KeptTiles, place: TilePlace, tmp_path: Path, clock: FixedClock
) -> None:
    """What was not used for longest goes; what was just looked at stays."""
    place.answer = lambda _: tile_reply(png() + bytes(50_000))
    for row in range(15):
        clock.stand_at(START + timedelta(hours=2 * row))
        tiles.tile(key(row))
    clock.stand_at(START + timedelta(hours=40))
    tiles.tile(key(0))
    for row in range(15, 30):
        tiles.tile(key(row))
        assert sum(each.stat().st_size for each in files_of(tmp_path)) <= 1_000_000
    rows = {int(each.stem) for each in files_of(tmp_path)}
    assert {0, 29} <= rows
    assert 1 not in rows


def test_a_smaller_folder_counts_at_once(tiles: KeptTiles, tmp_path: Path, server: WebServer) -> None:
    """Nothing at all is kept at 0, and every tile is fetched."""
    for row in range(4):
        tiles.tile(key(row))
    tiles.keep_at_most(0)
    assert files_of(tmp_path) == []
    tiles.tile(key(0))
    assert tiles.tile(key(0)).is_fetched
    assert files_of(tmp_path) == []
    assert len(server.asked) == 6


def test_other_windows_are_counted_too(tmp_path: Path, clock: FixedClock) -> None:
    """Two programs that fill one folder stay within one and a half of it, and the next look clears up."""
    content = png() + bytes(5_000)
    windows = [TileCache(tmp_path, clock, 1) for _ in range(2)]
    for row in range(300):
        windows[row % 2].write(key(row), content)
        if row % 20 == 0:
            assert sum(each.stat().st_size for each in files_of(tmp_path)) <= 1_500_000
    windows[0].keep_at_most(1)
    assert sum(each.stat().st_size for each in files_of(tmp_path)) <= 1_000_000


def test_what_was_left_half_written_goes(cache: TileCache, clock: FixedClock, tmp_path: Path) -> None:
    """A part of a killed program, an hour later; nothing else in the folder is touched."""
    cache.write(KEY, png())
    (file,) = files_of(tmp_path)
    part = file.with_name("166.tile.77.1.part")
    part.write_bytes(b"half")
    stranger = file.with_name("lees mij.txt")
    stranger.write_text("niet van ons", encoding="utf-8")
    cache.keep_at_most(1)
    clock.stand_at(START + timedelta(days=400))
    cache.keep_at_most(1)
    assert files_of(tmp_path) == [stranger]


def test_a_folder_that_cannot_be_written_costs_fetching_again(
    tiles: KeptTiles, tmp_path: Path, server: WebServer
) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "tiles").write_text("in de weg", encoding="utf-8")
    assert tiles.tile(KEY).is_fetched
    assert tiles.tile(KEY).is_fetched
    assert len(server.asked) == 2


def test_many_hands_at_once_get_whole_tiles(tiles: KeptTiles, place: TilePlace) -> None:
    """Eight threads ask for the same few tiles while the folder is too small for all."""
    place.answer = lambda asked: tile_reply(png((int(asked.path.split("/")[-1][:-4]), 9, 9)) + bytes(90_000))

    def ask(number: int) -> bool:
        row = number % 16
        return tiles.tile(key(row)).content == png((row, 9, 9)) + bytes(90_000)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(200)))


# --- faults ----------------------------------------------------------------------------------


def test_after_three_faults_nobody_is_asked_for_a_while(
    tiles: KeptTiles, place: TilePlace, server: WebServer, passed: Passed
) -> None:
    """A map of fifty tiles does not hammer a service that is down; half a minute later it is asked again."""
    place.answer = lambda _: DOWN
    answers = [tiles.tile(key(row)) for row in range(50)]
    assert len(server.asked) == 3
    assert all(each.fault is not None for each in answers)
    place.answer = lambda _: tile_reply()
    passed.seconds += REST_SECONDS - 1
    assert tiles.tile(KEY).fault is not None
    passed.seconds += 1
    assert tiles.tile(KEY).is_fetched
    assert tiles.tile(key(3)).fault is None


def test_asking_again_ends_the_rest(tiles: KeptTiles, place: TilePlace) -> None:
    """A person who switches the background on anew need not wait."""
    place.answer = lambda _: DOWN
    for row in range(4):
        tiles.tile(key(row))
    place.answer = lambda _: tile_reply()
    tiles.try_again()
    assert tiles.tile(KEY).is_fetched


def test_one_fault_between_good_tiles_stops_nothing(
    tiles: KeptTiles, place: TilePlace, server: WebServer
) -> None:
    """Every other tile fails; all are asked for."""

    def every_other(asked: Asked) -> Reply:
        return DOWN if asked.path.endswith(("1.png", "3.png", "5.png", "7.png", "9.png")) else tile_reply()

    place.answer = every_other
    answers = [tiles.tile(key(row)) for row in range(20)]
    assert len(server.asked) == 20
    assert [each.fault is None for each in answers] == [row % 2 == 0 for row in range(20)]


def test_a_tile_that_there_is_not_is_no_fault(tiles: KeptTiles, place: TilePlace, server: WebServer) -> None:
    """Beyond the border nothing is served; it is asked for once."""
    place.answer = lambda _: Reply(b"", status=404, content_type="text/plain")
    for _ in range(2):
        for row in range(10):
            assert tiles.tile(key(row)) == TileAnswer()
    assert len(server.asked) == 10


@pytest.mark.parametrize(
    "impossible",
    [
        TileKey(Background.NONE, 9, 265, 166),
        TileKey(Background.BRT, 5, 1, 1),
        TileKey(Background.BRT, 20, 1, 1),
        TileKey(Background.BRT, 9, 512, 1),
        TileKey(Background.BRT, 9, 1, -1),
    ],
)
def test_what_cannot_be_is_not_asked_for(impossible: TileKey, tiles: KeptTiles, server: WebServer) -> None:
    """No background, a level that is not served, a place outside the world."""
    assert tiles.tile(impossible) == TileAnswer()
    assert server.asked == []
