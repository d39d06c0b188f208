"""MapServer and pygeoapi on loopback, with our own sample parks, as many as the country has."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
import time
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import shapely

from tests.outside_tools import outside_tool
from tests.unit.geodata.conftest import ROOT, geopackage

if TYPE_CHECKING:
    from collections.abc import Iterator

JsonObject = dict[str, Any]

_MAPSERVER: Final = Path("/usr/lib/cgi-bin/mapserv")
_SERVERS: Final = ROOT / ".servers-venv" / "bin" / "python"
_PARKS: Final = 3744
_COLUMNS: Final = ("id", "name", "municipality_code", "gross_ha", "net_ha", "start_year")
_START_SECONDS: Final = 60
_SERVE: Final = """
import sys
from werkzeug.serving import run_simple
from pygeoapi.flask_app import APP
run_simple("127.0.0.1", int(sys.argv[1]), APP, threaded=True)
"""


def sample_parks() -> list[JsonObject]:
    """Return the sample parks again and again under new ids, moved a little, until there are 3,744."""
    content = json.loads((ROOT / "sample_data" / "business_parks.geojson").read_text(encoding="utf-8"))
    given = content["features"]
    return [_park(given[number % len(given)], number) for number in range(_PARKS)]


def _park(feature: JsonObject, number: int) -> JsonObject:
    known = {name: feature["properties"].get(name) for name in _COLUMNS}
    rings = [[[x + number, y] for x, y in ring] for ring in feature["geometry"]["coordinates"]]
    return {
        "type": "Feature",
        "properties": {**known, "id": f"p-{number:04d}", "start_year": 1950 + number % 70},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


@contextmanager
def mapserver(folder: Path, *, with_json: bool, crs: str = "EPSG:28992 EPSG:4326") -> Iterator[str]:
    """Serve the parks as WFS 2.0, 200 a page; gives the address."""
    program = outside_tool(_MAPSERVER)
    parks = sample_parks()
    columns = {name: [each["properties"][name] for each in parks] for name in _COLUMNS}
    shapes = [shapely.to_wkb(shapely.geometry.shape(each["geometry"])) for each in parks]
    data = geopackage(folder / "parks.gpkg", columns, shapes)
    (folder / "mapserver.conf").write_text('CONFIG\nENV\n"MS_MAP_PATTERN" "."\nEND\nEND\n', encoding="utf-8")
    map_file = folder / "parks.map"
    environment = {
        **os.environ,
        "MAPSERVER_CONFIG_FILE": str(folder / "mapserver.conf"),
        "MS_MAPFILE": str(map_file),
        "REQUEST_METHOD": "GET",
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), _gateway(program, environment))
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    formats = "geojson,OGRGML32" if with_json else "OGRGML32"
    filled = {"DATA": str(data), "ADDRESS": address, "CRS": crs, "FORMATS": formats}
    text = _MAP_FILE if with_json else _MAP_FILE.replace(_JSON_FORMAT, "")
    for name, value in filled.items():
        text = text.replace(f"@{name}@", value)
    map_file.write_text(text, encoding="utf-8")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _gateway(program: Path, environment: dict[str, str]) -> type[BaseHTTPRequestHandler]:
    """Make a web server of a CGI program."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {
                **environment,
                "QUERY_STRING": self.path.partition("?")[2],
                "SCRIPT_NAME": "/",
                "SERVER_NAME": "127.0.0.1",
            }
            made = subprocess.run([program], env=asked, capture_output=True, check=False).stdout  # noqa: S603 - a fixed program
            head, _, body = made.partition(b"\r\n\r\n")
            headers = dict(line.split(": ", 1) for line in head.decode().splitlines())
            self.send_response(int(headers.pop("Status", "200").split()[0]))
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def pygeoapi(folder: Path, *, with_rd: bool) -> Iterator[str]:
    """Serve the parks as OGC API Features, at most 250 a page; gives the address."""
    python = outside_tool(_SERVERS)
    # Without a crs member: this provider would repeat it whatever it delivers.
    content = {"type": "FeatureCollection", "features": sample_parks()}
    (folder / "parks.geojson").write_text(json.dumps(content), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    config = folder / "pygeoapi.yml"
    config.write_text(json.dumps(_pygeoapi_config(address, port, folder, with_rd=with_rd)), encoding="utf-8")
    openapi = folder / "openapi.yml"
    environment = {**os.environ, "PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(openapi)}
    made_by = str(python.with_name("pygeoapi"))
    make = [made_by, "openapi", "generate", str(config), "--output-file", str(openapi)]
    subprocess.run(make, env=environment, check=True, capture_output=True)  # noqa: S603 - a fixed program
    with (folder / "pygeoapi.log").open("wb") as log:
        started = subprocess.Popen([python, "-c", _SERVE, str(port)], env=environment, stdout=log, stderr=log)  # noqa: S603 - a fixed program
    try:
        _wait_for(address, started)
        yield address
    finally:
        started.kill()
        started.wait()


def _wait_for(address: str, started: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START_SECONDS
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while started.poll() is None and time.monotonic() < end:
        try:
            with opener.open(f"{address}/conformance?f=json", timeout=5):
                return
        except OSError:
            threading.Event().wait(0.1)
    message = f"pygeoapi does not start at {address}"
    raise RuntimeError(message)


def _pygeoapi_config(address: str, port: int, folder: Path, *, with_rd: bool) -> JsonObject:
    rd = "http://www.opengis.net/def/crs/EPSG/0/28992"
    degrees = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    contact = ("name", "position", "address", "city", "stateorprovince", "postalcode", "country", "phone")
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": address,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "language": "nl-NL",
            "limits": {"default_items": 100, "max_items": 250, "on_exceed": "throttle"},
            "map": {"url": "about:blank", "attribution": ""},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": "Voorbeeld",
                "description": "Voorbeeld",
                "keywords": ["voorbeeld"],
                "keywords_type": "theme",
                "terms_of_service": "-",
                "url": address,
            },
            "license": {"name": "-", "url": address},
            "provider": {"name": "Voorbeeld", "url": address},
            "contact": {
                **dict.fromkeys((*contact, "fax", "hours", "instructions", "role"), "-"),
                "url": address,
            },
        },
        "resources": {
            "parks": {
                "type": "collection",
                "title": "Terreinen",
                "description": "Terreinen",
                "keywords": ["terreinen"],
                "links": [],
                "extents": {"spatial": {"bbox": [3, 50, 8, 54], "crs": degrees}},
                "providers": [
                    {
                        "type": "feature",
                        "name": "GeoJSON",
                        "data": str(folder / "parks.geojson"),
                        "id_field": "id",
                        "storage_crs": rd,
                        "crs": [degrees, rd] if with_rd else [degrees],
                    }
                ],
            }
        },
    }


_JSON_FORMAT: Final = """
  OUTPUTFORMAT
    NAME "geojson"
    DRIVER "OGR/GEOJSON"
    MIMETYPE "application/json; subtype=geojson"
    FORMATOPTION "STORAGE=stream"
    FORMATOPTION "FORM=SIMPLE"
  END"""
_MAP_FILE: Final = (
    """MAP
  NAME "voorbeeld"
  EXTENT 200000 500000 280000 600000
  UNITS METERS
  PROJECTION "init=epsg:28992" END"""
    + _JSON_FORMAT
    + """
  WEB METADATA
    "ows_enable_request" "*"
    "wfs_title" "Voorbeeld"
    "wfs_onlineresource" "@ADDRESS@"
    "wfs_srs" "@CRS@"
  END END
  LAYER
    NAME "parks"
    TYPE POLYGON
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "@DATA@"
    DATA "parks"
    PROJECTION "init=epsg:28992" END
    METADATA
      "wfs_title" "Terreinen"
      "wfs_srs" "@CRS@"
      "gml_include_items" "all"
      "gml_featureid" "id"
      "gml_types" "auto"
      "wfs_getfeature_formatlist" "@FORMATS@"
      "wfs_maxfeatures" "200"
    END
  END
END
"""
)
