"""Reads one page of GeoJSON, of a WFS or of OGC API Features."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from drentsportal.errors import DataSourceError
from drentsportal.geodata.fetching.paging import Page, stated_count

if TYPE_CHECKING:
    from drentsportal.geodata.fetching.web_client import Answer

JsonObject = dict[str, Any]


def json_object(answer: Answer, address: str) -> JsonObject:
    """Parse an answer that must be a JSON object. Raises ``DataSourceError`` when it is none, or cut off."""
    try:
        content = json.loads(answer.body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DataSourceError("error.fetch.not_json", address=address) from error
    if not isinstance(content, dict):
        raise DataSourceError("error.fetch.not_json", address=address)
    return content


def read_page(answer: Answer, address: str) -> Page:
    """Read a feature collection. Raises ``DataSourceError`` for anything else."""
    content = json_object(answer, address)
    features = content.get("features")
    if content.get("type") != "FeatureCollection" or not isinstance(features, list):
        found = str(content.get("type") or "JSON")
        raise DataSourceError("error.fetch.no_collection", address=address, found=found[:80])
    if not all(_is_feature(each) for each in features):
        raise DataSourceError("error.fetch.not_json", address=address)
    total = stated_count(content.get("numberMatched"))
    return Page(
        features,
        matched=total if total is not None else stated_count(content.get("totalFeatures")),
        returned=stated_count(content.get("numberReturned")),
        next_url=link_to(content, "next"),
        stated_crs=answer.content_crs or _crs_member(content),
    )


def link_to(content: JsonObject, *relations: str, media_type: str = "") -> str:
    """Return the first link with one of these relations, "" for none; of several, one of the media type."""
    links = content.get("links")
    found = [
        each
        for each in (links if isinstance(links, list) else [])
        if isinstance(each, dict) and each.get("rel") in relations and isinstance(each.get("href"), str)
    ]
    found.sort(key=lambda each: media_type not in str(each.get("type") or ""))
    return str(found[0]["href"]) if found else ""


def _is_feature(each: object) -> bool:
    return (
        isinstance(each, dict)
        and isinstance(each.get("properties") or {}, dict)
        and isinstance(each.get("geometry") or {}, dict)
    )


def _crs_member(content: JsonObject) -> str:
    member = content.get("crs")
    properties = member.get("properties") if isinstance(member, dict) else None
    return str(properties.get("name") or "") if isinstance(properties, dict) else ""
