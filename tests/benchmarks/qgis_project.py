"""Makes the project with which QGIS shows the two layers of a start of the window.

Run by the Python of QGIS: ``qgis_project.py <parks file> <gemeenten file> <folder> <colour of a park>``. The
layers become GeoPackages with an index, which QGIS draws faster than GeoJSON; nothing else is in the project.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
core: Any = importlib.import_module("qgis.core")

_LINE = "#221E27"
_GROUND = "#FAFAFA"
_ROOM = 1.05


def main() -> None:
    """Write ``layers.gpkg`` and ``project.qgz``."""
    parks, gemeenten, folder, colour = sys.argv[1:5]
    app = core.QgsApplication([], False)  # noqa: FBT003 - as QGIS has it
    app.initQgis()
    project = core.QgsProject.instance()
    ground = _layer(gemeenten, Path(folder) / "gemeenten.gpkg", _GROUND)
    sites = _layer(parks, Path(folder) / "terreinen.gpkg", colour)
    project.setCrs(sites.crs())
    project.addMapLayer(ground)
    project.addMapLayer(sites)
    extent = sites.extent()
    extent.scale(_ROOM)
    project.viewSettings().setDefaultViewExtent(core.QgsReferencedRectangle(extent, sites.crs()))
    is_written = project.write(str(Path(folder) / "project.qgz"))
    sys.stdout.write(f"{sites.featureCount()}\n")
    sys.stdout.flush()
    # QGIS does not always end in peace; what was made is written.
    os._exit(0 if is_written and sites.featureCount() > 0 else 1)


def _layer(source: str, target: Path, colour: str) -> Any:  # noqa: ANN401 - QGIS has no types
    read = core.QgsVectorLayer(source, target.stem, "ogr")
    options = core.QgsVectorFileWriter.SaveVectorOptions()
    core.QgsVectorFileWriter.writeAsVectorFormatV3(
        read, str(target), core.QgsProject.instance().transformContext(), options
    )
    layer = core.QgsVectorLayer(str(target), target.stem, "ogr")
    look = {"color": colour, "outline_color": _LINE, "outline_width": "0.2"}
    layer.renderer().setSymbol(core.QgsFillSymbol.createSimple(look))
    return layer


if __name__ == "__main__":
    main()
