"""What is asked of the service, and what it can do wrong: nothing but a tile from the one host is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import DataSourceError
from drentsportal.geodata.tiles.tile_picture import picture_kind
from drentsportal.geodata.tiles.tile_service import TileService
from drentsportal.services.ports.background_tiles import Background, TileKey
from tests.unit.geodata.fetching.web_server import Reply, WebServer
from tests.unit.geodata.tiles.tile_server import TilePlace, address_of, jpeg_start, png, tile_reply

if TYPE_CHECKING:
    from drentsportal.language import Language

KEY = TileKey(Background.BRT, 9, 265, 166)


@pytest.fixture
def service(server: WebServer) -> TileService:
    """Give the client of the service."""
    return TileService(address_of(server), seconds=2)


@pytest.mark.parametrize(
    ("background", "path"),
    [
        (Background.BRT, "/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/9/265/166.png"),
        (Background.BRT_GREY, "/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/9/265/166.png"),
        (Background.AERIAL, "/hwh/luchtfotorgb/wmts/v1_0/Actueel_orthoHR/EPSG:3857/9/265/166.jpeg"),
    ],
)
def test_each_background_has_its_address(
    background: Background, path: str, service: TileService, server: WebServer
) -> None:
    """The tile matrix of Web Mercator, and nothing of who asks."""
    assert service.fetch(TileKey(background, 9, 265, 166)) == (png(), "image/png")
    assert [each.path for each in server.asked] == [path]
    assert set(server.asked[0].headers) == {
        "host", "user-agent", "accept", "accept-encoding", "connection",
    }  # fmt: skip
    assert server.asked[0].headers["user-agent"] == "drentsportal"


def test_a_jpeg_is_taken(service: TileService, place: TilePlace) -> None:
    """Aerial photographs are JPEG; the frame behind a comment says the size."""
    place.answer = lambda _: tile_reply(jpeg_start(), "image/jpeg")
    assert service.fetch(KEY) == (jpeg_start(), "image/jpeg")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply("<!doctype html><p>Meld u aan", content_type="text/html"), "error.fetch.html"),
        (Reply("<!doctype html><p>Meld u aan", content_type="image/png"), "error.fetch.html"),
        (tile_reply(b"GIF89a" + bytes(20), "image/gif"), "error.fetch.not_picture"),
        (
            tile_reply(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
            "error.fetch.not_picture",
        ),
        (tile_reply(png(), "text/plain"), "error.fetch.not_picture"),
        (tile_reply(png(), "image/jpeg"), "error.fetch.not_picture"),
        (tile_reply(png(width=20_000, height=256)), "error.fetch.not_picture"),
        (tile_reply(png(width=4096, height=4096)), "error.fetch.not_picture"),
        (tile_reply(b""), "error.fetch.not_picture"),
        (tile_reply(png()[:19]), "error.fetch.not_picture"),
        (tile_reply(jpeg_start(60_000, 60_000), "image/jpeg"), "error.fetch.not_picture"),
        (tile_reply(jpeg_start()[:8], "image/jpeg"), "error.fetch.not_picture"),
        (tile_reply(png() + bytes(2_000_000)), "error.fetch.size_limit"),
        (Reply(png(), content_type="image/png", stated_length=9000), "error.fetch.cut_off"),
        (Reply(b"", status=404, content_type="text/plain"), "error.fetch.not_found"),
        (Reply(b"", status=500, content_type="text/plain"), "error.fetch.status"),
        (Reply(b"", status=429, content_type="text/plain"), "error.fetch.too_many_requests"),
        (Reply(b"", status=407, content_type="text/plain"), "error.fetch.status"),
        (Reply(b"", 302, headers={"Location": "http://127.0.0.1:1/x.png"}), "error.fetch.other_host"),
        (Reply(b"", 302, headers={"Location": "http://elders.invalid/x.png"}), "error.fetch.other_host"),
        (Reply(b"", 302, headers={"Location": "file:///etc/passwd"}), "error.fetch.odd_link"),
        (Reply(b"", 302, headers={"Location": "/again.png"}), "error.fetch.redirect_loop"),
    ],
)
def test_anything_else_than_a_tile_is_refused(
    reply: Reply, said: str, service: TileService, place: TilePlace, dutch: Language
) -> None:
    """Pages, other kinds, pictures of another size, too much, other hosts: each with its reason in words."""
    place.answer = lambda _: reply
    with pytest.raises(DataSourceError) as caught:
        service.fetch(KEY)
    assert caught.value.message_id == said
    assert dutch.text(caught.value)


def test_a_redirect_on_the_host_itself_is_followed(service: TileService, place: TilePlace) -> None:
    """A service may move a tile within its own host."""
    moved = Reply(b"", 301, headers={"Location": "/elders/9.png"})
    place.answer = lambda asked: tile_reply() if asked.path == "/elders/9.png" else moved
    assert service.fetch(KEY) == (png(), "image/png")


def test_a_service_that_stalls_costs_two_seconds(service: TileService, place: TilePlace) -> None:
    """It says half a tile and nothing more."""
    place.answer = lambda _: Reply(png(), content_type="image/png", stalls_after=20)
    with pytest.raises(DataSourceError) as caught:
        service.fetch(KEY)
    assert caught.value.message_id in {"error.fetch.slow", "error.fetch.time_limit"}


def test_nobody_there_is_told(dutch: Language) -> None:
    """A port where nobody listens."""
    with WebServer(lambda _: tile_reply()) as ended:
        address = address_of(ended)
    with pytest.raises(DataSourceError) as caught:
        TileService(address).fetch(KEY)
    assert caught.value.message_id == "error.fetch.unreachable"
    assert dutch.text(caught.value)


def test_the_proxy_of_the_machine_is_used(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that there is not is reached through the proxy, which sees the whole address."""
    monkeypatch.delenv("no_proxy")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.setenv("http_proxy", address_of(server))
    assert TileService("http://tegels.invalid").fetch(KEY) == (png(), "image/png")
    assert [each.headers["host"] for each in server.asked] == ["tegels.invalid"]


def test_a_proxy_that_only_the_system_knows_is_used(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as that of a script: the system is asked by the address of the service."""
    monkeypatch.delenv("no_proxy")
    monkeypatch.delenv("NO_PROXY", raising=False)
    asked: list[str] = []

    def proxy_of(address: str) -> str:
        asked.append(address)
        return address_of(server)

    service = TileService("http://tegels.invalid", proxy_of)
    for _ in range(2):
        assert service.fetch(KEY) == (png(), "image/png")
    assert asked == ["http://tegels.invalid"]
    service.start_anew()
    service.fetch(KEY)
    assert len(asked) == 2


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\xff\xff" + bytes(40)]
)
def test_broken_pictures_are_none(content: bytes) -> None:
    """A start alone is no picture."""
    assert picture_kind(content) is None
