"""Reads WFS 2.0: what is on offer, and one feature type, page after page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from drentsportal.errors import DataSourceError
from drentsportal.geodata.fetching import gml
from drentsportal.geodata.fetching.geojson_page import read_page as read_json_page
from drentsportal.geodata.fetching.server_text import shown
from drentsportal.geodata.fetching.xml_tree import local_name, namespace, parse_xml
from drentsportal.services.ports.sources import LayerOffer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from drentsportal.geodata.fetching.coordinates import NamedReference
    from drentsportal.geodata.fetching.paging import Page
    from drentsportal.geodata.fetching.web_client import Answer, WebClient

_WFS: Final = "http://www.opengis.net/wfs/2.0"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_VERSION: Final = "2.0.0"
_OURS: Final = frozenset(
    {"service", "request", "version", "acceptversions", "typename", "typenames", "outputformat"}
    | {"srsname", "count", "startindex", "resulttype"}
)
_PAGE_FEATURES: Final = 1000
_NO_COUNT: Final = frozenset(
    {"error.fetch.exception", "error.fetch.status", "error.fetch.no_collection", "error.fetch.not_xml"}
)
"""How a service answers that cannot count; what else goes wrong is told."""

_XML: Final = "application/xml, text/xml, application/gml+xml"


@dataclass(frozen=True, slots=True)
class WfsOffer:
    """What a WFS says of itself. ``formats`` are those for all layers; ``page_features`` is its own limit."""

    get_feature_url: str
    describe_url: str
    layers: tuple[LayerOffer, ...]
    formats: tuple[str, ...]
    layer_formats: dict[str, tuple[str, ...]]
    page_features: int | None
    can_page: bool


@dataclass(frozen=True, slots=True)
class WfsReading:
    """One feature type, as it will be asked for."""

    client: WebClient
    offer: WfsOffer
    layer: LayerOffer
    requested: NamedReference

    @property
    def json_format(self) -> str:
        """The name of GeoJSON as this service spells it, "" where it has none."""
        offered = self.offer.layer_formats.get(self.layer.name) or self.offer.formats
        return next((each for each in offered if _is_geojson(each)), "")

    def pages(self) -> Iterator[Page]:
        """Ask for page after page, until one is empty or all that there are have come.

        Raises ``DataSourceError``. Each page is asked for when the one before it has been taken.
        """
        types = {} if self.json_format else self._types()
        expected: int | None = None
        received = 0
        url = self._page_url(0)
        while True:
            page = self._page(url, types)
            if page.matched is not None:
                expected = page.matched
            elif not received:
                expected = self.count()
            yield replace(page, matched=expected)
            received += len(page.features)
            if not page.features or not self.offer.can_page:
                return
            if expected is not None and received >= expected:
                return
            url = self._following(page, url, received)

    def count(self) -> int | None:
        """Ask how many features there are; ``None`` where the service does not say."""
        return count_of(self.client, self.offer, self.layer.name)

    def _following(self, page: Page, url: str, received: int) -> str:
        """Return where the next page is: as the answer says, unless it says a host that may not be asked.

        Services behind another server often name their own inner host there.
        """
        named = urljoin(url, page.next_url) if page.next_url else ""
        return named if named and self.client.may_ask(named) else self._page_url(received)

    def _page(self, url: str, types: dict[str, str]) -> Page:
        address = self.client.shown_address
        if not self.json_format:
            return gml.read_page(self.client.get(url, _XML).body, types, address)
        answer = self.client.get(url, "application/json, application/geo+json")
        return read_json_page(answer, address)

    def _page_url(self, start: int) -> str:
        wanted = {
            "request": "GetFeature",
            "typeNames": self.layer.name,
            "srsName": self.requested.name,
        }
        if self.json_format:
            wanted["outputFormat"] = self.json_format
        if self.offer.can_page:
            most = min(self.offer.page_features or _PAGE_FEATURES, _PAGE_FEATURES)
            wanted |= {"count": str(most), "startIndex": str(start)}
        return _with(self.offer.get_feature_url, wanted)

    def _types(self) -> dict[str, str]:
        url = _with(self.offer.describe_url, {"request": "DescribeFeatureType", "typeNames": self.layer.name})
        return gml.described_types(self.client.get(url, _XML).body, self.client.shown_address)


def read_offer(client: WebClient) -> WfsOffer:
    """Ask for the capabilities. Raises ``DataSourceError`` when this is no WFS 2.0, or offers nothing."""
    answer = client.get(_with(client.address, {"request": "GetCapabilities"}), _XML)
    root = parse_xml(answer.body, client.shown_address)
    if local_name(root.tag) != "WFS_Capabilities":
        raise DataSourceError(
            "error.fetch.no_wfs", address=client.shown_address, found=shown(local_name(root.tag))
        )
    version = root.get("version") or ""
    if namespace(root.tag) != _WFS or not version.startswith("2."):
        raise DataSourceError("error.fetch.wfs_version", address=client.shown_address, version=shown(version))
    types = list(root.iter(f"{{{_WFS}}}FeatureType"))
    constraints = _constraints(root)
    page_features = constraints.get("CountDefault", "")
    return WfsOffer(
        get_feature_url=_operation_url(client, answer, root, "GetFeature"),
        describe_url=_operation_url(client, answer, root, "DescribeFeatureType"),
        layers=tuple(_layer(each) for each in types),
        formats=_formats(root),
        layer_formats={_text(each, "Name"): _texts(each, "Format") for each in types},
        page_features=int(page_features) if page_features.isdecimal() and int(page_features) else None,
        can_page=constraints.get("ImplementsResultPaging", "TRUE").upper() != "FALSE",
    )


def count_of(client: WebClient, offer: WfsOffer, name: str) -> int | None:
    """Ask how many features a type has; ``None`` where the service does not say."""
    url = _with(offer.get_feature_url, {"request": "GetFeature", "typeNames": name, "resultType": "hits"})
    try:
        return gml.read_page(client.get(url, _XML).body, {}, client.shown_address).matched
    except DataSourceError as error:
        if error.message_id in _NO_COUNT:
            return None
        raise


def _with(address: str, wanted: dict[str, str]) -> str:
    """Return an address with our parameters in place of the same ones, whatever their case; others stay."""
    parts = urlsplit(address)
    kept = [each for each in parse_qsl(parts.query, keep_blank_values=True) if each[0].lower() not in _OURS]
    query = urlencode([*kept, ("service", "WFS"), ("version", _VERSION), *wanted.items()])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _operation_url(client: WebClient, answer: Answer, root: Element, name: str) -> str:
    """Return where an operation is asked, as the service says; its address where it says a foreign host."""
    for operation in root.iter():
        if local_name(operation.tag) == "Operation" and operation.get("name") == name:
            for each in operation.iter():
                target = urljoin(answer.url, each.get(_HREF) or "")
                if local_name(each.tag) == "Get" and each.get(_HREF) and client.may_ask(target):
                    return target
    return client.address


def _constraints(root: Element) -> dict[str, str]:
    found = {}
    for each in root.iter():
        if local_name(each.tag) == "Constraint" and (name := each.get("name")):
            found[name] = _text(each, "DefaultValue") or _text(each, "Value")
    return found


def _formats(root: Element) -> tuple[str, ...]:
    """Return the formats of GetFeature, or of the whole service."""
    for holder in ("Operation", "OperationsMetadata"):
        for operation in root.iter():
            if local_name(operation.tag) != holder or operation.get("name", "GetFeature") != "GetFeature":
                continue
            for each in operation.iter():
                if local_name(each.tag) == "Parameter" and each.get("name", "").lower() == "outputformat":
                    return _texts(each, "Value")
    return ()


def _layer(element: Element) -> LayerOffer:
    crs = (*_texts(element, "DefaultCRS"), *_texts(element, "OtherCRS"))
    name = _text(element, "Name")
    return LayerOffer(name, _text(element, "Title") or name, crs)


def _texts(element: Element, name: str) -> tuple[str, ...]:
    found = ((each.text or "").strip() for each in element.iter() if local_name(each.tag) == name)
    return tuple(text for text in found if text)


def _text(element: Element, name: str) -> str:
    return next(iter(_texts(element, name)), "")


def _is_geojson(name: str) -> bool:
    bare = name.lower().replace(" ", "")
    return (
        bare in {"application/json", "application/geo+json", "json", "geojson"} or "subtype=geojson" in bare
    )
