"""Whatever bytes a file of any format holds, the outcome is a whole delivery or an error of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.geodata.file_kinds import SourceFormat
from tests.unit.geodata.fuzzing import ANSWERS, CELLS, CHANGES, MEMBERS, TABLES, Damage
from tests.unit.geodata.small_files import HEADER

if TYPE_CHECKING:
    from drentsportal.language import Language
    from tests.unit.geodata.fuzzing import Change

_SOME = settings(max_examples=25, deadline=None)


@pytest.fixture(scope="module")
def damage(tmp_path_factory: pytest.TempPathFactory, dutch: Language) -> Damage:
    """Return what damages files, with a folder of its own."""
    return Damage(tmp_path_factory.mktemp("schade"), dutch)


@pytest.mark.parametrize("kind", list(SourceFormat))
def test_any_bytes_in_a_file(damage: Damage, kind: SourceFormat) -> None:
    """Bytes changed, cut, repeated or put in anywhere, in the file and in what an archive holds."""

    @_SOME
    @given(changes=CHANGES)
    def check(changes: list[Change]) -> None:
        assert damage.bytes_of(kind, changes) >= len(ANSWERS)

    check()


@_SOME
@given(changes=CHANGES)
def test_any_bytes_in_the_table_of_a_shapefile(damage: Damage, changes: list[Change]) -> None:
    """Bytes changed in the table beside the geometry."""
    assert damage.table_of_shapefile(changes) == len(ANSWERS)


@_SOME
@given(rows=TABLES, header=st.just(HEADER) | st.lists(st.text(max_size=8), max_size=10))
def test_any_cells(damage: Damage, rows: list[list[object]], header: list[str]) -> None:
    """Any content of cells under the right header or any other, in a workbook and in CSV."""
    assert damage.cells(rows, header) >= len(ANSWERS)


@_SOME
@given(row=st.lists(CELLS, min_size=9, max_size=9))
def test_any_value_under_each_column(damage: Damage, row: list[object]) -> None:
    """Rows as wide as the header, so that every value is read by its own rule."""
    assert damage.cells([row, row], (*HEADER,)) >= len(ANSWERS)


@_SOME
@given(members=MEMBERS)
def test_any_members_in_an_archive(damage: Damage, members: list[tuple[str, bytes]]) -> None:
    """Any members under any names, as a zip and as a workbook."""
    assert damage.members(members) == 2 * len(ANSWERS)
