"""The same damage as in the fast tests, for long: some minutes per format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drentsportal.geodata.file_kinds import SourceFormat
from drentsportal.language import Language
from tests.unit.geodata.conftest import ROOT
from tests.unit.geodata.fuzzing import ANSWERS, CHANGES, MEMBERS, TABLES, Damage
from tests.unit.geodata.small_files import HEADER

if TYPE_CHECKING:
    from tests.unit.geodata.fuzzing import Change

pytestmark = pytest.mark.soak

_LONG = settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def damage(tmp_path_factory: pytest.TempPathFactory) -> Damage:
    """Return what damages files, with a folder of its own."""
    return Damage(tmp_path_factory.mktemp("schade"), Language("nl", ROOT / "resources", strict=True))


@pytest.mark.parametrize("kind", list(SourceFormat))
def test_any_bytes_in_a_file_for_long(damage: Damage, kind: SourceFormat) -> None:
    """Thousands of damaged files per format."""

    @_LONG
    @given(changes=CHANGES)
    def check(changes: list[Change]) -> None:
        assert damage.bytes_of(kind, changes) >= len(ANSWERS)

    check()


@_LONG
@given(changes=CHANGES)
def test_any_bytes_in_a_table_for_long(damage: Damage, changes: list[Change]) -> None:
    """Thousands of damaged tables beside a shapefile."""
    assert damage.table_of_shapefile(changes) == len(ANSWERS)


@_LONG
@given(rows=TABLES, header=st.just(HEADER) | st.lists(st.text(max_size=8), max_size=10))
def test_any_cells_for_long(damage: Damage, rows: list[list[object]], header: list[str]) -> None:
    """Thousands of tables of any cells."""
    assert damage.cells(rows, header) >= len(ANSWERS)


@_LONG
@given(members=MEMBERS)
def test_any_members_for_long(damage: Damage, members: list[tuple[str, bytes]]) -> None:
    """Thousands of archives of any members."""
    assert damage.members(members) == 2 * len(ANSWERS)
