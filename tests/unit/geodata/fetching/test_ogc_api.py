"""OGC API Features: next links to the end, the reference system asked for and checked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.unit.geodata.fetching.conftest import LIMITS, features_of, note_ids
from tests.unit.geodata.fetching.services import CRS84_URI, PARKS, RD_URI, OgcApi, park_features
from tests.unit.geodata.fetching.web_server import Asked, Reply, WebServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.geodata.fetching.conftest import Fetch, Refused

FEW = park_features(30)
FEW_LONLAT = park_features(30, lonlat=True)


@pytest.fixture
def api() -> Iterator[OgcApi]:
    """Serve thirty parks in degrees, ten a page."""
    service = OgcApi(FEW_LONLAT, page=10)
    with WebServer(service) as server:
        service.server = server
        yield service


def _items_asked(api: OgcApi) -> list[Asked]:
    return [each for each in api.server.asked if each.path.endswith("/items")] if api.server else []


def test_3744_parks_come_in_over_many_pages(api: OgcApi, fetch: Fetch) -> None:
    """All parks, each once and as they were, over 38 pages."""
    api.features, api.page = park_features(lonlat=True), 100
    fetched = fetch(api.base, "ogc_api", layer="parks")
    assert len(_items_asked(api)) == 38
    assert (fetched.feature_count, fetched.crs) == (PARKS, "EPSG:4326")
    assert features_of(fetched) == [dict(each) for each in api.features]
    assert note_ids(fetched) == ["note.fetch.complete"]


@pytest.mark.parametrize("path", ["", "/", "/collections", "/collections/parks"])
def test_any_address_of_the_service_will_do(api: OgcApi, fetch: Fetch, path: str) -> None:
    """The landing page, the list, or the collection itself."""
    if path == "/":
        answer = api.__call__
        assert api.server
        api.server.answer = lambda asked: answer(replace(asked, path=asked.path.rstrip("/")))
    assert fetch(api.base + path, "ogc_api").feature_count == 30


def test_relative_next_links_are_followed(api: OgcApi, fetch: Fetch) -> None:
    """They count from the page that they stand on."""
    api.relative_links = True
    assert fetch(api.base, "ogc_api").feature_count == 30


def test_rd_is_asked_for_and_its_header_checked(api: OgcApi, fetch: Fetch) -> None:
    """Where the collection offers it."""
    api.features, api.crs, api.content_crs = FEW, (CRS84_URI, RD_URI), RD_URI
    fetched = fetch(api.base, "ogc_api")
    assert (fetched.crs, note_ids(fetched)) == ("EPSG:28992", ["note.fetch.complete"])
    assert {each.query.get("crs") for each in _items_asked(api)[:1]} == {RD_URI}


def test_next_links_that_forget_the_reference_system(api: OgcApi, fetch: Fetch) -> None:
    """Without the parameter the second page would come in degrees."""
    api.features, api.crs = FEW, (CRS84_URI, RD_URI)
    degrees = OgcApi(FEW_LONLAT, page=10, server=api.server)

    def forget(asked: Asked, reply: Reply) -> Reply:
        in_rd = asked.query.get("crs") == RD_URI
        return reply if in_rd else degrees.items(int(asked.query.get("offset", 0)), 10)

    api.spoil = forget
    assert fetch(api.base, "ogc_api").crs == "EPSG:28992"
    assert [each.query["offset"] for each in _items_asked(api)[1:]] == ["10", "20"]


def test_a_list_of_systems_for_all_collections(api: OgcApi, fetch: Fetch) -> None:
    """``#/crs`` stands for the list of the whole service."""
    api.features, api.content_crs = FEW, RD_URI
    listing = {"crs": [CRS84_URI, RD_URI], "collections": [{**api.collection(), "crs": ["#/crs"]}]}
    answer = api.__call__
    assert api.server
    api.server.answer = lambda asked: (
        Reply(json.dumps(listing)) if asked.path.endswith("collections") else answer(asked)
    )
    assert fetch(api.base, "ogc_api").crs == "EPSG:28992"


