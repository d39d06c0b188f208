"""WFS 2.0: everything comes in, once, in a known reference system; what cannot be trusted does not."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.errors import QuestionError
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from tests.unit.geodata.conftest import MAPPINGS
from tests.unit.geodata.fetching.conftest import LIMITS, features_of, note_ids
from tests.unit.geodata.fetching.services import (
    LONLAT_URN,
    PARKS,
    RD_URN,
    XML,
    Wfs,
    park_features,
)
from tests.unit.geodata.fetching.web_server import Asked, Reply, WebServer

if TYPE_CHECKING:
    from tests.unit.geodata.fetching.conftest import Fetch, Refused

FEW = park_features(30)
FEW_LONLAT = park_features(30, lonlat=True)


def _pages_asked(server: WebServer) -> list[Asked]:
    return [
        each
        for each in server.asked
        if each.query.get("request") == "GetFeature" and "resulttype" not in each.query
    ]


@pytest.mark.parametrize("as_json", [True, False])
def test_3744_parks_come_in_over_many_pages(fetch: Fetch, as_json: bool) -> None:  # noqa: FBT001 - a parameter
    """All parks, each once and as they were, over 38 pages."""
    with WebServer(Wfs(park_features(), json=as_json)) as server:
        fetched = fetch(server.address)
        assert len(_pages_asked(server)) == 38
    assert (fetched.feature_count, fetched.crs) == (PARKS, "EPSG:28992")
    assert features_of(fetched) == [dict(each) for each in park_features()]
    assert note_ids(fetched) == ["note.fetch.complete"]


def test_what_is_fetched_can_be_imported(fetch: Fetch) -> None:
    """The reader of files takes the result, with its reference system, without a question."""
    with WebServer(Wfs(FEW, json=False)) as server:
        fetched = fetch(server.address)
    delivery, report = GeoSiteReader(MAPPINGS).read(fetched.path, ImportOptions(), NoProgress())
    assert report.site_count == 30
    assert list(delivery.batches[0].columns["gross_ha"])[:2] == [1.0, 1.0]


def test_equal_data_make_an_equal_file(fetch: Fetch) -> None:
    """The checksum tells whether a source has changed."""
    with WebServer(Wfs(FEW)) as server:
        first, second = fetch(server.address), fetch(server.address)
    assert first.sha256 == second.sha256


def test_pages_are_as_large_as_the_service_gives(fetch: Fetch) -> None:
    """A service that gives less than it is asked for is asked for the rest."""
    wfs = Wfs(FEW, page=7)
    wfs_text = wfs.capabilities().replace("CountDefault", "Anders")
    with WebServer(
        lambda asked: (
            Reply(wfs_text, content_type=XML) if asked.query["request"] == "GetCapabilities" else wfs(asked)
        )
    ) as server:
        assert fetch(server.address).feature_count == 30
        assert [each.query["startindex"] for each in _pages_asked(server)] == ["0", "7", "14", "21", "28"]


@pytest.mark.parametrize("as_json", [True, False])
def test_next_links_are_followed(fetch: Fetch, as_json: bool) -> None:  # noqa: FBT001 - a parameter
    """Also relative ones."""
    with WebServer(Wfs(FEW, page=10, json=as_json, links="/verder")) as server:
        assert fetch(server.address).feature_count == 30
        assert [each.path for each in _pages_asked(server)] == ["/dienst", "/verder", "/verder"]


def test_next_links_to_an_inner_host_are_not_followed(fetch: Fetch) -> None:
    """Behind another server a service names itself wrongly: it is asked where it was found."""
    with WebServer(Wfs(FEW, page=10, links="http://geoserver.intern:8080/")) as server:
        assert fetch(server.address).feature_count == 30
        assert {each.path for each in server.asked} == {"/dienst"}


def test_the_service_says_where_it_is_asked(fetch: Fetch) -> None:
    """The address of an operation is used on the same host, and not on another."""
    wfs = Wfs(FEW)
    with WebServer(wfs) as server:
        wfs.operation_url = f"http://{server.host}/elders?map=a"
        fetch(server.address)
        assert (server.asked[-1].path, server.asked[-1].query["map"]) == ("/elders", "a")
        wfs.operation_url = "http://elders.invalid/wfs"
        fetch(server.address)
        assert server.asked[-1].path == "/dienst"


def test_parameters_of_the_address_are_kept_and_ours_replaced(fetch: Fetch) -> None:
    """As with ``?map=``, or an address that was copied from a browser."""
    with WebServer(Wfs(FEW)) as server:
        fetch(f"{server.address}?map=/a/b.map&SERVICE=WFS&Request=GetFeature&VERSION=1.1.0")
        assert all(each.query["map"] == "/a/b.map" for each in server.asked)
        assert {each.query["version"] for each in server.asked} == {"2.0.0"}
        assert server.asked[0].query["request"] == "GetCapabilities"


def test_a_service_without_pages_is_asked_at_once(fetch: Fetch) -> None:
    """Where the service says that it has no pages."""
    with WebServer(Wfs(FEW, page=10**6, paging="FALSE")) as server:
        assert fetch(server.address).feature_count == 30
        assert "count" not in _pages_asked(server)[0].query


def test_a_total_that_is_not_on_the_page_is_asked_for(fetch: Fetch, refused: Refused) -> None:
    """As MapServer, whose JSON says nothing and whose GML says "unknown"."""

    def silent(_: Asked, reply: Reply) -> Reply:
        return Reply(json.dumps({**json.loads(reply.content), "numberMatched": "unknown"}))

    with WebServer(Wfs(FEW, page=10, spoil=silent)) as server:
        assert note_ids(fetch(server.address)) == ["note.fetch.complete"]
    with WebServer(Wfs(FEW, page=10, matched=40, spoil=silent)) as server:
        error = refused(server.address)
    assert (error.message_id, error.params["received"], error.params["expected"]) == (
        "error.fetch.incomplete",
        30,
        40,
    )


@pytest.mark.parametrize("as_json", [True, False])
def test_a_total_that_nobody_states_is_said(fetch: Fetch, as_json: bool) -> None:  # noqa: FBT001 - a parameter
    """The service goes on until a page is empty, and the report says what that is worth."""
    with WebServer(Wfs(FEW, page=10, matched=None, json=as_json)) as server:
        fetched = fetch(server.address)
    assert fetched.feature_count == 30
    assert note_ids(fetched) == ["note.fetch.total_not_stated"]


# --- incomplete, repeated, endless --------------------------------------------------


@pytest.mark.parametrize("as_json", [True, False])
def test_a_service_that_stops_halfway(refused: Refused, as_json: bool) -> None:  # noqa: FBT001 - a parameter
    """An empty page before the end: how many of how many."""
    wfs = Wfs(FEW, page=10, json=as_json)

    def stop(asked: Asked, reply: Reply) -> Reply:
        return wfs.answer_of([]) if asked.query["startindex"] == "20" else reply

    wfs.spoil = stop
    with WebServer(wfs) as server:
        error = refused(server.address)
    assert error.message_id == "error.fetch.incomplete"
    assert (error.params["received"], error.params["expected"]) == (20, 30)
    assert server.address in str(error.params["address"])


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize("matched", [-1, None])
@pytest.mark.parametrize("has_ids", [True, False])
def test_a_service_that_repeats_a_page_for_ever(
    refused: Refused,
    as_json: bool,  # noqa: FBT001 - a parameter
    matched: int | None,
    has_ids: bool,  # noqa: FBT001 - a parameter
) -> None:
    """It ignores where to begin: seen at the second page."""
    wfs = Wfs(FEW, page=10, json=as_json, matched=matched, has_ids=has_ids)
    wfs.spoil = lambda _asked, _reply: wfs.answer_of(wfs.chosen(0, 10))
    with WebServer(wfs) as server:
        error = refused(server.address)
        assert len(_pages_asked(server)) == 2
    assert (error.message_id, error.params["received"]) == ("error.fetch.repeated_page", 10)


def test_a_repeated_page_under_new_ids(refused: Refused) -> None:
    """Ids that are made anew for each answer do not hide it."""
    wfs = Wfs(FEW, page=10)
    number = iter(range(10**6))
    wfs.spoil = lambda _asked, _reply: wfs.answer_of(
        [{**each, "id": f"x{next(number)}"} for each in wfs.chosen(0, 10)]
    )
    with WebServer(wfs) as server:
        assert refused(server.address).message_id == "error.fetch.repeated_page"


@pytest.mark.parametrize("prefix", ["", "fid-"])
def test_pages_that_overlap(refused: Refused, prefix: str) -> None:
    """One feature twice means that another may be missing, though the count is right."""
    wfs = Wfs(FEW, page=10)

    def overlap(asked: Asked, _: Reply) -> Reply:
        start = max(0, int(asked.query["startindex"]) - 1)
        return wfs.answer_of([{**each, "id": f"{prefix}{each['id']}"} for each in wfs.chosen(start, 10)])

    wfs.spoil = overlap
    with WebServer(wfs) as server:
        assert refused(server.address).message_id == "error.fetch.repeated_feature"


def test_features_alike_under_ids_of_their_own_are_told(fetch: Fetch) -> None:
    """Two rows may say the same; the report says that they do."""
    twin = {**FEW[0], "id": "parks.99"}
    with WebServer(Wfs((*FEW, twin), page=30)) as server:
        assert note_ids(fetch(server.address)) == ["note.fetch.complete", "note.fetch.alike"]


def test_a_service_without_end(refused: Refused) -> None:
    """New features for ever: the limit of pages holds."""
    wfs = Wfs(FEW, matched=None)
    number = iter(range(10**6))
    wfs.spoil = lambda _asked, _reply: wfs.answer_of([_renumbered(next(number))])
    with WebServer(wfs) as server:
        error = refused(server.address, limits=replace(LIMITS, pages=12))
    assert (error.message_id, error.params["pages"]) == ("error.fetch.page_limit", 12)


def _renumbered(number: int) -> dict[str, Any]:
    return {**FEW[0], "id": f"n.{number}", "properties": {"RIN_NUMMER": str(number)}}


def test_more_features_than_there_are(refused: Refused) -> None:
    """The total says less than comes."""
    with WebServer(Wfs(FEW, page=20, matched=25)) as server:
        assert refused(server.address).message_id == "error.fetch.too_many"


def test_a_total_that_changes_on_the_way(refused: Refused) -> None:
    """Somebody edits the source while it is read."""
    wfs = Wfs(FEW, page=10)

    def shrink(asked: Asked, reply: Reply) -> Reply:
        total = 30 if asked.query["startindex"] == "0" else 29
        return Reply(json.dumps({**json.loads(reply.content), "numberMatched": total}))

    wfs.spoil = shrink
    with WebServer(wfs) as server:
        error = refused(server.address)
    assert (error.message_id, error.params["before"], error.params["after"]) == (
        "error.fetch.changed",
        30,
        29,
    )


def test_a_page_that_holds_less_than_it_says(refused: Refused) -> None:
    """It was cut on the way, and is valid nevertheless."""

    def cut(_: Asked, reply: Reply) -> Reply:
        content = json.loads(reply.content)
        return Reply(json.dumps({**content, "features": content["features"][:5]}))

    with WebServer(Wfs(FEW, page=10, spoil=cut)) as server:
        assert refused(server.address).message_id == "error.fetch.incomplete"


def test_a_service_without_features(refused: Refused) -> None:
    """Nothing at all is not taken for "everything vanished"."""
    with WebServer(Wfs(())) as server:
        assert refused(server.address).message_id == "error.fetch.no_features"


# --- reference systems and axes -----------------------------------------------------


def test_rd_is_asked_for_where_it_is_offered(fetch: Fetch) -> None:
    """Under the name that the service gives it, also when it is not its own."""
    with WebServer(Wfs(FEW, crs=LONLAT_URN, other_crs=("EPSG:3857", RD_URN), stated_crs=RD_URN)) as server:
        assert fetch(server.address).crs == "EPSG:28992"
        assert _pages_asked(server)[0].query["srsname"] == RD_URN


def test_the_person_may_want_another_one(fetch: Fetch) -> None:
    """As chosen for the source."""
    with WebServer(Wfs(FEW_LONLAT, crs=LONLAT_URN, other_crs=(RD_URN,))) as server:
        assert fetch(server.address, crs="EPSG:4326").crs == "EPSG:4326"


@pytest.mark.parametrize(
    ("crs", "latitude_first", "turned"),
    [
        (LONLAT_URN, True, True),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", True, True),
        ("EPSG:4326", False, False),
        ("http://www.opengis.net/gml/srs/epsg.xml#4326", False, False),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", False, False),
    ],
)
def test_axes_of_gml_stand_as_the_name_says(
    fetch: Fetch,
    refused: Refused,
    crs: str,
    latitude_first: bool,  # noqa: FBT001 - a parameter
    turned: bool,  # noqa: FBT001 - a parameter
) -> None:
    """Latitude first under a URN, longitude first under a short name; the result is longitude first."""
    wfs = Wfs(FEW_LONLAT, crs=crs, json=False, latitude_first=latitude_first)
    with WebServer(wfs) as server:
        fetched = fetch(server.address)
        first = features_of(fetched)[0]["geometry"]
        wfs.latitude_first = not latitude_first
        error = refused(server.address)
    assert first == FEW_LONLAT[0]["geometry"]
    assert ("note.fetch.axes_turned" in note_ids(fetched)) is turned
    assert error.message_id == "error.fetch.crs_contradicted"


def test_json_in_degrees_is_longitude_first_whatever_the_name(fetch: Fetch) -> None:
    """As GeoJSON demands; a server that follows the name instead is understood, and said."""
    with WebServer(Wfs(FEW_LONLAT, crs=LONLAT_URN)) as server:
        plain = fetch(server.address)
        first = features_of(plain)[0]["geometry"]
    turned_features = tuple(
        {**each, "geometry": {"type": "Polygon", "coordinates": _turned(each)}} for each in FEW_LONLAT
    )
    with WebServer(Wfs(turned_features, crs=LONLAT_URN)) as server:
        turned = fetch(server.address)
    assert first == features_of(turned)[0]["geometry"] == FEW_LONLAT[0]["geometry"]
    assert "note.fetch.axes_turned" not in note_ids(plain)
    assert "note.fetch.axes_turned" in note_ids(turned)


def _turned(feature: dict[str, Any]) -> list[list[list[float]]]:
    return [[[y, x] for x, y in ring] for ring in feature["geometry"]["coordinates"]]


@pytest.mark.parametrize(("stated", "got"), [("none", "EPSG:4326"), (LONLAT_URN, "EPSG:4326")])
def test_a_service_that_gives_degrees_in_place_of_rd_and_says_so(fetch: Fetch, stated: str, got: str) -> None:
    """Without a name GeoJSON is in degrees by its standard; the report says what was asked and what came."""
    with WebServer(Wfs(FEW_LONLAT, crs=RD_URN, stated_crs=stated)) as server:
        fetched = fetch(server.address)
    assert fetched.crs == got
    assert "note.fetch.served_as" in note_ids(fetched)


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize(
    ("features", "crs", "seen"),
    [(FEW_LONLAT, RD_URN, "lonlat"), (FEW, "EPSG:4326", "rd_new"), (FEW, LONLAT_URN, "rd_new")],
)
def test_a_service_that_lies_about_its_reference_system(
    refused: Refused,
    as_json: bool,  # noqa: FBT001 - a parameter
    features: tuple[dict[str, Any], ...],
    crs: str,
    seen: str,
) -> None:
    """The coordinates show it; nothing is turned or transformed on a guess."""
    with WebServer(Wfs(features, crs=crs, json=as_json)) as server:
        error = refused(server.address)
    assert (error.message_id, error.params["seen"]) == ("error.fetch.crs_contradicted", seen)


def test_a_reference_system_that_changes_on_the_way(refused: Refused) -> None:
    """The second page is in degrees, and says so: the file would be in two systems."""
    wfs = Wfs(FEW, page=10)

    def change(asked: Asked, reply: Reply) -> Reply:
        if asked.query["startindex"] == "0":
            return reply
        return replace(wfs, features=FEW_LONLAT, stated_crs=LONLAT_URN).answer_of(list(FEW_LONLAT[10:20]))

    wfs.spoil = change
    with WebServer(wfs) as server:
        assert refused(server.address).message_id == "error.fetch.crs_changed"


def test_coordinates_outside_the_netherlands(refused: Refused) -> None:
    """As of another country, or of a zero point that was forgotten."""
    away = [{**each, "geometry": {"type": "Point", "coordinates": [5e6, 5e6]}} for each in FEW]
    with WebServer(Wfs(tuple(away))) as server:
        assert refused(server.address).message_id == "error.fetch.outside"


def test_one_feature_elsewhere_is_left_to_the_import(fetch: Fetch) -> None:
    """It lists that row; the others are good."""
    odd = {**FEW[0], "id": "parks.99", "geometry": {"type": "Point", "coordinates": [0.0, 0.0]}}
    with WebServer(Wfs((*FEW, odd), page=30)) as server:
        assert fetch(server.address).feature_count == 31


def test_a_reference_system_that_is_not_offered(refused: Refused) -> None:
    """Neither RD nor degrees."""
    with WebServer(Wfs(FEW, crs="urn:ogc:def:crs:EPSG::3857")) as server:
        error = refused(server.address)
    assert error.message_id == "error.fetch.no_crs"
    assert error.params["offered"] == ("urn:ogc:def:crs:EPSG::3857",)


def test_an_answer_in_a_system_that_is_not_read(refused: Refused) -> None:
    """Asked for RD, answered in Web Mercator."""
    with WebServer(Wfs(FEW, stated_crs="urn:ogc:def:crs:EPSG::3857")) as server:
        assert refused(server.address).message_id == "error.fetch.crs_unknown"


# --- what kind of service -----------------------------------------------------------


@pytest.mark.parametrize("layer", ["ibis:parks", "parks", ""])
def test_the_layer_is_known_by_its_name(fetch: Fetch, layer: str) -> None:
    """With and without its prefix, and by being the only one."""
    with WebServer(Wfs(FEW)) as server:
        assert fetch(server.address, layer=layer).feature_count == 30
        assert _pages_asked(server)[0].query["typenames"] == "ibis:parks"


def test_an_unknown_layer_is_a_question(refused: Refused) -> None:
    """With the layers that there are."""
    with WebServer(Wfs(FEW)) as server:
        error = refused(server.address, layer="wegen")
    assert isinstance(error, QuestionError)
    assert (error.message_id, error.option, error.choices) == (
        "error.fetch.no_such_layer",
        "--layer",
        ("ibis:parks",),
    )


def test_of_several_layers_one_must_be_chosen(refused: Refused) -> None:
    """Nothing is chosen for a person."""
    wfs = Wfs(FEW)
    one = wfs.capabilities()
    start, end = one.index("<FeatureType>"), one.index("</FeatureType>") + len("</FeatureType>")
    text = one[:end] + one[start:end].replace("ibis:parks", "ibis:plots") + one[end:]
    with WebServer(lambda _: Reply(text, content_type=XML)) as server:
        error = refused(server.address)
    assert isinstance(error, QuestionError)
    assert (error.message_id, error.choices) == ("error.fetch.which_layer", ("ibis:parks", "ibis:plots"))


def test_an_older_wfs(refused: Refused) -> None:
    """Its pages cannot be trusted to be pages."""
    text = '<WFS_Capabilities version="1.1.0" xmlns="http://www.opengis.net/wfs"/>'
    with WebServer(lambda _: Reply(text, content_type=XML)) as server:
        error = refused(server.address)
    assert (error.message_id, error.params["version"]) == ("error.fetch.wfs_version", "1.1.0")


def test_another_service_than_a_wfs(refused: Refused) -> None:
    """The answer says what it is."""
    with WebServer(lambda _: Reply("<WMS_Capabilities/>", content_type=XML)) as server:
        error = refused(server.address)
    assert (error.message_id, error.params["found"]) == ("error.fetch.no_wfs", "WMS_Capabilities")


def test_a_wfs_without_layers(refused: Refused) -> None:
    """It says that it has none."""
    text = '<WFS_Capabilities version="2.0.0" xmlns="http://www.opengis.net/wfs/2.0"/>'
    with WebServer(lambda _: Reply(text, content_type=XML)) as server:
        assert refused(server.address).message_id == "error.fetch.no_layer"
