"""Plots from a DXF drawing: layers, units, arcs, open lines, and the text that names a plot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import shapely

from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.file_kinds import SourceFormat
from tests.unit.geodata.conftest import column, issues_of, refused_rows
from tests.unit.geodata.small_files import good_file, new_drawing

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.merge.delivery import Delivery, ImportReport
    from tests.unit.geodata.conftest import ReadFile

X, Y = 255000.0, 533000.0
BOX = [(X, Y), (X + 100, Y), (X + 100, Y + 100), (X, Y + 100)]


def _read(read: ReadFile, path: Path, **options: Any) -> tuple[Delivery, ImportReport]:  # noqa: ANN401 - as ImportOptions
    return read(path, **{"crs": "EPSG:28992", "as_of": PartialDate(2026)} | options)


def _areas(delivery: Delivery) -> list[float]:
    return [shapely.from_wkb(each or b"").area for each in delivery.batches[0].geometries_wkb]


def test_closed_polylines_become_plots_with_their_text(read: ReadFile, tmp_path: Path) -> None:
    """Closed polylines become plots; the text inside is the name, the handle part of the id."""
    delivery, report = _read(read, good_file(SourceFormat.DRAWING, tmp_path, 3))
    assert column(delivery, "name") == ["Kavel 0", "Kavel 1", "Kavel 2"]
    assert _areas(delivery) == [10000, 10000, 10000]
    assert report.issues == ()
    assert all(each.startswith("dxf-goed-") for each in delivery.batches[0].site_ids)


def test_a_drawing_knows_no_reference_system(read: ReadFile, tmp_path: Path) -> None:
    """The reference system is always asked."""
    with pytest.raises(QuestionError) as caught:
        read(good_file(SourceFormat.DRAWING, tmp_path), as_of=PartialDate(2026))
    assert (caught.value.option, caught.value.choices) == ("--crs", ("EPSG:28992",))


@pytest.mark.parametrize("units", [0, 1, 4, 14])
def test_a_unit_that_is_not_metres_is_asked(read: ReadFile, tmp_path: Path, units: int) -> None:
    """A header that does not say metres is a question, and the answer is told."""
    document = new_drawing(units)
    document.modelspace().add_lwpolyline([(x * 1000, y * 1000) for x, y in BOX], close=True)
    document.saveas(path := tmp_path / "a.dxf")
    with pytest.raises(QuestionError) as caught:
        _read(read, path)
    assert caught.value.choices == ("drawing_in_m", "drawing_in_mm")
    delivery, report = _read(read, path, accepted=["drawing_in_mm"])
    assert _areas(delivery) == [10000]
    assert ("note.drawing_unit" in {each.id for each in report.notes}) == (units != 4)
    with pytest.raises(DataSourceError) as wrong:
        _read(read, path, accepted=["drawing_in_m"])
    assert wrong.value.message_id == "error.import.outside_netherlands"


def test_several_layers_with_closed_shapes_are_asked(read: ReadFile, tmp_path: Path) -> None:
    """Only layers with closed shapes are offered."""
    document = new_drawing()
    space = document.modelspace()
    for layer in ("KAVELS", "GEBOUWEN"):
        space.add_lwpolyline(BOX, close=True, dxfattribs={"layer": layer})
    space.add_lwpolyline(BOX, dxfattribs={"layer": "WEG"})
    document.saveas(path := tmp_path / "a.dxf")
    with pytest.raises(QuestionError) as caught:
        _read(read, path)
    assert (caught.value.option, caught.value.choices) == ("--layer", ("GEBOUWEN", "KAVELS"))
    _, report = _read(read, path, layer="KAVELS")
    assert report.site_count == 1
    with pytest.raises(QuestionError) as caught:
        _read(read, path, layer="WATER")
    assert caught.value.message_id == "error.import.no_such_layer"


def test_open_polylines_are_listed_by_row_with_their_handle(read: ReadFile, tmp_path: Path) -> None:
    """An open line is no plot, also on request; one that ends where it began is closed."""
    document = new_drawing()
    space = document.modelspace()
    space.add_lwpolyline([*BOX, BOX[0]])
    line = space.add_lwpolyline(BOX)
    space.add_polyline3d([(*corner, 0) for corner in BOX[:2]])
    document.saveas(path := tmp_path / "a.dxf")
    _, report = _read(read, path)
    assert refused_rows(report) == [2, 3]
    assert issues_of(report, "issue.geometry_line")[0] == (2, "refused", "")
    issue = next(each for each in report.issues if each.row == 2)
    assert issue.site_id == f"dxf-a-{line.dxf.handle}"
    _, report = _read(read, path, accepted=["repair_geometry"])
    assert refused_rows(report) == [2, 3]


def test_arcs_are_listed_and_straightened_only_on_request(read: ReadFile, tmp_path: Path) -> None:
    """A bulge in a polyline, and an arc in the edge of a hatch, are arcs."""
    document = new_drawing()
    space = document.modelspace()
    space.add_lwpolyline([(X, Y, 1.0), (X + 100, Y, 1.0)], format="xyb", close=True)
    edges = space.add_hatch().paths.add_edge_path()
    edges.add_arc((X + 500, Y), radius=50, start_angle=0, end_angle=360)
    document.saveas(path := tmp_path / "a.dxf")
    _, report = _read(read, path)
    assert refused_rows(report) == [1, 2]
    assert len(issues_of(report, "issue.geometry_curved")) == 2
    delivery, report = _read(read, path, accepted=["repair_geometry"])
    assert _areas(delivery) == pytest.approx([3.14159 * 50**2] * 2, rel=0.001)
    assert len(issues_of(report, "issue.geometry_repaired")) == 2


def test_a_hatch_with_an_island_has_a_hole(read: ReadFile, tmp_path: Path) -> None:
    """The outline inside another is a hole."""
    document = new_drawing()
    hatch = document.modelspace().add_hatch()
    hatch.paths.add_polyline_path(BOX, is_closed=True)
    inner = [(X + 40, Y + 40), (X + 60, Y + 40), (X + 60, Y + 60), (X + 40, Y + 60)]
    hatch.paths.add_polyline_path(inner, is_closed=True, flags=0)
    document.saveas(path := tmp_path / "a.dxf")
    delivery, _ = _read(read, path)
    assert _areas(delivery) == [9600]


def test_heights_and_bow_ties_are_listed_like_everywhere(read: ReadFile, tmp_path: Path) -> None:
    """A polyline with heights and one that crosses itself are refused by row."""
    document = new_drawing()
    space = document.modelspace()
    space.add_polyline3d([(*corner, 12.5) for corner in BOX], close=True)
    space.add_lwpolyline([BOX[0], BOX[2], BOX[1], BOX[3]], close=True)
    document.saveas(path := tmp_path / "a.dxf")
    _, report = _read(read, path)
    assert issues_of(report, "issue.geometry_3d") == [(1, "refused", "")]
    assert issues_of(report, "issue.geometry_invalid") == [(2, "refused", "")]


def test_names_inside_beside_and_absent(read: ReadFile, tmp_path: Path) -> None:
    """Several texts are joined, a near one is taken and told, a far one is nobody's."""
    document = new_drawing()
    space = document.modelspace()
    for step in range(3):
        space.add_lwpolyline([(x + 300 * step, y) for x, y in BOX], close=True)
    space.add_mtext("Kavel\\P12", dxfattribs={"insert": (X + 10, Y + 80)})
    space.add_text("1.000 m2", dxfattribs={"insert": (X + 10, Y + 20)})
    space.add_text("Kavel 13", dxfattribs={"insert": (X + 405, Y + 50)})
    space.add_text("Noordpijl", dxfattribs={"insert": (X + 650, Y + 300)})
    document.saveas(path := tmp_path / "a.dxf")
    delivery, report = _read(read, path)
    assert column(delivery, "name") == ["Kavel 12 / 1.000 m2", "Kavel 13", None]
    assert issues_of(report, "issue.label_several") == [(1, "flagged", "label")]
    assert issues_of(report, "issue.label_near") == [(2, "flagged", "label")]