def test_degrees_in_place_of_rd_are_taken_and_said(api: OgcApi, fetch: Fetch) -> None:
    """A server that does not know the parameter says that it gives degrees, or says nothing."""
    api.crs = (CRS84_URI, RD_URI)
    for api.content_crs in (CRS84_URI, ""):
        fetched = fetch(api.base, "ogc_api")
        assert fetched.crs == "EPSG:4326"
        assert "note.fetch.served_as" in note_ids(fetched)


@pytest.mark.parametrize(
    ("features", "content_crs"), [(FEW_LONLAT, RD_URI), (FEW, CRS84_URI)], ids=["no_rd", "no_degrees"]
)
def test_a_header_that_lies(
    api: OgcApi, refused: Refused, features: tuple[dict[str, object], ...], content_crs: str
) -> None:
    """``Content-Crs`` says one thing, the coordinates another."""
    api.features, api.crs, api.content_crs = features, (CRS84_URI, RD_URI), content_crs
    error = refused(api.base, "ogc_api")
    assert (error.message_id, error.params["stated"]) == ("error.fetch.crs_contradicted", content_crs)


def test_rd_numbers_where_only_degrees_are_offered(api: OgcApi, refused: Refused) -> None:
    """No name, so degrees by the standard; the numbers are metres."""
    api.features = FEW
    assert refused(api.base, "ogc_api").message_id == "error.fetch.crs_contradicted"


def test_a_service_that_stops_halfway(api: OgcApi, refused: Refused) -> None:
    """Without a next link, before the total is there."""
    api.matched = 40
    error = refused(api.base, "ogc_api")
    assert (error.message_id, error.params["received"]) == ("error.fetch.incomplete", 30)


def test_a_service_that_repeats_a_page_for_ever(api: OgcApi, refused: Refused) -> None:
    """Its next link leads to where it stands."""
    api.endless, api.matched = True, None
    api.spoil = lambda _asked, _reply: api.items(0, 10)
    error = refused(api.base, "ogc_api")
    assert error.message_id == "error.fetch.repeated_page"
    assert len(_items_asked(api)) == 2


def test_a_next_link_behind_the_last_page(api: OgcApi, fetch: Fetch, refused: Refused) -> None:
    """An empty page there is the end; more features than there are is a fault."""
    api.endless = True
    assert fetch(api.base, "ogc_api").feature_count == 30
    api.matched = 20
    assert refused(api.base, "ogc_api").message_id == "error.fetch.too_many"


def test_a_service_without_end(api: OgcApi, refused: Refused) -> None:
    """New features for ever: the limit of pages holds."""
    api.features, api.page, api.matched = park_features(lonlat=True), 1, None
    error = refused(api.base, "ogc_api", limits=replace(LIMITS, pages=9))
    assert (error.message_id, error.params["pages"]) == ("error.fetch.page_limit", 9)


def test_a_total_that_is_not_stated_is_said(api: OgcApi, fetch: Fetch) -> None:
    """The standard does not demand one."""
    api.matched = None
    assert note_ids(fetch(api.base, "ogc_api")) == ["note.fetch.total_not_stated"]


@pytest.mark.parametrize("target", ["http://elders.invalid", "file:///etc", "ftp://127.0.0.1"])
def test_a_next_link_to_elsewhere_is_not_followed(api: OgcApi, refused: Refused, target: str) -> None:
    """Unlike a WFS there is no other way on; the host can be allowed."""
    api.next_host = target
    error = refused(api.base, "ogc_api")
    if target.startswith("http"):
        assert (error.message_id, error.params["host"]) == ("error.fetch.other_host", "elders.invalid")
    else:
        assert error.message_id == "error.fetch.odd_link"


def test_a_next_link_to_an_allowed_host_is_followed(api: OgcApi, fetch: Fetch) -> None:
    """As the person allowed it."""
    assert api.server
    host = f"localhost:{api.server.port}"
    api.next_host = f"http://{host}/dienst"
    assert fetch(api.base, "ogc_api", allowed_hosts=[host]).feature_count == 30


@pytest.mark.parametrize(
    "body", ['{"title": "iets anders", "links": []}', '{"collections": 5, "links": [{"rel": "self"}]}', "{}"]
)
def test_another_service_than_ogc_api_features(refused: Refused, body: str) -> None:
    """JSON, but no collections."""
    with WebServer(lambda _: Reply(body)) as server:
        assert refused(server.address, "ogc_api").message_id == "error.fetch.no_ogc_api"
