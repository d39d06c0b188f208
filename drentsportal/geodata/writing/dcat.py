"""A description of a data set by DCAT-AP-NL 3: the same statements as JSON-LD and as Turtle.

Addresses of files are relative, so that the description is true wherever the folder is published: a reader
resolves them against the address of the description itself (RFC 3986, section 5).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.services.publication import Publication

_PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "locn": "http://www.w3.org/ns/locn#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "adms": "http://www.w3.org/ns/adms#",
    "prov": "http://www.w3.org/ns/prov#",
}
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority"
_IANA: Final = "http://www.iana.org/assignments/media-types"
_RD_NEW: Final = "http://www.opengis.net/def/crs/EPSG/0/28992"
_CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_SHA256: Final = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


@dataclass(frozen=True, slots=True)
class Distribution:
    """One file of the set; ``format`` is the name in the European list of file types."""

    file_name: str
    title: str
    media_type: str
    format: str
    sha256: str
    byte_size: int
    in_lonlat: bool = False


@dataclass(frozen=True, slots=True)
class DatasetDescription:
    """What is said of the set. ``box`` is west, south, east, north in degrees, ``None`` without geometry."""

    title: str
    description: str
    identifier: str
    keywords: tuple[str, ...]
    issued: str
    period: tuple[str, str] | None
    box: tuple[float, float, float, float] | None
    sources: tuple[str, ...]
    publication: Publication
    distributions: tuple[Distribution, ...]


def json_ld(of: DatasetDescription) -> str:
    """Return the description as JSON-LD."""
    content = {"@context": _PREFIXES, **_dataset(of)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def turtle(of: DatasetDescription) -> str:
    """Return the description as Turtle."""
    prefixes = "".join(f"@prefix {name}: <{address}> .\n" for name, address in _PREFIXES.items())
    dataset = _dataset(of)
    return f"{prefixes}\n{_iri(dataset['@id'])} {_statements(dataset, 1)} .\n"


def _dataset(of: DatasetDescription) -> dict[str, Any]:
    publisher = {"@type": "foaf:Agent", "foaf:name": _dutch(of.publication.publisher)}
    made: dict[str, Any] = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _dutch(of.title),
        "dct:description": _dutch(of.description),
        "dct:identifier": of.identifier,
        "dct:language": {"@id": f"{_AUTHORITY}/language/NLD"},
        "dct:issued": _typed(of.issued, "xsd:date"),
        "dct:modified": _typed(of.issued, "xsd:date"),
        "dct:publisher": publisher,
        "dct:creator": publisher,
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": of.publication.contact,
            "vcard:hasEmail": {"@id": f"mailto:{of.publication.contact_mail}"},
        },
        "dct:accessRights": {"@id": f"{_AUTHORITY}/access-right/PUBLIC"},
        "dct:accrualPeriodicity": {"@id": f"{_AUTHORITY}/frequency/IRREG"},
        "dcat:theme": [
            {"@id": f"{_AUTHORITY}/data-theme/ECON"},
            {"@id": f"{_AUTHORITY}/data-theme/REGI"},
        ],
        "dcat:keyword": [_dutch(each) for each in of.keywords],
        "dct:conformsTo": {"@id": _RD_NEW},
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "http://www.w3.org/2000/01/rdf-schema#label": _dutch("; ".join(of.sources)),
        },
    }
    if of.box is not None:
        made["dct:spatial"] = _spatial(of.box)
    if of.period is not None:
        made["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _partial(of.period[0]),
            "dcat:endDate": _partial(of.period[1]),
        }
    made["dcat:distribution"] = [_distribution(each, of) for each in of.distributions]
    return made


def _distribution(each: Distribution, of: DatasetDescription) -> dict[str, Any]:
    return {
        "@id": f"#{each.file_name}",
        "@type": "dcat:Distribution",
        "dct:title": _dutch(each.title),
        "dcat:accessURL": {"@id": each.file_name},
        "dcat:downloadURL": {"@id": each.file_name},
        "dct:license": {"@id": of.publication.licence_url},
        "dct:format": {"@id": f"{_AUTHORITY}/file-type/{each.format}"},
        "dcat:mediaType": {"@id": f"{_IANA}/{each.media_type}"},
        "dcat:byteSize": _typed(str(each.byte_size), "xsd:nonNegativeInteger"),
        "dct:issued": _typed(of.issued, "xsd:date"),
        "dct:conformsTo": {"@id": _CRS84 if each.in_lonlat else _RD_NEW},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": _SHA256},
            "spdx:checksumValue": _typed(each.sha256, "xsd:hexBinary"),
        },
    }


def _spatial(box: tuple[float, float, float, float]) -> dict[str, Any]:
    west, south, east, north = (round(each, 6) for each in box)
    ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    return {"@type": "dct:Location", "dcat:bbox": _typed(f"POLYGON(({ring}))", "geosparql:wktLiteral")}


def _partial(date: str) -> dict[str, str]:
    return _typed(date, {1: "xsd:gYear", 2: "xsd:gYearMonth"}.get(len(date.split("-")), "xsd:date"))


def _dutch(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "nl"}


def _typed(text: str, kind: str) -> dict[str, str]:
    return {"@value": text, "@type": kind}


# -- Turtle -------------------------------------------------------------------------------------------


def _statements(node: Mapping[str, Any], depth: int) -> str:
    indent = "  " * depth
    lines = []
    for name, value in node.items():
        if name == "@id":
            continue
        verb = "a" if name == "@type" else name if not name.startswith("http") else _iri(name)
        values: Sequence[Any] = value if isinstance(value, list) else [value]
        lines.append(f"{verb} " + ", ".join(_term(name, each, depth) for each in values))
    return f" ;\n{indent}".join(lines)


def _term(verb: str, value: object, depth: int) -> str:
    if isinstance(value, str):
        return value if verb == "@type" else _literal(value)
    if not isinstance(value, dict):
        raise TypeError(value)
    if "@value" in value:
        literal = _literal(value["@value"])
        return f"{literal}@{value['@language']}" if "@language" in value else f"{literal}^^{value['@type']}"
    if set(value) == {"@id"}:
        return _iri(value["@id"])
    inner = _statements(value, depth + 1)
    about = f"dct:identifier {_literal(value['@id'])} ;\n{'  ' * (depth + 1)}" if "@id" in value else ""
    return f"[ {about}{inner} ]"


def _iri(address: str) -> str:
    """Return an address with the characters that Turtle does not allow in it written as percent codes."""
    return "<" + "".join(each if _allowed(each) else f"%{ord(each):02X}" for each in address) + ">"


def _allowed(character: str) -> bool:
    return character > " " and character not in '<>"{}|^`\\'


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
