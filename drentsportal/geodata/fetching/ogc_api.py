"""Reads OGC API Features: the collections, and one of them by its next links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from drentsportal.errors import DataSourceError
from drentsportal.geodata.fetching.geojson_page import json_object, link_to, read_page
from drentsportal.geodata.fetching.server_text import shown
from drentsportal.services.ports.sources import LayerOffer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.geodata.fetching.coordinates import NamedReference
    from drentsportal.geodata.fetching.paging import Page
    from drentsportal.geodata.fetching.web_client import WebClient

JsonObject = dict[str, Any]

_JSON: Final = "application/json"
_GEOJSON: Final = "application/geo+json, application/json"
_DATA: Final = ("data", "http://www.opengis.net/def/rel/ogc/1.0/data")
_CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_PAGE_FEATURES: Final = 1000


@dataclass(frozen=True, slots=True)
class OgcOffer:
    """The collections of a service, and where the items of each are."""

    layers: tuple[LayerOffer, ...]
    items_urls: dict[str, str]
    named: str = ""
    """The collection that the address itself names, "" for none."""


@dataclass(frozen=True, slots=True)
class OgcReading:
    """One collection, as it will be asked for."""

    client: WebClient
    offer: OgcOffer
    layer: LayerOffer
    requested: NamedReference

    def pages(self) -> Iterator[Page]:
        """Follow the next links until there is none, or a page is empty. Raises ``DataSourceError``."""
        wanted = {"limit": str(_PAGE_FEATURES), **self._crs}
        url = _with(self.offer.items_urls[self.layer.name], wanted)
        while url:
            answer = self.client.get(url, _GEOJSON)
            page = read_page(answer, self.client.shown_address)
            yield page
            url = self._next(page, answer.url) if page.features else ""

    @property
    def _crs(self) -> dict[str, str]:
        """The reference system as a parameter; a service with one only need not know the parameter."""
        return {} if self.layer.crs == (_CRS84,) else {"crs": self.requested.name}

    def _next(self, page: Page, url: str) -> str:
        """Return where the next page is; some services forget the reference system in that link."""
        if not page.next_url:
            return ""
        target = _same_scheme(urljoin(url, page.next_url), url)
        asked = {name for name, _ in parse_qsl(urlsplit(target).query)}
        return target if self._crs.keys() <= asked else _with(target, self._crs)


def read_offer(client: WebClient) -> OgcOffer:
    """Ask what there is, from a landing page, the list of collections, or one of them.

    Raises ``DataSourceError`` when this is no such service, or leads to another host.
    """
    answer = client.get(client.address, _JSON)
    content = json_object(answer, client.shown_address)
    if isinstance(content.get("collections"), list):
        return _offer(client, content, answer.url)
    if isinstance(content.get("id"), str) and link_to(content, "items"):
        named = _offer(client, {"collections": [content]}, answer.url)
        return OgcOffer(named.layers, named.items_urls, content["id"])
    target = urljoin(answer.url, link_to(content, *_DATA, media_type=_JSON))
    if not link_to(content, *_DATA):
        raise DataSourceError("error.fetch.no_ogc_api", address=client.shown_address)
    listing = client.get(_same_scheme(target, answer.url), _JSON)
    return _offer(client, json_object(listing, client.shown_address), listing.url)


def count_of(client: WebClient, offer: OgcOffer, name: str) -> int | None:
    """Ask how many features a collection has; ``None`` where the service does not say."""
    answer = client.get(_with(offer.items_urls[name], {"limit": "1"}), _GEOJSON)
    return read_page(answer, client.shown_address).matched


def _offer(client: WebClient, content: JsonObject, url: str) -> OgcOffer:
    found = content.get("collections")
    if not isinstance(found, list):
        raise DataSourceError("error.fetch.no_ogc_api", address=client.shown_address)
    layers, urls = [], {}
    common = _names(content.get("crs"))
    for each in found:
        if not isinstance(each, dict) or not isinstance(each.get("id"), str):
            continue
        if each.get("itemType", "feature") != "feature":
            continue
        name = each["id"]
        systems = tuple(
            dict.fromkeys(
                system
                for listed in _names(each.get("crs")) or (_CRS84,)
                for system in (common if listed == "#/crs" else (listed,))
            )
        )
        layers.append(LayerOffer(name, shown(each.get("title") or name), systems))
        # The list stands at .../collections, also where it was reached by another name.
        own = f"{urlsplit(url).path.rstrip('/').removesuffix('/' + name)}/{quote(name, safe='')}/items"
        urls[name] = _same_scheme(urljoin(url, link_to(each, "items", media_type="geo+json") or own), url)
    return OgcOffer(tuple(layers), urls)


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _same_scheme(target: str, url: str) -> str:
    """Keep to https where a service behind another server names http for the same host."""
    there, here = urlsplit(target), urlsplit(url)
    if (here.scheme, there.scheme) == ("https", "http") and there.netloc == here.netloc:
        return urlunsplit(("https", *there[1:]))
    return target


def _with(address: str, wanted: dict[str, str]) -> str:
    parts = urlsplit(address)
    kept = [each for each in parse_qsl(parts.query, keep_blank_values=True) if each[0] not in wanted]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode([*kept, *wanted.items()]), ""))
