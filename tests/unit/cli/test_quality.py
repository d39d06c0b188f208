"""``quality`` and ``chase`` on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from drentsportal.paths import sample_data_dir

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    """Give a command line on the sample data."""
    cli.import_samples()
    return cli


def test_quality_is_told_as_tables_and_as_data(filled: CommandLine) -> None:
    """Twelve gemeenten, totals with their source, and exit code 0 whatever is found."""
    told = filled("quality")
    assert told.code == 0
    assert all(
        name in told.out for name in ("Emmen", "Westerveld", "Bruto bedrijventerrein", "circa 2.600 ha")
    )
    data = filled("quality", "--json").data
    codes = [each["municipality_code"] for each in data["municipalities"]]
    assert len(codes) == 13
    assert codes[-1] is None
    gross = next(each for each in data["totals"] if each["id"] == "gross_ha")
    assert gross["known"] == 2600
    assert gross["source"].endswith("bijlage 1, paragraaf 2.2.1")
    assert data["findings"] == []


def test_quality_of_one_gemeente(filled: CommandLine) -> None:
    """Only the gemeente that was named; a name that does not exist is refused."""
    data = filled("quality", "--municipality", "Emmen", "--json").data
    assert [each["municipality_code"] for each in data["municipalities"]] == ["GM0114"]
    assert filled("quality", "--municipality", "Zwolle").code == 1


def test_quality_of_an_empty_workspace(cli: CommandLine) -> None:
    """Nothing is known, and that is said; it is no error."""
    cli.make_workspace()
    told = cli("quality")
    assert told.code == 0
    assert "geen locaties" in told.out


def test_a_chase_list_goes_out_and_comes_back(filled: CommandLine, tmp_path: Path) -> None:
    """Made, filled in, looked at without storing, asked for a date, taken over and undone."""
    made = filled("chase", "make", "--municipality", "Emmen", "--out", tmp_path / "uit", "--json").data
    book = openpyxl.load_workbook(made["workbook"])
    sheet = book["Vragen"]
    columns = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    row = next(
        each
        for each in range(3, sheet.max_row + 1)
        if sheet.cell(each, columns["drents:attribute_id"]).value == "max_height_m"
    )
    sheet.cell(row, columns["drents:value"]).value = 15
    back = tmp_path / "terug.xlsx"
    book.save(back)
    told = filled("import", back)
    assert told.code == 1
    assert "chase read" in told.err
    asked = filled("chase", "read", back)
    assert asked.code == 3
    assert "--as-of" in asked.err
    seen = filled("chase", "read", back, "--as-of", "17-11-2026", "--dry-run", "--json").data
    assert [(each["value"], each["as_of"]) for each in seen["answers"]] == [(15, "2026-11-17")]
    taken = filled("chase", "read", back, "--as-of", "17-11-2026", "--json").data
    assert taken["kind"] == "chase_list"
    site_id = seen["answers"][0]["site_id"]
    assert filled("sites", site_id, "--json").data["attributes"]["max_height_m"]["value"] == 15
    assert filled("undo").code == 0
    assert filled("sites", site_id, "--json").data["attributes"]["max_height_m"]["value"] is None


def test_what_is_no_chase_list_is_refused(filled: CommandLine, tmp_path: Path) -> None:
    """Another file, a file that is not there, and a gemeente outside Drenthe."""
    other = tmp_path / "ander.xlsx"
    openpyxl.Workbook().save(other)
    for path in (other, tmp_path / "weg.xlsx", sample_data_dir() / "plots.geojson"):
        told = filled("chase", "read", path)
        assert told.code == 1
        assert path.name in told.err
    assert filled("chase", "make", "--municipality", "Zwolle", "--out", tmp_path).code == 1
