"""Servers that others wrote: MapServer for WFS 2.0, pygeoapi for OGC API Features, with our own parks."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from drentsportal.domain.merge.data_source import DataSource, DataSourceKind
from drentsportal.domain.projection import Placement, geometries_to_rd, placement
from drentsportal.errors import DataSourceError
from drentsportal.geodata.fetching.fetcher import ServiceFetcher
from drentsportal.services.progress import NoProgress
from tests import outside_tools
from tests.unit.geodata.fetching.conftest import LIMITS, features_of, note_ids
from tests.unit.geodata.fetching.real_servers import mapserver, pygeoapi, sample_parks

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.ports.sources import FetchedFile

RD_M = 0.001
DEGREES_M = 0.5
"""Six decimals of a degree, and the operation of the server, which may know a finer grid than ours."""


def _fetch(address: str, kind: DataSourceKind, folder: Path, **given: Any) -> FetchedFile:  # noqa: ANN401 - as DataSource
    source = DataSource(id="b", title="Parken", kind=kind, address=address, **given)
    (folder / "opgehaald").mkdir(exist_ok=True)
    return ServiceFetcher().fetch(source, folder / "opgehaald", LIMITS, NoProgress())


def _check_all_parks(fetched: FetchedFile, within_m: float) -> None:
    """Every park is there, with its values, at its place."""
    found = {each["properties"]["id"]: each for each in features_of(fetched)}
    parks = {each["properties"]["id"]: each for each in sample_parks()}
    assert fetched.feature_count == len(parks) == 3744
    assert found.keys() == parks.keys()
    for name in ("name", "gross_ha", "start_year"):
        assert {key: each["properties"][name] for key, each in found.items()} == {
            key: each["properties"][name] for key, each in parks.items()
        }
    shapes = _shapes([found[key] for key in parks])
    if fetched.crs == "EPSG:4326":
        assert placement(shapely.bounds(shapes)) is Placement.LONLAT
        shapes = geometries_to_rd(shapes)
    meant = _shapes(list(parks.values()))
    assert float(np.max(shapely.hausdorff_distance(shapes, meant))) < within_m


def _shapes(features: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - an array of geometries
    return np.array([shapely.geometry.shape(each["geometry"]) for each in features])


@pytest.mark.full
@pytest.mark.parametrize("with_json", [True, False], ids=["json", "gml"])
@pytest.mark.parametrize("crs", ["EPSG:28992", "EPSG:4326"])
def test_mapserver(tmp_path: Path, with_json: bool, crs: str) -> None:  # noqa: FBT001 - a parameter
    """All parks over 19 pages, as JSON and as GML, in RD and in degrees with latitude first."""
    with mapserver(tmp_path, with_json=with_json) as address:
        fetched = _fetch(address, DataSourceKind.WFS, tmp_path, layer="parks", crs=crs)
    assert fetched.crs == crs
    assert ("note.fetch.axes_turned" in note_ids(fetched)) is (crs == "EPSG:4326" and not with_json)
    assert "note.fetch.complete" in note_ids(fetched)
    _check_all_parks(fetched, RD_M if crs == "EPSG:28992" else DEGREES_M)


@pytest.mark.full
def test_mapserver_says_what_it_offers(tmp_path: Path) -> None:
    """One layer, RD first, and how many parks there are."""
    with mapserver(tmp_path, with_json=True) as address:
        (layer,) = ServiceFetcher().layers(DataSourceKind.WFS, address, LIMITS, NoProgress())
    assert (layer.name.rpartition(":")[2], layer.title, layer.feature_count) == ("parks", "Terreinen", 3744)
    assert layer.crs[0] == "urn:ogc:def:crs:EPSG::28992"


@pytest.mark.full
def test_mapserver_that_loses_its_data(tmp_path: Path, dutch: Language) -> None:
    """Its own exception report is quoted, and the file of the last time stays."""
    with mapserver(tmp_path, with_json=True) as address:
        good = _fetch(address, DataSourceKind.WFS, tmp_path, layer="parks").path
        before = good.read_bytes()
        (tmp_path / "parks.gpkg").unlink()
        with pytest.raises(DataSourceError) as caught:
            _fetch(address, DataSourceKind.WFS, tmp_path, layer="parks")
    assert good.read_bytes() == before
    assert "laatste goede gegevens" not in dutch.text(caught.value)


@pytest.mark.full
@pytest.mark.parametrize("with_rd", [True, False], ids=["rd", "degrees"])
def test_pygeoapi(tmp_path: Path, with_rd: bool) -> None:  # noqa: FBT001 - a parameter
    """All parks over 15 pages, in RD where it is offered, else in degrees."""
    with pygeoapi(tmp_path, with_rd=with_rd) as address:
        fetched = _fetch(address, DataSourceKind.OGC_API, tmp_path, layer="parks")
    assert fetched.crs == ("EPSG:28992" if with_rd else "EPSG:4326")
    assert note_ids(fetched) == ["note.fetch.complete"]
    _check_all_parks(fetched, RD_M if with_rd else DEGREES_M)


@pytest.mark.full
def test_pygeoapi_says_what_it_offers(tmp_path: Path, dutch: Language) -> None:
    """One collection with its count; limits hold against it as well."""
    with pygeoapi(tmp_path, with_rd=True) as address:
        (layer,) = ServiceFetcher().layers(DataSourceKind.OGC_API, address, LIMITS, NoProgress())
        source = DataSource(id="b", title="Parken", kind=DataSourceKind.OGC_API, address=address)
        with pytest.raises(DataSourceError) as caught:
            ServiceFetcher().fetch(source, tmp_path, replace(LIMITS, pages=3), NoProgress())
    assert (layer.name, layer.title, layer.feature_count) == ("parks", "Terreinen", 3744)
    assert "na 3 pagina's" in dutch.text(caught.value)


def test_an_absent_tool_skips_or_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``make test-full`` fails where a tool is absent; elsewhere the test is counted as skipped."""
    monkeypatch.delenv(outside_tools.REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match="mapserv"):
        outside_tools.outside_tool(tmp_path / "mapserv")
    monkeypatch.setenv(outside_tools.REQUIRED, "required")
    with pytest.raises(pytest.fail.Exception, match="mapserv"):
        outside_tools.outside_tool(tmp_path / "mapserv")
    python = shutil.which("python3")
    assert python
    assert outside_tools.outside_tool(Path(python)) == Path(python)
