"""The GeoPackage: layers, descriptions, styles; and QGIS itself opening it."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pyogrio
import pyogrio.raw
import pytest

from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import PlotStatus, SiteKind
from drentsportal.figures.site_classes import segment_classes
from drentsportal.figures.symbology import Theme, plot_status
from drentsportal.services.ports.exports import ExportFormat
from drentsportal.services.site_browsing import SiteFilter
from tests.unit.geodata.writing.conftest import export

if TYPE_CHECKING:
    from drentsportal.bootstrap import AppServices

QGIS_PYTHON = "/usr/bin/python3"


def layers_of(services: AppServices) -> dict[str, int]:
    """Count, by layer, what the workspace holds; landmarks are parted by what they are drawn as."""
    parts = {"Point": "punten", "LineString": "lijnen", "Polygon": "vlakken"}
    drawn = Counter(
        f"herkenningspunten_{parts[each.geometry_rd.geom_type.removeprefix('Multi')]}"
        for each in services.catalogue.landmarks()
    )
    sites = {"bedrijventerreinen": SiteKind.PARK, "kavels": SiteKind.PLOT, "panden": SiteKind.PREMISES}
    return {
        "gemeenten": len(services.catalogue.municipalities()),
        **drawn,
        **{name: len(services.browsing.find(SiteFilter(kind))) for name, kind in sites.items()},
    }


@pytest.fixture(scope="module")
def exported(sample: AppServices, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write everything once."""
    path = tmp_path_factory.mktemp("gpkg") / "drenthe.gpkg"
    export(sample, ExportFormat.GEOPACKAGE, path)
    return path


def rows_of(path: Path, layer: str) -> list[dict[str, object]]:
    """Read a layer as rows by column name."""
    meta, _, _, data = pyogrio.raw.read(str(path), layer=layer)
    names = [str(each) for each in meta["fields"]]
    return [dict(zip(names, row, strict=True)) for row in zip(*(each.tolist() for each in data), strict=True)]


def test_each_kind_has_its_layer_in_rd(sample: AppServices, exported: Path) -> None:
    """All layers are there with all rows, in EPSG:28992, described to other programs."""
    wanted = layers_of(sample)
    found = {name: pyogrio.read_info(exported, layer=name) for name in wanted}
    assert {name: info["features"] for name, info in found.items()} == wanted
    assert {str(name) for name, _ in pyogrio.list_layers(exported)} == {*wanted, "layer_styles"}
    for info in found.values():
        assert info["crs"] == "EPSG:28992"
        assert info["layer_metadata"]["date"] == "2026-11-20"
        assert info["layer_metadata"]["licence"]
    assert found["kavels"]["dataset_metadata"]["data_version"]


def test_every_value_stands_with_its_source_and_date(sample: AppServices, exported: Path) -> None:
    """One row per site; unknown is empty, and has neither source nor date."""
    for kind, layer in ((SiteKind.PARK, "bedrijventerreinen"), (SiteKind.PLOT, "kavels")):
        for row in rows_of(exported, layer):
            site = sample.catalogue.site(str(row["id"]))
            assert site.kind is kind
            for attribute_id, attribute in site.attributes.items():
                said = (row[attribute_id], row[f"{attribute_id}_bron"], row[f"{attribute_id}_peildatum"])
                if isinstance(attribute, Known):
                    assert said == (attribute.value, attribute.source, attribute.as_of.iso)
                else:
                    assert said[0] is None or said[0] != said[0]
                    assert said[1:] == (None, None)


def test_styles_are_made_of_the_one_symbology(sample: AppServices, exported: Path) -> None:
    """Each layer has one default style; the colours of plots are those of the window and of paper."""
    styles = rows_of(exported, "layer_styles")
    defaults = {str(each["f_table_name"]): each for each in styles if each["useAsDefault"]}
    assert set(defaults) == set(layers_of(sample))
    plots = str(defaults["kavels"]["styleQML"])
    for status in PlotStatus:
        fill = plot_status(status, Theme.PRINT).area.fill or ""
        assert ",".join(str(int(fill[at : at + 2], 16)) for at in (1, 3, 5)) in plots
        assert fill in str(defaults["kavels"]["styleSLD"])
    for each in styles:
        ET.fromstring(str(each["styleSLD"]))  # noqa: S314 - our own file
        ET.fromstring(str(each["styleQML"]).partition("\n")[2])  # noqa: S314 - our own file


def test_segments_never_look_alike() -> None:
    """Many segments differ by colour and pattern together."""
    classes = segment_classes([f"segment_{number}" for number in range(20)], Theme.PRINT)
    looks = {(each.area.fill, each.area.pattern and each.area.pattern.kind) for each in classes}
    assert len(looks) == len(classes) == 21


_IN_QGIS = """
import json, os, sys
from qgis.core import (QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
path, picture, names = sys.argv[1], sys.argv[2], sys.argv[3].split(",")
application = QgsApplication([], False)
application.initQgis()
found, layers = {}, []
for name in names:
    # By default QGIS loads the style that the file names, if it has one.
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    renderer = layer.renderer()
    found[name] = {
        "valid": layer.isValid(), "count": layer.featureCount(), "crs": layer.crs().authid(),
        "renderer": renderer.type(), "title": layer.metadata().title(),
        "labels": [each.label() for each in renderer.legendSymbolItems()],
    }
    layers.insert(0, layer)
settings = QgsMapSettings()
settings.setLayers(layers)
settings.setDestinationCrs(layers[0].crs())
settings.setBackgroundColor(QColor("white"))
settings.setOutputSize(QSize(1200, 900))
settings.setExtent(layers[-1].extent())
job = QgsMapRendererParallelJob(settings)
job.start()
job.waitForFinished()
image = job.renderedImage()
image.save(picture)
seen = {image.pixelColor(x, y).name() for x in range(0, 1200, 2) for y in range(0, 900, 2)}
print(json.dumps({"layers": found, "colours": len(seen)}), flush=True)
# Python frees what QGIS still uses in an order that crashes it; there is nothing left to put away.
os._exit(0)
"""


@pytest.mark.full
def test_qgis_opens_it_with_styles(sample: AppServices, exported: Path, tmp_path: Path) -> None:
    """QGIS itself: every layer valid and whole, with the classes of its style and not one random colour."""
    if not list(Path("/usr/lib/python3/dist-packages").glob("qgis/core/__init__.py")):
        pytest.skip("QGIS is absent: Debian package python3-qgis")
    wanted = layers_of(sample)
    script, picture = tmp_path / "open.py", tmp_path / "kaart.png"
    script.write_text(_IN_QGIS, encoding="utf-8")
    ended = subprocess.run(  # noqa: S603 - our own script
        [QGIS_PYTHON, str(script), str(exported), str(picture), ",".join(wanted)],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    told = json.loads(ended.stdout.splitlines()[-1])
    for name, count in wanted.items():
        layer = told["layers"][name]
        assert (layer["valid"], layer["count"], layer["crs"]) == (True, count, "EPSG:28992"), name
        assert layer["renderer"] == "RuleRenderer", name
        assert layer["title"]
    assert "status onbekend" in told["layers"]["kavels"]["labels"]
    assert "uitgeefbaar onbekend" in told["layers"]["bedrijventerreinen"]["labels"]
    assert told["colours"] > 50
    assert picture.stat().st_size > 10_000
