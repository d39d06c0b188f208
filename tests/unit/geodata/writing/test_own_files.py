"""Every export of ours is known when it comes back: the same sites, the same values, and what changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.domain.merge.merge_answers import MergeAnswer, MergeAnswers
from drentsportal.domain.merge.merge_columns import same_shapes
from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError
from drentsportal.geodata.own_files import without_label
from drentsportal.geodata.writing.fields import as_objects
from drentsportal.geodata.writing.geopackage import LAYER_NAMES
from drentsportal.services.import_together import look_together, store_together
from drentsportal.services.ports.exports import SUFFIXES, ExportFormat
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import CancelledError, NoProgress
from tests.unit.geodata.writing.conftest import export, sites_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.merge.delivery import ImportReport
    from drentsportal.domain.sites.site import Site
    from tests.unit.geodata.writing.conftest import OpenEmpty

FORMS = (
    ExportFormat.GEOPACKAGE,
    ExportFormat.GEOJSON,
    ExportFormat.FLATGEOBUF,
    ExportFormat.CSV_EXCHANGE,
    ExportFormat.XLSX,
)
WITHOUT_SHAPES = {ExportFormat.CSV_EXCHANGE, ExportFormat.XLSX}
TAKE = MergeAnswers(on_conflict=MergeAnswer.TAKE)


def written(services: AppServices, form: ExportFormat, folder: Path, **asked: object) -> Path:
    """Export sites and return the file."""
    path = folder / f"uit{SUFFIXES[form][0]}"
    export(services, form, path, **asked)
    return path


def imported(
    services: AppServices, path: Path, answers: MergeAnswers | None = None, **options: object
) -> ImportReport:
    """Import a file of which every row must be taken, and word every note."""
    report = services.imports.run(path, ImportOptions(**options), NoProgress(), answers)  # type: ignore[arg-type] # its fields
    for note in report.notes:
        services.language.text(note)
    assert report.count(RowOutcome.REFUSED) == 0, [each.message for each in report.issues]
    return report


def assert_equal_values(before: Mapping[str, Site], after: Mapping[str, Site], *, shapes: bool) -> None:
    """Compare every value of every site, and shapes to what rounding of degrees does."""
    assert sorted(before) == sorted(after)
    for site_id, site in before.items():
        for spec in attributes_of(site.kind):
            assert after[site_id].value(spec.id) == site.value(spec.id), (site_id, spec.id)
    if shapes:
        drawn = [each for each in before if before[each].geometry_rd is not None]
        pairs = [as_objects([each[name].geometry_rd for name in drawn]) for each in (before, after)]
        assert same_shapes(*pairs).all()


@pytest.mark.parametrize("form", FORMS)
def test_every_value_comes_back_into_an_empty_workspace(
    sample: AppServices,
    sample_sites: Mapping[str, Site],
    empty: OpenEmpty,
    tmp_path: Path,
    form: ExportFormat,
) -> None:
    """Parks, plots and premises: ids and values are equal, nothing had to be answered but the layer."""
    path = written(sample, form, tmp_path, kinds=tuple(SiteKind))
    second = empty("tweede")
    layers = LAYER_NAMES.values() if form is ExportFormat.GEOPACKAGE else (None,)
    for layer in layers:
        report = imported(second, path, layer=layer)
        assert "note.own_file" in [each.id for each in report.notes]
    assert_equal_values(sample_sites, sites_of(second), shapes=form not in WITHOUT_SHAPES)


@pytest.mark.parametrize("kind", list(SiteKind))
@pytest.mark.parametrize("form", [ExportFormat.FLATGEOBUF, ExportFormat.CSV_EXCHANGE])
def test_one_kind_alone_is_known_too(
    sample: AppServices,
    sample_sites: Mapping[str, Site],
    empty: OpenEmpty,
    tmp_path: Path,
    form: ExportFormat,
    kind: SiteKind,
) -> None:
    """A file of one kind has no column that names it; its attributes do."""
    second = empty("tweede")
    report = imported(second, written(sample, form, tmp_path, kinds=(kind,)), layer=_layer(form, kind))
    assert report.kind == kind.value
    before = {each: site for each, site in sample_sites.items() if site.kind is kind}
    assert_equal_values(before, sites_of(second), shapes=form not in WITHOUT_SHAPES)


def _layer(form: ExportFormat, kind: SiteKind) -> str | None:
    return LAYER_NAMES[kind] if form is ExportFormat.GEOPACKAGE else None


@pytest.mark.parametrize("form", FORMS)
def test_an_export_that_nobody_changed_changes_nothing(
    sample: AppServices, empty: OpenEmpty, tmp_path: Path, form: ExportFormat
) -> None:
    """Sent back as it went out: nothing is stored, and every value keeps its source and its date."""
    first = empty("eerst")
    imported(
        first, written(sample, ExportFormat.GEOJSON, tmp_path), source="Gemeente", as_of=_date("2026-01")
    )
    path = written(first, form, tmp_path, kinds=(SiteKind.PARK,), replace=True)
    version = first.catalogue.data_version()
    with pytest.raises(InputError) as refused:
        imported(first, path, layer=_layer(form, SiteKind.PARK), as_of=_date("2026-11-20"))
    assert refused.value.message_id == "error.import.nothing_new"
    assert first.catalogue.data_version() == version


def _date(text: str) -> PartialDate:
    return PartialDate.parse(text)


def test_only_what_was_changed_is_said_anew(sample: AppServices, empty: OpenEmpty, tmp_path: Path) -> None:
    """A figure changed in the file comes under the file's source and date; its neighbours keep theirs."""
    first = empty("eerst")
    imported(first, written(sample, ExportFormat.GEOJSON, tmp_path), source="Provincie", as_of=_date("2024"))
    path = written(first, ExportFormat.GEOJSON, tmp_path, replace=True)
    content = json.loads(path.read_text(encoding="utf-8"))
    row = next(each["properties"] for each in content["features"] if each["properties"]["gross_ha"])
    row["gross_ha"] += 1
    path.write_text(json.dumps(content), encoding="utf-8")
    before = first.catalogue.site(row["id"])
    imported(first, path, TAKE, source="Gemeente Emmen", as_of=_date("2026-11-20"))
    after = first.catalogue.site(row["id"])
    assert after.attribute("gross_ha") == Known(row["gross_ha"], "Gemeente Emmen", _date("2026-11-20"))
    assert after.attribute("net_ha") == before.attribute("net_ha")
    assert after.attribute("name") == before.attribute("name")
    others = [each for each in sites_of(first).values() if each.id != row["id"]]
    assert all("Gemeente Emmen" not in str(each) for each in others)


