"""A finished file appears whole or not at all, and never in the place of what somebody keeps."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pyogrio.errors
import pytest

from drentsportal.errors import InputError, QuestionError, ReportError
from drentsportal.geodata.writing.gdal_file import GdalFile
from drentsportal.geodata.writing.target import Target, is_workspace
from drentsportal.services.ports.exports import SUFFIXES, ExportFormat
from drentsportal.services.progress import CancelledError
from drentsportal.services.site_export import ExportRequest
from tests.unit.geodata.writing.conftest import PUBLICATION, export

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.bootstrap import AppServices

FORMS = [(form, suffix) for form in ExportFormat for suffix in SUFFIXES[form]]


class _StopsAt:
    """A person who stops at the given step."""

    def __init__(self, last: int) -> None:
        self._left = last

    def step(self, _done: int, _total: int, _what: str = "") -> None:
        self._left -= 1
        if self._left < 0:
            raise CancelledError


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
@pytest.mark.parametrize("form", [ExportFormat.GEOPACKAGE, ExportFormat.OPEN_DATA, ExportFormat.XLSX])
def test_who_stops_leaves_nothing(
    sample: AppServices, tmp_path: Path, form: ExportFormat, steps: int
) -> None:
    """At whichever step: no file, no part of one; an older file stays as it was."""
    older = tmp_path / f"uit{SUFFIXES[form][-1]}"
    older.write_bytes(b"ouder")
    request = ExportRequest(form, older, replace=True, publication=PUBLICATION)
    try:
        sample.exporting.run(request, _StopsAt(steps))
    except CancelledError:
        assert older.read_bytes() == b"ouder"
    else:
        assert older.read_bytes() != b"ouder"
    assert list(tmp_path.iterdir()) == [older]


@pytest.mark.parametrize(("form", "suffix"), FORMS)
def test_an_older_file_is_replaced_only_when_asked(
    sample: AppServices, tmp_path: Path, form: ExportFormat, suffix: str
) -> None:
    """The question names the option; a folder with something in it is never touched."""
    path = tmp_path / f"uit{suffix}"
    if suffix:
        path.write_bytes(b"van iemand")
        with pytest.raises(QuestionError) as asked:
            export(sample, form, path, publication=PUBLICATION)
        assert asked.value.option == "--replace"
        assert path.read_bytes() == b"van iemand"
        export(sample, form, path, publication=PUBLICATION, replace=True)
        assert path.read_bytes() != b"van iemand"
    else:
        path.mkdir()
        export(sample, form, path, publication=PUBLICATION)
        assert any(path.iterdir())
        with pytest.raises(InputError):
            export(sample, form, path, publication=PUBLICATION, replace=True)


@pytest.mark.parametrize("form", list(ExportFormat))
def test_a_workspace_is_never_written_over(sample: AppServices, tmp_path: Path, form: ExportFormat) -> None:
    """Also under a name that fits the format, and when replacing was asked for."""
    suffix = SUFFIXES[form][-1]
    path = tmp_path / f"anders{suffix}"
    path.write_bytes(b"SQLite format 3\x00".ljust(68, b"\x00") + b"DRNT" + b"\x00" * 28)
    before = path.read_bytes()
    with pytest.raises(ReportError):
        export(sample, form, path, publication=PUBLICATION, replace=True)
    assert path.read_bytes() == before
    assert is_workspace(tmp_path / "x.DRENTS")


def test_an_open_workspace_is_known_by_identity_and_left_unopened(tmp_path: Path) -> None:
    """Its bytes are not looked at: closing a handle on it would drop its locks."""
    live = tmp_path / "live.db"
    live.write_bytes(b"no header at all")
    link = tmp_path / "uit.gpkg"
    link.hardlink_to(live)
    assert is_workspace(link, [live])
    assert not is_workspace(link)


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    """What was written before the fault goes, and the older file stays."""
    target = tmp_path / "uit.csv"
    target.write_text("ouder", encoding="utf-8")

    def fail(folder: Path) -> None:
        (folder / "uit.csv").write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(ReportError) as told:
        Target(target, replace=True).finish("csv", fail)
    assert told.value.params["reason"].id == "file_reason.full"  # type: ignore[attr-defined] # a message
    assert target.read_text(encoding="utf-8") == "ouder"
    assert list(tmp_path.iterdir()) == [target]


def test_a_companion_of_somebody_else_is_not_replaced_either(sample: AppServices, tmp_path: Path) -> None:
    """The table of origins beside the IBIS table is a file like any other."""
    beside = tmp_path / "ibis_herkomst.csv"
    beside.write_text("van iemand", encoding="utf-8")
    with pytest.raises(QuestionError):
        export(sample, ExportFormat.IBIS, tmp_path / "ibis.csv")
    assert list(tmp_path.iterdir()) == [beside]
    assert beside.read_text(encoding="utf-8") == "van iemand"


def test_gdal_is_never_given_a_file_that_was_there(tmp_path: Path) -> None:
    """The door takes new names only."""
    path = tmp_path / "uit.gpkg"
    path.write_bytes(b"")
    with pytest.raises(FileExistsError):
        GdalFile(path, "GPKG")


def test_the_same_data_make_the_same_archive(sample: AppServices, tmp_path: Path) -> None:
    """Names in an archive are flat, and everything but the GeoPackage is the same byte for byte."""
    contents = []
    for name in ("een.zip", "twee.zip"):
        export(sample, ExportFormat.EXCHANGE, tmp_path / name)
        with zipfile.ZipFile(tmp_path / name) as packed:
            assert all("/" not in each for each in packed.namelist())
            contents.append({each: packed.read(each) for each in packed.namelist()})
    assert contents[0] == contents[1]
    assert (tmp_path / "een.zip").read_bytes() == (tmp_path / "twee.zip").read_bytes()


@pytest.mark.parametrize("suffix", [".gpkg", ".xlsx", ".csv"])
def test_a_folder_that_is_not_there_is_not_made(sample: AppServices, tmp_path: Path, suffix: str) -> None:
    """A slip in the name of a folder is told; no folder appears."""
    form = next(each for each in ExportFormat if SUFFIXES[each] == (suffix,))
    with pytest.raises(InputError) as refused:
        export(sample, form, tmp_path / "nergens" / "x" / f"uit{suffix}")
    assert refused.value.message_id == "error.export.no_folder"
    assert refused.value.params["folder"] == str(tmp_path / "nergens" / "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("said", ["database or disk is full", "failed to write: No space left on device"])
def test_a_full_disk_is_told_in_our_own_words(
    sample: AppServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    """The reason is that of the system; what GDAL says of SQL is in no message."""

    def full(*_args: object, **_named: object) -> None:
        raise pyogrio.errors.DataSourceError(said)

    monkeypatch.setattr("pyogrio.raw.write", full)
    with pytest.raises(ReportError) as refused:
        export(sample, ExportFormat.GEOPACKAGE, tmp_path / "uit.gpkg")
    told = sample.language.text(refused.value.message_id, **refused.value.params)
    assert "de schijf is vol" in told
    assert said not in told
    assert list(tmp_path.iterdir()) == []


def test_what_gdal_says_is_for_the_log(
    sample: AppServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A refusal of another kind names the layer; its English text is kept where it helps."""
    said = "sqlite3_exec(CREATE TABLE) failed"

    def refused_by_gdal(*_args: object, **_named: object) -> None:
        raise pyogrio.errors.DataLayerError(said)

    monkeypatch.setattr("pyogrio.raw.write", refused_by_gdal)
    with pytest.raises(ReportError) as refused:
        export(sample, ExportFormat.GEOPACKAGE, tmp_path / "uit.gpkg")
    assert said not in sample.language.text(refused.value.message_id, **refused.value.params)
    assert said in caplog.text
