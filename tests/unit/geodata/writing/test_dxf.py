"""Plots as a drawing: read back, the boundaries are those of the plots to the last digit."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
import shapely
from ezdxf.bbox import extents
from ezdxf.entities.lwpolyline import LWPolyline
from ezdxf.entities.text import Text
from ezdxf.filemanagement import new, readfile
from ezdxf.math import Vec2
from ezdxf.units import M

from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.geodata.writing import dxf
from drentsportal.geodata.writing.dxf_entities import EntityText
from drentsportal.services.ports.exports import ExportFormat
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from drentsportal.services.site_browsing import SiteFilter
from tests.unit.geodata.conftest import MAPPINGS
from tests.unit.geodata.writing.conftest import SAMPLE, export

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.bootstrap import AppServices


PLOTS, LABELS, ADJOINING = "KAVELGRENS", "KAVELTEKST", "AANGRENZENDE_KAVELS"
PARKS, NOTES = "TERREINGRENS", "TOELICHTING"


def rings(path: Path, layer: str) -> list[shapely.Polygon]:
    """Read the closed lines of a layer as polygons."""
    drawing = readfile(path)
    drawn = drawing.modelspace().query(f'LWPOLYLINE[layer=="{layer}"]')
    found = [each for each in drawn if isinstance(each, LWPolyline)]
    assert all(each.closed for each in found)
    return [shapely.Polygon([(x, y) for x, y, *_ in each.get_points()]) for each in found]


def texts(path: Path, layer: str) -> list[str]:
    """Read the words of a layer."""
    drawn = readfile(path).modelspace().query(f'TEXT[layer=="{layer}"]')
    return [each.plain_text() for each in drawn if isinstance(each, Text)]


def test_a_plot_is_drawn_in_metres_of_rd(sample: AppServices, tmp_path: Path) -> None:
    """Units, boundary, label, neighbours, the park around it, and a text that names the system."""
    path = tmp_path / "kavel.dxf"
    export(sample, ExportFormat.DXF, path, site_ids=("vb-002-A2",))
    drawing = readfile(path)
    assert drawing.header["$INSUNITS"] == M
    assert not drawing.audit().has_errors
    plot = sample.catalogue.site("vb-002-A2")
    (drawn,) = rings(path, PLOTS)
    assert shapely.to_wkb(drawn) == shapely.to_wkb(plot.geometry_rd)
    assert texts(path, LABELS) == ["A2", "27.667 m²"]
    neighbours = rings(path, ADJOINING)
    assert {shapely.to_wkb(each) for each in neighbours} >= {
        shapely.to_wkb(sample.catalogue.site(each).geometry_rd) for each in ("vb-002-A1", "vb-002-A3")
    }
    assert plot.geometry_rd is not None
    assert all(each.distance(plot.geometry_rd) <= 0.5 for each in neighbours)
    (park,) = rings(path, PARKS)
    assert shapely.to_wkb(park) == shapely.to_wkb(sample.catalogue.site("vb-002").geometry_rd)
    notes = "\n".join(texts(path, NOTES))
    assert "EPSG:28992" in notes
    assert SAMPLE in notes
    assert "2026-11-01" in notes


@pytest.mark.parametrize("site_ids", [("vb-002-A2",), ("vb-002",), None])
def test_a_program_opens_on_what_is_drawn(
    sample: AppServices, tmp_path: Path, site_ids: tuple[str, ...] | None
) -> None:
    """Extents and limits hold every boundary and text, and the first view shows all of it and little else."""
    path = tmp_path / "kavel.dxf"
    export(sample, ExportFormat.DXF, path, site_ids=site_ids)
    drawing = readfile(path)
    drawn = extents(drawing.modelspace(), fast=True)
    low, high = drawn.extmin.vec2, drawn.extmax.vec2
    box = shapely.box(*low, *high)
    for found in (
        (drawing.header["$EXTMIN"], drawing.header["$EXTMAX"]),
        (drawing.header["$LIMMIN"], drawing.header["$LIMMAX"]),
        (drawing.modelspace().dxf.extmin, drawing.modelspace().dxf.extmax),
        (drawing.modelspace().dxf.limmin, drawing.modelspace().dxf.limmax),
    ):
        told = shapely.box(*Vec2(found[0]), *Vec2(found[1]))
        assert told.contains(box)
        assert told.area < box.area * 1.5
    (view,) = drawing.viewports.get_config("*Active")
    half_high = view.dxf.height / 2
    half_wide = half_high * view.dxf.aspect_ratio
    x, y, *_ = view.dxf.center
    seen = shapely.box(x - half_wide, y - half_high, x + half_wide, y + half_high)
    assert seen.contains(told)
    width, height = told.bounds[2] - told.bounds[0], told.bounds[3] - told.bounds[1]
    assert view.dxf.height <= 1.1 * max(height, width / view.dxf.aspect_ratio)
    assert not drawing.audit().has_errors


def test_a_drawing_of_nothing_is_still_one(tmp_path: Path) -> None:
    """Nothing drawn, nowhere to look: what the library proposes stays."""
    drawing, stream = new("R2010"), StringIO()
    before, after = EntityText(drawing, stream).frame()
    path = tmp_path / "leeg.dxf"
    path.write_text(before + after, encoding="utf-8")
    assert not readfile(path).audit().has_errors


@pytest.mark.parametrize(
    ("code", "layers", "area", "words"),
    [
        (
            "en",
            [
                "PLOT_BOUNDARY",
                "PLOT_BOUNDARY_CUT_OUT",
                "PLOT_TEXT",
                "ADJOINING_PLOTS",
                "PARK_BOUNDARY",
                "NOTES",
            ],
            "27,667 m²",
            ["Coordinates: RD New (EPSG:28992), in metres", "Source: ", "No rights can be derived"],
        ),
        (
            "de",
            [
                "GRUNDSTUECKSGRENZE",
                "GRUNDSTUECKSGRENZE_AUSGESPART",
                "GRUNDSTUECKSTEXT",
                "ANGRENZENDE_GRUNDSTUECKE",
                "GEBIETSGRENZE",
                "ERLAEUTERUNG",
            ],
            "27.667 m²",
            ["Koordinaten: RD New (EPSG:28992), in Metern", "Quelle: ", "lassen sich keine Rechte ableiten"],
        ),
    ],
)
def test_a_drawing_for_somebody_else_is_in_their_language(
    sample: AppServices, tmp_path: Path, code: str, layers: list[str], area: str, words: list[str]
) -> None:
    """Layers and notes too: a draughtsman abroad reads no Dutch. The shapes are the same."""
    path = tmp_path / "kavel.dxf"
    export(sample, ExportFormat.DXF, path, site_ids=("vb-002-A2",), language_code=code)
    drawing = readfile(path)
    assert not drawing.audit().has_errors
    assert [each.dxf.name for each in drawing.layers][-len(layers) :] == layers
    assert {each.dxf.layer for each in drawing.modelspace()} <= set(layers)
    assert texts(path, layers[2]) == ["A2", area]
    (drawn,) = rings(path, layers[0])
    assert shapely.to_wkb(drawn) == shapely.to_wkb(sample.catalogue.site("vb-002-A2").geometry_rd)
    notes = "\n".join(texts(path, layers[5]))
    assert all(each in notes for each in words)


def test_a_park_brings_its_plots(sample: AppServices, tmp_path: Path) -> None:
    """Naming the park draws all plots in it."""
    path = tmp_path / "terrein.dxf"
    export(sample, ExportFormat.DXF, path, site_ids=("vb-002",))
    wanted = {shapely.to_wkb(each.geometry_rd) for each in sample.catalogue.plots_of("vb-002")}
    assert {shapely.to_wkb(each) for each in rings(path, PLOTS)} == wanted


def test_only_plots_are_drawn(sample: AppServices, tmp_path: Path) -> None:
    """Another kind is refused before anything is written."""
    with pytest.raises(InputError) as refused:
        export(sample, ExportFormat.DXF, tmp_path / "x.dxf", kinds=(SiteKind.PARK,))
    assert refused.value.message_id == "error.export.kind"
    assert list(tmp_path.iterdir()) == []


def test_all_plots_are_there(sample: AppServices, tmp_path: Path) -> None:
    """One boundary per plot, holes on a layer of their own."""
    path = tmp_path / "alle.dxf"
    export(sample, ExportFormat.DXF, path)
    assert len(rings(path, PLOTS)) == len(sample.browsing.find(SiteFilter(SiteKind.PLOT)))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\nb\tc", "a b c"),
        ("%%c", "%\u200b%c"),
        ("^J", "^ J"),
        ("\\U+0041", "\\\u200bU+0041"),
        ("x\x07y", "xy"),
    ],
)
def test_codes_of_cad_read_as_themselves(text: str, written: str) -> None:
    """Nothing in a name is a code, and a name is one line."""
    assert dxf.plain(text) == written


def test_our_own_reader_takes_the_drawing_in(sample: AppServices, tmp_path: Path) -> None:
    """The layer of plots comes in again: as many, every boundary to the last digit, the name as label."""
    path = tmp_path / "terrein.dxf"
    export(sample, ExportFormat.DXF, path, site_ids=("vb-002",))
    options = ImportOptions(
        layer=PLOTS, crs="EPSG:28992", mapping="dxf_plots", as_of=PartialDate(2026, 11, 1)
    )
    delivery, report = GeoSiteReader(MAPPINGS).read(path, options, NoProgress())
    plots = sample.catalogue.plots_of("vb-002")
    assert (report.site_count, report.count(RowOutcome.REFUSED)) == (len(plots), 0)
    read = dict(
        zip(
            [str(each).split(" / ", maxsplit=1)[0] for each in delivery.batches[0].columns["name"]],
            delivery.batches[0].geometries_wkb,
            strict=True,
        )
    )
    assert read == {each.name: shapely.to_wkb(each.geometry_rd) for each in plots}