def test_blocks_are_told(read: ReadFile, tmp_path: Path) -> None:
    """What stands inside a block is not read, and that is told."""
    document = new_drawing()
    document.blocks.new("HUIS").add_lwpolyline(BOX, close=True)
    document.modelspace().add_lwpolyline(BOX, close=True)
    document.modelspace().add_blockref("HUIS", (0, 0))
    document.saveas(path := tmp_path / "a.dxf")
    _, report = _read(read, path)
    assert report.feature_count == 1
    assert [each.named for each in report.notes if each.id == "note.drawing_blocks"] == [{"blocks": 1}]


def test_a_drawing_without_shapes_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """A drawing of lines and texts only is refused."""
    document = new_drawing()
    document.modelspace().add_line((X, Y), (X + 1, Y))
    document.saveas(path := tmp_path / "a.dxf")
    with pytest.raises(DataSourceError) as caught:
        _read(read, path)
    assert caught.value.message_id == "error.import.no_shapes"


def test_a_binary_drawing_is_read(read: ReadFile, tmp_path: Path) -> None:
    """A drawing in the binary form of DXF is read like one in text."""
    document = new_drawing()
    document.modelspace().add_lwpolyline(BOX, close=True)
    document.saveas(path := tmp_path / "a.dxf", fmt="bin")
    delivery, _ = _read(read, path)
    assert _areas(delivery) == [10000]
