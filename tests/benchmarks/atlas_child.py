"""Prints what a sheet of a QGIS Atlas takes: one page per site with a map, a title and four labels, as PDF.

Run by the Python that QGIS belongs to: ``atlas_child.py <sites file> <folder>``. The plainest way in which an
office with QGIS makes such sheets; without tags, contents, sources or tables.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
core: Any = importlib.import_module("qgis.core")
qt: Any = importlib.import_module("qgis.PyQt.QtCore")

_LABELS = (
    'Gemeente [% "GEM_CODES" %]',
    'Bruto [% "HA_BRUTO" %] ha',
    'Netto [% "HA_NETTO" %] ha',
    'Terstond uitgeefbaar [% "HA_TOTTUIT" %] ha',
)  # fmt: skip


def _layout(project: Any, layer: Any) -> Any:  # noqa: ANN401 - QGIS has no types
    layout = core.QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize("A4", core.QgsLayoutItemPage.Portrait)
    drawn = core.QgsLayoutItemMap(layout)
    drawn.attemptSetSceneRect(qt.QRectF(18, 80, 174, 120))
    drawn.setExtent(layer.extent())
    drawn.setAtlasDriven(True)
    drawn.setAtlasScalingMode(core.QgsLayoutItemMap.Auto)
    layout.addLayoutItem(drawn)
    for place, text in enumerate(("[% @atlas_pagename %]", *_LABELS)):
        label = core.QgsLayoutItemLabel(layout)
        label.setText(text)
        label.attemptSetSceneRect(qt.QRectF(18, 20 + 10 * place, 174, 9))
        layout.addLayoutItem(label)
    atlas = layout.atlas()
    atlas.setEnabled(True)
    atlas.setCoverageLayer(layer)
    atlas.setPageNameExpression('"PLAN_NAAM"')
    atlas.setFilenameExpression("'blad_' || @atlas_featurenumber")
    return layout


def main() -> None:
    """Export each sheet as a file, and print milliseconds of wall and of processor per sheet."""
    sites, folder = sys.argv[1:3]
    app = core.QgsApplication([], False)  # noqa: FBT003 - as QGIS has it
    app.initQgis()
    layer = core.QgsVectorLayer(sites, "sites", "ogr")
    project = core.QgsProject.instance()
    project.addMapLayer(layer)
    layout = _layout(project, layer)
    settings = core.QgsLayoutExporter.PdfExportSettings()
    layout.atlas().updateFeatures()
    wall, processor = time.perf_counter(), time.process_time()
    result, fault = core.QgsLayoutExporter.exportToPdfs(
        layout.atlas(), str(Path(folder) / "blad.pdf"), settings
    )
    taken = 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor)
    count = layout.atlas().count()
    files = len(list(Path(folder).glob("*.pdf")))
    sys.stdout.write(
        json.dumps({"count": count, "files": files, "wall_ms": taken[0] / count, "cpu_ms": taken[1] / count})
        + "\n"
    )
    if result != core.QgsLayoutExporter.Success:
        sys.stderr.write(f"{fault}\n")
    sys.stdout.flush()
    # QGIS does not always end in peace; what was measured is out.
    os._exit(0)


if __name__ == "__main__":
    main()