def test_a_workbook_that_was_worked_on_is_read_by_its_words(
    sample: AppServices, empty: OpenEmpty, tmp_path: Path
) -> None:
    """Saved by another program, with a changed word and a new column: known by the hidden sheet."""
    first = empty("eerst")
    imported(first, written(sample, ExportFormat.GEOJSON, tmp_path), source="Provincie", as_of=_date("2024"))
    path = written(first, ExportFormat.XLSX, tmp_path)
    book = openpyxl.load_workbook(path)
    assert book["drentsportal"].sheet_state == "hidden"
    sheet = book.worksheets[0]
    column = next(at for at, each in enumerate(sheet[1]) if str(each.value).endswith("(broadband)"))
    cell = sheet[2][column]
    cell.value = "Nee" if cell.value == "ja" else "Ja"
    sheet.cell(1, sheet.max_column + 1).value = "Opmerking"
    book.save(path)
    site_id = str(sheet.cell(2, 1).value)
    before = first.catalogue.site(site_id).value("broadband")
    imported(first, path, TAKE, source="Gemeente", as_of=_date("2026-11-20"))
    known = first.catalogue.site(site_id).attribute("broadband")
    assert known == Known(not before, "Gemeente", _date("2026-11-20"))


def test_a_row_without_a_kind_is_refused_by_row(
    sample: AppServices, empty: OpenEmpty, tmp_path: Path
) -> None:
    """Nothing is guessed: the row is listed under its number in the file, all others are taken."""
    path = written(sample, ExportFormat.GEOJSON, tmp_path, kinds=tuple(SiteKind))
    content = json.loads(path.read_text(encoding="utf-8"))
    content["features"][80]["properties"]["soort"] = "loods"
    path.write_text(json.dumps(content), encoding="utf-8")
    second = empty("tweede")
    report = second.imports.run(path, ImportOptions(), NoProgress())
    refused = {each.row: each.message.id for each in report.issues if each.outcome is RowOutcome.REFUSED}
    assert refused == {81: "issue.kind_of_row"}
    assert len(sites_of(second)) == len(content["features"]) - 1


def test_reading_a_geopackage_leaves_nothing_beside_it(
    sample: AppServices, empty: OpenEmpty, tmp_path: Path
) -> None:
    """The metadata in it stays in it."""
    folder = tmp_path / "ontvangen"
    folder.mkdir()
    path = written(sample, ExportFormat.GEOPACKAGE, folder, kinds=(SiteKind.PARK,), site_ids=("vb-001",))
    imported(empty("tweede"), path)
    assert list(folder.iterdir()) == [path]


def test_an_exchange_that_cannot_be_stored_whole_is_taken_back(
    sample: AppServices, empty: OpenEmpty, tmp_path: Path
) -> None:
    """The person stops while the second file is stored: the first is not in use either."""
    folder = tmp_path / "uit"
    export(sample, ExportFormat.EXCHANGE, folder)
    second = empty("tweede")
    paths = sorted(folder.glob("*-parks-*")) + sorted(folder.glob("*-plots-*"))
    reviews = look_together(second.imports, paths, ImportOptions(), NoProgress())
    with pytest.raises(CancelledError):
        store_together(second.imports, reviews, ImportOptions(), _StopsAtStep(3))
    assert sites_of(second) == {}
    stored = store_together(
        second.imports,
        look_together(second.imports, paths, ImportOptions(), NoProgress()),
        ImportOptions(),
        NoProgress(),
    )
    assert len(stored) == 2
    assert {each.kind for each in sites_of(second).values()} == {SiteKind.PARK, SiteKind.PLOT}


class _StopsAtStep:
    """A person who stops at the given step."""

    def __init__(self, last: int) -> None:
        self._left = last

    def step(self, _done: int, _total: int, _what: str = "") -> None:
        """Count down to the stop."""
        self._left -= 1
        if self._left < 0:
            raise CancelledError


def test_only_our_own_first_line_is_left_out() -> None:
    """As it was written, as Excel saves it anew, and a remark of somebody else's."""
    assert without_label("# uitleg\nid,kind,name\n") == "id,kind,name\n"
    assert without_label('"# uitleg";;\r\nid;kind;name\r\n') == "id;kind;name\r\n"
    assert without_label("# uitleg\nnaam,ha\n") == "# uitleg\nnaam,ha\n"
