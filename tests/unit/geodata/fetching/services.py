"""A WFS and an OGC API Features on loopback, with features made here; every answer can be replaced."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import numpy as np
import shapely

from drentsportal.domain.projection import geometries_to_lonlat
from tests.unit.geodata.fetching.web_server import Asked, Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.geodata.fetching.web_server import WebServer

RD_URN = "urn:ogc:def:crs:EPSG::28992"
LONLAT_URN = "urn:ogc:def:crs:EPSG::4326"
RD_URI = "http://www.opengis.net/def/crs/EPSG/0/28992"
CRS84_URI = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
PARKS = 3744
XML = "text/xml; charset=UTF-8"

JsonObject = dict[str, Any]


@cache
def park_features(count: int = PARKS, *, lonlat: bool = False) -> tuple[JsonObject, ...]:
    """Make national IBIS rows, each with its own square of 1 ha, inside Drenthe."""
    made = np.array(
        [
            shapely.box(x_m, y_m, x_m + 100, y_m + 100)
            for x_m, y_m in (
                (210_000 + 900 * (each % 60), 520_000 + 800 * (each // 60)) for each in range(count)
            )
        ]
    )
    shapes = geometries_to_lonlat(made) if lonlat else made
    return tuple(
        {
            "type": "Feature",
            "id": f"parks.{number}",
            "properties": {
                "RIN_NUMMER": str(number),
                "JAAR": 2022,
                "PLAN_NAAM": f"Terrein & <{number}>",
                "GEM_CODES": "GM0114",
                "PROV_NAMEN": "Drenthe",
                "HA_BRUTO": 1.0,
                "HA_NETTO": 0.8,
                "HA_TOTTUIT": 0.25,
                "WLOC_TYPE": "B",
            },
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for number, shape in enumerate(shapes, 1)
    )


def _same(_: Asked, reply: Reply) -> Reply:
    return reply


@dataclass(slots=True)
class Service:
    """What both kinds share: the features, the largest page, and a last step that may spoil an answer.

    ``spoil`` sees each answer with features; ``matched`` and ``has_ids`` say what those tell.
    """

    features: tuple[JsonObject, ...]
    page: int = 100
    matched: int | None = -1
    has_ids: bool = True
    spoil: Callable[[Asked, Reply], Reply] = field(default=_same)

    @property
    def total(self) -> int | None:
        """What the answers say that there are."""
        return len(self.features) if self.matched == -1 else self.matched

    def chosen(self, start: int, wanted: int) -> list[JsonObject]:
        """Return the features of one page."""
        found = self.features[start : start + min(wanted, self.page)]
        return list(found) if self.has_ids else [{**each, "id": None} for each in found]


@dataclass(slots=True)
class Wfs(Service):
    """A WFS 2.0 with one type, ``ibis:parks``, as JSON or only as GML."""

    json: bool = True
    crs: str = RD_URN
    other_crs: tuple[str, ...] = ()
    stated_crs: str = ""
    latitude_first: bool = False
    version: str = "2.0.0"
    paging: str = "TRUE"
    operation_url: str = ""
    links: str = ""

    def __call__(self, asked: Asked) -> Reply:
        """Answer a request."""
        request = asked.query.get("request")
        if request == "GetCapabilities":
            return Reply(self.capabilities(), content_type=XML)
        if request == "DescribeFeatureType":
            return Reply(_SCHEMA, content_type=XML)
        if asked.query.get("resulttype") == "hits":
            return Reply(_collection([], self.total, 0), content_type=XML)
        start, wanted = int(asked.query.get("startindex", 0)), int(asked.query.get("count", 10**6))
        return self.spoil(asked, self.answer_of(self.chosen(start, wanted), start, wanted))

    def answer_of(self, features: list[JsonObject], start: int = 0, wanted: int = 10**6) -> Reply:
        """Write a page in the format of this service."""
        stated = self.stated_crs or self.crs
        more = start + len(features) < len(self.features)
        link = f"{self.links}?service=WFS&version=2.0.0&request=GetFeature&count={wanted}&startIndex="
        next_url = f"{link}{start + len(features)}" if self.links and more else ""
        if not self.json:
            members = [_member(each, stated, swap=self.latitude_first) for each in features]
            body = _collection(members, self.total, len(features), next_url)
            return Reply(body, content_type=XML)
        content: JsonObject = {"type": "FeatureCollection", "features": features}
        if self.total is not None:
            content |= {"numberMatched": self.total, "numberReturned": len(features)}
        if next_url:
            content["links"] = [{"rel": "next", "href": next_url}]
        if stated != "none":
            content["crs"] = {"type": "name", "properties": {"name": stated}}
        return Reply(json.dumps(content))

    def capabilities(self) -> str:
        """Write what is on offer."""
        others = "".join(f"<OtherCRS>{each}</OtherCRS>" for each in self.other_crs)
        formats = ["application/gml+xml; version=3.2", *(["application/json"] if self.json else [])]
        values = "".join(f"<ows:Value>{each}</ows:Value>" for each in formats)
        get = f'<ows:DCP><ows:HTTP><ows:Get xlink:href="{escape(self.operation_url)}"/></ows:HTTP></ows:DCP>'
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<WFS_Capabilities version="{self.version}" xmlns="http://www.opengis.net/wfs/2.0"
  xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink">
  <ows:OperationsMetadata>
    <ows:Operation name="GetFeature">{get if self.operation_url else ""}
      <ows:Parameter name="outputFormat"><ows:AllowedValues>{values}</ows:AllowedValues></ows:Parameter>
      <ows:Constraint name="CountDefault"><ows:NoValues/><ows:DefaultValue>{self.page}</ows:DefaultValue>
      </ows:Constraint>
    </ows:Operation>
    <ows:Constraint name="ImplementsResultPaging"><ows:NoValues/>
      <ows:DefaultValue>{self.paging}</ows:DefaultValue></ows:Constraint>
  </ows:OperationsMetadata>
  <FeatureTypeList><FeatureType><Name>ibis:parks</Name><Title>Terreinen</Title>
    <DefaultCRS>{self.crs}</DefaultCRS>{others}</FeatureType></FeatureTypeList>
</WFS_Capabilities>"""


