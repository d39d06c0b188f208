"""What a server can do wrong on the way: each a clear error, and nothing is followed blindly."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from tests.unit.geodata.fetching.conftest import LIMITS, note_ids
from tests.unit.geodata.fetching.services import XML, OgcApi, Wfs, park_features
from tests.unit.geodata.fetching.web_server import Asked, Reply, WebServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from drentsportal.errors import DrentsPortalError
    from drentsportal.language import Language
    from tests.unit.geodata.fetching.conftest import Fetch, Refused

    Spoilt = Callable[..., DrentsPortalError]

KINDS = ["wfs_json", "wfs_gml", "ogc_api"]
REPORT = """<?xml version="1.0"?>
<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0">
<ows:Exception exceptionCode="NoApplicableCode"><ows:ExceptionText>{text}</ows:ExceptionText></ows:Exception>
</ows:ExceptionReport>"""


@pytest.fixture(params=KINDS)
def served(request: pytest.FixtureRequest) -> Iterator[tuple[str, Wfs | OgcApi, WebServer]]:
    """Serve thirty parks over three pages, in each of the three ways; the kind, the service, the server."""
    kind = str(request.param)
    service: Wfs | OgcApi
    if kind == "ogc_api":
        service = OgcApi(park_features(30, lonlat=True), page=10)
    else:
        service = Wfs(park_features(30), page=10, json=kind == "wfs_json")
    with WebServer(service) as server:
        if isinstance(service, OgcApi):
            service.server = server
        yield kind.partition("_")[0] if kind != "ogc_api" else kind, service, server


@pytest.fixture
def spoilt(served: tuple[str, Wfs | OgcApi, WebServer], refused: Refused) -> Spoilt:
    """Return a function that spoils the second page, and returns why it was refused."""
    kind, service, server = served

    def refuse(reply: Reply | Callable[[Reply], Reply], **given: object) -> DrentsPortalError:
        def second(asked: Asked, good: Reply) -> Reply:
            if "10" not in {asked.query.get("startindex"), asked.query.get("offset")}:
                return good
            return reply if isinstance(reply, Reply) else reply(good)

        service.spoil = second
        error = refused(server.address, kind, **given)
        assert server.address in str(error.params["address"])
        return error

    return refuse


def test_a_web_page_in_place_of_data(spoilt: Spoilt) -> None:
    """As a login page of a network gives, under any content type."""
    assert spoilt(Reply("<html>Log in</html>", content_type="text/html")).message_id == "error.fetch.html"
    body = "\ufeff\n <!DOCTYPE html><title>Log in</title>"
    assert spoilt(Reply(body, content_type="application/json")).message_id == "error.fetch.html"


@pytest.mark.parametrize("status", [200, 400, 500])
def test_the_text_of_an_exception_report_is_quoted(spoilt: Spoilt, dutch: Language, status: int) -> None:
    """Bounded, on one line, without markup that works."""
    text = "Laag &lt;b onclick='x'&gt;weg\u202e\n" + "x" * 5000
    error = spoilt(Reply(REPORT.format(text=text), status=status, content_type=XML))
    assert error.message_id == ("error.fetch.exception" if status == 200 else "error.fetch.status")
    said = dutch.text(error)
    assert "NoApplicableCode Laag \u2039b onclick='x'\u203aweg xxx" in said
    assert not set("<>\n\u202e") & set(said)
    assert len(said) < 800


def test_an_exception_as_json_is_quoted(spoilt: Spoilt, dutch: Language) -> None:
    """In the form of GeoServer and in that of OGC API."""
    body = '{"version": "2.0.0", "exceptions": [{"code": "OperationProcessingFailed", "text": "schijf vol"}]}'
    assert "OperationProcessingFailed schijf vol" in dutch.text(spoilt(Reply(body)))
    body = '{"code": "InvalidParameterValue", "description": "limit te groot"}'
    assert "limit te groot" in dutch.text(spoilt(Reply(body, status=400)))


@pytest.mark.parametrize(
    ("status", "message_id"),
    [
        (401, "error.fetch.denied"),
        (403, "error.fetch.denied"),
        (404, "error.fetch.not_found"),
        (410, "error.fetch.not_found"),
        (429, "error.fetch.too_many_requests"),
        (500, "error.fetch.status"),
        (503, "error.fetch.status"),
        (204, "error.fetch.status"),
        (304, "error.fetch.status"),
    ],
)
def test_a_status_that_is_no_success(spoilt: Spoilt, dutch: Language, status: int, message_id: str) -> None:
    """Each says what to do; whether data stay is said by who knows the source."""
    error = spoilt(Reply(b"", status=status, headers={"Retry-After": "120"}))
    assert error.message_id == message_id
    assert "laatste goede gegevens" not in dutch.text(error)
    assert status != 429 or "120 seconden" in dutch.text(error)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_page_that_is_cut_off(spoilt: Spoilt, share: float) -> None:
    """The text ends too early, though its length is right."""
    error = spoilt(lambda good: replace(good, body=good.content[: int(len(good.content) * share)]))
    assert error.message_id in {"error.fetch.not_json", "error.fetch.not_xml"}


def test_a_connection_that_breaks(spoilt: Spoilt) -> None:
    """Less arrives than the length that was stated."""
    error = spoilt(lambda good: replace(good, stated_length=len(good.content) + 100))
    assert error.message_id == "error.fetch.cut_off"


def test_a_length_that_is_too_small(spoilt: Spoilt) -> None:
    """What is behind it is never seen."""
    error = spoilt(lambda good: replace(good, stated_length=len(good.content) - 100))
    assert error.message_id in {"error.fetch.not_json", "error.fetch.not_xml"}


def test_noise(spoilt: Spoilt) -> None:
    """Bytes that are nothing."""
    error = spoilt(Reply(bytes(range(256)) * 20))
    assert error.message_id in {"error.fetch.not_json", "error.fetch.not_xml"}


def test_a_server_that_goes_silent(spoilt: Spoilt) -> None:
    """Half a page, and then nothing: the limit of time holds."""
    error = spoilt(lambda good: replace(good, stalls_after=500), limits=replace(LIMITS, seconds=1))
    assert (error.message_id, error.params["seconds"]) == ("error.fetch.time_limit", 1)


def test_a_page_that_is_huge(spoilt: Spoilt) -> None:
    """The limit of size counts all pages together."""
    limits = replace(LIMITS, size_bytes=300_000)
    assert spoilt(Reply(b" " * 400_000), limits=limits).message_id == "error.fetch.size_limit"


def test_a_small_page_that_unpacks_to_a_huge_one(spoilt: Spoilt) -> None:
    """The limit counts what was unpacked, while it is unpacked."""
    bomb = gzip.compress(b" " * 40_000_000)
    assert len(bomb) < 50_000
    error = spoilt(
        Reply(bomb, headers={"Content-Encoding": "gzip"}), limits=replace(LIMITS, size_bytes=1_000_000)
    )
    assert error.message_id == "error.fetch.size_limit"


def test_packed_pages_are_read(served: tuple[str, Wfs | OgcApi, WebServer], fetch: Fetch) -> None:
    """As most servers send them."""
    kind, service, server = served
    service.spoil = lambda _, good: replace(
        good, body=gzip.compress(good.content), headers={**good.headers, "Content-Encoding": "gzip"}
    )
    assert fetch(server.address, kind).feature_count == 30
    assert {each.headers["accept-encoding"] for each in server.asked} == {"gzip"}


def test_damaged_packing(spoilt: Spoilt) -> None:
    """Not packed though it says so, cut short, or packed in a way that was not asked for."""
    packed = {"Content-Encoding": "gzip"}
    assert spoilt(Reply(b"{}", headers=packed)).message_id == "error.fetch.packing"
    assert spoilt(Reply(gzip.compress(b"{}" * 99)[:-9], headers=packed)).message_id == "error.fetch.cut_off"
    strange = Reply(zlib.compress(b"{}"), headers={"Content-Encoding": "br"})
    assert spoilt(strange).message_id == "error.fetch.packing"


# --- redirects ----------------------------------------------------------------------


def _moved(target: str, status: int = 302) -> Reply:
    return Reply(b"", status=status, headers={"Location": target})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_host_is_followed_and_shown(fetch: Fetch, status: int) -> None:
    """Once in the notes, whatever number of pages."""
    wfs = Wfs(park_features(30), page=10)

    def answer(asked: Asked) -> Reply:
        if asked.path == "/dienst":
            return _moved(f"/nieuw?{urlencode(asked.query)}", status)
        return wfs(asked)

    with WebServer(answer) as server:
        fetched = fetch(server.address)
    assert fetched.feature_count == 30
    assert "note.fetch.redirected" in note_ids(fetched)


def test_a_redirect_to_another_host_needs_leave(spoilt: Spoilt) -> None:
    """It is named, so that the person can allow it; nothing is asked there."""
    with WebServer(lambda _: Reply("{}")) as other:
        error = spoilt(_moved(f"http://localhost:{other.port}/dienst"))
        assert (error.message_id, error.params["host"]) == (
            "error.fetch.other_host",
            f"localhost:{other.port}",
        )
        assert other.asked == []


def test_a_redirect_to_an_allowed_host_is_followed(fetch: Fetch) -> None:
    """As the person allowed it."""
    with WebServer(Wfs(park_features(30))) as other:
        host = f"localhost:{other.port}"
        with WebServer(lambda asked: _moved(f"http://{host}/dienst?{urlencode(asked.query)}")) as server:
            fetched = fetch(server.address, allowed_hosts=[host])
    assert fetched.feature_count == 30
    assert "note.fetch.redirected" in note_ids(fetched)


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:application/json,{}", "gopher://x"],
)
def test_a_redirect_off_the_web_is_not_followed(spoilt: Spoilt, target: str) -> None:
    """Above all not to a file of this computer."""
    error = spoilt(_moved(target))
    assert (error.message_id, error.params["target"]) == ("error.fetch.odd_link", target)


def test_redirects_without_end(spoilt: Spoilt, served: tuple[str, Wfs | OgcApi, WebServer]) -> None:
    """A few, and no more."""
    kind, _, server = served
    before = len(server.asked)
    query = "offset=10&limit=10" if kind == "ogc_api" else "request=GetFeature&startIndex=10"
    path = "/dienst/collections/parks/items" if kind == "ogc_api" else "/dienst"
    assert spoilt(_moved(f"{path}?{query}")).message_id == "error.fetch.redirect_loop"
    assert len(server.asked) - before < 15


# --- addresses ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["wfs", "ogc_api"])
@pytest.mark.parametrize(
    "address",
    ["", "geen adres", "file:///etc/passwd", "ftp://x/y", "http://", "http://[::1", "http://x:99999/"],
)
def test_what_is_no_address_of_the_web(refused: Refused, kind: str, address: str) -> None:
    """It is refused before anything is asked."""
    assert refused(address, kind).message_id == "error.fetch.address"


def test_an_address_with_a_password_is_not_used(refused: Refused, dutch: Language) -> None:
    """Nor is it repeated."""
    error = refused("https://jan:geheim@voorbeeld.invalid/wfs")
    assert error.message_id == "error.fetch.credentials"
    assert "geheim" not in dutch.text(error)


def test_a_server_that_is_not_there(refused: Refused) -> None:
    """A port where nobody listens."""
    with WebServer(lambda _: Reply()) as server:
        address = server.address
    assert refused(address).message_id == "error.fetch.unreachable"


def test_a_host_that_does_not_exist(refused: Refused) -> None:
    """A name that is reserved for not existing."""
    assert refused("http://bestaat-niet.invalid/wfs").message_id == "error.fetch.unreachable"


def test_an_odd_address_is_asked_as_it_can_be(fetch: Fetch) -> None:
    """Spaces and letters with accents are written as the web wants them."""
    with WebServer(Wfs(park_features(30))) as server:
        assert fetch(f" {server.address}/päd met spatie#deel ").feature_count == 30
        assert server.asked[0].path == "/dienst/p%C3%A4d%20met%20spatie"


# --- XML that means harm ------------------------------------------------------------

BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><WFS_Capabilities>&c;</WFS_Capabilities>"""


