"""Prints what a sheet of a QGIS Atlas takes: one page per site as PDF, bare or with what a desk puts on it.

Run by the Python of QGIS: ``atlas_child.py <sites file> <folder> <bare|usual>``. Bare is a map, a title
and four labels: the plainest way in which an office with QGIS makes sheets. Usual has what Atlas can show
of our page 1: title, table of key figures, map with scale bar, north arrow, legend, overview map, source.
Neither has tags, a source and date per value, what is unknown and whom to ask, a QR code, or a page 2.
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
_FIGURES = ("GEM_CODES", "HA_BRUTO", "HA_NETTO", "HA_TOTTUIT", "WLOC_TYPE", "JAAR")
_NORTH = ":/images/north_arrows/layout_default_north_arrow.svg"


class Sheet:
    """The page of one site, for each site of a layer."""

    def __init__(self, layer: Any) -> None:  # noqa: ANN401 - QGIS has no types
        """Begin with an empty page of A4."""
        project = core.QgsProject.instance()
        project.addMapLayer(layer)
        self.layer, self.layout = layer, core.QgsPrintLayout(project)
        self.layout.initializeDefaults()
        self.layout.pageCollection().page(0).setPageSize("A4", core.QgsLayoutItemPage.Portrait)
        atlas = self.layout.atlas()
        atlas.setEnabled(True)
        atlas.setCoverageLayer(layer)
        atlas.setPageNameExpression('"PLAN_NAAM"')
        atlas.setFilenameExpression("'blad_' || @atlas_featurenumber")

    def bare(self) -> None:
        """Put on it the map, the title and four labels."""
        self._map((18, 80, 174, 120))
        for place, text in enumerate(("[% @atlas_pagename %]", *_LABELS)):
            self._label(text, 20 + 10 * place)

    def usual(self) -> None:
        """Put on it what a desk would."""
        drawn = self._map((18, 96, 174, 110))
        drawn.setFrameEnabled(True)
        self._label(_LABELS[0], 16)
        self._label("[% @atlas_pagename %]", 24, points=22)
        overview = self._placed(core.QgsLayoutItemMap(self.layout), (134, 16, 58, 58))
        overview.setExtent(self.layer.extent())
        overview.overview().setLinkedMap(drawn)
        bar = self._placed(core.QgsLayoutItemScaleBar(self.layout), (140, 196, 50, 10))
        bar.setLinkedMap(drawn)
        bar.applyDefaultSize(core.QgsUnitTypes.DistanceMeters)
        bar.setNumberOfSegmentsLeft(0)
        bar.setSegmentSizeMode(core.QgsScaleBarSettings.SegmentSizeFitWidth)
        bar.setMinimumBarWidth(18)
        bar.setMaximumBarWidth(32)
        arrow = self._placed(core.QgsLayoutItemPicture(self.layout), (182, 98, 8, 10))
        arrow.setPicturePath(_NORTH)
        legend = self._placed(core.QgsLayoutItemLegend(self.layout), (18, 208, 60, 10))
        legend.setLinkedMap(drawn)
        self._figures((18, 78, 174, 16))
        self._label("Bron: IBIS-werklocaties (IPO), 2022", 278, points=7)

    def export(self, folder: str) -> tuple[int, str]:
        """Write a file per site."""
        settings = core.QgsLayoutExporter.PdfExportSettings()
        code, fault = core.QgsLayoutExporter.exportToPdfs(
            self.layout.atlas(), str(Path(folder) / "blad.pdf"), settings
        )
        return code, fault

    def _placed(self, item: Any, place_mm: tuple[float, float, float, float]) -> Any:  # noqa: ANN401 - as above
        item.attemptSetSceneRect(qt.QRectF(*place_mm))
        self.layout.addLayoutItem(item)
        return item

    def _map(self, place_mm: tuple[float, float, float, float]) -> Any:  # noqa: ANN401 - as above
        drawn = self._placed(core.QgsLayoutItemMap(self.layout), place_mm)
        drawn.setExtent(self.layer.extent())
        drawn.setAtlasDriven(True)
        drawn.setAtlasScalingMode(core.QgsLayoutItemMap.Auto)
        return drawn

    def _label(self, text: str, top_mm: float, *, points: float = 0) -> None:
        label = self._placed(core.QgsLayoutItemLabel(self.layout), (18, top_mm, 110, 11))
        label.setText(text)
        if points:
            font = label.font()
            font.setPointSizeF(points)
            label.setFont(font)

    def _figures(self, place_mm: tuple[float, float, float, float]) -> None:
        table = core.QgsLayoutItemAttributeTable.create(self.layout)
        table.setSource(core.QgsLayoutItemAttributeTable.AtlasFeature)
        columns = [core.QgsLayoutTableColumn(name) for name in _FIGURES]
        for column in columns:
            column.setAttribute(column.heading())
        table.setColumns(columns)
        self.layout.addMultiFrame(table)
        frame = core.QgsLayoutFrame(self.layout, table)
        frame.attemptSetSceneRect(qt.QRectF(*place_mm))
        table.addFrame(frame)


def main() -> None:
    """Export each sheet as a file, and print milliseconds of wall and of processor per sheet."""
    sites, folder, kind = sys.argv[1:4]
    app = core.QgsApplication([], False)  # noqa: FBT003 - as QGIS has it
    app.initQgis()
    sheet = Sheet(core.QgsVectorLayer(sites, "Bedrijventerrein", "ogr"))
    (sheet.bare if kind == "bare" else sheet.usual)()
    atlas = sheet.layout.atlas()
    atlas.updateFeatures()
    wall, processor = time.perf_counter(), time.process_time()
    result, fault = sheet.export(folder)
    taken = 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor)
    count = atlas.count()
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