@dataclass(slots=True)
class OgcApi(Service):
    """An OGC API Features with one collection, ``parks``. ``crs`` is what it offers."""

    server: WebServer | None = None
    crs: tuple[str, ...] = (CRS84_URI,)
    content_crs: str = ""
    relative_links: bool = False
    next_host: str = ""
    endless: bool = False

    def __call__(self, asked: Asked) -> Reply:
        """Answer a request."""
        base = self.base
        if asked.path == "/dienst":
            links = [
                {"rel": "data", "type": "text/html", "href": f"{base}/collections?f=html"},
                {"rel": "data", "type": "application/json", "href": f"{base}/collections"},
            ]
            return Reply(json.dumps({"title": "Voorbeeld", "links": links}))
        if asked.path == "/dienst/collections":
            return Reply(json.dumps({"collections": [self.collection()], "links": []}))
        if asked.path == "/dienst/collections/parks":
            return Reply(json.dumps(self.collection()))
        if asked.path == "/dienst/collections/parks/items":
            start, wanted = int(asked.query.get("offset", 0)), int(asked.query["limit"])
            return self.spoil(asked, self.items(start, wanted))
        return Reply('{"code": "NotFound", "description": "geen collectie"}', status=404)

    @property
    def base(self) -> str:
        """Where it is."""
        return self.server.address if self.server else ""

    def collection(self) -> JsonObject:
        """Describe the collection."""
        href = f"{self.base}/collections/parks/items"
        links = [
            {"rel": "items", "type": "text/html", "href": f"{href}?f=html"},
            {"rel": "items", "type": "application/geo+json", "href": href},
        ]
        return {"id": "parks", "title": "Terreinen", "crs": list(self.crs), "links": links}

    def items(self, start: int, wanted: int) -> Reply:
        """Write one page."""
        features = self.chosen(start, wanted)
        content: JsonObject = {"type": "FeatureCollection", "features": features, "links": []}
        if self.total is not None:
            content |= {"numberMatched": self.total, "numberReturned": len(features)}
        if self.endless or start + len(features) < len(self.features):
            where = "" if self.relative_links else f"{self.next_host or self.base}/collections/parks/"
            href = f"{where}items?limit={wanted}&offset={start + len(features)}"
            content["links"].append({"rel": "next", "type": "application/geo+json", "href": href})
        headers = {"Content-Crs": f"<{self.content_crs}>"} if self.content_crs else {}
        return Reply(json.dumps(content), content_type="application/geo+json", headers=headers)


def gml_polygon(coordinates: list[list[list[float]]], srs: str, *, swap: bool = False) -> str:
    """Write a polygon as GML 3.2."""
    rings = []
    for number, ring in enumerate(coordinates):
        pairs = " ".join(f"{y} {x}" if swap else f"{x} {y}" for x, y in ring)
        kind = "interior" if number else "exterior"
        line = f"<gml:LinearRing><gml:posList>{pairs}</gml:posList></gml:LinearRing>"
        rings.append(f"<gml:{kind}>{line}</gml:{kind}>")
    return f'<gml:Polygon srsName="{srs}">{"".join(rings)}</gml:Polygon>'


def _member(feature: JsonObject, srs: str, *, swap: bool) -> str:
    values = "".join(
        f"<ibis:{name}>{escape(str(value))}</ibis:{name}>" for name, value in feature["properties"].items()
    )
    shape = gml_polygon(feature["geometry"]["coordinates"], srs, swap=swap)
    name = f' gml:id="{feature["id"]}"' if feature["id"] else ""
    return f"<wfs:member><ibis:parks{name}><ibis:geom>{shape}</ibis:geom>{values}</ibis:parks></wfs:member>"


def _collection(members: list[str], matched: int | None, returned: int, next_url: str = "") -> str:
    total = "unknown" if matched is None else str(matched)
    following = f' next="{escape(next_url)}"' if next_url else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ibis="http://voorbeeld/ibis"'
        ' xmlns:gml="http://www.opengis.net/gml/3.2"'
        f' numberMatched="{total}" numberReturned="{returned}"{following}>'
        f"{''.join(members)}</wfs:FeatureCollection>"
    )


_SCHEMA = """<schema xmlns="http://www.w3.org/2001/XMLSchema"><complexType name="parksType"><sequence>
<element name="RIN_NUMMER" type="string"/><element name="JAAR" type="int"/>
<element name="PLAN_NAAM" type="string"/><element name="HA_BRUTO" type="double"/>
<element name="HA_NETTO" type="double"/>
<element name="HA_TOTTUIT"><simpleType><restriction base="decimal"/></simpleType></element>
</sequence></complexType></schema>"""