def test_entities_are_never_read(refused: Refused, tmp_path: Path) -> None:
    """Neither a bomb nor a file of this computer: the document type is refused before it declares any."""
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim", encoding="utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><WFS_Capabilities>&e;</WFS_Capabilities>'
    for body in (BOMB, outside):
        reply = Reply(body, content_type=XML)
        with WebServer(partial(_always, reply)) as server:
            error = refused(server.address)
            assert len(server.asked) == 1
        assert error.message_id == "error.fetch.doctype"
        assert "geheim" not in str(error.params)


def _always(reply: Reply, _: Asked) -> Reply:
    return reply


def test_xml_that_is_very_deep(refused: Refused) -> None:
    """It ends as an error, not as a crash."""
    with WebServer(lambda _: Reply("<a>" * 100_000, content_type=XML)) as server:
        assert refused(server.address).message_id == "error.fetch.not_xml"


def test_json_that_is_very_deep(refused: Refused) -> None:
    """Likewise."""
    with WebServer(lambda _: Reply("[" * 200_000)) as server:
        assert refused(server.address, "ogc_api").message_id == "error.fetch.not_json"


@pytest.mark.parametrize(
    "features",
    [
        5,
        [5],
        ["x"],
        [{"type": "Feature", "properties": 5}],
        [{"type": "Feature", "properties": {}, "geometry": "x"}],
    ],
)
def test_features_that_are_none(refused: Refused, features: object) -> None:
    """JSON of another shape."""
    body = json.dumps({"type": "FeatureCollection", "features": features})
    with WebServer(Wfs(park_features(30), spoil=lambda *_: Reply(body))) as server:
        error = refused(server.address)
    assert error.message_id in {"error.fetch.not_json", "error.fetch.no_collection"}


def test_geometry_of_any_shape_reaches_the_checks(fetch: Fetch) -> None:
    """Odd geometry of one feature is for the import to list by row; it does not stop the others."""
    odd = [
        {"type": "Polygon", "coordinates": [[["a", 1], [2, 3]]]},
        {"type": "Polygon", "coordinates": "x"},
        {"type": "Point", "coordinates": [1e400, 5]},
        {},
        None,
    ]
    few = park_features(30)
    added = [{**few[0], "id": f"x{number}", "geometry": each} for number, each in enumerate(odd)]
    with WebServer(Wfs((*few, *added))) as server:
        assert fetch(server.address).feature_count == 35
